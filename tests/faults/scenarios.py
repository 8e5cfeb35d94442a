"""What is done while something fails: one row each, and what must hold then.

A scenario's output is its exit status, standard output, and the files that it writes.  With
a fault it must be the same, or the exit status is not 0 and a sentence says why; a file that
is written stays what it was or is whole, whatever happens.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from typing import NamedTuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../program"))

from packers import PACKERS  # noqa: E402
from program import BINARY, ENVIRONMENT, SOURCE, Checks  # noqa: E402

BUILD = os.path.dirname(BINARY)
THOROUGH = os.environ.get("THOROUGH") == "1"
ONLY = os.environ.get("SCENARIO")  # by its name
OLD = b"what stood there before\n"
FORMATS = "samples/formats/"


class Scenario(NamedTuple):
    """{dir} is a folder of its own, which holds mail.log and it packed, and its outputs."""
    name: str
    arguments: tuple
    outputs: tuple = ()  # files of {dir} that it writes; they hold OLD before
    stdin: str = ""
    shell: tuple = ()  # variables of the environment, NAME=VALUE
    quick: bool = False  # is gone through without THOROUGH, too
    before: tuple = ()  # (output, file of {dir} whose bytes it holds before, not OLD)
    finds: bool = False  # what it has to say is its output
    goes_on: bool = False  # a run after it has less to do; tests/program/state_faults.py


SCENARIOS = (
    Scenario("text", (FORMATS + "postfix-container.log",), quick=True),
    Scenario("every format into files",
             tuple(f"-o{{dir}}/out.{end}" for end in "txt html json ndjson csv prom eml".split()) +
             ("{dir}/mail.log.gz",),
             tuple(f"out.{end}" for end in "txt html json ndjson csv prom eml".split()),
             quick=True),
    Scenario("one file", ("-o{dir}/out.json", "{dir}/mail.log"), ("out.json",), quick=True),
    Scenario("the same log packed four ways",
             ("-f", "json", *(f"{{dir}}/mail.log.{name}" for name in PACKERS))),
    Scenario("several servers", ("-f", "json", *(f"{FORMATS}{name}.log" for name in
                                                 "exim-mainlog sendmail qmail".split()))),
    Scenario("standard input", ("-f", "ndjson", "-"), stdin=FORMATS + "opensmtpd.log"),
    Scenario("an export beside its log", ("-f", "json", "samples/story/sendgrid-events.json",
                                          "samples/story/mail.log")),
    Scenario("CSV", ("-f", "csv", "-g", "sender", FORMATS + "zoho-delivery-log.csv")),
    Scenario("the journal", ("-f", "prometheus", FORMATS + "journal.export",
                             FORMATS + "journal.json")),
    Scenario("Korean", ("--lang=ko", "samples/senders/mail.log"), shell=("LANG=ko_KR.UTF-8",)),
    Scenario("identities", ("--identities", "samples/senders/sasl_passwd",
                            "samples/senders/mail.log")),
    Scenario("redacted", ("--redact", "-f", "json", FORMATS + "exim-syslog.log")),
    Scenario("a rule file", ("--rules", "samples/rules/acme/acme.conf", "-f", "json",
                             FORMATS + "mixed.log")),
    Scenario("filters", ("-f", "json", "--status=failed", "-S", "2026-01-01", "-p", "gmail",
                         "{dir}/mail.log")),
    Scenario("a configuration", ("--config={dir}/smtplogscan.conf", "{dir}/mail.log")),
    Scenario("trace", ("--trace", "bob@one.example", "samples/story/mail.log")),
    Scenario("evidence", ("--evidence", "1", "{dir}/mail.log")),
    Scenario("classify", ("--classify", "550 5.7.26 Unauthenticated email is not accepted")),
    Scenario("causes", ("--list-causes",)),
    Scenario("plugins", ("--list-plugins",)),
    Scenario("explain", ("--explain", "sendgrid/sender-not-verified")),
    Scenario("a rule file's check", ("--check-plugin", "plugins/rules/ses.conf"),
             finds=True),
    Scenario("a plugin's check", ("--check-plugin", os.path.join(BUILD, "plugins/sendgrid.so")),
             finds=True),
    Scenario("a state", ("--state={dir}/state", "-f", "json", "{dir}/mail.log", "{dir}/more.log"),
             ("state", "state.1"), before=(("state", "known.state"),), goes_on=True),
    Scenario("a partial", ("-o{dir}/out.partial", "{dir}/mail.log", FORMATS + "sendmail.log"),
             ("out.partial",), quick=True),
    Scenario("partials added up", ("-f", "json", "{dir}/known.partial", FORMATS + "sendmail.log")),
    Scenario("a baseline", ("--baseline", "{dir}/known.json", "-f", "text", "{dir}/mail.log")),
    Scenario("a mail", ("--mail-to=root", "--baseline", "{dir}/known.json", "{dir}/mail.log"),
             ("sendmail.taken", "last-mail.eml"),
             shell=("SMTPLOGSCAN_SENDMAIL={dir}/sendmail", "STATE_DIRECTORY={dir}")),
)

# What takes a mail takes all of it or nothing.
SENDMAIL = """#!/bin/sh
unset LD_PRELOAD
cat >$0.part && mv $0.part $0.taken
"""


def fill(folder):
    """What the scenarios read."""
    log = open(os.path.join(SOURCE, FORMATS, "postfix-container.log"), "rb").read()
    open(os.path.join(folder, "mail.log"), "wb").write(log)
    for name, pack in PACKERS.items():
        open(os.path.join(folder, f"mail.log.{name}"), "wb").write(pack(log))
    os.rename(os.path.join(folder, "mail.log.gzip"), os.path.join(folder, "mail.log.gz"))
    shutil.copy(os.path.join(folder, "mail.log.gz"), os.path.join(folder, "mail.log.gzip"))
    open(os.path.join(folder, "smtplogscan.conf"), "w", encoding="ascii").write(
        "top = \"3\"\ncolor = never # a comment\nprovider = {\"sendgrid\", 'gmail'}\n")
    open(os.path.join(folder, "sendmail"), "w", encoding="ascii").write(SENDMAIL)
    os.chmod(os.path.join(folder, "sendmail"), 0o755)
    shutil.copy(os.path.join(SOURCE, FORMATS, "sendmail.log"), os.path.join(folder, "more.log"))
    for words in (("--state", "known.state", "mail.log"), ("-o", "known.partial", "mail.log"),
                  ("-o", "known.json", "mail.log")):
        subprocess.run([BINARY, "--no-config", *words], cwd=folder, env=ENVIRONMENT, check=True,
                       stdout=subprocess.DEVNULL)


# What is another one in each run.
MASKED = re.compile(rb"^(Date|Message-ID): .*$|^ *\"after\": .*$", re.M)


class Outcome(NamedTuple):
    status: int
    out: bytes
    files: tuple
    err: bytes = b""
    left: tuple = ()  # files that nobody asked for


class Stage:
    """A scenario and the folder it plays in."""

    options = ()  # beside its own

    def __init__(self, scenario, folder):
        self.scenario, self.folder = scenario, folder
        self.known = {*os.listdir(folder), *scenario.outputs, "state.lock", "sendmail.part"}
        self.old = {name: OLD for name in scenario.outputs}
        for name, file in scenario.before:
            self.old[name] = open(self.path(file), "rb").read()
        self.want = self.play(())
        if self.want.status != 0 or self.want.err:
            raise SystemExit(f"{scenario.name}: {self.want.status}, {self.want.err}")

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        data = open(self.path(name), "rb").read()
        if name == "state" and data != self.old.get(name):
            return self.meaning_of_state()
        return MASKED.sub(b"", data) if name.endswith((".eml", ".taken")) else data

    def meaning_of_state(self):
        """It holds the time of the run: two are the same when they say the same."""
        done = subprocess.run([*self.command(), "--state-readonly"], env=self.environment(),
                              cwd=SOURCE, capture_output=True, check=False)
        return MASKED.sub(b"", done.stdout + done.stderr)

    def command(self):
        named = [a.replace("{dir}", self.folder) for a in self.scenario.arguments]
        first = [] if any(a.startswith("--config") for a in named) else ["--no-config"]
        return [BINARY, *first, *self.options, *named]

    def environment(self, more=()):
        shell = [pair.replace("{dir}", self.folder) for pair in self.scenario.shell]
        return {**ENVIRONMENT, **dict(pair.split("=", 1) for pair in (*shell, *more))}

    def play(self, before, more=(), prepare=True):
        """Runs it behind `before` (strace ...), with `more` in the environment."""
        if prepare:
            for name in self.scenario.outputs:
                if os.path.exists(self.path(name)):
                    os.unlink(self.path(name))  # it may be one file under two names
                open(self.path(name), "wb").write(self.old[name])
        stdin = open(os.path.join(SOURCE, self.scenario.stdin), "rb") if self.scenario.stdin \
            else subprocess.DEVNULL
        try:
            done = subprocess.run([*before, *self.command()], stdin=stdin, capture_output=True,
                                  env=self.environment(more), cwd=SOURCE, timeout=120, check=False)
        finally:
            if self.scenario.stdin:
                stdin.close()
        return Outcome(done.returncode, done.stdout, self.files(), done.stderr, self.clear())

    def files(self):
        return tuple(self.read(name) if os.path.exists(self.path(name)) else None
                     for name in self.scenario.outputs)

    def clear(self):
        """Removes and returns what is left over."""
        left = sorted(set(os.listdir(self.folder)) - self.known)
        for name in left:
            os.unlink(self.path(name))
        return tuple(left)

    def hold(self, checks, what, got):
        """The rule for a fault that is no signal."""
        name = f"{self.scenario.name}, {what}"
        same = got[:3] == self.want[:3]
        checks.true(f"{name}: ends by signal {-got.status}: {got.err[-300:]!r}",
                    0 <= got.status < 128)
        checks.true(f"{name}: exit 0, another output", same or got.status != 0)
        said = got.err + got.out if self.scenario.finds else got.err
        checks.true(f"{name}: exit {got.status} in silence", same or said.strip() != b"")
        self.hold_files(checks, name, got, cut_is_told=got.status == 3)

    def hold_files(self, checks, name, got, cut_is_told=False):
        for file, found, want in zip(self.scenario.outputs, got.files, self.want.files):
            whole = found in (self.old[file], want) or (cut_is_told and is_whole(file, found))
            checks.true(f"{name}: {file} is {found[-60:] if found else found!r}", whole)
        checks.equal(f"{name}: left over", got.left, ())


ENDS = {"html": rb"</html>\s*$", "txt": rb"\n$", "csv": rb"\r\n$", "prom": rb"\n$",
        "eml": rb"--\r?\n$", "ndjson": rb"^$|\n$", "taken": rb"--\r?\n$"}


def is_read(data):
    """A partial says itself whether it is whole."""
    with tempfile.NamedTemporaryFile(suffix=".partial") as file:
        file.write(data)
        file.flush()
        done = subprocess.run([BINARY, "--no-config", "-f", "json", file.name], env=ENVIRONMENT,
                              capture_output=True, check=False)
    return done.returncode in (0, 3) and b"damaged" not in done.stderr


def is_whole(name, data):
    """A report that says what is missing from it is another report, but a whole one."""
    end = name.rsplit(".", 1)[-1]
    if data is None:
        return False
    if end == "partial":
        return is_read(data)
    if end == "state":
        return data.startswith(b"{") and data.endswith(b"}\n")
    if end == "json":
        try:
            return bool(json.loads(data))
        except ValueError:
            return False
    return re.search(ENDS[end], data) is not None


def stages(folder):
    """The scenarios in turn; without THOROUGH, the quick ones; SCENARIO alone."""
    fill(folder)
    for scenario in SCENARIOS:
        if scenario.name == ONLY if ONLY else scenario.quick or THOROUGH:
            yield Stage(scenario, folder)


def playing(test):
    """test(checks, stage) for each scenario."""
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        for stage in stages(folder):
            print(f"{stage.scenario.name}: {test(checks, stage)}", flush=True)
    checks.end()
