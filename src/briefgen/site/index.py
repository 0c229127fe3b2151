"""The first page: the themes with their bottom lines, how firm it all is, meetings and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.brief.wording import GRADE_WORDS, english_period, series
from briefgen.document import (
    Block,
    BulletList,
    Callout,
    Emphasis,
    Highlight,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Paragraph,
    Portion,
    Remarked,
    Small,
    Strength,
    Strong,
    Text,
    strength_text,
)
from briefgen.elements import Content, Html, element
from briefgen.record import record
from briefgen.site.catalogue import Catalogue, Page
from briefgen.site.frame import Frame, asset, step, strength
from briefgen.site.outcome import title
from briefgen.site.search import search_box
from briefgen.workspace.model import COMMITMENTS


@record
class Missing:
    """A theme whose brief could not be made, with the page and files of a former site, if any."""

    name: str
    title: str
    address: str = ""
    downloads: tuple[tuple[str, str], ...] = ()


def index_page(catalogue: Catalogue, missing: Sequence[Missing]) -> bytes:
    """The site's first page. The themes stand in their order, `missing` ones as well."""
    order = {name: at for at, name in enumerate(catalogue.workspace.themes)}
    frame = Frame(catalogue, "index.html", catalogue.mark_of_all())
    name = catalogue.workspace.settings.organisation
    return frame.page(
        "Briefs",
        element("h1", [frame.said(name), ": briefs"] if name else "Briefs"),
        search_box(),
        element("h2", "Themes", id="themes"),
        [
            _missing(frame, one) if isinstance(one, Missing) else _theme(frame, one)
            for one in sorted(
                [*catalogue.pages, *missing], key=lambda one: order.get(one.name, len(order))
            )
        ],
        _matrix(frame),
        element("h2", "Meetings", id="meetings"),
        _meetings(frame),
        element("h2", "Sources", id="sources-list"),
        _sources(frame),
        script=asset("box.js"),
    )


def _theme(frame: Frame, page: Page) -> Html:
    return element(
        "article",
        element("h3", frame.link(frame.said(page.title), page.address), id=f"theme-{page.name}"),
        [
            frame.said(_words(frame, page, block.children), "p")
            for block in _bottom_line(page)
            if isinstance(block, Paragraph)
        ],
        element(
            "p",
            _counts(page),
            element(
                "span",
                " · ",
                frame.link("Brief", page.address, aria_describedby=f"theme-{page.name}"),
                _downloads(frame, page),
                class_="extra",
            ),
            class_="told",
        ),
        class_="card",
    )


def _downloads(frame: Frame, of: Page | Missing) -> list[Content]:
    return [[" · ", frame.link(kind, path, download="")] for kind, path in of.downloads]


def _counts(page: Page) -> str:
    found = Counter(outcome.strength.word for outcome in page.beside.outcomes)
    told = [f"{found[word]} {word}" for word in COMMITMENTS if found[word]]
    return ", ".join(told) or "no outcomes"


def _missing(frame: Frame, theme: Missing) -> Html:
    words, page = frame.said(theme.title), theme.address
    told = (
        "This brief could not be made anew; the page is that of the last good one."
        if page
        else "This brief could not be made."
    )
    return element(
        "article",
        element("h3", frame.link(words, page) if page else words),
        element(
            "p",
            told,
            element("span", _downloads(frame, theme), class_="extra"),
            class_="told",
        ),
        class_="card",
    )


def _bottom_line(page: Page) -> tuple[Block, ...]:
    """The lines that a minister reads; of a document over several themes none in particular."""
    for block in page.document.blocks:
        if isinstance(block, Callout) and block.kind == "bottom-line":
            flat: list[Block] = []
            for held in block.blocks:
                items = held.items if isinstance(held, BulletList) else ()
                flat += [inner for item in items for inner in item.blocks] or [held]
            return tuple(flat)
    return ()


def _words(frame: Frame, page: Page, inlines: Inlines) -> list[Content]:
    """Words of a brief; its marks lead to their notes in it."""
    return [_inline(frame, page, node) for node in inlines]


_NAMES: dict[type, str] = {Strong: "strong", Emphasis: "em", Small: "small", Highlight: "mark"}


def _inline(frame: Frame, page: Page, node: Inline) -> Content:
    match node:
        case Text(text=text):
            return text
        case NoteMark(number=number):
            address = frame.to(page.address, f"note-{number}")
            label = f"Note {number} of {page.title}"
            return element("a", str(number), href=address, class_="ref", aria_label=label)
        case Portion():
            return element("span", _words(frame, page, node.children), class_="portion")
        case Strength():
            return strength_text(node)
        case LineBreak():
            return " "
        case Strong() | Emphasis() | Small() | Highlight():
            return element(_NAMES[type(node)], _words(frame, page, node.children))
        case Link() | Remarked():
            return _words(frame, page, node.children)
        case _:
            return None


def _matrix(frame: Frame) -> list[Html]:
    """Themes by strength: how many outcomes of each step."""
    steps = [(Strength(level, word), meaning) for word, (level, meaning) in COMMITMENTS.items()]
    rows = []
    for page in frame.catalogue.pages:
        found = Counter(outcome.strength.word for outcome in page.beside.outcomes)
        rows.append(
            element(
                "tr",
                element("th", frame.link(frame.said(page.title), page.address), scope="row"),
                [
                    element(
                        "td",
                        str(found[s.word] or "–"),
                        class_=f"l{s.level}" if found[s.word] else "l0 none",
                        data_label=s.word,
                    )
                    for s, _ in steps
                ],
            )
        )
    return [
        element("h2", "How firm it is", id="firm"),
        element(
            "div",
            element(
                "table",
                element("caption", "Outcomes of each theme, by how firm they are"),
                element(
                    "thead",
                    element(
                        "tr",
                        element("th", "Theme", scope="col"),
                        [element("th", step(s), scope="col") for s, _ in steps],
                    ),
                ),
                element("tbody", rows),
                class_="matrix",
            ),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label="Outcomes of each theme, by how firm they are",
        ),
        element(
            "p",
            "; ".join(f"{s.word}: {meaning}" for s, meaning in steps) + ".",
            class_="small",
        ),
    ]


def _meetings(frame: Frame) -> list[Html]:
    """Each meeting with its outcomes, strongest first; the latest meeting first."""
    catalogue = frame.catalogue
    made = []
    for meeting in reversed(tuple(catalogue.workspace.meetings.values())):
        outcomes = [o for o in meeting.outcomes if o.id in catalogue.outcomes]
        if not outcomes:
            continue
        outcomes.sort(key=lambda o: -COMMITMENTS[o.commitment][0])
        days = english_period(meeting.date, meeting.end_date or meeting.date)
        place = f" · {meeting.place}" if meeting.place else ""
        made.append(
            element(
                "section",
                element("h3", frame.said(meeting.title), id=f"meeting-{meeting.id}"),
                element("p", f"{days}{place} · {series(meeting.parties)}", class_="meta"),
                element(
                    "ul",
                    [
                        element(
                            "li",
                            strength(outcome),
                            " ",
                            frame.link(
                                frame.marked(outcome.marking, outcome.summary),
                                f"outcomes/{outcome.id}.html",
                            ),
                        )
                        for outcome in outcomes
                    ],
                    class_="outcomes",
                ),
            )
        )
    return made


def _sources(frame: Frame) -> Html:
    items = []
    catalogue = frame.catalogue
    for source in catalogue.sources.values():
        grade = GRADE_WORDS[source.grade]
        link = frame.link(title(source), f"sources/{source.id}.html")
        cited, body = catalogue.coverage(source)
        told = f" · {cited} of {body} passages cited"
        items.append(element("li", f"{grade}: ", link, element("small", told)))
    return element("ul", items)
