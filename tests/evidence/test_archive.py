"""Archived texts: how they are made from what was received."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.evidence.archive import archive_text


def test_one_passage_a_line() -> None:
    """Blank lines go, words stay, and the last line has an end."""
    original = "\ufeffTitle\r\n\r\n  First  passage. \r\n\t\r\nSecond\u00a0one."
    assert archive_text(original) == "Title\nFirst  passage.\nSecond\u00a0one.\n"


def test_nothing() -> None:
    """A file without words makes no passages."""
    assert archive_text(" \n\n\t") == ""


@given(st.text(max_size=200))
def test_archiving_twice_changes_nothing(original: str) -> None:
    """An archived text is its own archived text."""
    once = archive_text(original)
    assert archive_text(once) == once


@given(st.text(st.sampled_from("ab \n\r\t\u2028\x85.-"), max_size=200))
def test_words_are_kept(original: str) -> None:
    """No word is lost, added or moved."""
    assert archive_text(original).split() == original.split()
