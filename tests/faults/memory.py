"""Each allocation fails once, and from then on: the same output, or an exit status and a
sentence."""

import os

from scenarios import BUILD, THOROUGH, playing

LIBRARY = os.path.join(BUILD, "tests/faults/failing_memory.so")
STEP = int(os.environ.get("STEP", 1 if THOROUGH else 9))


def fail_each(checks, stage, sticky):
    told, at = stage.path("mail.log") + ".told", 1
    stage.known.add("mail.log.told")
    while True:
        open(told, "wb").close()
        more = [f"LD_PRELOAD={LIBRARY}", f"FAIL_AT={at}", f"FAIL_TOLD={told}"]
        got = stage.play((), more + (["FAIL_ON=1"] if sticky else []))
        if os.path.getsize(told) == 0:
            checks.equal(f"{stage.scenario.name}: nothing failed", got[:3], stage.want[:3])
            return (at - 1) // STEP
        stage.hold(checks, f"allocation {at}{' and after' if sticky else ''}", got)
        at += STEP


playing(lambda checks, stage: f"{fail_each(checks, stage, False)} once, "
                              f"{fail_each(checks, stage, True)} from then on")
