"""The rule of names."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.belonging import affiliations, names_repeated, names_together
from briefgen.claims.candidates import (
    is_candidate,
    name_spans,
    plain_form,
    root_keys,
    sentence_initial,
)
from briefgen.claims.cells import table_words
from briefgen.claims.findings import Finding
from briefgen.claims.finite import OPENING, finite
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.reading import Reading, root, same_name
from briefgen.claims.titles import HONORIFICS, OFFICE_WORDS, titles
from briefgen.claims.tokens import DASHES, Token


def name(pair: Pair) -> Iterator[Finding]:
    """Each name of a person, place, organisation or programme and each acronym in the sentence
    stands
    in a cited passage, or in the glossary with the passage's form of it; first names, titles and
    the words of a name go together as they do there."""
    tokens = pair.s.tokens
    said: set[str] = set()
    for index, token in enumerate(tokens):
        if not is_candidate(pair, index) or _borne(pair, index) or token.fold in said:
            continue
        if acronym(pair.p, token.text) or _expanded(pair, index) or _speaks(pair, index):
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
    yield from _lettered(pair)
    yield from names_together(pair)
    yield from names_repeated(pair)
    yield from affiliations(pair)
    yield from titles(pair)
    yield from _misplaced(pair)


_LETTERED = frozenset("option annex schedule appendix group part class phase".split())


def _lettered(pair: Pair) -> Iterator[Finding]:
    """`option A` for `option B`: after such a word `A` is no article."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for at in range(1, len(tokens)):
        if tokens[at].text != "A" or tokens[at - 1].fold not in _LETTERED:
            continue
        letters = [
            i + 1
            for i in range(len(theirs) - 1)
            if theirs[i].fold == tokens[at - 1].fold and len(theirs[i + 1].text) == 1
        ]
        if letters and all(theirs[i].text != "A" for i in letters):
            said = f"{tokens[at - 1].text} {theirs[letters[0]].text}"
            yield pair.finding(
                "claim-name", "error", at, at, f"the passage says `{said}`", letters[0]
            )
            return


def _speaks(pair: Pair, index: int) -> bool:
    """Whether a sentence calls by its office who speaks in the passage without naming himself:
    `The Government` for `we`, `The Council` for a resolution that begins with `Decides`."""
    tokens = pair.s.tokens
    if (
        index != 1
        or tokens[0].fold != "the"
        or (index + 1 < len(tokens) and tokens[index + 1].capital)
    ):
        return False
    if tokens[index].fold == "government":
        return not pair.p.folds.isdisjoint(("we", "our"))
    if tokens[index].fold not in ("council", "assembly", "committee", "conference"):
        return False
    low, _ = pair.p.sentence_ranges[max(0, pair.nearest_sentence)]
    return pair.p.tokens[low].fold in OPENING and finite(pair.p.tokens, low)


_ADJECTIVES = ("ional", "ary", "al", "ial", "ic")


def _borne(pair: Pair, index: int) -> bool:
    token = pair.s.tokens[index]
    if token.fold in pair.p.folds:
        return True
    plain = token.fold in common_words() or plain_form(token.fold)
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


def _misplaced(pair: Pair) -> Iterator[Finding]:
    """A name that the passages give, where they have another one in that place."""
    tokens = pair.s.tokens
    listed = pair.p.once(table_words)
    names = [i for i in pair.p.once(_capitals) if i not in listed]
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
        if not token.capital or token.kind != "word" or sentence_initial(pair.s, index):
            continue
        if index in pair.s.where.get("", ()) or not pair.found(index):
            continue
        here = pair.best(index)
        if here is None or not root_keys(pair.s, index):
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
            if not _slot(pair, index, there) or _with_its_number(pair, index):
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


def _with_its_number(pair: Pair, index: int) -> bool:
    """Whether the amount before a name stands before it in the passages as well: `350,000 displaced
    people in Lenia` for `1.2 million displaced people in Norvik and 350,000 in Lenia`."""
    mine = next((q for q in reversed(pair.s.quantities) if q.last < index), None)
    if mine is None or index - mine.last > 6:
        return False
    return any(
        0 < there - q.last <= 4
        and q.kind == mine.kind
        and q.values == mine.values
        and not any(q.last < other.first < there for other in pair.p.quantities)
        for there in pair.found(index)
        for q in pair.p.quantities
    )


def _capitals(reading: Reading) -> list[int]:
    return [
        i for i in reading.content if reading.tokens[i].capital and reading.tokens[i].kind == "word"
    ]


def _span_list(reading: Reading) -> list[tuple[int, int]]:
    return list(name_spans(reading))


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
