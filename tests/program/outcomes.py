"""NDJSON: a line for every recipient that is not accepted, no more and no fewer than the JSON
counts, each of which says where it stands in the log."""

import collections
import gzip
import json
import os
import tempfile

from program import SOURCE, Checks, report, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
KEYS = ["time", "host", "queue_id", "message_id", "sender", "login", "recipient", "provider",
        "cause", "status", "code", "enhanced", "dsn", "relay", "attempts", "first", "reply",
        "path", "line"]
STORY = ("samples/story/sendgrid-events.json", "samples/story/mail.log")


def lines(*arguments, **options):
    status, out, err = run("-f", "ndjson", *OPTIONS, *arguments, **options)
    checks.equal(f"{arguments}: exit status", (status, err), (0, b""))
    checks.true(f"{arguments}: whole lines", out == b"" or out.endswith(b"\n"))
    found = [json.loads(line) for line in out.decode().splitlines()]
    for line in found:
        checks.equal("keys", list(line), KEYS)
    return found


def check_counts(name, *arguments):
    """Together they are what the JSON of another run says."""
    found, whole = lines(*arguments), report(*OPTIONS, *arguments)
    sums = collections.Counter((f"{line['provider']}/{line['cause']}", line["status"])
                               for line in found)
    want = {(cause["id"], status): cause[status] for cause in whole["causes"]
            for status in ("failed", "delayed") if cause[status] > 0}
    checks.equal(f"{name}: by cause", dict(sums), want)
    checks.equal(f"{name}: lines", len(found),
                 whole["totals"]["failed"] + whole["totals"]["delayed"])
    statuses = [line["status"] for line in found]
    checks.equal(f"{name}: the delayed at the end", statuses, sorted(statuses, reverse=True))
    for cause in whole["causes"]:
        mine = [line for line in found if line["cause"] == cause["cause"] and
                line["provider"] == cause["provider"]]
        senders = collections.Counter(line["sender"] for line in mine if line["sender"])
        checks.equal(f"{name}: {cause['id']}: senders", sorted(senders.items()),
                     sorted((s["address"], s["count"]) for s in cause["senders"]))
    return found


def check_places(name, found, texts):
    """Every line leads to the one of the log that refused: with its id, address and code."""
    for line in found:
        if line["line"] is None:
            continue
        text = texts[line["path"]][line["line"] - 1]
        for key in ("queue_id", "recipient", "enhanced"):
            if line[key]:
                checks.true(f"{name}:{line['line']}: {key} {line[key]}",
                            line[key].lower() in text.lower())
        for word in (line["reply"] or "").split():
            checks.true(f"{name}:{line['line']}: {word}", word in text)


def check_bad_day():
    bad = DAYS[1]
    found = check_counts("bad-day", bad.path)
    check_places("bad-day", found, {bad.path: bad.read().decode().splitlines()})
    first = found[0]
    checks.equal("of an expired one", {key: first[key] for key in KEYS[:11]}, {
        "time": "2026-11-22T03:00:20+09:00", "host": "mx1", "queue_id": "A692F20000",
        "message_id": None, "sender": "info@client8.example", "login": None,
        "recipient": "elena.fox2192@slow.example", "provider": "smtp",
        "cause": "connect-timeout", "status": "failed", "code": None})
    checks.equal("its attempts", (first["attempts"], first["line"]), (3, 747))
    told = [line for line in found if line["message_id"] and line["login"]]
    checks.true("messages and logins are told", len(told) > 400)
    check_counts("of one sender", "--sender=@client1.example", bad.path)
    check_counts("what failed", "--status=failed", "-p", "gmail", bad.path)
    checks.equal("nothing", lines("--status=accepted", bad.path), [])


def check_repeated(folder):
    """An input that must be read twice, or is there twice, gives each line once."""
    bad = DAYS[1]
    want = run("-f", "ndjson", *OPTIONS, bad.path)[1]
    copy = os.path.join(folder, "copy.log")
    open(copy, "wb").write(bad.read())
    twice = run("-f", "ndjson", *OPTIONS, bad.path, copy)[1]
    checks.equal("a copy", twice.count(b"\n"), want.count(b"\n"))
    piped = run("-f", "ndjson", *OPTIONS, "-", stdin=bad.read())[1]
    checks.equal("by a pipe", piped, want.replace(bad.path.encode(), b"-"))
    old = os.path.join(folder, "mail.log")
    with open(old, "w", encoding="ascii") as file:
        for day in ("Dec 31", "Jan  1"):
            file.write(f"{day} 10:00:00 mx1 postfix/smtp[1]: 4F1A2B3C4D: to=<a@x.example>, "
                       "relay=mx.x.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, "
                       "status=bounced (host mx.x.example[192.0.2.1] said: 550 5.1.1 no)\n"
                       f"{day} 10:00:01 mx1 postfix/qmgr[1]: 4F1A2B3C4D: removed\n")
    found = [json.loads(line) for line in
             run("-f", "ndjson", "--tz=UTC", old)[1].decode().splitlines()]
    checks.equal("over new year", len(found), 2)
    checks.true("over new year: times", found[0]["time"] < found[1]["time"])


def check_files(folder):
    """Written beside others, by either ending, and whole or not at all."""
    names = [os.path.join(folder, name) for name in ("a.ndjson", "a.jsonl", "a.json")]
    status, out, err = run(*OPTIONS, *(f"-o{name}" for name in names), DAYS[1].path)
    checks.equal("-o", (status, out, err), (0, b"", b""))
    want = run("-f", "ndjson", *OPTIONS, DAYS[1].path)[1]
    for name in names[:2]:
        checks.equal(name, open(name, "rb").read(), want)
    totals = json.load(open(names[2], encoding="utf-8"))["totals"]
    checks.equal("beside JSON", totals["failed"] + totals["delayed"], want.count(b"\n"))
    status, out, err = run("-o", names[0], DAYS[1].path, env={"TMPDIR": "/nowhere"})
    checks.equal("no room: exit status", (status, out), (2, b""))
    checks.true(f"no room: {err!r}", b"/nowhere: no temporary file can be made" in err)
    checks.equal("no room: what stood there", open(names[0], "rb").read(), want)
    status, _, err = run("-f", "ndjson", "-o", "/dev/full", DAYS[1].path)
    checks.equal("a full disk", status, 2)


def check_memory(folder):
    """Each recipient is told of however little memory there is."""
    path = os.path.join(folder, "many.log.gz")
    with gzip.open(path, "wt", encoding="ascii") as log:
        for i in range(30000):
            log.write(f"2026-11-22T10:00:00+00:00 mx1 postfix/smtp[1]: {i:07X}: "
                      f"to=<u{i}@x.example>, relay=mx.x.example[192.0.2.1]:25, delay=1, "
                      "delays=0/0/0/1, dsn=4.2.2, status=deferred (host mx.x.example[192.0.2.1] "
                      "said: 452 4.2.2 mailbox full)\n")
    found = lines("--memory=1M", path)
    checks.equal("30,000 lines", (len(found), len({line["recipient"] for line in found})),
                 (30000, 30000))
    checks.equal("replies", {line["reply"] for line in found}, {"452 4.2.2 mailbox full"})


check_bad_day()
for each in DAYS[::2] + FORMATS:
    outcomes = check_counts(each.name, each.path)
    if each in DAYS or each.name == "formats/opensmtpd":  # elsewhere a line tells less
        check_places(each.name, outcomes, {each.path: each.read().decode().splitlines()})
check_counts("story", *STORY)
with tempfile.TemporaryDirectory() as temporary:
    check_repeated(temporary)
    check_files(temporary)
    check_memory(temporary)
checks.end()
