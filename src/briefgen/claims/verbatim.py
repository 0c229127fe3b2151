"""A sentence that a passage has as a sentence of its own, word for word, or as the head of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from briefgen.claims.sentences import sentences
from briefgen.regex import regex

#: Words inside quotation marks are somebody's: who says them is a question for the rules.
_QUOTATION = frozenset("\"“”„«»'‘")

#: What may stand after the head of a sentence: one more clause beside it.
_BESIDE = regex(r"(?:, and |; )([^,;:()—–]+)\Z")
#: Words with which a clause says of the one before it whether, when, or on whose word it holds.
_REACHING_BACK = regex(
    r"\b(?:if|unless|until|once|when|whenever|provided|providing|subject|only|except|but|not|no|"
    r"never|nor|neither|however|although|though|both|neither|either|should|would|may|might|could|"
    r"this|that|these|those|it|which|latter|former|so|then|said|says|told|according|claim\w*|"
    r"report(?:ed|edly)|alleg\w*|den(?:y|ied|ies)|reject\w*|withdr\w+|later|otherwise|instead)\b",
    re.IGNORECASE,
)


def stands_as_it_is(sentence: str, passages: Iterable[str]) -> bool:
    """Whether a passage has the sentence whole and unchanged but for runs of space, or has it and
    then, beside it, one more clause that says nothing of it (`…, and the fund opens in May.`); or
    whether that is so of each of its clauses that stand side by side.

    Such a sentence says what its passages say, so that no rule needs to look at it. A passage
    with quotation marks is left to the rules: in it a sentence may be one side's words.
    """
    texts = [_whole(passage) for passage in passages]
    wanted = " ".join(sentence.split())
    if _stands(wanted, texts):
        return True
    beside = re.split(r", and |; ", wanted)
    return len(beside) > 1 and all(_stands(f"{c.removesuffix('.')}.", texts) for c in beside)


def _stands(wanted: str, texts: Iterable[frozenset[str]]) -> bool:
    head = wanted.removesuffix(".")
    for sentences_of in texts:
        if wanted in sentences_of:
            return True
        for one in sentences_of:
            if one.startswith(head) and (beside := _BESIDE.match(one, len(head))):
                return not _REACHING_BACK.search(beside[1])
    return False


@lru_cache(maxsize=512)
def _whole(passage: str) -> frozenset[str]:
    if not _QUOTATION.isdisjoint(passage):
        return frozenset()
    return frozenset(" ".join(passage[start:end].split()) for start, end in sentences(passage))


#: What makes of a detail a part of a longer word or number: `5 million` in `$1.5 million`.
_INSIDE_BEFORE = regex(r"(?:[\w$€£¥+−-]|\d[.,])\Z")


_INSIDE_AFTER = regex(r"[\w%-]|[.,]\d")


def stands_inside(text: str, passages: tuple[str, ...]) -> bool:
    """Whether a detail stands in a passage word for word, and not inside a word or a number."""
    for passage in passages:
        at = passage.find(text)
        while at >= 0:
            end = at + len(text)
            if not _INSIDE_BEFORE.search(passage, max(at - 2, 0), at) and not (
                _INSIDE_AFTER.match(passage, end)
            ):
                return True
            at = passage.find(text, at + 1)
    return False
