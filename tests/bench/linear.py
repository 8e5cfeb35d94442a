#!/usr/bin/env python3
"""Twice the line, at most 2.3 times the work: fourteen shapes of a line for each mail server's
parser, then tables under keys that were chosen to collide.  linear.py TUPLES COLLIDE [--time]

Each shape is grown from 7.5 KiB to 60 KiB, about the longest line that is parsed.  What is
counted is instructions, by valgrind's callgrind: the same on a busy machine.  With --time, or
without valgrind, TUPLES reads many lines of each, and processor time is taken.  Prints tables;
exit 1 over the limit.
"""

import re
import resource
import shutil
import subprocess
import sys

LIMIT = 2.3
DOUBLINGS = 3
SIZES = (7680, 7680 << DOUBLINGS)
BYTES = 6 << 20  # read at each size, so that a time is no accident
TRIES = 5
CLOCK = 0.002  # seconds; added, since below it nothing is measured

HEADS = {
    "postfix": "Nov 22 10:00:23 mx1 postfix/smtp[1]: 4XyZ1a2b3c: to=<",
    "exim": "2026-11-22 10:00:23 1tExYz-0000aB-1c ** ",
    "sendmail": "Nov 22 10:00:23 mx1 sm-mta[1]: w9M1a2b3c: to=<",
    "opensmtpd": "Nov 22 10:00:23 mx1 smtpd[1]: 0123456789abcdef mta delivery evpid=c405e39a12345678 from=<",
    "qmail": "Nov 22 10:00:23 mx1 qmail: 1795305623.123456 delivery 7: failure: ",
    "haraka": "Nov 22 10:00:23 mx1 haraka[1]: [NOTICE] [6F9619FF-8B86-D011-B42D-00CF4FC964FF.1.1] "
              "[outbound] recipient <",
    "msmtp": "Nov 22 10:00:23 mx1 msmtp: host=mx.example.org tls=on auth=on user=",
    "nullmailer": "Nov 22 10:00:23 mx1 nullmailer[1]: smtp: Failed: 550 ",
    "ssmtp": "Nov 22 10:00:23 mx1 sSMTP[1]: RCPT TO:<",
}
SHAPES = {
    "letters": "a", "open brackets": "<", "closed brackets": ">", "pairs": "<>", "quotes": '"',
    "backslashes": "\\", "blanks": " ", "fields": "a=b, to=<c>, ", "replies": "said: 550 5.1.1 ",
    "parentheses": "((", "continued": "550-5.1.1 a?", "addresses": "<a@b>,", "statuses": ", stat=",
    "lines": "\\n550 /",
}


def seconds(command, data):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, input=data, stdout=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before + CLOCK


def instructions(command, data):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                          input=data, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return int(re.search(rb"Collected : (\d+)", done.stderr)[1])


def line_of(head, unit, size):
    return (head + unit * ((size - len(head)) // len(unit)) + "\n").encode()


def count_of(tuples, mta, unit, size):
    """Instructions for the second of two lines: what starts the program is not a line's."""
    line = line_of(HEADS[mta], unit, size)
    return (instructions([tuples, "--silent"], line * 2) -
            instructions([tuples, "--silent"], line))


def counted_ratio(tuples, mta, unit):
    first, last = (count_of(tuples, mta, unit, size) for size in SIZES)
    return (last / first) ** (1 / DOUBLINGS)


def rate(tuples, mta, unit, size):
    """Seconds for one line: the best of three runs of many."""
    line = line_of(HEADS[mta], unit, size)
    count = BYTES // len(line)
    return min(seconds([tuples, "--silent"], line * count) for _ in range(3)) / count


def timed_ratio(tuples, mta, unit):
    """Of one doubling, as the mean of three.  Measured again when it is too high: a busy
    machine slows down a run, never an algorithm that is slow each time."""
    least = LIMIT + 1
    for _ in range(TRIES):
        first, last = (rate(tuples, mta, unit, size) for size in SIZES)
        least = min(least, (last / first) ** (1 / DOUBLINGS))
        if least <= LIMIT:
            break
    return least


def main(tuples, ratio_of):
    worst_of_all = 0.0
    print("| parser | shapes | worst ratio of a doubling | of shape |\n|---|---:|---:|---|")
    for mta in HEADS:
        worst, worst_shape = 0.0, ""
        for shape, unit in SHAPES.items():
            ratio = ratio_of(tuples, mta, unit)
            if ratio > worst:
                worst, worst_shape = ratio, shape
        print(f"| {mta} | {len(SHAPES)} | {worst:.2f} | {worst_shape} |", flush=True)
        worst_of_all = max(worst, worst_of_all)
    return worst_of_all <= LIMIT


timed = "--time" in sys.argv or not shutil.which("valgrind")
linear = main(sys.argv[1], timed_ratio if timed else counted_ratio)
sys.exit(subprocess.run([sys.argv[2]], check=False).returncode or not linear)
