"""Decoration: boxes, rules and tints; all that is on a page and not text.

It is painted below the text, and readers are told to pass over it (artifacts, ISO 32000-1
14.8.2.2).
"""

from __future__ import annotations

from briefgen.writers.pdf.look import Look, safe_colour
from briefgen.writers.pdf.paginate import Page
from briefgen.writers.pdf.rows import Frame, Row

_colours: dict[str, str] = {}


def rgb(colour: str) -> str:
    """The three components of `#rrggbb` as PDF numbers."""
    value = _colours.get(colour)
    if value is None:
        safe = safe_colour(colour)
        parts = (int(safe[i : i + 2], 16) / 255 for i in (1, 3, 5))
        value = _colours[colour] = " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)
        if len(_colours) > 1000:
            _colours.clear()
    return value


class Decoration:
    """The decoration of one page of `height` points; `y` counts down from its top."""

    def __init__(self, look: Look, height: float) -> None:
        self.look = look
        self.height = height
        self.ops: list[str] = []

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        self.fill(x, y - thickness / 2, width, thickness, colour)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.ops.append(
            f"{rgb(colour)} rg {x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f"
        )

    def highlight(self, x: float, y: float, width: float, size: float) -> None:
        """Quoted words: a tint, and an underline for those who do not see it."""
        top = self.height - y
        self.fill(x, top - size * 0.82, width, size * 1.1, self.look.highlight)
        self.fill(x, top + size * 0.2, width, 0.6, self.look.muted)

    def frames(self, page: Page, top: float) -> None:
        """The boxes of the page, outer ones first; a box runs as long as its rows do."""
        spans: dict[int, tuple[Frame, float, float, bool, bool]] = {}
        order: list[int] = []
        for y, row, _ in page.body:
            for frame in row.frames:
                key = id(frame)
                begins, ends = frame.first is row, frame.last is row
                if key not in spans:
                    edge = y if begins else y - 4
                    spans[key] = (frame, edge, y + row.height, begins, ends)
                    order.append(key)
                else:
                    old = spans[key]
                    spans[key] = (frame, old[1], y + row.height, old[3], ends)
        for key in order:
            frame, start, end, begins, ends = spans[key]
            self._frame(frame, top + start, top + end + (0 if ends else 3), begins, ends)

    def inner_frames(self, rows: list[Row], index: int, y: float) -> None:
        """The boxes that begin with a row inside a table cell."""
        for depth, frame in enumerate(rows[index].frames):
            if index and frame in rows[index - 1].frames[: depth + 1]:
                continue
            at = y
            for later in range(index, len(rows)):
                if frame not in rows[later].frames:
                    break
                at += rows[later].height + (rows[later].space if later > index else 0.0)
            self._frame(frame, y, at, True, True)

    def _frame(self, frame: Frame, top: float, bottom: float, begins: bool, ends: bool) -> None:
        look = self.look
        x, width, height = frame.x, frame.width, bottom - top
        if frame.kind == "quote":
            self.fill(x + look.size * 0.4, top, 1.6, height, look.rule)
        elif frame.kind == "bottom-line":
            self.fill(x, top, width, height, look.tint)
            self.fill(x, top, 3.2, height, look.accent)
        elif frame.kind == "judgement":
            # a broken line all around, and two bars: unlike every box of fact
            self._outline(x, top, width, height, look.accent, 0.8, "[3 2.4]", begins, ends)
            start, end = (4.5 if begins else 0.0), (4.5 if ends else 0.0)
            for bar in (4.5, 7.4):
                self.fill(x + bar, top + start, 1.1, height - start - end, look.accent)
        elif frame.kind == "reading":
            self.fill(x, top, width, height, look.tint)
            if begins:
                self.fill(x, top, width, 0.9, look.muted)
            if ends:
                self.fill(x, bottom - 0.9, width, 0.9, look.muted)
        else:
            self._outline(x, top, width, height, look.rule, 0.8, "[]", begins, ends)

    def _outline(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        thickness: float,
        dash: str,
        begins: bool,
        ends: bool,
    ) -> None:
        """A box's edge, left open where a page cuts it."""
        low, high = self.height - y - height, self.height - y
        left, right = x + thickness / 2, x + width - thickness / 2
        path = [f"q {rgb(colour)} RG {thickness:.2f} w {dash} 0 d"]
        path.append(f"{left:.2f} {low:.2f} m {left:.2f} {high:.2f} l")
        path.append(f"{right:.2f} {low:.2f} m {right:.2f} {high:.2f} l")
        if begins:
            path.append(f"{left:.2f} {high:.2f} m {right:.2f} {high:.2f} l")
        if ends:
            path.append(f"{left:.2f} {low:.2f} m {right:.2f} {low:.2f} l")
        path.append("S Q")
        self.ops.append(" ".join(path))
