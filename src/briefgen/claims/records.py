"""The fields of an outcome against the words of its own quotes: who acts, how much, and its terms.

A brief prints these fields in tables, away from any sentence. That their names and numbers stand
somewhere in the source is not enough: they must be those of the outcome's quotes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims import terms
from briefgen.claims.actors import Actor, actor
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.equality import equals, free, there_said
from briefgen.claims.findings import Finding
from briefgen.claims.quotations import associated
from briefgen.claims.ratios import shares
from briefgen.claims.reading import Names, Reading, read
from briefgen.record import replace
from briefgen.workspace.model import Outcome

#: The passages of an outcome's quotes, each with what is quoted of it.
Quoted = tuple[tuple[str, tuple[str, ...]], ...]


def of_outcome(
    outcome: Outcome, parties: tuple[str, ...], quoted: Quoted, names: Names
) -> Iterator[tuple[str, str, Finding]]:
    """What is wrong with the fields of an outcome: the key, its words, the finding."""
    passages = tuple(passage for passage, _ in quoted)
    quotes = tuple(quote for _, some in quoted for quote in some)
    homes = [place for place, (_, some) in enumerate(quoted) for _ in some]

    def home(found: Finding) -> Finding:
        """A finding about a quote as one about its passage."""
        return found if found.passage is None else replace(found, passage=homes[found.passage])

    if outcome.actors and quoted:
        found = actors(outcome.actors, parties, quoted, names)
        if found is not None:
            yield "actors", ", ".join(outcome.actors), found
    if outcome.amount and quoted:
        found = amount(outcome.amount, quotes)
        found = home(found) if found is not None else shared_out(outcome.amount, passages)
        if found is not None:
            yield "amount", outcome.amount, found
    if outcome.owner and quoted:
        found = terms.owner(outcome.owner, quotes, passages, outcome.actors, parties, names)
        if found is not None:
            yield "owner", outcome.owner, home(found)
    if outcome.due is not None and not outcome.due.derived_from and quoted:
        found = terms.due(outcome.due.text, quotes, names)
        if found is not None:
            yield "due", outcome.due.text, home(found)
    if outcome.conditional and quoted:
        found = terms.condition(outcome.conditional, quotes, outcome.actors, names)
        if found is not None:
            yield "conditional", outcome.conditional, home(found)


def actors(
    named: tuple[str, ...],
    parties: tuple[str, ...],
    quoted: Quoted,
    names: Names,
) -> Finding | None:
    """Who acts is who acts in the quotes: no other party of the meeting, and no more of them.

    `named` are an outcome's actors and `parties` its meeting's. Only what is plain is said: where
    a quote has one party as its subject that is none of `named`, or has it alone.
    """
    listed = ", ".join(named)
    passages = tuple(passage for passage, _ in quoted)
    pair = Pair(listed, passages, names, frozenset())
    mine = {who: _keys(read(who, names)) for who in named}
    others = {who: _keys(read(who, names)) for who in parties if who not in named}
    seen: list[tuple[set[str], set[str], Actor]] = []
    for clause in _clauses(pair, quoted):
        found = actor(pair.p, clause, True)
        if found is None:
            return None
        acting = {who for who, keys in mine.items() if _is(pair, keys, found)}
        beside = {who for who, keys in others.items() if _is(pair, keys, found)}
        if found.many and not (acting or beside):
            return None  # "both sides"
        if not acting and not beside:
            return None  # somebody whose side is not known
        together = {who for who, keys in mine.items() if _joins(pair.p, keys, clause)}
        seen.append((acting | together, beside, found))
    if not seen:
        return None
    told = set().union(*(acting for acting, _, _ in seen))
    wrong = [who for who in mine if who in parties and who not in told]
    _, beside, found = seen[0]
    if not wrong or any(found.many for _, _, found in seen):
        return None
    said = " ".join(found.words)
    instead = sorted(beside) or sorted(told)
    return Finding(
        "claim-attribution",
        "error",
        wrong[0],
        listed.index(wrong[0]),
        listed.index(wrong[0]) + len(wrong[0]),
        f"in the quote `{said}` does this, not `{wrong[0]}`",
        0,
        pair.around(found.first),
        f"write `actors: [{', '.join(instead)}]`" if instead else "",
    )


def amount(text: str, quotes: tuple[str, ...]) -> Finding | None:
    """An amount is one that the outcome's quotes give."""
    pair = Pair(text, quotes, (), frozenset())
    mine = free(pair.s.quantities, pair.s.moments)
    theirs = [q for q in free(pair.p.quantities, pair.p.moments) if q.kind != "ordinal"]
    for quantity in mine:
        like = [q for q in theirs if q.kind == quantity.kind]
        if any(equals(quantity, q) for q in like):
            continue
        where = quantity.first, quantity.last
        if not like:
            message, hint = "no quote of the outcome gives it", "quote the words that give it"
            return pair.finding("claim-number", "error", *where, message, None, hint)
        given = there_said(pair, like[0])
        message = f"the outcome's quote gives `{given}`"
        hint = f"write `{given}`, or quote the words that give the amount"
        return pair.finding("claim-number", "error", *where, message, like[0].first, hint)
    return None


def shared_out(text: str, passages: tuple[str, ...]) -> Finding | None:
    """Of shares in an amount each is given to the one to whom the passages give it."""
    return next(shares(Pair(text, passages, (), frozenset())), None)


def _clauses(pair: Pair, quoted: Quoted) -> Iterator[Clause]:
    """The main clauses of the passages in which the quotes stand."""
    starts = [token.start for token in pair.p.tokens]
    for offset, (passage, quotes) in zip(pair.offsets, quoted, strict=True):
        for quote in quotes:
            at = offset + passage.find(quote)
            first, last = bisect_left(starts, at), bisect_left(starts, at + len(quote))
            for clause in pair.p.clauses:
                if clause.verb >= 0 and clause.verb < last and clause.end > first:
                    yield clause
                    break


def _keys(reading: Reading) -> set[str]:
    return {
        key
        for index in reading.content
        if reading.tokens[index].capital
        for key in reading.keys[index]
        if key[:1] in "^§"
    }


_TOGETHER = frozenset(("and", "with", "alongside", "between", "both"))


def _joins(reading: Reading, keys: set[str], clause: Clause) -> bool:
    """Whether a clause names a party beside the one that acts: `signed by A of Florin and B of
    Guilder`, `agreed with Guilder`."""
    beside = -1
    for index in range(clause.start, clause.end):
        token = reading.tokens[index]
        if token.fold in _TOGETHER:
            beside = index
        elif beside >= 0 and index - beside <= 7 and not keys.isdisjoint(reading.keys[index]):
            return True
    return False


def _is(pair: Pair, keys: set[str], found: Actor) -> bool:
    """Whether an actor of the passage is a party, or stands beside its name."""
    return not keys.isdisjoint(found.names) or associated(pair, keys, set(found.names))
