"""Which words of names go together, and who is of what."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.candidates import (
    is_candidate,
    is_capital_name,
    name_spans,
    root_keys,
)
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.reading import Reading, root
from briefgen.claims.titles import HONORIFICS, OFFICE_WORDS, TITLES
from briefgen.claims.tokens import DASHES, Token


def names_together(pair: Pair) -> Iterator[Finding]:
    """Two neighbouring words of a name stand together in a passage, where both stand there at
    all."""
    followers, preceders = pair.p.once(_neighbours)
    for first, last in name_spans(pair.s):
        indices = [
            i
            for i in range(first, last + 1)
            if pair.s.tokens[i].kind == "word"
            and not (
                i == 0 and pair.s.tokens[i].fold in common_words() and not is_candidate(pair, i)
            )
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
    for first, last in name_spans(reading):
        words = [t for t in reading.tokens[first : last + 1] if t.kind == "word"]
        for left, right in itertools.pairwise(words):
            for key in _forms(left):
                followers.setdefault(key, set()).update(_forms(right))
            for key in _forms(right):
                preceders.setdefault(key, set()).update(_forms(left))
    return followers, preceders


def names_repeated(pair: Pair) -> Iterator[Finding]:
    """`Tokyo and Japan`, `Motegi and Motegi`: one name joined with itself."""
    tokens = pair.s.tokens
    for index in range(len(tokens) - 2):
        if tokens[index + 1].fold not in ("and", "-", "–", "—", "or") or not is_capital_name(
            pair.s, index
        ):
            continue
        other = index + 2
        if (
            is_capital_name(pair.s, other)
            and not root_keys(pair.s, index).isdisjoint(root_keys(pair.s, other))
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
        if not is_capital_name(reading, index):
            continue
        if is_capital_name(reading, index + 2) and (
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
            if index + 1 < step < len(tokens) and is_capital_name(reading, step):
                last = step
                while last + 1 < len(tokens) and is_capital_name(reading, last + 1):
                    last += 1
                found.append((last, index))
    return found


def affiliations(pair: Pair) -> Iterator[Finding]:
    """`Doll of Zubrowka` where the passages have `Doll of Ruritania`."""
    mine = _members(pair.s)
    if not mine:
        return
    theirs = pair.p.once(_members)
    for person, place in mine:
        keys = root_keys(pair.s, person)
        known = [b for a, b in theirs if not root_keys(pair.p, a).isdisjoint(keys)]
        if known and all(root_keys(pair.p, b).isdisjoint(root_keys(pair.s, place)) for b in known):
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
