"""Cutting text where the script changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers.docx.scripts import runs, slot, starts_right_to_left


@given(st.text())
def test_pieces_are_the_text(text: str) -> None:
    """Joined, the pieces are the text, and none is empty."""
    pieces = [piece for _, piece in runs(text)]
    assert "".join(pieces) == text
    assert all(pieces)


def test_scripts() -> None:
    """Spaces go with the words before them; punctuation of Latin is Latin."""
    assert list(runs("a – “b” ●●○ नरेन्द्र मोदी, 日本語 שלום")) == [
        ("latin", "a – “b” "),
        ("symbol", "●●○ "),
        ("indic", "नरेन्द्र मोदी"),
        ("latin", ", "),
        ("east-asian", "日本語 "),
        ("rtl", "שלום"),
    ]


def test_slots() -> None:
    """Each language belongs to one of Word's three."""
    assert [slot(tag) for tag in ("en-GB", "hi", "ja-JP", "ar", "zh-Hant")] == [
        "val",
        "bidi",
        "eastAsia",
        "bidi",
        "eastAsia",
    ]


def test_first_letter_decides_the_direction() -> None:
    """Digits and punctuation before it do not count."""
    assert starts_right_to_left("12. שלום")
    assert not starts_right_to_left("a שלום")
    assert not starts_right_to_left("12.")
