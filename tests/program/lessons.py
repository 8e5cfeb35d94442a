"""What --classify prints of a reply that no rule knows is a rule file as it stands: it passes
--check-plugin, and then catches that reply."""

import os
import tempfile

from program import Checks, report, run

checks = Checks()
REPLIES = [
    "550 5.9.9 Zxq frobs <a@b.example> on 203.0.113.9 for 12345678",
    "smtp.gmail.com\t550 Zxq \"quoted\" ${HOME} $PATH \\ back 'single' # sharp // slashes /* x */",
    "smtp.sendgrid.net\t599 Zxq 100% {of} it; = all, \xe9\xed of it \u2028\u202e end",
    "599 \ud55c\uad6d\uc5b4",
    "599 " + "zxq " * 700,
]
found = report("samples/providers.log.gz")["unclassified"]["templates"]
checks.true("the sample has some", len(found) > 0)
REPLIES += [template["example"] for template in found]

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "lesson.conf")
    for reply in REPLIES:
        name = reply[:60]
        status, out, err = run("--classify", reply)
        checks.equal(f"{name}: exit", (status, err), (0, b""))
        checks.true(f"{name}: unclassified", b"/unclassified: " in out)
        stanza = out[out.index(b'cause "'):] if b'\ncause "' in out else b""
        open(path, "wb").write(stanza)
        status, said, err = run("--check-plugin", path)
        checks.equal(f"{name}: --check-plugin {said.decode()}", (status, err), (0, b""))
        _, again, _ = run("--rules", path, "--classify", reply)
        checks.true(f"{name}: is caught", b"/new-cause: " in again.splitlines()[0])
        checks.true(f"{name}: where", b"lesson.conf:1" in again)
        checks.true(f"{name}: nothing more to teach", b'\ncause "' not in again)

# What is known is not taught; each answer says who, which rule, where, and what of it matched.
_, out, _ = run("--classify", "smtp.zoho.com\t553 Relaying disallowed as a@b.example")
lines = dict(line.split(maxsplit=1) for line in out.decode().splitlines() if line[:1] != " ")
checks.equal("the answer", {key: lines.get(key) for key in ("reply", "template", "matched", "code")},
             {"reply": "553 Relaying disallowed as a@b.example",
              "template": "553 Relaying disallowed as <addr>",
              "matched": "Relaying disallowed as", "code": lines.get("code")})
checks.true("the provider", lines["cause"].startswith("zoho/sender-mismatch: "))
checks.true("where", "zoho.so" in lines["rule"])
checks.true("nothing to teach", b'\ncause "' not in out)
checks.true("the report says how", b"--classify 'REPLY' writes a rule" in
            run("samples/providers.log.gz")[1])
checks.end()
