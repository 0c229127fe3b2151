"""Word, PDF and page say the same, word for word, note for note, cell for cell.

Each file is read back by a reader that shares no code with its writer, and the three are held
against each other, not against what was meant to be written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import pipeline, plan
from briefgen.provenance.letters import letters
from briefgen.verify.docx_reading import read_docx
from briefgen.verify.html_reading import read_html
from briefgen.verify.pdf_reading import read_pdf
from briefgen.verify.received import Received

from .conftest import ROOT, STRAITS

READERS = {"docx": read_docx, "pdf": read_pdf, "html": read_html}


def text(received: Received) -> str:
    return "".join(letters(piece.text) for piece in received.body)


def cells(received: Received) -> dict[tuple[int, int, int], str]:
    found: dict[tuple[int, int, int], str] = {}
    for piece in received.body:
        if piece.cell is not None and letters(piece.text):
            found[piece.cell] = found.get(piece.cell, "") + letters(piece.text)
    return found


def notes(received: Received) -> dict[int, str]:
    return {number: letters(note.text) for number, note in received.notes.items()}


@pytest.mark.parametrize(
    "template", ["policy-brief", "at-a-glance", "talking-points", "outcome-matrix"]
)
@pytest.mark.parametrize(("root", "theme"), [(ROOT, "regional"), (STRAITS, "fisheries")])
def test_three_formats_one_text(tmp_path: Path, root: Path, theme: str, template: str) -> None:
    options = plan.Options((theme,), template, formats=tuple(READERS), out=tmp_path)
    (built,) = pipeline.build(root, options).built
    docx, pdf, html = (
        READERS[path.suffix[1:]](path.read_bytes())
        for path in sorted(built.files, key=lambda path: list(READERS).index(path.suffix[1:]))
    )
    assert text(html) == text(docx) == text(pdf) != ""
    assert cells(html) == cells(docx) == cells(pdf)
    assert bool(cells(html)) == (template != "talking-points")  # which have no tables
    assert notes(html) == notes(docx) == notes(pdf) != {}
    assert len(notes(html)) == built.notes
