"""`briefgen verify` reads what the writer writes, and shares no code with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.document import Attachment
from briefgen.provenance.letters import letters
from briefgen.provenance.visible import body_pieces, note_texts
from briefgen.verify.docx_reading import read_docx
from briefgen.writers.docx import write

from ..stated import stated
from . import outside
from .lint import lint
from .sample import brief


@pytest.mark.parametrize("changes", [{}, {"marking": ""}, {"lang": "hi", "watermark": "DRAFT"}])
def test_the_sample_is_read_back(changes: dict[str, str]) -> None:
    """Every paragraph, cell and note, letter for letter, and every part as it was built."""
    document = stated(brief(**changes))
    received = read_docx(write(document)[0])
    wanted = [kept for piece in body_pieces(document) if (kept := letters(piece.text))]
    found = [kept for piece in received.body if (kept := letters(piece.text))]
    assert found == wanted
    assert {n: letters(note.text) for n, note in received.notes.items()} == {
        n: letters(text) for n, text in enumerate(note_texts(document), 1)
    }
    assert received.doubts == ()
    assert received.stray == ()
    assert received.as_built
    assert all(letters(document.marking) in letters(text) for text in received.frame)


def test_what_travels_in_it_is_valid(tmp_path: Path) -> None:
    """The Open XML SDK and our own rules agree; a source comes back word for word."""
    text = "First line\r\nSecond & <third>\n"
    source = Attachment("gazette.txt", "text/plain", "A source", "Source", text.encode())
    data, diagnostics = write(replace(stated(brief()), attachments=(source,)))
    assert diagnostics == []
    assert lint(data) == []
    assert read_docx(data).sources == {"gazette": text.encode()}
    (tmp_path / "brief.docx").write_bytes(data)
    assert not outside.sdk_errors(tmp_path / "brief.docx")
