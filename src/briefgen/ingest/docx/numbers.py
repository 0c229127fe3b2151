"""The numbers that Word prints before the paragraphs of lists (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefgen.regex import regex
from briefgen.word.files import WordFile
from briefgen.word.names import Element, child, children, is_on, value

_PLACE = regex(r"%([1-9])")
_MOST = 1_000_000


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


class Numbers:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, file: WordFile) -> None:
        root = file.root("numbering")
        self.abstract: dict[str, Element] = {}
        self.linked: dict[str, str] = {}
        self.lists: dict[str, Element] = {}
        for element in children(root, "abstractNum"):
            key = value(element, "abstractNumId")
            self.abstract[key] = element
            if name := value(child(element, "styleLink")):
                self.linked[name] = key
        for element in children(root, "num"):
            self.lists[value(element, "numId")] = element
        self.levels: dict[str, dict[int, _Level]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()

    def next(self, key: str, level: int) -> str:
        """The number of the next paragraph of a list at a level (from 0): `3.`, `(b)`. Empty
        for bullets, and for lists that are not there."""
        element = self.lists.get(key)
        if element is None or not 0 <= level <= 8:
            return ""
        abstract = self._abstract(element)
        levels = self._levels(key, element, abstract)
        counts = self.counts.setdefault(abstract or key, {})
        here = levels.get(level, _Level(form="none"))
        self._override(key, element, level, counts)
        counts[level] = min(counts.get(level, here.start - 1) + 1, _MOST)
        for deeper in [one for one in counts if one > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                del counts[deeper]
        if here.form in ("bullet", "none"):
            return ""

        def number(match: object) -> str:
            place = int(match[1]) - 1  # type: ignore[index]
            one = levels.get(place, _Level())
            form = "decimal" if here.legal else one.form
            return written(counts.get(place, one.start), form)

        return _PLACE.sub(number, here.text).strip()

    def _override(self, key: str, element: Element, level: int, counts: dict[int, int]) -> None:
        """Where a list begins at a number of its own, it does so once."""
        for override in children(element, "lvlOverride"):
            start = child(override, "startOverride")
            if value(override, "ilvl") == str(level) and start is not None:
                if (key, level) not in self.begun:
                    counts[level] = _whole(value(start), 1) - 1
                self.begun.add((key, level))

    def _abstract(self, element: Element) -> str:
        """The definition that a list follows; by way of a style, where it says so."""
        key = value(child(element, "abstractNumId"))
        link = value(child(self.abstract.get(key), "numStyleLink"))
        return self.linked.get(link, key) if link else key

    def _levels(self, key: str, element: Element, abstract: str) -> dict[int, _Level]:
        known = self.levels.get(key)
        if known is None:
            known = {}
            for one in children(self.abstract.get(abstract), "lvl"):
                known[_whole(value(one, "ilvl"), 0)] = _level(one)
            for override in children(element, "lvlOverride"):
                for one in children(override, "lvl"):
                    known[_whole(value(override, "ilvl"), 0)] = _level(one)
            self.levels[key] = known
        return known


def _level(element: Element) -> _Level:
    restart = value(child(element, "lvlRestart"))
    legal = child(element, "isLgl")
    return _Level(
        _whole(value(child(element, "start")), 1),
        value(child(element, "numFmt"), default="decimal"),
        value(child(element, "lvlText"))[:100],
        legal is not None and is_on(legal),
        int(restart) if restart.isascii() and restart.isdigit() and len(restart) < 3 else None,
    )


def written(number: int, form: str) -> str:
    """A number in a format of Word's (17.18.59): `iii`, `C`, `07`. Formats that are not
    known are written in digits."""
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    made = ""
    for worth, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        made += letters * (number // worth)
        number %= worth
    return made


def _letter(number: int) -> str:
    """`a` to `z`, then `aa`, `bb`."""
    if not 0 < number <= 780:
        return str(number)
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": _ordinal,
    "none": lambda number: "",
}


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default
