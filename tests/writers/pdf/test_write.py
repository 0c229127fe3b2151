"""The file: links, metadata, bookmarks, pages, diagnostics, and the same bytes each time."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefgen.document import (
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Figure,
    FontFamily,
    Heading,
    Highlight,
    Link,
    ListItem,
    Note,
    NoteMark,
    PageBreak,
    Paragraph,
    Strong,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.figures import Drawing, Label
from briefgen.text import Span
from briefgen.typefaces import builtin
from briefgen.writers.pdf import write

from .reading import has_poppler, pdfium_pages, poppler_pages, solid, structure, words
from .samples import brief, cell, every_node, p

poppler = pytest.mark.skipif(not has_poppler(), reason="poppler's pdftotext is not installed")


def document(*blocks: object, notes: tuple[Note, ...] = (), **options: object) -> Document:
    """A document of these blocks."""
    return Document("T", "en-GB", "2026-01-16", blocks, notes, **options)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------- text


def test_lines_do_not_glue_words_together() -> None:
    """Both words beside a line end are words of their own when text is copied."""
    text = "alpha beta gamma delta epsilon " * 40
    found = words(" ".join(pdfium_pages(write(document(p(text)))[0])))
    assert [w for w in found if w in text.split()] == text.split()


@pytest.mark.parametrize("read", [pdfium_pages, pytest.param(poppler_pages, marks=poppler)])
def test_divided_words_are_read_whole(read: object) -> None:
    """A hyphenated word in a narrow column is copied as one word, without its hyphen."""
    text = "administrative responsibilities characteristically overwhelm representations " * 3
    table = Table((Column(),) * 5, (), (tuple(cell(Text(text)) for _ in range(5)),))
    data, _ = write(document(table))
    found = [w for page in read(data) for w in words(page)]  # type: ignore[operator]
    for word in set(text.split()):
        assert found.count(word) == 15, word


def test_columns_are_narrow_enough_to_divide_words() -> None:
    """The test above tests something: glyphs of hyphens stand at line ends."""
    text = "administrative responsibilities characteristically overwhelm representations " * 3
    table = Table((Column(),) * 5, (), (tuple(cell(Text(text)) for _ in range(5)),))
    narrow = pypdfium2.PdfDocument(write(document(table))[0])
    loose = write(document(table, style=Style(hyphenate=False)))[0]
    assert b"ActualText" in _content(write(document(table))[0])
    assert b"ActualText" not in _content(loose)
    narrow.close()


@poppler
def test_scripts_are_read_back_exactly() -> None:
    """Devanagari, Japanese and Latin with diacritics come out as they went in."""
    data, diagnostics = write(every_node())
    assert diagnostics == []
    for pages in (pdfium_pages(data), poppler_pages(data)):
        text = " ".join(pages)
        for word in ("नरेन्द्र", "क्षत्रिय", "कर्तव्य", "श्री", "Kṛṣṇa", "₹5"):
            assert word in words(text) or word in text
        assert (
            "日本とルリタニアは、重要鉱物に関する作業部会を本年早期に開催することで一致した。"
            in solid(text)
        )


def test_any_string_passes_safely() -> None:
    """Controls, brackets, markup, halves of surrogates, right-to-left text: no crash, no
    operator smuggled in, and what can be printed is printed."""
    nasty = "a\x00b\x07 ) Tj ET (\\ <<>> %PDF endstream \ud800 \ufffe <b>&amp; \u202e end"
    blocks = (
        Title((Text(nasty),)),
        Heading(1, (Text(nasty),), nasty),
        Paragraph((Text(nasty), Link(f"#{nasty}", (Text(nasty),)), Text("שלום"))),
        Callout("plain", nasty, (p(nasty),)),
    )
    data, diagnostics = write(
        Document(nasty, "en\n", nasty, blocks, (), nasty, nasty, (nasty,), nasty, nasty)
    )
    assert {d.code for d in diagnostics} == {"glyph-missing"}
    text = pdfium_pages(data)[0]
    assert text.count("ab ) Tj ET (\\ <<>> %PDF endstream") >= 3
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


# ------------------------------------------------------------------------------ links


def _links(data: bytes) -> list[tuple[int, str, str]]:
    """(page, target, contents) of each link annotation."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for index, page in enumerate(pdf.pages):
            for link in page.obj.get("/Annots", []):  # type: ignore[attr-defined]
                target = str(link["/Dest"]) if "/Dest" in link else str(link["/A"]["/URI"])
                found.append((index, target, str(link["/Contents"])))
    return found


def _places(data: bytes) -> dict[str, int]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        names = pdf.Root["/Names"]["/Dests"]["/Names"]
        return {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}


def test_links_lead_both_ways() -> None:
    """Mark to note, note to mark, note to passage, passage to mark: all targets exist, and
    a note's mark is on the note's page."""
    data, _ = write(brief())
    links, places = _links(data), _places(data)
    targets = [target for _, target, _ in links]
    for number in range(1, 31):
        assert f"note-{number}" in targets
        # from the note's number and from the passage in the annex
        assert targets.count(f"mark-{number}") >= 2
        assert places[f"mark-{number}"] == places[f"note-{number}"]
        assert f"passage-{number}" in targets
    for page, target, contents in links:
        assert target in places
        assert contents
        if target.startswith("note-"):
            assert places[target] == page


def test_links_lead_only_where_they_may() -> None:
    """Only http, https, mailto and anchors become links; all else stays text."""
    targets = (
        "https://example.org/ü?a=(b)", "http://example.org", "mailto:a@example.org",
        "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "x",
    )  # fmt: skip
    paragraph = Paragraph(tuple(Link(t, (Text(f"word{i} "),)) for i, t in enumerate(targets)))
    data, diagnostics = write(document(paragraph))
    assert diagnostics == []
    assert [target for _, target, _ in _links(data)] == [
        "https://example.org/%C3%BC?a=(b)",
        "http://example.org",
        "mailto:a@example.org",
    ]
    assert all(f"word{i}" in pdfium_pages(data)[0] for i in range(len(targets)))


def test_a_link_to_nowhere_is_text_and_is_told() -> None:
    """An anchor that nothing has gives a warning, and no dead link."""
    data, diagnostics = write(document(Paragraph((Link("#gone", (Text("here"),)),))))
    assert [(d.code, d.severity) for d in diagnostics] == [("writer-unsupported", "warning")]
    assert "`#gone`" in diagnostics[0].message
    assert _links(data) == []


# ------------------------------------------------------------------------------ pages


def test_bookmarks_are_the_headings() -> None:
    """The outline has every heading, nested by level, leading to the heading's page."""
    blocks = (
        Title((Text("T"),)),
        Heading(1, (Text("One"),), "one"),
        Heading(2, (Text("One a"),), "one-a"),
        PageBreak(),
        Heading(1, (Text("Two"),), "two"),
        p("x"),
    )
    document_ = pypdfium2.PdfDocument(write(document(*blocks))[0])
    toc = [
        (item.level, item.get_title(), item.get_dest().get_index()) for item in document_.get_toc()
    ]
    assert toc == [(0, "One", 0), (1, "One a", 0), (0, "Two", 1)]
    document_.close()


def test_marking_and_page_numbers_are_on_every_page() -> None:
    """The marking stands twice on each page, the count once, and screen readers skip them."""
    data, _ = write(brief())
    pages = pdfium_pages(data)
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL") == 2
        assert f"page {number} of {len(pages)}" in page
    assert "OFFICIAL" not in structure(data).text


def test_no_heading_is_stranded_at_a_page_end() -> None:
    """Behind a heading there are two lines of text on its page, wherever the page ends."""
    for filler in range(34, 48):
        blocks = [p(f"Line {n}.") for n in range(filler // 2)]
        text = "Words of the paragraph after the heading, which runs over lines. " * 6
        pages = pdfium_pages(
            write(document(*blocks, *blocks, Heading(1, (Text("HEADING"),), "h"), p(text)))[0]
        )
        page = next(page for page in pages if "HEADING" in page)
        after = page.split("HEADING")[1]
        assert after.count("paragraph") >= 2, filler


def test_a_sentence_that_announces_a_list_stays_with_it() -> None:
    """A line that ends with a colon is never the last of its page."""
    items = BulletList(tuple(ListItem((p(f"item {n}"),)) for n in range(3)))
    for filler in range(26, 38):
        blocks = [p(f"Line {n}.") for n in range(filler)]
        pages = pdfium_pages(write(document(*blocks, p("ANNOUNCED:"), items))[0])
        page = next(page for page in pages if "ANNOUNCED:" in page)
        assert "item 0" in page, filler


def test_long_tables_repeat_their_header() -> None:
    """Each page of a table has its header; only the first one is read aloud."""
    rows = tuple((cell(Text(f"row {n}")), cell(Text("x " * 30))) for n in range(120))
    table = Table((Column(), Column()), (cell(Text("FIRST")), cell(Text("SECOND"))), rows)
    data, _ = write(document(table))
    pages = pdfium_pages(data)
    assert len(pages) >= 3
    assert all(page.count("FIRST") == 1 for page in pages)
    told = structure(data)
    assert told.text.count("FIRST") == 1
    assert sum(element.kind == "TR" for element in told.walk()) == 121


def test_a_row_that_is_higher_than_a_page_is_cut() -> None:
    """A cell of many paragraphs runs over pages and loses nothing."""
    many = Cell(tuple(p(f"paragraph{n}x of a cell") for n in range(120)))
    data, diagnostics = write(document(Table((Column(), Column()), (), ((cell(Text("a")), many),))))
    assert diagnostics == []
    pages = pdfium_pages(data)
    assert len(pages) >= 2
    assert all(f"paragraph{n}x" in " ".join(pages) for n in range(120))


def test_a_note_that_is_too_long_goes_on_with_a_sign() -> None:
    """It begins on its mark's page and goes on at the foot of the next, an arrow on both."""
    long = " ".join(f"word{n}" for n in range(1500))
    blocks = (Paragraph((Text("Before"), NoteMark(1), Text(" after."))), *[p("Text. " * 60)] * 3)
    data, diagnostics = write(document(*blocks, notes=(Note(1, (Text(long),)),)))
    assert diagnostics == []
    pages = pdfium_pages(data)
    assert "word0 " in pages[0]
    assert "→" in pages[0]
    assert "word1499" not in pages[0]
    assert "→" in pages[1]
    assert words(" ".join(pages)).count("word1499") == 1


def test_pages_may_lie_on_their_side() -> None:
    """The style's page is the paper."""
    style = replace(Style(), page=replace(Style().page, width=841.89, height=595.276))
    opened = pypdfium2.PdfDocument(write(brief(style=style))[0])
    assert opened[0].get_size() == pytest.approx((841.89, 595.276), abs=0.01)
    opened.close()


# ------------------------------------------------------------------------- diagnostics


def test_missing_glyphs_are_named_never_boxes() -> None:
    """A character that no font has is named, and stays in the text that is copied."""
    data, diagnostics = write(document(p("A sign ⴰ of Guilder"), p("again ⴰ")))
    assert [d.code for d in diagnostics] == ["glyph-missing"]
    assert "U+2D30 TIFINAGH LETTER YA" in diagnostics[0].message
    assert any("`A sign ⴰ of Guilder`" in hint.message for hint in diagnostics[0].hints)
    assert "ⴰ" in pdfium_pages(data)[0]


def test_missing_glyphs_say_where() -> None:
    """The diagnostic points to the text that the paragraph came from."""
    span = Span("briefs/themes/a.yaml", 3, 9)
    _, diagnostics = write(document(p("x"), Paragraph((Text("ⴰ"),), "body", span)))
    assert [d.span for d in diagnostics] == [span]


def test_too_many_pages() -> None:
    """A promise about length is an error when it is broken, and only then."""
    blocks = (p("One."), PageBreak(), p("Two."))
    assert write(document(*blocks, max_pages=2))[1] == []
    found = write(document(*blocks, max_pages=1))[1]
    assert [(d.code, d.severity) for d in found] == [("too-many-pages", "error")]


def test_a_long_bottom_line_is_warned_of() -> None:
    """More than four lines under `Bottom line` is a warning."""
    short = Callout("bottom-line", "Bottom line", (p("Four words of text. " * 12),))
    long = Callout("bottom-line", "Bottom line", (p("Four words of text. " * 24),))
    assert write(document(short))[1] == []
    assert [(d.code, d.severity) for d in write(document(long))[1]] == [
        ("bottom-line-long", "warning")
    ]


def test_fonts_that_cannot_be_used(tmp_path: Path) -> None:
    """CFF outlines, damaged files, missing files: named, and the built-in serif is used."""
    source = builtin("Source Serif 4", "regular").read_bytes()
    os2 = int.from_bytes(source[source.index(b"OS/2") + 8 :][:4], "big")
    bad = {
        "restricted.ttf": (source[: os2 + 8] + b"\0\2" + source[os2 + 10 :], "forbid embedding"),
        "cff.otf": (b"OTTO" + source[4:], "PostScript"),
        "cut.ttf": (source[:5000], "cut short"),
        "text.ttf": (b"not a font", "not a TrueType"),
    }
    for name, (content, reason) in bad.items():
        path = tmp_path / name
        path.write_bytes(content)
        style = Style(body=FontFamily("Ours", (("regular", str(path)),)))
        data, diagnostics = write(document(p("Some words."), style=style))
        assert [d.code for d in diagnostics] == ["font-unusable"], name
        assert reason in diagnostics[0].message
        assert "Some words." in pdfium_pages(data)[0]
    style = Style(body=FontFamily("Ours", (("regular", str(tmp_path / "gone.ttf")),)))
    assert [d.code for d in write(document(p("x"), style=style))[1]] == ["font-unusable"]


def test_fonts_of_the_users(tmp_path: Path) -> None:
    """A TrueType file that the style names is embedded and used."""
    path = tmp_path / "ours.ttf"
    path.write_bytes(builtin("Noto Serif Devanagari", "regular").read_bytes())
    style = Style(body=FontFamily("Ours", (("regular", str(path)),)))
    data, diagnostics = write(document(p("Words."), style=style))
    assert diagnostics == []
    assert b"NotoSerifDevanagari" in data


# ------------------------------------------------------------------------ determinism

_HASH = (
    "import hashlib, sys; sys.path.insert(0, sys.argv[1]);"
    "from tests.writers.pdf.samples import brief, every_node;"
    "from briefgen.writers.pdf import write;"
    "order = [every_node(), brief()] if sys.argv[2] == '1' else [brief(), every_node()];"
    "print(*sorted(hashlib.sha256(write(d)[0]).hexdigest() for d in order))"
)


def test_the_same_document_gives_the_same_bytes() -> None:
    """In other processes, under other hash seeds, after other documents."""
    root = str(Path(__file__).parents[3])
    ours = sorted(hashlib.sha256(write(d)[0]).hexdigest() for d in (brief(), every_node()))
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        ran = subprocess.run(
            [sys.executable, "-c", _HASH, root, seed],
            env=env, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert ran.stdout.split() == ours


def test_memory_is_flat_over_many_briefs() -> None:
    """A brief leaves nothing behind, even where nobody collects garbage."""
    documents = [brief(1), every_node()]
    for made in documents:
        write(made)
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in range(3):
            for made in documents:
                write(made)
        assert len(gc.get_objects()) - before < 50
    finally:
        gc.enable()


def test_dates_come_from_the_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """The creation date is the brief's, or SOURCE_DATE_EPOCH; never today."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    data = write(document(p("x")))[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260116000000+00'00'"
        assert pdf.open_metadata()["xmp:CreateDate"] == "2026-01-16T00:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with pikepdf.open(io.BytesIO(write(document(p("x")))[0])) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:19700102000000+00'00'"


def test_the_file_says_what_it_is() -> None:
    """Title, author and language; PDF/UA-1 and PDF/A-3a in the metadata."""
    with pikepdf.open(io.BytesIO(write(brief())[0])) as pdf:
        meta = pdf.open_metadata()
        assert meta["dc:title"] == "Critical minerals: what Ruritania and Zubrowka agreed"
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert str(pdf.Root["/Lang"]) == "en-GB"
        assert bool(pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert pdf.check_pdf_syntax() == []


def test_marks_stand_above_the_line_after_a_figure_too() -> None:
    """A figure leaves nothing of its look behind: text after it is on the baseline, and
    marks are raised. (They once were not, when a mark came right before the figure.)"""
    figure = Figure(Drawing(50, 20, (Label(5, 12, "label"),)), "alt")
    marked = [Paragraph((Text("Words"), NoteMark(n))) for n in (1, 2)]
    notes = (Note(1, (Text("One."),)), Note(2, (Text("Two."),)))
    data, _ = write(document(marked[0], figure, marked[1], notes=notes))
    opened = pypdfium2.PdfDocument(data)
    page = opened[0].get_textpage()
    text = page.get_text_range()
    bottoms = []
    for number in ("1", "2"):
        at = text.index(f"Words{number}")
        word, mark = page.get_charbox(at), page.get_charbox(at + 5)
        bottoms.append(mark[1] - word[1])
    opened.close()
    assert bottoms[0] == pytest.approx(bottoms[1], abs=0.01)
    assert bottoms[0] > 2


def test_highlights_end_with_their_words() -> None:
    """The tint under quoted words reaches no farther than the widest line."""
    quoted = Paragraph((Highlight((Text("quoted words of the source " * 20),)),))
    content = _content(write(document(quoted))[0]).decode("latin-1")
    boxes = re.findall(r"([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re f", content)
    right = Style().page.width - Style().page.right
    assert len(boxes) >= 8
    assert all(float(x) + float(width) <= right + 0.02 for x, width in boxes)


def test_labels_in_figures_are_safe() -> None:
    """A label is text like any other: scripts and brackets do no harm."""
    drawing = Drawing(200, 40, (Label(5, 20, "a) (b\\ नरेन्द्र \x00"), Label(9, 9, "")))
    data, diagnostics = write(document(Figure(drawing, "alt")))
    assert diagnostics == []
    assert "a) (b\\ नरेन्द्र" in pdfium_pages(data)[0]


def test_deep_nesting_is_flattened_not_lost() -> None:
    """Blocks and inlines nested a hundred deep are printed, whatever they look like."""
    from briefgen.document import BlockQuote

    block: object = p("deepest words")
    for _ in range(100):
        block = BlockQuote((block,))  # type: ignore[arg-type]
    inline: object = Text("innermost words")
    for _ in range(100):
        inline = Strong((inline,))  # type: ignore[arg-type]
    data, _ = write(document(block, Paragraph((inline,))))  # type: ignore[arg-type]
    text = " ".join(words(" ".join(pdfium_pages(data))))
    assert "innermost words" in text
    assert "deepest" in text


def _content(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"".join(page.obj["/Contents"].read_bytes() for page in pdf.pages)
