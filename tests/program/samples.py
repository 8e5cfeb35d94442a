"""The samples' reports: counts as their truth says, sums that add up, a valid schema, the
same bytes however the input is cut up, packed or handed over."""

import bz2
import gzip
import json
import lzma
import os
import shutil
import subprocess
import tempfile

import jsonschema

from program import SOURCE, Checks, check_sums, comparable, report, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
schema = json.load(open(os.path.join(SOURCE, "docs/report.schema.json"), encoding="utf-8"))
TOTALS = ("messages", "recipients", "accepted", "accepted_after_retry", "delayed", "failed",
          "local", "attempts", "local_attempts", "hops", "notices", "probes")


def zstd(data):
    return subprocess.run(["zstd", "-cq"], input=data, capture_output=True, check=True).stdout


PACKED = {"plain": bytes, "gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}
if shutil.which("zstd"):
    PACKED["zstd"] = zstd


def check_truth(name, found, truth):
    for key in TOTALS:
        checks.equal(f"{name}: {key}", found["totals"][key], truth[key])
    checks.equal(f"{name}: lines", found["inputs"][0]["lines"], truth["lines"])
    keys = ("failed", "delayed", "accepted_after_retry")
    got = {c["id"]: tuple(c[k] for k in keys) for c in found["causes"]}
    want = {cause: tuple(v[k] for k in keys) for cause, v in truth["causes"].items()}
    for cause in sorted(set(got) | set(want)):
        checks.equal(f"{name}: {cause}", got.get(cause, (0, 0, 0)), want.get(cause, (0, 0, 0)))


def check_same(name, found, whole):
    found, whole = comparable(found), comparable(whole)
    for key, value in whole.items():
        checks.equal(f"{name}: {key}", found[key], value)


def check_cut(sample, whole, folder):
    """In files that are each packed differently, given in the wrong order: the times tell the
    right one, where there are any."""
    packers = list(PACKED.values())
    for count in (2, 3, 7):
        paths = []
        for i, piece in enumerate(sample.pieces(count)):
            paths.append(os.path.join(folder, f"piece.{i}"))
            with open(paths[-1], "wb") as file:
                file.write(packers[i % len(packers)](piece))
        found = report(*OPTIONS, *(reversed(paths) if sample.timed else paths))
        check_same(f"{sample.name}: in {count} pieces", found, whole)


def check_handed_over(sample, whole):
    for form, pack in PACKED.items():
        found = report(*OPTIONS, "-", stdin=pack(sample.read()))
        check_same(f"{sample.name}: {form} by a pipe", found, whole)


def check_locales(sample):
    """Text may be in the user's language, and no other; JSON depends on nothing."""
    for form, language in (("json", "ko_KR.UTF-8"), ("text", "de_DE.UTF-8")):
        there = {"LC_ALL": language, "LANG": "de_DE", "TZ": "Asia/Seoul"}
        reports = [run("-f", form, *OPTIONS, sample.path, env=env)[1] for env in ({}, there)]
        checks.true(f"{sample.name}: the same {form} in other locales", reports[0] == reports[1])


with tempfile.TemporaryDirectory() as temporary:
    for each in DAYS + FORMATS:
        complete = report(*OPTIONS, each.path)
        jsonschema.validate(complete, schema)
        check_truth(each.name, complete, json.load(open(each.truth_path(), encoding="utf-8")))
        check_sums(checks, each.name, complete)
        check_handed_over(each, complete)
        check_cut(each, complete, temporary)
        check_locales(each)
checks.end()
