"""The results as Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clock import Series


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal, what was measured and the limit; `never` must not be exceeded in any case."""

    what: str
    measured: float
    limit: float
    unit: str = ""
    never: float = math.inf

    @property
    def word(self) -> str:
        if self.measured <= self.limit:
            return "met"
        return "missed" if self.measured <= self.never else "**fails**"


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; every column but the first and a last one for remarks is to the right."""
    marks = [":--", *("--:" for _ in header[1:])]
    lines = [header, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def times(
    title: str, series: Mapping[str, Series], reference: str, remarks: Mapping[str, str]
) -> str:
    """Wall and processor time in milliseconds, as ratios to the reference, and memory."""
    base = series.get(reference, Series(failed="not measured"))
    ratios = not base.failed
    header = ["", "wall ms", "least", "cpu ms", "wall ratio", "cpu ratio", "peak MiB", ""]
    rows = []
    for name, runs in series.items():
        shown = f"{name} (= 1)" if name == reference else name
        if runs.failed:
            rows.append([shown, *["–"] * 6, "failed"])
            continue
        figures = [runs.median("wall"), runs.least("wall"), runs.median("cpu")]
        rows.append(
            [
                shown,
                *(f"{1000 * seconds:.1f}" for seconds in figures),
                *(f"{runs.ratio(m, base):.2f}" if ratios else "–" for m in ("wall", "cpu")),
                f"{runs.median('peak'):.0f}",
                remarks.get(name, ""),
            ]
        )
    return f"### {title}\n\n{markdown(header, rows)}"


def verdicts(found: Iterable[Verdict]) -> str:
    """The goals and whether they are met."""
    rows = [[v.what, f"{v.measured:.2f}{v.unit}", f"{v.limit:g}{v.unit}", v.word] for v in found]
    return f"### Goals\n\n{markdown(['', 'measured', 'limit', 'verdict'], rows)}" if rows else ""
