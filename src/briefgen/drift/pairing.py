"""Which passage of a text became which passage of its new version.

Passages that are the same but for typography are paired wherever they stand, so that a
passage that moved is known again; what is left is paired by the words that both have. The
work grows with the length of the texts, not with its square: a passage is compared only with
the few that share its rarest words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from briefgen.drift.wording import WORD
from briefgen.regex import regex

#: Passages with a smaller share of words in common are one taken out and one put in.
ALIKE = 0.4
_RARE = 8  # of a passage's words are looked up in the other text
_PLACES = 24  # passages at most that are compared for each of them
_WORD = regex(WORD)


def paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For each passage of `old` the one of `new` that it became, both numbered from 1. The
    texts are normal forms. Passages that were taken out are not in it."""
    pairs = _equal(old, new)
    taken = set(pairs.values())
    left = [i for i in range(1, len(old) + 1) if i not in pairs]
    free = [i for i in range(1, len(new) + 1) if i not in taken]
    return pairs | _alike({i: old[i - 1] for i in left}, {i: new[i - 1] for i in free})


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Equal passages; of several that are equal, the first became the first, and so on."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(len(new), 0, -1):
        places[new[number - 1]].append(number)
    return {n: places[text].pop() for n, text in enumerate(old, 1) if places.get(text)}


def _alike(old: dict[int, str], new: dict[int, str]) -> dict[int, int]:
    """The passages that have most words in common, the most alike first."""
    if not old or not new:
        return {}
    words = {n: Counter(_WORD.findall(text.casefold())) for n, text in new.items()}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, counted in words.items():
        for word in counted:
            index[word].append(number)
    scored = []
    for number, text in old.items():
        mine = Counter(_WORD.findall(text.casefold()))
        rarest = sorted((len(index[w]), w) for w in mine if w in index)[:_RARE]
        near = {at for _, word in rarest for at in _nearest(index[word], number)}
        for at in near:
            if (share := _share(mine, words[at])) >= ALIKE:
                scored.append((-share, abs(at - number), number, at))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, number, at in sorted(scored):
        if number not in pairs and at not in taken:
            pairs[number] = at
            taken.add(at)
    return pairs


def _nearest(places: list[int], number: int) -> list[int]:
    """Of many places the few that are nearest to a passage's number."""
    if len(places) <= _PLACES:
        return places
    return sorted(places, key=lambda at: abs(at - number))[:_PLACES]


def _share(one: Counter[str], other: Counter[str]) -> float:
    """How many words two passages share, from 0 to 1 (Dice's coefficient)."""
    both = one.total() + other.total()
    return 2 * sum(min(n, other[word]) for word, n in one.items()) / both if both else 0.0
