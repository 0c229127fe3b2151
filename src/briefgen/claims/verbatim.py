"""A sentence that a passage has as a sentence of its own, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from briefgen.claims.sentences import sentences

#: Words inside quotation marks are somebody's: who says them is a question for the rules.
_QUOTATION = frozenset("\"“”„«»'‘")


def stands_as_it_is(sentence: str, passages: Iterable[str]) -> bool:
    """Whether a passage has the sentence whole and unchanged but for runs of space.

    Such a sentence says what its passage says, so that no rule needs to look at it. A passage
    with quotation marks is left to the rules: in it a sentence may be one side's words.
    """
    wanted = " ".join(sentence.split())
    return any(wanted in _whole(passage) for passage in passages)


@lru_cache(maxsize=512)
def _whole(passage: str) -> frozenset[str]:
    if not _QUOTATION.isdisjoint(passage):
        return frozenset()
    return frozenset(" ".join(passage[start:end].split()) for start, end in sentences(passage))
