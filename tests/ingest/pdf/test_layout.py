"""Reading order, paragraphs, hyphens, furniture, notes and tables of PDFs that reportlab set.

What is expected is the text that was given to reportlab, never what the reader made of it.
"""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from .conftest import STATEMENT, drawn, in_columns, reading, texts


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize(
    "style",
    [
        {},
        {"alignment": 4, "hyphenationLang": "en_GB"},
        {"spaceAfter": 0, "firstLineIndent": 12},
        {"spaceAfter": 0, "firstLineIndent": 12, "alignment": 4, "hyphenationLang": "en_GB"},
        {"leftIndent": 20, "rightIndent": 10, "spaceAfter": 9},
        {"fontSize": 11, "leading": 17, "spaceAfter": 12},
    ],
    ids=["ragged", "justified", "indented", "indented-justified", "inset", "large"],
)
def test_paragraphs_in_columns(columns: int, style: dict[str, Any]) -> None:
    """Paragraphs come out as they went in, over lines, columns and pages. Only where a column
    ends with a sentence is that taken for the end of its paragraph."""
    found = texts(reading(in_columns(STATEMENT * 3, columns, **style)))
    paragraphs: list[str] = []
    for text in found:
        before = paragraphs[-1] if paragraphs else ""
        if before.endswith(".") and before not in STATEMENT:
            paragraphs[-1] += f" {text}"
        else:
            paragraphs.append(text)
    assert paragraphs == list(STATEMENT * 3)
    assert len(found) - len(paragraphs) <= (1 if columns > 1 else 0)


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_over_pages(columns: int) -> None:
    """A paragraph that runs on is one block; its pages are those of its parts."""
    found = reading(in_columns(STATEMENT * 4, columns, height=150))
    assert texts(found) == list(STATEMENT * 4)
    pages = [block.page for block in found.blocks]
    assert pages == sorted(pages, key=lambda page: page or 0)
    turned = [block for block in found.blocks if block.turns]
    assert turned
    for block in turned:
        for offset, page in block.turns:
            assert block.page is not None
            assert page > block.page
            assert block.text[offset - 1] == " "  # a page turns between words


def test_lines_drawn_across_the_columns() -> None:
    """A program that draws row by row, through both columns, is read column by column."""
    width = 220

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        sides = []
        for part in (STATEMENT[:3], STATEMENT[2:]):
            lines = []
            for text in part:
                look = ParagraphStyle("b", fontName="Times-Roman", fontSize=10)
                broken = Paragraph(text, look).breakLines(width)
                lines += [" ".join(words) for _, words in broken.lines] + [""]
            sides.append(lines)
        for row in range(max(map(len, sides))):
            for side, lines in enumerate(sides):
                if row < len(lines):
                    canvas.drawString(60 + side * 245, 760 - 12 * row, lines[row])

    assert texts(reading(drawn(draw))) == [*STATEMENT[:3], *STATEMENT[2:]]


def test_a_heading_over_two_columns() -> None:
    """What reaches over the columns is read before them, though it is drawn last."""

    def draw_title(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Bold", 20)
        canvas.drawCentredString(297, 785, "Joint Statement of Florin and Guilder")

    found = reading(in_columns(STATEMENT, 2, height=690, furniture=draw_title))
    assert texts(found, "title") == ["Joint Statement of Florin and Guilder"]
    assert found.blocks[0].kind == "title"
    assert texts(found, "body") == list(STATEMENT)
    assert [(p.value, p.found) for p in found.proposals if p.field == "title"] == [
        ("Joint Statement of Florin and Guilder", "the largest heading of page 1")
    ]


def test_running_heads_feet_and_page_numbers() -> None:
    """They are not in the text; each head is kept once, as boilerplate, with its pages."""

    def furniture(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Roman", 9)
        side = "Ministry of Tides" if page % 2 else "Florin and Guilder, Sixth Round"
        canvas.drawString(60, 805, side)
        canvas.drawCentredString(297, 40, f"Page {page}")
        canvas.drawRightString(530, 30, "Ref. 2026/117")

    found = reading(in_columns(STATEMENT * 4, 1, height=130, furniture=furniture))
    assert texts(found, "body") == list(STATEMENT * 4)
    last = max(block.page or 0 for block in found.blocks)
    assert last >= 5
    kept = {block.text: block.note for block in found.blocks if block.kind == "boilerplate"}
    assert set(kept) == {"Ministry of Tides", "Florin and Guilder, Sixth Round", "Ref. 2026/117"}
    assert kept["Ref. 2026/117"] == f"a running foot of pages 1 to {last}"
    assert kept["Ministry of Tides"].startswith("a running head of pages 1, 3")
    assert f"Page numbers on pages 1 to {last} were left out." in found.remarks


def test_a_chapter_beside_the_page_number() -> None:
    """A head that changes with the chapter is known by the number on its row."""
    chapters = {1: "Preamble", 2: "Cooperation at sea", 3: "Trade", 4: "Trade"}

    def furniture(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(60, 805, chapters.get(page, "Annex"))
        canvas.drawRightString(530, 805, str(page + 10))

    found = reading(in_columns(STATEMENT * 3, 1, height=130, furniture=furniture))
    assert texts(found, "body") == list(STATEMENT * 3)
    kept = {block.text: block.page for block in found.blocks if block.kind == "boilerplate"}
    assert {name: kept[name] for name in ("Preamble", "Cooperation at sea", "Trade")} == {
        "Preamble": 1,
        "Cooperation at sea": 2,
        "Trade": 3,
    }


def lines(canvas: Canvas, rows: list[str], top: float = 760, left: float = 60) -> None:
    for number, row in enumerate(rows):
        canvas.drawString(left, top - 12 * number, row)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A word that the text has elsewhere in one piece was broken.
        (["The agreement is new. They signed the agree-", "ment in Lutz."], "the agreement in"),
        # One that the text has elsewhere with its hyphen has it here.
        (["The co-chairs met. They thanked the co-", "chairs in Lutz."], "the co-chairs in"),
        # Both are unknown: English joins these tails and heads with a hyphen.
        (["The centre is part of a rules-", "based order at sea."], "a rules-based order"),
        (["The centre is part of a self-", "governing body at sea."], "a self-governing body"),
        # A capital, a digit or an acronym: the hyphen is the word's own.
        (["They spoke of the wider Indo-", "Pacific in Lutz."], "wider Indo-Pacific in"),
        (["They spoke of a 50-", "member group in Lutz."], "a 50-member group"),
        (["They spoke of a NATO-", "led group in Lutz."], "a NATO-led group"),
        # Any other word was broken.
        (["They spoke of interdisci-", "plinary research."], "of interdisciplinary research"),
        # A dash between words is no hyphen.
        (["The dialogue of Florin–", "Guilder went well."], "of Florin–Guilder went"),
    ],
)  # fmt: skip
def test_hyphens_at_the_end_of_a_line(rows: list[str], expected: str) -> None:
    """A hyphen goes only where the word had none."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        lines(canvas, rows)

    [text] = texts(reading(drawn(draw)))
    assert expected in text


def test_what_was_done_to_hyphens_is_told() -> None:
    """Nobody has to find out: the words are in the remarks."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        lines(canvas, ["They spoke of interdisci-", "plinary research and the Indo-", "Pacific."])

    remarks = reading(drawn(draw)).remarks
    assert "1 word broken at the end of a line were put together: “interdisciplinary”." in remarks
    assert "Hyphens at the end of a line were kept in “Indo-Pacific”." in remarks


def test_footnotes_stand_apart() -> None:
    """Notes at the foot follow the text of their page; their raised marks are left out of it,
    and a raised digit that is no mark stays one."""

    def draw(canvas: Canvas) -> None:
        for page, (number, note) in enumerate(
            [("1", "See the communiqué of the third round."), ("2", "Ibid., paragraph 4.")]
        ):
            if page:
                canvas.setFont("Times-Roman", 11)
                canvas.drawString(60, 740, "Port Buttercup that year.")
            text = canvas.beginText(60, 700)
            more = " as agreed." if page else ", which both sides had agreed on"
            for rise, size, words in (
                (0, 11, "The area grows to 14,000 km"), (4, 7, "2"), (0, 11, more), (4, 7, number),
            ):  # fmt: skip
                text.setRise(rise)
                text.setFont("Times-Roman", size, 14)
                text.textOut(words)
            text.setRise(0)
            text.setFont("Times-Roman", 11, 14)
            if not page:
                text.textLine(" in the last round of the")
                text.textLine("conference, which the ministers reaffirmed at their next meeting in")
            canvas.drawText(text)
            canvas.setFont("Times-Roman", 8)
            canvas.drawString(60, 80, f"{number} {note}")
            canvas.line(60, 92, 150, 92)
            canvas.showPage()

    found = reading(drawn(draw))
    assert [(b.page, b.text, b.note) for b in found.blocks] == [
        (
            1,
            "The area grows to 14,000 km², which both sides had agreed on in the last round of "
            "the conference, which the ministers reaffirmed at their next meeting in Port "
            "Buttercup that year.",
            "",
        ),
        (1, "1 See the communiqué of the third round.", "a note at the foot of page 1"),
        (2, "The area grows to 14,000 km² as agreed.", ""),
        (2, "2 Ibid., paragraph 4.", "a note at the foot of page 2"),
    ]
    assert found.blocks[0].turns == ((found.blocks[0].text.index("Port"), 2),)


CELLS = [
    ["Good", "Florin", "Guilder"],
    ["Salt", "12 tons", "14 tons"],
    ["Ferries and other vessels of the coast", "3", "5"],
    ["Lamps", "100", "200"],
]


@pytest.mark.parametrize("grid", [True, False])
def test_tables_row_by_row(grid: bool) -> None:
    """With lines between its rows or without, a table's rows are passages."""
    look = ParagraphStyle("cell", fontName="Times-Roman", fontSize=10, leading=12)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        lines(canvas, ["The two sides compared what they had shipped in the past year."], 780)
        cells = [[Paragraph(row[0], look), *row[1:]] for row in CELLS]
        rules = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if grid else []
        table = Table(cells, [120, 90, 90], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *rules])
        _, height = table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 60, 760 - height)
        lines(canvas, ["They will compare it again at the next round, in Lutz."], 740 - height)

    found = reading(drawn(draw))
    assert texts(found) == [
        "The two sides compared what they had shipped in the past year.",
        *(" | ".join(row) for row in CELLS),
        "They will compare it again at the next round, in Lutz.",
    ]


def test_captions_lists_and_headings() -> None:
    """What a block is, where it is plain."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(60, 780, "Cooperation at sea")
        canvas.setFont("Times-Roman", 10)
        lines(canvas, ["The Ministers agreed on three things, which their officials will carry",
                       "out before the end of the year:"], 760)  # fmt: skip
        lines(
            canvas,
            [
                "• a joint centre in Port Buttercup, led by the two",
                "  countries in turn;",
                "• a ferry line;",
                "• a fund for lamps.",
            ],
            730,
        )
        lines(canvas, ["Figure 1: The Strait of Buttercup and its lighthouses."], 660)

    found = reading(drawn(draw))
    assert [(b.kind, b.text) for b in found.blocks] == [
        ("title", "Cooperation at sea"),
        ("body", "The Ministers agreed on three things, which their officials will carry out "
         "before the end of the year:"),
        ("body", "• a joint centre in Port Buttercup, led by the two countries in turn;"),
        ("body", "• a ferry line;"),
        ("body", "• a fund for lamps."),
        ("caption", "Figure 1: The Strait of Buttercup and its lighthouses."),
    ]  # fmt: skip


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_that_lie_on_their_side(turn: int) -> None:
    """The text of a turned page is read like any other; what stands sideways on it comes last."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(turn)
        canvas.setFont("Times-Roman", 10)
        lines(canvas, ["The Ministers agreed to open a ferry line across the",
                       "Strait of Buttercup early this year."], 100, -200)  # fmt: skip
        canvas.rotate(90)
        canvas.drawString(-150, -180, "In the margin")

    found = reading(drawn(draw, (600, 600)))
    assert [(b.text, b.note) for b in found.blocks] == [
        ("The Ministers agreed to open a ferry line across the Strait of Buttercup early this "
         "year.", ""),
        ("In the margin", "set sideways on its page"),
    ]  # fmt: skip


def test_ligatures_and_soft_hyphens() -> None:
    """Ligatures become letters; a soft hyphen is none, and breaks a word at the end of a line."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from briefgen.typefaces import builtin

    pdfmetrics.registerFont(TTFont("Serif", str(builtin("Source Serif 4", "regular"))))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Serif", 10)
        lines(canvas, ["The oﬃcials conﬁrmed that the co\u00adoperation, ﬂour\u00adish-",
                       "ing as it was, goes on. They met in Butter\u00ad", "cup."])  # fmt: skip

    assert texts(reading(drawn(draw))) == [
        "The officials confirmed that the cooperation, flourishing as it was, goes on. They met in "
        "Buttercup."
    ]
