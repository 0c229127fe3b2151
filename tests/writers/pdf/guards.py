"""What no validator sees: whether the tagged text is the brief's own, all of it and in order.

A validator knows the file, not the document: text marked as decoration, two paragraphs
exchanged, a wrong ActualText all conform. Here the document is compared with what pdfium reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document import Document

from .pdfium_tree import Node, pages
from .reading import block_texts, inline_text, solid

#: What the writer adds to the text (labels of lists and notes), and text inside drawings.
_ADDED = frozenset(("Lbl", "Figure"))


def _told(node: Node, notes: dict[str, str], note: str = "") -> Iterator[str]:
    """The text of the body in reading order; that of notes goes into `notes` by their IDs."""
    if node.kind == "Note":
        note = node.ident or "?"
        notes.setdefault(note, "")
    for kid in node.kids:
        if isinstance(kid, str):
            if note:
                notes[note] += kid
            else:
                yield kid
        elif kid.kind not in _ADDED:
            yield from _told(kid, notes, note)


def faults(document: Document, data: bytes) -> list[str]:
    """Everything in which the tagged text is not the document's. For documents in which no row
    of a table is cut by a page."""
    found: list[str] = []
    notes: dict[str, str] = {}
    body = ""
    for number, page in enumerate(pages(data), 1):
        found += [f"page {number}: no element has {text!r}" for text in page.orphans]
        if page.unmarked:
            found.append(f"page {number}: {page.unmarked} objects are neither text nor artifact")
        body += "".join(text for root in page.roots for text in _told(root, notes))
    wanted = "".join(text for block in document.blocks for text in block_texts(block, labels=False))
    if solid(body) != solid(wanted):
        found.append(f"the body reads {solid(body)!r}, not {solid(wanted)!r}")
    for note in document.notes:
        text = notes.pop(f"note-{note.number}", "")
        if solid(text) != solid(inline_text(note.children)):
            found.append(f"note {note.number} reads {text!r}")
    found += [f"there is no note {ident}" for ident in notes]
    return found
