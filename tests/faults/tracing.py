"""strace(1) as a machine that fails: which system calls a scenario makes, and the n-th of
one of them failing, or the process being killed at it."""

import collections
import os
import re
import shutil
import sys
import tempfile

if not shutil.which("strace"):
    print("skipped: no strace")
    sys.exit(77)


def calls_of(stage):
    """Which of each are made, behind those of the loader: {name: range of numbers}.  They
    are counted in each process alone; told are those of the one that makes most."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "trace")
        stage.play(("strace", "-f", "-qq", "-o", path))
        counts, of_loader = collections.Counter(), {}
        for line in open(path, encoding="utf-8", errors="replace"):
            made = re.match(r"(\d+) +([a-z0-9_]+)\(", line)
            if made:
                counts[made.groups()] += 1
            if made and made[2] == "munmap" and not of_loader:  # of ld.so.cache: its last
                of_loader = {name: count for (_, name), count in counts.items()}
    numbers = {}
    for (_, name), count in counts.items():
        these = range(of_loader.get(name, 0) + 1, count + 1)
        numbers[name] = max(these, numbers.get(name, range(0)), key=len)
    return numbers


def inject(name, what, number):
    return ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e",
            f"inject={name}:{what}:when={number}")
