"""--state: each line counts in one run, whatever logrotate, gzip, the kernel and kill -9 do to
the log and to the run meanwhile.

Each schedule is a game: a mail server writes a log in whole lines and parts of lines, the log
is rotated in every way that logrotate knows, and the program is run, and sometimes killed.  In
the end all reports together must say what one scan of everything says."""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from program import BINARY, ENVIRONMENT, Checks

SCHEDULES = int(os.environ.get("STATE_SCHEDULES", "60"))
FIRST = int(os.environ.get("STATE_FIRST", "0"))
OPTIONS = ("--no-config", "--year=2026", "--tz=UTC", "-q", "-f", "json")
START = 1795305600  # Sun 22 Nov 2026

RELAYS = {"mx1.dest1.example[192.0.2.1]:25": "550 5.1.1 <{to}>: user unknown",
          "smtp.sendgrid.net[192.0.2.7]:587": "550 The from address does not match a verified "
                                               "Sender Identity",
          "smtp.zoho.com[192.0.2.9]:587": "553 Relaying disallowed as {sender}"}


class Server:
    """A Postfix that writes a log; no two lines of it are the same second."""

    def __init__(self, dice):
        self.dice, self.now, self.count, self.open = dice, START, 0, []

    def line(self, daemon, text):
        self.now += self.dice.randint(1, 90)
        stamp = time.strftime("%b %d %H:%M:%S", time.gmtime(self.now))
        return f"{stamp} mx1 postfix/{daemon}[{self.dice.randint(100, 999)}]: {text}\n"

    def begin(self):
        self.count += 1
        queue_id = f"4{self.count:06X}z{self.dice.randint(10, 99)}"
        sender = f"user{self.dice.randint(1, 5)}@client1.example"
        waiting = [f"to{self.count}.{i}@dest{i}.example" for i in range(self.dice.randint(1, 3))]
        self.open.append([queue_id, sender, waiting])
        yield self.line("smtpd", f"{queue_id}: client=app.client1.example[192.0.2.20]")
        yield self.line("qmgr", f"{queue_id}: from=<{sender}>, size=1000, nrcpt=1 (queue active)")

    def attempt(self, message):
        queue_id, sender, waiting = message
        to = self.dice.choice(waiting)
        relay, reply = self.dice.choice(list(RELAYS.items()))
        status = self.dice.choice(["sent", "deferred", "deferred", "bounced"])
        words = {"sent": "250 2.0.0 Ok: queued",
                 "deferred": f"host {relay.split(':')[0]} said: 451 4.7.1 try again later",
                 "bounced": f"host {relay.split(':')[0]} said: " +
                            reply.format(to=to, sender=sender)}[status]
        if status != "deferred":
            waiting.remove(to)
        dsn = {"sent": "2.0.0", "deferred": "4.7.1", "bounced": "5.0.0"}[status]
        yield self.line("smtp", f"{queue_id}: to=<{to}>, relay={relay}, delay=1, "
                                f"delays=0/0/0/1, dsn={dsn}, status={status} ({words})")
        if not waiting:
            self.open.remove(message)
            yield self.line("qmgr", f"{queue_id}: removed")

    def lines(self):
        if self.open and self.dice.random() < 0.6:
            return self.attempt(self.dice.choice(self.open))
        return self.begin()


class Game:
    def __init__(self, seed, folder):
        self.dice = random.Random(seed)
        self.folder, self.server = folder, Server(self.dice)
        self.log = self.path("mail.log")
        self.all, self.pending = b"", b""  # every byte; what of a line is not written yet
        self.reports, self.last = {}, None
        open(self.log, "wb").close()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, part=False):
        text = self.pending
        for _ in range(self.dice.randint(1, 6)):
            text += "".join(self.server.lines()).encode()
        self.pending = b""
        if part:
            keep = self.dice.randint(1, len(text.splitlines(keepends=True)[-1]) - 1)
            text, self.pending = text[:-keep], text[-keep:]
        self.append(text)

    def append(self, text):
        with open(self.log, "ab") as file:
            file.write(text)
        self.all += text

    def shift(self):
        """mail.log.1 becomes mail.log.2 and so on, compressed or not."""
        for n in range(8, 0, -1):
            for ending in ("", ".gz"):
                if os.path.exists(self.path(f"mail.log.{n}{ending}")):
                    os.rename(self.path(f"mail.log.{n}{ending}"),
                              self.path(f"mail.log.{n + 1}{ending}"))

    def rename(self):
        self.flush()
        self.shift()
        os.rename(self.log, self.path("mail.log.1"))
        open(self.log, "wb").close()

    def copytruncate(self):
        self.flush()
        self.shift()
        shutil.copy2(self.log, self.path("mail.log.1"))
        if self.dice.random() < 0.3:
            self.run()  # between the copy and the cut
        os.truncate(self.log, 0)

    def compress(self):
        plain = [name for name in os.listdir(self.folder)
                 if name.startswith("mail.log.") and name[-1].isdigit()]
        for name in plain:
            if self.dice.random() < 0.7:
                with open(self.path(name), "rb") as file:
                    data = file.read()
                with gzip.open(self.path(name + ".gz"), "wb") as file:
                    file.write(data)
                if self.dice.random() < 0.3:
                    self.run()  # both are there
                os.unlink(self.path(name))

    def flush(self):
        """A log is rotated with whole lines: the server ends the one it writes elsewhere."""
        self.append(self.pending)
        self.pending = b""

    def inputs(self):
        names = [self.path(name) for name in os.listdir(self.folder)
                 if name.startswith("mail.log")]
        self.dice.shuffle(names)
        return names

    def run(self, kill=False):
        command = [BINARY, *OPTIONS, "--state", self.path("state"), *self.inputs()]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=ENVIRONMENT, start_new_session=True)
        if kill:
            time.sleep(self.dice.random() * 0.03)
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        out, err = process.communicate(timeout=60)
        if process.returncode == -signal.SIGKILL or kill:
            # the report may be whole although the run was killed: it is told by its number
            try:
                self.keep(json.loads(out))
            except ValueError:
                pass
        elif process.returncode != 0:
            raise SystemExit(f"exit {process.returncode}: {err.decode()}")
        else:
            self.keep(json.loads(out))

    def keep(self, report):
        self.last = report["run"]["number"]
        self.reports[self.last] = report

    def play(self, kills):
        for _ in range(self.dice.randint(8, 25)):
            act = self.dice.random()
            if act < 0.35:
                self.write(part=self.dice.random() < 0.4)
            elif act < 0.45:
                self.rename()
            elif act < 0.52:
                self.copytruncate()
            elif act < 0.65:
                self.compress()
            else:
                self.run(kill=kills and self.dice.random() < 0.3)
        self.flush()
        self.run()

    def whole(self):
        path = self.path("everything")
        with open(path, "wb") as file:
            file.write(self.all)
        out = subprocess.run([BINARY, *OPTIONS, path], capture_output=True, env=ENVIRONMENT,
                             check=True).stdout
        return json.loads(out)


FLOWS = ("accepted", "failed", "accepted_after_retry", "attempts")


def flows(totals):
    return {key: totals[key] for key in FLOWS}


def by_cause(reports):
    found = {}
    for report in reports:
        for cause in report["causes"]:
            found[cause["id"]] = found.get(cause["id"], 0) + cause["failed"]
    return {key: value for key, value in found.items() if value}


def check_game(checks, seed):
    with tempfile.TemporaryDirectory() as folder:
        game = Game(seed, folder)
        game.play(kills=seed % 2 == 1)
        whole = game.whole()
        runs = [game.reports[number] for number in sorted(game.reports)]
        sums = {key: sum(run["totals"][key] for run in runs) for key in FLOWS}
        name = f"schedule {seed} ({len(runs)} runs)"
        checks.equal(f"{name}: flows", sums, flows(whole["totals"]))
        checks.equal(f"{name}: delayed at the end", runs[-1]["totals"]["delayed"],
                     whole["totals"]["delayed"])
        checks.equal(f"{name}: failed by cause", by_cause(runs), by_cause([whole]))
        checks.equal(f"{name}: lines", sum(i["lines"] - i["skipped"] for run in runs
                                           for i in run["inputs"]),
                     whole["inputs"][0]["lines"])
        for run in runs:
            checks.true(f"{name}: no log was lost: {run['warnings']}",
                        not any("is a new log" in warning for warning in run["warnings"]))
            totals = run["totals"]
            checks.equal(f"{name}: a run's sum", totals["recipients"],
                         totals["accepted"] + totals["delayed"] + totals["failed"])


checks = Checks()
for number in range(FIRST, FIRST + SCHEDULES):
    check_game(checks, number)
checks.end()
