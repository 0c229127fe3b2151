"""Which quantity is which: equal values and units, the same thing counted, the same company."""

from __future__ import annotations

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.moments import Moment
from briefgen.claims.quantities import Quantity, same
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import stem

_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"})


_YEN_SIGN = frozenset({"CNY", "JPY"})


def free(quantities: tuple[Quantity, ...], moments: tuple[Moment, ...]) -> list[Quantity]:
    """The quantities that are no part of a date."""
    taken = {i for m in moments for i in range(m.first, m.last + 1)}
    return [q for q in quantities if q.first not in taken and q.last not in taken]


def dated_amounts(reading: Reading, quantities: list[Quantity]) -> list[tuple[Quantity, Moment]]:
    """The amounts that a date follows, with nothing but small words (or one noun) between."""
    found = []
    begins: dict[int, list[int]] = {}
    for index, moment in enumerate(reading.moments):
        begins.setdefault(moment.first, []).append(index)
    for quantity in quantities:
        # Looked up by place, not gone through: a passage may hold thousands of either.
        after = range(quantity.last + 1, quantity.last + 6)
        for index in sorted(i for place in after for i in begins.get(place, ())):
            moment = reading.moments[index]
            gap = reading.tokens[quantity.last + 1 : moment.first]
            if sum(t.content for t in gap) <= 1 and not any(
                t.kind == "number" or t.text in ",;" for t in gap
            ):
                found.append((quantity, moment))
                break
    return found


def same_moment(left: Moment, right: Moment) -> bool:
    return (left.year, left.month, left.day, left.period, left.relative) == (
        right.year,
        right.month,
        right.day,
        right.period,
        right.relative,
    )


#: Nouns that count the same people or parties.
_ONE_KIND = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "state country member delegation party government nation minister leader side signatory",
        "people person suspect man woman individual worker resident civilian victim inhabitant",
    )
)


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
        return same(mine.values, other.values) and same_counted(mine, other) and mine.values[0] > 3
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


def likeness(pair: Pair, mine: Quantity, other: Quantity) -> float:
    skip = range(mine.first, mine.last + 1)
    near = pair.context(_anchor(mine), _anchor(other), skip)
    return near + (
        0.25 if same_counted(mine, other) else 0.2 if mine.counted and not other.counted else 0.0
    )


def same_counted(mine: Quantity, other: Quantity) -> bool:
    """Whether the two count the same thing, as far as their nouns tell."""
    if not mine.counted or not other.counted:
        return False
    return any(alike(a, b) for a in mine.counted[:4] for b in other.counted[:4]) or any(
        not group.isdisjoint(mine.counted) and not group.isdisjoint(other.counted)
        for group in _ONE_KIND
    )


def same_heads(mine: Quantity, other: Quantity) -> bool:
    return bool(mine.counted and other.counted) and (
        alike(mine.counted[-1], other.counted[-1]) or alike(mine.counted[0], other.counted[0])
    )


def there_said(pair: Pair, quantity: Quantity) -> str:
    return pair.p.text[quantity.start : quantity.end]


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
