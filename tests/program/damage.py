"""Damaged and hostile compressed files, through the whole program: what stands before the
damage is counted exactly, and the damage is named.

tests/input holds each decoder to every byte and bit; here files by the hundred go through
one run.  With THOROUGH=1 in the environment (.ci/full) every byte is cut and 5,000 bits are
flipped.
"""

import json
import os
import random
import tempfile

from packers import PACKERS
from program import Checks, check_sums, report, run

checks = Checks()
THOROUGH = os.environ.get("THOROUGH") == "1"
TOGETHER = 100  # files in one run
LINES = (3, 2, 4)  # of the three members


def line(file, number):
    return (f"Nov 22 {10 + number % 10}:00:{number:02} mx1 postfix/smtp[1]: {file:06X}{number:04X}: "
            f"to=<u{number}@f{file}.example>, relay=mx.x.example[192.0.2.1]:25, delay=1, "
            "dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such "
            "user)\n").encode()


class Packed:
    """Three members, whose lines stand in no other file."""

    def __init__(self, pack, file):
        numbers = iter(range(sum(LINES)))
        self.bytes, self.ends = b"", [0]
        for count in LINES:
            self.bytes += pack(b"".join(line(file, next(numbers)) for _ in range(count)))
            self.ends.append(len(self.bytes))
        self.recipients = {f"u{n}@f{file}.example" for n in range(sum(LINES))}

    def lines_before(self, place):
        """In the members that end at or before it."""
        return sum(LINES[:sum(end <= place for end in self.ends[1:])])


def read_together(name, folder, files):
    """The inputs' accounts, by path, and each path's recipients."""
    found, recipients = {}, {}
    for start in range(0, len(files), TOGETHER):
        part = files[start:start + TOGETHER]
        paths = [os.path.join(folder, "sound")]  # so that there is a report in any case
        open(paths[0], "wb").write(line(0xFFFFFF, 0))
        for number, (_, data) in enumerate(part):
            paths.append(os.path.join(folder, f"{start + number}"))
            open(paths[-1], "wb").write(data)
        out = os.path.join(folder, "out")
        status, _, err = run("--year=2026", "-o", f"{out}.json", "-o", f"{out}.ndjson", *paths)
        checks.true(f"{name}: exit status {status}: {err[-300:]!r}", status in (0, 3))
        whole = report("--year=2026", *paths)
        check_sums(checks, name, whole)
        found.update((account["path"], account) for account in whole["inputs"])
        for row in map(json.loads, open(f"{out}.ndjson", "rb")):
            recipients.setdefault(row["path"], []).append(row["recipient"])
        for path in paths:
            os.unlink(path)
    return found, recipients


def check_cuts(name, pack, folder):
    step = 1 if THOROUGH else 13
    longest = len(Packed(pack, 0xABCDEF).bytes)
    files = [(packed, packed.bytes[:cut]) for cut in range(6, longest, step)
             for packed in [Packed(pack, cut)]]
    accounts, recipients = read_together(name, folder, files)
    for number, (packed, data) in enumerate(files):
        path = os.path.join(folder, f"{number}")
        account, got = accounts[path], recipients.get(path, [])
        what = f"{name} cut at byte {len(data)}"
        clean = len(data) in packed.ends
        checks.equal(f"{what}: complete", account["complete"], clean)
        checks.equal(f"{what}: a problem", account["problem"] is None, clean)
        checks.true(f"{what}: {account['lines']} lines",
                    packed.lines_before(len(data)) <= len(got) <= sum(LINES))
        checks.true(f"{what}: only what was written", set(got) <= packed.recipients and
                    len(got) == len(set(got)))
    return len(files)


def check_flips(name, pack, folder):
    count = 5000 if THOROUGH else 200
    dice = random.Random(1)
    files, places = [], []
    for number in range(count):
        packed = Packed(pack, number)
        bit = dice.randrange(8 * len(packed.bytes))
        data = bytearray(packed.bytes)
        data[bit // 8] ^= 1 << bit % 8
        files.append((packed, bytes(data)))
        places.append(bit)
    accounts, recipients = read_together(name, folder, files)
    for number, (packed, _) in enumerate(files):
        path = os.path.join(folder, f"{number}")
        account, got = accounts[path], recipients.get(path, [])
        what = f"{name} file {number}, bit {places[number]} flipped"
        whole = len(got) == sum(LINES) and set(got) == packed.recipients
        before = packed.lines_before(places[number] // 8)
        checks.true(f"{what}: whole or named", whole or account["problem"] is not None
                    or account["compression"] == "none")  # its magic bytes
        checks.true(f"{what}: {len(got)} lines, {before} before",
                    len(got) >= before or account["compression"] == "none")
    return count


def check_ends(name, pack, folder):
    """Trailing garbage and a wrong check sum: all lines counted, and named."""
    packed = Packed(pack, 1)
    garbage = random.Random(2).randbytes(700)
    last = bytearray(packed.bytes)
    last[-6 if name == "gzip" else -20 if name == "xz" else -3] ^= 0x40
    rows = (("7 bytes behind", packed.bytes + garbage[:7], True),
            ("700 bytes behind", packed.bytes + garbage, True),
            ("a magic and garbage behind", packed.bytes + packed.bytes[:6] + garbage, True),
            ("a wrong check sum", bytes(last), name == "gzip"))
    for what, data, all_lines in rows:
        path = os.path.join(folder, "mail.log")
        open(path, "wb").write(data)
        status, _, err = run("--year=2026", "-f", "json", path)
        found = report("--year=2026", path)
        checks.equal(f"{name}, {what}: exit status", status, 3)
        checks.true(f"{name}, {what}: {err!r}", err.startswith(f"smtplogscan: {path}: ".encode()))
        want = sum(LINES)
        got = found["totals"]["failed"]
        checks.true(f"{name}, {what}: {got} lines",
                    got == want or (not all_lines and sum(LINES[:2]) <= got <= want))


with tempfile.TemporaryDirectory() as temporary:
    for each, packer in PACKERS.items():
        cuts = check_cuts(each, packer, temporary)
        flips = check_flips(each, packer, temporary)
        check_ends(each, packer, temporary)
        print(f"{each}: {cuts} cuts, {flips} flips")
checks.end()
