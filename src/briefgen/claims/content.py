"""The rule of content: a word exchanged in a sentence that is otherwise the passage's own."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.relations import alike

#: Words so general that they may stand for almost anything.
_GENERAL = frozenset(
    "thing matter way area issue move effort time part number level side field point place kind form case "
    "use work role term aspect element item topic subject step country people report statement meeting "
    "source text article account passage document".split()
)
_VERBATIM = 0.74


def content(pair: Pair) -> Iterator[Finding]:
    """Where a sentence is otherwise the passage's own words, a noun, verb or adjective that stands in no
    cited passage, nor any word that may stand for it, in the place of another word of the passage."""
    if pair.share < _VERBATIM or len(pair.s.content) < 4:
        return
    mine = pair.s.content
    low, high = -1, -1
    if pair.nearest_sentence >= 0:
        low, high = pair.p.sentence_ranges[pair.nearest_sentence]
    theirs = [i for i in pair.p.content if low <= i < high]
    missing = [i for i in mine if not pair.found(i)]
    if not theirs or not missing or len(missing) > 2:
        return
    for index in missing:
        token = pair.s.tokens[index]
        if token.kind != "word" or token.capital or token.fold in _GENERAL or token.stem in _GENERAL:
            continue
        if token.fold in o.SAYING or (token.fold,) in o.COMMITMENT or (token.fold,) in o.HEDGES:
            continue
        there = _place(pair, index, mine, theirs)
        if there is None:
            continue
        other = pair.p.tokens[there]
        yield pair.finding(
            "claim-content", "error", index, index,
            f"the passage says `{other.text}` here, not `{token.text}`", there, f"write `{other.text}`",
        )  # fmt: skip


def _place(pair: Pair, index: int, mine: list[int], theirs: list[int]) -> int | None:
    """The one word of the passage that stands between the same two neighbours, and is not in the
    sentence."""
    at = mine.index(index)
    left = mine[at - 1] if at else None
    right = mine[at + 1] if at + 1 < len(mine) else None
    here = set(pair.found(left)) & set(theirs) if left is not None else set()
    there = set(pair.found(right)) & set(theirs) if right is not None else set()
    position = {token: number for number, token in enumerate(theirs)}
    used = {place for i in mine for place in pair.found(i)}
    for start in sorted(here):
        if right is None:
            if position[start] + 1 < len(theirs) and _last(pair, index):
                middle = theirs[position[start] + 1]
                if middle not in used and _comparable(pair, index, middle):
                    return middle
            continue
        for end in sorted(there):
            if position[end] - position[start] == 2:
                middle = theirs[position[start] + 1]
                if middle not in used and _comparable(pair, index, middle):
                    return middle
    if left is None:
        for end in sorted(there):
            if position[end] >= 1:
                middle = theirs[position[end] - 1]
                if middle not in used and _comparable(pair, index, middle) and position[end] == 1:
                    return middle
    return None


def _last(pair: Pair, index: int) -> bool:
    return True


def _comparable(pair: Pair, index: int, there: int) -> bool:
    """Whether the two words are of one shape, so that one may have taken the other's place."""
    mine, other = pair.s.tokens[index], pair.p.tokens[there]
    if other.capital or other.kind != "word" or alike(mine.stem, other.stem):
        return False
    if other.fold in o.SAYING or (other.fold,) in o.COMMITMENT:
        return False
    return _before(pair.s.tokens, index) == _before(pair.p.tokens, there)


def _before(tokens: tuple[object, ...], index: int) -> str:
    """The small word right before a token, or nothing."""
    if not index:
        return ""
    token = tokens[index - 1]
    return "" if token.content else token.fold  # type: ignore[attr-defined]
