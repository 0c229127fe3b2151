"""What other programs make of a brief on a letterhead, also on one that LibreOffice saved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.writers.docx import write

from . import offices
from .lint import lint
from .outside import THOROUGH, libreoffice, nodes, pages, pandoc, sdk_errors
from .outside import words as read
from .sample import brief
from .test_letterhead import codes, on

#: Letterheads by name; the first ones are judged on every run, all by `make validate`.
SAMPLE = {
    "french": offices.ministry("fr"),
    "japanese": offices.ministry("ja", separators=(0, 1), marked=False),
    "plain": offices.plain(offices.paragraph("")),
}
ALL = SAMPLE | {
    "english": offices.ministry("en", separators=(0, 1)),
    "german": offices.ministry("de", marked=False, spaced=False),
    "control": offices.ministry(
        body=offices.control("body", offices.paragraph(offices.run("x")), more="")
    ),
}

#: A letterhead in LibreOffice's own format: a cover page with a header and footer of its own, a
#: note, and the brief's place on a page in another style.
FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
 <style:text-properties fo:color="#7a1f3d" fo:font-size="16pt"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="3mm"/>
 </style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="210mm"
 fo:page-height="297mm" fo:margin-left="35mm" fo:margin-right="25mm" fo:margin-top="20mm"
 fo:margin-bottom="20mm"/><style:header-style><style:header-footer-properties fo:min-height="10mm"/>
 </style:header-style><style:footer-style><style:header-footer-properties fo:min-height="10mm"/>
 </style:footer-style></style:page-layout>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"
 style:master-page-name="Second"/>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header>
<text:p>Duchy of Florin – {{marking}}</text:p></style:header></style:master-page>
<style:master-page style:name="Second" style:page-layout-name="pm1"><style:header>
<text:p>Duchy of Florin, chancery</text:p></style:header><style:footer>
<text:p>Sheet <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>
</office:master-styles>
<office:body><office:text>
<text:p text:style-name="Standard">{{ti<text:span>tle}}</text:span></text:p>
<text:p text:style-name="Standard">Of {{date}}<text:note text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>By courier.</text:p>
</text:note-body></text:note></text:p>
<text:p text:style-name="P1">{{body}}</text:p>
<text:p text:style-name="Standard">Copies: the duke</text:p>
</office:text></office:body></office:document>
"""


@pytest.fixture(scope="module")
def florin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A letterhead that LibreOffice saved as DOCX, and the brief on it."""
    folder = tmp_path_factory.mktemp("florin")
    source = folder / "florin.fodt"
    source.write_text(FODT, encoding="utf-8")
    letterhead = libreoffice(source, "docx", folder)
    before = letterhead.read_bytes()
    data, said = write(on(before))
    assert codes(said, "warning") == codes(said, "error") == []
    assert set(lint(data)) <= set(lint(before))
    made = folder / "brief.docx"
    made.write_bytes(data)
    return letterhead, made


@pytest.mark.parametrize("name", ALL if THOROUGH else SAMPLE)
def test_open_xml_sdk_finds_nothing(name: str, tmp_path: Path) -> None:
    """A brief on a letterhead without faults is valid."""
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    before.write_bytes(ALL[name])
    after.write_bytes(write(on(ALL[name]))[0])
    assert not sdk_errors(before), "the letterhead itself"
    assert not sdk_errors(after)


def test_open_xml_sdk_finds_nothing_new(florin: tuple[Path, Path]) -> None:
    """LibreOffice's files have faults of their own: the brief adds none."""
    letterhead, made = florin
    assert not sdk_errors(made) - sdk_errors(letterhead)


def test_libreoffice_shows_the_brief_on_its_own_letterhead(florin: tuple[Path, Path]) -> None:
    """Cover, both headers, page numbers, the marking on every page, notes from 1."""
    _, made = florin
    shown = pages(libreoffice(made, "pdf", made.parent))
    assert "Grain and the port of Lutz" in shown[0]
    assert "6 May 2031" in shown[0]
    assert "By courier." in shown[0]
    assert "Duchy of Florin – OFFICIAL" in shown[0]
    assert all("Duchy of Florin, chancery" in page for page in shown[1:])
    assert all("OFFICIAL" in page for page in shown)
    assert "Copies: the duke" in shown[-1]
    assert "Sheet 2" in shown[1]
    # The first note after the cover is note 1, with the words of the brief's first note.
    assert re.search(r"^\s*1\s+“The two sides agreed", shown[1], re.MULTILINE)


def test_pandoc_reads_it_whole(tmp_path: Path) -> None:
    """Notes, links both ways, headings, the table with its header row, lists with their starts."""
    file = tmp_path / "brief.docx"
    file.write_bytes(write(on(offices.ministry("fr")))[0])
    blocks = pandoc(file)
    notes = list(nodes(blocks, "Note"))
    # Of a paragraph with a text box pandoc reads the box alone: the letterhead's note is lost
    # in its own file too.
    assert len(notes) == 30
    targets = [link[2][0] for note in notes for link in nodes(note, "Link")]
    assert targets == [f"#gazette_{n}" for n in range(1, 31)]
    back = {link[2][0] for link in nodes(blocks, "Link") if "↑" in read(link[1])}
    assert back == {f"#mark_{n}" for n in range(1, 31)}
    headings = [(level, read(text)) for level, _, text in nodes(blocks, "Header")]
    assert headings[0] == (1, "What was agreed")
    assert [level for level, _ in headings] == [1, 1, 2, 1, 2]
    table = list(nodes(blocks, "Table"))[-1]
    assert [read(c) for c in table[3][1][0][1]] == ["Outcome", "Strength", "Who", "By when"]
    assert len(table[4][0][3]) == 12
    assert [o[0][0] for o in nodes(blocks, "OrderedList")][-3:] == [1, 1, 4]


def test_mammoth_reads_it_whole(tmp_path: Path) -> None:
    """The same in HTML: headings, table head, notes with links to and fro, nested lists."""
    mammoth = pytest.importorskip("mammoth", reason="mammoth is not installed")
    for data in (write(brief())[0], write(on(offices.ministry("de")))[0]):
        file = tmp_path / "brief.docx"
        file.write_bytes(data)
        with file.open("rb") as opened:
            html = mammoth.convert_to_html(opened).value
        assert re.findall(r"<h1>(?:<a[^>]*></a>)*([^<]+)", html)[0] == "What was agreed"
        assert html.count("<th>") + html.count("<th ") == 4
        assert html.count('<li id="footnote-') >= 30
        assert 'href="#gazette_30"' in html
        assert 'href="https://example.org/report?year=2031&amp;page=4#p4"' in html
        assert re.search(r"<ul>.*<ol><li>First the survey\.</li>", html, re.DOTALL)
