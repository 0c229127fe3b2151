"""What the commands share: finding the workspace, and saying things to people and programs."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.pipeline import Reading
    from briefgen.report import Report

WORKSPACE = typer.Option(
    None,
    "--workspace",
    "-w",
    metavar="DIR",
    help="The workspace's folder; the current one or the nearest above it without this.",
)
JSON = typer.Option(False, "--json", help="Print JSON for programs.")


def day(value: str) -> date:
    """A date as the command line takes it."""
    try:
        read = date.fromisoformat(value)
        if read.isoformat() != value:  # `20260116`, `2026-W03-5`: not as the files have it
            raise ValueError
        return read
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is not a date; write year-month-day, for example 2026-01-16"
        ) from None


def usage(message: str) -> NoReturn:
    """Wrong usage: the message with the command's usage line, and exit code 2."""
    error = typer.BadParameter(message)
    error.format_message = lambda: message  # type: ignore[method-assign]
    raise error


def workspace_root(named: Path | None) -> Path:
    """The folder of the workspace: the one named, else the current folder or the nearest
    above it that holds `briefs/workspace.yaml`, else the current folder."""
    if named is not None:
        return named.absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_workspace(folder):
            return folder
    return here


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds `briefs/workspace.yaml`; not, where nobody may look."""
    # Path raises there.
    return os.path.isfile(folder / "briefs" / "workspace.yaml")  # noqa: PTH113


def say(text: str) -> None:
    """Tell people something on standard error."""
    typer.echo(text, err=True)


def finish(report: Report) -> None:
    """Show the diagnostics and leave with exit code 1 when one is an error."""
    show_diagnostics(report)
    if not report.ok:
        raise typer.Exit(1)


def show_diagnostics(report: Report, *, notes: bool = True) -> None:
    """Draw the diagnostics of a report on standard error; notes need no action and can be
    left out."""
    from briefgen.record import replace
    from briefgen.report.display import wants_colour
    from briefgen.report.excerpt import draw_all

    if not notes:
        shown = tuple(d for d in report.diagnostics if d.severity != "note")
        report = replace(report, diagnostics=shown)
    drawn = draw_all(report, colour=wants_colour(sys.stderr), columns=_columns_of_errors())
    if drawn:
        say(drawn)


def refuse(root: Path, *diagnostics: Diagnostic) -> None:
    """Show diagnostics that stop a command before it has a report; exit code 1."""
    from briefgen.report import Report

    finish(Report(root, diagnostics))


def unknown_name(reading: Reading, name: str, unknown: Diagnostic) -> NoReturn:
    """Nothing has this name, unless it stands in a file with errors: those are shown."""
    from briefgen import pipeline
    from briefgen.report import Report

    errors, called_so = pipeline.errors_about(name, reading.diagnostics, reading.texts)
    told = errors if called_so else [unknown, *errors]
    finish(Report(reading.root, tuple(told), texts=reading.texts))
    raise typer.Exit(1)


def columns() -> int | None:
    """The width to cut tables at; None when a program reads them."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def _columns_of_errors() -> int | None:
    """The width of the terminal that shows diagnostics; None when none does."""
    if not sys.stderr.isatty():
        return None
    try:
        return int(os.environ.get("COLUMNS", "")) or None
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or None
    except (OSError, ValueError):
        return None


def _can_redraw() -> bool:
    """Whether a line on standard error can be written anew."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Progress:
    """A bar on standard error: only on a terminal, and only once a second has passed."""

    CELLS = 20

    def __init__(self) -> None:
        self.started = monotonic()
        self.drawn = False

    def __call__(self, done: int, total: int, name: str) -> None:
        if total < 2 or monotonic() - self.started < 1 or not _can_redraw():
            return
        filled = self.CELLS * done // total
        bar = "#" * filled + "." * (self.CELLS - filled)
        typer.echo(f"\r\x1b[K[{bar}] {done + 1}/{total} {name}", nl=False, err=True)
        self.drawn = True

    def close(self) -> None:
        """Remove the bar."""
        if self.drawn:
            typer.echo("\r\x1b[K", nl=False, err=True)
            self.drawn = False
