"""Sentences about what a source does not say."""

from __future__ import annotations

from briefgen.claims.alignment import Pair

_SOURCES = frozenset(
    """
    source sources report reports article text statement passage passages document communique
    readout account
    """.split()
)
_TELLING = frozenset(
    """
    say says give gives name names mention mentions report reports state states specify specifies
    describe describes explain explains contain contains record records indicate indicates set
    sets provide provides
    """.split()
)
_DENYING = frozenset("not no nor nothing neither none without doesn't don't".split())


def said_before(pair: Pair) -> str:
    """What such a sentence says before it: `Health was discussed` in `Health was discussed, but the
    source gives no result`; empty when it says nothing else."""
    for index, token in enumerate(pair.s.tokens):
        if (
            token.fold in _SOURCES
            and index >= 4
            and pair.s.tokens[index - 2].fold in ("but", "and", "though")
        ):
            return pair.s.text[: pair.s.tokens[index - 2].start].rstrip(" ,;") + "."
    return ""


def says_nothing(pair: Pair) -> bool:
    """Whether a sentence tells that its source is silent: `The source gives no date for a meeting`.

    Such a sentence denies nothing that the passage says, so only its numbers, dates and names are
    looked up in it.
    """
    tokens = pair.s.tokens
    for index, token in enumerate(tokens):
        if (
            token.fold in _SOURCES
            and index
            and tokens[index - 1].fold in ("the", "this", "its", "no", "neither")
        ):
            after = [t.fold for t in tokens[index + 1 : index + 8]]
            if any(word in _TELLING for word in after) and any(
                word in _DENYING
                for word in after + [t.fold for t in tokens[index + 8 : index + 14]]
            ):
                return True
    return False
