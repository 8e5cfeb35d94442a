"""A Postfix log with a text in every field, hostile or benign."""

GROUP_BYTES = 330  # fits into what a page shows of a reply
FIELDS = ("sender", "recipient", "relay", "host", "reply", "queue_id", "message_id")

LINES = b"""\
2026-11-22T10:00:00+00:00 %(host)s postfix/qmgr[1]: %(queue_id)s: from=<%(sender)s>, size=1, nrcpt=1 (queue active)
2026-11-22T10:00:00+00:00 %(host)s postfix/cleanup[2]: %(queue_id)s: message-id=<%(message_id)s>
2026-11-22T10:%(minute)02d:00+00:00 %(host)s postfix/smtp[3]: %(queue_id)s: to=<%(recipient)s>, relay=%(relay)s[192.0.2.1]:25, \
delay=1, delays=0/0/0/1, dsn=5.0.0, status=bounced (host %(relay)s[192.0.2.1] said: 550 %(reply)s (in reply to end of DATA command))
"""


def benign(payload):
    """As long, and nothing but letters."""
    return (b"quietly" * (len(payload) // 7 + 1))[:len(payload)]


def grouped(payloads):
    """[(number of the first, [payload, ...])], each as long as a page shows of a reply."""
    groups = [[]]
    for payload in payloads:
        if sum(len(p) + 8 for p in groups[-1]) + len(payload) > GROUP_BYTES:
            groups.append([])
        groups[-1].append(payload)
    return groups


def joined(group, change):
    return b" ".join(b"mark%d" % i + change(p) + b"end" for i, p in enumerate(group))


def a_log(text):
    """A message for each field, with the text in it.  A comma ends a relay's name; with
    one the line is malformed, and the report another than the twin's."""
    lines = []
    for number, field in enumerate(FIELDS):
        values = {b"host": b"mx1", b"queue_id": b"ABC%03d" % number, b"sender": b"from%d@one.example" % number,
                  b"message_id": b"id%d@one.example" % number, b"recipient": b"to@two.example",
                  b"relay": b"mx.two.example", b"reply": b"plain refusal", b"minute": number}
        values[field.encode()] = (text.replace(b",", b"-") if field == "relay" else
                                  text + b"@one.example" if field in ("sender", "recipient") else text)
        lines.append(LINES % values)
    return b"".join(lines)
