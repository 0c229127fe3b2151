"""From glyphs to lines: pieces of text on one baseline, with their places and sizes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.ingest.pdf.page import SPACE, SPACES, Glyph
from briefgen.ingest.pdf.sight import Box
from briefgen.regex import regex

#: A gap of so many ems ends a line: what follows is another column or another cell.
_GUTTER = 1.8
#: And of so many where the file says that another piece of content begins.
_CELL = 0.95
_LABEL = regex(r"(?:[•‣▪◦●○–—*·\ue000-\uf8ff-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)])$")
# Places in a font of signs (Unicode's private use area).
_PRIVATE = regex("[\ue000-\uf8ff]")


@dataclass(slots=True)
class Line:
    """A piece of a line. `raised` are the ranges of its text that stand above the baseline in
    small type: the numbers of notes, exponents."""

    x0: float
    x1: float
    base: float
    size: float
    text: str = ""
    bold: bool = False
    artifact: bool = False
    raised: list[tuple[int, int]] = field(default_factory=list)
    words: float = 0.0  # the width of its first word

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def foot(self) -> float:
        return self.base + 0.25 * self.size

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.foot)

    def beside(self, other: Line) -> bool:
        """Whether both stand on the same row."""
        return abs(self.base - other.base) < 0.35 * max(self.size, other.size)


class Walls:
    """Upright lines that are drawn on a page, such as between the cells of a table."""

    def __init__(self, shapes: Iterable[Box] = ()) -> None:
        self.places: list[tuple[float, float, float]] = []
        for box in shapes:
            if box.y1 - box.y0 < 5:
                continue
            thin = box.x1 - box.x0 < 3
            for x in [(box.x0 + box.x1) / 2] if thin else [box.x0, box.x1]:
                self.places.append((x, box.y0, box.y1))
        self.places.sort()

    def between(self, left: float, right: float, base: float) -> bool:
        """Whether one stands between two places of a row."""
        start = bisect_left(self.places, (left - 0.5,))
        for x, top, foot in self.places[start:]:
            if x > right + 0.5:
                return False
            if top - 1 <= base <= foot + 1:
                return True
        return False


def lines_of(glyphs: Iterable[Glyph], walls: Walls | None = None) -> list[Line]:
    """The lines of glyphs in the order in which these are drawn; a wall ends a line."""
    made: list[Line] = []
    walls = walls or Walls()
    growing: _Growing | None = None
    space = ""
    for glyph in glyphs:
        if glyph.char in SPACES:
            space = glyph.char
            continue
        if growing is None or not growing.takes(glyph):
            if growing is not None:
                made.append(growing.line())
            growing = _Growing(glyph, walls)
        else:
            growing.add(glyph, space)
        space = ""
    if growing is not None:
        made.append(growing.line())
    lines = _labelled(_rejoined([line for line in made if line.text], walls))
    for line in lines:
        line.text = _without_private(line.text)
    return lines


def _without_private(text: str) -> str:
    """A text without places in a font that mean nothing elsewhere: before an entry such a sign
    is its bullet, else nobody can tell."""
    if _PRIVATE.match(text) and text[1:2] in ("", " "):
        text = "•" + text[1:]
    return _PRIVATE.sub("\ufffd", text)


class _Growing:
    """A line while it is read."""

    def __init__(self, first: Glyph, walls: Walls) -> None:
        self.walls = walls
        self.x0, self.x1 = first.x0, first.x1
        self.base, self.size = first.base, first.run.size
        self.parts: list[tuple[str, Glyph]] = [("", first)]
        self.last = first

    def takes(self, glyph: Glyph) -> bool:
        """Whether a glyph goes on with this line."""
        if self._same_sign(glyph):
            return True
        size = max(self.size, glyph.run.size)
        rise = self.base - glyph.base
        small = min(self.size, glyph.run.size) < 0.86 * size
        if small and glyph.run.size > self.size:  # it began with a raised mark
            level = -0.75 * size < rise < 0.35 * size
        else:
            level = -0.35 * size < rise < 0.75 * size if small else abs(rise) < 0.3 * size
        gap = glyph.x0 - self.last.x1
        apart = (
            glyph.run.mark != self.last.run.mark and min(glyph.run.mark, self.last.run.mark) >= 0
        )
        if not (level and -0.7 * size < gap < (_CELL if apart else _GUTTER) * size):
            return False
        return gap < 0.3 * size or not self.walls.between(self.last.x1, glyph.x0, self.base)

    def _same_sign(self, glyph: Glyph) -> bool:
        """Whether a glyph is a further letter of a ligature: they share one place."""
        last = self.last
        return (glyph.x0, glyph.x1, glyph.base) == (last.x0, last.x1, last.base)

    def add(self, glyph: Glyph, space: str) -> None:
        """Takes a glyph, after a space of the text or one that pdfium sees."""
        gap = 0.0 if self._same_sign(glyph) else glyph.x0 - self.last.x1
        size = max(self.size, glyph.run.size)
        # Between a word and a raised mark pdfium sees a space where there is none.
        spaced = space == SPACE or gap > (0.12 if space else 0.3) * size
        self.parts.append((" " if spaced else "", glyph))
        if glyph.run.size > 1.16 * self.size:  # it began with a raised mark
            self.size, self.base = glyph.run.size, glyph.base
        self.x0, self.x1 = min(self.x0, glyph.x0), max(self.x1, glyph.x1)
        self.last = glyph

    def line(self) -> Line:
        weights = Counter[tuple[float, float]]()
        for _, glyph in self.parts:
            weights[round(glyph.run.size, 1), round(glyph.base, 1)] += 1
        (size, base), _ = weights.most_common(1)[0]
        made = Line(self.x0, self.x1, base, size)
        bold = 0
        first = 0.0
        raised: list[tuple[int, int]] = []
        for space, glyph in self.parts:
            if space and not first:
                first = made.x0
            made.text += space
            start = len(made.text)
            made.text += glyph.char
            small = glyph.run.size < 0.86 * size
            if glyph.raised or (small and base - glyph.base > 0.15 * size):
                if raised and raised[-1][1] == start:
                    raised[-1] = (raised[-1][0], start + 1)
                else:
                    raised.append((start, start + 1))
            bold += glyph.run.bold
        made.raised = raised
        made.bold = bold > 0.9 * len(self.parts)
        made.artifact = sum(g.run.artifact for _, g in self.parts) > len(self.parts) / 2
        made.words = self._first_word()
        return made

    def _first_word(self) -> float:
        end = self.parts[0][1].x1
        for space, glyph in self.parts[1:]:
            if space:
                break
            end = glyph.x1
        return end - self.x0


def _rejoined(lines: list[Line], walls: Walls) -> list[Line]:
    """Lines of which a piece was drawn apart put together again: a word in another font, or one
    that was set after the rest of its line."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if before is not None and before.beside(line):
            size = max(before.size, line.size)
            gap = line.x0 - before.x1
            parted = gap >= 0.3 * size and walls.between(before.x1, line.x0, line.base)
            if -0.3 * size < gap < 0.9 * size and not parted:
                joined(before, line, " " if gap > 0.15 * size else "")
                continue
        made.append(line)
    return made


def _labelled(lines: list[Line]) -> list[Line]:
    """Bullets and numbers of lists put before the lines that they belong to."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if (
            before is not None
            and before.beside(line)
            and 0 < line.x0 - before.x1 < 5 * line.size
            and _LABEL.match(before.text)
        ):
            joined(before, line, " ")
            continue
        made.append(line)
    return made


def joined(line: Line, more: Line, space: str) -> None:
    """Puts `more` at the end of `line`."""
    shift = len(line.text) + len(space)
    if len(more.text) > len(line.text):
        line.size, line.base = more.size, more.base
    line.text += space + more.text
    line.raised += [(start + shift, end + shift) for start, end in more.raised]
    line.x0, line.x1 = min(line.x0, more.x0), max(line.x1, more.x1)
    line.bold = line.bold and more.bold


def body_size(lines: Iterable[Line]) -> float:
    """The size in which most of the text is set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 10.0
