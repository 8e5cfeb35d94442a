"""Real Postfix logs, read in place: no crash, a ledger that adds up, and nearly every
delivery line counted.  Skipped where the logs are not at hand."""

import glob
import os
import re
import sys

from program import SOURCE, Checks, check_sums, report

FOLDER = os.path.join(SOURCE, "../shared/corpora/logs/postfix")
COUNTED = ("attempts", "local_attempts", "hops", "notices", "probes")

# Lines with "status=" that are no delivery: the queue manager's word on a whole message, and
# other programs' use of the same word.
OTHER = re.compile(rb"from=<[^>]*>, status=(force-)?expired|fetchmail|postfix/smtpd")

if not os.path.isdir(FOLDER):
    print("skipped: no real logs beside the project")
    sys.exit(77)

checks = Checks()
lines = deliveries = counted = 0
for path in sorted(glob.glob(os.path.join(FOLDER, "*.log"))):
    found = report(path)
    name = os.path.basename(path)
    check_sums(checks, name, found)
    marked = [line for line in open(path, "rb") if b"status=" in line]
    here = sum(found["totals"][key] for key in COUNTED)
    wanted = sum(1 for line in marked if not OTHER.search(line))
    print(f"{name:45} {found['inputs'][0]['lines']:5} lines, {len(marked):4} with status=, "
          f"{wanted:4} deliveries, {here:4} counted")
    lines += len(marked)
    deliveries += wanted
    counted += here
print(f"{counted} of {deliveries} delivery lines counted, of {lines} lines with status=")
checks.true("at least 99 % of the delivery lines are counted", counted >= 0.99 * deliveries)
checks.end()
