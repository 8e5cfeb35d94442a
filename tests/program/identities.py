"""Logins: from --identity, --identities, the log and replies; a password never comes out."""

import os
import tempfile

from program import SOURCE, Checks, check_sums, report, run

checks = Checks()
LOG, LOGINS = "samples/senders/mail.log", "samples/senders/sasl_passwd"


def senders(*arguments):
    """(address, provider): (login, match, freemail_foreign)."""
    found = report(*arguments)
    check_sums(checks, " ".join(arguments), found)
    return {(s.get("from", s["address"]), s["provider"]):
            (s["login"], s["match"], s["freemail_foreign"]) for s in found["senders"]}


checks.equal("nothing is known but what Zoho says", senders(LOG), {
    ("info@shop.example", "gmail"): (None, "unknown", False),
    ("orders@shop.example", "gmail"): (None, "unknown", False),
    ("news@shop.example", "zoho"): (None, "differs", False),
    ("exampleshop@naver.com", "sendgrid"): (None, "unknown", True),
    ("owner@gmail.com", "sendgrid"): (None, "unknown", True)})
checks.equal("sasl_passwd", senders("--identities", LOGINS, LOG), {
    ("info@shop.example", "gmail"): ("info@shop.example", "same", False),
    ("orders@shop.example", "gmail"): ("info@shop.example", "differs", False),
    ("news@shop.example", "zoho"): ("office@shop.example", "differs", False),
    ("exampleshop@naver.com", "sendgrid"): ("apikey", "unknown", True),
    ("owner@gmail.com", "sendgrid"): ("apikey", "unknown", True)})
both = senders("--identity=gmail=info@shop.example", "--identity=gmail=orders@shop.example", LOG)
checks.equal("an alias", both["orders@shop.example", "gmail"],
             ("info@shop.example", "alias", False))
checks.equal("msmtp logs it",
             senders("samples/formats/msmtp.log")["alerts@client1.example", "gmail"][:2],
             ("alerts@client1.example", "same"))

warned = [w for w in report("--identities", LOGINS, LOG)["warnings"] if "orders@" in w]
checks.equal("what was accepted is a warning", len(warned), 1)
checks.equal("no warning without a login",
             [w for w in report(LOG)["warnings"] if "login" in w], [])
status, text, _ = run("--identities", LOGINS, LOG)
checks.true("the section", b"SENDERS THAT DO NOT MATCH THE LOGIN\n"
            b"  news@shop.example through Zoho, login office@shop.example" in text)
checks.true("free mail", b"\n  owner@gmail.com through SendGrid, login apikey" in text)
checks.true("no section without a reason",
            b"SENDERS THAT" not in run("samples/good-day.log.gz")[1])

SECRET = "hunter2-is-no-password"
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "sasl_passwd")
    for name, line, want in (
            ("by host", f"[smtp.gmail.com]:587 a@shop.example:{SECRET}\n", 0),
            ("no colon", f"[smtp.gmail.com]:587 {SECRET}\n", 2),
            ("a password alone", f"{SECRET}\n", 2),
            ("a line that goes on", f"x a:b\n {SECRET}:{SECRET}\n", 0)):
        open(path, "w", encoding="utf-8").write(line)
        for form in ("text", "json"):
            status, out, err = run("-f", form, "--identities", path, LOG)
            checks.equal(f"{name}: exit", status, want)
            checks.true(f"{name}: no password", SECRET.encode() not in out + err)
    checks.true("the line is told", b"sasl_passwd:1: no line such as" in
                (open(path, "w", encoding="utf-8").write("x\n") and run("--identities", path, LOG)[2]))
checks.equal("no such file", run("--identities", "/nonexistent", LOG)[0], 2)
status, _, err = run("--identity", "gmial=a@b.example", LOG)
checks.equal("no such provider", (status, b'similar: "gmail"' in err), (2, True))

hidden = run("--redact", "--identities", LOGINS, LOG)[1] + \
    run("--redact", "-f", "json", "--identities", LOGINS, LOG)[1]
checks.equal("--redact hides logins and addresses",
             [name for name in ("info@", "office@", "orders@", "news@", "shop.example", "apikey")
              if name.encode() in hidden], [])

# What replies name, beside the advice.
found = {c["id"]: [(d["name"], d["value"]) for d in c["details"]] for c in report(LOG)["causes"]}
checks.equal("the refused address", found["zoho/sender-mismatch"],
             [("address", "news@shop.example")])
checks.true("in text", b"\n    what   refused address news@shop.example\n" in run(LOG)[1])

# A recipient's own server asks for no login, whoever runs it.
with tempfile.TemporaryDirectory() as folder:
    direct = os.path.join(folder, "mail.log")
    log = open(os.path.join(SOURCE, LOG), encoding="utf-8").read()
    open(direct, "w", encoding="utf-8").write(
        log.replace("smtp.gmail.com", "gmail-smtp-in.l.google.com").replace("]:587", "]:25"))
    found = senders("--identity=gmail=info@shop.example", direct)
    checks.equal("mail to Gmail's MX", found["orders@shop.example", "gmail"],
                 (None, "unknown", False))
checks.end()
