"""Drawings of a brief's outcomes for the screen: when they are due, and how strong they are in
each theme. Each has the same in a table, and in words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefgen.brief.wording import series
from briefgen.document import (
    Align,
    Cell,
    Column,
    Figure,
    Paragraph,
    Strength,
    Style,
    Table,
    Text,
)
from briefgen.evidence.dates import MONTHS
from briefgen.figures import Box, Drawing, Label, Line, Shape
from briefgen.workspace.model import COMMITMENTS, Outcome

WIDE = 448.0
TEXT = 9.0
#: Characters that surely fit into a line of that width in that size.
_FIT = 92


# --------------------------------------------------------------------------- periods

_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 4),
    "beginning": (1, 2),
    "start": (1, 2),
    "mid": (5, 8),
    "middle": (5, 8),
    "late": (9, 12),
    "end": (12, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_MONTH = f"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|Sept)"
_WRITTEN = (
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+{_YEAR}", re.I),
    re.compile(rf"\b{_MONTH}\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+{_YEAR}", re.I),
    re.compile(rf"\b{_MONTH}\.?,?\s+(?:of\s+)?{_YEAR}", re.I),
    re.compile(
        rf"\b(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})[\s-]+"
        rf"(?:of\s+|in\s+)?(?:the\s+year\s+)?{_YEAR}",
        re.I,
    ),
    re.compile(rf"(?<!\d){_YEAR}"),
)


def period(text: str) -> tuple[date, date] | None:
    """The days that a due date in words may mean, first and last; None when it names no year.
    The narrowest reading counts: a day, a month, a part of a year, a year."""
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match is None:
            continue
        given = match.groupdict()
        year = int(given["year"])
        first, last = 1, 12
        if given.get("month"):
            first = last = [name[:3] for name in MONTHS].index(given["month"][:3].title()) + 1
        elif given.get("number"):
            first = last = int(given["number"])
        elif given.get("part"):
            first, last = _PARTS[given["part"].lower()]
        try:
            if given.get("day"):
                day = date(year, first, int(given["day"]))
                return day, day
            return date(year, first, 1), date(year, last, monthrange(year, last)[1])
        except ValueError:
            continue  # the 31st of February, or month 13
    return None


# -------------------------------------------------------------------------- timeline

_ROW = 30.0
_AXIS = 22.0
_INSET = 2.0


def timeline(outcomes: Iterable[Outcome], style: Style) -> tuple[Figure, ...]:
    """The due dates of outcomes on a line of time, soonest first; nothing when none can be
    placed. The table has those that cannot as well."""
    due = [(outcome, outcome.due.text) for outcome in outcomes if outcome.due is not None]
    placed = [(days, o, text) for o, text in due if (days := period(text)) is not None]
    if not placed:
        return ()
    placed.sort(key=lambda one: (one[0][1], one[0][0]))
    first = min(days[0].year for days, _, _ in placed)
    last = max(days[1].year for days, _, _ in placed) + 1
    colours = style.colours

    def across(day: date, end: bool = False) -> float:
        year = day.year + (day.timetuple().tm_yday - (0 if end else 1)) / 366
        return _INSET + (WIDE - 2 * _INSET) * (year - first) / (last - first)

    height = _ROW * len(placed) + _AXIS
    shapes: list[Shape] = []
    step = -(-(last - first) // 12)  # not more than twelve years are named
    for year in range(first, last + 1, step):
        x = across(date(year, 1, 1))
        shapes.append(Line(x, 0, x, height - 14, colours.rule, 0.5))
        if year < last:
            shapes.append(Label(x + 3, height - 4, str(year), TEXT - 1, colour=colours.muted))
        if year < last and last - first <= 2:
            for month in (4, 7, 10):
                x = across(date(year, month, 1))
                shapes.append(Line(x, height - 18, x, height - 14, colours.rule, 0.5))
                name = MONTHS[month - 1][:3]
                shapes.append(Label(x + 3, height - 4, name, TEXT - 1, colour=colours.muted))
    shapes.append(Line(0, height - 14, WIDE, height - 14, colours.rule, 0.8))
    for row, ((start, end), outcome, text) in enumerate(placed):
        top = row * _ROW
        words = _shortened(f"{text}: {outcome.summary}")
        shapes.append(Label(0, top + 11, words, TEXT, colour=colours.text))
        left = across(start)
        width = max(across(end, True) - left, 4.0)
        shapes.append(Box(left, top + 16, width, 8, fill=colours.accent))
    told = series([f"{text} ({outcome.summary.rstrip('.')})" for _, outcome, text in placed])
    alt = f"Due dates of {len(placed)} outcome{'s' if len(placed) != 1 else ''}, by time: {told}."
    ordered = [(o, text) for _, o, text in placed]
    ordered += [one for one in due if one not in ordered]
    table = _table(
        ("By when", "Outcome", "Strength"),
        [(text, o.summary, _strength(o)) for o, text in ordered],
        (3.0, 8.0, 3.0),
    )
    caption = (Text("When outcomes are due"),)
    return (Figure(Drawing(WIDE, height, tuple(shapes)), alt, caption, table),)


def _shortened(text: str) -> str:
    return text if len(text) <= _FIT else text[: _FIT - 1].rstrip(" ,.;:") + "…"


# ---------------------------------------------------------------------------- matrix

_NAMES = 178.0
_LINE = 18.0
#: Of a theme's title, as much as fits before the columns.
_TITLE = 36


def matrix(
    outcomes: Iterable[Outcome], titles: Mapping[str, str], style: Style
) -> tuple[Figure, ...]:
    """How many outcomes of each theme stand on each step; nothing for a single theme."""
    counts: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        for theme in outcome.themes:
            mine = counts.setdefault(theme, {})
            mine[outcome.commitment] = mine.get(outcome.commitment, 0) + 1
    if len(counts) < 2:
        return ()
    colours, steps = style.colours, list(COMMITMENTS)
    pitch = (WIDE - _NAMES) / len(steps)
    height = _LINE * (len(counts) + 1)
    shapes: list[Shape] = []
    for at, step in enumerate(steps):
        x = _NAMES + pitch * (at + 0.5)
        shapes.append(Label(x, 12, step, TEXT - 1, colour=colours.muted, anchor="middle"))
    for row, (theme, held) in enumerate(counts.items(), 1):
        top = row * _LINE
        title = titles.get(theme, theme)
        title = title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
        shapes.append(Line(0, top, WIDE, top, colours.rule, 0.5))
        shapes.append(Label(0, top + 12.5, title, TEXT, colour=colours.text))
        for at, step in enumerate(steps):
            count = held.get(step, 0)
            x = _NAMES + pitch * (at + 0.5)
            if count:
                shapes.append(Box(x - pitch / 2 + 4, top + 3, pitch - 8, 12.5, colours.tint))
            shapes.append(
                Label(
                    *(x, top + 12.5, str(count) if count else "·", TEXT, bool(count)),
                    colours.text if count else colours.muted,
                    "middle",
                )
            )
    told = "; ".join(
        f"{titles.get(theme, theme)}: "
        + series([f"{held[step]} {step}" for step in steps if step in held])
        for theme, held in counts.items()
    )
    table = _table(
        ("Theme", *(step.capitalize() for step in steps)),
        [
            (titles.get(theme, theme), *(str(held.get(step, 0)) for step in steps))
            for theme, held in counts.items()
        ],
        (4.0, *([2.0] * len(steps))),
        "center",
    )
    alt = f"Outcomes of {len(counts)} themes by strength. {told}."
    caption = (Text("Themes by strength; an outcome counts in each of its themes"),)
    return (Figure(Drawing(WIDE, height, tuple(shapes)), alt, caption, table),)


# ----------------------------------------------------------------------------- tables


def _strength(outcome: Outcome) -> Strength:
    return Strength(COMMITMENTS[outcome.commitment][0], outcome.commitment)


def _table(
    header: Sequence[str],
    rows: Iterable[Sequence[str | Strength]],
    weights: Sequence[float],
    align: Align = "left",
) -> Table:
    """A table whose first column heads its rows; `align` is that of the others."""
    return Table(
        tuple(Column(align if at else "left", weight) for at, weight in enumerate(weights)),
        tuple(_cell(word) for word in header),
        tuple(tuple(_cell(word) for word in row) for row in rows),
        row_headers=True,
    )


def _cell(word: str | Strength) -> Cell:
    return Cell((Paragraph((Text(word) if isinstance(word, str) else word,)),))
