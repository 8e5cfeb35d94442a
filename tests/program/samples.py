"""The samples' reports: counts as samples/README.md says, sums that add up, a valid schema,
the same bytes however the input is cut up or handed over."""

import gzip
import json
import os
import tempfile

import jsonschema

from program import SOURCE, Checks, check_sums, comparable, report, run

checks = Checks()
schema = json.load(open(os.path.join(SOURCE, "docs/report.schema.json"), encoding="utf-8"))
TOTALS = ("messages", "recipients", "accepted", "accepted_after_retry", "delayed", "failed",
          "local", "attempts", "local_attempts", "hops", "notices", "probes")
OPTIONS = ("--year=2026", "--tz=UTC")


def check_truth(name, found, truth):
    for key in TOTALS:
        checks.equal(f"{name}: {key}", found["totals"][key], truth[key])
    checks.equal(f"{name}: lines", found["inputs"][0]["lines"], truth["lines"])
    keys = ("failed", "delayed", "accepted_after_retry")
    got = {c["id"]: tuple(c[k] for k in keys) for c in found["causes"]}
    want = {cause: tuple(v[k] for k in keys) for cause, v in truth["causes"].items()}
    for cause in sorted(set(got) | set(want)):
        checks.equal(f"{name}: {cause}", got.get(cause, (0, 0, 0)), want.get(cause, (0, 0, 0)))


def check_cut(name, path, whole, folder):
    """Cut into files at line boundaries and given in the wrong order, plain and gzip."""
    lines = gzip.open(path).read().splitlines(keepends=True)
    for pieces in (2, 3, 7):
        size = len(lines) // pieces + 1
        names = []
        for i in range(pieces):
            piece = os.path.join(folder, f"{name}.{i}" + (".gz" if i % 2 else ""))
            opener = gzip.open if i % 2 else open
            with opener(piece, "wb") as file:
                file.write(b"".join(lines[i * size:(i + 1) * size]))
            names.append(piece)
        found = report(*OPTIONS, *reversed(names))
        checks.equal(f"{name}: in {pieces} pieces", comparable(found), comparable(whole))


def check_handed_over(name, path, whole):
    text = gzip.open(path).read()
    found = report(*OPTIONS, "-", stdin=text)
    checks.equal(f"{name}: plain by a pipe", comparable(found), comparable(whole))
    found = report(*OPTIONS, "-", stdin=open(path, "rb").read())
    checks.equal(f"{name}: gzip by a pipe", comparable(found), comparable(whole))
    twice = [run("-f", form, *OPTIONS, path, env=env)[1]
             for form in ("json", "text")
             for env in ({}, {"LC_ALL": "ko_KR.UTF-8", "LANG": "de_DE", "TZ": "Asia/Seoul"})]
    checks.true(f"{name}: the same bytes in other locales",
                twice[0] == twice[1] and twice[2] == twice[3])


with tempfile.TemporaryDirectory() as folder:
    for name in ("good-day", "bad-day", "providers"):
        path = os.path.join(SOURCE, "samples", name + ".log.gz")
        truth = json.load(open(os.path.join(SOURCE, f"tests/samples/{name}.truth.json"),
                               encoding="utf-8"))
        whole = report(*OPTIONS, path)
        jsonschema.validate(whole, schema)
        check_truth(name, whole, truth)
        check_sums(checks, name, whole)
        check_handed_over(name, path, whole)
        check_cut(name, path, report(*OPTIONS, path), folder)
checks.end()
