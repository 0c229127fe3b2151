"""Which block of the old text became which block of the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

#: Blocks with less in common than this are one taken out and one put in.
ALIKE = 0.4
#: More pairs than this are not all compared: the nearest ones are.
_MOST_PAIRS = 8_000


class Comparable(Protocol):
    """What can be aligned: its kind, everything in it, and its words."""

    @property
    def kind(self) -> Hashable: ...
    @property
    def key(self) -> Hashable: ...
    @property
    def words(self) -> Counter[str]: ...


B = TypeVar("B", bound=Comparable)
Pairs = list[tuple[B | None, B | None]]


def align(old: Sequence[B], new: Sequence[B]) -> Pairs[B]:
    """Old and new blocks side by side, in order; None where there is no counterpart."""
    pairs: Pairs[B] = []
    matcher = SequenceMatcher(None, [b.key for b in old], [b.key for b in new], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        olds, news = old[start:end], new[first:last]
        if olds and news and olds[0].key == news[0].key:
            pairs += zip(olds, news, strict=True)
        else:
            pairs += _alike(olds, news)
    return pairs


def alike(old: Counter[str], new: Counter[str]) -> float:
    """How much two bags of words share, from 0 to 1 (Dice's coefficient)."""
    olds, news = old.total(), new.total()
    if not olds + news:
        return 1.0
    return 2 * sum(min(count, new.get(word, 0)) for word, count in old.items()) / (olds + news)


def _alike(old: Sequence[B], new: Sequence[B]) -> Pairs[B]:
    """The pairing in order whose pairs are most alike in all (a longest common subsequence
    with weights)."""
    if not old or not new:
        return [*((b, None) for b in old), *((None, b) for b in new)]
    if len(old) * len(new) > _MOST_PAIRS:
        half_old, half_new = len(old) // 2, len(new) // 2
        return _alike(old[:half_old], new[:half_new]) + _alike(old[half_old:], new[half_new:])
    score = _scores(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + score(i, j) if score(i, j) else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: Pairs[B] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score(i, j) and best[i][j] == best[i + 1][j + 1] + score(i, j):
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    pairs += [(b, None) for b in old[i:]]
    pairs += [(None, b) for b in new[j:]]
    return pairs


def _scores(old: Sequence[B], new: Sequence[B]) -> Callable[[int, int], float]:
    known: dict[tuple[int, int], float] = {}
    sizes_old = [block.words.total() for block in old]
    sizes_new = [block.words.total() for block in new]

    def score(i: int, j: int) -> float:
        found = known.get((i, j))
        if found is None:
            same = old[i].kind == new[j].kind
            less, more = sorted((sizes_old[i], sizes_new[j]))
            # No more can be shared than the shorter one has.
            possible = same and (2 * less >= ALIKE * (less + more))
            found = alike(old[i].words, new[j].words) if possible else 0.0
            found = known[i, j] = found if found >= ALIKE else 0.0
        return found

    return score
