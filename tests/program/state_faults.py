"""--state and a run that is killed, or denied something, at each of its system calls: the next
run makes it good, and what stood there before is never half of something."""

import collections
import json
import os
import re
import shutil
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
HALF = len(LINES) // 2


class Scene:
    """A log of which half is known, and a report of that half."""

    def __init__(self, folder):
        self.folder = folder
        self.report, self.state = self.path("report.json"), self.path("state")
        self.command = [BINARY, *OPTIONS, "--state", self.state, "-o", self.report,
                        self.path("mail.log")]

    def path(self, name):
        return os.path.join(self.folder, name)

    def begin(self):
        for name in os.listdir(self.folder):
            os.unlink(self.path(name))
        self.append(LINES[:HALF])
        self.run()
        self.append(LINES[HALF:])

    def append(self, lines):
        with open(self.path("mail.log"), "ab") as file:
            file.write(b"".join(lines))

    def run(self, *under):
        return subprocess.run([*under, *self.command], capture_output=True, env=ENVIRONMENT,
                              timeout=120, check=False)

    def read(self):
        with open(self.report, encoding="utf-8") as file:
            return json.load(file)


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
    reports = {1: scene.read()}
    done = scene.run(STRACE, "-f", "-qq", "-o", "/dev/null", "-e", inject)
    try:
        reports[scene.read()["run"]["number"]] = scene.read()
    except ValueError:
        checks.true(f"{name}: the report is whole", False)
    if spoken:
        checks.true(f"{name}: exit {done.returncode}, {done.stderr[-200:]}",
                    done.returncode in (0, 1) or (done.returncode > 0 and done.stderr))
    after = scene.run()
    checks.true(f"{name}: the next run: {after.returncode} {after.stderr}",
                after.returncode == 0)
    reports[scene.read()["run"]["number"]] = scene.read()
    sums = {key: sum(r["totals"][key] for r in reports.values()) for key in FLOWS}
    checks.equal(f"{name}: sums", sums, {key: whole["totals"][key] for key in FLOWS})
    last = reports[max(reports)]
    checks.equal(f"{name}: delayed", last["totals"]["delayed"], whole["totals"]["delayed"])
    left = set(os.listdir(scene.folder)) - {"mail.log", "report.json", "state", "state.lock",
                                            "state.1"}
    checks.equal(f"{name}: left behind", {n for n in left if not n.startswith("report.json.")},
                 set())


with tempfile.TemporaryDirectory() as path:
    scene = Scene(path)
    everything = scene.path("all.log")
    with open(everything, "wb") as file:
        file.write(b"".join(LINES))
    whole = json.loads(subprocess.run([BINARY, *OPTIONS, "-f", "json", everything],
                                      capture_output=True, env=ENVIRONMENT, check=True).stdout)
    places = calls(scene)
    few = places if LONG else places[::max(1, len(places) // 24)]
    for call, number in few:
        check(scene, whole, f"killed at {call} {number}", f"inject={call}:signal=KILL:when={number}",
              False)
    writing = [p for p in places if p[0] in (
        "write", "pwrite64", "fsync", "rename", "link", "linkat", "unlink", "openat", "close",
        "ftruncate", "flock", "read", "lseek", "newfstatat", "fstat", "pread64")]
    few = writing if LONG else writing[::max(1, len(writing) // 12)]
    for call, number in few:
        for error in ("EIO", "ENOSPC") if LONG else ("ENOSPC",):
            check(scene, whole, f"{error} at {call} {number}",
                  f"inject={call}:error={error}:when={number}", True)

checks.end()
