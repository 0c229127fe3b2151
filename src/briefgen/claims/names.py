"""The rule of names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.calendar import MONTHS, WEEKDAYS
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.lexicon.units import CURRENCY_WORDS, UNITS
from briefgen.claims.lexicon.words import FUNCTION_WORDS
from briefgen.claims.quantities import _word_number
from briefgen.claims.reading import Reading, root, same_name
from briefgen.claims.titles import HONORIFICS, OFFICE_WORDS, TITLES, titles
from briefgen.claims.tokens import DASHES, Token


def name(pair: Pair) -> Iterator[Finding]:
    """Each name of a person, place, organisation or programme and each acronym in the sentence
    stands
    in a cited passage, or in the glossary with the passage's form of it; first names, titles and
    the words of a name go together as they do there."""
    tokens = pair.s.tokens
    said: set[str] = set()
    for index, token in enumerate(tokens):
        if not _candidate(pair, index) or _borne(pair, index) or token.fold in said:
            continue
        if acronym(pair.p, token.text) or _expanded(pair, index):
            continue
        said.add(token.fold)
        yield pair.finding(
            "claim-name",
            "error",
            index,
            index,
            f"no cited passage names `{token.text}`",
            _nearest_name(pair, index),
            _instead(pair, index),
        )
    yield from _together(pair)
    yield from _repeated(pair)
    yield from _affiliations(pair)
    yield from titles(pair)
    yield from _misplaced(pair)


def _sentence_initial(reading: Reading, index: int) -> bool:
    before = reading.tokens[index - 1] if index else None
    return (
        before is None
        or before.text in "“\"‘'(:•-"
        or (reading.sentence_of[index] != reading.sentence_of[index - 1])
        or (before.text in ".!?")
    )


def _candidate(pair: Pair, index: int) -> bool:
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
    if _word_number(pair.s.tokens, index) is not None:
        return False
    if _sentence_initial(pair.s, index):
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
            return True
        if token.fold in common_words() or token.fold in FUNCTION_WORDS:
            return False
        if any(t.fold == token.fold and not t.capital for t in pair.p.tokens):
            return False
        return not (token.fold.endswith(_COMMON_ENDINGS) and token.stem in pair.p.where) and not (
            _plain_form(token.fold)
        )
    return True


_ADJECTIVES = ("ional", "ary", "al", "ial", "ic")
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


def _plain_form(word: str) -> bool:
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


def _borne(pair: Pair, index: int) -> bool:
    token = pair.s.tokens[index]
    if token.fold in pair.p.folds:
        return True
    plain = token.fold in common_words() or _plain_form(token.fold)
    if plain and token.stem in pair.p.where:
        return True
    if any(
        same_name(token.fold, pair.p.tokens[i].fold)
        for key in (root(token.fold), "^" + token.fold)
        for i in pair.p.where.get(key, ())
    ):
        return True
    if token.fold.endswith("s") and token.fold[:-1] in pair.p.folds:
        return True
    if len(token.fold) > 5 and any(f"{token.fold}{end}" in pair.p.folds for end in _ADJECTIVES):
        return True  # "Congress" for "congressional"
    # a form of a name that the glossary knows, of which another form stands in the passages
    if any(
        key in pair.p.where
        for key in pair.s.keys[index]
        if key[:1] not in "~^"
        and (
            plain or key != token.stem or token.text.removesuffix("'s").removesuffix("’s").isupper()
        )
    ):
        return True
    if len(token.fold) == 1:  # an initial of a name that is written out
        following = _next_word(pair.s.tokens, index)
        return (
            following is not None
            and any(t.capital and t.fold.startswith(token.fold) for t in pair.p.tokens)
            and pair.s.tokens[following].fold in pair.p.folds
        )
    if "-" not in token.text and _joined_in(pair, token):
        return True
    # a noun with a capital that the passage writes otherwise: `Talks`, `Accord`
    beside = [pair.s.tokens[i] for i in (index - 1, index + 1) if 0 <= i < len(pair.s.tokens)]
    return (
        token.fold in common_words()
        and bool(pair.found(index))
        and not any(t.capital and t.content for t in beside)
    )


def _joined_in(pair: Pair, token: Token) -> bool:
    """`Indo-Pacific` for `Indopacific`: two neighbouring words of the passage written as one."""
    if len(token.fold) < 7:
        return False
    parts = pair.p.tokens
    return any(
        token.fold.startswith(parts[i].fold) and token.fold == parts[i].fold + parts[j].fold
        for i in range(len(parts) - 1)
        for j in (i + 1, i + 2)
        if j < len(parts) and parts[i].capital and token.fold[0] == parts[i].fold[:1]
    )


def _next_word(tokens: tuple[Token, ...], index: int) -> int | None:
    for step in range(index + 1, min(index + 3, len(tokens))):
        if tokens[step].kind == "word":
            return step
        if tokens[step].text != ".":
            return None
    return None


_SMALL = frozenset("of the and for on in to a an de la".split())


def acronym(reading: Reading, word: str) -> bool:
    """Whether the passages have a name with these initials: `JWG` for `Joint Working Group`."""
    letters = word.rstrip("s")
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()):
        return False
    words = [t for t in reading.tokens if t.kind == "word" or t.text in DASHES]
    initials = [(t.text[:1], t.capital) for t in words if t.kind == "word" and t.fold not in _SMALL]
    letters_only = "".join(c.upper() for c, _ in initials)
    at = letters_only.find(letters)
    while at >= 0:
        if sum(capital for _, capital in initials[at : at + len(letters)]) >= len(letters) - 1:
            return True
        at = letters_only.find(letters, at + 1)
    return False


def _expanded(pair: Pair, index: int) -> bool:
    """Whether the word is part of a name that stands with its own acronym in the sentence and whose
    acronym the passages use: `Joint Working Group (JWG)` for `JWG`."""
    tokens = pair.s.tokens
    first = last = index
    while first and _name_word(tokens, first - 1):
        first -= 1
    while last + 1 < len(tokens) and _name_word(tokens, last + 1):
        last += 1
    initials = "".join(
        t.text[0] for t in tokens[first : last + 1] if t.kind == "word" and t.fold not in _SMALL
    )
    return len(initials) >= 3 and any(
        t.text.rstrip("s") == initials.upper() for t in pair.p.tokens if t.text.isupper()
    )


def _name_word(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    return token.kind == "word" and (token.capital)


def _nearest_name(pair: Pair, index: int) -> int | None:
    """The place in the passages whose company is most like the name's, a name itself."""
    best, score = None, 0.0
    for there in pair.p.content:
        token = pair.p.tokens[there]
        if token.capital and pair.p.sentence_of[there] == pair.nearest_sentence:
            near = pair.context(index, there)
            if near > score:
                best, score = there, near
    return best


def _instead(pair: Pair, index: int) -> str:
    there = _nearest_name(pair, index)
    if there is None:
        return ""
    token = pair.p.tokens[there]
    if any(t.stem == token.stem for t in pair.s.tokens):
        return ""
    if token.fold in common_words() or token.fold in HONORIFICS:
        return ""  # part of a name at most
    return f"write `{token.text}`"


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
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


def _together(pair: Pair) -> Iterator[Finding]:
    """Two neighbouring words of a name stand together in a passage, where both stand there at
    all."""
    followers, preceders = pair.p.once(_neighbours)
    for first, last in _spans(pair.s):
        indices = [
            i
            for i in range(first, last + 1)
            if pair.s.tokens[i].kind == "word"
            and not (i == 0 and pair.s.tokens[i].fold in common_words() and not _candidate(pair, i))
        ]
        for left_index, right_index in itertools.pairwise(indices):
            left, right = pair.s.tokens[left_index], pair.s.tokens[right_index]
            if left.fold in HONORIFICS or right.fold in HONORIFICS or len(left.fold) == 1:
                continue
            if _shared(pair, left_index, right_index):
                continue
            mine, theirs = _forms(left), _forms(right)
            after = set().union(*(followers.get(k, set()) for k in mine))
            before = set().union(*(preceders.get(k, set()) for k in theirs))
            if not after or not before or after & set(theirs):
                continue
            if _title_word(left) or _title_word(right) or _skips(pair, left, right):
                continue
            yield pair.finding(
                "claim-name",
                "error",
                left_index,
                right_index,
                f"no cited passage names `{left.text} {right.text}`: "
                f"`{left.text}` and `{right.text}` "
                "stand in different names there",
                pair.best(right_index),
            )


def _neighbours(reading: Reading) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What follows and what precedes each word of a name, within names."""
    followers: dict[str, set[str]] = {}
    preceders: dict[str, set[str]] = {}
    for first, last in _spans(reading):
        words = [t for t in reading.tokens[first : last + 1] if t.kind == "word"]
        for left, right in itertools.pairwise(words):
            for key in _forms(left):
                followers.setdefault(key, set()).update(_forms(right))
            for key in _forms(right):
                preceders.setdefault(key, set()).update(_forms(left))
    return followers, preceders


def _root_keys(reading: Reading, index: int) -> frozenset[str]:
    return frozenset(key for key in reading.keys[index] if key[:1] in "^§")


def _named(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.capital and token.content and token.kind == "word"


def _repeated(pair: Pair) -> Iterator[Finding]:
    """`Tokyo and Japan`, `Motegi and Motegi`: one name joined with itself."""
    tokens = pair.s.tokens
    for index in range(len(tokens) - 2):
        if tokens[index + 1].fold not in ("and", "-", "–", "—", "or") or not _named(pair.s, index):
            continue
        other = index + 2
        if (
            _named(pair.s, other)
            and not _root_keys(pair.s, index).isdisjoint(_root_keys(pair.s, other))
            and pair.s.text[tokens[index].start : tokens[other].end] not in pair.p.text
        ):
            yield pair.finding(
                "claim-name",
                "error",
                index,
                other,
                f"`{tokens[index].text}` and `{tokens[other].text}` are one and the same",
                pair.best(index),
            )


def _members(reading: Reading) -> list[tuple[int, int]]:
    """Who is of what, as pairs of tokens: `Doll of Ruritania`, `Ruritania's president Doll`."""
    found = []
    tokens = reading.tokens
    for index in range(len(tokens) - 2):
        if not _named(reading, index):
            continue
        if _named(reading, index + 2) and (
            tokens[index + 1].fold == "of"
            or (tokens[index + 1].text == "(" and not tokens[index + 2].text.isupper())
        ):
            found.append((index, index + 2))
        if tokens[index].text.endswith(("'s", "’s")):
            step = index + 1
            while (
                step < len(tokens)
                and step <= index + 4
                and (tokens[step].fold in OFFICE_WORDS or tokens[step].fold in HONORIFICS)
            ):
                step += 1
            if index + 1 < step < len(tokens) and _named(reading, step):
                last = step
                while last + 1 < len(tokens) and _named(reading, last + 1):
                    last += 1
                found.append((last, index))
    return found


def _affiliations(pair: Pair) -> Iterator[Finding]:
    """`Doll of Zubrowka` where the passages have `Doll of Ruritania`."""
    mine = _members(pair.s)
    if not mine:
        return
    theirs = pair.p.once(_members)
    for person, place in mine:
        keys = _root_keys(pair.s, person)
        known = [b for a, b in theirs if not _root_keys(pair.p, a).isdisjoint(keys)]
        if known and all(
            _root_keys(pair.p, b).isdisjoint(_root_keys(pair.s, place)) for b in known
        ):
            yield pair.finding(
                "claim-name",
                "error",
                min(person, place),
                max(person, place),
                f"the passage says `{pair.s.tokens[person].text}` of "
                f"`{pair.p.tokens[known[0]].text}`",
                known[0],
            )


def _forms(token: Token) -> tuple[str, ...]:
    return (token.fold, token.stem, root(token.fold))


def _shared(pair: Pair, left: int, right: int) -> bool:
    """Whether the glossary knows both words as forms of one name."""
    return any(key[:1] == "§" for key in pair.s.keys[left] & pair.s.keys[right])


def _title_word(token: Token) -> bool:
    return any(token.fold in key for key in TITLES)


def _skips(pair: Pair, left: Token, right: Token) -> bool:
    """Whether the passages have the two with one or two words between: a middle name, a title."""
    parts = pair.p.tokens
    for i, token in enumerate(parts):
        if token.fold == left.fold or root(token.fold) == root(left.fold):
            for j in range(i + 1, min(i + 6, len(parts))):
                if parts[j].kind == "mark" and parts[j].text not in (".", *DASHES):
                    break
                if parts[j].fold in ("and", "or"):
                    break
                if parts[j].fold == right.fold or root(parts[j].fold) == root(right.fold):
                    return True
    return False


def _misplaced(pair: Pair) -> Iterator[Finding]:
    """A name that the passages give, where they have another one in that place."""
    tokens = pair.s.tokens
    names = pair.p.once(_capitals)
    spans = pair.p.once(_span_list)
    mine = {t.fold for t in tokens}
    names = [i for i in names if pair.p.tokens[i].fold not in mine]
    if not names:
        return
    mine_stems = {key for i in pair.s.content for key in pair.s.keys[i] if key[:1] in "^§"}
    names = [
        i for i in names if mine_stems.isdisjoint(key for key in pair.p.keys[i] if key[:1] in "^§")
    ]
    for index in pair.s.content:
        token = tokens[index]
        if not token.capital or token.kind != "word" or _sentence_initial(pair.s, index):
            continue
        if index in pair.s.where.get("", ()) or not pair.found(index):
            continue
        here = pair.best(index)
        if here is None or not _root_keys(pair.s, index):
            continue
        held = -1.0
        for there in names:
            other = pair.p.tokens[there]
            if other.fold in OFFICE_WORDS:
                continue  # "urged the Minister" for "urged Sol"
            if (
                other.fold in mine
                or other.stem == token.stem
                or (not {k for k in pair.p.keys[there] if k[:1] in "^§"}.isdisjoint(mine_stems))
            ):
                continue
            if there == 0 or pair.p.tokens[there - 1].text in ".!?“(":
                continue
            if any(
                first <= there <= last
                and any(first <= at <= last or abs(at - there) <= 3 for at in pair.found(index))
                for first, last in spans
            ):
                continue
            if not _slot(pair, index, there):
                continue
            if held < 0:
                held = max(pair.context(index, at) for at in pair.found(index))
            near = pair.context(index, there)
            if near >= 0.34 and held < 0.55 * near:
                yield pair.finding(
                    "claim-name",
                    "error",
                    index,
                    index,
                    f"where the sentence says `{token.text}`, the passage says `{other.text}`",
                    there,
                    f"write `{other.text}`",
                )
                break


def _capitals(reading: Reading) -> list[int]:
    return [
        i for i in reading.content if reading.tokens[i].capital and reading.tokens[i].kind == "word"
    ]


def _span_list(reading: Reading) -> list[tuple[int, int]]:
    return list(_spans(reading))


def _slot(pair: Pair, index: int, there: int) -> bool:
    """Whether the words right before or after the two are the same."""
    s, p = pair.s.tokens, pair.p.tokens

    def near(tokens: tuple[Token, ...], at: int, step: int) -> str:
        at += step
        while 0 <= at < len(tokens) and (
            tokens[at].kind == "mark" or tokens[at].fold in ("the", "a")
        ):
            at += step
        return tokens[at].stem if 0 <= at < len(tokens) else ""

    left, right = near(s, index, -1), near(s, index, 1)
    return (left != "" and left == near(p, there, -1)) or (
        right != "" and right == near(p, there, 1)
    )
