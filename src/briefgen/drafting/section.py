"""Proposals as YAML: a new file of outcomes, or more outcomes at the end of one.

A file that is there already keeps every byte that it has; what was written is read back, so that
the file says what was proposed and what it said before.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from briefgen.drafting.source import Entry
from briefgen.proposals.spans import is_flow, scalar, with_another
from briefgen.record import record
from briefgen.text import SourceText
from briefgen.workspace import values


@record
class NewMeeting:
    """A meeting that has no file yet: `quote` stands in `source` and shows that it took place."""

    id: str
    title: str
    date: datetime.date
    parties: tuple[str, ...]
    quote: str
    end_date: datetime.date | None = None
    place: str | None = None


def snippet(entry: Entry, source: str) -> str:
    """An outcome as YAML, not indented: what comes after the `- ` of its list."""
    found = entry.proposed
    lines = [
        f"id: {scalar(entry.id)}",
        "status: proposed",
        f"why: {scalar(found.why)}",
        f"summary: {scalar(entry.summary)}",
        f"commitment: {found.commitment}",
    ]
    if found.themes:
        lines.append(f"themes: [{', '.join(found.themes)}]")
    if entry.actors:
        lines.append(f"actors: [{', '.join(_item(actor) for actor in entry.actors)}]")
    if entry.due is not None:
        if entry.due.because:
            lines += [
                "due:",
                f"  text: {scalar(entry.due.text)}",
                f"  from: {scalar(found.due)}",
                f"  because: {scalar(entry.due.because)}",
            ]
        else:
            lines.append(f"due: {scalar(entry.due.text)}")
    lines.append("evidence:")
    for quote in entry.quotes:
        lines += [f"  - source: {source}", f"    quote: {scalar(quote.text)}"]
        if quote.prefix:
            lines.append(f"    prefix: {scalar(quote.prefix)}")
        if quote.suffix:
            lines.append(f"    suffix: {scalar(quote.suffix)}")
    return "\n".join(lines)


def _item(text: str) -> str:
    """A text inside `[...]`, where a comma would end it."""
    written = scalar(text)
    return written if written.startswith('"') or "," not in text else f'"{text}"'


def new_file(meeting: NewMeeting, entries: Sequence[Entry], source: str) -> str:
    """A whole file of outcomes."""
    parties = ", ".join(_item(party) for party in meeting.parties)
    end = f"  end_date: {meeting.end_date.isoformat()}\n" if meeting.end_date else ""
    place = f"  place: {scalar(meeting.place)}\n" if meeting.place else ""
    head = f"""\
# Proposed by `briefgen draft {source}`: nothing here is in a brief until somebody accepts it
# (`briefgen review-drafts`).
meeting:
  title: {scalar(meeting.title)}
  date: {meeting.date.isoformat()}
{end}  parties: [{parties}]
{place}  evidence:
    - source: {source}
      quote: {scalar(meeting.quote)}

outcomes:
"""
    return head + "\n".join(_listed(entry, source) for entry in entries)


def _listed(entry: Entry, source: str) -> str:
    first, *rest = snippet(entry, source).split("\n")
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


def appended(text: SourceText, entries: Sequence[Entry], source: str) -> str | None:
    """The text of a file of outcomes with more at the end of its list; None when the file is
    written in a way that cannot be added to without touching what is there."""
    before, problems = values.parse(text)
    if problems and any(one.severity == "error" for one in problems):
        return None
    listed = _outcomes(before)
    if listed is None or not listed.items:
        return None
    last = listed.items[-1]
    if not isinstance(last, values.Mapping) or is_flow(text.text, last):
        return None
    written = text.text
    if not written.endswith("\n"):
        written += "\n"
    for entry in reversed(entries):
        written = with_another(written, last, snippet(entry, source))
    written = _spaced(text.text, written, last, listed)
    after, problems = values.parse(SourceText(text.path, written))
    again = _outcomes(after)
    if any(one.severity == "error" for one in problems) or again is None:
        return None
    same = [_plain(one) for one in again.items[: len(listed.items)]]
    whole = len(again.items) == len(listed.items) + len(entries)
    return written if whole and same == [_plain(one) for one in listed.items] else None


def _spaced(old: str, written: str, last: values.Mapping, listed: values.Sequence) -> str:
    """A blank line between new outcomes where the old ones have one."""
    if len(listed.items) < 2:
        return written
    one, two = listed.items[-2], listed.items[-1]
    if "\n\n" not in old[one.end : two.start].replace("\r\n", "\n"):
        return written
    column = last.start - (old.rfind("\n", 0, last.start) + 1)
    lead = " " * (column - 2) + "- id: "
    at = last.end
    head, tail = written[:at], written[at:]
    lines = tail.split("\n")
    spaced: list[str] = []
    for line in lines:
        # The first of these lines is the end of the last old one.
        if line.startswith(lead) and spaced and (len(spaced) == 1 or spaced[-1].strip()):
            spaced.append("\r" if line.endswith("\r") else "")
        spaced.append(line)
    return head + "\n".join(spaced)


def _outcomes(value: values.Value | None) -> values.Sequence | None:
    if not isinstance(value, values.Mapping):
        return None
    listed = value.entries.get("outcomes")
    return listed if isinstance(listed, values.Sequence) else None


def _plain(value: values.Value) -> object:
    """A value without its place."""
    if isinstance(value, values.Scalar):
        return value.text, value.kind
    if isinstance(value, values.Sequence):
        return [_plain(one) for one in value.items]
    return {key: _plain(one) for key, one in value.entries.items()}
