"""briefgen, through its public interface: reads the workspace, checks everything, writes.

The workspace is the folder `workspace` beside the BASEs; a BASE's name is a theme in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import timing

import briefgen

FORMATS = {"docx": ("docx",), "pdf": ("pdf",), "both": ("docx", "pdf")}


def render(bases: Sequence[Path], out: Path) -> None:
    report = briefgen.build(
        bases[0].with_name("workspace"),
        themes=[base.name for base in bases],
        formats=FORMATS[timing.format_wanted()],
        out=out,
    )
    if len(report.built) != len(bases):
        raise SystemExit("\n".join(f"{d.code}: {d.message}" for d in report.diagnostics))


if __name__ == "__main__":
    timing.run(render)
