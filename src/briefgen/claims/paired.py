"""The rules of pairs: who goes with which value or deed, where a sentence tells of two."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.actors import actor, is_name
from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.reading import Reading

_UNDER = frozenset("that which who whose whom to if unless because when after before".split())


_WHOSE = frozenset("my your his her its our their the a an that those".split())


def crossed(pair: Pair) -> Iterator[Finding]:
    """Two clauses of the sentence tell of two of the passage, and each has words of both: `A
    holds 51 and B 49` for `B 51 and A 49`, whatever the verb."""
    yield from _preferred(pair)
    if len(pair.p.clauses) < 2 or (len(pair.s.clauses) < 2 and "and" not in pair.s.folds):
        return
    parts = pair.s.once(_parts)
    if not parts or not parts[-1]:
        return
    theirs = pair.p.once(_parts)
    cells: dict[tuple[int, int], list[tuple[int, int]]] = {}
    stems = [pair.s.tokens[i].stem for i in pair.s.content]
    for index in pair.s.content:
        stem = pair.s.tokens[index].stem
        there = pair.found(index)
        if len(there) > 1:
            nearest = pair.nearest_sentence
            there = [i for i in there if pair.p.sentence_of[i] == nearest]
        if len(there) == 1 and stems.count(stem) == 1 and _same_word(pair, index, there[0]):
            cells.setdefault((parts[index], theirs[there[0]]), []).append((index, there[0]))
    mine = sorted({one for one, _ in cells})
    told = sorted({other for _, other in cells})
    for number, first in enumerate(mine):
        for second in mine[number + 1 :]:
            for place, one in enumerate(told):
                for other in told[place + 1 : place + 2]:
                    four = [
                        cells.get(cell)
                        for cell in ((first, one), (first, other), (second, one), (second, other))
                    ]
                    if all(four) and _opposed(pair, [c for c in four if c]):
                        words = [c[0] for c in four if c]
                        yield pair.finding(
                            "claim-attribution",
                            "error",
                            words[0][0],
                            words[0][0],
                            f"`{pair.s.tokens[words[0][0]].text}` and "
                            f"`{pair.s.tokens[words[1][0]].text}` do not go together in the "
                            "passage",
                            words[0][1],
                            "put who and what together as the passage does",
                        )
                        return


def _preferred(pair: Pair) -> Iterator[Finding]:
    """`the drought rather than the war` for `the war rather than the drought`."""
    there = pair.p.once(_instead)
    if there < 0 or pair.s.folds.isdisjoint(("rather", "not")):
        return
    tokens = pair.s.tokens
    at = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.fold == "rather" or (t.fold == "not" and i and tokens[i - 1].text == ",")
        ),
        0,
    )
    if not at:
        return
    before = [i for i in pair.s.content if at - 8 <= i < at and i in pair.aligned][-1:]
    after = [i for i in pair.s.content if i > at and i in pair.aligned][:1]
    if not before or not after:
        return
    if there < pair.aligned[before[0]] < there + 8 and there - 8 <= pair.aligned[after[0]] < there:
        yield pair.finding(
            "claim-attribution",
            "error",
            before[0],
            after[0],
            f"in the passage it is the other way round: `{pair.around(there)}`",
            there,
            "put them as the passage does",
        )


def _instead(reading: Reading) -> int:
    """Where a text puts one thing before another: at `rather than`, or `scanning, not staff`."""
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.fold == "rather":
            return at
        if (
            token.fold == "not"
            and at
            and tokens[at - 1].text == ","
            and (at + 2 < len(tokens) and tokens[at + 1].content and tokens[at + 2].kind == "mark")
        ):
            return at
    return -1


def _same_word(pair: Pair, index: int, there: int) -> bool:
    return pair.s.tokens[index].stem == pair.p.tokens[there].stem or not (
        pair.s.keys[index].isdisjoint(pair.p.keys[there]) or not pair.s.tokens[index].capital
    )


def _opposed(pair: Pair, cells: list[list[tuple[int, int]]]) -> bool:
    """Whether names, or figures, stand on one diagonal, and other words on the other."""
    named = [any(_names(pair.s, i) for i, _ in cell) for cell in cells]
    said = [any(not _names(pair.s, i) for i, _ in cell) for cell in cells]
    verbs = {clause.verb for clause in pair.s.clauses}
    done = [any(i in verbs for i, _ in cell) for cell in cells]
    for one, other, third, fourth in ((0, 3, 1, 2), (1, 2, 0, 3)):
        if named[one] and named[other] and said[third] and said[fourth]:
            return True
        if (named[one] or named[other]) and done[third] and done[fourth]:
            return True
    return False


def _names(reading: Reading, index: int) -> bool:
    """Whether a word is a name, or the number of those who do something."""
    token = reading.tokens[index]
    return is_name(reading, index) or token.kind == "number" or token.fold in CARDINALS


def _parts(reading: Reading) -> tuple[int, ...]:
    """The number of the part of its text in which each token stands: a main clause with what hangs
    on it, or one half of `my father in Florin and my mother in Zubrowka`."""
    found: list[int] = []
    number = 0
    starts = {clause.start: clause for clause in reading.clauses}
    for index, token in enumerate(reading.tokens):
        clause = starts.get(index)
        if index and (
            token.fold in ("while", "whereas", "but")
            or (
                token.fold == "and"
                and reading.tokens[index + 1 : index + 2]
                and reading.tokens[index + 1].fold in _WHOSE
            )
            or reading.tokens[index - 1].text == ";"
            or (clause is not None and token.fold not in _UNDER)
        ):
            number += 1
        found.append(number)
    return tuple(found)


def joined(pair: Pair) -> Iterator[Finding]:
    """Of a list of those who do something, each does so in the passage: none of them has another
    deed there, in a clause of its own."""
    if "and" not in pair.s.folds:
        return
    for clause in pair.s.clauses:
        mine = actor(pair.s, clause) if clause.verb >= 0 and not clause.passive else None
        if mine is None or not mine.many or len(mine.words) < 2:
            continue
        stem = pair.s.tokens[clause.verb].stem
        told = [
            (other, found)
            for other in pair.p.clauses
            if other.verb >= 0
            and not other.passive
            and (found := actor(pair.p, other)) is not None
            and found.names
        ]
        doing = [
            (other, found)
            for other, found in told
            if alike(pair.p.tokens[other.verb].stem, stem)
            or {pair.p.tokens[other.verb].fold, pair.s.tokens[clause.verb].fold} <= o.SAYING
        ]
        if not any(not found.names.isdisjoint(mine.names) for _, found in doing):
            continue
        for index in range(mine.first, mine.last + 1):
            if not is_name(pair.s, index):
                continue
            keys = {key for key in pair.s.keys[index] if key[:1] != "~"}
            own = [
                other
                for other, found in told
                if not found.names.isdisjoint(keys)
                and (other, found) not in doing
                and not found.many
            ]
            if not own or any(not found.names.isdisjoint(keys) for _, found in doing):
                continue
            if any(
                pair.p.clauses[pair.p.clause_of[there]] in [other for other, _ in doing]
                for there in pair.found(index)
            ) or not any(
                abs(other.sentence - deed.sentence) <= 1 for other in own for deed, _ in doing
            ):
                continue
            yield pair.finding(
                "claim-attribution",
                "error",
                index,
                index,
                f"in the passage `{pair.s.tokens[index].text}` is not among those who do this: "
                f"`{pair.around(own[0].verb)}`",
                own[0].verb,
                "name those whom the passage names",
            )
            return
