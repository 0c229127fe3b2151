"""`briefgen sources`: what is archived, and what a newer version of a source changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli import completion
from briefgen.cli.terminal import (
    JSON,
    WORKSPACE,
    Progress,
    columns,
    day,
    finish,
    say,
    show_diagnostics,
    usage,
    workspace_root,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.ingest.candidate import Key
    from briefgen.renewal import Decision, Done, Renewal

sources_app = typer.Typer(
    help="Check archived sources, or put a newer version in place of one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    sources_app.command("check")(check)
    sources_app.command("update")(update)
    app.add_typer(sources_app, name="sources")


def check(
    source: str | None = typer.Argument(
        None,
        metavar="ID",
        help="A source; all of them without this.",
        show_default=False,
        autocompletion=completion.sources,
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Check archived sources and the quotes from them.

    Archives and former versions against their checksums, and each quote against its source.
    """
    from briefgen import inventory

    root = workspace_root(workspace)
    progress = Progress()
    checked, report = inventory.check(root, source, progress)
    progress.close()
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps([inventory.as_data(one) for one in checked]))
    elif checked:
        from briefgen.report.tables import table

        rows = [inventory.row(one) for one in checked]
        typer.echo(table(inventory.COLUMNS, rows, right=inventory.NUMBERS, columns=columns()))
    elif report.ok:
        typer.echo("no sources yet")
    finish(report)


def update(
    source: str = typer.Argument(
        metavar="ID",
        help="The source.",
        show_default=False,
        autocompletion=completion.sources,
    ),
    file: Path = typer.Argument(
        metavar="FILE", help="Its new version, as received.", show_default=False
    ),
    dry_run: bool = typer.Option(
        False, "--dry-run", "-n", help="Only show what it would change; write nothing."
    ),
    take: list[str] = typer.Option(
        [],
        "--take",
        metavar="QUOTE",
        help="Take the new wording of this quote; may be repeated.",
        show_default=False,
    ),
    keep: list[str] = typer.Option(
        [],
        "--keep",
        metavar="QUOTE",
        help="Keep this quote to the former version; may be repeated.",
        show_default=False,
    ),
    leave: list[str] = typer.Option(
        [],
        "--leave",
        metavar="QUOTE",
        help="Leave this quote as it is, as an error; may be repeated.",
        show_default=False,
    ),
    title: str | None = typer.Option(None, "--title", metavar="TEXT", help="Its title now."),
    date: Any = typer.Option(
        None, "--date", parser=day, metavar="DATE", help="The date that it carries now."
    ),
    url: str | None = typer.Option(None, "--url", metavar="URL", help="Where it was published."),
    retrieved: Any = typer.Option(
        None, "--retrieved", parser=day, metavar="DATE", help="The day that it was fetched."
    ),
    yes: bool = typer.Option(
        False, "--yes", "-y", help="Archive it without asking, unless a quote needs a person."
    ),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Put a newer version of a source in its place.

    Each quote is the same, moved, changed or gone. A quote whose sentence changed in a word or
    number needs you: in a terminal you are asked, elsewhere --take, --keep and --leave say what
    to do. The former version is kept.
    """
    from briefgen.renewal import comparing

    root = workspace_root(workspace)
    stated = {"title": title, "date": date, "url": url, "retrieved": retrieved}
    progress = Progress()
    found, report = comparing.compare(root, source, file, _given(stated), progress)
    progress.close()
    if found is None:
        finish(report)
        return
    show_diagnostics(report)
    decided = _decided(found, {"take": take, "keep": keep, "leave": leave})
    asking = not (dry_run or yes or json or found.same)
    asking = asking and sys.stdin.isatty() and sys.stderr.isatty()
    if not json:
        # Who gives all the answers has seen the whole account; questions tell their part.
        _show(found, decided, asking=asking, whole=dry_run or not yes)
    if asking:
        found, decided = _ask(found, decided)
        yes = True
    waiting = _undecided(found, decided)
    done = None if found.same or waiting or dry_run else _archive(root, found, decided, yes=yes)
    if json:
        from briefgen.cli import drift
        from briefgen.report.exchange import dumps

        typer.echo(dumps(drift.data(found, decided, done)))
    else:
        typer.echo(f"\n{_closing(found, done, waiting)}")
    if waiting:
        raise typer.Exit(1)


def _show(found: Renewal, decided: Mapping[str, Decision], *, asking: bool, whole: bool) -> None:
    """What the new version changes."""
    from briefgen.cli import drift
    from briefgen.report.display import wants_colour

    colour, width = wants_colour(sys.stdout), columns()
    waiting = _undecided(found, decided)
    if whole or waiting or found.same:
        asked = waiting if asking else ()
        typer.echo(drift.text(found, colour=colour, columns=width, left_out=asked))
    else:
        typer.echo(drift.decided(found, colour=colour, columns=width))


def _ask(found: Renewal, decided: Mapping[str, Decision]) -> tuple[Renewal, dict[str, Decision]]:
    """The version and the decisions of a person at the terminal; the command ends when they
    leave."""
    from briefgen.cli.deciding import decide

    say("")
    try:
        agreed = decide(found, decided)
    except KeyboardInterrupt:
        say("\nNothing was written.")
        raise
    if agreed is None:
        say("\nNothing was written.")
        raise typer.Exit(1)
    return agreed


def _archive(
    root: Path, found: Renewal, decided: Mapping[str, Decision], *, yes: bool
) -> Done | None:
    from briefgen.renewal import writing
    from briefgen.report import Report

    if not yes:
        usage("nothing was archived, since nobody can be asked here; give `--yes`")
    done, problems = writing.carry_out(found, decided)
    finish(Report(root, tuple(problems), texts=found.workspace.texts))
    return done


def _given(stated: Mapping[str, Any]) -> Mapping[Key, str]:
    """What the options state of the new version."""
    from typing import cast

    from briefgen.cli.preview import FORMS, value_of

    given: dict[Key, str] = {}
    for name, value in stated.items():
        if value is None:
            continue
        key, text = cast("Key", name), str(value).strip()
        given[key] = value_of(key, text) if text else ""
        if not given[key]:
            raise typer.BadParameter(f"{text!r}: {FORMS[key]}", param_hint=f"--{name}")
    return given


def _decided(found: Renewal, asked: Mapping[str, list[str]]) -> dict[str, Decision]:
    """The decisions on the command line, each for a quote that needs one."""
    from typing import cast

    from briefgen.diagnostics import did_you_mean

    decided: dict[str, Decision] = {}
    needing = {v.evidence.key: v for v in found.drift.verdicts if v.needs_person}
    for option, keys in asked.items():
        decision = cast("Decision", option)
        for key in keys:
            verdict = needing.get(key)
            if verdict is None:
                hint = "".join(f"; {h.message}" for h in did_you_mean(key, needing))
                usage(f"--{option}: no quote called {key!r} needs a decision{hint}")
            if key in decided:
                usage(f"--{option}: {key} has a decision already, --{decided[key]}")
            if decision not in found.choices(verdict):
                usage(f"--take: the new version has no wording of {key} that could be quoted")
            decided[key] = decision
    return decided


def _undecided(found: Renewal, decided: Mapping[str, Decision]) -> list[str]:
    """The quotes that need a person and have no decision yet."""
    needing = (v.evidence.key for v in found.drift.verdicts if v.needs_person)
    return [key for key in needing if key not in decided]


def _closing(found: Renewal, done: Done | None, waiting: list[str]) -> str:
    """What was done, or what to do."""
    if found.same:
        return "Nothing to do."
    if done is not None:
        lines = [f"Archived. The former version is in {done.former}."]
        if done.kept_as:
            lines.append(f"Quotes that keep to it now name the source {done.kept_as}.")
        lines += [f"Rewritten: {path}" for path in done.rewritten]
        themes = " ".join(sorted(found.themes))
        if themes:
            lines.append(f"Next:\n  briefgen check\n  briefgen build {themes}")
        return "\n".join(lines)
    if waiting:
        count = "1 quote needs" if len(waiting) == 1 else f"{len(waiting)} quotes need"
        how = "answer in a terminal, or give for each `--take`, `--keep` or `--leave`"
        return f"Nothing was written: {count} a person; {how}:\n  " + "\n  ".join(waiting)
    return "Nothing was written (--dry-run): without it, this version would be archived."
