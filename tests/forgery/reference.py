"""The formats of nine mail servers, written down as patterns that must match a whole line: a
second parser, slow, and plain enough to be believed.

It knows the lines as the servers' sources write them, not what published logs have lost.
Where a pattern matches, the program must have read the same.  Values are (outcome,
recipients, relay, port, explanation); None: not written there.
"""

import re

SENT, DEFERRED, BOUNCED = "1", "2", "3"
QUOTED = r'"(?:[^"\\]|\\.)*"'
# As Postfix writes it since 3.5; a bare one has nothing that could be taken for an end.
ADDRESS = rf'(?:{QUOTED}@[^<>"\s,;]*|[^<>"\\,; ]*)'
STATUS = {"sent": SENT, "deferred": DEFERRED, "bounced": BOUNCED}

POSTFIX = re.compile(
    rf'(?P<id>[0-9A-Za-z]{{5,32}}): to=<(?P<to>{ADDRESS})>, (?:orig_to=<{ADDRESS}>, )?'
    r'relay=(?P<relay>[A-Za-z0-9.-]+)(?:\[[0-9A-Fa-f.:]+\](?::(?P<port>\d+))?)?, '
    r'(?:conn_use=\d+, )?delay=[\d.e+-]+, (?:delays=[\d.e+/-]+, )?dsn=\d\.\d{1,3}\.\d{1,3}, '
    r'status=(?P<status>sent|deferred|bounced) \((?P<why>.*)\)', re.S)

WORD = rf'(?:{QUOTED}@\S+?|[^\s<>":]+)'
HOST = (r'H=(?P<relay>[A-Za-z0-9._-]+) (?:\([^)]*\) )?\[[0-9A-Fa-f.:]+\](?::(?P<port>\d+))?\*?')
EXIM_SENT = re.compile(
    rf'(?:=>|->) (?P<to>{WORD})(?: <(?P<orig>{ADDRESS})>)? (?:F=<{ADDRESS}> )?(?:P=<{ADDRESS}> )?R=\w+ '
    rf'T=\w+ (?:S=\d+ )?{HOST}(?: X=\S+)?(?: CV=\w+)?(?: L)?(?: K)?(?: A=\S+)?'
    r' C="(?P<why>(?:[^"\\]|\\.)*)"(?: QT=[\w.]+)?(?: DT=[\w.]+)?', re.S)
EXIM_FAILED = re.compile(
    rf'\*\* (?P<to>{WORD}) (?:F=<{ADDRESS}> )?(?:P=<{ADDRESS}> )?R=\w+ T=\w+ {HOST}'
    r'(?: X=\S+)?(?: CV=\w+)?: (?P<why>SMTP error from remote mail server after .*)', re.S)
EXIM_DELAYED = re.compile(
    rf'== (?P<to>{WORD}) R=\w+ T=\w+ defer \(-\d+\) {HOST}: '
    r'(?P<why>SMTP error from remote mail server after .*)', re.S)

SENDMAIL = re.compile(
    r'(?P<id>[0-9A-Za-z]{8,20}): to=(?P<list>(?:<[^<>"\s,]*>|[^<>"\s,]+)(?:,(?:<[^<>"\s,]*>|[^<>"\s,]+))*'
    rf'|<{QUOTED}@[^<>"\s,]+>), (?:ctladdr=[^,]*, )?delay=[\d:+]+, xdelay=[\d:+]+, mailer=(?P<mailer>\w+), '
    r'pri=\d+, relay=(?P<relay>[A-Za-z0-9.-]+?)\.? \[[0-9A-Fa-f.:]+\], dsn=(?P<dsn>\d)\.\d+\.\d+, '
    r'(?:reply=(?P<reply>.*), stat=|stat=)(?P<stat>(?:(?!, stat=).)*)', re.S)

OPENSMTPD = re.compile(
    rf'[0-9a-f]{{16}} mta (?:event=)?delivery evpid=(?P<id>[0-9a-f]{{16}}) from=<{ADDRESS}> to=<(?P<to>{ADDRESS})> '
    rf'rcpt=<{ADDRESS}> source="[^"]*" relay="[0-9A-Fa-f.:]+ \((?P<relay>[A-Za-z0-9.-]+)\)" delay=\w+ '
    r'result="(?P<status>Ok|TempFail|PermFail|Loop)" stat="(?P<why>.*)"', re.S)
OPENSMTPD_STATUS = {"Ok": SENT, "TempFail": DEFERRED, "PermFail": BOUNCED, "Loop": BOUNCED}

QMAIL = re.compile(r'(?:\d+\.\d+ )?delivery \d+: (?P<status>success|failure|deferral): (?P<why>.*)', re.S)
QMAIL_STATUS = {"success": SENT, "failure": BOUNCED, "deferral": DEFERRED}

HARAKA = r'\[[A-Z]+\] \[[0-9A-Fa-f-]+\.\d+(?:\.\d+)*\] \[outbound\] '
HARAKA_REFUSED = re.compile(
    HARAKA + rf'recipient <(?P<to>{ADDRESS})> rejected: (?P<why>.*)', re.S)
HARAKA_BOUNCED = re.compile(HARAKA + r'bouncing mail: (?!Too many failures \(|Some recipients |Upstream error: )'
                            r'(?P<why>.*)', re.S)

MSMTP = re.compile(
    r'host=(?P<relay>\S+) tls=(?:on|off) auth=(?:on user=[^\s=]+|off) from=(?P<from>[^\s=]*) '
    r"recipients=(?P<list>[^\s=',\"]+(?:,[^\s=',\"]+)*) (?:mailsize=\d+ )?(?:smtpstatus=(?P<code>\d+) )?"
    r"(?:smtpmsg='(?P<reply>[^']*)' )?(?:errormsg='(?P<error>[^']*)' )?exitcode=(?P<exit>EX_\w+)", re.S)

NULLMAILER = re.compile(r'smtp: Failed: (?P<why>\d\d\d .*)', re.S)
SSMTP_SENT = re.compile(r'Sent mail for (?P<from>[^\s()]+) \((?P<why>\d\d\d .*)\) uid=\d+ username=\S+ '
                        r'outbytes=\d+', re.S)


def unbracketed(items):
    return [item[1:-1] if item.startswith("<") else item for item in items]


def postfix(body):
    found = POSTFIX.fullmatch(body)
    relay = found and (None if found["relay"] == "none" else found["relay"].rstrip("."))
    return found and (STATUS[found["status"]], [found["to"]], relay, found["port"], found["why"])


def exim(body):
    for pattern, outcome in ((EXIM_SENT, SENT), (EXIM_FAILED, BOUNCED), (EXIM_DELAYED, DEFERRED)):
        found = pattern.fullmatch(re.sub(r"^[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} ", "", body))
        if found:
            to = found["to"]
            return outcome, [to], found["relay"].rstrip("."), found["port"], found["why"]
    return None


def sendmail(body):
    found = SENDMAIL.fullmatch(body)
    if not found or found["mailer"] not in ("esmtp", "smtp", "relay"):
        return None
    stat, outcome = found["stat"], BOUNCED
    if stat.startswith("Sent (") and found["dsn"] == "2":
        outcome = SENT
    elif stat.startswith("Deferred") or found["dsn"] == "4":
        outcome = DEFERRED
    elif stat.startswith(("queued", "Sent")):
        return None
    why = found["reply"] if found["reply"] else None
    items = [found["list"]] if '"' in found["list"] else found["list"].split(",")
    return outcome, unbracketed(items), found["relay"], None, why


def opensmtpd(body):
    found = OPENSMTPD.fullmatch(body)
    return found and (OPENSMTPD_STATUS[found["status"]], [found["to"]], found["relay"], None,
                      found["why"])


def qmail(body):
    found = QMAIL.fullmatch(body)
    return found and (QMAIL_STATUS[found["status"]], [""], None, None, None)


def haraka(body):
    for pattern in (HARAKA_REFUSED, HARAKA_BOUNCED):
        found = pattern.fullmatch(body.strip())
        if found:
            return BOUNCED, [found.groupdict().get("to") or ""], None, None, found["why"]
    return None


def msmtp(body):
    found = MSMTP.fullmatch(body)
    if not found:
        return None
    outcome = SENT if found["exit"] == "EX_OK" else BOUNCED
    return outcome, found["list"].split(","), None, None, None


def nullmailer(body):
    found = NULLMAILER.fullmatch(body)
    return found and (BOUNCED if found["why"][0] == "5" else None, [""], None, None, None)


def ssmtp(body):
    found = SSMTP_SENT.fullmatch(body)
    return found and (SENT, [""], None, None, None)


# Of Postfix's programs, those that deliver.
DELIVERS = re.compile(r"postfix[\w-]*/(?:[\w.-]+/)*(?:smtp|lmtp|relay|error|retry|local|virtual|pipe)\[\d+\]: $")


def reference(mta, before, body):
    """Of a line whose head is `before`; None when no pattern matches."""
    if mta not in READERS or (mta == "postfix" and not DELIVERS.search(before)):
        return None
    return READERS[mta](body)


READERS = {"postfix": postfix, "exim": exim, "sendmail": sendmail, "opensmtpd": opensmtpd,
           "qmail": qmail, "haraka": haraka, "msmtp": msmtp, "nullmailer": nullmailer, "ssmtp": ssmtp}
