"""The program's parsers and the reference agree: on the spoofs, on the samples, on what the
fuzzers were given and found, and on samples of which a part is another's.  agreement.py
TUPLES SOURCE [FOLDER...]: with folders, on every file below them as well."""

import glob
import gzip
import os
import random
import sys

from forgery import ATTEMPT, SOURCE, Checks, read
from reference import is_no_delivery, reference
from spoofs import TEMPLATES, choices

checks = Checks()
REMOTE = "0"
MUTATIONS = 40  # of each sample's line
LEAST_MATCHED = 0.5  # of the samples' remote attempts: the patterns are for real lines


def agree(name, lines):
    """How many records are deliveries, and how many of them the reference has read."""
    attempts = matched = none = 0
    for line, records in zip(lines, read(lines)):
        body, mta = records[0].body, records[0].format
        attempts += records[0].kind == ATTEMPT and records[0].delivery == REMOTE
        if is_no_delivery(mta, body):
            none += 1
            checks.true(f"{name}, {mta}: {line!r}: is no delivery", records[0].kind != ATTEMPT)
            continue
        want = reference(mta, line[:len(line) - len(body)], body) if line.endswith(body) else None
        if not want:
            continue
        matched += 1
        outcome, recipients, relay, port, why = want
        what = f"{name}, {mta}: {line!r}"
        checks.equal(f"{what}: kind", records[0].kind, ATTEMPT)
        checks.equal(f"{what}: recipients", [r.recipient for r in records], recipients)
        if outcome:
            checks.equal(f"{what}: outcome", records[0].outcome, outcome)
        if relay is not None:
            checks.equal(f"{what}: relay", records[0].relay, relay)
        if port is not None:
            checks.equal(f"{what}: port", records[0].port, port)
        if why is not None:
            checks.equal(f"{what}: explanation", records[0].explanation.rstrip(), why.rstrip())
    print(f"{name}: {len(lines)} lines, {attempts} remote attempts; the reference has read {matched}, "
          f"and knows of {none} that they are no delivery")
    return attempts, matched


def lines_of(path):
    data = open(path, "rb").read()
    if path.endswith(".gz"):
        data = gzip.decompress(data)
    return [line.decode("utf-8", "surrogateescape") for line in data.split(b"\n") if b"\0" not in line]


def spoofs():
    return [template.fill(to, reply) for template in TEMPLATES for to, reply in choices(template)]


def mutations(lines):
    """Each with a part of another, and with what ends a field, at random places."""
    dice = random.Random(1)
    ends = ['"', "<", ">", ">, ", " ", ": ", ", ", "(", ")", "\\", '\\"', " status=sent (", "]", "'"]
    for line in lines:
        for _ in range(MUTATIONS):
            other = dice.choice(lines)
            part = dice.choice(ends) if dice.random() < 0.5 else \
                other[dice.randrange(len(other) + 1):][:dice.randrange(60)]
            at = dice.randrange(len(line) + 1)
            yield line[:at] + part + line[at + dice.choice((0, 0, len(part))):]


def main():
    agree("the spoofs", spoofs())
    samples = [line for path in sorted(glob.glob(os.path.join(SOURCE, "samples/formats/*.log")))
               for line in lines_of(path)]
    attempts, matched = agree("the formats' samples", samples)
    checks.true(f"{matched} of {attempts} read", matched >= LEAST_MATCHED * attempts)
    for day in sorted(glob.glob(os.path.join(SOURCE, "samples/*.log.gz"))):
        attempts, matched = agree(os.path.basename(day), lines_of(day)[:20000])
        checks.true(f"{matched} of {attempts} read", matched >= 0.95 * attempts)
    agree("samples, changed", list(mutations(samples + spoofs()[::7])))
    fuzzed = [line for path in sorted(glob.glob(os.path.join(SOURCE, "tests/fuzz/inputs/*/*")))
              for line in lines_of(path)]
    agree("the fuzzers' inputs", fuzzed)
    for folder in sys.argv[3:]:
        more = [line for root, _, names in sorted(os.walk(folder)) for name in sorted(names)
                for line in lines_of(os.path.join(root, name)) if len(line) < 65536]
        agree(folder, more)
    checks.end()


main()
