"""Partials: however a log is cut, and in whatever order the parts are added up, the report is
that of the whole log."""

import os
import random
import re
import tempfile

from program import Checks, SOURCE, report, run
from sample import DAYS, FORMATS, OPTIONS, Sample

LONG = os.environ.get("PARTIALS_LONG")  # minutes in place of seconds
checks = Checks()
dice = random.Random(7)


def told(found):
    """What must not depend on the cut: all but which files were read, and where in them."""
    found.pop("inputs")
    found.pop("generator")
    for cause in found["causes"]:
        for reply in cause["replies"]:
            reply.pop("where")
    return found


def records(sample):
    if sample.path.endswith(".export"):
        return re.split(rb"(?<=\n\n)(?=__CURSOR=)", sample.read())
    return sample.read().splitlines(keepends=True)


class Folder:
    """Parts of logs, and what is made of them."""

    def __init__(self, path):
        self.path, self.count = path, 0

    def name(self, ending):
        self.count += 1
        return os.path.join(self.path, f"{self.count}{ending}")

    def part(self, text):
        """The partial of a piece of a log."""
        log, partial = self.name(".log"), self.name(".partial")
        with open(log, "wb") as file:
            file.write(text)
        self.make(partial, log)
        return partial

    def make(self, partial, *inputs):
        status, out, err = run(*OPTIONS, "-q", "-o", partial, *inputs)
        # a part may hold no line of mail at all
        checks.true(f"{inputs}: exit {status}, {out + err}", status in (0, 4) and not out)
        if status == 4:
            open(partial, "wb").close()

    def merged(self, partials):
        """One partial of several, or none of them: added up at random."""
        parts = [part for part in partials if os.path.getsize(part)]
        dice.shuffle(parts)
        while len(parts) > 1 and dice.random() < 0.7:
            few = [parts.pop() for _ in range(dice.randint(2, len(parts)))]
            both = self.name(".partial")
            self.make(both, *few)
            parts.append(both)
            dice.shuffle(parts)
        return parts


def period(part):
    if not os.path.getsize(part):
        return part
    found = report(*OPTIONS, "-q", part)["period"]
    return found["first"], found["last"]


def check_cut(folder, sample, lines, cuts, whole):
    """Cut before the lines `cuts`."""
    edges = [0, *sorted(cuts), len(lines)]
    texts = [b"".join(lines[a:b]) for a, b in zip(edges, edges[1:])]
    parts = [folder.part(text) for text in texts]
    if len(set(periods := [period(part) for part in parts])) < len(periods):
        return  # two begin and end in the same second: nobody knows which comes first
    parts = folder.merged(parts)
    got = told(report(*OPTIONS, "-q", *parts))
    if got != whole:
        checks.true(f"{sample.name} cut at {cuts}: the same report", False)
        for key in whole:
            if got[key] != whole[key]:
                print(f"  {key}: {str(got[key])[:300]}\n  want {str(whole[key])[:300]}")
    else:
        checks.done += 1


def check_sample(sample, pairs, trees):
    lines = records(sample)
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(path)
        log = folder.name(".log")
        with open(log, "wb") as file:
            file.write(b"".join(lines))
        whole = told(report(*OPTIONS, "-q", log))
        places = range(1, len(lines))
        for cut in places if len(places) <= pairs else dice.sample(places, pairs):
            check_cut(folder, sample, lines, [cut], whole)
        for _ in range(trees):
            count = min(dice.randint(2, 7), len(places))
            check_cut(folder, sample, lines, dice.sample(places, count), whole)


logs = [sample for sample in FORMATS
        if sample.timed and not re.search(r"events|activity|notifications|csv", sample.path)]
for sample in logs:
    check_sample(sample, 10000 if LONG else 4, 100 if LONG else 2)
for sample in (*DAYS, Sample("senders", "samples/senders/mail.log")):
    check_sample(sample, 400 if LONG else 2, 100 if LONG else 2)


def fails(what, words, *arguments, status=2):
    got, out, err = run(*OPTIONS, *arguments)
    checks.equal(f"{what}: exit", got, status)
    checks.true(f"{what}: {err.decode()!r} says {words!r}", words in err.decode())
    return out


def totals(*inputs):
    found = report(*OPTIONS, "-q", *inputs)
    return found["totals"], found["warnings"]


def check_little_memory(folder):
    """Thousands of messages that began before the log does find no room: none is lost."""
    log, partial = folder.name(".log"), folder.name(".partial")
    ends = ("2.0.0, status=sent (250 ok)", "4.7.0, status=deferred (host h[192.0.2.1] said: 450 "
            "4.7.0 later (in reply to RCPT TO command))", "5.1.1, status=bounced (host h[192.0.2.1] "
            "said: 550 5.1.1 User unknown (in reply to RCPT TO command))")
    with open(log, "w", encoding="ascii") as file:
        for i in range(30000):
            at = f"Nov 22 {10 + i // 3600}:{i // 60 % 60:02}:{i % 60:02} mx1 postfix"
            file.write(f"{at}/smtp[1]: 4Xy{i:07}: to=<a{i}@d{i % 50}.example>, relay=h[192.0.2.1]:25, "
                       f"delay=1, dsn={ends[i % 3]}\n")
            if i % 5 == 0:  # its end, or another one of that name
                file.write(f"{at}/qmgr[1]: 4Xy{i:07}: removed\n" if i % 10 else
                           f"{at}/smtpd[1]: 4Xy{i:07}: client=h[192.0.2.1]\n")
            if i % 1000 == 0:
                file.write(f"{at[:-8]} smtpd[1]: 0123456789abcdef smtp message size=1\n")
    folder.make(partial, "--memory=1M", log)
    whole = told(report(*OPTIONS, "-q", log))
    checks.equal("little memory: recipients", whole["totals"]["recipients"], 30000)
    checks.equal("little memory: totals", report(*OPTIONS, "-q", partial)["totals"], whole["totals"])
    lines = open(log, "rb").read().splitlines(keepends=True)
    parts = [folder.part(b"".join(lines[at:at + 11000])) for at in range(0, len(lines), 11000)]
    checks.equal("little memory, parts: totals", report(*OPTIONS, "-q", "--memory=1M", *parts)["totals"],
                 whole["totals"])


def check_without_times(folder):
    """A part whose lines have no time is added up like any other, and so is a log before it."""
    lines = open(os.path.join(SOURCE, "samples/formats/postfix-short-full.log"), "rb").read().splitlines()
    bare = folder.part(b"\n".join(line[line.index(b"postfix/"):] for line in lines if b"postfix/" in line))
    found = report(*OPTIONS, "-q", bare)
    checks.equal("without times: period", found["period"]["first"], None)
    day = report(*OPTIONS, "-q", GOOD)["totals"]["recipients"]
    early = folder.name(".partial")
    folder.make(early, GOOD)
    for inputs in ((bare, GOOD), (early, bare), (BAD, early), (early, BAD)):
        other = found["totals"]["recipients"] if bare in inputs else \
            report(*OPTIONS, "-q", BAD)["totals"]["recipients"]
        checks.equal(f"{inputs}: recipients", report(*OPTIONS, "-q", *inputs)["totals"]["recipients"],
                     day + other)


BAD, GOOD = DAYS[1].path, DAYS[0].path
with tempfile.TemporaryDirectory() as path:
    folder = Folder(path)
    bad, again, good, both = (folder.name(".partial") for _ in range(4))
    folder.make(bad, BAD)
    folder.make(again, BAD)
    folder.make(good, GOOD)
    folder.make(both, good, bad)
    whole, _ = totals(BAD)
    check_little_memory(folder)
    check_without_times(folder)

    # The same lines count once.
    for twice in ((bad, again), (bad, BAD), (BAD, bad), (both, bad)):
        found, warnings = totals(*twice)
        checks.equal(f"{twice}: totals", found, whole if both not in twice else totals(both)[0])
        checks.true(f"{twice}: {warnings}", any("counted once" in w for w in warnings))
    other = folder.name(".partial")
    folder.make(other, BAD, "samples/providers.log.gz")
    fails("two that share a log", "leave one of the two out", both, other, status=3)

    # Small, and the same bytes whenever it is made.
    checks.true("size of a day", os.path.getsize(bad) < 64 * 1024)
    checks.equal("made twice", open(bad, "rb").read(), open(again, "rb").read())
    checks.equal("through a pipe", run("-f", "json", "-", stdin=open(bad, "rb").read())[0], 0)

    # What does not go together.
    window = folder.name(".partial")
    run(*OPTIONS, "--since", "2026-11-22 10:00", "-o", window, BAD)
    fails("another window", "--since", bad, window)
    checks.equal("the window is told", report(*OPTIONS, window)["period"]["since"],
                 "2026-11-22T10:00:00+09:00")
    run(*OPTIONS, "--until", "2026-11-22 10:00", "-o", window, BAD)
    fails("another window's end", "--until", bad, window)
    checks.equal("its end is told", report(*OPTIONS, window)["period"]["until"],
                 "2026-11-22T10:00:00+09:00")
    host, hosts = folder.name(".partial"), folder.name(".partial")
    run(*OPTIONS, "--host", "mx1", "-o", host, BAD)
    run(*OPTIONS, "--host", "mx1", "--host", "mx2", "-o", hosts, BAD)
    fails("another host", "--host", bad, host)
    fails("more hosts", "--host", host, hosts)
    fails("a grouping", "--group-by", "-g", "sender", bad)
    fails("a filter", "which --provider needs", "-p", "gmail", bad)
    fails("ndjson", "holds sums", "-f", "ndjson", bad)
    fails("a story", "holds sums", "--trace", "a@b.example", bad)
    fails("evidence", "holds sums", "--evidence", "1", bad)
    fails("redacted", "--redact", "--redact", "-f", "partial", BAD)
    grouped = folder.name(".partial")
    run(*OPTIONS, "-g", "sender", "-o", grouped, BAD)
    checks.equal("grouped", report("-g", "sender", grouped)["groups"],
                 report("-g", "sender", BAD)["groups"])
    zone = folder.name(".partial")
    run("--tz=Asia/Seoul", "-o", zone, "samples/formats/postfix-container.log")

    # Damage is found, wherever it is; what else there is, is reported.
    data = open(good, "rb").read()
    damaged = folder.name(".partial")
    for place in range(8, len(data), 1 if LONG else 37):
        with open(damaged, "wb") as file:
            file.write(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1:])
        out = fails(f"byte {place}", damaged, "-f", "json", damaged, bad, status=3)
        checks.true(f"byte {place}: the other counts", b'"failed": 477' in out)
    for length in range(9, len(data), 1 if LONG else 41):
        with open(damaged, "wb") as file:
            file.write(data[:length])
        fails(f"cut at {length}", "damaged or cut", "-f", "json", damaged, bad, status=3)
    with open(damaged, "wb") as file:
        file.write(data[:8] + b"\x02" + data[9:])
    fails("a newer one", "newer smtplogscan", "-f", "json", damaged, bad, status=3)

    # Hosts that should be there.
    hosts = folder.name(".txt")
    with open(hosts, "w", encoding="ascii") as file:
        file.write("# ours\nmx1\nmx7.example.org  # the new one\n\n")
    status, out, err = run("-f", "json", "--expect-hosts", hosts, bad)
    checks.equal("a host is missing: exit", status, 3)
    checks.true("a host is missing: said", b"host mx7.example.org wrote nothing" in out)
    fails("no list", "No such file", "--expect-hosts", "none.txt", bad)

checks.end()
