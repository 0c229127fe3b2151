"""`briefgen draft`: outcomes proposed from an archived source."""

from __future__ import annotations

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
    refuse,
    say,
    unknown_name,
    usage,
    workspace_root,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.drafting.section import NewMeeting
    from briefgen.drafting.source import Draft, Entry
    from briefgen.pipeline import Reading
    from briefgen.workspace.model import Meeting, Source, Workspace


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("draft")(draft)


def draft(
    source: str = typer.Argument(
        metavar="SOURCE",
        help="The source, by its id.",
        show_default=False,
        autocompletion=completion.sources,
    ),
    meeting: str | None = typer.Option(
        None,
        "--meeting",
        metavar="ID",
        help="Add to this meeting; without it to the one that quotes the source, or a new one.",
        autocompletion=completion.meetings,
    ),
    title: str | None = typer.Option(
        None, "--title", metavar="TEXT", help="What a new meeting is called."
    ),
    date: str | None = typer.Option(
        None, "--date", metavar="DATE", help="The day of a new meeting (2026-01-16)."
    ),
    parties: list[str] | None = typer.Option(
        None, "--party", metavar="NAME", help="A party of a new meeting; repeat it for each."
    ),
    theme: str | None = typer.Option(
        None,
        "--theme",
        "-t",
        metavar="THEME",
        help="Only what is about this theme.",
        autocompletion=completion.themes,
    ),
    everything: bool = typer.Option(False, "--all", help="Weak candidates, too."),
    why: bool = typer.Option(False, "--why", help="Show the words that decided."),
    verbose: bool = typer.Option(False, "--verbose", help="List every sentence passed over."),
    dry_run: bool = typer.Option(False, "--dry-run", "-n", help="Show, and write nothing."),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Propose outcomes from a source, each with its quote, for you to accept.

    They are written into the meeting's file with `status: proposed`: no brief prints them until
    `briefgen review-drafts` accepts them. What is there already, also what was rejected, is not
    proposed again.
    """
    from briefgen import pipeline
    from briefgen.drafting.rules import Rules
    from briefgen.drafting.source import draft as drafted

    on = day(date) if date is not None else None
    root = workspace_root(workspace)
    progress = Progress()
    reading = pipeline.load(root)
    progress.close()
    if reading.workspace is None:
        refuse(root, *reading.diagnostics)
        raise typer.Exit(1)
    read = reading.workspace
    text = _source(reading, source)
    about = _theme(reading, theme)
    into = _meeting(reading, text, meeting)
    new = None
    if into is None:
        new = _new(read, text, title, on, tuple(parties or ()))
    elif title is not None or on is not None or parties:
        usage(f"`{into.id}` has a title, a date and parties: these options are for a new meeting")
    made = drafted(
        read,
        text,
        Rules(),
        meeting=into,
        parties=new.parties if new is not None else (),
        day=new.date if new is not None else None,
        theme=about,
        weak=everything,
    )
    entries = made.entries
    path = f"briefs/outcomes/{new.id if new is not None else into.id if into else ''}.yaml"
    if entries and not dry_run:
        _write(root, read, path, new, entries, source)
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps(_data(made, path, bool(entries) and not dry_run)))
        return
    _show(made, why=why, verbose=verbose)
    _close(made, path, dry_run=dry_run)
    if not made.entries and not any(one.match for one in read.themes.values()):
        _no_themes(any_theme=bool(read.themes))


# ------------------------------------------------------------------------- what is asked for


def _source(reading: Reading, name: str) -> Source:
    from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean

    assert reading.workspace is not None
    found = reading.workspace.sources.get(name)
    if found is None:
        hints = did_you_mean(name, reading.workspace.sources)
        message = f"{CODES['unknown-source']}; there is no `{name}`"
        if Path(name).suffix and Path(name).is_file():
            hints = (Hint(f"archive the file first: `briefgen add {name}`"),)
        unknown_name(reading, name, Diagnostic("unknown-source", message, hints=hints))
    from briefgen.drafting.source import as_archived

    if not as_archived(found):
        message = f"{CODES['source-changed']}; `{found.archive.path}` is not: its sum differs"
        hint = Hint("`briefgen check` says what to do")
        changed = Diagnostic("source-changed", message, found.span, hints=(hint,))
        unknown_name(reading, name, changed)
    if not found.language.lower().startswith("en"):
        usage(f"drafting reads English; `{name}` is in `{found.language}`")
    return found


def _theme(reading: Reading, name: str | None) -> str | None:
    from briefgen import entries

    assert reading.workspace is not None
    theme, unknown = entries.theme_named(reading.workspace, name)
    if unknown is not None:
        unknown_name(reading, name or "", unknown)
    return theme.id if theme is not None else None


def _meeting(reading: Reading, source: Source, name: str | None) -> Meeting | None:
    """The meeting to add to: the one that is named, or the only one that quotes the source."""
    from briefgen import plan

    assert reading.workspace is not None
    meetings = reading.workspace.meetings
    if name is not None:
        if name not in meetings:
            unknown_name(reading, name, plan.unknown("meeting", name, meetings))
        return meetings[name]
    quoting = [one for one in meetings.values() if _quotes(one, source.id)]
    if len(quoting) > 1:
        named = ", ".join(f"`{one.id}`" for one in quoting)
        usage(f"several meetings quote `{source.id}`: say which with --meeting ({named})")
    return quoting[0] if quoting else None


def _quotes(meeting: Meeting, source: str) -> bool:
    items = (*meeting.outcomes, *meeting.proposed, *meeting.rejected)
    evidence = (*meeting.evidence, *(one for outcome in items for one in outcome.evidence))
    return any(one.source == source for one in evidence)


def _new(
    workspace: Workspace, source: Source, title: str | None, on: Any, parties: tuple[str, ...]
) -> NewMeeting:
    """A meeting that has no file yet: from the options, else as the source tells it."""
    from briefgen.drafting.meetings import meeting_of
    from briefgen.drafting.section import NewMeeting
    from briefgen.workspace.kinds import id_of

    told = meeting_of(source)
    given = {"title": title, "date": on, "parties": parties}
    title, on, parties = title or told.title, on or told.date, parties or told.parties
    end = told.end_date if on == told.date else None
    # where it was stands in the sentence that dates it
    place = told.place if on == told.date else None
    missing = [
        option
        for option, value in (("--title", title), ("--date", on), ("--party", parties))
        if not value
    ]
    for field, where in told.found:
        days = f"{on} to {end}" if end else on
        values = {"title": title, "date": days, "parties": ", ".join(parties), "place": place}
        if values[field]:
            say(f"{field}: {values[field]} ({'as given' if given.get(field) else where})")
    if missing or title is None:
        wanted = ", ".join(f"`{option}`" for option in missing)
        of = f"; the source is of {source.date}" if source.date and not on else ""
        usage(
            f"no meeting quotes `{source.id}` yet, and it does not say everything about its own: "
            f"give {wanted}, or `--meeting` for one that is there{of}"
        )
    name = f"{on.isoformat()}-{id_of(title) or 'meeting'}"
    if len(name) > 80:  # whole words
        name = name[:81].rpartition("-")[0].strip("-")[:80]
    if name in workspace.meetings or f"briefs/outcomes/{name}.yaml" in workspace.texts:
        usage(f"`briefs/outcomes/{name}.yaml` is there already: add to it with --meeting {name}")
    quote = told.quote or source.passages[0].text
    return NewMeeting(name, title, on, parties, quote, end, place)


# ------------------------------------------------------------------------- writing


def _write(
    root: Path,
    workspace: Workspace,
    path: str,
    new: NewMeeting | None,
    entries: Sequence[Entry],
    source: str,
) -> None:
    """Put the proposals into the file, whole or not at all."""
    from briefgen.diagnostics import CODES, Diagnostic, Hint
    from briefgen.drafting.section import appended, new_file
    from briefgen.proposals.rewriting import content_of, rewrite
    from briefgen.publish import publish

    if new is not None:
        name = path.rsplit("/", 1)[-1]
        written = new_file(new, entries, source).encode()
        _, problems = publish(root / "briefs" / "outcomes", {name: written})
        refuse(root, *problems)
        return
    text = workspace.texts[path]
    content = appended(text, entries, source)
    if content is None:
        hint = Hint("write its outcomes one below the other, each after a `- `")
        message = f"{CODES['edit-refused']}; nothing can be added to `{path}` as it is written"
        refuse(root, Diagnostic("edit-refused", message, path=path, hints=(hint,)))
    there = content_of(root / path)
    if there is None or there.decode("utf-8", "replace").removeprefix(
        "\ufeff"
    ) != text.text.removeprefix("\ufeff"):
        refuse(root, Diagnostic("file-changed", CODES["file-changed"], path=path))
    assert content is not None
    problem = rewrite(root / path, path, content.encode())
    refuse(root, *([problem] if problem is not None else []))


# ------------------------------------------------------------------------- showing


def _show(made: Draft, *, why: bool, verbose: bool) -> None:
    """What was proposed, as a table, and on request the reasons and what was passed over."""
    from briefgen.drafting.proposed import REASONS
    from briefgen.report.tables import table

    if made.entries:
        header = ("outcome", "passage", "commitment", "themes", "why" if why else "quote")
        rows = [
            (
                one.id,
                str(one.passage),
                one.proposed.commitment,
                ", ".join(one.proposed.themes),
                one.proposed.why if why else " … ".join(q.text for q in one.quotes),
            )
            for one in made.entries
        ]
        typer.echo(table(header, rows, right=(1,), columns=columns()))
    if verbose and made.passed:
        typer.echo()
        heads = ("passage", "passed over", "words", "text")
        listed = [(str(p.passage), REASONS[p.reason], p.words[:40], p.text) for p in made.passed]
        typer.echo(table(heads, listed, right=(0,), columns=columns()))


def _close(made: Draft, path: str, *, dry_run: bool) -> None:
    """Counts, and what to do next."""
    from collections import Counter

    from briefgen.drafting.proposed import REASONS

    counts = Counter(one.reason for one in made.passed)
    if made.passed:
        told = "; ".join(f"{count} {REASONS[reason]}" for reason, count in counts.most_common())
        say(f"passed over {len(made.passed)}: {told}")
    if made.weak:
        say(_doubtful(made))
    if not made.entries:
        say("nothing new to propose")
    elif dry_run:
        say(f"{_outcomes(len(made.entries))} for {path}; nothing was written")
    else:
        say(f"{_outcomes(len(made.entries))} proposed in {path}; next: `briefgen review-drafts`")


def _doubtful(made: Draft) -> str:
    """Which of what was passed over may be outcomes all the same."""
    if len(made.weak) == 1:
        (one,) = made.weak
        text = one.text if len(one.text) <= 60 else f"{one.text[:60].rsplit(' ', 1)[0]} …"
        return (
            "1 of these may be an outcome all the same: `--all` proposes it, too "
            f"(passage {one.passage}: “{text}”)"
        )
    numbers = list(dict.fromkeys(one.passage for one in made.weak))
    listed = f"passage {numbers[0]}"
    if numbers[1:]:
        first = ", ".join(str(number) for number in numbers[:-1])
        listed = f"passages {first} and {numbers[-1]}"
    return (
        f"{len(made.weak)} of these may be outcomes all the same: `--all` proposes them, too "
        f"({listed})"
    )


def _no_themes(*, any_theme: bool) -> None:
    """Why nothing could be proposed in a workspace that has no words to tell themes by."""
    lack = "no theme here has words to be found by" if any_theme else "there is no theme here yet"
    say(
        f"{lack}, and only what is about a theme is proposed: write `title:` and `match: "
        "[words, of, the, theme]` into `briefs/themes/NAME.yaml`, then draft again"
    )


def _outcomes(number: int) -> str:
    return "1 outcome" if number == 1 else f"{number} outcomes"


def _data(made: Draft, path: str, written: bool) -> dict[str, Any]:
    """The draft for programs."""
    return {
        "source": made.source.id,
        "file": path,
        "written": written,
        "proposed": [
            {
                "id": one.id,
                "passage": one.passage,
                "commitment": one.proposed.commitment,
                "words": one.proposed.words,
                "why": one.proposed.why,
                "summary": one.summary,
                "themes": list(one.proposed.themes),
                "actors": list(one.actors),
                "due": one.due.text if one.due is not None else None,
                "weak": one.proposed.weak,
                "evidence": [
                    {
                        "quote": quote.text,
                        "prefix": quote.prefix or None,
                        "suffix": quote.suffix or None,
                    }
                    for quote in one.quotes
                ],
            }
            for one in made.entries
        ],
        "passed_over": [
            {"passage": one.passage, "reason": one.reason, "words": one.words, "text": one.text}
            for one in made.passed
        ],
    }
