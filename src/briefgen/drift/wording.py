"""What changed between two wordings, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from briefgen.record import record
from briefgen.regex import regex

Change = Literal["=", "-", "+"]

# Scripts that are written without spaces (`evidence/edges.py`): each character is a word.
_UNSPACED = "\u2e80-\u2fff\u3005-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Letters, digits, and the marks on them that Python does not count as letters (in Indian scripts).
_LETTER = f"(?![{_UNSPACED}])(?:[^\\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0d7f\u200c\u200d])"
#: A word or number with what may stand inside it (`1,500`, `co-operation`, `India's`).
WORD = f"[{_UNSPACED}]|(?:{_LETTER})+(?:['\u2019.,:/-](?:{_LETTER})+)*"
_TOKEN = regex(rf"{WORD}|\S")
_MOST = 1_500  # words of either side that are compared; longer changes are shown as one


@record
class Piece:
    """Words that both have (`=`), that were taken out (`-`) or put in (`+`), with the spaces
    between them."""

    change: Change
    text: str


def changes(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both wordings in order: `=` and `-` give the words of the old one, `=` and `+`
    the new one but for what stands after its last word. Spaces are not compared."""
    return _pieces(old, new, _aligned(_tokens(old), _tokens(new), old, new))


def mapped(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of `new` that the range `[start, end)` of `old` became: from the first to the
    last word that stands there or took a place in it. None when none of its words is left."""
    olds, news = _tokens(old), _tokens(new)
    low = high = None
    kept = False
    for tag, i, j, k, m in _aligned(olds, news, old, new):
        inside = [t for t in range(i, j) if start < olds[t][1] and olds[t][0] < end]
        if not inside:
            continue
        if tag == "equal":
            kept = True
            k, m = k + inside[0] - i, k + inside[-1] - i + 1
        if k == m:
            continue
        low = k if low is None else low
        high = m
    if not kept or low is None or high is None:
        return None
    return news[low][0], news[high - 1][1]


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)]


_Run = tuple[str, int, int, int, int]


def _aligned(
    olds: list[tuple[int, int]], news: list[tuple[int, int]], old: str, new: str
) -> list[_Run]:
    """`SequenceMatcher`'s runs over the words of both; equal ends are set aside first."""
    a = [old[s:e] for s, e in olds]
    b = [new[s:e] for s, e in news]
    size = min(len(a), len(b))
    head = next((i for i in range(size) if a[i] != b[i]), size)
    rest = size - head
    tail = next((i for i in range(rest) if a[-1 - i] != b[-1 - i]), rest)
    runs: list[_Run] = [("equal", 0, head, 0, head)] if head else []
    mid_a, mid_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if max(len(mid_a), len(mid_b)) > _MOST:
        runs.append(("replace", head, head + len(mid_a), head, head + len(mid_b)))
    else:
        matcher = SequenceMatcher(None, mid_a, mid_b, autojunk=False)
        runs += [
            (tag, i + head, j + head, k + head, m + head)
            for tag, i, j, k, m in matcher.get_opcodes()
        ]
    if tail:
        runs.append(("equal", len(a) - tail, len(a), len(b) - tail, len(b)))
    return runs


def _pieces(old: str, new: str, runs: list[_Run]) -> tuple[Piece, ...]:
    """The runs as text. What stands between words goes with the words after it."""
    made: list[Piece] = []

    def add(change: Change, text: str) -> None:
        if text:
            made.append(Piece(change, text))

    at_old = at_new = 0
    olds, news = _tokens(old), _tokens(new)
    for tag, i, j, k, m in runs:
        end_old = olds[j - 1][1] if j > i else at_old
        end_new = news[m - 1][1] if m > k else at_new
        was, now = old[at_old:end_old], new[at_new:end_new]
        at_old, at_new = end_old, end_new
        if tag == "equal":
            add("=", now)
        else:
            add("-", was)
            add("+", now)
    return _merged(made)


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].change == piece.change:
            merged[-1] = Piece(piece.change, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)
