"""A drawing of our own: boxes, lines and text in points, origin at the top left.

A figure is drawn once and shown by every format: the PDF writer paints its shapes
as vectors, DOCX embeds `to_svg` with `to_png` as fallback, HTML inlines the SVG.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `fill` and `stroke` are `#rrggbb` or None for nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "#000000"
    line_width: float = 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; `y` is its baseline, `x` its start, middle or end by `anchor`.

    Set in the style's heading family (`sans`), in `size` points.
    """

    x: float
    y: float
    text: str
    size: float = 8.0
    bold: bool = False
    colour: str = "#000000"
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Box | Line | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a canvas of `width` × `height` points, painted in order."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
