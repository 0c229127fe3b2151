"""Dates as texts write them. The weekdays are those of an ordinary calendar."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.evidence.dates import dates

TUESDAY = 1
SATURDAY = 5


@pytest.mark.parametrize(
    ("text", "day", "weekday"),
    [
        ("on Saturday (January 27, 2026), during", date(2026, 1, 27), SATURDAY),
        ("Saturday, 27 January 2026", date(2026, 1, 27), SATURDAY),
        ("Saturday, January 27, 2026", date(2026, 1, 27), SATURDAY),
        ("Tuesday the 3rd of March 2026", date(2026, 3, 3), TUESDAY),
        ("Tuesday 3rd of March 2026", date(2026, 3, 3), TUESDAY),
        ("Tue. 3 Mar. 2026", date(2026, 3, 3), TUESDAY),
        ("Tues, 3 Sept 2026", date(2026, 9, 3), TUESDAY),
        ("27 January 2026 (Saturday)", date(2026, 1, 27), SATURDAY),
        ("27 January 2026, a Saturday,", date(2026, 1, 27), SATURDAY),
        ("Saturday 2026-01-27", date(2026, 1, 27), SATURDAY),
        ("2026-01-27 (Sat)", date(2026, 1, 27), SATURDAY),
        ("Saturday, 27.01.2026", date(2026, 1, 27), SATURDAY),
        ("SATURDAY, 27 JANUARY 2026", date(2026, 1, 27), SATURDAY),
        ("2026年1月27日（土）", date(2026, 1, 27), SATURDAY),
        ("2026年1月27日土曜日", date(2026, 1, 27), SATURDAY),
        ("in January 27, 2026", date(2026, 1, 27), None),
        ("signed 4 July 1976 in Lutz", date(1976, 7, 4), None),
    ],
)
def test_read(text: str, day: date, weekday: int | None) -> None:
    """A date is read with the weekday that stands beside it."""
    (found,) = dates(text)
    assert (found.days, found.weekday) == ((day,), weekday)


def test_two_meanings() -> None:
    """Numbers with strokes may put the day or the month first."""
    (found,) = dates("Saturday 03/04/2026")
    assert set(found.days) == {date(2026, 4, 3), date(2026, 3, 4)}


@pytest.mark.parametrize("text", ["30 February 2026", "February 30, 2026", "2026-02-30"])
def test_no_such_day(text: str) -> None:
    """A day that is in no calendar is a date all the same."""
    (found,) = dates(text)
    assert found.days == ()
    assert found.words == "30 February 2026"


@pytest.mark.parametrize(
    "text",
    [
        "in 2026 the ministers met on Saturday",
        "January 2026",
        "Saturday and Sunday, in 2026",
        "2,026 ships; version 1.2026",
        "the year 2027 as the 75th anniversary",
        "27 January",
        "ISO 8601:2019-1",
    ],
)
def test_no_date(text: str) -> None:
    """What names no day is no date."""
    assert list(dates(text)) == []


def test_place() -> None:
    """The range runs from the weekday to the end of the date."""
    text = "He left on Saturday (January 27, 2026), at noon."
    (found,) = dates(text)
    assert text[found.start : found.end] == "Saturday (January 27, 2026"
