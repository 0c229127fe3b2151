"""The PDF writer: shape, break, paginate, paint.

    setting   blocks -> shaped blocks and the structure tree
    blocks    shaped blocks -> rows, lines broken
    paginate  rows -> pages, notes at the foot of the page of their mark
    paint     pages -> content streams, links, destinations
    assemble  everything -> one file

Tagged throughout (ISO 14289-1, PDF/UA-1) and archivable (ISO 19005-3, PDF/A-3a).
"""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic
from briefgen.document import Document


def write(document: Document) -> tuple[bytes, list[Diagnostic]]:
    """The document as a PDF file, and what could not be shown as it was asked.

    Diagnostics: `glyph-missing`, `font-unusable`, `layout-overflow`, `writer-unsupported`,
    `too-many-pages` and (a warning) `bottom-line-long`. The bytes are always a whole file;
    the same document gives the same bytes.
    """
    # reportlab is imported with the modules that make the file, not with this package.
    from briefgen.writers.pdf.writing import write as write_document

    return write_document(document)
