"""Killed at each system call: what is written is what stood there or the whole, never a part
of it, nothing is left behind, and the next run is as if nothing had been."""

from scenarios import THOROUGH, playing
from tracing import calls_of, inject

MOST = 100000 if THOROUGH else 120


def kill_each(checks, stage):
    points = [(name, number) for name, numbers in sorted(calls_of(stage).items())
              if name not in ("exit_group", "execve") for number in numbers]
    chosen = points[::max(1, len(points) // MOST)]
    left = 0
    for name, number in chosen:
        got = stage.play(inject(name, "signal=KILL", number))
        what = f"{stage.scenario.name}, killed at {name} {number}"
        for file, found, want in zip(stage.scenario.outputs, got.files, stage.want.files):
            checks.true(f"{what}: {file} is {found[-60:] if found else found!r}",
                        found in (stage.old[file], want))
        left += len(got.left) > 0
        if stage.scenario.goes_on:
            continue
        again = stage.play((), prepare=False)
        checks.true(f"{what}: the run after it", again[:3] == stage.want[:3])
    return f"{len(chosen)} of {len(points)}, {left} left a file behind"


playing(kill_each)
