"""The HTML writer: one file with the brief, and its sources beside it.

    inlines, tables, figures, blocks   the tree as markup
    sources      the archived sources, with the words that notes cite
    page         all of it on one page, as `page.css` and `page.js` show and move it
    shell        a page that asks nobody for anything; `colours` its two palettes

The page is a plain linked document; the script only adds to it. Nothing of it comes from
elsewhere, and its policy lets nothing in.
"""

from __future__ import annotations

from hashlib import sha256

from briefgen.diagnostics import CODES, Diagnostic
from briefgen.document import Document, with_rendering
from briefgen.writers.html.page import brief_page, with_provenance


def write(document: Document) -> tuple[bytes, list[Diagnostic]]:
    """The brief as a page, and what could not be shown as asked. The same document gives the
    same bytes.

    A tree that breaks its own rules (marks that do not run from 1 in reading order, a citation
    without number) is a `ValueError`.
    """
    made, here = brief_page(document)
    numbers = list(range(1, len(document.notes) + 1))
    if here.marks != numbers or [note.number for note in document.notes] != numbers:
        raise ValueError("marks and notes must run from 1 without gaps in reading order")
    if document.provenance:
        digest = sha256(made.encode()).hexdigest()
        rendering = f'{{"format":"html","page_sha256":"{digest}"}}'
        made = with_provenance(made, with_rendering(document.provenance, rendering))
    code = "writer-unsupported"
    problems = [
        Diagnostic(code, f"{CODES[code]}; {what}", severity="warning")
        for what in dict.fromkeys(here.unsupported)
    ]
    return made.encode(), problems
