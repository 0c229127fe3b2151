"""What characters ask of the page: cleaning of text, and where a word may be broken.

Rules: line breaking of Japanese by JIS X 4051 (kinsoku shori: what may not begin or end
a line); Unicode Annex 14 for dashes, simplified to what a brief needs.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: May not begin a line of Japanese.
NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰ)]},.;:!?%»›"
)
#: May not end a line of Japanese.
NO_END = frozenset("‘“（〔［｛〈《「『【￥＄｢([{«‹$£¥")

#: Ranges of characters that are dropped: controls, which have no glyph, halves of
#: surrogates, noncharacters, bidirectional controls, variation selectors and tags.
_DROPPED = (
    *((0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x200E, 0x200F), (0x202A, 0x202E)),
    *((0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF)),
    *((0xFFFE, 0xFFFF), (0xFE00, 0xFE0F), (0xE0000, 0xE007F), (0xE0100, 0xE01EF)),
)
_SPACES = frozenset(
    "\t\n\v\f\r\x85\u1680\u2028\u2029\u205f\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2008\u2009\u200a"
)


class _Cleaning(dict[int, str | None]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        if character in _SPACES:
            kept: str | None = " "
        elif any(first <= point <= last for first, last in _DROPPED):
            kept = None
        else:
            kept = character
        self[point] = kept
        return kept


_CLEAN = _Cleaning()

#: Spaces that keep their words together are drawn as the space glyph.
HARD_SPACES = frozenset("\u00a0\u202f\u2007")

#: What a character that a font lacks may be drawn as; ActualText keeps the original.
LOOKALIKES = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ",
    "\u2011": "-", "\u2010": "-", "\u2012": "–", "\u2015": "—", "\u2212": "–",
    "\u301c": "~", "\uff5e": "~", "\u2027": "·", "\u2024": ".", "\u02bc": "’",
}  # fmt: skip

#: Scripts whose glyphs a shaping engine must choose and place, and combining marks.
_SHAPED = (
    *((0x300, 0x36F), (0x483, 0x489), (0x900, 0xDFF), (0xE00, 0x109F), (0x1780, 0x17FF)),
    *((0x1A00, 0x1BFF), (0x1CD0, 0x1CFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x3099, 0x309A)),
    *((0xA8E0, 0xA8FF), (0xABC0, 0xABFF), (0xFE20, 0xFE2F)),
)
_RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE), (0x10800, 0x10FFF))
#: A line may end behind these, where the letters around them allow it.
_JOINTS = frozenset("-–—/\u200b?&=_.")


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in ranges)


def clean(text: str) -> str:
    """The text without controls, each kind of breaking space as a plain space."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_CLEAN)


def is_shaped(text: str) -> bool:
    """Whether a shaping engine must choose and place the glyphs."""
    return not text.isascii() and any(_within(character, _SHAPED) for character in text)


def is_wide(character: str) -> bool:
    """Whether the character is set like Japanese: a line may break beside it."""
    point = ord(character)
    return 0x2E80 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF or 0xFF00 <= point <= 0xFFEF


def is_right_to_left(character: str) -> bool:
    """Whether the character belongs to a script that runs from right to left."""
    return character > "\u0590" and _within(character, _RIGHT_TO_LEFT)


@lru_cache(maxsize=4096)
def is_mark(character: str) -> bool:
    """Whether the character combines with the one before it, or joins its neighbours."""
    return character in "\u200c\u200d" or unicodedata.category(character) in ("Mn", "Mc", "Me")


def syllables(text: str) -> list[str]:
    """A text cut where no mark and no conjunct is torn apart (Unicode Annex 29, GB9c)."""
    pieces: list[str] = []
    for character in text:
        joined = pieces and (is_mark(character) or pieces[-1][-1] in "\u094d\u200d")
        if joined:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def may_break_between(before: str, after: str) -> bool:
    """Whether a line may end between two characters of which one is Japanese."""
    if not (is_wide(before) or is_wide(after)) or is_mark(after):
        return False
    return after not in NO_START and before not in NO_END


def split_word(word: str) -> list[str]:
    """The pieces between which a line may end, with no space and no hyphen added."""
    if word.isalnum() and word.isascii():
        return [word]
    if not any(character in _JOINTS or is_wide(character) for character in word):
        return [word]
    address = "://" in word or word.startswith("www.") or (len(word) > 24 and "/" in word)
    pieces: list[str] = []
    start = 0
    for at in range(1, len(word)):
        before, after = word[at - 1], word[at]
        if before == "\u200b":
            good = True
        elif before in "-–/":
            good = (
                at - start >= 4
                and len(word) - at >= 3
                and word[at - 2].isalpha()
                and after.isalpha()
                and not (before == "/" and address)
            ) or (before == "/" and address and after != "/")
        elif before == "—":
            good = after.isalnum()
        elif address and before in "?&=_." and after.isalnum():
            good = len(word) - at >= 3
        else:
            good = not before.isascii() and may_break_between(before, after)
            good = good or (not after.isascii() and may_break_between(before, after))
        if good:
            pieces.append(word[start:at])
            start = at
    pieces.append(word[start:])
    return [piece.replace("\u200b", "") for piece in pieces if piece != "\u200b"] or [""]
