"""A text read once: its tokens, clauses, what governs each clause, and where each word stands.

A `Reading` is made once per text and kept; rules compare two of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
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

T = TypeVar("T")
#: Written-out names and variants, folded, by the key that all their forms share.
Names = tuple[tuple[tuple[str, ...], str], ...]


@dataclass(slots=True)
class Reading:
    """All that the rules need to know of one text."""

    text: str
    tokens: tuple[Token, ...]
    keys: list[frozenset[str]]
    where: dict[str, list[int]]
    place: list[float]
    sentence_of: list[int]
    sentence_ranges: list[tuple[int, int]]
    clauses: list[Clause]
    clause_of: list[int]
    levels: list[int | None]
    content: list[int]
    folds: frozenset[str]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    hedges: list[frozenset[str] | None] = field(default_factory=list)
    kept: dict[object, object] = field(default_factory=dict)

    def once(self, make: Callable[[Reading], T]) -> T:
        """What a function makes of this reading, made once: many statements cite one passage."""
        if make not in self.kept:
            self.kept[make] = make(self)
        return self.kept[make]  # type: ignore[return-value]

    def at(self, offset: int) -> int:
        """The index of the token at or before an offset."""
        return max(0, bisect_right(self.tokens, offset, key=lambda token: token.start) - 1)


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


@lru_cache(maxsize=256)  # the passages of a brief; a reading takes 50 kB
def _read(text: str, names: Names) -> Reading:
    # A new line ends a sentence. Passages stand in many combinations: each is read once.
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and len(text) <= LONGEST:
        return joined(text, [_read(line, names) for line in lines])
    parts = tokens(text)
    ranges = sentences(text)
    sentence_of = _sentence_of(parts, ranges)
    keys = [_keys(t.stem, t.fold, t.capital) if t.content else frozenset((t.fold,)) for t in parts]
    _name_keys(parts, keys, _WRITTEN)
    if names:
        _name_keys(parts, keys, names)
    content = [i for i, token in enumerate(parts) if token.content]
    where: dict[str, list[int]] = {}
    for index in content:
        for key in keys[index]:
            where.setdefault(key, []).append(index)
    clauses, clause_of = split_clauses(parts, sentence_of)
    counted, dated = quantities(text), moments(text)
    inner = {i for q in counted for i in range(q.first + 1, q.last + 1)}
    inner.update(i for m in dated for i in range(m.first + 1, m.last + 1))
    reading = Reading(
        text,
        parts,
        keys,
        where,
        _places(parts, sentence_of, clause_of, inner),
        sentence_of,
        _token_ranges(sentence_of),
        clauses,
        clause_of,
        [],
        content,
        frozenset(token.fold for token in parts),
        counted,
        dated,
    )
    reading.levels = levels(reading)
    govern(reading)
    return reading


def joined(text: str, readings: Sequence[Reading]) -> Reading:
    """The reading of several texts that stand in `text` one after the other."""
    whole = Reading(text, (), [], {}, [], [], [], [], [], [], [], frozenset(), (), (), [])
    parts: list[Token] = []
    counted: list[Quantity] = []
    dated: list[Moment] = []
    at = 0
    for one in readings:
        at = text.index(one.text, at)
        token, clause = len(parts), len(whole.clauses)
        sentence = whole.sentence_of[-1] + 1 if parts else 0
        place = whole.place[-1] + SENTENCE_STEP if parts else 0.0
        parts += [Token(t[0], t[1] + at, t[2] + at, *t[3:]) for t in one.tokens]
        whole.keys += one.keys
        for key, indices in one.where.items():
            whole.where.setdefault(key, []).extend([index + token for index in indices])
        whole.place += [place + value for value in one.place]
        whole.sentence_of += [sentence + number for number in one.sentence_of]
        whole.sentence_ranges += [(a + token, b + token) for a, b in one.sentence_ranges]
        whole.clauses += [moved(c, token, sentence) for c in one.clauses]
        whole.clause_of += [clause + number for number in one.clause_of]
        whole.levels += one.levels
        whole.hedges += one.hedges
        whole.content += [index + token for index in one.content]
        counted += [_moved(quantity, token, at) for quantity in one.quantities]
        dated += [_moved(moment, token, at) for moment in one.moments]
        at += len(one.text)
    whole.tokens, whole.quantities, whole.moments = tuple(parts), tuple(counted), tuple(dated)
    whole.folds = frozenset().union(*(one.folds for one in readings))
    return whole


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


@lru_cache(maxsize=256)
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
