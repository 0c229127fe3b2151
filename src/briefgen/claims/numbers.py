"""The rule of numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.operators import COLLECTIVE
from briefgen.claims.lexicon.relations import alike, contrary
from briefgen.claims.lexicon.units import APPROXIMATION_ALIKE, ORDINALS
from briefgen.claims.moments import Moment
from briefgen.claims.quantities import Quantity, same
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import stem

_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"})
_YEN_SIGN = frozenset({"CNY", "JPY"})


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
        if mine.kind == "ordinal" and mine.values == (1.0,) and mine.word:
            continue  # "first": the rule of scope weighs it
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


def free(quantities: tuple[Quantity, ...], moments: tuple[Moment, ...]) -> list[Quantity]:
    """The quantities that are no part of a date."""
    taken = {i for m in moments for i in range(m.first, m.last + 1)}
    return [q for q in quantities if q.first not in taken and q.last not in taken]


def _dated(pair: Pair, theirs: list[Quantity]) -> Iterator[Finding]:
    """`2.9% in 2026 and 2.4% in 2027` for `2.4% in 2026 and 2.9% in 2027`: each amount has its
    own date."""
    dates = _partners(pair.p, theirs)
    for quantity, moment in _partners(pair.s, free(pair.s.quantities, pair.s.moments)):
        told = [(q, m) for q, m in dates if equals(quantity, q)]
        others = [
            (q, m)
            for q, m in dates
            if q.kind == quantity.kind and not same(q.values, quantity.values)
        ]
        if told and not any(_agree(moment, m) for _, m in told):
            wrong = next((q for q, m in others if _agree(moment, m)), None)
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


def _partners(reading: Reading, quantities: list[Quantity]) -> list[tuple[Quantity, Moment]]:
    """The amounts that a date follows, with nothing but small words (or one noun) between."""
    found = []
    for quantity in quantities:
        for moment in reading.moments:
            gap = reading.tokens[quantity.last + 1 : moment.first]
            if (
                moment.first > quantity.last
                and len(gap) <= 4
                and sum(t.content for t in gap) <= 1
                and not any(t.kind == "number" or t.text in ",;" for t in gap)
            ):
                found.append((quantity, moment))
                break
    return found


def _agree(left: Moment, right: Moment) -> bool:
    return (left.year, left.month, left.day, left.period, left.relative) == (
        right.year,
        right.month,
        right.day,
        right.period,
        right.relative,
    )


_CEILING = frozenset("reach reaches maximum ceiling most limit capped cap high".split())


def _turned(pair: Pair, theirs: list[Quantity]) -> Iterator[Finding]:
    """`96 to 118` for `118 to 96`: two numbers joined by `to` in the other order."""
    joined = [
        (left, right)
        for left, right in itertools.pairwise(theirs)
        if [t.fold for t in pair.p.tokens[left.last + 1 : right.first]] == ["to"]
    ]
    mine = pair.s.quantities
    for left, right in itertools.pairwise(mine):
        if [t.fold for t in pair.s.tokens[left.last + 1 : right.first]] == ["to"]:
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
    equal = [q for q in theirs if equals(mine, q)]
    if not equal:
        return _missing(pair, mine, theirs, words)
    scored = sorted(equal, key=lambda q: (-_likeness(pair, mine, q), q.first))
    top = scored[0]
    misplaced = _misplaced(pair, mine, equal, theirs, words)
    if misplaced is not None:
        return misplaced
    close = [q for q in scored if _likeness(pair, mine, q) >= 0.7 * _likeness(pair, mine, top)]
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
        and all((mine.role, q.role) in clash and _same_verb(pair, mine, q) for q in close)
    ):
        return differs(
            pair,
            mine,
            top,
            f"the passage says `{top.role} {there_said(pair, top)}`, not `{mine.role} {words}`",
            f"write `{top.role} {there_said(pair, top)}`",
        )
    return _counted(pair, mine, close, theirs)


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


def equals(mine: Quantity, other: Quantity) -> bool:
    if mine.kind == other.kind or {mine.kind, other.kind} <= {"count", "one"}:
        return same(mine.values, other.values) and (
            mine.kind != "money" or _money(mine.unit, other.unit)
        )
    if {mine.kind, other.kind} == {"percent", "count"} and not (mine.counted or other.counted):
        return same(mine.values, other.values)  # "2.1 per cent instead of 2.9"
    if mine.kind == "fraction" and other.kind == "percent":
        return same(tuple(round(v * 100, 1) for v in mine.values), other.values)
    if mine.kind == "percent" and other.kind == "fraction":
        return same(mine.values, tuple(round(v * 100, 1) for v in other.values))
    if (mine.kind == "times" and other.kind == "count") or (
        mine.kind == "count" and other.kind == "times"
    ):
        return same(mine.values, other.values)
    if {mine.kind, other.kind} == {"ordinal", "count"}:  # twenty ratifications, the twentieth
        return same(mine.values, other.values) and _overlap(mine, other) and mine.values[0] > 3
    if {mine.kind, other.kind} == {"fraction", "times"}:
        return mine.values in ((0.5,), (-2.0,)) and other.values in ((0.5,), (-2.0,))
    if {mine.kind, other.kind} == {"ordinal", "months"}:  # 75th anniversary, 75 years
        ordinal, years = (mine, other) if mine.kind == "ordinal" else (other, mine)
        return same(tuple(v * 12 for v in ordinal.values), years.values)
    return False


def _money(left: str, right: str) -> bool:
    if left == right:
        return True
    for one, other in ((left, right), (right, left)):
        if one == "$" and other in _DOLLARS:
            return True
        if one == "¥" and other in _YEN_SIGN:
            return True
        if " " in one and one.split(" ")[1] == other:
            return True
    return False


def _anchor(quantity: Quantity) -> int:
    return quantity.first


def _likeness(pair: Pair, mine: Quantity, other: Quantity) -> float:
    skip = range(mine.first, mine.last + 1)
    near = pair.context(_anchor(mine), _anchor(other), skip)
    return near + (
        0.25 if _overlap(mine, other) else 0.2 if mine.counted and not other.counted else 0.0
    )


def _overlap(mine: Quantity, other: Quantity) -> bool:
    """Whether the two count the same thing, as far as their nouns tell."""
    if not mine.counted or not other.counted:
        return False
    return any(alike(a, b) for a in mine.counted[:4] for b in other.counted[:4])


def _heads(mine: Quantity, other: Quantity) -> bool:
    return bool(mine.counted and other.counted) and (
        alike(mine.counted[-1], other.counted[-1]) or alike(mine.counted[0], other.counted[0])
    )


def there_said(pair: Pair, quantity: Quantity) -> str:
    return pair.p.text[quantity.start : quantity.end]


def _approximate(pair: Pair, quantity: Quantity) -> str:
    tokens = pair.p.tokens
    first = max(quantity.first - 3, 0) if quantity.approximation else quantity.first
    return "`" + pair.p.text[tokens[first].start : quantity.end] + "`"


def _approximate_mine(pair: Pair, quantity: Quantity) -> str:
    tokens = pair.s.tokens
    first = max(quantity.first - 3, 0) if quantity.approximation else quantity.first
    return "`" + pair.s.text[tokens[first].start : quantity.end] + "`"


def differs(
    pair: Pair, mine: Quantity, there: Quantity | None, message: str, suggestion: str = ""
) -> Finding:
    return pair.finding(
        "claim-number",
        "error",
        mine.first,
        mine.last,
        message,
        None if there is None else there.first,
        suggestion,
    )


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
    if mine.kind == "count" and len(mine.values) == 1 and _borne_count(pair, mine):
        return None
    if mine.kind == "money" and any(
        q.kind == "count" and not q.counted and q.values[0] >= 1e5 and same(q.values, mine.values)
        for q in theirs
    ):
        return None  # "310 million crowns; it had sought 1.2 billion"
    if mine.kind in ("fraction", "percent") and _share_of(mine, theirs):
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
    if mine.kind == "fraction" and mine.approximation and _under(mine, pair.s.quantities):
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
        and not _bare_times(pair, mine)
        and _computed(mine, theirs)
    ):
        return None
    if mine.kind == "time" and mine.values[0] <= 7 * 86400 and _spanned(pair, mine):
        return None
    if mine.kind in ("months", "time") and (_decades(pair, mine) or _apart(pair, mine)):
        return None
    likely = [q for q in theirs if q.kind == mine.kind or same(q.values, mine.values)] or theirs
    best = max(likely, key=lambda q: (_likeness(pair, mine, q), -q.first), default=None)
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


def _in_place(pair: Pair, mine: Quantity, other: Quantity) -> str:
    """The words of the passage's quantity as they are written inside a sentence."""
    words = there_said(pair, other)
    return (
        words[0].lower() + words[1:] if mine.first and other.word and words[1:].islower() else words
    )


def _like_kind(mine: Quantity, other: Quantity) -> bool:
    """Whether one quantity may be written for another: two amounts, two ordinals."""
    return mine.kind == other.kind and (bool(mine.counted) == bool(other.counted))


def _share_of(mine: Quantity, theirs: list[Quantity]) -> bool:
    """Whether a fraction is that of two of the passages' amounts: two-thirds for 500 of 750
    million."""
    share = mine.values[0] if mine.kind == "fraction" else mine.values[0] / 100
    return mine.kind == "fraction" and any(
        left.kind == right.kind == "money"
        and right.values[0]
        and abs(left.values[0] / right.values[0] - share) < 0.005
        for left in theirs
        for right in theirs
        if left is not right
    )


def _under(mine: Quantity, own: tuple[Quantity, ...]) -> bool:
    """Whether two counts of the sentence stand in the ratio that it gives in words."""
    share = mine.values[0]
    for one in own:
        for whole in own:
            if one.kind == whole.kind == "count" and 0 < one.values[0] < whole.values[0]:
                ratio = one.values[0] / whole.values[0]
                if mine.approximation in ("under", "nearly") and 0.5 * share < ratio < share:
                    return True
                if mine.approximation in ("over", "least") and share < ratio < 1.5 * share + 0.01:
                    return True
    return False


def _bare_times(pair: Pair, mine: Quantity) -> bool:
    """`renewed twice`: how often, and no ratio of two amounts."""
    token = pair.s.tokens[mine.first]
    after = pair.s.tokens[mine.last + 1].fold if mine.last + 1 < len(pair.s.tokens) else ""
    return token.fold in ("twice", "thrice") and after not in ("as", "the", "what", "that", "its")


def _computed(mine: Quantity, theirs: list[Quantity]) -> bool:
    """Whether two of the passages' quantities stand in this ratio: `doubled`, `halved`."""
    times = mine.values[0] if mine.values[0] > 0 else 1 / -mine.values[0]
    for left in theirs:
        for right in theirs:
            if left.kind == right.kind != "ordinal" and left is not right and left.values[0]:
                ratio = right.values[0] / left.values[0]
                if mine.approximation in ("over", "least") and times <= ratio < times + 1:
                    return True
                if mine.approximation in ("nearly", "under") and 0.85 * times <= ratio < times:
                    return True
                if abs(ratio - times) <= 0.06 * times:
                    return True
    return False


def _spanned(pair: Pair, mine: Quantity) -> bool:
    """Whether the passages name that many days in one month: `9 and 10 October` for `two days`."""
    days = round(mine.values[0] / 86400)
    dated = [m for m in pair.p.moments if m.day is not None]
    return any(
        left.month == right.month
        and left.day is not None
        and right.day is not None
        and right.day - left.day + 1 == days
        for left, right in itertools.pairwise(dated)
    )


#: Stretches of time in one word, in months.
_STRETCHES = {"decade": 120, "century": 1200, "fortnight": 0.5, "year": 12, "quarter": 3}


def _decades(pair: Pair, mine: Quantity) -> bool:
    """Whether the passages have a stretch of time in one word: `over a decade` for ten years."""
    return mine.kind == "months" and any(
        months in mine.values and word in pair.p.folds for word, months in _STRETCHES.items()
    )


_SOONER = frozenset("earlier later before after previously sooner ago".split())


def _apart(pair: Pair, mine: Quantity) -> bool:
    """Whether two weekdays or years of the passages are that far apart: `two days earlier`."""
    after = {t.fold for t in pair.s.tokens[mine.last + 1 : mine.last + 3]}
    if after.isdisjoint(_SOONER):
        return False
    if mine.kind == "time":
        days = round(mine.values[0] / 86400)
        week = [m.weekday for m in pair.p.moments if m.weekday is not None]
        return any((a - b) % 7 == days for a in week for b in week)
    years = [m.year for m in pair.p.moments if m.year is not None]
    return any((a - b) * 12 == mine.values[0] for a in years for b in years)


def _borne_count(pair: Pair, mine: Quantity) -> bool:
    """Whether a small number merely counts what the passage names: two sides, three areas."""
    value = int(mine.values[0])
    following = pair.s.tokens[mine.last + 1] if mine.last + 1 < len(pair.s.tokens) else None
    if following is not None and following.fold == "times":
        return False
    if value != mine.values[0] or not 2 <= value <= 12 or not mine.word:
        return False
    folds = {t.fold for t in pair.s.tokens[mine.last + 1 : mine.last + 4]}
    if (
        value > 2
        and folds & COLLECTIVE
        and (
            "both" in pair.p.folds
            or any(q.values == (2.0,) and q.kind == "count" for q in pair.p.quantities)
        )
    ):
        return False
    if any(
        q.kind == "count" and not set(q.counted).isdisjoint(mine.counted) for q in pair.p.quantities
    ):
        return False
    if value > 2 and folds & COLLECTIVE:
        return any(n >= value for n in pair.p.once(_listed))
    if value == 2:
        head = pair.s.tokens[min(mine.last + 1, len(pair.s.tokens) - 1)]
        named = any(
            word in COLLECTIVE
            for word in (head.fold, *(t.fold for t in pair.s.tokens[mine.last + 1 : mine.last + 4]))
        )
        if named or "both" in pair.p.folds or "bilateral" in pair.p.folds:
            return True
    return any(_enumerated(pair, start, end, value) for start, end in pair.p.sentence_ranges)


def _listed(reading: Reading) -> list[int]:
    """How many names each sentence joins: three in `Tarsia, Ombria and Lothian`."""
    found = []
    for start, end in reading.sentence_ranges:
        names = 0
        for i in range(start, end):
            token = reading.tokens[i]
            if token.capital and token.content and i + 1 < end:
                names += reading.tokens[i + 1].text in (",", ";") or reading.tokens[i + 1].fold in (
                    "and",
                    "or",
                )
        found.append(names + 1)
    return found


def _enumerated(pair: Pair, start: int, end: int, value: int) -> bool:
    """Whether a sentence lists `value` things: a, b and c."""
    tokens = pair.p.tokens
    commas = sum(1 for i in range(start, end) if tokens[i].text in (",", ";"))
    ands = sum(1 for i in range(start, end) if tokens[i].fold in ("and", "or"))
    return ands > 0 and (value == 2 or commas in (value - 2, value - 1))


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


def _misplaced(
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
        _agree(moment, told)
        for q, told in _partners(pair.p, theirs)
        if any(q is one for one in equal)
        for moment in pair.s.moments
    ):
        return None  # its own date stands in the sentence
    rivals = [q for q in theirs if q.kind == mine.kind and not same(q.values, mine.values)]
    if not rivals:
        return None
    held = max(_likeness(pair, mine, q) for q in equal)
    rival = max(rivals, key=lambda q: (_likeness(pair, mine, q), -q.first))
    theirs_likeness = _likeness(pair, mine, rival)
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
    own = max(_likeness(pair, mine, q) for q in equal) + _likeness(pair, other, rival)
    crossed = _likeness(pair, mine, rival) + max(_likeness(pair, other, q) for q in equal)
    return crossed > 1.3 * own


def _counted(
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
    if any(_overlap(mine, q) or not q.counted for q in close):
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
        if q.kind == "count" and not same(q.values, mine.values) and q.counted and _heads(mine, q)
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
