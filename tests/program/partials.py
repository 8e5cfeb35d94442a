"""Partials: however a log is cut, and in whatever order the parts are added up, the report is
that of the whole log."""

import os
import random
import re
import tempfile

from program import Checks, SOURCE, report, run
from sample import DAYS, FORMATS, OPTIONS, Sample

LONG = os.environ.get("PARTIALS_LONG")  # minutes in place of seconds
checks = Checks()
dice = random.Random(7)


def told(found):
    """What must not depend on the cut: all but which files were read, and where in them."""
    found.pop("inputs")
    found.pop("generator")
    for cause in found["causes"]:
        for reply in cause["replies"]:
            reply.pop("where")
    return found


def records(sample):
    if sample.path.endswith(".export"):
        return re.split(rb"(?<=\n\n)(?=__CURSOR=)", sample.read())
    return sample.read().splitlines(keepends=True)


class Folder:
    """Parts of logs, and what is made of them."""

    def __init__(self, path):
        self.path, self.count = path, 0

    def name(self, ending):
        self.count += 1
        return os.path.join(self.path, f"{self.count}{ending}")

    def part(self, text):
        """The partial of a piece of a log."""
        log, partial = self.name(".log"), self.name(".partial")
        with open(log, "wb") as file:
            file.write(text)
        self.make(partial, log)
        return partial

    def make(self, partial, *inputs):
        status, out, err = run(*OPTIONS, "-q", "-o", partial, *inputs)
        # a part may hold no line of mail at all
        checks.true(f"{inputs}: exit {status}, {out + err}", status in (0, 4) and not out)
        if status == 4:
            open(partial, "wb").close()

    def merged(self, partials):
        """One partial of several, or none of them: added up at random."""
        parts = [part for part in partials if os.path.getsize(part)]
        dice.shuffle(parts)
        while len(parts) > 1 and dice.random() < 0.7:
            few = [parts.pop() for _ in range(dice.randint(2, len(parts)))]
            both = self.name(".partial")
            self.make(both, *few)
            parts.append(both)
            dice.shuffle(parts)
        return parts


def period(part):
    if not os.path.getsize(part):
        return part
    found = report(*OPTIONS, "-q", part)["period"]
    return found["first"], found["last"]


def check_cut(folder, sample, lines, cuts, whole):
    """Cut before the lines `cuts`."""
    edges = [0, *sorted(cuts), len(lines)]
    texts = [b"".join(lines[a:b]) for a, b in zip(edges, edges[1:])]
    parts = [folder.part(text) for text in texts]
    if len(set(periods := [period(part) for part in parts])) < len(periods):
        return  # two begin and end in the same second: nobody knows which comes first
    parts = folder.merged(parts)
    got = told(report(*OPTIONS, "-q", *parts))
    if got != whole:
        checks.true(f"{sample.name} cut at {cuts}: the same report", False)
        for key in whole:
            if got[key] != whole[key]:
                print(f"  {key}: {str(got[key])[:300]}\n  want {str(whole[key])[:300]}")
    else:
        checks.done += 1


def check_sample(sample, pairs, trees):
    lines = records(sample)
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(path)
        log = folder.name(".log")
        with open(log, "wb") as file:
            file.write(b"".join(lines))
        whole = told(report(*OPTIONS, "-q", log))
        places = range(1, len(lines))
        for cut in places if len(places) <= pairs else dice.sample(places, pairs):
            check_cut(folder, sample, lines, [cut], whole)
        for _ in range(trees):
            count = min(dice.randint(2, 7), len(places))
            check_cut(folder, sample, lines, dice.sample(places, count), whole)


logs = [sample for sample in FORMATS
        if sample.timed and not re.search(r"events|activity|notifications|csv", sample.path)]
for sample in logs:
    check_sample(sample, 10000 if LONG else 8, 100 if LONG else 4)
for sample in (*DAYS, Sample("senders", "samples/senders/mail.log")):
    check_sample(sample, 400 if LONG else 4, 100 if LONG else 3)

checks.end()
