"""Drawings of a brief's outcomes for the screen: when they are due, and how strong they are in
each theme. Each has the same in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.document import Figure, Style
from briefgen.workspace.model import Outcome


def timeline(outcomes: Iterable[Outcome], style: Style) -> tuple[Figure, ...]:
    return ()


def matrix(
    outcomes: Iterable[Outcome], titles: Mapping[str, str], style: Style
) -> tuple[Figure, ...]:
    return ()
