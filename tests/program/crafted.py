"""Partials and states that nobody's smtplogscan has written, though their checksum is right: cut
anywhere, any byte another one, other numbers in front.  Each is refused by a sentence that
names it, or read; no run dies of it, and a state that is refused is left as it was.

In full with THOROUGH=1 in the environment; else a few places, other ones each day."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time

from program import BINARY, Checks, run

RESEAL = os.path.join(os.path.dirname(BINARY), "tests/reseal")
PARTIAL, STATE = "8e534c53500d0a1a", "8e534c53530d0a1a"
PLACES = None if os.environ.get("THOROUGH") else 60
OTHERS = (0x00, 0x01, 0x7F, 0x80, 0xFF)

# Accepted, bounced by a rule, deferred and not known to any; two hosts, a login; open at the end.
LOG = b"""Nov 22 10:00:00 mx1 postfix/smtpd[1]: 4XyZ1a2b3c: client=h[192.0.2.1], sasl_method=PLAIN, sasl_username=bob
Nov 22 10:00:01 mx1 postfix/qmgr[1]: 4XyZ1a2b3c: from=<me@here.example>, size=1, nrcpt=2 (queue active)
Nov 22 10:00:02 mx1 postfix/smtp[1]: 4XyZ1a2b3c: to=<a@b.example>, relay=mx.b.example[192.0.2.2]:25, delay=1, dsn=2.0.0, status=sent (250 ok)
Nov 22 10:00:03 mx1 postfix/smtp[1]: 4XyZ1a2b3c: to=<c@d.example>, relay=mx.d.example[192.0.2.3]:25, delay=2, dsn=5.1.1, status=bounced (host mx.d.example[192.0.2.3] said: 550 5.1.1 User unknown (in reply to RCPT TO command))
Nov 22 11:00:04 mx2 postfix/smtp[1]: 4XyZ1a2b3d: to=<e@f.example>, relay=mx.f.example[192.0.2.4]:25, delay=3, dsn=4.7.0, status=deferred (host mx.f.example[192.0.2.4] said: 450 4.7.0 zyx qrs (in reply to RCPT TO command))
Nov 23 11:00:05 mx2 postfix/smtp[1]: 4XyZ1a2b3d: to=<g@f.example>, relay=none, delay=3, dsn=4.4.1, status=deferred (connect to mx.f.example[192.0.2.4]:25: Connection timed out)
"""
OPTIONS = ("--year=2026", "--tz=UTC", "-f", "json")

checks = Checks()
seed = int(time.time() // 86400)
dice = random.Random(seed)


def reseal(way, magic, data):
    done = subprocess.run([RESEAL, way, magic], input=data, capture_output=True, check=True)
    return done.stdout


def crafted(inside):
    """(what was done, the bytes)"""
    yield "nothing", b""
    yield "a byte more", inside + b"\0"
    places = range(len(inside))
    if PLACES:
        places = sorted(dice.sample(places, min(PLACES, len(inside))))
    for at in places:
        yield f"cut at {at}", inside[:at]
        for other in OTHERS if not PLACES else dice.sample(OTHERS, 2):
            yield f"{other:#x} at {at}", inside[:at] + bytes([other]) + inside[at + 1:]
        yield f"a large number at {at}", inside[:at] + b"\xff" * 9 + b"\1" + inside[at + 1:]


def check(what, path, arguments):
    """Refused by name, or read."""
    status, out, err = run(*OPTIONS, *arguments)
    checks.true(f"{what}: exit status {status}, {err!r}", status in (0, 1, 2, 3))
    checks.true(f"{what}: {err!r}", not out or json.loads(out))
    refused = status in (2, 3)
    if refused:
        checks.true(f"{what}: is named by {out or err!r}", path.encode() in out + err)
    return refused


def check_partials(folder, log):
    path, other = os.path.join(folder, "part"), os.path.join(folder, "other.log")
    run(*OPTIONS[:2], "-f", "partial", "-o", path, log)
    with open(path, "rb") as file:
        inside = reseal("open", PARTIAL, file.read())
    with open(other, "wb") as file:
        file.write(LOG.replace(b"4XyZ", b"4AbC"))
    refused = 0
    cases = list(crafted(inside))
    for what, data in cases:
        with open(path, "wb") as file:
            file.write(reseal("close", PARTIAL, data))
        refused += check(f"partial, {what}", path, dice.choice(((path,), (path, other))))
    return len(cases), refused


def check_states(folder, log):
    path = os.path.join(folder, "state")
    for _ in range(2):
        run(*OPTIONS, "--state", path, log)
    with open(path, "rb") as file:
        whole = file.read()
    inside = reseal("open", STATE, whole)
    with open(log, "ab") as file:
        file.write(LOG.replace(b"Nov 22", b"Nov 24").replace(b"Nov 23", b"Nov 24"))
    refused = 0
    cases = list(crafted(inside))
    for what, data in cases:
        sealed = reseal("close", STATE, data)
        with open(path, "wb") as file:
            file.write(sealed)
        was = check(f"state, {what}", path, ("--state", path, log))
        refused += was
        with open(path, "rb") as file:
            kept = file.read()
        checks.true(f"state, {what}: is left as it was", not was or kept == sealed)
    return len(cases), refused


if not os.path.exists(RESEAL):
    sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    log = os.path.join(folder, "mail.log")
    with open(log, "wb") as file:
        file.write(LOG)
    for kind, check_kind in (("partials", check_partials), ("states", check_states)):
        count, refused = check_kind(folder, log)
        print(f"{count} {kind}, {refused} refused (seed {seed})")
        checks.true(f"{kind}: some are refused, some are not", 0 < refused < count)
checks.end()
