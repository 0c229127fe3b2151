"""PDFs for tests of their reader: set by reportlab, or written by hand, object by object."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from briefgen.ingest.pdf import read
from briefgen.ingest.reading import Reading

#: A joint statement of two countries that do not exist.
STATEMENT = (
    "The Ministers of Florin and Guilder met in Port Buttercup on 6 March 2026 and reaffirmed "
    "their long-standing commitment to freedom of navigation in the Strait of Buttercup and to "
    "the peaceful settlement of disputes in accordance with international law.",
    "They agreed to establish a joint maritime coordination centre in Port Buttercup by the end "
    "of 2027, and welcomed the initiative of Freedonia to contribute observers. The centre will "
    "be led by the two countries in turn, beginning with Guilder.",
    "Guilder announced an additional contribution of 12.5 million crowns to the lighthouse fund "
    "and expressed appreciation for the interdisciplinary research programme that was "
    "inaugurated in Lutz last year. Florin will consider a contribution of its own.",
    "Both sides underlined the importance of decision-making on the basis of the best available "
    "scientific evidence. They discussed tariffs on salt, without coming to an agreement, and "
    "will take the matter up again at the next round.",
    "The Ministers noted the concerns of fishing communities on both coasts, and instructed "
    "their officials to prepare recommendations before the summer.",
)


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of what a function draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def in_columns(
    paragraphs: Sequence[str],
    columns: int = 2,
    height: float = 700,
    furniture: Callable[[Canvas, int], None] | None = None,
    **style: Any,
) -> bytes:
    """Paragraphs set in columns by platypus, on as many pages as they need."""
    buffer = io.BytesIO()
    wide = 470 / columns
    frames = [
        Frame(60 + n * wide, 770 - height, wide - 15, height, 0, 0, 0, 0) for n in range(columns)
    ]

    def page(canvas: Canvas, document: Any) -> None:
        if furniture is not None:
            furniture(canvas, document.page)

    document = BaseDocTemplate(buffer, pagesize=(595, 842), invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=page))
    given = {"fontName": "Times-Roman", "fontSize": 10, "leading": 12, "spaceAfter": 6} | style
    look = ParagraphStyle("body", **given)
    document.build([Paragraph(text, look) for text in paragraphs])
    return buffer.getvalue()


def reading(data: bytes) -> Reading:
    """A PDF that can be read, as it is read."""
    found, problems = read(data, "statement.pdf")
    assert problems == []
    assert found is not None
    return found


def texts(found: Reading, kind: str = "") -> list[str]:
    return [block.text for block in found.blocks if kind in ("", block.kind)]


def refused(data: bytes) -> tuple[str, str]:
    """The code and the message with which a file is refused."""
    found, problems = read(data, "statement.pdf")
    assert found is None
    [problem] = problems
    assert problem.path == "statement.pdf"
    assert problem.hints
    return problem.code, problem.message


def objects(*contents: bytes, trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1; the first is its catalog."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(contents, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(contents) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, trailer, len(out))
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(content: bytes, resources: bytes = b"<<>>", *others: bytes) -> bytes:
    """A PDF of one page with this content stream; `others` are objects from number 5."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources%s>>" % resources,
        content,
        *others,
    )


HELVETICA = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
