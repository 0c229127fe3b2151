"""The fields of an outcome beside the words of its quotes."""

from __future__ import annotations

import pytest

from briefgen.claims import records

PARTIES = ("Zubrowka", "Ruritania")


@pytest.mark.parametrize(
    ("named", "passage", "wrong"),
    [
        (("Zubrowka",), "Ruritania pledged to open a customs office.", "Zubrowka"),
        (PARTIES, "Ruritania pledged to open a customs office.", "Zubrowka"),
        (("Zubrowka",), "The Ruritanian side expressed interest in buying trains.", "Zubrowka"),
        (("Zubrowka",), "The office will be opened by Ruritania.", "Zubrowka"),
        (("Ruritania",), "Ruritania pledged to open a customs office.", None),
        (("Ruritania",), "Both sides agreed to open a customs office.", None),
        (PARTIES, "Zubrowka and Ruritania agreed to open a customs office.", None),
        (PARTIES, "Zubrowka agreed with Ruritania to open a customs office.", None),
        (
            PARTIES,
            "It was signed by Minister Ana Doll of Zubrowka and Ivo Lindt of Ruritania.",
            None,
        ),
        (("Zubrowka",), "Anna Berg welcomed the customs office.", None),  # whose minister she is
    ],
)
def test_actors(named: tuple[str, ...], passage: str, wrong: str | None) -> None:
    """A column that says who acts names the side that the quote has, and all of them."""
    found = records.actors(named, PARTIES, ((passage, (passage,)),), ())
    assert (found.words if found else None) == wrong


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("$5 million", "will lend $5 million", True),
        ("5 million dollars", "will lend $5 million", True),
        ("$3 million", "will lend $5 million", False),
        ("$3 million", "will open an office", False),  # another sentence gives it, for the road
        ("up to $5 million", "will lend up to $5 million", True),
    ],
)
def test_amount(text: str, quote: str, right: bool) -> None:
    """An amount that stands elsewhere in the passage is not the outcome's."""
    assert (records.amount(text, (quote,)) is None) == right


def test_shares_exchanged() -> None:
    """Each side's share is its own."""
    passage = "Zubrowka will pay 60 per cent and Ruritania 40 per cent."
    assert records.shared_out("Zubrowka 60 per cent, Ruritania 40 per cent", (passage,)) is None
    assert records.shared_out("Zubrowka 40 per cent, Ruritania 60 per cent", (passage,)) is not None
