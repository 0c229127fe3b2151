"""The rows of a table of verbs, looked for in a text.

Together the rows of `verbs.py` are one alternation of eleven thousand characters, which takes
longer to compile than a brief takes to compose. A text holds few of their verbs, so each row is
compiled when a text has the letters that it begins with, and then by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.kept import kept
from briefgen.regex import compiled, regex
from briefgen.workspace.model import Commitment

#: What `~` stands for: an adverb or two, or none.
_ADVERB = r"(?:\w+ ){0,2}?"
_OPTIONAL = regex(r"\(\?:[^()]*\)\?")
_CHOICE = regex(r"\(\?:([^()]*)\)(?![?*{])")
_LETTERS = regex(r"([a-z]+)([?*{]?)")
_WORD = regex(r"(?<![\w-])[a-z]+")


class Rows:
    """The rows of tables by step, in their order."""

    def __init__(self, tables: Mapping[Commitment, str]) -> None:
        self._rows = [
            (step, line.strip())
            for step, table in tables.items()
            for line in table.strip().splitlines()
        ]
        self._compiled: dict[int, re.Pattern[str]] = {}
        #: The numbers of the rows by the first letters of their first word; at "" all others.
        self._by_letters: dict[str, list[int]] = kept("rows", self._rows, self._sorted)

    def _sorted(self) -> dict[str, list[int]]:
        by_letters: dict[str, list[int]] = {"": []}
        for number, (_, row) in enumerate(self._rows):
            for letters in beginnings(row) or ("",):
                by_letters.setdefault(letters, []).append(number)
        return by_letters

    def find(self, text: str) -> list[tuple[int, int, Commitment]]:
        """The matches of the rows in a text, from left to right, none inside another; of two rows
        that match at one place, that which stands first."""
        words = _WORD.findall(text)
        begun = {word[:3] for word in words} | {word[:2] for word in words} | {""}
        numbers = {n for letters in begun for n in self._by_letters.get(letters, ())}
        found = []
        for number in numbers:
            pattern = self._compiled.get(number) or self._compile(number)
            match = pattern.search(text)
            while match is not None:
                found.append((match.start(), number, match.end()))
                match = pattern.search(text, match.start() + 1)
        found.sort()
        kept, last = [], 0
        for start, number, end in found:
            if start >= last:
                kept.append((start, end, self._rows[number][0]))
                last = end
        return kept

    def _compile(self, number: int) -> re.Pattern[str]:
        row = self._rows[number][1].replace("~", _ADVERB)
        pattern = self._compiled[number] = compiled(rf"(?<![\w-])(?:{row})(?![\w-])")
        return pattern


def beginnings(row: str) -> frozenset[str]:
    """The two or three letters that a match of a row may begin with; nothing if the row does not
    tell."""
    row = row.removeprefix(r"\A")
    found: set[str] = set()
    while optional := _OPTIONAL.match(row):
        inside = beginnings(optional[0][:-1])
        if not inside:
            return frozenset()
        found |= inside
        row = row[optional.end() :]
    choice = _CHOICE.match(row)
    for part in choice[1].split("|") if choice else [row]:
        letters = _LETTERS.match(part)
        begins = "" if letters is None else letters[1][: -1 if letters[2] else None]
        if len(begins) < 2:
            return frozenset()
        found.add(begins[:3])
    return frozenset(found)
