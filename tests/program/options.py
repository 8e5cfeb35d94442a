"""Every option is explained: in --help, in the manual page, and in words of a document that a
person wrote; and no document names one that there is not."""

import glob
import os
import re
import shutil
import subprocess

from program import BINARY, SOURCE, Checks, run

checks = Checks()
ROWS = re.findall(r'^    \{"([a-z-]+)",',
                  open(os.path.join(SOURCE, "core/app/option_rows.c"), encoding="utf-8").read(),
                  re.M)
MAN = os.path.join(os.path.dirname(BINARY), "man")

# Options of other programs that our documents name.
FOREIGN = {"no-install-recommends", "preset", "build", "install", "prefix", "test-dir", "cflags",
           "variable", "check", "workflow", "now", "failed"}


def text(path):
    return open(path, encoding="utf-8").read()


def named(words):
    """Long options, as a person writes them and as mdoc does."""
    words = words.replace("\\-", "-")
    return (set(re.findall(r"(?<![\w-])--([a-z][a-z-]*)", words)) |
            set(re.findall(r"Fl Fl ([a-z][a-z-]*)", words)))


documents = [os.path.join(SOURCE, "README.md"), *glob.glob(SOURCE + "/docs/**/*.md", recursive=True),
             *glob.glob(SOURCE + "/docs/man/**/*.[15]", recursive=True),
             *glob.glob(SOURCE + "/samples/**/*.md", recursive=True),
             *glob.glob(SOURCE + "/samples/**/*.conf", recursive=True)]
checks.true("there are rows", len(ROWS) > 30)
written = set()
for path in documents:
    found = named(text(path))
    written |= found
    checks.equal(f"{os.path.relpath(path, SOURCE)}: options that there are not",
                 sorted(found - set(ROWS) - FOREIGN), [])
checks.equal("options that no document explains", sorted(set(ROWS) - written), [])

# The help, in full and in short.
full, short = run("--help")[1].decode(), run("-h")[1].decode()
checks.equal("--help", [row for row in ROWS if f"--{row}" not in full], [])
checks.equal("-h", [row for row in ROWS if f"--{row}" not in short], [])
checks.true("-h is one screen", len(short.splitlines()) <= 36)
for name, lines in (("-h", short), ("--help", full)):
    checks.equal(f"{name}: wider than 80", [l for l in lines.splitlines() if len(l) > 80], [])
checks.true("--help: exit status", "Exit status\n  0  report made" in full)
checks.equal("help beside another answer", run("--list-causes", "--help")[1].decode(), full)
checks.equal("help before another answer", run("-h", "--trace=a@b.example")[1].decode(), short)

# The manual pages as they are built.
page = text(os.path.join(MAN, "man1/smtplogscan.1"))
keys = text(os.path.join(MAN, "man5/smtplogscan.conf.5"))
checks.equal("smtplogscan(1)", [row for row in ROWS if not re.search(
    rf"^\.It (Fl \w , )?Fl Fl {row}( |$)", page, re.M)], [])
shown = re.findall(r"^(?:# )?([a-z-]+) = ", run("--print-config")[1].decode(), re.M)
checks.equal("smtplogscan.conf(5)", re.findall(r"^\.It Cm ([a-z-]+) No =", keys, re.M), shown)
for title in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "INPUTS", "ENVIRONMENT", "FILES",
              "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
    checks.true(f"smtplogscan(1): {title}", f".Sh {title}\n" in page)
checks.equal("placeholders that are left", re.findall(r"@[A-Z]+@", page + keys), [])
status = re.findall(r"^\| (\d+) \| ", text(os.path.join(SOURCE, "docs/report.md")), re.M)
statuses = page.split(".Sh EXIT STATUS")[1].split(".Sh ")[0]
checks.equal("exit statuses", sorted(re.findall(r"^\.It (\d+)$", statuses, re.M)), status)
checks.equal("exit statuses of --help", re.findall(r"^  (\d+) +\w", full, re.M), status)

# The examples run, with a sample in the place of the log that a machine has.
LOG = os.path.join(SOURCE, "samples/bad-day.log.gz")
for example in re.findall(r"^\.Dl (smtplogscan .*)$", page, re.M):
    checks.true(f"{example}: names no log of a machine",
                "/var/log" not in example.replace("/var/log/mail.log", ""))
    command = re.sub(r"/var/log/mail\.log\*?", LOG, example)
    command = re.sub(r"-o (\S+)", r"-o /dev/null -f json", command)
    command = command.replace("bob@example.org", "elena.fox2192@slow.example")
    done = subprocess.run(["bash", "-c", command.replace("smtplogscan", BINARY + " --no-config", 1)],
                          capture_output=True, check=False, env={"TZ": "UTC"},
                          stdin=subprocess.DEVNULL)
    checks.equal(f"{example}: exit", (done.returncode, done.stderr), (0, b""))


def tool(name, *arguments):
    """What a program of Debian's says of a file; nothing when it is not installed."""
    if shutil.which(name) is None:
        print(f"{name} is not installed: not asked")
        return ""
    done = subprocess.run([name, *arguments], capture_output=True, check=False, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.stdout + done.stderr


# mandoc knows neither our other page nor sections in Korean.
QUIET = re.compile(r"referenced manual not found|operating system explicitly|outdated mandoc.db|"
                   r"first section is not \"NAME\"|description line outside NAME|"
                   r"trailing delimiter: (Sh|Nd) \\\[u")
pages = glob.glob(MAN + "/**/*.[15]", recursive=True)
checks.equal("pages", len(pages), 3)
for path in pages:
    for line in tool("mandoc", "-T", "lint", path).splitlines():
        checks.true(f"{path}: {line}", QUIET.search(line))
    for line in tool("groff", "-mdoc", "-Kutf8", "-Tutf8", "-ww", path).splitlines():
        checks.true(f"{path}: {line}", not line.startswith("groff") and "warning:" not in line)
checks.end()
