"""When two texts are the same: the letters of a text, and digests over them.

A text goes through a page, a Word file or another program and comes back with other spaces,
line ends, hyphens and ligatures. `letters` takes away what may change on that way and keeps
what means something: every letter in its case, every digit, sign and mark of punctuation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import sha256

#: The name of these rules in a provenance; another one when they change.
RULES = "letters-1"

#: Ligatures (U+FB00 to U+FB06) are spelt out, the two hyphens are one.
_EXCHANGED = {
    **dict(zip(range(0xFB00, 0xFB07), "ff fi fl ffi ffl ſt st".split(), strict=True)),
    0x2010: "-",
    0x2011: "-",
    0xFFFD: "",
}
#: Controls, formats (soft hyphens, joiners, marks of direction), halves of surrogates, and
#: spaces of every kind.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


class _Kept(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        kept = _EXCHANGED.get(point, character)
        selector = 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
        noncharacter = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
        if unicodedata.category(character) in _DROPPED or selector or noncharacter:
            kept = ""
        self[point] = kept
        return kept


_KEPT = _Kept()


def letters(text: str) -> str:
    """The text as it is compared: in Unicode's composed form (NFC), without white space,
    controls, soft hyphens and variation selectors, ligatures spelt out."""
    if text.isascii():
        joined = "".join(text.split())
        return joined if joined.isprintable() else joined.translate(_KEPT)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    kept = text.translate(_KEPT)
    # taking a joiner away can bring together what composes
    return kept if unicodedata.is_normalized("NFC", kept) else unicodedata.normalize("NFC", kept)


def digest(texts: Iterable[str]) -> str:
    """The SHA-256 of the letters of texts, each ended by a line feed, in hexadecimal; texts
    without any letters do not count."""
    return sha256("".join(f"{kept}\n" for t in texts if (kept := letters(t))).encode()).hexdigest()
