"""The mail: strict parsers read it, its head is of the program's own words, lines are short,
and both of its parts say what the JSON report says."""

import re
import shutil
import subprocess
import tempfile

from hostile_log import a_log
from html_page import Page, number_in, text_of
from mail_page import Mail
from program import Checks, report, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
HEADERS = ["date", "subject", "message-id", "mime-version", "auto-submitted",
           "x-auto-response-suppress", "content-type"]
LIMIT = 60_000

# What an independent parser finds: the subject, then type and length of each part.
PERL = r"""use MIME::Parser; use MIME::WordDecoder; my $p = MIME::Parser->new; $p->output_to_core(1);
my $m = $p->parse(\*STDIN); print $m->head->get("Auto-Submitted");
for my $part ($m->parts) { print $part->mime_type, " ", length($part->bodyhandle->as_string), "\n" }
print join(" ", $p->results->errors, $p->results->warnings), "\n";"""


def has_perl_parser():
    return shutil.which("perl") and subprocess.run(
        ["perl", "-MMIME::Parser", "-e", "1"], capture_output=True, check=False).returncode == 0


def check_form(name, mail, timed):
    checks.equal(f"{name}: headers", mail.names(), HEADERS if timed else HEADERS[1:])
    checks.true(f"{name}: ASCII", mail.bytes.isascii())
    lines = mail.bytes.split(b"\n")
    checks.true(f"{name}: lines end in LF alone", b"\r" not in mail.bytes)
    checks.equal(f"{name}: long lines", [l for l in lines if len(l) > 76], [])
    checks.equal(f"{name}: lines that are misread",
                 [l for l in lines if l == b"." or l.startswith(b"From ")], [])
    checks.equal(f"{name}: parts", [p.get_content_type() for p in mail.parts],
                 ["text/plain", "text/html"])
    checks.equal(f"{name}: charsets", {p.get_content_charset() for p in mail.parts}, {"utf-8"})
    checks.equal(f"{name}: auto", mail.header("Auto-Submitted"), "auto-generated")
    checks.true(f"{name}: id", re.fullmatch(r"<[0-9a-f]{16}\.[0-9a-f]{16}@smtplogscan\.invalid>",
                                            mail.header("Message-ID")))


def check_subject(name, mail, found):
    subject, totals = mail.header("Subject"), found["totals"]
    refused = totals["failed"] + totals["delayed"]
    words = re.fullmatch(r"\[[A-Za-z0-9._-]+\] (.*)", subject) if found["hosts"] else re.match("(.*)", subject)
    checks.true(f"{name}: {subject}", words)
    if refused:
        checks.true(f"{name}: {subject}", words[1].startswith(
            f"{refused:,} of {totals['recipients']:,} not accepted: "))
        checks.true(f"{name}: {subject}", subject.endswith(found["causes"][0]["title"]))


def check_date(name, mail, found):
    last = found["period"]["last"]
    if last is None:
        checks.equal(f"{name}: date", mail.header("Date"), None)
    else:
        checks.equal(f"{name}: date", mail.message["Date"].datetime.isoformat(), last)


def check_text(name, text, sample, top):
    """The first part is the text report."""
    status, out, err = run("-f", "text", "--width=76", "-n", str(top), *OPTIONS, sample.path)
    checks.equal(f"{name}: text", (status, err, text.replace("\r\n", "\n")), (0, b"", out.decode()))


def check_html(name, html, found, top):
    page = Page(html.encode())
    totals = found["totals"]
    refused = totals["failed"] + totals["delayed"]
    checks.equal(f"{name}: elements", {e for e in ("script", "link", "style", "img", "iframe", "form")
                                       if page.named(e)}, set())
    for link in page.named("a"):
        checks.true(f"{name}: {link.get('href')}", re.fullmatch(r"https://[!-~]+", link.get("href")))
    numbers = [number_in(n) for n in re.findall(r"\d[\d,]*\b(?![.%])", page.heading())]
    if refused:
        checks.equal(f"{name}: heading", numbers[:2], [refused, totals["recipients"]])
    shown = [c for c in found["causes"] if c["failed"] + c["delayed"] and c["cause"] != "unclassified"]
    titles = sorted((text_of(h) for h in page.named("h3")), key=lambda t: int(t.split(".")[0]))
    checks.equal(f"{name}: causes", len(titles), len(shown[:top or None]))
    for place, (title, cause) in enumerate(zip(titles, shown), 1):
        checks.true(f"{name}: {title}", title.startswith(f"{place}. ") and title.endswith(cause["title"]))
    counts = [text_of(b) for p in page.named("p") for b in page.named("b", p)
              if re.search("failed|delayed", text_of(b))]
    checks.equal(f"{name}: counts", sorted(counts), sorted(", ".join(
        f"{c[k]:,} {k}" for k in ("failed", "delayed") if c[k]) for c in shown[:top or None]))
    if found["providers"]:
        rows = [[text_of(c) for c in tr] for tr in page.named("tr", page.named("table")[-1])][1:]
        checks.equal(f"{name}: providers", [(r[0], *map(number_in, r[1:])) for r in rows],
                     [(p["name"], p["accepted"], p["delayed"], p["failed"]) for p in found["providers"]])


def check(sample, top, *options):
    name = f"{sample.name} -n {top}"
    given = ("-f", "email", "-n", str(top), *OPTIONS, *options, sample.path)
    status, out, err = run(*given)
    checks.equal(f"{name}: exit", (status, err), (0, b""))
    mail, found = Mail(out), report(*OPTIONS, sample.path)
    check_form(name, mail, found["period"]["last"])
    check_subject(name, mail, found)
    check_date(name, mail, found)
    check_text(name, mail.texts[0], sample, top)
    check_html(name, mail.texts[1], found, top)
    return mail


def check_other_parser(mail):
    """It need not be there; the full checks install it."""
    if not has_perl_parser():
        print("perl's MIME::Parser (libmime-tools-perl) is not installed: it is not asked")
        return
    out = subprocess.run(["perl", "-e", PERL], input=mail.bytes, capture_output=True, check=True).stdout
    want = "auto-generated\n" + "".join(
        f"{p.get_content_type()} {len(t.replace(chr(13), '').encode())}\n"
        for p, t in zip(mail.parts, mail.texts)) + "\n"
    checks.equal("another parser", out.decode(), want)


def check_sender_program(mail):
    """What comes before the report's own headers becomes one of them."""
    whole = Mail(b"From: smtplogscan@mx1.example\nTo: admin@example.com\n" + mail.bytes)
    checks.equal("To", whole.header("To"), "admin@example.com")
    checks.equal("parts", len(whole.parts), 2)


def check_incomplete():
    status, out, _ = run("-f", "email", *OPTIONS, DAYS[0].path, "/nowhere/mail.log")
    mail = Mail(out)
    checks.equal("incomplete: exit", status, 3)
    checks.true("incomplete: subject", "INCOMPLETE" in mail.header("Subject"))
    for text in mail.texts:
        checks.true("incomplete: says which", "/nowhere/mail.log: no such file" in text)


def check_korean():
    """A subject that is more than ASCII is the same sentence after decoding."""
    given = ("--lang", "ko", *OPTIONS, DAYS[1].path)
    mail = Mail(run("-f", "email", *given)[1])
    page = Page(run("-f", "html", *given)[1])
    checks.true("Korean: ASCII", mail.bytes.isascii())
    checks.equal("Korean: long lines", [l for l in mail.bytes.split(b"\n") if len(l) > 76], [])
    checks.true("Korean: subject", mail.header("Subject").startswith(
        "[mx1] " + text_of(page.named("span", page.named("h1")[0])[0])))
    checks.equal("Korean: language", Page(mail.texts[1].encode()).root.get("lang"), "ko")
    checks.equal("Korean: head", mail.header("Date"), Mail(run("-f", "email", *OPTIONS, DAYS[1].path)[1]).header("Date"))


def check_hosts():
    """Only a name made of the letters of host names comes into the subject."""
    rows = ((b"mx1", "[mx1] "), (b"mx_1.one.example", "[mx_1.one.example] "), (b"10.0.0.1", "[10.0.0.1] "),
            (b"-mx1", ""), (b"mx<b>1", ""), (b"=?UTF-8?Q?a?=", ""), (b"m\xec\x97\x91", ""),
            (b"mx\x1b[1m", ""), (b"mx\r1", ""), (b"mx%0a1", ""), (b"a" * 64, ""), (b"a" * 63, "[" + "a" * 63 + "] "))
    for host, want in rows:
        log = a_log(b"quiet").replace(b" mx1 ", b" " + host + b" ").replace(b" quiet ", b" " + host + b" ")
        found = report(*OPTIONS, "-", stdin=log)
        mail = Mail(run("-f", "email", *OPTIONS, "-", stdin=log)[1])
        checks.equal(f"{host}: hosts", len(found["hosts"]), 1)
        checks.true(f"{host}: {mail.header('Subject')}", mail.header("Subject").startswith(
            want + str(found["totals"]["failed"]) + " of "))
        checks.equal(f"{host}: headers", mail.names(), HEADERS)


def check_ending():
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/report.eml"
        status, out, err = run("-o", path, DAYS[0].path)
        checks.equal("-o report.eml", (status, out, err), (0, b"", b""))
        with open(path, "rb") as file:
            checks.true("-o report.eml", Mail(file.read()).header("Subject"))


for each in DAYS:
    for count in (0, 3, 10):
        check(each, count)
for each in FORMATS:
    check(each, 10)
again = ("-f", "email", "-n", "10", *OPTIONS, DAYS[1].path)
checks.true("the same input is the same bytes", run(*again)[1] == run(*again)[1])
many = check(DAYS[2], 20)
checks.true("20 causes are small", len(many.parts[1].as_bytes()) < LIMIT)
check_other_parser(many)
check_sender_program(many)
check_incomplete()
check_korean()
check_hosts()
check_ending()
checks.end()
