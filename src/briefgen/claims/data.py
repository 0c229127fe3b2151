"""Which piece of a workspace's data a brief prints where: found by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Day  # noqa: N812 - `date` names a parameter here
from typing import Literal

from briefgen.evidence.book import Remark
from briefgen.evidence.dates import english_date
from briefgen.record import record
from briefgen.regex import regex
from briefgen.text import Span
from briefgen.workspace.model import (
    COMMITMENTS,
    GRADES,
    Meeting,
    Outcome,
    Prose,
    Theme,
    Workspace,
)

#: What a piece of data says: `fact` is a sentence and cites what bears it out; `detail` is part
#: of a record (an owner, an amount, a date) and rests on the record's own evidence; `other` is
#: no statement about the world: what checks found, how sources are described, dates of the brief.
Role = Literal["fact", "detail", "other"]

#: Fewer words of a prose are not taken for it: a date in the head of a brief is none.
_FEWEST_WORDS = 5
_MARKUP = regex(r"\s*\[@[^\]\n]*\]|[*_\\]")
_SPACE = regex(r"\s+")


@record
class Datum:
    """A piece of data: its words, what they say, whose they are (the id of an outcome or
    meeting, empty for a theme's prose), and where they are written. `parts` are the names in a
    series of them; a `title` is what somebody called a meeting, in words that are their own."""

    text: str
    role: Role
    owner: str
    span: Span | None
    parts: tuple[str, ...] = ()
    title: bool = False


def plain(text: str) -> str:
    """Text as it is printed, on one line."""
    return _SPACE.sub(" ", text).strip()


def printed(markdown: str) -> str:
    """The words of a prose, without its citations and marks of emphasis."""
    return plain(_MARKUP.sub("", markdown))


class Data:
    """The data that a brief of some themes, meetings and outcomes can print; `date` is the brief's,
    in ISO 8601, `labels` how it calls its sources."""

    def __init__(
        self,
        workspace: Workspace,
        themes: Sequence[Theme],
        meetings: Sequence[Meeting],
        outcomes: Sequence[Outcome],
        remarks: Sequence[Remark],
        date: str,
        labels: Sequence[str] = (),
    ) -> None:
        self._exact: dict[str, list[Datum]] = {}
        for datum in _data(workspace, themes, meetings, outcomes, remarks, date):
            self._exact.setdefault(plain(datum.text).casefold(), []).append(datum)
        self._prose = [
            Datum(printed(prose.text), "fact", "", prose.span)
            for theme in themes
            for prose in prose_of(theme)
        ]
        for label in labels:
            self._exact.setdefault(plain(label).casefold(), []).append(
                Datum(label, "other", "", None)
            )

    def find(self, words: str, near: Sequence[str]) -> Datum | None:
        """The piece of data that `words` print, the likelier one first cited `near`; None when
        they are none of it."""
        key = plain(words).casefold()
        if key in self._exact:
            return _nearest(self._exact[key], near)
        if len(key.split()) >= _FEWEST_WORDS:
            for datum in self._prose:
                if key in datum.text.casefold():
                    return datum
        return None

    def find_inside(self, words: str, near: Sequence[str], wording: str) -> Datum | None:
        """The longest piece of data that stands in `words` (`Amount: $5 million`), when all else
        in them stands in `wording`."""
        key = plain(words).casefold()
        for text in sorted(self._exact, key=len, reverse=True):
            if len(text) > 1 and text in key:
                rest = [part.strip() for part in key.split(text, 1)]
                if all(part in wording for part in rest):
                    return _nearest(self._exact[text], near)
        return None


def _nearest(data: Sequence[Datum], near: Sequence[str]) -> Datum:
    return next((datum for datum in data if datum.owner in near), data[0])


def prose_of(theme: Theme) -> Iterator[Prose]:
    """All prose of a theme."""
    if theme.bottom_line is not None:
        yield theme.bottom_line
    for group in (theme.background, theme.left_open, theme.implications, theme.recommendations):
        yield from group


def _data(
    workspace: Workspace,
    themes: Sequence[Theme],
    meetings: Sequence[Meeting],
    outcomes: Sequence[Outcome],
    remarks: Sequence[Remark],
    date: str,
) -> Iterator[Datum]:
    for outcome in outcomes:
        yield from _of_outcome(outcome)
    for meeting in meetings:
        spans, id_ = meeting.key_spans, meeting.id
        yield Datum(meeting.title, "detail", id_, spans.get("title"), title=True)
        parties, span = meeting.parties, spans.get("parties")
        yield Datum(_series(parties), "detail", id_, span, parties)
        for words in parties:
            yield Datum(words, "detail", id_, span)
        for days in _stretch(meeting.date, meeting.end_date or meeting.date):
            named = f"{meeting.title}, {days}"  # as tables of several meetings say it
            yield Datum(named, "detail", id_, spans.get("title"), (meeting.title,), title=True)
        if meeting.place:
            yield Datum(meeting.place, "detail", id_, spans.get("place"))
    for theme in themes:
        yield Datum(theme.title, "other", "", None)
    for remark in remarks:
        yield Datum(remark.text, "other", "", None)
    for source in workspace.sources.values():
        for known in (source.title, source.publisher, source.url):
            if known:
                yield Datum(known, "other", "", None)
    yield Datum(workspace.settings.organisation, "other", "", None)
    for words in (*_days(themes, meetings, date), *_FIXED):
        yield Datum(words, "other", "", None)


#: How sources and steps of the scale are described.
_FIXED = (
    *COMMITMENTS,
    *(meaning for _, meaning in COMMITMENTS.values()),
    *(meaning.replace("'", "’") for meaning in GRADES.values()),
    *("publisher", "date of publication", "address", "publisher and date of publication"),
    *("date of publication and address", "publisher and address"),
    "publisher, date of publication and address",
)


def _days(themes: Sequence[Theme], meetings: Sequence[Meeting], date: str) -> Iterator[str]:
    """The dates of a brief and of its meetings, as they are printed."""
    yield english_date(Day.fromisoformat(date))
    for theme in themes:
        if theme.date is not None:
            yield english_date(theme.date)
    stretches = [(meeting.date, meeting.end_date or meeting.date) for meeting in meetings]
    if stretches:
        stretches.append((min(s[0] for s in stretches), max(s[1] for s in stretches)))
    for first, last in stretches:
        yield from _stretch(first, last)


def _stretch(first: Day, last: Day) -> Iterator[str]:
    """A stretch of days as it may be printed, and its ends."""
    yield english_date(first)
    yield english_date(last)
    yield f"{first.day} to {english_date(last)}"
    yield f"{english_date(first).rpartition(' ')[0]} to {english_date(last)}"
    yield f"{english_date(first)} to {english_date(last)}"


def _of_outcome(outcome: Outcome) -> Iterator[Datum]:
    spans, id_ = outcome.key_spans, outcome.id
    yield Datum(outcome.summary, "fact", id_, spans.get("summary"))
    for key in ("owner", "amount", "conditional"):
        words = getattr(outcome, key)
        if words:
            yield Datum(words, "detail", id_, spans.get(key))
    yield Datum(_series(outcome.actors), "detail", id_, spans.get("actors"), outcome.actors)
    for words in outcome.actors:
        yield Datum(words, "detail", id_, spans.get("actors"))
    if outcome.due is not None:
        yield Datum(outcome.due.text, "detail", id_, outcome.due.span)
        for words in (outcome.due.derived_from, outcome.due.because):
            if words:
                yield Datum(words, "other", id_, outcome.due.span)
    for evidence in outcome.evidence:
        yield Datum(evidence.quote, "other", id_, evidence.span)


def _series(words: Sequence[str]) -> str:
    """Words as a brief prints a series of them: `Florin, Guilder and Freedonia`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
