"""The seed of the hash tables is another one in each run; no byte of any output is."""

from program import Checks, run
from sample import DAYS, FORMATS, OPTIONS

checks = Checks()
RUNS = 3

for sample in DAYS[1:2] + FORMATS:
    for kind in ("text", "html", "json", "ndjson", "csv", "prometheus", "email"):
        outputs = {run("-f", kind, *OPTIONS, sample.path) for _ in range(RUNS)}
        checks.equal(f"{sample.name}, {kind}: different outputs", len(outputs), 1)
redacted = {run("--redact", *OPTIONS, DAYS[1].path)[0] for _ in range(RUNS)}
checks.equal("redacted", redacted, {0})
checks.end()
