"""Where words may be divided: pyphen's patterns, read only as far as they are asked for.

pyphen parses all 14,000 patterns of English before it divides a first word, which takes as
long as laying out two briefs. Here that file is only cut into lines, found by their letters,
and a pattern is parsed when a word has its letters. Other languages are left to pyphen:
some files have patterns twice, comments inside, or words that change their spelling.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pyphen

#: The fewest letters before and after a hyphen.
_LEFT, _RIGHT = 2, 3
_DIGITS = b"0123456789"
_PLAIN = ("hyph_en_GB.dic", "hyph_en_US.dic")

#: Where a pattern's first digit that is not 0 stands, and the digits from there to the last.
_Pattern = tuple[int, tuple[int, ...]]


def hyphen_positions(word: str, lang: str) -> list[int]:
    """The offsets into a word at which it may be divided; none where the language (a BCP 47
    tag) has no patterns."""
    dictionary = _dictionary(lang)
    if dictionary is None:
        return []
    last = len(word) - _RIGHT
    return [int(at) for at in dictionary.positions(word) if _LEFT <= at <= last]


@cache
def _dictionary(lang: str) -> Any:
    known = pyphen.language_fallback(lang.replace("-", "_"))
    if known is None:
        return None
    path = pyphen.LANGUAGES[known]
    return _Dictionary(path.read_bytes()) if path.name in _PLAIN else pyphen.HyphDict(path)


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]
    """pyphen's way of dividing a word, over patterns that are read late."""

    def __init__(self, data: bytes) -> None:
        self.patterns = _Patterns(data)
        self.maxlen = self.patterns.longest
        self.cache: dict[str, list[int]] = {}


class _Patterns:
    """The patterns of a file by their letters, as pyphen asks for them."""

    def __init__(self, data: bytes) -> None:
        encoding, _, text = data.partition(b"\n")
        self._encoding = encoding.decode().strip()
        # The settings at the top stay in between: they have the letters of no word.
        letters = text.translate(None, _DIGITS).split(b"\n")
        self._lines = dict(zip(letters, text.split(b"\n"), strict=True))
        self._read: dict[str, _Pattern] = {}
        self.longest = max(map(len, self._lines))

    def get(self, letters: str) -> _Pattern | None:
        """The pattern with these letters; None when there is none."""
        found = self._read.get(letters)
        if found is None:
            line = self._lines.get(letters.encode(self._encoding, "replace"))
            if line is None:
                return None
            found = self._read[letters] = _pattern(line.decode(self._encoding))
        return found


def _pattern(line: str) -> _Pattern:
    """`a2b3c` says 2 before its second letter and 3 before its third."""
    digits = [0]
    for character in line:
        if character.isdecimal():
            digits[-1] = int(character)
        else:
            digits.append(0)
    first = next((at for at, digit in enumerate(digits) if digit), 0)
    while len(digits) > 1 and not digits[-1]:
        digits.pop()
    return first, tuple(digits[first:])
