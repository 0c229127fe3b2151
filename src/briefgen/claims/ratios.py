"""The rules of numbers together: what is more than what, one in how many, and whose share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.equality import differs, equals, free, there_said
from briefgen.claims.findings import Finding
from briefgen.claims.finite import finite
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.quantities import Quantity
from briefgen.claims.reading import Reading
from briefgen.regex import regex

_LOWER = ("less than", "lower than", "down from", "fewer than", "below")


def ordered(pair: Pair) -> Iterator[Finding]:
    """`2.3 per cent, less than the 1.8 per cent`, `rose from 9 to 4`: figures that contradict the
    words between them."""
    tokens = pair.s.tokens
    mine = free(pair.s.quantities, pair.s.moments)
    for left, right in itertools.pairwise(mine):
        kinds = {left.kind, right.kind}
        if not (len(kinds) == 1 or kinds == {"money", "count"}):
            continue
        if not kinds <= {"count", "percent", "money", "fraction"} or _YEAR.fullmatch(
            tokens[left.first].text
        ):
            continue
        if len(left.values) != 1 or len(right.values) != 1:
            continue
        gap = [t.fold for t in tokens[left.last + 1 : right.first]]
        compared = " ".join(gap).endswith(("up from", "down from"))
        lead = [t.fold for t in tokens[max(0, left.first - 3) : left.first]]
        ranged = "from" in lead and gap[-1:] == ["to"] and len(gap) <= 4
        if (len(gap) > 7 and not compared) or (
            not compared and not ranged and any(word in ("and", ";", "of", "in") for word in gap)
        ):
            continue
        if any(t.kind == "number" for t in tokens[left.last + 1 : right.first]):
            continue
        joined = " ".join(gap)
        if joined.endswith(("to more than", "to less than", "to over", "to above", "to below")):
            continue  # "from 2 billion to more than 11 billion"
        lower = any(w in joined for w in _LOWER)
        higher = any(w in joined for w in ("more than", "higher than", "up from", "above"))
        if pair.s.clauses[pair.s.clause_of[left.first]].verb in range(left.last + 1, right.first):
            continue  # "two nations conducted more than 70 exercises"
        if lower == higher:
            if ranged:
                clause = pair.s.clauses[pair.s.clause_of[left.first]]
                words = {tokens[i].fold for i in range(clause.start, left.first)}
                lower, higher = not words.isdisjoint(_FELL), not words.isdisjoint(_ROSE)
                if lower == higher or "not" in words:
                    continue
                lower, higher = higher, lower
            else:
                continue
        one, other = left.values[0], right.values[0]
        if (lower and one > other) or (higher and one < other):
            yield differs(
                pair,
                right,
                None,
                f"`{pair.s.text[left.start : right.end]}` contradicts itself",
                "put the figures as the passage does",
            )
            return


def _in(reading: Reading) -> list[tuple[float, float, int, int]]:
    """`four in five`, `three out of ten`: both numbers, first and last token."""
    found = []
    for left, right in itertools.pairwise(reading.quantities):
        gap = [t.fold for t in reading.tokens[left.last + 1 : right.first]]
        if gap in (["in"], ["out", "of"], ["in", "every"]) and right.values[0] <= 100:
            found.append((left.values[0], right.values[0], left.first, right.last))
        elif (
            left.values == (1.0,)
            and len(gap) == 2
            and gap[1] in ("in", "of")
            and right.word
            and right.values[0] <= 20
        ):
            found.append((1.0, right.values[0], left.first, right.last))  # "one project in eight"
    return found


def ratios(pair: Pair) -> Iterator[Finding]:
    """`one in three` where the passage says `one in eight`."""
    theirs = pair.p.once(_in)
    if not theirs:
        return
    _, _, start, end = theirs[0]
    said = pair.p.text[pair.p.tokens[start].start : pair.p.tokens[end].end]
    for one, whole, first, last in _in(pair.s):
        if any(abs(one / whole - a / b) < 1e-9 for a, b, _, _ in theirs if b):
            continue
        if any(q.kind in ("percent", "fraction") for q in pair.p.quantities) or not whole:
            continue
        yield pair.finding(
            "claim-number",
            "error",
            first,
            last,
            f"the passage says `{said}`",
            start,
        )
        return


def _beside(reading: Reading, quantity: Quantity) -> int | None:
    """The name nearest to an amount in its sentence, with no other amount of its kind between."""
    low, high = reading.sentence_ranges[reading.sentence_of[quantity.first]]
    dated = {i for m in reading.moments for i in range(m.first, m.last + 1)}
    before = after = None
    for index in range(low, high):
        token = reading.tokens[index]
        if not (token.capital and token.content and token.kind == "word") or index in dated:
            continue
        if index == low and token.fold in common_words():
            continue
        left, right = sorted((index, quantity.first))
        if any(
            q is not quantity and q.kind == quantity.kind and left < q.first < right
            for q in reading.quantities
        ):
            continue
        if abs(reading.place[index] - reading.place[quantity.first]) > 4:
            continue
        if index < quantity.first:
            before = index
        elif after is None and index > quantity.last:
            after = index
    return after if before is None else before


def _given(pair: Pair, quantity: Quantity, other: Quantity, name: int) -> Finding:
    """What the passage gives for a name instead of a quantity."""
    said = there_said(pair, other)
    message = f"the passage gives `{said}` for `{pair.s.tokens[name].text}`"
    return differs(pair, quantity, other, message, f"write `{said}`")


def shares(pair: Pair) -> Iterator[Finding]:
    """`A owns 40 per cent and B 60` for `A (60 per cent) and B (40 per cent)`."""
    mine = [q for q in pair.s.quantities if q.kind == "percent"]
    if not mine:
        return
    theirs = free(pair.p.quantities, pair.p.moments)
    for quantity in mine:
        there = [q for q in theirs if q.kind == quantity.kind and equals(quantity, q)]
        others = [q for q in theirs if q.kind == quantity.kind and not equals(quantity, q)]
        if len(there) != 1 or not others:
            continue
        name = _beside(pair.s, quantity)
        told = _beside(pair.p, there[0])
        if name is None or told is None or not pair.s.keys[name].isdisjoint(pair.p.keys[told]):
            continue
        for other in others:
            owner = _beside(pair.p, other)
            if (
                owner is not None
                and pair.p.sentence_of[owner] == pair.p.sentence_of[told]
                and not pair.s.keys[name].isdisjoint(pair.p.keys[owner])
                and abs(other.first - there[0].first) <= 14
            ):
                yield _given(pair, quantity, other, name)
                return


def wholes(pair: Pair) -> Iterator[Finding]:
    """`six vessels arrived` where the passage says so of `the first of six`."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for other in pair.p.quantities:
        part = other.first - 2 if theirs[other.first - 1].fold == "of" else other.first - 3
        if part < 0 or theirs[part + 1].fold != "of" or theirs[part].fold not in _PARTS:
            continue
        for mine in pair.s.quantities:
            clause = pair.s.clauses[pair.s.clause_of[mine.first]]
            at = clause.verb
            if not equals(mine, other) or not mine.last < at or at not in pair.aligned:
                continue
            if pair.s.folds & _PARTS or "of" in [
                t.fold for t in tokens[mine.first - 2 : mine.first]
            ]:
                continue
            between = range(other.last + 1, pair.aligned[at])
            told = any(theirs[i].fold in ("that", "which", "who") for i in between)
            if (
                pair.p.sentence_of[pair.aligned[at]] != pair.p.sentence_of[other.first]
                or pair.aligned[at] < other.last
                or (told and not any(finite(theirs, i) for i in between))
            ):
                continue
            said = pair.p.text[theirs[part].start : other.end]
            yield differs(
                pair, mine, other, f"the passage says this of `{said}`", f"write `{said}`"
            )
            return


_PARTS = frozenset(
    """
    first second third fourth fifth last one two three four five half most some many few several
    none all both each another
    """.split()
)


def places(pair: Pair) -> Iterator[Finding]:
    """`350,000 in A` where the passage says `350,000 in B and 20,000 in A`."""
    theirs = pair.p.once(_placed)
    if len(theirs) < 2:
        return
    for quantity in pair.s.quantities:
        name = _where(pair.s, quantity)
        if name is None:
            continue
        there = [(q, at) for q, at in theirs if equals(quantity, q)]
        others = [
            (q, at) for q, at in theirs if q.kind == quantity.kind and not equals(quantity, q)
        ]
        if len(there) != 1 or not pair.s.keys[name].isdisjoint(pair.p.keys[there[0][1]]):
            continue
        low, high = pair.p.sentence_ranges[pair.p.sentence_of[there[0][1]]]
        for other, at in others:
            if low <= at < high and not pair.s.keys[name].isdisjoint(pair.p.keys[at]):
                yield _given(pair, quantity, other, name)
                return


def _placed(reading: Reading) -> list[tuple[Quantity, int]]:
    return [(q, at) for q in reading.quantities if (at := _where(reading, q)) is not None]


def _where(reading: Reading, quantity: Quantity) -> int | None:
    """The name behind an amount and `in`, `at`, `for` or `to`, with no mark or amount between."""
    tokens = reading.tokens
    led = False
    for index in range(quantity.last + 1, min(quantity.last + 8, len(tokens))):
        token = tokens[index]
        if token.kind != "word" or token.fold in ("and", "but", "that", "of"):
            return None
        if token.fold in ("in", "at", "for", "to"):
            led = True
        elif token.capital and token.content:
            dated = any(m.first <= index <= m.last for m in reading.moments)
            return index if led and not dated else None
    return None


_YEAR = regex(r"(?:19|20)\d\d")


_ROSE = frozenset(
    """
    rise rises rose risen rising raise raised raises increase increases increased grew grow grown
    growing climbed up lift lifted expand expanded boost boosted higher jumped
    accelerate accelerated accelerates quickened
    """.split()
)


_FELL = frozenset(
    """
    fall falls fell fallen falling cut cuts reduce reduces reduced decrease decreased drop dropped
    drops lower lowered lowers decline declined shrank shrink down slipped narrowed narrow slow
    slowed slows eased eases
    """.split()
)
