"""--lang=ko: what people read is Korean, what programs read is not, and columns line up."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata

from program import BINARY, SOURCE, Checks, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
BUILD = os.path.dirname(BINARY)
BAD = "samples/bad-day.log.gz"
WIDTHS = (60, 80, 96, 120, 200)
HANGUL = re.compile("[가-힣]")


def columns(text):
    """As a terminal counts them (UAX #11)."""
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cells(text):
    """One character a column: of a wide one the second column is NUL."""
    return "".join(c + "\0" * (columns(c) - 1) for c in text)


def korean(*arguments, **options):
    status, out, err = run("--lang=ko", *arguments, **options)
    return status, out.decode(), err.decode()


def check_environment():
    """--lang alone decides; without it the locale's name, and none has to be installed."""
    wanted = run("--lang=ko", *OPTIONS, BAD)[1]
    plain = run("--lang=en", *OPTIONS, BAD)[1]
    checks.true("Korean is spoken", HANGUL.search(wanted.decode()))
    checks.true("English is not Korean", not HANGUL.search(plain.decode()))
    for env in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANGUAGE": "en"}, {"LANG": "xx_YY"}):
        checks.equal(f"--lang=ko with {env}", run("--lang=ko", *OPTIONS, BAD, env=env)[1], wanted)
    for env in ({"LC_ALL": "ko_KR.UTF-8"}, {"LC_ALL": "C.UTF-8", "LANGUAGE": "ko"},
                {"LANG": "ko_KR", "LANGUAGE": "ko"}):
        checks.equal(f"--lang=en with {env}", run("--lang=en", *OPTIONS, BAD, env=env)[1], plain)
    for env in ({"LC_ALL": "ko_KR.UTF-8"}, {"LANG": "ko"}, {"LC_MESSAGES": "ko_KR.EUC-KR"}):
        checks.equal(f"no --lang, {env}", run(*OPTIONS, BAD, env=env)[1], wanted)
    checks.equal("no --lang, LC_ALL before LANG",
                 run(*OPTIONS, BAD, env={"LC_ALL": "C", "LANG": "ko_KR.UTF-8"})[1], plain)


def check_messages():
    """A message about one option is said in the language that another asks for."""
    for words in (["--lang=ko", "--nosuch"], ["--nosuch", "--lang=ko"], ["--nosuch", "--lang", "ko"],
                  ["--lang=ko", "--lang=fr", "x"]):
        status, out, err = run(*words)
        checks.true(f"{words}: {err}", status == 2 and not out and HANGUL.search(err.decode()))
    checks.true("what stands behind -- is a file", not HANGUL.search(
        run("--nosuch", "--", "--lang=ko")[2].decode()))
    status, out, err = korean("/nonexistent.log")
    checks.equal("a missing file", (status, out, err), (
        2, "", "smtplogscan: /nonexistent.log: 파일이 없습니다\n  방법: ls -l /var/log/mail*\n"))


def check_json(name, *arguments, stdin=b""):
    english = run("--lang=en", "-f", "json", *arguments, stdin=stdin)
    other = run("--lang=ko", "-f", "json", *arguments, stdin=stdin)
    checks.equal(f"{name}: JSON is the same", other[:2], english[:2])
    checks.true(f"{name}: and JSON", isinstance(json.loads(other[1]), dict))


def check_programs_read_english(room):
    """Sentences of a report for programs (problems, warnings) do not change with --lang."""
    for sample in (*DAYS, *FORMATS):
        check_json(sample.name, *OPTIONS, sample.path)
    check_json("a filter", "--provider=gmail", "--status=failed", "--host=mx1", BAD)
    check_json("a filter that keeps nothing", "--sender=nobody@client1.example", BAD)
    for form in (["-f", "csv"], ["-f", "csv", "-g", "provider"], ["-f", "prometheus"]):
        checks.equal(f"{form}", run("--lang=ko", *form, *OPTIONS, BAD),
                     run("--lang=en", *form, *OPTIONS, BAD))
    cut = os.path.join(room, "cut.log.gz")
    data = open(os.path.join(SOURCE, BAD), "rb").read()
    open(cut, "wb").write(data[:len(data) // 2])
    closed = os.path.join(room, "closed.log")
    os.mkdir(closed)
    check_json("cut short, twice, and missing", cut, BAD, BAD, os.path.join(room, "none"))
    check_json("a folder", closed, BAD)
    check_json("nothing selected", "--since=2001-01-01", "--until=2001-01-02", BAD)
    status, _, err = korean(cut)
    checks.true(f"and is told in Korean: {err}",
                status == 3 and "압축 데이터 중간" in err and "행은 보고서에" in err)
    text = korean(cut, BAD)[1]
    checks.equal("at both ends of the report", text.count("불완전: "), 2)
    checks.true("and counted as incomplete", ", 불완전\n" in text)


def check_table(name, text):
    """The headings of the provider table end where its numbers do."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("  서비스 제공자"))
    table = [cells(line) for line in lines[at:lines.index("", at)]]
    ends = [[m.end() for m in re.finditer(r"\S+(?: \S+)*", row)][1:] for row in table]
    narrow = min(len(row) for row in ends)
    checks.true(f"{name}: {narrow} columns", narrow >= 4 and len(table) > 1)
    for row, line in zip(ends[1:], table[1:]):
        checks.equal(f"{name}: {line!r}", row[:4], ends[0][:4])
        checks.true(f"{name}: clocks within the page", row[-1] == ends[0][-1])


def check_labels(name, text):
    """What stands beside a label of a cause begins in one column."""
    labels = "발신자|수신처|시각|응답|조치|참고|링크"
    rows = [cells(line) for line in text.split("\n") if re.match(f"    ({labels}) ", line)]
    checks.true(f"{name}: there are labels", len(rows) > 4)
    for row in rows:
        checks.true(f"{name}: {row!r}", row[10] == " " and row[11] != " ")


def check_columns():
    for sample in (*DAYS[1:], *(s for s in FORMATS if s.name.endswith("exim-mainlog"))):
        for width in WIDTHS:
            name = f"{sample.name} at {width}"
            text = korean(f"--width={width}", *OPTIONS, sample.path)[1]
            check_table(name, text)
            check_labels(name, text)
            for line in text.split("\n"):
                # A link is not broken, nor is a word that is longer than the page.
                if columns(line) > width and "https://" not in line:
                    longest = max(columns(word) for word in line.split())
                    checks.true(f"{name}: {line!r}", longest > width - 12)


def check_groups():
    """A table of -g has its headings above its numbers, too."""
    for grouping in ("cause", "sender", "provider", "recipient-domain", "host"):
        for width in WIDTHS:
            text = korean(f"--width={width}", "-g", grouping, *OPTIONS, BAD)[1]
            lines = text.split("\n")
            at = next(i for i, line in enumerate(lines) if "미접수율" in line)
            end = cells(lines[at]).index("미접수율"[-1]) + 2
            for line in lines[at + 1:lines.index("", at)]:
                checks.true(f"{grouping} at {width}: {line!r}", line.startswith("(외 ") or
                            (cells(line)[end - 1] == "%" and columns(line) <= width))


def check_ascii():
    """--ascii is about what is drawn: beside ASCII there is Hangul, and nothing else."""
    text = korean("--ascii", *OPTIONS, BAD)[1]
    checks.true("Hangul stays", HANGUL.search(text))
    strange = set(re.findall(r"[^\x00-\x7f가-힣ㄱ-ㆎ]", text))
    checks.equal("what else is beyond ASCII", strange, set())


def check_evidence():
    """The ticket is read by the provider's support; below "-- " the user is spoken to."""
    english = run("--evidence=1", *OPTIONS, BAD)[1].decode().partition("\n-- \n")
    other = korean("--evidence=1", *OPTIONS, BAD)[1].partition("\n-- \n")
    checks.equal("the ticket", other[0], english[0])
    checks.true("what is not for it", HANGUL.search(other[2]) and not HANGUL.search(english[2]))


def check_trace():
    english = run("--trace=info@client8.example", *OPTIONS, BAD)[1].decode()
    other = korean("--trace=info@client8.example", *OPTIONS, BAD)[1]
    lines = [line for line in english.split("\n") if line.startswith("samples/")]
    checks.equal("its lines are verbatim", [line for line in other.split("\n")
                                           if line.startswith("samples/")], lines)
    checks.true("its heading", other.startswith("메시지 ") and ", 발신자 info@client8.example" in other)
    checks.true("its day", "\n  2026년 11월 22일 (일) +0900\n" in other)
    checks.true("no English step is left",
                not re.search("taken in here|deferred by|accepted by|In the end", other))


def check_answers():
    for arguments in (["--list-causes"], ["--list-plugins"], ["--explain", "gmail"], ["--help"],
                      ["--explain", "sendgrid/sender-not-verified"],
                      ["--classify", "550 5.1.1 no such user"]):
        status, out, _ = korean(*arguments)
        checks.true(f"{arguments}: Korean", status == 0 and HANGUL.search(out))
    reply = "550 The from address does not match a verified Sender Identity"
    slugs = [run(f"--lang={language}", "-f", "ndjson", "--classify", reply)[1]
             for language in ("en", "ko")]
    checks.equal("--classify for programs", slugs[1], slugs[0])


def check_catalog(room):
    """docs/po/update --check tells what a catalog lacks; the build's own lacks nothing."""
    script = os.path.join(SOURCE, "docs/po/update")
    good = open(os.path.join(SOURCE, "docs/po/ko.po"), encoding="utf-8").read()
    changes = {
        "as it is": (good, 0),
        "untranslated": (good.replace('msgstr "지연"', 'msgstr ""'), 1),
        "fuzzy": (good.replace('msgid "delayed"', '#, fuzzy\nmsgid "delayed"'), 1),
        "of a sentence that is no more": (good + '\nmsgid "gone"\nmsgstr "없음"\n', 1),
        "lacking one": (good.replace('msgid "delayed"', 'msgid "delay"'), 1),
        "another directive": (good.replace('msgstr[0] "%s행"', 'msgstr[0] "%d행"'), 1),
    }
    for name, (text, want) in changes.items():
        checks.true(f"{name} differs", name == "as it is" or text != good)
        path = os.path.join(room, "ko.po")
        open(path, "w", encoding="utf-8").write(text)
        done = subprocess.run([script, "--check", BUILD, path], capture_output=True, check=False,
                              timeout=300)
        checks.equal(f"a catalog {name}: {done.stdout.decode()}{done.stderr.decode()}",
                     done.returncode, want)


with tempfile.TemporaryDirectory() as folder:
    check_environment()
    check_messages()
    check_programs_read_english(folder)
    check_columns()
    check_groups()
    check_ascii()
    check_evidence()
    check_trace()
    check_answers()
    if shutil.which("xgettext"):
        check_catalog(folder)
checks.end()
