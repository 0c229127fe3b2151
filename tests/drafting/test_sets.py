"""How well the rules tell outcomes: the goals, on labelled sentences of invented states."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import evaluate

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def halves() -> dict[str, evaluate.Score]:
    return evaluate.report()[1]


@pytest.mark.parametrize("half", evaluate.HALVES)
def test_the_goals_are_reached(half: str, halves: dict[str, evaluate.Score]) -> None:
    """Detection F1 at least 0.90, 95 % of the commitments right, themes' macro F1 at least 0.85."""
    one = halves[half]
    assert one.f1 >= 0.90
    assert one.commitment >= 0.95
    assert one.macro() >= 0.85


@pytest.mark.parametrize("half", evaluate.HALVES)
def test_nothing_is_made_up(half: str, halves: dict[str, evaluate.Score]) -> None:
    """Each quote is verbatim, and no proposal is stronger than a build allows its quote."""
    one = halves[half]
    assert one.verbatim == one.within == one.found + one.false


@pytest.mark.parametrize("half", evaluate.HALVES)
def test_better_than_a_search_for_stems(half: str, halves: dict[str, evaluate.Score]) -> None:
    """The sets are no easy game: a search for the stems of verbs stays far behind."""
    items = [
        item
        for path in sorted((evaluate.SETS / half).glob("*.txt"))
        for item in evaluate.labelled(path)
    ]
    assert evaluate.by_stems(items).f1 < 0.80 < halves[half].f1


def test_no_sentence_is_in_both_halves() -> None:
    """What is held out is held out."""
    texts = [
        {
            item.text
            for path in (evaluate.SETS / half).glob("*.txt")
            for item in evaluate.labelled(path)
        }
        for half in evaluate.HALVES
    ]
    assert texts[0].isdisjoint(texts[1])


def test_the_published_figures_are_these() -> None:
    """`docs/drafting.md` says what `make evaluate` says."""
    published = (ROOT / "docs" / "drafting.md").read_text(encoding="utf-8")
    assert published.split(evaluate.MARK)[1].strip() == evaluate.report()[0].strip()
