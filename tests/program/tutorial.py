"""The tutorials of docs/plugins.md, done as they say: from an installed tree, in a folder each.

Of a block, the line before tells what it is.  One that ends in "`FILE`:" is a file's content.
A "sh" block holds commands, one a line, which must succeed.  A block that begins with "$ "
holds commands and what they print, in which a line "..." stands for any lines."""

import os
import re
import time

from installation import Installation
from program import SOURCE, Checks

# Where each begins, and what ends it.
SECTIONS = (("## A rule file, in ten minutes\n", "\n### "),
            ("## A plugin in C, in twenty minutes\n", "\n## "))
BLOCK = re.compile(r"^([^\n]*)\n\n```(\w*)\n(.*?)^```$", re.M | re.S)


def commands_of(block):
    """Pairs of a command and the lines that follow it."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def shown(printed):
    """What the document shows, as an expression."""
    return "".join("(?:.*\n)*?" if line == "...\n" else re.escape(line)
                   for line in printed.splitlines(keepends=True))


def steps_of(text):
    """(file, content, None) or (None, command, expression of what it prints)."""
    for before, language, block in BLOCK.findall(text):
        name = re.search(r"`([^`]+)`:$", before)
        if language == "sh":
            yield from ((None, line, ".*") for line in block.splitlines())
        elif block.startswith("$ "):
            yield from ((None, command, shown(out)) for command, out in commands_of(block))
        elif name:
            yield name[1], block, None
        else:
            raise SystemExit(f"a block that is no file, no command and no output:\n{block}")


def follow(section):
    steps = list(steps_of(section))
    checks.equal("every block is a step", len(BLOCK.findall(section)), section.count("\n```") / 2)
    checks.true("there are files and commands", {bool(step[0]) for step in steps} == {True, False})
    for name, text, wanted in steps:
        if name:
            with open(place.file(name), "w", encoding="utf-8") as file:
                file.write(text)
            continue
        status, printed, _ = place.run(text)
        checks.equal(f"{text}: exit status, {printed}", status, 0)
        if not re.fullmatch(wanted, printed, re.S if wanted == ".*" else 0):
            checks.equal(text, printed, wanted)


checks = Checks()
with open(os.path.join(SOURCE, "docs/plugins.md"), encoding="utf-8") as file:
    document = file.read()
for start, end in SECTIONS:
    place, began = Installation(), time.monotonic()
    follow(document.partition(start)[2].partition(end)[0])
    checks.equal("nothing names the source", place.names_of_source(), [])
    print(f"{start.strip('# ').rstrip()}: its commands took {time.monotonic() - began:.1f} s")
checks.end()
