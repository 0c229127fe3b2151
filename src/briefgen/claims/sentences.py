"""Where sentences end, and the clauses in them."""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.regex import regex

#: Words whose full stop does not end a sentence.
_SHORTENED = frozenset(
    """
    dr mr mrs ms prof st jr sr gen col lt capt amb hon rev sen rep gov no nos art arts para paras
    fig vs etc eg ie cf al jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri sat sun rs inc ltd co corp dept est approx ca vol ed pp p
    """.split()
)
#: What a letter is the name of.
_LETTERED = ("option ", "annex ", "schedule ", "appendix ", "group ", "part ", "class ", "phase ")
_END = regex(r"([.!?…]+)([\"'”’»)\]]*)(\s+|$)")
_WORD_BEFORE = regex(r"([^\W_]+(?:\.[^\W_]+)*)$")


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of the sentences of a text; a new line ends one as well."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            if not _ends(text, start, end):
                continue
            _add(found, text, start, end.end(2))
            start = end.end()
        _add(found, text, start, line.end())
    return tuple(found)


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop ends its sentence: not after `Dr`, an initial, or before a small
    letter."""
    following = text[end.end() : end.end() + 1]
    if not following:
        return True
    if following.islower():
        return False
    if end.group(1) != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, end.start() - 24), end.start())
    if before is None:
        return True
    word = before.group(1)
    if len(word) == 1 and word.isupper():
        lead = text[max(start, before.start() - 10) : before.start()].lower()
        return lead.endswith(_LETTERED)  # no initial, as in S. Jaishankar
    if word.lower() not in _SHORTENED:
        return True
    # `Dr. Hale` and `No. 5` go on; `no. The` and `etc. The` end a sentence
    return word == "etc" or (
        word in ("no", "art", "fig", "sun", "sat", "mar", "may", "gen") and word.islower()
    )


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
