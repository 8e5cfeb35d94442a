"""What the sandbox costs: tests/bench/sandbox.py BUILD [MESSAGES] prints a table.

Told is processor time, the program's and the kernel's for it, of both processes: what else
runs on the machine moves it little.  Both ways take turns, since a machine is not as fast all
the time; the median is that of the differences within the pairs.  In front stands what the
worker's shutting itself in takes, in wall time as well."""

import os
import statistics
import subprocess
import sys
import tempfile

BUILD, MESSAGES = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "200000"
PROGRAM = os.path.join(BUILD, "smtplogscan")


def milliseconds(how, log):
    child = os.posix_spawn(PROGRAM, [PROGRAM, "--no-config", f"--sandbox={how}", log], os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return (used.ru_utime + used.ru_stime) * 1000


def row(what, log, times):
    runs = {"off": [], "require": []}
    for i in range(times):
        for how in sorted(runs, reverse=i % 2 == 1):
            runs[how].append(milliseconds(how, log))
    off, shut = (min(runs[how]) for how in ("off", "require"))
    median = statistics.median(b - a for a, b in zip(runs["off"], runs["require"]))
    print(f"| {what}, {times} pairs | {off:.2f} ms | {shut:.2f} ms | "
          f"{shut - off:+.2f} ms, {(shut / off - 1) * 100:+.1f} % | "
          f"{median:+.2f} ms, {median / off * 100:+.1f} % |", flush=True)


def generate(path, *options):
    with open(path, "wb") as file:
        subprocess.run([os.path.join(BUILD, "tests/generate"), "--seed", "1", *options],
                       stdout=file, stderr=subprocess.DEVNULL, check=True)


subprocess.run([os.path.join(BUILD, "tests/setup"), "1000"], check=True)
with tempfile.TemporaryDirectory() as folder:
    small, large = (os.path.join(folder, name) for name in ("small.log", "large.log"))
    generate(small, "--messages", "1")
    generate(large, "--noise", "10", "--messages", MESSAGES, "--failures", "5")
    print("| log | off, shortest | require, shortest | difference | median of pairs |\n"
          "|---|---|---|---|---|")
    row("one message", small, 400)
    row(f"{os.path.getsize(large) / 1e6:.0f} MB of text", large, 31)
