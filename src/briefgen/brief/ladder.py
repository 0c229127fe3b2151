"""The commitment ladder: how many outcomes stand on each step, at a glance.

A row for each step, strongest first: its mark and word as tables have them, how many
outcomes, a square for each of them, and what the step means. So it is the key to the marks as
well, and no legend has to say all this again. It reads the same in black and white, and aloud.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.brief.context import StepView
from briefgen.brief.wording import series
from briefgen.document import (
    STRENGTH_DOTS,
    Column,
    Figure,
    Inline,
    Inlines,
    Strength,
    Style,
    Table,
    Text,
    text_cell,
)
from briefgen.figures import Box, Disc, Drawing, Label, Line, Shape

ROW = 15.0
WORD = 30.0  # words begin here, after their marks
COUNT_END = 96.0  # numbers end here
BARS = 104.0  # squares begin here
BARS_END = 186.0
MEANING = 195.0
MEANING_WIDTH = 250.0  # of the longest, with a little room; a narrow page has them below
WIDEST = 480.0
SQUARE = 9.0
GAP = 3.0
TEXT = 9.5
DOT = 2.2  # the radius of a dot


def ladder(scale: Sequence[StepView], style: Style) -> Figure:
    """The figure of a scale with its outcomes, as wide as the text or `WIDEST`."""
    colours, page = style.colours, style.page
    wide = min(page.width - page.left - page.right, WIDEST)
    explained = wide >= MEANING + MEANING_WIDTH
    shapes: list[Shape] = []
    most = max(len(step.outcomes) for step in scale)
    pitch = min(SQUARE + GAP, (BARS_END - BARS) / max(most, 1))
    width = max(pitch - GAP, pitch * 0.7)
    for row, step in enumerate(scale):
        top = row * ROW
        base = top + ROW - 4.2
        count = len(step.outcomes)
        ink = colours.text if count else colours.muted
        if row:
            shapes.append(Line(0, top, wide, top, colours.rule, 0.4))
        for dot in range(STRENGTH_DOTS):  # drawn: not every reader's typeface has them
            at = DOT + dot * (2 * DOT + 0.7)
            mark = colours.accent if count else ink
            shapes.append(Disc(at, top + ROW / 2, DOT, mark, dot < step.level))
        shapes.append(Label(WORD, base, step.commitment, TEXT, bool(count), ink))
        shapes.append(Label(COUNT_END, base, str(count), TEXT, bool(count), ink, anchor="end"))
        y = top + (ROW - SQUARE) / 2
        for square in range(count):
            shapes.append(Box(BARS + square * pitch, y, width, SQUARE, fill=colours.accent))
        if explained:
            shapes.append(Label(MEANING, base, step.meaning, TEXT - 1, False, colours.muted))
    drawing = Drawing(wide, ROW * len(scale), tuple(shapes))
    caption = () if explained else _meanings(scale)
    return Figure(drawing, alternative(scale), caption, table=_table(scale))


def _strength(step: StepView) -> Strength:
    return Strength(step.level, step.commitment)


def _meanings(scale: Sequence[StepView]) -> Inlines:
    """What the steps mean, for below a drawing that has no room for it."""
    said: list[Inline] = []
    for step in scale:
        said += (_strength(step), Text(f": {step.meaning}{'; ' if step.level else '.'}"))
    return tuple(said)


def _table(scale: Sequence[StepView]) -> Table:
    """The figure as a table."""
    rows = [(step.commitment, str(len(step.outcomes)), step.meaning) for step in scale]
    header, *steps = [
        tuple(text_cell(word) for word in row)
        for row in (("Step", "Outcomes", "What it means"), *rows)
    ]
    columns = (Column(weight=3), Column("right", weight=2), Column(weight=9))
    return Table(columns, header, tuple(steps), row_headers=True)


def alternative(scale: Sequence[StepView]) -> str:
    """The figure in words."""
    total = sum(len(step.outcomes) for step in scale)
    some = [
        f"{len(step.outcomes)} {step.commitment} ({step.meaning})"
        for step in scale
        if step.outcomes
    ]
    none = [step.commitment for step in scale if not step.outcomes]
    text = f"Commitment ladder of {total} outcome{'s' if total != 1 else ''}, strongest first: "
    text += series(some) or "none"
    if some and none:
        text += "; none " + series(none).replace(" and ", " or ")
    return text + "."
