"""Dates as files state them: in metadata, and on a line of their own."""

from __future__ import annotations

from datetime import date

from briefgen.evidence.dates import dates
from briefgen.regex import regex

_ISO = regex(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_TYPED = regex(r"\d{4}-\d\d-\d\d")
#: What may stand beside a date on a line that gives the date of a text: a place, a weekday, a
#: word such as `Published`.
_BESIDE = regex(
    r"(?:(?:published|posted|issued|released|date|dated|on|the)\b[:,]?\s*){0,3}"
    r"(?:[^\W\d_][\w'’.-]*,? ?){0,4}[\s,:()|–—-]*",
    2,
)


def stated_date(value: str) -> str:
    """The day of a date in a file's metadata, as yyyy-mm-dd; empty when it cannot be read, or be
    read in two ways. A time is dropped as it stands: the day is the one that was written."""
    if (iso := _ISO.match(value[:40])) is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = [written for written in dates(value[:200]) if len(set(written.days)) == 1]
    return found[0].days[0].isoformat() if len(found) == 1 else ""


def written_date(text: str) -> str:
    """The day that somebody typed: `2025-05-14`, or with the month's name; empty when it is more
    than a date, or all in numbers, which some begin with the month."""
    if _TYPED.fullmatch(text):
        return stated_date(text)
    found = list(dates(text[:80]))
    whole = len(found) == 1 and not (text[: found[0].start] + text[found[0].end :]).strip(" .")
    return stated_date(text) if whole and any(map(str.isalpha, text)) else ""


def whole_date(line: str) -> str | None:
    """The day of a line that is nothing but a date, with a place or a weekday at most."""
    if len(line) > 80:
        return None
    found = list(dates(line))
    if len(found) != 1 or len(set(found[0].days)) != 1:
        return None
    before, after = line[: found[0].start], line[found[0].end :]
    if _BESIDE.fullmatch(before) is None or len(after) > 30 or after.strip(" .,:)|").count(" ") > 3:
        return None
    return found[0].days[0].isoformat()


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
