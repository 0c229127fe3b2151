"""What a screen reader is told: the structure tree, read back from the file."""

from __future__ import annotations

import itertools
from pathlib import Path

from briefgen.document import Document, Paragraph, Portion, Text
from briefgen.writers.pdf import write

from .reading import document_texts, solid, structure
from .samples import brief, every_node

EXPECTED = Path(__file__).parent / "expected" / "every_node.txt"


def test_every_node_in_reading_order(update: bool) -> None:
    """The tree of a document with every node is the one that a person has read and kept."""
    data, diagnostics = write(every_node())
    assert diagnostics == []
    outline = structure(data).outline() + "\n"
    if update:
        EXPECTED.parent.mkdir(exist_ok=True)
        EXPECTED.write_text(outline, encoding="utf-8")
    assert outline == EXPECTED.read_text(encoding="utf-8")


def test_a_whole_brief_is_told_in_order() -> None:
    """All text of the body comes in the order of the document, over page breaks too."""
    document = brief()
    whole = structure(write(document)[0])
    notes = {element.ident for element in whole.walk() if element.kind == "Note"}
    assert notes == {f"note-{n}" for n in range(1, 31)}
    told = solid("".join(e.text for e in whole.kids if e.kind != "Note"))
    at = 0
    bodies = document_texts(document)[: -len(document.notes)]
    for text in bodies:
        # list items and cells hold their notes; look a word at a time there
        for word in text.split():
            found = told.find(solid(word), at)
            assert found >= 0, word
            at = found


def test_headings_begin_at_one_and_skip_none() -> None:
    """ISO 14289-1 7.4.2: the first heading is H1 and no level is left out."""
    for document in (brief(), every_node()):
        kinds = [e.kind for e in structure(write(document)[0]).walk()]
        levels = [int(kind[1]) for kind in kinds if kind[0] == "H" and kind[1:].isdigit()]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later <= before + 1 for before, later in itertools.pairwise(levels))


def test_notes_follow_the_sentence_that_they_belong_to() -> None:
    """In a cell or a list item the note comes after its mark, never before it."""
    for element in structure(write(every_node())[0]).walk():
        kinds = [kid.kind for kid in element.kids]
        if "Note" in kinds and "Reference" in kinds:
            assert kinds.index("Reference") < kinds.index("Note")


def test_a_portion_mark_is_told_first() -> None:
    """It is text of its paragraph, before all other words."""
    inlines = (Portion((Text("(O) "),)), Text("Words."))
    data, diagnostics = write(Document("T", "en", "2026-01-01", (Paragraph(inlines),)))
    assert diagnostics == []
    assert structure(data).outline() == "Document\n  P: (O) Words."
