"""How every runner is called: `python RUNNER FORMAT[,OPTION...] OUT BASE...`.

FORMAT is docx, pdf or both; BASE is a content file without its suffix; the files go to
OUT/NAME.docx and OUT/NAME.pdf. With one BASE the caller times the whole process. With more,
the first warms up, the rest are timed here, and a line of JSON says what each took.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FONTS = Path(os.environ.get("BENCH_FONTS", "."))
TEMPLATES = Path(__file__).parent / "templates"

Render = Callable[[Sequence[Path], Path], None]


def format_wanted() -> str:
    """docx, pdf or both."""
    return sys.argv[1].split(",")[0]


def options() -> list[str]:
    """The runner's own options."""
    return sys.argv[1].split(",")[1:]


def run(render: Render) -> None:
    """Call `render(bases, out)`, timed as said above."""
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    bases = [Path(name) for name in sys.argv[3:]]
    render(bases[:1], out)
    if len(bases) == 1:
        return
    wall, cpu = time.perf_counter(), processor_time()
    render(bases[1:], out)
    wall, cpu = time.perf_counter() - wall, processor_time() - cpu
    briefs = len(bases) - 1
    print(json.dumps({"wall": wall / briefs, "cpu": cpu / briefs}))


def processor_time() -> float:
    """Seconds of processor time of this process and of those it has waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
