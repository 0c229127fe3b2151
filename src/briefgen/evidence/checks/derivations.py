"""Whether a date that is derived from a source's words follows from them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.dates import MONTHS
from briefgen.regex import regex
from briefgen.workspace.model import Due, Outcome, Workspace

_YEAR = regex(r"\b(?:19|20)\d\d\b")
_MONTH = regex(rf"\b(?:{'|'.join(MONTHS)})\b")
_PART = regex(r"\b(?:early|earlier|mid|middle|late|later|end|beginning|start)\b")
_PARTS = {
    "early": "early", "earlier": "early", "beginning": "early", "start": "early", "mid": "mid",
    "middle": "mid", "late": "late", "later": "late", "end": "late",
}  # fmt: skip
#: What tells a year from the year of the source: `this year`, `the year's end`, `next spring`.
_RELATIVE = regex(
    r"\b(?P<which>this|next|last|coming|following|current|the)\s+(?:\w+\s+)?"
    r"(?:year|spring|summer|autumn|winter)\b(?!\s+\d)"
)
_OFFSETS = {"this": 0, "current": 0, "the": 0, "next": 1, "coming": 1, "following": 1, "last": -1}
_SPAN = regex(
    r"\b(?:within|in|after)\s+(?:the\s+(?:next|coming)\s+)?(?P<number>\d{1,3}|a|an|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|twelve|eighteen)\s+(?P<unit>day|week|month|year)s?\b"
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


def derivation_follows(workspace: Workspace, book: Book) -> Iterator[Remark | Diagnostic]:
    """A date that is derived from a source's words must follow from them: `early this year` in a
    report of 2026 is early in 2026."""
    for outcome in workspace.outcomes():
        due = outcome.due
        if due is None or not due.derived_from:
            continue
        day = _told(workspace, book, outcome)
        why = _contradiction(due.text, due.derived_from, day)
        if why:
            yield _wrong(outcome, due, why)


def _told(workspace: Workspace, book: Book, outcome: Outcome) -> datetime.date:
    """The day from which an outcome's quotes speak: its source's, else its meeting's."""
    for evidence in outcome.evidence:
        found = book.found.get(evidence.key)
        if found is not None and found.source.date is not None:
            return found.source.date
    return workspace.meetings[outcome.meeting].date


def _contradiction(text: str, words: str, day: datetime.date) -> str:
    """What of a derived date contradicts the words that it comes from, or nothing."""
    text, words = text.lower(), words.lower()
    years = {int(year) for year in _YEAR.findall(text)}
    relative = _RELATIVE.search(words)
    if relative is not None and years:
        year = day.year + _OFFSETS[relative["which"]]
        # a winter or a financial year lies in two
        if not years & {year, *((year + 1,) if "winter" in words or "financial" in words else ())}:
            return f"`{words}`, said in {day.year}, is in {year}"
    said, told = _PART.findall(words), _PART.findall(text)
    if said and told and {_PARTS[part] for part in said}.isdisjoint(_PARTS[part] for part in told):
        return f"`{words}` is not `{told[0]}`"
    span = _SPAN.search(words)
    if span is not None and years:
        number = _NUMBERS.get(span["number"]) or int(span["number"])
        last = day + datetime.timedelta(days=number * _DAYS[span["unit"]] + 31)
        if not any(day.year <= year <= last.year for year in years):
            return f"`{words}`, said in {day.year}, ends in {last.year} at the latest"
    own = {month.lower() for month in re.findall(_MONTH.pattern, words, re.I)}
    mine = {month.lower() for month in re.findall(_MONTH.pattern, text, re.I)}
    if own and mine and own.isdisjoint(mine):
        return f"`{words}` is not in {next(iter(mine)).capitalize()}"
    return ""


def _wrong(outcome: Outcome, due: Due, why: str) -> Diagnostic:
    return Diagnostic(
        "derivation-wrong",
        f"{CODES['derivation-wrong']}; {why}, and `due:` of `{outcome.id}` says `{due.text}`",
        due.span,
        hints=(Hint("write in `text` what the words in `from` say, with the year worked out"),),
    )
