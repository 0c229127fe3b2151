"""Lower bounds: the same brief written by hand with python-docx and with platypus.

They read ready-made JSON, check nothing, and the PDF is untagged, breaks no paragraph and
repeats no table header; no program built on these libraries can be expected to do better.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import timing

Pieces = str | list[str | int]


# ------------------------------------------------------------------------ python-docx


def write_docx(content: dict[str, Any], path: Path) -> None:
    from docx import Document
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.text.paragraph import Paragraph

    document = Document()
    styles = document.styles
    body, heading, grid = styles["Normal"], styles["Heading 1"], styles["Light Grid"]
    document.add_heading(content["title"], 0)
    docx_runs(document.add_paragraph(style=body), content["meta"])
    docx_runs(document.add_paragraph(style=styles["Intense Quote"]), content["bottom_line"])
    document.add_paragraph(content["scale"], body)
    for entry in content["tables"]:
        document.add_paragraph(entry["heading"], heading)
        rows = [entry["header"], *entry["rows"]]
        table = document.add_table(len(rows), 3, grid)
        for row, cells in zip(table._tbl.tr_lst, rows, strict=True):
            for cell, pieces in zip(row.tc_lst, cells, strict=True):
                docx_runs(Paragraph(cell.p_lst[0], table), pieces)
    for section in content["sections"]:
        document.add_paragraph(section["heading"], heading)
        for pieces in section["paragraphs"]:
            docx_runs(document.add_paragraph(style=body), pieces)
    document.add_paragraph("Sources", heading)
    for passage in content["annex"]:
        paragraph = document.add_paragraph(style=body)
        bookmark(paragraph, passage["number"])
        paragraph.add_run(passage["quote"]).underline = True
        paragraph.add_run(passage["rest"])
    package, uri = document.part.package, PackURI("/word/footnotes.xml")
    part = Part(uri, CONTENT_TYPE.WML_FOOTNOTES, footnotes(content["notes"]), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))


def docx_runs(paragraph: Any, pieces: Pieces) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for piece in [pieces] if isinstance(pieces, str) else pieces:
        if isinstance(piece, str):
            paragraph.add_run(piece)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(piece))
        run._r.append(reference)


def bookmark(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), f"passage-{number}")
        paragraph._p.append(element)
    paragraph.add_run(f"{number} ").bold = True


def footnotes(notes: Sequence[dict[str, Any]]) -> bytes:
    from docx_template import FOOTNOTES, RAISED

    start = FOOTNOTES[: FOOTNOTES.index("{%")]
    link = '<w:hyperlink w:anchor="passage-{0}"><w:r><w:t>{0}</w:t></w:r></w:hyperlink>'
    parts = [
        f'<w:footnote w:id="{note["number"]}"><w:p><w:r>{RAISED}<w:footnoteRef/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {escape(note["text"])} </w:t></w:r>'
        f"{''.join(map(link.format, note['passages']))}</w:p></w:footnote>"
        for note in notes
    ]
    return (start + "".join(parts) + "</w:footnotes>").encode()


# --------------------------------------------------------------------------- platypus

WIDTH, HEIGHT, MARGIN = 595.276, 841.89, 74.0
COLUMNS = (90, 267, 90)


class Paragraphs:
    """Registers the fonts once and makes paragraphs in a few sizes."""

    def __init__(self) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.platypus.paragraph import Paragraph

        for name in ("Regular", "Bold"):
            pdfmetrics.registerFont(TTFont(name, str(timing.FONTS / f"SourceSerif4-{name}.ttf")))
        pdfmetrics.registerFontFamily("Regular", "Regular", "Bold", "Regular", "Bold")
        self.paragraph = Paragraph
        self.styles = {
            size: ParagraphStyle(str(size), fontName="Regular", fontSize=size, leading=size * 1.3)
            for size in (8, 9, 10.5, 12, 14, 20)
        }

    def make(self, pieces: Pieces, size: float = 10.5) -> Any:
        return self.paragraph(marked_up(pieces), self.styles[size])


def marked_up(pieces: Pieces) -> str:
    if isinstance(pieces, str):
        return escape(pieces)
    mark = '<super><a href="#note-{0}">{0}</a></super>'
    return "".join(escape(p) if isinstance(p, str) else mark.format(p) for p in pieces)


def marks(pieces: Pieces) -> list[int]:
    return [] if isinstance(pieces, str) else [p for p in pieces if isinstance(p, int)]


def flow(content: dict[str, Any], make: Any, paragraphs: Paragraphs) -> Iterator[tuple[Any, list]]:
    """Everything in printed order, each with the numbers of its notes."""
    from reportlab.platypus.tables import Table

    yield make(content["title"], 20), []
    yield make(content["meta"]), marks(content["meta"])
    yield make(content["bottom_line"], 12), marks(content["bottom_line"])
    yield make(content["scale"]), []
    for entry in content["tables"]:
        yield make(entry["heading"], 14), []
        for row in [entry["header"], *entry["rows"]]:
            cells = [make(cell, 9) for cell in row]
            yield Table([cells], colWidths=COLUMNS), marks(row[1])
    for section in content["sections"]:
        yield make(section["heading"], 14), []
        for pieces in section["paragraphs"]:
            yield make(pieces), marks(pieces)
    yield make("Sources", 14), []
    for passage in content["annex"]:
        text = f'<a name="passage-{passage["number"]}"/><b>{passage["number"]}</b> '
        text += f"<u>{escape(passage['quote'])}</u>{escape(passage['rest'])}"
        yield paragraphs.paragraph(text, paragraphs.styles[9]), []


def write_pdf(content: dict[str, Any], path: Path, paragraphs: Paragraphs) -> None:
    from reportlab.pdfgen.canvas import Canvas

    width, room = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
    canvas.setTitle(content["title"])

    def note(number: int) -> tuple[Any, float]:
        entry = content["notes"][number - 1]
        text = f'<a name="note-{number}"/><super>{number}</super> {escape(entry["text"])} '
        link = '<a href="#passage-{0}">{0}</a>'
        text += ", ".join(map(link.format, entry["passages"]))
        made = paragraphs.paragraph(text, paragraphs.styles[8])
        return made, made.wrap(width, room)[1]

    def finish_page() -> None:
        y = MARGIN
        for made, height in reversed(foot):
            made.drawOn(canvas, MARGIN, y)
            y += height
        canvas.showPage()
        foot.clear()

    used, foot = 0.0, []
    for flowable, numbers in flow(content, paragraphs.make, paragraphs):
        height = flowable.wrap(width, room)[1]
        notes = [note(number) for number in numbers]
        need = height + sum(h for _, h in notes)
        if used + need + sum(h for _, h in foot) > room:
            finish_page()
            used = 0.0
        flowable.drawOn(canvas, MARGIN, HEIGHT - MARGIN - used - height)
        used += height + 6
        foot += notes
    finish_page()
    canvas.save()


if __name__ == "__main__":
    wanted = timing.format_wanted()
    paragraphs = None if wanted == "docx" else Paragraphs()

    def render(bases: Sequence[Path], out: Path) -> None:
        for base in bases:
            content = json.loads(base.with_suffix(".json").read_text(encoding="utf-8"))
            if wanted != "pdf":
                write_docx(content, out / f"{base.name}.docx")
            if paragraphs is not None:
                write_pdf(content, out / f"{base.name}.pdf", paragraphs)

    timing.run(render)
