"""Table rows: cells side by side, and a row cut in two when a page cannot hold it."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.record import replace
from briefgen.writers.pdf.rows import CellArea, Row, stack_height

PAD_X = 5.0
PAD_Y = 3.6


def column_widths(
    weights: Sequence[float],
    minimums: Sequence[float],
    maximums: Sequence[float],
    total: float,
) -> list[float]:
    """The widths of the columns, together `total` points.

    Columns with a weight share the width by it. The others fit their content (as CSS 2.1
    17.5.2.2 does): wide enough for the longest word, and what is left goes where long
    text is.
    """
    count = len(weights)
    widths = [0.0] * count
    free = [index for index in range(count) if weights[index] <= 0]
    weighted = [index for index in range(count) if weights[index] > 0]
    room = total
    if weighted:
        sum_weights = sum(weights[index] for index in weighted)
        share = 1.0 if not free else len(weighted) / count
        if free:
            wanted = sum(min(maximums[index], total / count) for index in free)
            share = max(0.2, (total - wanted) / total)
        for index in weighted:
            widths[index] = total * share * weights[index] / sum_weights
        room = total - sum(widths)
    if free:
        low = sum(minimums[index] for index in free)
        if low > room:
            # Words will have to be broken: those of the widest columns, not of all.
            fair = room / len(free)
            minimums = [min(minimum, fair) for minimum in minimums]
            low = sum(minimums[index] for index in free)
        high = sum(maximums[index] for index in free)
        if high <= room:
            # All text fits on one line: what is left over goes to each alike.
            extra = (room - high) / len(free)
            for index in free:
                widths[index] = maximums[index] + extra
        elif low < room:
            _share(widths, free, minimums, maximums, room)
        else:
            for index in free:
                widths[index] = room * max(minimums[index], 1.0) / max(low, 1.0)
    return widths


def _share(
    widths: list[float],
    free: list[int],
    minimums: Sequence[float],
    maximums: Sequence[float],
    room: float,
) -> None:
    """Widths between the longest word and the whole text on one line. Long texts yield:
    what is left goes by the square root of what each still wants."""
    for index in free:
        widths[index] = minimums[index]
    wanting = list(free)
    left = room - sum(widths[index] for index in free)
    while wanting and left > 0.1:
        wishes = {index: (maximums[index] - minimums[index]) ** 0.5 for index in wanting}
        whole = sum(wishes.values())
        if whole <= 0:
            break
        full = [
            index
            for index in wanting
            if minimums[index] + left * wishes[index] / whole >= maximums[index]
        ]
        if not full:
            for index in wanting:
                widths[index] = minimums[index] + left * wishes[index] / whole
            break
        for index in full:
            widths[index] = maximums[index]
            left -= maximums[index] - minimums[index]
            wanting.remove(index)


def table_row(cells: Sequence[CellArea], *, keep: bool) -> Row:
    """A row as high as its highest cell."""
    height = max((stack_height(cell.rows) for cell in cells), default=0.0) + 2 * PAD_Y
    notes = tuple(note for cell in cells for row in cell.rows for note in row.notes)
    return Row(height=height, keep=keep, notes=notes, cells=tuple(cells))


def split_row(row: Row, room: float) -> tuple[Row, Row] | None:
    """The row cut at `room` points, or None when no part of it fits.

    Each cell gives as many of its rows as fit; what remains starts the next page.
    """
    if not row.cells:
        return None
    inner = room - 2 * PAD_Y
    heads: list[CellArea] = []
    tails: list[CellArea] = []
    for cell in row.cells:
        count = _fitting(cell.rows, inner)
        head, tail = list(cell.rows[:count]), list(cell.rows[count:])
        if tail and tail[0].cells:
            used = stack_height(head) + (tail[0].space if head else 0.0)
            halves = split_row(tail[0], inner - used)
            if halves is not None:
                head.append(halves[0])
                tail[0] = halves[1]
        heads.append(CellArea(cell.x, cell.width, head))
        tails.append(CellArea(cell.x, cell.width, tail))
    if not any(cell.rows for cell in heads) or not any(cell.rows for cell in tails):
        return None
    first, second = table_row(heads, keep=False), table_row(tails, keep=row.keep)
    first.space, first.anchors, first.frames = row.space, row.anchors, row.frames
    first.fills, first.header = row.fills, row.header
    first.inset = row.inset
    first.height += row.inset
    second.frames, second.header = row.frames, row.header
    second.rules = tuple(replace_rule(rule, second.height) for rule in row.rules)
    return first, second


def adopt(row: Row, halves: tuple[Row, Row]) -> None:
    """Let the frames around a row that was cut begin and end with its parts."""
    for frame in row.frames:
        if frame.last is row:
            frame.last = halves[1]
        if frame.first is row:
            frame.first = halves[0]


def replace_rule(
    rule: tuple[float, float, float, float, str], y: float
) -> tuple[float, float, float, float, str]:
    """The same rule at another height."""
    x, _, width, thickness, colour = rule
    return x, y, width, thickness, colour


def _fitting(rows: list[Row], room: float) -> int:
    """How many rows fit into `room` points, without parting those that belong together."""
    used = 0.0
    count = good = 0
    for row in rows:
        used += row.height + (row.space if count else 0.0)
        if used > room + 0.01:
            break
        count += 1
        if not row.keep:
            good = count
    if count == len(rows):
        return count
    # Better to part what belongs together than to make no way at all.
    return good or count


def copy_row(row: Row) -> Row:
    """A copy of a header row, to be printed again."""
    return replace(row, anchors=(), notes=(), keep=True)
