"""Whether a place in a text lies inside a word or a number.

A quote may begin or end only between words. What belongs to a word or number is decided
here: letters and digits, of course, but also what joins them (`U.S.`, `Japan's`,
`non-binding`, `1.5`, `15,000`, `15 000`) and what a number cannot lose without becoming
another: sign, currency, `%`, ordinal ending, magnitude (`15 billion`), the other end of a
range (`5 to 10`). Scripts written without spaces (Chinese, Japanese, Thai ...) have no
words to stand inside of, except numbers and runs of katakana.
"""

from __future__ import annotations

import re
import unicodedata

from briefgen.regex import regex

MAGNITUDES = (
    "hundred|thousand|million|billion|trillion|lakh|crore|dozen|mn|bn|tn|millions|billions|"
    "trillions|thousands|hundreds|lakhs|crores"
)
NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    "eighty|ninety|half|quarter"
)
_CURRENCY_CODES = "USD|EUR|GBP|JPY|INR|CNY|RMB|CHF|AUD|CAD|SGD|KRW|Rs\\.?|US\\$|A\\$|C\\$"
_JOINERS = frozenset("'-./,:&@+(·\u2019")
_SIGNS = frozenset("+±~≈<>≤≥−")
_AFTER_NUMBER = frozenset("%‰°º′″+")
_CJK_DIGITS = frozenset("〇零一二三四五六七八九十百千万億兆亿萬")

# A number at the very end of what stands before a place ...
_NUMBER_BEFORE = regex(
    rf"(?:[\d\u00bc-\u00be](?:[.,]\d)*|\b(?:{NUMBER_WORDS}|{MAGNITUDES}))(?:[ -])$", re.I
)
_COUNT_BEFORE = regex(r"(?:^|[^\w.,])(?:\d{1,3})(?: \d{3})* $")
_RANGE_BEFORE = regex(rf"(?:\d|\b(?:{NUMBER_WORDS}|{MAGNITUDES}|percent|per cent)|%) to $", re.I)
_MONEY_BEFORE = regex(rf"(?:[$€£¥₹₩₽₺₫฿]|(?:^|[^\w])(?:{_CURRENCY_CODES})) $")
_A_BEFORE = regex(r"\b(?:a|half a|several|a few|many) $", re.I)
# ... and what at the very beginning of what stands after it makes one number of both.
_MAGNITUDE_AFTER = regex(rf"(?:{MAGNITUDES})\b", re.I)
_COUNT_AFTER = regex(rf"(?:{MAGNITUDES}|{NUMBER_WORDS})\b", re.I)
_UNIT_AFTER = regex(
    r"(?:per ?cent|percentage|basis points|bps)\b|[%‰]|[$€£¥₹₩](?!\d)|"
    r"(?:dollars|euros|yen|rupees|pounds|yuan|USD|EUR|JPY|INR|GBP|CNY)\b",
    re.I,
)
_GROUP_AFTER = regex(r"\d{3}(?!\d)")
_RANGE_AFTER = regex(r" to [$€£¥₹]?\d")
_DIGIT_AFTER = regex(rf"[$€£¥₹]?\d|(?:{NUMBER_WORDS})\b", re.I)
_ENDS_IN_NUMBER = regex(rf"(?:\d|\b(?:{NUMBER_WORDS}|{MAGNITUDES}))$", re.I)
_SHORT_SEGMENT = regex(r"(?:^|[^\w])\w$")


def in_word(char: str) -> bool:
    """Whether a character is part of a word: letter, digit, mark on a letter, joiner."""
    return char.isalnum() or char in "_\u200c\u200d" or unicodedata.category(char)[0] == "M"


def unspaced(char: str) -> bool:
    """Whether a character belongs to a script that is written without spaces."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\u0e00" <= char <= "\u0eff"
        or "\u1000" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
    )


def _katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30fa" or char == "\u30fc" or "\uff66" <= char <= "\uff9f"


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def inside(text: str, at: int, broken_line: bool = False) -> bool:
    """Whether offset `at` of a text in its marked normal form is inside a word or number.

    `broken_line`: the space next to the place was a line break, so that a hyphen before
    it may be one that a printer put there.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    earlier = text[at - 2] if at > 1 else " "
    later = text[at + 1] if at + 1 < len(text) else " "
    if before == " " or after == " ":
        return _inside_spaced_number(text, at) or (broken_line and _inside_broken_word(text, at))
    if in_word(before) and in_word(after):
        return _same_word(before, after)
    if unicodedata.category(after)[0] == "M":
        return True
    return (
        _joined(before, after, later, text, at)
        or (
            (before in _JOINERS or before == "\u2014")
            and _joined(earlier, before, after, text, at - 1)
        )
        or _sign(earlier, before, after)
        or (before.isdigit() and (after in _AFTER_NUMBER or _money(after)))
        or (_money(after) and later.isdigit() and before.isalpha() and not unspaced(before))
        or (after == "." and earlier == "." and before.isalpha())
        or (before.isalnum() and after == "+" and not unspaced(before))
    )


def _same_word(before: str, after: str) -> bool:
    """Whether two neighbouring word characters belong to one word or number."""
    if unspaced(before) or unspaced(after):
        if unicodedata.category(after)[0] == "M":
            return True
        if _katakana(before) and _katakana(after):
            return True
        if before == "第":
            return True
        counts = [c.isdigit() or c in _CJK_DIGITS for c in (before, after)]
        return all(counts) or (before.isdigit() and unspaced(after))
    if _hangul(before) != _hangul(after):
        return before.isdigit() and _hangul(after)
    return True


def _joined(before: str, joiner: str, after: str, text: str, at: int) -> bool:
    """Whether the character at offset `at` joins the ones on its two sides."""
    if not (in_word(before) and in_word(after)) or unspaced(before) or unspaced(after):
        return False
    digits = before.isdigit() and after.isdigit()
    if joiner == "\u2014":  # an em dash parts words, but not the ends of a range
        return digits
    if joiner not in _JOINERS:
        return False
    if joiner in ",:":
        return digits
    if joiner == ".":
        # `timing.The` is a full stop that lost its space, `U.S` and `a.m` are one word
        return not (
            after.isupper() and before.isalpha() and not _SHORT_SEGMENT.search(text[at - 2 : at])
        )
    return True


def _money(char: str) -> bool:
    return unicodedata.category(char) == "Sc"


def _sign(earlier: str, before: str, after: str) -> bool:
    """Whether `before` is a sign or a currency that belongs to the digit after it."""
    if not (after.isdigit() or ((after == "." or _money(after)) and before in "-+")):
        return False
    if _money(before) or before in _SIGNS:
        return True
    return before == "-" and not in_word(earlier) and after != "."


def _inside_spaced_number(text: str, at: int) -> bool:
    """Whether a place next to a space is inside `15 billion`, `15 000`, `5 to 10`, `$ 5`."""
    if text[at] == " ":
        before, after = text[max(0, at - 24) : at] + " ", text[at + 1 : at + 24]
    else:
        before, after = text[max(0, at - 25) : at], text[at : at + 24]
    last = before[-2] if len(before) > 1 else " "
    if not (last.isalnum() or last in "%." or _money(last)):
        return False
    if _GROUP_AFTER.match(after) and _COUNT_BEFORE.search(before):
        return True
    if _NUMBER_BEFORE.search(before):
        if _UNIT_AFTER.match(after):
            return True
        if last.isdigit():
            if _MAGNITUDE_AFTER.match(after):
                return True
        elif _COUNT_AFTER.match(after):
            return True
    if text[at] == " ":
        if _RANGE_AFTER.match(text, at) and _ENDS_IN_NUMBER.search(before[:-1]):
            return True
        return bool(_MONEY_BEFORE.search(before) and after[:1].isdigit())
    if _RANGE_BEFORE.search(before) and _DIGIT_AFTER.match(after):
        return True
    if _A_BEFORE.search(before) and _MAGNITUDE_AFTER.match(after):
        return True
    return bool(_MONEY_BEFORE.search(before) and after[:1].isdigit())


def _inside_broken_word(text: str, at: int) -> bool:
    """Whether a place is next to a hyphen that ends a line: `non-` + `binding`."""
    space = at if text[at] == " " else at - 1
    return (
        0 < space < len(text) - 1
        and text[space - 1] == "-"
        and space > 1
        and in_word(text[space - 2])
        and in_word(text[space + 1])
    )
