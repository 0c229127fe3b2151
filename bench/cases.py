"""What is measured: each case prints its tables and returns its verdicts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import tables
from clock import Command, Series, rounds
from content import make, write_workspace
from rows import BRIEFGEN, GOALS, HELP_LIMIT, REFERENCES, ROWS, Format, Row
from setting import RUNNERS, Setting, briefgen_command
from tables import Verdict

FORMATS: tuple[Format, ...] = ("both", "pdf", "docx")


def warm(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """One process, many different briefs; figures per brief, start-up left out."""
    briefs, slow_briefs = (9, 3) if setting.quick else (21, 4)
    bases = setting.content("warm", briefs)

    def command(row: Row) -> Command:
        out = setting.out(f"warm-{rows.index(row)}")
        return setting.runner(row, bases[: slow_briefs if row.slow else briefs], out)

    title = f"Warm, per brief ({briefs - 1} briefs)"
    return compare("warm", title, setting, rows, command, count=3 if setting.quick else 5)


def cold(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """A fresh process for one brief; briefgen as its users call it."""
    (base,) = setting.content("cold")
    rows = [row for row in rows if not row.ready]

    def command(row: Row) -> Command:
        out = setting.out(f"cold-{rows.index(row)}")
        if row.name == BRIEFGEN:
            return setting.build(row, base, out)
        return setting.runner(row, [base], out)

    count = 5 if setting.quick else 9
    return compare("cold", "Cold, one brief", setting, rows, command, count=count)


def long(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """One brief of some 90 pages in a fresh process."""
    (base,) = setting.content("long", scale=20)
    rows = [row for row in rows if not row.slow and not row.ready]

    def command(row: Row) -> Command:
        out = setting.out(f"long-{rows.index(row)}")
        if row.name == BRIEFGEN:
            return setting.build(row, base, out)
        return setting.runner(row, [base], out)

    count = 2 if setting.quick else 3
    return compare("long", "Long, 600 notes", setting, rows, command, count=count)


def compare(
    case: str,
    title: str,
    setting: Setting,
    rows: Sequence[Row],
    command: Callable[[Row], Command],
    *,
    count: int,
) -> list[Verdict]:
    """Measure the rows of each format against its reference."""
    found = []
    for made in FORMATS:
        chosen = {row.name: row for row in rows if row.format == made}
        if not chosen:
            continue
        print(f"{title}: {made}", file=sys.stderr)
        commands = {name: command(row) for name, row in chosen.items()}
        series = rounds(commands, setting.environment, count, warm_up=case == "cold")
        remarks = {name: row.note for name, row in chosen.items()}
        print(tables.times(f"{title}: {made}", series, REFERENCES[made], remarks))
        found += goals(case, made, series)
    return found


def goals(case: str, made: Format, series: dict[str, Series]) -> list[Verdict]:
    """The goals that these results speak to."""
    found = []
    for goal in GOALS:
        reference = goal.to or REFERENCES[made]
        base = series.get(reference, Series(failed="not measured"))
        ours = series.get(goal.row, Series(failed="not measured"))
        if (goal.case, goal.format) != (case, made) or ours.failed:
            continue
        if goal.measure == "peak":
            what = f"{case}, peak memory"
            found.append(Verdict(what, max(run.peak for run in ours.runs), goal.limit, " MiB"))
        elif not base.failed:
            what = f"{case}, {made}, {goal.measure}: {goal.row} to {reference}"
            never = goal.limit if goal.to else 1.0
            found.append(Verdict(what, ours.ratio(goal.measure, base), goal.limit, never=never))
    return found


def help_text(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """`briefgen --help` against an application with as many commands that do nothing."""
    empty = [sys.executable, str(RUNNERS / "empty_typer.py")]
    reference = "empty typer application"
    commands = {
        "briefgen --help": Command([*briefgen_command(), "--help"]),
        reference: Command([*empty, "--help"]),
        "the same in typer's usual colours": Command([*empty, "rich", "--help"]),
    }
    count = 9 if setting.quick else 21
    series = rounds(commands, setting.environment, count, warm_up=True)
    print(tables.times("Help", series, reference, {}))
    ours, base = series["briefgen --help"], series[reference]
    if ours.failed or base.failed:
        return []
    return [Verdict(f"help, wall, to {reference}", ours.ratio("wall", base), HELP_LIMIT)]


def memory(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """Peak memory while the same briefs are built again and again, up to 1,000."""
    briefs, times = (20, 5) if setting.quick else (100, 10)
    setting.content("many", briefs)
    workspace, out = setting.work / "content/many/workspace", setting.out("many")
    arguments = [sys.executable, RUNNERS / "many_briefs.py", workspace, out, times]
    output = subprocess.run(
        [str(argument) for argument in arguments],
        env=setting.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    peaks = json.loads(output.splitlines()[-1])
    print("### Memory over many briefs\n")
    lines = [[f"{(n + 1) * briefs}", f"{peak:.1f}"] for n, peak in enumerate(peaks)]
    print(tables.markdown(["briefs", "peak MiB"], lines))
    # The second time still makes room beside what the first has left; then it must be flat.
    what = f"peak memory after {briefs * times} briefs, to that after {2 * briefs}"
    return [Verdict(what, peaks[-1] / peaks[1], 1.05)]


def linear(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """What a page costs in a brief of some 100 pages and in one of some 500."""
    row = next(row for row in ROWS if row.name == BRIEFGEN and row.format == "both")
    commands, outs = {}, {}
    for times in (1, 5):
        # A theme file may name 1,000 pieces of evidence; outcomes make up the rest.
        name = f"length-{times}"
        (base,) = setting.content(name, scale=11 * times, outcomes=540 * times)
        outs[name] = setting.out(name)
        commands[name] = setting.build(row, base, outs[name])
    count = 1 if setting.quick else 3
    series = rounds(commands, setting.environment, count, warm_up=False)
    if any(runs.failed for runs in series.values()):
        return []
    costs, lines = [], []
    for name, out in outs.items():
        runs, pages = series[name], pages_in(next(out.rglob("*.pdf")))
        costs.append(runs.median("cpu") / pages)
        cpu, peak = runs.median("cpu"), runs.median("peak")
        lines.append([f"{pages}", f"{cpu:.2f}", f"{1000 * costs[-1]:.1f}", f"{peak:.0f}"])
    print("### Cost by length\n")
    print(tables.markdown(["pages", "cpu s", "cpu ms a page", "peak MiB"], lines))
    return [Verdict("cost of a page, longest to shorter", costs[1] / costs[0], 1.1)]


def pages_in(path: Path) -> int:
    """The pages of a PDF whose page objects are not compressed, as reportlab writes them."""
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def check(setting: Setting, rows: Sequence[Row]) -> list[Verdict]:
    """`briefgen check` on 40 themes and 2,000 outcomes, against reading the YAML alone."""
    root = setting.work / "content/check"
    write_workspace(root, [make(seed, outcomes=50) for seed in range(40)])
    reference = "reading the YAML with PyYAML's fast loader"
    reader = [sys.executable, str(RUNNERS / "read_yaml.py"), str(root)]
    commands = {
        "briefgen check": Command([*briefgen_command(), "check"], folder=root),
        reference: Command(reader),
    }
    count = 2 if setting.quick else 3
    series = rounds(commands, setting.environment, count, warm_up=False)
    print(tables.times("Check: 40 themes, 2,000 outcomes", series, reference, {}))
    return []


CASES: dict[str, Callable[[Setting, Sequence[Row]], list[Verdict]]] = {
    "warm": warm,
    "cold": cold,
    "long": long,
    "help": help_text,
    "memory": memory,
    "linear": linear,
    "check": check,
}
