"""Which words of a text are names, and which of them make one name."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.finite import finite
from briefgen.claims.lexicon.calendar import MONTHS, WEEKDAYS
from briefgen.claims.lexicon.operators import VERBS
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.lexicon.units import CURRENCY_WORDS, UNITS
from briefgen.claims.lexicon.words import FUNCTION_WORDS
from briefgen.claims.quantities import word_number
from briefgen.claims.reading import Reading
from briefgen.claims.titles import HONORIFICS, OFFICE_WORDS, TITLES
from briefgen.claims.tokens import Token


def sentence_initial(reading: Reading, index: int) -> bool:
    before = reading.tokens[index - 1] if index else None
    return (
        before is None
        or before.text in "“\"‘'(:•-"
        or (reading.sentence_of[index] != reading.sentence_of[index - 1])
        or (before.text in ".!?")
    )


def is_candidate(pair: Pair, index: int) -> bool:
    """Whether a token of the sentence is (part of) a name."""
    token = pair.s.tokens[index]
    if token.kind != "word" or not token.content:
        return False
    if token.stem in ("primeminister", "memorandumofunderstanding") and not token.text.isupper():
        return False
    if token.fold in HONORIFICS and token.fold not in ("sir", "lady", "dame", "hon"):
        return False  # a form of address
    if not token.capital:
        return any(c.isupper() for c in token.text[1:]) or any(c.isdigit() for c in token.text)
    if (token.fold in MONTHS and len(token.fold) > 3) or token.fold in WEEKDAYS:
        return False
    if any(m.first <= index <= m.last for m in pair.s.moments):
        return False
    if any(q.first <= index <= q.last for q in pair.s.quantities) or (
        (token.fold in CURRENCY_WORDS or token.fold in UNITS)
        and index + 1 < len(pair.s.tokens)
        and pair.s.tokens[index + 1].kind == "number"
    ):
        return False
    if word_number(pair.s.tokens, index) is not None:
        return False
    if sentence_initial(pair.s, index):
        if len(token.text) > 1 and token.text.isupper():
            return True
        following = pair.s.tokens[index + 1] if index + 1 < len(pair.s.tokens) else None
        if (
            following is not None
            and following.capital
            and following.content
            and following.fold in pair.p.folds
            and token.fold not in OFFICE_WORDS
            and token.fold not in FUNCTION_WORDS
            and index == 0
            and not token.fold.endswith(("ing", "ed", "ly", "s"))
            and not any(following.fold in key for key in TITLES)
        ):
            return not _opens(pair.s)
        if token.fold in common_words() or token.fold in FUNCTION_WORDS:
            return False
        if any(t.fold == token.fold and not t.capital for t in pair.p.tokens):
            return False
        return not (token.fold.endswith(_COMMON_ENDINGS) and token.stem in pair.p.where) and not (
            plain_form(token.fold)
        )
    return True


#: Verbs that are first names as well: `Grant Carpania the loan`, but `Grant Vale said`.
_ALSO_NAMES = frozenset(
    """
    bill chase chuck dean drew earnest frank grace grant guy harry hope hunt jack jimmy josh joy
    lance mark nick pat peg pierce ray rich rob rose sue trace tuck wade ward will
    """.split()
)
#: Further verbs that begin a command.
_COMMANDS = VERBS | frozenset(
    """
    alert bill compliment congratulate convince copy credit email entrust leverage mark nudge phone
    press reassure sound sue
    """.split()
)
#: What may join names: `Ask Japan, India and the Union of Lakes to …`.
_JOINS = frozenset(("and", "or", "of", "both", ",", "&"))
#: Where what is asked, or something about whom it is asked of, begins.
_ASKED = frozenset(
    """
    to that which whether if when what how why where while until because since for
    in on at about with against over by from into not a an the its their
    """.split()
)
#: Words that open a sentence without a comma: `Now Japan can settle it`.
_OPENERS = frozenset(
    """
    now next meanwhile instead otherwise maybe unlike like except whatever please first then
    tomorrow nobody nothing
    """.split()
)


def _opens(reading: Reading) -> bool:
    """Whether the first word of a text, before a name, is no part of that name: it opens the
    sentence, or tells the reader to do something (`Ask Japan to settle it`). Then it is an ordinary
    verb as it stands in a command, and who is named behind it does not act, as `Vale` does in
    `Grant Vale said`."""
    parts = reading.tokens
    if parts[0].fold in _OPENERS:
        return True
    if not _commands(parts[0].fold):
        return False
    after = 1
    while after < len(parts) and (
        parts[after].capital
        or parts[after].fold in _JOINS
        or (parts[after].fold == "the" and parts[after - 1].fold in _JOINS)
    ):
        after += 1
    if parts[0].fold in _ALSO_NAMES:
        return after < len(parts) and parts[after - 1].text != "," and not _acts(parts, after)
    if parts[1].fold in common_words():  # not "Contact Group meeting", but "Ask Parliament to"
        return after < len(parts) and parts[after].fold in _ASKED
    return after == len(parts) or not finite(parts, after)


def _acts(parts: tuple[Token, ...], after: int) -> bool:
    """Whether a finite verb comes before anything that may be asked of who is named."""
    for at in range(after, len(parts)):
        if finite(parts, at) or parts[at].fold in _ASKED:
            return parts[at].fold not in _ASKED
    return False


def _commands(word: str) -> bool:
    """Whether a word is a verb in its base form: one of the lexicon's, or a common word that has
    the forms of one (`approach`, `approaching`)."""
    if word in _COMMANDS:
        return True
    common = common_words()
    base = word[:-1] if word.endswith(("e", "y")) else word
    forms = (word + "ing", base + "ing", base + "ed", base + "ied", word + word[-1:] + "ing")
    return word in common and any(form in common for form in forms)


_COMMON_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "tion",
    "tions",
    "ment",
    "ments",
    "ers",
    "ors",
    "ness",
    "ties",
    "ity",
    "ance",
    "ence",
)


def plain_form(word: str) -> bool:
    """Whether a word is a form of a common one: `negotiators`, `reiterating`."""
    common = common_words()
    if word.endswith("ies") and word[:-3] + "y" in common:
        return True
    for ending in ("s", "es", "ed", "ing", "ly", "ers", "ors", "ions"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: len(word) - len(ending)]
            if base in common or base + "e" in common or base + "y" in common:
                return True
            if len(base) > 3 and base[-1] == base[-2] and base[:-1] in common:
                return True
    return (word.startswith(("re", "un", "non", "pre", "co")) and word[2:] in common) or (
        word.endswith(("tion", "tions", "ment", "ments", "ness", "ingly", "isation", "ization"))
    )


def name_spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, an initial's full stop among them; ends inclusive."""
    tokens = reading.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "word" and token.capital and token.content:
            last = index
            while last + 1 < len(tokens):
                following = tokens[last + 1]
                if following.kind == "word" and following.capital and following.content:
                    last += 1
                elif (
                    following.text == "."
                    and len(tokens[last].fold) <= 2
                    and last + 2 < len(tokens)
                    and (tokens[last + 2].capital and tokens[last + 2].kind == "word")
                    and reading.sentence_of[last + 2] == reading.sentence_of[last]
                ):
                    last += 2
                else:
                    break
            yield index, last
            index = last
        index += 1


def root_keys(reading: Reading, index: int) -> frozenset[str]:
    return frozenset(key for key in reading.keys[index] if key[:1] in "^§")


def is_capital_name(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.capital and token.content and token.kind == "word"
