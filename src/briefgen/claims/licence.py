"""The rule of licence: a word of the sentence that no passage bears out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.content import CARRIERS
from briefgen.claims.findings import Finding
from briefgen.claims.finite import DETERMINERS, VERB_STEMS
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import (
    FREE_STEMS,
    PLAIN_DENIALS,
)
from briefgen.claims.lexicon.relations import common_words, related
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import stem
from briefgen.claims.wording import COUNTING


def unlicensed(pair: Pair) -> Iterator[Finding]:
    """A noun or adjective of the sentence that no cited passage has, nor any word that may stand
    for it.

    A verb has too many ways to be said to be held to this; verbs are compared where the words
    around them are the passage's.
    """
    content = pair.s.content
    if len(content) < 2:
        return
    missing = [i for i in content if not pair.found(i)]
    if not missing:
        return
    taken: set[int] = set()
    for quantity in pair.s.quantities:
        taken.update(range(quantity.first, quantity.last + 1))
    for moment in pair.s.moments:
        taken.update(range(moment.first, moment.last + 1))
    needing = [i for i in missing if i not in taken and _needs_licence(pair, i)]
    # a sentence with many words of its own is a free paraphrase, in which nothing is certain
    if not needing or not _otherwise_alike(pair, needing, missing):
        return
    used = set(pair.aligned.values())
    for index in needing:
        token = pair.s.tokens[index]
        fit = 0.0 if pair.retold(index) else _fit(pair, index, used)
        if fit < _PLACE:
            continue
        yield pair.finding(
            "claim-content",
            "error" if fit >= _SURE and len(missing) * 3 <= len(content) else "warning",
            index,
            index,
            f"no cited passage says `{token.text}`, nor a word that may stand for it",
            None,
            "use the passage's own word",
        )


#: How alike the company of the two words must be, with a bonus for a neighbour in common; and
#: how alike for no doubt to be left.
_PLACE, _NEIGHBOUR, _SURE = 0.34, 0.15, 0.5


def _fit(pair: Pair, index: int, used: set[int]) -> float:
    """How well a word of the passage that the sentence leaves out stands where this one does. A
    word that takes no other's place may only sum up: `There is no appeal: the ruling is final`."""
    best = 0.0
    mine, theirs = pair.s.content, pair.p.content
    at = bisect_left(mine, index)
    for there in theirs:
        if there in used or pair.p.tokens[there].kind != "word":
            continue
        near = pair.context(index, there)
        if near < _PLACE - 2 * _NEIGHBOUR:
            continue
        place = bisect_left(theirs, there)
        beside = sum(
            0 <= at + step < len(mine)
            and 0 <= place + step < len(theirs)
            and theirs[place + step] in pair.found(mine[at + step])
            for step in (-1, 1)
        )
        best = max(best, near + _NEIGHBOUR * beside)
    return best


def _otherwise_alike(pair: Pair, needing: list[int], missing: list[int]) -> bool:
    """Whether the sentence is the passage's own but for these words, or for the stretch in which
    they stand."""
    content = pair.s.content
    first, last = content.index(needing[0]), content.index(needing[-1])
    outside = [i for i in content if not needing[0] <= i <= needing[-1]]
    kept = sum(1 for i in outside if i not in missing)
    if last - first < 5 and kept >= max(2, 0.72 * len(outside)):
        return True
    return len(needing) <= 2 and (
        len(content) <= 4 or len(content) - len(missing) >= 0.6 * len(content)
    )


def _needs_licence(pair: Pair, index: int) -> bool:
    token = pair.s.tokens[index]
    word = token.fold
    if token.kind != "word" or word in COUNTING or token.stem in FREE_STEMS:
        return False
    if word in CARRIERS and index == pair.s.content[0]:
        return False  # "The speaker said" for "We"
    if word in _WE and not pair.p.folds.isdisjoint(("we", "our", "i", "my")):
        return False  # "The delegation will support it" for "We shall"
    if word in o.SAYING or (word,) in o.COMMITMENT or (word,) in o.HEDGES or (word,) in o.DENIALS:
        return False
    if (word,) in o.SCOPE or word in o.ADDED:
        return False  # the rule of scope weighs it
    if token.capital and not (index == 0 and word in common_words()):
        return False  # a name: the rule of names
    if word.endswith("ly") and token.stem in FREE_STEMS:
        return False
    lead = [t.fold for t in pair.s.tokens[max(0, index - 3) : index]]
    if lead[-3:-1] in (["there", "is"], ["there", "are"], ["there", "was"]):
        return False  # "There is no appeal: the ruling is final"
    if pair.s.tokens[index + 1 : index + 2] and pair.s.tokens[index + 1].fold == "of":
        first = index + 2
        if any(q.first == first for q in pair.s.quantities):
            return False  # "a deadline of eighteen months"
    if pair.in_quotation(index) or _verb(pair.s, index) or _compound(pair, index):
        return False
    if word.removesuffix("s") in pair.p.folds:
        return False  # "mines" for "mine-clearing"
    if len(word) > 4 and any(pair.p.tokens[i].fold.startswith(word) for i in pair.p.content):
        return False  # "fraud" for "fraudulent"
    if word == "unchanged" and not pair.p.folds.isdisjoint(("left", "kept", "held")):
        return False  # "was unchanged at 6 per cent" for "left its rate at"
    if _without(pair, index) or (word.endswith("er") and word[:-2] + "est" in pair.p.folds):
        return False
    if word == "unlikely" and pair.p.folds & PLAIN_DENIALS and pair.p.folds & o.CHANCE_WORDS:
        return False  # "is unlikely before May" for "do not expect it before May"
    if word[:2] in ("un", "in", "im", "di", "no"):
        for cut in (2, 3):
            if word[cut:] in pair.p.folds:
                return False  # `prefixed` weighs it
    return not any(related(token.stem, pair.p.tokens[i].stem) for i in pair.p.content)


_WE = frozenset("delegation government country speaker authority ministry embassy".split())


def _without(pair: Pair, index: int) -> bool:
    """`without arms` for `unarmed`, `no jobs` for `jobless`."""
    tokens = pair.s.tokens
    if not index or tokens[index - 1].fold not in ("without", "no", "not"):
        return False
    root = tokens[index].stem
    return any(
        other.stem in ("un" + root, root + "less", "non" + root)
        or other.fold.startswith(("un" + root, root + "less"))
        for other in (pair.p.tokens[i] for i in pair.p.content)
    )


def _compound(pair: Pair, index: int) -> bool:
    """`steelmakers` for `makers of steel`, `wastewater` for `waste water`."""
    word = pair.s.tokens[index].fold
    if len(word) < 7:
        return False
    folds = pair.p.folds
    return any(
        word[:cut] in folds
        and (word[cut:] in folds or stem(word[cut:]) in pair.p.where or cut >= 4)
        for cut in range(3, len(word) - 2)
    )


def _verb(reading: Reading, index: int) -> bool:
    """Whether a word may be a verb where it stands."""
    token = reading.tokens[index]
    before = reading.tokens[index - 1].fold if index else ""
    if reading.clauses[reading.clause_of[index]].verb == index:
        return True
    if token.fold.endswith("ed") and token.stem in VERB_STEMS:
        return True
    if token.fold.endswith("ing") and token.stem in VERB_STEMS:
        following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        return following is not None and (
            following.fold in DETERMINERS
            or following.capital
            or following.kind == "number"
            or following.fold in ("that", "to", "whether", "all", "both", "each")
            or before in ("is", "are", "was", "were", "be", "been", "of", "by", "for")
        )
    after = reading.tokens[index + 1].fold if index + 1 < len(reading.tokens) else ""
    return (
        (token.fold in o.VERBS and (before == "to" or after in DETERMINERS))
        or before in _BEFORE_VERB
        or token.fold in o.PAST
        or token.fold in o.PARTICIPLES
    )


_BEFORE_VERB = frozenset("will would may might could should shall can must not never".split())
