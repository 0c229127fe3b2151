"""Documents with a statement of where they come from, as `briefgen verify` looks for it."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document import Document
from briefgen.provenance.statement import visible, written
from briefgen.provenance.visible import body_pieces, note_texts

ZEROS = "0" * 64


def stated(document: Document) -> Document:
    """The document with a statement about a brief that rests on nothing."""
    said = {
        "format": 1,
        "generator": {"name": "briefgen", "version": "0"},
        "brief": {
            "title": document.title, "date": document.date, "language": document.lang,
            "organisation": "", "marking": document.marking, "running": document.running,
            "themes": ["any"], "template": {"name": "any", "sha256": ZEROS},
        },
        "workspace": {"sha256": ZEROS},
        "sources": [],
        "notes": [],
        "ledger": {"quotes": {"checked": 0, "failed": 0, "skipped": []}},
        "visible": visible(body_pieces(document), note_texts(document)),
    }  # fmt: skip
    return replace(document, provenance=written(said))
