"""Bytes to letters: what a text's character encoding is, and how that is known."""

from __future__ import annotations

import codecs
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, name

from briefgen.ingest.language import ordinary_words
from briefgen.ingest.reading import counted
from briefgen.regex import regex

_BOMS = (
    (b"\xff\xfe\0\0", "utf-32-le", "UTF-32"),
    (b"\0\0\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)

#: The encodings of the web by the name that messages use, with Python's name for each
#: (WHATWG Encoding, 4.2): a label outside of this table is not believed.
ENCODINGS: dict[str, str] = {
    "utf-8": "utf-8",
    "windows-1252": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
    "windows-874": "cp874",
    "iso-8859-2": "iso8859-2",
    "iso-8859-3": "iso8859-3",
    "iso-8859-4": "iso8859-4",
    "iso-8859-5": "iso8859-5",
    "iso-8859-6": "iso8859-6",
    "iso-8859-7": "iso8859-7",
    "iso-8859-8": "iso8859-8",
    "iso-8859-10": "iso8859-10",
    "iso-8859-13": "iso8859-13",
    "iso-8859-14": "iso8859-14",
    "iso-8859-15": "iso8859-15",
    "iso-8859-16": "iso8859-16",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "ibm866": "cp866",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-jp": "euc-jp",
    "iso-2022-jp": "iso2022-jp",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
#: Labels that mean one of them (the commonest of WHATWG Encoding, 4.2).
_LABELS = {
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "l1": "windows-1252",
    "cp1252": "windows-1252",
    "x-cp1252": "windows-1252",
    "x-user-defined": "windows-1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "latin2": "iso-8859-2",
    "tis-620": "windows-874",
    "iso-8859-11": "windows-874",
    "iso-8859-8-i": "iso-8859-8",
    "koi8": "koi8-r",
    "koi8_r": "koi8-r",
    "mac": "macintosh",
    "gb2312": "gbk",
    "gb_2312-80": "gbk",
    "x-gbk": "gbk",
    "big5-hkscs": "big5",
    "x-euc-jp": "euc-jp",
    "sjis": "shift_jis",
    "shift-jis": "shift_jis",
    "x-sjis": "shift_jis",
    "ms_kanji": "shift_jis",
    "windows-31j": "shift_jis",
    "ks_c_5601-1987": "euc-kr",
    "ksc5601": "euc-kr",
    "korean": "euc-kr",
    "windows-949": "euc-kr",
    "utf-16": "utf-16le",
    "unicode": "utf-16le",
}

# The commonest characters of Japanese, Korean and Chinese: a fifth of what is written.
_JAPANESE = regex("[のはをにがとでしたるいなもれすこかまっらてり、。]")
_KOREAN = regex("[이다의는에을를가하고은로한도지사기서대인으]")
_CHINESE = regex(
    "[的一是在不了有和人这這中大为為上国國以要他时時来來会會对對发發年于於与與方将將及，。]"
)
_EAST_ASIAN = {
    "shift_jis": _JAPANESE,
    "euc-jp": _JAPANESE,
    "euc-kr": _KOREAN,
    "gb18030": _CHINESE,
    "big5": _CHINESE,
}
_SINGLE_BYTE = (
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "windows-1250",
    "windows-1254",
    "windows-1253",
    "windows-1256",
    "windows-1255",
    "windows-874",
    "iso-8859-2",
    "macintosh",
    "ibm866",
)
_WORD = regex(r"\S+")
_READ = 100_000


class Decoded(NamedTuple):
    """A text, the name of its encoding, and how that is known where it is not plain."""

    text: str
    charset: str
    remark: str = ""


def encoding_named(label: str) -> str:
    """The encoding of the web that a label names; empty for none."""
    label = label.strip().lower()[:40]
    label = _LABELS.get(label, label)
    return label if label in ENCODINGS else ""


def decode(data: bytes, declared: str = "", says: str = "") -> Decoded | None:
    """The text that some bytes are; None when they are none.

    A byte order mark comes first, then what the file declares (`declared`, a label; `says`
    is who declares it), where that is possible, then UTF-8, and last a guess, which the
    remark tells. A declaration that is wrong is told too.
    """
    for bom, codec, charset in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(codec, errors="replace")
            return Decoded(text, charset, _broken(text, charset))
    encoding = encoding_named(declared)
    if not encoding and data.isascii() and (b"\x1b$B" in data or b"\x1b$@" in data):
        encoding = "iso-2022-jp"  # nothing else switches to two bytes a character so
    if encoding and not encoding.startswith("utf-16"):
        believed = _declared(data, encoding)
        if believed is not None:
            return believed
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and b"\0" not in data:
        return Decoded(utf8, "UTF-8", _other(declared, says, "UTF-8") if declared else "")
    if b"\0" in data:
        return _wide(data)
    guessed = _guess(data)
    if guessed is not None and declared:
        guessed = guessed._replace(remark=_other(declared, says, guessed.charset))
    return guessed


def _declared(data: bytes, encoding: str) -> Decoded | None:
    """The text in the encoding that is declared, unless the bytes speak against it."""
    text = _strict(data, encoding)
    if encoding == "utf-8":
        return Decoded(text, "UTF-8") if text is not None else None
    if not data.isascii() and _strict(data, "utf-8") is not None and encoding != "iso-2022-jp":
        return None  # what is UTF-8 throughout is hardly anything else by chance
    if text is None and encoding == "windows-1252":
        text = data.decode("cp1252", errors="replace")
    if text is None:
        return None
    return Decoded(text, encoding, _broken(text, encoding))


def _other(declared: str, says: str, charset: str) -> str:
    shown = "".join(c for c in declared[:40] if c.isprintable())
    return f"{says} says that it is in {shown}; by its bytes it is in {charset}."


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(ENCODINGS[encoding])
    except UnicodeError:
        return None


def _broken(text: str, charset: str) -> str:
    count = text.count("\ufffd")
    if not count:
        return ""
    places = counted(count, "place makes", "places make")
    return f"It was read as {charset}; {places} no sense there, and stand as \ufffd."


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: in most scripts of Europe every other byte is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16le", odd, even), ("utf-16be", even, odd)):
        if zeros > 0.5 * len(head) / 2 and others < 0.02 * len(head) / 2 + 1:
            text = _strict(data[: len(data) // 2 * 2], encoding)
            if text is not None and "\0" not in text:
                return Decoded(text, "UTF-16", "It is read as UTF-16, by its zero bytes.")
    return None


def _guess(data: bytes) -> Decoded | None:
    """The encoding under which a text has the most ordinary words; windows-1252 if none."""
    sample = data[:_READ]
    control = sum(sample.count(byte) for byte in (*range(1, 9), *range(14, 27), 127))
    if control > 0.005 * len(sample):
        return None
    best, most = "", 0.0
    for encoding, common in _EAST_ASIAN.items():
        text = _start(sample, encoding)
        if text is not None:
            wide = sum(c > "\xff" for c in text)
            share = len(common.findall(text)) / max(1, wide)
            if share > max(most, 0.1):
                best, most = encoding, share
    if not best:
        best = max(_SINGLE_BYTE, key=lambda encoding: _plausible(sample, encoding))
    text = data.decode(ENCODINGS[best], errors="replace")
    broken = text.count("\ufffd")
    if broken > 0.02 * len(text):
        return None
    sure = f"; {broken:,} bytes make no sense there, and stand as \ufffd" if broken else ""
    remark = f"Its character encoding is not stated: {best} is a guess, by its words{sure}."
    return Decoded(text, best, remark)


def _start(sample: bytes, encoding: str) -> str | None:
    """The text of a sample that may end in the middle of a character."""
    try:
        return codecs.getincrementaldecoder(ENCODINGS[encoding])().decode(sample)
    except UnicodeError:
        return None


def _plausible(sample: bytes, encoding: str) -> tuple[int, int]:
    """How well an encoding fits: the ordinary words that it makes, less what makes no sense;
    between equals the first of the list.

    Only words with letters beyond ASCII are looked at: all encodings agree on the others.
    """
    text = sample.decode(ENCODINGS[encoding], errors="replace")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    sensible = [word for word in words if not _makes_no_sense(word)]
    ordinary = max(ordinary_words(" ".join(sensible)).values(), default=0)
    return 2 * ordinary + len(sensible) - len(words), -_SINGLE_BYTE.index(encoding)


def _makes_no_sense(word: str) -> bool:
    """Whether a word mixes letters of two scripts, or has signs or capitals among its letters."""
    letters = word.strip("\"'()[]“”‘’„«»‹›,.;:!?…–—-·•*§°©€£¥¢%¿¡\u00a0")
    if not all(
        c.isalpha() or c.isdigit() or c in "-'’–./" or category(c)[0] == "M" for c in letters
    ):
        return True
    if any(a.islower() and b.isupper() for a, b in pairwise(letters)):
        return True
    return len({_script(c) for c in letters if category(c)[0] in "LM"} - {"COMBINING"}) > 1


@cache
def _script(letter: str) -> str:
    return name(letter, "").partition(" ")[0]
