#!/usr/bin/env python3
"""Inputs to begin with, made of the project's own samples: seeds.py ROOT FOLDER.

Each line of a log is an input of its own for the line's readers, each file for those that
read files.  The decoders get one small log in their compression.
"""
import bz2
import gzip
import lzma
import pathlib
import shutil
import subprocess
import sys

MTAS = "postfix exim msmtp sendmail opensmtpd qmail nullmailer ssmtp haraka".split()
PLUGINS = "gmail sendgrid zoho smtp".split()
LINES_MOST = 400


class Seeds:
    def __init__(self, folder):
        self.folder = folder
        self.count = {}

    def add(self, target, data):
        number = self.count[target] = self.count.get(target, 0) + 1
        path = self.folder / target
        path.mkdir(parents=True, exist_ok=True)
        (path / f"{number:05}").write_bytes(data)


def lines_of(samples):
    for path in sorted((samples / "formats").iterdir()):
        if path.suffix == ".log":
            lines = path.read_bytes().splitlines()
            for line in lines[:: max(1, len(lines) // LINES_MOST)]:
                yield path.name, line


def add_lines(seeds, samples):
    for name, line in lines_of(samples):
        seeds.add("head", line)
        for mta in MTAS:
            if mta in name:
                seeds.add(mta, line)
        for part in (b"to=", b"from=", b"<"):
            at = line.find(part)
            if at >= 0:
                seeds.add("address", line[line.find(b"<", at) if b"<" in line[at:] else at :])
    for mta in MTAS:
        seeds.add(mta, b"<a@example.com>: 250 ok")


def add_replies(seeds, root):
    for row in (root / "tests/samples/replies.tsv").read_bytes().splitlines():
        text = row.split(b"\t")[-1]
        seeds.add("reply", text)
        seeds.add("escape", text)


def add_times(seeds):
    for text in (
        b"2026-11-22 10:00", b"yesterday", b"-2h", b"2 days ago", b"@1795305600",
        b"Sun, 22 Nov 2026 00:00:23 +0900", b"Nov 22, 2026 10:30 AM", b"1795273223123",
        b"2026-11-22T00:00:23.5+09:00", b"@4000000065f0c0de00000000 x", b"1+05:19:58",
        b"1h2m3s", b"0.57", b"22-Nov-2026 10:30:00", b"Sun Nov 22 00:00:23 2026",
    ):
        seeds.add("time", text)
        seeds.add("head", text + b" host postfix/smtp[1]: 4XyZ12: to=<a@b>, status=sent (ok)")


def add_files(seeds, samples):
    for path in sorted((samples / "formats").iterdir()):
        if path.suffix in (".json", ".csv"):
            data = path.read_bytes()[:6000]
            seeds.add("cut", data)
            for plugin in PLUGINS:
                seeds.add(f"export_{plugin}", data)
            for line in data.splitlines()[:40]:
                seeds.add("record", line)
    for line in (b'{"MESSAGE":[97,98],"_HOSTNAME":"a"}', b'{"log":"x\\n","stream":"stdout"}',
                 b"_HOSTNAME=a\nMESSAGE=b\n", b"MESSAGE\n\x01\0\0\0\0\0\0\0a\n"):
        seeds.add("record", line)
        seeds.add("cut", line)


def add_rules(seeds, root):
    for path in sorted([*root.glob("plugins/rules/*.conf"), *root.glob("samples/rules/*/*.conf")]):
        seeds.add("rulefile", path.read_bytes())
    seeds.add("rulefile", b'cause "smtp/user-unknown" { code = "550"; sample = "550 no" }')


def add_packed(seeds):
    text = b"Nov 22 00:00:23 mx1 postfix/smtp[1]: 4XyZ12: to=<a@b>, status=sent (ok)\n" * 20
    packed = gzip.compress(text, mtime=0)
    for target in ("zlib", "isal"):
        seeds.add(target, packed)
        seeds.add(target, packed + packed + bytes(64))
        seeds.add(target, packed[:-9])
    seeds.add("bzip2", bz2.compress(text, 1))  # small blocks are read fast
    seeds.add("xz", lzma.compress(text))
    seeds.add("xz", lzma.compress(text, preset=0) + bytes(8))
    if shutil.which("zstd"):
        seeds.add("zstd", subprocess.run(["zstd", "-qc"], input=text, capture_output=True).stdout)
    seeds.add("zstd", bytes.fromhex("28b52ffd0458190000616263") + bytes(4))


def add_damaged(seeds, data):
    """Cut at every byte, and every byte another one: what a seal's checksum would tell, were it
    not made right by whoever wrote the rest."""
    for i in range(1, len(data)):
        seeds.add("packed", data[:i])
        for other in (0, 1, 2, 0x7F, 0xFF):
            seeds.add("packed", data[:i] + bytes([other]) + data[i + 1:])


def add_kept(seeds):
    """Of partials and states: numbers below 128 are a byte, texts have their length in front."""
    def text(words):
        return bytes([len(words)]) + words

    names = b"\2" + text(b"me@here.example") + text(b"dest1.example")
    knows = b"\1" + text(b"acme") + b"\1" + b"\0\0" + b"\2\1" + bytes(11) + text(b"mx") + \
        text(b"550 no") + text(b"550 no")
    sums = b"\2\4\0\0\0" + bytes(15) + bytes(7 + 2) + b"\1\5\1\2" + b"\1" * 4 + bytes(3) + \
        b"\1\1" + (b"\1\0\0\2\0\1\0\0\0") * 2 + (b"\1\0\0\2\0\1\0\0\0") * 4 + bytes(3) + \
        b"\1\0\2\0\0\0\1\0\0" + b"\0\0" + b"\0\0"
    recipient = b"\7\0" + b"\x0e\2" + b"\2\2\2\1" + b"\3\0\0\0\0" + b"\1\1\0\0\1"
    message = b"\x11\0\2\0\0" + text(b"me@here.example") + b"\2" + b"\1" + recipient
    record = b"\6\0\1\2\0\0\0" + bytes(6) + b"".join(text(b"a@b.example") for _ in range(13))
    head = b"\2\2\1\1\0\5" + bytes([len(record) & 127 | 128, len(record) >> 7]) + record

    def add_sound(data):
        seeds.add("packed", data)
        add_damaged(seeds, data)

    add_sound(b"\4" + names + knows + sums + b"\1\2\2" + b"\1" + head + b"\1" + message)
    add_sound(b"\1" + record)
    add_sound(b"\2\1" + bytes(range(1, 8)) + b"\x80\x08" + bytes(7))
    add_sound(b"\3" + text(b"mail.log") + text(b"gzip") + text(b"") * 3 + b"\1" +
              text(b"postfix") + b"\1" + bytes(13))
    add_sound(b"\5\1\2\1" + text(b"acme") + b"\5\1" + text(b"acme/user-unknown") + b"\2\1" +
              text(b"acme/old") + b"\1")
    add_sound(b"\6\2" + text(b"acme") + b"\5\1\2\7" + text(b"acme/user-unknown") + b"\0\0\2\3")
    seeds.add("packed", b"\0" + gzip.compress(b"x" * 100, mtime=0))


def main(root, folder):
    shutil.rmtree(folder, ignore_errors=True)
    seeds = Seeds(folder)
    add_lines(seeds, root / "samples")
    add_replies(seeds, root)
    add_times(seeds)
    add_files(seeds, root / "samples")
    add_rules(seeds, root)
    add_packed(seeds)
    add_kept(seeds)
    print(" ".join(f"{target} {count}" for target, count in sorted(seeds.count.items())))


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
