"""--state and a run that is killed, or denied something, at each of its system calls: the next
run makes it good, and what stood there before is never half of something.  The same of the run
that makes a killed one good."""

import collections
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

from program import BINARY, ENVIRONMENT, Checks, SOURCE

LONG = os.environ.get("STATE_FAULTS_LONG")  # each call in place of a few
OPTIONS = ("--no-config", "--year=2026", "--tz=UTC")
FLOWS = ("accepted", "failed", "accepted_after_retry", "attempts")

STRACE = shutil.which("strace")
if STRACE is None or subprocess.run([STRACE, "-o", "/dev/null", "true"], capture_output=True,
                                    check=False).returncode != 0:
    print("skipped: strace is not there, or may not trace")
    sys.exit(77)

checks = Checks()
LINES = open(os.path.join(SOURCE, "samples/formats/postfix-short-full.log"),
             "rb").read().splitlines(keepends=True)
PART = len(LINES) // 3

# Where the run before was killed: nothing; while it read; beside its whole report; with the report
# in its place; with the next state beside the old one, which has got its second name; with all in
# their places.
BEFORE = {"": None, "after one killed while it read": ("write", 1),
          "after one killed at its report": ("rename", 1),
          "after one killed after its report": ("fsync", 2),
          "after one killed at its state": ("rename", 2),
          "after one killed after its state": ("fsync", 3)}
DENIED = ("write", "pwrite64", "fsync", "rename", "link", "linkat", "unlink", "openat", "close",
          "ftruncate", "flock", "read", "lseek", "newfstatat", "fstat", "pread64")


# The leak sanitizer cannot work under strace, and fails the run.
QUIET = {**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}


def number_of(report):
    return report["run"]["number"]


class Scene:
    """A log of which a part is known, and a report of that part; then another part that a run was
    killed over; then the rest."""

    def __init__(self, folder, killed):
        self.folder, self.killed = folder, killed
        self.report, self.state = self.path("report.json"), self.path("state")
        self.command = [BINARY, *OPTIONS, "--state", self.state, "-o", self.report,
                        self.path("mail.log")]
        self.reports = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def begin(self):
        for name in os.listdir(self.folder):
            os.unlink(self.path(name))
        self.reports = {}
        self.append(LINES[:PART])
        self.run()
        self.keep()
        self.append(LINES[PART:2 * PART])
        if self.killed:
            call, number = self.killed
            done = self.deny(f"{call}:signal=KILL:when={number}")
            checks.equal(f"killed at {call} {number}", done.returncode, -signal.SIGKILL)
            self.keep()
        self.append(LINES[2 * PART:])

    def append(self, lines):
        with open(self.path("mail.log"), "ab") as file:
            file.write(b"".join(lines))

    def run(self, *under):
        return subprocess.run([*under, *self.command], capture_output=True, env=QUIET,
                              timeout=120, check=False)

    def deny(self, inject):
        return self.run(STRACE, "-f", "-qq", "-o", "/dev/null", "-e", "inject=" + inject)

    def keep(self):
        """The report that stands there is whole, and takes the place of one of its number."""
        with open(self.report, encoding="utf-8") as file:
            found = json.load(file)
        self.reports[number_of(found)] = found

    def parts(self):
        """Both generations of the state."""
        found = []
        for name in (self.state, self.state + ".1"):
            if os.path.exists(name):
                with open(name, "rb") as file:
                    found.append(file.read())
        return found


def calls(scene):
    """Each system call of a run, with its number among those of its kind in its process."""
    scene.begin()
    scene.run(STRACE, "-f", "-o", scene.path("trace"))
    counts, found = collections.Counter(), []
    with open(scene.path("trace"), encoding="utf-8", errors="replace") as file:
        for line in file:
            call = re.match(r"(\d+) +(\w+)\(", line)
            if call and call[2] not in ("execve", "exit_group", "exit"):
                counts[call[1], call[2]] += 1
                found.append((call[2], counts[call[1], call[2]]))
    return list(dict.fromkeys(found))


def check(scene, whole, name, inject, spoken):
    scene.begin()
    before = scene.parts()
    done = scene.deny(inject)
    try:
        scene.keep()
    except ValueError:
        checks.true(f"{name}: the report is whole", False)
    if spoken:
        checks.true(f"{name}: exit {done.returncode}, {done.stderr[-200:]}",
                    done.returncode in (0, 1) or (done.returncode > 0 and done.stderr))
    # a run that cannot give it a second name does without, as on a file system without links
    checks.true(f"{name}: the state of before is there", before[0] in scene.parts() or
                (done.returncode == 0 and re.match("(un)?link:error=", inject)))
    after = scene.run()
    checks.true(f"{name}: the next run: {after.returncode} {after.stderr}",
                after.returncode == 0)
    scene.keep()
    reports = scene.reports
    sums = {key: sum(r["totals"][key] for r in reports.values()) for key in FLOWS}
    checks.equal(f"{name}: sums", sums, {key: whole["totals"][key] for key in FLOWS})
    last = reports[max(reports)]
    checks.equal(f"{name}: delayed", last["totals"]["delayed"], whole["totals"]["delayed"])
    left = set(os.listdir(scene.folder)) - {"mail.log", "report.json", "state", "state.lock",
                                            "state.1"}
    checks.equal(f"{name}: left behind", {n for n in left if not n.startswith("report.json.")},
                 set())


def whole_report(folder):
    everything = os.path.join(folder, "all.log")
    with open(everything, "wb") as file:
        file.write(b"".join(LINES))
    return json.loads(subprocess.run([BINARY, *OPTIONS, "-f", "json", everything],
                                     capture_output=True, env=ENVIRONMENT, check=True).stdout)


def some(places, count):
    return places if LONG else places[::max(1, len(places) // count)]


def check_before(folder, when, killed, whole):
    scene = Scene(folder, killed)
    places = calls(scene)
    for call, number in some(places, 24 if killed is None else 8):
        check(scene, whole, f"killed at {call} {number} {when}",
              f"{call}:signal=KILL:when={number}", False)
    denied = [place for place in places if place[0] in DENIED]
    for call, number in some(denied, 12 if killed is None else 5):
        for error in ("EIO", "ENOSPC") if LONG else ("ENOSPC",):
            check(scene, whole, f"{error} at {call} {number} {when}",
                  f"{call}:error={error}:when={number}", True)
    print(f"{len(places)} calls, {len(denied)} of them denied {when}", flush=True)


with tempfile.TemporaryDirectory() as path:
    whole = whole_report(path)
    for when, killed in BEFORE.items():
        check_before(path, when, killed, whole)

checks.end()
