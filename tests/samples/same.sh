#!/bin/sh
# same.sh WRITE_SAMPLE NAME: what the tables make is what samples/ holds.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" replies.tsv "$2.tsv" >"$work/log" 2>"$work/truth"
gzip -dc "../../samples/$2.log.gz" | cmp - "$work/log"
cmp "$2.truth.json" "$work/truth"
