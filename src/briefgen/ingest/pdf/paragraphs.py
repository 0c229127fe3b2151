"""From the lines of a column to paragraphs: where one ends and what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from briefgen.ingest.pdf.lines import Line
from briefgen.ingest.pdf.tags import Role
from briefgen.regex import regex

#: How an entry of a list begins.
ITEM = regex(r"(?:[•‣▪◦●○–—*·-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,6})[.)]|\d{1,3}\))\s")
_NOTE = regex(r"(?:\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\])(?:[.)]?\s|(?=[A-Z“\"‘]))")
_CAPTION = regex(
    r"(?:Figure|Fig\.|Table|Chart|Graph|Map|Box|Photo|Photograph|Picture|Image|Exhibit)"
    r"\s*(?:[A-Z]?\d{1,3}(?:\.\d{1,2})?|[A-Z])?\s*[:.–—|]\s"
)
_ENDS = regex(r"""[.!?:;…。！？：][)\]"'”’»]*$""")
_HYPHENS = ("-", "\u00ad", "\u2010")


@dataclass(slots=True)
class Piece:
    """A paragraph, or what a column or a page holds of it. `open` says that its last line is
    nearly full, so that it may go on elsewhere; `indented` that its first line is. Of a row,
    `cells` are the lines of each cell and `head` whether it is the head of a table; of a
    joined paragraph, `pages` are all lines, each with its page. `why` is for its note."""

    role: Role
    page: int
    lines: list[Line] = field(default_factory=list)
    open: bool = False
    indented: bool = False
    head: bool = False
    why: str = ""
    cells: list[list[Line]] = field(default_factory=list)
    pages: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def ending(self) -> str:
        """The end of its text, without the mark of a note that may stand there."""
        line = self.lines[-1]
        if line.raised and line.raised[-1][1] == len(line.text):
            return line.text[: line.raised[-1][0]].rstrip()
        return line.text

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a clause does."""
    return _ENDS.search(text) is not None


def is_item(text: str) -> bool:
    """Whether a text begins like an entry of a list."""
    return ITEM.match(text) is not None


def starts_note(line: Line) -> bool:
    """Whether a line begins as a footnote does: with a number or a sign, perhaps raised."""
    return bool(line.raised and line.raised[0][0] == 0) or _NOTE.match(line.text) is not None


def pieces_of(
    stretch: list[Line], page: int, body: float, height: float, marks: Set[str] = frozenset()
) -> list[Piece]:
    """The paragraphs of a stretch of lines; `body` is the size of the running text, `marks` are
    the raised marks on its page."""
    text, notes = _notes_apart(stretch, body, height, marks)
    found = _paragraphs(text, page, body)
    for piece in _paragraphs(notes, page, body, notes=True):
        piece.role = "note"
        found.append(piece)
    return found


def _notes_apart(
    stretch: list[Line], body: float, height: float, marks: Set[str]
) -> tuple[list[Line], list[Line]]:
    """The footnotes at the foot of a column: lines in smaller type, the first with a label
    that is raised itself or stands raised in the text of the page."""
    start = len(stretch)
    while start and stretch[start - 1].size < 0.94 * body:
        start -= 1
    for place in range(start, len(stretch)):
        label = stretch[place].text.split(None, 1)[0].strip("[]().") if stretch[place].text else ""
        told = bool(stretch[place].raised and stretch[place].raised[0][0] == 0) or label in marks
        if told and starts_note(stretch[place]) and stretch[place].base > 0.35 * height:
            return stretch[:place], stretch[place:]
    return stretch, []


def _paragraphs(lines: list[Line], page: int, body: float, notes: bool = False) -> list[Piece]:
    if not lines:
        return []
    column = _Column(lines)
    found: list[Piece] = []
    for line in lines:
        if found and not column.parts(found[-1], line, notes):
            found[-1].lines.append(line)
        else:
            found.append(Piece("body", page, [line]))
            found[-1].indented = line.x0 > column.left(line) + 0.8 * line.size
    for piece in found:
        last = piece.lines[-1]
        room = column.right(last) - last.x1
        piece.open = room < max(2.5 * last.size, 0.3 * column.width)
        classify(piece, body)
    return found


class _Column:
    """What is usual in a stretch of lines: its edges and the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.rights: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            self.rights[round(line.x0 / 4)].append(line)
        self.width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        steps = [
            (b.base - a.base) / max(a.size, b.size)
            for a, b in pairwise(lines)
            if abs(a.size - b.size) < 0.6 and 0.9 < (b.base - a.base) / max(a.size, b.size) < 2.2
        ]
        self.pitch = _usual(steps)

    def left(self, line: Line) -> float:
        """The left edge of the text around a line."""
        weights: dict[int, int] = defaultdict(int)
        for other in self.lines:
            if abs(other.size - line.size) < 0.6:
                weights[round(other.x0)] += 1
        return float(max(weights, key=lambda x: (weights[x], -x)))

    def right(self, line: Line) -> float:
        """The right edge of the lines that begin where this one does."""
        key = round(line.x0 / 4)
        return max(
            other.x1
            for near in (key - 1, key, key + 1)
            for other in self.rights.get(near, ())
            if abs(other.size - line.size) < 0.6
        )

    def parts(self, piece: Piece, line: Line, notes: bool) -> bool:
        """Whether a line begins a paragraph after the last line of `piece`."""
        last = piece.lines[-1]
        size = max(last.size, line.size)
        if notes and starts_note(line) and line.x0 <= piece.lines[0].x0 + 0.5 * size:
            return True
        if abs(last.size - line.size) > 0.12 * size:
            return True
        step = (line.base - last.base) / size
        if step < 0.3 or step > max(1.28 * self.pitch, self.pitch + 0.18):
            return True
        if last.text.endswith(_HYPHENS) and line.text[:1].islower():
            return False
        if last.bold != line.bold and (piece.bold or line.bold) and self._fits(last, line):
            return True
        if (
            is_item(line.text)
            and (
                ends_sentence(last.text)
                or abs(line.x0 - last.x0) > 0.6 * size
                or is_item(piece.text)
            )
            and (not line.text[0].isdigit() or line.x0 <= piece.lines[0].x0 + 0.6 * size)
        ):
            return True
        first = len(piece.lines) == 1
        shift = line.x0 - last.x0
        hanging = first and (is_item(piece.text) or not ends_sentence(last.text))
        if (
            shift > 0.8 * size
            and not (hanging and not self._fits(last, line))
            and not (self._centred(last, line))
        ):
            return True
        if (
            shift < -0.8 * size
            and not (first and piece.indented)
            and not (self._centred(last, line) or is_item(piece.text))
        ):
            return not (first and ends_sentence(last.text) is False and shift > -4 * size)
        return self._fits(last, line) and not self._centred(last, line)

    def _fits(self, last: Line, line: Line) -> bool:
        """Whether the first word of a line would have had room on the last one, which was
        therefore ended on purpose."""
        room = self.right(last) - last.x1 - line.words
        if ends_sentence(last.text):
            return room > 1.2 * last.size
        # Where no sentence ends, a line is more likely short because somebody set it well.
        return not line.text[:1].islower() and room > 4 * last.size

    def _centred(self, last: Line, line: Line) -> bool:
        middle = (last.x0 + last.x1) / 2 - (line.x0 + line.x1) / 2
        return abs(middle) < 2 and abs(last.x0 - line.x0) > 3


def _usual(steps: list[float]) -> float:
    """The usual distance of lines, in their size: of those that occur often the smallest."""
    if not steps:
        return 1.25
    low = sorted(steps)[: max(1, (2 * len(steps)) // 3)]
    return median(low)


def classify(piece: Piece, body: float) -> None:
    """A heading or a caption, where it is plain."""
    text = piece.text
    if not any(char.isalpha() for char in text):
        return
    if _CAPTION.match(text) and len(text) < 400:
        piece.role, piece.open = "caption", False
        return
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters) >= 0.95 * len(letters) and len(letters) > 3
    large = piece.size >= 1.13 * body
    short = len(text) <= 220 and len(piece.lines) <= 5
    ends = piece.ending[-1:] in ".;,"
    sentence = ends and len(text.split()) > 9 and piece.size < 1.6 * body
    if short and (
        (large and not text.endswith(",") and not sentence)
        or (not ends and (piece.bold or capitals))
    ):
        piece.role, piece.open = "heading", False
