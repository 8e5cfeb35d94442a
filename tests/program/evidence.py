"""--evidence: what a provider needs to trace the mail that it refused."""

import os
import tempfile

from program import SOURCE, Checks, report, run

checks = Checks()
BAD = os.path.join(SOURCE, "samples/bad-day.log.gz")
GMAIL = "relay=smtp.gmail.com[192.0.2.6]:587, delay=1, dsn=5.7.8"
TOKEN = "a2dec89025cc1-48eec67sm8741632b9.{} - gsmtp"


def lines(host, *texts):
    return "".join(f"2026-11-22T{t.split()[0]}+09:00 {host} postfix/{t.split()[1]}[7]: "
                   f"{t.split(' ', 2)[2]}\n" for t in texts).encode()


def message(number, clock, status="bounced", reply="550 5.7.26 Unauthenticated email from "
            "client1.example is not accepted due to domain's DMARC policy. " + TOKEN):
    """One refused message."""
    queue_id = f"4{number:05}"
    return lines(
        "mx1", f"{clock} smtpd {queue_id}: client=web[192.0.2.1]",
        f"{clock} cleanup {queue_id}: message-id=<m{number}@client1.example>",
        f"{clock} qmgr {queue_id}: from=<a{number}@client1.example>, size=1, nrcpt=1",
        f"{clock} smtp {queue_id}: to=<b{number}@example.org>, {GMAIL}, status={status} "
        f"(host smtp.gmail.com[192.0.2.6] said: {reply.format(number)})",
        f"{clock} qmgr {queue_id}: removed")


with tempfile.TemporaryDirectory() as folder:
    def made(name, content):
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def evidence(name, subject, paths, words=(), absent=(), status=0):
        got, out, err = run("--tz=UTC", "--width=120", f"--evidence={subject}", *paths)
        text, at = out.decode().replace(folder + "/", ""), 0
        checks.equal(f"{name}: exit status {err.decode()}", got, status)
        for word in words:
            found = text.find(word, at)
            checks.true(f"{name}: {word!r} in its place of\n{text}", found >= 0)
            at = max(at, found)
        for word in absent:
            checks.true(f"{name}: no {word!r} in\n{text}", word not in text)
        return text, err.decode()

    log = made("mail.log", b"".join(message(i, f"10:{i:02}:00") for i in range(20)))
    cause = report(log)["causes"][0]["id"]
    for subject in ("1", cause, cause.split("/")[1]):
        text, _ = evidence(f"by {subject}", subject, [log], [
            "Mail that we send through Gmail is refused: ", "Please trace the attempts below",
            "  recipients  20 failed, 0 delayed, in 20 refused attempts\n",
            "  first       2026-11-22T10:00:00+09:00\n",
            "  last        2026-11-22T10:19:00+09:00, still happening\n",
            "  our host    mx1\n", "  your host   smtp.gmail.com, 20 attempts\n",
            "      20  550 5.7.26 Unauthenticated email from client1.example is not accepted",
            "The first five and the last five attempts:\n",
            "  time        2026-11-22T10:00:00+09:00\n", "  queue id    400000\n",
            "  Message-ID  <m0@client1.example>\n", "  from        a0@client1.example\n",
            "  to          b0@example.org\n", "  your host   smtp.gmail.com\n",
            "  your id     a2dec89025cc1-48eec67sm8741632b9.0\n", "  our log     mail.log:4\n",
            "<m4@", "<m15@", "<m19@client1.example>", "a19@", "mail.log:99\n", "\n-- \n",
            "Gmail's help on this:\n  https://"], ["<m5@", "<m14@"])
        checks.equal(f"by {subject}: attempts", text.count("queue id"), 10)

    few = made("few.log", b"".join(message(i, f"10:{i:02}:00") for i in range(3)))
    text, _ = evidence("few", "1", [few], ["\nThe attempts:\n", "<m0@", "<m1@", "<m2@"])
    checks.equal("few: attempts", text.count("queue id"), 3)

    # Sender and Message-ID stand in another file; an id used again is another message.
    first = message(7, "10:00:00").splitlines(keepends=True)
    parts = [made("part.log.1", b"".join(first[:3])), 
             made("part.log", b"".join(first[3:]).replace(b"T10:00:00", b"T10:00:05"))]
    evidence("two files", "1", parts[::-1], ["<m7@client1.example>", "a7@", "part.log:1\n"])
    again = made("again.log", b"".join(first) + b"".join(first[:1] + first[2:]).replace(
        b"T10:00", b"T11:00").replace(b"b7@", b"c7@"))
    text, _ = evidence("an id used again", "1", [again], ["<m7@", "b7@", "c7@"])
    checks.equal("an id used again: its Message-ID is not known", text.count("<m7@"), 1)

    # Delayed, and hostile.
    hostile = made("hostile.log", message(1, "10:00:00", "deferred", "421 4.7.28 \x1b[2J unusual "
                                          "rate of unsolicited mail " + TOKEN))
    text, _ = evidence("hostile", "1", [hostile], ["0 failed, 1 delayed", "\\x1b[2J"])
    checks.true("hostile: nothing gets through", "\x1b" not in text)

    # Nothing to show, and what cannot be done.
    for subject in ("99", "0", "nosuch", "sendgrid/nosuch", "nosuch/sender-mismatch"):
        _, err = evidence(subject, subject, [BAD], status=1)
        checks.true(f"{subject}: {err}", f'nothing was refused for "{subject}" in these logs; '
                    "the worst: sendgrid/sender-not-verified" in err)
    evidence("a good day", "1", [made("empty.log", b"")], status=1)
    for name, arguments, stdin, words in (
            ("a pipe", ["-"], b"x", b"--evidence reads its inputs several times, and a pipe"),
            ("JSON", ["-f", "json", BAD], b"", b"--evidence prints text only"),
            ("a file", ["-o", "x.txt", BAD], b"", b"--evidence prints to standard output"),
            ("no such file", [folder + "/nosuch"], b"", b"nosuch: no such file")):
        status, out, err = run("--evidence=1", *arguments, stdin=stdin)
        checks.equal(f"{name}: exit status", (status, out), (2, b""))
        checks.true(f"{name}: {err!r}", words in err)

golden = os.path.join(SOURCE, "tests/golden/bad-day.evidence.txt")
status, out, err = run("--width=96", "--evidence=1", "samples/bad-day.log.gz")
checks.equal("golden: exit status", (status, err), (0, b""))
if os.environ.get("UPDATE_GOLDEN"):
    open(golden, "wb").write(out)
checks.equal("golden", out, open(golden, "rb").read())
checks.end()
