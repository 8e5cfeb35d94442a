"""Short counts and interruptions of read() and write() change nothing."""

import os

from scenarios import BUILD, playing

LIBRARY = os.path.join(BUILD, "tests/faults/short_counts.so")


def shorten(checks, stage):
    got = stage.play((), (f"LD_PRELOAD={LIBRARY}",))
    checks.equal(f"{stage.scenario.name}: exit status and complaints", (got.status, got.err),
                 (0, b""))
    checks.true(f"{stage.scenario.name}: the same output", got[:3] == stage.want[:3])
    return "the same"


playing(shorten)
