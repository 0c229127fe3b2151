"""`briefgen add`: a file as received becomes a source of the archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefgen.cli.terminal import JSON, WORKSPACE, refuse, say, usage, workspace_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.diagnostics import Diagnostic
    from briefgen.ingest.candidate import Candidate, Key
    from briefgen.ingest.known import Version
    from briefgen.ingest.passages import Passage
    from briefgen.ingest.reading import Proposal
    from briefgen.workspace.model import Source

_GRADES = ("joint-statement", "read-out", "news-report", "summary")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("add")(add)


def _grades(incomplete: str) -> list[str]:
    return [grade for grade in _GRADES if grade.startswith(incomplete)]


def add(
    file: Path = typer.Argument(metavar="FILE", help="The file, as received.", show_default=False),
    title: str | None = typer.Option(None, "--title", metavar="TEXT", help="Its title."),
    publisher: str | None = typer.Option(
        None, "--publisher", metavar="NAME", help="Who published it; empty for not known."
    ),
    date: str | None = typer.Option(
        None, "--date", metavar="DATE", help="The date that it carries (2026-01-16)."
    ),
    url: str | None = typer.Option(None, "--url", metavar="URL", help="Where it was published."),
    retrieved: str | None = typer.Option(
        None, "--retrieved", metavar="DATE", help="The day that it was fetched."
    ),
    grade: str | None = typer.Option(
        None,
        "--grade",
        metavar="GRADE",
        help=f"What kind of text it is: {', '.join(_GRADES)}.",
        autocompletion=_grades,
    ),
    language: str | None = typer.Option(
        None, "--language", metavar="TAG", help="The language that it is written in (en, ja)."
    ),
    source_id: str | None = typer.Option(
        None, "--id", metavar="ID", help="Its id; the words of its title without this."
    ),
    yes: bool = typer.Option(False, "--yes", "-y", help="Archive it without asking."),
    json: bool = JSON,
    workspace: Path | None = WORKSPACE,
) -> None:
    """Archive a source.

    A text, Markdown, web page, mail, PDF or Word file. What it says of itself is proposed, with
    where it was found; in a terminal you accept or correct it before anything is written.
    """
    from briefgen.ingest import archive, known
    from briefgen.ingest.candidate import candidate, received, unguessed
    from briefgen.workspace.load import load

    given = _given(
        title=title,
        publisher=publisher,
        date=date,
        url=url,
        retrieved=retrieved,
        grade=grade,
        language=language,
    )
    root = workspace_root(workspace)
    taken = archive.ids_on_disk(root)
    if source_id is not None:
        _check_id(source_id)
    loaded, _, problems = load(root)
    if loaded is None:
        refuse(root, *problems)
        return
    data, name, problem = received(file)
    if data is None:
        refuse(root, *([problem] if problem is not None else []))
        return
    if (same := known.same_file(loaded.sources, data)) is not None:
        _say_known(root, name, same, json=json)
        return
    made, diagnostics = candidate(data, name, given)
    left: tuple[Proposal, ...] = ()
    if made is None:
        refuse(root, *diagnostics)
        return
    if source_id is not None and source_id in taken:
        refuse(root, archive.id_taken(source_id))
    asking = not yes and sys.stdin.isatty() and sys.stderr.isatty()
    texts = [block.text for block in made.reading.blocks]
    version = known.version_of(
        loaded.sources, texts, title=made.value("title"), url=made.value("url")
    )
    if version is not None and source_id is None:
        if not asking:
            refuse(root, _is_version(name, file, version))
        say(_version_in_words(file, version))
    chosen = source_id or archive.id_for(made.value("title"), file.stem, taken)
    if asking:
        from briefgen.cli.preview import converse

        try:
            agreed = converse(made, chosen, taken)
        except KeyboardInterrupt:
            say("\nNothing was written.")
            raise typer.Abort from None
        if agreed is None:
            say("\nNothing was written.")
            raise typer.Exit(1)
        made, agreed_id = agreed
        if source_id is None and agreed_id == chosen:
            agreed_id = archive.id_for(made.value("title"), file.stem, taken)
        chosen = agreed_id
    else:
        made, left = unguessed(made)
        _without_asking(made, chosen, yes=yes)
    from briefgen.cli.preview import printable

    passages = made.passages()
    files = made.files(passages)
    if (problem := archive.too_long(name, files)) is not None:
        refuse(root, problem)
    refuse(root, *diagnostics, *archive.write(root, chosen, files))
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps(as_data(made, chosen, passages, files)))
        return
    if not asking:  # who was asked has seen them
        for line in (*made.reading.remarks, *_contradictions(made), *_not_taken(left)):
            say(printable(line))
    typer.echo(_closing(passages, chosen))


def _given(**options: str | None) -> Mapping[Key, str]:
    """The values that the options give, each in its form."""
    from typing import cast

    from briefgen.cli.preview import FORMS, value_of

    given: dict[Key, str] = {}
    for name, text in options.items():
        if text is None:
            continue
        key = cast("Key", name)
        given[key] = value_of(key, text.strip()) if text.strip() else ""
        if text.strip() and not given[key]:
            raise typer.BadParameter(f"{text!r}: {FORMS[key]}", param_hint=f"--{name}")
    return given


def _check_id(source_id: str) -> None:
    import re

    from briefgen.workspace.kinds import ID_FORM, ID_PATTERN

    if not re.fullmatch(ID_PATTERN, source_id):
        raise typer.BadParameter(f"{source_id!r}: an id has {ID_FORM}", param_hint="--id")


def _without_asking(made: Candidate, source_id: str, *, yes: bool) -> None:
    """What stops a command that cannot ask: it is not told to go on, or something is missing."""
    missing = made.missing()
    wanted = ", ".join(f"`--{key}`" for key in missing)
    if not yes:
        from briefgen.cli.preview import preview

        say(f"{preview(made, source_id)}\n")
        also = f" and {wanted}" if missing else ""
        usage(f"nothing was archived, since nobody can be asked here; give `--yes`{also}")
    if missing:
        what = "which the file does not say"
        hint = f"; the grades are {', '.join(_GRADES)}" if "grade" in missing else ""
        usage(f"`{made.name}` was not archived: give {wanted}, {what}{hint}")


def _say_known(root: Path, name: str, same: Source, *, json: bool) -> None:
    from briefgen.diagnostics import CODES, Diagnostic, Hint

    message = f"{CODES['source-known']}; these very bytes are the source `{same.id}`"
    hint = Hint(f"nothing to do; `briefgen show {same.id}` shows it")
    refuse(root, Diagnostic("source-known", message, None, "note", (hint,), name))
    if json:
        from briefgen.report.exchange import dumps

        typer.echo(dumps({"added": False, "id": same.id, "title": same.title}))


def _is_version(name: str, file: Path, version: Version) -> Diagnostic:
    from briefgen.diagnostics import CODES, Diagnostic, Hint

    source = version.source
    message = f"{CODES['source-version']}; this one {version.because} as `{source.id}`"
    if "shares" in version.because:
        message = f"{CODES['source-version']}; this one {version.because} with `{source.id}`"
    hints = [Hint(f"`briefgen sources update {source.id} {file}` looks at each quote of it")]
    if version.same_text:
        hints = [Hint(f"nothing to do: what is archived as `{source.id}` says the same")]
    hints.append(Hint("if it is a source of its own all the same, give it an id with `--id`"))
    return Diagnostic("source-version", message, path=name, hints=tuple(hints))


def _version_in_words(file: Path, version: Version) -> str:
    with_or_as = "with" if "shares" in version.because else "as"
    lines = [
        f"This looks like another version of `{version.source.id}`: it {version.because} "
        f"{with_or_as} it."
    ]
    if not version.same_text:
        lines.append(
            f"If it is, leave with q: `briefgen sources update {version.source.id} {file}` looks "
            "at each quote of it."
        )
    return "\n".join(lines) + "\n"


def _contradictions(made: Candidate) -> Iterator[str]:
    """Where the file says different things of itself, and nobody said which holds."""
    from briefgen.ingest.candidate import KEYS

    for key in KEYS:
        others = [f"{value} ({found})" for value, found in made.others(key)[:3]]
        if others and key not in made.given:
            chosen = f"{made.value(key)} ({made.found(key)})"
            yield f"More than one `{key}`: {chosen} was taken, not {', '.join(others)}."


def _not_taken(left: Sequence[Proposal]) -> Iterator[str]:
    """What is only known of the file, not of its text, and so is not archived unseen."""
    for one in left:
        yield (
            f"No `{one.field}` was archived: {one.value} is what the file has ({one.found}); "
            f"give `--{one.field}`."
        )


def _closing(passages: Sequence[Passage], source_id: str) -> str:
    other = sum(passage.kind != "body" for passage in passages)
    told = f"{other:,} of them not body text" if other else "all body text"
    if len(passages) == 1:
        told = "not body text" if other else "body text"
    count = "1 passage" if len(passages) == 1 else f"{len(passages):,} passages"
    return (
        f"Archived in briefs/sources/{source_id}: {count}, {told}. Next:\n"
        f"  briefgen draft {source_id}"
    )


def as_data(
    made: Candidate,
    source_id: str,
    passages: Sequence[Passage],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    """What was archived, for programs."""
    from hashlib import sha256

    from briefgen.ingest.candidate import KEYS

    return {
        "added": True,
        "id": source_id,
        "folder": f"briefs/sources/{source_id}",
        "kind": made.kind,
        **{key: made.value(key) or None for key in KEYS},
        "found": {key: made.found(key) for key in KEYS if made.found(key)},
        "proposals": [
            {"field": p.field, "value": p.value, "found": p.found} for p in made.reading.proposals
        ],
        "remarks": list(made.reading.remarks),
        "passages": [
            {"number": number, "kind": passage.kind, "text": passage.text}
            for number, passage in enumerate(passages, 1)
        ],
        "sha256": {
            "original": sha256(made.data).hexdigest(),
            "text": sha256(files["text.txt"]).hexdigest(),
        },
    }
