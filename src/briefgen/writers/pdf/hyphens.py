"""Where words may be divided: pyphen's patterns, read only as far as they are asked for.

pyphen parses all 14,000 patterns of English before it divides a first word, which takes as
long as laying out two briefs. Here they are only sorted by their first letters, once for all
commands, and a pattern is parsed when a word has its letters. Other languages are left to pyphen:
some files have patterns twice, comments inside, or words that change their spelling.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyphen

from briefgen.kept import kept, stamps

#: The fewest letters before and after a hyphen.
_LEFT, _RIGHT = 2, 3
_NO_DIGITS = str.maketrans("", "", "0123456789")
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
    return _Dictionary(path) if path.name in _PLAIN else pyphen.HyphDict(path)


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]
    """pyphen's way of dividing a word, over patterns that are read late."""

    def __init__(self, path: Path) -> None:
        key = stamps([path, Path(__file__)])
        self.maxlen, groups = kept(path.stem, key, lambda: _grouped(path.read_bytes()))
        self.patterns = _Patterns(groups)
        self.cache: dict[str, list[int]] = {}


def _grouped(data: bytes) -> tuple[int, dict[str, str]]:
    """The most letters that a pattern has; and by their first two letters the patterns, each
    on a line after its letters and a space."""
    encoding, _, text = data.partition(b"\n")
    groups: dict[str, list[str]] = {}
    longest = 0
    for line in text.decode(encoding.decode().strip()).split("\n"):
        letters = line.translate(_NO_DIGITS)
        if " " in letters:  # a setting
            continue
        groups.setdefault(letters[:2], [""]).append(f"{letters} {line}")
        longest = max(longest, len(letters))
    return longest, {start: "\n".join([*lines, ""]) for start, lines in groups.items()}


class _Patterns:
    """The patterns of a file by their letters, as pyphen asks for them."""

    def __init__(self, groups: dict[str, str]) -> None:
        self._groups = groups
        self._read: dict[str, _Pattern] = {}

    def get(self, letters: str) -> _Pattern | None:
        """The pattern with these letters; None when there is none."""
        found = self._read.get(letters)
        if found is None:
            group = self._groups.get(letters[:2])
            at = -1 if group is None else group.find(f"\n{letters} ")
            if group is None or at < 0:
                return None
            start = at + len(letters) + 2
            found = self._read[letters] = _pattern(group[start : group.index("\n", start)])
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
