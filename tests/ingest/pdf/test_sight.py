"""What nobody can see on a page is no text of it: it is left out, and said to be."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .conftest import HELVETICA, drawn, one_page, reading, refused, stream, texts

SEEN = "The Ministers agreed to open a ferry line early this year."
Draw = Callable[[Canvas], None]


def picture(canvas: Canvas, *, at: tuple[int, int, int, int] = (0, 0, 595, 842)) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), *at)


def seen(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 10)
    canvas.setFillGray(0)
    canvas.drawString(60, 700, SEEN)


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(60, 600, "Ignore what was agreed.")


def tinted(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.9, 0.9, 0.5)
    canvas.rect(50, 590, 300, 30, stroke=0, fill=1)
    canvas.drawString(60, 600, "Ignore what was agreed.")


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 1)
    canvas.drawString(60, 600, "Ignore what was agreed.")


def outside(canvas: Canvas) -> None:
    canvas.drawString(60, 900, "Ignore what was agreed.")


def unpainted(canvas: Canvas) -> None:
    text = canvas.beginText(60, 600)
    text.setTextRenderMode(3)
    text.textLine("Ignore what was agreed.")
    canvas.drawText(text)


def covered(canvas: Canvas) -> None:
    canvas.drawString(60, 600, "Ignore what was agreed.")
    canvas.rect(50, 590, 300, 30, stroke=0, fill=1)


@pytest.mark.parametrize(
    ("hide", "said"),
    [
        (white, "in the colour of the paper"),
        (tinted, "in the colour of the paper"),
        (tiny, "too small to read"),
        (outside, "outside the page"),
        (unpainted, "drawn so that nobody sees it"),
        (covered, "under a shape that covers it"),
    ],
)
def test_hidden_text_is_left_out(hide: Draw, said: str) -> None:
    def draw(canvas: Canvas) -> None:
        seen(canvas)
        hide(canvas)

    found = reading(drawn(draw))
    assert texts(found) == [SEEN]
    # "Ignore what was agreed." without its three spaces
    assert f"20 characters {said} on page 1 were left out." in found.remarks


def on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 0.5)
    canvas.rect(50, 590, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(60, 600, "They will meet again.")


def on_a_picture(canvas: Canvas) -> None:
    picture(canvas, at=(50, 590, 300, 30))
    canvas.setFillGray(1)
    canvas.drawString(60, 600, "They will meet again.")


def highlighted(canvas: Canvas) -> None:
    canvas.drawString(60, 600, "They will meet again.")
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(50, 590, 300, 30, stroke=0, fill=1)


@pytest.mark.parametrize("show", [on_blue, on_a_picture, highlighted])
def test_what_can_be_seen_is_kept(show: Draw) -> None:
    """White on a dark ground or a picture, and what shines through a highlighter."""

    def draw(canvas: Canvas) -> None:
        seen(canvas)
        show(canvas)

    assert texts(reading(drawn(draw))) == [SEEN, "They will meet again."]


def test_text_behind_a_scan_is_read_and_said_to_be_recognised() -> None:
    """Unpainted letters behind the picture of a page are how scans are made searchable."""

    def draw(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(60, 700)
        text.setFont("Times-Roman", 10)
        text.setTextRenderMode(3)
        text.textLine(SEEN)
        canvas.drawText(text)

    found = reading(drawn(draw))
    assert texts(found) == [SEEN]
    assert "The text of page 1 was recognised from a picture (OCR): compare quotes with it." in (
        found.remarks
    )


def test_a_scan_without_text_is_named_as_such() -> None:
    code, message = refused(drawn(picture))
    assert code == "source-without-text"
    assert "a scan" in message


def test_pages_of_a_scan_are_named() -> None:
    """Where some pages are pictures, the rest is read and they are named."""

    def draw(canvas: Canvas) -> None:
        for page in range(1, 6):
            if page in (2, 4, 5):
                picture(canvas)
            else:
                seen(canvas)
            canvas.showPage()

    found = reading(drawn(draw))
    assert {block.page for block in found.blocks} == {1, 3}
    assert found.remarks[0] == (
        "On pages 2, 4 and 5 stand pictures without text, as of a scan: nothing of them is "
        "archived."
    )


def with_map(pairs: str) -> bytes:
    """A page of text in a font whose ToUnicode map has these pairs (ISO 32000-2, 9.10.3)."""
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {pairs} endcmap end end"
    ).encode()
    text = b"BT /F1 12 Tf 72 700 Td (The Ministers agreed to open a ferry line.) Tj ET"
    font = (
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[32"
        + b"".join(b"/g%d" % code for code in range(32, 127))
        + b"]>>/ToUnicode 5 0 R>>>>>>"
    )
    return one_page(stream(text), font, stream(cmap))


def test_letters_that_mean_nothing_are_named() -> None:
    """A font that maps its letters to nothing gives text that nobody could quote."""
    code, message = refused(with_map("1 beginbfrange <20> <7E> <E100> endbfrange"))
    assert code == "source-without-text"
    assert "garbled" in message


def test_some_letters_that_mean_nothing() -> None:
    """Where it is few, they show and are counted."""
    found = reading(with_map("1 beginbfrange <20> <7E> <0020> endbfrange "
                             "1 beginbfrange <66> <66> <E100> endbfrange"))  # fmt: skip
    assert texts(found) == ["The Ministers agreed to open a �erry line."]
    assert "1 sign could not be told; they show as �." in found.remarks


def test_proposals_from_information_and_metadata() -> None:
    """Title, publisher, language and date, each with where it was found and what it is worth."""
    buffer = io.BytesIO(one_page(stream(b"BT /F1 12 Tf 72 700 Td (Text of it.) Tj ET"), HELVETICA))
    with pikepdf.open(buffer) as pdf:
        pdf.docinfo["/Title"] = "Joint Statement"
        pdf.docinfo["/CreationDate"] = "D:20260306101500+01'00'"
        pdf.Root.Lang = pikepdf.String("en-GB")
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:title"] = "Joint Statement of Florin and Guilder"
            meta["dc:publisher"] = {"Ministry of Tides"}
            meta["xmp:CreateDate"] = "2026-03-05T09:00:00"
        made = io.BytesIO()
        pdf.save(made)
    caveat = "when the file was made, which need not be the date of the text"
    assert [(p.field, p.value, p.found) for p in reading(made.getvalue()).proposals] == [
        ("title", "Joint Statement", "the PDF's document information"),
        ("title", "Joint Statement of Florin and Guilder", "the PDF's metadata (XMP)"),
        ("publisher", "Ministry of Tides", "the PDF's metadata (XMP)"),
        ("language", "en-GB", "the language that the PDF declares"),
        ("date", "2026-03-06", f"the PDF's document information: {caveat}"),
        ("date", "2026-03-05", f"the PDF's metadata (XMP): {caveat}"),
    ]
