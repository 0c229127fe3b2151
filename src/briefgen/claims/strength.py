"""The rule of strength: what is promised must be promised as firmly in the passage, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.achieved import achieved
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.realised import realised

_NAMES = {level: name for name, level in o.LEVELS.items()}


def strength(pair: Pair) -> Iterator[Finding]:
    """The verb of the sentence, weighed with its complement, is not stronger than the passage's
    (signed, decided, committed, reaffirmed, explored, noted); `agreed to consider` is explored,
    what may be done is not done, nor is what is to be done. Much weaker is a warning."""
    yield from achieved(pair)
    for clause in pair.s.clauses:
        finding = _clause(pair, clause) or realised(pair, clause)
        if finding is not None:
            yield finding


def _clause(pair: Pair, clause: Clause) -> Finding | None:
    if clause.denied:
        return None  # "no decision had been taken" promises nothing
    stronger: list[tuple[int, int, int, int]] = []
    spared: list[tuple[int, int, int, int]] = []
    weaker = same = 0
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if not token.content:
            continue
        there = pair.aligned.get(index)
        if there is None:
            continue
        mine = pair.s.levels[index]
        theirs = pair.p.levels[there]
        if mine is None:
            continue
        if theirs is None:
            others = [pair.p.levels[at] for at in pair.found(index)]
            theirs = next((level for level in others if level is not None), None)
            if theirs is None:
                same += 1
                continue
        if (mine == 4 and theirs == 3 and _arranged(pair, there)) or (
            mine == 3
            and theirs == 1
            and (_expected(pair, clause, there) or _offered(pair, clause, there))
        ):
            same += 1  # "is to be led": as good as `will`; "are to follow": as good as `should`
        elif mine > theirs and pair.p.clauses[pair.p.clause_of[there]].denied:
            # "is ready to halve the fee" beside "could not lift the fee"
            spared.append((index, there, mine, theirs))
        elif mine > theirs:
            # another place of the same word in as good company may bear it
            if any(
                (pair.p.levels[at] is None or (pair.p.levels[at] or 0) >= mine)
                and pair.fit(index, at) >= 0.85 * pair.fit(index, there)
                for at in pair.found(index)
            ):
                same += 1
            else:
                stronger.append((index, there, mine, theirs))
        elif theirs - mine >= 2:
            weaker += 1
        else:
            same += 1
    if not same:
        stronger = sorted(stronger + spared)
    first = next((i for i in range(clause.start, clause.end) if pair.s.tokens[i].content), -1)
    heads = clause.passive and bool(stronger) and stronger[0][0] == first
    if stronger and (len(stronger) >= max(1, same) or heads) and _matters(pair, stronger):
        index, there, mine, theirs = stronger[0]
        verb = _operative(pair, clause, index)
        return pair.otherwise_done(
            verb[0],
            verb[1],
            f"the sentence says it was {_NAMES[mine]}; the passage only "
            f"that it was {_NAMES[theirs]}",
            there,
        )
    if weaker and weaker > same and not stronger:
        index = next(i for i in range(clause.start, clause.end) if pair.s.levels[i] is not None)
        level = pair.s.levels[index]
        verb = _operative(pair, clause, index)
        if pair.s.tokens[verb[0]].fold.startswith("propos") and any(
            t.stem == "offer" for t in pair.p.tokens
        ):
            return None  # "proposed Ilim as the venue" for "offered to host it in Ilim"
        if pair.s.tokens[verb[0]].fold == "may" and not pair.p.folds.isdisjoint(_PERMITTING):
            return None  # "may be extended" for "extendable"
        if level is not None and level <= 1 and pair.s.tokens[verb[0]].fold in _TALK:
            there = pair.aligned.get(index)
            return pair.finding(
                "claim-strength",
                "warning",
                verb[0],
                verb[1],
                "the passage promises more than the sentence says",
                there,
                "use the passage's own verb",
            )
    return None


def _expected(pair: Pair, clause: Clause, there: int) -> bool:
    """Whether `are to` stands for the passage's `should`."""
    lead = [t.fold for t in pair.s.tokens[clause.start : clause.verb]]
    return (
        "to" in lead[-2:] and not {"is", "are", "was", "were"}.isdisjoint(lead[-3:])
    ) and "should" in [t.fold for t in pair.p.tokens[max(0, there - 4) : there + 5]]


_OFFERS = frozenset("offer offers offered offering volunteered".split())
_READY = frozenset("ready readiness prepared willing willingness".split())


def _offered(pair: Pair, clause: Clause, there: int) -> bool:
    """Whether `offered to host it` stands for the passage's `is ready to host it`."""
    mine = {t.fold for t in pair.s.tokens[clause.start : clause.end]}
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    theirs = {t.fold for t in pair.p.tokens[low:high]}
    return not _OFFERS.isdisjoint(mine) and not _READY.isdisjoint(theirs)


def _arranged(pair: Pair, there: int) -> bool:
    """Whether the passage's words stand under `is to` or `to be`, and no other promise."""
    clause = pair.p.clauses[pair.p.clause_of[there]]
    found = [
        phrase
        for at in range(clause.start, clause.end)
        if (phrase := phrase_at(pair.p.tokens, at, o.COMMITMENT)) is not None
        and phrase[0] == "committed"
        and phrase[1] == 1
    ]
    return not found


def _matters(pair: Pair, stronger: list[tuple[int, int, int, int]]) -> bool:
    """Whether more than a date is promised more firmly: `resolution 41/7, adopted on 12 March`."""
    dated = {i for m in pair.s.moments for i in range(m.first, m.last + 1)}
    return any(mine >= 2 and index not in dated for index, _, mine, _ in stronger)


def _operative(pair: Pair, clause: Clause, index: int) -> tuple[int, int]:
    """The operative words before (or after) a token of a clause."""
    at = index - 1
    while at >= clause.start:
        found = phrase_at(pair.s.tokens, at, o.COMMITMENT)
        if found is not None:
            return at, at + found[1] - 1
        at -= 1
    for at in range(index, clause.end):
        found = phrase_at(pair.s.tokens, at, o.COMMITMENT)
        if found is not None:
            return at, at + found[1] - 1
    return index, index


_PERMITTING = frozenset(
    """
    extendable renewable authorizes authorises authorized authorised permits permitted allows
    allowed entitled right
    """.split()
)
_TALK = frozenset(
    """
    discuss discussed discusses discussing consider considered considers considering explore
    explored exploring examine examined examining study studied studying debate debated talked
    discussions may might hope hoped hopes propose proposed proposes invited encouraged
    suggest suggested suggests
    """.split()
)
