"""What mail servers say themselves, without a reply code in front: a row for every text
as the readers in core/parse hand it on, and the cause it must get."""

import json

from program import Checks, report, run

checks = Checks()

ROWS = {
    # transports/smtp.c, retry.c, deliver.c, route.c of Exim; Debian's exim4-config
    "Exim": (
        ("domain matches queue_smtp_domains, or -odqs set", "not-tried"),
        ("domain matches queue_domains, or -odq set", "not-tried"),
        ("Mailing to remote domains not supported", "local-system-error"),
        ("Unrouteable address", "domain-not-found"),
        ("all relevant MX records point to non-existent hosts", "domain-not-found"),
        ("an MX or SRV record indicated no SMTP service", "domain-no-mail"),
        ("lowest numbered MX record points to local host", "mail-loop"),
        ("remote host address is the local host", "mail-loop"),
        ("host lookup did not complete", "dns-temporary"),
        ('lookup of host "smtp.example.com" failed in smarthost router',
         "relay-host-not-found"),
        ("retry time not reached for any host", "delivery-suspended"),
        ("retry time not reached for any host for 'example.org'", "delivery-suspended"),
        ("retry time not reached for any host after a long failure period",
         "message-expired"),
        ("retry timeout exceeded", "message-expired"),
        ("all hosts for 'example.org' have been failing for a long time (and retry time "
         "not reached)", "message-expired"),
        ("Message is frozen", "delivery-suspended"),
        ("Connection timed out", "connect-timeout"),
        ("Operation timed out", "connect-timeout"),
        ("Connection refused", "connect-refused"),
        ("No route to host", "connect-refused"),
        ("Network is unreachable", "connect-refused"),
        ("SMTP timeout after initial connection", "connect-timeout"),
        ("SMTP timeout while connected to mx.example.org [192.0.2.7] after RCPT "
         "TO:<jane@example.org>", "connect-timeout"),
        ("Remote host mx.example.org [192.0.2.7] closed connection in response to MAIL "
         "FROM:<shop@example.com> SIZE=1200", "connection-lost"),
        ("Malformed SMTP reply from mx.example.org [192.0.2.7] in response to initial "
         "connection: hello", "protocol-error"),
        ("a TLS session is required, but the server did not offer TLS support",
         "tls-required"),
        ("a TLS session is required for mx.example.org [192.0.2.7], but an attempt to "
         "start TLS failed", "tls-failed"),
        ("(certificate verification failed): certificate invalid", "tls-failed"),
        ("(gnutls_handshake): The TLS connection was non-properly terminated.",
         "tls-failed"),
        ("SSL_connect: error:1408F10B:SSL routines:ssl3_get_record:wrong version number",
         "tls-failed"),
        ("login authenticator failed H=smtp.example.com [192.0.2.7]",
         "auth-bad-credentials"),
        ("authentication required but no common mechanisms were found",
         "auth-method-disabled"),
        ('Too many "Received" headers - suspected mail loop', "mail-loop"),
        ("smtp transport process returned non-zero status 0x000b: terminated by signal "
         "11", "local-system-error"),
    ),
    # deliver.c and libsm's sysexits.c of Sendmail
    "Sendmail": (
        ("Service unavailable", "reason-not-logged"),
        ("User unknown", "user-unknown"),
        ("Host unknown (Name server: example.org: host not found)", "domain-not-found"),
        ("Data format error", "sender-address-invalid"),
        ("Local configuration error", "local-system-error"),
        ("Operating system error", "local-system-error"),
        ("I/O error", "local-system-error"),
        ("Insufficient permission", "local-system-error"),
        ("Remote protocol error", "protocol-error"),
        ("Connection refused by mx.example.org.", "connect-refused"),
        ("Connection timed out with mx.example.org.", "connect-timeout"),
        ("Connection reset by mx.example.org.", "connection-lost"),
        ("mx.example.org.: No route to host", "connect-refused"),
        ("Name server: mx.example.org.: host name lookup failure", "dns-temporary"),
        ("queued", "not-tried"),
        ("Deferred", "delivery-suspended"),
        ("Message could not be delivered for 5 days", "message-expired"),
        ("Cannot send message for 5 days", "message-expired"),
        ("config error: mail loops back to me (MX problem?)", "mail-loop"),
    ),
    # usr.sbin/smtpd/mta.c and mta_session.c of OpenSMTPD
    "OpenSMTPD": (
        ("Network error on destination MXs", "connect-refused"),
        ("Address family mismatch on destination MXs", "connect-refused"),
        ("No valid route to remote MX", "connect-refused"),
        ("All routes to destination blocked", "local-system-error"),
        ("Destination seem to reject all mails", "policy-blocked"),
        ("No MX found for domain", "domain-not-found"),
        ("Domain does not exist", "domain-not-found"),
        ("Domain does not accept mail", "domain-no-mail"),
        ("Temporary failure in MX lookup", "dns-temporary"),
        ("MX points to loop", "mail-loop"),
        ("Loop detected", "mail-loop"),
        ("TLS required but not supported by remote host", "tls-required"),
        ("Envelope expired", "message-expired"),
        ("Invalid credentials", "auth-bad-credentials"),
        ("Could not retrieve credentials", "auth-missing"),
        ("Could not retrieve source address", "local-system-error"),
        ("IO Error: Connection reset by peer", "connection-lost"),
        ("Connection timeout", "connect-timeout"),
        ("Connection closed unexpectedly", "connection-lost"),
    ),
    # qmail-remote.c, qmail-send.c and qmail-rspawn.c of qmail
    "qmail": (
        ("Sorry, I couldn't find any host named example.org. (#5.1.2)",
         "domain-not-found"),
        ("Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)",
         "domain-not-found"),
        ("Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)",
         "connect-refused"),
        ("CNAME lookup failed temporarily. (#4.4.3)", "dns-temporary"),
        ("Sorry, no mailbox here by that name. (#5.1.1)", "user-unknown"),
        ("I'm not going to try again; this message has been in the queue too long.",
         "message-expired"),
        ("Sorry. Although I'm listed as a best-preference MX or A for that host, it "
         "isn't in my control/locals file, so I don't treat it as local. (#5.4.6)",
         "mail-loop"),
        ("Connected to 192.0.2.7 but connection died. (#4.4.2)", "connection-lost"),
        ("System resources temporarily unavailable. (#4.3.0)", "local-system-error"),
        ("Unable to read control files. (#4.3.0)", "local-system-error"),
        ("qmail-remote crashed.", "local-system-error"),
    ),
    # lib/errcodes.cc of nullmailer
    "nullmailer": (
        ("Host not found", "relay-host-not-found"),
        ("Host has no address", "relay-host-not-found"),
        ("Fatal error in gethostbyname", "relay-host-not-found"),
        ("Temporary error in gethostbyname", "dns-temporary"),
        ("Connection failed", "connect-refused"),
        ("Connection timed out", "connect-timeout"),
        ("Host or network unreachable", "connect-refused"),
        ("Could not connect", "connect-refused"),
        ("Socket failed", "local-system-error"),
        ("Could not exec program", "local-system-error"),
    ),
    # ssmtp.c of sSMTP
    "sSMTP": (
        ("Cannot open smtp.example.com:587", "connect-refused"),
        ("Cannot open mailhub:25", "connect-refused"),
        ("Cannot open 192.0.2.7:25", "connect-refused"),
        ("Authorization failed", "auth-bad-credentials"),
        ("Invalid response SMTP server", "protocol-error"),
        ("SSL not working", "tls-failed"),
        ("STARTTLS not working", "tls-failed"),
        ("Connection lost in middle of processing", "connection-lost"),
    ),
    # smtp.c, net.c and mtls-*.c of msmtp
    "msmtp": (
        ("cannot connect to smtp.example.com, port 587: Connection timed out",
         "connect-timeout"),
        ("cannot connect to smtp.example.com, port 587: Connection refused",
         "connect-refused"),
        ("cannot locate host smtp.example.com: Name or service not known",
         "relay-host-not-found"),
        ("cannot locate host smtp.example.com: Temporary failure in name resolution",
         "dns-temporary"),
        ("the server does not support TLS via the STARTTLS command", "tls-required"),
        ("TLS certificate verification failed: the certificate hasn't got a known issuer",
         "tls-failed"),
        ("TLS handshake failed: An unexpected TLS packet was received.", "tls-failed"),
        ("authentication failed (method PLAIN)", "auth-bad-credentials"),
        ("the server does not support authentication", "auth-method-disabled"),
        ("no authentication method available", "auth-method-disabled"),
        ("cannot use a secure authentication method", "auth-method-disabled"),
        ("the server sent an empty reply", "connection-lost"),
        ("cannot get initial OK message from server", "protocol-error"),
        ("SMTP server does not accept EHLO or HELO commands", "helo-invalid"),
        ("the server does not accept mail data", "reason-not-logged"),
        ("recipient address jane@example.org not accepted by the server",
         "reason-not-logged"),
        ("network read error: the operation timed out", "connect-timeout"),
    ),
    # outbound/hmail.js and mx_lookup.js of Haraka
    "Haraka": (
        ("Tried all MXs", "connect-refused"),
        ("No Such Domain: example.org", "domain-not-found"),
        ("No MX for example.org", "domain-not-found"),
        ("Nowhere to deliver mail to for domain: example.org", "domain-no-mail"),
        ("Domain example.org sends and receives no email (NULL MX)", "domain-no-mail"),
        ("DNS lookup failure: Error: queryMx ETIMEOUT example.org", "dns-temporary"),
        ("Temporary MX lookup error for example.org", "dns-temporary"),
        ("Too many failures", "message-expired"),
        ("connect ECONNREFUSED 192.0.2.7:25", "connect-refused"),
    ),
}

# A failure on this host, or at its one relay, is no reason to remove a recipient.
OWN = ("relay-host-not-found", "local-system-error", "mail-loop", "auth-", "tls-",
       "helo-", "connect", "reason-not-logged", "not-tried", "delivery-suspended")

# Sendmail calls every 550 to RCPT "User unknown": the status beside it says what it was.
STATUSES = (
    ("5.1.1", "User unknown", "user-unknown"),
    ("5.2.2", "User unknown", "mailbox-full"),
    ("5.7.1", "User unknown", "policy-blocked"),
    ("5.0.0", "Service unavailable", "reason-not-logged"),
    ("5.7.1", "Service unavailable", "policy-blocked"),
    ("5.1.3", "Data format error", "sender-address-invalid"),
)


def classified(relay, texts):
    asked = "".join(f"{relay}\t{text}\n" for text in texts)
    status, out, err = run("--classify", "-", "-f", "ndjson", stdin=asked.encode())
    checks.equal(f"{relay}: exit", (status, err), (0, b""))
    return [json.loads(line) for line in out.splitlines()]


for server, rows in ROWS.items():
    texts = [text for text, _ in rows]
    verdicts = classified("mx.example.org", texts)
    checks.equal(f"{server}: answers", len(verdicts), len(rows))
    for (text, cause), verdict in zip(rows, verdicts):
        checks.equal(f"{server}: {text}", verdict["cause"], cause)
        checks.true(f"{server}: {text}: removes no recipient",
                    not cause.startswith(OWN) or verdict["action"] != "clean-list")

for dsn, stat, cause in STATUSES:
    line = (f"Mar 22 10:00:01 mx1 sm-mta[2979]: 52MA01aa002977: to=<jane@example.org>, "
            f"ctladdr=<shop@example.com> (1000/1000), delay=00:00:01, xdelay=00:00:01, "
            f"mailer=esmtp, pri=120296, relay=mx.example.org. [198.51.100.58], "
            f"dsn={dsn}, stat={stat}\n")
    found = report("--year=2026", "--tz=UTC", "-", stdin=line.encode())
    checks.equal(f"{stat} with {dsn}", [row["cause"] for row in found["causes"]], [cause])
checks.end()
