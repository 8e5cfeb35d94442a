"""However many threads read and count, no byte of any output is another one."""

import gzip
import os
import random
import tempfile

from program import Checks, report, run
from sample import DAYS, FORMATS, OPTIONS

COUNTS = ("1", "2", "7")
KINDS = ("text", "json", "ndjson", "csv", "html")
LARGE = 400_000  # bytes: worth a second thread

# Lines that are read where they are counted, in one line each, and such as have no end.
AMONG = (
    b'{"email":"a@b.example","event":"bounce","timestamp":1795273223,"sg_message_id":"x"}',
    b'{"log":"Nov 22 10:00:23 mx1 postfix/qmgr[1]: 4XyZ1a2b3c: removed\\n","stream":"stdout",'
    b'"time":"2026-11-22T10:00:23Z"}',
    b"_PID=1",
    b"{",
    b"x" * 70000,
    b"",
    b"\x00\x00Nov 22 10:00:23 mx1 postfix/qmgr[1]: 4XyZ1a2b3c: removed",
)

checks = Checks()


def large(sample, seed):
    """The sample again and again, with other things among its lines."""
    chance = random.Random(seed)
    lines, size = sample.read().splitlines(), 0
    while size < LARGE:
        for line in lines:
            if chance.random() < 0.01:
                yield chance.choice(AMONG)
            yield line
            size += len(line)


def unpacked():
    """Lines of qmail, whose words are unpacked, and as long as a line can be: what one of them
    tells takes more room than the line itself, and more than all others on their way."""
    head = b"Nov 22 10:00:23 mx1 qmail: 1795273223.123456 "
    said = b"127.0.0.1_accepted_message./Remote_host_said:_250_2.0.0_Ok:_queued_as_"
    refused = b"192.0.2.1_does_not_like_recipient./Remote_host_said:_550_"
    yield head + b"new msg 9"
    for letters in (60_000, 65_300, 65_536):
        word = b"4XyZ1a2b3c_5.1.1_" * (letters // 17)
        for number, report in enumerate((b"success: " + said + word.replace(b"_", b"A") + b"/",
                                         b"failure: " + refused + word, b"deferral: " + word)):
            yield head + b"starting delivery %d: msg 9 to remote a@b.example" % number
            yield head + b"delivery %d: " % number + report


def compare(name, path):
    for kind in KINDS:
        outputs = [run("-j", count, "-f", kind, *OPTIONS, path) for count in COUNTS]
        checks.true(f"{name}, {kind}: is read", outputs[0][1] != b"")
        for count, output in zip(COUNTS[1:], outputs[1:]):
            checks.true(f"{name}, {kind}: -j {count} and -j 1 are alike", output == outputs[0])


with tempfile.TemporaryDirectory() as folder:
    for seed, sample in enumerate(DAYS[1:2] + FORMATS):
        path = os.path.join(folder, "mail.log")
        with open(path, "wb") as log:
            log.write(b"\n".join(large(sample, seed)) + b"\n")
        compare(sample.name, path)
    with open(path, "rb") as log, gzip.open(path + ".gz", "wb") as packed:
        packed.write(log.read())
    compare("compressed", path + ".gz")
    with open(path + ".gz", "r+b") as packed:
        packed.truncate(os.path.getsize(path + ".gz") * 2 // 3)
    compare("compressed and cut", path + ".gz")
    with open(path, "wb") as log:
        log.write(b"\n".join(list(unpacked()) * 4) + b"\n")
    compare("lines that are unpacked", path)

status, _, err = run("-j", "0", DAYS[0].path)
checks.equal("none at all", status, 2)
checks.true("none at all: says so", b"--jobs" in err)
checks.true("auto", report("-j", "auto", *OPTIONS, DAYS[0].path)["totals"]["recipients"] > 0)
checks.end()
