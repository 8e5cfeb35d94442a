"""Files that are small and unpack to much: the report is exact or the file refused by name,
and the memory does not grow.

With THOROUGH=1 in the environment (.ci/full) they unpack to a gigabyte of lines and to two
gibibytes in one line.
"""

import json
import lzma
import os
import struct
import subprocess
import tempfile
import zlib

from packers import PACKERS
from program import BINARY, ENVIRONMENT, SOURCE, Checks

checks = Checks()
THOROUGH = os.environ.get("THOROUGH") == "1"
SANITIZED = b"__asan_init" in open(BINARY, "rb").read()
PEAK_MEBIBYTES = 64


def line(number):
    return (f"Nov 22 {10 + number % 10}:00:{number:02} mx1 postfix/smtp[1]: 4F{number:08X}: "
            f"to=<u{number}@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=1, "
            "dsn=5.1.1, status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no such "
            "user)\n").encode()


def peak_of(*arguments):
    """Exit status, report, complaints and peak memory in MiB: that of the program and the
    child that it forks, and of this script, which stays small for that."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([BINARY, "--no-config", "-f", "json", *arguments], stdout=out,
                                   stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=SOURCE)
        err = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return process.returncode, out.read(), err, usage.ru_maxrss / 1024


def check_peak(name, peak):
    print(f"{name}: {peak:.0f} MiB")
    if not SANITIZED:
        checks.true(f"{name}: {peak:.0f} MiB, at most {PEAK_MEBIBYTES}", peak <= PEAK_MEBIBYTES)


def check_many_lines(name, pack, folder):
    """A gigabyte in few bytes, every line of it a delivery."""
    megabytes = 1000 if THOROUGH else 20
    block = b"".join(line(n) for n in range(50)) * 74  # about a megabyte
    path = os.path.join(folder, "lines")
    with open(path, "wb") as file:
        packed = pack(block)
        for _ in range(megabytes):
            file.write(packed)
    status, out, err, peak = peak_of("--year=2026", path)
    found = json.loads(out)
    checks.equal(f"{name} lines: exit status", (status, err), (0, b""))
    checks.equal(f"{name} lines: attempts", found["totals"]["attempts"], 50 * 74 * megabytes)
    check_peak(f"{name}: {megabytes} MB of lines in {os.path.getsize(path):,} bytes", peak)


def check_one_line(name, pack, folder):
    """Two gibibytes without a line's end: one line, over-long; the next is read."""
    count = 2048 if THOROUGH else 64
    path = os.path.join(folder, "line")
    with open(path, "wb") as file:
        file.write(pack(line(1)))
        packed = pack(b"Nov 22 10:00:00 mx1 postfix/smtp[1]: " + b"x" * (1 << 20))
        for _ in range(count):
            file.write(packed)
        file.write(pack(b"\n" + line(2)))
    status, out, err, peak = peak_of("--year=2026", path)
    found = json.loads(out)
    account = found["inputs"][0]
    checks.equal(f"{name} line: exit status", (status, err), (0, b""))
    checks.equal(f"{name} line: counted", (account["lines"], account["overlong"],
                                           account["recognised"]), (3, 1, 2))
    checks.equal(f"{name} line: failed", found["totals"]["failed"], 2)
    check_peak(f"{name}: one line of {count} MiB in {os.path.getsize(path):,} bytes", peak)


def xz_of_dictionary(code):
    """As xz would have written it with that dictionary (xz file format 3.1, 5.3.1)."""
    data = bytearray(lzma.compress(line(1), preset=0))
    size = (data[12] + 1) * 4
    data[16] = code
    data[12 + size - 4:12 + size] = struct.pack("<I", zlib.crc32(data[12:12 + size - 4]))
    return bytes(data)


def check_windows(folder):
    """What asks for more memory than is allowed is refused by name, and the file beside it
    is read."""
    frame = b"\x28\xb5\x2f\xfd\x00%c" + b"\x29\0\0line\n"
    rows = (("an xz dictionary of 4 GiB", xz_of_dictionary(40), b"takes 4,097 MiB"),
            ("an xz dictionary of 1.5 GiB", xz_of_dictionary(37), b"takes 1,5"),
            ("a zstd window of 2^31", frame % 0xa8, b"takes 2,048 MiB"))
    sound = os.path.join(folder, "sound.log")
    open(sound, "wb").write(line(1))
    for name, data, want in rows:
        path = os.path.join(folder, "mail.log.9")
        open(path, "wb").write(data)
        status, out, err, peak = peak_of("--year=2026", path, sound)
        found = json.loads(out)
        checks.equal(f"{name}: exit status", status, 3)
        checks.true(f"{name}: {err!r}", err.startswith(f"smtplogscan: {path}: ".encode()) and want in err)
        checks.equal(f"{name}: the other file", found["totals"]["failed"], 1)
        check_peak(name, peak)


with tempfile.TemporaryDirectory() as temporary:
    for each, packer in PACKERS.items():
        check_many_lines(each, packer, temporary)
        check_one_line(each, packer, temporary)
    check_windows(temporary)
checks.end()
