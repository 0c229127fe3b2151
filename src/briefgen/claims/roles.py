"""The rule of roles: who gives and who receives, from whom and to whom."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.actors import actor, is_name
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.relations import alike, contrary
from briefgen.claims.reading import Reading

_ROLES = frozenset("from to by with against for over into in".split())


_EXCHANGED = {
    ("from", "to"),
    ("to", "from"),
    ("by", "to"),
    ("to", "by"),
    ("from", "by"),
    ("by", "from"),
    ("with", "against"),
    ("against", "with"),
    ("for", "against"),
    ("against", "for"),
}


def roles(pair: Pair) -> Iterator[Finding]:
    """`from A to B` for `from B to A`: a name after the opposite preposition, beside the same
    words."""
    yield from _traded(pair)
    yield from _thanked(pair)
    yield from _gone_over(pair)
    for index in pair.s.content:
        token = pair.s.tokens[index]
        if not token.capital or index not in pair.aligned:
            continue
        mine = _preposition(pair.s, index)
        if not mine:
            continue
        places = pair.found(index)
        if not any((mine, _preposition(pair.p, there)) in _EXCHANGED for there in places):
            continue
        near = max(pair.context(index, there) for there in places)
        if near < 0.3:
            continue
        close = [there for there in places if pair.context(index, there) >= 0.75 * near]
        if any(_beside(pair, index, there) for there in places):
            continue
        roles = [_preposition(pair.p, there) for there in close]
        if roles and all((mine, role) in _EXCHANGED for role in roles):
            yield pair.finding(
                "claim-attribution",
                "error",
                index,
                index,
                f"the passage says `{roles[0]} {token.text}`, not `{mine} {token.text}`",
                close[0],
                f"write `{roles[0]} {token.text}`",
            )
            return


def _traded(pair: Pair) -> Iterator[Finding]:
    """Two names that have each other's place: `Freedonia's consul in Osterlich`."""
    names = [i for i in pair.s.content if is_name(pair.s, i) and pair.found(i)][:12]
    for number, first in enumerate(names):
        mine = _role(pair.s, first)
        for second in names[number + 1 :]:
            other = _role(pair.s, second)
            if (
                not mine
                or not other
                or mine == other
                or not pair.s.keys[first].isdisjoint(pair.s.keys[second])
            ):
                continue
            one = _role(pair.p, pair.aligned[first])
            two = _role(pair.p, pair.aligned[second])
            if _contrary_between(pair, first, second):
                continue
            if (one, two) == (other, mine) and abs(
                pair.aligned[first] - pair.aligned[second]
            ) <= 14:
                yield pair.finding(
                    "claim-attribution",
                    "error",
                    first,
                    second,
                    f"`{pair.s.tokens[first].text}` and "
                    f"`{pair.s.tokens[second].text}` have changed places",
                    pair.aligned[first],
                )
                return


def _beside(pair: Pair, index: int, there: int) -> bool:
    """`firms from Torrance` for `Torrance firms`, and the other way round."""
    for one, at, other, place in (
        (pair.s, index, pair.p, there),
        (pair.p, there, pair.s, index),
    ):
        if at < 2 or place + 1 >= len(other.tokens) or one.tokens[at - 1].fold not in _WHENCE:
            continue
        if alike(one.tokens[at - 2].stem, other.tokens[place + 1].stem):
            return True
    return {_preposition(pair.s, index), _preposition(pair.p, there)} == {"by", "from"} and (
        _comes_from(pair, index, there)
    )


def _comes_from(pair: Pair, index: int, there: int) -> bool:
    """`exported by Torrance` for `exports of coal from Torrance`."""
    made = next((i for i in reversed(pair.s.content) if i < index), None)
    return made is not None and any(
        there - 6 <= i < there and pair.p.tokens[i].stem == pair.s.tokens[made].stem
        for i in pair.found(made)
    )


_WHENCE = frozenset(("from", "of", "in", "by"))


def _contrary_between(pair: Pair, first: int, second: int) -> bool:
    """`Florin's exports to Zubrowka` for `Zubrowka's imports from Florin`: the noun has turned as
    well."""
    low, high = sorted((pair.aligned[first], pair.aligned[second]))
    between = [
        pair.s.tokens[i].stem
        for i in range(min(first, second), max(first, second))
        if pair.s.tokens[i].content
    ]
    theirs = [
        pair.p.tokens[i].stem for i in range(max(0, low - 4), high) if pair.p.tokens[i].content
    ]
    return any(contrary(a, b) for a in between for b in theirs)


def _role(reading: Reading, index: int) -> str:
    """The preposition before a name, or `'s` where it owns something."""
    if reading.tokens[index].text.endswith(("'s", "’s", "s'", "s’")):
        return "'s"
    return _preposition(reading, index)


def _preposition(reading: Reading, index: int) -> str:
    tokens = reading.tokens
    at = index - 1
    while at >= 0 and (
        (tokens[at].capital and tokens[at].content) or tokens[at].fold in ("the", ".", "-", "–")
    ):
        at -= 1
    return tokens[at].fold if at >= 0 and tokens[at].fold in _ROLES else ""


def bystanders(pair: Pair) -> Iterator[Finding]:
    """Who does something is not one who only stands beside whoever does it in the passage's
    sentence: `Adair voted for it` for `Five members voted for it; Adair preferred another`."""
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or clause.passive or clause.denied or not pair.s.tokens[at].content:
            continue
        mine = actor(pair.s, clause)
        if mine is None or not mine.names or mine.many:
            continue
        stem = pair.s.tokens[at].stem
        deeds = [i for i in pair.found(at) if pair.p.tokens[i].stem == stem]
        if len(deeds) != 1:
            continue
        other = pair.p.clauses[pair.p.clause_of[deeds[0]]]
        subject = _unnamed(pair.p, other, deeds[0])
        if subject is None or other.passive:
            continue
        low, high = pair.p.sentence_ranges[other.sentence]
        objects = [i for i in pair.s.content if at < i < clause.end]
        told = [i for i in objects if any(deeds[0] < j < high for j in pair.found(i))]
        beside = [
            j
            for i in range(mine.first, mine.last + 1)
            if is_name(pair.s, i)
            for j in pair.found(i)
            if low <= j < high and not (deeds[0] < j < other.end)
        ]
        if not told or 3 * len(told) < 2 * len(objects) or not beside:
            continue
        if any(_put_beside(pair.p, subject, j) for j in beside):
            continue
        said = pair.p.tokens[subject[0]].start, pair.p.tokens[subject[1] - 1].end
        yield pair.finding(
            "claim-attribution",
            "error",
            mine.first,
            mine.last,
            f"in the passage `{pair.p.text[said[0] : said[1]]}` does this",
            subject[0],
            "name the actor as the passage does",
        )
        return


def _unnamed(reading: Reading, clause: Clause, verb: int) -> tuple[int, int] | None:
    """The subject of a clause if it is a noun without a name: `the government`."""
    tokens = reading.tokens
    start, end = clause.subject
    number = reading.clause_of[clause.start]
    if clause.inherits and number >= 2:
        relative, left = reading.clauses[number - 1], reading.clauses[number - 2]
        if tokens[relative.start].fold not in ("which", "who") or left.verb >= 0:
            return None
        start, end = left.start, left.end - 1
    while start < end and (tokens[start].kind == "mark" or tokens[start].fold in ("but", "and")):
        start += 1
    while end > start and (not tokens[end - 1].content or tokens[end - 1].kind == "mark"):
        end -= 1
    words = range(start, end)
    if end <= start or end > verb or any(tokens[i].fold in _NOT_SO for i in words):
        return None
    if any(is_name(reading, i) for i in words) or not any(tokens[i].content for i in words):
        return None
    return start, end


_NOT_SO = frozenset(
    """
    it he she they we i who which that whose his her its their this these those of both all other
    others , one another each
    """.split()
)


def _put_beside(reading: Reading, subject: tuple[int, int], name: int) -> bool:
    """Whether a name says who the subject is (`the owner, Castor`), or who tells this of it."""
    clause = reading.clauses[reading.clause_of[name]]
    if clause.verb >= 0 and reading.tokens[clause.verb].fold in o.SAYING:
        return True
    return subject[0] - 3 <= name <= subject[1] + 3


def _thanked(pair: Pair) -> Iterator[Finding]:
    """`Ithria lent Maravel` where the passage says that Ithria thanked Maravel for the loan."""
    theirs = pair.p.tokens
    if pair.p.folds.isdisjoint(("thanked", "thanks")):
        return
    there = next(i for i, t in enumerate(theirs) if t.fold in ("thanked", "thanks"))
    if theirs[there].fold in pair.s.folds:
        return
    other = pair.p.clauses[pair.p.clause_of[there]]
    thankful = actor(pair.p, other, True)
    if other.verb != there or thankful is None or not thankful.names:
        return
    for clause in pair.s.clauses:
        mine = actor(pair.s, clause) if clause.verb >= 0 and not clause.passive else None
        if mine is None or mine.names.isdisjoint(thankful.names) or mine.many:
            continue
        _, high = pair.p.sentence_ranges[other.sentence]
        given = [i for i in pair.found(clause.verb) if there < i < high]
        thanked = [
            i
            for i in range(clause.verb + 1, clause.end)
            if is_name(pair.s, i) and any(there < j < high for j in pair.found(i))
        ]
        if given and thanked:
            yield pair.finding(
                "claim-attribution",
                "error",
                mine.first,
                mine.last,
                f"in the passage it is the other way round: `{pair.around(there)}`",
                there,
                "name the actor as the passage does",
            )
            return


def _gone_over(pair: Pair) -> Iterator[Finding]:
    """`to A` where the passage has `to B` behind the same verb, and the sentence B elsewhere."""
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0:
            continue
        same = [i for i in pair.found(at) if pair.p.tokens[i].fold == pair.s.tokens[at].fold]
        if len(same) != 1:
            continue
        mine, other = _goal(pair.s, at), _goal(pair.p, same[0])
        if mine < 0 or other < 0 or not pair.s.keys[mine].isdisjoint(pair.p.keys[other]):
            continue
        low, high = pair.p.sentence_ranges[pair.p.sentence_of[same[0]]]
        if not any(low <= i < high for i in pair.found(mine)):
            continue
        if any(other in pair.found(i) for i in range(clause.start, at)):
            yield pair.finding(
                "claim-attribution",
                "error",
                mine,
                mine,
                f"the passage says `to {pair.p.tokens[other].text}`",
                other,
                "put the names as the passage does",
            )
            return


def _goal(reading: Reading, verb: int) -> int:
    """The name behind `to` right behind a verb, or -1."""
    tokens = reading.tokens
    for index in range(verb + 1, min(verb + 4, len(tokens) - 2)):
        if tokens[index].fold == "to":
            step = index + 1 + (tokens[index + 1].fold in ("the", "a", "its", "their"))
            return step if step < len(tokens) and is_name(reading, step) else -1
    return -1
