"""`briefgen letterhead`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import JSON, WORKSPACE, finish, refuse, workspace_root

if TYPE_CHECKING:
    from collections.abc import Iterator

letterhead_app = typer.Typer(
    help="Look at a Word letterhead before briefs are put on it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    letterhead_app.command("check")(check)
    # With a single command typer would otherwise leave its name out.
    letterhead_app.callback()(lambda: None)
    app.add_typer(letterhead_app, name="letterhead")


def check(
    file: Path = typer.Argument(
        metavar="FILE", help="The letterhead, a .docx or .dotx file.", show_default=False
    ),
    template: str | None = typer.Option(
        None,
        "--template",
        metavar="NAME",
        help="The template whose style.yaml names styles; the file's own folder without this.",
        autocompletion=completion.templates,
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Say what a letterhead holds, what will be filled, and what is missing.

    Exit code 1 when it cannot be used.
    """
    if not file.is_file():
        raise typer.BadParameter(f"there is no file {file}", param_hint="FILE")
    root = workspace_root(workspace)

    from briefgen import letterheads, plan
    from briefgen.report import Report

    folder: Path | None = None
    if template is not None:
        known = plan.available_templates(root)
        if template not in known:
            refuse(root, plan.unknown("template", template, known))
        folder = known[template]
    elif (file.absolute().parent / "template.md.j2").is_file():
        folder = file.absolute().parent
    path = file.absolute()
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    checked = letterheads.check(path, shown.as_posix(), folder)
    report = Report(root, checked.diagnostics, texts=checked.texts)
    if json:
        from briefgen.report.exchange import as_objects, dumps

        found = checked.found or {}
        told = {"usable": bool(found), **found, "diagnostics": as_objects(report)}
        typer.echo(dumps(told))
        raise typer.Exit(0 if report.ok else 1)
    if checked.found is not None:
        typer.echo("\n".join(_told(checked.found)))
    finish(report)


_PLACES = {
    "control": "at the content control `body`",
    "braces": "at the paragraph `{{body}}`",
    "end": "after the last content",
}
_PAGES = {"default": "all pages", "first": "first page", "even": "even pages"}


def _told(found: dict[str, Any]) -> Iterator[str]:
    """What was found, as a page of tables."""
    from briefgen.report.tables import table

    body = found["body"]
    yield f"the brief goes {_PLACES[body['how']]}, in section {body['section']}"
    yield ""
    rows = [
        (
            str(section["number"]),
            section["paper"],
            section["text_width"],
            _PAGES[page["pages"]],
            page["header"] or "-",
            page["footer"] or "-",
            _marking(found, section["number"], page["pages"]),
        )
        for section in found["sections"]
        for page in section["pages"]
    ]
    yield table(("section", "paper", "text", "on", "header", "footer", "marking"), rows)
    yield ""
    if found["fields"]:
        yield table(
            ("field", "as", "where", "filled"),
            [
                (
                    field["name"],
                    " and ".join(field["how"]),
                    ", ".join(field["parts"]),
                    "yes" if field["filled"] else "no: unknown",
                )
                for field in found["fields"]
            ],
        )
    else:
        yield "it asks for no fields"
    yield f"not asked for: {', '.join(found['not_asked_for']) or 'nothing'}"
    yield ""
    yield table(
        ("for", "style", "found by"),
        [(s["role"], s["style"] or "-", s["how"]) for s in found["styles"]],
    )


def _marking(found: dict[str, Any], section: int, pages: str) -> str:
    for entry in found["marking"]:
        if (entry["section"], entry["pages"]) == (section, pages):
            return str(entry["place"])
    return "-"
