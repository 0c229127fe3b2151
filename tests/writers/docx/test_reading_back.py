"""What other programs read out of the file: pandoc, LibreOffice, the Open XML SDK."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.document import Comment, Document, Inline, Note, NoteMark, Paragraph, Remarked, Text
from briefgen.writers.docx import write

from . import outside
from .lint import lint
from .outside import nodes, words
from .sample import brief


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample brief as a file."""
    data, diagnostics = write(brief())
    assert diagnostics == []
    assert lint(data) == []
    path = tmp_path_factory.mktemp("docx") / "brief.docx"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def pandoc(file: Path) -> Any:
    """The blocks that pandoc reads, as its JSON."""
    return outside.pandoc(file)


def test_pandoc_reads_every_note_and_its_link(pandoc: Any) -> None:
    """Thirty notes, each linked to a passage whose bookmark pandoc finds too."""
    notes = list(nodes(pandoc, "Note"))
    assert len(notes) == 30
    targets = [link[2][0] for note in notes for link in nodes(note, "Link")]
    assert targets == [f"#gazette_{n}" for n in range(1, 31)]
    anchors = {span[0][0] for span in nodes(pandoc, "Span")}
    assert {target[1:] for target in targets} <= anchors


def test_pandoc_reads_the_links_back(pandoc: Any) -> None:
    """Each passage links back to its mark, which is an anchor."""
    back = {link[2][0]: words(link[1]) for link in nodes(pandoc, "Link") if "↑" in words(link[1])}
    assert back == {f"#mark_{n}": f"↑{n}" for n in range(1, 31)}
    assert {f"mark_{n}" for n in range(1, 31)} <= {span[0][0] for span in nodes(pandoc, "Span")}


def test_pandoc_reads_links_to_the_world(pandoc: Any) -> None:
    """The whole address, with `&` and `#`."""
    targets = [link[2][0] for link in nodes(pandoc, "Link")]
    assert "https://example.org/report?year=2031&page=4#p4" in targets
    assert "#background" in targets


def test_pandoc_reads_headings(pandoc: Any) -> None:
    """Levels as in the tree; the title is the document's, not a heading."""
    headings = [(level, words(text)) for level, _, text in nodes(pandoc, "Header")]
    assert headings == [
        (1, "What was agreed"),
        (1, "Background"),
        (2, "Left open"),
        (1, "Annex: what the sources say"),
        (2, "The Zubrowka Gazette, 7 May 2031"),
    ]


def test_pandoc_reads_the_table(pandoc: Any) -> None:
    """One header row, twelve rows, four cells each."""
    (table,) = nodes(pandoc, "Table")
    head, body = table[3][1], table[4][0][3]
    assert [words(c) for c in head[0][1]] == ["Outcome", "Strength", "Who", "By when"]
    assert len(body) == 12
    assert words(body[0][1][1]) == "●●●●●\u00a0signed"


def test_pandoc_reads_lists(pandoc: Any) -> None:
    """Bullets and numbers, the numbered list inside the second bullet, the one from four."""
    bullets = list(nodes(pandoc, "BulletList"))
    assert [len(items) for items in bullets] == [2, 2]
    (nested,) = nodes(bullets[0][1], "OrderedList")
    assert [words(item) for item in nested[1]] == ["First the survey.", "Then the dredging."]
    numbered = list(nodes(pandoc, "OrderedList"))
    assert [(o[0][0], o[0][1]["t"]) for o in numbered] == [
        (1, "Decimal"),
        (1, "Decimal"),
        (4, "Decimal"),
    ]


def test_pandoc_reads_the_figure(pandoc: Any) -> None:
    """The picture with its text alternative."""
    (image,) = nodes(pandoc, "Image")
    assert words(image[1]).startswith("Commitment ladder: 1 signed, 4 decided")


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The brief with a watermark and a label."""
    path = tmp_path_factory.mktemp("docx") / "draft.docx"
    colours = ("#FFC000", "#000000")
    document = replace(brief(), watermark="DRAFT", marking="TLP:AMBER", marking_colours=colours)
    path.write_bytes(write(document)[0])
    return path


@pytest.mark.parametrize("which", ["file", "draft"])
def test_open_xml_sdk_finds_nothing(which: str, request: pytest.FixtureRequest) -> None:
    """The file is valid by the validator of Microsoft's Open XML SDK."""
    file: Path = request.getfixturevalue(which)
    assert not outside.sdk_errors(file)


def test_libreoffice_shows_the_whole_brief(file: Path, tmp_path: Path) -> None:
    """LibreOffice opens it, and its PDF has the marking on each page and every note."""
    pdf = outside.libreoffice(file, "pdf", tmp_path)
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(pdf) as opened:
        # Read from the file: they are installed hardly anywhere.
        shown = {
            str(font.BaseFont).partition("+")[2]
            for page in opened.pages
            for font in page.Resources.Font.values()
        }
    assert {"SourceSerif4-Regular", "SourceSerif4-Italic", "SourceSans3-Bold"} <= shown
    pages = outside.pages(pdf)
    assert len(pages) >= 4
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL") == 2
        assert f"page {number} of {len(pages)}" in page
    for note in range(1, 31):
        assert any(f"passage {note}." in page for page in pages)


def test_a_comment_moves_no_note_in_libreoffice(tmp_path: Path) -> None:
    """LibreOffice gives each mark its own note, also where a comment stands between the first
    and the second mark; and the comment is about the words that it was about."""

    def sentence(number: int, *commented: Inline) -> Paragraph:
        return Paragraph((Text("It was "), *commented, Text(" agreed."), NoteMark(number)))

    notes = tuple(Note(n, (Text(f"Of the {word}."),)) for n, word in enumerate(WORDS, 1))
    made = Document(
        title="Straits",
        lang="en",
        date="2031-03-01",
        style=brief().style,
        blocks=(
            sentence(1),
            sentence(2, Remarked((Text("firmly"),), (1, 2))),
            sentence(3, Remarked((Text("loosely"),), (3,))),
            sentence(4),
        ),
        notes=notes,
        comments=tuple(Comment(n, "claim", f"Finding {n}") for n in (1, 2, 3)),
    )
    file = tmp_path / "remarked.docx"
    file.write_bytes(write(made)[0])
    shown = " ".join(outside.pages(outside.libreoffice(file, "pdf", tmp_path))[0].split())
    assert " ".join(f"{n} Of the {word}." for n, word in enumerate(WORDS, 1)) in shown
    saved = zipfile.ZipFile(outside.libreoffice(file, "docx:MS Word 2007 XML", tmp_path))
    text = saved.read("word/document.xml").decode()
    ranges = re.findall(r"commentRangeStart(.*?)commentRangeEnd", text)
    held = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in ranges]
    assert held == ["firmly", "loosely"]


WORDS = ("first", "second", "third", "fourth")
