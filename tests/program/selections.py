"""Filters and --group-by: what is selected is what the whole report says of it, every sum adds
up, and a table's rows are the report of each row alone."""

import json
import os

import jsonschema

from program import SOURCE, Checks, check_sums, report, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
schema = json.load(open(os.path.join(SOURCE, "docs/report.schema.json"), encoding="utf-8"))
COUNTS = ("accepted", "delayed", "failed")
SUMS = COUNTS + ("accepted_after_retry", "attempts")
GROUPINGS = {"sender": "--sender", "provider": "--provider",
             "recipient-domain": "--recipient-domain", "host": "--host", "cause": "--cause"}
STORY = ("samples/story/sendgrid-events.json", "samples/story/mail.log")


def selected(*arguments):
    found = report(*OPTIONS, *arguments)
    jsonschema.validate(found, schema)
    check_sums(checks, f"{arguments}", found)
    return found


def counts(found, keys=COUNTS):
    return {key: found[key] for key in keys}


def check_table(name, paths, grouping, whole):
    found = selected("-g", grouping, *paths)
    rows = found["groups"]["rows"]
    checks.equal(f"{name}: by", found["groups"]["by"], grouping)
    for key in SUMS:
        checks.equal(f"{name}: by {grouping}: {key}", sum(row[key] for row in rows),
                     whole["totals"][key])
    keys = [row["key"] for row in rows]
    checks.equal(f"{name}: by {grouping}: no row twice", len(keys), len(set(keys)))
    found.pop("groups")
    checks.equal(f"{name}: by {grouping}: the rest is the same", found, whole)
    return {row["key"]: row for row in rows if row["key"]}


def check_row(name, paths, option, key, row):
    alone = selected(f"{option}={key}", *paths)
    got, want = counts(alone["totals"]), counts(row)
    if option == "--cause":
        got.pop("accepted"), want.pop("accepted")
    checks.equal(f"{name}: {option}={key}", got, want)
    if option != "--host":
        checks.true(f"{name}: {option}={key}: filter", key in alone["filter"])
    if option == "--sender":
        checks.equal(f"{name}: {key}: senders", {s["address"] for s in alone["senders"]}, {key})
        for cause in alone["causes"]:
            checks.true(f"{name}: {key}: {cause['id']}",
                        {s["address"] for s in cause["senders"]} <= {key})
    if option == "--recipient-domain":
        checks.equal(f"{name}: {key}: domains", {d["domain"] for c in alone["causes"]
                                                 for d in c["recipient_domains"]} - {key}, set())


def check_tables(name, paths, most):
    whole = selected(*paths)
    for grouping, option in GROUPINGS.items():
        rows = check_table(name, paths, grouping, whole)
        for key, row in list(rows.items())[:most]:
            check_row(name, paths, option, key, row)


def check_providers(sample):
    """What a provider's part says is what the whole says of it, line for line."""
    whole = selected(sample.path)
    for provider in whole["providers"]:
        alone = selected("-p", provider["id"], sample.path)
        got = alone["providers"]
        checks.equal(f"{sample.name}: -p {provider['id']}: alone", len(got), 1)
        for key in COUNTS + ("recipients", "last_accepted", "delay_seconds"):
            checks.equal(f"{sample.name}: -p {provider['id']}: {key}", got[0][key], provider[key])
        theirs = [c for c in whole["causes"] if c["provider"] == provider["id"]]
        for cause, want in zip(alone["causes"], theirs):
            for key in ("id", "failed", "delayed", "accepted_after_retry", "ongoing", "senders"):
                checks.equal(f"{sample.name}: {want['id']}: {key}", cause[key], want[key])


def check_statuses(sample):
    whole = selected(sample.path)["totals"]
    for status in COUNTS:
        found = selected("--status", status, sample.path)["totals"]
        checks.equal(f"{sample.name}: --status {status}", (found["recipients"], found[status]),
                     (whole[status], whole[status]))
    both = selected("--status=failed,delayed", sample.path)
    checks.equal("a list", both, selected("--status", "failed", "--status=delayed", sample.path)
                 | {"filter": both["filter"]})
    checks.equal("counts", both["totals"]["recipients"], whole["failed"] + whole["delayed"])


def check_words():
    """Case, domains, lists, several options at once, and mail that is one message to many."""
    bad = DAYS[1].path
    one = selected("--sender=sales@client1.example", bad)
    for spelled in ("SALES@Client1.EXAMPLE", "nobody@x.example, sales@client1.example"):
        other = selected("--sender", spelled, bad)
        checks.equal(spelled, other | {"filter": None}, one | {"filter": None})
    checks.equal("a domain", selected("--sender=@client1.example", bad)["totals"]["recipients"],
                 320)
    checks.equal("@ before a domain", selected("--recipient-domain=@shop5.example", bad)["totals"],
                 selected("--recipient-domain=SHOP5.example", bad)["totals"])
    both = selected("-p", "sendgrid", "--sender=@client1.example", "--status=failed", "--cause",
                    "sendgrid/sender-not-verified,zoho/sender-mismatch", bad)
    checks.equal("all must be met", both["totals"]["failed"], 251)
    checks.equal("as a sentence", both["filter"],
                 "only provider sendgrid; sender @client1.example; cause "
                 "sendgrid/sender-not-verified, zoho/sender-mismatch; status failed")
    checks.equal("attempts are the recipients'", both["totals"]["attempts"], 251)
    checks.true("messages", 0 < both["totals"]["messages"] <= 251)


def check_nothing():
    """Exit status 0, and a sentence that says what there is."""
    status, out, err = run("--recipient-domain=nowhere.example", DAYS[1].path)
    checks.equal("nothing: exit status", (status, err), (0, b""))
    text = " ".join(out.decode().split())
    checks.true(f"nothing: {text}", "nothing was selected: none of 2,304 recipients is of "
                "recipient domain nowhere.example; they went to gmail (593)" in text)
    found = selected("--sender=x", DAYS[1].path)
    checks.equal("nothing: totals", found["totals"]["recipients"], 0)
    checks.equal("nothing: causes", (found["causes"], found["senders"], found["providers"]),
                 ([], [], []))


def check_refused():
    for arguments, sentence in (
            (("-p", "sendgird"), 'no provider "sendgird"; similar: "sendgrid"; loaded: gmail '),
            (("--cause", "user-unknwn"), 'no cause "user-unknwn"; similar: "user-unknown"'),
            (("--cause", "gmial/user-unknown"), 'no provider "gmial"; similar: "gmail"'),
            (("--status", "bounced"), 'no status "bounced"'),
            (("-g", "sendr"), "is none of cause, sender, provider, recipient-domain, host"),
            (("--trace", "x", "--sender", "y"), "belong to a report"),
            (("--evidence", "1", "-g", "sender"), "--group-by belongs to a report")):
        status, out, err = run(*arguments, DAYS[0].path)
        checks.equal(f"{arguments}: exit status", (status, out), (2, b""))
        checks.true(f"{arguments}: {err!r}", sentence.encode() in err)


def check_text():
    """-n cuts, and what it cuts is in the last row: columns add up all the same."""
    for width in (60, 80, 120, 200):
        for top in ("0", "3"):
            out = run("-g", "sender", "-n", top, f"--width={width}", DAYS[1].path)[1].decode()
            lines = out.splitlines()
            checks.true(f"{width} columns", max(map(len, lines)) <= width)
            begin = next(i for i, line in enumerate(lines) if line.startswith("  sender "))
            end = next(i for i in range(begin, len(lines)) if lines[i] == "" or
                       lines[i].startswith("(+"))
            rows = [line[2:].split() for line in lines[begin + 1:end]]
            at = [2 if row[0] == "(all" else 1 for row in rows]
            sums = [sum(int(row[a + i].replace(",", "")) for row, a in zip(rows, at))
                    for i in range(3)]
            checks.equal(f"{width} columns, -n {top}: sums", sums, [1768, 59, 477])
            checks.equal(f"{width} columns, -n {top}: rows", len(rows), 4 if top == "3" else 14)


for each in DAYS:
    check_tables(each.name, (each.path,), 2)
    check_providers(each)
    check_statuses(each)
for each in FORMATS:
    check_tables(each.name, (each.path,), 1)
check_tables("story", STORY, 9)
check_words()
check_nothing()
check_refused()
check_text()
checks.end()
