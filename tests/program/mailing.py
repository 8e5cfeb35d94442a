"""--mail-to: what sendmail is given, what stays on the disk, and that the next report leaves the
mail out.  A program of the test stands in for sendmail."""

import datetime
import os
import re
import tempfile

from mail_page import Mail
from program import SOURCE, Checks, report, run
from sample import DAYS, OPTIONS

checks = Checks()
GOOD, BAD = (os.path.join(SOURCE, day.path) for day in DAYS[:2])
FAKE = """#!/bin/sh
printf '%s\\n' "$@" >"$0.arguments"
cat >"$0.mail"
echo "on standard output"
exit $(cat "$0.status")
"""

# How Postfix, Exim and Sendmail tell of a mail with that Message-ID, and of one of a person.
LOGS = {
    "postfix": """\
2026-11-23T06:10:00+00:00 mx1 postfix/pickup[1]: AAAA01: uid=0 from=<root>
2026-11-23T06:10:00+00:00 mx1 postfix/cleanup[2]: AAAA01: message-id=<%(own)s>
2026-11-23T06:10:00+00:00 mx1 postfix/qmgr[3]: AAAA01: from=<root@mx1.example>, size=1, nrcpt=1 (queue active)
2026-11-23T06:10:01+00:00 mx1 postfix/smtp[4]: AAAA01: to=<admin@example.com>, relay=smtp.sendgrid.net[192.0.2.1]:587, \
delay=1, delays=0/0/0/1, dsn=5.0.0, status=bounced (host smtp.sendgrid.net[192.0.2.1] said: 550 no (in reply to end of DATA command))
2026-11-23T06:10:01+00:00 mx1 postfix/qmgr[3]: AAAA01: removed
2026-11-23T06:11:00+00:00 mx1 postfix/pickup[1]: AAAA02: uid=0 from=<root>
2026-11-23T06:11:00+00:00 mx1 postfix/cleanup[2]: AAAA02: message-id=<a@smtplogscan.invalid>
2026-11-23T06:11:00+00:00 mx1 postfix/qmgr[3]: AAAA02: from=<root@mx1.example>, size=1, nrcpt=1 (queue active)
2026-11-23T06:11:01+00:00 mx1 postfix/smtp[4]: AAAA02: to=<admin@example.com>, relay=smtp.sendgrid.net[192.0.2.1]:587, \
delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
2026-11-23T06:11:01+00:00 mx1 postfix/qmgr[3]: AAAA02: removed
""",
    "exim": """\
2026-11-23 06:10:00 1wMdRt-000000000m9-1BOJ <= root@mx1.example U=root P=local S=1000 id=%(own)s
2026-11-23 06:10:01 1wMdRt-000000000m9-1BOJ => admin@example.com R=smarthost T=remote_smtp H=smtp.sendgrid.net [192.0.2.1] C="250 ok"
2026-11-23 06:10:01 1wMdRt-000000000m9-1BOJ Completed
2026-11-23 06:11:00 1wMdRt-000000000m9-2BOJ <= root@mx1.example U=root P=local S=1000 id=a@mx1.example
2026-11-23 06:11:01 1wMdRt-000000000m9-2BOJ => admin@example.com R=smarthost T=remote_smtp H=smtp.sendgrid.net [192.0.2.1] C="250 ok"
2026-11-23 06:11:01 1wMdRt-000000000m9-2BOJ Completed
""",
    "sendmail": """\
2026-11-23T06:10:00+00:00 mx1 sendmail[1]: 5ANaaaaa000001: from=<root@mx1.example>, size=1, class=0, nrcpts=1, msgid=<%(own)s>, relay=root@localhost
2026-11-23T06:10:01+00:00 mx1 sendmail[2]: 5ANaaaaa000001: to=<admin@example.com>, ctladdr=<root@mx1.example> (0/0), delay=00:00:01, \
xdelay=00:00:01, mailer=relay, pri=1, relay=smtp.sendgrid.net. [192.0.2.1], dsn=2.0.0, stat=Sent (ok)
2026-11-23T06:11:00+00:00 mx1 sendmail[1]: 5ANaaaaa000002: from=<root@mx1.example>, size=1, class=0, nrcpts=1, msgid=<a@mx1.example>, relay=root@localhost
2026-11-23T06:11:01+00:00 mx1 sendmail[2]: 5ANaaaaa000002: to=<admin@example.com>, ctladdr=<root@mx1.example> (0/0), delay=00:00:01, \
xdelay=00:00:01, mailer=relay, pri=1, relay=smtp.sendgrid.net. [192.0.2.1], dsn=2.0.0, stat=Sent (ok)
""",
}


class Room:
    """A folder with a sendmail, and what that was given."""

    def __init__(self, folder):
        self.program = folder + "/sendmail"
        self.folder = folder + "/state"
        self.env = {"SMTPLOGSCAN_SENDMAIL": self.program, "STATE_DIRECTORY": self.folder}
        with open(self.program, "w", encoding="utf-8") as file:
            file.write(FAKE)
        os.chmod(self.program, 0o755)
        self.will_end_with(0)

    def will_end_with(self, status):
        with open(self.program + ".status", "w", encoding="utf-8") as file:
            file.write(str(status))

    def taken(self, ending):
        """None when it was not run since the last time."""
        path = f"{self.program}.{ending}"
        if not os.path.exists(path):
            return None
        with open(path, "rb") as file:
            data = file.read()
        os.remove(path)
        return data

    def copy(self):
        with open(self.folder + "/last-mail.eml", "rb") as file:
            return file.read()


def check_mail(room):
    sent = datetime.datetime.now(datetime.timezone.utc)
    status, out, err = run("--mail-to=root", "--mail-to=admin@example.com", *OPTIONS, BAD, env=room.env)
    checks.equal("mailed: exit", (status, out, err), (0, b"", b"on standard output\n"))
    checks.equal("mailed: arguments", room.taken("arguments"), b"-i\n-t\n")
    data = room.taken("mail")
    mail = Mail(data)
    checks.equal("mailed: headers", mail.names()[:4], ["to", "date", "subject", "message-id"])
    checks.equal("mailed: To", mail.header("To"), "root, admin@example.com")
    date = mail.message["Date"].datetime
    checks.true(f"mailed: Date {date}", abs((date - sent).total_seconds()) < 120)
    checks.equal("mailed: the copy", room.copy(), data)
    checks.equal("mailed: the copy's mode", os.stat(room.folder + "/last-mail.eml").st_mode & 0o777, 0o600)
    checks.equal("mailed: its folder's mode", os.stat(room.folder).st_mode & 0o777, 0o700)
    plain = Mail(run("-f", "email", *OPTIONS, BAD)[1])
    checks.equal("mailed: the same as -f email", (mail.texts, mail.header("Subject"), mail.header("Message-ID")),
                 (plain.texts, plain.header("Subject"), plain.header("Message-ID")))
    run("--mail-to=root", "--mail-from=reports@example.com", *OPTIONS, BAD, env=room.env)
    checks.equal("from: arguments", room.taken("arguments"), b"-i\n-t\n-f\nreports@example.com\n")
    checks.equal("from: header", Mail(room.taken("mail")).header("From"), "smtplogscan <reports@example.com>")
    status, out, _ = run("--mail-to=root", "-o", "-", *OPTIONS, BAD, env=room.env)
    checks.equal("beside -o -", (status, out), (0, run(*OPTIONS, BAD)[1]))
    checks.true("beside -o -", room.taken("mail"))
    run("--mail-to=root", "--lang=ko", "-f", "json", *OPTIONS, BAD, env=room.env)
    checks.true("whatever the format", "명" in Mail(room.taken("mail")).texts[0])
    status, out, _ = run("--mail-to=root", "--check", BAD, env=room.env)
    checks.equal("beside --check", (status, out[:13]), (2, b"SMTP CRITICAL"))
    room.taken("mail")


def check_silence(room):
    checks.equal("quiet", run("--mail-to=root", "--quiet-if-ok", GOOD, env=room.env), (0, b"", b""))
    checks.equal("quiet: no mail", room.taken("mail"), None)
    run("--mail-to=root", GOOD, env=room.env)
    checks.true("not quiet", room.taken("mail"))


def check_failures(room):
    room.will_end_with(75)
    status, out, err = run("--mail-to=root", BAD, env=room.env)
    checks.equal("sendmail fails: exit", (status, out), (2, b""))
    checks.true(f"sendmail fails: {err.decode()}", f"{room.program}: the report was not mailed (exit status 75); "
                f"it is in {room.folder}/last-mail.eml\n" in err.decode())
    room.will_end_with(0)
    gone = {**room.env, "SMTPLOGSCAN_SENDMAIL": room.program + ".no"}
    status, out, err = run("--mail-to=root", BAD, env=gone)
    checks.equal("no sendmail: exit", (status, out), (2, b""))
    checks.true(f"no sendmail: {err.decode()}", "No such file or directory" in err.decode() and "  try: apt" in err.decode())
    room.taken("mail")
    blocked = {**room.env, "STATE_DIRECTORY": room.program + "/state"}
    status, out, err = run("--mail-to=root", BAD, env=blocked)
    checks.equal("no copy: exit", (status, out), (2, b""))
    checks.equal("no copy, no mail", room.taken("mail"), None)
    for address in ("-oQ/tmp", "a@b.example\nBcc: c@d.example", "a b@c.example", "", "a@b.example,c@d.example"):
        status, out, err = run("--mail-to", address, BAD, env=room.env)
        checks.equal(f"{address!r}: exit", (status, out, room.taken("mail")), (2, b"", None))
        checks.true(f"{address!r}: {err.decode()}", "is no address that mail can be sent to" in err.decode())
    checks.equal("--mail-from alone", run("--mail-from=a@b.example", BAD, env=room.env)[0], 2)


def check_places(room):
    """Beside the state, else in the service's folder, else in the user's."""
    base = os.path.dirname(room.program)
    state = base + "/beside/state"
    os.mkdir(base + "/beside")
    run("--mail-to=root", "--state", state, BAD, env=room.env)
    checks.true("beside the state", os.path.exists(base + "/beside/last-mail.eml"))
    two = {**room.env, "STATE_DIRECTORY": f"{base}/one:{base}/two"}
    run("--mail-to=root", BAD, env=two)
    checks.true("the first of two", os.path.exists(base + "/one/last-mail.eml"))
    room.taken("mail")


def check_own(room):
    """What was mailed is found in the log, and not counted."""
    run("--mail-to=root", BAD, env=room.env)
    own = Mail(room.taken("mail")).header("Message-ID").strip("<>")
    for name, log in LOGS.items():
        log = (log % {"own": own}).encode()
        found = report("--tz=UTC", "-", stdin=log)
        checks.equal(f"{name}: counted", (found["totals"]["own_reports"], found["totals"]["recipients"],
                                          found["totals"]["accepted"], found["totals"]["notices"]), (1, 1, 1, 1))
        checks.equal(f"{name}: a delivery line is counted once", found["totals"]["attempts"], 1)
        out = run("--tz=UTC", "-", stdin=log)[1].decode()
        checks.true(f"{name}: told", "not counted: 1 report that this program mailed itself" in out)
        strange = report("--tz=UTC", "-", stdin=log.replace(own.encode(), b"b@mx1.example"))
        checks.equal(f"{name}: another id", (strange["totals"]["own_reports"], strange["totals"]["recipients"]), (0, 2))


def check_warning(room):
    """The relay that fails is the one that the mail may take."""
    line = LOGS["postfix"].splitlines(keepends=True)
    failing = "".join(line[:5]) % {"own": "b@mx1.example"}
    out = run("--mail-to=root", "-o", "-", "-", stdin=failing.encode(), env=room.env)[1].decode()
    told = " ".join(out.split())
    checks.true(f"fails: {told}", "this report is mailed, and may take the way that fails, through SendGrid: it is in "
                f"{room.folder}/last-mail.eml, too" in told)
    checks.true("fails: the mail says so, too", "may take the" in Mail(room.taken("mail")).texts[0])
    checks.true("fails: not mailed", "may take the way" not in run("-", stdin=failing.encode())[1].decode())
    out = run("--mail-to=root", "-o", "-", *OPTIONS, BAD, env=room.env)[1].decode()
    checks.true("works", "may take the way" not in out)


with tempfile.TemporaryDirectory() as made:
    place = Room(made)
    for check in (check_mail, check_silence, check_failures, check_places, check_own, check_warning):
        check(place)
checks.true("the form of an id", re.search(r"@smtplogscan\.invalid>", run("-f", "email", BAD)[1].decode()))
checks.end()
