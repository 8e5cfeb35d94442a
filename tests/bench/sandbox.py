"""What the sandbox costs: tests/bench/sandbox.py BUILD [MESSAGES] prints a table.

Both ways take turns, since a machine is not as fast all the time; the shortest of each
counts, in wall time and in processor time."""

import os
import resource
import subprocess
import sys
import tempfile
import time

BUILD, MESSAGES = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "200000"


def seconds(how, log):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([os.path.join(BUILD, "smtplogscan"), "--no-config", f"--sandbox={how}",
                    log], stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shortest(log, times):
    runs = {"off": [], "require": []}
    for i in range(times):
        for how in sorted(runs, reverse=i % 2 == 1):
            runs[how].append(seconds(how, log))
    return {how: [min(run[k] for run in found) for k in (0, 1)] for how, found in runs.items()}


def row(what, log, times):
    found = shortest(log, times)
    for k, clock in enumerate(("wall", "processor")):
        off, shut = found["off"][k] * 1000, found["require"][k] * 1000
        print(f"| {what} | {clock} | {off:.2f} ms | {shut:.2f} ms | {shut - off:+.2f} ms | "
              f"{(shut / off - 1) * 100:+.1f} % |")


with tempfile.TemporaryDirectory() as folder:
    small, large = (os.path.join(folder, name) for name in ("small.log", "large.log"))
    with open(small, "wb") as file:
        subprocess.run([os.path.join(BUILD, "tests/generate"), "--seed", "1", "--messages", "1"],
                       stdout=file, stderr=subprocess.DEVNULL, check=True)
    with open(large, "wb") as file:
        subprocess.run([os.path.join(BUILD, "tests/generate"), "--seed", "1", "--noise", "10",
                        "--messages", MESSAGES, "--failures", "5"],
                       stdout=file, stderr=subprocess.DEVNULL, check=True)
    print("| log | time | off | require | difference | |\n|---|---|---|---|---|---|")
    row("one message", small, 200)
    row(f"{os.path.getsize(large) / 1e6:.0f} MB of text", large, 15)
