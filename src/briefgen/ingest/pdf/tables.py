"""Tables without tags: rows of cells that line up, made into one piece a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.ingest.pdf.lines import Line
from briefgen.ingest.pdf.sight import Box


@dataclass(slots=True)
class Row:
    """A row: the lines of each cell, from left to right."""

    cells: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell]


@dataclass(slots=True)
class Table:
    """A table and the place that it takes on its page."""

    rows: list[Row]
    box: Box


def part_tables(lines: list[Line], rules: Sequence[Box]) -> tuple[list[Line], list[Table]]:
    """The lines of a page that stand in no table, and its tables.

    Where lines are drawn across a table, what stands between two of them is a row. Without
    them a table is a stretch of rows whose cells begin (or end, or stand) at the same places.
    Rows of two columns of prose do so too: those fill their columns, which cells leave half
    empty, or they were drawn one column after the other.
    """
    tables: list[Table] = []
    for cuts in _grids(rules):
        inside = [line for line in lines if cuts.box.holds(line.x0, line.base - line.size / 3, 2)]
        columns = _columns(inside)
        made = _banded(inside, columns, cuts.heights)
        if len(columns) >= 2 and sum(len([c for c in row.cells if c]) >= 2 for row in made) >= 2:
            tables.append(Table(made, _box(inside)))
            taken = {id(line) for line in inside}
            lines = [line for line in lines if id(line) not in taken]
    taken = set()
    order = {id(line): place for place, line in enumerate(lines)}
    for rows in _stretches(_rows(lines)):
        inside = [line for row in rows for line in row]
        columns = _columns(inside)
        if len(columns) < 2 or len(rows) < 3:
            continue
        if _full(rows, columns) or _by_column(inside, columns, order):
            continue
        made = _cells(rows, columns)
        if len(made) >= 2:
            tables.append(Table(made, _box(inside)))
            taken.update(id(line) for line in inside)
    return [line for line in lines if id(line) not in taken], tables


@dataclass(slots=True)
class _Grid:
    """Lines drawn across the same width below each other."""

    box: Box
    heights: list[float]


def _grids(rules: Sequence[Box]) -> list[_Grid]:
    """The stacks of three or more lines drawn across the page, or of edges of boxes."""
    edges: list[Box] = []
    for rule in rules:
        if rule.x1 - rule.x0 < 12:
            continue
        thin = rule.y1 - rule.y0 < 3
        middle = (rule.y0 + rule.y1) / 2
        for height in [middle] if thin else [rule.y0, rule.y1]:
            edges.append(Box(rule.x0, height, rule.x1, height))
    rows: list[Box] = []
    for edge in sorted(edges, key=lambda one: (round(one.y0), one.x0)):
        last = rows[-1] if rows else None
        if last is not None and abs(last.y0 - edge.y0) < 2 and edge.x0 < last.x1 + 4:
            rows[-1] = last._replace(x0=min(last.x0, edge.x0), x1=max(last.x1, edge.x1))
        else:
            rows.append(edge)
    grids: list[_Grid] = []
    for row in rows:
        for grid in grids:
            same = abs(grid.box.x0 - row.x0) < 6 and abs(grid.box.x1 - row.x1) < 6
            if same and 2 < row.y0 - grid.heights[-1] < 200:
                grid.heights.append(row.y0)
                grid.box = grid.box._replace(y1=row.y0)
                break
        else:
            grids.append(_Grid(row, [row.y0]))
    return [grid for grid in grids if len(grid.heights) >= 3]


def _banded(
    lines: list[Line], columns: list[tuple[float, float]], heights: list[float]
) -> list[Row]:
    """The rows between drawn lines."""
    bands: dict[int, Row] = {}
    for line in sorted(lines, key=lambda one: one.base):
        band = sum(height < line.base - 0.3 * line.size for height in heights)
        row = bands.setdefault(band, Row([[] for _ in columns]))
        row.cells[_column(line, columns)].append(line)
    return list(bands.values())


def _rows(lines: list[Line]) -> list[list[Line]]:
    """The lines of a page by their baselines, from the top, each row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.35 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _stretches(rows: list[list[Line]]) -> list[list[list[Line]]]:
    """Rows below each other that can be a table: each has two cells or more, or is a further
    line of a cell of the row above it."""
    found: list[list[list[Line]]] = []
    current: list[list[Line]] = []
    for row in rows:
        begins = len(row) >= 2 and (not current or _aligned(current, row))
        if begins or (current and len(row) == 1 and _further(current, row[0])):
            current.append(row)
        else:
            _end(current, found)
            current = [row] if len(row) >= 2 else []
    _end(current, found)
    return found


def _end(rows: list[list[Line]], found: list[list[list[Line]]]) -> None:
    while rows and len(rows[-1]) == 1 and not _further(rows[:-1], rows[-1][0]):
        rows.pop()
    if sum(len(row) >= 2 for row in rows) >= 2:
        found.append(rows)


def _aligned(rows: list[list[Line]], row: list[Line]) -> bool:
    """Whether two cells of a row stand below cells of the rows above, and near them."""
    above = rows[-1]
    if row[0].base - above[0].base > 4.5 * max(row[0].size, above[0].size):
        return False
    cells = [cell for earlier in rows[-4:] for cell in earlier]
    hits = sum(
        any(
            abs(cell.x0 - other.x0) < 3
            or abs(cell.x1 - other.x1) < 3
            or abs(cell.x0 + cell.x1 - other.x0 - other.x1) < 5
            for other in cells
        )
        for cell in row
    )
    return hits >= 2


def _further(rows: list[list[Line]], line: Line) -> bool:
    """Whether a line alone in its row goes on in a cell above it that is not the first."""
    if not rows:
        return False
    above = rows[-1]
    near = line.base - above[0].base < 1.7 * line.size
    starts = [cell.x0 for earlier in rows[-4:] for cell in earlier if len(earlier) >= 2]
    first = min((earlier[0].x0 for earlier in rows if len(earlier) >= 2), default=0.0)
    return (
        near
        and any(abs(line.x0 - start) < 3 for start in starts)
        and (line.x0 > first + 3 or line.x1 < max(cell.x1 for cell in above) - 3 * line.size)
    )


def _columns(lines: list[Line]) -> list[tuple[float, float]]:
    """The extents of columns: those of cells that overlap, taken together."""
    columns: list[list[float]] = []
    for line in sorted(lines, key=lambda one: one.x0):
        if columns and line.x0 < columns[-1][1] - 1:
            columns[-1][1] = max(columns[-1][1], line.x1)
        else:
            columns.append([line.x0, line.x1])
    return [(left, right) for left, right in columns]


def _full(rows: list[list[Line]], columns: list[tuple[float, float]]) -> bool:
    """Whether the rows are prose side by side: most lines but those of the last column reach
    the edge of their column."""
    reach = 0
    count = 0
    for row in rows:
        for line in row:
            left, right = next(c for c in columns if c[0] - 1 <= line.x0 <= c[1] + 1)
            count += 1
            reach += line.x1 > right - 0.15 * (right - left) and right - left > 8 * line.size
    return reach > 0.5 * count


def _by_column(
    lines: list[Line], columns: list[tuple[float, float]], order: dict[int, int]
) -> bool:
    """Whether the lines were drawn one column after the other. Tables are drawn row by row."""
    drawn = sorted(lines, key=lambda line: order[id(line)])
    places = [_column(line, columns) for line in drawn]
    return places == sorted(places)


def _box(lines: list[Line]) -> Box:
    return Box(
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.foot for line in lines),
    )


def _cells(rows: list[list[Line]], columns: list[tuple[float, float]]) -> list[Row]:
    """The cells of each row. One that leaves its first cell empty goes on with the row above."""
    made: list[Row] = []
    for row in rows:
        cells: list[list[Line]] = [[] for _ in columns]
        for line in row:
            cells[_column(line, columns)].append(line)
        if made and (not cells[0] or len(row) == 1):
            for cell, more in zip(made[-1].cells, cells, strict=True):
                cell.extend(more)
        else:
            made.append(Row(cells))
    return made


def _column(line: Line, columns: list[tuple[float, float]]) -> int:
    for place, (left, right) in enumerate(columns):
        if left - 1 <= line.x0 <= right + 1:
            return place
    return len(columns) - 1
