"""What is drawn on a page of a PDF, in its order, and what of its text can be seen.

Text that nobody sees must not become evidence: what is written in the colour of its ground, too
small to read, off the page, painted over, or not painted at all. One kind of unpainted text is
honest: letters behind the picture of a page, which make a scan searchable.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: The most objects of a page that are looked at.
MOST_OBJECTS = 100_000
#: Why text cannot be seen; the words stand in a remark.
INVISIBLE = "drawn so that nobody sees it"
SAME_COLOUR = "in the colour of the paper"
TINY = "too small to read"
OUTSIDE = "outside the page"
COVERED = "under a shape that covers it"
#: Letters lower than this, in points, are not meant to be read.
_TINY = 2.0
#: A shape smaller than this, in square points, neither hides a word nor carries one.
_SMALL = 20.0
#: The most that two colours may differ, over red, green and blue, and still be taken for one.
_ALIKE = 24

Colour = tuple[int, int, int, int]  # red, green, blue and opacity, each to 255
_PAPER: Colour = (255, 255, 255, 255)
# Render modes 3 and 7 paint nothing (ISO 32000-2, table 104).
NOT_PAINTED = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))


class Box(NamedTuple):
    """A rectangle by its lower and upper bounds."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float, slack: float = 0.5) -> bool:
        """Whether a point stands in it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack

    @property
    def area(self) -> float:
        return max(self.x1 - self.x0, 0.0) * max(self.y1 - self.y0, 0.0)


class Text(NamedTuple):
    """A text object: its place in the order of drawing, where it stands, and whether it is the
    page's own and not that of a form on it."""

    order: int
    box: Box
    own: bool


class Shape(NamedTuple):
    """A drawn object. `colour` is what it is filled with, `rectangle` whether it covers all of
    its box, `veiled` whether what is below shines through."""

    order: int
    box: Box
    picture: bool
    path: bool
    colour: Colour | None
    rectangle: bool
    veiled: bool


class Drawing:
    """All that is drawn on a page, in the page's own coordinates (upwards and to the right)."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        self.box = Box(*page.get_bbox())
        self.shapes: list[Shape] = []
        self.texts: dict[int, Text] = {}
        self.count = 0
        self._read(None, _here, 0)
        self.grounds = [
            shape
            for shape in self.shapes
            if shape.box.area > _SMALL and (shape.colour is not None or not shape.path)
        ]
        self.covers = [
            shape
            for shape in self.grounds
            if shape.rectangle and not shape.veiled and shape.colour and shape.colour[3] > 250
        ]

    def _read(self, form: Any, place: Callable[[Box], Box], depth: int) -> None:
        """The objects of the page, or of a form on it."""
        if form is None:
            number, get = raw.FPDFPage_CountObjects(self.page), raw.FPDFPage_GetObject
        else:
            number, get = raw.FPDFFormObj_CountObjects(form), raw.FPDFFormObj_GetObject
        bounds = [ctypes.c_float() for _ in range(4)]
        for index in range(number):
            if self.count >= MOST_OBJECTS:
                return
            drawn = get(self.page if form is None else form, index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_FORM:
                if depth < 8:
                    self._read(drawn, _within(drawn, place), depth + 1)
                continue
            self.count += 1
            if not raw.FPDFPageObj_GetBounds(drawn, *bounds):
                continue
            box = place(Box(*(bound.value for bound in bounds)))
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self.texts[address(drawn)] = Text(self.count, box, form is None)
            else:
                self.shapes.append(self._shape(drawn, kind, box))

    def _shape(self, drawn: Any, kind: int, box: Box) -> Shape:
        colour = None
        rectangle = False
        if kind == raw.FPDF_PAGEOBJ_PATH:
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            if raw.FPDFPath_GetDrawMode(drawn, fill, stroke) and fill.value:
                colour = _colour(drawn)
                rectangle = 4 <= raw.FPDFPath_CountSegments(drawn) <= 6
        return Shape(
            self.count,
            box,
            kind == raw.FPDF_PAGEOBJ_IMAGE,
            kind == raw.FPDF_PAGEOBJ_PATH,
            colour,
            rectangle,
            bool(raw.FPDFPageObj_HasTransparency(drawn)),
        )

    def hidden(self, drawn: Any, size: float) -> str:
        """Why nobody sees a text object of this size; empty when it can be seen."""
        if size < _TINY:
            return TINY
        text = self.texts.get(address(drawn))
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
        if text is None:
            return INVISIBLE if mode in NOT_PAINTED else ""
        x, y = (text.box.x0 + text.box.x1) / 2, (text.box.y0 + text.box.y1) / 2
        if mode in NOT_PAINTED:
            return "" if self._pictured(x, y) else INVISIBLE
        colour = _colour(drawn) if mode == raw.FPDF_TEXTRENDERMODE_FILL else None
        if colour is not None:
            ground = self._ground(text.order, x, y)
            if colour[3] < 16 or (ground is not None and _alike(colour, ground)):
                return SAME_COLOUR
        return COVERED if self._covered(text) else ""

    def _pictured(self, x: float, y: float) -> bool:
        least = 0.1 * self.box.area
        return any(s.picture and s.box.area > least and s.box.holds(x, y) for s in self.grounds)

    def _ground(self, order: int, x: float, y: float) -> Colour | None:
        """The colour that was painted last below a place: the paper's where nothing was, None
        where a picture or a gradient stands."""
        ground: Colour | None = _PAPER
        for shape in self.grounds:
            if shape.order > order:
                break
            if shape.box.holds(x, y):
                if not shape.path:
                    ground = None
                elif shape.colour is not None and shape.colour[3] > 16:
                    ground = shape.colour
        return ground

    def _covered(self, text: Text) -> bool:
        box = text.box
        return any(
            shape.order > text.order
            and shape.box.holds(box.x0, box.y0)
            and shape.box.holds(box.x1, box.y1)
            for shape in self.covers
        )


def address(drawn: Any) -> int:
    """What tells one object of pdfium's from another."""
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def tags(drawn: Any) -> Iterator[str]:
    """The tags of the marked content that an object stands in."""
    for index in range(min(raw.FPDFPageObj_CountMarks(drawn), 16)):
        mark = raw.FPDFPageObj_GetMark(drawn, index)
        length = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * 64)()
        if raw.FPDFPageObjMark_GetName(mark, buffer, 128, length) and length.value <= 128:
            yield bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _alike(one: Colour, other: Colour) -> bool:
    return sum(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)) < _ALIKE


def _colour(drawn: Any) -> Colour | None:
    """The colour that an object is filled with."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(drawn, *parts):
        return None
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity


def _here(box: Box) -> Box:
    return box


def _within(form: Any, place: Callable[[Box], Box]) -> Callable[[Box], Box]:
    """From a form's own coordinates to those of the page."""
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(form, m):
        return place
    a, b, c, d, e, f = m.a, m.b, m.c, m.d, m.e, m.f

    def moved(box: Box) -> Box:
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return place(Box(min(xs), min(ys), max(xs), max(ys)))

    return moved
