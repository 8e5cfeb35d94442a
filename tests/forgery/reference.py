"""The formats of nine mail servers, written down as patterns that must match a whole line: a
second parser, slow, and plain enough to be believed.

It knows the lines as the servers' sources write them, not what published logs have lost.
Where a pattern matches, the program must have read the same.  Values are (outcome,
recipients, relay, port, explanation); None: not written there.  What no delivery lacks is
written down as well (NEEDS): a line without it must not have become one.
"""

import re

SENT, DEFERRED, BOUNCED = "1", "2", "3"
QUOTED = r'"(?:[^"\\]|\\.)*"'
# As Postfix writes it since 3.5; a bare one has nothing that could be taken for an end.
ADDRESS = rf'(?:{QUOTED}@[^<>"\s,;]*|[^<>"\\,; ]*)'
STATUS = {"sent": SENT, "deferred": DEFERRED, "bounced": BOUNCED}

POSTFIX = re.compile(
    rf'(?P<id>[0-9A-Za-z]{{5,32}}): to=<(?P<to>{ADDRESS})>, (?:orig_to=<{ADDRESS}>, )?'
    r'relay=(?P<relay>[A-Za-z0-9.-]+)(?:\[[^][\s,]*\](?::(?P<port>\d+))?)?, '
    r'(?:conn_use=[^\s,]*, )?delay=[^\s,<]*, (?:delays=[^\s,<]*, )?dsn=[^\s,<]*, '
    r'status=(?P<status>sent|deferred|bounced) \((?P<why>.*)\)', re.S)

WORD = rf'(?:{QUOTED}@\S+?|[^\s<>":]+)'
HOST = r'H=(?P<relay>[A-Za-z0-9._-]+) (?:\([^)]*\) )?\[[^][\s]*\](?::(?P<port>\d+))?\*?'
TLS = r'(?: X=\S+)?(?: CV=\S+)?(?: DN="[^"\\]*")?'
EXIM_SENT = re.compile(
    rf'(?:=>|->) (?P<to>{WORD})(?: <(?P<orig>{ADDRESS})>)? (?:F=<{ADDRESS}> )?(?:P=<{ADDRESS}> )?R=[\w-]+ '
    rf'T=[\w-]+ (?:S=\d+ )?{HOST}{TLS}(?: L)?(?: K)?(?: A=[^\s"]+)?'
    r' C="(?P<why>(?:[^"\\]|\\.)*)"(?: QT=[\w.]+)?(?: DT=[\w.]+)?', re.S)
EXIM_FAILED = re.compile(
    rf'\*\* (?P<to>{WORD}) (?:F=<{ADDRESS}> )?(?:P=<{ADDRESS}> )?R=[\w-]+ T=[\w-]+ {HOST}{TLS}'
    r': (?P<why>SMTP error from remote mail server after .*)', re.S)
EXIM_DELAYED = re.compile(
    rf'== (?P<to>{WORD}) R=[\w-]+ T=[\w-]+ defer \(-\d+\) {HOST}{TLS}: '
    r'(?P<why>SMTP error from remote mail server after .*)', re.S)

SENDMAIL = re.compile(
    r'(?P<id>[0-9A-Za-z]{8,20}): to=(?P<list>(?:<[^<>"\s,]*>|[^<>"\s,]+)(?:,(?:<[^<>"\s,]*>|[^<>"\s,]+))*'
    rf'|<{QUOTED}@[^<>"\s,]+>), (?:ctladdr=[^,]*, )?delay=[^\s,=]*, xdelay=[^\s,=]*, mailer=(?P<mailer>\w+), '
    r'pri=[^\s,=]*, relay=(?P<relay>[A-Za-z0-9.-]+?)\.? \[[^][\s,]*\], dsn=(?P<dsn>\d)\.\d+\.\d+, '
    r'(?:reply=(?P<reply>.*), stat=|stat=)(?P<stat>(?:(?!, stat=).)*)', re.S)

OPENSMTPD = re.compile(
    rf'[0-9a-f]{{16}} mta (?:event=)?delivery evpid=(?P<id>[0-9a-f]{{16}}) from=<{ADDRESS}> to=<(?P<to>{ADDRESS})> '
    rf'rcpt=<{ADDRESS}> source="[^"]*" relay="[^\s"()]+ \((?P<relay>[A-Za-z0-9.-]+)\)" delay=\w+ '
    r'result="(?P<status>Ok|TempFail|PermFail|Loop)" stat="(?P<why>.*)"', re.S)
OPENSMTPD_OLD = re.compile(
    rf'relay: (?P<status>Ok|TempFail|PermFail|Loop) for (?P<id>[0-9a-f]{{16}}): session=[0-9a-f]{{16}}, '
    rf'from=<{ADDRESS}>, to=<(?P<to>{ADDRESS})>, rcpt=<{ADDRESS}>, source=[^\s,"]*, '
    r'relay=[^][\s,"()]+ \((?P<relay>[A-Za-z0-9.-]+)\), delay=\w+, stat=(?P<why>.*)', re.S)
OPENSMTPD_STATUS = {"Ok": SENT, "TempFail": DEFERRED, "PermFail": BOUNCED, "Loop": BOUNCED}

QMAIL = re.compile(r'(?:\d+\.\d+ )?delivery \d+: (?P<status>success|failure|deferral): (?P<why>.*)', re.S)
QMAIL_STATUS = {"success": SENT, "failure": BOUNCED, "deferral": DEFERRED}

HARAKA = r'\[(?:INFO|NOTICE|WARN|ERROR)\] \[[0-9A-Fa-f-]+\.\d+(?:\.\d+)*\] \[outbound\] '
HARAKA_REFUSED = re.compile(
    HARAKA + rf'recipient <(?P<to>{ADDRESS})> rejected: (?P<why>.*)', re.S)
HARAKA_BOUNCED = re.compile(HARAKA + r'bouncing mail: (?!Too many failures \(|Some recipients |Upstream error: )'
                            r'(?P<why>.*)', re.S)
HARAKA_PUT_OFF = re.compile(HARAKA + r'Temp failing [^\s:]+ for \d+ seconds: (?!Some recipients |Upstream error: )'
                            r'(?P<why>.*)', re.S)
HARAKA_SENT = re.compile(
    HARAKA + r'delivered file=\S+ domain="[^"=\s]*" host="(?P<relay>[^"=\s]*)" ip=[^"=\s]* port=\d+ mode=SMTP '
    r'tls=\w auth=\w response="(?P<why>.*)" delay=\S+ fails=\S+ rcpts=\S+', re.S)

MSMTP = re.compile(
    r'host=(?P<relay>\S+) tls=(?:on|off) auth=(?:on user=[^\s=]+|off) from=(?P<from>[^\s=]*) '
    r"recipients=(?P<list>[^\s=',\"]+(?:,[^\s=',\"]+)*) (?:mailsize=\d+ )?(?:smtpstatus=(?P<code>\d+) )?"
    r"(?:smtpmsg='(?P<reply>[^']*)' )?(?:errormsg='(?P<error>[^']*)' )?exitcode=(?P<exit>EX_\w+)", re.S)

NULLMAILER = re.compile(r'(?:smtp|qmqp): Failed: +(?P<why>\d\d\d .*)', re.S)
NULLMAILER_SENT = re.compile(r'(?:smtp|qmqp): Succeeded: (?P<why>.*)', re.S)
NULLMAILER_APART = re.compile(r'Sending failed: +(?:Connection (?:refused|timed out)|Host not found)', re.S)
SSMTP_FAILED = re.compile(rf'(?:RCPT TO:<(?P<to>{ADDRESS})>|MAIL FROM:<{ADDRESS}>|Authorization failed) '
                          r'\((?P<why>[45]\d\d .*)\)', re.S)
SSMTP_SAID = re.compile(r'(?P<why>[45]\d\d .*)', re.S)
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
    found = OPENSMTPD.fullmatch(body) or OPENSMTPD_OLD.fullmatch(body)
    return found and (OPENSMTPD_STATUS[found["status"]], [found["to"]], found["relay"], None,
                      found["why"])


def qmail(body):
    found = QMAIL.fullmatch(body)
    return found and (QMAIL_STATUS[found["status"]], [""], None, None, None)


def haraka(body):
    for pattern, outcome in ((HARAKA_REFUSED, BOUNCED), (HARAKA_BOUNCED, BOUNCED), (HARAKA_PUT_OFF, DEFERRED),
                             (HARAKA_SENT, SENT)):
        found = pattern.fullmatch(body.strip())
        if found:
            to, relay = found.groupdict().get("to") or "", found.groupdict().get("relay")
            return outcome, [to], relay, None, found["why"].strip()
    return None


def msmtp(body):
    found = MSMTP.fullmatch(body)
    if not found:
        return None
    outcome = SENT if found["exit"] == "EX_OK" else BOUNCED
    return outcome, found["list"].split(","), None, None, None


def nullmailer(body):
    found = NULLMAILER.fullmatch(body)
    if found:
        return BOUNCED if found["why"][0] in "56789" else DEFERRED, [""], None, None, None
    if NULLMAILER_APART.fullmatch(body):
        return DEFERRED, [""], None, None, None
    found = NULLMAILER_SENT.fullmatch(body)
    return found and (SENT, [""], None, None, found["why"])


def ssmtp(body):
    body = body.strip()
    for pattern, outcome in ((SSMTP_SENT, SENT), (SSMTP_FAILED, BOUNCED), (SSMTP_SAID, BOUNCED)):
        found = pattern.fullmatch(body)
        if found:
            why = found["why"] if outcome == BOUNCED else None
            return outcome, [found.groupdict().get("to") or ""], None, None, why
    return None


# Of Postfix's programs, those that deliver.
DELIVERS = re.compile(r"postfix[\w-]*/(?:[\w.-]+/)*(?:smtp|lmtp|relay|error|retry|local|virtual|pipe)\[\d+\]: $")


def reference(mta, before, body):
    """Of a line whose head is `before`; None when no pattern matches."""
    if mta not in READERS or (mta == "postfix" and not DELIVERS.search(before)):
        return None
    return READERS[mta](body)


READERS = {"postfix": postfix, "exim": exim, "sendmail": sendmail, "opensmtpd": opensmtpd,
           "qmail": qmail, "haraka": haraka, "msmtp": msmtp, "nullmailer": nullmailer, "ssmtp": ssmtp}

# What is in every line that tells of a delivery.
NEEDS = {mta: re.compile(pattern, re.S) for mta, pattern in {
    "postfix": r"status=",
    "exim": r"=>|->|\*\*|==|\*>|>>",
    "sendmail": r"stat=",
    "opensmtpd": r"result=|(?:relay|delivery): \w+ for [0-9A-Fa-f]{16}:",
    "qmail": r"delivery \d.*: ?(?:success|failure|deferral)",
    "haraka": r"\] +(?:\[core\] +queue code=OK|\[outbound\] +(?:delivered file=|Temp failing |bouncing mail: |recipient ))",
    "msmtp": r"host=.* tls=.*(?:exitcode=|errormsg=|smtpstatus=)",
    "nullmailer": r"(?:smtp|qmqp): (?:Succeeded|Failed): |Sending failed: ",
    "ssmtp": r"Sent mail for |[45]\d\d |Cannot open |Invalid response SMTP|Connection lost in middle",
}.items()}


def is_no_delivery(mta, body):
    return mta not in NEEDS or not NEEDS[mta].search(body)
