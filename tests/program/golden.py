"""The samples' reports byte for byte; UPDATE_GOLDEN=1 writes them anew."""

import os
import re

from program import SOURCE, Checks, run

checks = Checks()
FORMS = (("txt", ("-f", "text", "--width=96")),
         ("80.txt", ("-f", "text", "--width=80", "--ascii", "--top=3")),
         ("json", ("-f", "json")))


def settled(text):
    """Without what changes from machine to machine: the program's version."""
    return re.sub(rb'("version": )"[^"]*"', rb'\1"..."', text)


for name in ("good-day", "bad-day", "providers"):
    for ending, options in FORMS:
        golden = os.path.join(SOURCE, "tests/golden", f"{name}.{ending}")
        status, out, err = run(*options, "--year=2026", "--tz=UTC", f"samples/{name}.log.gz")
        checks.equal(f"{name}.{ending}: exit status", (status, err), (0, b""))
        if os.environ.get("UPDATE_GOLDEN"):
            open(golden, "wb").write(settled(out))
        want = open(golden, "rb").read().splitlines()
        got = settled(out).splitlines()
        differing = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b),
                         min(len(got), len(want)))
        checks.equal(f"{name}.{ending}: line {differing + 1}", got[differing:differing + 1],
                     want[differing:differing + 1])
checks.end()
