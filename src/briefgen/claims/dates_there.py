"""Which date the passages give in the place of one of the sentence, and how they word it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from briefgen.claims.alignment import Pair
from briefgen.claims.lexicon.calendar import DAYS, DIRECTIONS, PARTS
from briefgen.claims.moments import Moment
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import DASHES

#: How exact a date is: a day is finer than a month.
_YEAR, _PERIOD, _MONTH, _DAY, _TIME = range(5)
_RELATIVE = {"year": _YEAR, "decade": _YEAR, "century": _YEAR, "month": _MONTH, "quarter": _PERIOD}
#: The words that say how a date is meant, and stand before it.
_LEADING = {word for words in DIRECTIONS for word in words} | PARTS.keys() | {"of", "the", "in"}


def _grain(moment: Moment) -> int:
    """How exact a date is."""
    if moment.time is not None:
        return _TIME
    if moment.day is not None or moment.weekday is not None or moment.relative in DAYS:
        return _DAY
    if moment.relative:
        return _RELATIVE.get(moment.relative.rpartition(" ")[2], _PERIOD)
    if moment.month is not None:
        return _MONTH
    return _PERIOD if moment.period else _YEAR


def shared(pair: Pair) -> Counter[int]:
    """How many words of the sentence, its dates apart, each sentence of the passages has."""
    found: Counter[int] = Counter()
    for index in _undated(pair):
        found.update({pair.p.sentence_of[there] for there in pair.found(index)})
    return found


def _undated(pair: Pair) -> list[int]:
    """The words of the sentence that mean something and are no part of a date."""
    dated = {i for m in pair.s.moments for i in range(m.first, m.last + 1)}
    tokens = pair.s.tokens
    return [i for i in pair.s.content if i not in dated and tokens[i].fold not in _LEADING]


def told_in(pair: Pair) -> int:
    """The number of the passages' sentence that has most of the sentence's words, or -1."""
    counts, near = shared(pair), pair.nearest_sentence
    return max(counts, key=lambda number: (counts[number], number == near, -number), default=-1)


def told_here(pair: Pair, mine: Moment, theirs: Sequence[Moment]) -> list[Moment]:
    """Those dates of the passages that stand where they tell what the sentence tells with its own:
    in the clause that has most of its words, else in that sentence. A date alone has no place:
    then it is the only one that is as exact, or none."""
    words = _undated(pair)
    if not words:
        alike = [m for m in theirs if _grain(m) == _grain(mine)]
        return alike if len({in_words(pair.p, m) for m in alike}) == 1 else []
    here = told_in(pair)
    votes: Counter[int] = Counter()
    for index in words:
        beside = pair.s.clause_of[index] == pair.s.clause_of[mine.first]
        places = [i for i in pair.found(index) if pair.p.sentence_of[i] == here]
        for clause in {pair.p.clause_of[there] for there in places}:
            votes[clause] += 3 if beside else 1
    near = [m for m in theirs if pair.p.sentence_of[m.first] == here]
    clause = max(votes, key=lambda number: (votes[number], -number), default=-1)
    return [m for m in near if pair.p.clause_of[m.first] == clause] or near


def of_a_kind(mine: Moment, other: Moment) -> bool:
    """Whether a date may be written for another: it is as exact, or more so."""
    return _grain(other) >= _grain(mine) and bool(other.relative or mine.time is None or other.time)


def in_words(reading: Reading, moment: Moment, lead: bool = False) -> str:
    """A date as the text has it, with the month that a first day shares with the second (`17 and 18
    September`); with `lead`, also what stands before it and says how it is meant (`by`, `the
    end of`)."""
    tokens, first, last = reading.tokens, moment.first, moment.last
    if moment.month is not None and last == first and tokens[first].kind == "number":
        after = next((m for m in reading.moments if m.first > last), None)
        joined = after is not None and after.first - last == 2 and after.month == moment.month
        if after is not None and joined and tokens[last + 1].fold in ("and", "to", *DASHES):
            last = after.last
    while (
        lead
        and (moment.direction or moment.part)
        and first
        and moment.first - first < 4
        and tokens[first - 1].fold in _LEADING
    ):
        first -= 1
    return reading.text[tokens[first].start : tokens[last].end].replace("\n", " ")


_TO = frozenset("to from until till through compared against than".split()) | DASHES
_BETWEEN = _TO | frozenset("with as up down in and , mid early late the".split())


def told_twice(pair: Pair) -> tuple[Moment, Moment] | None:
    """Two dates of the sentence that are set against one another and are one and the same:
    `from 4 million in 2020 to 3 million in 2020`."""
    tokens, moments = pair.s.tokens, pair.s.moments
    amounts = {i for q in pair.s.quantities for i in range(q.first, q.last + 1)}
    for left, right in itertools.pairwise(moments):
        words = {tokens[i].fold for i in range(left.last + 1, right.first) if i not in amounts}
        opens = left.first > 0 and tokens[left.first - 1].fold == "between"
        if (
            left.year is not None
            and (left.year, left.month, left.day) == (right.year, right.month, right.day)
            and (left.part, left.period, left.time) == (right.part, right.period, right.time)
            and words <= _BETWEEN
            and (words & _TO or (opens and words == {"and"}))
        ):
            return left, right
    return None
