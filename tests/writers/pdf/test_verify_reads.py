"""`briefgen verify` reads what the writer writes, and shares no code with it: whatever the
document, its paragraphs, cells and notes come back letter for letter."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefgen.document import Attachment, Document
from briefgen.provenance.letters import letters
from briefgen.provenance.visible import body_pieces, note_texts
from briefgen.verify.pdf_reading import read_pdf
from briefgen.verify.received import Received
from briefgen.writers.pdf import write

from ..stated import stated
from .samples import brief, every_node
from .test_hostile import EXTREMES
from .test_random import Maker
from .validators import broken, page_validation, verapdf


def texts(received: Received) -> tuple[list[str], dict[int, str]]:
    """The letters of what was read; what has none is left out."""
    body = [kept for piece in received.body if (kept := letters(piece.text))]
    notes = {n: kept for n, note in received.notes.items() if (kept := letters(note.text))}
    return body, notes


def expected(document: Document) -> tuple[list[str], dict[int, str]]:
    """The letters of what the tree says."""
    body = [kept for piece in body_pieces(document) if (kept := letters(piece.text))]
    numbered = enumerate(note_texts(document), 1)
    return body, {n: kept for n, text in numbered if (kept := letters(text))}


DOCUMENTS = {
    "brief": brief(),
    "nodes": every_node(),
    **{f"random {seed}": Maker(seed).document() for seed in range(300, 320)},
    **{name: made for name, made in EXTREMES.items() if name != "labels wider than their room"},
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_read_back(name: str) -> None:
    """Nothing lost, nothing added, in order; every page is drawn as the statement says."""
    document = stated(DOCUMENTS[name])
    received = read_pdf(write(document)[0])
    assert texts(received) == expected(document)
    assert received.doubts == ()
    assert received.stray == ()
    assert received.as_built


def test_after_qpdf() -> None:
    """Object streams and a table of objects in a stream are read like the plain file."""
    document = stated(every_node())
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(write(document)[0])) as file:
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/ObjStm" in out.getvalue()
    received = read_pdf(out.getvalue())
    assert texts(received) == expected(document)
    assert received.as_built


@pytest.mark.parametrize("judge", [verapdf, page_validation])
def test_what_is_attached_conforms(judge: Callable[..., Any], tmp_path: Path) -> None:
    """ISO 19005-3 6.8: a statement and sources, with names and texts that are not ASCII."""
    sources = (
        Attachment("gazette.txt", "text/plain", "Źródło (1) „\\”", "Source", "अ\r\n".encode()),
        Attachment("बुलेटिन.txt", "text/plain", "", "Source", b""),
    )
    data, diagnostics = write(replace(stated(brief()), attachments=sources))
    assert diagnostics == []
    assert broken(judge({"attached": data}, tmp_path)) == {}
    with pikepdf.open(io.BytesIO(data)) as file:
        held = {name: found.get_file().read_bytes() for name, found in file.attachments.items()}
    assert held["gazette.txt"] == "अ\r\n".encode()
    assert len(held) == 3
