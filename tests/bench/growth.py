#!/usr/bin/env python3
"""How the cost of a run grows, in instructions counted by callgrind, which do not depend on what
else the machine does.

  growth.py SMTPLOGSCAN GENERATE

For lines, for different recipients, for failures, for kinds of reply and for providers: instructions
in all, and for each line."""

import os
import re
import subprocess
import sys
import tempfile

BINARY, GENERATE = sys.argv[1:3]
LINES = 40_000
CAUSES = ("account-quota-exceeded", "account-suspended", "auth-bad-credentials", "auth-method-disabled",
          "auth-missing", "greylisted", "ip-blocklisted", "low-reputation")


def generated(*options):
    return subprocess.run([GENERATE, "--seed", "1", *map(str, options)], capture_output=True,
                          check=True).stdout


def refusals(recipients):
    """LINES messages, each refused, to so many recipients in turn."""
    return "".join(
        f"Nov 22 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02} mx1 postfix/smtp[1]: 4{n:09X}: "
        f"to=<user{n % recipients}@dest{n % recipients % 97}.example>, "
        "relay=mx.dest.example[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced "
        "(host mx.dest.example[192.0.2.1] said: 550 5.1.1 user unknown (in reply to RCPT TO "
        "command))\n" for n in range(LINES)).encode()


def providers(path, count):
    """A rule file of so many providers, of eight causes each, whose hosts are in no log."""
    with open(path, "w", encoding="utf-8") as file:
        for i in range(count):
            file.write(f'provider "p{i}" {{\n    name = "P{i}"\n    relay = {{ "smtp.p{i}.example" }}\n'
                       "}\n")
            for cause in CAUSES:
                file.write(f'cause "p{i}/{cause}" {{\n    contains = {{ "{cause} text of {i}" }}\n'
                           f'    sample = "554 {cause} text of {i}"\n}}\n')


def instructions(log, *options):
    with tempfile.NamedTemporaryFile(suffix=".log") as file:
        file.write(log)
        file.flush()
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", BINARY, "-j", "1",
             "--no-config", "--sandbox=off", "--year=2026", "--tz=UTC", *options, file.name],
            capture_output=True, text=True, check=True)
    return sum(int(count) for count in re.findall(r"Collected : (\d+)", done.stderr))


def row(what, count, log, *options):
    cost, lines = instructions(log, *options), log.count(b"\n")
    print(f"| {what} | {count:,} | {lines:,} | {cost / 1e6:,.0f} | {cost / lines:,.0f} |", flush=True)


print("| what grows | to | lines | million instructions | for a line |\n|---|---:|---:|---:|---:|")
for messages in (2500, 10_000, 40_000, 160_000):
    DAY = generated("--noise", 10, "--failures", 5, "--messages", messages)
    row("lines of a day", DAY.count(b"\n"), DAY)
for people in (1, 100, 10_000, LINES):
    row("different recipients", people, refusals(people))
for percent in (0, 5, 25, 100):
    row("failures, percent", percent, generated("--messages", 8000, "--failures", percent))
for kinds in (1, 20, 200, 2000):
    row("kinds of reply", kinds,
        generated("--messages", 5000, "--failures", 100, "--templates", kinds))
with tempfile.NamedTemporaryFile(suffix=".conf") as rules:
    for number in (0, 10, 100, 250):
        providers(rules.name, number)
        row("further providers", number, generated("--messages", 5000, "--failures", 5),
            *(("--rules", rules.name) if number else ()))
