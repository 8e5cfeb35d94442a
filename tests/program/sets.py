"""Several inputs: folders and lists, the same mail in two files, hosts, windows, exports
beside logs; and that neither order nor form of the inputs changes a report."""

import bz2
import datetime
import gzip
import json
import lzma
import os
import re
import subprocess
import tempfile

from program import SOURCE, Checks, check_sums, comparable, report

checks = Checks()
TEXT = gzip.open(os.path.join(SOURCE, "samples/bad-day.log.gz")).read()
LINES = TEXT.splitlines(keepends=True)
ZONE = "--tz=UTC"


def warned(found, words):
    return any(words in warning for warning in found["warnings"])


def same(name, found, wanted):
    """The same report, but for the inputs, and the warnings about them."""
    found, wanted = comparable(found), comparable(wanted)
    found.pop("warnings")
    wanted.pop("warnings")
    checks.equal(name, found, wanted)


with tempfile.TemporaryDirectory() as folder:
    def made(name, content):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    whole = report(ZONE, made("whole/mail.log", TEXT))

    # Folders and lists.
    third = len(LINES) // 3
    set_folder = os.path.dirname(made("set/mail.log", b"".join(LINES[2 * third:])))
    made("set/mail.log.1", b"".join(LINES[third:2 * third]))
    made("set/old/mail.log.2.xz", lzma.compress(b"".join(LINES[:third])))
    made("set/.hidden", b"".join(LINES))
    same("a folder", report(ZONE, set_folder), whole)
    names = "".join(os.path.join(set_folder, name) + "\0"
                    for name in ("mail.log.1", "old/mail.log.2.xz", "mail.log"))
    same("a list", report(ZONE, "--files-from=-", stdin=names.encode()), whole)
    same("a pipe in the middle",
         report(ZONE, os.path.join(set_folder, "mail.log"),
                os.path.join(set_folder, "old/mail.log.2.xz"), "-",
                stdin=b"".join(LINES[third:2 * third])), whole)

    # Exim writes a refusal to two logs, and headers below it to the second.
    refusals = [b"2026-11-22 10:00:0%d H=(pc.example) [192.0.2.7]:5000 A=plain:ann F=<ann@example.org> "
                b"rejected RCPT <bob@example.net>: relay not permitted\n" % second
                for second in (1, 1, 2)]
    mainlog = made("exim4/mainlog", b"".join(refusals) +
                   b"2026-11-22 10:00:05 1rAbCd-000001-AA <= ann@example.org U=ann P=local S=9\n"
                   b"2026-11-22 10:00:06 1rAbCd-000001-AA => bob@example.net R=dnslookup "
                   b"T=remote_smtp H=mx.example.net [203.0.113.1] C=\"250 ok\"\n")
    rejectlog = made("exim4/rejectlog", b"".join(
        refusal + b"Envelope-from: <ann@example.org>\nEnvelope-to: <bob@example.net>\n"
        b"  X-Note: postfix/smtp[1]: 4XyZ1a2b3c: to=<c@example.net>, relay=none, delay=1, dsn=5.1.1, "
        b"status=bounced (forged)\n"
        for refusal in refusals))
    for paths in ([mainlog, rejectlog], [rejectlog, mainlog], [os.path.dirname(mainlog)]):
        found = report(ZONE, *paths)
        checks.equal("a refusal in two logs", found["totals"]["recipients"], 4)
        checks.equal("its headers are not malformed", [i["malformed"] for i in found["inputs"]], [0, 0])
    cut = made("exim4/cut", b"Envelope-from: <a@example.org>\n")
    behind = made("exim4/behind", b"Nov 22 10:00:23 mx1 postfix/smtp[1]: 4XyZ1a2b3c: "
                  b"to=<b@example.org>, relay=none, delay=1, dsn=5.1.1, status=bounced (gone)\n")
    checks.equal("an input ends it", report(ZONE, cut, behind)["totals"]["recipients"], 1)

    # The same mail twice.
    noise = [b"2026-11-22T%02d:00:00+09:00 mx1 cron[9]: (root) CMD (true)\n" % hour
             for hour in range(24)]
    packed = made("twice/mail.log.1.gz", gzip.compress(TEXT))
    syslog = made("twice/syslog", b"".join(sorted(LINES + noise, key=lambda line: line[:25])))
    part = made("twice/part.log.bz2", bz2.compress(b"".join(LINES[2000:12000])))
    for name, paths in (("a copy", [packed, made("twice/mail.log.1", TEXT)]),
                        ("the syslog, too", [packed, syslog]),
                        ("a part of it", [part, packed]),
                        ("all of them", [part, packed, syslog])):
        found = report(ZONE, *paths)
        same(f"{name} counts once", found, whole)
        check_sums(checks, name, found)
        copies = [i for i in found["inputs"] if "duplicate_of" in i]
        checks.equal(f"{name}: copies", len(copies), len(paths) - 1)
        checks.true(f"{name}: is said", warned(found, "lines; counted once"))
        for copy in copies:
            checks.equal(f"{name}: lines of a copy are skipped", copy["recognised"], 0)
    early = LINES[:400]
    copied, grown = made("grown/x", b"".join(early[:150])), made("grown/mail.log", b"".join(early))
    found, wanted = report(ZONE, copied, grown), report(ZONE, grown)
    checks.equal("a log that grew", found["totals"], wanted["totals"])
    checks.true("a log that grew: is said", warned(found, "lines; counted once"))
    named = re.sub(rb"^(\S+ mx1) ", rb"\1.example.org ", TEXT, flags=re.M)
    checks.true("names in full", named != TEXT)
    found = report(ZONE, packed, made("twice/full-names.log", named))
    checks.equal("short and full names", found["totals"], whole["totals"])
    checks.true("short and full names: is said", warned(found, "lines; counted once"))
    same("the same file twice", report(ZONE, packed, packed), whole)
    a, b = made("lap/a.log", b"".join(LINES[:9000])), made("lap/b.log", b"".join(LINES[4000:]))
    checks.true("an overlap is said", warned(report(ZONE, a, b), "lines in common"))
    found = report(ZONE, packed, "-", stdin=TEXT)
    checks.true("a pipe cannot be read again: that is said", warned(found, "lines in common"))
    few = made("few.log", b"".join(LINES[:300]))
    found = report(ZONE, few, "-", stdin=b"".join(LINES[:300]))
    checks.true("nor one without a whole hour", warned(found, "lines in common"))
    checks.true("pieces are no copies", not warned(report(ZONE, set_folder), "counted once"))

    # The journal's own files, as journald would have written them.
    remote = "/lib/systemd/systemd-journal-remote"
    if os.access(remote, os.X_OK):
        entries = []
        for line in LINES[:3000]:
            match = re.match(rb"(\S+) (\S+) ([^\[:]+)(?:\[(\d+)\])?: (.*)\n", line)
            stamp = datetime.datetime.fromisoformat(match[1].decode()).timestamp()
            entries.append(b"__REALTIME_TIMESTAMP=%d000000\n_HOSTNAME=%s\nSYSLOG_IDENTIFIER=%s\n"
                           b"SYSLOG_PID=%s\nMESSAGE=%s\n\n" % (stamp, match[2], match[3],
                                                              match[4] or b"1", match[5]))
        journal = os.path.join(folder, "journals", "0123456789abcdef0123456789abcdef")
        os.makedirs(journal)
        subprocess.run([remote, "-o", journal + "/system.journal", "-"], input=b"".join(entries),
                       check=True, capture_output=True)
        lines = report(ZONE, made("some.log", b"".join(LINES[:3000])))
        for place in (journal + "/system.journal", journal, os.path.dirname(journal)):
            found = report(ZONE, f"--journal={place}")
            checks.equal(f"{place}: totals", found["totals"], lines["totals"])
            checks.equal(f"{place}: in the user's zone", found["period"]["first"][-6:], "+00:00")
        both = report(ZONE, journal, packed)
        checks.equal("a journal beside the log of it", both["totals"], whole["totals"])
        checks.true("that is said", warned(both, "counted once"))
        export = report(ZONE, "-", stdin=b"__CURSOR=1\n" + b"".join(entries))
        checks.equal("its export form", export["totals"], lines["totals"])
    else:
        print("skipped: no systemd-journal-remote to make a journal with")

    # Two hosts with the same queue ids.
    other = made("hosts/mx2.log", TEXT.replace(b" mx1 ", b" mx2 "))
    both = report(ZONE, other, packed)
    checks.equal("two hosts", both["hosts"], ["mx1", "mx2"])
    for key, count in whole["totals"].items():
        if count is not None:
            checks.equal(f"two hosts: {key}", both["totals"][key], 2 * count)
    mixed = made("hosts/both.log", b"".join(line for pair in zip(
        LINES, TEXT.replace(b" mx1 ", b" mx2 ").splitlines(keepends=True)) for line in pair))
    same("two hosts in one file", report(ZONE, mixed), both)
    one = report(ZONE, "--host=mx1", mixed)
    checks.equal("one of the two", one["totals"], whole["totals"])
    checks.equal("the filter is said", one["filter"], "only host mx1")
    checks.equal("lines of the other are skipped", one["inputs"][0]["recognised"],
                 whole["inputs"][0]["recognised"])

    # A window; the halves are the whole when no message lies across.
    noon = "2026-11-22 12:00:00"
    before = report(ZONE, "-U", "2026-11-22 11:59:59", packed)
    after = report(ZONE, "-S", noon, packed)
    for key in ("attempts", "local_attempts", "hops"):
        checks.equal(f"two halves: {key}", before["totals"][key] + after["totals"][key],
                     whole["totals"][key])
    checks.equal("since is in the log's zone", after["period"]["since"],
                 "2026-11-22T12:00:00+09:00")
    checks.true("the period lies in the window", after["period"]["first"] >= "2026-11-22T12:00:00")
    for found in (before, after):
        check_sums(checks, "half a day", found)
    same("a zone of its own", report(ZONE, "-S", "2026-11-22T03:00:00Z", packed), after)

    # An export beside the log it belongs to: joined whatever the order.
    log = made("story/mail.log", b"""\
2026-11-22T10:00:00+09:00 mx1 postfix/cleanup[2]: 4AAAA1: message-id=<m1@client1.example>
2026-11-22T10:00:00+09:00 mx1 postfix/qmgr[3]: 4AAAA1: from=<a@client1.example>, size=1, nrcpt=3
2026-11-22T10:00:01+09:00 mx1 postfix/smtp[4]: 4AAAA1: to=<bob@example.org>, \
relay=smtp.sendgrid.net[192.0.2.5]:587, delay=1, dsn=2.0.0, status=sent (250 Ok: queued as AbC-1)
2026-11-22T10:00:01+09:00 mx1 postfix/smtp[4]: 4AAAA1: to=<ann@example.org>, \
relay=smtp.sendgrid.net[192.0.2.5]:587, delay=1, dsn=2.0.0, status=sent (250 Ok: queued as AbC-1)
2026-11-22T10:00:02+09:00 mx1 postfix/smtp[4]: 4AAAA1: to=<eve@example.org>, \
relay=smtp.sendgrid.net[192.0.2.5]:587, delay=1, dsn=2.0.0, status=sent (250 Ok: queued as AbC-1)
2026-11-22T10:00:02+09:00 mx1 postfix/qmgr[3]: 4AAAA1: removed
""")
    events = [dict(email="bob@example.org", event="delivered", response="250 OK"),
              dict(email="ann@example.org", event="dropped", reason="Bounced Address",
                   status="5.0.0")]
    for i, event in enumerate(events):
        event.update({"timestamp": 1795309300 + i, "sg_event_id": f"e{i}",
                      "smtp-id": "<m1@client1.example>", "sg_message_id": "AbC-1.recvd-1-2.0"})
    forms = {"an array": json.dumps(events), "in lines": "\n".join(map(json.dumps, events)),
             "indented": json.dumps(events, indent=2),
             "last event first": json.dumps(events[::-1])}
    first = None
    for name, form in forms.items():
        path = made(f"story/{name}.json", form.encode())
        for inputs, stdin in (([log, path], b""), ([path, log], b""), ([log, "-"], form.encode())):
            found = report(ZONE, *inputs, stdin=stdin)
            first = first or found
            same(f"export, {name}", found, first)
            check_sums(checks, f"export, {name}", found)
    totals = first["totals"]
    checks.equal("export: one story each",
                 [totals[k] for k in ("recipients", "accepted", "failed", "confirmed",
                                      "failed_after_acceptance")], [3, 2, 1, 1, 1])
    in_lines = forms["in lines"].encode() + b"\n"
    found = report(ZONE, made("story/above.log", in_lines + open(log, "rb").read()))
    checks.equal("export above the log's lines in one file", found["totals"], totals)
    checks.equal("all of it is read", found["inputs"][0]["malformed"], 0)
    found = report(ZONE, made("story/below.log", open(log, "rb").read() + in_lines))
    checks.true("export below the log's lines", warned(found, "2 events of an export stand among"))
    found = report(ZONE, "--host=mx1", log, path)
    checks.equal("an export of one host's mail", found["totals"]["failed_after_acceptance"], 1)
    checks.equal("its unclaimed events are of no host", found["totals"]["recipients"], 3)
    strange = json.dumps({"email": "no@body.example", "timestamp": 1795374300, "event": "bounce",
                          "sg_message_id": "Zz.1", "reason": "550 no such user"}).encode()
    found = report(ZONE, "--host=mx1", log, path, made("story/strange.json", strange))
    checks.equal("other mail's events are of no host", found["totals"]["recipients"], 3)
    checks.equal("and give no cause", [cause["id"] for cause in found["causes"]],
                 ["sendgrid/recipient-suppressed"])
    header = b"From,Recipient(s),Sent time,Email size,Status\n"
    found = report(ZONE, *(made(f"story/{n}.csv", header) for n in "ab"))
    checks.true("headers alone are no copies", not warned(found, "counted once"))
    found = report(ZONE, "--host=mx9", log, path)
    checks.true("an export alone is of no host", warned(found, "nothing was selected"))
    checks.equal("export: the cause", first["causes"][0]["id"], "sendgrid/recipient-suppressed")
    checks.equal("no export, nothing confirmed", whole["totals"]["confirmed"], None)
checks.end()
