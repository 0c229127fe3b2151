"""Dates as texts write them: found, read, and set beside the weekday that goes with them.

Only dates with a year are read; what `27 January` means without one is not computable.
`03/04/2026` may be either of two days, and a weekday beside it must fit one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen.record import record
from briefgen.regex import regex

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = (
    r"(?P<weekday>Mon|Monday|Tue|Tues|Tuesday|Wed|Weds|Wednesday|Thu|Thur|Thurs|Thursday|"
    r"Fri|Friday|Sat|Saturday|Sun|Sunday)\b\.?"
)
_LEAD = rf"(?:\b{_WEEKDAY},?\s*(?:the\s+|on\s+)?[(\[]?\s*)?(?<![\w/.-])"
# Each ends in the year, at which they are anchored; the year itself is found first.
_BEFORE_YEAR = (
    regex(rf"{_LEAD}{_DAY}[\s-]+(?:of\s+)?{_MONTH}[\s,-]+$", re.I),
    regex(rf"{_LEAD}{_MONTH}\s*{_DAY}\s*,?\s*$", re.I),
    regex(rf"{_LEAD}(?P<one>[0-3]?\d)(?P<mark>[/.])(?P<two>[0-3]?\d)(?P=mark)$", re.I),
    regex(rf"{_LEAD}$", re.I),
)
_YEAR = regex(r"(?<![\w.,/-])(?:1[5-9]|20)\d\d(?![\d%])|(?<=[/.-])(?:1[5-9]|20)\d\d(?!\d)")
_ISO = regex(r"-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_AFTER = regex(rf"(?:\)?,?\s+(?:a\s+|\()?|\s?\()\s*{_WEEKDAY}(?!\s+(?:and|to)\b)", re.I)
_CJK = regex(
    r"年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\s?(?:[（(](?P<weekday>[月火水木金土日一二三四五六])[）)]"
    r"|(?P<long>[月火水木金土日])曜日)?"
)
_CJK_WEEKDAYS = "月火水木金土日"
_CJK_NUMBERED = "一二三四五六日"
_WINDOW = 64


@record
class WrittenDate:
    """A date in a text: its range, with the weekday's where one stands beside it.

    `days` are the days that it may mean, none when there is no such day; `words` is the
    date in plain form (`30 February 2026`). `weekday` counts from Monday, 0.
    """

    start: int
    end: int
    words: str
    days: tuple[date, ...]
    weekday: int | None = None


def english_date(day: date) -> str:
    """A date as briefs print it: `27 January 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dates(text: str) -> Iterator[WrittenDate]:
    """Every date with a year in a text, in order."""
    for match in _YEAR.finditer(text):
        found = _around(text, match.start(), match.end())
        if found is not None:
            yield found


def _around(text: str, start: int, end: int) -> WrittenDate | None:
    """The date of which the year stands at `[start, end)`."""
    year = int(text[start:end])
    low = max(0, start - _WINDOW)
    before = text[low:start]
    if cjk := _CJK.match(text, end):
        weekday = None
        if name := cjk["weekday"]:
            weekday = (_CJK_WEEKDAYS if name in _CJK_WEEKDAYS else _CJK_NUMBERED).index(name)
        elif name := cjk["long"]:
            weekday = _CJK_WEEKDAYS.index(name)
        return _date(start, cjk.end(), [(year, int(cjk["month"]), int(cjk["day"]))], weekday)
    if iso := _ISO.match(text, end):
        lead = _BEFORE_YEAR[3].search(before)
        weekday = _weekday(lead["weekday"]) if lead else None
        begin = low + lead.start("weekday") if lead and lead["weekday"] else start
        found = [(year, int(iso["month"]), int(iso["day"]))]
        return _with_weekday(text, begin, iso.end(), found, weekday)
    for pattern in _BEFORE_YEAR[:3]:
        match = pattern.search(before)
        if match is None:
            continue
        groups = match.groupdict()
        begin = low + match.start("weekday" if groups["weekday"] else 0)
        begin += 0 if groups["weekday"] else len(match.group()) - len(match.group().lstrip())
        if "one" in groups:
            one, two = int(groups["one"]), int(groups["two"])
            found = [(year, two, one)]  # day first, as most of the world writes it
            if groups["mark"] == "/":
                found.append((year, one, two))
        else:
            found = [(year, _month(groups["month"]), int(groups["day"]))]
        return _with_weekday(text, begin, end, found, _weekday(groups["weekday"]))
    return None


def _with_weekday(
    text: str, start: int, end: int, found: list[tuple[int, int, int]], weekday: int | None
) -> WrittenDate:
    """The date, with the weekday after it when none stands before it."""
    if weekday is None and (after := _AFTER.match(text, end)):
        return _date(start, after.end(), found, _weekday(after["weekday"]))
    return _date(start, end, found, weekday)


def _date(
    start: int, end: int, found: list[tuple[int, int, int]], weekday: int | None
) -> WrittenDate:
    days: list[date] = []
    for year, month, day in found:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    year, month, day = found[0]
    words = f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 else f"{day}/{month}/{year}"
    return WrittenDate(start, end, english_date(days[0]) if days else words, tuple(days), weekday)


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def _weekday(name: str | None) -> int | None:
    if name is None:
        return None
    return next(i for i, day in enumerate(WEEKDAYS) if day[:3].lower() == name[:3].lower())
