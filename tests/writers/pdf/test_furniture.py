"""Page furniture: markings, labels, watermarks, page counts. Seen, and not read aloud."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from briefgen.document import Document, Page, Style
from briefgen.writers.pdf import write

from .reading import pdfium_pages, solid, structure
from .samples import brief, p


def image(data: bytes, scale: float = 1.0) -> Image.Image:
    """The first page as pdfium paints it, a pixel a point."""
    opened = pypdfium2.PdfDocument(data)
    picture: Image.Image = opened[0].render(scale=scale).to_pil().convert("RGB")
    opened.close()
    return picture


def artifacts(data: bytes) -> list[list[str]]:
    """The subtypes of the pagination artifacts of each page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            [
                str(operands[1].get("/Subtype", ""))  # type: ignore[union-attr]
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
            ]
            for page in pdf.pages
        ]


def test_a_watermark_is_behind_every_page_and_not_in_the_text() -> None:
    """It is a pagination artifact of the kind Watermark, once a page; the structure is the
    same with it and without."""
    plain = write(brief())[0]
    data, diagnostics = write(replace(brief(), watermark="DRAFT"))
    assert diagnostics == []
    assert [page.count("/Watermark") for page in artifacts(data)] == [1] * len(pdfium_pages(data))
    assert structure(data).outline() == structure(plain).outline()


def test_a_watermark_is_pale() -> None:
    """Text over it has a contrast of 4.5 to 1 still (WCAG 2.2, 1.4.3): nothing that the
    watermark paints is darker than a light grey."""
    document = Document("T", "en", "2026-01-01", (), watermark="DRAFT", running="")
    page = image(write(replace(document, lang="xx"))[0])
    colours = {c for _, c in page.crop((0, 0, 595, 760)).getcolors(1 << 24) or []}  # type: ignore[misc]
    darkest = min(sum(c) / 3 for c in colours)  # type: ignore[arg-type, misc]
    assert 215 < darkest < 245


@pytest.mark.parametrize("words", ["X", "DRAFT", "DRAFT – NOT YET AGREED WITH ANY OTHER MINISTRY"])
@pytest.mark.parametrize("size", [(595.0, 842.0), (842.0, 595.0), (200.0, 200.0)])
def test_a_watermark_stays_on_the_paper(words: str, size: tuple[float, float]) -> None:
    """However long it is and whatever the paper: a margin of the page stays free of it."""
    style = Style(page=Page(*size, 30, 30, 30, 30))
    page = image(write(Document("", "xx", "2026-01-01", (), watermark=words, style=style))[0])
    inner = Image.new("RGB", page.size, "white")
    edge = 8
    box = (edge, edge, page.width - edge, page.height - edge)
    inner.paste(page.crop(box), box)
    # the page's count stands in the foot, inside the margin
    assert page.tobytes() == inner.tobytes()


def test_a_label_has_its_colours_and_its_text() -> None:
    """TLP 2.0: amber is #FFC000 on black, at the right, in head and foot; and text always."""
    document = replace(
        brief(), marking="TLP:AMBER", marking_colours=("#FFC000", "#000000"), watermark=""
    )
    data, diagnostics = write(document)
    assert diagnostics == []
    pages = pdfium_pages(data)
    assert all(page.count("TLP:AMBER") == 2 for page in pages)
    assert "TLP:AMBER" not in solid(structure(data).text)
    picture = image(data, 4.0)
    width, height = picture.size
    for box in (
        (width // 2, 0, width, height // 10),
        (width // 2, height * 9 // 10, width, height),
    ):
        colours = {c for _, c in picture.crop(box).getcolors(1 << 24) or []}  # type: ignore[misc]
        assert {(255, 192, 0), (0, 0, 0)} <= colours
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sizes = [
            float(operands[1])  # type: ignore[arg-type]
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        ]
    assert sizes.count(12.0) >= 2 * len(pages)


@pytest.mark.parametrize(
    ("lang", "counted"),
    [
        ("en-GB", "page 1 of 1"),
        ("de", "Seite 1 von 1"),
        ("fr-CA", "page 1 sur 1"),
        ("ja", "1 / 1 ページ"),
        ("hi", "पृष्ठ 1 / 1"),
        ("xx", "1 / 1"),
        ("", "1 / 1"),
    ],
)
def test_the_page_count_is_in_the_documents_language(lang: str, counted: str) -> None:
    """Known languages have their own words; others the numbers alone."""
    data, diagnostics = write(Document("T", lang, "2026-01-01", (p("words"),)))
    assert diagnostics == []
    assert solid(counted) in solid(pdfium_pages(data)[0])


@pytest.mark.parametrize("running", ["Department of many words " * 12, "部" * 120, "x" * 300])
def test_a_long_running_line_ends_before_the_page_count(running: str) -> None:
    """It is cut, with an ellipsis, where the page has no more room for it; a short one is whole."""
    data, diagnostics = write(Document("T", "en", "2026-01-01", (p("Text."),), running=running))
    assert diagnostics == []
    opened = pypdfium2.PdfDocument(data)
    text = opened[0].get_textpage()
    index, _ = text.search("…").get_next()
    _, _, end, _ = text.get_charbox(index)
    index, _ = text.search("page 1").get_next()
    begin, *_ = text.get_charbox(index)
    opened.close()
    assert begin - 40 < end < begin - 10 or " " in running
    assert end < begin - 10
    short = write(Document("T", "en", "2026-01-01", (p("Text."),), running="A department"))[0]
    assert "A department" in pdfium_pages(short)[0]
    assert "…" not in pdfium_pages(short)[0]
