"""Drawings as SVG and PNG."""

from __future__ import annotations

import io
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document import Document, Figure, Page, Style
from briefgen.figures import Box, Disc, Drawing, Label, Line, to_png, to_svg
from briefgen.writers.pdf import write

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = Drawing(
    100,
    40,
    (
        Box(10, 10, 30, 20, fill="#1f3a5f"),
        Line(0, 35.5, 100, 35.5, stroke="#9b1c1c", line_width=1),
        Label(50, 25, "decided & signed", size=8, bold=True),
    ),
)


def test_svg_holds_the_shapes() -> None:
    """The SVG parses, is as large as the drawing, and says what the drawing says."""
    root = ElementTree.fromstring(to_svg(DRAWING, "A <ladder>"))
    assert root.get("viewBox") == "0 0 100 40"
    assert (root.get("width"), root.get("height")) == ("100pt", "40pt")
    assert [child.tag.removeprefix(SVG) for child in root] == ["title", "rect", "line", "text"]
    assert root[0].text == "A <ladder>"
    assert root[1].get("fill") == "#1f3a5f"
    assert root[3].text == "decided & signed"
    assert root[3].get("font-weight") == "bold"


DOTS = Drawing(40, 20, (Disc(10, 10, 6, "#1f3a5f"), Disc(30.25, 10.5, 6, "#1f3a5f", full=False)))


def test_dots_are_full_or_rings() -> None:
    """As SVG circles, in PNG, and in PDF: a full one has ink in its middle, a ring has none
    there and some at its edge."""
    root = ElementTree.fromstring(to_svg(DOTS, "dots"))
    full, ring = root.iter(f"{SVG}circle")
    assert (full.get("fill"), ring.get("fill")) == ("#1f3a5f", "none")
    assert (ring.get("stroke"), full.get("stroke")) == ("#1f3a5f", None)
    image_module = pytest.importorskip("PIL.Image")
    pdfium = pytest.importorskip("pypdfium2")
    png = image_module.open(io.BytesIO(to_png(DOTS, 4))).convert("L")
    style = Style(page=Page(300, 300, 40, 40, 40, 40))
    document = Document("T", "en", "2026-01-01", (Figure(DOTS, "dots"),), style=style)
    opened = pdfium.PdfDocument(write(document)[0])
    page = opened[0].render(scale=4).to_pil().convert("L").crop((160, 160, 320, 240))
    opened.close()
    for picture in (png, page):
        dark = [picture.getpixel(at) < 128 for at in ((40, 40), (121, 42), (99, 42), (121, 64))]
        assert dark == [True, False, True, True]
        assert picture.getpixel((40, 12)) > 200  # above the first dot


@given(st.text())
@settings(deadline=None)
def test_any_label_is_sound_svg(text: str) -> None:
    """Whatever a label says, the SVG parses."""
    ElementTree.fromstring(to_svg(Drawing(10, 10, (Label(0, 5, text),)), text))


def test_png_shows_the_shapes() -> None:
    """Two pixels a point; the box, the line and the label are where the drawing has them."""
    image_module = pytest.importorskip("PIL.Image")
    image = image_module.open(io.BytesIO(to_png(DRAWING)))
    image.verify()
    image = image_module.open(io.BytesIO(to_png(DRAWING)))
    assert image.size == (200, 80)
    assert round(image.info["dpi"][0]) == 144
    assert image.getpixel((50, 40)) == (0x1F, 0x3A, 0x5F)
    assert image.getpixel((5, 5)) == (255, 255, 255)
    assert image.getpixel((150, 71)) == (0x9B, 0x1C, 0x1C)
    label = image.crop((100, 34, 190, 52)).convert("L")
    assert label.getextrema()[0] < 60


@pytest.mark.parametrize(("anchor", "left", "right"), [("start", 0, 1), ("end", 1, 0)])
def test_labels_start_or_end_at_their_place(anchor: str, left: int, right: int) -> None:
    """A label anchored at its end stands to the left of its place."""
    image_module = pytest.importorskip("PIL.Image")
    drawing = Drawing(100, 20, (Label(50, 15, "word", anchor=anchor),))  # type: ignore[arg-type]
    image = image_module.open(io.BytesIO(to_png(drawing))).convert("L")
    halves = [image.crop((0, 0, 99, 40)), image.crop((101, 0, 200, 40))]
    assert [half.getextrema()[0] < 128 for half in halves] == [bool(left), bool(right)]


def test_other_scripts_have_glyphs() -> None:
    """Devanagari and Japanese labels are not rows of the same empty box."""
    pictures = {
        to_png(Drawing(60, 20, (Label(2, 15, text),))) for text in ("नर", "कम", "日本", "文章")
    }
    assert len(pictures) == 4


def test_same_bytes() -> None:
    """The same drawing is the same PNG."""
    assert to_png(DRAWING) == to_png(DRAWING)


def test_shapes_cost_nothing_to_import() -> None:
    """Importing the shapes loads neither Pillow nor fonts."""
    code = "import sys, briefgen.figures; print([m for m in sys.modules if m.startswith('PIL')])"
    path = [entry for entry in sys.path if entry]
    ran = subprocess.check_output(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{code}"], text=True
    )
    assert ran.strip() == "[]"
