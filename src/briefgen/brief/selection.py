"""Which outcomes a brief covers, and the views of them that its template sees."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

from briefgen.brief.context import (
    BriefView,
    Context,
    MeetingView,
    OutcomeView,
    ProseView,
    QuoteView,
    RemarkView,
    SourceView,
    StepView,
    ThemeView,
)
from briefgen.brief.portions import Portions
from briefgen.brief.request import Request
from briefgen.brief.telling import told_by
from briefgen.brief.wording import GRADE_WORDS, english_period, series
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.grades import strongest_first
from briefgen.record import record, replace
from briefgen.text import Span
from briefgen.workspace.model import (
    COMMITMENTS,
    GRADES,
    Evidence,
    Meeting,
    Outcome,
    Prose,
    Source,
    Theme,
    Workspace,
)

#: Turns a theme's prose into what its template prints.
ReadProse = Callable[[Prose, Theme], ProseView]


@record
class Selection:
    """The themes of a brief, and the meetings and outcomes that it covers.

    Outcomes are strongest first; of one step, those come first that name the brief's theme
    first among their themes, then the order of their meetings and of their files holds.
    """

    themes: tuple[Theme, ...]
    meetings: tuple[Meeting, ...]
    outcomes: tuple[Outcome, ...]


def select(workspace: Workspace, request: Request) -> Selection:
    """What the request covers."""
    themes = tuple(workspace.themes[theme] for theme in request.themes)
    names = {name for theme in themes for name in (theme.id, *theme.aliases)}
    meetings, outcomes = [], []
    for meeting in workspace.meetings.values():
        if not covers(request, meeting):
            continue
        mine = [o for o in meeting.outcomes if not names.isdisjoint(o.themes)]
        if mine:
            meetings.append(meeting)
            outcomes.extend(mine)
    outcomes.sort(key=lambda o: (-COMMITMENTS[o.commitment][0], o.themes[0] not in names))
    return Selection(themes, tuple(meetings), tuple(outcomes))


def proposals(workspace: Workspace, request: Request) -> frozenset[Span]:
    """Where the proposed outcomes are written that the brief would cover if they were accepted;
    one whose theme cannot be told belongs to every theme."""
    themes = (workspace.themes[theme] for theme in request.themes)
    names = {name for theme in themes for name in (theme.id, *theme.aliases)}
    found: set[Span] = set()
    for meeting in workspace.meetings.values():
        if covers(request, meeting):
            found.update(meeting.unfinished)
            found.update(
                outcome.span
                for outcome in meeting.proposed
                if not outcome.themes or not names.isdisjoint(outcome.themes)
            )
    return frozenset(found)


def covers(request: Request, meeting: Meeting) -> bool:
    """Whether a meeting is one of those asked for."""
    last = meeting.end_date or meeting.date
    return (
        (not request.meeting or meeting.id in request.meeting)
        and (request.since is None or last >= request.since)
        and (request.until is None or meeting.date <= request.until)
    )


def brief_date(request: Request, selection: Selection) -> datetime.date:
    """The brief's date: as asked, else the theme's, else the latest meeting's."""
    if request.date is not None:
        return request.date
    for theme in selection.themes:
        if theme.date is not None:
            return theme.date
    return max(meeting.end_date or meeting.date for meeting in selection.meetings)


def evidence_of(
    selection: Selection, cited: Iterable[str], known: Mapping[str, tuple[Evidence, ...]]
) -> tuple[Evidence, ...]:
    """The evidence that the brief can cite, in the order of its outcomes, its meetings and the
    citations `cited` of its prose."""
    keys = [outcome.id for outcome in selection.outcomes]
    keys += [meeting.id for meeting in selection.meetings]
    keys += cited
    return tuple(e for key in keys for e in known.get(key, ()))


def sources_of(workspace: Workspace, evidence: Iterable[Evidence]) -> tuple[Source, ...]:
    """The sources of evidence, each once."""
    ids = dict.fromkeys(one.source for one in evidence)
    return tuple(workspace.sources[i] for i in ids if i in workspace.sources)


def context(
    workspace: Workspace,
    book: Book,
    remarks: Iterable[Remark],
    request: Request,
    selection: Selection,
    sources: Sequence[Source],
    prose: ReadProse,
    portions: Portions,
) -> Context:
    """The variables of the template; `remarks` are those that the brief prints."""
    from briefgen.brief.citations import PASSAGE

    source_views = {view.id: view for view in _sources(sources)}
    meetings = {meeting.id: _meeting(meeting) for meeting in selection.meetings}
    outcomes = {
        outcome.id: _outcome(
            outcome,
            meetings[outcome.meeting],
            workspace,
            book,
            source_views,
            portions,
        )
        for outcome in selection.outcomes
    }
    views = tuple(outcomes.values())
    themes = tuple(_theme(theme, selection.outcomes, outcomes, prose) for theme in selection.themes)
    first = min(meeting.date for meeting in selection.meetings)
    last = max(meeting.end_date or meeting.date for meeting in selection.meetings)
    settings = workspace.settings
    return Context(
        brief=BriefView(
            series([theme.title for theme in themes]),
            brief_date(request, selection),
            english_period(first, last),
            settings.organisation,
            settings.marking,
            settings.language,
        ),
        theme=themes[0],
        themes=themes,
        outcomes=views,
        meetings=tuple(meetings.values()),
        sources=tuple(source_views.values()),
        remarks=tuple(
            RemarkView(
                remark.text,
                source_views[remark.source],
                remark.passage,
                tuple(
                    f"{PASSAGE}{source}:{passage}"
                    for source, passage in ((remark.source, remark.passage), *remark.also)
                ),
            )
            for remark in remarks
        ),
        scale=tuple(
            StepView(word, level, meaning, tuple(v for v in views if v.level == level))
            for word, (level, meaning) in COMMITMENTS.items()
        ),
    )


def _theme(
    theme: Theme,
    selected: Iterable[Outcome],
    views: Mapping[str, OutcomeView],
    prose: ReadProse,
) -> ThemeView:
    names = {theme.id, *theme.aliases}

    def read(parts: Iterable[Prose]) -> tuple[ProseView, ...]:
        return tuple(prose(part, theme) for part in parts)

    return ThemeView(
        theme.id,
        theme.title,
        prose(theme.bottom_line, theme) if theme.bottom_line else None,
        read(theme.background),
        read(theme.left_open),
        read(theme.implications),
        read(theme.recommendations),
        tuple(views[o.id] for o in selected if not names.isdisjoint(o.themes)),
    )


def _meeting(meeting: Meeting) -> MeetingView:
    last = meeting.end_date or meeting.date
    return MeetingView(
        meeting.id,
        meeting.title,
        meeting.date,
        last,
        english_period(meeting.date, last),
        meeting.parties,
        series(meeting.parties),
        meeting.place or "",
    )


def _outcome(
    outcome: Outcome,
    meeting: MeetingView,
    workspace: Workspace,
    book: Book,
    sources: Mapping[str, SourceView],
    portions: Portions,
) -> OutcomeView:
    due = outcome.due
    told = strongest_first(outcome.evidence, workspace.sources)

    def signed(text: str | None) -> str:
        return portions.signed(text or "", outcome.marking)

    return OutcomeView(
        outcome.id,
        signed(outcome.summary),
        outcome.commitment,
        COMMITMENTS[outcome.commitment][0],
        outcome.actors,
        series(outcome.actors),
        not set(meeting.parties) <= set(outcome.actors),
        signed(due.text if due else ""),
        signed(due.derived_from if due else ""),
        signed(due.because if due else ""),
        signed(outcome.owner),
        signed(outcome.amount),
        signed(outcome.conditional),
        meeting,
        outcome.themes,
        tuple(replace(quote, text=signed(quote.text)) for quote in _quotes(told, book, sources)),
        outcome.marking,
        told_by(outcome, sources, workspace),
    )


def _quotes(
    items: Iterable[Evidence], book: Book, sources: Mapping[str, SourceView]
) -> Iterable[QuoteView]:
    from briefgen.brief.citations import words

    for evidence in items:
        found = book.found.get(evidence.key)
        if evidence.source in sources:
            passages = found.passages if found else ()
            yield QuoteView(words(evidence, found), sources[evidence.source], passages)


def _sources(sources: Sequence[Source]) -> Iterable[SourceView]:
    grades = [source.grade for source in sources]
    seen: dict[str, int] = {}
    for source in sources:
        label = GRADE_WORDS[source.grade]
        if grades.count(source.grade) > 1:
            number = seen[source.grade] = seen.get(source.grade, 0) + 1
            label += " " + _letters(number)
        given = {
            "publisher": source.publisher,
            "date of publication": source.date,
            "web address": source.url,
        }
        yield SourceView(
            source.id,
            label,
            source.title,
            source.grade,
            GRADES[source.grade].replace("'", "’"),
            source.publisher or "",
            source.date,
            source.url or "",
            source.retrieved,
            tuple(name for name, value in given.items() if not value),
        )


def _letters(number: int) -> str:
    """1 is `A`, 26 is `Z`, 27 is `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
