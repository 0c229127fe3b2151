"""A day and its month, a number and its unit, a digest and its name stay on one line."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from briefgen.document import Document, Note, NoteMark, Page, Paragraph, Style, Text
from briefgen.writers.pdf import write
from briefgen.writers.pdf.ties import tied

from .reading import pdfium_pages

#: A line's end inside what is read as one. Lines end with their space.
PARTED = re.compile(
    r"\b(4|31|30|per|12|40|000|15|sha256)\s*\n(March|December|per|cent|billion|000|tonnes|km|d90)"
)
TEXT = (
    "Zubrowka and Florin agreed on 4 March 2026 to dredge the port of Lutz by 31 December 2031, "
    "at a cost of 30 per cent of the levy, or 12 billion crowns; the port takes ships of 40 000 "
    "tonnes and lies 15 km from the coast; archived text sha256 d90bb87d7905."
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("4", "March"),
        ("(4", "March,"),
        ("4.", "März"),
        ("1", "janvier"),
        ("4", "March12"),  # with the number of a note
        ("March", "4,"),
        ("30", "per"),
        ("per", "cent."),
        ("$12", "billion"),
        ("40", "000"),
        ("3.5", "%"),
        ("15", "km"),
        ("sha256", "d90bb87d7905…"),
    ],
)
def test_read_as_one(before: str, after: str) -> None:
    """These are."""
    assert tied(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026", "the"),
        ("March", "2026"),
        ("of", "March"),
        ("per", "year"),
        ("2030,", "2031"),
        ("", ""),
    ],
)
def test_not_read_as_one(before: str, after: str) -> None:
    """These are not: the fewer ties, the more even are the lines."""
    assert not tied(before, after)


@pytest.mark.parametrize("align", ["left", "justify"])
@pytest.mark.parametrize("width", [300, 420, 520])
def test_no_line_ends_inside(width: int, align: Literal["left", "justify"]) -> None:
    """Wherever the words begin; and what is copied has the spaces that were written."""
    blocks = tuple(Paragraph((Text("so " * shift + TEXT),)) for shift in range(28))
    style = Style(page=Page(width, 4000, 40, 40, 40, 40), align=align)
    data, diagnostics = write(Document("T", "en-GB", "2026-01-01", blocks, style=style))
    assert diagnostics == []
    (page,) = pdfium_pages(data)
    assert PARTED.findall(page) == []
    assert " ".join(re.split(r"[ \r\n]+", page)).count(TEXT) == 28


def test_the_number_of_a_note_does_not_part() -> None:
    """A month that bears a note is a month."""
    for shift in range(28):
        line = (Text("so " * shift + "on 4 March"), NoteMark(1), Text(" they met in Lutz again."))
        note = Note(1, (Text("See there."),))
        style = Style(page=Page(300, 360, 40, 40, 40, 40))
        document = Document("T", "en", "2026-01-01", (Paragraph(line),), (note,), style=style)
        data, diagnostics = write(document)
        assert diagnostics == []
        assert not re.search(r"\b4\s*\nMarch", "".join(pdfium_pages(data)))
