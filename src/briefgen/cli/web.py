"""`briefgen preview` and `briefgen site`: briefs in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import (
    WORKSPACE,
    Progress,
    refuse,
    say,
    show_diagnostics,
    workspace_root,
)

if TYPE_CHECKING:
    from briefgen.pipeline import Reading
    from briefgen.preview.workshop import Selection, Shown


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("preview")(preview)
    app.command("site")(site)


def preview(
    theme: str | None = typer.Option(
        None,
        "--theme",
        "-t",
        metavar="THEME",
        help="The theme to begin with; the first without this.",
        autocompletion=completion.themes,
    ),
    template: str | None = typer.Option(
        None,
        "--template",
        metavar="NAME",
        help="The template to begin with; the workspace's default without this.",
        autocompletion=completion.templates,
    ),
    port: int | None = typer.Option(
        None,
        metavar="NUMBER",
        min=0,
        max=65535,
        help="The port; 8765 or the next that is free without this, any free one for 0.",
    ),
    launch: bool = typer.Option(False, "--open", help="Open it in the browser."),
    workspace: Path | None = WORKSPACE,
) -> None:
    """Show a brief in the browser, made anew whenever a file changes.

    Ctrl-C ends it.
    """
    import asyncio

    from briefgen import pipeline

    root = workspace_root(workspace)
    reading = pipeline.load(root)
    if reading.workspace is None:
        refuse(root, *reading.diagnostics)
    chosen = _selection(reading, theme, template)
    from briefgen.preview import server

    try:
        listening = server.bound(port)
    except OSError as error:
        _taken(root, port, error)
    at = listening.getsockname()[1]
    address = f"http://127.0.0.1:{at}/"
    if port is None and at != server.PORT:
        say(f"port {server.PORT} is taken; this is {at}")

    def ready() -> None:
        typer.echo(f"{address} shows the brief; Ctrl-C ends it")
        if launch:
            from briefgen.cli.opening import opened

            if not opened(address):
                say("no browser could be opened; enter the address yourself")

    try:
        asyncio.run(server.serve(root, listening, chosen, ready, _tell))
    except KeyboardInterrupt:
        say("")  # after the terminal's ^C
    finally:
        listening.close()


def _selection(reading: Reading, theme: str | None, template: str | None) -> Selection:
    """What is shown first; an unknown theme or template is refused, unless its file has errors,
    which the page shows."""
    from briefgen import plan
    from briefgen.preview.workshop import Selection

    workspace = reading.workspace
    assert workspace is not None
    if theme is not None:
        names = {a: one.id for one in workspace.themes.values() for a in (one.id, *one.aliases)}
        if theme not in names and theme not in workspace.left_out:
            refuse(reading.root, plan.unknown("theme", theme, names))
        theme = names.get(theme, theme)
    name = template or workspace.settings.template
    templates = plan.available_templates(reading.root)
    if template is not None and template not in templates:
        refuse(reading.root, plan.unknown("template", template, templates))
    return Selection(theme or "", name, "html")


#: Of so many errors the terminal has the place and the message; the page shows all of each.
_TOLD = 3


def _tell(shown: Shown) -> None:
    """A line for each brief that was made, and where its errors are."""
    from datetime import datetime

    name = shown.selection.theme or shown.selection.template
    errors = shown.count("error")
    said = f"made in {shown.seconds:.2f} s" if shown.current else "not made"
    if errors:
        said += f", {errors} error{'' if errors == 1 else 's'}"
    if shown.crash:
        said = shown.crash
    say(f"{datetime.now().astimezone():%H:%M:%S} {name} ({shown.selection.format}): {said}")
    wrong = [problem for problem in shown.problems if problem.severity == "error"]
    for problem in wrong[:_TOLD]:
        place, *message = problem.text.split("\n")[:2]
        say(" ".join(["  " + place, *message]))
    if len(wrong) > _TOLD:
        say(f"  and {len(wrong) - _TOLD} more")


def _taken(root: Path, port: int | None, error: OSError) -> None:
    """The port that was asked for cannot be had."""
    from briefgen.diagnostics import CODES, Diagnostic, Hint

    reason = (error.strerror or str(error)).lower()
    what = f"{port} cannot be had: {reason}" if port is not None else f"none can be had: {reason}"
    refuse(
        root,
        Diagnostic(
            "port-unavailable",
            f"{CODES['port-unavailable']}; {what}",
            hints=(Hint("leave out `--port` to take the next free one"),) if port else (),
        ),
    )


def site(
    out: Path | None = typer.Option(
        None, "--out", "-o", metavar="DIR", help="The site's folder; `output/site` without this."
    ),
    template: str | None = typer.Option(
        None,
        "--template",
        metavar="NAME",
        help="The template of the briefs; the workspace's default without this.",
        autocompletion=completion.templates,
    ),
    launch: bool = typer.Option(False, "--open", help="Open the site's first page."),
    workspace: Path | None = WORKSPACE,
) -> None:
    """Make a site of all briefs, with a page for each outcome and source.

    Briefs that have errors keep the pages they have.
    """
    from briefgen.report import shown_path
    from briefgen.site.making import make_site

    root = workspace_root(workspace)
    place = out.absolute() if out is not None else root / "output" / "site"
    progress = Progress()
    try:
        made = make_site(root, place, template, progress)
    finally:
        progress.close()
    show_diagnostics(made.report, notes=False)
    for missing in made.report.unbuilt:
        page = f"themes/{missing.theme}.html"
        stays = page in made.kept if made.files else (place / page).is_file()
        said = "its former page stays" if stays else "it has no page"
        say(f"not made: {missing.theme}; {said}")
    if made.files:
        counts = ", ".join(
            f"{number} {word if number != 1 else word[:-1]}"
            for word in ("themes", "outcomes", "sources")
            if (number := made.count(word)) or word == "themes"
        )
        typer.echo(f"{shown_path(root, str(place / 'index.html'))}: {counts}")
        if launch:
            from briefgen.cli.opening import NO_OPENER, opened

            if not opened(str(place / "index.html")):
                say(f"could not be opened: index.html; {NO_OPENER}")
    raise typer.Exit(0 if made.report.ok and made.files else 1)
