"""Which piece of a workspace's data a brief prints where: found by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from briefgen.evidence.book import Remark
from briefgen.record import record
from briefgen.text import Span
from briefgen.workspace.model import Meeting, Outcome, Prose, Theme, Workspace

#: What a piece of data says: `fact` is a sentence and cites what bears it out; `detail` is part
#: of a record (an owner, an amount, a date) and rests on the record's own evidence; `other` is
#: no statement about the world: what checks found, how sources are described, dates of the brief.
Role = Literal["fact", "detail", "other"]

_MARKUP = re.compile(r"\s*\[@[^\]\n]*\]|[*_\\]")
_SPACE = re.compile(r"\s+")


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
    """The data that a brief of some themes, meetings and outcomes can print."""

    def __init__(
        self,
        workspace: Workspace,
        themes: Sequence[Theme],
        meetings: Sequence[Meeting],
        outcomes: Sequence[Outcome],
        remarks: Sequence[Remark],
    ) -> None:
        self._exact: dict[str, list[Datum]] = {}
        for datum in _data(workspace, themes, meetings, outcomes, remarks):
            self._exact.setdefault(plain(datum.text).casefold(), []).append(datum)
        self._prose = [
            Datum(printed(prose.text), "fact", "", prose.span)
            for theme in themes
            for prose in prose_of(theme)
        ]

    def find(self, words: str, near: Sequence[str]) -> Datum | None:
        """The piece of data that `words` print, the likelier one first cited `near`; None when
        they are none of it. A piece that stands in other words (`Amount: $5 million`) is
        found too."""
        key = plain(words).casefold()
        if key in self._exact:
            return _nearest(self._exact[key], near)
        inside = [
            datum
            for text, data in self._exact.items()
            if len(text) > 2 and text in key
            for datum in data
        ]
        if inside:
            longest = max(len(datum.text) for datum in inside)
            return _nearest([d for d in inside if len(d.text) == longest], near)
        for datum in self._prose:
            if len(key) > 2 and key in datum.text.casefold():
                return datum
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
