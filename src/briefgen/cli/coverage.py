"""`briefgen coverage`: what of the sources is cited, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import JSON, WORKSPACE, Progress, columns, finish, refuse, workspace_root

if TYPE_CHECKING:
    from briefgen.entries import Coverage


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("coverage")(coverage)


def coverage(
    source: str | None = typer.Argument(
        None,
        metavar="SOURCE",
        help="A source; its passages one by one.",
        show_default=False,
        autocompletion=completion.sources,
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Show which passages of the sources are cited, and which nothing cites."""
    from briefgen import pipeline
    from briefgen.report import Report

    root = workspace_root(workspace)
    progress = Progress()
    reading = pipeline.read(root, progress)
    progress.close()
    errors = tuple(d for d in reading.diagnostics if d.severity == "error")
    report = Report(root, errors, texts=reading.texts)
    if reading.workspace is None or reading.book is None:
        finish(report)
        return
    from briefgen.entries import coverage as mapped

    maps = mapped(reading.workspace, reading.book)
    if source is not None:
        maps = tuple(one for one in maps if one.source == source)
        if not maps:
            from briefgen.diagnostics import CODES, Diagnostic, did_you_mean

            hints = did_you_mean(source, reading.workspace.sources)
            message = f"{CODES['unknown-source']}; there is no `{source}`"
            refuse(root, Diagnostic("unknown-source", message, hints=hints))
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps([_data(one) for one in maps]))
    elif source is not None:
        _passages(maps[0])
    else:
        _sources(maps)
    finish(report)


def _data(one: Coverage) -> dict[str, object]:
    return {
        "source": one.source,
        "body": len(one.body),
        "cited": len(one.body) - len(one.left_out),
        "passages": [
            {
                "passage": covered.passage.number,
                "kind": covered.passage.kind,
                "cited_by": list(covered.cited),
                "characters": len(covered.passage.text),
                "quoted": covered.quoted,
                "text": covered.passage.text,
            }
            for covered in one.passages
        ],
    }


def _sources(maps: tuple[Coverage, ...]) -> None:
    """A line for each source, with the passages that nothing cites."""
    from briefgen.entries import series_of
    from briefgen.report.tables import table

    if not maps:
        typer.echo("no sources yet")
        return
    rows = []
    for one in maps:
        left = [covered.passage.number for covered in one.left_out]
        counts = (str(len(one.body)), str(len(one.body) - len(left)), f"{_share(one)} %")
        rows.append((one.source, *counts, series_of(left) or "nothing"))
    header = ("source", "passages", "cited", "quoted", "left out")
    typer.echo(table(header, rows, right=(1, 2, 3), columns=columns()))


def _share(one: Coverage) -> int:
    """How much of a source's body text stands in quotes, in per cent."""
    whole = sum(len(covered.passage.text) for covered in one.body)
    return round(100 * sum(covered.quoted for covered in one.body) / whole) if whole else 0


def _passages(one: Coverage) -> None:
    from briefgen.report.tables import table

    rows = []
    for covered in one.passages:
        passage = covered.passage
        share = round(100 * covered.quoted / max(len(passage.text), 1))
        body = passage.kind == "body"
        by = ", ".join(covered.cited) or ("nothing" if body else passage.kind)
        rows.append((str(passage.number), f"{share} %" if covered.cited else "", by, passage.text))
    header = ("passage", "quoted", "cited by", "text")
    typer.echo(table(header, rows, right=(0, 1), columns=columns()))
    left = len(one.left_out)
    typer.echo(f"{len(one.body) - left} of {len(one.body)} passages of body text are cited")
