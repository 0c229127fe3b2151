"""Layout: blocks become rows, in two steps.

First every block is *set* (`setting`): its text shaped, its structure elements made in
reading order, so that its narrowest and widest measure are known. Then, when the width is
known, its rows are made (`SetBlock.rows`). Tables need both: they choose the widths of
their columns between the two steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefgen.writers.pdf.look import TextLook
from briefgen.writers.pdf.rows import CellArea, FigureArea, Frame, Row, stack_height
from briefgen.writers.pdf.strips import Strip
from briefgen.writers.pdf.tables import PAD_X, column_widths, copy_row, table_row


class SetBlock(Protocol):
    """A block whose text is shaped."""

    before: float
    after: float

    def measure(self) -> tuple[float, float]:
        """The narrowest width it can be set in, and the width that it would like."""

    def rows(self, x: float, width: float) -> list[Row]:
        """Its rows, set `width` points wide at `x`."""


def stacked(blocks: Sequence[SetBlock], x: float, width: float) -> list[Row]:
    """The rows of blocks below each other; of two spaces that meet the larger holds."""
    rows: list[Row] = []
    after = 0.0
    for block in blocks:
        made = block.rows(x, width)
        if not made:
            continue
        made[0].space = max(after, block.before) if rows else block.before
        rows.extend(made)
        after = block.after
    return rows


def measured(blocks: Sequence[SetBlock]) -> tuple[float, float]:
    """The narrowest and the wished width of blocks below each other."""
    pairs = [block.measure() for block in blocks]
    return max((p[0] for p in pairs), default=0.0), max((p[1] for p in pairs), default=0.0)


def yielding(indent: float, width: float) -> float:
    """An indent that leaves a readable width, however deep the nesting is."""
    return 0.0 if width < 40 else min(indent, max(width - 120, width * 0.15))


class SetText:
    """A paragraph, heading or caption."""

    def __init__(
        self,
        strip: Strip,
        look: TextLook,
        *,
        align: str = "left",
        hyphenate: bool = False,
        keep_next: bool = False,
        whole: bool = False,
        anchors: tuple[str, ...] = (),
    ) -> None:
        self.strip = strip
        self.look = look
        self.align = align
        self.hyphenate = hyphenate
        self.keep_next = keep_next
        self.whole = whole
        self.anchors = anchors
        self.before = look.before
        self.after = look.after

    def measure(self) -> tuple[float, float]:
        """See `SetBlock`."""
        return self.strip.minimum, self.strip.maximum

    def rows(self, x: float, width: float) -> list[Row]:
        """See `SetBlock`. No page ends after the first or before the last line of a
        paragraph (no orphans, no widows)."""
        look = self.look
        lines = self.strip.lines(width, look.justify and self.align == "left", self.hyphenate)
        count = len(lines)
        baseline = look.leading * 0.5 + look.ink.size * 0.32
        rows: list[Row] = []
        for index, line in enumerate(lines):
            at = x
            if self.align == "right":
                at += width - line.width
            elif self.align == "center":
                at += (width - line.width) / 2
            keep = self.whole or index == 0 or index == count - 2 or line.divided
            if index == count - 1:
                keep = self.keep_next
            rows.append(Row(look.leading, 0.0, keep, line.notes, ((at, baseline, line),)))
        if rows and self.anchors:
            rows[0].anchors = self.anchors
        return rows


#: A list item of so many lines is a stray one when it stands alone.
_SHORT_ITEM = 2


class SetStack:
    """Blocks below each other, indented, with a label hung beside the first line. With
    `keep_next` a short one stays on the page of what follows."""

    def __init__(
        self,
        blocks: Sequence[SetBlock],
        *,
        before: float,
        after: float,
        indent: float = 0.0,
        label: Strip | None = None,
        label_look: TextLook | None = None,
        anchors: tuple[str, ...] = (),
        label_align: str = "left",
        keep_next: bool = False,
    ) -> None:
        self.blocks = blocks
        self.before = before
        self.after = after
        self.indent = indent
        self.label = label
        self.label_look = label_look
        self.label_align = label_align
        self.anchors = anchors
        self.keep_next = keep_next

    def measure(self) -> tuple[float, float]:
        """See `SetBlock`."""
        low, high = measured(self.blocks)
        return low + self.indent, high + self.indent

    def rows(self, x: float, width: float) -> list[Row]:
        """See `SetBlock`."""
        indent = yielding(self.indent, width)
        rows = stacked(self.blocks, x + indent, width - indent)
        if self.label is not None and self.label_look is not None:
            lines = self.label.lines(max(indent - 2, 1.0), False, False)
            label_look = self.label_look
            if not rows:
                rows = [Row(label_look.leading)]
            first = rows[0]
            baseline = label_look.leading * 0.5 + label_look.ink.size * 0.32 + first.inset
            if first.lines:
                baseline = first.lines[0][1]
            labels = tuple(
                (
                    x + (indent - 6 - line.width if self.label_align == "right" else 0.0),
                    baseline + index * label_look.leading,
                    line,
                )
                for index, line in enumerate(lines)
            )
            first.lines = labels + first.lines
            first.notes = tuple(n for line in lines for n in line.notes) + first.notes
            if len(lines) > 1:
                _room_for(rows, len(lines) * label_look.leading)
        if rows and self.anchors:
            rows[0].anchors = self.anchors + rows[0].anchors
        if self.keep_next and 0 < len(rows) <= _SHORT_ITEM:
            rows[-1].keep = True
        return rows


def _room_for(rows: list[Row], height: float) -> None:
    """Make the first row at least so high (a label of several lines beside few)."""
    lacking = height - stack_height(rows)
    if lacking > 0:
        rows[0].height += lacking


#: A table row of some five lines, in points.
_HIGH_ROW = 72.0
#: A box is cut where at least so many lines of it stand on either side.
_LEAST_OF_BOX = 3


class SetFrame:
    """Blocks in a box. One that is `whole` stays on one page, unless it is high; `label` is its
    first block, if that says what the box is."""

    def __init__(
        self,
        kind: str,
        blocks: Sequence[SetBlock],
        *,
        before: float,
        after: float,
        pad: tuple[float, float, float, float],
        whole: bool,
        label: SetBlock | None = None,
    ) -> None:
        self.kind = kind
        self.blocks = blocks
        self.before = before
        self.after = after
        self.pad = pad
        self.whole = whole
        self.label = label
        self.line_count = 0

    def measure(self) -> tuple[float, float]:
        """See `SetBlock`."""
        low, high = measured(self.blocks)
        sides = self.pad[1] + self.pad[3]
        return low + sides, high + sides

    def rows(self, x: float, width: float) -> list[Row]:
        """See `SetBlock`. A box that may be cut has some lines on each side of the cut."""
        top, right, bottom, left = self.pad
        left = yielding(left, width)
        right = yielding(right, width - left)
        rows = stacked(self.blocks, x + left, width - left - right)
        if not rows:
            return []
        label = self.label.rows(x + left, width - left - right) if self.label else []
        self.line_count = len(rows) - len(label)
        if label:
            _say_again(label, self.label.after if self.label else 0.0, rows[len(label) :])
        frame = Frame(self.kind, x, width, rows[0], rows[-1])
        rows[0].inset += top
        rows[0].height += top
        rows[-1].height += bottom
        headers = {id(row.header): row.header for row in rows if row.header is not None}
        for row in (*rows, *headers.values()):
            row.frames = (frame, *row.frames)
        if self.whole and stack_height(rows) < 300:
            for row in rows[:-1]:
                row.keep = True
        else:
            begin = len(label) + _LEAST_OF_BOX - 1
            for row in (*rows[: min(begin, len(rows) - 1)], *rows[-_LEAST_OF_BOX:-1]):
                row.keep = row.keep or bool(row.lines)
        return rows


def _say_again(label: list[Row], after: float, rows: list[Row]) -> None:
    """Let a page that begins inside a box begin with the box's label: what is judgement is
    not to be taken for fact because the page was turned."""
    again = copy_row(label[0])
    for row in label[1:]:
        again.lines += tuple((x, again.height + at, line) for x, at, line in row.lines)
        again.height += row.height
    again.height += after
    for row in rows:
        if row.header is None:
            row.header = again


class SetTable:
    """A table: header, rows, and the rules between them."""

    def __init__(
        self,
        header: Sequence[Sequence[SetBlock]],
        body: Sequence[Sequence[Sequence[SetBlock]]],
        weights: Sequence[float],
        *,
        before: float,
        after: float,
        accent: str,
        rule: str,
        tint: str,
        caption: SetBlock | None = None,
    ) -> None:
        self.header = header
        self.body = body
        self.weights = weights
        self.before = before if caption is None else caption.before
        self.after = after
        self.accent = accent
        self.rule = rule
        self.tint = tint
        self.caption = caption

    def measure(self) -> tuple[float, float]:
        """See `SetBlock`."""
        lows, highs = self._measures()
        return sum(lows), sum(highs)

    def _measures(self) -> tuple[list[float], list[float]]:
        count = len(self.weights)
        lows, highs = [0.0] * count, [0.0] * count
        for cells in (self.header, *self.body):
            for index, cell in enumerate(cells[:count]):
                low, high = measured(cell)
                lows[index] = max(lows[index], low + 2 * PAD_X + 0.2)
                highs[index] = max(highs[index], high + 2 * PAD_X + 0.2)
        return lows, highs

    def rows(self, x: float, width: float) -> list[Row]:
        """See `SetBlock`. The header stays with the first row and returns on each page."""
        lows, highs = self._measures()
        widths = column_widths(self.weights, lows, highs, width)
        rows: list[Row] = []
        if self.caption is not None:
            rows.extend(self.caption.rows(x, width))
        head = self._row(self.header, x, widths, keep=True)
        again: Row | None = None
        if head is not None:
            if rows:
                head.space = self.caption.after if self.caption else 0.0
            head.fills = ((x, 0.0, width, head.height, self.tint),)
            head.rules = (
                (x, 0.0, width, 1.0, self.accent),
                (x, head.height, width, 0.6, self.accent),
            )
            rows.append(head)
            again = copy_row(head)
        last = len(self.body) - 1
        for index, cells in enumerate(self.body):
            row = self._row(cells, x, widths, keep=False)
            if row is None:
                continue
            row.header = again if index else None
            thickness, colour = (0.4, self.rule) if index < last else (0.8, self.accent)
            row.rules = ((x, row.height, width, thickness, colour),)
            # Two rows stay together at both ends, as two lines of a paragraph do, unless they
            # are high: then nobody takes one for a stray line, and the page would have a hole.
            row.keep = last >= 3 and index in (0, last - 1) and row.height < _HIGH_ROW
            rows.append(row)
        return rows

    def _row(
        self, cells: Sequence[Sequence[SetBlock]], x: float, widths: Sequence[float], *, keep: bool
    ) -> Row | None:
        if not cells:
            return None
        areas: list[CellArea] = []
        at = x
        for cell, width in zip(cells, widths, strict=False):
            pad = min(PAD_X, width * 0.2)
            rows = stacked(cell, at + pad, max(width - 2 * pad, 1.0))
            areas.append(CellArea(at, width, rows))
            at += width
        return table_row(areas, keep=keep)


class SetFigure:
    """A drawing, scaled down when it is too large, above its caption."""

    def __init__(
        self,
        area: FigureArea,
        caption: SetText | None,
        *,
        before: float,
        after: float,
        highest: float,
    ) -> None:
        self.area = area
        self.caption = caption
        self.before = before
        self.after = after
        self.highest = highest

    def measure(self) -> tuple[float, float]:
        """See `SetBlock`."""
        return min(60.0, self.area.drawing.width), self.area.drawing.width

    def rows(self, x: float, width: float) -> list[Row]:
        """See `SetBlock`."""
        area = self.area
        drawing = area.drawing
        wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
        area.scale = min(1.0, width / wide, self.highest / high)
        area.x = x
        below = self.caption.rows(x, width) if self.caption is not None else []
        rows = [Row(high * area.scale, figure=area, keep=bool(below))]
        for row in below:
            row.keep = True
        if below:
            below[-1].keep = False
            below[0].space = 5.0
        return rows + below


class SetBreak:
    """What follows starts a new page."""

    before = 0.0
    after = 0.0

    def measure(self) -> tuple[float, float]:
        """See `SetBlock`."""
        return 0.0, 0.0

    def rows(self, x: float, width: float) -> list[Row]:
        """See `SetBlock`."""
        return [Row(-1.0)]
