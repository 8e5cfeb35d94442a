"""Plugins that crash, exit, hang, close files or print: the program lives through each of
them, names it with the line it was given, and counts everything else as if it were not there."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

from program import BINARY, ENVIRONMENT, SOURCE, Checks

BUILD = os.path.dirname(BINARY)
IMPATIENT = os.path.join(BUILD, "smtplogscan_impatient")  # waits 1 second for a callback
BAD = os.path.join(SOURCE, "samples/bad-day.log.gz")
FIRST_ASKED = 959  # the first line of the log that hostile's table does not know
GONE = "its callbacks are not used in this run"
LEFT = "it is left out"

checks = Checks()

FATES = {"fault": "Segmentation fault", "abort": "Aborted",
         "leave": "ended the program (exit status 0)",
         "spin": "did not return for 1 seconds", "shut": "closed the program's files"}
EVENTS = "".join('{"hostile": 1, "event": "%s", "to": "a%d@one.example"}\n' % (event, i)
                 for i, event in enumerate(("delivered", "delivered", "boom")))


def run(*arguments, **options):
    done = subprocess.run([IMPATIENT, *arguments], capture_output=True, env=ENVIRONMENT,
                          timeout=60, check=False, **options)
    return done.returncode, done.stdout, done.stderr.decode()


def counts(out):
    """All that does not depend on whose provider a relay is."""
    found = json.loads(out)
    causes = {}
    for cause in found["causes"]:
        sums = causes.setdefault(cause["id"].split("/")[1], [0, 0, 0])
        for i, key in enumerate(("failed", "delayed", "accepted_after_retry")):
            sums[i] += cause[key]
    ledger = {key: value for key, value in
              next(i for i in found["inputs"] if i["path"] == BAD).items()
              if key in ("lines", "recognised", "skipped", "malformed", "overlong")}
    return found["totals"], causes, ledger


def plugin(folder, name):
    path = os.path.join(folder, name + ".so")
    shutil.copyfile(os.path.join(BUILD, "tests/plugins", "hostile_" + name + ".so"), path)
    os.chmod(path, 0o644)
    return path


def check_named(name, out, want, err, sentence):
    checks.true(f"{name}: {sentence!r} in {err!r}", f"smtplogscan: {sentence}\n" in err)
    checks.equal(f"{name}: counts", counts(out) if out else None, want)
    checks.equal(f"{name}: is told once", err.count(sentence), 1)


def check_callbacks(folder, events, without):
    for fate, words in FATES.items():
        path = plugin(folder, fate + "_classify")
        sentence = f"{path}: {words} while it read line {FIRST_ASKED} of {BAD}; {GONE}"
        status, out, err = run("-f", "json", "--plugin", path, BAD)
        checks.equal(f"{path}: exit status", status, 3)
        check_named(path, out, without, err, sentence)
        checks.true(f"{path}: the report says so", sentence in json.loads(out)["warnings"])
        checks.true(f"{path}: the table counts",
                    b'"hostile/greylisted"' in out and b'"hostile/user-unknown"' in out)

        if fate == "spin":
            continue
        path = plugin(folder, fate + "_parse")
        sentence = f"{path}: {words} while it read line 3 of {events}; {GONE}"
        status, out, err = run("-f", "json", "--plugin", path, BAD, events)
        checks.equal(f"{path}: exit status", status, 3)
        check_named(path, out, without, err, sentence)
        unread = f"{events}: only the plugin hostile reads it, whose callbacks are not used"
        checks.true(f"{path}: {err!r}", f"smtplogscan: {unread}\n" in err)
        checks.true(f"{path}: its export is unread", unread.encode() in out)

    path = plugin(folder, "fault_probe")
    status, out, err = run("-f", "json", "--plugin", path, BAD, events)
    checks.equal("probe: exit status", status, 3)
    check_named("probe", out, without, err,
                f"{path}: Segmentation fault while it looked at {events}; {GONE}")
    status, out, err = run("--plugin", path, BAD, events)
    checks.true("the text says so",
                b"  incomplete: 1 plugin failed and was left unasked\n" in out)


def check_stories(folder, events):
    """--trace and --evidence read in the child as the report does, and say nothing twice."""
    subject = "--trace=elena.fox2192@slow.example"
    story, ticket = run(subject, BAD), run("--evidence=1", BAD)
    for fate in ("fault", "shut"):
        path = plugin(folder, fate + "_classify")
        sentence = f"{path}: {FATES[fate]} while it read line {FIRST_ASKED} of {BAD}; {GONE}"
        checks.equal(f"{path}: --evidence", run("--plugin", path, "--evidence=1", BAD),
                     (3, ticket[1], f"smtplogscan: {sentence}\n"))
    path = plugin(folder, "shout_classify")
    checks.equal(f"{path}: --evidence", run("--plugin", path, "--evidence=1", BAD), ticket)
    path = plugin(folder, "fault_parse")
    sentence = f"{path}: {FATES['fault']} while it read line 3 of {events}; {GONE}"
    status, out, err = run("--plugin", path, subject, BAD, events)
    checks.equal(f"{path}: --trace", (status, out), (3, story[1]))
    checks.equal(f"{path}: --trace: is told once", err.count(sentence), 1)
    checks.true(f"{path}: {err!r}", "only the plugin hostile reads it" in err)
    path = plugin(folder, "shout_parse")
    checks.equal(f"{path}: --trace", run("--plugin", path, subject, BAD, events), story)


def check_named_one(path, words):
    """Without a plugin that was asked for by name there is no report."""
    status, out, err = run("-f", "json", "--plugin", path, BAD)
    checks.equal(f"{path}: named", (status, out), (2, b""))
    checks.equal(f"{path}: named", err,
                 f"smtplogscan: {path}: {words} while it was loaded; {LEFT}\n")


def check_loading(folder, without):
    for name in ("fault", "leave", "spin", "shut", "unterminated"):
        words = FATES.get(name, FATES["fault"])
        path = plugin(folder, name if name == "unterminated" else name + "_load")
        if name != "spin":
            check_named_one(path, words)

        shelf = os.path.join(folder, name + ".d")
        os.mkdir(shelf, 0o755)
        path = shutil.move(path, shelf)
        sentence = f"{path}: {words} while it was loaded; {LEFT}"
        with open(BAD, "rb") as log:
            status, out, err = run("-f", "json", "--plugin-dir", shelf, BAD, stdin=log)
        checks.equal(f"{path}: in a folder, exit status", status, 3)
        check_named(path, out, without, err, sentence)

    path = plugin(folder, "fault_unload")
    status, out, err = run("-f", "json", "--plugin", path, BAD)
    checks.equal("unload: exit status", status, 3)
    check_named("unload", out, without, err,
                f"{path}: Segmentation fault while it was unloaded; the report is whole")


def check_environment(folder):
    """No variable leads to a plugin."""
    plugin(folder, "tame")
    names = ("SMTPLOGSCAN_PLUGINS", "SMTPLOGSCAN_PLUGIN_DIR", "SMTPLOGSCAN_PLUGIN_PATH",
             "LD_LIBRARY_PATH", "XDG_DATA_HOME", "HOME")
    listed = [subprocess.run([BINARY, "--no-config", "--list-plugins"], cwd=folder, capture_output=True,
                             env={**ENVIRONMENT, **more}, check=False).stdout
              for more in ({}, dict.fromkeys(names, folder))]
    checks.true("plugins are listed", b"sendgrid" in listed[0])
    checks.equal("no variable and no working directory is looked at", listed[1], listed[0])


def check_answers(folder, events, without):
    """What a callback returns, and what it prints."""
    path = plugin(folder, "tame")
    tame = run("-f", "json", "--plugin", path, BAD, events)
    checks.equal("tame", (tame[0], tame[2]), (0, ""))
    for where in ("classify", "parse", "load"):
        path = plugin(folder, "shout_" + where)
        checks.equal(path, run("-f", "json", "--plugin", path, BAD, events), tame)
    path = plugin(folder, "outside")
    status, out, err = run("-f", "json", "--plugin", path, BAD)
    checks.equal("a rule that is none", (status, err), (0, ""))
    checks.equal("a rule that is none: counts", counts(out), without)
    for name, malformed in (("outcome", 3), ("view", 3), ("endless", 0)):
        path = plugin(folder, name)
        status, out, err = run("-f", "json", "--plugin", path, BAD, events)
        checks.equal(name, (status, err), (0, ""))
        ledger = next(i for i in json.loads(out)["inputs"] if i["path"] == events)
        checks.equal(f"{name}: malformed", ledger["malformed"], malformed)
        checks.equal(f"{name}: the log's counts", counts(out)[1:3], without[1:])


def check_pipes(folder, events, without):
    """What was read from a pipe is gone; what was not can still be read."""
    path = plugin(folder, "shut_classify")
    with open(BAD, "rb") as log:
        status, out, err = run("-f", "json", "--plugin", path, "-", stdin=log)
    checks.equal("a pipe", (status, out), (2, b""))
    checks.equal("a pipe: sentence", err, f"smtplogscan: {path}: {FATES['shut']} while it read "
                 f"line {FIRST_ASKED} of -; what came through a pipe cannot be read again "
                 "without it\n  try: save it to a file, and smtplogscan FILE\n")
    path = plugin(folder, "fault_parse")
    status, out, err = run("-f", "json", "--plugin", path, "--files-from", "-",
                           input=f"{events}\n".encode())
    checks.true(f"a list, which is kept: {err!r}", status == 2 and GONE in err and
                "only the plugin hostile reads it" in err)
    shelf = os.path.join(folder, "pipe.d")
    os.mkdir(shelf, 0o755)
    shutil.move(plugin(folder, "leave_load"), shelf)
    with subprocess.Popen(["gzip", "-dc", BAD], stdout=subprocess.PIPE) as log:
        status, out, err = run("-f", "json", "--plugin-dir", shelf, "-", stdin=log.stdout)
    checks.equal("nothing was read: exit status", status, 3)
    found = json.loads(out)
    checks.equal("nothing was read: totals", found["totals"], without[0])

    path = plugin(folder, "fault_classify")
    status, out, err = run("--plugin", path, "--classify", "mx1.mail6.example\t599 what")
    checks.true(f"an answer: {err!r}", status == 2 and
                f"{path}: Segmentation fault while it was asked; the answer is not" in err)


def check_trials(folder):
    """--check-plugin: what crashes is one fault among others."""
    asked = "classify() was given an empty text"
    rows = [(fate + "_classify", f"{words} while {asked}", True)
            for fate, words in FATES.items() if fate != "spin"]
    rows += [("spin_classify", f"{FATES['spin']} while {asked}", True),
             ("fault_load", "Segmentation fault while it was loaded", False),
             ("shut_load", "closed the program's files while it was loaded", False),
             ("unterminated", "Segmentation fault while it was loaded", False),
             ("fault_unload", "Segmentation fault while it was unloaded", True),
             ("shout_load", "prints on standard output", True),
             ("shout_classify", "prints on standard output", True),
             ("outside", "classify() returns what is no rule of its table, given an empty text",
              True)]
    for name, fault, loads in rows:
        path = plugin(folder, name)
        status, out, err = run("--check-plugin", path)
        want = f"fault    {path}: {fault}\n"
        if loads:
            want += "faulty   hostile 1.0, ABI 1.0, 1 rule\n"
        checks.equal(f"{name}: {err!r}", (status, out.decode()), (1, want))
    tame = plugin(folder, "tame")
    status, out, err = run("--check-plugin", plugin(folder, "fault_load"), tame)
    checks.equal("the next one", (status, out.decode().splitlines()[1:], err),
                 (1, ["ok       hostile 1.0, ABI 1.0, 1 rule"], ""))


def child_of(process):
    path = f"/proc/{process.pid}/task/{process.pid}/children"
    for _ in range(100):
        with open(path, encoding="ascii") as file:
            children = file.read().split()
        if children:
            return int(children[0])
        time.sleep(0.02)
    raise SystemExit("no child")


def ends(pid):
    """A process that nobody waits for may stay as a zombie."""
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def check_signals(folder):
    """Parent and child end together, whoever is asked, and by the same signal."""
    path = plugin(folder, "spin_classify")
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
        with subprocess.Popen([BINARY, "--no-config", "--plugin", path, BAD], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE) as process:
            child = child_of(process)
            time.sleep(0.1)
            process.send_signal(number)
            checks.equal(f"{number.name}: status", process.wait(10), -number)
            checks.equal(f"{number.name}: said", process.stderr.read(), b"")
            checks.true(f"{number.name}: the child is gone", ends(child))
    with subprocess.Popen([BINARY, "--no-config", "--plugin", path, BAD], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        os.kill(child_of(process), signal.SIGTERM)
        checks.equal("a signal to the child", process.wait(10), -signal.SIGTERM)
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run([BINARY, "--no-config", BAD], stdout=write_end, stderr=subprocess.DEVNULL, check=False)
    os.close(write_end)
    checks.equal("nobody reads the report", done.returncode, -signal.SIGPIPE)


with tempfile.TemporaryDirectory() as room:
    export = os.path.join(room, "events.json")
    with open(export, "w", encoding="ascii") as events_file:
        events_file.write(EVENTS)
    alone = counts(run("-f", "json", BAD)[1])
    check_callbacks(room, export, alone)
    check_stories(room, export)
    check_loading(room, alone)
    check_answers(room, export, alone)
    check_pipes(room, export, alone)
    check_trials(room)
    check_environment(room)
    check_signals(room)
checks.end()
