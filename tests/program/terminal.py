"""What only a terminal is shown: colours, links, and how much is read."""

import fcntl
import os
import re
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

from program import BINARY, ENVIRONMENT, SOURCE, Checks, run, terminal
from sample import OPTIONS

checks = Checks()
BAD = "samples/bad-day.log.gz"
LINK = re.compile(r"\x1b\]8;;([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\")
seen_after = []  # seconds, when each run's progress was first shown
COLOR = re.compile(r"\x1b\[\d*m")


def on_terminal(*arguments, env=None, width=80, stdin=subprocess.DEVNULL):
    """What a terminal is sent, on both outputs."""
    master, slave = terminal()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = subprocess.Popen([BINARY, *arguments], stdin=stdin, stdout=slave, stderr=slave,
                               cwd=SOURCE, env={**ENVIRONMENT, "TERM": "xterm", **(env or {})})
    os.close(slave)
    sent = b""
    began = time.monotonic()
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the last one has closed it
            break
        if not piece:
            break
        shown = b"read, now" in sent
        sent += piece
        if not shown and b"read, now" in sent:
            seen_after.append(time.monotonic() - began)
    os.close(master)
    process.wait(timeout=60)
    return sent.decode().replace("\r\n", "\n")


def check_links():
    plain = run(*OPTIONS, BAD)[1].decode()
    linked = run("--hyperlink=always", *OPTIONS, BAD)[1].decode()
    links = LINK.findall(linked)
    shown = set(re.findall(r"^    (?:link|    )   (https://\S+)$", plain, re.M))
    checks.true("there are links", len(links) > 10)
    checks.equal("they are those of the rules", {address for address, _ in links}, shown)
    checks.true("each shows its address", all(a == text for a, text in links))
    checks.equal("and nothing else changes", LINK.sub(r"\2", linked), plain)
    checks.true("a link of a reply is none", "https://sendgrid.com/docs" in plain and
                not any(a.startswith("https://sendgrid.com/docs") for a, _ in links))
    checks.equal("--hyperlink=auto into a file", run(*OPTIONS, BAD)[1].decode(), plain)
    checks.true("--evidence, too", LINK.search(
        run("--hyperlink=always", "--evidence=1", *OPTIONS, BAD)[1].decode()))
    checks.equal("--hyperlink=often", run("--hyperlink=often", BAD)[0], 2)


def check_terminals():
    def seen(*arguments, **options):
        text = on_terminal(*arguments, *OPTIONS, BAD, **options)
        return bool(COLOR.search(text)), bool(LINK.search(text))

    checks.equal("xterm: colours, links", seen(), (True, True))
    checks.equal("TERM=dumb", seen(env={"TERM": "dumb"}), (False, False))
    checks.equal("TERM=linux", seen(env={"TERM": "linux"}), (True, False))
    checks.equal("NO_COLOR", seen(env={"NO_COLOR": "1"}), (False, True))
    checks.equal("NO_COLOR, empty", seen(env={"NO_COLOR": ""}), (True, True))
    checks.equal("never", seen("--color=never", "--hyperlink=never"), (False, False))
    checks.equal("always", seen("--color=always", "--hyperlink=always", env={"TERM": "dumb"}),
                 (True, True))
    for width in (60, 80, 120):
        text = LINK.sub(r"\2", COLOR.sub("", on_terminal(*OPTIONS, "--progress=never", BAD,
                                                     width=width)))
        checks.equal(f"as wide as the terminal: {width}", text,
                     run(f"--width={width}", *OPTIONS, BAD)[1].decode())


def rendered(sent):
    """The lines that are left when "\r" has gone back over them."""
    lines = []
    for line in sent.split("\n"):
        row = []
        at = 0
        for part in re.split("(\r)", line):
            if part == "\r":
                at = 0
                continue
            row[at:at + len(part)] = part
            at += len(part)
        lines.append("".join(row).rstrip())
    return "\n".join(lines)


def slow_input(path, text, seconds):
    """Somebody writes a FIFO, and takes time for its second half."""
    def write():
        with open(path, "wb", buffering=0) as fifo:
            fifo.write(text[:len(text) // 2])
            time.sleep(seconds)
            fifo.write(text[len(text) // 2:])

    os.mkfifo(path)
    thread = threading.Thread(target=write)
    thread.start()
    return thread


def scan_slowly(room, name, *arguments, seconds=2.5, scan=on_terminal):
    text = open(os.path.join(SOURCE, "samples/formats/postfix-short-full.log"), "rb").read()
    path = os.path.join(room, name)
    thread = slow_input(path, text, seconds)
    sent = scan(*arguments, *OPTIONS, path)
    thread.join()
    return path, sent


def check_progress(room):
    path, sent = scan_slowly(room, "slow.log", "--color=never", "--hyperlink=never")
    checks.true(f"a terminal is shown it: {sent!r}", f"\r0 MB read, now {path}" in sent)
    report = rendered(sent)
    checks.true("and it is gone before the report", "MB read" not in report)
    checks.true("which begins its line", report.lstrip("\n").startswith(("mx", "host", "2026")) or
                " - " in report.split("\n")[0])
    _, sent = scan_slowly(room, "never.log", "--progress=never")
    checks.true("--progress=never", "read, now" not in sent)
    _, sent = scan_slowly(room, "dumb.log", scan=lambda *words: on_terminal(
        *words, env={"TERM": "dumb"}))
    checks.true("TERM=dumb", "read, now" not in sent)
    _, sent = scan_slowly(room, "korean.log", "--lang=ko")
    checks.true("in Korean", "MB 읽음, 지금 " in sent)
    _, (status, out, err) = scan_slowly(room, "file.log", scan=run)
    checks.true("no terminal", status == 0 and out and not err)
    _, (_, out, err) = scan_slowly(room, "always.log", "--progress=always", scan=run)
    checks.true("--progress=always", b"read, now" in err and b"read, now" not in out)
    checks.equal("leaves nothing behind", rendered(err.decode()), "")
    path, sent = scan_slowly(room, "with.log", BAD, "--color=never", "--hyperlink=never")
    checks.true("of what has a size, its percents", re.search(r"\r *\d+% read, now ", sent))
    checks.true(f"shown after half a second: {seen_after}",
                len(seen_after) >= 2 and min(seen_after) > 0.45)


ends = terminal()
if ends is None:
    print("skipped: this machine gives no pseudo-terminal")
    sys.exit(77)
for end in ends:
    os.close(end)
with tempfile.TemporaryDirectory() as folder:
    check_links()
    check_terminals()
    check_progress(folder)
checks.end()
