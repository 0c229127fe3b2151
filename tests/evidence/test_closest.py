"""How a quote differs from the passage that is closest to it."""

from __future__ import annotations

import pytest

from briefgen.evidence.closest import difference


@pytest.mark.parametrize(
    ("there", "quote", "expected"),
    [
        ("open a joint office in Lutz", "open a joint house in Lutz", ("house", "office", 0)),
        ("agreed on $15 billion", "agreed on $1.5 billion", ("$1.5", "$15", 0)),
        ("they did not agree on fees", "they did agree on fees", ("", "not", 0)),
        ("they agreed on fees", "they never agreed on fees", ("never", "", 0)),
        ("Florin and Guilder met", "florin and guilder met", ("florin", "Florin", 1)),
        ("they met in Lutz", "they met […] Lutz", None),
        ("a b c d e f g h i k", "a z c y e x g w i v", None),
    ],
)
def test_difference(there: str, quote: str, expected: tuple[str, str, int] | None) -> None:
    """The first words that differ, what stands there, and how many more such places there are."""
    assert difference(there, quote) == expected
