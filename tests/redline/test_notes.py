"""Notes that changed, where another note says the same."""

from __future__ import annotations

from briefgen.redline import redline
from briefgen.writers.docx import write

from .drafts import document
from .settled import story


def test_two_new_notes_that_say_the_same() -> None:
    """Only one of them was the old note, and that one has its words again."""
    long = "the levy of Zubrowka is not what it was"
    old = write(document([("paragraph", [("plain", "port"), ("note", "not the levy")])]))[0]
    new = write(document([("box", [[("note", long), ("note", long)]])]))[0]
    made, problems = redline(old, new, ("old.docx", "new.docx"))
    assert problems == []
    assert made is not None
    assert story(made.data, "accept") == story(new, "accept")
    assert story(made.data, "reject") == story(old, "accept")
    assert story(made.data, "reject") == [("BodyText", "port noted[\tnot the levy]")]
