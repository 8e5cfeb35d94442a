"""Rule files from a user's side: the same log before and after one is added, who is asked
first, what a faulty file costs, what --check-plugin shows."""

import os
import re
import tempfile

from program import SOURCE, Checks, check_sums, report, run

checks = Checks()
LOG = os.path.join(SOURCE, "samples/providers.log.gz")
OPTIONS = ("--year=2026", "--tz=UTC")
ODD = "550 Kein Anschluss unter dieser Nummer"
HIT = "kim.minjun216@dest17.example"  # by that reply

KNOWN = """
cause "smtp/number-not-in-use" {
    contains  = "kein anschluss unter"
    title     = "The number is not in use"
    title_ko  = "없는 번호"
    do        = { "Ask the recipient for the new number.", "Then correct your list." }
    do_ko     = "수신자에게 새 번호를 물어보십시오."
    link      = "https://help.phone.example/no-number"
    action    = clean-list
    sample    = "%s"
    not_sample = "550 Anschluss"
}
""" % ODD


def causes(found):
    return {c["id"]: c for c in found["causes"]}


def hits(found):
    return {c["id"]: c["failed"] + c["delayed"] for c in found["causes"]}


with tempfile.TemporaryDirectory() as folder:
    def put(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o644)
        return path

    known = put("known.conf", KNOWN)
    user = {"XDG_DATA_HOME": os.path.join(folder, "data")}

    # Before and after.
    before, after = report(*OPTIONS, LOG), report("--rules", known, *OPTIONS, LOG)
    unknown = hits(before)["smtp/unclassified"]
    moved = {t["template"]: t["count"] for t in before["unclassified"]["templates"]}
    checks.true("the reply is not known before", ODD in moved)
    checks.true("the reply is known after", ODD not in str(after["unclassified"]))
    checks.equal("it becomes the cause", hits(after)["smtp/number-not-in-use"], moved[ODD])
    checks.equal("the rest stays unclassified", hits(after).get("smtp/unclassified", 0),
                 unknown - moved[ODD])
    for name in set(hits(before)) - {"smtp/unclassified"}:
        checks.equal(f"{name} stays", hits(after)[name], hits(before)[name])
    checks.equal("totals stay", after["totals"], before["totals"])
    check_sums(checks, "after", after)
    cause = causes(after)["smtp/number-not-in-use"]
    checks.equal("title", cause["title"], "The number is not in use")
    checks.equal("action and severity", (cause["action"], cause["severity"]),
                 ("clean-list", "warning"))
    checks.equal("advice", cause["advice"], ["Ask the recipient for the new number.",
                                             "Then correct your list."])
    checks.equal("links", cause["links"], ["https://help.phone.example/no-number"])

    # Languages.
    for words, env, option in (("없는 번호", {}, ["--lang=ko"]),
                               ("없는 번호", {"LANG": "ko_KR.UTF-8"}, []),
                               ("The number is not in use", {"LANG": "ko_KR.UTF-8",
                                                             "LC_ALL": "C"}, []),
                               ("The number is not in use", {"LANG": "ko_KR.UTF-8"},
                                ["--lang=en"])):
        out = run("--rules", known, *option, *OPTIONS, "--top=0", LOG, env=env)[1].decode()
        checks.true(f"{option} {env}", words in out)
        for verb in ("--trace=" + HIT, "--evidence=number-not-in-use"):
            status, out, err = run("--rules", known, *option, *OPTIONS, verb, LOG, env=env)
            checks.equal(f"{verb}: exit status", (status, err), (0, b""))
            title = words if "trace" in verb else "The number is not in use"  # a ticket
            checks.true(f"{verb} {option} {env}", title in out.decode())
        out = run("--rules", known, *option, *OPTIONS, "-f", "json", LOG, env=env)[1]
        checks.true(f"{option} {env}: JSON is in English", "없는".encode() not in out)
    checks.true("no such language", b"\"de\" is none of en, ko" in run("--lang=de", LOG)[2])

    # Answers.
    out = run("--rules", known, "--list-plugins")[1].decode()
    checks.true("--list-plugins", any(line.startswith("rule file") and "1 rule" in line and
                                      line.endswith(known) for line in out.splitlines()))
    # A file that is one provider is a row; one that has rules for others, too, is another.
    more = os.path.join(folder, "more.conf")
    acme = open(os.path.join(SOURCE, "samples/rules/acme/acme.conf"), encoding="utf-8").read()
    rule = re.search(r'cause "acme/.*?^\}', acme, re.S | re.M)[0]
    for text, rows in ((acme, 1), (acme + rule.replace('"acme/', '"smtp/'), 2)):
        with open(more, "w", encoding="utf-8") as file:
            file.write(text)
        out = run("--rules", more, "--list-plugins")[1].decode()
        checks.equal(f"--list-plugins: rows of the file in {out}",
                     sum(line.endswith(" " + more) for line in out.splitlines()), rows)
        checks.equal("--list-plugins: no other file twice",
                     [line for line in out.splitlines() if line.startswith("rule file")
                      and not line.endswith(more)], [])
    checks.true("--list-causes", b"number-not-in-use" in
                run("--rules", known, "--list-causes")[1])
    checks.true("--explain", "수신자에게" in run("--rules", known, "--lang=ko", "--explain",
                                            "smtp/number-not-in-use")[1].decode())
    out = run("--rules", known, "--classify", ODD)[1].decode()
    checks.true("--classify says where", f"rule     {known}:2\n" in out)

    # Who is asked first: --rules, then the user, then what is built in.
    put("data/smtplogscan/rules/a.conf", KNOWN.replace("number-not-in-use", "of-user-a"))
    put("data/smtplogscan/rules/b.conf", KNOWN.replace("number-not-in-use", "of-user-b"))
    for wanted, arguments, env in (
            ("unclassified", [], {}),
            ("of-user-a", [], user),
            ("of-user-a", [], {"HOME": "/nosuch", **user}),
            ("number-not-in-use", ["--rules", known], user),
            ("number-not-in-use", ["--rules", known, "--rules", user["XDG_DATA_HOME"] +
                                   "/smtplogscan/rules/b.conf"], user)):
        out = run(*arguments, "--classify", ODD, "-f", "ndjson", env=env)[1].decode()
        checks.true(f"{wanted}: {out}", f'"cause":"{wanted}"' in out)
    os.renames(user["XDG_DATA_HOME"], os.path.join(folder, "home/.local/share"))
    out = run("--classify", ODD, env={"HOME": os.path.join(folder, "home")})[1]
    checks.true("below $HOME", b"smtp/of-user-a" in out)

    # A faulty file: of a folder it is left out whole, named it ends the run.
    faulty = put("other/smtplogscan/rules/bad.conf", KNOWN + 'cause "smtp/user-unknwon" {\n'
                 "    contians = x\n    sample = x\n}\n")
    status, out, err = run(*OPTIONS, LOG, env={"XDG_DATA_HOME": os.path.join(folder, "other")})
    checks.equal("a faulty file: exit", status, 3)
    checks.equal("a faulty file: named", err.decode(),
                 f'smtplogscan: {faulty}:14: no key "contians"; similar: "contains"\n')
    checks.true("a faulty file: in the report",
                b"incomplete: 1 plugin, rule file or rule could not be loaded" in out)
    checks.true("a faulty file: its sound cause does not count", b"not in use" not in out)
    status, out, err = run("--rules", faulty, *OPTIONS, LOG)
    checks.equal("a faulty file that is named", (status, out), (2, b""))
    checks.true("how to see all", f"  try: smtplogscan --check-plugin {faulty}" in err.decode())
    os.chmod(known, 0o666)
    status, out, err = run("--rules", known, *OPTIONS, LOG)
    checks.equal("a file that all may write to", status, 2)
    checks.true("the remedy", f"  try: chmod go-w {known}" in err.decode())
    os.chmod(known, 0o644)
    checks.equal("no such file", run("--rules", "nosuch", LOG)[0], 2)

    # docs/plugins.md shows the sample.
    sample = open(os.path.join(SOURCE, "samples/rules/acme/acme.conf"), encoding="utf-8").read()
    checks.true("docs/plugins.md", f"\n```\n{sample}```\n" in
                open(os.path.join(SOURCE, "docs/plugins.md"), encoding="utf-8").read())
    out = run("--rules", "samples/rules/acme/acme.conf", "--classify",
              "smtp.acme.example\t452 4.7.1 No credits left for account 12345")[1]
    checks.true("the sample is used", b"acme/account-quota-exceeded" in out)

    # --check-plugin.
    checks.equal("a sound file", run("--check-plugin", known),
                 (0, f"ok       {known}, 1 rule, 0 faults\n".encode(), b""))
    status, out, err = run("--check-plugin", known, faulty)
    checks.equal("all faults", (status, err), (1, b""))
    for words in (f'{faulty}:14: no key "contians"; similar: "contains"\n',
                  f"{faulty}:13: the cause needs a code, contains or regex to be known by\n",
                  f'{faulty}:13: no cause "user-unknwon"; similar: "user-unknown"; a new one '
                  "needs title and action\n", f"faulty   {faulty}, 2 rules, 3 faults\n"):
        checks.true(words, words in out.decode())
    caret = put("caret.conf", """cause "smtp/user-unknown" {
    contains   = "kein Anschluss unter dieser Adresse"
    sample     = "550 Kein Anschluss unter dieser Nummer"
    not_sample = "550 x"
}
cause "smtp/mailbox-full" {
    regex      = 'voll( oder leer)?'
    sample     = "552 Postfach voll"
    not_sample = "552 Postfach nicht voll"
}
cause "smtp/greylisted" {
    code   = "45"
    contains = "voll"
    sample = "452 Alles voll"
}
""")
    out = run("--check-plugin", caret)[1].decode()
    checks.equal("carets", out, f"""{caret}:3: the sample is not caught: it matches only up to the caret
    550 Kein Anschluss unter dieser Nummer
                                    ^
{caret}:9: the not_sample is caught
    552 Postfach nicht voll
                           ^
{caret}:14: the sample is caught by an earlier cause, "smtp/mailbox-full" in line 6
    452 Alles voll
                  ^
faulty   {caret}, 3 rules, 3 faults
""")
checks.end()
