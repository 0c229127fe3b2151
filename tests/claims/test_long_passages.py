"""A passage may be a whole document on one line; a sentence is compared with it all the same."""

from __future__ import annotations

from time import process_time

import pytest

from briefgen import check_claim

SENTENCES = [
    "They agreed to open the fund in January 2026 for $5 billion. ",
    "Minister John Smith of Zubrowka and Prime Minister Jane Doe agreed in Lutz. ",
    "They did not agree to open, nor may they consider, the fund that was not denied. ",
    "Of the parties 5 of 10 gave 15 percent, 3.5 million tonnes and 200 people by 2030. ",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cost_grows_with_length(sentence: str) -> None:
    """Eight times the passage takes some eight times as long, and by no means sixty-four."""
    claim = "Zubrowka and Ruritania will open a joint customs office in March 2026 for $7 billion."

    def cost(times: int) -> float:
        passage = sentence * times + "Zubrowka and Ruritania decided to open a customs office."
        began = process_time()
        check_claim(claim, [passage])
        return process_time() - began

    cost(10)  # tables are made once
    small, large = min(cost(400), cost(401)), cost(3_200)  # what was read once is kept
    assert large < 40 * small
