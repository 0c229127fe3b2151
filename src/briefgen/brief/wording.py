"""Fixed words of the built-in English: dates, series, labels. None of them states a fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefgen.evidence.dates import MONTHS, english_date
from briefgen.workspace.model import Grade

GRADE_WORDS: dict[Grade, str] = {
    "joint-statement": "Joint statement",
    "read-out": "Read-out",
    "news-report": "News report",
    "summary": "Summary",
}


def english_period(first: date, last: date) -> str:
    """A stretch of days: `16 January 2026`, `16 to 18 January 2026`, ..."""
    if first == last:
        return english_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {english_date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {english_date(last)}"
    return f"{english_date(first)} to {english_date(last)}"


def series(words: Sequence[str]) -> str:
    """Words as a series: `Florin, Guilder and Freedonia`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
