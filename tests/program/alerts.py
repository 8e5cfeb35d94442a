"""Limits, silence, and the line for monitoring: what is over, who hears of it, and the exit
status of each."""

import json
import os
import re
import tempfile
from email import message_from_bytes

from hostile_log import a_log
from payloads import PAYLOADS
from program import SOURCE, Checks, report, run
from sample import DAYS, OPTIONS

checks = Checks()
GOOD, BAD = (os.path.join(SOURCE, day.path) for day in DAYS[:2])
LINE = re.compile(r"SMTP (OK|WARNING|CRITICAL|UNKNOWN) - [ -{}~]+( \|( '[a-z0-9_/-]+'=[0-9.]+%?;"
                  r"[0-9.]*;[0-9.]*(;0(;100)?)?)+)?\n")


def refused(name, want, *arguments):
    status, out, err = run(*arguments, GOOD)
    checks.equal(f"{name}: exit", (status, out), (2, b""))
    checks.true(f"{name}: {err.decode()}", want in err.decode())


# The limit and the exit status.
for limits, over in ((("5%",), 1), (("23.3%",), 0), (("23.2%",), 1), (("536",), 0), (("535",), 1),
                     (("sendgrid=1%",), 1), (("sendgrid=24%",), 0), (("gmail/user-unknown=18",), 0),
                     (("gmail/user-unknown=17",), 1), (("user-unknown=30",), 1),
                     (("99%", "zoho=99%", "zoho=0"), 1), (("ses=0",), 0)):
    given = [f"--fail-over={limit}" for limit in limits]
    status, out, err = run(*given, *OPTIONS, BAD)
    checks.equal(f"{limits}: exit", (status, err), (over, b""))
    checks.equal(f"{limits}: marked", b"\n  OVER  " in out, bool(over))
    found = report(*given, *OPTIONS, BAD)
    checks.equal(f"{limits}: JSON", [l["limit"] for l in found["limits"]],
                 [limit.split("=")[-1] for limit in limits])
    checks.equal(f"{limits}: JSON over", any(l["over"] for l in found["limits"]), bool(over))
    # One truth: what is said to be over is what the report counts.
    for limit in found["limits"]:
        if limit["provider"] and not limit["cause"]:
            sums = [p for p in found["providers"] if p["id"] == limit["provider"]]
            checks.equal(f"{limits}: counts", limit["not_accepted"],
                         sum(p["failed"] + p["delayed"] for p in sums))
            checks.equal(f"{limits}: provider", [p["over"] for p in sums],
                         [l["over"] for l in found["limits"] if l["provider"] == limit["provider"]
                          and l["over"]][:1] or [False] * len(sums))
checks.equal("no limit, no mark", b"OVER" in run(*OPTIONS, BAD)[1], False)
checks.equal("incomplete before over", run("--fail-over=0", BAD, "/nowhere")[0], 3)
for form in ("html", "email"):
    checks.true(f"{form}: marked", b"OVER" in run("-f", form, "--fail-over=5%", *OPTIONS, BAD)[1])
many = [f"--fail-over={limit}" for limit in range(500, 512)]
for form, more in (("text", b"\n  (+7 more)\n"), ("html", b"<li>(+2 more)</li>"), ("email", b">(+7 more)</p>")):
    out = run("-f", form, "--top=1", *many, *OPTIONS, BAD)[1]
    if form == "email":
        out = message_from_bytes(out).get_payload()[1].get_payload(decode=True)
    checks.true(f"{form}: how many more are over", more in out)
checks.true("prometheus", b"smtplogscan_over_limit 1\n" in run("-f", "prometheus", "--fail-over=5%", BAD)[1])
checks.true("csv", re.search(rb"^zoho/sender-mismatch,.*,over\r?$", run(
    "-f", "csv", "--fail-over=zoho/sender-mismatch=1%", BAD)[1], re.M))
refused("no number", "neither a percentage", "--fail-over=many")
refused("a typing error", 'similar: "sendgrid"', "--fail-over=sendgird=1%")
refused("another", 'similar: "rate-limited"', "--fail-over=gmail/rate-limted=1")

# Silence.
warned = BAD  # its report has a warning
with tempfile.TemporaryDirectory() as room:
    path = room + "/report.json"
    checks.equal("quiet, all well", run("--quiet-if-ok", GOOD), (0, b"", b""))
    checks.equal("quiet, to -", run("--quiet-if-ok", "-o", "-", "-o", path, GOOD), (0, b"", b""))
    checks.equal("the file is written", json.load(open(path, encoding="utf-8"))["totals"]["failed"], 0)
    empty = room + "/empty.log"
    open(empty, "w", encoding="utf-8").close()
    checks.equal("quiet, an empty log", run("--quiet-if-ok", empty), (0, b"", b""))
    log = room + "/some.log"
    with open(log, "wb") as file:
        file.write(a_log(b"quiet"))
    loud = run(log)
    checks.equal("loud: failures", run("--quiet-if-ok", log), loud)
    checks.equal("quiet: below the limit", run("--quiet-if-ok", "--fail-over=100%", log), (0, b"", b""))
    checks.equal("quiet: its exit status", run("--quiet-if-ok", "--exit-code", "--fail-over=100%", log),
                 (1, b"", b""))
    checks.true("loud: over the limit", run("--quiet-if-ok", "--fail-over=1", log)[1])
    checks.true("loud: a warning", run("--quiet-if-ok", "--fail-over=100%", warned)[1])
    checks.equal("loud: incomplete", [bool(x) for x in run("--quiet-if-ok", GOOD, "/nowhere")],
                 [True, True, True])

# The line, its status, and the default limits.
for arguments, state, word in (((GOOD,), 0, "OK"), ((BAD,), 2, "CRITICAL"), (("-w", "20%", BAD), 1, "WARNING"),
                               (("-w", "20%", "-c", "30%", BAD), 1, "WARNING"),
                               (("--warning=24%", "--critical=24%", BAD), 0, "OK"),
                               (("-c", "zoho=1%", "-w", "600", BAD), 2, "CRITICAL"),
                               (("-c", "user-unknown=17", BAD), 2, "CRITICAL"),
                               ((GOOD, "/nowhere"), 3, "UNKNOWN"), (("/nowhere",), 3, "UNKNOWN"),
                               (("README.md",), 3, "UNKNOWN"), (("--nonsense", GOOD), 3, "UNKNOWN"),
                               (("-w", "x", GOOD), 3, "UNKNOWN"), (("--trace=a@b.example", GOOD), 3, "UNKNOWN"),
                               (("-o", "/nowhere/x.json", BAD), 3, "UNKNOWN"),
                               (("-o", "-", GOOD), 3, "UNKNOWN"), (("--lang=ko", BAD), 2, "CRITICAL"),
                               (("--quiet-if-ok", GOOD), 0, "OK")):
    status, out, _ = run("--check", *arguments)
    checks.equal(f"--check {arguments}: exit", status, state)
    checks.true(f"--check {arguments}: {out.decode()}", LINE.fullmatch(out.decode()) and
                out.startswith(b"SMTP " + word.encode() + b" - "))
line = run("--check", "-w", "zoho=1%", "-c", "zoho=50%", "-c", "gmail/user-unknown=20", BAD)[1].decode()
for number in ("'not_accepted_share'=23.26%;;;0;100", "'not_accepted'=536;;;0", "'failed'=477;;;0",
               "'delayed'=59;;;0", "'recipients'=2304;;;0", "'zoho'=32.15%;1;50;0;100",
               "'gmail/user-unknown'=18;;20;0"):
    checks.equal(f"{number} in {line}", line.count(number), 1)
checks.true(line, ", zoho 32.15% over 1% |" in line)
checks.equal("-w without --check", run("-w", "5%", GOOD)[0], 2)
checks.equal("--check beside help", run("--check", "-h")[0], 0)
with tempfile.TemporaryDirectory() as room:
    path = room + "/report.html"
    checks.equal("--check beside -o", run("--check", "-o", path, BAD)[0], 2)
    checks.true("--check beside -o", os.path.getsize(path) > 10000)
for payload in PAYLOADS:
    status, out, _ = run("--check", "-", stdin=a_log(payload))
    checks.true(f"{payload}: {out}", LINE.fullmatch(out.decode("ascii", "replace")))
checks.end()
