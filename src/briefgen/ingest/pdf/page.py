"""A page of a PDF, as pdfium reads it: the glyphs that can be seen, pictures and rules.

Places are in points in an upright frame: `x` grows to the right and `y` down the page along the
direction in which most of its text runs, so that a page that lies on its side is read like
any other.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefgen.ingest.pdf.sight import NOT_PAINTED, OUTSIDE, Box, Drawing, address, tags
from briefgen.ingest.pdf.tags import Unit, units_of

#: The most glyphs of a page that are read.
MOST_GLYPHS = 200_000
#: A space of the text, and one that pdfium sees between two glyphs.
SPACE, SEEN_SPACE = " ", "\t"
SPACES = SPACE + SEEN_SPACE


@dataclass(slots=True)
class Run:
    """What the glyphs of one text object share. `angle` is the direction of its text in degrees,
    counter-clockwise; `mark` the number of its marked content, -1 without; `artifact` whether
    the file itself says that it is furniture of the page; `recognised` that it is not painted,
    but lies behind a picture."""

    size: float
    angle: int
    bold: bool
    hidden: str = ""
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
    was left out; `units` are the tags of its marked content."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    recognised: bool = False
    units: dict[int, Unit] = field(default_factory=dict)


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Page `index` (from 0)."""
    page = document[index]
    try:
        drawing = Drawing(page)
        text = page.get_textpage()
        try:
            reader = _Reader(drawing, text.raw)
            glyphs = reader.glyphs()
        finally:
            text.close()
        angle = _main_direction(glyphs, page)
        upright = _Frame(angle, drawing.box)
        made = Page(index + 1, upright.width, upright.height)
        for glyph in glyphs:
            (made.glyphs if glyph.run.angle == angle else made.aside).append(upright.glyph(glyph))
        made.hidden = reader.hidden
        made.recognised = sum(glyph.run.recognised for glyph in glyphs) > len(glyphs) / 2
        made.pictures = [upright.box(shape.box) for shape in drawing.shapes if shape.picture]
        made.rules = [upright.box(shape.box) for shape in drawing.shapes if shape.path]
        made.units = units_of(page)
        return made
    finally:
        page.close()


def _main_direction(glyphs: list[Glyph], page: pdfium.PdfPage) -> int:
    """The direction of most of the text, a multiple of 90 degrees; without text, that in which
    the page is shown."""
    turned = Counter(glyph.run.angle for glyph in glyphs if glyph.char not in SPACES)
    if not turned:
        return (360 - int(page.get_rotation())) % 360
    angle = turned.most_common(1)[0][0]
    return 0 if angle % 90 else angle


class _Reader:
    """Reads the glyphs of a page in the order in which they are drawn."""

    def __init__(self, drawing: Drawing, text: Any) -> None:
        self.drawing = drawing
        self.text = text
        self.runs: dict[int, Run] = {}
        self.hidden: Counter[str] = Counter()
        self._x, self._y, self._foot, self._edge = (ctypes.c_double() for _ in range(4))
        self._loose = raw.FS_RECTF()

    def glyphs(self) -> list[Glyph]:
        """What can be seen, with a space wherever there is one; the rest is counted."""
        text = self.text
        found: list[Glyph] = []
        for index in range(min(raw.FPDFText_CountChars(text), MOST_GLYPHS)):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in _BLANK:
                if found:
                    self._space(found, index)
                continue
            at = _object_at(text, index)
            run = self.runs.get(at)
            if run is None:
                if not at:
                    continue
                run = self.runs[at] = self._run(index)
            if (glyph := self._glyph(index, code, run)) is not None:
                found.append(glyph)
        return found

    def _space(self, found: list[Glyph], index: int) -> None:
        last = found[-1]
        seen = raw.FPDFText_IsGenerated(self.text, index) == 1
        if last.char not in SPACES:
            char = SEEN_SPACE if seen else SPACE
            found.append(Glyph(char, last.x1, last.x1, last.base, last.run))
        elif not seen:
            found[-1] = last._replace(char=SPACE)

    def _glyph(self, index: int, code: int, run: Run) -> Glyph | None:
        text, x, y, loose = self.text, self._x, self._y, self._loose
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, right, top, bottom = loose.left, loose.right, loose.top, loose.bottom
        inside = self.drawing.box.holds((left + right) / 2, (top + bottom) / 2, run.size)
        if run.hidden or not inside:
            self.hidden[run.hidden or OUTSIDE] += 1
            return None
        if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or _meaningless(code):
            code = 0xFFFD
        char = "-" if code in _HYPHEN_MARKS else chr(code)
        if run.angle:
            (ax, ay), (ux, uy) = _direction(run.angle)
            reach = [px * ax + py * ay for px in (left, right) for py in (top, bottom)]
            base = -(x.value * ux + y.value * uy)
            return Glyph(char, min(reach), max(reach), base, run)
        raised = False
        if char.isdigit():
            raw.FPDFText_GetCharBox(text, index, self._edge, self._edge, self._foot, self._edge)
            raised = self._foot.value - y.value > 0.2 * run.size
        return Glyph(char, left, right, -y.value, run, raised)

    def _run(self, index: int) -> Run:
        drawn = raw.FPDFText_GetTextObject(self.text, index)
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(drawn, size)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.text, index, matrix)
        run = Run(abs(size.value) * (math.hypot(matrix.c, matrix.d) or 1.0), _angle(matrix), False)
        run.bold = _bold(self.text, index)
        run.artifact = "Artifact" in tags(drawn)
        known = self.drawing.texts.get(address(drawn))
        if known is not None and known.own:  # the numbers in a form are that form's
            run.mark = raw.FPDFPageObj_GetMarkedContentID(drawn)
        run.hidden = self.drawing.hidden(drawn, run.size)
        run.recognised = raw.FPDFTextObj_GetTextRenderMode(drawn) in NOT_PAINTED
        return run


class _Frame:
    """The page turned so that its text runs from left to right and down from its upper edge."""

    def __init__(self, angle: int, box: Box) -> None:
        self.along, self.across = _direction(angle)
        self.left = self.top = 0.0
        turned = self.box(box)
        self.left, self.top = turned.x0, turned.y0
        self.width, self.height = turned.x1 - turned.x0, turned.y1 - turned.y0

    def glyph(self, glyph: Glyph) -> Glyph:
        char, x0, x1, base, run, raised = glyph
        return Glyph(char, x0 - self.left, x1 - self.left, base - self.top, run, raised)

    def box(self, box: Box) -> Box:
        (ax, ay), (ux, uy) = self.along, self.across
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs = [x * ax + y * ay - self.left for x, y in corners]
        ys = [-(x * ux + y * uy) - self.top for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


# Blanks, and what pdfium puts between lines.
_BLANK = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000, 0x200B))
# What pdfium makes of a hyphen that it believes to end a line.
_HYPHEN_MARKS = frozenset((0x02, 0xFFFE))

# The same function as pdfium's own, but it gives a bare address, which is quicker to look up.
_object_at = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def _meaningless(code: int) -> bool:
    """Whether a code is no character that means anything outside its font. Unicode's private use
    area is left to `lines`: a sign before an entry is a bullet."""
    return (
        (code < 0x20 and code not in _HYPHEN_MARKS)
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code in (0xFFFD, 0xFFFF)
        or code >= 0xF0000
    )


def _angle(matrix: Any) -> int:
    """The direction of text in degrees; one that is off by a hair is straight."""
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    straight = round(angle / 90) * 90
    return straight % 360 if abs(angle - straight) <= 3 else angle


def _direction(angle: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The unit vectors along a line of text and up from it."""
    turn = math.radians(angle)
    along = (round(math.cos(turn), 9), round(math.sin(turn), 9))
    return along, (-along[1], along[0])


def _bold(text: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    face = name.value.decode("latin-1").lower() if 0 < length <= 128 else ""
    return (
        any(word in face for word in ("bold", "black", "heavy", "demi"))
        or raw.FPDFText_GetFontWeight(text, index) >= 600
        or bool(flags.value & 1 << 18)  # ForceBold (ISO 32000-2, table 121)
    )
