"""What the program's tests share: running it, and saying what differs."""

import copy
import json
import os
import pty
import subprocess
import sys

BINARY, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])

# A report must not depend on any of these; tests that want one set it.
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "TZ": "UTC"}


def run(*arguments, stdin=b"", cwd=SOURCE, env=None, configured=False):
    """Exit status, standard output and standard error, as bytes; `configured`: with the
    configuration files that there are, which the machine may have, too."""
    first = [] if configured else ["--no-config"]
    done = subprocess.run([BINARY, *first, *arguments], input=stdin, cwd=cwd, capture_output=True,
                          env={**ENVIRONMENT, **(env or {})}, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr


def terminal():
    """Both ends of a pseudo-terminal; None where the machine has none to give."""
    try:
        return pty.openpty()
    except OSError:
        return None


def report(*arguments, **options):
    """The JSON report."""
    status, out, err = run("-f", "json", *arguments, **options)
    if not out:
        raise SystemExit(f"{arguments}: no report, exit {status}: {err.decode()}")
    return json.loads(out)


class Checks:
    """Counts what held and says what did not."""

    def __init__(self):
        self.done = self.failed = 0

    def equal(self, what, got, want):
        self.done += 1
        if got != want:
            self.failed += 1
            print(f"{what}: got {got!r}, want {want!r}")

    def true(self, what, held):
        self.done += 1
        if not held:
            self.failed += 1
            print(f"{what}: does not hold")

    def end(self):
        print(f"{self.done - self.failed} held, {self.failed} did not")
        sys.exit(1 if self.failed else 0)


def check_sums(checks, name, found):
    """One truth: every total is the sum of its parts."""
    totals, causes, providers = found["totals"], found["causes"], found["providers"]
    checks.equal(f"{name}: recipients", totals["recipients"],
                 totals["accepted"] + totals["delayed"] + totals["failed"])
    for key in ("recipients", "accepted", "accepted_after_retry", "delayed", "failed",
                "attempts"):
        checks.equal(f"{name}: providers' {key}", sum(p[key] for p in providers), totals[key])
    for key in ("delayed", "failed", "accepted_after_retry"):
        checks.equal(f"{name}: causes' {key}", sum(c[key] for c in causes), totals[key])
    for key in ("accepted", "delayed", "failed"):
        checks.equal(f"{name}: senders' {key}", sum(s[key] for s in found["senders"]) +
                     found["senders_other"][key], totals[key])
    for cause in causes:
        weight = cause["failed"] + cause["delayed"]
        checks.equal(f"{name}: {cause['id']} senders",
                     sum(s["count"] for s in cause["senders"]) + cause["senders_other"], weight)
        checks.equal(f"{name}: {cause['id']} domains",
                     sum(d["count"] for d in cause["recipient_domains"]) +
                     cause["recipient_domains_other"], weight)
        checks.equal(f"{name}: {cause['id']} replies",
                     sum(r["count"] for r in cause["replies"]) + cause["replies_other"], weight)
        if found["period"]["first"] and "per_day" not in found:
            checks.true(f"{name}: {cause['id']} hours", sum(cause["per_hour"]["counts"]) <= weight)
    for ledger in found["inputs"]:
        checks.equal(f"{name}: {ledger['path']} lines", ledger["lines"],
                     ledger["recognised"] + ledger["skipped"] + ledger["malformed"] +
                     ledger["overlong"])


def comparable(found):
    """Everything but what names files."""
    found = copy.deepcopy(found)
    found.pop("inputs")
    for cause in found["causes"]:
        for reply in cause["replies"]:
            reply.pop("where")
    return found
