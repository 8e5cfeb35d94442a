"""The samples: what they are called, where they lie, and how they are cut into pieces."""

import gzip
import os
import re
from typing import NamedTuple

from program import SOURCE


class Sample(NamedTuple):
    """A file of samples/; its name is that of its truth and of its golden reports."""
    name: str
    path: str
    timed: bool = True  # its lines tell when they were written, so pieces find their order

    def read(self):
        """Not packed."""
        data = open(os.path.join(SOURCE, self.path), "rb").read()
        return gzip.decompress(data) if self.path.endswith(".gz") else data

    def pieces(self, count):
        """Its text in so many parts, none of which begins within a line or an entry."""
        records = self.read().splitlines(keepends=True)
        header = b""
        if self.path.endswith(".export"):
            records = re.split(rb"(?<=\n\n)(?=__CURSOR=)", self.read())
        elif self.path.endswith(".csv"):
            header, records = records[0], re.findall(rb'(?:[^\n"]|"[^"]*")+\n',
                                                     b"".join(records[1:]))
        size = len(records) // count + 1
        return [header + b"".join(records[i * size:(i + 1) * size]) for i in range(count)]

    def truth_path(self):
        return os.path.join(SOURCE, f"tests/samples/{self.name}.truth.json")


OPTIONS = ("--year=2026", "--tz=UTC")

# Written by tests/samples/make.sh.
DAYS = tuple(Sample(name, f"samples/{name}.log.gz") for name in ("good-day", "bad-day", "providers"))

# Written by hand, one for each format.
FORMATS = tuple(
    Sample(f"formats/{file.removesuffix('.log')}", f"samples/formats/{file}",
           timed=file != "postfix-pasted.log")
    for file in sorted(os.listdir(os.path.join(SOURCE, "samples/formats"))))
