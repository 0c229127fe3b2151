"""Sources against the calendar, and against the dates of the meetings that they report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Found, Remark
from briefgen.evidence.dates import MONTHS, WEEKDAYS, WrittenDate, dates, english_date
from briefgen.evidence.normalize import normal_form
from briefgen.regex import regex
from briefgen.text import Span
from briefgen.workspace.model import Meeting, Source, Workspace

Finding = Remark | Diagnostic
_HELD = regex(
    r"^\W*(?:\w+ ){0,3}?(?:(?:was|were|had been) )?(?:held|took place|convened|met|"
    r"hosted|taking place)\b(?: in [\w ]{1,30}?)?(?: on)? (?=.)"
)


def weekday_fits_its_date(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """A weekday in a source should fit the date beside it, and the date be in the calendar."""
    for source in workspace.sources.values():
        for found in dates(source.archive.text):
            if not found.days:
                what = f"{found.words}, a day that does not exist"
                number = _passage(source, found)
                text = f"Passage {number} gives {what}."
            elif found.weekday is not None and all(
                day.weekday() != found.weekday for day in found.days
            ):
                number = _passage(source, found)
                right, wrong = WEEKDAYS[found.days[0].weekday()], WEEKDAYS[found.weekday]
                what = f"{found.words} as a {wrong}; it was a {right}"
                text = f"Passage {number} calls {found.words} a {wrong}; it was a {right}."
            else:
                continue
            yield Remark(source.id, number, "weekday-mismatch", text)
            yield Diagnostic(
                "weekday-mismatch",
                f"a weekday in a source should fit its date; `{source.id}` gives {what}",
                source.archive.span(found.start, found.end),
                "note",
                (Hint(f"nothing to do: briefs that cite `{source.id}` tell their readers"),),
            )


def meeting_is_dated_as_in_its_sources(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """The passages that date a meeting should give the date that `meeting:` has."""
    for meeting in workspace.meetings.values():
        quoted = [book.found[e.key] for e in meeting.evidence if e.key in book.found]
        seen: set[tuple[str, int]] = set()
        if (contradicted := _contradicted(meeting, quoted)) is not None:
            yield contradicted
            continue
        for found in quoted:
            text = found.source.archive.text
            for start, end in found.spans:
                for one in dates(text[start:end]):
                    placed = WrittenDate(
                        start + one.start, start + one.end, one.words, one.days, one.weekday
                    )
                    seen.add((found.source.id, placed.start))
                    yield from _outside(meeting, found.source, placed)
        for source in dict.fromkeys(found.source.id for found in quoted):
            archived = workspace.sources[source]
            for one in _named_and_dated(meeting, archived):
                if (source, one.start) not in seen:
                    yield from _outside(meeting, archived, one)


_STRETCH = regex(
    rf"\b(?:(?:(?P<zero>\d{{1,2}}),\s+(?:\d{{1,2}},\s+)*)?(?P<first>\d{{1,2}})\s*(?:and|to|until|till|through|[-–—])\s*(?P<last>\d{{1,2}})\s+"
    rf"(?P<month>{'|'.join(MONTHS)})|(?P<named>{'|'.join(MONTHS)})\s+(?P<one>\d{{1,2}})\s*"
    r"(?:and|to|through|[-–—])\s*(?P<two>\d{1,2})),?\s+(?P<year>(?:19|20)\d\d)\b"
)


def _stretches(text: str) -> Iterator[tuple[date, date, int, int]]:
    """The stretches of days that a text gives (`3 and 4 March 2025`), with where they stand."""
    for match in _STRETCH.finditer(text):
        month = MONTHS.index(match["month"] or match["named"]) + 1
        days = (match["zero"] or match["first"] or match["one"], match["last"] or match["two"])
        try:
            first, last = (date(int(match["year"]), month, int(day)) for day in days)
        except ValueError:
            continue  # no such day: the check of days says so
        if first <= last:
            yield first, last, match.start(), match.end()


# How many days it took, from which the last follows.
_LASTED = regex(r"(?i)\b(?:days?|week|week-?long|fortnight|overnight)\b")
_NUMBER = regex(r"[0-9]+")


def _mentioned(day: date, quoted: list[Found]) -> bool:
    """Whether quotes have a day's number, whatever its form, or say how long something took."""
    texts = [found.source.archive.text[start:end] for found in quoted for start, end in found.spans]
    return any(
        _LASTED.search(text) or str(day.day) in (n.lstrip("0") for n in _NUMBER.findall(text))
        for text in texts
    )


def _contradicted(meeting: Meeting, quoted: list[Found]) -> Diagnostic | None:
    """An error where a meeting's own quotes give its days, and none of them gives those that it
    has: then it has been misread."""
    last = max(meeting.end_date or meeting.date, meeting.date)
    told: list[tuple[date, date, Span]] = []
    for found in quoted:
        archive = found.source.archive
        for start, end in found.spans:
            text = archive.text[start:end]
            taken = [(a, b) for _, _, a, b in _stretches(text)]
            for first, final, a, b in _stretches(text):
                told.append((first, final, archive.span(start + a, start + b)))
            for one in dates(text):
                if not any(a <= one.start < b for a, b in taken):
                    place = archive.span(start + one.start, start + one.end)
                    told += [(day, day, place) for day in one.days]
    if not told:
        return None
    stretches = [entry for entry in told if entry[0] != entry[1]]
    fits = any((first, final) == (meeting.date, last) for first, final, _ in stretches) or (
        not stretches and any(meeting.date <= first <= last for first, _, _ in told)
    )
    if fits and last != meeting.date and not stretches:
        fits = all(_mentioned(day, quoted) for day in (meeting.date, last))
    if fits:
        return None
    first, final, place = (stretches or told)[0]
    said = (
        english_date(first) if first == final else f"{english_date(first)} to {english_date(final)}"
    )
    mine = english_date(meeting.date)
    if last != meeting.date:
        mine += f" to {english_date(last)}"
    write = f"`date: {first.isoformat()}`"
    if first != final:
        write += f" and `end_date: {final.isoformat()}`"
    elif last != meeting.date:
        write += " without `end_date`"
    return Diagnostic(
        "date-misread",
        f"{CODES['date-misread']}; its quote says {said}, `meeting:` says {mine}",
        meeting.key_spans.get("end_date" if first == meeting.date else "date", meeting.span),
        hints=(Hint(f"write {write}, or quote what dates it otherwise"), Hint("the quote", place)),
    )


def source_is_not_older_than_its_meeting(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """A source that reports what a meeting produced should not be older than the meeting."""
    for meeting in workspace.meetings.values():
        told: set[str] = set()
        for outcome in meeting.outcomes:
            for evidence in outcome.evidence:
                found = book.found.get(evidence.key)
                if found is None or found.source.id in told:
                    continue
                source = found.source
                if source.date is None or source.date >= meeting.date:
                    continue
                told.add(source.id)
                yield Remark(
                    source.id,
                    found.passages[0],
                    "date-outside-meeting",
                    f"The source is dated {english_date(source.date)}, before the meeting of "
                    f"{english_date(meeting.date)} that it is cited for.",
                )
                yield Diagnostic(
                    "date-outside-meeting",
                    "a source should not be older than the meeting that it reports; "
                    f"`{source.id}` is of {english_date(source.date)}, "
                    f"the meeting of {english_date(meeting.date)}",
                    source.key_spans.get("date", source.span),
                    "warning",
                    (Hint("the meeting's date", meeting.key_spans.get("date", meeting.span)),),
                )


def _named_and_dated(meeting: Meeting, source: Source) -> Iterator[WrittenDate]:
    """Dates in sentences of the form `<title> was held on <date>`."""
    title = normal_form(meeting.title)
    for passage in source.passages:
        # one for one: no character of a title changes its place by these
        text = passage.text.replace("\u2013", "-").replace("\u2019", "'")
        at = text.find(title)
        while at >= 0:
            after = text[at + len(title) : at + len(title) + 120]
            if held := _HELD.match(after):
                for one in dates(after[held.end() :]):
                    if one.start <= 2:
                        base = passage.start + at + len(title) + held.end()
                        yield WrittenDate(
                            base + one.start, base + one.end, one.words, one.days, one.weekday
                        )
                    break
            at = text.find(title, at + 1)


def _outside(meeting: Meeting, source: Source, found: WrittenDate) -> Iterator[Finding]:
    """The findings when none of the days that a date may mean is one of the meeting's."""
    last = max(meeting.end_date or meeting.date, meeting.date)
    if not found.days or any(meeting.date <= day <= last for day in found.days):
        return
    number = _passage(source, found)
    of = english_date(meeting.date)
    if last != meeting.date:
        of += f" to {english_date(last)}"
    yield Remark(
        source.id,
        number,
        "date-outside-meeting",
        f"Passage {number} dates the meeting {found.words}; this brief dates it {of}.",
    )
    yield Diagnostic(
        "date-outside-meeting",
        "a source should not date a meeting before or after it took place; "
        f"passage {number} of `{source.id}` says {found.words}, `meeting:` says {of}",
        meeting.key_spans.get("date", meeting.span),
        "warning",
        (Hint("the source's date", source.archive.span(found.start, found.end)),),
    )


def _passage(source: Source, found: WrittenDate) -> int:
    """The number of the passage in which a date stands."""
    return max(1, bisect_right([passage.start for passage in source.passages], found.start))
