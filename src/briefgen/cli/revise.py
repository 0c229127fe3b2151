"""`briefgen redline` and `briefgen review`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import JSON, WORKSPACE, day, say, show_diagnostics, usage, workspace_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.comparison import Comparison
    from briefgen.returned import Returned


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("redline")(redline)
    app.command("review")(review)


def redline(
    old: Path | None = typer.Argument(
        None, metavar="OLD", help="The earlier Word file.", show_default=False
    ),
    new: Path | None = typer.Argument(
        None, metavar="NEW", help="The later Word file.", show_default=False
    ),
    theme: str | None = typer.Option(
        None,
        "--theme",
        "-t",
        metavar="THEME",
        help="Compare the brief of this theme at two dates instead of two files.",
        autocompletion=completion.themes,
    ),
    start: Any = typer.Option(
        None, "--from", parser=day, metavar="DATE", help="With --theme: the earlier date."
    ),
    end: Any = typer.Option(
        None, "--to", parser=day, metavar="DATE", help="With --theme: the later date."
    ),
    template: str | None = typer.Option(
        None,
        "--template",
        metavar="NAME",
        help="With --theme: the template; the workspace's default without this.",
        autocompletion=completion.templates,
    ),
    out: Path | None = typer.Option(
        None, "--out", "-o", metavar="FILE", help="Write this file instead of one beside NEW."
    ),
    workspace: Path | None = WORKSPACE,
) -> None:
    """Show what changed between two briefs, as tracked changes in Word.

    Give two files, or one theme at two dates. Accepting all changes gives the later text,
    rejecting all the earlier one.
    """
    from briefgen import comparison

    if theme is None:
        if old is None or new is None or start or end or template:
            usage("give OLD and NEW, or --theme with --from and --to")
        if out is not None and out.resolve() in (old.resolve(), new.resolve()):
            usage("--out must not be one of the files that are compared")
        made = comparison.compare_files(old, new, out)
    else:
        if old is not None or start is None or end is None:
            usage("give OLD and NEW, or --theme with --from and --to")
        if start >= end:
            usage(f"--from {start} is not before --to {end}")
        root = workspace_root(workspace)
        made = comparison.compare_dates(root, theme, (start, end), template, out)
    _say_changes(made)


def _say_changes(made: Comparison) -> None:
    from briefgen.report import shown_path

    show_diagnostics(made.report)
    if not made.report.ok:
        raise typer.Exit(1)
    if made.report.diagnostics:
        say("")
    if made.path is None:
        typer.echo("no changes: both say the same, and nothing was written")
        return
    parts = [f"{made.counts[what]} {what}" for what in ("changed", "inserted", "deleted")]
    typer.echo(shown_path(made.report.root, str(made.path)))
    typer.echo(f"paragraphs and tables: {', '.join(parts)}")


def review(
    file: Path = typer.Argument(
        metavar="FILE", help="The Word file that came back.", show_default=False
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """List what reviewers wrote into a brief, with the lines to change.

    Comments with their replies, and tracked changes. The file is only read.
    """
    from briefgen import returned

    found = returned.review(file, workspace_root(workspace))
    show_diagnostics(found.problems)
    if not found.problems.ok:
        raise typer.Exit(1)
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps(returned.as_data(found, file.as_posix())))
        return
    if found.problems.diagnostics:
        say("")
    for drawn in _drawn(found):
        typer.echo(drawn + "\n")
    typer.echo(returned.tally(found.found))


def _drawn(found: Returned) -> Iterator[str]:
    """Each remark with its line, in the order of the file that came back."""
    from briefgen.report import shown_path
    from briefgen.report.display import wants_colour
    from briefgen.report.excerpt import draw

    report, colour = found.report, wants_colour(sys.stdout)
    for note in report.diagnostics:
        yield draw(note, report.texts, lambda path: shown_path(report.root, path), colour=colour)
