"""Word files written by hand, part by part (ECMA-376), for tests of their reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from briefgen.ingest.docx import read
from briefgen.ingest.reading import Reading

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Parts that a document may have: its relation's kind and the root of its XML.
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "settings": "settings",
    "header1": "hdr",
    "footer1": "ftr",
}


def pack(parts: dict[str, str | bytes]) -> bytes:
    """Parts as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file with this body; `others` are the insides of further parts,
    `core` and `app` those of its properties."""
    rels = types = ""
    parts: dict[str, str | bytes] = {}
    package = f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    for key, inside in others.items():
        if key in ("core", "app"):
            parts[f"docProps/{key}.xml"] = inside
            kind = (
                f"{_PACKAGE}/metadata/core-properties"
                if key == "core"
                else f"{_OFFICE}/extended-properties"
            )
            package += f'<Relationship Id="{key}" Type="{kind}" Target="docProps/{key}.xml"/>'
            continue
        root = _PARTS[key]
        parts[f"word/{key}.xml"] = f"<w:{root} {NAMES}>{inside}</w:{root}>"
        relation = key.rstrip("1")
        rels += f'<Relationship Id="{key}" Type="{_OFFICE}/{relation}" Target="{key}.xml"/>'
        types += f'<Override PartName="/word/{key}.xml" ContentType="{_WORD}.{relation}+xml"/>'
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{package}</Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{rels}</Relationships>',
        **parts,
    }


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, style: str = "", look: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(part if part.startswith("<") else r(part) for part in inside)
    return f"<w:p><w:pPr>{named}{look}</w:pPr>{runs}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, look: str = "") -> str:
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def tc(*inside: str, look: str = "") -> str:
    content = "".join(part if part.startswith("<") else p(part) for part in inside)
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


Word = Callable[..., Reading]


@pytest.fixture
def word() -> Word:
    """Reads a Word file with a body, and further parts by name."""

    def reading(body: str, **others: str) -> Reading:
        found, problems = read(pack(parts_of(body, **others)), "statement.docx")
        assert problems == []
        assert found is not None
        return found

    return reading


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in reading.blocks]


def refused(data: bytes) -> tuple[str, str]:
    """The code and the message with which a file is refused."""
    found, problems = read(data, "statement.docx")
    assert found is None
    [problem] = problems
    assert problem.path == "statement.docx"
    return problem.code, problem.message
