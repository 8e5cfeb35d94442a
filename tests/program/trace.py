"""--trace: the story of a message in words, and its lines as they stand in the logs."""

import json
import os
import tempfile

from program import SOURCE, Checks, run

checks = Checks()
SENDGRID = "relay=smtp.sendgrid.net[192.0.2.5]:587"
CREDITS = "451 Authentication failed: Maximum credits exceeded"


def postfix(host, *lines):
    """'10:00:01 smtp 4AAAA1: to=...' as lines of a host's log."""
    made = []
    for line in lines:
        clock, daemon, text = line.split(" ", 2)
        made.append(f"2026-11-22T{clock}+09:00 {host} postfix/{daemon}[7]: {text}\n")
    return "".join(made).encode()


def sent(recipient, text, relay=SENDGRID, delay="1"):
    return f"to=<{recipient}>, {relay}, delay={delay}, dsn=2.0.0, status=sent ({text})"


def refused(recipient, status, text, relay=SENDGRID):
    host = relay[6:].split(":")[0]
    return (f"to=<{recipient}>, {relay}, delay=1, dsn=5.0.0, status={status} "
            f"(host {host} said: {text})")


OLD = postfix(
    "mx1",
    "10:00:00 submission/smtpd 4AAAA1: client=web[192.0.2.1], sasl_method=PLAIN, sasl_username=app",
    "10:00:00 cleanup 4AAAA1: message-id=<m1@client1.example>",
    "10:00:00 qmgr 4AAAA1: from=<sales@client1.example>, size=1, nrcpt=3 (queue active)",
    "10:00:01 smtp 4AAAA1: " + refused("bob@example.org", "deferred", CREDITS),
    "10:00:01 smtp 4AAAA1: " + sent("ann@example.org", "250 Ok: queued as AbC-2"),
    "10:00:02 smtp 4AAAA1: " + sent("eve@example.org", "250 Ok: queued as AbC-3"),
    "10:00:03 smtpd 4CCCC1: client=web[192.0.2.1]",
    "10:00:03 qmgr 4CCCC1: from=<ann@client2.example>, size=1, nrcpt=1 (queue active)")
NEW = postfix(
    "mx1",
    "10:05:01 smtp 4AAAA1: " + sent("bob@example.org", "250 Ok: queued as AbCdEf123", delay="301"),
    "10:05:01 qmgr 4AAAA1: removed",
    # The queue id is used again.
    "11:00:00 smtpd 4AAAA1: client=web[192.0.2.1]",
    "11:00:00 qmgr 4AAAA1: from=<other@client1.example>, size=1, nrcpt=1 (queue active)",
    "11:00:01 smtp 4AAAA1: " + refused("zoe@example.org", "bounced", "550 5.1.1 User unknown"),
    "11:00:01 bounce 4AAAA1: sender non-delivery notification: 5BBBB1",
    "11:00:01 cleanup 5BBBB1: message-id=<n1@mx1.example>",
    "11:00:01 qmgr 5BBBB1: from=<>, size=1, nrcpt=1 (queue active)",
    "11:00:01 qmgr 4AAAA1: removed",
    "11:00:02 local 5BBBB1: to=<other@client1.example>, relay=local, delay=0.1, dsn=2.0.0, "
    "status=sent (delivered to mailbox)",
    "11:00:02 qmgr 5BBBB1: removed")
EVENTS = [dict(email="bob@example.org", event="delivered", response="250 OK",
               sg_message_id="AbCdEf123.recvd-1-2.0", timestamp=1795309510),
          dict(email="ann@example.org", event="bounce", reason="550 5.1.1 User unknown",
               status="5.1.1", sg_message_id="AbC-2.recvd-1-2.0", timestamp=1795309511)]
for number, event in enumerate(EVENTS):
    event.update({"sg_event_id": f"e{number}", "smtp-id": "<m1@client1.example>"})


with tempfile.TemporaryDirectory() as folder:
    def made(name, content):
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def trace(name, subject, paths, words=(), absent=(), status=0, options=()):
        """The words must come in this order; returns the text."""
        got, out, err = run("--tz=UTC", "--width=120", *options, f"--trace={subject}", *paths)
        text, at = out.decode().replace(folder + "/", ""), 0
        checks.equal(f"{name}: exit status {err.decode()}", got, status)
        for word in words:
            found = text.find(word, at)
            checks.true(f"{name}: {word!r} in its place of\n{text}", found >= 0)
            at = max(at, found)
        for word in absent:
            checks.true(f"{name}: no {word!r} in\n{text}", word not in text)
        return text

    logs = [made("mail.log", NEW), made("mail.log.1", OLD)]
    export = made("events.json", json.dumps(EVENTS))

    # A recipient, over two files.
    text = trace("a recipient", "BOB@example.org", logs, [
        "Message 4AAAA1 on mx1, from sales@client1.example, to bob@example.org and others\n",
        "  Sun 22 Nov 2026 +0900\n",
        "  10:00:00  taken in here, login app\n",
        "  10:00:01  deferred by smtp.sendgrid.net (SendGrid): Sending limit or credits used up\n",
        "            451 Authentication failed: Maximum credits exceeded\n",
        "  10:05:01  accepted by smtp.sendgrid.net (SendGrid) as AbCdEf123, 5 min after it was",
        "  10:05:01  left the queue\n",
        "  2 other recipients are left out.\n",
        "  In the end: accepted; ask SendGrid to trace it by its id AbCdEf123.\n",
        "mail.log.1:1: 2026-11-22T10:00:00+09:00 mx1 postfix/submission/smtpd[7]: 4AAAA1: client=",
        "mail.log.1:4: ", "mail.log:1: ", "mail.log:2: "],
        ["ann@", "eve@", "zoe@", "mail.log.1:5", "mail.log:3"])
    checks.equal("a recipient: the order of arguments",
                 trace("a recipient", "bob@example.org", logs[::-1]), text)
    for ascii_only in ("--ascii", "--color=never"):
        trace("options of text", "bob@example.org", logs, ["Message 4AAAA1"], ["\x1b"],
              options=[ascii_only])
    trace("colour", "bob@example.org", logs, ["\x1b[1mMessage"], options=["--color=always"])

    # What names the whole message.
    for subject in ("m1@client1.example", "<m1@client1.example>", "sales@client1.example"):
        trace(subject, subject, logs, [
            "Message 4AAAA1 on mx1, from sales@client1.example, to bob@example.org, ann@",
            "bob@example.org: deferred by", "ann@example.org: accepted by",
            "In the end, of 3 recipients: 3 accepted.", "mail.log.1:6: "], ["zoe@", "other"])
    text = trace("a queue id", "4AAAA1", logs, ["to bob@", "\n\nMessage 4AAAA1", "to zoe@"])
    checks.equal("a queue id used again: two messages", text.count("Message "), 2)
    trace("a part of an address", "ob@example.org", logs, status=1)
    trace("a part of an id", "4AAAA", logs, status=1)

    # A bounce, and its notice.
    for subject in ("zoe@example.org", "5BBBB1"):
        trace(subject, subject, logs, [
            "Message 4AAAA1 on mx1, from other@client1.example, to zoe@example.org\n",
            "refused for good by smtp.sendgrid.net (SendGrid): Recipient's mailbox does not exist",
            "the sender is told by a notice, 5BBBB1",
            "notice 5BBBB1: delivered into a mailbox here",
            "In the end: failed: Recipient's mailbox does not exist", "mail.log:3: ",
            "mail.log:11: "], ["bob@", "mail.log:2: "])
    trace("the sender of a bounce", "other@client1.example", logs, ["to zoe@", "5BBBB1: deliv"])

    # A provider's export.
    for inputs in (logs + [export], [export] + logs):
        trace("confirmed", "bob@example.org", inputs, [
            "10:05:10  SendGrid's export: delivered",
            "In the end: accepted, and delivered by SendGrid's word.", "events.json:1: "])
    trace("bounced after the 250", "ann@example.org", logs + [export], [
        "SendGrid's export: bounced: Recipient's mailbox does not exist",
        "In the end: accepted, but failed by SendGrid's word: Recipient's mailbox"])
    trace("events by the sender", "sales@client1.example", logs + [export], [
        "bob@example.org: SendGrid's export: delivered", "of 3 recipients: 1 delivered by the "
        "provider's word, 1 accepted, 1 failed."])
    trace("an export alone", "bob@example.org", [export], [
        "Message in SendGrid's export, to bob@example.org and others\n", "delivered by SendGrid's word."])

    # The same lines in two files, and two hosts.
    copy = made("syslog", NEW + b"2026-11-22T23:00:00+09:00 mx1 cron[9]: (root) CMD (true)\n")
    text = trace("a copy", "zoe@example.org", logs + [copy])
    checks.equal("a copy: one message", (text.count("Message "), text.count("status=bounced")),
                 (1, 1))
    first = made("mx1.log", postfix(
        "mx1",
        "10:00:00 smtpd 4AAAA9: client=web[192.0.2.1]",
        "10:00:00 cleanup 4AAAA9: message-id=<m9@client1.example>",
        "10:00:00 qmgr 4AAAA9: from=<a@client1.example>, size=1, nrcpt=1 (queue active)",
        "10:00:01 smtp 4AAAA9: " + sent("bob@example.org", "250 Ok: queued as 7BBBB9",
                                        "relay=mx2.example.net[192.0.2.9]:25"),
        "10:00:01 qmgr 4AAAA9: removed"))
    second = made("mx2.log", postfix(
        "mx2",
        "10:00:01 smtpd 7BBBB9: client=mx1[192.0.2.8]",
        "10:00:01 cleanup 7BBBB9: message-id=<m9@client1.example>",
        "10:00:01 qmgr 7BBBB9: from=<a@client1.example>, size=1, nrcpt=1 (queue active)",
        "10:00:02 smtp 7BBBB9: " + sent("bob@example.org", "250 Ok: queued as AbC9"),
        "10:00:02 qmgr 7BBBB9: removed") + OLD.replace(b" mx1 ", b" mx2 "))
    for subject in ("bob@example.org", "4AAAA9", "m9@client1.example", "7BBBB9"):
        trace(f"two hosts, {subject}", subject, [first, second], [
            "Message 4AAAA9 on mx1, from a@client1.example, to bob@example.org",
            "accepted by mx2.example.net as 7BBBB9", "7BBBB9 on mx2: taken in here",
            "7BBBB9 on mx2: accepted by smtp.sendgrid.net (SendGrid) as AbC9",
            "In the end: accepted; ask SendGrid to trace it by its id AbC9."])
    text = trace("the same queue id on two hosts", "4AAAA1", [logs[1], second],
                 ["Message 4AAAA1 on mx"])
    checks.equal("two hosts by one Message-ID are one message", text.count("Message "), 1)
    trace("one host", "bob@example.org", [first, second], ["Message 7BBBB9 on mx2"], ["4AAAA9"],
          options=["--host=mx2"])

    # A content filter.
    hop = "relay=127.0.0.1[127.0.0.1]:10025"
    filtered = made("filter.log", postfix(
        "mx1",
        "10:00:00 smtpd 4AAAA2: client=web[192.0.2.1]",
        "10:00:00 qmgr 4AAAA2: from=<a@client1.example>, size=1, nrcpt=1 (queue active)",
        "10:00:01 smtpd 6BBBB2: client=localhost[127.0.0.1]",
        "10:00:01 qmgr 6BBBB2: from=<a@client1.example>, size=1, nrcpt=1 (queue active)",
        "10:00:01 smtp 4AAAA2: " + sent("info@client1.example", "250 Ok: queued as 6BBBB2", hop),
        "10:00:01 qmgr 4AAAA2: removed",
        "10:00:02 smtp 6BBBB2: " + refused("bob@example.org", "deferred", "450 4.2.0 Greylisted"),
        # Another message much later.
        "12:00:02 smtpd 6BBBB2: client=web[192.0.2.1]",
        "12:00:03 smtp 6BBBB2: " + sent("eve@example.org", "250 Ok: queued as AbC-8")))
    for subject in ("4AAAA2", "bob@example.org", "info@client1.example"):
        trace(f"filter, {subject}", subject, [filtered], [
            "Message 4AAAA2 on mx1", "handed to a filter here, which queued it as 6BBBB2",
            "deferred by smtp.sendgrid.net (SendGrid)", "In the end: still delayed; the last",
            "filter.log:1: "], ["eve@", "12:00"])

    # Other servers.
    exim = made("mainlog", """\
2026-11-22 10:00:00 1tExYz-0000aB-1c <= a@client1.example H=web [192.0.2.1] P=esmtpsa \
A=plain:app S=1 id=m3@client1.example
2026-11-22 10:00:01 1tExYz-0000aB-1c == bob@example.org R=smarthost T=remote_smtp defer (-45) \
H=smtp.sendgrid.net [192.0.2.5]: SMTP error from remote mail server after pipelined end of \
data: 451 Authentication failed: Maximum credits exceeded
2026-11-22 11:00:01 1tExYz-0000aB-1c => bob@example.org R=smarthost T=remote_smtp \
H=smtp.sendgrid.net [192.0.2.5] C="250 Ok: queued as AbC4"
2026-11-22 11:00:01 1tExYz-0000aB-1c Completed
2026-11-22 11:00:02 1tExZZ-0000aB-1c <= b@client1.example H=web [192.0.2.1] P=esmtp S=1
""")
    for subject in ("1tExYz-0000aB-1c", "bob@example.org", "a@client1.example",
                    "m3@client1.example"):
        trace(f"Exim, {subject}", subject, [exim], [
            "Message 1tExYz-0000aB-1c, from a@client1.example, to bob@example.org",
            "taken in here, login app", "deferred by smtp.sendgrid.net (SendGrid)",
            "accepted by smtp.sendgrid.net (SendGrid) as AbC4", "left the queue",
            "ask SendGrid to trace it by its id AbC4", "mainlog:1: ", "mainlog:4: "],
            ["mainlog:5"])
    silent = made("silent", """\
2026-11-22 10:00:00 1tExYz-0000aC-1c <= a@client1.example H=web [192.0.2.1] P=esmtp S=1
2026-11-22 10:00:30 1tExYz-0000aC-1c H=smtp.sendgrid.net [192.0.2.5] Connection timed out
2026-11-22 10:00:30 1tExYz-0000aC-1c == bob@example.org R=smarthost T=remote_smtp defer (110): \
Connection timed out
""")
    trace("Exim, a host that is silent", "bob@example.org", [silent], [
        "deferred by smtp.sendgrid.net (SendGrid): Connection timed out", "silent:2: "])
    qmail = made("current", """\
2026-11-22T10:00:00+09:00 mx3 qmail: new msg 4711
2026-11-22T10:00:00+09:00 mx3 qmail: info msg 4711: bytes 1 from <a@client1.example> qp 1 uid 2
2026-11-22T10:00:00+09:00 mx3 qmail: starting delivery 1: msg 4711 to remote bob@example.org
2026-11-22T10:00:00+09:00 mx3 qmail: starting delivery 2: msg 4711 to remote eve@example.org
2026-11-22T10:00:01+09:00 mx3 qmail: delivery 2: success: \
192.0.2.5_accepted_message./Remote_host_said:_250_Ok/
2026-11-22T10:00:02+09:00 mx3 qmail: delivery 1: failure: \
192.0.2.5_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.5./
2026-11-22T10:00:02+09:00 mx3 qmail: bounce msg 4711 qp 3
2026-11-22T10:00:02+09:00 mx3 qmail: end msg 4711
2026-11-22T10:00:03+09:00 mx3 qmail: new msg 4711
2026-11-22T10:00:03+09:00 mx3 qmail: info msg 4711: bytes 1 from <b@client1.example> qp 1 uid 2
2026-11-22T10:00:03+09:00 mx3 qmail: starting delivery 1: msg 4711 to remote zoe@example.org
2026-11-22T10:00:04+09:00 mx3 qmail: delivery 1: deferral: Connected_to_192.0.2.5_but_died./
""")
    trace("qmail", "bob@example.org", [qmail], [
        "Message 4711 on mx3, from a@client1.example, to bob@example.org and others",
        "refused for good", "1 other recipient is left out.",
        "In the end: failed: Recipient's mailbox does not exist", "current:3: ", "current:6: "],
        ["eve@", "zoe@", "current:4", "current:5", "current:9"])
    trace("qmail, the id used again", "zoe@example.org", [qmail], [
        "from b@client1.example, to zoe@example.org\n", "deferred", "still delayed"],
        ["bob@", "current:8"])

    # A submission that this host refused has no queue id.
    door = made("door.log", postfix(
        "mx1", "10:00:00 submission/smtpd NOQUEUE: reject: RCPT from web[192.0.2.1]: 553 5.7.1 "
        "<a@client1.example>: Sender address rejected: not owned by user app; "
        "from=<a@client1.example> to=<bob@example.org> proto=ESMTP helo=<web>",
        "10:00:01 smtpd NOQUEUE: reject: RCPT from spam[192.0.2.66]: 550 5.1.1 "
        "<bob@example.org>: Recipient address rejected: User unknown; from=<x@spam.example> "
        "to=<bob@example.org> proto=ESMTP helo=<spam>"))
    trace("refused at the door", "bob@example.org", [door], [
        "Message without a queue id on mx1, from a@client1.example, to bob@example.org",
        "refused when it was handed in here", "In the end: failed: ", "door.log:1"],
        ["spam"])

    # Hostile text: what a stranger writes shows as what it is, and matches nothing by chance.
    hostile = made("hostile.log", postfix(
        "mx1",
        "10:00:00 smtpd 4AAAA3: client=web[192.0.2.1]",
        "10:00:00 cleanup 4AAAA3: message-id=<\x1b]0;owned\x07@client1.example>",
        "10:00:00 qmgr 4AAAA3: from=<\x1b[31mred\u202e@client1.example>, size=1, nrcpt=1",
        "10:00:01 smtp 4AAAA3: " + refused("bob@example.org", "bounced",
                                           "550 no \x1b[2J to=<eve@example.org> 4AAAA4: removed")))
    text = trace("hostile", "bob@example.org", [hostile], [
        "from \\x1b[31mred\\u{202e}@client1.example", "550 no \\x1b[2J to=<eve@example.org>",
        "message-id=<\\x1b]0;owned\\x07@"])
    checks.true("hostile: nothing gets through", "\x1b" not in text and "\u202e" not in text)
    trace("hostile: an address in a reply", "eve@example.org", [hostile], status=1)
    trace("hostile: an id in a reply", "4AAAA4", [hostile], status=1)

    # A window.
    trace("since", "bob@example.org", logs, ["accepted by"], ["deferred"],
          options=["--since=2026-11-22 10:05:00"])
    trace("until", "bob@example.org", logs, ["deferred", "In the end: still delayed"],
          ["accepted by"], options=["--until=2026-11-22 10:04:00"])
    trace("over before the window", "bob@example.org", logs, status=1,
          options=["--since=2026-11-22 10:59:00"])

    # More than fits: the first messages are shown, the rest is counted.
    many = made("many.log", b"".join(postfix(
        "mx1",
        f"10:{i // 60 % 60:02}:{i % 60:02} smtpd 8{i:05}: client=web[192.0.2.1]",
        f"10:{i // 60 % 60:02}:{i % 60:02} qmgr 8{i:05}: from=<a@client1.example>, size=1",
        f"10:{i // 60 % 60:02}:{i % 60:02} smtp 8{i:05}: " + sent("bob@example.org", "250 Ok"),
        f"10:{i // 60 % 60:02}:{i % 60:02} qmgr 8{i:05}: removed") for i in range(3000)))
    text = trace("many", "bob@example.org", [many], ["(+2,800 more messages; --since"])
    checks.equal("many: shown", text.count("\nMessage ") + 1, 200)
    crowd = made("crowd.log", postfix(
        "mx1", "10:00:00 smtpd 4AAAA5: client=web[192.0.2.1]",
        *("10:00:01 smtp 4AAAA5: " + sent(f"user{i}@example.org", "250 Ok: queued as " + "x" * 900)
          for i in range(6000)),
        "10:00:02 smtp 4AAAA5: " + sent("bob@example.org", "250 Ok: queued as AbC-7")))
    trace("one of a crowd", "bob@example.org", [crowd], [
        "6,000 other recipients are left out.", "trace it by its id AbC-7", "crowd.log:6002: "],
        ["user", "more lines"])
    trace("all of a crowd", "4AAAA5", [crowd], ["more lines)"])

    # Nothing found, and what cannot be done.
    status, out, err = run("--tz=UTC", "--trace=nobody@example.org", *logs)
    checks.equal("nothing found", (status, out, err), (1, b"", (
        b'smtplogscan: no message of "nobody@example.org" in 19 mail log lines of mx1 from '
        b"2026-11-22T10:00:00+09:00 to 2026-11-22T11:00:02+09:00\n")))
    for name, arguments, stdin, words in (
            ("a pipe", ["-"], OLD, [b"a pipe can be read only once", b"  try: save what"]),
            ("a pipe without its name", [], OLD, [b"a pipe can be read only once"]),
            ("JSON", ["-f", "json", logs[0]], b"", [b"--trace prints text only"]),
            ("a file", ["-o", folder + "/x.txt", logs[0]], b"", [b"--trace prints to standard"]),
            ("no such file", [folder + "/nosuch"], b"", [b"nosuch: no such file"]),
            ("two answers", ["--explain=zoho", logs[0]], b"", [b"ask for two answers"])):
        status, out, err = run("--trace=bob@example.org", *arguments, stdin=stdin)
        checks.equal(f"{name}: exit status", (status, out), (2, b""))
        for word in words:
            checks.true(f"{name}: {word!r} in {err!r}", word in err)
    status, out, err = run("--trace=<>", logs[0])
    checks.true("an empty subject", status == 2 and b"--trace: an address" in err)
    status, out, err = run("--trace=bob@example.org", folder + "/nosuch", *logs)
    checks.true("a file is missing: the rest is told", status == 3 and b"Message 4AAAA1" in out)
    status, out, err = run("--trace=x", made("web.log", b"GET / HTTP/1.1\n" * 9))
    checks.equal("no mail log", status, 4)

# The whole answer, byte for byte.
golden = os.path.join(SOURCE, "tests/golden/bad-day.trace.txt")
status, out, err = run("--width=96", "--trace=elena.fox2192@slow.example",
                       "samples/bad-day.log.gz")
checks.equal("golden: exit status", (status, err), (0, b""))
if os.environ.get("UPDATE_GOLDEN"):
    open(golden, "wb").write(out)
checks.equal("golden", out, open(golden, "rb").read())
checks.end()
