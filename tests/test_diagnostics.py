"""Hints at the closest known word."""

from __future__ import annotations

import time

from briefgen.diagnostics import did_you_mean


def said(word: str, known: list[str]) -> list[str]:
    return [hint.message for hint in did_you_mean(word, known)]


def test_the_closest_word() -> None:
    """A word that was mistyped is named, in any case and among many names."""
    known = ["minerals", "Ports", "tariffs"]
    assert said("ports", known) == ["did you mean `Ports`?"]
    assert said("mineral", known) == ["did you mean `minerals`?"]
    assert said("xyzzy", known) == ["known: `Ports`, `minerals`, `tariffs`"]
    many = [f"outcome-{number}" for number in range(3000)] + known
    assert said("minerlas", many) == ["did you mean `minerals`?"]
    assert said("xyzzy", many) == []


def test_among_many_names() -> None:
    """Ten thousand names that all look alike cost no more than five hundred."""
    many = [f"outcome-{number:05}" for number in range(10_000)]
    before = time.process_time()
    for _ in range(5):
        said("outcmoe-xxxxx", many)
    assert time.process_time() - before < 1
