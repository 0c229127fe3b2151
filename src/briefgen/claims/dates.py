"""The rule of dates."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.dates_there import in_words, of_a_kind, shared, told_here, told_in, told_twice
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.units import ORDINALS
from briefgen.claims.moments import Moment
from briefgen.claims.tokens import Token

_FIELDS = ("year", "month", "day", "weekday", "period", "relative", "time")
_CLASHES = {
    frozenset(pair)
    for pair in (
        ("by", "from"),
        ("by", "after"),
        ("until", "from"),
        ("until", "after"),
    )
}
_BEFORE_AFTER = frozenset(("after", "later", "before", "earlier"))


def date(pair: Pair) -> Iterator[Finding]:
    """Every date, month, year, weekday, quarter, decade and time in the sentence stands in a cited
    passage, with the same direction (`by`, `until`, `from`, `after`) and part (`early`, `late`); a
    relative date stands there in the same words, unless a declared derivation says otherwise."""
    theirs = pair.p.moments
    twice = told_twice(pair)
    if twice is not None:
        words = in_words(pair.s, twice[1])
        yield _finding(pair, twice[1], None, f"`{words}` is set against itself: a date is another")
    for mine in pair.s.moments:
        finding = _check(pair, mine, theirs)
        if finding is not None:
            yield finding


def _fields(moment: Moment) -> list[str]:
    return [name for name in _FIELDS if getattr(moment, name) not in (None, "")]


def _match(mine: Moment, other: Moment) -> tuple[int, list[str]]:
    """How many fields agree, and which do not (missing ones among them)."""
    agree, differ = 0, []
    for name in _fields(mine):
        value, theirs = getattr(mine, name), getattr(other, name)
        if (
            value == theirs
            or (name == "period" and _period(mine, other))
            or (
                name in ("day", "month")
                and mine.swapped
                and (
                    (other.day, other.month) == mine.swapped[::-1]
                    or (other.month, other.day) == (mine.swapped[0], mine.swapped[1])
                )
            )
            or (
                name in ("day", "month")
                and other.swapped
                and (mine.day, mine.month) == other.swapped[::-1]
            )
        ):
            agree += 1
        else:
            differ.append(name)
    return agree, differ


def _period(mine: Moment, other: Moment) -> bool:
    """`2026-27` and `FY2026`, `the 1990s` and `the nineties`."""
    left, right = sorted((mine.period, other.period))
    return right == "fy" and "-" in left and mine.year == other.year


def _contradicts(mine: Moment, other: Moment, differ: list[str]) -> list[str]:
    return [name for name in differ if getattr(other, name) not in (None, "")]


def _check(pair: Pair, mine: Moment, theirs: tuple[Moment, ...]) -> Finding | None:
    words = pair.s.text[mine.start : mine.end]
    full, partial = [], []
    for other in theirs:
        agree, differ = _match(mine, other)
        if not differ:
            full.append(other)
        else:
            partial.append((agree, other, differ))
    if not full:
        full = _pieced(pair, mine, theirs)
    if not full and any(_turn(pair, mine, other) for other in theirs):
        return None
    if not full:
        if mine.relative == "last day" and "day" in pair.p.folds and pair.p.folds & _BEFORE_AFTER:
            return None  # "the day before" for "a day after"
        if (
            mine.relative == "last year"
            and "from" in pair.p.folds
            and (
                any(m.relative == "this year" for m in theirs)
                and not pair.p.folds.isdisjoint(("up", "down"))
            )
        ):
            return None  # "this year, up from 3.3 million"
        if mine.relative == "last year" and (
            pair.p.folds >= {"on", "year"}
            or any(q.kind == "months" and q.values == (12.0,) for q in pair.p.quantities)
        ):
            return None  # "rose 7.1% on the year", "than twelve months earlier"
        if _plain_number(pair, mine) or (
            _fields(mine) == ["period"] and (mine.period in pair.p.folds or _elliptic(pair, mine))
        ):
            return None  # "Vision 2030", "spring rain"
        return _missing(pair, mine, partial, words)
    misplaced = _misplaced(pair, mine, full, theirs, words)
    if misplaced is not None:
        return misplaced
    full.sort(key=lambda m: (-_likeness(pair, mine, m), m.first))
    top = full[0]
    close = [m for m in full if _likeness(pair, mine, m) >= 0.6 * _likeness(pair, mine, top)]
    if mine.part != top.part and not any(m.part == mine.part for m in close):
        theirs_words = _said(pair, top)
        if mine.part and top.part:
            message = f"the passage says `{top.part}`, not `{mine.part}`: `{theirs_words}`"
        elif mine.part:
            if top.day is not None or (mine.month is None and top.month is not None):
                return (
                    None
                    if _part_of(mine.part, top, mine)
                    else _finding(
                        pair, mine, top, f"`{theirs_words}` is not {mine.part} in that time"
                    )
                )
            message = f"the passage does not say `{mine.part}`: `{theirs_words}`"
        else:
            if not mine.direction:
                return None  # "in 2024" for "at the end of 2024" is less exact, and true
            message = f"the passage says `{theirs_words}`; the sentence leaves out `{top.part}`"
        return _finding(pair, mine, top, message, f"write `{theirs_words}`", soft=not mine.part)
    if pair.s.tokens[mine.last].text.endswith(("'s", "’s")):
        return None  # "before next April's conference": what is before is the conference
    if mine.direction in ("by", "until") and not top.direction and "due" in pair.p.folds:
        return None  # "by November" for "is due in November"
    if not any(_direction(pair, mine, m) for m in close):
        theirs_words = _said(pair, top)
        return _finding(
            pair,
            mine,
            top,
            f"the passage says `{theirs_words}`, not `{in_words(pair.s, mine, lead=True)}`",
            f"write `{theirs_words}`",
        )
    return None


def _turn(pair: Pair, mine: Moment, other: Moment) -> bool:
    """`before October` for `by the end of September`, `by the end of 2031` for `before 2032`."""
    if not {mine.direction, other.direction} <= {"by", "until"} or _yearly(pair, other):
        return False
    left, right = _bound(pair.s.tokens, mine), _bound(pair.p.tokens, other)
    if left is None or right is None or left[1] != right[1]:
        return False
    return left[0] == right[0] or None in (left[0], right[0])


def _bound(tokens: tuple[Token, ...], moment: Moment) -> tuple[int | None, int] | None:
    """The year and month that a period may not reach into; None if no month or year ends there."""
    year, month = moment.year, moment.month
    before = any(t.fold == "before" for t in tokens[max(0, moment.first - 2) : moment.first])
    if year is None and month is None:
        return None
    if before and not moment.part and moment.day in (None, 1):
        return year, 1 if month is None else month
    if (moment.day is not None and moment.day < 28) or moment.part not in ("", "end"):
        return None
    if month is None or month == 12:
        return None if year is None else year + 1, 1
    return year, month + 1


def _part_of(part: str, top: Moment, mine: Moment) -> bool:
    """Whether a full date lies early, mid or late in its month or year."""
    if mine.month is not None and top.day is not None:
        share = top.day / 31
    elif top.month is not None:
        share = (top.month - 0.5) / 12
    else:
        return False
    return {
        "early": share <= 0.4,
        "mid": 0.25 <= share <= 0.75,
        "late": share >= 0.6,
        "end": share >= 0.75,
    }.get(part, True)


def _direction(pair: Pair, mine: Moment, other: Moment) -> bool:
    left, right = mine.direction, other.direction
    if left == right:
        return True
    if frozenset((left, right)) in _CLASHES:
        return False
    if "by" in (left, right) or "after" in (left, right):
        # `by 2030` is not `in 2030`; an event that is told (`after 3 March`) may be on the day
        none = mine if not left else other
        if left and right:
            return True
        return _loose(pair, mine, none is mine, other)
    return True


def _loose(pair: Pair, mine: Moment, bare_is_mine: bool, other: Moment) -> bool:
    """A date without direction that is no `in`, `on` or `at` either: a heading, a noun's
    adjective."""
    reading, moment = (pair.s, mine) if bare_is_mine else (pair.p, other)
    before = [t.fold for t in reading.tokens[max(0, moment.first - 2) : moment.first]]
    return not any(word in ("in", "on", "at", "during") for word in before)


def _pieced(pair: Pair, mine: Moment, theirs: tuple[Moment, ...]) -> list[Moment]:
    """A date whose year (or weekday) the passages give elsewhere, and only there."""
    found = []
    years = {m.year for m in theirs if m.year is not None}
    for other in theirs:
        _, differ = _match(mine, other)
        if _contradicts(mine, other, differ):
            continue
        if (
            differ == ["year"]
            and other.month is not None
            and years == {mine.year}
            and not _yearly(pair, other)
        ) or (
            differ == ["weekday"]
            and any(m.weekday == mine.weekday and m.day is None for m in theirs)
        ):
            found.append(other)
    return found


def _yearly(pair: Pair, moment: Moment) -> bool:
    """`30 September of each year`."""
    after = [t.fold for t in pair.p.tokens[moment.last + 1 : moment.last + 4]]
    return after[:1] in (["each"], ["every"]) or after[:2] in (["of", "each"], ["of", "every"])


def _elliptic(pair: Pair, mine: Moment) -> bool:
    """`6.8% in the first`, of quarters that the passages name: the quarter's noun is left out."""
    if mine.period[:1] not in ("q", "h") or not mine.period[1:].isdigit():
        return False
    value = int(mine.period[1:])
    return any(m.period[:1] == mine.period[:1] for m in pair.p.moments) and any(
        ORDINALS.get(token.fold) == value for token in pair.p.tokens
    )


def _plain_number(pair: Pair, mine: Moment) -> bool:
    """A year that the passages write as part of a name or number: `Vision 2030`."""
    return (
        _fields(mine) == ["year"]
        and any(t.kind == "number" and t.text == str(mine.year) for t in pair.p.tokens)
        and not mine.part
    )


def _likeness(pair: Pair, mine: Moment, other: Moment) -> float:
    near = pair.context(mine.first, other.first, range(mine.first, mine.last + 1))
    return near + (0.1 if mine.direction == other.direction else 0.0)


def _rivals(mine: Moment, theirs: tuple[Moment, ...]) -> list[Moment]:
    names = set(_fields(mine))
    found = []
    for other in theirs:
        _, differ = _match(mine, other)
        if _contradicts(mine, other, differ) and names & set(_fields(other)):
            found.append(other)
    return found


def _misplaced(
    pair: Pair, mine: Moment, full: list[Moment], theirs: tuple[Moment, ...], words: str
) -> Finding | None:
    rivals = _rivals(mine, theirs)
    if not rivals:
        return None
    held = max(_likeness(pair, mine, m) for m in full)
    rival = max(rivals, key=lambda m: (_likeness(pair, mine, m), -m.first))
    likeness = _likeness(pair, mine, rival)
    if likeness >= 0.25 and held < 0.64 * likeness and _alone(pair, mine, rival, full):
        message = f"the passage gives `{words}` for something else"
        if rival not in told_here(pair, mine, theirs):
            return _finding(pair, mine, full[0], message)
        said = _said(pair, rival)
        return _finding(pair, mine, rival, f"{message}; here it says `{said}`", f"write `{said}`")
    return _of_another(pair, mine, full, rivals, words)


def _of_another(
    pair: Pair, mine: Moment, full: list[Moment], rivals: list[Moment], words: str
) -> Finding | None:
    """A date that only sentences have which say hardly anything of what is told here, while the one
    that says it has a date of its own."""
    counts, here = shared(pair), told_in(pair)
    if counts[here] < max(3, 4 * max(counts[_sentence(pair, m)] for m in full)):
        return None
    own = [m for m in rivals if _sentence(pair, m) == here and _alone(pair, mine, m, full)]
    if not own:
        return None
    rival = max(own, key=lambda m: (_likeness(pair, mine, m), -m.first))
    said = _said(pair, rival)
    message = f"the passage gives `{words}` for something else; here it says `{said}`"
    return _finding(pair, mine, rival, message, f"write `{said}`" if len(own) == 1 else "")


def _sentence(pair: Pair, moment: Moment) -> int:
    return pair.p.sentence_of[moment.first]


def _alone(pair: Pair, mine: Moment, rival: Moment, full: list[Moment]) -> bool:
    """Where the sentence gives the rival date too, or the two are ends of one period, nothing is
    misplaced
    unless they have changed places."""
    beside = any(abs(rival.first - m.last) <= 3 or abs(m.first - rival.last) <= 3 for m in full)
    if beside and all(_match(m, rival)[1] for m in pair.s.moments if m is not mine):
        return not {rival.direction, *(m.direction for m in full)} & {"from", "until"}
    other = next((m for m in pair.s.moments if m is not mine and not _match(m, rival)[1]), None)
    if other is None:
        return True
    own = max(_likeness(pair, mine, m) for m in full) + _likeness(pair, other, rival)
    crossed = _likeness(pair, mine, rival) + max(_likeness(pair, other, m) for m in full)
    return crossed > 1.3 * own


def _said(pair: Pair, moment: Moment) -> str:
    return in_words(pair.p, moment, lead=True)


def _missing(
    pair: Pair, mine: Moment, partial: list[tuple[int, Moment, list[str]]], words: str
) -> Finding:
    """A date that no passage gives. Another is named where they tell what the sentence tells, and
    is to be written when it is as exact."""
    here = told_here(pair, mine, [other for _, other, _ in partial])
    best = max(
        (entry for entry in partial if entry[1] in here),
        key=lambda entry: (
            of_a_kind(mine, entry[1]),
            entry[0],
            _likeness(pair, mine, entry[1]),
            -entry[1].first,
        ),
        default=None,
    )
    if best is None:
        return _finding(pair, mine, None, f"no cited passage gives `{words}`")
    _, other, differ = best
    theirs = in_words(pair.p, other)
    named = _contradicts(mine, other, differ)
    if named:
        message = f"the {named[0]} differs: the passage says `{theirs}`, not `{words}`"
    else:
        message = f"no cited passage gives the {differ[0]} of `{words}`; the nearest is `{theirs}`"
    return _finding(
        pair, mine, other, message, f"write `{theirs}`" if of_a_kind(mine, other) else ""
    )


def _finding(
    pair: Pair,
    mine: Moment,
    there: Moment | None,
    message: str,
    suggestion: str = "",
    soft: bool = False,
) -> Finding:
    return pair.finding(
        "claim-date",
        "warning" if soft else "error",
        mine.first,
        mine.last,
        message,
        None if there is None else there.first,
        suggestion,
    )
