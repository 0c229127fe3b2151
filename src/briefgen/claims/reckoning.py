"""What a number may be reckoned from, where no passage gives it: a share, a span, a list."""

from __future__ import annotations

import itertools

from briefgen.claims.alignment import Pair
from briefgen.claims.lexicon.operators import COLLECTIVE
from briefgen.claims.lexicon.relations import contraries, in_fields
from briefgen.claims.quantities import Quantity
from briefgen.claims.reading import Reading


def share_of(mine: Quantity, theirs: list[Quantity]) -> bool:
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


#: What a rough share may be, by how it is told.
_ROUGHLY = {"under": (0.5, 1.0), "nearly": (0.8, 1.0), "over": (1.0, 1.5), "least": (1.0, 1.5)}


def share_told(mine: Quantity, own: tuple[Quantity, ...], theirs: list[Quantity]) -> bool:
    """Whether a rough share (`less than half of the 95 million`) is that of the passages' amounts,
    the whole being told beside it."""
    whole = next(
        (q for q in own if mine.last < q.first <= mine.last + 3 and q.kind == "money"), None
    )
    if whole is None or not whole.values[0]:
        return False
    share = mine.values[0]
    low, high = _ROUGHLY.get(mine.approximation, (0.9, 1.1))
    return any(
        q.kind == "money" and low * share < q.values[0] / whole.values[0] < high * share
        for q in theirs
    )


def of_the_whole(pair: Pair, mine: Quantity) -> bool:
    """Whether a rough share is that of `nine of the twenty-two signatories`: `fewer than half`."""
    low, high = _ROUGHLY.get(mine.approximation, (0.95, 1.05))
    return any(
        low * mine.values[0] < part / whole < high * mine.values[0]
        for part, whole in pair.p.once(parted)
    )


def the_others(pair: Pair, mine: Quantity) -> bool:
    """Whether a number is what is left of one that the sentence gives, and says so by a denial:
    `thirteen of the twenty-two have not` for `nine of the twenty-two have`."""
    if not pair.s.clauses[pair.s.clause_of[mine.first]].denied:
        return any(
            part + mine.values[0] == whole and _turned_round(pair)
            for part, whole in pair.p.once(parted)
        )
    wholes = {q.values[0] for q in pair.s.quantities if q.first > mine.last}
    return any(
        whole in wholes and part + mine.values[0] == whole for part, whole in pair.p.once(parted)
    )


def parted(reading: Reading) -> list[tuple[float, float]]:
    """The numbers of which one is part of the other: `nine of the twenty-two`."""
    found = []
    for left, right in itertools.pairwise(reading.quantities):
        gap = [t.fold for t in reading.tokens[left.last + 1 : right.first]]
        if gap[:1] == ["of"] and len(gap) <= 3 and 0 < left.values[0] < right.values[0]:
            found.append((left.values[0], right.values[0]))
        if gap in ([",", "of", "whom"], [",", "of", "which"]) and right.values[0] < left.values[0]:
            found.append((right.values[0], left.values[0]))  # "312, of whom 45 withdrew"
        after = [t.fold for t in reading.tokens[right.last + 1 : right.last + 3]]
        if after in _OF_THEM and 0 < right.values[0] < left.values[0]:
            found.append((right.values[0], left.values[0]))  # "six gauges, four of them in Enna"
    return found


_OF_THEM = (["of", "them"], ["of", "which"], ["of", "whom"], ["of", "these"])


def _turned_round(pair: Pair) -> bool:
    """Whether the sentence has a word of which the passages have the contrary, and not the word."""
    return any(
        not contraries(pair.s.tokens[i].stem).isdisjoint(pair.p.where)
        for i in pair.s.content
        if in_fields(pair.s.tokens[i].stem)
    )


def added_up(pair: Pair, mine: Quantity, theirs: list[Quantity]) -> bool:
    """Whether a number is the sum of two, and says so: `18,000 in all` for `15,000; 3,000 more`."""
    if pair.s.folds.isdisjoint(("all", "total", "altogether", "together", "combined")):
        return False
    return any(
        left.kind == right.kind == mine.kind
        and left.values[0] + right.values[0] == mine.values[0]
        and pair.p.sentence_of[left.first] == pair.p.sentence_of[right.first]
        for left, right in itertools.pairwise(theirs)
    )


def counted_on(pair: Pair, mine: Quantity) -> bool:
    """Whether a small number is that of `two former directors ...; a third`: `one of three`."""
    value, tokens = mine.values[0], pair.s.tokens
    lead = [t.fold for t in tokens[max(0, mine.first - 2) : mine.first]]
    return (
        "of" in lead
        and value > 2
        and any(
            q.kind in ("ordinal", "fraction")
            and pair.p.tokens[q.last].fold == {3: "third", 4: "fourth", 5: "fifth"}.get(int(value))
            and any(o.kind == "count" and o.values == (value - 1,) for o in pair.p.quantities)
            for q in pair.p.quantities
        )
    )


def in_words_and_figures(mine: Quantity, own: tuple[Quantity, ...]) -> bool:
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


def bare_times(pair: Pair, mine: Quantity) -> bool:
    """`renewed twice`: how often, and no ratio of two amounts."""
    token = pair.s.tokens[mine.first]
    after = pair.s.tokens[mine.last + 1].fold if mine.last + 1 < len(pair.s.tokens) else ""
    return token.fold in ("twice", "thrice") and after not in ("as", "the", "what", "that", "its")


def in_ratio(mine: Quantity, theirs: list[Quantity]) -> bool:
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


def spanned_days(pair: Pair, mine: Quantity) -> bool:
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


def in_one_word(pair: Pair, mine: Quantity) -> bool:
    """Whether the passages have a stretch of time in one word: `over a decade` for ten years."""
    if mine.kind == "time":
        return "fortnight" in pair.p.folds and 14 * 86400.0 in mine.values
    return mine.kind == "months" and any(
        months in mine.values and word in pair.p.folds for word, months in _STRETCHES.items()
    )


_SOONER = frozenset("earlier later before after previously sooner ago".split())


def that_far_apart(pair: Pair, mine: Quantity) -> bool:
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


def borne_count(pair: Pair, mine: Quantity) -> bool:
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
