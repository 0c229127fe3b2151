"""Whether a number that the passages give is that of the same thing there."""

from __future__ import annotations

from briefgen.claims.alignment import Pair
from briefgen.claims.equality import (
    dated_amounts,
    differs,
    likeness,
    same_counted,
    same_heads,
    same_moment,
    there_said,
)
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.operators import COLLECTIVE
from briefgen.claims.lexicon.relations import alike, contrary
from briefgen.claims.quantities import Quantity, same
from briefgen.claims.tokens import stem


def given_for_another(
    pair: Pair, mine: Quantity, equal: list[Quantity], theirs: list[Quantity], words: str
) -> Finding | None:
    """A number that the passages give, but for something else."""
    subject = _subject(pair, mine)
    if subject and all(q.counted and not _named(q, subject) for q in equal):
        wrong = next(
            (
                q
                for q in theirs
                if q.kind == mine.kind
                and not same(q.values, mine.values)
                and q.counted[-1:] == subject
            ),
            None,
        )
        if wrong is not None:
            return differs(
                pair,
                mine,
                wrong,
                f"the passage gives `{there_said(pair, wrong)}` for this",
                f"write `{there_said(pair, wrong)}`",
            )
    if any(
        same_moment(moment, told)
        for q, told in dated_amounts(pair.p, theirs)
        if any(q is one for one in equal)
        for moment in pair.s.moments
    ):
        return None  # its own date stands in the sentence
    rivals = [q for q in theirs if q.kind == mine.kind and not same(q.values, mine.values)]
    if not rivals:
        return None
    held = max(likeness(pair, mine, q) for q in equal)
    rival = max(rivals, key=lambda q: (likeness(pair, mine, q), -q.first))
    theirs_likeness = likeness(pair, mine, rival)
    if (
        theirs_likeness >= 0.22
        and held < 0.55 * theirs_likeness
        and _not_both(pair, mine, rival, equal)
    ):
        return differs(
            pair,
            mine,
            rival,
            f"the passage gives `{words}` for something else; "
            f"here it says `{there_said(pair, rival)}`",
            f"write `{there_said(pair, rival)}`",
        )
    return None


def _subject(pair: Pair, mine: Quantity) -> tuple[str, ...]:
    """The noun that a sentence gives an amount for before it: `The grants come to 5 million`."""
    if mine.kind != "money" or mine.counted:
        return ()
    clause = pair.s.clauses[pair.s.clause_of[mine.first]]
    stems = [pair.s.tokens[i] for i in range(clause.start, mine.first) if pair.s.tokens[i].content]
    return (stems[0].stem,) if stems and len(stems) <= 2 and stems[0].kind == "word" else ()


def _named(quantity: Quantity, subject: tuple[str, ...]) -> bool:
    return any(stem in subject for stem in quantity.counted)


def _not_both(pair: Pair, mine: Quantity, rival: Quantity, equal: list[Quantity]) -> bool:
    """Where the sentence has the rival too, the two must have changed places."""
    other = next(
        (
            q
            for q in pair.s.quantities
            if q is not mine and q.kind == rival.kind and same(q.values, rival.values)
        ),
        None,
    )
    if other is None:
        return True
    own = max(likeness(pair, mine, q) for q in equal) + likeness(pair, other, rival)
    crossed = likeness(pair, mine, rival) + max(likeness(pair, other, q) for q in equal)
    return crossed > 1.3 * own


def counted_otherwise(
    pair: Pair, mine: Quantity, close: list[Quantity], theirs: list[Quantity]
) -> Finding | None:
    """What is counted must be what the passage counts."""
    if (
        mine.kind == "money"
        and mine.counted
        and all(
            q.counted
            and not any(alike(a, b) for a in mine.counted for b in q.counted)
            and any(contrary(a, b) for a in mine.counted for b in q.counted)
            for q in close
        )
    ):
        return differs(pair, mine, close[0], f"the passage says `{pair.around(close[0].first)}`")
    if mine.kind not in ("count", "ordinal", "one", "magnitude") or not mine.counted:
        return None
    if any(same_counted(mine, q) or not q.counted for q in close):
        if mine.kind != "one" or not close:
            return _head_changed(pair, mine, close)
        return None
    if mine.kind in ("one", "ordinal") or (
        mine.values == (2.0,)
        and any(t.fold in COLLECTIVE for t in pair.s.tokens[mine.last + 1 : mine.last + 4])
    ):
        return None
    heads = mine.counted
    if heads[-1] in _VAGUE:
        return None
    other = [
        q
        for q in theirs
        if q.kind == "count"
        and not same(q.values, mine.values)
        and q.counted
        and same_heads(mine, q)
    ]
    top = close[0]
    what = " ".join(top.counted)
    if other:
        return differs(
            pair,
            mine,
            top,
            f"the passage gives `{pair.s.text[mine.start : mine.end]}` for something else",
            f"see `{what}`",
        )
    if mine.kind == "count" and _other_noun(pair, mine, close):
        return differs(
            pair, mine, top, f"the passage counts something else: `{pair.around(top.first)}`"
        )
    head = heads[-1]
    known = head in pair.p.where or any(alike(head, stem) for stem in top.counted)
    if not known and not any(stem in pair.p.where for stem in heads) and not _in_keys(pair, mine):
        return differs(
            pair,
            mine,
            top,
            f"the passage counts something else: `{pair.around(top.first)}`",
        )
    return None


def _head_changed(pair: Pair, mine: Quantity, close: list[Quantity]) -> Finding | None:
    """`six high-speed trains` for `six high-speed ferries`."""
    heads = mine.counted
    for q in close:
        if (
            not q.counted
            or any(alike(a, q.counted[-1]) for a in heads)
            or any(alike(heads[-1], b) for b in q.counted)
        ):
            return None
        if not any(contrary(a, b) for a in heads for b in q.counted):
            return None
    return differs(
        pair, mine, close[0], f"the passage counts something else: `{pair.around(close[0].first)}`"
    )


def _other_noun(pair: Pair, mine: Quantity, close: list[Quantity]) -> bool:
    """`9,400 blankets` for `9,400 tents`: the noun stands elsewhere in the passages, not here."""
    sentence = {pair.s.tokens[i].stem for i in pair.s.content}
    for q in close:
        if len(q.counted) != 1 or len(mine.counted) != 1 or q.counted[0] in sentence:
            return False
        here = pair.p.sentence_of[q.first]
        if any(
            pair.p.sentence_of[i] == here
            for i in pair.p.content
            if alike(pair.p.tokens[i].stem, mine.counted[0])
        ):
            return False
    return True


_VAGUE = frozenset(
    stem(word)
    for word in (
        "member",
        "case",
        "item",
        "vote",
        "time",
        "unit",
        "thing",
        "state",
        "party",
        "victim",
    )
)


def _in_keys(pair: Pair, mine: Quantity) -> bool:
    """Whether any of the words right after the number has its like in the passages."""
    if mine.counted[-1] in _VAGUE:
        return True
    after = range(mine.last + 1, min(mine.last + 1 + len(mine.counted), len(pair.s.tokens)))
    return any(pair.found(i) for i in after if pair.s.tokens[i].content)
