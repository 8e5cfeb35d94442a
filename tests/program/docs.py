"""The documents say what the program does: every block of a document that begins with
"$ build/smtplogscan" is run and compared, and docs/causes.md is the program's own list.  UPDATE_GOLDEN=1 writes the blocks anew."""

import glob
import os
import re

from program import BINARY, SOURCE, Checks, run

checks = Checks()
BLOCK = re.compile(r"^```\n\$ build/smtplogscan (.*)\n((?:.*\n)*?)```$", re.M)


def printed(command):
    status, out, err = run(*command.split(), "--width=96")
    checks.equal(f"{command}: exit", (status, err), (0, b""))
    return out.decode()


for path in [os.path.join(SOURCE, "README.md"), *sorted(glob.glob(SOURCE + "/docs/*.md"))]:
    text = open(path, encoding="utf-8").read()
    name = os.path.relpath(path, SOURCE)
    if os.environ.get("UPDATE_GOLDEN"):
        text = BLOCK.sub(lambda m: f"```\n$ build/smtplogscan {m[1]}\n{printed(m[1])}```", text)
        open(path, "w", encoding="utf-8").write(text)
    for command, wanted in BLOCK.findall(text):
        checks.equal(f"{name}: {command}", printed(command), wanted)
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        checks.true(f"{name}: link {link}",
                    os.path.exists(os.path.join(os.path.dirname(path), link)))
checks.true("README shows the sample", "FIX FIRST" in
            open(os.path.join(SOURCE, "README.md"), encoding="utf-8").read())

listed = [line.split()[0:3] for line in run("--list-causes")[1].decode().splitlines()]
table = re.findall(r"^\| ([a-z-]+) \| .* \| ([a-z-]+) \| (critical|warning|notice) \| ",
                   open(os.path.join(SOURCE, "docs/causes.md"), encoding="utf-8").read(), re.M)
checks.equal("docs/causes.md is --list-causes", [list(row) for row in table], listed)

checks.true("there is a program", os.access(BINARY, os.X_OK))
checks.end()
