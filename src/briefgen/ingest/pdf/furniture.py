"""Running heads and feet: lines that stand at the same place of many pages, and page numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import pairwise

from briefgen.ingest.pdf.lines import Line
from briefgen.record import record
from briefgen.regex import regex

#: How much of a page's height, at its head and foot, is looked at for furniture.
_EDGE = 0.13
_DIGITS = regex(r"\d+")
_NUMBER = regex(
    r"(?:[-–—|·]\s*)?(?:(?:page|p\.|pg\.|seite|página|pagina|side|sida|strana|стр\.|頁|ページ)\s*)?"
    r"(?P<number>\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|de|von|av|di|из|\|)\s*\d{1,4})?(?:\s*[-–—|·])?\s*(?:頁|ページ)?$"
)


@record
class Furniture:
    """A line that pages repeat: as the first of them has it, and the pages that have it.
    `numbers` says that it is the page's number."""

    text: str
    pages: tuple[int, ...]
    numbers: bool = False
    top: bool = False


#: A line and the number of its page.
_Place = tuple[int, Line]


def part_furniture(
    pages: Sequence[tuple[int, float, list[Line]]], content: Container[int] = ()
) -> tuple[list[list[Line]], list[Furniture]]:
    """Each page's lines without its furniture, and the furniture. A page is given as its
    number, its height and its lines; `content` are the identities of those lines that the file
    says are content.

    A line is furniture when the file itself marks it so, when others like it (but for their
    digits) stand at the same height of other pages, or when it is the page's number
    or stands on its row.
    """
    finder = _Finder(pages)
    finder.look(content)
    finder.judge(content)
    left = [[line for line in lines if id(line) not in finder.gone] for _, _, lines in pages]
    return left, list(finder.found.values())


class _Finder:
    """Finds the furniture of pages."""

    def __init__(self, pages: Sequence[tuple[int, float, list[Line]]]) -> None:
        self.pages = pages
        self.heights = {number: height for number, height, _ in pages}
        self.lines = {number: lines for number, _, lines in pages}
        self.bases = {n: sorted({round(line.base) for line in lines}) for n, _, lines in pages}
        self.alike: dict[tuple[str, int], list[_Place]] = defaultdict(list)
        self.numbered: list[tuple[int, Line, str]] = []
        self.gone: set[int] = set()  # the identities of lines
        self.found: dict[str, Furniture] = {}

    def look(self, content: Container[int]) -> None:
        """Sorts the lines at the heads and feet of pages by what they say and where."""
        for number, height, lines in self.pages:
            for line in lines:
                label = bool(line.raised) and line.raised[0][0] == 0  # of a note
                if id(line) in content or label:
                    continue
                if not line.artifact and not _at_edge(line, height):
                    continue
                pattern = _pattern(line.text)
                worded = any(map(str.isalpha, pattern)) or line.artifact
                if worded:
                    # two steps, so that heights on either side of a limit meet in one
                    for step in {int(line.base // 6), int((line.base + 3) // 6)}:
                        self.alike[pattern, step].append((number, line))
                counted = _NUMBER.match(line.text.strip().casefold())
                if counted is not None and (worded or _alone(line, lines)):
                    self.numbered.append((number, line, counted["number"]))

    def judge(self, content: Container[int]) -> None:
        """Decides what is furniture: what is alike on many pages first."""
        for (pattern, _), places in sorted(self.alike.items(), key=lambda item: -len(item[1])):
            on = sorted({number for number, _ in places})
            if self._told(places) or self._is_furniture(places, on):
                self.gone.update(id(line) for _, line in places)
                self._keep(pattern, places[0], on)
        for number, line in _page_numbers(self.numbered, self.bases):
            if id(line) not in self.gone:
                self.gone.add(id(line))
                self._keep("#", (number, line), [number])
                self._beside(number, line, content)

    def _beside(self, number: int, line: Line, content: Container[int]) -> None:
        """What stands on the row of a page's number is furniture too: the name of a chapter."""
        for other in self.lines[number]:
            if id(other) not in content and id(other) not in self.gone and line.beside(other):
                self.gone.add(id(other))
                self._keep(_pattern(other.text), (number, other), [number])

    def _told(self, places: list[_Place]) -> bool:
        """Whether the file itself says so. What it marks in the middle of a page is often a
        box of text that only its maker took for decoration."""
        return all(line.artifact and _at_edge(line, self.heights[n]) for n, line in places)

    def _is_furniture(self, places: list[_Place], on: list[int]) -> bool:
        if len(on) < 2 or not _regular(on, len(self.pages)):
            return False
        if not any(_outermost(line, self.bases[n]) for n, line in places):
            return False
        # Two pages can end with the same words by chance, but then these belong to others.
        return len(on) > 2 or not any(_runs_on(line, self.lines[n]) for n, line in places)

    def _keep(self, pattern: str, place: _Place, on: list[int]) -> None:
        number, line = place
        numbers = _NUMBER.match(line.text.strip().casefold()) is not None
        key = "#" if numbers else pattern
        before = self.found.get(key)
        pages = tuple(sorted({*(before.pages if before else ()), *on}))
        text = before.text if before and before.pages[0] <= number else line.text
        top = line.base < self.heights[number] / 2
        self.found[key] = Furniture(text, pages, numbers, top)


def _alone(line: Line, lines: list[Line]) -> bool:
    """Whether nothing follows a number on its row, as a note follows its label."""
    return not any(
        other is not line and line.beside(other) and 0 <= other.x0 - line.x1 < 5 * line.size
        for other in lines
    )


def _runs_on(line: Line, lines: list[Line]) -> bool:
    """Whether a line stands so near to another, in the same type, that it belongs to it."""
    return any(
        0.5 * line.size < abs(other.base - line.base) < 1.5 * line.size
        and abs(other.size - line.size) < 0.3
        and min(other.x1, line.x1) - max(other.x0, line.x0) > 0.3 * line.width
        for other in lines
    )


def _at_edge(line: Line, height: float) -> bool:
    return line.foot < _EDGE * height or line.top > (1 - _EDGE) * height


def _pattern(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()).casefold())


def _regular(on: list[int], count: int) -> bool:
    """Whether a line that stands on these pages belongs to all of them: on most pages in a row,
    or on every other one."""
    if len(on) >= max(2, 0.4 * count):
        return True
    steps = [later - earlier for earlier, later in pairwise(on)]
    return len(on) >= 3 and sum(step <= 2 for step in steps) >= 0.7 * len(steps)


def _outermost(line: Line, bases: list[int]) -> bool:
    """Whether at most two rows of a page stand between a line and its edge; `bases` are the
    baselines of its rows."""
    above = bisect_left(bases, round(line.base) - 1)
    below = len(bases) - bisect_right(bases, round(line.base) + 1)
    return min(above, below) <= 2


def _page_numbers(
    numbered: list[tuple[int, Line, str]], bases: dict[int, list[int]]
) -> list[tuple[int, Line]]:
    """Those numbers that count the pages: each as far from its page as another, or alone on the
    last row of a document of one page."""
    shifts: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for page, line, text in numbered:
        value = int(text) if text.isdigit() else _roman(text)
        if value is not None:
            shifts[value - page].append((page, line))
    found = [place for places in shifts.values() if len(places) >= 2 for place in places]
    if len(bases) == 1:
        found += [(n, line) for n, line in shifts.get(0, []) if _outermost(line, bases[n])]
    return found


def _roman(text: str) -> int | None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    if not text or not set(text) <= set(values):
        return None
    total = 0
    for letter, following in zip(text, text[1:] + " ", strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return total
