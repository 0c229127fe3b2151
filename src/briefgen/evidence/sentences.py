"""Where a sentence begins and ends, in a text in its normal form.

Two things hang on it: an elision stays within one sentence, and so does the reach of a
negation. Full stops of abbreviations are told apart by a short list; a line break ends a
sentence where the text itself shows that the line was ended on purpose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from briefgen.evidence.normalize import Normalised
from briefgen.regex import regex

# A stop, what may close after it, and the space that follows.
_STOP = regex(r"[.!?…]+[\"')\]»]*(?= )|[।॥。！？]+[\"')\]」』]*|[.!?…]+[\"')\]»]*$")
_ABBREVIATION = regex(
    r"(?:^|[\s(\"'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Amb|Sen|Rep|Gov|Hon|Rev|"
    r"St|Messrs|Shri|Smt|vs|cf|Jr|Sr|approx|e\.g|i\.e|[A-Z])\.$"
)
_NUMBERED = regex(r"\b(?:No|Nos|Art|Arts|Vol|Fig|Sec)\.$")
_DOTTED = regex(r"(?:\b\w\.){2,}$")  # U.S., a.m.
_COMPANY = regex(
    r"\b(?:Inc|Ltd|Co|Corp|Bros|etc|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_OPENER = regex(
    r" [\"'(\[]*(?:The|A|An|In|On|At|It|He|She|They|We|I|You|This|That|These|Those|Both|But|And|"
    r"However|As|For|To|If|No|Not|When|While|After|Before|With|There|His|Her|Its|Their|Our)\b"
)
_BULLET = regex(r" (?:[•*▪·]|-|\d{1,3}[.)]) ")
_HANGING = regex(
    r"(?:\b(?:a|an|the|of|to|in|on|at|by|for|with|from|and|or|nor|but|not|no|never|that|which|who|"
    r"is|are|was|were|be|been|has|have|had|did|do|does|will|would|may|might|could|should|can|"
    r"cannot|neither|without|their|its|his|her|failed|refused|declined)|n't|[,(-])$",
    re.I,
)
_NEAR = 300  # characters on each side that are looked at first
_REACH = 4000  # characters on each side; a longer sentence is cut there


def sentence(n: Normalised, start: int, end: int, *, passages: bool) -> tuple[int, int]:
    """The range in `n.text` of the sentence(s) in which `[start, end)` stands.

    With `passages`, every line break ends a sentence (the layout of an archive).
    """
    first, last = max(0, start - _REACH), min(len(n.text), end + _REACH)
    if passages:
        at = bisect_left(n.newlines, start)
        first = max(first, n.newlines[at - 1] if at else 0)
        at = bisect_left(n.newlines, end, at)
        last = min(last, n.newlines[at] if at < len(n.newlines) else last)
    for near in (max(first, start - _NEAR), first):
        if before := _ends(n, near, start, passages):
            first = before[-1]
            break
    for near in (min(last, end + _NEAR), last):
        if after := _ends(n, end, near, passages):
            last = after[0]
            break
    if first < start and n.text[first] == " ":
        first += 1
    return first, last


def crosses(n: Normalised, start: int, end: int, *, passages: bool) -> bool:
    """Whether a sentence ends between two offsets."""
    return any(start <= stop <= end for stop in _ends(n, start, end, passages))


def crosses_passage(n: Normalised, start: int, end: int) -> bool:
    """Whether a line break lies between two offsets."""
    at = bisect_left(n.newlines, start)
    return at < len(n.newlines) and n.newlines[at] < end


def _ends(n: Normalised, low: int, high: int, passages: bool) -> list[int]:
    """The offsets in `[low, high]` where a sentence ends, after its closing marks, sorted."""
    text = n.text
    window = text[max(0, low - 12) : high + 24]
    base = max(0, low - 12)
    found = []
    for match in _STOP.finditer(window):
        at = base + match.end()
        if low <= at <= high and _is_stop(text, base + match.start(), at):
            found.append(at)
    for k in range(bisect_left(n.newlines, low), len(n.newlines)):
        at = n.newlines[k]
        if at > high:
            break
        if passages or at in n.blanks or _ended_on_purpose(n, k):
            found.append(at)
    found.sort()
    return found


def _is_stop(text: str, start: int, end: int) -> bool:
    """Whether the marks in `[start, end)` end a sentence."""
    mark = text[start]
    if mark in "।॥。！？" or end >= len(text):
        return True
    follow = text[end : end + 16]
    first = follow.lstrip(" \"'([")[:1]
    if first.islower():
        return False
    if mark != "." or end - start > 1:
        return True
    before = text[max(0, start - 14) : start + 1]
    if _DOTTED.search(before):
        return bool(_OPENER.match(text[end : end + 24]))
    if _ABBREVIATION.search(before) or (first.isdigit() and _NUMBERED.search(before)):
        return False
    if _COMPANY.search(before):
        return bool(_OPENER.match(text[end : end + 24]))
    return True


def _ended_on_purpose(n: Normalised, k: int) -> bool:
    """Whether line break `k` was put there by the author rather than by a narrow page.

    A line that is wrapped breaks because its next word did not fit. Where it would have
    fitted (in the width of the longest of the lines around it), begins with no small
    letter, and the line before does not hang in the air, the break was meant.
    """
    text, at = n.text, n.newlines[k]
    if _BULLET.match(text[at : at + 6]):
        return True
    first = text[at + 1 : at + 2]
    if not first or first.islower():
        return False
    begin = n.newlines[k - 1] + 1 if k else 0
    if _HANGING.search(text[max(begin, at - 12) : at]):
        return False
    near = [0, *n.newlines, len(text)] if len(n.newlines) < 8 else n.newlines[max(0, k - 8) : k + 9]
    width = max(b - a for a, b in pairwise(near))
    word = text.find(" ", at + 1)
    next_word = (word if word > 0 else len(text)) - at
    return at - begin + next_word < width
