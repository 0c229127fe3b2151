"""What characters ask of the page: cleaning of text, and where a word may be broken.

Rules: line breaking of Japanese by JIS X 4051 (kinsoku shori: what may not begin or end
a line); Unicode Annex 14 for dashes, simplified to what a brief needs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

#: May not begin a line of Japanese.
NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "｡｣､･ｧｨｩｪｫｬｭｮｯｰ)]},.;:!?%»›"
)
#: May not end a line of Japanese.
NO_END = frozenset("‘“（〔［｛〈《「『【￥＄｢([{«‹$£¥")

#: Characters that are dropped or that stand for a plain space. Controls have no glyph
#: (ISO 32000-1 has no notion of them in text); bidirectional controls have no use here.
_DROPPED = dict.fromkeys(
    chain(
        (0xAD, 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF),
        range(0x20),
        range(0x7F, 0xA0),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xFFF9, 0xFFFC),
        range(0xD800, 0xE000),
        range(0xFDD0, 0xFDF0),
        range(0xFE00, 0xFE10),
        range(0xE0000, 0xE0080),
        range(0xE0100, 0xE01F0),
    )
)
_SPACES = dict.fromkeys(
    chain(
        (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x1680, 0x2028, 0x2029, 0x205F),
        range(0x2000, 0x2007),
        range(0x2008, 0x200B),
    ),
    " ",
)
_CLEAN: dict[int, str | None] = {**_DROPPED, **_SPACES}

#: Spaces that keep their words together are drawn as the space glyph.
HARD_SPACES = frozenset("\u00a0\u202f\u2007")

#: What a character that a font lacks may be drawn as; ActualText keeps the original.
LOOKALIKES = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ",
    "\u2011": "-", "\u2010": "-", "\u2012": "–", "\u2015": "—", "\u2212": "–",
    "\u301c": "~", "\uff5e": "~", "\u2027": "·", "\u2024": ".", "\u02bc": "’",
}  # fmt: skip

_SHAPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u1a00-\u1bff"
    "\u1cd0-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ua8e0-\ua8ff\uabc0-\uabff\ufe20-\ufe2f]"
)
_WIDE = re.compile(
    "[\u2e80-\u303f\u3040-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
_BREAKABLE = re.compile("[-–—/\u200b\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[?&=_.]")


def clean(text: str) -> str:
    """The text without controls, each kind of breaking space as a plain space."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_CLEAN)


def is_shaped(text: str) -> bool:
    """Whether a shaping engine must choose and place the glyphs."""
    return _SHAPED.search(text) is not None


def is_wide(character: str) -> bool:
    """Whether the character is set like Japanese: a line may break beside it."""
    return _WIDE.match(character) is not None


def is_right_to_left(character: str) -> bool:
    """Whether the character belongs to a script that runs from right to left."""
    return _RIGHT_TO_LEFT.match(character) is not None


@lru_cache(maxsize=4096)
def is_mark(character: str) -> bool:
    """Whether the character combines with the one before it, or joins its neighbours."""
    return character in "\u200c\u200d" or unicodedata.category(character) in ("Mn", "Mc", "Me")


def may_break_between(before: str, after: str) -> bool:
    """Whether a line may end between two characters of which one is Japanese."""
    if not (is_wide(before) or is_wide(after)) or is_mark(after):
        return False
    return after not in NO_START and before not in NO_END


def split_word(word: str) -> list[str]:
    """The pieces between which a line may end, with no space and no hyphen added."""
    if word.isalnum() and word.isascii():
        return [word]
    if _BREAKABLE.search(word) is None:
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
                at - start >= 3
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
