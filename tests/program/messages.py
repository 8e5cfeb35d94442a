"""What the program says and how it exits when an input, an option or an output is no good."""

import bz2
import gzip
import lzma
import os
import stat
import subprocess
import tempfile

from program import BINARY, SOURCE, Checks, run

checks = Checks()
SAMPLE = os.path.join(SOURCE, "samples/good-day.log.gz")
BAD = os.path.join(SOURCE, "samples/bad-day.log.gz")


def case(name, arguments, status, error, out=None, **options):
    got, printed, said = run(*arguments, **options)
    checks.equal(f"{name}: exit status", got, status)
    for words in [error] if isinstance(error, bytes) else error:
        checks.true(f"{name}: {words!r} in {said!r}", words in said)
    if error == b"":
        checks.equal(f"{name}: standard error", said, b"")
    if out is not None:
        checks.true(f"{name}: {out!r} in the output {printed[:300]!r}", out in printed)
    return printed


with tempfile.TemporaryDirectory() as folder:
    def made(name, content):
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    whole = open(SAMPLE, "rb").read()
    text = gzip.decompress(whole)
    half = made("half.gz", whole[:len(whole) // 2])
    web = made("access.log", b'192.0.2.1 - - [16/Nov/2026:00:00:01 +0000] "GET / HTTP/1.1" 200\n'
               * 4000)
    noise = made("noise", bytes((i * 7919 + i // 251) % 256 for i in range(1 << 20)))
    empty = made("empty.log", b"")
    locked = made("locked.log", b"x")
    os.mkdir(os.path.join(folder, "nothing"))
    fifo = os.path.join(folder, "fifo")
    os.mkfifo(fifo)

    # Inputs.
    case("no such file", ["nosuch"], 2, b"smtplogscan: nosuch: no such file")
    case("an empty folder", [os.path.join(folder, "nothing")], 2,
         b"nothing: the folder holds no file to read")
    case("a device", ["/dev/null"], 2, b"/dev/null: is no regular file")
    case("a FIFO nobody writes", [fifo], 2, b"a FIFO that nobody writes")
    case("an empty file", [empty], 0, b"", b"no mail was sent to other hosts")
    case("an empty pipe", ["-"], 0, b"", b"no mail was sent")
    case("noise", [noise], 4, [b"no mail log line in", b"looks like binary data"])
    printed = case("a web server's log", [web], 4,
                   [b"access.log: no mail log line in 4,000 lines (looks like a web server log)",
                    b'  first line: 192.0.2.1 - - [16/Nov/2026:00:00:01 +0000] "GET / '])
    checks.equal("a web server's log: no page of zeros", printed, b"")
    case("half a gzip", [half], 3, b"half.gz: ends inside the compressed data (byte ",
         b"incomplete: ")
    case("one of two is missing", ["nosuch", SAMPLE], 3, b"nosuch: no such file",
         b"incomplete: nosuch: no such file")
    case("other programs' lines only", ["-"], 4, b"no mail log line",
         stdin=b"Nov 22 00:00:01 mx1 sshd[1]: Failed password for root\n")
    case("an Exim log", ["-"], 0, b"", b"read as exim",
         stdin=b"2026-11-22 10:00:00 1tExYz-0000aB-1c <= a@example.com H=x [192.0.2.1] P=esmtp\n")
    case("Sendmail beside Postfix", ["-"], 0, b"", b"read as sendmail+postfix",
         stdin=b"Nov 22 00:00:01 mx1 sm-mta[1]: 5AM1: to=<a@example.com>, stat=Deferred\n"
               b"Nov 22 00:00:02 mx1 postfix/qmgr[1]: 4AbC1: removed\n")
    case("an export without an event", ["-"], 0, b"", b"no mail was sent", stdin=b"[]\n")
    case("a format that is not the log's", ["--format-in=exim", "-"], 4, b"no mail log line in 1 line",
         stdin=b"Nov 22 00:00:02 mx1 postfix/qmgr[1]: 4AbC1: removed\n")
    case("a log as an export", ["--format-in=sendgrid", "-"], 4, b"no mail log line in 2 lines",
         stdin=b"Nov 22 00:00:01 mx1 postfix/qmgr[1]: 4AbC1: removed\n"
               b"Nov 22 00:00:02 mx1 postfix/qmgr[1]: 4AbC2: removed\n")
    case("an export without a row", ["--format-in=sendgrid", "-"], 0, b"", b"no mail was sent",
         stdin=b"processed,message_id,event,api_key_id,recv_message_id,email\n")
    case("JSON of nobody", ["-"], 4, b"looks like JSON", stdin=b'{"a": 1}\n{"a": 2}\n')
    case("a list that is missing", ["--files-from", "nosuch"], 2,
         b"--files-from: nosuch: No such file")
    case("a list of nothing", ["--files-from=-"], 2, b"--files-from: -: names no file",
         stdin=b"\n")
    case("a list on standard input", ["--files-from=-"], 0, b"", b"recipients accepted",
         stdin=SAMPLE.encode() + b"\n")
    case("no journal there", ["--journal=" + folder + "/nosuch"], 2, b"nosuch: no such file")
    case("a name with an escape sequence", ["no\x1b[31msuch"], 2, b"no\\x1b[31msuch")
    if os.geteuid() != 0:
        os.chmod(locked, 0)
        case("unreadable", [locked], 2, b"permission denied")
    name = made("mail.txt", whole)
    case("gzip under another name", [name], 0, b"", b"recipients accepted")
    name = made("mail.gz", text)
    case("text under a gzip name", [name], 0, b"", b"recipients accepted")
    case("zeros behind the gzip", [made("pad.gz", whole + bytes(512))], 0, b"")
    case("garbage behind the gzip", [made("tail.gz", whole + b"garbage")], 3, b"is not gzip")

    case("bzip2", [made("bzip2", bz2.compress(text))], 0, b"", b"recipients accepted")
    case("xz", [made("xz", lzma.compress(text))], 0, b"", b"recipients accepted")
    lz4 = made("mail.log.lz4", b"\x04\x22\x4d\x18" + text[:100])
    said = [b"mail.log.lz4: is compressed with lz4, which smtplogscan does not read\n",
            f"  try: lz4 -dc {lz4} | smtplogscan -\n".encode()]
    case("lz4", [lz4], 2, said)
    case("lz4 and a log", [lz4, SAMPLE], 3, said, b"incomplete: ")
    window = b"\x28\xb5\x2f\xfd\0\xa8\x29\0\0line\n"
    case("a zstd window of 2 GiB", [made("mail.zst", window)], 2,
         [b"mail.zst: takes 2,048 MiB of memory to decompress (zstd), more than the 128 MiB",
          b"  try: zstd -dc --long=31 "])
    case("a journal in a pipe", ["-"], 2,
         [b"-: is a file of the systemd journal, which cannot be read from a pipe",
          b"  try: journalctl -o short-iso --file FILE | smtplogscan -"],
         stdin=b"LPKSHHRH" + bytes(300))

    # Options.
    with open("/dev/null", "rb") as nothing:
        done = subprocess.run([BINARY, "--no-config"], stdin=nothing, capture_output=True, check=False)
    checks.true("no arguments", done.returncode == 2 and b"Usage: smtplogscan" in done.stderr)
    case("no arguments, but a pipe", [], 0, b"", b"recipients accepted", stdin=whole)
    case("a typo", ["--formt=text", SAMPLE], 2, b"no option --formt; similar: --format")
    case("an abbreviation", ["--form=text", SAMPLE], 2, b"similar: --format")
    case("a missing argument", ["--top"], 2, b"--top needs an argument")
    case("an argument too many", ["--ascii=yes", SAMPLE], 2, b"--ascii takes no argument")
    case("no number", ["--top=ten", SAMPLE], 2, b'--top: "ten" is no number')
    case("no zone", ["--tz=Nowhere/Land", SAMPLE], 2, b'no time zone "Nowhere/Land"')
    case("no format", ["-f", "yaml", SAMPLE], 2, b'no format "yaml"')
    case("no input format", ["--format-in=exmi", SAMPLE], 2,
         b'--format-in: no format "exmi"; there are: postfix exim')
    case("a typo in a format", ["-f", "jsno", SAMPLE], 2,
         b'no format "jsno"; similar: json; there are: text')

    case("two answers", ["--trace=a@b.example", "--list-causes"], 2,
         b"--trace and --list-causes ask for two answers: one at a time")

    # Quiet and verbose.
    case("quiet, one of two is missing", ["-q", "nosuch", SAMPLE], 3, b"",
         b"incomplete: nosuch: no such file")
    case("quiet, nothing to read", ["-q", "nosuch"], 2, b"smtplogscan: nosuch: no such file")
    case("quiet, no mail log", ["--quiet", web], 4, b"no mail log line")
    case("quiet, a story that is not whole", ["-q", "--trace=a@b.example", "nosuch", SAMPLE], 3,
         b"nosuch: no such file")
    case("quiet, a plugin that is none", ["-q", "--plugin", empty, SAMPLE], 2, b"cannot be loaded")
    said = [b"smtplogscan: loaded the plugin ", b"gmail.so\n", b"smtplogscan: read the rule file ",
            b"microsoft.conf\n", b"good-day.log.gz in ", b" s: 8,891 lines, ",
            b"compression: gzip\n"]
    case("verbose", ["-v", SAMPLE], 0, said, b"recipients accepted")
    case("verbose, then quiet", ["-v", "-q", SAMPLE], 0, b"")
    case("quiet, then verbose", ["-q", "--verbose", SAMPLE], 0, said)
    case("no time", ["--since=soonish", SAMPLE], 2, [b"--since: ", b"soonish", b"  try: "])
    case("a window that ends before it begins", ["-S", "@20", "-U", "@10", SAMPLE], 2,
         b"--since is later than --until")
    case("an empty window", ["-S", "@20", "-U", "@30", SAMPLE], 0, b"",
         b"nothing was selected: nothing was sent in the window; the logs run")
    case("a host that is not there", ["--host=mx9", SAMPLE], 0, b"", b"nothing was selected")
    case("an ending without format", ["-o", "report.xyz", SAMPLE], 2, b"tells no format")
    case("help", ["-h"], 0, b"", b"--plugin-dir")
    case("all the help", ["--help"], 0, b"", b"Exit status")
    case("version", ["-V"], 0, b"", b"smtplogscan ")
    case("exit code, bad", ["--exit-code", BAD], 1, b"")
    case("exit code, good", ["--exit-code", SAMPLE], 0, b"")
    case("no colour when asked", ["--color=always", BAD], 0, b"", b"\x1b[31m")
    checks.true("no colour by itself", b"\x1b" not in run(BAD)[1])

    # Outputs.
    target = os.path.join(folder, "report.json")
    with open(target, "w", encoding="ascii") as file:
        file.write("old")
    os.chmod(target, 0o640)
    link = os.path.join(folder, "latest.json")
    os.symlink("report.json", link)
    printed = case("two outputs", ["-o", link, "-o", os.path.join(folder, "r.txt"), BAD], 0, b"")
    checks.equal("two outputs: nothing on standard output", printed, b"")
    checks.true("the link is still one", os.path.islink(link))
    checks.equal("the mode is kept", stat.S_IMODE(os.stat(target).st_mode), 0o640)
    checks.true("json", open(target, "rb").read().startswith(b'{\n  "schema"'))
    checks.equal("text", open(os.path.join(folder, "r.txt"), "rb").read(), run(BAD)[1])
    case("no such folder", ["-o", os.path.join(folder, "no/r.json"), BAD], 2,
         b"cannot be written")
    checks.equal("no temporary is left", [n for n in os.listdir(folder) if "json." in n], [])
    for full in (["-o", "/dev/full", "-f", "json"], ["-f", "json", "-o", "/dev/full"]):
        case("a full disk", [*full, BAD], 2, b"could not be written whole")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BINARY, "--no-config", BAD], stdout=full, stderr=subprocess.PIPE, check=False)
    checks.equal("a full standard output", done.returncode, 2)

    # Answers.
    case("plugins", ["--list-plugins"], 0, b"", b"sendgrid")
    case("causes", ["--list-causes"], 0, b"", b"sender-not-verified")
    case("explain", ["--explain", "sendgrid/sender-not-verified"], 0, b"", b"Sender Authentication")
    case("explain a provider", ["--explain", "zoho"], 0, b"", b"smtp.zoho.com")
    case("explain a typo", ["--explain", "sendgird/sender-not-verified"], 2,
         b'no provider "sendgird"; similar: sendgrid; loaded: gmail microsoft sendgrid ses smtp zoho')
    case("explain no cause", ["--explain", "user-unknwon"], 2, b"similar: user-unknown")
    case("classify", ["--classify", "550 5.1.1 <a@example.com>: User unknown"], 0, b"",
         b"template 550 5.1.1 <addr>: User unknown")
    answer = case("classify by host", ["-f", "ndjson", "--classify", "-"], 0, b"",
                  stdin=b"smtp.sendgrid.net\t451 Authentication failed: Maximum credits exceeded\n"
                        b"553 Relaying disallowed as a@example.com\n")
    checks.equal("classify: a line each", len(answer.splitlines()), 2)
    checks.true("classify: provider of the host", b'"provider":"sendgrid"' in answer)
    checks.true("classify: provider of the rule", b'"provider":"zoho"' in answer)
    case("a plugin that is none", ["--plugin", empty, SAMPLE], 2, b"cannot be loaded")
    case("a missing plugin folder", ["--plugin-dir", "nosuch", SAMPLE], 2, b"no such folder")
checks.end()
