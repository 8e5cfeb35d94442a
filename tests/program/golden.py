"""The samples' reports byte for byte; UPDATE_GOLDEN=1 writes them anew."""

import os
import re

from program import SOURCE, Checks, run
from sample import DAYS, FORMATS, OPTIONS, Sample

checks = Checks()
TEXT = ("txt", ("-f", "text", "--width=96"))
NARROW = ("80.txt", ("-f", "text", "--width=80", "--ascii", "--top=3"))
JSON = ("json", ("-f", "json"))
NDJSON = ("ndjson", ("-f", "ndjson"))
KOREAN = ("ko.txt", ("-f", "text", "--width=120", "--lang=ko"))
NARROW_KOREAN = ("ko.80.txt", ("-f", "text", "--width=80", "--ascii", "--top=3", "--lang=ko"))
HTML = ("html", ("-f", "html"))
MAIL = ("eml", ("-f", "email"))
CSV = ("csv", ("-f", "csv"))
PROMETHEUS = ("prom", ("-f", "prometheus"))

# Of the formats few have a JSON report: it differs from another's in the counts alone.
WITH_JSON = ("formats/exim-mainlog", "formats/msmtp", "formats/journal.export")


def settled(text):
    """Without what changes from machine to machine: the program's version."""
    text = re.sub(rb"<[0-9a-f.]+(@smtplogscan.invalid>)", rb"<...\1", text)
    text = re.sub(rb"smtplogscan \d+\.\d+\.\d+", b"smtplogscan ...", text)
    return re.sub(rb'("version": |{version=)"[^"]*"', rb'\1"..."', text)


def check(sample, ending, options, wanted=0):
    golden = os.path.join(SOURCE, "tests/golden", f"{sample.name}.{ending}")
    status, out, err = run(*options, *OPTIONS, sample.path)
    checks.equal(f"{sample.name}.{ending}: exit status", (status, err), (wanted, b""))
    if os.environ.get("UPDATE_GOLDEN"):
        open(golden, "wb").write(settled(out))
    want = open(golden, "rb").read().splitlines()
    got = settled(out).splitlines()
    differing = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b),
                     min(len(got), len(want)))
    checks.equal(f"{sample.name}.{ending}: line {differing + 1}", got[differing:differing + 1],
                 want[differing:differing + 1])


for each in DAYS:
    for form in (TEXT, NARROW, JSON, NDJSON, HTML, MAIL, CSV, PROMETHEUS, KOREAN,
                 NARROW_KOREAN):
        check(each, *form)
# What is marked: new, up, over a limit, and what is over and done with.
MARKED = Sample("marked", DAYS[1].path)
for ending, options in (TEXT, KOREAN, JSON, HTML, MAIL, CSV, PROMETHEUS):
    check(MARKED, ending, (*options, "--baseline=tests/golden/marked.baseline.json", "--fail-over=20%",
                           "--fail-over=zoho=30%", "--fail-over=smtp/user-unknown=10"), 1)
for each in FORMATS:
    check(each, *TEXT)
    if each.name in WITH_JSON:
        check(each, *JSON)
checks.end()
