"""What the sandbox costs: tests/bench/sandbox.py BUILD [MESSAGES] prints a table.

Both ways take turns, since a machine is not as fast all the time; told are the shortest of
each, in wall time and in processor time, and the median of the differences within the pairs,
which what else runs on the machine moves least."""

import os
import resource
import statistics
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


def pairs(log, times):
    runs = {"off": [], "require": []}
    for i in range(times):
        for how in sorted(runs, reverse=i % 2 == 1):
            runs[how].append(seconds(how, log))
    return runs


def row(what, log, times):
    found = pairs(log, times)
    for k, clock in enumerate(("wall", "processor")):
        off, shut = (min(run[k] for run in found[how]) * 1000 for how in ("off", "require"))
        median = statistics.median(b[k] - a[k] for a, b in zip(found["off"], found["require"])) * 1000
        print(f"| {what} | {clock} | {off:.2f} ms | {shut:.2f} ms | {shut - off:+.2f} ms | "
              f"{median:+.2f} ms, {median / off * 100:+.1f} % |", flush=True)


with tempfile.TemporaryDirectory() as folder:
    small, large = (os.path.join(folder, name) for name in ("small.log", "large.log"))
    with open(small, "wb") as file:
        subprocess.run([os.path.join(BUILD, "tests/generate"), "--seed", "1", "--messages", "1"],
                       stdout=file, stderr=subprocess.DEVNULL, check=True)
    with open(large, "wb") as file:
        subprocess.run([os.path.join(BUILD, "tests/generate"), "--seed", "1", "--noise", "10",
                        "--messages", MESSAGES, "--failures", "5"],
                       stdout=file, stderr=subprocess.DEVNULL, check=True)
    print("| log | time | off | require | difference | median of pairs |\n|---|---|---|---|---|---|")
    row("one message", small, 200)
    row(f"{os.path.getsize(large) / 1e6:.0f} MB of text", large, 15)
