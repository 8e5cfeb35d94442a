"""bash completes as a person presses TAB; the scripts of zsh and fish are read by these shells,
when they are installed; and what is installed is what --completion prints."""

import os
import re
import shutil
import subprocess
import tempfile

from program import BINARY, SOURCE, Checks, run

checks = Checks()
SCRIPTS = {"bash": "bash/smtplogscan", "zsh": "zsh/_smtplogscan", "fish": "fish/smtplogscan.fish"}

# Sets what bash sets for a completion function, and prints what it answers.
DRIVER = """source "$1"; shift
COMP_WORDS=(smtplogscan "$@"); COMP_CWORD=$#; COMPREPLY=()
_smtplogscan
[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
"""


def complete(script, *words, cwd=SOURCE):
    done = subprocess.run(["bash", "-u", "-c", DRIVER, "bash", script, *words], cwd=cwd,
                          capture_output=True, check=False, text=True,
                          env={"PATH": os.environ["PATH"]})
    checks.equal(f"{words}: bash", (done.returncode, done.stderr), (0, ""))
    return done.stdout.splitlines()


def check_bash(script, folder):
    for name in ("a.log", "b c.log", "rules.d/x.conf"):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w", encoding="ascii").close()

    def answers(what, words, want):
        checks.equal(f"bash: {what}", sorted(complete(script, *words, cwd=folder)), sorted(want))

    answers("an option", ["--expl"], ["--explain="])
    answers("an option without argument", ["--asc"], ["--ascii"])
    answers("words behind =, which is a word", ["--color", "=", "al"], ["always"])
    answers("all words", ["--color", "="], ["auto", "always", "never"])
    answers("words behind a blank", ["--color", "n"], ["never"])
    answers("words behind =, which is none", ["--color=al"], ["--color=always"])
    answers("a letter", ["-f", "te"], ["text"])
    answers("a format", ["-o", "x", "--format", "=", "js"], ["json"])
    answers("a shell", ["--completion", "=", "f"], ["fish"])
    answers("a language", ["--lang", "=", "k"], ["ko"])
    answers("a cause of a provider", ["--explain", "=", "sendgrid/sender-n"],
            ["sendgrid/sender-not-verified"])
    answers("a provider", ["--explain", "zo"], [w for w in complete(script, "--explain", "zo")
                                                if re.match(r"zoho(/[a-z-]+)?$", w)])
    checks.true("bash: zoho", "zoho" in complete(script, "--explain", "zo"))
    answers("a cause", ["--evidence", "=", "mail-l"], ["mail-loop"])
    answers("a log", ["a"], ["a.log"])
    answers("a name with a blank", ["b"], ["b c.log"])
    answers("a file of an option", ["--output", "=", "a"], ["a.log"])
    answers("a folder of an option", ["--plugin-dir", "=", ""], ["rules.d"])
    answers("the journal's folder", ["--journal", "=", "r"], ["rules.d"])
    answers("a file behind the journal", ["--journal", "a"], ["a.log"])
    answers("nothing is known of a time", ["--since", ""], [])
    answers("behind --", ["--", "--exp"], [])
    options = set(complete(script, "--"))
    rows = set(re.findall(r"--[a-z-]+", run("-h")[1].decode().split("-o, ", 1)[1])) - {"--help"}
    checks.equal("bash: every option", rows - {o.rstrip("=") for o in options}, set())


with tempfile.TemporaryDirectory() as room:
    for shell, place in SCRIPTS.items():
        status, out, err = run("--completion", shell)
        checks.equal(f"{shell}: exit", (status, err), (0, b""))
        built = open(os.path.join(os.path.dirname(BINARY), "completions", place), "rb").read()
        checks.equal(f"{shell}: the script that is installed", built, out)
        if shutil.which(shell) is None:
            print(f"{shell} is not installed: its script is not read")
            continue
        done = subprocess.run([shell, "-n"], input=out, capture_output=True, check=False)
        checks.equal(f"{shell}: -n", (done.returncode, done.stderr), (0, b""))
    check_bash(os.path.join(os.path.dirname(BINARY), "completions", SCRIPTS["bash"]), room)

    # A provider of one's own is among the words.
    out = run("--completion=bash", "--rules", os.path.join(SOURCE, "samples/rules/acme/acme.conf"))[1]
    own = os.path.join(room, "own")
    open(own, "wb").write(out)
    checks.equal("a provider of a rule file", complete(own, "--explain", "acme/s"),
                 ["acme/sender-mismatch"])
    if shutil.which("fish"):
        def fish(line):
            done = subprocess.run(["fish", "-N", "-c", f"source {room}/fish; complete -C '{line}'"],
                                  capture_output=True, check=False, text=True,
                                  env={"PATH": os.environ["PATH"], "HOME": room})
            return [answer.split("\t")[0] for answer in done.stdout.splitlines()]

        open(os.path.join(room, "fish"), "wb").write(run("--completion=fish")[1])
        checks.equal("fish: words", sorted(fish("smtplogscan --color ")),
                     ["always", "auto", "never"])
        checks.equal("fish: an option", fish("smtplogscan --expl"), ["--explain"])
    if shutil.which("zsh"):
        # The real thing: zsh at a terminal of its own (zsh/zpty), with TAB pressed.
        keys = ("autoload -Uz compinit; compinit -u -D; zmodload zsh/zpty; "
                f"zpty -b z 'PS1= zsh -f -i'; zpty -w z 'fpath=({room} $fpath); "
                "autoload -Uz compinit; compinit -u -D'; zpty -w -n z $'smtplogscan --expl\\t'; "
                "repeat 100 { sleep 0.1; zpty -r -t z line && all+=$line; "
                "[[ $all == *--explain=* ]] && break }; zpty -d z; print -r -- $all")
        open(os.path.join(room, "_smtplogscan"), "wb").write(run("--completion=zsh")[1])
        done = subprocess.run(["zsh", "-f", "-c", keys], capture_output=True, check=False, text=True,
                              env={"PATH": os.environ["PATH"], "HOME": room, "TERM": "dumb"})
        checks.true(f"zsh: an option in {done.stdout!r}", "--explain=" in done.stdout)
checks.end()
