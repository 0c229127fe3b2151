"""The dates, periods and times that a text names."""

from __future__ import annotations

from functools import lru_cache

from briefgen.claims.lexicon import calendar as c
from briefgen.claims.lexicon.units import ORDINALS
from briefgen.claims.quantities import Quantity, quantities
from briefgen.claims.tokens import DASHES, Token, tokens
from briefgen.record import record, replace


@record
class Moment:
    """A date, a part of one, or a period; what is not said is None or empty.

    `part` is early, mid, late or end; `period` is a quarter, half, season or decade
    (`q1`, `h2`, `summer`, `1990s`, `fy2027`); `relative` is `next year` and its like;
    `time` is minutes after midnight. `direction` is by, until, from, after or empty.
    """

    first: int
    last: int
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    period: str = ""
    relative: str = ""
    time: int | None = None
    direction: str = ""
    swapped: tuple[int, int] | None = None


def is_year(token: Token) -> bool:
    """Whether a number is written like a year."""
    return (
        token.kind == "number"
        and len(token.text) == 4
        and token.text.isdigit()
        and ("1700" <= token.text <= "2199")
    )


@lru_cache(maxsize=128)
def moments(text: str) -> tuple[Moment, ...]:
    """The moments of a text, in order."""
    parts = tokens(text)
    taken = {q.first: q for q in quantities(text)}
    found: list[Moment] = []
    at = 0
    while at < len(parts):
        moment = _moment(parts, at, taken) if _may_begin(parts[at]) else None
        if moment is None:
            at += 1
            continue
        found.append(_around(parts, moment))
        at = moment.last + 1
    return tuple(_ranges(parts, _weekdays(parts, found)))


#: The words that a moment may begin with, beside `Q1`, `H2` and `FY2027`.
_FIRST_WORDS = frozenset(
    (
        *c.MONTHS,
        *c.WEEKDAYS,
        *c.DAYS,
        *c.RELATIVE,
        *c.SEASONS,
        *ORDINALS,
        *"latter final last year month week quarter day".split(),
    )
)


def _may_begin(token: Token) -> bool:
    """Whether a moment may begin at a token: at most none is looked for."""
    word = token.fold
    return (
        token.kind == "number"
        or word in _FIRST_WORDS
        or (word[0] in "qhf" and word[-1].isdigit() and token.kind == "word")
    )


def _make(parts: tuple[Token, ...], first: int, last: int) -> Moment:
    return Moment(first, last, parts[first].start, parts[last].end)


def month_of(token: Token) -> int | None:
    """The month that a token names; `may` and `march` only with a capital."""
    if not token.capital or token.kind != "word":
        return None
    return c.MONTHS.get(token.fold)


def _day(parts: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """A day of a month at `at`, and the index after it."""
    if at >= len(parts):
        return None
    token = parts[at]
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2:
        day, after = int(token.text), at + 1
        if (
            after < len(parts)
            and parts[after].joined
            and parts[after].fold in ("st", "nd", "rd", "th")
        ):
            after += 1
        return (day, after) if 1 <= day <= 31 else None
    if token.fold in ORDINALS and ORDINALS[token.fold] <= 31:
        return ORDINALS[token.fold], at + 1
    return None


def _year(parts: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """A year at `at`, after an optional comma or `of`."""
    if at < len(parts) and parts[at].fold in (",", "of"):
        at += 1
    if at < len(parts) and is_year(parts[at]):
        return int(parts[at].text), at + 1
    return None


def _moment(parts: tuple[Token, ...], at: int, taken: dict[int, Quantity]) -> Moment | None:
    token = parts[at]
    if token.kind == "number":
        return _numeric(parts, at, taken)
    if token.kind != "word":
        return None
    month = month_of(token)
    if month is not None and (token.fold not in ("may", "march", "mar") or _month_here(parts, at)):
        moment = _make(parts, at, at)
        day = _day(parts, at + 1)
        if day is not None and not (day[0] and is_year(parts[at + 1])):
            after = day[1]
            year = _year(parts, after)
            last = (year[1] if year else after) - 1
            return replace(
                _make(parts, at, last), month=month, day=day[0], year=year[0] if year else None
            )
        after = at + 1
        if after < len(parts) and parts[after].text == "." and len(token.text) <= 4:
            after += 1
        year = _year(parts, after)
        if year:
            return replace(_make(parts, at, year[1] - 1), month=month, year=year[0])
        return replace(moment, month=month)
    if token.fold in c.WEEKDAYS and token.capital and len(token.fold) > 3:
        return replace(_make(parts, at, at), weekday=c.WEEKDAYS[token.fold])
    if token.fold in c.DAYS:
        return replace(_make(parts, at, at), relative=token.fold)
    return _period(parts, at) or _ordinal_day(parts, at)


def _ordinal_day(parts: tuple[Token, ...], at: int) -> Moment | None:
    """`the sixteenth of January`."""
    if parts[at].fold not in ORDINALS:
        return None
    step = at + 1
    if step < len(parts) and parts[step].fold == "of":
        step += 1
    month = month_of(parts[step]) if step < len(parts) else None
    if month is None:
        return None
    year = _year(parts, step + 1)
    last = year[1] - 1 if year else step
    return replace(
        _make(parts, at, last),
        month=month,
        day=ORDINALS[parts[at].fold],
        year=year[0] if year else None,
    )


def _month_here(parts: tuple[Token, ...], at: int) -> bool:
    """Whether a capitalised `May` or `March` is the month: beside a number or a preposition."""
    before = parts[at - 1] if at else None
    following = parts[at + 1] if at + 1 < len(parts) else None
    if before is not None and (
        before.kind == "number"
        or before.fold
        in (
            "in",
            "on",
            "by",
            "of",
            "until",
            "since",
            "from",
            "to",
            "before",
            "after",
            "early",
            "late",
            "mid",
            "last",
            "next",
            "this",
            "and",
            "or",
            "between",
            "during",
            "th",
            "st",
            "nd",
            "rd",
            "end",
            "-",
            "–",
        )
    ):
        return True
    return following is not None and following.kind == "number"


def _numeric(parts: tuple[Token, ...], at: int, taken: dict[int, Quantity]) -> Moment | None:
    token = parts[at]
    text = token.text
    if len(text) == 10 and text[4] == "-":
        return replace(
            _make(parts, at, at), year=int(text[:4]), month=int(text[5:7]), day=int(text[8:])
        )
    if text.count("/") == 2 or (text.count(".") == 2 and len(text) >= 8):
        pieces = text.replace(".", "/").split("/")
        if all(p.isdigit() for p in pieces):
            if len(pieces[0]) == 4:
                return replace(
                    _make(parts, at, at),
                    year=int(pieces[0]),
                    month=int(pieces[1]),
                    day=int(pieces[2]),
                )
            day, month, year = (int(p) for p in pieces)
            year += 2000 if year < 100 else 0
            if month > 12:
                return replace(_make(parts, at, at), year=year, month=day, day=month)
            ambiguous = (day, month) if day <= 12 and day != month else None
            return replace(_make(parts, at, at), year=year, month=month, day=day, swapped=ambiguous)
    if ":" in text:
        hours, _, minutes = text.partition(":")
        if hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60:
            return _clock(parts, at, int(hours), int(minutes))
        return None
    following = parts[at + 1] if at + 1 < len(parts) else None
    if (
        following is not None
        and following.fold in ("am", "pm", "a.m", "p.m")
        and text.replace(".", "").isdigit()
    ):
        hours, _, minutes = text.partition(".")
        if int(hours) <= 12:
            return _clock(parts, at, int(hours), int(minutes or 0))
    day_ = _day(parts, at)
    if day_ is not None:
        step = day_[1]
        if step < len(parts) and parts[step].fold == "of":
            step += 1
        month_ = month_of(parts[step]) if step < len(parts) else None
        if month_ is not None:
            after = step + 1
            if after < len(parts) and parts[after].text == "." and parts[after].joined:
                after += 1
            year_ = _year(parts, after)
            last = year_[1] - 1 if year_ else step
            return replace(
                _make(parts, at, last), month=month_, day=day_[0], year=year_[0] if year_ else None
            )
        # 5-7 March, 5 and 7 March: the first day takes the month of the second
        if step + 1 < len(parts) and (
            parts[step].text in DASHES or parts[step].fold in ("and", "to")
        ):
            second = _day(parts, step + 1)
            if second is not None and second[1] < len(parts):
                month_ = month_of(parts[second[1]])
                if month_ is not None:
                    year_ = _year(parts, second[1] + 1)
                    return replace(
                        _make(parts, at, day_[1] - 1),
                        month=month_,
                        day=day_[0],
                        year=year_[0] if year_ else None,
                    )
    if following is not None and following.joined and following.text == "s" and len(text) in (2, 4):
        return replace(_make(parts, at, at + 1), period=f"{text[-4:]}s")
    if is_year(token):
        quantity = taken.get(at)
        if quantity is not None and (
            quantity.kind != "count"
            or quantity.approximation in ("about", "nearly", "most", "least")
            or quantity.last > at
        ):
            return None
        if at and parts[at - 1].text in ("$", "€", "£", "₹", "¥"):
            return None
        if (
            following is not None
            and following.content
            and following.fold.endswith("s")
            and not (
                at
                and parts[at - 1].fold
                in (
                    "in",
                    "by",
                    "since",
                    "the",
                    "until",
                    "from",
                    "of",
                    "for",
                    "to",
                    "its",
                    "their",
                    "before",
                    "after",
                    "during",
                )
            )
            and not following.capital
            and following.kind == "word"
        ):
            return None
        # 2026-27, 2026/27
        if (
            at + 2 < len(parts)
            and parts[at + 1].text in DASHES
            and parts[at + 1].joined
            and (
                parts[at + 2].kind == "number"
                and parts[at + 2].joined
                and len(parts[at + 2].text) == 2
            )
        ):
            return replace(
                _make(parts, at, at + 2), year=int(text), period=f"{text}-{parts[at + 2].text}"
            )
        return replace(_make(parts, at, at), year=int(text))
    return None


def _clock(parts: tuple[Token, ...], at: int, hours: int, minutes: int) -> Moment:
    last = at
    following = parts[at + 1].fold if at + 1 < len(parts) else ""
    if following in ("am", "pm"):
        last = at + 1
        hours = hours % 12 + (12 if following == "pm" else 0)
    return replace(_make(parts, at, last), time=hours * 60 + minutes)


def _period(parts: tuple[Token, ...], at: int) -> Moment | None:
    token = parts[at]
    word = token.fold
    following = parts[at + 1] if at + 1 < len(parts) else None
    if word[:1] in ("q", "h") and word[1:].isdigit() and len(word) == 2 and token.capital:
        year = _year(parts, at + 1)
        return replace(
            _make(parts, at, year[1] - 1 if year else at),
            period=word,
            year=year[0] if year else None,
        )
    if word.startswith("fy") and len(word) >= 4 and word[2:].isdigit():
        return replace(
            _make(parts, at, at), year=int(word[2:]) + (2000 if len(word) == 4 else 0), period="fy"
        )
    if (
        (word in ORDINALS or word in ("latter", "final", "last"))
        and following is not None
        and (following.fold in ("quarter", "half"))
    ):
        number = {"latter": 2, "final": 4, "last": 4}.get(word) or ORDINALS.get(word, 0)
        year = _year(parts, at + 2)
        if number > 4:
            return None
        return replace(
            _make(parts, at, year[1] - 1 if year else at + 1),
            period=f"{following.fold[0]}{number}",
            year=year[0] if year else None,
        )
    if word in c.RELATIVE and following is not None and word != "same":
        step = at + 1
        if following.fold in ("fiscal", "financial", "calendar") and step + 1 < len(parts):
            step += 1
        name = parts[step].fold
        if name in c.PERIODS or name in c.WEEKDAYS or (name in c.MONTHS and parts[step].capital):
            relative = {
                "coming": "next",
                "following": "next",
                "past": "last",
                "previous": "last",
                "current": "this",
                "preceding": "last",
            }.get(word, word)
            return replace(_make(parts, at, step), relative=f"{relative} {name}")
    if (
        word in ("year", "month", "week", "quarter", "day")
        and following is not None
        and (following.fold in ("before", "earlier") and at and parts[at - 1].fold in ("the", "a"))
    ):
        return replace(_make(parts, at, at + 1), relative=f"last {word}")
    if word in c.SEASONS:
        year = _year(parts, at + 1)
        if year or (
            at
            and parts[at - 1].fold in ("the", "this", "next", "last", "in", "by", "late", "early")
        ):
            return replace(
                _make(parts, at, year[1] - 1 if year else at),
                period=c.SEASONS[word],
                year=year[0] if year else None,
            )
    return None


def _around(parts: tuple[Token, ...], moment: Moment) -> Moment:
    """Reads the words before a date: early, the end of, by, until."""
    first = moment.first
    part = ""
    back = first - 1
    if back >= 0 and parts[back].fold == "(":
        return moment
    joined = back > 0 and parts[back].text in DASHES and parts[back].joined
    if joined and parts[back - 1].fold in ("mid", "early", "late", "end"):
        part, back = parts[back - 1].fold, back - 2
    for _ in range(3):
        if back < 0:
            break
        word = parts[back].fold
        if word in ("of", "the", "in", "year", "month", "calendar", "fiscal", "financial"):
            if word == "in" and (
                back == 0
                or parts[back - 1].fold not in ("early", "late", "later", "mid", "earlier")
            ):
                break
            back -= 1
            continue
        if word in _OF_A_TIME and parts[back + 1].fold not in ("of", "to"):
            break  # "shipments start next month"
        if word in c.PARTS:
            part = c.PARTS[word]
            back -= 1
            if back >= 0 and parts[back].fold in ("the", "very"):
                back -= 1
        break
    if not part:
        back = first - 1
        if back >= 0 and parts[back].fold in ("the",):
            back -= 1
    if back >= 0 and parts[back].fold in c.WEEKDAYS:
        back -= 1
    elif back >= 1 and parts[back].text == "," and parts[back - 1].fold in c.WEEKDAYS:
        back -= 2
    direction = ""
    for length in (3, 2, 1):
        if back + 1 >= length:
            key = tuple(token.fold for token in parts[back + 1 - length : back + 1])
            if key in c.DIRECTIONS:
                direction = c.DIRECTIONS[key]
                if key == ("to",) and not (back >= 1 and _dated(parts, back - 1)):
                    direction = ""
                if key == ("through",) and back and parts[back - 1].kind == "mark":
                    direction = ""
                if back + 1 < moment.first and _of_an_event(parts, moment):
                    direction = ""
                break
    return replace(moment, part=part, direction=direction)


_OF_A_TIME = frozenset(("start", "end", "close", "open", "beginning", "middle"))


def _of_an_event(parts: tuple[Token, ...], moment: Moment) -> bool:
    """`before the December election`: what is before is the election."""
    after = parts[moment.last + 1] if moment.last + 1 < len(parts) else None
    return (
        parts[moment.first - 1].fold == "the"
        and after is not None
        and after.kind == "word"
        and after.content
        and not after.capital
    )


def _dated(parts: tuple[Token, ...], at: int) -> bool:
    return parts[at].kind == "number" or month_of(parts[at]) is not None


def _weekdays(parts: tuple[Token, ...], found: list[Moment]) -> list[Moment]:
    """Joins a weekday to the date beside it: `Friday (January 16, 2026)`, `Friday, 16 January`."""
    joined: list[Moment] = []
    for moment in found:
        if joined:
            last = joined[-1]
            between = [t.fold for t in parts[last.last + 1 : moment.first]]
            near = len(between) <= 2 and all(
                word in (",", "(", "the", "on", "of") for word in between
            )
            if near and _only_weekday(last) and (moment.day is not None):
                joined[-1] = replace(
                    moment,
                    weekday=last.weekday,
                    first=last.first,
                    start=last.start,
                    direction=last.direction or moment.direction,
                )
                continue
            if near and _only_weekday(moment) and last.day is not None and last.weekday is None:
                joined[-1] = replace(last, weekday=moment.weekday, last=moment.last, end=moment.end)
                continue
        joined.append(moment)
    return joined


def _only_weekday(moment: Moment) -> bool:
    return moment.weekday is not None and moment.day is None and moment.month is None


def _ranges(parts: tuple[Token, ...], found: list[Moment]) -> list[Moment]:
    """Gives the ends of `from 2026 to 2030`, `2026–2030` and `between X and Y` their directions,
    and the first of `3 and 5 March 2026`, `March and April 2026` the second's year."""
    for index in range(len(found) - 1):
        left, right = found[index], found[index + 1]
        between = [t.fold for t in parts[left.last + 1 : right.first]]
        if len(between) == 1 and (
            between[0] in DASHES or between[0] in ("to", "until", "through", "and")
        ):
            if left.year is None and right.year is not None and left.month is not None:
                left = replace(left, year=right.year)
            if between[0] != "and" or (left.first and parts[left.first - 1].fold == "between"):
                left = replace(left, direction="from")
                right = replace(right, direction="until")
            found[index], found[index + 1] = left, right
    return found
