"""The rule of content: a word exchanged in a sentence that is otherwise the passage's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims.actors import actor
from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.finite import VERB_STEMS, adverb
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import PARTS
from briefgen.claims.lexicon.free import FREE_STEMS
from briefgen.claims.lexicon.relations import alike, common_words, related
from briefgen.claims.lexicon.units import UNITS
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import Token

#: Words so general that they may stand for almost anything.
_GENERAL = frozenset(
    """
    thing matter way area issue move effort time part number level side field point place kind
    form case use work role term aspect element item topic subject step country people report
    statement meeting source text article account passage document last further next new former
    rest end start total amount bilateral mutual joint common overall present current recent main
    major key important large big small
    """.split()
)
#: What speaks in a text that does not name itself.
CARRIERS = frozenset("resolution text speaker statement document author letter note".split())
#: Stems in which a plain past or an added adverb may differ without a change of fact.
_VERBATIM = 0.75
_ADVERBS = frozenset("also further furthermore meanwhile however later recently today now".split())


def content(pair: Pair) -> Iterator[Finding]:
    """Where a sentence keeps close to the passage's words, a noun, verb or adjective that stands
    in no
    cited passage, nor any word that may stand for it, in the place of another word of the
    passage; and
    two words that have changed places."""
    if pair.nearest_sentence < 0:
        return
    yield from _exchanged(pair)
    yield from _verbs(pair)
    yield from _swapped(pair)


def _exchanged(pair: Pair) -> Iterator[Finding]:
    mine = pair.s.content
    missing = [i for i in mine if not pair.found(i)]
    if (
        not missing
        or len(mine) < 2
        or len(missing) > 2
        or (pair.share < _VERBATIM and len(mine) > 2)
    ):
        return
    used = set(pair.aligned.values())
    for index in missing:
        token = pair.s.tokens[index]
        if any(q.first <= index <= q.last for q in pair.s.quantities) or any(
            m.first <= index <= m.last for m in pair.s.moments
        ):
            continue
        if token.fold in o.VERBS or token.fold in ("repaid", "paid"):
            continue
        if token.fold in ("earliest", "latest") and pair.s.tokens[index - 1].fold == "the":
            continue  # "at the earliest"
        if any(q.first == index + 2 for q in pair.s.quantities) and (
            pair.s.tokens[index + 1].fold == "of"
        ):
            continue  # "a deadline of eighteen months"
        if token.fold in CARRIERS and index == mine[0]:
            continue  # "The resolution condemns" for "Condemns"
        if token.fold in PARTS or token.stem in FREE_STEMS or token.fold.endswith("er"):
            continue
        if token.kind != "word" or token.fold in _GENERAL or token.stem in _GENERAL:
            continue
        if token.capital and not _plain_first(pair, index):
            continue
        if token.fold in o.SAYING or (token.fold,) in o.COMMITMENT or (token.fold,) in o.HEDGES:
            continue
        if token.fold in _ADVERBS or adverb(token) or _verb(pair.s, index):
            continue
        there = _place(pair, index, used, len(missing))
        if there is None or pair.retold(index):
            continue
        other = pair.p.tokens[there]
        yield pair.finding(
            "claim-content",
            "error",
            index,
            index,
            f"the passage says `{other.text}` here, not `{token.text}`",
            there,
            f"write `{pair.written(index, there)}`",
        )


def _verbs(pair: Pair) -> Iterator[Finding]:
    """The verb of a clause that is otherwise the passage's own words, exchanged for another one."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or not tokens[at].content or pair.found(at) or tokens[at].fold in o.SAYING:
            continue
        if tokens[at].stem in FREE_STEMS or tokens[at].fold in _VOICED:
            continue
        if (tokens[at].fold,) in o.COMMITMENT or (tokens[at].fold,) in o.DENIALS:
            continue
        if tokens[at].fold in ("manage", "managed"):
            continue  # "did not manage to agree" for "failed to agree"
        words = [i for i in range(clause.start, clause.end) if tokens[i].content and i != at]
        if len(words) < 4 or sum(1 for i in words if pair.found(i)) < 0.85 * len(words):
            continue
        after = next((i for i in words if i > at), None)
        if after is None or after not in pair.aligned:
            continue
        number = pair.p.clause_of[pair.aligned[after]]
        other = pair.p.clauses[number].verb
        if other < 0 or other in pair.aligned.values() or not theirs[other].content:
            continue
        if theirs[other].fold in o.SAYING or (theirs[other].fold,) in o.COMMITMENT:
            continue
        following = next((i for i in pair.p.content if i > other), None)
        if following is None or following not in pair.found(after):
            continue
        if alike(tokens[at].stem, theirs[other].stem) or related(
            tokens[at].stem, theirs[other].stem
        ):
            continue
        if pair.p.clauses[number].passive != clause.passive or pair.retold(at):
            continue
        mine_actor, their_actor = actor(pair.s, clause), actor(pair.p, pair.p.clauses[number], True)
        if mine_actor and their_actor and mine_actor.names.isdisjoint(their_actor.names):
            continue  # "Moravec receives" for "Sildania delivers"
        yield pair.finding(
            "claim-content",
            "error",
            at,
            at,
            f"the passage says `{theirs[other].text}`, not `{tokens[at].text}`",
            other,
            f"write `{pair.written(at, other)}`",
        )
        return


_VOICED = frozenset(
    "voice voiced voices express expressed expresses air aired convey conveyed".split()
)


def _before_noun(reading: Reading, index: int) -> bool:
    """`classified data`: a participle right before its noun."""
    following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    return (
        following is not None
        and following.content
        and following.kind == "word"
        and not following.capital
    )


def _verb(reading: Reading, index: int) -> bool:
    """Whether a word is a verb where it stands: verbs have more ways to be said than nouns."""
    token = reading.tokens[index]
    before = reading.tokens[index - 1].fold if index else ""
    return (
        reading.clauses[reading.clause_of[index]].verb == index
        or (
            token.fold.endswith(("ed", "ing"))
            and token.stem in VERB_STEMS
            and not _before_noun(reading, index)
        )
        or (before == "to" and token.fold in o.VERBS)
        or before
        in (
            "will",
            "would",
            "may",
            "might",
            "could",
            "should",
            "shall",
            "can",
            "must",
            "not",
            "never",
        )
        or token.fold in o.PAST
        or token.fold in o.PARTICIPLES
    )


def _plain_first(pair: Pair, index: int) -> bool:
    """Whether a capital is only that of the sentence's first word."""
    return index == 0 and pair.s.tokens[0].fold in common_words()


def _place(pair: Pair, index: int, used: set[int], missing: int) -> int | None:
    """The word of the passage whose place the sentence's word has taken: not in the sentence,
    beside
    the same neighbour, after the same small word."""
    found = []
    for there in pair.p.content:
        if there in used or pair.p.tokens[there].fold in _PARTICLES or _verb(pair.p, there):
            continue
        if not _comparable(pair, index, there):
            continue
        near = pair.context(index, there)
        if near >= 0.2:
            found.append((near, -there))
    for near, place in sorted(found, reverse=True)[:4]:
        if _taken(pair, index, -place, near, missing):
            return -place
    return None


_PARTICLES = frozenset("back away forward aside home again".split())


def _taken(pair: Pair, index: int, best: int, score: float, missing: int) -> bool:
    """Whether a word of the passage is the one whose place has been taken."""
    left = _neighbour(pair, index, best, -1)
    right = _neighbour(pair, index, best, 1)
    before = _before(pair.s.tokens, index)
    same_lead = before == _before(pair.p.tokens, best)
    if left and same_lead and before and index == pair.s.content[-1]:
        return True
    if (
        right
        and index == pair.s.content[0]
        and missing == 1
        and pair.share >= 0.8
        and score >= 0.34
    ):
        return True
    if score < 0.28:
        return False
    if left and right:
        return True
    return (left or right) and same_lead and bool(before or left) and missing == 1


def _neighbour(pair: Pair, index: int, there: int, step: int) -> bool:
    """Whether the next content word on one side is the same for both (or both end there)."""
    mine, theirs = pair.s.content, pair.p.content
    at, place = mine.index(index) + step, _number(pair, there) + step
    if not 0 <= at < len(mine):
        return False
    if not 0 <= place < len(theirs):
        return False
    return theirs[place] in pair.found(mine[at])


def _number(pair: Pair, there: int) -> int:
    return bisect_left(pair.p.content, there)


def _comparable(pair: Pair, index: int, there: int) -> bool:
    """Whether the two words are of one shape, so that one may have taken the other's place."""
    mine, other = pair.s.tokens[index], pair.p.tokens[there]
    if other.kind != "word" or alike(mine.stem, other.stem) or related(mine.stem, other.stem):
        return False
    if (
        other.capital
        and not (there == 0 or pair.p.sentence_of[there] != pair.p.sentence_of[there - 1])
        and (not pair.s.tokens[index].capital)
        and not _capital_phrase(pair, there)
    ):
        return False
    lead = pair.p.tokens[there - 1] if there else None
    operative = (other.fold,) in o.COMMITMENT and not (
        lead is not None and lead.content and not lead.capital
    )
    if other.fold in o.SAYING or operative or (other.fold,) in o.HEDGES:
        return False
    return _form(mine.fold) == _form(other.fold) or not (_form(mine.fold) and _form(other.fold))


def _capital_phrase(pair: Pair, there: int) -> bool:
    """`Foreign Ministers` beside `defence ministers`: the passage capitalises a phrase of common
    words."""
    return pair.p.tokens[there].fold in common_words()


def _form(word: str) -> str:
    for ending, form in (("ing", "ing"), ("ed", "ed"), ("ly", "ly")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return form
    return ""


def _before(tokens: tuple[Token, ...], index: int) -> str:
    """The small word right before a token, or nothing."""
    if not index:
        return ""
    token = tokens[index - 1]
    if token.content or token.kind == "mark":
        return ""
    return "its" if token.fold in ("our", "their", "his", "her", "my") else token.fold


def _swapped(pair: Pair) -> Iterator[Finding]:
    """Two nouns of a sentence that stand in each other's places."""
    nouns = [
        i
        for i in pair.s.content
        if pair.s.tokens[i].kind == "word"
        and not pair.s.tokens[i].capital
        and pair.found(i)
        and pair.s.tokens[i].stem not in FREE_STEMS
        and pair.s.tokens[i].fold not in UNITS
        and not pair.s.tokens[i].fold.endswith(("ed", "ing", "ly"))
    ][:16]
    for number, first in enumerate(nouns):
        for second in nouns[number + 1 :]:
            if pair.s.tokens[first].stem == pair.s.tokens[second].stem:
                continue
            if pair.s.place[second] - pair.s.place[first] < 1.9:
                continue
            if pair.aligned[first] < pair.aligned[second] and (
                len(pair.found(first)) == len(pair.found(second)) == 1
            ):
                continue  # in the passage's own order
            if _listed_of(pair, first, second):
                continue
            own = max(pair.context(first, at) for at in pair.found(first)) + max(
                pair.context(second, at) for at in pair.found(second)
            )
            one = max(pair.context(first, at) for at in pair.found(second))
            other = max(pair.context(second, at) for at in pair.found(first))
            if min(one, other) >= 0.3 and one + other > 1.32 * own:
                yield pair.finding(
                    "claim-content",
                    "error",
                    second,
                    second,
                    f"`{pair.s.tokens[first].text}` and "
                    f"`{pair.s.tokens[second].text}` have changed places",
                    pair.best(second),
                )
                return


def _listed_of(pair: Pair, first: int, second: int) -> bool:
    """`medicine and law students` for `students of medicine and law`."""
    return any(
        pair.p.tokens[there + 1].fold == "of" and there < at <= there + 10
        for there in pair.found(second)
        for at in pair.found(first)
        if there + 1 < len(pair.p.tokens)
    )
