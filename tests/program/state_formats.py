"""--state on a log of every kind, which grows while it is counted: the runs add up to one scan."""

import json
import os
import random
import re
import tempfile

from program import Checks, report, run
from sample import DAYS, FORMATS, OPTIONS, Sample

FLOWS = ("accepted", "failed", "accepted_after_retry", "attempts", "local_attempts", "hops",
         "notices", "probes")
ROUNDS = int(os.environ.get("STATE_ROUNDS", "2"))
checks = Checks()
dice = random.Random(11)


def records(sample):
    if sample.path.endswith(".export"):
        return re.split(rb"(?<=\n\n)(?=__CURSOR=)", sample.read())
    return sample.read().splitlines(keepends=True)


def check_growing(sample, pieces):
    lines = records(sample)
    with tempfile.TemporaryDirectory() as folder:
        log, state = os.path.join(folder, "log"), os.path.join(folder, "state")
        cuts = sorted(dice.sample(range(1, len(lines)), min(pieces, len(lines) - 1)))
        sums, last, known = dict.fromkeys(FLOWS, 0), None, False
        for begin, end in zip([0, *cuts], [*cuts, len(lines)]):
            with open(log, "ab") as file:
                file.write(b"".join(lines[begin:end]))
            status, out, err = run(*OPTIONS, "-q", "-f", "json", "--state", state, log)
            if status == 4 and not known:
                continue  # no line of mail yet
            known = True
            last = json.loads(out)
            for key in FLOWS:
                sums[key] += last["totals"][key]
            checks.equal(f"{sample.name} {cuts}: {err.decode()}", status, 0)
        whole = report(*OPTIONS, "-q", log)["totals"]
        checks.equal(f"{sample.name} {cuts}: flows", sums, {key: whole[key] for key in FLOWS})
        checks.equal(f"{sample.name} {cuts}: delayed", last["totals"]["delayed"], whole["delayed"])


logs = [sample for sample in FORMATS
        if not re.search(r"events|activity|notifications|csv", sample.path)]
for sample in (*logs, *DAYS, Sample("senders", "samples/senders/mail.log")):
    for _ in range(ROUNDS):
        check_growing(sample, dice.randint(2, 6))
checks.end()
