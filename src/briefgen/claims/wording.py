"""The rules of wording: words without a licence, and small words changed between the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import MONTHS, PARTS, SEASONS
from briefgen.claims.lexicon.free import (
    FREE_STEMS,
    MAY,
    MUST,
    PLAIN_DENIALS,
    QUANTIFIERS,
    QUANTIFIERS_APART,
    SMALL_APART,
    SMALL_WORDS,
)
from briefgen.claims.lexicon.relations import alike, related
from briefgen.claims.lexicon.units import (
    CARDINALS,
    CURRENCY_WORDS,
    FRACTIONS,
    MAGNITUDES,
    ORDINALS,
    TIMES,
    UNITS,
)
from briefgen.claims.reading import Reading

COUNTING = frozenset(
    (
        *CARDINALS,
        *ORDINALS,
        *FRACTIONS,
        *TIMES,
        *MAGNITUDES,
        *CURRENCY_WORDS,
        *UNITS,
        *MONTHS,
        *PARTS,
        *SEASONS,
        "dozen",
        "cent",
    )
)


# ----------------------------------------------------- between two words that stand side by side

_WIDEST = 8


def between(pair: Pair) -> Iterator[Finding]:
    """Where two words of a sentence stand side by side in the passage too, what stands between
    them has the same denials, quantifiers, modals and directions."""
    last: int | None = None
    for index in pair.s.content:
        there = pair.aligned.get(index)
        if there is None:
            continue
        if last is not None:
            start = pair.aligned[last]
            if (
                0 < there - start <= _WIDEST
                and index - last <= _WIDEST
                and pair.p.sentence_of[there] == pair.p.sentence_of[start]
                and pair.s.sentence_of[index] == pair.s.sentence_of[last]
            ):
                found = _gap(pair, last, index, start, there)
                if found is not None:
                    yield found
        elif _opens(pair, index, there):
            mine = [(i, pair.s.tokens[i].fold) for i in range(index)]
            theirs = [(i, pair.p.tokens[i].fold) for i in range(max(0, there - 3), there)]
            found = _quantified(pair, mine, theirs)
            if found is not None:
                yield found
        last = index


def _opens(pair: Pair, index: int, there: int) -> bool:
    """Whether two words are the first of their sentences."""
    low, _ = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    return index <= 3 and there - low <= 3


def _gap(pair: Pair, first: int, last: int, start: int, end: int) -> Finding | None:
    mine = [(i, pair.s.tokens[i].fold) for i in range(first + 1, last)]
    theirs = [(i, pair.p.tokens[i].fold) for i in range(start + 1, end)]
    if not mine and not theirs:
        return None
    for check in (_quantified, _allowed):
        found = check(pair, mine, theirs)
        if found is not None:
            return found
    return None


Words = list[tuple[int, str]]


def _only(words: Words, table: frozenset[str] | dict[str, str]) -> tuple[int, str] | None:
    """The one word of a gap that stands in a table, or None where there is none or several."""
    found = [(i, word) for i, word in words if word in table]
    return found[0] if len(found) == 1 else None


def _quantified(pair: Pair, mine: Words, theirs: Words) -> Finding | None:
    one, other = _only(mine, QUANTIFIERS), _only(theirs, QUANTIFIERS)
    if one is None or other is None or one[1] == other[1]:
        return None
    apart = frozenset((QUANTIFIERS[one[1]], QUANTIFIERS[other[1]])) in QUANTIFIERS_APART
    if not apart and {one[1], other[1]} not in ({"both", "either"}, {"any", "some"}):
        return None
    if any(word == "at" for _, word in (*mine, *theirs)):
        return None  # "at most"
    if {one[1], other[1]} & {"each", "every", "any"} and "either" in (one[1], other[1]):
        return None  # "each Party" for "either Party"
    for reading, (at, word) in ((pair.s, one), (pair.p, other)):
        before = reading.tokens[at - 1].fold if at else ""
        after = reading.tokens[at + 1].fold if at + 1 < len(reading.tokens) else ""
        if word == "either" and before == "of":
            return None  # "citizens of either country"
        if word == "one" and (after in ("of", "or", "another", "side") or before in ("no", "any")):
            return None
    return _exchanged(pair, "claim-scope", one, other)


def _allowed(pair: Pair, mine: Words, theirs: Words) -> Finding | None:
    for one_table, other_table in ((MAY, MUST), (MUST, MAY)):
        one, other = _only(mine, one_table), _only(theirs, other_table)
        if one is not None and other is not None:
            if any(word in PLAIN_DENIALS for _, word in (*mine, *theirs)):
                return None
            if (
                pair.s.clauses[pair.s.clause_of[one[0]]].denied
                and pair.p.clauses[pair.p.clause_of[other[0]]].denied
            ):
                return None  # "neither may" for "neither shall"
            return _exchanged(pair, "claim-strength", one, other)
    return None


def directions(pair: Pair) -> Iterator[Finding]:
    """`after the meeting` for `before the meeting`: small words that exclude one another, with the
    same words on both sides of them."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    places: list[int] | None = None
    for at, token in enumerate(tokens):
        if token.fold not in SMALL_WORDS or token.kind != "word":
            continue
        if at and tokens[at - 1].fold in ("no", "not"):
            continue
        if token.fold in ("from", "to") and any(
            i <= at + 3
            and (
                tokens[i].kind == "number"
                or tokens[i].fold in CARDINALS
                or tokens[i].fold in MONTHS
            )
            for i in _company(pair.s, at, 1)
        ):
            continue  # amounts and dates have rules of their own
        if places is None:
            places = [i for i, t in enumerate(theirs) if t.fold in SMALL_WORDS]
        apart = [i for i in places if frozenset((token.fold, theirs[i].fold)) in SMALL_APART]
        if not apart:
            continue
        after, before = _company(pair.s, at, 1), _company(pair.s, at, -1)
        if any(
            theirs[i].fold == token.fold
            and (
                _shared(pair, after, _company(pair.p, i, 1))
                or (
                    token.fold in ("most", "least")
                    and _shared(pair, before, _company(pair.p, i, -1))
                )
            )
            for i in places
        ):
            continue
        for there in apart:
            if there and theirs[there - 1].fold in ("have", "has", "had"):
                continue  # "must do so by 30 April" for "have until 30 April"
            if _alongside(pair, after, before, there) and not (
                there and theirs[there - 1].fold in ("no", "not")
            ):
                yield _exchanged(pair, "claim-polarity", (at, token.fold), (there, ""))
                return


def _alongside(pair: Pair, after: list[int], before: list[int], there: int) -> bool:
    """Whether the same words stand on both sides of a small word, or the same two behind one that
    opens its sentence in one of the texts."""
    other = _company(pair.p, there, 1)
    if not _shared(pair, after, other):
        return False
    lead = _company(pair.p, there, -1)
    if before and lead:
        return _shared(pair, before, lead)
    stems = {pair.p.tokens[i].stem for i in other}
    return len(after) == 2 and all(pair.s.tokens[i].stem in stems for i in after)


def _company(reading: Reading, at: int, step: int) -> list[int]:
    """The two content words before or after a token, within its sentence."""
    found: list[int] = []
    low, high = reading.sentence_ranges[reading.sentence_of[at]]
    at += step
    while low <= at < high and len(found) < 2:
        token = reading.tokens[at]
        if token.text in ".;:":
            break
        if token.content:
            found.append(at)
        at += step
    return found


def _shared(pair: Pair, mine: list[int], theirs: list[int]) -> bool:
    """Whether one of the sentence's words stands among the passage's, as the very word."""
    stems = {pair.p.tokens[i].stem for i in theirs}
    return any(pair.s.tokens[i].stem in stems for i in mine)


def _exchanged(pair: Pair, code: str, one: tuple[int, str], other: tuple[int, str]) -> Finding:
    said = pair.written(one[0], other[0])
    return pair.finding(
        code,
        "error",
        one[0],
        one[0],
        f"the passage says `{said}` here, not `{pair.s.tokens[one[0]].text}`",
        other[0],
        f"write `{said}`",
    )


def opposed(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that denies."""
    if len(one) > len(other):
        one, other = other, one
    return len(one) > 3 and other in (
        "un" + one, "in" + one, "im" + one, "il" + one, "ir" + one, "non" + one, "dis" + one,
    )  # fmt: skip


def exchanged(pair: Pair) -> Iterator[Finding]:
    """One word for another between two words that stand side by side in the passage as well: a
    verb or adjective of the sentence that no passage has, in the place of one that the sentence
    does not have."""
    content, places = pair.s.content, pair.p.content
    used = set(pair.aligned.values())
    for number, index in enumerate(content):
        token = pair.s.tokens[index]
        if token.kind != "word" or token.capital or not number:
            continue
        loose = bool(pair.found(index))
        if loose and any(pair.p.tokens[i].stem == token.stem for i in pair.found(index)):
            continue
        if token.stem in FREE_STEMS or token.fold in COUNTING or pair.in_quotation(index):
            continue
        if token.fold in o.SAYING or (token.fold,) in o.COMMITMENT or token.fold in _LIGHT:
            continue
        before = pair.aligned.get(content[number - 1])
        if before is None:
            continue
        at = bisect_left(places, before) + 1
        if at >= len(places) or pair.p.sentence_of[places[at]] != pair.p.sentence_of[before]:
            continue
        there = places[at]
        other = pair.p.tokens[there]
        lead = _same_lead(pair, index, there)
        if loose and (
            there in pair.found(index)
            or (not lead and (_verbal(token.fold) or _verbal(other.fold)))
        ):
            continue
        last = number + 1 == len(content)
        after = None if last else pair.aligned.get(content[number + 1])
        if last:
            ends = at + 1 >= len(places) or (
                pair.p.clause_of[places[at + 1]] != pair.p.clause_of[there]
            )
            if not ends or number < 3 or (loose and not lead):
                continue
        elif after is None or at + 1 >= len(places) or after != places[at + 1]:
            continue
        if there in used or other.kind != "word" or other.capital:
            continue
        if other.fold in o.SAYING or (other.fold,) in o.COMMITMENT or other.fold in _LIGHT:
            continue
        if other.stem in FREE_STEMS or related(token.stem, other.stem):
            continue
        if not loose and not (_done(token.fold) and _done(other.fold)):
            continue
        if alike(token.stem, other.stem) or opposed(token.fold, other.fold):
            continue
        if content[number - 1] + 6 < index or before + 6 < there:
            continue
        yield pair.finding(
            "claim-content",
            "warning",
            index,
            index,
            f"the passage says `{other.text}` here, not `{token.text}`",
            there,
            f"write `{other.text}`",
        )
        return


def _same_lead(pair: Pair, index: int, there: int) -> bool:
    """Whether the same preposition stands right before two words."""
    before = pair.s.tokens[index - 1].fold
    return before == pair.p.tokens[there - 1].fold and before in ("on", "in", "for", "of", "to")


def _done(word: str) -> bool:
    """Whether a word has the form of a past or a participle."""
    return word.endswith("ed") or word in o.PAST or word in o.PARTICIPLES


def _verbal(word: str) -> bool:
    return _done(word) or word.endswith("ing") or word in o.VERBS


_LIGHT = frozenset(
    """
    express expressed voice voiced raise raised give gave given hold held make made take took put
    carry carried conduct conducted undergo underwent reach reached
    """.split()
)


# ------------------------------------------------------------------------------- plain denials
