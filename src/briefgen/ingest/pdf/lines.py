"""From glyphs to lines: pieces of text on one baseline, with their places and sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.ingest.pdf.page import Box, Glyph
from briefgen.regex import regex

#: A gap of so many ems ends a line: what follows is another column or another cell.
_GUTTER = 1.8
#: And of so many where the file says that another piece of content begins.
_CELL = 0.95
_LABEL = regex(r"(?:[•‣▪◦●○–—*·\uf0b7-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)])$")


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


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of glyphs in the order in which these are drawn."""
    made: list[Line] = []
    growing: _Growing | None = None
    space = False
    for glyph in glyphs:
        if glyph.char == " ":
            space = True
            continue
        if growing is None or not growing.takes(glyph):
            if growing is not None:
                made.append(growing.line())
            growing = _Growing(glyph)
        else:
            growing.add(glyph, space)
        space = False
    if growing is not None:
        made.append(growing.line())
    return _labelled(_rejoined([line for line in made if line.text]))


class _Growing:
    """A line while it is read."""

    def __init__(self, first: Glyph) -> None:
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
        level = -0.35 * size < rise < 0.75 * size if small else abs(rise) < 0.3 * size
        gap = glyph.x0 - self.last.x1
        apart = (
            glyph.run.mark != self.last.run.mark and min(glyph.run.mark, self.last.run.mark) >= 0
        )
        return level and -0.7 * size < gap < (_CELL if apart else _GUTTER) * size

    def _same_sign(self, glyph: Glyph) -> bool:
        """Whether a glyph is a further letter of a ligature: they share one place."""
        last = self.last
        return (glyph.x0, glyph.x1, glyph.base) == (last.x0, last.x1, last.base)

    def add(self, glyph: Glyph, space: bool) -> None:
        gap = 0.0 if self._same_sign(glyph) else glyph.x0 - self.last.x1
        wide = gap > 0.3 * max(self.size, glyph.run.size)
        # pdfium's own spaces, but for those that it sees inside a word that is set tight.
        spaced = wide or (space and gap > -0.1 * self.size)
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


def _rejoined(lines: list[Line]) -> list[Line]:
    """Lines of which a piece was drawn apart put together again: a word in another font, or one
    that was set after the rest of its line."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if before is not None and before.beside(line):
            size = max(before.size, line.size)
            gap = line.x0 - before.x1
            if -0.3 * size < gap < 0.9 * size:
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
