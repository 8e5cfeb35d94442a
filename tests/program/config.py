"""Configuration files: where they are looked for, what overrules what, who is told of a fault,
and that --print-config is such a file."""

import os
import re
import subprocess
import tempfile

from program import BINARY, SOURCE, Checks, run, terminal

checks = Checks()
LOG = os.path.join(SOURCE, "samples/bad-day.log.gz")
SAMPLE = os.path.join(SOURCE, "samples/packaging/smtplogscan.conf")


def printed(*arguments, env=None):
    """What --print-config says: the values with their origins, by key."""
    status, out, err = run("--print-config", *arguments, env=env, configured=True)
    checks.equal(f"{arguments}: exit", (status, err), (0, b""))
    return dict(re.findall(r"^([a-z-]+) = (.*)$", out.decode(), re.M)), out


def causes(*arguments, env=None):
    status, out, err = run(*arguments, LOG, env=env, configured=True)
    checks.equal(f"{arguments}: exit", (status, err), (0, b""))
    return len(re.findall(rb"^ ?\d+\. ", out, re.M))


def end(path, *arguments):
    status, out, err = run("--config", path, *arguments, configured=True)
    checks.equal(f"{path}: nothing printed", out, b"")
    return status, err.decode()


with tempfile.TemporaryDirectory() as room:
    def made(name, words):
        path = os.path.join(room, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(words)
        return path

    os.chmod(room, 0o755)
    user = made("xdg/smtplogscan/smtplogscan.conf", 'top = 2\nhost = {"mx1",\n "mx2"} # two\n')
    home = made("home/.config/smtplogscan/smtplogscan.conf", "top = 4\n")
    XDG, HOME = {"XDG_CONFIG_HOME": room + "/xdg"}, {"HOME": room + "/home"}

    # Where it is, and what overrules it.
    checks.equal("the user's", causes(env=XDG), 2)
    checks.equal("that of the home folder", causes(env=HOME), 4)
    checks.equal("both", causes(env={**XDG, **HOME}), 2)
    checks.equal("a folder that is no absolute path",
                 causes(env={"XDG_CONFIG_HOME": "xdg", **HOME}), 4)
    checks.equal("the command line", causes("--top=3", env=XDG), 3)
    checks.equal("none", causes("--no-config", env=XDG), 10)
    checks.equal("another", causes("--config", home, env=XDG), 4)
    checks.equal("no file there", causes(env={"XDG_CONFIG_HOME": room + "/nowhere"}), 10)
    checks.equal("--config and --no-config", run("--no-config", "--config", home)[0], 2)
    seen = run("-v", LOG, env=XDG, configured=True)[2].decode()
    checks.true("verbose", f"smtplogscan: read the configuration file {user}\n" in seen)

    # What --print-config says, and that it says it again when it is read.
    found, _ = printed("--host=mx9", "--host=mx8", "-q", env={**XDG, "LANG": "ko_KR.UTF-8"})
    checks.equal("a value of a file", found["top"], f"2  # {user}:1")
    checks.equal("a list of the command line", found["host"], '{"mx9", "mx8"}  # 명령줄')
    checks.equal("a switch", found["quiet"], "true  # 명령줄")
    checks.equal("a default", found["color"], '"auto"  # 기본값')
    checks.equal("the environment", found["lang"][:4], '"ko"')
    found, _ = printed(env=XDG)
    checks.equal("a list of a file", found["host"], f'{{"mx1", "mx2"}}  # {user}:2')
    hard = 'a"b\\c$d${HOME}\n#\x1b[31m\xff가\u202e'.encode("utf-8", "surrogateescape")
    first, out = printed("--host", hard, "--host=", "--top=7", "--since=2 days ago", "-v",
                         "--ascii", "--memory=1G", "--tz=+09:00", "-o", "r.json")
    checks.true("no escape sequence", b"\x1b" not in out and "\u202e".encode() not in out)
    again, _ = printed("--config", made("again.conf", out.decode()))
    values = [{key: value.split("  # ")[0] for key, value in each.items()} for each in (first, again)]
    checks.equal("read again", values[1], values[0])
    checks.true("read again: origin", again["top"].startswith("7  # ") and
                "again.conf:" in again["top"])

    # It holds for the report alone where it must.
    report = made("report.conf", f'output = "{room}/r.json"\nformat = json\nquiet = yes\n')
    checks.equal("a report into a file", run("--config", report, LOG, configured=True),
                 (0, b"", b""))
    checks.true("the file", open(room + "/r.json", "rb").read().startswith(b'{\n  "schema"'))
    status, out, err = run("--config", report, "--trace=elena.fox2192@slow.example", LOG,
                           configured=True)
    checks.equal("a story on the screen", (status, err, out[:8]), (0, b"", b"Message "))
    checks.equal("another output", run("--config", report, "-o", "-", "-f", "text", LOG,
                                       configured=True)[1], run(LOG)[1])

    chosen = made("chosen.conf", 'provider = {"gmail", "zoho"}\ngroup-by = cause\n')
    checks.equal("a selection", run("--config", chosen, "-f", "json", LOG, configured=True)[1],
                 run("-p", "gmail", "-p", "zoho", "-g", "cause", "-f", "json", LOG)[1])
    checks.equal("another selection", run("--config", chosen, "-p", "sendgrid", "-f", "json", LOG,
                                          configured=True)[1],
                 run("-p", "sendgrid", "-g", "cause", "-f", "json", LOG)[1])
    for answer in ("--explain=zoho", "--evidence=1"):
        checks.equal(f"{answer}: no selection", run("--config", chosen, answer, LOG, configured=True),
                     run(answer, LOG))
    checks.equal("a selection is shown", printed("--config", chosen, "-p", "ses")[0]["provider"],
                 '{"ses"}  # command line')

    # Faults.
    faulty = made("faulty.conf", "\n# comment\ntpo = 4\n")
    for arguments in ((LOG,), ("--list-causes",), ("--print-config",)):
        checks.equal(f"a typo, {arguments}", end(faulty, *arguments),
                     (2, f'smtplogscan: {faulty}:3: no option "tpo"; similar: top\n'))
    said = end(made("format.conf", "top = 2\nformat = jsno"), LOG)[1]
    checks.true(f"a format: {said}", "format.conf:2: format: \"jsno\" is none of text, " in said and
                said.endswith("; similar: json\n"))
    checks.equal("help all the same", run("--config", faulty, "-h", configured=True)[:2],
                 run("-h")[:2])
    checks.equal("version all the same", run("--config", faulty, "-V", configured=True)[0], 0)
    checks.equal("a value that is overruled", end(made("top.conf", "top = abc"), "--top=3", LOG)[0], 2)
    checks.equal("a file that is not there", end(room + "/no", LOG),
                 (2, f"smtplogscan: {room}/no: No such file or directory\n"))
    checks.equal("a folder", end(room, LOG), (2, f"smtplogscan: {room}: is no regular file\n"))
    checks.true("NUL", "it is no text" in end(made("nul.conf", "top = 3\0"), LOG)[1])
    checks.true("too long", "longer than 1 MiB" in end(made("long.conf", "#" * (1 << 20 | 1)), LOG)[1])
    os.chmod(user, 0o666)
    status, out, err = run(LOG, env=XDG, configured=True)
    checks.equal("writable by others", (status, out, err.decode()),
                 (2, b"", f"smtplogscan: {user}: the file is writable by others\n"
                          f"  try: chmod go-w {user}\n"))
    if os.geteuid() == 0:
        os.chmod(user, 0o644)
        os.chown(user, 4711, -1)
        checks.true("another user's", b"belongs to another user" in
                    run(LOG, env=XDG, configured=True)[2])

    # The sample, as it is and with all of it in force.
    words = open(SAMPLE, encoding="utf-8").read()
    checks.equal("the sample, as it is", printed("--config", made("sample.conf", words))[0],
                 printed("--no-config")[0])
    keys = re.findall(r"^#([a-z-]+) = ", words, re.M)
    checks.true("the sample has keys", len(keys) > 8)
    found, _ = printed("--config", made("sample.conf", re.sub(r"^#(?=[a-z-]+ = )", "", words,
                                                              flags=re.M)))
    checks.equal("the sample, in force", [k for k in keys if "sample.conf:" not in found[k]], [])

# Without a file and with a terminal: what to type, and no waiting.
ends = terminal()
if ends is None:
    print("what a terminal is told: skipped, this machine gives no pseudo-terminal")
else:
    done = subprocess.run([BINARY, "--no-config"], stdin=ends[1], capture_output=True,
                          check=False, timeout=60, env={"PATH": "/usr/bin:/bin"})
    checks.equal("a terminal", (done.returncode, done.stdout), (2, b""))
    checks.true("a terminal: examples", done.stderr.count(b"\n  ") == 3)
    checks.true("a terminal: a log, or none",
                re.search(rb"^(Found .*  Try: .*|No mail log was found .*)$", done.stderr, re.M))
    for end in ends:
        os.close(end)
checks.end()
