"""`briefgen list` and `briefgen show`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import (
    JSON,
    WORKSPACE,
    Progress,
    columns,
    finish,
    refuse,
    unknown_name,
    workspace_root,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pipeline import Reading

KINDS = ("themes", "outcomes", "sources", "templates", "meetings")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("list")(list_entries)
    app.command("show")(show)


def _kinds(incomplete: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def list_entries(
    kind: str = typer.Argument(
        metavar="|".join(KINDS), help="What to list.", autocompletion=_kinds, show_default=False
    ),
    theme: str | None = typer.Option(
        None,
        "--theme",
        "-t",
        metavar="THEME",
        help="Only the outcomes of this theme.",
        autocompletion=completion.themes,
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """List what the workspace holds."""
    if kind not in KINDS:
        from briefgen.diagnostics import did_you_mean

        hint = "".join(f"; {h.message}" for h in did_you_mean(kind, KINDS))
        raise typer.BadParameter(f"there is no list of {kind!r}{hint}", param_hint="KIND")
    if theme is not None and kind != "outcomes":
        raise typer.BadParameter("only outcomes can be listed by theme", param_hint="--theme")

    from briefgen import entries, pipeline
    from briefgen.report import Report

    root = workspace_root(workspace)
    reading = pipeline.load(root)
    errors = tuple(d for d in reading.diagnostics if d.severity == "error")
    if kind == "templates":
        listed = entries.templates(root)
    elif reading.workspace is None:
        _stop(reading)
    elif kind == "outcomes":
        chosen, unknown = entries.theme_named(reading.workspace, theme)
        if unknown is not None:
            unknown_name(reading, theme or "", unknown)
        listed = entries.outcomes(reading.workspace, chosen)
    else:
        listed = getattr(entries, kind)(reading.workspace)
    _print(kind, listed, json)
    if kind != "templates":
        finish(Report(root, errors, texts=reading.texts))


def _print(kind: str, listed: Sequence[dict[str, Any]], json: bool) -> None:
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps(listed))
        return
    from briefgen.entries import columns as columns_of
    from briefgen.report.tables import table

    if not listed:
        typer.echo(f"no {kind} yet")
        return
    header = columns_of(kind, listed)
    rows = [[_cell(entry[column]) for column in header] for entry in listed]
    numbers = [i for i, column in enumerate(header) if isinstance(listed[0][column], int)]
    typer.echo(table(header, rows, right=numbers, columns=columns()))


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def show(
    name: str = typer.Argument(
        metavar="ID",
        help="An outcome, a theme, a meeting, a source, or a passage such as news-report#13.",
        show_default=False,
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Show an outcome, a passage, a source or a theme.

    An outcome is shown with its quotes in their passages, a passage with what quotes it.
    """
    from briefgen import entries, pipeline
    from briefgen.report.display import wants_colour

    root = workspace_root(workspace)
    progress = Progress()
    reading = pipeline.read(root, progress)
    progress.close()
    if reading.workspace is None or reading.book is None:
        _stop(reading)
    entry = entries.find(reading.workspace, reading.book, name)
    if entry is None:
        unknown_name(reading, name, entries.unknown_id(reading.workspace, name))
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps(entry.data))
    else:
        typer.echo(entry.text(colour=wants_colour(sys.stdout)))


def _stop(reading: Reading) -> NoReturn:
    """There is no workspace to look at: say why."""
    refuse(reading.root, *reading.diagnostics)
    raise typer.Exit(1)
