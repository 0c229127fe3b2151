"""Runs whole processes in turn and keeps what each took.

Rounds are interleaved: each runs every command once, in a new order, so that whatever else
the machine does falls on all of them. Ratios are taken within a round.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """A process to run; `reports` when it times itself (see `runners/timing.py`)."""

    arguments: Sequence[str]
    folder: Path | None = None
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took: seconds of wall and processor time, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass(slots=True)
class Series:
    """The runs of one command, a round each; `failed` says why there are none."""

    runs: list[Took] = field(default_factory=list)
    failed: str = ""

    def median(self, measure: str) -> float:
        return statistics.median(getattr(run, measure) for run in self.runs)

    def least(self, measure: str) -> float:
        return min(getattr(run, measure) for run in self.runs)

    def ratio(self, measure: str, reference: Series) -> float:
        """The median over the rounds of this command's share of the reference's."""
        pairs = zip(self.runs, reference.runs, strict=True)
        return statistics.median(getattr(a, measure) / getattr(b, measure) for a, b in pairs)


def run(command: Command, environment: Mapping[str, str]) -> Took:
    """Run a process to its end. Raises `RuntimeError` with its last words when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    # wait4 gives the resources of this process and its children alone.
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(output.strip()[-600:] or f"exit code {process.returncode}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    took = Took(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
    if not command.reports:
        return took
    report = json.loads(output.strip().splitlines()[-1])
    return Took(report["wall"], report["cpu"], took.peak)


def rounds(
    commands: Mapping[str, Command], environment: Mapping[str, str], count: int, *, warm_up: bool
) -> dict[str, Series]:
    """`count` rounds of all commands. With `warm_up` one more goes first and is not kept."""
    series = {name: Series() for name in commands}
    order = list(commands)
    shuffle = random.Random(count).shuffle
    for number in range(-1 if warm_up else 0, count):
        shuffle(order)
        for name in order:
            if series[name].failed:
                continue
            try:
                took = run(commands[name], environment)
            except RuntimeError as error:
                series[name] = Series(failed=str(error))
                print(f"{name}: {error}", file=sys.stderr)
                continue
            if number >= 0:
                series[name].runs.append(took)
        print(f"  round {number + 1} of {count}", file=sys.stderr)
    return series
