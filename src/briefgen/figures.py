"""A drawing of our own: boxes, lines and text in points, origin at the top left.

A figure is drawn once and shown by every format: the PDF writer paints its shapes
as vectors, DOCX embeds `to_svg` with `to_png` as fallback, HTML inlines the SVG.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


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


def to_svg(drawing: Drawing, title: str, family: str = "Source Sans 3") -> str:
    """The drawing as an SVG 1.1 file; `title` is its accessible name.

    `family` sets the labels; a reader without it takes a sans face of its own.
    """
    width, height = _number(drawing.width), _number(drawing.height)
    faces = f"{_attribute(family)}, Calibri, Helvetica, Arial, sans-serif"
    shapes = "".join([_svg_shape(shape) for shape in drawing.shapes])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="{faces}">'
        f"<title>{_escape(title)}</title>{shapes}</svg>\n"
    )


def _svg_shape(shape: Shape) -> str:
    match shape:
        case Box():
            stroke = (
                f' stroke="{shape.stroke}" stroke-width="{_number(shape.line_width)}"'
                if shape.stroke
                else ""
            )
            return (
                f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" '
                f'width="{_number(shape.width)}" height="{_number(shape.height)}" '
                f'fill="{shape.fill or "none"}"{stroke}/>'
            )
        case Line():
            return (
                f'<line x1="{_number(shape.x1)}" y1="{_number(shape.y1)}" '
                f'x2="{_number(shape.x2)}" y2="{_number(shape.y2)}" '
                f'stroke="{shape.stroke}" stroke-width="{_number(shape.line_width)}"/>'
            )
        case Label():
            weight = ' font-weight="bold"' if shape.bold else ""
            return (
                f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" '
                f'font-size="{_number(shape.size)}" fill="{shape.colour}" '
                f'text-anchor="{shape.anchor}"{weight}>{_escape(shape.text)}</text>'
            )


def to_png(
    drawing: Drawing,
    scale: float = 2,
    *,
    family: str = "Source Sans 3",
    files: Mapping[str, str] | None = None,
) -> bytes:
    """The drawing as a PNG of `scale` pixels a point, on white.

    Labels are set in `family`, one that briefgen carries unless `files` gives its own fonts
    (`regular` and `bold` to paths).
    """
    import io

    from PIL import Image, ImageDraw

    size = (max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)))
    image = Image.new("RGB", size, "#ffffff")
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        match shape:
            case Box():
                corners = (
                    round(shape.x * scale),
                    round(shape.y * scale),
                    max(round((shape.x + shape.width) * scale) - 1, round(shape.x * scale)),
                    max(round((shape.y + shape.height) * scale) - 1, round(shape.y * scale)),
                )
                line_width = max(1, round(shape.line_width * scale)) if shape.stroke else 0
                pen.rectangle(corners, fill=shape.fill, outline=shape.stroke, width=line_width)
            case Line():
                pen.line(
                    [(shape.x1 * scale, shape.y1 * scale), (shape.x2 * scale, shape.y2 * scale)],
                    fill=shape.stroke,
                    width=max(1, round(shape.line_width * scale)),
                )
            case Label():
                pen.text(
                    (shape.x * scale, shape.y * scale),
                    shape.text,
                    fill=shape.colour,
                    font=_face(shape, scale, family, files or {}),
                    anchor={"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor],
                )
    buffer = io.BytesIO()
    image.save(buffer, "PNG", dpi=(72 * scale, 72 * scale))
    return buffer.getvalue()


# Scripts that the Latin families lack go to the family that has them, the whole label.
_SCRIPTS = (
    (re.compile("[\u0900-\u097f]"), "Noto Serif Devanagari"),
    (re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]"), "Noto Serif JP"),
)


def _face(label: Label, scale: float, family: str, files: Mapping[str, str]) -> FreeTypeFont:
    from briefgen.typefaces import builtin

    weight = "bold" if label.bold else "regular"
    size = max(1.0, label.size * scale)
    for script, carried in _SCRIPTS:
        if script.search(label.text):
            return _load(str(builtin(carried, weight)), size)
    path = files.get(weight) or files.get("regular") or str(builtin(family, weight))
    return _load(path, size)


@lru_cache(maxsize=32)
def _load(path: str, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    # The basic layout: Raqm is not in every build of Pillow, and bytes must be the same.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _number(value: float) -> str:
    """A length with at most two decimals, as SVG wants it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _escape(text: str) -> str:
    """Text as XML character data; what XML cannot hold becomes U+FFFD."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")
