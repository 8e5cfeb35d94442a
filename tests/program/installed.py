"""From an installed tree, with no access to the source: plugins are created, built, checked and
used, in C by cc and pkg-config, in C by CMake, and as a rule file.  Each is for a provider of
samples/ that has none yet, and the reports before and after are compared.  Prints the times."""

import json
import os
import re
import shutil

from installation import Installation
from program import Checks, check_sums

SAMPLES = ("good-day.log.gz", "bad-day.log.gz", "providers.log.gz")
checks, place = Checks(), Installation()

# A way: the provider's name, its relay's domain, a reply of the samples with the cause it has
# by the generic rules, and the commands that lead from what --new-plugin wrote to a use of it.
CC = ("cc -shared -fPIC -fvisibility=hidden $(pkg-config --cflags smtplogscan) -o brevo.so "
      "brevo/brevo.c")
BREVO = ("brevo", "brevo.com", "502", "smtp account is not yet activated", "account-suspended",
         "502 5.7.0 Your SMTP account is not yet activated.")
SPARKPOST = ("sparkpost", "sparkpostmail.com", "550", "unconfigured sending domain",
             "sender-not-verified", "550 5.7.1 Unconfigured Sending Domain <client1.example>")
MAILGUN = ("mailgun", "mailgun.org", "421", "is not allowed to send", "sender-not-verified",
           "421 Domain client1.example is not allowed to send: The domain is unverified and "
           "requires DNS configuration.")


def report(options):
    files = " ".join(place.path("share/smtplogscan/samples/" + name) for name in SAMPLES)
    status, printed, seconds = place.run(f"smtplogscan {options} --tz=UTC --year=2026 -f json "
                                         f"{files}")
    checks.equal(f"report {options}: exit status", status, 0)
    return json.loads(printed), seconds


def step(what, command):
    status, printed, seconds = place.run(command)
    checks.equal(f"{what}: {command}: exit status, {printed}", status, 0)
    return printed, seconds


def adapt(path, swaps):
    """What an author changes in the file that --new-plugin wrote."""
    with open(place.file(path), encoding="utf-8") as file:
        text = file.read()
    for old, new in swaps:
        checks.equal(f"{path}: {old}", text.count(old), 1)
        text = text.replace(old, new)
    with open(place.file(path), "w", encoding="utf-8") as file:
        file.write(text)


def adapt_c(provider):
    name, relay, code, words, cause, reply = provider
    adapt(f"{name}/{name}.c",
          [(f'{{"{name}.example", NULL}}', f'{{"{relay}", NULL}}'),
           (".reply = 553", f".reply = {code}"),
           ("from .* is not yours", words), ('"sender-mismatch"', f'"{cause}"'),
           ("553 5.7.1 From <bob@example.com> is not yours", reply)])


def adapt_rules(provider):
    name, relay, code, words, cause, reply = provider
    adapt(f"{name}/{name}.conf",
          [(f'relay = {{ "{name}.example" }}', f'relay = {{ "{relay}" }}'),
           ('code = "553"', f'code = "{code}"'), ("from .* is not yours", words),
           (f'cause "{name}/sender-mismatch"', f'cause "{name}/{cause}"'),
           ("553 5.7.1 From <bob@example.com> is not yours", reply)])


def compare(provider, before, after):
    """The provider takes its recipients and its cause out of the generic ones, and no more."""
    name, cause = provider[0], provider[4]
    counts = {where: {p["id"]: p["recipients"] for p in found["providers"]}
              for where, found in (("before", before), ("after", after))}
    causes = {c["id"]: c["failed"] + c["delayed"] for c in before["causes"]}
    found = {c["id"]: c["failed"] + c["delayed"] for c in after["causes"]}
    taken = counts["after"].get(name, 0)
    check_sums(checks, name, after)
    checks.equal(f"{name}: totals", after["totals"], before["totals"])
    checks.true(f"{name}: is new and has recipients", name not in counts["before"] and taken > 0)
    checks.equal(f"{name}: taken from the generic provider", counts["after"]["smtp"] + taken,
                 counts["before"]["smtp"])
    checks.true(f"{name}/{cause} is reported", found.get(f"{name}/{cause}", 0) > 0)
    checks.equal(f"{name}/{cause} was smtp/{cause}",
                 found[f"{name}/{cause}"] + found.get(f"smtp/{cause}", 0), causes[f"smtp/{cause}"])
    advice = [c["advice"] for c in after["causes"] if c["id"] == f"{name}/{cause}"]
    checks.true(f"{name}/{cause}: its own advice", "log in with" in str(advice))
    print(f"  samples: {counts['before']['smtp']} recipients of smtp before, "
          f"{counts['after']['smtp']} after and {taken} of {name}")


def way(title, provider, create, adapted, commands, use):
    name = provider[0]
    times = {"create": step(title, f"smtplogscan --new-plugin {name} {create}")[1]}
    for when in ("as written", "adapted"):
        for what, command in commands:
            seconds = step(f"{title}, {when}, {what}", command)[1]
            times[what] = times.get(what, 0) + seconds
        if when == "as written":
            adapted(provider)
    after, times["use"] = report(use)
    print(f"{title}: {sum(times.values()):.1f} s (" +
          ", ".join(f"{what} {seconds:.2f}" for what, seconds in times.items()) + ")")
    compare(provider, BEFORE, after)


def installed():
    """What a package of the program must hold for this."""
    version = step("version", "smtplogscan --version")[0].split()[1]
    for variable in ("modversion", "variable=version"):
        checks.equal(variable, step("pkg-config", f"pkg-config --{variable} smtplogscan")[0],
                     version + "\n")
    folder = step("plugindir", "pkg-config --variable=plugindir smtplogscan")[0].strip()
    checks.true(f"{folder} holds the plugins", os.path.exists(os.path.join(folder, "smtp.so")))
    rules = step("rulesdir", "pkg-config --variable=rulesdir smtplogscan")[0]
    checks.equal("rulesdir", rules, "/etc/smtplogscan/rules.d\n")
    for name in ("include/smtplogscan/plugin.h", "share/doc/smtplogscan/docs/plugins.md",
                 "share/man/man1/smtplogscan.1", "share/man/man5/smtplogscan.conf.5",
                 "share/man/ko/man1/smtplogscan.1",
                 "share/bash-completion/completions/smtplogscan",
                 "share/zsh/site-functions/_smtplogscan",
                 "share/fish/vendor_completions.d/smtplogscan.fish",
                 "share/smtplogscan/samples/plugins/acme/CMakeLists.txt"):
        checks.true(f"{name} is installed", os.path.exists(place.path(name)))
    korean = step("korean", "smtplogscan --lang=ko --list-causes")[0]
    checks.true("it speaks Korean where it was moved to", re.search("[가-힣]", korean))
    listed = step("list", "smtplogscan --list-plugins")[0]
    for name in ("microsoft", "ses"):
        path = place.path(f"share/smtplogscan/rules/{name}.conf")
        step("check", f"smtplogscan --check-plugin {path}")
        checks.true(f"{name} is a provider", re.search(rf"^{name} .*{name}\.conf", listed, re.M))


def reads_rule_files():
    place.run("rm -rf asked && smtplogscan --new-plugin asked")
    status, printed, _ = place.run("smtplogscan --check-plugin asked/asked.conf")
    return status == 0 or "is no shared object" not in printed


def follow(sample):
    """The commands of a sample's README, in a copy of it: they are its author's first."""
    folder = place.file("sample")
    shutil.copytree(place.path("share/smtplogscan/samples/" + sample), folder)
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        blocks = re.findall(r"^```sh\n(.*?)^```$", file.read(), re.M | re.S)
    checks.true(f"{sample}: there are commands", blocks)
    for command in "".join(blocks).splitlines():
        status, printed, _ = place.run(command, "sample")
        checks.equal(f"{sample}: {command}: exit status, {printed}", status, 0)
    shutil.rmtree(folder)


def use_installed():
    """`cmake --install` puts a plugin where the program looks."""
    step("install", "cmake --install sparkpost/build")
    listed = step("list", "smtplogscan --list-plugins")[0]
    checks.true("an installed plugin is found", "sparkpost.so" in listed)


installed()
BEFORE = report("")[0]
way("C, by cc and pkg-config", BREVO, "--c", adapt_c,
    [("build", CC), ("check", "smtplogscan --check-plugin brevo.so")], "--plugin brevo.so")
way("C, by CMake", SPARKPOST, "--c", adapt_c,
    [("configure", "cmake -S sparkpost -B sparkpost/build -DCMAKE_C_FLAGS=-Werror"),
     ("build", "cmake --build sparkpost/build"),
     ("check", "ctest --test-dir sparkpost/build --no-tests=error --output-on-failure")],
    "--plugin sparkpost/build/sparkpost.so")
if reads_rule_files():
    way("a rule file", MAILGUN, "", adapt_rules,
        [("check", "smtplogscan --check-plugin mailgun/mailgun.conf")],
        "--rules mailgun/mailgun.conf")
else:
    print("a rule file: skipped, since this program says that a .conf is no plugin")
use_installed()
follow("plugins/acme")
if reads_rule_files():
    follow("rules/acme")
checks.equal("nothing names the source", place.names_of_source(), [])
checks.end()
