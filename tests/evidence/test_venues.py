"""A meeting took place where its passages say so, and a side's name is no place."""

from __future__ import annotations

import re

import pytest

from briefgen.evidence.checks import venues


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ministers met in Lutz on 5 March.", True),
        ("The ministers met in the old city of Lutz.", True),
        ("The talks, hosted by Lutz, went on.", True),
        ("Motegi, visiting Lutz, held talks.", True),
        ("LUTZ, 5 March: the ministers met.", True),
        ("The Dialogue was held on Friday; Lutz and Strelsau elevated their partnership.", False),
        ("The Dialogue, at which Lutz and Strelsau spoke, is over.", False),
        ("They spoke of Lutz.", False),
    ],
)
def test_places_and_sides(text: str, told: bool) -> None:
    """A place has its preposition, a host or the head of the report; capitals that act have not."""
    found = re.search(venues._BEFORE + r"Lutz(?!\w)", text, re.IGNORECASE)
    assert (found is not None) == told
