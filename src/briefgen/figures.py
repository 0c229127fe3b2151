"""A drawing of our own: boxes, lines, dots and text in points, origin at the top left.

A figure is drawn once and shown by every format: the PDF writer paints its shapes
as vectors, DOCX embeds `to_svg` with `to_png` as fallback, HTML inlines the SVG.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from struct import pack
from typing import TYPE_CHECKING, Literal
from zlib import compress, crc32

from briefgen.record import record
from briefgen.regex import regex

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont


@record
class Box:
    """A rectangle; `fill` and `stroke` are `#rrggbb` or None for nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.5


@record
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "#000000"
    line_width: float = 0.5


@record
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


@record
class Disc:
    """A round dot of `radius` about `x`, `y`: full, or a ring."""

    x: float
    y: float
    radius: float
    colour: str
    full: bool = True


#: How thick the line of a ring is, as a share of its radius.
RING = 0.28

Shape = Box | Line | Label | Disc


@record
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
        case Disc():
            at = f'cx="{_number(shape.x)}" cy="{_number(shape.y)}"'
            if shape.full:
                return f'<circle {at} r="{_number(shape.radius)}" fill="{shape.colour}"/>'
            thick = shape.radius * RING
            return (
                f'<circle {at} r="{_number(shape.radius - thick / 2)}" fill="none" '
                f'stroke="{shape.colour}" stroke-width="{_number(thick)}"/>'
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
                x, y = shape.x * scale, shape.y * scale
                font = _face(shape, scale, family, files or {})
                anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
                mask, left, top = _lettering(shape.text, font, anchor, x % 1, y % 1)
                image.paste(shape.colour, (int(x // 1) + left, int(y // 1) + top), mask)
            case Disc():
                x, y = shape.x * scale, shape.y * scale
                dot = _dot(shape.radius * scale, shape.full, x % 1, y % 1)
                reach = dot.width // 2
                image.paste(shape.colour, (int(x // 1) - reach, int(y // 1) - reach), dot)
    return _png(image.width, image.height, image.tobytes(), scale)


@lru_cache(maxsize=256)
def _lettering(
    text: str, font: FreeTypeFont, anchor: str, x: float, y: float
) -> tuple[Image, int, int]:
    """A line of text as a mask, and where its corner lies from the pixel of its anchor, which
    is `x` and `y` into that pixel. Kept: figures differ in their boxes more than in words."""
    from PIL import Image, ImageDraw

    # To measure the text takes as long as to draw it: it is drawn with room to spare.
    width, height = int(len(text) * font.size * 1.5) + 8, int(font.size * 3)
    left, top = {"l": 4, "m": width // 2, "r": width - 4}[anchor[0]], height * 2 // 3
    drawn = Image.new("L", (width, height))
    ImageDraw.Draw(drawn).text((left + x, top + y), text, fill=255, font=font, anchor=anchor)
    box = drawn.getbbox() or (left, top, left + 1, top + 1)
    return drawn.crop(box), box[0] - left, box[1] - top


@lru_cache(maxsize=64)
def _dot(radius: float, full: bool, x: float, y: float) -> Image:
    """A disc or ring as a mask whose middle lies `x` and `y` into its middle pixel; drawn four
    times as large, so that its edge is smooth."""
    from PIL import Image, ImageDraw

    reach = int(radius) + 2
    mask = Image.new("L", (reach * 8 + 4, reach * 8 + 4))
    pen = ImageDraw.Draw(mask)
    across, down = (reach + x) * 4, (reach + y) * 4
    for size, ink in ((radius * 4, 255), (radius * 4 * (1 - RING), 0))[: 1 if full else 2]:
        pen.ellipse((across - size, down - size, across + size, down + size), fill=ink)
    return mask.reduce(4)


def _png(width: int, height: int, pixels: bytes, scale: float) -> bytes:
    """A PNG file (W3C, third edition) of 8-bit RGB pixels, written here because Pillow loads
    five other formats first and filters rows, which flat colours do not need."""
    row = width * 3
    rows = b"".join(b"\0" + pixels[at : at + row] for at in range(0, row * height, row))
    per_metre = round(72 * scale / 0.0254)
    chunks = (
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", pack(">IIB", per_metre, per_metre, 1)),
        # Level 3: on drawings the higher ones take six times as long for a fifth less.
        (b"IDAT", compress(rows, 3)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
        for kind, data in chunks
    )


def _face(label: Label, scale: float, family: str, files: Mapping[str, str]) -> FreeTypeFont:
    from briefgen.typefaces import builtin

    weight = "bold" if label.bold else "regular"
    size = max(1.0, label.size * scale)
    # Scripts that the Latin families lack go to the family that has them, the whole label.
    if any("\u0900" <= c <= "\u097f" for c in label.text):
        return _load(str(builtin("Noto Serif Devanagari", weight)), size)
    if any("\u2e80" <= c <= "\uffef" for c in label.text):
        return _load(str(builtin("Noto Serif JP", weight)), size)
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


_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _escape(text: str) -> str:
    """Text as XML character data; what XML cannot hold becomes U+FFFD."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")
