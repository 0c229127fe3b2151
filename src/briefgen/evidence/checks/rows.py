"""The rows of a table of verbs, looked for in a text.

Together the rows of `verbs.py` are one alternation of eleven thousand characters, which takes
longer to compile than a brief takes to compose. A text holds few of their verbs, so each row is
compiled when a text has the letters that it begins with, and then by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.workspace.model import Commitment

#: What `~` stands for: an adverb or two, or none.
_ADVERB = r"(?:\w+ ){0,2}?"
_OPTIONAL = re.compile(r"\(\?:[^()]*\)\?")
_CHOICE = re.compile(r"\(\?:([^()]*)\)(?![?*{])")
_LETTERS = re.compile(r"([a-z]+)([?*{]?)")
_WORD = re.compile(r"(?<![\w-])[a-z]+")


class Rows:
    """The rows of tables by step, in their order."""

    def __init__(self, tables: Mapping[Commitment, str]) -> None:
        self._rows: list[tuple[Commitment, str]] = []
        self._compiled: dict[int, re.Pattern[str]] = {}
        #: The numbers of the rows by the first letters of their first word, and of all others.
        self._by_letters: dict[str, list[int]] = {}
        self._others: list[int] = []
        for step, table in tables.items():
            for line in table.strip().splitlines():
                row = line.strip()
                begins = beginnings(row)
                for letters in begins:
                    self._by_letters.setdefault(letters, []).append(len(self._rows))
                if not begins:
                    self._others.append(len(self._rows))
                self._rows.append((step, row))

    def find(self, text: str) -> list[tuple[int, int, Commitment]]:
        """The matches of the rows in a text, from left to right, none inside another; of two rows
        that match at one place, that which stands first."""
        words = _WORD.findall(text)
        begun = {word[:3] for word in words} | {word[:2] for word in words}
        numbers = {n for letters in begun for n in self._by_letters.get(letters, ())}
        found = []
        for number in (*numbers, *self._others):
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
        pattern = self._compiled[number] = re.compile(rf"(?<![\w-])(?:{row})(?![\w-])")
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
