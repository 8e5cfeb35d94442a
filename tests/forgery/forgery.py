"""Lines into records: of the program's parsers, by the program `tuples`."""

import os
import subprocess
import sys
from typing import NamedTuple

TUPLES, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(SOURCE, "tests/program"))

from program import Checks  # noqa: E402, F401

FIELDS = ("kind delivery outcome reply enhanced dsn port format queue_id relay sender login "
          "recipient message_id text explanation body").split()
ATTEMPT, REFUSED = "6", "11"
SENT, DEFERRED, BOUNCED = "1", "2", "3"
Record = NamedTuple("Record", [(name, str) for name in FIELDS])
ESCAPES = {"\\n": "\n", "\\u": "\x1f", "\\\\": "\\"}


def unescape(field):
    out, at = [], 0
    while at < len(field):
        step = 2 if field[at] == "\\" else 1
        out.append(ESCAPES.get(field[at:at + step], field[at:at + step]))
        at += step
    return "".join(out)


def read(lines, mta=None):
    """The records of each line."""
    done = subprocess.run([TUPLES, *([mta] if mta else [])], capture_output=True, check=True,
                          input=b"".join(line.encode("utf-8", "surrogateescape") + b"\n"
                                         for line in lines))
    found, records = [], []
    for row in done.stdout.decode("utf-8", "surrogateescape").split("\n")[:-1]:
        if row == "end":
            found.append(records)
            records = []
        else:
            records.append(Record(*map(unescape, row.split("\x1f")[:-1])))
    return found
