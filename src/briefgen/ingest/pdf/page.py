"""What stands on a page of a PDF, as pdfium reads it: glyphs that can be seen, pictures, rules.

Places are in points in an upright frame: `x` grows to the right and `y` down the page along the
direction in which most of its text runs, so that a page that lies on its side is read like
any other.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefgen.ingest.pdf.tags import Unit, units_of

#: The most that a page may hold, in glyphs and in objects that are drawn.
MOST_GLYPHS = 200_000
MOST_OBJECTS = 100_000
#: A space of the text, and one that pdfium sees between two glyphs.
SPACE, SEEN_SPACE = " ", "\t"
SPACES = SPACE + SEEN_SPACE
#: Why a reader cannot see some text; the words stand in a remark.
Hidden = str
INVISIBLE = "drawn so that nobody sees it"
SAME_COLOUR = "in the colour of the paper"
TINY = "too small to read"
OUTSIDE = "outside the page"
COVERED = "under a shape that covers it"
#: Letters lower than this, in points, are not meant to be read.
_TINY = 2.0


class Box(NamedTuple):
    """A rectangle: left, top, right and bottom."""

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


@dataclass(slots=True)
class Run:
    """What the glyphs of one text object share. `angle` is the direction of its text in degrees,
    counter-clockwise; `mark` the number of its marked content, -1 without; `artifact` whether
    the file itself says that it is furniture of the page."""

    size: float
    angle: int
    bold: bool
    hidden: Hidden = ""
    mark: int = -1
    artifact: bool = False
    recognised: bool = False


class Glyph(NamedTuple):
    """A visible character. `base` is its baseline; `raised` says that it is a digit that its
    font itself sets above the line."""

    char: str
    x0: float
    x1: float
    base: float
    run: Run
    raised: bool = False


@dataclass(slots=True)
class Page:
    """A page. `glyphs` are in the order in which they are drawn, with a space wherever pdfium
    sees one; `aside` those that run in another direction than most; `hidden` counts what
    was left out."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    hidden: Counter[Hidden] = field(default_factory=Counter)
    recognised: bool = False
    units: dict[int, Unit] = field(default_factory=dict)


class _Shape(NamedTuple):
    """A drawn object in the page's own coordinates (`y` grows upwards: y0 is the lower edge)."""

    kind: int
    order: int
    box: Box
    colour: tuple[int, int, int, int] | None
    rectangle: bool
    veiled: bool


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Page `index` (from 0)."""
    page = document[index]
    try:
        return _Reader(page, index + 1).read()
    finally:
        page.close()


class _Reader:
    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        self.page = page
        self.number = number
        left, bottom, right, top = page.get_bbox()
        self.box = Box(left, bottom, right, top)
        self.shapes: list[_Shape] = []
        self.orders: dict[int, tuple[int, Box, bool]] = {}
        self.runs: dict[int, Run] = {}
        self.count = 0

    def read(self) -> Page:
        self._objects(None, _identity, 0)
        text = self.page.get_textpage()
        try:
            glyphs, hidden = self._glyphs(text.raw)
        finally:
            text.close()
        turned = Counter(g.run.angle for g in glyphs if g.char not in SPACES)
        angle = turned.most_common(1)[0][0] if turned else (360 - self._rotation()) % 360
        if angle % 90:
            angle = 0
        upright = _Frame(angle, self.box)
        made = Page(self.number, upright.width, upright.height)
        made.hidden = hidden
        for glyph in glyphs:
            (made.glyphs if glyph.run.angle == angle else made.aside).append(upright.glyph(glyph))
        made.units = units_of(self.page)
        made.recognised = sum(g.run.recognised for g in glyphs) > len(glyphs) / 2
        for shape in self.shapes:
            if shape.kind == raw.FPDF_PAGEOBJ_IMAGE:
                made.pictures.append(upright.box(shape.box))
            elif shape.kind == raw.FPDF_PAGEOBJ_PATH:
                made.rules.append(upright.box(shape.box))
        return made

    def _rotation(self) -> int:
        return int(self.page.get_rotation())

    # ---------------------------------------------------------------- what is drawn

    def _objects(self, form: Any, place: Callable[[Box], Box], depth: int) -> None:
        """The objects of the page or of a form in it, in the order in which they are drawn."""
        if form is None:
            number, get = raw.FPDFPage_CountObjects(self.page), raw.FPDFPage_GetObject
        else:
            number, get = raw.FPDFFormObj_CountObjects(form), raw.FPDFFormObj_GetObject
        for index in range(number):
            if self.count >= MOST_OBJECTS:
                return
            drawn = get(self.page if form is None else form, index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_FORM:
                if depth < 8:
                    self._objects(drawn, _within(drawn, place), depth + 1)
                continue
            self.count += 1
            bounds = [ctypes.c_float() for _ in range(4)]
            if not raw.FPDFPageObj_GetBounds(drawn, *bounds):
                continue
            box = place(Box(*(b.value for b in bounds)))
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self.orders[_address(drawn)] = (self.count, box, form is None)
            else:
                self.shapes.append(self._shape(drawn, kind, box))

    def _shape(self, drawn: Any, kind: int, box: Box) -> _Shape:
        colour = None
        rectangle = False
        if kind == raw.FPDF_PAGEOBJ_PATH:
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            if raw.FPDFPath_GetDrawMode(drawn, mode, stroke) and mode.value:
                colour = _colour(drawn)
                rectangle = 4 <= raw.FPDFPath_CountSegments(drawn) <= 6
        veiled = bool(raw.FPDFPageObj_HasTransparency(drawn))
        return _Shape(kind, self.count, box, colour, rectangle, veiled)

    # ------------------------------------------------------------------------- text

    def _glyphs(self, text: Any) -> tuple[list[Glyph], Counter[Hidden]]:
        glyphs: list[Glyph] = []
        hidden: Counter[Hidden] = Counter()
        loose = raw.FS_RECTF()
        x, y, foot, edge = (ctypes.c_double() for _ in range(4))
        none = Run(1.0, 0, False)
        last = none
        for index in range(min(raw.FPDFText_CountChars(text), MOST_GLYPHS)):
            code = raw.FPDFText_GetUnicode(text, index)
            if raw.FPDFText_IsGenerated(text, index) == 1 or code in _BLANK:
                made = raw.FPDFText_IsGenerated(text, index) == 1
                if glyphs and glyphs[-1].char not in SPACES:
                    x1 = glyphs[-1].x1
                    char = SEEN_SPACE if made else SPACE
                    glyphs.append(Glyph(char, x1, x1, glyphs[-1].base, last))
                elif glyphs and not made:
                    glyphs[-1] = glyphs[-1]._replace(char=SPACE)
                continue
            drawn = raw.FPDFText_GetTextObject(text, index)
            if not drawn:
                continue
            run = self.runs.get(_address(drawn))
            if run is None:
                run = self.runs[_address(drawn)] = self._run(drawn, text, index)
            raw.FPDFText_GetLooseCharBox(text, index, loose)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            middle = ((loose.left + loose.right) / 2, (loose.top + loose.bottom) / 2)
            reason = run.hidden or ("" if self.box.holds(*middle, slack=run.size) else OUTSIDE)
            if reason:
                hidden[reason] += 1
                continue
            if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or _meaningless(code):
                code = 0xFFFD
            last = run
            char = "-" if code in _HYPHEN_MARKS else chr(code)
            along, across = _direction(run.angle)
            reach = [
                px * along[0] + py * along[1]
                for px in (loose.left, loose.right)
                for py in (loose.top, loose.bottom)
            ]
            base = -(x.value * across[0] + y.value * across[1])
            raised = False
            if char.isdigit() and run.angle == 0:
                raw.FPDFText_GetCharBox(text, index, edge, edge, foot, edge)
                raised = foot.value - y.value > 0.2 * run.size
            glyphs.append(Glyph(char, min(reach), max(reach), base, run, raised))
        return glyphs, hidden

    def _run(self, drawn: Any, text: Any, index: int) -> Run:
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(drawn, size)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        if not any((matrix.a, matrix.b)):
            angle = 0
        angle = (
            min((0, 90, 180, 270, 360), key=lambda a: abs(a - angle)) % 360
            if (min(abs(a - angle) for a in (0, 90, 180, 270, 360)) <= 3)
            else angle
        )
        run = Run(abs(size.value) * scale, angle, _bold(text, index))
        run.artifact = "Artifact" in _marks(drawn)
        nowhere = (self.count, Box(0, 0, 0, 0), False)
        order, box, own = self.orders.get(_address(drawn), nowhere)
        if own:  # the numbers in a form are that form's
            run.mark = raw.FPDFPageObj_GetMarkedContentID(drawn)
        run.hidden = self._hidden(drawn, run, order, box)
        run.recognised = raw.FPDFTextObj_GetTextRenderMode(drawn) in _NOT_PAINTED
        return run

    def _hidden(self, drawn: Any, run: Run, order: int, box: Box) -> Hidden:
        """Why nobody sees a text object; empty when it can be seen."""
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if run.size < _TINY:
            return TINY
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
        if mode in _NOT_PAINTED:
            # Letters behind the picture of a page are how a scanned text is made searchable.
            pictured = any(
                s.kind == raw.FPDF_PAGEOBJ_IMAGE
                and s.box.area > 0.1 * self.box.area
                and s.box.holds(x, y)
                for s in self.shapes
            )
            return "" if pictured else INVISIBLE
        colour = _colour(drawn) if mode == raw.FPDF_TEXTRENDERMODE_FILL else None
        if colour is not None and (colour[3] < 16 or self._on_its_own_colour(colour, order, x, y)):
            return SAME_COLOUR
        for shape in self.shapes:
            if (
                shape.order > order
                and shape.rectangle
                and not shape.veiled
                and shape.colour is not None
                and shape.colour[3] > 250
                and shape.box.holds(box.x0, box.y0)
                and shape.box.holds(box.x1, box.y1)
            ):
                return COVERED
        return ""

    def _on_its_own_colour(
        self, colour: tuple[int, int, int, int], order: int, x: float, y: float
    ) -> bool:
        """Whether text has the colour of what was painted last below it: of the paper, else."""
        ground: tuple[int, int, int, int] | None = (255, 255, 255, 255)
        for shape in self.shapes:
            if shape.order > order:
                break
            if shape.kind != raw.FPDF_PAGEOBJ_PATH:
                if shape.box.holds(x, y):
                    ground = None  # a picture or a gradient: who knows
            elif shape.colour is not None and shape.colour[3] > 16 and shape.box.holds(x, y):
                ground = shape.colour
        return (
            ground is not None
            and sum(abs(one - other) for one, other in zip(colour[:3], ground[:3], strict=True))
            < 24
        )


class _Frame:
    """The page turned so that its text runs from left to right and down from its upper edge."""

    def __init__(self, angle: int, box: Box) -> None:
        self.along, self.across = _direction(angle)
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs = [x * self.along[0] + y * self.along[1] for x, y in corners]
        ys = [-(x * self.across[0] + y * self.across[1]) for x, y in corners]
        self.left, self.top = min(xs), min(ys)
        self.width, self.height = max(xs) - self.left, max(ys) - self.top

    def glyph(self, glyph: Glyph) -> Glyph:
        return glyph._replace(
            x0=glyph.x0 - self.left, x1=glyph.x1 - self.left, base=glyph.base - self.top
        )

    def box(self, box: Box) -> Box:
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs = [x * self.along[0] + y * self.along[1] - self.left for x, y in corners]
        ys = [-(x * self.across[0] + y * self.across[1]) - self.top for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


# Blanks, and what pdfium puts between lines.
_BLANK = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000, 0x200B))
# What pdfium makes of a hyphen that it believes to end a line.
_HYPHEN_MARKS = frozenset((0x02, 0xFFFE))
# Render modes 3 and 7 paint nothing (ISO 32000-2, table 104).
_NOT_PAINTED = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))


def _meaningless(code: int) -> bool:
    """Whether a code is no character that means anything outside its font."""
    return (
        (code < 0x20 and code not in _HYPHEN_MARKS)
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code in (0xFFFD, 0xFFFF)
        or code >= 0xF0000
    )


def _direction(angle: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The unit vectors along a line of text and up from it."""
    turn = math.radians(angle)
    along = (round(math.cos(turn), 9), round(math.sin(turn), 9))
    return along, (-along[1], along[0])


def _identity(box: Box) -> Box:
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


def _address(drawn: Any) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def _colour(drawn: Any) -> tuple[int, int, int, int] | None:
    """The colour that an object is filled with: red, green, blue, opacity, each to 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(drawn, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _bold(text: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    face = name.value.decode("latin-1").lower() if 0 < length <= 128 else ""
    return (
        any(word in face for word in ("bold", "black", "heavy", "semibold", "demi"))
        or raw.FPDFText_GetFontWeight(text, index) >= 600
        or bool(flags.value & 1 << 18)
    )


def _marks(drawn: Any) -> Iterator[str]:
    """The tags of the marked content that an object stands in."""
    for index in range(min(raw.FPDFPageObj_CountMarks(drawn), 16)):
        mark = raw.FPDFPageObj_GetMark(drawn, index)
        length = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * 64)()
        if raw.FPDFPageObjMark_GetName(mark, buffer, 128, length) and length.value <= 128:
            yield bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
