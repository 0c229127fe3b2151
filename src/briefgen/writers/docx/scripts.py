"""Text cut where the script changes, since Word keeps a font slot for each kind.

A run of text takes its font from one of four slots (17.3.2.26): ascii and hAnsi, eastAsia,
cs. Bold and size of the last, complex scripts, are properties of their own (`w:bCs`,
`w:szCs`) that count only in runs marked `w:cs` or `w:rtl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Script = Literal["latin", "indic", "rtl", "east-asian"]

_INDIC = "\u0900-\u0dff\u1cd0-\u1cff\ua8e0-\ua8ff"
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_EAST = (
    "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)


def _words(characters: str) -> str:
    # Spaces and joiners between two words of a script belong to its run.
    return rf"[{characters}](?:[\u200c\u200d\s]*[{characters}\u0300-\u036f\u200c\u200d])*"


_RUNS = re.compile(f"(?P<indic>{_words(_INDIC)})|(?P<rtl>{_words(_RTL)})|(?P<east>{_words(_EAST)})")
_RIGHT_TO_LEFT = re.compile(f"[{_RTL}]")
_STRONG_LETTER = re.compile(f"[{_RTL}]|[^\\W\\d_]")

# By rows of 128 code points from U+0900.
_INDIC_LANGUAGES = (
    *("hi-IN", "bn-IN", "pa-IN", "gu-IN", "or-IN", "ta-IN", "te-IN", "kn-IN", "ml-IN", "si-LK"),
)
#: Languages whose text is of a complex script or East Asian: their tag goes to that slot.
_COMPLEX = frozenset(
    (
        *("ar", "fa", "ur", "he", "yi", "ps", "sd", "ug", "dv"),
        *("hi", "mr", "ne", "sa", "bn", "pa", "gu", "or", "ta", "te", "kn", "ml", "si"),
    )
)
_EAST_ASIAN = frozenset(("ja", "zh", "ko"))
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}\Z")


def runs(text: str) -> Iterator[tuple[Script, str]]:
    """Text in pieces of one script each; joined they are the text."""
    if text.isascii():
        yield "latin", text
        return
    at = 0
    for match in _RUNS.finditer(text):
        if match.start() > at:
            yield "latin", text[at : match.start()]
        kind = match.lastgroup
        yield "indic" if kind == "indic" else "rtl" if kind == "rtl" else "east-asian", match[0]
        at = match.end()
    if at < len(text):
        yield "latin", text[at:]


def language(text: str, script: Script) -> str:
    """The likely language of text of a script that no one has named."""
    first = ord(text[0])
    if script == "indic":
        row = (first - 0x0900) >> 7
        return _INDIC_LANGUAGES[row] if 0 <= row < len(_INDIC_LANGUAGES) else "hi-IN"
    if script == "rtl":
        return "he-IL" if 0x0590 <= first < 0x0600 else "ar-SA"
    if 0x1100 <= first < 0x1200 or 0xA960 <= first < 0xA980 or 0xAC00 <= first < 0xD800:
        return "ko-KR"
    return "ja-JP"


def slot(lang: str) -> Literal["val", "eastAsia", "bidi"]:
    """The attribute of `w:lang` (17.3.2.20) that a language belongs to."""
    primary = lang.partition("-")[0].lower()
    if primary in _COMPLEX:
        return "bidi"
    return "eastAsia" if primary in _EAST_ASIAN else "val"


def is_language_tag(lang: str) -> bool:
    """Whether `lang` has the form of a BCP 47 tag that Word can hold."""
    return _TAG.match(lang) is not None


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter is of a right-to-left script (UAX 9, rules P2 and P3)."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return False
    letter = _STRONG_LETTER.search(text)
    return letter is not None and _RIGHT_TO_LEFT.match(letter[0]) is not None
