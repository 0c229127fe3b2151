"""What the operative verb of a quote commits to, case by case in `commitments.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.evidence.checks.commitments import strength

CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "commitments.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("step", "quote"), CASES)
def test_strength(step: str, quote: str) -> None:
    """A quote commits to what its verb and its complement say."""
    assert strength(quote).commitment == step, strength(quote)


def test_words_that_decided_are_named() -> None:
    """The author is told which words make an outcome what it is."""
    assert strength("They agreed to consider a fund").words == "agreed to consider"
    assert strength("Florin hoped to sign it").words == "hoped"
    assert strength("Critical minerals").words == ""
