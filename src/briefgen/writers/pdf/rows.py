"""What a page is stacked from: rows, and the frames that are drawn around them.

Positions are in points; `x` counts from the left edge of the paper, everything vertical
counts downwards from the top of its row.
"""

from __future__ import annotations

from briefgen.figures import Drawing
from briefgen.record import sheet
from briefgen.writers.pdf.runs import Line
from briefgen.writers.pdf.structure import Elem


@sheet
class Frame:
    """A box around rows (callout or block quote); cut open where a page ends."""

    kind: str
    x: float
    width: float
    first: Row | None = None
    last: Row | None = None


@sheet
class CellArea:
    """A table cell in its row: where it stands and what is stacked in it."""

    x: float
    width: float
    rows: list[Row]


@sheet
class Row:
    """A strip of the page as high as a line, a table row or a figure, never cut (except
    table rows, by `tables.split_row`).

    `space` above it falls away at the top of a page. After a row with `keep` no page may
    end. `notes` are those whose marks stand in it.
    """

    height: float
    space: float = 0.0
    keep: bool = False
    notes: tuple[int, ...] = ()
    #: lines as (x, baseline, line)
    lines: tuple[tuple[float, float, Line], ...] = ()
    #: room at the top that belongs to a frame
    inset: float = 0.0
    frames: tuple[Frame, ...] = ()
    #: names of destinations at the row's top
    anchors: tuple[str, ...] = ()
    cells: tuple[CellArea, ...] = ()
    #: rules as (x, y, width, thickness, colour), and fills as (x, y, width, height, colour)
    rules: tuple[tuple[float, float, float, float, str], ...] = ()
    fills: tuple[tuple[float, float, float, float, str], ...] = ()
    figure: FigureArea | None = None
    #: the header row to be repeated when a page begins with this row
    header: Row | None = None


@sheet
class FigureArea:
    """A drawing at `x`, scaled; `elem` is its Figure."""

    x: float
    scale: float
    drawing: Drawing
    elem: Elem


def stack_height(rows: list[Row]) -> float:
    """The height of rows in a stack of their own (the first row's space falls away)."""
    if not rows:
        return 0.0
    return sum(row.height + row.space for row in rows) - rows[0].space
