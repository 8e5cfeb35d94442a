"""Over two hundred hostile pieces of text in every field that a log gives, file names too:
no output and no message holds a byte that is more than text, each is what its own parser
takes, and pages have the elements of the benign twin's, in the same order."""

import csv
import io
import json
import os
import re
import tempfile
import unicodedata

from hostile_log import a_log, benign, grouped, joined
from html_page import Page, text_of
from mail_page import Mail
from payloads import LONG, PAYLOADS
from program import Checks, run
from sample import OPTIONS

checks = Checks()
ENDINGS = re.search(r"ends in one of ([^,]*),", run("-o", "x.none", ".")[2].decode())[1].split()
ENDINGS.remove(".partial")  # no text: tests/program/partials.py


def is_forbidden(character):
    """More than a mark on paper; a line feed is told apart."""
    code = ord(character)
    return (unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") or
            code & 0xfffe == 0xfffe or 0xfdd0 <= code <= 0xfdef or 0xfe00 <= code <= 0xfe0f or
            code in (0x34f, 0x115f, 0x1160, 0x3164, 0xffa0) or 0xe0000 <= code <= 0xe0fff)


def check_bytes(name, data, crlf=False):
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        checks.equal(f"{name}: UTF-8", str(error), "")
        return
    text = text.replace("\r\n", "\n") if crlf else text
    found = sorted({f"U+{ord(c):04X}" for c in text if c != "\n" and is_forbidden(c)})
    checks.equal(f"{name}: forbidden", found, [])


def strict_json(name, text):
    def refuse(word):
        raise ValueError(word)
    try:
        json.loads(text, parse_constant=refuse)
    except ValueError as error:
        checks.equal(f"{name}: JSON", str(error), "")


def check_html(name, out, twin):
    checks.true(f"{name}: elements", Page(out).sequence() == Page(twin).sequence())


def check_json(name, out, _):
    strict_json(name, out.decode())


def check_ndjson(name, out, twin):
    checks.equal(f"{name}: lines", out.count(b"\n"), twin.count(b"\n"))
    for line in out.splitlines():
        strict_json(name, line.decode())


def check_csv(name, out, twin):
    rows, others = (list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
                    for data in (out, twin))
    checks.equal(f"{name}: cells", [len(r) for r in rows], [len(r) for r in others])
    checks.equal(f"{name}: formulas", [c for r in rows for c in r if c[:1] in "=+-@\t\r" and c], [])


def check_email(name, out, twin):
    mail, other = Mail(out), Mail(twin)
    checks.equal(f"{name}: headers", mail.names(), other.names())
    checks.true(f"{name}: ASCII", out.isascii())
    checks.equal(f"{name}: subject", mail.header("Subject"), other.header("Subject"))
    checks.equal(f"{name}: parts", len(mail.parts), 2)
    for text in mail.texts:
        check_bytes(name, text, crlf=True)
    check_html(name, mail.texts[1].encode(), other.texts[1].encode())


PARSERS = {".html": check_html, ".json": check_json, ".ndjson": check_ndjson, ".csv": check_csv,
           ".eml": check_email}


def reports(folder, *given):
    """What one run writes, in every format that there is; its exit status."""
    outputs = [part for ending in ENDINGS for part in ("-o", "report" + ending)]
    status, out, err = run("-n", "0", *outputs, *OPTIONS, *given, cwd=folder)
    check_bytes(f"{given[0][:20]}: stderr", err)
    checks.equal(f"{given[0][:20]}: stdout", out, b"")
    written = {}
    for ending in ENDINGS:
        with open(os.path.join(folder, "report" + ending), "rb") as file:
            written[ending] = file.read()
    return status, written


def compare(name, folder, hostile, twin):
    """Two command lines that differ in their texts alone; the hostile reports."""
    (status, outs), (other, twins) = reports(folder, *hostile), reports(folder, *twin)
    checks.equal(f"{name}: exit", status, other)
    for ending in ENDINGS:
        check_bytes(f"{name}, {ending}", outs[ending], crlf=ending == ".csv")
        if ending in PARSERS:
            PARSERS[ending](f"{name}, {ending}", outs[ending], twins[ending])
    return outs


def check_group(folder, number, group):
    for file, change in (("hostile.log", bytes), ("benign.log", benign)):
        with open(os.path.join(folder, file), "wb") as log:
            log.write(a_log(joined(group, change)))
    outs = compare(f"group {number}", folder, ["hostile.log"], ["benign.log"])
    for ending, shown in ((".html", text_of(Page(outs[".html"]).root)), (".json", outs[".json"].decode())):
        checks.equal(f"group {number}, {ending}: pieces that are shown",
                     [i for i in range(len(group)) if f"mark{i}" not in shown], [])
    for verb in (("--evidence", "1"), ("--trace", "ABC004"), ("--trace", "from0@one.example"), ("--ascii",)):
        _, out, err = run(*verb, *OPTIONS, "hostile.log", cwd=folder)
        check_bytes(f"group {number}, {verb}", out)
        check_bytes(f"group {number}, {verb}: stderr", err)


def a_name(text):
    """What a file can be called."""
    return text.replace(b"/", b"_").replace(b"\0", b"_")[:240] + b".log"


def check_names(folder, number, group):
    """Files with such names, one that is a log, one that holds no mail log line, one that is
    not there."""
    names = [a_name(joined(group, change)) for change in (bytes, benign)]
    paths = [os.path.join(folder.encode(), kind, name) for name in names for kind in (b"log", b"web")]
    for path in paths:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(a_log(b"quiet") if b"/log/" in path else b"GET / HTTP/1.1\n" * 3)
    compare(f"name {number}", folder, *([b"log/" + name, b"web/" + name, b"gone/" + name] for name in names))
    for given in ((b"-f", names[0]), (b"-o", names[0]), (b"--" + names[0],), (b"gone/" + names[0],),
                  (b"web/" + names[0],), (b"--trace", names[0], b"log/" + names[0]),
                  (b"--explain", names[0]), (b"--rules", names[0])):
        _, out, err = run(*given, cwd=folder)
        check_bytes(f"name {number}, {given[0][:9]}: stdout", out)
        check_bytes(f"name {number}, {given[0][:9]}: stderr", err)


checks.true("there are over 200 pieces", len(set(PAYLOADS)) >= 200)
checks.true("formats are known", {".txt", ".html", ".json", ".eml"} <= set(ENDINGS))
with tempfile.TemporaryDirectory() as room:
    for index, pieces in enumerate(grouped(PAYLOADS) + [[p] for p in LONG]):
        check_group(room, index, pieces)
        check_names(room, index, pieces)
checks.end()
