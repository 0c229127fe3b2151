"""A text as tokens with offsets: words, numbers and marks, each folded and stemmed.

Folding makes case, diacritics, kinds of apostrophe, and the possessive alike; stemming makes
the forms of a word alike (`agreed`, `agreeing`, `agreement`). Neither is ever used to
say that a text *is* in a source, only that two words may mean the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from briefgen.claims.lexicon.operators import VERBS
from briefgen.claims.lexicon.words import ABBREVIATIONS, FUNCTION_WORDS, IRREGULAR
from briefgen.kept import kept, stamps
from briefgen.regex import regex

#: A sentence or passage longer than this is read up to here; the rest is not compared.
LONGEST = 60_000


class Token(NamedTuple):
    """One token of a text: `text[start:end]`.

    `kind` is `word`, `number` or `mark`. `fold` is lower case without diacritics and
    possessive, `stem` what its forms share. `joined` says that no space stands before it.
    """

    text: str
    start: int
    end: int
    kind: str
    fold: str
    stem: str
    capital: bool
    joined: bool
    content: bool


_TOKEN = regex(
    r"(?P<number>\d{4}-\d\d-\d\d(?!\d)"  # 2026-01-16
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]?\d)"  # 15 000
    r"|\d+(?:[.,:/]\d+)*)"  # 15,000.5  1,50,000  16/01/2026  10:30
    r"|(?P<word>(?:[^\W\d_]\.){2,}(?![^\W\d_])"  # U.S.  e.g.
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*\d*[^\W_]*)"  # don't  E10  G20
    r"|(?P<mark>\S)"
)

_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "s"))
_PLAIN_APOSTROPHE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Lower case, without diacritics and possessive, dots of an abbreviation left out."""
    if word.isascii():
        folded = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word.translate(_PLAIN_APOSTROPHE))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    if folded.endswith("'s"):
        folded = folded[:-2]
    elif folded.endswith("s'"):
        folded = folded[:-1]
    if "." in folded:
        folded = folded.replace(".", "")
    return folded


#: Endings that are taken off, longest first, with what they leave behind.
_ENDINGS = (
    ("isational", ""), ("izational", ""), ("isation", ""), ("ization", ""),
    ("fulness", ""), ("iveness", ""), ("ousness", ""),
    ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("itions", ""), ("ition", ""),
    ("ities", ""), ("ivity", ""), ("ility", ""), ("ity", ""),
    ("sions", "s"), ("sion", "s"), ("tions", "t"), ("tion", "t"),
    ("ances", ""), ("ance", ""), ("ences", ""), ("ence", ""), ("ancy", ""), ("ency", ""),
    ("ically", ""), ("ingly", ""), ("edly", ""), ("fully", ""), ("ously", ""),
    ("ives", ""), ("ively", ""), ("ive", ""), ("ables", ""), ("able", ""), ("ible", ""),
    ("icals", ""), ("ical", ""), ("ially", ""), ("ials", ""), ("ial", ""), ("ally", ""),
    ("ness", ""), ("less", "less"), ("ised", ""), ("ized", ""), ("ising", ""), ("izing", ""),
    ("ises", ""), ("izes", ""), ("ise", ""), ("ize", ""), ("ying", ""), ("ied", ""), ("ies", ""),
    ("ily", ""), ("ings", ""), ("ing", ""), ("eds", ""), ("ed", ""), ("ers", ""), ("er", ""),
    ("ors", ""), ("or", ""), ("als", ""), ("al", ""), ("ants", ""), ("ant", ""), ("ents", ""),
    ("ent", ""), ("ous", ""), ("ful", ""), ("ly", ""), ("ics", ""), ("ic", ""), ("es", ""),
    ("s", ""), ("y", ""), ("e", ""),
)  # fmt: skip
_BY_LAST: dict[str, list[tuple[str, str]]] = {}
for _ending, _left in _ENDINGS:
    _BY_LAST.setdefault(_ending[-1], []).append((_ending, _left))


@lru_cache(maxsize=32768)
def stem(folded: str) -> str:
    """What the forms of a word share; a short word is its own stem."""
    known = IRREGULAR.get(folded)
    if known is not None:
        return known
    word = folded
    if word.startswith("co-"):
        word = "co" + word[3:]
    if len(word) <= 3:
        return word
    for _ in range(2):
        for ending, left in _BY_LAST.get(word[-1], ()):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                if ending == "s" and word.endswith(("ss", "us", "is")):
                    break
                if ending == "ed" and word.endswith("eed"):
                    break
                word = word[: len(word) - len(ending)] + left
                break
        else:
            break
        if len(word) <= 4:
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return IRREGULAR.get(word, word)


def _inflected() -> dict[str, str]:
    """The irregular stems, with the forms of the known verbs at the stem of their base form."""
    for verb in VERBS:
        base = IRREGULAR.get(verb) or stem(verb)
        forms: tuple[str, ...]
        if verb.endswith("e"):
            forms = (verb, verb + "s", verb + "d", verb[:-1] + "ing")
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            forms = (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
            forms = (verb, verb + "es", verb + "ed", verb + "ing")
        else:
            forms = (
                verb,
                verb + "s",
                verb + "ed",
                verb + "ing",
                verb + verb[-1] + "ed",
                verb + verb[-1] + "ing",
            )
        for form in forms:
            IRREGULAR.setdefault(form, base)
    return IRREGULAR


_MADE_FROM = stamps([Path(__file__), *(Path(__file__).parent / "lexicon").glob("*.py")])
IRREGULAR |= kept("verbs", _MADE_FROM, _inflected)


def stems(table: str, words: Iterable[str]) -> frozenset[str]:
    """The stems of all words of a table of the lexicon."""
    return kept(f"stems-of-{table}", _MADE_FROM, lambda: frozenset(map(stem, words)))


stem.cache_clear()


@lru_cache(maxsize=16384)
def _known(word: str) -> tuple[str, str, bool, bool]:
    """What a word is wherever it stands: its fold, its stem, whether it has a capital, and whether
    it means something by itself."""
    folded = fold(word)
    bare = word.removesuffix("'s").removesuffix("’s").replace(".", "")
    known = ABBREVIATIONS.get(bare)
    if known is not None:
        return folded, known, True, True
    function = folded in FUNCTION_WORDS
    return folded, folded if function else stem(folded), word[0].isupper(), not function


@lru_cache(maxsize=128)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text, 0, LONGEST):
        start, end = match.span()
        joined = start == last
        last = end
        kind = match.lastgroup
        word = match.group()
        if kind == "word":
            if joined and word in _ORDINAL_ENDINGS and found[-1].kind == "number":
                found.append(Token(word, start, end, "word", word, word, False, True, False))
            else:
                folded, stem_, capital, content = _known(word)
                found.append(
                    Token(word, start, end, "word", folded, stem_, capital, joined, content)
                )
        elif kind == "number":
            found.append(Token(word, start, end, "number", word, word, False, joined, True))
        else:
            found.append(Token(word, start, end, "mark", word, word, False, joined, False))
    return tuple(found)


#: Marks that open or close a quotation, or stand for a dash.
OPENING = frozenset("“«„‟")
CLOSING = frozenset("”»")
DASHES = frozenset("-‐‑‒–—―−")
