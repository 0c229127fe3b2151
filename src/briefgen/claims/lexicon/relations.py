"""Which words may stand for one another, and which exclude one another (the two .txt tables)."""

from __future__ import annotations

from collections.abc import Container
from functools import cache, lru_cache
from pathlib import Path

from briefgen.claims.lexicon.words import FUNCTION_WORDS
from briefgen.kept import kept, stamps


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _key(word: str) -> str:
    from briefgen.claims.tokens import fold, stem

    folded = fold(word)
    return folded if folded in FUNCTION_WORDS else stem(folded)


def _made_from(table: str) -> object:
    """A key for what is made of a table: the table, and what decides the stem of a word."""
    here = Path(__file__).parent
    return stamps([here / table, *here.glob("*.py"), here.parent / "tokens.py"])


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The numbers of the groups of synonyms in which a stem stands."""
    return kept("synonyms", _made_from("synonyms.txt"), _synonyms)


def _synonyms() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("synonyms.txt")):
        for word in line.split():
            table.setdefault(_key(word), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in table.items()}


@cache
def _fields() -> dict[str, tuple[tuple[int, int], ...]]:
    """The (field, cell) pairs in which a stem stands."""
    return kept("contrasts", _made_from("contrasts.txt"), _contrasts)


def _contrasts() -> dict[str, tuple[tuple[int, int], ...]]:
    table: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(_lines("contrasts.txt")):
        for cell, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(_key(word.replace("-", "")), set()).add((number, cell))
    return {key: tuple(sorted(pairs)) for key, pairs in table.items()}


class _Table:
    """A table whose lines are in the order of their first words, searched where it stands: as a
    mapping it would be large and slow to make, and few of its words are ever asked for."""

    def __init__(self, name: str) -> None:
        self._text = Path(__file__).with_name(name).read_text("utf-8")
        self._asked: dict[str, str | None] = {}

    def line(self, first: str) -> str | None:
        """The line that begins with a word; None if there is none."""
        if first not in self._asked:
            if len(self._asked) > 10_000:
                self._asked.clear()
            self._asked[first] = self._find(first)
        return self._asked[first]

    def _find(self, first: str) -> str | None:
        text = self._text
        low, high = 0, len(text)
        while low < high:
            start = text.rfind("\n", low, (low + high) // 2) + 1 or low
            end = text.find("\n", start, high)
            line = text[start : end if end >= 0 else high]
            word = line.partition(" ")[0]
            if word == first:
                return line
            if word < first:
                low = start + len(line) + 1
            else:
                high = start
        return None

    def __contains__(self, first: object) -> bool:
        return isinstance(first, str) and self.line(first) is not None


@cache
def common_words() -> Container[str]:
    """Words that may begin a sentence without being a name."""
    return _Table("common.txt")


@cache
def _relatives() -> _Table:
    """For each stem, the later stems of the alphabet that WordNet relates to it."""
    return _Table("related.txt")


def related(left: str, right: str) -> bool:
    """Whether WordNet knows two stems as synonyms, or one as a kind of the other."""
    first, second = sorted((left, right))
    line = _relatives().line(first)
    return line is not None and second in line.split()[1:]


@lru_cache(maxsize=32768)
def groups(stem: str) -> frozenset[int]:
    """The groups of synonyms of a stem."""
    return _groups().get(stem, frozenset())


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> bool:
    """Whether two stems may stand for one another."""
    return left == right or not groups(left).isdisjoint(groups(right))


@lru_cache(maxsize=65536)
def contrary(left: str, right: str) -> bool:
    """Whether two stems exclude one another: in one field, in different cells of it."""
    if left == right:
        return False
    fields = _fields()
    mine, other = fields.get(left), fields.get(right)
    if mine is None or other is None:
        return False
    apart = False
    for field, cell in mine:
        for other_field, other_cell in other:
            if field == other_field:
                if cell == other_cell:
                    return False
                apart = True
    return apart


@lru_cache(maxsize=4096)
def contraries(stem: str) -> frozenset[str]:
    """The stems that a stem excludes."""
    fields = _fields()
    mine = fields.get(stem)
    if mine is None:
        return frozenset()
    numbers = {field for field, _ in mine}
    return frozenset(
        other for field in numbers for other in _by_field()[field] if contrary(stem, other)
    )


@cache
def _by_field() -> dict[int, frozenset[str]]:
    """The stems of each field."""
    found: dict[int, set[str]] = {}
    for stem, pairs in _fields().items():
        for field, _ in pairs:
            found.setdefault(field, set()).add(stem)
    return {field: frozenset(stems) for field, stems in found.items()}


def in_fields(stem: str) -> bool:
    """Whether a stem stands in any field of contraries."""
    return stem in _fields()


@lru_cache(maxsize=65536)
def same_cell(left: str, right: str, apart: str) -> bool:
    """Whether two stems share a cell of a field in which a third stands in another cell."""
    fields = _fields()
    mine, other, third = fields.get(left), fields.get(right), fields.get(apart)
    if not mine or not other or not third:
        return False
    shared = set(mine) & set(other)
    return any(field == f and cell != c for field, cell in shared for f, c in third)
