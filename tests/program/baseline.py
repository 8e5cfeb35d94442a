"""--baseline: what is compared, what is refused, and that a first run marks nothing."""

import json
import os
import shutil
import tempfile

from mail_page import Mail
from program import SOURCE, Checks, check_sums, report, run
from sample import DAYS, OPTIONS

checks = Checks()
GOOD, BAD = (os.path.join(SOURCE, day.path) for day in DAYS[:2])


def marks(found):
    return {c["id"]: c["marks"] for c in found["causes"] if c["marks"]}


with tempfile.TemporaryDirectory() as room:
    good, bad = room + "/good.json", room + "/bad.json"
    run("-o", good, *OPTIONS, GOOD)
    run("-o", bad, *OPTIONS, BAD)

    # Nothing before, the same before, nothing wrong before, all wrong before.
    found = report(*OPTIONS, BAD)
    checks.equal("no baseline", (marks(found), found["compared"], found["limits"]), ({}, None, []))
    checks.true("no baseline: trend", all(c["trend"] is None and c["before"] is None for c in found["causes"]))
    found = report("--baseline", bad, *OPTIONS, BAD)
    checks.equal("the same", (marks(found), found["compared"]["recovered"]), ({}, []))
    checks.equal("the same: before", [c["before"] for c in found["causes"]],
                 [c["failed"] + c["delayed"] for c in found["causes"]])
    found = report("--baseline", good, *OPTIONS, BAD)
    check_sums(checks, "compared", found)
    checks.equal("after a good day", {tuple(m) for m in marks(found).values()}, {("new",)})
    known = {c["id"] for c in json.load(open(good, encoding="utf-8"))["causes"]}
    checks.equal("after a good day: all that is new", set(marks(found)), {
        c["id"] for c in found["causes"] if c["failed"] + c["delayed"]} - known)
    found = report("--baseline", bad, *OPTIONS, GOOD)
    before = {c["id"]: c["failed"] + c["delayed"] for c in json.load(open(bad, encoding="utf-8"))["causes"]
              if c["failed"] + c["delayed"]}
    checks.equal("after a bad day", {r["id"]: r["before"] for r in found["compared"]["recovered"]}, before)
    out = run("--baseline", bad, *OPTIONS, GOOD)[1].decode()
    checks.true("recovered in text", f"\n\nRECOVERED\n  SendGrid: " in out and "(+10 more)" in out)

    # Up, in each output; and in the subject the marked cause comes before the worst.
    changed = json.load(open(bad, encoding="utf-8"))
    for cause in changed["causes"]:
        if cause["id"] == "zoho/sender-mismatch":
            cause["failed"] = 8
    up = room + "/up.json"
    json.dump(changed, open(up, "w", encoding="utf-8"))
    given = ("--baseline", up, *OPTIONS, BAD)
    found = report(*given)
    checks.equal("up", marks(found), {"zoho/sender-mismatch": ["up"]})
    checks.equal("up: trend", [(c["trend"], c["before"]) for c in found["causes"] if c["marks"]], [("up", 8)])
    checks.true("up: text", " 2. UP Zoho: From address" in run(*given)[1].decode())
    checks.true("up: Korean", " 2. 증가 Zoho: " in run("--lang=ko", *given)[1].decode())
    checks.true("up: colour", b" 2. \x1b[31mUP\x1b[1m Zoho" in run("--color=always", *given)[1])
    checks.true("up: html", b'<b class="mark">UP</b>' in run("-f", "html", *given)[1])
    checks.true("up: csv", b"users/user-settings.html,up" in run("-f", "csv", *given)[1] or
                b",up\r\n" in run("-f", "csv", *given)[1])
    checks.true("up: prometheus", b'smtplogscan_marked_causes{mark="up"} 1\n' in run("-f", "prometheus", *given)[1])
    mail = Mail(run("-f", "email", *given)[1])
    checks.equal("up: subject", mail.header("Subject"), "[mx1] UP: 536 of 2,304 not accepted: "
                 "Zoho: From address does not belong to the login")

    # Every morning: the report takes the place of the one it was compared with.
    daily = room + "/daily.json"
    checks.equal("the first morning", run("--baseline", daily, "-o", daily, *OPTIONS, BAD), (0, b"", b""))
    checks.equal("the first morning marks nothing", json.load(open(daily, encoding="utf-8"))["compared"], None)
    run("--baseline", daily, "-o", daily, *OPTIONS, BAD)
    checks.equal("the second compares", json.load(open(daily, encoding="utf-8"))["compared"]["reports"], 1)
    checks.equal("the report of the second is a baseline, too",
                 run("--baseline", daily, *OPTIONS, BAD)[0], 0)

    # What cannot be compared.
    def refused(name, want, path, *arguments):
        status, out, err = run("--baseline", path, *arguments, BAD)
        checks.equal(f"{name}: exit", (status, out), (2, b""))
        checks.true(f"{name}: {err.decode()}", want in err.decode() and b"\x1b" not in err)

    def made(words):
        path = room + "/made.json"
        with open(path, "w", encoding="utf-8") as file:
            file.write(words)
        return path

    refused("not there", "cannot be read", room + "/none.json")
    refused("a folder", "no regular file", room)
    refused("no JSON", "is no JSON report of smtplogscan", BAD)
    refused("empty", "is no JSON report", made(""))
    refused("cut", "is no JSON report", made(open(bad, encoding="utf-8").read()[:5000]))
    refused("a list", "is no JSON report", made("[]"))
    refused("another schema", 'of the schema "smtplogscan.report/2\\x1b[1m"',
            made('{"schema": "smtplogscan.report/2\\u001b[1m"}'))
    refused("nothing in it", "is damaged", made('{"schema": "smtplogscan.report/1"}'))
    whole = {"schema": "smtplogscan.report/1", "providers": [{"id": "gmail", "recipients": 5}],
             "causes": [{"provider": "gmail", "cause": "rate-limited", "failed": 1, "delayed": 1}]}
    checks.equal("the least", run("--baseline", made(json.dumps(whole)), BAD)[0], 0)
    for path, value in ((("providers", 0, "id"), "<b>"), (("providers", 0, "recipients"), -1),
                        (("providers", 0, "recipients"), "5"), (("causes", 0, "failed"), 1.5),
                        (("causes", 0, "cause"), "a\u001b"), (("causes", 0), 3), (("causes",), {}),
                        (("causes", 0, "provider"), "x" * 100)):
        bent = json.loads(json.dumps(whole))
        at = bent
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        refused(f"{path} = {value!r}", "is damaged", made(json.dumps(bent)))
    refused("deep", "is no JSON report", made("[" * 100000))
    refused("another filter", "cannot be compared", bad, "-p", "gmail")
    filtered = room + "/gmail.json"
    run("-o", filtered, "-p", "gmail", *OPTIONS, BAD)
    refused("a filter before", "counted only provider gmail, and this run counts everything", filtered)
    checks.equal("the same filter", run("--baseline", filtered, "-p", "gmail", *OPTIONS, BAD)[0], 0)
    damaged = room + "/damaged.json"
    shutil.copyfile(BAD, room + "/cut.gz")
    with open(room + "/cut.gz", "r+b") as file:
        file.truncate(40000)
    run("-o", damaged, *OPTIONS, room + "/cut.gz")
    checks.true("an incomplete one is warned of", "may seem new" in
                run("--baseline", damaged, *OPTIONS, BAD)[1].decode().replace("\n           ", " "))
checks.end()
