"""Sentences that stand in their passage as they are."""

from __future__ import annotations

import pytest

from briefgen.claims.verbatim import stands_as_it_is

PASSAGE = "Florin will lease the port of Vesna. Guilder did not agree to pay 5 million crowns."


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Florin will lease the port of Vesna.", True),
        ("Florin will  lease the\nport of Vesna.", True),
        ("Guilder did not agree to pay 5 million crowns.", True),
        ("agree to pay 5 million crowns.", False),
        ("Florin will lease the port of Vesna", False),
        ("Florin will lease the port of Vesno.", False),
    ],
)
def test_only_a_whole_sentence_stands(sentence: str, stands: bool) -> None:
    """A part of a sentence does not stand: what it leaves out may deny it."""
    assert stands_as_it_is(sentence, [PASSAGE]) is stands


def test_speech_is_left_to_the_rules() -> None:
    """A sentence of somebody's speech is not printed as if it were nobody's."""
    speech = "The envoy said: “We are ready. Florin will lease the port of Vesna. So be it.”"
    assert not stands_as_it_is("Florin will lease the port of Vesna.", [speech])
