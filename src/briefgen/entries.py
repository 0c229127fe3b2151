"""What a workspace holds, laid out to be listed and shown.

Lists are plain dictionaries, so that `--json` and the tables print the same; `find` gives
one entry as data and as text with the quoted words set off in their passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from briefgen import bundle
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.evidence.book import Book, merged, page_words, pages_data
from briefgen.evidence.coverage import Coverage as Coverage
from briefgen.evidence.coverage import coverage as coverage
from briefgen.evidence.coverage import series_of as series_of
from briefgen.evidence.grades import strongest_first
from briefgen.record import record
from briefgen.report.tables import highlighted
from briefgen.workspace.model import (
    COMMITMENTS,
    STATUSES,
    Evidence,
    Meeting,
    Outcome,
    Source,
    SourcePassage,
    Theme,
    Workspace,
)

#: The columns of each table; the JSON holds more.
COLUMNS = {
    "themes": ("id", "outcomes", "title", "aliases"),
    "outcomes": ("id", "commitment", "date", "themes", "summary"),
    "sources": ("id", "grade", "date", "passages", "title"),
    "templates": ("id", "origin"),
    "meetings": ("id", "date", "outcomes", "title"),
}

NOT_STATED = "not stated"

# ------------------------------------------------------------------------------- lists


def themes(workspace: Workspace) -> list[dict[str, Any]]:
    """Every theme, with how many outcomes it has."""
    return [
        {
            "id": theme.id,
            "title": theme.title,
            "aliases": list(theme.aliases),
            "outcomes": sum(
                not {theme.id, *theme.aliases}.isdisjoint(outcome.themes)
                for outcome in workspace.outcomes()
            ),
        }
        for theme in workspace.themes.values()
    ]


def outcomes(workspace: Workspace, theme: Theme | None = None) -> list[dict[str, Any]]:
    """Every outcome, or those of one theme; those that are not accepted come last."""
    return [
        _outcome(workspace, outcome)
        for outcome in (*workspace.outcomes(), *workspace.proposed(), *workspace.rejected())
        if theme is None or not {theme.id, *theme.aliases}.isdisjoint(outcome.themes)
    ]


def columns(kind: str, listed: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The columns of a table; outcomes have one for their status where they differ in it."""
    if kind == "outcomes" and any(one["status"] != "accepted" for one in listed):
        return ("id", "status", *COLUMNS[kind][1:])
    return COLUMNS[kind]


def _outcome(workspace: Workspace, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "meeting": outcome.meeting,
        "date": workspace.meetings[outcome.meeting].date.isoformat(),
        "summary": outcome.summary,
        "commitment": outcome.commitment,
        "level": COMMITMENTS[outcome.commitment][0],
        "themes": list(outcome.themes),
        "actors": list(outcome.actors),
        "owner": outcome.owner,
        "due": outcome.due.text if outcome.due else None,
        "amount": outcome.amount,
        "conditional": outcome.conditional,
        "marking": outcome.marking or None,
        "sources": [one.id for one in _told_by(workspace, outcome)],
        "status": outcome.status,
        "why": outcome.why,
        "reason": outcome.reason,
    }


def _told_by(workspace: Workspace, outcome: Outcome) -> tuple[Source, ...]:
    """The sources of an outcome, those of the best grade first."""
    told = strongest_first(outcome.evidence, workspace.sources)
    return tuple(workspace.sources[name] for name in dict.fromkeys(one.source for one in told))


def sources(workspace: Workspace) -> list[dict[str, Any]]:
    """Every archived source."""
    return [
        {
            "id": source.id,
            "title": source.title,
            "grade": source.grade,
            "language": source.language,
            "publisher": source.publisher,
            "date": source.date.isoformat() if source.date else None,
            "url": source.url,
            "retrieved": source.retrieved.isoformat() if source.retrieved else None,
            "passages": len(source.passages),
            "sha256": {"text": source.sha256_text, "original": source.sha256_original},
        }
        for source in workspace.sources.values()
    ]


def meetings(workspace: Workspace) -> list[dict[str, Any]]:
    """Every meeting, by date."""
    return [
        {
            "id": meeting.id,
            "title": meeting.title,
            "date": meeting.date.isoformat(),
            "end_date": meeting.end_date.isoformat() if meeting.end_date else None,
            "place": meeting.place,
            "parties": list(meeting.parties),
            "outcomes": len(meeting.outcomes),
            "proposed": len(meeting.proposed) + len(meeting.unfinished),
        }
        for meeting in workspace.meetings.values()
    ]


def templates(root: Path) -> list[dict[str, Any]]:
    """Every template that can be named, and where it comes from."""
    builtin = bundle.templates()
    own = root / "templates"
    origins = dict.fromkeys(bundle.template_names(builtin), "built in")
    if own.resolve() != builtin.resolve():
        origins |= dict.fromkeys(bundle.template_names(own), "this workspace")
    return [{"id": name, "origin": origins[name]} for name in sorted(origins)]


def theme_named(workspace: Workspace, name: str | None) -> tuple[Theme | None, Diagnostic | None]:
    """The theme with an id or alias; None for None; a diagnostic when there is none."""
    if name is None:
        return None, None
    for theme in workspace.themes.values():
        if name == theme.id or name in theme.aliases:
            return theme, None
    known = [n for t in workspace.themes.values() for n in (t.id, *t.aliases)]
    message = f"{CODES['unknown-theme']}; there is no `{name}`"
    hints = did_you_mean(name, known) or (Hint("`briefgen list themes` shows what there is"),)
    return None, Diagnostic("unknown-theme", message, hints=hints)


# --------------------------------------------------------------------------- one entry


@record
class Quoted:
    """A passage with the quoted words as offsets into it; `note` says who quotes them."""

    label: str
    passage: str
    spans: tuple[tuple[int, int], ...]
    note: str = ""


@record
class Entry:
    """One thing to show: its data for programs, and lines and passages for people."""

    data: dict[str, Any]
    lines: tuple[str, ...]
    quoted: tuple[Quoted, ...] = ()

    def text(self, *, colour: bool = False) -> str:
        """The entry for people."""
        parts = ["\n".join(self.lines)]
        for quote in self.quoted:
            body = highlighted(quote.passage, quote.spans, colour=colour)
            heading = f"{quote.label}  {quote.note}".rstrip()
            parts.append(f"{heading}\n  {body}")
        return "\n\n".join(parts)


def find(workspace: Workspace, book: Book, name: str) -> Entry | None:
    """The outcome, theme, meeting, source or passage that `name` names."""
    for outcome in (*workspace.outcomes(), *workspace.proposed(), *workspace.rejected()):
        if outcome.id == name:
            return _show_outcome(workspace, book, outcome)
    theme, _ = theme_named(workspace, name)
    if theme is not None:
        return _show_theme(workspace, theme)
    if name in workspace.meetings:
        return _show_meeting(workspace, book, workspace.meetings[name])
    if name in workspace.sources:
        return _show_source(workspace.sources[name])
    passage = _passage_named(workspace, name)
    return _show_passage(book, *passage) if passage else None


def unknown_id(workspace: Workspace, name: str) -> Diagnostic:
    """What to say when nothing has this name."""
    source_id, number = _split_passage(name)
    source = workspace.sources.get(source_id)
    if source is not None and number:
        hint = Hint(f"`{source.id}` has passages 1 to {len(source.passages)}")
        return Diagnostic("unknown-id", _names_nothing(name), hints=(hint,))
    known = [outcome.id for outcome in (*workspace.outcomes(), *workspace.proposed())]
    known += [*workspace.themes, *workspace.meetings, *workspace.sources]
    hints = did_you_mean(name, known) or (Hint("`briefgen list outcomes` shows what there is"),)
    return Diagnostic("unknown-id", _names_nothing(name), hints=hints)


def _names_nothing(name: str) -> str:
    return f"{CODES['unknown-id']}; `{name}` names none"


def _split_passage(name: str) -> tuple[str, str]:
    """`news-report#13` and `news-report:13` as `news-report` and `13`."""
    for mark in "#:":
        source, found, number = name.rpartition(mark)
        if found:
            return source, number
    return name, ""


def _passage_named(workspace: Workspace, name: str) -> tuple[Source, SourcePassage] | None:
    source_id, number = _split_passage(name)
    source = workspace.sources.get(source_id)
    if source is None or not (number.isascii() and number.isdigit()):
        return None
    return next(((source, p) for p in source.passages if p.number == int(number)), None)


def _show_outcome(workspace: Workspace, book: Book, outcome: Outcome) -> Entry:
    meeting = workspace.meetings[outcome.meeting]
    level, meaning = COMMITMENTS[outcome.commitment]
    lines = [
        f"{outcome.id}: {outcome.summary}",
        f"commitment  {outcome.commitment} ({level} of 5: {meaning})",
        f"actors      {', '.join(outcome.actors)}",
        f"meeting     {meeting.title}, {meeting.date.isoformat()} ({meeting.id})",
        f"themes      {', '.join(outcome.themes)}",
    ]
    if outcome.owner:
        lines.append(f"owner       {outcome.owner}")
    if outcome.due:
        because = f" ({outcome.due.because})" if outcome.due.because else ""
        lines.append(f"due         {outcome.due.text}{because}")
    if outcome.amount:
        lines.append(f"amount      {outcome.amount}")
    if outcome.conditional:
        lines.append(f"conditional {outcome.conditional}")
    if len(told := _told_by(workspace, outcome)) > 1:
        lines.append(f"told by     {', '.join(f'{one.id} ({one.grade})' for one in told)}")
    if outcome.marking:
        lines.append(f"marking     {outcome.marking}")
    if outcome.status != "accepted":
        lines.append(f"status      {outcome.status}: {STATUSES[outcome.status]}")
        book = book.proposed or book
    if outcome.why:
        lines.append(f"why         {outcome.why}")
    if outcome.reason:
        lines.append(f"reason      {outcome.reason}")
    data = _outcome(workspace, outcome) | {"evidence": _evidence(book, outcome.evidence)}
    return Entry(data, (*lines, *_refused(book, outcome.evidence)), _in_passages(book, outcome))


def _show_theme(workspace: Workspace, theme: Theme) -> Entry:
    listed = [o for o in outcomes(workspace, theme) if o["status"] == "accepted"]
    listed.sort(key=lambda o: -o["level"])
    lines = [f"{theme.id}: {theme.title}"]
    if theme.aliases:
        lines.append(f"aliases  {', '.join(theme.aliases)}")
    lines += ["", *(f"{o['commitment']:<10}  {o['id']}: {o['summary']}" for o in listed)]
    data = {
        "id": theme.id,
        "title": theme.title,
        "aliases": list(theme.aliases),
        "outcomes": [o["id"] for o in listed],
    }
    return Entry(data, tuple(lines))


def _show_meeting(workspace: Workspace, book: Book, meeting: Meeting) -> Entry:
    entry = next(m for m in meetings(workspace) if m["id"] == meeting.id)
    lines = [
        f"{meeting.id}: {meeting.title}",
        f"date     {meeting.date.isoformat()}"
        + (f" to {meeting.end_date.isoformat()}" if meeting.end_date else ""),
        f"place    {meeting.place or NOT_STATED}",
        f"parties  {', '.join(meeting.parties)}",
        *_refused(book, meeting.evidence),
        "",
        *(f"{o.commitment:<10}  {o.id}: {o.summary}" for o in meeting.outcomes),
        *(f"{'proposed':<10}  {o.id}: {o.summary}" for o in meeting.proposed),
    ]
    data = entry | {
        "outcomes": [o.id for o in meeting.outcomes],
        "evidence": _evidence(book, meeting.evidence),
    }
    return Entry(data, tuple(lines), _in_passages(book, meeting))


def _show_source(source: Source) -> Entry:
    lines = [
        f"{source.id}: {source.title}",
        f"grade      {source.grade}",
        f"publisher  {source.publisher or NOT_STATED}",
        f"date       {source.date.isoformat() if source.date else NOT_STATED}",
        f"url        {source.url or NOT_STATED}",
        f"retrieved  {source.retrieved.isoformat() if source.retrieved else NOT_STATED}",
        f"sha256     {source.sha256_text} (archived text)",
        f"           {source.sha256_original} (original)",
    ]
    if source.previous:
        former = ", ".join(one.folder for one in source.previous)
        lines.append(f"version    {len(source.previous) + 1}, after {former}")
    quoted = tuple(Quoted(f"[{p.number}]", p.text, (), _about(source, p)) for p in source.passages)
    data = {
        "id": source.id,
        "title": source.title,
        "grade": source.grade,
        "version": len(source.previous) + 1,
        "passages": [_passage(source, p) for p in source.passages],
    }
    return Entry(data, tuple(lines), quoted)


def _show_passage(book: Book, source: Source, passage: SourcePassage) -> Entry:
    """A passage with every quote that falls in it."""
    spans: list[tuple[int, int]] = []
    quotes: list[dict[str, Any]] = []
    what = _about(source, passage, "body text")
    lines = [f"{source.id}#{passage.number}: {what}, of {source.title}"]
    for found in book.found.values():
        within = found.within(passage) if found.source.id == source.id else ()
        if within:
            spans += within
            quotes.append({"evidence": found.evidence.key, "spans": [list(s) for s in within]})
            lines.append(f"quoted by {found.evidence.key}")
    data = _passage(source, passage) | {"quotes": quotes}
    quoted = Quoted(f"[{passage.number}]", passage.text, tuple(merged(spans)))
    return Entry(data, tuple(lines), (quoted,))


def _passage(source: Source, passage: SourcePassage) -> dict[str, Any]:
    return {
        "id": f"{source.id}#{passage.number}",
        "source": source.id,
        "passage": passage.number,
        "kind": passage.kind,
        "repeat_of": passage.repeat_of,
        **pages_data(source, [passage.extent]),
        "text": passage.text,
    }


def _about(source: Source, passage: SourcePassage, body: str = "") -> str:
    """What a passage is and on which page: `heading, p. 3`."""
    page = page_words(source, [passage.extent])
    return ", ".join(part for part in (_kind(passage) or body, page) if part)


def _kind(passage: SourcePassage) -> str:
    if passage.kind == "body":
        return ""
    return passage.kind + (f" of {passage.repeat_of}" if passage.repeat_of else "")


def _evidence(book: Book, items: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [_located(book, item) for item in items]


def _located(book: Book, item: Evidence) -> dict[str, Any]:
    found = book.found.get(item.key)
    return {
        "key": item.key,
        "source": item.source,
        "quote": item.quote,
        "status": "found" if found else book.refused.get(item.key, "skipped"),
        "passages": list(found.passages) if found else [],
        **(pages_data(found.source, found.spans) if found else {}),
        "spans": [list(span) for span in found.spans] if found else [],
    }


def _refused(book: Book, items: Iterable[Evidence]) -> list[str]:
    return [
        f"refused     {item.key} ({book.refused[item.key]}): {item.quote}"
        for item in items
        if item.key in book.refused
    ]


def _in_passages(book: Book, owner: Outcome | Meeting) -> tuple[Quoted, ...]:
    """Each passage that an outcome or a meeting quotes, with the quoted words."""
    quoted = []
    for item in owner.evidence:
        found = book.found.get(item.key)
        if found is None:
            continue
        for passage in found.source.passages:
            if passage.number in found.passages:
                label = f"{found.source.id}#{passage.number}"
                spans = tuple(merged(found.within(passage)))
                about = _about(found.source, passage)
                quoted.append(Quoted(label, passage.text, spans, about))
    return tuple(quoted)
