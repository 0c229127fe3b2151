"""Notes in the margin: what a draft says of its own words, beside the line that they stand in."""

from __future__ import annotations

from briefgen.document import Comment, Document, Text
from briefgen.writers.pdf.inlines import Composer
from briefgen.writers.pdf.look import Look
from briefgen.writers.pdf.paint import PagePainter
from briefgen.writers.pdf.runs import Ink, Line
from briefgen.writers.pdf.structure import Elem

SIZE = 5.8
LEADING = 7.0
#: Between the body and the notes, between the notes and the edge of the paper, between two notes.
GAP, EDGE, BETWEEN = 7.0, 7.0, 4.0
#: A longer note is cut: the comment in the Word file and the terminal say all of it.
MOST_LINES = 14
NARROWEST = 30.0


def write_in_margin(
    document: Document, look: Look, composer: Composer, painter: PagePainter, right: float
) -> None:
    """Write the comments whose words begin on a page beside them. `right` is where the body ends.

    Each is a Note of the structure tree, next to the element that holds its words. Notes that
    would overlap are moved down, and up again from the foot of the page.
    """
    paper = document.style.page
    width = max(paper.width - right - GAP - EDGE, NARROWEST)
    x = min(right + GAP, paper.width - width - EDGE)
    comments = {comment.number: comment for comment in document.comments}
    notes: list[tuple[float, list[Line]]] = []
    for number, y in sorted(painter.remarks, key=lambda remark: (remark[1], remark[0])):
        lines = _lines(comments[number], look, composer, width)
        top = y - SIZE
        if notes:
            above, held = notes[-1]
            top = max(top, above + len(held) * LEADING + BETWEEN)
        notes.append((top, lines))
    limit = paper.height - 18.0
    for at in range(len(notes) - 1, -1, -1):
        top, lines = notes[at]
        top = max(min(top, limit - len(lines) * LEADING), 12.0)
        notes[at] = (top, lines)
        limit = top - BETWEEN
    painter.lines_at(
        [
            (x, top + SIZE + index * LEADING, line)
            for top, lines in notes
            for index, line in enumerate(lines)
        ]
    )


def _lines(comment: Comment, look: Look, composer: Composer, width: float) -> list[Line]:
    elem = Elem("Note", composer.remarked[comment.number], inline=True)
    elem.ident = f"comment-{comment.number}"
    label = Ink("heading", SIZE, look.marking, bold=True)
    words = Ink("heading", SIZE, look.text)
    strip = composer.strip((Text(f"{comment.label}: "),), label, elem)
    strip.reopen()
    composer.add(strip, (Text(comment.text),), words, elem)
    strip.close()
    lines = strip.lines(width, False, True)
    if len(lines) > MOST_LINES:
        cut = comment.text
        while len(lines) > MOST_LINES:
            cut = cut[: int(len(cut) * 0.9)].rsplit(" ", 1)[0]
            strip = composer.strip((Text(f"{comment.label}: "),), label, elem)
            strip.reopen()
            composer.add(strip, (Text(f"{cut} …"),), words, elem)
            strip.close()
            lines = strip.lines(width, False, True)
    return lines
