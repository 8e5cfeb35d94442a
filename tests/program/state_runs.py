"""--state: what a run says, refuses and leaves as it was."""

import gzip
import json
import os
import subprocess
import tempfile

from program import BINARY, ENVIRONMENT, Checks, SOURCE, report, run

PAIRS = int(os.environ.get("STATE_PAIRS", "12"))
OPTIONS = ("--year=2026", "--tz=UTC", "-q")
checks = Checks()
LINES = open(os.path.join(SOURCE, "samples/formats/postfix-short-full.log"),
             "rb").read().splitlines(keepends=True)
FLOWS = ("accepted", "failed", "accepted_after_retry", "attempts")


class Scene:
    def __init__(self, folder):
        self.folder, self.state, self.log = folder, os.path.join(folder, "state"), \
            os.path.join(folder, "mail.log")

    def path(self, name):
        return os.path.join(self.folder, name)

    def append(self, *lines):
        with open(self.log, "ab") as file:
            file.write(b"".join(lines))

    def run(self, *more):
        return run(*OPTIONS, "--state", self.state, *more, self.log)

    def json(self, *more):
        status, out, err = self.run("-f", "json", *more)
        checks.equal(f"{more}: {err.decode()}", status, 0)
        return json.loads(out)

    def bytes(self):
        with open(self.state, "rb") as file:
            return file.read()


def refused(what, scene, words, *more, status=2):
    before = scene.bytes() if os.path.exists(scene.state) else None
    got, out, err = scene.run(*more)
    checks.equal(f"{what}: exit", got, status)
    checks.equal(f"{what}: no report", out, b"")
    checks.true(f"{what}: {err.decode()!r} says {words!r}", words in err.decode())
    if before is not None:
        checks.equal(f"{what}: the state", scene.bytes(), before)


def check_words(folder):
    scene = Scene(folder)
    scene.append(*LINES[:20])
    first = scene.json()
    checks.equal("the first run", first["run"], {"number": 1, "after": None})
    checks.equal("owner alone", os.stat(scene.state).st_mode & 0o777, 0o600)
    scene.append(*LINES[20:])
    once = scene.json("--state-readonly")
    again = scene.json()
    checks.equal("read only, and again", once["totals"], again["totals"])
    checks.equal("the second run", again["run"]["number"], 2)
    checks.true("when the first was", again["run"]["after"])
    status, out, _ = scene.run()
    checks.equal("nothing new: exit", status, 0)
    text = out.decode()
    checks.true(f"nothing new: {text}", "nothing new" in text and
                "counted: what is new since the last run" in text)
    status, out, _ = scene.run("--lang=ko")
    checks.true("in Korean", "새로운 내용 없음" in out.decode())
    # Only an unfinished line, and then its end.
    scene.append(b"Nov 23 10:00:00 mx1 postfix/smtp[1]: 4ZZ")
    checks.equal("an unfinished line", scene.json()["inputs"][0]["lines"], 0)
    scene.append(b"1234z56: to=<a@dest1.example>, relay=mx.dest1.example[192.0.2.1]:25, delay=1, "
                 b"delays=0/0/0/1, dsn=2.0.0, status=sent (250 Ok)\n")
    checks.equal("and its end", scene.json()["totals"]["accepted"], 1)
    # Other programs' lines alone.
    scene.append(b"Nov 23 10:00:01 mx1 cron[1]: hello\n")
    checks.equal("another program", scene.json()["inputs"][0]["skipped"], 1)
    # Line numbers are those of the file.
    scene.append(b"Nov 23 10:00:02 mx1 postfix/smtp[1]: 4YY1234z57: to=<b@dest1.example>, "
                 b"relay=mx.dest1.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.0.0, "
                 b"status=bounced (host mx.dest1.example[192.0.2.1] said: 550 5.1.1 no such user)\n")
    with open(scene.log, "rb") as file:
        count = file.read().count(b"\n")
    found = [c for c in scene.json()["causes"] if c["failed"]]
    checks.equal("where it stands", found[0]["replies"][0]["where"]["line"], count)


def check_history(folder):
    """A cause that no earlier run had is new; one that the last had and this has not is over."""
    scene = Scene(folder)

    def mail(number, reply, status="bounced"):
        return (f"Nov 23 10:{number:02}:00 mx1 postfix/smtp[1]: 4AA{number:04}z56: to=<a@dest1.example>,"
                f" relay=mx.dest1.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.0.0, "
                f"status={status} (host mx.dest1.example[192.0.2.1] said: {reply})\n").encode()

    def trends(found):
        return {cause["cause"]: cause["trend"] for cause in found["causes"]}

    scene.append(*(mail(n, "550 5.1.1 user unknown") for n in range(10)))
    checks.equal("the first run has nothing to compare", trends(scene.json()), {"user-unknown": None})
    scene.append(*(mail(n, "550 5.1.1 user unknown") for n in range(10, 20)),
                 *(mail(n, "552 5.2.2 mailbox full") for n in range(20, 30)))
    found = trends(scene.json())
    checks.equal("what is known stays unmarked", found["user-unknown"], None)
    checks.equal("what is not is new", found["mailbox-full"], "new")
    checks.equal("read only, nothing is learnt", scene.json("--state-readonly")["run"]["number"], 3)
    scene.json()
    scene.append(*(mail(n, "552 5.2.2 mailbox full") for n in range(30, 40)))
    checks.equal("and known from then on", trends(scene.json())["mailbox-full"], None)


def check_refusals(folder):
    scene = Scene(folder)
    scene.append(*LINES[:20])
    for option in ("-pgmail", "--sender=a@b.example", "--since=2026-11-22", "--until=2026-11-22",
                   "-fndjson"):
        refused(option, scene, "counts every line once", option)
    status, _, err = run("--state", scene.state, "-", stdin=b"".join(LINES))
    checks.true(f"a pipe: {err}", status == 2 and b"is no file" in err)
    status, _, err = run("--state", scene.state, "samples/formats/sendgrid-events.json")
    checks.true(f"an export: {err}", status == 2 and b"export" in err)
    status, _, err = run("--state", os.path.join(folder, "none/state"), scene.log)
    checks.true(f"no such folder: {err}", status == 2 and b"none: no such folder" in err and
                b"try: mkdir -p " in err)
    checks.true("no such folder: nothing was made", not os.path.exists(os.path.join(folder, "none")))
    status, _, err = run("--state", "none/state", "--state-readonly", scene.log, cwd=folder)
    checks.true(f"no such folder, read only: {err}", status == 0)
    status, _, err = run("--state-readonly", scene.log)
    checks.equal("read only without a state", status, 2)
    scene.json()
    refused("another host", scene, "another --host", "--host", "mx1")
    whole = scene.bytes()

    def damage(what, data, words, remedy):
        with open(scene.state, "wb") as file:
            file.write(data)
        refused(what, scene, words)
        checks.true(f"{what}: remedy", remedy in scene.run()[2].decode())

    for place in range(9, len(whole), 61):
        damage(f"byte {place}", whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1:],
               "damaged", "try: rm ")
    damage("cut", whole[:-5], "damaged", "try: rm ")
    damage("newer", whole[:8] + b"\x09" + whole[9:], "newer smtplogscan", "update smtplogscan")
    damage("not ours", b"[Unit]\nDescription=x\n", "no state of smtplogscan", "try: rm ")
    with open(scene.state, "wb") as file:
        file.write(whole)
    scene.append(*LINES[20:30])
    scene.json()
    damage("with one before", whole[:-5], "damaged", f"try: mv {scene.state}.1 {scene.state}")
    os.rename(scene.state + ".1", scene.state)
    checks.equal("the one before", scene.json()["run"]["number"], 2)


def check_rules(folder):
    """Mail that waits for a cause of a rule file that is not loaded any more."""
    scene = Scene(folder)
    scene.append(b"Nov 23 10:00:00 mx1 postfix/smtpd[1]: 4ZZ1234z56: client=a[192.0.2.20]\n",
                 b"Nov 23 10:00:00 mx1 postfix/smtp[1]: 4ZZ1234z56: to=<a@dest1.example>, "
                 b"relay=smtp.acme.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, "
                 b"status=deferred (host smtp.acme.example[192.0.2.1] said: 452 4.3.1 no "
                 b"credits left)\n")
    rules = ("--rules", "samples/rules/acme/acme.conf")
    found = scene.json(*rules)["causes"]
    checks.true(f"a cause of the file: {found[0]['id']}", found[0]["id"].startswith("acme/"))
    refused("without the rules", scene, "is not loaded")
    checks.equal("with them", scene.json(*rules)["causes"][0]["id"], found[0]["id"])


def check_damaged(folder):
    """An archive that is cut, on the second morning: its lines are counted, and it is not whole."""
    scene = Scene(folder)
    packed = gzip.compress(b"".join(LINES), 1)
    scene.log += ".gz"
    scene.append(packed[:len(packed) // 2])
    status, out, _ = scene.run("-f", "json")
    first = json.loads(out)
    checks.equal("damaged: exit", (status, first["inputs"][0]["complete"]), (3, False))
    checks.true("damaged: lines", first["inputs"][0]["lines"] > 0)
    for _ in range(2):
        status, out, err = scene.run("-f", "json")
        checks.equal(f"damaged, again: exit, {err.decode()}", status, 3)
        again = json.loads(out)["inputs"][0]
        checks.equal("damaged, again", (again["lines"], again["complete"]), (0, False))
        checks.true(f"damaged, again: {again['problem']}", again["problem"].endswith(
            f"; the {first['inputs'][0]['lines']} lines before it were counted by earlier runs"))
    with open(scene.log, "wb") as file:
        file.write(packed)
    last = scene.json()
    whole = report(*OPTIONS, scene.log)["totals"]
    for key in FLOWS:
        checks.equal(f"damaged, then whole: {key}", first["totals"][key] + last["totals"][key],
                     whole[key])


def check_lost(folder):
    """A log that was rotated away and is not named any more is not passed over in silence."""
    scene = Scene(folder)
    rotated, other = scene.path("mail.log.1"), scene.path("other.log")
    words = "mail.log is a new log, and the one that the last run read"

    def told(*inputs):
        found = report(*OPTIONS, "--state", scene.state, *inputs)
        return any(words in warning for warning in found["warnings"])

    def rotate(*lines):
        os.rename(scene.log, rotated)
        scene.append(*lines)

    scene.append(*LINES[:12])
    checks.true("lost: the first run", not told(scene.log))
    scene.append(*LINES[12:16])
    checks.true("lost: it grew", not told(scene.log))
    rotate(*LINES[16:20])
    checks.true("lost: renamed, and named", not told(scene.log, rotated))
    rotate(*LINES[20:24])
    checks.true("lost: the one before deleted", not told(scene.log, rotated))
    rotate(*LINES[24:28])
    with open(other, "wb") as file:
        file.write(b"".join(LINES))
    checks.true("lost: another log", not told(other))
    checks.true("lost: when both are named again", not told(scene.log, rotated, other))
    rotate(*LINES[28:32])
    checks.true("lost: renamed, and not named", told(scene.log))
    status, out, err = scene.run("--lang=ko")
    checks.true("lost: said once", status == 0 and "새 로그".encode() not in out + err)
    with open(scene.log, "rb+") as file:
        file.truncate(0)
    status, out, err = scene.run("--lang=ko")
    checks.true(f"lost: cut, in Korean: {err.decode()}", "새 로그".encode() in out)
    os.unlink(scene.log)
    status, out, err = run(*OPTIONS, "--state", scene.state, scene.log, rotated)
    checks.true(f"lost: not there is said otherwise: {out.decode()}",
                status == 3 and b"new log" not in out)


def check_pairs(folder):
    """Two runs at once: one counts, the other counts later or is told to come again."""
    scene = Scene(folder)
    sums, held = dict.fromkeys(FLOWS, 0), 0
    command = [BINARY, "--no-config", *OPTIONS, "-f", "json", "--state", scene.state, scene.log]
    for pair in range(PAIRS):
        part = len(LINES) // PAIRS + 1
        scene.append(*LINES[pair * part:(pair + 1) * part])
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=ENVIRONMENT) for _ in range(2)]
        for process in both:
            out, err = process.communicate(timeout=60)
            checks.true(f"pair {pair}: {process.returncode} {err}", process.returncode == 0 or (
                process.returncode == 75 and b"another run holds the state" in err))
            held += process.returncode == 75
            if process.returncode == 0:
                for key in FLOWS:
                    sums[key] += json.loads(out)["totals"][key]
    whole = report(*OPTIONS, scene.log)["totals"]
    checks.equal("pairs: sums", sums, {key: whole[key] for key in FLOWS})
    print(f"{held} of {PAIRS} runs beside another one were told to come again")


def check_journal(folder):
    """journald's folder: what was appended is new, wherever the entries lie now."""
    remote = "/lib/systemd/systemd-journal-remote"
    if not os.access(remote, os.X_OK):
        print("skipped: no systemd-journal-remote to make a journal with")
        return
    journal = os.path.join(folder, "journal")
    os.makedirs(journal)
    state, seconds = os.path.join(folder, "state"), 1795305600

    def write(name, lines):
        nonlocal seconds
        entries = b""
        for line in lines:
            seconds += 1
            program, message = line.split(b" ", 4)[4].split(b": ", 1)
            entries += (b"__REALTIME_TIMESTAMP=%d000000\n_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=%s\n"
                        b"MESSAGE=%s\n\n" % (seconds, program.split(b"[")[0], message.rstrip()))
        subprocess.run([remote, "-o", os.path.join(journal, name), "-"], input=entries, check=True,
                       capture_output=True)

    def count():
        return report(*OPTIONS, "--state", state, journal)["totals"]

    lines = [line for line in LINES if b"postfix" in line and b": " in line]
    write("one.journal", lines[:16])
    first = count()
    checks.equal("journal: nothing new", count()["attempts"], 0)
    write("two.journal", lines[16:])  # journald goes on in another file
    second = count()
    whole = report(*OPTIONS, journal)["totals"]
    for key in FLOWS:
        checks.equal(f"journal: {key}", first[key] + second[key], whole[key])
    checks.equal("journal: delayed", second["delayed"], whole["delayed"])
    checks.true("journal: all read", whole["attempts"] > 0 and first["attempts"] > 0 and
                second["attempts"] > 0)


for check in (check_journal, check_history, check_words, check_refusals, check_rules, check_damaged,
              check_lost, check_pairs):
    with tempfile.TemporaryDirectory() as path:
        check(path)
checks.end()
