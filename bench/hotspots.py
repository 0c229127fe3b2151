"""Where briefgen's time goes: `python bench/hotspots.py warm|long|check|imports`.

`warm` profiles eight different briefs after a first one, `long` one of some 90 pages, `check`
a workspace of 2,000 outcomes, `imports` what a fresh process for one brief imports. Times
under the profiler are larger than in life; what counts is their proportion.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from content import make, write_workspace
from setting import Setting, briefgen_command

LINES = 40


def warm(root: Path) -> Callable[[], object]:
    import briefgen

    write_workspace(root, [make(seed) for seed in range(9)])
    briefgen.build(root, themes=["theme-0000"])
    return lambda: briefgen.build(root, themes=[f"theme-{seed:04}" for seed in range(1, 9)])


def long(root: Path) -> Callable[[], object]:
    import briefgen

    write_workspace(root, [make(0, scale=20)])
    return lambda: briefgen.build(root)


def check(root: Path) -> Callable[[], object]:
    import briefgen

    write_workspace(root, [make(seed, outcomes=50) for seed in range(40)])
    return lambda: briefgen.check(root)


def imports(root: Path) -> None:
    """Print the costliest imports of one cold build, in milliseconds, with what they import."""
    write_workspace(root, [make(0)])
    environment = Setting(root, Path(sys.executable)).environment
    command = [*briefgen_command(), "build", "theme-0000"]
    for more in ({}, {"PYTHONPROFILEIMPORTTIME": "1"}):  # the first run compiles the modules
        run = subprocess.run(
            command, cwd=root, env=environment | more, capture_output=True, text=True, check=True
        )
    found = re.findall(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)", run.stderr)
    print("own ms  with imports")
    for own, total, indent, name in sorted(found, key=lambda line: -int(line[1]))[:LINES]:
        print(f"{int(own) / 1000:6.1f} {int(total) / 1000:8.1f} {indent[1:]}{name}")


PROFILED = {"warm": warm, "long": long, "check": check}


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "warm"
    with tempfile.TemporaryDirectory() as folder:
        if wanted == "imports":
            imports(Path(folder))
            return
        profile = cProfile.Profile()
        profile.runcall(PROFILED[wanted](Path(folder)))
        for order in ("tottime", "cumulative"):
            pstats.Stats(profile).sort_stats(order).print_stats(LINES)


if __name__ == "__main__":
    main()
