#!/usr/bin/env python3
"""Peak memory and totals when nothing repeats: distinct.py BUILD [MILLIONS]

Each of MILLIONS million recipients (20) has a queue id of its own, and for each row below a
sender, a domain, an address or a reply that no other has.  The totals must be exact.
"""

import json
import resource
import subprocess
import sys

BUILD, MILLIONS = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 20
COUNT = int(MILLIONS * 1e6)
CHUNK = 20000

KINDS = {
    "recipients": ("me@here.example", "user{n}@dest.example", "550 5.1.1 user unknown"),
    "senders": ("user{n}@here.example", "you@dest.example", "550 5.1.1 user unknown"),
    "domains": ("me@here.example", "you@dest{n}.example", "550 5.1.1 user unknown"),
    "replies": ("me@here.example", "you@dest.example", "550 5.1.1 {words}"),
}
WORDS = "alpha bravo coral delta eager fable giant happy ivory jolly karma lemon mango noble".split()


def words(n):
    """A reply that no mask makes equal to another one."""
    found = []
    while n:
        n, rest = divmod(n, len(WORDS))
        found.append(WORDS[rest])
    return " ".join(found)


def lines(kind, first):
    sender, to, reply = KINDS[kind]
    for n in range(first, min(first + CHUNK, COUNT)):
        at = f"Nov 22 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02} mx1 postfix/"
        said = reply.replace("{words}", words(n)) if "{words}" in reply else reply
        if "{n}" in sender:
            yield f"{at}qmgr[1]: 4{n:09X}: from=<{sender.format(n=n)}>, size=1, nrcpt=1\n"
        yield (f"{at}smtp[1]: 4{n:09X}: to=<{to.format(n=n)}>, relay=mx.dest.example[192.0.2.1]:25, "
               f"delay=1, dsn=5.0.0, status=bounced (host mx.dest.example[192.0.2.1] said: {said})\n")


def measure(kind):
    command = ["/usr/bin/env", "time", "-f", "%M", f"{BUILD}/smtplogscan", "--no-config", "-q",
               "--year=2026", "--tz=UTC", "-f", "json", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    for first in range(0, COUNT, CHUNK):
        process.stdin.write("".join(lines(kind, first)).encode())
    process.stdin.close()
    found = json.load(process.stdout)
    peak = int(process.stderr.read().split()[-1])
    process.wait()
    totals = found["totals"]
    exact = totals["failed"] == COUNT and sum(c["failed"] for c in found["causes"]) == COUNT
    print(f"{MILLIONS:g} million {kind:11} peak {peak / 1024:6.0f} MiB   "
          f"totals {'exact' if exact else 'WRONG: ' + str(totals)}", flush=True)
    return exact


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.exit(0 if all([measure(kind) for kind in KINDS]) else 1)
