#!/usr/bin/env python3
"""How many instructions a line costs, by callgrind: a figure that does not depend on what
else the machine does.

  instructions.py SMTPLOGSCAN GENERATE [--update]

Two fixed logs of 50,000 lines, without what a start costs; at most 5 % more than INSTRUCTIONS
has.  --update writes the figures down."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

RECORD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "INSTRUCTIONS")
LINES, MOST = 50_000, 1.05
LOGS = {"day": ("--seed", "1", "--noise", "10", "--messages", "9000", "--failures", "5"),
        "bad": ("--seed", "1", "--messages", "12000", "--failures", "100", "--templates", "200")}


def make_log(generate, options, path):
    made = subprocess.run([generate, *options], capture_output=True, check=True).stdout
    lines = made.splitlines(keepends=True)[:LINES]
    if len(lines) < LINES:
        raise SystemExit(f"{options}: {len(lines)} lines, {LINES} wanted")
    with open(path, "wb") as log:
        log.writelines(lines)


def instructions(binary, path):
    """Of all processes; one thread reads and counts, so that nothing waits by turns."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "-j", "1",
         "--no-config", "--sandbox=off", path], capture_output=True, text=True, check=True)
    return sum(int(count) for count in re.findall(r"Collected : (\d+)", done.stderr))


def measured(binary, generate):
    with tempfile.TemporaryDirectory() as folder:
        few = os.path.join(folder, "few.log")
        for name, options in LOGS.items():
            path = os.path.join(folder, name)
            make_log(generate, options, path)
            with open(path, "rb") as log, open(few, "wb") as start:
                start.writelines(log.readlines()[:20])
            yield name, (instructions(binary, path) - instructions(binary, few)) // LINES


def recorded():
    with open(RECORD, encoding="utf-8") as record:
        return {name: int(count) for name, count in (line.split() for line in record)}


binary, generate = sys.argv[1:3]
if shutil.which("valgrind") is None:
    print("skipped: valgrind is not installed")
    sys.exit(77)
figures = dict(measured(binary, generate))
if "--update" in sys.argv:
    with open(RECORD, "w", encoding="utf-8") as record:
        record.writelines(f"{name} {count}\n" for name, count in figures.items())
before = recorded()
for name, count in figures.items():
    print(f"{name}: {count} instructions a line, {before[name]} written down")
sys.exit(any(count > MOST * before[name] for name, count in figures.items()))
