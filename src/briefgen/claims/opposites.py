"""The rules of opposites: words that exclude one another, one in the place of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims.actors import actor
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import PLAIN_DENIALS
from briefgen.claims.lexicon.relations import alike, contraries, contrary, in_fields, same_cell
from briefgen.claims.reading import Reading
from briefgen.claims.reckoning import the_others

#: Small words that have a contrary: they are compared like nouns and verbs.
_SMALL = frozenset(
    """
    before after above below more less fewer up down against with without over under inside
    outside within beyond since including excluding except
    """.split()
) - {"with", "over", "under", "beyond"}


_SIDED = frozenset("before after since within outside inside without against up down".split())


#: Contraries that share a stem, by fold.
_FORMS = {
    "badly": "well",
    "developing": "developed",
    "developed": "developing",
    "employers": "employees",
    "employees": "employers",
    "lenders": "borrowers",
    "borrowers": "lenders",
}


def _compared(reading: Reading) -> list[int]:
    return [
        i
        for i, token in enumerate(reading.tokens)
        if token.kind == "word"
        and (token.content or token.fold in _SMALL)
        and (in_fields(token.stem) or token.fold in _FORMS)
    ]


def _stems(reading: Reading) -> frozenset[str]:
    return frozenset(reading.tokens[i].stem for i in _compared(reading))


def opposites(pair: Pair) -> Iterator[Finding]:
    """A word whose contrary the passage has in its place."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    candidates = pair.p.once(_compared)
    there_stems = pair.p.once(_stems)
    compared = _compared(pair.s)
    if not compared or not candidates:
        return
    mine_stems = {tokens[i].stem for i in compared} | {tokens[i].stem for i in pair.s.content}
    measured = {i for one in pair.s.quantities for i in range(one.first, one.last + 1)}
    measured.update(i for one in pair.s.moments for i in range(one.first, one.last + 1))
    for index in compared:
        token = tokens[index]
        if index in measured:
            continue  # the rules of numbers and dates weigh it
        if token.fold == "little" and index and tokens[index - 1].fold == "a":
            continue  # "went up a little"
        if tokens[index - 1].fold in ("a", "one", "every") and _as_long(pair, index):
            continue  # "a year at most" for "no longer than twelve months"
        if token.fold not in _FORMS and contraries(token.stem).isdisjoint(there_stems):
            continue
        if index + 1 < len(tokens) and tokens[index + 1].fold in ("less", "slower"):
            continue  # "rose less than"""
        if not token.content and index and tokens[index - 1].fold in ("no", "not"):
            continue  # "no fewer than"
        other_form = _FORMS.get(token.fold)
        if other_form is not None:
            if other_form in pair.p.folds and token.fold not in pair.p.folds:
                there = next(i for i, t in enumerate(theirs) if t.fold == other_form)
                yield _instead(pair, index, there)
            continue
        places = [
            there
            for there in candidates
            if contrary(token.stem, theirs[there].stem) and not _in_name(pair, there, index)
        ]
        if not places:
            continue
        there = max(places, key=lambda at: (pair.context(index, at), -at))
        near = pair.context(index, there)
        other = theirs[there]
        alike_places = (
            pair.found(index)
            if token.content
            else [i for i in candidates if theirs[i].fold == token.fold]
        )
        # a word that merely may stand for it weighs less than the word itself
        held = max(
            (
                pair.context(index, at) * (1.0 if theirs[at].stem == token.stem else 0.7)
                for at in alike_places
            ),
            default=-1.0,
        )
        held = max(
            held,
            max(
                (
                    0.7 * pair.context(index, at)
                    for at in candidates
                    if same_cell(token.stem, theirs[at].stem, other.stem)
                ),
                default=-1.0,
            ),
        )
        if token.content and near >= 0.3 and _between_same(pair, index, there):
            if other.stem in mine_stems and not _swapped(pair, index, there):
                continue
        elif held >= 0:
            if near < (0.3 if token.stem in pair.p.where else 0.22) or held >= 0.66 * near:
                continue
            if other.stem in mine_stems and not _swapped(pair, index, there):
                continue
        else:
            if not _between_same(pair, index, there) and any(
                theirs[at].fold.endswith(token.fold)
                and same_cell(token.stem, theirs[at].stem, other.stem)
                for at in candidates
                if pair.p.sentence_of[at] == pair.p.sentence_of[there]
            ):
                continue  # "open again" for "urged it to reopen" beside "the closure"
            if other.stem in mine_stems or any(
                alike(other.stem, tokens[i].stem) and pair.aligned.get(i) == there
                for i in pair.s.content
            ):
                continue
            if near < (0.2 if token.content else 0.15 if token.fold in _SIDED else 0.3):
                continue
        mine_clause = pair.s.clauses[pair.s.clause_of[index]]
        their_clause = pair.p.clauses[pair.p.clause_of[there]]
        mine_denied = mine_clause.denied != _denies(pair.s, index)
        their_denied = their_clause.denied != _denies(pair.p, there)
        if mine_denied != their_denied and token.content:
            continue
        if token.fold in _SIDED and not _same_side(pair, index, there):
            continue
        if _converse(pair, index, there) or any(the_others(pair, q) for q in pair.s.quantities):
            continue
        yield _instead(pair, index, there)


#: Stretches of time with a name of their own, in months and seconds.
_STRETCHES = {"year": (12.0,), "quarter": (3.0,), "decade": (120.0,), "week": (604800.0,)}


def _as_long(pair: Pair, index: int) -> bool:
    """Whether the passages give a stretch of time that a word names in a number of others."""
    values = _STRETCHES.get(pair.s.tokens[index].fold)
    return values is not None and any(
        q.values == values and q.kind in ("months", "time") for q in pair.p.quantities
    )


def _denies(reading: Reading, index: int) -> bool:
    """Whether it is this very word that denies its clause: `refused`, `declined the`."""
    found = phrase_at(reading.tokens, index, o.DENIALS)
    return found is not None and found[0] == "clause"


def _between_same(pair: Pair, index: int, there: int) -> bool:
    """Whether the content words before and after two words are the same, and the sentence's word
    stands nowhere else in such company."""
    if any(
        pair.p.tokens[i].stem == pair.s.tokens[index].stem and _neighbours(pair, index, i)
        for i in pair.found(index)
    ):
        return False
    return _neighbours(pair, index, there) == 2


def _neighbours(pair: Pair, index: int, there: int) -> int:
    """How many of the content words right before and after are the same."""
    mine, theirs = pair.s.content, pair.p.content
    at, place = bisect_left(mine, index), bisect_left(theirs, there)
    return sum(
        0 <= at + step < len(mine)
        and 0 <= place + step < len(theirs)
        and theirs[place + step] in pair.found(mine[at + step])
        for step in (-1, 1)
    )


def main_verbs(pair: Pair) -> Iterator[Finding]:
    """The verb of a clause is the contrary of the verb of the passage's clause that says the rest,
    wherever the two stand: `the sale is permitted` for `prohibits the sale`."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or not tokens[at].content or not in_fields(tokens[at].stem):
            continue
        other = pair.partner(clause, least=2, share=0.6)
        if other is None or other.verb < 0:
            continue
        there = other.verb
        if any(other.start <= i < other.end for i in pair.found(at)):
            continue
        if not contrary(tokens[at].stem, theirs[there].stem):
            continue
        if tokens[at + 1 : at + 2] and tokens[at + 1].fold in ("less", "slower"):
            continue  # "prices rose less than" for "inflation was lower"
        if (clause.denied != _denies(pair.s, at)) != (other.denied != _denies(pair.p, there)):
            continue
        if any(pair.aligned.get(i) == there for i in pair.s.content) or _converse(pair, at, there):
            continue
        yield _instead(pair, at, there)
        return


def matrices(pair: Pair) -> Iterator[Finding]:
    """The verb over a `that` clause, or over the noun that stands for one, is no contrary of the
    verb over it in the passage: `denied the offer` for `confirmed that it had offered`."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        other = pair.partner(clause, least=2, share=0.6)
        if other is None or clause.verb < 0:
            continue
        there = _over(pair.p, other)
        at = _over(pair.s, clause)
        if there < 0 or pair.p.clauses[pair.p.clause_of[there]].verb != there:
            continue
        at = clause.verb if at < 0 else at
        if not contrary(tokens[at].stem, theirs[there].stem):
            continue
        if any(alike(tokens[i].stem, theirs[there].stem) for i in pair.s.content if i != at):
            continue
        if any(theirs[i].stem == tokens[at].stem for i in pair.found(at)):
            continue
        low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
        if any(theirs[i].fold in PLAIN_DENIALS for i in range(low, high)) or any(
            token.fold in PLAIN_DENIALS for token in tokens
        ):
            continue
        yield _instead(pair, at, there)
        return


def _over(reading: Reading, clause: Clause) -> int:
    """The verb of the clause right before one that begins with `that`, or -1."""
    number = reading.clause_of[clause.start]
    if not number or reading.tokens[clause.start].fold != "that":
        return -1
    before = reading.clauses[number - 1]
    return before.verb if before.sentence == clause.sentence else -1


def _same_side(pair: Pair, index: int, there: int) -> bool:
    """Whether the content word after two small words is the same (for `up` and `down` also the
    one before)."""
    mine = next((i for i in pair.s.content if i > index), None)
    theirs = next((i for i in pair.p.content if i > there), None)
    if mine is not None and theirs is not None and theirs in pair.found(mine):
        return True
    if pair.s.tokens[index].fold in ("before", "after", "since", "for"):
        return False
    mine = next((i for i in reversed(pair.s.content) if i < index), None)
    theirs = next((i for i in reversed(pair.p.content) if i < there), None)
    return mine is not None and theirs is not None and theirs in pair.found(mine)


_CONVERSE = (
    frozenset(("lend", "borrow")),
    frozenset(("buy", "sell")),
    frozenset(("import", "export")),
    frozenset(("win", "lose")),
    frozenset(("give", "receive")),
    frozenset(("receive", "provide")),
    frozenset(("receive", "send")),
)


def _converse(pair: Pair, index: int, there: int) -> bool:
    """`A borrows from B` for `B lends A`: the contrary verb with the other actor is the same
    fact."""
    if frozenset((pair.s.tokens[index].stem, pair.p.tokens[there].stem)) not in _CONVERSE:
        return False
    mine = actor(pair.s, pair.s.clauses[pair.s.clause_of[index]])
    theirs = actor(pair.p, pair.p.clauses[pair.p.clause_of[there]], True)
    return mine is not None and theirs is not None and mine.names.isdisjoint(theirs.names)


def _instead(pair: Pair, index: int, there: int) -> Finding:
    mine, other = pair.s.tokens[index].text, pair.written(index, there)
    return pair.finding(
        "claim-polarity",
        "error",
        index,
        index,
        f"the passage says `{other}`, not `{mine}`",
        there,
        f"write `{other}`",
    )


def _in_name(pair: Pair, there: int, index: int) -> bool:
    """Whether one of the two is part of a longer name and the other is not."""
    before = pair.p.tokens[there - 1] if there else None
    return (
        pair.p.tokens[there].capital
        and not pair.s.tokens[index].capital
        and (before is not None and before.capital and before.content)
    )


def _swapped(pair: Pair, index: int, there: int) -> bool:
    """Whether the sentence has the other word too, and it fits the first word's place better."""
    other_stem = pair.p.tokens[there].stem
    mine_stem = pair.s.tokens[index].stem
    for other in pair.s.content:
        if pair.s.tokens[other].stem != other_stem:
            continue
        own = max((pair.context(other, at) for at in pair.found(other)), default=0.0)
        crossed = max(
            (
                pair.context(other, at)
                for at in pair.p.content
                if pair.p.tokens[at].stem == mine_stem
            ),
            default=0.0,
        )
        if crossed > own:
            return True
    return False
