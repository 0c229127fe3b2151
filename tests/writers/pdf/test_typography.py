"""Where pages end, how wide columns are, what stays with what."""

from __future__ import annotations

import io
import itertools
import random
import re

import pikepdf
import pypdfium2
import pytest

from briefgen.document import (
    BulletList,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    ListItem,
    Note,
    NoteMark,
    Page,
    Paragraph,
    Style,
    Table,
    Text,
)
from briefgen.figures import Box, Drawing
from briefgen.writers.pdf import write
from briefgen.writers.pdf.breaking import SPACE, break_lines

from .pdfium_tree import pages as tree_pages
from .reading import pdfium_pages, to_unicode
from .samples import cell, ladder, p, sentence

SMALL = Style(page=Page(300, 360, 40, 40, 40, 40))


def lines_by_page(data: bytes) -> list[list[str]]:
    """The lines of each page, head and foot left out."""
    return [
        [line for line in page.splitlines() if line.strip()][:-1] for page in pdfium_pages(data)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_no_paragraph_leaves_a_line_alone(seed: int) -> None:
    """No page ends after the first line of a paragraph or begins with its last."""
    r = random.Random(seed)
    paragraphs = []
    for number in range(24):
        words = " ".join(sentence(r) for _ in range(r.randint(1, 4))).split()
        paragraphs.append(p(" ".join(f"{word}_{number}" for word in words)))
    data, diagnostics = write(Document("T", "en", "2026-01-01", tuple(paragraphs), style=SMALL))
    assert diagnostics == []
    pages = [
        [int(found[-1]) for line in page if (found := re.findall(r"_(\d+)", line))]
        for page in lines_by_page(data)
    ]
    assert len(pages) > 4
    for earlier, later in itertools.pairwise(pages):
        if earlier[-1] != later[0]:
            continue
        assert earlier.count(earlier[-1]) >= 2, "the first line alone at the foot"
        assert later.count(later[0]) >= 2, "the last line alone at the head"


@pytest.mark.parametrize("filler", range(2, 22))
def test_a_figure_keeps_its_caption(filler: int) -> None:
    """They are on one page, wherever that ends."""
    figure = Figure(ladder(), "A ladder", (Text("CAPTION of the figure"),))
    blocks = (*(p(f"Line {n}.") for n in range(filler)), figure)
    pages = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, style=SMALL))[0])
    (page,) = [page for page in pages if "CAPTION" in page]
    assert "reaffirmed" in page  # a label of the drawing


@pytest.mark.parametrize("filler", range(2, 22))
def test_a_table_keeps_its_title_header_and_first_row(filler: int) -> None:
    """None of them is left at a page's foot by itself."""
    rows = tuple((cell(Text(f"row {n}")), cell(Text("x"))) for n in range(6))
    table = Table(
        (Column(), Column()), (cell(Text("HEADER")), cell(Text("h"))), rows, (Text("TITLE"),)
    )
    blocks = (*(p(f"Line {n}.") for n in range(filler)), table)
    pages = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, style=SMALL))[0])
    (page,) = [page for page in pages if "TITLE" in page]
    assert "HEADER" in page
    assert "row 0" in page
    assert "row 1" in page


@pytest.mark.parametrize("filler", range(2, 22))
def test_no_short_point_stands_alone(filler: int) -> None:
    """Of a list of some points neither the first nor the last is alone on its page."""
    points = BulletList(tuple(ListItem((p(f"POINT {n}."),)) for n in range(6)))
    blocks = (*(p(f"Line {n}.") for n in range(filler)), points)
    pages = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, style=SMALL))[0])
    assert min(page.count("POINT") for page in pages if "POINT" in page) >= 2


def test_a_point_with_its_small_print_may_stand_alone() -> None:
    """It is a thing of its own: the page is filled with it, though the next does not fit."""
    small = Paragraph((Text("small print"),), "small")
    items = (ListItem((p("POINT."), small)), *(ListItem((p("MUCH " * 60), small)),) * 4)
    blocks = (*(p(f"Line {n}.") for n in range(10)), BulletList(items))
    first, *_ = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, style=SMALL))[0])
    assert "POINT" in first


def test_a_high_row_may_stand_alone() -> None:
    """It is not taken for a stray line: a page is filled with it, though the next does not fit."""
    high = cell(Text("HIGH " * 45))
    rows = tuple((high, cell(Text("x"))) for _ in range(5))
    table = Table((Column(weight=3), Column(weight=1)), (cell(Text("A")), cell(Text("B"))), rows)
    blocks = (*(p(f"Line {n}.") for n in range(6)), table)
    first, *_ = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, style=SMALL))[0])
    assert first.count("HIGH") == 45


def test_a_heading_in_a_box_belongs_to_what_is_below_it() -> None:
    """There is more room above it than below."""
    points = BulletList((ListItem((p("Point."),)),))
    inside = (p("ABOVE."), Heading(2, (Text("HEADING"),), "h"), points)
    data, _ = write(Document("T", "en", "2026-01-01", (Callout("judgement", "", inside),)))
    opened = pypdfium2.PdfDocument(data)
    text = opened[0].get_textpage()
    at = {}
    for word in ("ABOVE", "HEADING", "Point"):
        index, _ = text.search(word, match_case=True).get_next()
        _, bottom, _, top = text.get_charbox(index)
        at[word] = (bottom, top)
    opened.close()
    above = at["ABOVE"][0] - at["HEADING"][1]
    below = at["HEADING"][0] - at["Point"][1]
    assert above > below * 1.2


def test_a_last_line_is_no_stump() -> None:
    """One word by itself below a full line takes another with it; no line more is needed."""
    lines, _ = break_lines([30.0] * 11, [3.0] * 11, [SPACE] * 11, 327.0)
    assert lines == [(0, 9), (9, 11)]


@pytest.mark.parametrize("filler", range(2, 22))
def test_small_print_stays_with_what_it_is_about(filler: int) -> None:
    """A point is on one page with its small print, a heading with more than its own."""
    small = Paragraph((Text("SMALL print"),), "small")
    above = tuple(p(f"Line {n}.") for n in range(filler))
    point = BulletList((ListItem((p("A POINT."), small)),))
    section = (Heading(2, (Text("HEADING"),), "h"), small, p("BELOW it."))
    for blocks, ends in (((point,), ("POINT", "SMALL")), (section, ("HEADING", "BELOW"))):
        document = Document("T", "en", "2026-01-01", (*above, *blocks), style=SMALL)
        pages = pdfium_pages(write(document)[0])
        (page,) = [page for page in pages if ends[0] in page]
        assert ends[1] in page


def assessment(count: int) -> Callout:
    """A box of judgement: a heading, and points of a line each."""
    points = BulletList(tuple(ListItem((p(f"POINT {n}."),)) for n in range(count)))
    return Callout("judgement", "JUDGEMENT, not fact", (Heading(2, (Text("HEAD"),), "i"), points))


def strokes(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """The straight lines of the broken frames on a page, as x1, y1, x2, y2."""
    lines: list[tuple[float, float, float, float]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        at, dashed = (0.0, 0.0), False
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]):
            match str(operator):
                case "d":
                    dashed = bool(len(operands[0]))  # type: ignore[arg-type]
                case "m":
                    at = (float(operands[0]), float(operands[1]))  # type: ignore[arg-type]
                case "l" if dashed:
                    lines.append((*at, float(operands[0]), float(operands[1])))  # type: ignore[arg-type]
    return lines


def test_a_box_is_cut_where_lines_are_on_both_sides() -> None:
    """Its label, its heading and at least two points end a page, at least three begin the next,
    below the label again; no page is left half empty because the box would not fit."""
    cut = 0
    for filler in range(2, 16):
        above = tuple(p(f"Line {n}.") for n in range(filler))
        blocks = (*above, Heading(1, (Text("ASSESSMENT"),), "a"), assessment(8), p("Below."))
        data, diagnostics = write(Document("T", "en", "2026-01-01", blocks, style=SMALL))
        assert diagnostics == []
        pages = lines_by_page(data)
        (first,) = [page for page in pages if "ASSESSMENT" in page]
        assert "JUDGEMENT, not fact" in first
        here = sum("POINT" in line for line in first)
        assert here >= 2
        if here == 8:
            continue
        cut += 1
        following = pages[pages.index(first) + 1]
        assert following[0] == "JUDGEMENT, not fact"
        assert sum("POINT" in line for line in following) == 8 - here >= 3
        assert "HEAD" in first
        assert "HEAD" not in following
    assert cut >= 5


def test_the_label_of_a_cut_box_is_read_once() -> None:
    """What is printed again at the head of a page is no part of the text (ISO 14289-1 7.1)."""
    blocks = (*(p(f"Line {n}.") for n in range(6)), assessment(8))
    data, _ = write(Document("T", "en", "2026-01-01", blocks, style=SMALL))
    assert sum("JUDGEMENT" in page for page in pdfium_pages(data)) == 2
    read = "".join(root.text() for page in tree_pages(data) for root in page.roots)
    assert read.count("JUDGEMENT") == 1


def test_a_cut_box_is_open_at_the_cut() -> None:
    """Its frame has sides and a top on the one page, sides and a bottom on the other, and holds
    the label that is printed again."""
    blocks = (*(p(f"Line {n}.") for n in range(6)), assessment(8))
    data, _ = write(Document("T", "en", "2026-01-01", blocks, style=SMALL))
    for page, edge in ((0, max), (1, min)):
        lines = strokes(data, page)
        (level,) = [line for line in lines if line[1] == line[3]]
        sides = [line for line in lines if line[0] == line[2]]
        assert len(sides) == 2
        assert level[1] == edge(*(line[1] for line in sides), *(line[3] for line in sides))
    opened = pypdfium2.PdfDocument(data)
    text = opened[1].get_textpage()
    index, _ = text.search("JUDGEMENT").get_next()
    *_, top = text.get_charbox(index)
    opened.close()
    assert top < max(max(line[1], line[3]) for line in strokes(data, 1))


@pytest.mark.parametrize("filler", range(2, 16))
def test_the_bottom_line_is_on_one_page(filler: int) -> None:
    """It is what a minister reads: a page's end does not part it."""
    above = tuple(p(f"Line {n}.") for n in range(filler))
    lines = tuple(p(f"BOTTOM {n}.") for n in range(6))
    blocks = (*above, Callout("bottom-line", "Bottom line", lines))
    pages = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, style=SMALL))[0])
    (page,) = [page for page in pages if "Bottom line" in page]
    assert page.count("BOTTOM") == 6


@pytest.mark.parametrize(
    ("size", "note_size", "passage"), [(10.5, 8.0, 9.66), (14.0, 9.0, 11.25), (18.0, 14.0, 16.56)]
)
def test_the_annex_is_set_to_check_by(size: float, note_size: float, passage: float) -> None:
    """A little smaller than the text; in talking points near the notes, unless those are large."""
    assert Style(size=size, note_size=note_size).passage_size == pytest.approx(passage)


def glyph_lines(data: bytes) -> list[str]:
    """The glyphs of each painted line of the first page, whatever text goes with them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        fonts = {
            name: to_unicode(font)
            for name, font in page.obj["/Resources"]["/Font"].items()  # type: ignore[operator]
        }
        lines: list[str] = []
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "Tm":
                    lines.append("")
                case "Tf":
                    font = fonts[str(operands[0])]
                case "TJ":
                    raw = b"".join(bytes(x) for x in operands[0] if isinstance(x, pikepdf.String))  # type: ignore[union-attr]
                    pairs = zip(raw[::2], raw[1::2], strict=True)
                    lines[-1] += "".join(font.get(a * 256 + b, "-") for a, b in pairs)
        return lines


def word_boxes(data: bytes, *words: str) -> dict[str, float]:
    """The left edge of each word on the first page."""
    opened = pypdfium2.PdfDocument(data)
    text = opened[0].get_textpage()
    found = {}
    for word in words:
        index, _ = text.search(word, match_case=True).get_next()
        found[word] = text.get_charbox(index)[0]
    opened.close()
    return found


def test_columns_are_as_wide_as_what_is_in_them() -> None:
    """A narrow column of numbers is narrow, and a text beside it has the rest; a short word is
    never divided for want of room."""
    rows = tuple(
        (
            cell(Text("An agreement on the standardisation of port documents " * 2)),
            cell(Text(f"{n}.5")),
        )
        for n in range(3)
    )
    table = Table((Column(), Column("right")), (cell(Text("WHAT")), cell(Text("SUM"))), rows)
    data, diagnostics = write(Document("T", "en", "2026-01-01", (table,)))
    assert diagnostics == []
    left = word_boxes(data, "WHAT", "SUM")
    share = (left["SUM"] - left["WHAT"]) / (595 - 148)
    assert share > 0.8
    assert "standardisation" in pdfium_pages(data)[0]


@pytest.mark.parametrize("where", ["heading", "list", "cell", "paragraph"])
def test_a_note_is_under_a_rule_on_the_page_of_its_mark(where: str) -> None:
    """In headings, lists and cells too; the rule is above the first note."""
    mark = (Text("MARKED"), NoteMark(1))
    block = {
        "heading": Heading(1, mark, "h"),
        "list": BulletList((ListItem((Paragraph(mark),)),)),
        "cell": Table((Column(),), (cell(Text("h")),), ((cell(*mark),),)),
        "paragraph": Paragraph(mark),
    }[where]
    filler = tuple(p(f"Line {n}.") for n in range(40))
    note = Note(1, (Text("THENOTE is here."),))
    document = Document("T", "en", "2026-01-01", (*filler, block, p("after")), (note,))
    data, diagnostics = write(document)
    assert diagnostics == []
    pages = pdfium_pages(data)
    here = [n for n, page in enumerate(pages) if "MARKED" in page]
    assert [n for n, page in enumerate(pages) if "THENOTE" in page] == here
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[here[0]].Contents.read_bytes().decode("latin-1")
    rules = re.findall(r"([\d.]+) ([\d.]+) 72\.00 0\.50 re f", content)
    assert len(rules) == 1
    opened = pypdfium2.PdfDocument(data)
    text = opened[here[0]].get_textpage()
    index, _ = text.search("THENOTE").get_next()
    top = text.get_charbox(index)[3]
    opened.close()
    assert top < float(rules[0][1]) < top + 20


def test_notes_are_numbered_through_the_whole_brief() -> None:
    """Without gaps, over pages, in the order of the marks."""
    count = 40
    blocks = tuple(
        Paragraph((Text("Some words here. " * 12), NoteMark(n))) for n in range(1, count + 1)
    )
    notes = tuple(Note(n, (Text(f"note{n}x"),)) for n in range(1, count + 1))
    pages = pdfium_pages(write(Document("T", "en", "2026-01-01", blocks, notes))[0])
    assert len(pages) > 3
    found = [int(n) for page in pages for n in re.findall(r"note(\d+)x", page)]
    assert found == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("lang", "word", "beginnings"),
    [
        # where Duden and the Oxford dictionary of hyphenation divide
        (
            "de",
            "Bundesverwaltungsgericht",
            (
                "Bun",
                "Bundes",
                "Bundesver",
                "Bundesverwal",
                "Bundesverwaltungs",
                "Bundesverwaltungsge",
            ),
        ),
        ("en-GB", "administration", ("ad", "admin", "adminis", "administra")),
    ],
)
def test_words_are_divided_as_their_language_does(
    lang: str, word: str, beginnings: tuple[str, ...]
) -> None:
    """In a narrow column, where nothing else fits."""
    divided = set()
    for size in (9.0, 11.0, 14.0, 17.0):
        style = Style(page=Page(150, 500, 30, 30, 30, 30), size=size)
        text = p(" ".join([f"a {word}"] * 6))
        for line in glyph_lines(write(Document("T", lang, "2026-01-01", (text,), style=style))[0]):
            if line.endswith(("-", "\u2010")):
                divided.add(line[:-1].rsplit(" ", 1)[-1])
    divided = {part for part in divided if word.startswith(part)}
    assert divided
    assert divided <= set(beginnings)


def test_a_drawing_wider_than_the_page_is_made_smaller() -> None:
    """Nothing of it is cut."""
    drawing = Drawing(900, 100, (Box(0, 0, 900, 100, fill="#112233"),))
    figure = Figure(drawing, "A bar", (Text("Below"),))
    data, diagnostics = write(Document("T", "en", "2026-01-01", (figure,), running=""))
    assert diagnostics == []
    opened = pypdfium2.PdfDocument(data)
    picture = opened[0].render(scale=1).to_pil().convert("RGB")
    opened.close()
    columns = [x for x in range(picture.width) if picture.getpixel((x, 95)) == (0x11, 0x22, 0x33)]
    assert min(columns) >= 73
    assert max(columns) <= 595 - 73
