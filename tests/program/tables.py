"""CSV and Prometheus: strict parsers of our own read them, and their numbers are the JSON's."""

import csv
import io
import os
import re
import shutil
import subprocess
import tempfile

from program import Checks, report, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
HEADER = ["key", "title", "accepted", "accepted_after_retry", "delayed", "failed", "attempts",
          "first", "last", "action", "link", "marks"]
COUNTS = HEADER[2:7]


def table(*arguments):
    """The rows of the CSV, each as a dictionary; RFC 4180, so every line ends in CRLF."""
    status, out, err = run("-f", "csv", *arguments)
    checks.equal(f"{arguments}: exit status", (status, err), (0, b""))
    text = out.decode()
    checks.true(f"{arguments}: CRLF", text.endswith("\r\n") and
                "\n" not in text.replace("\r\n", ""))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    checks.equal(f"{arguments}: header", rows[0], HEADER)
    for row in rows:
        checks.equal(f"{arguments}: cells of {row[0]!r}", len(row), len(HEADER))
    return [dict(zip(HEADER, row)) for row in rows[1:]]


def check_csv(sample, found):
    rows = table(*OPTIONS, sample.path)
    for key in COUNTS:
        checks.equal(f"{sample.name}: CSV: {key}", sum(int(row[key]) for row in rows),
                     found["totals"][key])
    want = {cause["id"]: cause for cause in found["causes"]}
    got = {row["key"]: row for row in rows if row["key"]}
    checks.equal(f"{sample.name}: CSV: causes", sorted(got), sorted(want))
    for key, row in got.items():
        cause = want[key]
        checks.equal(f"{sample.name}: CSV: {key}", row, {
            "key": key, "title": cause["title"], "accepted": str(cause["accepted_after_retry"]),
            "first": cause["first"] or "", "last": cause["last"] or "",
            "action": cause["action"], "link": cause["links"][0] if cause["links"] else "",
            "marks": " ".join(cause["marks"]),
            **{k: str(cause[k]) for k in COUNTS[1:]}})


METRIC = re.compile(r'([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\d+)')
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\\n]|\\["\\n])*)"')


def exposition(*arguments):
    """{name: {labels: value}}: HELP and TYPE once before the lines of each metric, which stand
    together; no series twice."""
    status, out, err = run("-f", "prometheus", *arguments)
    checks.equal(f"{arguments}: exit status", (status, err), (0, b""))
    checks.true("ends in a line end", out.endswith(b"\n"))
    metrics, helped, current = {}, None, None
    for line in out.decode("ascii").splitlines():
        if line.startswith("# HELP "):
            helped = line.split(" ", 3)[2]
            checks.true(f"{helped}: help", len(line.split(" ", 3)[3]) > 0)
        elif line.startswith("# TYPE "):
            current = line.split(" ")[2]
            checks.equal(f"{current}: type", line, f"# TYPE {helped} gauge")
            checks.true(f"{current}: once", current not in metrics)
            metrics[current] = {}
        else:
            match = METRIC.fullmatch(line)
            checks.true(f"a sample: {line}", match and match.group(1) == current)
            labels = tuple(sorted(LABEL.findall(match.group(2) or "")))
            checks.true(f"once: {line}", labels not in metrics[current])
            metrics[current][labels] = int(match.group(3))
    return metrics


def pick(series, **labels):
    return {key: value for key, value in series.items() if set(labels.items()) <= set(key)}


def check_prometheus(sample, found, series):
    metrics = exposition(*OPTIONS, sample.path)
    recipients = metrics["smtplogscan_recipients"]
    for status in ("accepted", "delayed", "failed"):
        checks.equal(f"{sample.name}: prom: {status}",
                     sum(pick(recipients, status=status).values()), found["totals"][status])
    for provider in found["providers"]:
        for status in ("accepted", "delayed", "failed"):
            checks.equal(f"{sample.name}: prom: {provider['id']} {status}",
                         list(pick(recipients, provider=provider["id"], status=status).values()),
                         [provider[status]])
    causes = metrics["smtplogscan_not_accepted"]
    for status in ("delayed", "failed"):
        checks.equal(f"{sample.name}: prom: causes {status}",
                     sum(pick(causes, status=status).values()), found["totals"][status])
    for cause in found["causes"]:
        checks.equal(f"{sample.name}: prom: {cause['id']}", [
            list(pick(causes, provider=cause["provider"], cause=cause["cause"],
                      status=status).values()) for status in ("delayed", "failed")],
            [[cause["delayed"]], [cause["failed"]]])
    checks.equal(f"{sample.name}: prom: lines",
                 sum(metrics["smtplogscan_lines"].values()), found["inputs"][0]["lines"])
    same = {name: set(values) for name, values in metrics.items() if "timestamp" not in name}
    checks.equal(f"{sample.name}: prom: the same series as for another log", same,
                 series or same)
    return same


def check_files(folder):
    """The endings choose; of several outputs each is whole."""
    names = [os.path.join(folder, name) for name in ("a.csv", "b.PROM", "c.json")]
    status, out, err = run(*(f"-o{name}" for name in names), DAYS[0].path)
    checks.equal("-o: exit status", (status, out, err), (0, b"", b""))
    for name, start in zip(names, (b"key,title,", b"# HELP smtplogscan_recipients ", b"{\n")):
        checks.true(name, open(name, "rb").read().startswith(start))
    status, out, _ = run("-f", "csv", "--csv-bom", DAYS[0].path)
    checks.equal("--csv-bom", (status, out), (0, b"\xef\xbb\xbf" + open(names[0], "rb").read()))
    metrics = exposition("--year=2026", "--tz=UTC", os.path.join("samples/story", "mail.log"))
    checks.equal("inputs", metrics["smtplogscan_inputs"],
                 {(("state", "complete"),): 1, (("state", "incomplete"),): 0})


def check_promtool(sample):
    tool = shutil.which("promtool")
    if tool is None:
        return
    out = run("-f", "prometheus", *OPTIONS, sample.path)[1]
    done = subprocess.run([tool, "check", "metrics"], input=out, capture_output=True, check=False)
    checks.equal(f"{sample.name}: promtool", (done.returncode, done.stderr), (0, b""))


known = None
for each in DAYS + FORMATS:
    whole = report(*OPTIONS, each.path)
    check_csv(each, whole)
    known = check_prometheus(each, whole, known)
check_promtool(DAYS[1])
with tempfile.TemporaryDirectory() as temporary:
    check_files(temporary)
checks.end()
