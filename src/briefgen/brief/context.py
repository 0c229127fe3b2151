"""What a template sees: small frozen views of the data, nothing that could do anything.

Each field says in its annotation what it holds; `docs/templates.md` is made from that.
A text that the data does not give is empty, a date or a prose that it does not give is
`none`: both are false in an `{% if %}`.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from briefgen.document import Blocks
from briefgen.record import record


class View:
    """Something a template may look into, field by field."""

    __slots__: tuple[str, ...] = ()


def field_names(value: object) -> tuple[str, ...]:
    """The names of the fields that a template may read of a view; none of other values."""
    if not isinstance(value, View):
        return ()
    names: tuple[str, ...] = type(value).__slots__
    return tuple(name for name in names if not name.startswith("_"))


@record
class ProseView(View):
    """Prose of a theme file: Markdown of the author's own, with citations. Print it on a
    line of its own, or inside a line when it is a single paragraph."""

    _blocks: Blocks


@record
class MeetingView(View):
    """A meeting, with its days and who took part."""

    id: Annotated[str, "The meeting's id: the name of its file."]
    title: Annotated[str, "Its title."]
    date: Annotated[datetime.date, "Its (first) day."]
    end_date: Annotated[datetime.date, "Its last day."]
    dates: Annotated[str, "Its days in words: `16 January 2026`, `3 to 5 May 2026`."]
    parties: Annotated[tuple[str, ...], "Who met."]
    who: Annotated[str, "Who met, as a series: `Florin and Guilder`."]
    place: Annotated[str, "Where; empty when the data does not say."]


@record
class SourceView(View):
    """An archived source that the brief cites."""

    id: Annotated[str, "The source's id: the name of its folder."]
    label: Annotated[str, "How notes name it: `News report`, or `News report B` among several."]
    title: Annotated[str, "Its title."]
    grade: Annotated[str, "`joint-statement`, `read-out`, `news-report` or `summary`."]
    meaning: Annotated[str, "What that grade means: `a journalist’s account`."]
    publisher: Annotated[str, "Who published it; empty when not known."]
    date: Annotated[datetime.date | None, "When it was published; none when not known."]
    url: Annotated[str, "Its address; empty when not known."]
    retrieved: Annotated[datetime.date | None, "When it was fetched; none when not known."]
    not_stated: Annotated[
        tuple[str, ...], "Which of publisher, date of publication and web address are not known."
    ]


@record
class QuoteView(View):
    """A verbatim quote."""

    text: Annotated[str, "The source's own words."]
    source: Annotated[SourceView, "The source that they stand in."]
    passages: Annotated[tuple[int, ...], "The numbers of the passages that they stand in."]


@record
class OutcomeView(View):
    """One thing that a meeting produced."""

    id: Annotated[str, "The outcome's id."]
    summary: Annotated[str, "What was agreed, in a sentence."]
    commitment: Annotated[str, "Its step on the scale: `signed`, `decided`, ... `noted`."]
    level: Annotated[int, "That step as a number, 5 to 0."]
    actors: Annotated[tuple[str, ...], "Who commits or speaks."]
    who: Annotated[str, "Who commits or speaks, as a series."]
    one_sided: Annotated[bool, "Whether some party to the meeting is not among them."]
    due: Annotated[str, "By when; empty when no date is given."]
    due_from: Annotated[str, "The source's own words for it, where they differ; else empty."]
    due_because: Annotated[str, "Why those words mean that; else empty."]
    owner: Annotated[str, "Who is to do it; empty when nobody is named."]
    amount: Annotated[str, "How much; empty when no amount is given."]
    conditional: Annotated[str, "On what condition; empty when there is none."]
    meeting: Annotated[MeetingView, "The meeting that produced it."]
    themes: Annotated[tuple[str, ...], "The ids of its themes."]
    quotes: Annotated[tuple[QuoteView, ...], "The words that it rests on."]
    marking: Annotated[str, "Its marking, which is printed by itself; empty when it has none."]
    told_by: Annotated[
        str,
        "On whose word it rests, the strongest source first: `Joint statement, also a news "
        "report`; empty when the brief has one source only.",
    ]


@record
class ThemeView(View):
    """A theme and the prose of its brief."""

    id: Annotated[str, "The theme's id: the name of its file."]
    title: Annotated[str, "Its title."]
    bottom_line: Annotated[ProseView | None, "The lines a minister reads."]
    background: Annotated[tuple[ProseView, ...], "Paragraphs of background, cited."]
    left_open: Annotated[tuple[ProseView, ...], "What was left open."]
    implications: Annotated[tuple[ProseView, ...], "Judgement: what it means."]
    recommendations: Annotated[tuple[ProseView, ...], "Judgement: what to do."]
    outcomes: Annotated[
        tuple[OutcomeView, ...], "The brief's outcomes of this theme, strongest first."
    ]


@record
class RemarkView(View):
    """Something that a check found out about a source: print it, or readers are misled."""

    text: Annotated[str, "One plain sentence."]
    source: Annotated[SourceView, "The source."]
    passage: Annotated[int, "The number of the passage."]
    _cited: tuple[str, ...] = ()


@record
class StepView(View):
    """A step of the commitment scale, with the outcomes that stand on it."""

    commitment: Annotated[str, "Its word: `signed`, `decided`, ... `noted`."]
    level: Annotated[int, "Its level, 5 to 0."]
    meaning: Annotated[str, "What it means to a reader."]
    outcomes: Annotated[tuple[OutcomeView, ...], "The brief's outcomes on this step."]


@record
class BriefView(View):
    """The brief as a whole."""

    title: Annotated[str, "The title of its theme, or of its themes as a series."]
    date: Annotated[datetime.date, "The brief's date."]
    period: Annotated[str, "The days of its meetings, first to last, in words."]
    organisation: Annotated[str, "Who issues it."]
    marking: Annotated[str, "The workspace’s marking; what pages carry may be higher."]
    language: Annotated[str, "Its language, for example `en-GB`."]


@record
class Context:
    """The variables of a template."""

    brief: Annotated[BriefView, "The brief as a whole."]
    theme: Annotated[ThemeView, "Its theme; of several, the first."]
    themes: Annotated[tuple[ThemeView, ...], "Its themes."]
    outcomes: Annotated[tuple[OutcomeView, ...], "All its outcomes, strongest first."]
    meetings: Annotated[tuple[MeetingView, ...], "The meetings that these come from, by date."]
    sources: Annotated[tuple[SourceView, ...], "The sources that it can cite, in reading order."]
    remarks: Annotated[tuple[RemarkView, ...], "What checks found out about these sources."]
    scale: Annotated[tuple[StepView, ...], "The six steps of commitment, strongest first."]
