"""The lint finds what it says it finds: each planted fault is noticed."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefgen.writers.docx import write

from .lint import lint
from .sample import brief


def planted(part: str, old: str, new: str) -> bytes:
    """The sample brief with one replacement in one part."""
    data = write(brief())[0]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "found"),
    [
        ("document", 'w:name="mark_2"', 'w:name="MARK_1"', "bookmark mark_1 twice"),
        ("document", 'w:name="mark_2"', 'w:name="mark-2"', "bookmark name mark-2"),
        ("document", '<w:bookmarkEnd w:id="1"/>', "", "bookmarks that do not end"),
        (
            "document",
            'w:pStyle w:val="Title"',
            'w:pStyle w:val="Titel"',
            "no paragraph style Titel",
        ),
        ("document", 'w:numId w:val="1"', 'w:numId w:val="99"', "no list 99"),
        ("document", 'w:anchor="background"', 'w:anchor="nowhere"', "no bookmark nowhere"),
        ("document", 'r:id="rIdL1"', 'r:id="rIdL9"', "no relation rIdL9"),
        ("document", "</w:tcPr>", "</w:tcPr></w:tc><w:tc>", "must end with a paragraph"),
        ("document", "<w:tr>", "<w:tr>stray", "stray text 'stray'"),
        ("document", 'descr="Commitment', 'title="Commitment', "picture without alternative text"),
        (
            "document",
            'footnoteReference w:id="3"',
            'footnoteReference w:id="2"',
            "note 2 marked twice",
        ),
        ("footnotes", 'w:footnote w:id="3"', 'w:footnote w:id="2"', "note id 2 twice"),
        ("settings", '<w:footnote w:id="0"/>', "", "settings do not name the separators"),
    ],
)
def test_planted_faults(part: str, old: str, new: str, found: str) -> None:
    """One fault, one complaint that names it."""
    complaints = lint(planted(f"word/{part}.xml", old, new))
    assert any(found in complaint for complaint in complaints), complaints


def test_nothing_planted() -> None:
    """Without a fault there is no complaint."""
    assert lint(write(brief())[0]) == []
