"""What a sentence depends on besides its own words.

`They will meet again` means what the sentence before it says of them, and an item of a list what
the words say that introduce the list. Only plain signs are looked at, in English: a first word
that refers back, a colon, the marks of items.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.regex import regex
from briefgen.workspace.model import SourcePassage

_REFERS = regex(
    r"[\"'\u201c\u2018(\[]*(?:it|he|she|they|both|this|these|that|those|such|its|his|her|their|each|"
    r"neither|either|nor|otherwise|instead|(?:in|to|for|with|under|by) (?:this|that|these|those)|"
    r"the (?:two|three|latter|former|same|sides?|pair))\b",
    2,
)
_ITEM = regex(
    r"(?:[-\u2013\u2014*\u2022\u25aa\u25e6\u00b7]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s|[a-z]"
)
_GOES_ON = regex(r"(?:[;,:]|[;,] (?:and|or))$")
_MOST = 200  # items of a list that are passed on the way to its introduction


def refers_back(sentence: str) -> bool:
    """Whether a sentence refers with its first words to what stands before it."""
    return bool(_REFERS.match(sentence))


def introduction(passages: Sequence[SourcePassage], number: int) -> str:
    """The passage that introduces the list of which a passage (from 1) is an item; empty when it
    is none."""
    for at in range(number - 1, max(0, number - 1 - _MOST), -1):
        item, before = passages[at].text, passages[at - 1].text
        if before.endswith(":"):
            return before
        if not (_ITEM.match(item) or _GOES_ON.search(before)):
            return ""
    return ""
