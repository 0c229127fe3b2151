"""Compares briefgen with what people use instead: `python bench/run.py [--quick]`.

Prints Markdown: times and memory, ratios to programs measured in the same run, and whether
the goals are met. `README.md` says how to read it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import tables
from cases import CASES
from rows import REFERENCES, ROWS, Row
from setting import HERE, Setting, install_peers

WORK = HERE.parent / "output" / "bench"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Compare briefgen with what people use instead.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no slow programs")
    parser.add_argument("--only", default="", metavar="NAME", help="rows with NAME in their name")
    parser.add_argument("--cases", default=",".join(CASES), help="some of the default, by comma")
    parser.add_argument("--work", type=Path, default=WORK, help="a folder for everything made")
    parser.add_argument(
        "--peers", type=Path, help="a Python with the other programs; else one is made"
    )
    options = parser.parse_args(arguments)
    cases = options.cases.split(",")
    if unknown := [case for case in cases if case not in CASES]:
        parser.error(f"there is no case {unknown[0]}; known: {', '.join(CASES)}")
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    peers = options.peers or install_peers(work / "venv")
    setting = Setting(work, peers.absolute(), options.quick)
    setting.prepare()
    rows, missing = choose(setting, options.only)
    verdicts = []
    for case in cases:
        print(f"case {case}", file=sys.stderr)
        verdicts += CASES[case](setting, rows)
    print(tables.verdicts(verdicts))
    for name, what in missing.items():
        print(f"Not measured: {name} ({what} is not installed).")


def choose(setting: Setting, only: str) -> tuple[list[Row], dict[str, str]]:
    """The rows to measure, and what the others lack. The references stay, whatever `only`
    says, and so does briefgen."""
    rows, missing = [], {}
    for row in ROWS:
        always = row.ours or row.name == REFERENCES[row.format]
        if not always and (only not in row.name or (setting.quick and row.slow)):
            continue
        if lacks := setting.missing(row):
            missing[row.name] = lacks
        else:
            rows.append(row)
    return rows, missing


if __name__ == "__main__":
    main()
