#!/bin/sh
# Writes the samples that a program makes, their truths, and the tables of samples/README.md.
# The same sources give the same bytes on every machine.
set -eu
cd "$(dirname "$0")"
samples=../../samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

${CC:-cc} -std=c17 -O2 -I../bench -o "$work/write_sample" write_sample.c scenario.c \
    ../bench/generate_arrival.c ../bench/generate_delivery.c ../bench/generate_mail.c \
    ../bench/generate_noise.c ../bench/generate_out.c ../bench/generate_queue.c \
    ../bench/generate_relay.c ../bench/generate_template.c ../bench/generate_time.c \
    ../bench/generate_truth.c

for name in good-day bad-day providers; do
    "$work/write_sample" replies.tsv $name.tsv >"$work/$name.log" 2>"$work/$name.json"
    gzip -n -9 <"$work/$name.log" >"$samples/$name.log.gz"
    cp "$work/$name.json" $name.truth.json
    # "messages": 12,  and  "gmail/x": {"failed": 1, "delayed": 2, "accepted_after_retry": 3}
    sed 's/[{},:"]/ /g' "$work/$name.json" | awk '
        NF == 2             { totals = totals "| " $1 " | " $2 " |\n" }
        NF == 7             { causes = causes "| " $1 " | " $3 " | " $5 " | " $7 " |\n" }
        END {
            printf "\n| total | count |\n|---|---:|\n%s", totals
            printf "\n| cause | failed | delayed | accepted after retry |\n"
            printf "|---|---:|---:|---:|\n%s\n", causes
        }' >"$work/table"
    awk -v name=$name -v table="$work/table" '
        /^<!-- end of truth -->$/                { hidden = 0 }
        !hidden
        $0 == "<!-- truth of " name ".log.gz -->" {
            hidden = 1
            while ((getline line < table) > 0)
                print line
        }' $samples/README.md >"$work/README.md"
    cp "$work/README.md" $samples/README.md
done
