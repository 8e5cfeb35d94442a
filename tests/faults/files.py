"""What may stand in place of a log, and what may happen to one while it is read; where a
report may be written to; who may stop the program.  Nothing hangs, nothing is silent, and
what stood in an output's place is there or is replaced whole."""

import gzip
import json
import os
import random
import resource
import signal
import socket
import subprocess
import tempfile
import threading
import time

from scenarios import FORMATS, OLD, THOROUGH
from program import BINARY, ENVIRONMENT, SOURCE, Checks, report, run

checks = Checks()
SOUND = os.path.join(SOURCE, FORMATS, "postfix-container.log")
DAY = os.path.join(SOURCE, "samples/bad-day.log.gz")
RECIPIENTS = report(SOUND)["totals"]["recipients"]


def line(number):
    return (f"2026-11-22T10:00:00+00:00 mx1 postfix/smtp[1]: 4F{number:08X}: to=<u{number}@x.example>, "
            "relay=mx.x.example[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host "
            "mx.x.example[192.0.2.1] said: 550 5.1.1 no such user)\n").encode()


def plant(folder, kind):
    """Something that is no log; the target of the link is never shown."""
    path = os.path.join(folder, kind)
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "directory":
        os.mkdir(path)
    elif kind == "socket":
        socket.socket(socket.AF_UNIX).bind(path)
    elif kind == "device":
        os.symlink("/dev/zero", path)
    elif kind == "link to nothing":
        os.symlink("nowhere", path)
    elif kind == "link to itself":
        os.symlink(path, path)
    elif kind == "unreadable":
        open(path, "wb").close()
        os.chmod(path, 0)
    return path


def check_places(folder):
    """Each is named, is no wait, and the log beside it is read."""
    for kind in ("fifo", "directory", "socket", "device", "link to nothing", "link to itself",
                 "unreadable", "missing"):
        path = plant(folder, kind)
        if kind == "unreadable" and os.access(path, os.R_OK):
            continue  # root may read everything
        began = time.monotonic()
        status, out, err = run("-f", "json", path, SOUND)
        checks.true(f"{kind}: {time.monotonic() - began:.1f} s", time.monotonic() - began < 5)
        if kind == "directory":  # an empty one holds no log: nothing is missing
            checks.true(f"{kind}: {status} {err!r}", status in (0, 3))
            continue
        checks.equal(f"{kind}: exit status", status, 3)
        checks.true(f"{kind}: {err!r}", err.startswith(f"smtplogscan: {path}: ".encode()))
        found = json.loads(out)
        checks.equal(f"{kind}: what is beside it", found["totals"]["recipients"], RECIPIENTS)
        told = next(i for i in found["inputs"] if i["path"] == path)
        checks.true(f"{kind}: in the report", told["problem"] and not told["complete"])
        status, out, err = run("-f", "json", path)
        checks.equal(f"{kind} alone: exit status, output", (status, out), (2, b""))
    link = os.path.join(folder, "link")
    os.symlink(SOUND, link)
    checks.equal("a link that is named", report(link)["totals"]["recipients"], RECIPIENTS)


def check_changing(folder):
    """A log that grows, is cut, or is moved away while it is read: every line that is counted
    is one that was written, and there is a report."""
    path = os.path.join(folder, "mail.log")
    for round_ in range(30 if THOROUGH else 6):
        start = b"".join(line(n) for n in range(20000))
        open(path, "wb").write(start)
        stop = threading.Event()

        def change(how=("grow", "cut", "rotate")[round_ % 3], stop=stop):
            time.sleep(random.Random(round_).random() * 0.05)
            if how == "cut":
                os.truncate(path, 777)
            elif how == "rotate":
                os.rename(path, path + ".1")
            number = 20000
            while not stop.is_set():
                with open(path, "ab") as log:
                    log.write(line(number))
                number += 1

        changing = threading.Thread(target=change)
        changing.start()
        status, out, err = run("-f", "json", path)
        stop.set()
        changing.join()
        name = f"changing, round {round_}"
        if (status, err[-26:]) == (2, b""):
            continue
        checks.true(f"{name}: {status} {err!r}", status in (0, 3) or
                    (status == 2 and b"no such file" in err))
        if status == 2:
            continue
        found = json.loads(out)
        account = found["inputs"][0]
        checks.equal(f"{name}: the account", account["lines"], account["recognised"] +
                     account["malformed"] + account["skipped"] + account["overlong"])
        checks.true(f"{name}: {found['totals']['failed']} failed of {account['lines']} lines",
                    account["lines"] - 2 <= found["totals"]["failed"] <= account["lines"])
        if os.path.exists(path + ".1"):
            os.unlink(path + ".1")


def check_closed():
    """A closed standard stream is no reason to write into a log."""
    before = open(SOUND, "rb").read()
    want = run("-f", "json", SOUND)[1]
    for closed, quoted in ((0, "<&-"), (1, ">&-"), (2, "2>&-")):
        done = subprocess.run(["sh", "-c", f'"$0" "$@" {quoted}', BINARY, "--no-config", "-f", "json",
                               SOUND], capture_output=True, env=ENVIRONMENT, check=False)
        if closed == 1:
            checks.true(f"{quoted}: {done}", done.returncode == 2 and done.stderr != b"")
        else:
            checks.equal(f"{quoted}: exit status", done.returncode, 0)
            checks.true(f"{quoted}: the report", done.stdout == want)
    done = subprocess.run(["sh", "-c", '"$0" "$@" <&- >&- 2>&-', BINARY, "--no-config", SOUND],
                          env=ENVIRONMENT, check=False)
    checks.equal("all closed", done.returncode, 2)
    checks.true("the log is as it was", open(SOUND, "rb").read() == before)


def check_outputs(folder):
    """No room, no right, no place: exit 2, a sentence, and what stood there stands."""
    old = os.path.join(folder, "out.json")
    open(old, "wb").write(OLD)
    limit = lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                     resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    done = subprocess.run([BINARY, "--no-config", "-o", old, SOUND], capture_output=True,
                          preexec_fn=limit, env=ENVIRONMENT, check=False)
    checks.true(f"a file too large: {done.stderr!r}", done.returncode == 2 and
                b"could not be written whole" in done.stderr)
    checks.equal("a file too large: what stood there", open(old, "rb").read(), OLD)
    for place in ("/dev/full", os.path.join(folder, "no/out.json"), folder):
        status, out, err = run("-f", "json", "-o", place, SOUND)
        checks.equal(f"{place}: exit status, output", (status, out), (2, b""))
        checks.true(f"{place}: {err!r}", err.startswith(f"smtplogscan: {place}: ".encode()))
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BINARY, "--no-config", SOUND], stdout=full, stderr=subprocess.PIPE,
                              env=ENVIRONMENT, check=False)
    checks.true(f"a full disk behind standard output: {done}", done.returncode == 2 and
                b"standard output" in done.stderr)
    limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (5, 5))
    done = subprocess.run([BINARY, "--no-config", SOUND], capture_output=True, preexec_fn=limit,
                          env=ENVIRONMENT, check=False)
    checks.true(f"few descriptors: {done.returncode} {done.stderr!r}", done.returncode >= 0 and
                (done.returncode == 0 or done.stderr != b""))
    checks.equal("nothing is left behind", [name for name in os.listdir(folder)
                                            if name.startswith("out.json.")], [])


def check_full_file_system(folder):
    """A tmpfs of 64 KiB; skipped where nothing may be mounted."""
    place = os.path.join(folder, "small")
    os.mkdir(place)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], check=False,
                      stderr=subprocess.DEVNULL).returncode != 0:
        return
    try:
        out = os.path.join(place, "out.html")
        open(out, "wb").write(OLD)
        open(os.path.join(place, "fill"), "wb").write(bytes(52 * 1024))
        status, _, err = run("-o", out, DAY)
        checks.true(f"a full tmpfs: {status} {err!r}", status == 2 and err.startswith(
            f"smtplogscan: {out}: the report could not be written whole".encode()))
        checks.equal("a full tmpfs: what stood there", open(out, "rb").read(), OLD)
        checks.equal("a full tmpfs: nothing is left", sorted(os.listdir(place)),
                     ["fill", "out.html"])
    finally:
        subprocess.run(["umount", place], check=True)


def check_stopped(folder):
    """SIGTERM at any moment: dead by that signal or done, and the file old or whole."""
    log = os.path.join(folder, "day.log")
    open(log, "wb").write(gzip.open(DAY).read())
    old = os.path.join(folder, "day.json")
    began = time.monotonic()
    checks.equal("not stopped", run("-o", old, log)[0], 0)
    lasts, want, dice, ended = time.monotonic() - began, open(old, "rb").read(), random.Random(1), 0
    for moment in range(200 if THOROUGH else 40):
        open(old, "wb").write(OLD)
        process = subprocess.Popen([BINARY, "--no-config", "-o", old, log], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, env=ENVIRONMENT)
        time.sleep(dice.random() * lasts * 1.05)
        sent = time.monotonic()
        process.send_signal((signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[moment % 3])
        err = process.stderr.read()
        status = process.wait(10)
        ended += status < 0
        checks.true(f"stopped, moment {moment}: {status} {err!r}", -status in (
            0, signal.SIGTERM, signal.SIGINT, signal.SIGHUP) and err == b"")
        checks.true(f"stopped, moment {moment}: at once", time.monotonic() - sent < 2)
        checks.true(f"stopped, moment {moment}: old or whole",
                    open(old, "rb").read() in ((OLD,) if status < 0 else (want,)) or
                    open(old, "rb").read() == want)
    checks.equal("stopped: nothing is left behind", [name for name in os.listdir(folder)
                                                     if name.startswith("day.json.")], [])
    print(f"stopped at {moment + 1} moments, ended by the signal at {ended}")


def check_readers_gone():
    """Whoever reads the report may leave: the signal that says so, and no complaint."""
    for count in (0, 1, 4096):
        process = subprocess.Popen([BINARY, "--no-config", "-f", "json", "-n0", DAY],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        process.stdout.read(count)
        process.stdout.close()
        checks.equal(f"head -c {count}", (process.stderr.read(), process.wait()),
                     (b"", -signal.SIGPIPE))


with tempfile.TemporaryDirectory() as temporary:
    check_places(temporary)
    check_changing(temporary)
    check_closed()
    check_outputs(temporary)
    check_full_file_system(temporary)
    check_stopped(temporary)
    check_readers_gone()
checks.end()
