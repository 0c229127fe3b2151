"""The DOCX writer: a document tree as a Word file.

python-docx holds the package; the text is XML of our own (see `xml`). One module a kind of
node: `body` walks the blocks, `inlines` the words, `lists`, `tables`, `figures` and `notes`
what their names say; `styles`, `page` and `properties` write what stands around the text,
`fonts` and `subset` the typefaces that travel in the file; `letterhead` puts all of it into
an office's own file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from briefgen.diagnostics import Diagnostic
from briefgen.document import Document, Letterhead, with_rendering
from briefgen.writers.docx import page, xml
from briefgen.writers.docx.body import write_blocks
from briefgen.writers.docx.comments import comments_xml
from briefgen.writers.docx.custom import ITEM, custom_parts, letterhead_texts, provenance_xml
from briefgen.writers.docx.figures import NAMESPACES as DRAWING
from briefgen.writers.docx.fonts import font_table
from briefgen.writers.docx.lists import numbering_xml
from briefgen.writers.docx.notes import footnotes_xml
from briefgen.writers.docx.package import FONT, PartFile, Seal, pack, zipped
from briefgen.writers.docx.place import Place
from briefgen.writers.docx.properties import app_xml, core_xml
from briefgen.writers.docx.story import Manuscript, Story, anchors, bookmark_names
from briefgen.writers.docx.styles import styles_xml


def write(document: Document) -> tuple[bytes, list[Diagnostic]]:
    """The brief as a Word file, and what could not be shown as asked.

    The same document gives the same bytes. A tree that breaks its own rules (marks that do
    not run from 1 in reading order, a citation without number) is a `ValueError`.
    """
    if document.letterhead is not None:
        return _write_on(document, document.letterhead)
    manuscript = Manuscript(document, bookmark_names(anchors(document)))
    files = _written(manuscript, page.text_width(document.style.page))
    return pack(files, _TOP, _seal(document)), manuscript.diagnostics


def _write_on(document: Document, letterhead: Letterhead) -> tuple[bytes, list[Diagnostic]]:
    """The brief on an office's letterhead; without bytes when that cannot be used."""
    from briefgen.writers.docx.letterhead import prepare, told
    from briefgen.writers.docx.letterhead.fold import fold

    prepared = prepare(document, letterhead)
    if isinstance(prepared, Diagnostic):
        return b"", [prepared]
    document = prepared.document
    names = bookmark_names(anchors(document), prepared.names)
    manuscript = Manuscript(document, names, ids=prepared.ids)
    files = _written(manuscript, prepared.opened.width, prepared.break_before)
    folded = fold(prepared.opened, document, files, _TOP, prepared.known)
    seal = None
    if document.provenance:
        main = prepared.opened.file.main
        brief = next(file.data for file in files if file.name == "/word/document.xml")
        seal = _seal(document, letterhead_texts(folded.parts[main], brief))
        assert seal is not None
        seal = (folded.names[seal[0]], seal[1])
    found = told(prepared, letterhead.path, folded.marked, folded.given)
    return zipped(folded.parts, seal), manuscript.diagnostics + found


def _written(manuscript: Manuscript, width: int, break_before: bool = False) -> list[PartFile]:
    """The parts of a brief whose text is `width` twips wide."""
    document = manuscript.document
    body, notes = Story(manuscript, break_before=break_before), Story(manuscript, kind="notes")
    text = write_blocks(body, document.blocks, Place(width=width))
    numbers = list(range(1, len(document.notes) + 1))
    if manuscript.marks != numbers or [note.number for note in document.notes] != numbers:
        raise ValueError("marks and notes must run from 1 without gaps in reading order")
    if text.endswith("</w:tbl>") or not text:
        # Word wants a paragraph after the last table.
        text += xml.paragraph('<w:pStyle w:val="BriefSmall"/>', "")
    main = (
        f"{xml.DECLARATION}<w:document {xml.NAMESPACES} {DRAWING}><w:body>{text}"
        f"{page.section(document)}</w:body></w:document>"
    )
    footnotes = footnotes_xml(notes, document.notes)
    files = _files(manuscript, body, notes, main, footnotes)
    _report_replaced(manuscript)
    return files


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TOP = {
    "rId1": ("officeDocument", "/word/document.xml"),
    "rId2": ("core-properties", "/docProps/core.xml"),
    "rId3": ("extended-properties", "/docProps/app.xml"),
}


def _files(
    manuscript: Manuscript, body: Story, notes: Story, main: str, footnotes: str
) -> list[PartFile]:
    document = manuscript.document
    marking = manuscript.clean(document.marking)
    running = manuscript.clean(document.running)
    watermark = manuscript.clean(document.watermark)
    table = font_table(manuscript, main + footnotes)
    # What document.xml refers to, in the order of its relation ids.
    kinds: list[tuple[str, str, str, str]] = [
        # relation id, kind, file, text
        ("rIdFontTable", "fontTable", "fontTable", table.xml),
        ("rIdFooter", "footer", "footer1", page.footer_xml(running, marking, document)),
        ("rIdFootnotes", "footnotes", "footnotes", footnotes),
        ("rIdNumbering", "numbering", "numbering", numbering_xml(manuscript)),
        ("rIdSettings", "settings", "settings", page.settings_xml(document.style, document.lang)),
        ("rIdStyles", "styles", "styles", styles_xml(document.style, document.lang)),
    ]
    if document.comments:
        kinds.append(("rIdComments", "comments", "comments", comments_xml(manuscript)))
    if marking or watermark:
        text = page.header_xml(marking, watermark, document)
        kinds.append(("rIdHeader", "header", "header1", text))
    files: list[PartFile] = []
    refers: dict[str, tuple[str, str]] = {}
    for key, kind, stem, content in kinds:
        name = f"/word/{stem}.xml"
        refers[key] = (kind, name)
        links = _by_id(notes.links) if kind == "footnotes" else {}
        faces = {f: ("font", _font(f)) for f in table.faces} if kind == "fontTable" else {}
        files.append(PartFile(name, f"{_WORD}{kind}+xml", content.encode(), faces, links))
    files += [PartFile(_font(key), FONT, face.data) for key, face in table.faces.items()]
    for number, picture in enumerate(manuscript.pictures, 1):
        for key, ending, type_, data in (
            ("rIdPng", "png", "image/png", picture.png),
            ("rIdSvg", "svg", "image/svg+xml", picture.svg),
        ):
            name = f"/word/media/figure{number}.{ending}"
            refers[f"{key}{number}"] = ("image", name)
            files.append(PartFile(name, type_, data))
    custom = custom_parts(document)
    for number, part in enumerate(custom[::2], 1):  # each is followed by its properties
        refers[f"rIdCustom{number}"] = ("customXml", part.name)
    files += custom
    files += [
        PartFile(
            "/word/document.xml",
            f"{_WORD}document.main+xml",
            main.encode(),
            refers,
            _by_id(body.links),
        ),
        PartFile(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core_xml(document).encode(),
        ),
        PartFile(
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            app_xml().encode(),
        ),
    ]
    return files


def _seal(document: Document, letterhead: list[str] | None = None) -> Seal | None:
    """The provenance, which names the digest of every other part, and the paragraphs that are
    the letterhead's."""
    if not document.provenance:
        return None

    def content(digests: Mapping[str, str]) -> bytes:
        parts = ",".join(f'"{name}":"{digest}"' for name, digest in digests.items())
        around = f',"letterhead":{json.dumps(letterhead)}' if letterhead is not None else ""
        rendering = f'{{"format":"docx","parts":{{{parts}}}{around}}}'
        return provenance_xml(with_rendering(document.provenance, rendering))

    return ITEM, content


def _font(relation: str) -> str:
    """Where the face with a relation id lies."""
    return f"/word/fonts/{relation.removeprefix('rId').lower()}.odttf"


def _by_id(links: dict[str, str]) -> dict[str, str]:
    return {key: url for url, key in links.items()}


def _report_replaced(manuscript: Manuscript) -> None:
    if manuscript.replaced:
        codes = ", ".join(f"U+{ord(c):04X}" for c in sorted(set(manuscript.replaced))[:5])
        manuscript.unsupported(
            f"{len(manuscript.replaced)} characters that a Word file cannot hold "
            f"are shown as `\N{REPLACEMENT CHARACTER}`: {codes}"
        )
