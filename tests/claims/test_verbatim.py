"""Sentences that stand in their passage as they are."""

from __future__ import annotations

import pytest

from briefgen.claims import check_claim
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


@pytest.mark.parametrize("sentence", ["They fell from 18 per cent => 81 per cent", "4 per cent"])
def test_a_unit_at_the_very_end(sentence: str) -> None:
    """A unit of two words at the end of a sentence once ran past it."""
    assert check_claim(sentence, [PASSAGE])


def test_a_judgement_without_facts_needs_no_passages() -> None:
    """Advice is free, but not when it brings a number, a date, a name or an office."""
    advice = "Ask for a first estimate of the costs before the meeting."
    assert check_claim(advice, [PASSAGE], judgement=True) == ()
    for fact in (
        "Ask for the 7 million crowns before the meeting.",
        "Ask for a first estimate of the costs by March 2031.",
        "Ask Sylvania for a first estimate of the costs.",
    ):
        assert check_claim(fact, [PASSAGE], judgement=True)
