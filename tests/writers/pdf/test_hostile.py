"""Documents that no template makes: extremes of size, depth and emptiness."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Cite,
    Column,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    ListItem,
    Note,
    NoteMark,
    OrderedList,
    Page,
    PageBreak,
    Paragraph,
    Passage,
    Strong,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.figures import Box, Drawing, Label, Line
from briefgen.writers.pdf import write

from .reading import pdfium_pages, solid
from .samples import cell, p


def _document(*blocks: Block, notes: tuple[Note, ...] = (), style: Style | None = None) -> Document:
    return Document("T", "en-GB", "2026-01-01", blocks, notes, style=style or Style())


def _notes(count: int) -> tuple[Note, ...]:
    return tuple(Note(n, (Text(f"note{n}x says so."),)) for n in range(1, count + 1))


def _nested(wrap: Callable[[Block], Block], depth: int) -> Block:
    block: Block = p("innermost words")
    for _ in range(depth):
        block = wrap(block)
    return block


def _strong(depth: int) -> Inline:
    inline: Inline = Text("innermost words")
    for _ in range(depth):
        inline = Strong((inline,))
    return inline


def _marks(count: int, text: str) -> tuple[Inline, ...]:
    return tuple(part for n in range(1, count + 1) for part in (Text(text), NoteMark(n), Text(" ")))


EXTREMES: dict[str, Document] = {
    "quotes in quotes": _document(_nested(lambda b: BlockQuote((b,)), 2000)),
    "lists in lists": _document(_nested(lambda b: BulletList((ListItem((p("x"), b)),)), 300)),
    "callouts in callouts": _document(_nested(lambda b: Callout("judgement", "L", (b,)), 60)),
    "bold in bold": _document(Paragraph((_strong(2000), NoteMark(1))), notes=_notes(1)),
    "a very long word": _document(p("x" * 20_000)),
    "a very long word of Devanagari": _document(p("नरेन्द्र" * 800)),
    "Japanese without end": _document(p("日本語のテキスト。" * 1500)),
    "two hundred columns": _document(
        Table(
            (Column(),) * 200,
            tuple(cell(Text(f"h{n}")) for n in range(200)),
            (tuple(cell(Text(f"c{n}")) for n in range(200)),) * 3,
        )
    ),
    "three hundred notes in a cell": _document(
        Table(
            (Column(), Column()),
            (cell(Text("a")), cell(Text("b"))),
            ((Cell((Paragraph(_marks(300, "w")),)), cell(Text("z"))),),
        ),
        notes=_notes(300),
    ),
    "three hundred marks in a row": _document(
        Paragraph(tuple(NoteMark(n) for n in range(1, 301))), notes=_notes(300)
    ),
    "everything empty": _document(
        Title(()),
        Heading(1, (), "a"),
        Paragraph(()),
        BulletList(()),
        OrderedList((ListItem(()),)),
        BlockQuote(()),
        Callout("plain", "", ()),
        Table((), (), ()),
        Table((Column(),), (Cell(()),), ((Cell(()),),)),
        Figure(Drawing(0, 0, ()), ""),
        Passage("", "", ()),
        PageBreak(),
        PageBreak(),
    ),
    "nothing": _document(),
    "marks without notes": _document(Paragraph((NoteMark(7), NoteMark(0), Cite(("x",))))),
    "a page that is all margin": _document(
        p("words " * 50), style=Style(page=Page(60, 60, 30, 30, 30, 30))
    ),
    "letters as large as the page": _document(p("words " * 50), style=Style(size=500)),
    "a figure as large as a house": _document(
        Figure(
            Drawing(
                1e6,
                1e6,
                (Box(0, 0, 1e6, 1e6, fill="#zzz"), Line(0, 0, 1, 1, "red"), Label(1, 1, "x", 1e4)),
            ),
            "a",
        )
    ),
    "one anchor twice": _document(
        Heading(1, (Text("a"),), "x"),
        Heading(1, (Text("b"),), "x"),
        Paragraph((Link("#x", (Text("l"),)),)),
    ),
    "labels wider than their room": _document(
        Passage("p", "a very long label that goes on and on", (Text("text"),)),
        OrderedList((ListItem((p("x"),)),), 10**9),
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_are_written(name: str) -> None:
    """A whole file comes out, with nothing wrong in its syntax."""
    data, _ = write(EXTREMES[name])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for page in pdf.pages:
            assert b"e+" not in page.obj["/Contents"].read_bytes()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quotes in quotes", "innermostwords"),
        ("lists in lists", "innermostwords"),
        ("callouts in callouts", "innermostwords"),
        ("bold in bold", "innermostwords"),
        ("a very long word", "x" * 20_000),
        ("a very long word of Devanagari", "नरेन्द्र" * 800),
        ("Japanese without end", "日本語のテキスト。" * 100),
        ("labels wider than their room", "1000000000."),
    ],
)
def test_extremes_keep_their_text(name: str, text: str) -> None:
    """What stands in them is on the pages."""
    pages = "".join(pdfium_pages(write(EXTREMES[name])[0]))
    told = solid(pages)
    for number in range(60, 0, -1):
        told = told.replace(f"page{number}of{pages.count('page ')}", "")
    assert text in told


def test_a_table_over_many_pages_has_each_row_once() -> None:
    """Fifteen hundred rows: none is lost at a page's end, none is printed twice."""
    rows = tuple((cell(Text(f"row{n}x")), cell(Text("cell"))) for n in range(1500))
    table = Table((Column(), Column()), (cell(Text("A")), cell(Text("B"))), rows)
    text = " ".join(pdfium_pages(write(_document(table))[0]))
    assert all(text.count(f"row{n}x") == 1 for n in range(1500))
