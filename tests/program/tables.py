"""CSV and Prometheus: strict parsers of our own read them, and their numbers are the JSON's."""

import csv
import io
import os
import re
import shutil
import subprocess
import tempfile

from program import Checks, SOURCE, report, run
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
    together; no series twice.  A counter's name ends in _total, and no gauge has that name."""
    status, out, err = run("-f", "prometheus", *arguments)
    checks.equal(f"{arguments}: exit status", (status, err), (0, b""))
    check_promtool(arguments, out)
    checks.true("ends in a line end", out.endswith(b"\n"))
    metrics, helped, current = {}, None, None
    for line in out.decode("ascii").splitlines():
        if line.startswith("# HELP "):
            helped = line.split(" ", 3)[2]
            checks.true(f"{helped}: help", len(line.split(" ", 3)[3]) > 0)
        elif line.startswith("# TYPE "):
            current = line.split(" ")[2]
            kind = "counter" if current.endswith("_total") else "gauge"
            checks.equal(f"{current}: type", line, f"# TYPE {helped} {kind}")
            checks.true(f"{current}: of one kind",
                        current.removesuffix("_total") not in metrics)
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


def check_counters(folder):
    """With a state: the runs' sums, and of all of them what one scan says."""
    log, state = os.path.join(folder, "mail.log"), os.path.join(folder, "state")
    lines = open(os.path.join(SOURCE, "samples/formats/postfix-short-full.log"),
                 "rb").read().splitlines(keepends=True)
    third, before = len(lines) // 3 + 1, None
    for run_number in (1, 2, 3, 4):
        with open(log, "ab") as file:
            file.write(b"".join(lines[(run_number - 1) * third:run_number * third]))
        once = exposition(*OPTIONS, "--state", state, "--state-readonly", log)
        metrics = exposition(*OPTIONS, "--state", state, log)
        checks.equal("counters: read only", once, metrics)
        checks.equal("counters: runs", metrics["smtplogscan_runs_total"], {(): run_number})
        totals = {name: values for name, values in metrics.items() if name.endswith("_total")}
        for name, values in (before or {}).items():
            checks.true(f"counters: {name}: the same series", set(values) == set(totals[name]))
            checks.true(f"counters: {name} never falls",
                        all(totals[name][key] >= value for key, value in values.items()))
        before = totals
    whole = report(*OPTIONS, log)
    for name, key in (("recipients_accepted", "accepted"), ("recipients_failed", "failed"),
                      ("recipients_retried", "accepted_after_retry"),
                      ("delivery_attempts", "attempts")):
        values = totals[f"smtplogscan_{name}_total"]
        checks.equal(f"counters: {key}", sum(values.values()), whole["totals"][key])
        for provider in whole["providers"]:
            checks.equal(f"counters: {provider['id']}: {key}",
                         sum(pick(values, provider=provider["id"]).values()), provider[key])
    for cause in whole["causes"]:
        checks.equal(f"counters: {cause['id']}", list(pick(
            totals["smtplogscan_recipients_failed_total"], provider=cause["provider"],
            cause=cause["cause"]).values()), [cause["failed"]])
    checks.true("counters: some failed", whole["totals"]["failed"] > 0)
    checks.true("counters: none without a state",
                not [name for name in exposition(*OPTIONS, log) if name.endswith("_total")])


PROMTOOL = shutil.which("promtool")


def check_promtool(arguments, out):
    if PROMTOOL is None:
        return
    done = subprocess.run([PROMTOOL, "check", "metrics"], input=out, capture_output=True,
                          check=False)
    checks.equal(f"{arguments}: promtool", (done.returncode, done.stderr), (0, b""))


known = None
for each in DAYS + FORMATS:
    whole = report(*OPTIONS, each.path)
    check_csv(each, whole)
    known = check_prometheus(each, whole, known)
for check in (check_files, check_counters):
    with tempfile.TemporaryDirectory() as temporary:
        check(temporary)
checks.end()
