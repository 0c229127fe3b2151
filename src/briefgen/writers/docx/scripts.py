"""Text cut where the script changes, since Word keeps a font slot for each kind.

A run of text takes its font from one of four slots (17.3.2.26): ascii and hAnsi, eastAsia,
cs. Bold and size of the last, complex scripts, are properties of their own (`w:bCs`,
`w:szCs`) that count only in runs marked `w:cs` or `w:rtl`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from briefgen.regex import regex

Script = Literal["latin", "indic", "rtl", "east-asian", "symbol"]

# Where each script's blocks begin (Unicode, Blocks.txt); None goes with the text before it:
# spaces, joiners and combining marks. Symbols are arrows, geometric shapes and dingbats,
# which text faces often lack.
_BLOCKS: tuple[tuple[str, Script | None], ...] = (
    ("\u0000", "latin"),
    ("\u0020", None),
    ("\u0021", "latin"),
    ("\u00a0", None),
    ("\u00a1", "latin"),
    ("\u0300", None),
    ("\u0370", "latin"),
    ("\u0590", "rtl"),
    ("\u0900", "indic"),
    ("\u0e00", "latin"),
    ("\u1100", "east-asian"),
    ("\u1200", "latin"),
    ("\u1cd0", "indic"),
    ("\u1d00", "latin"),
    ("\u200c", None),
    ("\u200e", "latin"),
    ("\u2190", "symbol"),
    ("\u2200", "latin"),
    ("\u2500", "symbol"),
    ("\u27c0", "latin"),
    ("\u2e80", "east-asian"),
    ("\ua000", "latin"),
    ("\ua8e0", "indic"),
    ("\ua900", "latin"),
    ("\ua960", "east-asian"),
    ("\ua980", "latin"),
    ("\uac00", "east-asian"),
    ("\ud800", "latin"),
    ("\uf900", "east-asian"),
    ("\ufb00", "latin"),
    ("\ufb1d", "rtl"),
    ("\ufe00", None),
    ("\ufe20", "latin"),
    ("\ufe30", "east-asian"),
    ("\ufe50", "latin"),
    ("\ufe70", "rtl"),
    ("\ufeff", "latin"),
    ("\uff00", "east-asian"),
    ("\ufff0", "latin"),
    ("\U00020000", "east-asian"),
    ("\U00040000", "latin"),
)
_STARTS = [start for start, _ in _BLOCKS]
# Most text has nothing but Latin in it; one class with few ranges also compiles fast.
_OTHER_THAN_LATIN = regex("[^\x00-\u058f\u1e00-\u218f\u2200-\u24ff]")

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
_TAG = regex(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}\Z")


@lru_cache(maxsize=4096)
def script(character: str) -> Script | None:
    """The script of a character; None for those that go with any."""
    return _BLOCKS[bisect_right(_STARTS, character) - 1][1]


def runs(text: str) -> Iterator[tuple[Script, str]]:
    """Text in pieces of one script each; joined they are the text."""
    start, current = 0, script(text[:1] or " ") or "latin"
    if _OTHER_THAN_LATIN.search(text):
        for at, character in enumerate(text):
            of_it = script(character)
            if of_it is not None and of_it != current:
                yield current, text[start:at]
                start, current = at, of_it
    if start < len(text):
        yield current, text[start:]


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
    if text.isascii() or not _OTHER_THAN_LATIN.search(text):
        return False
    letter = next((c for c in text if c.isalpha()), " ")
    return script(letter) == "rtl"
