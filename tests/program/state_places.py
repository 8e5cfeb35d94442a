"""--state: where the state stands, who holds it, and what a run without anything new keeps."""

import fcntl
import json
import os
import tempfile

from program import SOURCE, Checks, run

OPTIONS = ("--year=2026", "--tz=UTC", "-f", "json")
LOG = os.path.join(SOURCE, "samples/formats/postfix-short-full.log")
EXIM = os.path.join(SOURCE, "samples/formats/exim-syslog.log")

checks = Checks()


def number(*arguments, **options):
    status, out, err = run(*OPTIONS, *arguments, **options)
    checks.equal(f"{arguments}: exit status", (status, err), (0, b""))
    return json.loads(out)["run"]["number"] if out else None


def refused(name, words, *arguments, status=2, **options):
    found, out, err = run(*OPTIONS, *arguments, **options)
    checks.equal(f"{name}: exit status, output", (found, out), (status, b""))
    checks.true(f"{name}: {err!r}", words in err)


def check_places(folder):
    """Relative to where the program runs, in the root folder, a name that is too long."""
    checks.equal("in this folder", [number("--state", "here", LOG, cwd=folder) for _ in range(3)],
                 [1, 2, 3])
    checks.equal("in this folder: its files", sorted(os.listdir(folder)),
                 ["here", "here.1", "here.lock"])
    if os.geteuid() == 0:
        place = f"/smtplogscan-test-{os.getpid()}"
        try:
            checks.equal("in the root folder", number("--state", place, LOG), 1)
        finally:
            for end in ("", ".1", ".lock"):
                if os.path.exists(place + end):
                    os.unlink(place + end)
    refused("too long", b"--state: the name of the file is too long", "--state", "/" + "a" * 5000, LOG)
    refused("too long for a file", b"File name too long", "--state",
            os.path.join(folder, "a" * 300), LOG)
    os.mkdir(os.path.join(folder, "folder"))
    refused("a folder", b"folder", "--state", os.path.join(folder, "folder"), LOG)
    os.mkfifo(os.path.join(folder, "fifo"))
    refused("a FIFO", b"fifo", "--state", os.path.join(folder, "fifo"), LOG)
    os.symlink("nowhere", os.path.join(folder, "linked.lock"))
    refused("a link for a lock", b"linked.lock", "--state", os.path.join(folder, "linked"), LOG)


def check_holder(folder):
    """Who holds it is told as far as the lock tells it."""
    state = os.path.join(folder, "held")
    number("--state", state, LOG)
    with open(state + ".lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for words, want in ((b"", b"holds the state\n"), (b"x 1\n", b"holds the state\n"),
                            (b"12 x\n", b"holds the state\n"), (b"12", b"holds the state\n"),
                            (b"12 1795305600\n", b"(pid 12, since 2026-11-22T00:00:00")):
            lock.seek(0)
            lock.truncate()
            lock.write(words)
            lock.flush()
            refused(f"held: {words!r}", want, "--state", state, LOG, status=75)


def check_hosts(folder):
    """What is known of some hosts says nothing of others."""
    state = os.path.join(folder, "hosts")
    first = ("--state", state, "--host", "mx1", "--host", "mx2", LOG)
    checks.equal("the same hosts", [number(*first), number(*first)], [1, 2])
    for name, hosts in (("fewer", ("mx1",)), ("more", ("mx1", "mx2", "mx3")), ("none", ()),
                        ("others", ("mx1", "mx3")), ("turned round", ("mx3", "mx2"))):
        refused(name, b"another --host", "--state", state,
                *(word for host in hosts for word in ("--host", host)), LOG)


def check_many(folder):
    """More logs than there is room for at first; a log that is not there any more is kept."""
    logs = []
    for i in range(40):
        logs.append(os.path.join(folder, f"mail{i:02}.log"))
        with open(logs[-1], "w", encoding="ascii") as file:
            file.write(f"2026-11-22T10:00:{i:02}+00:00 mx1 postfix/smtp[1]: 4XyZ{i:02}: to=<a@b.example>, "
                       "relay=mx.b.example[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (ok)\n")
    state = os.path.join(folder, "many")
    number("--state", state, *logs)
    for path in logs[::2]:
        os.unlink(path)
    status, out, err = run(*OPTIONS, "--state", state, *logs[1::2])
    checks.equal("half of them", (status, err), (0, b""))
    checks.equal("half of them: nothing new", json.loads(out)["totals"]["recipients"], 0)
    # The same file twice, copied, and in place of another one.
    status, out, err = run(*OPTIONS, "--state", state, logs[1], logs[1])
    checks.equal("twice", json.loads(out)["totals"]["recipients"], 0)
    os.replace(logs[3], logs[5])
    status, out, err = run(*OPTIONS, "--state", state, logs[5])
    checks.equal("moved", json.loads(out)["totals"]["recipients"], 0)
    status, out, err = run(*OPTIONS, "--state", state, logs[5], logs[7], "/nonexistent/mail.log")
    checks.equal("one is missing: exit status", status, 3)
    checks.equal("one is missing: nothing twice", json.loads(out)["totals"]["recipients"], 0)


def check_queue(folder):
    """What waited goes on: local mail, notices, refused clients, Exim's and Sendmail's messages."""
    state, log = os.path.join(folder, "queue"), os.path.join(folder, "queue.log")
    samples = ("postfix-short-full.log", "exim-syslog.log", "sendmail.log", "qmail.log",
               "opensmtpd.log", "haraka.log", "nullmailer.log", "mixed.log", "postfix-container.log")
    for name in samples:
        path = os.path.join(SOURCE, "samples/formats", name)
        if not os.path.exists(path):
            continue
        whole = open(path, "rb").read().splitlines(keepends=True)
        want = json.loads(run(*OPTIONS, path)[1])["totals"]
        for part in (2, 3, 5):
            for end in ("", ".1", ".lock"):
                if os.path.exists(state + end):
                    os.unlink(state + end)
            sums = dict.fromkeys(("accepted", "failed"), 0)
            for i in range(part):
                with open(log, "wb") as file:
                    file.write(b"".join(whole[:(i + 1) * len(whole) // part]))
                status, out, err = run(*OPTIONS, "--state", state, log)
                checks.true(f"{name}: {status} {err!r}", status in (0, 3, 4) or b"no mail log" in err)
                if out:
                    for key in sums:
                        sums[key] += json.loads(out)["totals"][key]
            checks.equal(f"{name} in {part} runs", sums, {key: want[key] for key in sums})


for check in (check_places, check_holder, check_hosts, check_many, check_queue):
    with tempfile.TemporaryDirectory() as temporary:
        check(temporary)
checks.end()
