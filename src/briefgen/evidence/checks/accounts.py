"""Sources against themselves and one another: one event, dated or numbered otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.dates import dates, english_date
from briefgen.evidence.normalize import normal_form
from briefgen.record import record
from briefgen.regex import regex
from briefgen.workspace.model import Source, SourcePassage, Workspace

Finding = Remark | Diagnostic

_EVENT = regex(
    r"\b(?P<number>\d{1,3})(?:st|nd|rd|th)\s+"
    r"(?P<name>(?:[A-Z][\w’'–-]*\s+){1,6}?(?:Dialogue|Summit|Meeting|Conference|Session|Round|"
    r"Consultations?|Forum|Commission|Committee|Talks|Congress|Assembly))\b"
)
#: What may stand between an event and its date: `was held in Lutz on`, a bracket.
_HELD = regex(
    r"^[\s,]*(?:\((?=\d|[A-Z])|(?:(?:was|were|is|had been)\s+)?(?:held|convened|took place|hosted|"
    r"concluded|opened)\s+(?:in\s+[\w’' ]{1,30}?\s+)?(?:on\s+)?|on\s+)(?=.)"
)
_ANNIVERSARY = regex(r"\b(?P<number>\d{1,3})(?:st|nd|rd|th)\s+anniversary\b")
_RELATIVE = {"last": -1, "this": 0, "next": 1}
_YEAR = regex(r"\b(?:(?P<relative>last|this|next)\s+year\b|(?P<year>(?:19|20)\d\d)\b)", re.I)
_PAST = regex(
    r"\b(?:was|were|held|met|signed|took place|visited|concluded|launched|agreed|announced|opened|"
    r"adopted|inaugurated)\b"
)
_TO_COME = regex(
    r"\b(?:will|shall|would|to be|scheduled|planned|expected|due|next|upcoming|slated|ahead|"
    r"valid)\b",
    re.I,
)
#: What makes of a date a limit, right before it.
_LIMIT = regex(
    r"\b(?:by|until|till|before|from|after|for|through|of)\s+(?:the\s+|\w+day,?\s+)?\(?$"
)
_SENTENCE = regex(r"[^.!?]+(?:[.!?](?!\s+[A-Z“])[^.!?]*)*[.!?]*")


@record
class _Account:
    """What a passage says of an event: its number, and the days that it may have had."""

    source: Source
    passage: SourcePassage
    number: int
    start: int
    end: int
    days: tuple[date, ...]
    words: str


def events_are_dated_and_numbered_alike(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """The same event, such as the 18th Strategic Dialogue, should have the same date wherever
    sources give one, and an event of one name and date the same number."""
    by_name: dict[str, list[_Account]] = {}
    for source in workspace.sources.values():
        for passage in source.passages:
            for match in _EVENT.finditer(passage.text):
                name = normal_form(match["name"]).casefold()
                account = _account(source, passage, match)
                by_name.setdefault(name, []).append(account)
    for accounts in by_name.values():
        told: set[tuple[str, int, int]] = set()
        dated = [one for one in accounts if one.days]
        for at, one in enumerate(dated):
            for other in dated[:at]:
                key = (one.source.id, one.passage.number, one.number)
                shared = not set(one.days).isdisjoint(other.days)
                if key in told or (one.number == other.number) == shared:
                    continue
                if one.number != other.number and not shared:
                    continue
                told.add(key)
                yield from _disagree(one, other, dated=one.number == other.number)


def _account(source: Source, passage: SourcePassage, match: re.Match[str]) -> _Account:
    rest = passage.text[match.end() : match.end() + 120]
    held = _HELD.match(rest)
    days: tuple[date, ...] = ()
    words, end = match[0], match.end()
    if held is not None:
        for one in dates(rest[held.end() :]):
            if one.start <= 2:
                days, words = one.days, one.words
                end = match.end() + held.end() + one.end
            break
    start = passage.start
    return _Account(
        source, passage, int(match["number"]), start + match.start(), start + end, days, words
    )


def _disagree(one: _Account, other: _Account, *, dated: bool) -> Iterator[Finding]:
    """The remark and the warning for an account that differs from an earlier one."""
    there = f"passage {other.passage.number}"
    if other.source.id != one.source.id:
        there = f"`{other.source.title}`, {there},"
    if dated:
        here = f"dates the event {one.words}"
        says = f"{there} dates it {other.words}"
    else:
        here = f"calls the event of {one.words} the {_ordinal(one.number)}"
        says = f"{there} calls it the {_ordinal(other.number)}"
    text = f"Passage {one.passage.number} {here}; {says.replace('`', '')}."
    yield Remark(one.source.id, one.passage.number, "source-disagrees", text)
    yield Diagnostic(
        "source-disagrees",
        f"{CODES['source-disagrees']}; passage {one.passage.number} of `{one.source.id}` {here}",
        one.source.archive.span(one.start, one.end),
        "warning",
        (
            Hint(
                f"passage {other.passage.number}: {other.words}"
                if dated
                else f"passage {other.passage.number}: the {_ordinal(other.number)}, {other.words}",
                other.source.archive.span(other.start, other.end),
            ),
            Hint(f"briefs that cite `{one.source.id}` tell their readers"),
        ),
    )


def anniversaries_fall_in_one_year(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """An anniversary falls in one year: `next year`, `this year` and a year that is named should
    not contradict one another within a source."""
    years = _years(workspace, book)
    for source in workspace.sources.values():
        first: dict[int, tuple[int | str, int, int, int]] = {}
        for passage in source.passages:
            if "anniversary" not in passage.text:
                continue
            for sentence in _SENTENCE.finditer(passage.text):
                found = _ANNIVERSARY.search(sentence[0])
                said = _YEAR.search(sentence[0])
                if found is None or said is None:
                    continue
                year = _year(said, years.get(source.id))
                start = passage.start + sentence.start() + said.start()
                end = passage.start + sentence.start() + said.end()
                number = int(found["number"])
                before = first.setdefault(number, (year, passage.number, start, end))
                if type(before[0]) is not type(year) or before[0] == year:
                    continue
                text = (
                    f"Passage {passage.number} puts the {_ordinal(number)} anniversary in "
                    f"{_in_words(year)}; passage {before[1]} puts it in {_in_words(before[0])}."
                )
                yield Remark(source.id, passage.number, "source-disagrees", text)
                yield Diagnostic(
                    "source-disagrees",
                    f"{CODES['source-disagrees']}; {text[0].lower()}{text[1:].rstrip('.')}",
                    source.archive.span(start, end),
                    "warning",
                    (
                        Hint(
                            f"passage {before[1]}: {_in_words(before[0])}",
                            source.archive.span(before[2], before[3]),
                        ),
                        Hint(f"briefs that cite `{source.id}` tell their readers"),
                    ),
                )


def nothing_happened_after_its_source(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """A source should not report as done what its own date lies before. Of the meetings that it
    is cited for, another check says so."""
    met: dict[str, set[date]] = {}
    for meeting in workspace.meetings.values():
        for outcome in meeting.outcomes:
            for evidence in outcome.evidence:
                met.setdefault(evidence.source, set()).add(meeting.date)
    for source in workspace.sources.values():
        if source.date is None:
            continue
        text = source.archive.text
        starts = [passage.start for passage in source.passages]
        for one in dates(text):
            if not one.days or min(one.days) <= source.date:
                continue
            if not met.get(source.id, set()).isdisjoint(one.days):
                continue
            low = max(text.rfind(". ", 0, one.start), text.rfind("\n", 0, one.start)) + 1
            ends = (text.find(". ", one.end), text.find("\n", one.end))
            sentence = text[low : min((at for at in ends if at > 0), default=len(text))]
            limit = _LIMIT.search(text[low : one.start])
            if limit or not _PAST.search(sentence) or _TO_COME.search(sentence):
                continue
            number = sum(start <= one.start for start in starts)
            yield Remark(
                source.id,
                number,
                "date-after-source",
                f"Passage {number} reports what happened on {one.words}; the source is dated "
                f"{english_date(source.date)}.",
            )
            yield Diagnostic(
                "date-after-source",
                f"{CODES['date-after-source']}; `{source.id}` is of {english_date(source.date)} "
                f"and reports {one.words}",
                source.archive.span(one.start, one.end),
                "warning",
                (Hint("the source's date", source.key_spans.get("date", source.span)),),
            )


def _years(workspace: Workspace, book: Book) -> dict[str, int]:
    """The year in which each source was written: its own, else that of the meetings it reports."""
    found = {s.id: s.date.year for s in workspace.sources.values() if s.date is not None}
    for meeting in workspace.meetings.values():
        for evidence in meeting.evidence:
            if evidence.key in book.found:
                found.setdefault(evidence.source, meeting.date.year)
    return found


def _year(said: re.Match[str], written_in: int | None) -> int | str:
    """A year as a number where that can be told, else the words."""
    if said["year"]:
        return int(said["year"])
    relative = said["relative"].lower()
    return f"{relative} year" if written_in is None else written_in + _RELATIVE[relative]


def _in_words(year: int | str) -> str:
    return str(year) if isinstance(year, int) else f"“{year}”"


def _ordinal(number: int) -> str:
    """`18th`, `21st`."""
    if number % 100 not in (11, 12, 13):
        return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
    return f"{number}th"
