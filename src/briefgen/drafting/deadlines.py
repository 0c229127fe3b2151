"""By when: the words of a sentence that give a date for what is to be done."""

from __future__ import annotations

import datetime

from briefgen.record import record
from briefgen.regex import regex

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SPAN = r"(?:year|month|week|quarter|half|decade|spring|summer|autumn|fall|winter|financial year)"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|forty-eight)"
_DUE = regex(
    rf"\b(?:(?:by|before|no later than|not later than)(?: the (?:end|middle|close|beginning) "
    rf"of)?(?: the)?"
    rf"(?: (?:early|late|mid))?[ -](?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}},?)?(?: 20\d\d)?|20\d\d|"
    rf"this {_SPAN}|next {_SPAN}|"
    rf"{_SPAN}(?: 20\d\d)?|(?:second|third|fourth|first) (?:quarter|half)(?: of (?:20\d\d|this "
    rf"year|next year))?)|"
    rf"(?:early|late|later|mid)[ -](?:this {_SPAN}|next {_SPAN}|in {_MONTH} 20\d\d|in 20\d\d|"
    rf"20\d\d)|"
    rf"(?<!ed )(?:early |late |later |mid-)?in (?:(?:early|late|mid)[ -])?(?:{_MONTH} )?20\d\d|"
    rf"within (?:the next )?{_NUMBER} (?:hours|days|weeks|months|years)|"
    rf"(?:with effect )?from (?:\d{{1,2}} )?{_MONTH}(?: 20\d\d)?|"
    rf"(?:this|next) {_SPAN}|over the next {_NUMBER} (?:years|months)|at the end of (?:the|this|"
    rf"next) {_SPAN})\b"
)


@record
class Derived:
    """A due date as briefs print it, where the source says it otherwise, and why it means that."""

    text: str
    because: str


def deadline(text: str) -> str:
    """The words of a text that say by when; empty when none do."""
    found = _DUE.search(text)
    return found.group() if found else ""


def derived(words: str, day: datetime.date | None) -> Derived | None:
    """What `early this year` is when the text is dated; None when the words need no telling or
    nobody can tell."""
    if day is None:
        return None
    for relative, year in (("this year", day.year), ("next year", day.year + 1)):
        if relative in words:
            text = words.replace(relative, str(year))
            return Derived(text, f"the meeting was in {day.year}, so {relative} is {year}")
    if words.endswith(("the end of the year", "the year")):
        text = words.replace("the year", str(day.year))
        return Derived(text, f"the meeting was in {day.year}")
    return None
