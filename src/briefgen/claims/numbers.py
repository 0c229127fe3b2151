"""The rule of numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.cells import in_its_cell
from briefgen.claims.counting import counted_otherwise, given_for_another
from briefgen.claims.equality import (
    dated_amounts,
    differs,
    equals,
    free,
    likeness,
    same_moment,
    there_said,
)
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.lexicon.units import APPROXIMATION_ALIKE, ORDINALS
from briefgen.claims.quantities import Quantity, is_first, same
from briefgen.claims.reckoning import (
    added_up,
    bare_times,
    borne_count,
    counted_on,
    in_one_word,
    in_ratio,
    in_words_and_figures,
    of_the_whole,
    share_of,
    share_told,
    spanned_days,
    that_far_apart,
    the_others,
)


def number(pair: Pair) -> Iterator[Finding]:
    """Every number, amount, percentage, ordinal and range in the sentence stands in a cited
    passage:
    in value, magnitude and unit, for the same thing, and as exactly as there (`about`, `up to`)."""
    theirs = free(pair.p.quantities, pair.p.moments)
    yield from _turned(pair, theirs)
    yield from _dated(pair, theirs)
    yield from _numbered(pair)
    yield from _repeated(pair)
    for mine in free(pair.s.quantities, pair.s.moments):
        if is_first(mine):
            continue
        finding = _check(pair, mine, theirs)
        if finding is not None:
            yield finding


def _numbered(pair: Pair) -> Iterator[Finding]:
    """`resolution 41/7`: a number with a slash is a name, and stands in the passage as it is."""
    dated = {i for m in pair.s.moments for i in range(m.first, m.last + 1)}
    for index, token in enumerate(pair.s.tokens):
        if token.kind != "number" or "/" not in token.text or index in dated:
            continue
        if token.text not in {other.text for other in pair.p.tokens}:
            yield pair.finding(
                "claim-number", "error", index, index, f"no cited passage gives `{token.text}`"
            )


_OFTEN = frozenset(("once", "twice", "thrice"))


def _repeated(pair: Pair) -> Iterator[Finding]:
    """`renewed twice` for `renewed once`: how often, right behind the same verb."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for index in range(1, len(tokens)):
        if tokens[index].fold not in _OFTEN or not tokens[index - 1].content:
            continue
        there = [i + 1 for i in pair.found(index - 1) if i + 1 < len(theirs)]
        there = [i for i in there if theirs[i].fold in _OFTEN]
        if there and all(theirs[i].fold != tokens[index].fold for i in there):
            said = theirs[there[0]].text
            yield pair.finding(
                "claim-number",
                "error",
                index,
                index,
                f"the passage says `{said}`, not `{tokens[index].text}`",
                there[0],
                f"write `{said}`",
            )
            return


def _dated(pair: Pair, theirs: list[Quantity]) -> Iterator[Finding]:
    """`2.9% in 2026 and 2.4% in 2027` for `2.4% in 2026 and 2.9% in 2027`: each amount has its
    own date."""
    dates = dated_amounts(pair.p, theirs)
    for quantity, moment in dated_amounts(pair.s, free(pair.s.quantities, pair.s.moments)):
        if moment.direction == "from":
            continue  # "grew to 9.8 GW between 2021 and 2024"
        told = [(q, m) for q, m in dates if equals(quantity, q)]
        others = [
            (q, m)
            for q, m in dates
            if q.kind == quantity.kind and not same(q.values, quantity.values)
        ]
        if told and not any(same_moment(moment, m) for _, m in told):
            wrong = next((q for q, m in others if same_moment(moment, m)), None)
            if wrong is not None:
                yield differs(
                    pair,
                    quantity,
                    wrong,
                    f"the passage gives `{there_said(pair, wrong)}` for "
                    f"`{pair.s.text[moment.start : moment.end]}`",
                    f"write `{there_said(pair, wrong)}`",
                )
                return


_CEILING = frozenset("reach reaches maximum ceiling most limit capped cap high".split())


#: What joins two numbers of which the order tells.
_AGAINST = (
    ["to"], ["votes", "to"], ["seats", "to"], [",", "against"], ["against"], [",", "up", "from"],
    [",", "down", "from"], [",", "compared", "with"], ["compared", "with"], [",", "as", "against"],
)  # fmt: skip


def _turned(pair: Pair, theirs: list[Quantity]) -> Iterator[Finding]:
    """`96 to 118` for `118 to 96`: two numbers joined by `to` in the other order."""
    joined = [
        (left, right)
        for left, right in itertools.pairwise(theirs)
        if [t.fold for t in pair.p.tokens[left.last + 1 : right.first]] in _AGAINST
    ]
    mine = pair.s.quantities
    for left, right in itertools.pairwise(mine):
        if [t.fold for t in pair.s.tokens[left.last + 1 : right.first]] in _AGAINST:
            for one, other in joined:
                if (
                    same(left.values, other.values)
                    and same(right.values, one.values)
                    and not same(left.values, right.values)
                ):
                    yield differs(
                        pair,
                        left,
                        one,
                        f"the passage says `{there_said(pair, one)} to {there_said(pair, other)}`",
                    )
                    return


def _check(pair: Pair, mine: Quantity, theirs: list[Quantity]) -> Finding | None:
    words = pair.s.text[mine.start : mine.end]
    if (
        mine.kind == "fraction"
        and mine.approximation
        and share_told(mine, pair.s.quantities, theirs)
    ):
        return None  # "less than half of the 95 million", of which 40 million came
    equal = [q for q in theirs if equals(mine, q)]
    if not equal:  # "12 million and 8 million florins", of two cells
        return None if in_its_cell(pair, mine) else _missing(pair, mine, theirs, words)
    scored = sorted(equal, key=lambda q: (-likeness(pair, mine, q), q.first))
    top = scored[0]
    misplaced = given_for_another(pair, mine, equal, theirs, words)
    if misplaced is not None and not in_its_cell(pair, mine):
        return misplaced
    close = [q for q in scored if likeness(pair, mine, q) >= 0.7 * likeness(pair, mine, top)]
    exact = any(q.approximation in APPROXIMATION_ALIKE[mine.approximation] for q in close)
    if not exact and not mine.approximation and pair.s.folds & _CEILING:
        exact = any(q.approximation in ("upto", "most", "up to") for q in close)
    if not exact and mine.kind != "one":
        said = _approximate(pair, top)
        return differs(
            pair,
            mine,
            top,
            f"the passage says {said}, not {_approximate_mine(pair, mine)}",
            f"write {said}",
        )
    if not any(
        q.per == mine.per or (not mine.per and (_yearly(pair, q) or _said_per(pair, q.per)))
        for q in close
    ):
        if top.per and not mine.per:
            what = f"the passage gives `{there_said(pair, top)}` per {top.per}; this is left out"
        elif mine.per and not top.per:
            what = f"the passage does not give `{there_said(pair, top)}` per {mine.per}"
        else:
            what = f"the passage gives it per {top.per}, not per {mine.per}"
        return differs(pair, mine, top, what)
    clash = {
        ("to", "by"),
        ("by", "to"),
        ("from", "to"),
        ("to", "from"),
        ("from", "by"),
        ("by", "from"),
    }
    following = pair.s.tokens[mine.last + 1].fold if mine.last + 1 < len(pair.s.tokens) else ""
    score = mine.role == "by" and following in ("to", "-", "–")  # "by 112 to 87"
    if (
        mine.role
        and not score
        and all(
            (mine.role, q.role) in clash and _same_verb(pair, mine, q) and not _halved(mine, q)
            for q in close
        )
    ):
        return differs(
            pair,
            mine,
            top,
            f"the passage says `{top.role} {there_said(pair, top)}`, not `{mine.role} {words}`",
            f"write `{top.role} {there_said(pair, top)}`",
        )
    return counted_otherwise(pair, mine, close, theirs)


def _halved(mine: Quantity, other: Quantity) -> bool:
    """`cut by half` for `halve`."""
    return {mine.kind, other.kind} == {"fraction", "times"}


def _same_verb(pair: Pair, mine: Quantity, other: Quantity) -> bool:
    """Whether two amounts stand in clauses with the same verb: `rose by`, `rose to`."""
    verb = pair.s.clauses[pair.s.clause_of[mine.first]].verb
    theirs = pair.p.clauses[pair.p.clause_of[other.first]].verb
    return verb < 0 or theirs < 0 or alike(pair.s.tokens[verb].stem, pair.p.tokens[theirs].stem)


def _said_per(pair: Pair, per: str) -> bool:
    """Whether the sentence says `a month` somewhere else."""
    return any(
        word in pair.s.folds
        for word in (
            per,
            per + "ly",
            "annual" if per == "year" else per,
            "daily" if per == "day" else per,
            "annually" if per == "year" else per,
        )
    )


def _yearly(pair: Pair, q: Quantity) -> bool:
    """`a four-year programme` is no rate; only amounts and counts have one."""
    return q.kind in ("months", "time", "ordinal")


def _approximate(pair: Pair, quantity: Quantity) -> str:
    tokens = pair.p.tokens
    first = max(quantity.first - 3, 0) if quantity.approximation else quantity.first
    return "`" + pair.p.text[tokens[first].start : quantity.end] + "`"


def _approximate_mine(pair: Pair, quantity: Quantity) -> str:
    tokens = pair.s.tokens
    first = max(quantity.first - 3, 0) if quantity.approximation else quantity.first
    return "`" + pair.s.text[tokens[first].start : quantity.end] + "`"


def _missing(pair: Pair, mine: Quantity, theirs: list[Quantity], words: str) -> Finding | None:
    if mine.kind == "one":
        return (
            None
            if not _contradicted(pair, mine, theirs)
            else differs(pair, mine, None, f"no cited passage says `{words}` of this")
        )
    if (
        mine.kind == "ordinal"
        and mine.word
        and not mine.counted
        and mine.values[0] <= 4
        and any(ORDINALS.get(token.fold) == mine.values[0] for token in pair.p.tokens)
    ):
        return None  # "7.4% in the second", of quarters
    if (
        mine.kind == "count"
        and len(mine.values) == 1
        and (borne_count(pair, mine) or the_others(pair, mine) or counted_on(pair, mine))
    ):
        return None
    if mine.kind == "fraction" and (
        of_the_whole(pair, mine)
        or (mine.values == (0.5,) and not pair.p.folds.isdisjoint(("equally", "evenly")))
    ):
        return None  # "each pays half" for "share the costs equally"
    if _left_bare(pair, mine):
        return None
    if mine.kind in ("count", "money") and added_up(pair, mine, theirs):
        return None
    if mine.role == "by" and any(
        left.kind == right.kind and same((abs(right.values[-1] - left.values[0]),), mine.values)
        for left, right in itertools.pairwise(theirs)
        if pair.p.tokens[right.first - 1].fold == "to"
    ):
        return None  # "up by 10 million" for "from 20 to 30 million"
    if mine.bare and any(
        pair.s.tokens[mine.last].text == pair.p.tokens[i].text
        and pair.p.tokens[i - 1].fold in ("from", "below", "above", "over")
        and len(pair.p.tokens[i].text) == 4
        for moment in pair.p.moments
        for i in range(max(1, moment.first), moment.last + 1)
    ):
        return None  # "30 per cent below 2020 levels" for "by 30 per cent from 2020 levels"
    if mine.kind == "money" and any(
        q.kind == "count"
        and q.values[0] >= 1e5
        and same(q.values, mine.values)
        and (not q.counted or any(other.unit == mine.unit for other in theirs))
        for q in theirs
    ):
        return None  # "310 million crowns; it had sought 1.2 billion"
    if mine.kind in ("fraction", "percent") and share_of(mine, theirs):
        return None
    if (
        mine.kind == "percent"
        and pair.p.folds & {"rest", "remaining", "remainder", "balance", "other"}
        and any(
            q.kind == "percent" and abs(q.values[0] + mine.values[0] - 100) < 0.01 for q in theirs
        )
    ):
        return None
    if mine.kind == "fraction" and any(
        q.kind not in ("count", "ordinal", "percent", "money")
        and same(q.values, mine.values)
        and q.approximation in APPROXIMATION_ALIKE[mine.approximation]
        and any(
            pair.s.tokens[i].stem == pair.p.tokens[q.last].stem
            for i in range(mine.last + 1, min(mine.last + 3, len(pair.s.tokens)))
        )
        for q in theirs
    ):
        return None  # "half a litre" for "0.5 litres"
    if (
        mine.kind == "fraction"
        and mine.approximation
        and in_words_and_figures(mine, pair.s.quantities)
    ):
        return None  # "fewer than half of the 38, 17"
    if (
        mine.kind == "count"
        and mine.word
        and pair.s.tokens[mine.first - 1].fold in ("other", "remaining", "others")
        and any(same(q.values, (mine.values[0] + 1,)) for q in theirs)
    ):
        return None  # "the other three" of four
    if mine.kind == "months" and any(
        q.kind == "count"
        and same(tuple(v * 12 for v in q.values), mine.values)
        and "year" in q.counted
        for q in theirs
    ):
        return None  # "the two years before" for "the two preceding years"
    if (
        mine.kind == "times"
        and not any(q.kind == "times" for q in theirs)
        and not bare_times(pair, mine)
        and in_ratio(mine, theirs)
    ):
        return None
    if mine.kind == "time" and mine.values[0] <= 7 * 86400 and spanned_days(pair, mine):
        return None
    if mine.kind in ("months", "time") and (in_one_word(pair, mine) or that_far_apart(pair, mine)):
        return None
    likely = [q for q in theirs if q.kind == mine.kind or same(q.values, mine.values)] or theirs
    best = max(likely, key=lambda q: (likeness(pair, mine, q), -q.first), default=None)
    if best is None:
        return differs(pair, mine, None, f"no cited passage gives `{words}`")
    if best.kind != mine.kind and not same(best.values, mine.values):
        return differs(pair, mine, best, f"no cited passage gives `{words}`")
    return differs(
        pair,
        mine,
        best,
        f"no cited passage gives `{words}`; the nearest is `{there_said(pair, best)}`",
        f"write `{_in_place(pair, mine, best)}`" if _like_kind(mine, best) else "",
    )


def _left_bare(pair: Pair, mine: Quantity) -> bool:
    """Whether the passage has the very number and one of the two leaves out its unit: `a ceiling of
    62,000 tonnes; Bresia insisted on 70,000`, `aged 24 and 31`, `the first five`."""
    number = next(
        (t for t in pair.s.tokens[mine.first : mine.last + 1] if t.kind == "number"),
        pair.s.tokens[mine.first],
    )
    same_words = [q for q in pair.p.quantities if number.fold in _words(pair, q)]
    following = pair.s.tokens[mine.last + 1].fold if mine.last + 1 < len(pair.s.tokens) else ""
    times = {t.fold for t in pair.s.tokens[mine.first : mine.last + 2]} & {"times", "as"}
    if (not mine.bare and mine.kind == "count") or times:
        return False
    if mine.kind == "count" and not mine.counted:
        return bool(same_words) and following not in ("times", "percent", "per", "-")
    if mine.kind in ("percent", "points", "money", "times"):
        return False
    unit = pair.s.tokens[mine.last].fold
    return any(q.kind == "count" and not q.counted for q in same_words) and (
        unit in pair.p.folds or (mine.kind == "months" and "aged" in pair.p.folds)
    )


def _words(pair: Pair, quantity: Quantity) -> set[str]:
    return {token.fold for token in pair.p.tokens[quantity.first : quantity.last + 1]}


def _in_place(pair: Pair, mine: Quantity, other: Quantity) -> str:
    """The words of the passage's quantity as they are written inside a sentence."""
    words = there_said(pair, other)
    return (
        words[0].lower() + words[1:] if mine.first and other.word and words[1:].islower() else words
    )


def _like_kind(mine: Quantity, other: Quantity) -> bool:
    """Whether one quantity may be written for another: two amounts, two ordinals."""
    return mine.kind == other.kind and (bool(mine.counted) == bool(other.counted))


def _contradicted(pair: Pair, mine: Quantity, theirs: list[Quantity]) -> bool:
    """Whether the passages count the same thing and get another number."""
    if not mine.counted:
        return False
    following = pair.s.tokens[mine.last + 1] if mine.last + 1 < len(pair.s.tokens) else None
    if following is not None and following.fold in ("of", "another", "or", "side"):
        return False
    return any(
        q.kind == "count"
        and not same(q.values, (1.0,))
        and q.counted
        and mine.counted[-1] == q.counted[-1]
        for q in theirs
    )
