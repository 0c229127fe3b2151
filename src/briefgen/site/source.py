"""The page of a source: every passage under its number, and what cites it."""

from __future__ import annotations

from briefgen.brief.citations import by_passage
from briefgen.brief.wording import GRADE_WORDS
from briefgen.elements import Content, Html, element
from briefgen.evidence.book import Remark, page_words
from briefgen.evidence.dates import english_date
from briefgen.site.catalogue import Catalogue, Citing
from briefgen.site.frame import Frame
from briefgen.site.outcome import marked_words, title
from briefgen.workspace.model import GRADES, Source, SourcePassage
from briefgen.writers.html.fragments import words_at
from briefgen.writers.html.markup import address

NOT_STATED = "not stated"


def source_page(catalogue: Catalogue, source: Source) -> bytes:
    """The page of one source."""
    frame = Frame(catalogue, f"sources/{source.id}.html", catalogue.mark_of_source(source.id))
    quoted: dict[int, dict[int, list[tuple[int, int]]]] = {}
    citing: dict[int, dict[tuple[str, str], Citing]] = {}
    for at, one in enumerate(catalogue.citing.get(source.id, ())):
        for number, spans in by_passage(catalogue.book.found[one.evidence.key]):
            quoted.setdefault(number, {})[at] = spans
            citing.setdefault(number, {})[one.kind, one.id] = one
    cited, body = catalogue.coverage(source)
    return frame.page(
        source.title,
        element("p", "Source", class_="kind"),
        element("h1", title(source)),
        element("dl", _facts(source), class_="facts-list"),
        element("h2", "The text, passage by passage"),
        element(
            "p",
            f"{cited} of {body} passages of its text {'is' if cited == 1 else 'are'} cited on this "
            "site; "
            "cited words are highlighted.",
        ),
        element(
            "ol",
            [
                _passage(
                    frame,
                    source,
                    passage,
                    quoted.get(passage.number, {}),
                    list(citing.get(passage.number, {}).values()),
                )
                for passage in source.passages
            ],
            class_="numbered",
        ),
    )


def _facts(source: Source) -> list[Html]:
    url = address(source.url) if source.url else None
    where: Content = NOT_STATED
    if source.url:
        where = (
            element("a", source.url, href=url, rel="noopener noreferrer")
            if url and not url.startswith("#")
            else source.url
        )
    rows: list[tuple[str, Content]] = [
        ("Kind", f"{GRADE_WORDS[source.grade]}: {GRADES[source.grade]}".replace("'", "’")),
        ("Publisher", source.publisher or NOT_STATED),
        ("Date", english_date(source.date) if source.date else NOT_STATED),
        ("Web address", where),
        ("Retrieved", english_date(source.retrieved) if source.retrieved else NOT_STATED),
        ("Language", source.language),
        ("SHA-256", [element("code", source.sha256_text), element("small", " (archived text)")]),
    ]
    return [element("div", element("dt", name), element("dd", said)) for name, said in rows]


def _passage(
    frame: Frame,
    source: Source,
    passage: SourcePassage,
    quoted: dict[int, list[tuple[int, int]]],
    citing: list[Citing],
) -> Html:
    here = f"p{passage.number}"
    kind = "cited" if citing else "uncited" if passage.kind == "body" else "other"
    return element(
        "li",
        element(
            "a",
            str(passage.number),
            href=f"#{here}",
            class_="no",
            aria_label=f"Passage {passage.number}",
        ),
        element(
            "p",
            marked_words(passage, quoted),
            lang=source.language,
            dir="auto",
            class_="heading" if passage.kind in ("title", "heading") else None,
        ),
        _told(frame, source, passage, quoted, citing),
        class_=kind,
        id=here,
    )


def _told(
    frame: Frame,
    source: Source,
    passage: SourcePassage,
    quoted: dict[int, list[tuple[int, int]]],
    citing: list[Citing],
) -> Html | None:
    """What is said of a passage below it."""
    told: list[Content] = []
    if place := page_words(source, [passage.extent]):
        told.append(place)
    if passage.repeat_of is not None:
        link = element("a", f"passage {passage.repeat_of}", href=f"#p{passage.repeat_of}")
        told.append(["repeats ", link])
    elif passage.kind != "body":
        told.append(passage.kind)
    spans = sorted(span for held in quoted.values() for span in held)
    if spans and source.url:
        words = words_at(source.url, passage.text[spans[0][0] : spans[0][1]])
        if words:
            told.append(element("a", "on the original page", href=words, rel="noopener noreferrer"))
    if not citing and passage.kind == "body":
        told.append("not cited")
    lines: list[Content] = []
    for one in told:
        lines += [" · " if lines else None, one]
    cites = element("ul", [_cite(frame, one) for one in citing]) if citing else None
    remarks = [_remark(frame, one) for one in frame.catalogue.remarks_at(source.id, passage.number)]
    if not lines and cites is None and not remarks:
        return None
    head = element("p", lines) if lines else None
    cited_by = element("p", "Cited by") if cites is not None else None
    return element("div", head, cited_by, cites, remarks, class_="told")


def _remark(frame: Frame, remark: Remark) -> Html:
    """What the checks found out about a passage, as briefs say it."""
    outcome = frame.catalogue.outcomes.get(remark.outcome)
    return element("p", frame.marked(outcome.marking if outcome else "", remark.text))


def _cite(frame: Frame, one: Citing) -> Html:
    catalogue = frame.catalogue
    if one.kind == "outcome":
        outcome = catalogue.outcomes[one.id]
        words = frame.marked(outcome.marking, outcome.summary)
        return element("li", frame.link(words, f"outcomes/{one.id}.html"))
    if one.kind == "meeting":
        meeting = catalogue.workspace.meetings[one.id]
        link = frame.link(frame.said(meeting.title), "index.html", f"meeting-{one.id}")
        return element("li", "the meeting: ", link)
    theme = catalogue.workspace.themes[one.id]
    page = catalogue.page_of(one.id)
    words = frame.said(theme.title)
    return element("li", "the brief: ", frame.link(words, page) if page else words)
