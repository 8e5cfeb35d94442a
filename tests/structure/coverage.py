#!/usr/bin/env python3
"""How much of the code the tests go through, with floors: coverage.py BUILD

Asks gcovr about a build of the preset `coverage` whose tests have been run, prints a table,
and fails when a share is below its floor.  An assert() and an end for want of memory have a
branch that no test can take, and count as gcovr counts them.
"""

import json
import os
import subprocess
import sys

FLOORS = (  # what, the beginnings of its paths, least percent of lines and of branches
    ("all", ("core/", "plugins/"), 90, 85),
    ("states", ("core/app/state.", "core/app/state_file.", "core/app/streams."), 90, 95),
    ("partials", ("core/app/partial.", "core/app/part.", "core/app/segments.", "core/base/pack.",
                  "core/base/pack_names.", "core/base/seal.", "core/parse/packed.",
                  "core/queue/carry.", "core/tally/pack_", "core/tally/unpack_"), 90, 95),
    ("address scanner", ("core/parse/address.",), 90, 95),
    ("escaping", ("core/write/escape.",), 90, 95),
)


def counted(files, beginnings):
    lines = branches = lines_run = branches_run = 0
    for file in files:
        if not file["filename"].startswith(beginnings):
            continue
        lines += file["line_total"]
        lines_run += file["line_covered"]
        branches += file["branch_total"]
        branches_run += file["branch_covered"]
    return lines, lines_run, branches, branches_run


def main(build):
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
    out = subprocess.run(["gcovr", "-r", root, "--object-directory", build, "-f", "core", "-f",
                          "plugins", "--exclude-throw-branches", "--gcov-ignore-parse-errors",
                          "--json-summary"],
                         capture_output=True, check=True, cwd=root).stdout
    files = json.loads(out)["files"]
    for file in files:
        file["filename"] = os.path.relpath(os.path.join(root, file["filename"]), root)
    low = False
    print("| of | lines | branches | floors |\n|---|---:|---:|---:|")
    stages = [(f"core/{name}", (f"core/{name}/",), 0, 0) for name in
              "base input parse queue rules tally write app".split()]
    for what, beginnings, least_lines, least_branches in (*FLOORS, *stages, ("plugins", ("plugins/",), 0, 0)):
        lines, lines_run, branches, branches_run = counted(files, beginnings)
        of_lines, of_branches = 100 * lines_run / max(1, lines), 100 * branches_run / max(1, branches)
        low |= of_lines < least_lines or of_branches < least_branches
        floors = f"{least_lines}, {least_branches}" if least_lines else ""
        print(f"| {what} | {of_lines:.1f} % | {of_branches:.1f} % | {floors} |")
    if "-v" in sys.argv:
        for file in sorted(files, key=lambda f: f["branch_covered"] - f["branch_total"])[:40]:
            print(f"{file['filename']}: {file['branch_total'] - file['branch_covered']} branches of "
                  f"{file['branch_total']}")
    return 1 if low else 0


sys.exit(main(sys.argv[1]))
