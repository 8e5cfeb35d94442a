"""Every rule that comes along: one to three steps, and links that are https and the provider's
own; those of the generic rules are of sites that are named here, so that a new one is meant."""

import re

from program import Checks, run

checks = Checks()
OWN = {
    "gmail": {"support.google.com", "knowledge.workspace.google.com"},
    "sendgrid": {"www.twilio.com", "support.sendgrid.com"},
    "zoho": {"www.zoho.com", "mail.zoho.com"},
    "microsoft": {"learn.microsoft.com", "support.microsoft.com", "aka.ms", "sender.office.com",
                  "sendersupport.olc.protection.outlook.com"},
    "ses": {"docs.aws.amazon.com"},
}
STANDARDS = {"www.rfc-editor.org", "www.postfix.org", "www.exim.org", "haraka.github.io",
             "man.openbsd.org", "docs.freebsd.org", "marlam.de", "cr.yp.to", "untroubled.org",
             "wiki.debian.org"}
PROVIDERS = {"gov-naverworks.com", "help.naver.com", "mail.daum.net", "cs.daum.net",
             "service.mail.qq.com", "help.mail.163.com", "yandex.com", "senders.yahooinc.com",
             "support.apple.com", "postmaster.gmx.net", "postmaster.orange.fr",
             "postmaster.t-online.de", "www.spectrum.net", "www.cox.com", "www.godaddy.com",
             "help.brevo.com", "help.mailgun.com", "support.sparkpost.com", "postmarkapp.com",
             "documentation.mailjet.com"}
FILTERS = {"check.spamhaus.org", "www.spamhaus.com", "www.spamcop.net", "admin.uribl.com",
           "spam.kisa.or.kr", "www.barracudacentral.org", "ipcheck.proofpoint.com",
           "servicecentral.trendmicro.com", "mimecastsupport.zendesk.com", "csi.cloudmark.com",
           "www.talosintelligence.com", "knowledge.broadcom.com"}
OWN["smtp"] = STANDARDS | PROVIDERS | FILTERS | {"support.google.com"} | OWN["microsoft"] | OWN["ses"]

# The program's own, of nobody's site.
PROGRAMS = {"unclassified", "message-expired"}

RULE = re.compile(r"^([a-z0-9-]+)/([a-z0-9-]+)  \(rule (.+), [a-z-]+\)$")
LABEL = re.compile(r"^  (reply|do|link)? +(.*)$")


def rules(provider, cause):
    """(rule, {"do": [...], "link": [...]}) of the provider's own."""
    found, label = [], None
    for line in run("--explain", f"{provider}/{cause}")[1].decode().splitlines():
        head = RULE.match(line)
        if head:
            found.append((head[1], head[3], {"reply": [], "do": [], "link": []}))
        elif found and LABEL.match(line):
            label = LABEL.match(line)[1] or label
            found[-1][2][label].append(LABEL.match(line)[2].strip())
    return [(rule, words) for owner, rule, words in found if owner == provider]


causes = [line.split()[0] for line in run("--list-causes")[1].decode().splitlines()]
seen = {provider: 0 for provider in OWN}
for provider, hosts in OWN.items():
    for cause in causes:
        for rule, words in rules(provider, cause):
            name = f"{provider}/{cause}, rule {rule}"
            if rule in PROGRAMS and not words["link"]:
                continue
            seen[provider] += 1
            checks.true(f"{name}: one to three steps", 1 <= len(words["do"]) <= 3)
            checks.true(f"{name}: a link", len(words["link"]) > 0)
            for link in words["link"]:
                host = re.match(r"https://([a-z0-9.-]+)(/|$)", link)
                checks.true(f"{name}: {link}", host and host[1] in hosts)
listed = dict(re.findall(r"^(\S+) +\S+ +(\d+) rules", run("--list-plugins")[1].decode(), re.M))
for provider, count in seen.items():
    checks.equal(f"{provider}: every rule was seen", count, int(listed.get(provider, 0)))

# How to send through it: server, ports, TLS, login, the sender, and the provider's page.
for provider, hosts in OWN.items():
    setup = run("--explain", provider)[1].decode()
    for what, pattern in (("port", r"587"), ("TLS", r"TLS"), ("login", r"Login|User name"),
                          ("sender", r"Alias|Verify|verif|Sender|From must"),
                          ("host", r"[Hh]ost")):
        checks.true(f"{provider}: {what}", re.search(pattern, setup))
    links = re.findall(r"https://([a-z0-9.-]+)/", setup)
    checks.true(f"{provider}: link", links and all(host in hosts for host in links))
checks.end()
