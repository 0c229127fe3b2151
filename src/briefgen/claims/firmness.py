"""The rules of firmness: what is left open, what is still to come, and what was only considered."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import (
    MAY,
)
from briefgen.claims.reading import Reading
from briefgen.claims.refusals import bears_on


def weakened(pair: Pair) -> Iterator[Finding]:
    """`considered` or `proposed` where the passage says that it was done, and nothing of the
    kind."""
    for at, token in enumerate(pair.s.tokens):
        if token.fold not in _OPEN_VERBS or pair.share < 0.65:
            continue
        after = next((i for i in pair.s.content if i > at and i in pair.aligned), None)
        if after is None:
            continue
        low, high = pair.p.sentence_ranges[pair.p.sentence_of[pair.aligned[after]]]
        if token.fold in ("wish", "hope") and not pair.p.folds.isdisjoint(_BIDS):
            continue  # "its wish to join" for "its bid to join"
        if token.stem == "consid" and not pair.p.folds.isdisjoint(_JUDGED):
            continue  # "considered it an expropriation" for "found that it amounted to one"
        if any(low <= i < high and pair.p.tokens[i].stem == token.stem for i in pair.found(at)):
            continue
        if any(
            o.COMMITMENT.get((pair.p.tokens[i].fold,)) in ("explored", "noted")
            or pair.p.tokens[i].fold in MAY
            for i in range(low, high)
        ):
            continue
        yield pair.finding(
            "claim-strength",
            "warning",
            at,
            at,
            f"the passage says more than `{token.text}`",
            None,
            "use the passage's own verb",
        )
        return


_OPEN_VERBS = frozenset(
    """
    consider considered considers considering propose proposed proposes proposal explore explored
    exploring explores discuss discussed discusses discussing suggest suggested suggests
    suggestion examine examined study studied contemplate contemplated weigh weighed hope hoped
    hopes wish wished debate debated mull mulled
    """.split()
)


_BIDS = frozenset("bid bids application candidacy candidature ambition ambitions".split())
_JUDGED = frozenset(
    """
    found finds held holds ruled rules judged deemed concluded thought believed said called
    described regarded saw viewed declared
    """.split()
)


def supposed(pair: Pair) -> Iterator[Finding]:
    """`may`, `might` or `could` where no cited passage leaves anything open."""
    for at, token in enumerate(pair.s.tokens):
        if token.fold not in MAY or token.fold == "can" or token.capital:
            continue
        following = pair.s.tokens[at + 1].fold if at + 1 < len(pair.s.tokens) else ""
        head = bears_on(pair.s, at)
        if head is None or pair.share < 0.6 or following in ("no", "not", "only"):
            return
        low, high = 0, len(pair.p.tokens)
        if head in pair.aligned and (
            pair.s.clauses[pair.s.clause_of[at]].denied
            and pair.p.clauses[pair.p.clause_of[pair.aligned[head]]].denied
        ):
            return  # "neither may" for "neither shall"
        if head in pair.aligned:
            low, high = pair.p.sentence_ranges[pair.p.sentence_of[pair.aligned[head]]]
        if any(pair.p.tokens[i].fold in _OPEN for i in range(low, high)):
            return
        if any(
            low <= q.last < high - 1
            and q.kind in ("time", "months")
            and pair.p.tokens[q.last + 1].fold == "to"
            for q in pair.p.quantities
        ):
            return  # "has 90 days to apply"
        if _upto(pair, low, high):
            return  # "may comprise up to 40" for "shall comprise up to 40"
        owed = token.fold == "may" and _owed(pair, pair.aligned.get(head, -1))
        yield pair.finding(
            "claim-strength" if owed else "claim-hedge",
            "error" if owed else "warning",
            at,
            at,
            f"the sentence leaves open (`{token.text}`) what the passage "
            + ("makes a duty (`shall`)" if owed else "states"),
            pair.aligned.get(head) if owed else None,
            "say it as the passage does",
        )
        return


def _upto(pair: Pair, low: int, high: int) -> bool:
    return any(
        q.approximation == "most" and low <= q.first < high for q in pair.p.quantities
    ) and any(q.approximation == "most" for q in pair.s.quantities)


def _owed(pair: Pair, there: int) -> bool:
    """Whether a verb of the passages stands under `shall`, and its clause denies nothing."""
    if there < 0:
        return False
    clause = pair.p.clauses[pair.p.clause_of[there]]
    low, _ = pair.p.sentence_ranges[clause.sentence]
    words = [pair.p.tokens[i].fold for i in range(low, there)]
    return not clause.denied and "shall" in words and not _OPEN & set(words)


_LEAVES_OPEN = frozenset(
    """
    can cannot able unable ability option right rights entitled entitles allow allows allowed
    allowing permit permits permitted permitting authorise authorised optional option options
    possibility free enables enable risk risks threat threatens threatened consider considers
    considering considered discuss discussed discussing propose proposed proposal wants want
    wishes wish prepared ready opportunity capacity capable maximum feasible impossible open
    clearing clears cleared paving paves paved authorizes authorizing authorises authorising
    authorized extendable renewable negotiable transferable
    """.split()
)


_OPEN = (
    MAY
    | _LEAVES_OPEN
    | o.CHANCE_WORDS
    | (
        o.CONDITION_WORDS
        - frozenset("only so when where after before upon following without event case".split())
    )
)


def to_come(pair: Pair) -> Iterator[Finding]:
    """A past where all that is said stands under `will` in the passage."""
    tokens = pair.s.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or clause.denied or not _past(pair.s, clause):
            continue
        other = pair.partner(clause, least=3, share=0.75)
        if other is None or other.verb < 0:
            continue
        will = next(
            (
                i
                for i in range(other.start, other.verb)
                if (
                    pair.p.tokens[i].fold in ("will", "shall", "must", "should")
                    or (
                        pair.p.tokens[i].fold == "to"
                        and (
                            pair.p.tokens[i - 1].fold in ("is", "are", "has", "have", "needs")
                            or any(q.last == i - 1 for q in pair.p.quantities)
                        )
                    )
                )
                and not pair.p.tokens[i].capital
            ),
            None,
        )
        if will is None or will < other.verb - 4:
            continue
        if any(
            pair.p.clauses[pair.p.clause_of[i]] is not other
            for i in (pair.found(at) if tokens[at].content else ())
        ):
            continue
        yield pair.otherwise_done(
            clause.verb,
            clause.verb,
            f"in the passage this is still to come: `{pair.around(will)}`",
            will,
        )
        return


def bygone(pair: Pair) -> Iterator[Finding]:
    """A future where all that is said stands in the passage as done."""
    tokens = pair.s.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        lead = [tokens[i].fold for i in range(max(clause.start, at - 4), at)] if at >= 0 else []
        if not ({"will", "shall"} & set(lead)) or clause.denied:
            continue
        other = pair.partner(clause, least=3, share=0.75)
        if other is None or other.verb < 0 or other.denied:
            continue
        before = [t.fold for t in pair.p.tokens[max(other.start, other.verb - 4) : other.verb]]
        low, high = pair.p.sentence_ranges[other.sentence]
        if not {"has", "have", "had"} & set(before) or any(
            pair.p.tokens[i].fold in _AHEAD for i in range(low, high)
        ):
            continue
        yield pair.otherwise_done(
            at,
            at,
            f"in the passage this has been done: `{pair.around(other.verb)}`",
            other.verb,
        )
        return


_AHEAD = frozenset("will would shall may might could plans planned to expected".split())


def _past(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of the past, and of nothing that is to come."""
    words = [reading.tokens[i].fold for i in range(clause.start, clause.end)]
    if any(word in _TO_COME for word in words):
        return False
    verb = reading.tokens[clause.verb].fold
    lead = words[: clause.verb - clause.start]
    if verb in o.SAYING:
        return False
    if {"was", "were", "had", "has", "have"} & set(lead[-4:]) or verb in ("was", "were", "had"):
        return True
    return (
        not {"is", "are", "be"} & set(lead[-4:])
        and (verb in o.PAST or verb.endswith("ed"))
        and verb not in ("shut", "set", "cut", "put", "hit", "cost", "spread")
    )


_TO_COME = frozenset(
    """
    will would shall should may might could can must to is are be plans plan planned expected due
    intends intend scheduled
    """.split()
)
