"""--redact: nothing in any output tells whose mail it is, every number is what it was, and the
same name is the same pseudonym wherever it stands."""

import csv
import email.policy
import io
import json
import os
import re
import shutil
import tempfile

import jsonschema

from program import SOURCE, Checks, check_sums, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
schema = json.load(open(os.path.join(SOURCE, "docs/report.schema.json"), encoding="utf-8"))
FORMS = ("text", "html", "email", "json", "ndjson", "csv", "prometheus")
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
IP = re.compile(r"\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\b")
HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.example(?:\.\w+)?\b")
STORY = ("samples/story/sendgrid-events.json", "samples/story/mail.log")
OURS = re.compile(r"(?:user\d+@)?(?:host\d+\.)?(?:domain\d+\.example|example)")


def output(form, *arguments):
    status, out, err = run("-f", form, *OPTIONS, *arguments)
    checks.equal(f"{form} {arguments}: exit status", (status, err), (0, b""))
    if form != "email":
        return out.decode()
    mail = email.message_from_bytes(out, policy=email.policy.default)
    return "\n".join([str(mail.items())] + [part.get_content() for part in mail.walk()
                                            if not part.is_multipart()])


def secrets(text):
    """Every address, IP address and host of a log: the samples' are all of example domains."""
    return ({match.group(0).lower() for match in ADDRESS.finditer(text)} |
            set(IP.findall(text)) | {name.lower() for name in HOST.findall(text)})


def check_nothing_told(name, paths, log):
    there = secrets(log)
    plain = output("json", "-g", "sender", *paths).lower()
    checks.true(f"{name}: else it is told", "formats" in name or secrets(plain) & there)
    for form in FORMS:
        for more in ((), ("-g", "sender"), ("-g", "recipient-domain"), ("-g", "host")):
            if more and form != "csv":
                continue
            out = output(form, "--redact", *more, *paths).lower()
            told = {word for word in secrets(out) if word in there and
                    not OURS.fullmatch(word)}
            checks.equal(f"{name}: {form} {more}: told", told, set())
            for path in paths:
                checks.true(f"{name}: {form}: {path}", path.lower() not in out)


def without_words(found):
    """The JSON but for what is redacted."""
    for ledger in found["inputs"]:
        del ledger["path"]
        ledger.pop("duplicate_of", None)
    found["hosts"] = len(found["hosts"])
    for cause in found["causes"]:
        for reply in cause["replies"]:
            del reply["template"], reply["example"], reply["where"]["path"]
        for kind, key in (("senders", "address"), ("recipient_domains", "domain")):
            cause[kind] = [entry["count"] for entry in cause[kind]]
        cause["details"] = [detail["name"] for detail in cause["details"]]
    for sender in found["senders"]:
        del sender["address"]
        sender.pop("from", None)
        sender["login"] = sender["login"] is not None
    for template in found["unclassified"]["templates"]:
        del template["template"], template["example"]
    found["warnings"] = len(found["warnings"])
    return found


def check_numbers(name, paths):
    plain, shared = (json.loads(output("json", *more, *paths)) for more in ((), ("--redact",)))
    jsonschema.validate(shared, schema)
    check_sums(checks, f"{name}: redacted", shared)
    checks.equal(f"{name}: as many senders", len({s["address"] for s in plain["senders"]}),
                 len({s["address"] for s in shared["senders"]}))
    names = {}
    for before, after in zip(plain["causes"], shared["causes"]):
        for kind, key in (("senders", "address"), ("recipient_domains", "domain")):
            for old, new in zip(before[kind], after[kind]):
                checks.equal(f"{name}: {old[key]}", names.setdefault(old[key].lower(), new[key]),
                             new[key])
    for old, new in zip(plain["senders"], shared["senders"]):
        checks.equal(f"{name}: {old['address']}",
                     names.setdefault(old["address"].lower(), new["address"]), new["address"])
    checks.equal(f"{name}: one name for each", len(set(names.values())), len(names))
    checks.equal(f"{name}: the numbers", without_words(shared), without_words(plain))


def check_lines(name, paths):
    """NDJSON: line for line, and the pseudonyms of a run's JSON."""
    plain, shared = ([json.loads(line) for line in output("ndjson", *more, *paths).splitlines()]
                     for more in ((), ("--redact",)))
    checks.equal(f"{name}: lines", len(shared), len(plain))
    names = {}
    for before, after in zip(plain, shared):
        for key in ("sender", "recipient", "login", "host", "relay", "message_id"):
            old, new = before[key], after[key]
            checks.equal(f"{name}: {key} is there", old is None, new is None)
            if old is not None:
                checks.equal(f"{name}: {old}", names.setdefault(old.lower(), new), new)
        for key in ("time", "provider", "cause", "status", "code", "attempts", "line"):
            checks.equal(f"{name}: {key}", after[key], before[key])


def check_together(folder):
    """All outputs of one run call the same by the same name, and every run does."""
    names = [os.path.join(folder, name) for name in ("a.json", "a.ndjson", "a.csv")]
    status, _, err = run(*OPTIONS, "--redact", "-g", "sender", *(f"-o{name}" for name in names),
                         DAYS[1].path)
    checks.equal("together: exit status", (status, err), (0, b""))
    found = json.load(open(names[0], encoding="utf-8"))
    senders = {sender["address"] for sender in found["senders"]}
    lines = [json.loads(line) for line in open(names[1], encoding="utf-8")]
    rows = list(csv.DictReader(io.StringIO(open(names[2], encoding="utf-8", newline="").read())))
    checks.true("together: NDJSON", {line["sender"] for line in lines} <= senders)
    checks.equal("together: CSV", {row["key"] for row in rows if row["key"]}, senders)
    for sender in found["senders"]:
        counted = sum(line["sender"] == sender["address"] and line["provider"] ==
                      sender["provider"] for line in lines)
        listed = sum(other["failed"] + other["delayed"] for other in found["senders"]
                     if (other["address"], other["provider"]) ==
                     (sender["address"], sender["provider"]))
        checks.equal(f"together: {sender['address']}", counted, listed)
    again = run("-f", "json", *OPTIONS, "--redact", "-g", "sender", DAYS[1].path)[1]
    checks.equal("the same bytes every time", json.loads(again), found)


def check_sentences(folder):
    """What the user typed, file names and warnings."""
    secret = os.path.join(folder, "ACME-mail.log")
    shutil.copyfile(os.path.join(SOURCE, DAYS[1].path), secret + ".gz")
    open(secret, "wb").write(DAYS[1].read())
    for more in (("--host=mx1",), ("--sender=sales@client1.example",), ("--host=mx77",),
                 ("--recipient-domain=secret.example", "--sender=@client1.example")):
        for form in ("text", "json"):
            out = output(form, "--redact", *more, secret, secret + ".gz")
            for word in ("acme", "mx1", "mx77", "client1", "secret.example", folder):
                checks.true(f"{more}: {form}: {word}", word.lower() not in out.lower())
    found = json.loads(output("json", "--redact", secret, secret + ".gz"))
    checks.equal("paths", [i["path"] for i in found["inputs"]], ["log1", "log2"])
    checks.true(f"a copy: {found['warnings']}",
                any("log2 and log1 hold the same 15,288 lines" in w or
                    "log1 and log2 hold the same 15,288 lines" in w or
                    "hold the same" in w for w in found["warnings"]))
    torn = os.path.join(folder, "ACME-torn.log.gz")
    whole = open(os.path.join(SOURCE, DAYS[1].path), "rb").read()
    open(torn, "wb").write(whole[:len(whole) // 2])
    status, out, _ = run("-f", "json", "--redact", torn)
    checks.equal("a torn one: exit status", status, 3)
    checks.true("a torn one", b"ACME" not in out and b"log1: ends inside" in out)


def check_kept():
    """Providers, their hosts, free mail domains and the providers' own pages stay."""
    out = output("ndjson", "--redact", DAYS[1].path)
    for word in ("smtp.sendgrid.net", "https://support.google.com/mail/?p=NoSuchUser",
                 '"provider":"zoho"'):
        checks.true(f"kept: {word}", word in out)
    for verb in ("--trace=x", "--evidence=1"):
        status, out, err = run(verb, "--redact", DAYS[1].path)
        checks.equal(f"{verb}: exit status", (status, out), (2, b""))
        checks.true(f"{verb}: {err!r}", b"--redact belongs to a report" in err)


for each in DAYS + FORMATS:
    check_nothing_told(each.name, (each.path,), each.read().decode("utf-8", "replace"))
    check_numbers(each.name, (each.path,))
for each in DAYS:
    check_lines(each.name, (each.path,))
check_nothing_told("story", STORY, "".join(
    open(os.path.join(SOURCE, path), encoding="utf-8").read() for path in STORY))
check_lines("story", STORY)
with tempfile.TemporaryDirectory() as temporary:
    check_together(temporary)
    check_sentences(temporary)
check_kept()
checks.end()
