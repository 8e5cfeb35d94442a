"""--sandbox: what a worker that is taken over cannot do, that it reports the same with and
without, and that nothing of what only the keeper may do is lost.

Sanitizers need what the sandbox takes away: such a build says that it has none, and the
rest is tested in a release build (.ci/run)."""

import json
import os
import pwd
import re
import resource
import shutil
import subprocess
import tempfile

from program import BINARY, ENVIRONMENT, SOURCE, Checks

BUILD = os.path.dirname(BINARY)
BAD = os.path.join(SOURCE, "samples/bad-day.log.gz")
ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody")
ZONES = ("UTC", "Asia/Seoul", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "")
LOCALES = ({"LC_ALL": "C"}, {"LANG": "ko_KR.UTF-8"}, {"LANG": "de_DE.UTF-8"})
FORMATS = ("text", "html", "json", "ndjson", "csv", "prometheus")

# What may be done by a process that nobody shuts in, so that the attempts are known to work.
HARMLESS = ("read_public", "write_file", "list_folder", "make_process", "run_program",
            "run_file", "run_memory", "change_mode", "take_memory", "signal_by_file")
ATTEMPTS = HARMLESS + ("read_secret", "remove_file", "rename_file", "speak_tcp", "speak_local",
                       "trace_keeper", "kill_keeper", "kill_by_thread", "become_root",
                       "mount_something", "read_keeper", "peek_keeper", "make_world",
                       "type_for_user", "use_ring", "change_root", "open_again")

checks = Checks()


def run(*arguments, user=None, env=None, **options):
    if user is not None:
        options.update(user=user.pw_uid, group=user.pw_gid, extra_groups=[])
    done = subprocess.run([BINARY, "--no-config", *arguments], capture_output=True,
                          env={**ENVIRONMENT, **(env or {})}, timeout=120, check=False, **options)
    return done.returncode, done.stdout, done.stderr.decode()


def check_left_out():
    """A build for sanitizers: auto goes on, and says so when it is asked."""
    status, out, err = run("-v", BAD)
    checks.equal("auto: exit status", status, 0)
    checks.true("auto: a report", len(out) > 1000)
    checks.true(f"auto: says so: {err!r}", "no sandbox: this build" in err)
    checks.equal("auto: says nothing else", run(BAD)[2], "")


def attempt(name, folder, user, *options):
    """What came of it: "done", an error's name, "killed", or "nothing"."""
    path = os.path.join(folder, "harmed")
    with open(path, "w", encoding="ascii") as file:
        file.write("whole")
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)
    os.chmod(path, 0o644)
    status, out, err = run("-f", "json", *options, "--plugin", os.path.join(folder, "escape.so"),
                           BAD, user=user, env={"ESCAPE": name, "ESCAPE_FILE": path})
    found = re.search(r"^escape: (?:\w+: )?(\w+)$", err, re.M)
    came = found[1] if found else "killed" if "Bad system call" in err else "nothing"
    harmed = "harmed"
    if os.path.exists(path) and os.stat(path).st_mode & 0o777 == 0o644:
        with open(path, encoding="ascii") as file:
            harmed = file.read()
    return came, harmed, status, out


def check_attempts(folder, who, user):
    """Every one is denied or ends the worker, the keeper lives, and its report is right."""
    want = json.loads(run("-f", "json", "--sandbox=off", BAD, user=user)[1])["totals"]
    for name in ATTEMPTS:
        came, harmed, status, out = attempt(name, folder, user, "--sandbox=require")
        checks.true(f"{who}: {name}: {came}", came not in ("done", "nothing"))
        checks.equal(f"{who}: {name}: the file", harmed, "whole")
        checks.equal(f"{who}: {name}: exit status", status, 3 if came == "killed" else 0)
        checks.equal(f"{who}: {name}: totals", out and json.loads(out)["totals"], want)
    for name in HARMLESS:
        came = attempt(name, folder, user, "--sandbox=off")[0]
        checks.equal(f"{who}: {name}, not shut in", came, "done")


def check_trial(folder, who, user):
    """--check-plugin calls foreign code, too: shut in in the same way."""
    plugin, path = os.path.join(folder, "escape.so"), os.path.join(folder, "harmed")
    for name in ATTEMPTS:
        for how in ("require", "off") if name in HARMLESS else ("require",):
            with open(path, "w", encoding="ascii") as file:
                file.write("whole")
            if user is not None:
                os.chown(path, user.pw_uid, user.pw_gid)
            os.chmod(path, 0o644)
            status, out, err = run("--check-plugin", f"--sandbox={how}", plugin, user=user,
                                   env={"ESCAPE": name, "ESCAPE_FILE": path})
            found = set(re.findall(r"^escape: (?:\w+: )?(\w+)", err, re.M))
            what = f"{who}: --check-plugin, {name}, {how}: {found} {out!r}"
            if how == "off":
                checks.true(what, name == "take_memory" or "done" in found)
                continue
            killed = b"Bad system call" in out
            checks.true(what, "done" not in found and (killed or found))
            checks.equal(f"{what}: exit status", status, 1 if killed else 0)
            with open(path, encoding="ascii") as file:
                checks.equal(f"{what}: the file", (file.read(), os.stat(path).st_mode & 0o777),
                             ("whole", 0o644))


def check_trial_of_rules(folder):
    """A rule file that only root may read is checked by another user's process."""
    secret = os.path.join(folder, "secret", "acme.conf")
    status, out, err = run("--check-plugin", "--sandbox=require", secret)
    checks.true(f"a rule file: {status} {out!r} {err!r}", status == 0 and b"2 rules, 0 faults" in out)
    with open(secret, "ab") as file:
        file.write(b"cause \"acme/new\" { code = \"9\" }\n")
    found = [run("--check-plugin", f"--sandbox={how}", secret) for how in ("off", "require")]
    checks.equal("a faulty rule file", found[0], found[1])
    checks.equal("a faulty rule file: exit status", found[0][0], 1)


SENDMAIL = """#!/bin/sh
{ id -u; grep NoNewPrivs /proc/self/status; ls %(secret)s; cat; } >%(folder)s/mailed
"""


def check_keeper(folder):
    """--baseline is read, and --mail-to's sendmail is run, with the rights of the user."""
    secret = os.path.join(folder, "secret")
    before, program = os.path.join(secret, "before.json"), os.path.join(folder, "sendmail")
    good = os.path.join(SOURCE, "samples/providers.log.gz")
    checks.equal("the baseline", run("-o", before, good)[0], 0)
    os.chmod(before, 0o600)
    found = [run("--baseline", before, f"--sandbox={how}", "-f", "json", BAD)
             for how in ("off", "require")]
    checks.equal("--baseline", found[0], found[1])
    checks.true("--baseline: compared", found[0][1] and json.loads(found[0][1])["compared"])

    with open(program, "w", encoding="ascii") as file:
        file.write(SENDMAIL % {"secret": secret, "folder": folder})
    os.chmod(program, 0o755)
    env = {"SMTPLOGSCAN_SENDMAIL": program, "STATE_DIRECTORY": os.path.join(secret, "mail")}
    status, out, err = run("--mail-to=root", "--sandbox=require", BAD, env=env)
    checks.equal("--mail-to", (status, out, err), (0, b"", ""))
    with open(os.path.join(folder, "mailed"), encoding="utf-8") as file:
        user, rights, *rest = file.read().split("\n")
    checks.equal("--mail-to: sendmail's user", user, str(os.geteuid()))
    checks.equal("--mail-to: sendmail may have more rights", rights.split(), ["NoNewPrivs:", "0"])
    checks.true("--mail-to: what it may read", "before.json" in rest)
    checks.true("--mail-to: the mail", any(line.startswith("Subject: ") for line in rest))


def check_same():
    """In 6 zones, 3 locales and every format."""
    for zone in ZONES:
        for locale in LOCALES:
            for form in FORMATS:
                env = {"TZ": zone, **locale}
                found = [run("-f", form, f"--sandbox={how}", "--color=never", BAD,
                             os.path.join(SOURCE, "samples/providers.log.gz"), env=env)
                         for how in ("off", "require")]
                checks.equal(f"{form} in {env}", found[0], found[1])
                checks.equal(f"{form} in {env}: exit status", found[0][0], 0)
    for words in (["--trace", "a@b.example"], ["--evidence", "1"], ["--list-causes"],
                  ["--explain", "gmail"], ["--classify", "550 5.7.1 no"], ["--list-plugins"],
                  ["/nonexistent"], [os.path.join(SOURCE, "samples")], ["--lang=ko", "/nonexistent"]):
        inputs = [BAD] if words[0] in ("--trace", "--evidence") else []
        found = [run(f"--sandbox={how}", *words, *inputs) for how in ("off", "require")]
        checks.equal(f"{words}", found[0], found[1])


def check_layers():
    """-v tells them."""
    err = run("-v", BAD)[2]
    checks.equal(f"another user: {err!r}", "reads as the user " in err, ROOT)
    checks.true("Landlock", "(Landlock, version " in err)
    checks.true("seccomp", "(seccomp)" in err)
    checks.true("off: none", "reads as" not in run("-v", "--sandbox=off", BAD)[2])


def check_rights(folder):
    """What only the keeper may read and write is read and written."""
    secret = os.path.join(folder, "secret")
    os.mkdir(secret, 0o700)
    log, logins, report, state = (os.path.join(secret, name) for name in
                                  ("mail.log.gz", "sasl_passwd", "report.json", "state"))
    shutil.copyfile(BAD, log)
    with open(logins, "w", encoding="ascii") as file:
        file.write("[smtp.gmail.com]:587 me@corp.example:password\n")
    hosts = os.path.join(secret, "hosts")
    with open(hosts, "w", encoding="ascii") as file:
        file.write("mx1\n")
    rules = os.path.join(secret, "acme.conf")
    shutil.copyfile(os.path.join(SOURCE, "samples/rules/acme/acme.conf"), rules)
    for path in (log, logins, hosts, rules):
        os.chmod(path, 0o600)
    plugin = shutil.copy(os.path.join(folder, "escape.so"), secret)
    status, out, err = run("--sandbox=require", "--identities", logins, "--state", state,
                           "--expect-hosts", hosts, "--rules", rules, "--plugin", plugin,
                           "-o", report, log)
    checks.equal("closed to others", (status, out, err), (0, b"", ""))
    with open(report, encoding="utf-8") as file:
        checks.equal("closed to others: recipients", json.load(file)["totals"]["recipients"],
                     json.loads(run("-f", "json", BAD)[1])["totals"]["recipients"])
    checks.equal("the report is the user's", os.stat(report).st_uid, os.geteuid())
    checks.equal("the state is the user's", os.stat(state).st_uid, os.geteuid())
    checks.equal("nothing is left", sorted(os.listdir(secret)),
                 ["acme.conf", "escape.so", "hosts", "mail.log.gz", "report.json", "sasl_passwd",
                  "state", "state.lock"])


def check_owner(folder):
    """Root loads what root owns, whoever it reads as."""
    path = os.path.join(folder, "others.so")
    shutil.copyfile(os.path.join(folder, "escape.so"), path)
    os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)
    status, _, err = run("--plugin", path, BAD)
    checks.true(f"a plugin of nobody: {err!r}", status == 2 and "belongs to another user" in err)


def check_as_it_was(folder):
    """A worker that is killed while it reads leaves every file as it was."""
    place = os.path.join(folder, "place")
    os.mkdir(place)
    report = os.path.join(place, "report.json")
    with open(report, "w", encoding="ascii") as file:
        file.write("as it was")
    with open(BAD, "rb") as log:
        status = run("--plugin", os.path.join(folder, "escape.so"), "-o", report, "-",
                     env={"ESCAPE": "run_program"}, stdin=log)[0]
    checks.equal("killed: exit status", status, 2)
    with open(report, encoding="ascii") as file:
        checks.equal("killed: the report", file.read(), "as it was")
    checks.equal("killed: nothing is left", os.listdir(place), ["report.json"])


def check_crowd():
    """Where fewer files may be open than are needed, all are read, without a sandbox."""
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))

    status, out, err = run("-v", BAD, preexec_fn=few)
    checks.true(f"a crowd: {err!r}", status == 0 and out and "no sandbox: there are more" in err)
    status, out, err = run("--sandbox=require", BAD, preexec_fn=few)
    checks.true(f"a crowd, required: {err!r}", status == 2 and not out and "ulimit -n" in err)


def main():
    if "this build is made" in run("--sandbox=require", BAD)[2]:
        check_left_out()
        checks.end()
    status, _, err = run("--sandbox=require", BAD)
    if status == 2 and "lacks a layer" in err:
        print(f"this machine has not all layers: {err}")
        raise SystemExit(77)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        shutil.copyfile(os.path.join(BUILD, "tests/plugins/escape.so"),
                        os.path.join(folder, "escape.so"))
        os.chmod(os.path.join(folder, "escape.so"), 0o644)
        check_layers()
        check_attempts(folder, "root" if ROOT else "user", None)
        check_as_it_was(folder)
        check_rights(folder)
        check_trial(folder, "root" if ROOT else "user", None)
        check_trial_of_rules(folder)
        check_keeper(folder)
        if ROOT:
            check_attempts(folder, "nobody", NOBODY)
            check_trial(folder, "nobody", NOBODY)
            check_owner(folder)
    check_same()
    check_crowd()
    checks.end()


main()
