"""Real logs of every mail server, and providers' exports, read in place: no crash, a ledger
that adds up, and nearly every delivery line counted.  The lines are counted anew here, by a
pattern for each mail server that knows nothing of the program's parsers.  Skipped where the
logs are not at hand.  Prints the table of docs/formats.md."""

import glob
import os
import re
import sys

from program import SOURCE, Checks, check_sums, report, run

FOLDER = os.path.join(SOURCE, "../shared/corpora")
COUNTED = ("attempts", "local_attempts", "hops", "notices", "probes")

# What a delivery line of each mail server looks like; "to" is a list of recipients.
DELIVERY = {
    "postfix": re.compile(rb"\bstatus=(?!No,)"),
    "exim": re.compile(rb"(?:^| )(?:=>|->|>>|\*>|\*\*|==) \S"),
    "sendmail": re.compile(rb"(?:: (?:to=)?(?P<to>[^ ]+), (?:ctladdr=|delay=|\S+ \(\d+).*)\bstat="),
    "opensmtpd": re.compile(rb" (?:mta|mda) (?:event=)?delivery "),
    "msmtp": re.compile(rb"host=\S+ tls=(?:.* (?:recipients=)?(?P<to>\S+@\S+,\S+@\S+) )?"),
    "qmail": re.compile(rb"delivery \d+: (?:success|failure|deferral):"),
    "nullmailer": re.compile(rb"smtp: Succeeded:|smtp: Failed: (?!Connect failed)|"
                             rb"Sending failed:  (?!(?:Permanent|Temporary|Unspecified) )"),
    "ssmtp": re.compile(rb"Sent mail for |(?:RCPT TO|MAIL FROM|Authorization).* \([45]\d\d "),
    "haraka": re.compile(rb"\[outbound\] (?:delivered|bounced|Temp fail)|queue code=OK"),
}

# Lines that look like one and are none: the queue manager's word on a whole message, other
# programs' use of the same word.
OTHER = {
    "postfix": re.compile(rb"from=<[^>]*>, status=(force-)?expired|fetchmail|postfix/smtpd"),
}

if not os.path.isdir(FOLDER):
    print("skipped: no real logs beside the project")
    sys.exit(77)

checks = Checks()


def recipients(line, servers):
    """How many recipients a delivery line tells of; 0 when it is none."""
    for server in servers:
        found = DELIVERY[server].search(line)
        if found and not (server in OTHER and OTHER[server].search(line)):
            return 1 + (found.groupdict().get("to") or b"").count(b",")
    return 0


def deliveries(server, path):
    """A log may hold another server's lines, too: under syslog these are Postfix and Sendmail."""
    servers = [server] + [s for s in ("postfix", "sendmail") if s != server]
    return sum(recipients(line, servers) for line in open(path, "rb"))


print("| log | read as | lines | deliveries | attempts | local | hops | notices | probes | counted |")
print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")
for server in sorted(DELIVERY):
    wanted = counted = 0
    for path in sorted(glob.glob(os.path.join(FOLDER, "logs", server, "*.log"))):
        found = report(path)
        name = os.path.basename(path)
        check_sums(checks, name, found)
        here = deliveries(server, path)
        totals, ledger = found["totals"], found["inputs"][0]
        sums = [totals[key] for key in COUNTED]
        wanted += here
        counted += sum(sums)
        print(f"| {server}/{name[:-4]} | {ledger['format']} | {ledger['lines']:,} | {here} | "
              + " | ".join(str(n) for n in sums) + f" | {sum(sums)} |")
    share = f"{100 * counted / wanted:.1f} %" if wanted else "none"
    print(f"| **{server}, all** | | | {wanted} | | | | | | {counted} ({share}) |")
    checks.true(f"{server}: at least 98 % of the delivery lines are counted",
                counted >= 0.98 * wanted)

# Exports and journals: everything in them is accounted for, and none of it is damage.
for path in sorted(glob.glob(os.path.join(FOLDER, "native", "*", "*")) +
                   glob.glob(os.path.join(FOLDER, "native", "*.csv")) +
                   glob.glob(os.path.join(FOLDER, "logs/journald/*"))):
    status, out, err = run("-f", "json", path)
    checks.true(f"{path}: exit status {status}", status in (0, 4))
    if status == 0:
        found = report(path)
        check_sums(checks, os.path.basename(path), found)
checks.end()
