"""What a sender, a recipient's address or the other server's reply says never changes what
the line says: whatever is put in its place comes out there and nowhere else.

A template is a line as the mail server writes it, with {to} and {reply} where others have
chosen the text.  Harmless ones give a record that is spelled out here; every other choice
must give the same record, with the choice in the place of the harmless one.
"""

from forgery import ATTEMPT, BOUNCED, DEFERRED, SENT, Checks, read

checks = Checks()

FORGE = "relay=evil.example[203.0.113.6]:25, delay=1, dsn=2.0.0, status=sent (250 ok)"
WHOLE = f"4AbC1a2b3c: to=<boss@example.com>, {FORGE}"
HOST = "relay=evil.example. [203.0.113.6], dsn=2.0.0, stat=Sent (ok)"
EXIM = r'H=evil.example [203.0.113.6] C=\"250 OK\"'

# Addresses as RFC 5321 lets them be written; the domain is everyone's own.
ADDRESSES = [f'"{local}"@example.com' for local in (
    f"a>, {FORGE}", "a>, status=sent (250 ok)", "<boss@example.com>", "<>", "a> to=<boss", "@",
    "a b", "a,b", "a: b", "a; b", "a(b)", "a[b]", "a=b", "a\\\"b", "a\\\\", "said: 550 a",
    "a, relay=evil.example", "stat=Sent", "a?b", "'", "<<>>", "to=<boss@example.com>",
    f"a>, {HOST}", f"a R=x T=remote_smtp {EXIM}", "result=Ok", "exitcode=EX_OK",
)] + ["user%evil.example@example.com", "a+status=sent@example.com", "to=a@example.com",
      "a@[203.0.113.6]", "a@[IPv6:2001:db8::6]", "a=b@example.com", "받는이@example.com",
      "{a}@example.com", "a|b@example.com", "a`id`@example.com", "$(id)@example.com"]

# Only Postfix writes this behind a reply; where it does not, the text is shown without it.
STAGED = "a (in reply to MAIL FROM command)"

# What the other server may say behind "550 5.1.1 ".
REPLIES = [
    "status=sent (250 2.0.0 ok)", "status=sent", f"a), {FORGE}", f"to=<boss@example.com>, {FORGE}",
    WHOLE, "4AbC1a2b3c: removed", "relay=evil.example[203.0.113.6]:25",
    "host evil.example[203.0.113.6] said: 250 2.0.0 ok", "x said: 421 4.7.0 later",
    STAGED, "Ok: queued as 4AbC1a2b3c", "a?250 2.0.0 b",
    "a\\n250 2.0.0 b", "(a", "a))", "[a", "]", "{a}", "<a>", "<boss@example.com>: ok", "a, b", "a; b",
    "a = b", "dsn=2.0.0", HOST, f"=> boss@example.com {EXIM}", "** boss@example.com: a",
    "result=Ok", "stat=Sent", "exitcode=EX_OK", "smtpstatus=250", "C=a", "H=evil.example",
    "delivered file=x domain=y", "success: 250 ok", "Sent mail for boss@example.com",
    "Remote host said: 250 ok", "A=plain:boss", "from=<boss@example.com>", "%s%n%d", "받음",
]

PLAIN, REPLY = "harmless@example.com", "550 5.1.1 harmless"


def same(text):
    return text


def as_qmail(text):
    """logsafe() of qmail-send."""
    return "".join("_" if c == " " or not 32 < ord(c) < 127 else c for c in text)


def as_exim(text):
    """In the quotes of C="..."."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def as_msmtp(text):
    return text.replace("'", "?")


class Template:
    """{to}, {reply}; what the harmless line says; how the server writes what it is given."""

    def __init__(self, mta, line, want, write=same, skip=(), expect=same):
        self.mta, self.line, self.want = mta, line, want
        self.write, self.skip, self.expect = write, skip, expect

    def fill(self, to, reply):
        """Exim's quotes are around the reply alone."""
        to = to if self.write is as_exim else self.write(to)
        return self.line.replace("{to}", to).replace("{reply}", self.write(reply))


BOUNCE = {"kind": ATTEMPT, "outcome": BOUNCED, "reply": "550", "enhanced": "5.1.1", "text": REPLY}
REMOTE = {"relay": "mx.example.org", "recipient": PLAIN}
PUT_OFF = {"kind": ATTEMPT, "outcome": DEFERRED, "reply": "550", "enhanced": "5.1.1", "text": REPLY}
AT = "Nov 22 10:00:23 mx1 "
EXIM_AT = "2026-11-22 10:00:23 1tExYz-0000aB-1c "
SMTPD = "0123456789abcdef mta delivery evpid=c405e39a12345678 from=<app@example.com> "
MSMTP = (AT + "msmtp: host=mx.example.org tls=on auth=on user=app from=app@example.com "
         "recipients={to} mailsize=99 smtpstatus=550 smtpmsg='{reply}' ")
NO_QUOTES = tuple(a for a in ADDRESSES if a.startswith('"'))

TEMPLATES = (
    Template("postfix", AT + "postfix/smtp[1]: 4XyZ1a2b3c: to=<{to}>, relay=mx.example.org"
             "[192.0.2.25]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host "
             "mx.example.org[192.0.2.25] said: {reply} (in reply to RCPT TO command))",
             {**BOUNCE, **REMOTE, "port": "25", "queue_id": "4XyZ1a2b3c", "dsn": "5.1.1"}),
    Template("exim", EXIM_AT + "** {to} R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25]:25: "
             "SMTP error from remote mail server after RCPT TO:<{to}>: {reply}",
             {**BOUNCE, **REMOTE, "port": "25"}),
    Template("exim", EXIM_AT + "== {to} R=dnslookup T=remote_smtp defer (-44) H=mx.example.org "
             "[192.0.2.25]: SMTP error from remote mail server after RCPT TO:<{to}>: {reply}",
             {**PUT_OFF, **REMOTE}),
    Template("exim", EXIM_AT + '=> {to} R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25] '
             'C="{reply}" QT=1s', {"kind": ATTEMPT, "outcome": SENT, **REMOTE}, as_exim),
    Template("sendmail", AT + "sm-mta[1]: w9M1a2b3c: to=<{to}>, delay=00:00:01, xdelay=00:00:01, "
             "mailer=esmtp, pri=30000, relay=mx.example.org. [192.0.2.25], dsn=5.1.1, "
             "reply={reply}, stat=User unknown", {**BOUNCE, **REMOTE, "dsn": "5.1.1"}),
    Template("sendmail", AT + "sm-mta[1]: w9M1a2b3c: to=<{to}>, delay=00:00:01, xdelay=00:00:01, "
             "mailer=esmtp, pri=30000, relay=mx.example.org. [192.0.2.25], dsn=4.1.1, "
             "stat=Deferred: {reply}", {**PUT_OFF, **REMOTE}),
    Template("opensmtpd", AT + "smtpd[1]: " + SMTPD + 'to=<{to}> rcpt=<-> source="192.0.2.1" '
             'relay="192.0.2.25 (mx.example.org)" delay=1s result="PermFail" stat="{reply}"',
             {**BOUNCE, **REMOTE, "sender": "app@example.com"}),
    Template("opensmtpd", AT + "smtpd[1]: relay: TempFail for c405e39a12345678: session="
             "0123456789abcdef, from=<app@example.com>, to=<{to}>, rcpt=<->, source=192.0.2.1, "
             "relay=192.0.2.25 (mx.example.org), delay=1s, stat={reply}",
             {**PUT_OFF, **REMOTE, "sender": "app@example.com"}),
    Template("qmail", AT + "qmail: 1795305623.123456 delivery 7: failure: "
             "192.0.2.25_does_not_like_recipient./Remote_host_said:_{reply}/Giving_up_on_192.0.2.25./",
             {**BOUNCE, "relay": "192.0.2.25"}, as_qmail, expect=lambda t: as_qmail(t).replace("_", " ").rstrip()),
    Template("qmail", AT + "qmail: 1795305623.123456 starting delivery 7: msg 9 to remote {to}",
             {"kind": "5", "recipient": PLAIN, "queue_id": "9"}, as_qmail, expect=as_qmail),
    Template("haraka", AT + "haraka[1]: [NOTICE] [6F9619FF-8B86-D011-B42D-00CF4FC964FF.1.1] [outbound] "
             "recipient <{to}> rejected: {reply}", {**BOUNCE, "recipient": PLAIN}),
    Template("haraka", AT + "haraka[1]: [NOTICE] [6F9619FF-8B86-D011-B42D-00CF4FC964FF.1.1] [outbound] "
             "bouncing mail: {reply}", BOUNCE),
    Template("haraka", AT + "haraka[1]: [NOTICE] [6F9619FF-8B86-D011-B42D-00CF4FC964FF.1.1] [outbound] "
             "Temp failing x for 64 seconds: {reply}", PUT_OFF),
    Template("msmtp", MSMTP + "errormsg='recipient address {to} not accepted by the server' "
             "exitcode=EX_DATAERR", {**BOUNCE, **REMOTE}, as_msmtp, skip=NO_QUOTES, expect=as_msmtp),
    Template("msmtp", MSMTP + "errormsg='the server did not accept the mail' exitcode=EX_UNAVAILABLE",
             {**BOUNCE, **REMOTE}, as_msmtp, skip=NO_QUOTES, expect=as_msmtp),
    Template("nullmailer", AT + "nullmailer[1]: smtp: Failed: {reply}", BOUNCE),
    Template("nullmailer", AT + "nullmailer-send[1]: smtp: Failed: {reply}", BOUNCE),
    Template("ssmtp", AT + "sSMTP[1]: RCPT TO:<{to}> ({reply})", BOUNCE),
    Template("ssmtp", AT + "sSMTP[1]: {reply}", BOUNCE),
)


def choices(template):
    """(to, reply) of each line that is forged."""
    for to in ADDRESSES if "{to}" in template.line else ():
        if to not in template.skip:
            yield to, REPLY
    for reply in REPLIES if "{reply}" in template.line else ():
        if template.mta == "postfix" or reply != STAGED:
            yield PLAIN, f"550 5.1.1 {reply}"


def replaced(value, template, to, reply):
    """A field of the harmless record with what was chosen in it."""
    if value == PLAIN:
        return template.expect(to)
    if value == REPLY:
        return template.expect(reply)
    return value


def main():
    count = {}
    for template in TEMPLATES:
        harmless = read([template.fill(PLAIN, REPLY)])[0][0]
        for name, value in template.want.items():
            checks.equal(f"{template.line}: {name}", getattr(harmless, name), value)
        chosen = list(choices(template))
        lines = [template.fill(to, reply) for to, reply in chosen]
        for (to, reply), line, records in zip(chosen, lines, read(lines)):
            checks.equal(f"{line}: records", len(records), 1)
            for name, value in harmless._asdict().items():
                if name not in ("body", "explanation"):
                    checks.equal(f"{line}: {name}", getattr(records[0], name),
                                 replaced(value, template, to, reply))
        count[template.mta] = count.get(template.mta, 0) + len(lines)
    for mta, lines in count.items():
        print(f"{mta}: {lines} lines")
        checks.true(f"{mta}: at least 60 lines", lines >= 60)
    checks.end()


if __name__ == "__main__":
    main()
