"""What is told as achieved or settled, where the passage only asks for it or weighs it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import PLAIN_DENIALS
from briefgen.claims.realised import LEVEL_NAMES


def achieved(pair: Pair) -> Iterator[Finding]:
    """`took place`, `persuaded`, `succeeded in` and `rejected` need their like in the passage: what
    is to take place, was asked for, is promised or is considered has not come about."""
    found = _took_place(pair)
    if found is not None:
        yield found
    yield from _persuaded(pair)
    yield from _given(pair)
    yield from _succeeded(pair)
    yield from _settled(pair)


#: What is said of an undertaking that was carried out.
_SUCCESS = frozenset("succeeded managed".split())


_SUCCESS_THERE = frozenset(
    "succeeded success managed achieved able completed fulfilled met reached attained".split()
)


def _succeeded(pair: Pair) -> Iterator[Finding]:
    """`succeeded in halving` where the passage says that it was promised."""
    tokens = pair.s.tokens
    for at, token in enumerate(tokens):
        if token.fold not in _SUCCESS or not pair.p.folds.isdisjoint(_SUCCESS_THERE):
            continue
        after = next((i for i in pair.s.content if i > at and i in pair.aligned), None)
        level = None if after is None else pair.p.levels[pair.aligned[after]]
        if after is not None and level is not None and level <= o.LEVELS["decided"]:
            yield pair.otherwise_done(
                at,
                at,
                f"in the passage this was only {LEVEL_NAMES[level]}",
                pair.aligned[after],
            )
            return


#: Verbs that close what is under consideration.
_CLOSING = frozenset(
    """
    rejected rejects refused declined accepted accepts approved approves granted vetoed
    confirmed confirms proved proves established completed concluded
    """.split()
)
_PROVING = frozenset("confirmed confirms proved proves established completed concluded".split())
_AWAITED = frozenset("pending awaited awaiting awaits outstanding underway ongoing".split())


_CLOSED_THERE = frozenset(
    """
    reject rejected rejects rejection refuse refused refuses refusal decline declined accept
    accepted accepts acceptance approve approved approves approval grant granted grants veto vetoed
    adopt adopted adopts adoption agree agreed agrees opposed oppose dismissed dismiss
    turned ruled endorse endorsed pass passed backed back supported welcomed
    """.split()
)


_WEIGHING = frozenset(
    """
    consider considers considering considered consideration examine examines examining examined
    study studies studying studied weigh weighs weighing weighed review reviewing reviewed
    undecided note noted assess assessing assessed discuss discussing discussed
    pending awaited awaiting awaits outstanding underway ongoing postponed deferred adjourned
    appreciated appreciates thanked
    """.split()
)


def _settled(pair: Pair) -> Iterator[Finding]:
    """`rejected the request` where the passage says that it is being considered."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or tokens[at].fold not in _CLOSING:
            continue
        if any(tokens[i].fold in PLAIN_DENIALS for i in range(clause.start, at)) or any(
            theirs[i].stem == tokens[at].stem and not pair.p.clauses[pair.p.clause_of[i]].denied
            for i in pair.found(at)
        ):
            continue
        words = [i for i in range(clause.start, clause.end) if i != at and i in pair.aligned]
        if not words:
            words = [i for i in pair.s.content if i < at and i in pair.aligned]
        if not words:
            continue
        places = [pair.p.sentence_of[pair.aligned[i]] for i in words]
        number = max(reversed(places), key=places.count)
        low = pair.p.sentence_ranges[number][0]
        high = pair.p.sentence_ranges[number][1]
        if not any(theirs[i].fold in _WEIGHING for i in range(low, high)):
            high = pair.p.sentence_ranges[min(number + 1, len(pair.p.sentence_ranges) - 1)][1]
        if tokens[at].fold in _PROVING and not any(
            theirs[i].fold in _AWAITED for i in range(low, high)
        ):
            continue
        near = {
            theirs[i].fold
            for i in range(low, high)
            if theirs[i].fold in _WEIGHING or not pair.p.clauses[pair.p.clause_of[i]].denied
        }
        if near & _CLOSED_THERE or not near & _WEIGHING:
            continue
        there = next(i for i in range(low, high) if theirs[i].fold in _WEIGHING)
        yield pair.otherwise_done(
            at,
            at,
            f"the passage only says `{theirs[there].text}`",
            there,
        )
        return


_ASKING = frozenset(
    """
    call calls called calling urge urges urged urging ask asks asked asking appeal appeals appealed
    request requests requested press presses pressed encourage encouraged invite invited demand
    demanded demands
    """.split()
)


_SUCCEEDING = frozenset(
    "persuaded persuades convinced convinces forced compelled induced got".split()
)


def _persuaded(pair: Pair) -> Iterator[Finding]:
    """`persuaded them to` where the passage says that they were asked to."""
    tokens = pair.s.tokens
    for at, token in enumerate(tokens):
        if token.fold not in _SUCCEEDING or not pair.p.folds.isdisjoint(_SUCCEEDING):
            continue
        if pair.p.folds.isdisjoint(_ASKING) or not any(
            t.fold == "to" for t in tokens[at + 1 : at + 8]
        ):
            continue
        there = next(i for i, t in enumerate(pair.p.tokens) if t.fold in _ASKING)
        yield pair.otherwise_done(
            at,
            at,
            f"the passage only says `{pair.p.tokens[there].text}`",
            there,
        )
        return


def _given(pair: Pair) -> Iterator[Finding]:
    """`provided two buses` where the passage says that somebody is to be asked for them."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or tokens[at].fold not in _GIVING:
            continue
        if any([t.fold for t in theirs[i + 1 : i + 2]] != ["that"] for i in pair.found(at)):
            continue  # it was given, unless this is "provided that"
        after = [i for i in pair.s.content if at < i < clause.end and i in pair.aligned]
        if not after:
            continue
        there = pair.aligned[after[0]]
        low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
        lead = [t.fold for t in theirs[max(low, there - 4) : there]]
        if "for" not in lead or _ASKING.isdisjoint(theirs[i].fold for i in range(low, there)):
            continue
        if not _GIVING.isdisjoint(theirs[i].fold for i in range(low, high)):
            continue
        yield pair.otherwise_done(
            at,
            at,
            f"in the passage this was only asked for: `{pair.around(there)}`",
            there,
        )
        return


_GIVING = frozenset(
    "provided supplied sent delivered gave given granted provides supplies lent donated".split()
)


def _took_place(pair: Pair) -> Finding | None:
    """`took place` where the passages only say that it is to, or will, take place."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for at in range(len(tokens) - 1):
        if tokens[at].fold != "took" or tokens[at + 1].fold != "place":
            continue
        places = [
            i
            for i in range(1, len(theirs) - 1)
            if theirs[i].fold == "take" and theirs[i + 1].fold == "place"
        ]
        if places and "took" not in pair.p.folds and "taken" not in pair.p.folds:
            return pair.otherwise_done(
                at,
                at + 1,
                f"in the passage it is still to take place: `{pair.around(places[0])}`",
                places[0],
            )
    return None
