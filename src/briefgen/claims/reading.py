"""A text read once: its tokens, clauses, what governs each clause, and where each word stands.

A `Reading` is made once per text and kept; rules compare two of them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from briefgen.claims.clauses import Clause, moved
from briefgen.claims.clauses import clauses as split_clauses
from briefgen.claims.governing import govern, levels
from briefgen.claims.lexicon.relations import groups
from briefgen.claims.lexicon.words import DEMONYMS, WRITTEN_OUT
from briefgen.claims.moments import Moment, moments
from briefgen.claims.quantities import Quantity, quantities
from briefgen.claims.sentences import sentences
from briefgen.claims.tokens import CLOSING, LONGEST, OPENING, Token, tokens
from briefgen.record import replace

T = TypeVar("T")
#: Written-out names and variants, folded, by the key that all their forms share.
Names = tuple[tuple[tuple[str, ...], str], ...]


class Reading:
    """All that the rules need to know of one text. What takes time is made when it is first asked
    for: a passage that only lends a number to a judgement is never parsed into clauses."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self._names = names
        self._kept: dict[object, object] = {}

    def once(self, make: Callable[[Reading], T]) -> T:
        """What a function makes of this reading, made once: many statements cite one passage."""
        if make not in self._kept:
            self._kept[make] = make(self)
        # What stands at a function is what that function returned.
        return self._kept[make]  # type: ignore[return-value]

    def at(self, offset: int) -> int:
        """The index of the token at or before an offset."""
        return max(0, bisect_right(self.tokens, offset, key=lambda token: token.start) - 1)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, in order; everything else that counts, counts these from 0."""
        return tokens(self.text)

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        """What each token may be found by: its stem, its name's root, its groups of synonyms."""
        parts = self.tokens
        keys = [
            _keys(t.stem, t.fold, t.capital) if t.content else frozenset((t.fold,)) for t in parts
        ]
        _name_keys(parts, keys, _WRITTEN)
        if self._names:
            _name_keys(parts, keys, self._names)
        return keys

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """The content tokens by their keys."""
        where: dict[str, list[int]] = {}
        for index in self.content:
            for key in self.keys[index]:
                where.setdefault(key, []).append(index)
        return where

    @cached_property
    def content(self) -> list[int]:
        """The tokens that mean something by themselves."""
        return [i for i, token in enumerate(self.tokens) if token.content]

    @cached_property
    def folds(self) -> frozenset[str]:
        """The folded words of the text."""
        return frozenset(token.fold for token in self.tokens)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of the sentence of each token."""
        return _sentence_of(self.tokens, sentences(self.text))

    @cached_property
    def sentence_ranges(self) -> list[tuple[int, int]]:
        """The tokens of each sentence, as half-open ranges."""
        return _token_ranges(self.sentence_of)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities, in order."""
        return quantities(self.text)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The dates and periods, in order."""
        return moments(self.text)

    @cached_property
    def _clauses(self) -> tuple[list[Clause], list[int], list[frozenset[str] | None]]:
        found, clause_of = split_clauses(self.tokens, self.sentence_of)
        return found, clause_of, govern(self.tokens, found)

    @property
    def clauses(self) -> list[Clause]:
        """The clauses, in order, with what governs each."""
        return self._clauses[0]

    @property
    def clause_of(self) -> list[int]:
        """The number of the clause of each token."""
        return self._clauses[1]

    @property
    def hedges(self) -> list[frozenset[str] | None]:
        """What hedges each token; None where a hedge further on leaves it open."""
        return self._clauses[2]

    @cached_property
    def levels(self) -> list[int | None]:
        """How strongly each token is promised."""
        return levels(self.tokens, self.clauses)

    @cached_property
    def place(self) -> list[float]:
        """A coordinate for each token, in which near means said together."""
        inner = {i for q in self.quantities for i in range(q.first + 1, q.last + 1)}
        inner.update(i for m in self.moments for i in range(m.first + 1, m.last + 1))
        return _places(self.tokens, self.sentence_of, self.clause_of, inner)


QUOTES = OPENING | CLOSING | frozenset("\"＂‘'")
_ROOT_ENDINGS = (
    "ians",
    "ian",
    "eans",
    "ean",
    "ans",
    "ese",
    "ish",
    "an",
    "ia",
    "ns",
    "ni",
    "n",
    "i",
    "a",
    "y",
    "e",
    "o",
)


@lru_cache(maxsize=16384)
def root(folded: str) -> str:
    """What a country and its demonym share: `ruritan`, from Ruritania and Ruritanian."""
    known = DEMONYMS.get(folded)
    word = known or folded
    if word in ("nigeria", "nigerian"):
        return "^nigeria"
    for ending in _ROOT_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return "^" + word[: len(word) - len(ending)]
    return "^" + word


_DEMONYM = (
    "ians", "ian", "eans", "ean", "ans", "an", "ese", "ish", "ns", "ni", "n", "i", "is", "ic",
    "ers",
)  # fmt: skip


def same_name(left: str, right: str) -> bool:
    """Whether two folded names are one: a plural, or a country and its demonym."""
    if left == right or left + "s" == right or right + "s" == left:
        return True
    if root(left) not in (root(right), "^" + right) and "^" + left != root(right):
        return False
    if left in DEMONYMS or right in DEMONYMS:
        return True
    return left.endswith(_DEMONYM) or right.endswith(_DEMONYM)


@lru_cache(maxsize=32768)
def _keys(stem_: str, folded: str, capital: bool) -> frozenset[str]:
    keys = {stem_}
    if capital:
        keys.add(root(folded))
        keys.add("^" + folded)  # Brenn, for Brennish
    keys.update(f"~{number}" for number in groups(stem_))
    return frozenset(keys)


_WRITTEN: Names = tuple(
    (tuple(form.split()), key) for key, forms in WRITTEN_OUT.items() for form in forms
) + tuple(((key,), key) for key in WRITTEN_OUT)


def read(text: str, names: Names = ()) -> Reading:
    """Reads a text; `names` are forms of glossary entries with the key that they share."""
    return _read(text, names)


@lru_cache(maxsize=128)  # the passages of a brief; a reading takes 50 kB
def _read(text: str, names: Names) -> Reading:
    # A new line ends a sentence. Passages stand in many combinations: each is read once.
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and len(text) <= LONGEST:
        return _Joined(text, names, lines)
    return Reading(text, names)


class _Joined(Reading):
    """The reading of several texts that stand in one, one after the other: theirs, moved."""

    def __init__(self, text: str, names: Names, lines: Sequence[str]) -> None:
        super().__init__(text, names)
        self._parts = [_read(line, names) for line in lines]
        self._offsets: list[int] = []  # where each begins
        at = 0
        for line in lines:
            at = text.index(line, at)
            self._offsets.append(at)
            at += len(line)

    @cached_property
    def _firsts(self) -> list[int]:
        """The first token of each part."""
        return [0, *itertools.accumulate(len(part.tokens) for part in self._parts)][:-1]

    @cached_property
    def _first_sentences(self) -> list[int]:
        """The number of the first sentence of each part; a part without a token has none."""
        counts = ((p.sentence_of[-1] + 1 if p.sentence_of else 0) for p in self._parts)
        return [0, *itertools.accumulate(counts)][:-1]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(
            Token(t[0], t[1] + at, t[2] + at, *t[3:])
            for part, at in zip(self._parts, self._offsets, strict=True)
            for t in part.tokens
        )

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        return [keys for part in self._parts for keys in part.keys]

    @cached_property
    def where(self) -> dict[str, list[int]]:
        where: dict[str, list[int]] = {}
        for part, first in zip(self._parts, self._firsts, strict=True):
            for key, indices in part.where.items():
                where.setdefault(key, []).extend([index + first for index in indices])
        return where

    @cached_property
    def folds(self) -> frozenset[str]:
        return frozenset().union(*(part.folds for part in self._parts))

    @cached_property
    def sentence_of(self) -> list[int]:
        return [
            first + number
            for part, first in zip(self._parts, self._first_sentences, strict=True)
            for number in part.sentence_of
        ]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(
            _moved(quantity, first, at)
            for part, first, at in zip(self._parts, self._firsts, self._offsets, strict=True)
            for quantity in part.quantities
        )

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        return tuple(
            _moved(moment, first, at)
            for part, first, at in zip(self._parts, self._firsts, self._offsets, strict=True)
            for moment in part.moments
        )

    @cached_property
    def _clauses(self) -> tuple[list[Clause], list[int], list[frozenset[str] | None]]:
        found: list[Clause] = []
        clause_of: list[int] = []
        hedges: list[frozenset[str] | None] = []
        for part, first, sentence in zip(
            self._parts, self._firsts, self._first_sentences, strict=True
        ):
            before = len(found)
            found += [moved(clause, first, sentence) for clause in part.clauses]
            clause_of += [before + number for number in part.clause_of]
            hedges += part.hedges
        return found, clause_of, hedges

    @cached_property
    def levels(self) -> list[int | None]:
        return [level for part in self._parts for level in part.levels]

    @cached_property
    def place(self) -> list[float]:
        found: list[float] = []
        for part in self._parts:
            start = found[-1] + SENTENCE_STEP if found else 0.0
            found += [start + value for value in part.place]
        return found


_Counted = TypeVar("_Counted", Quantity, Moment)


def _moved(one: _Counted, tokens: int, offset: int) -> _Counted:
    return replace(
        one,
        first=one.first + tokens,
        last=one.last + tokens,
        start=one.start + offset,
        end=one.end + offset,
    )


def _sentence_of(parts: tuple[Token, ...], ranges: tuple[tuple[int, int], ...]) -> list[int]:
    found, current = [], 0
    for token in parts:
        while current + 1 < len(ranges) and token.start >= ranges[current + 1][0]:
            current += 1
        found.append(current)
    return found


def _token_ranges(sentence_of: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(sentence_of) + 1):
        if index == len(sentence_of) or sentence_of[index] != sentence_of[start]:
            found.append((start, index))
            start = index
    return found


def _name_keys(parts: tuple[Token, ...], keys: list[frozenset[str]], names: Names) -> None:
    """Adds the shared key to each token of each form of a name that occurs."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = _first(names)
    words = [(i, t.fold) for i, t in enumerate(parts) if t.kind != "mark"]
    for at, (index, word) in enumerate(words):
        for form, key in by_first.get(word, ()):
            if len(form) == 1:
                keys[index] = keys[index] | {key}
            elif tuple(w for _, w in words[at : at + len(form)]) == form:
                for step in range(at, at + len(form)):
                    keys[words[step][0]] = keys[words[step][0]] | {key}


@lru_cache(maxsize=128)
def _first(names: Names) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, key in names:
        table.setdefault(form[0], []).append((form, key))
    return table


#: How far two sentences are apart, in content words.
SENTENCE_STEP = 8.0


def _places(
    parts: tuple[Token, ...], sentence_of: list[int], clause_of: list[int], inner: set[int]
) -> list[float]:
    """A coordinate for each token, in which near means said together: a step for each content
    word (one for a whole amount or date), more over a comma, a clause and a sentence."""
    found: list[float] = []
    place = 0.0
    for index, token in enumerate(parts):
        if index:
            if sentence_of[index] != sentence_of[index - 1]:
                place += SENTENCE_STEP
            elif clause_of[index] != clause_of[index - 1]:
                place += 2.0
            elif token.text in (",", "(") or token.fold == "and":
                place += 0.7
        if token.content and index not in inner:
            place += 1.0
        found.append(place)
    return found


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges inside quotation marks, marks left out."""
    if QUOTES.isdisjoint(text):
        return []
    found: list[tuple[int, int]] = []
    start = -1
    straight = False
    for index, char in enumerate(text[:60_000]):
        if char in OPENING:
            start, straight = index + 1, False
        elif char in CLOSING and start >= 0 and not straight:
            found.append((start, index))
            start = -1
        elif char in '"＂':
            if start >= 0:
                found.append((start, index))
                start = -1
            else:
                start, straight = index + 1, True
        elif (
            char in "‘'"
            and start < 0
            and (not index or text[index - 1] in " (—–-:")
            and (index + 1 < len(text) and not text[index + 1].isspace())
        ):
            end = _single_end(text, index + 1)
            if end > index + 1:
                found.append((index + 1, end))
    return found


def _single_end(text: str, start: int) -> int:
    """Where a single quotation that begins at `start` ends, or -1: a mark followed by no letter."""
    for index in range(start, min(len(text), start + 600)):
        if text[index] in "’'" and (index + 1 == len(text) or not text[index + 1].isalnum()):
            if (
                text[index - 1] == "s"
                and text.find("’", index + 1) > 0
                and index + 1 < len(text)
                and text[index + 1] == " "
            ):
                continue
            return index
    return -1
