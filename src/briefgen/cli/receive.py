"""`briefgen verify`: for anyone who received a brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli.terminal import JSON

if TYPE_CHECKING:
    from briefgen.verify.verdict import Verdict

#: The exit code of each verdict.
CODES = {"intact": 0, "altered": 1, "cannot-tell": 2}


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("verify")(verify)


def verify(
    file: Path = typer.Argument(metavar="FILE", help="The PDF, DOCX or page.", show_default=False),
    workspace: Path | None = typer.Option(
        None,
        "--workspace",
        "-w",
        metavar="DIR",
        help="Make the brief again from this workspace and compare; without it the file is "
        "judged by the provenance that it carries.",
    ),
    json: bool = JSON,
) -> None:
    """Tell whether a brief is what was built, and whether its quotes stand in their sources.

    Exit code 0 for intact, 1 for altered, 2 when it cannot be told.
    """
    from briefgen.verify.verdict import verify as judge

    verdict = judge(file, workspace.absolute() if workspace is not None else None)
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps(as_data(verdict)))
    else:
        typer.echo(as_text(verdict))
    raise typer.Exit(CODES[verdict.outcome])


def as_data(verdict: Verdict) -> dict[str, Any]:
    """The verdict for programs."""
    statement = verdict.statement
    return {
        "file": str(verdict.file),
        "format": verdict.format,
        "verdict": verdict.outcome,
        "proven_by": verdict.proven_by if verdict.outcome == "intact" else None,
        "reasons": list(verdict.reasons),
        "brief": dict(statement["brief"]) if statement is not None else None,
        "generator": dict(statement["generator"]) if statement is not None else None,
        "as_built": verdict.as_built,
        "signed": verdict.signed,
        "alterations": [alteration._asdict() for alteration in verdict.alterations],
        "quotes": [quote._asdict() for quote in verdict.quotes],
        "sources": [source._asdict() for source in verdict.sources],
    }


_SHOWN = 25


def as_text(verdict: Verdict) -> str:
    """The verdict for people."""
    name = verdict.file.name
    lines = [f"{name}: {verdict.outcome.replace('-', ' ')}"]
    if verdict.statement is not None:
        brief, maker = verdict.statement["brief"], verdict.statement["generator"]
        by = f", {brief['organisation']}" if brief["organisation"] else ""
        lines.append(f"  {brief['title']}, {brief['date']}{by} (briefgen {maker['version']})")
    lines += [f"  {reason}" for reason in verdict.reasons]
    for alteration in verdict.alterations[:_SHOWN]:
        lines.append(f"  {alteration.where}: {alteration.kind}")
        if alteration.was:
            lines.append(f"    was: {alteration.was}")
        if alteration.now:
            lines.append(f"    now: {alteration.now}")
    if len(verdict.alterations) > _SHOWN:
        lines.append(f"  and {len(verdict.alterations) - _SHOWN} more (--json lists all)")
    lines += _quotes(verdict)
    if verdict.signed:
        lines.append("  The file is signed; a PDF reader, `pdfsig` or pyHanko judge signatures.")
    from briefgen.report.display import visible

    return visible("\n".join(lines))


def _quotes(verdict: Verdict) -> list[str]:
    lines = []
    looked_up = [q for q in verdict.quotes if q.standing not in ("not-checked", "not-shown")]
    if looked_up:
        good = sum(quote.standing == "stands" for quote in looked_up)
        lines.append(f"  quotes: {good} of {len(looked_up)} stand in their sources")
    elif verdict.statement is not None:
        how = "give --workspace"
        if verdict.outcome != "altered":
            how += ", or build with --bundle-sources"
        lines.append(f"  quotes: not looked up; {how}")
    for quote in looked_up:
        if quote.standing != "stands":
            what = "stands elsewhere in" if quote.standing == "moved" else "is not in"
            lines.append(f"    note {quote.note}: “{quote.words[:120]}” {what} `{quote.source}`")
    for quote in verdict.quotes:
        if quote.standing == "not-shown":
            lines.append(f"    note {quote.note}: “{quote.words[:120]}” is not shown in the file")
    for source in verdict.sources:
        if source.state != "not-checked":
            lines.append(f"  source {source.id}: {source.state}")
    return lines
