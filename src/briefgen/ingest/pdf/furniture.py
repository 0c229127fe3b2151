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


def part_furniture(
    pages: Sequence[tuple[int, float, list[Line]]], content: Container[int] = ()
) -> tuple[list[list[Line]], list[Furniture]]:
    """Each page's lines without its furniture, and the furniture. A page is given as its
    number, its height and its lines; `content` are the identities of those lines that the file
    says are content.

    A line is furniture when the file itself marks it so, when others like it (but for their
    digits) stand at the same height of other pages, or when it is the page's number.
    """
    alike: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    numbered: list[tuple[int, Line, str]] = []
    for number, height, lines in pages:
        for line in lines:
            if id(line) in content or (line.raised and not line.raised[0][0]):
                continue
            if not _at_edge(line, height) and not line.artifact:
                continue
            pattern = _pattern(line.text)
            if not any(char.isalpha() for char in pattern) and not line.artifact:
                if _alone(line, lines) and (match := _NUMBER.match(line.text.strip().casefold())):
                    numbered.append((number, line, match["number"]))
                continue
            for step in {int(line.base // 6), int((line.base + 3) // 6)}:
                alike[pattern, step].append((number, line))
            if (match := _NUMBER.match(line.text.strip().casefold())) is not None:
                numbered.append((number, line, match["number"]))
    gone: dict[int, set[int]] = defaultdict(set)
    found: dict[str, Furniture] = {}
    heights = {number: height for number, height, _ in pages}
    by_page = {number: lines for number, _, lines in pages}
    bases = {n: sorted({round(line.base) for line in lines}) for n, _, lines in pages}
    for (pattern, _), places in sorted(alike.items(), key=lambda item: -len(item[1])):
        on = sorted({number for number, _ in places})
        marked = all(line.artifact and _at_edge(line, heights[n]) for n, line in places)
        if not marked and (len(on) < 2 or not _regular(on, len(pages))):
            continue
        if not marked and not any(_outermost(line, bases[n]) for n, line in places):
            continue
        if not marked and len(on) < 3 and any(_runs_on(line, by_page[n]) for n, line in places):
            continue
        for number, line in places:
            gone[number].add(id(line))
        _keep(found, pattern, places[0], on, heights)
    for number, line in _page_numbers(numbered, bases):
        if id(line) not in gone[number]:
            gone[number].add(id(line))
            _keep(found, "#", (number, line), [number], heights)
    left = [[line for line in lines if id(line) not in gone[n]] for n, _, lines in pages]
    return left, list(found.values())


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


def _keep(
    found: dict[str, Furniture],
    pattern: str,
    place: tuple[int, Line],
    on: list[int],
    heights: dict[int, float],
) -> None:
    number, line = place
    numbers = _NUMBER.match(line.text.strip().casefold()) is not None
    key = "#" if numbers else pattern
    before = found.get(key)
    pages = tuple(sorted({*(before.pages if before else ()), *on}))
    text = before.text if before and before.pages[0] <= number else line.text
    found[key] = Furniture(text, pages, numbers, line.base < heights[number] / 2)
