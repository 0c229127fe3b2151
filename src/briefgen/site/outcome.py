"""The page of an outcome: what was said, how firmly, by whom, and the words that it rests on."""

from __future__ import annotations

from briefgen.brief.beside import pieces
from briefgen.brief.citations import by_passage
from briefgen.brief.wording import GRADE_WORDS, english_period, series
from briefgen.elements import Content, Html, element
from briefgen.evidence.book import Found
from briefgen.site.catalogue import Catalogue
from briefgen.site.frame import Frame, strength
from briefgen.workspace.model import COMMITMENTS, Outcome, Source, SourcePassage
from briefgen.writers.html.fragments import words_at


def outcome_page(catalogue: Catalogue, outcome: Outcome) -> bytes:
    """The page of one outcome, at an address that stays."""
    path = f"outcomes/{outcome.id}.html"
    frame = Frame(catalogue, path, catalogue.mark([outcome.marking]))
    return frame.page(
        outcome.summary,
        element("p", "Outcome", class_="kind"),
        frame.marked(outcome.marking, outcome.summary, "h1"),
        element("dl", _facts(frame, outcome), class_="facts-list"),
        _differences(frame, outcome),
        element("h2", "The words it rests on"),
        [_quoted(frame, catalogue.book.found[item.key]) for item in outcome.evidence],
        element("h2", "Where it appears"),
        _appearances(frame, outcome),
    )


def _facts(frame: Frame, outcome: Outcome) -> list[Html]:
    catalogue = frame.catalogue
    meeting = catalogue.workspace.meetings[outcome.meeting]
    days = english_period(meeting.date, meeting.end_date or meeting.date)
    one_sided = not set(meeting.parties) <= set(outcome.actors)
    rows: list[tuple[str, Content]] = [
        (
            "How firm",
            [strength(outcome), element("small", f" ({COMMITMENTS[outcome.commitment][1]})")],
        ),
        ("Who", [frame.said(series(outcome.actors)), " alone" if one_sided else None]),
        (
            "Meeting",
            [
                frame.link(frame.said(meeting.title), "index.html", f"meeting-{meeting.id}"),
                f", {days}",
            ],
        ),
    ]
    if outcome.owner:
        rows.append(("Owner", frame.said(outcome.owner)))
    if outcome.due:
        told: list[Content] = [frame.said(outcome.due.text)]
        if outcome.due.derived_from:
            because = f": {outcome.due.because}" if outcome.due.because else ""
            told.append(
                element("small", f" (the source says “{outcome.due.derived_from}”{because})")
            )
        rows.append(("By when", told))
    if outcome.amount:
        rows.append(("Amount", frame.said(outcome.amount)))
    if outcome.conditional:
        rows.append(("Condition", frame.said(outcome.conditional)))
    link = frame.link(outcome.id, frame.path)
    rows.append(("Permanent link", link))
    return [element("div", element("dt", name), element("dd", said)) for name, said in rows]


def _differences(frame: Frame, outcome: Outcome) -> list[Html]:
    """Where its sources disagree, as its briefs say it."""
    found = frame.catalogue.differences(outcome.id)
    return [
        element("p", frame.marked(outcome.marking, remark.text), class_="differs")
        for remark in found
    ]


def _quoted(frame: Frame, found: Found) -> Html:
    source = found.source
    passages = [
        (source.passages[number - 1], spans) for number, spans in by_passage(found) if spans
    ]
    if not passages:
        return element("p", found.evidence.quote, lang=source.language)
    first, spans = passages[0]
    grade = GRADE_WORDS[source.grade]
    original = None
    if source.url:
        words = first.text[spans[0][0] : spans[0][1]]
        address = words_at(source.url, words)
        if address:
            original = [
                " · ",
                element(
                    "a", "these words on the original page", href=address, rel="noopener noreferrer"
                ),
            ]
    cited = [
        frame.link(f"passage {passage.number}", f"sources/{source.id}.html", f"p{passage.number}")
        for passage, _ in passages
    ]
    between: list[Content] = []
    for link in cited:
        between += [", " if between else None, link]
    return element(
        "figure",
        element(
            "blockquote",
            [
                element("p", marked_words(passage, {1: held}), lang=source.language, dir="auto")
                for passage, held in passages
            ],
        ),
        element(
            "figcaption",
            f"{grade}: ",
            frame.link(title(source), f"sources/{source.id}.html"),
            ", ",
            between,
            original,
        ),
        class_="evidence",
    )


def title(source: Source) -> Html:
    """A source's title in its own language."""
    return element("bdi", source.title, lang=source.language)


def marked_words(passage: SourcePassage, quotes: dict[int, list[tuple[int, int]]]) -> list[Content]:
    """The text of a passage with the quoted words marked."""
    made: list[Content] = []
    end = 0
    for piece in pieces(quotes):
        made += [passage.text[end : piece.start]]
        made += [element("mark", passage.text[piece.start : piece.end])]
        end = piece.end
    return [*made, passage.text[end:]]


def _appearances(frame: Frame, outcome: Outcome) -> Html:
    items = []
    for page, notes in frame.catalogue.pages_of(outcome.id):
        place = f"mark-{notes[0]}" if notes else ""
        files = [[" · ", frame.link(kind, path, download="")] for kind, path in page.downloads]
        items.append(element("li", frame.link(frame.said(page.title), page.address, place), files))
    return element("ul", items)
