"""The rule of scope: all, most, first, largest, only, because."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.operators import VERBS
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.lexicon.units import ORDINALS
from briefgen.claims.reading import Reading

_SAID = {
    "all": "this of all",
    "most": "this of most",
    "only": "that it is the only one",
    "first": "that it is the first",
    "superlative": "this superlative",
    "final": "that it is final",
    "binding": "that it is binding",
    "immediate": "that it is immediate",
    "exact": "that it is exact",
    "request": "that anyone asked for it",
    "cause": "that one caused the other",
    "concession": "that it holds regardless",
    "always": "that it is always so",
}


def scope(pair: Pair) -> Iterator[Finding]:
    """`all`, `every`, `most`, `only`, `first`, superlatives, words that strengthen, and what says
    that one thing caused another (`because`, `led to`) have their like in the passage."""
    tokens = pair.s.tokens
    theirs = pair.p.once(_kinds)
    at = 0
    while at < len(tokens):
        found = phrase_at(tokens, at, o.SCOPE)
        if found is None:
            if (tokens[at].fold in o.ADDED and not _has(pair, at)) or _superlative(pair, at):
                yield _finding(pair, at, at, f"no cited passage says `{tokens[at].text}`")
            at += 1
            continue
        kind, length = found
        if not _borne(pair, at, length, kind, theirs):
            words = pair.s.text[tokens[at].start : tokens[at + length - 1].end]
            yield _finding(
                pair, at, at + length - 1, f"no cited passage says {_SAID[kind]} (`{words}`)"
            )
        at += length
    yield from _quantifiers(pair)
    yield from _causes(pair)
    yield from _ranks(pair)


_CAUSE_MARKS = frozenset(
    "because owing due thanks attributed attributes blamed blames put puts".split()
)


def _causes(pair: Pair) -> Iterator[Finding]:
    """What is named as the cause stands where a passage names a cause."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for at, token in enumerate(tokens):
        if token.fold not in _CAUSE_MARKS:
            continue
        start = at + 1
        if token.fold in ("blamed", "blames", "put", "puts"):
            start = _blamed(pair.s, at)
            if start < 0:
                continue
        elif token.fold in ("attributed", "attributes"):
            start = next((i for i in range(at, len(tokens)) if tokens[i].fold == "to"), at) + 1
        elif token.fold in ("due", "owing", "thanks") and (
            start + 1 >= len(tokens)
            or tokens[start].fold != "to"
            or tokens[start + 1].fold == "be"
            or (token.fold == "thanks" and at and tokens[at - 1].text != ",")
        ):
            continue  # "is due to be completed", "expressed thanks to"
        words: list[int] = []
        for index in range(start, len(tokens)):
            if tokens[index].text in ",.;:" or len(words) == 4:
                break
            if tokens[index].fold == "for" and token.fold in ("blamed", "blames"):
                break
            if tokens[index].content and tokens[index].kind == "word":
                words.append(index)
        if not words or (token.fold == "due" and tokens[words[0]].fold in VERBS):
            continue
        places = {
            pair.p.sentence_of[i] + step
            for i, t in enumerate(theirs)
            if t.fold in o.CAUSE_WORDS
            for step in (-1, 0)
        }
        known = [i for i in words if any(pair.p.sentence_of[j] in places for j in pair.found(i))]
        exact = [i for i in known if any(theirs[j].stem == tokens[i].stem for j in pair.found(i))]
        if places and (2 * len(known) < len(words) or not (exact or len(known) == len(words))):
            yield _finding(
                pair, words[0], words[-1], "no cited passage names this as the cause", None
            )
            return


def _blamed(reading: Reading, at: int) -> int:
    """Where the cause begins after `blamed` or `put`: `blamed X for it`, `blamed it on X`, `put it
    down to X`; -1 where no cause follows."""
    tokens = reading.tokens
    for step in range(at + 1, min(at + 10, len(tokens) - 1)):
        if tokens[step].text in ".;:":
            break
        if tokens[at].stem == "put":
            if tokens[step].fold == "down" and tokens[step + 1].fold == "to":
                return step + 2
        elif tokens[step].fold == "on":
            return step + 1
        elif tokens[step].fold == "for":
            people = range(at + 1, step)
            return -1 if any(tokens[i].capital for i in people) else at + 1
    return -1


def _ranks(pair: Pair) -> Iterator[Finding]:
    """`the busiest` for `the third-busiest`."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for at, token in enumerate(tokens):
        if not token.fold.endswith("est") or (at and tokens[at - 1].text in "-‐‑–"):
            continue
        places = [i for i, t in enumerate(theirs) if t.fold == token.fold]
        if places and all(
            i >= 2 and theirs[i - 1].text in "-‐‑–" and theirs[i - 2].fold in ORDINALS
            for i in places
        ):
            yield _finding(
                pair,
                at,
                at,
                f"the passage says `{theirs[places[0] - 2].text}-{token.text}`",
                places[0],
            )
            return


def _finding(pair: Pair, first: int, last: int, message: str, there: int | None = None) -> Finding:
    return pair.finding(
        "claim-scope",
        "error",
        first,
        last,
        message,
        there,
        "leave it out, or say it as the passage does",
    )


def _kinds(reading: Reading) -> frozenset[str]:
    kinds = set()
    for at in range(len(reading.tokens)):
        found = phrase_at(reading.tokens, at, o.SCOPE)
        if found is not None:
            kinds.add(found[0])
    return frozenset(kinds)


def _has(pair: Pair, at: int) -> bool:
    """Whether the passages have a word, or one that may stand for it."""
    token = pair.s.tokens[at]
    if token.fold in pair.p.folds or token.stem in pair.p.where:
        return True
    return any(alike(token.stem, pair.p.tokens[i].stem) for i in pair.p.content)


def _borne(pair: Pair, at: int, length: int, kind: str, theirs: frozenset[str]) -> bool:
    tokens = pair.s.tokens
    word = tokens[at].fold
    if tokens[at].capital and at and tokens[at - 1].text not in ".!?“":
        return True  # part of a name
    if (
        word == "latest"
        and at >= 2
        and tokens[at - 1].fold == "the"
        and tokens[at - 2].fold == "at"
    ):
        return True
    if kind == "all":
        if word == "all" and at and tokens[at - 1].fold in ("in", "after"):
            return True  # "5,600 in all"
        if word in (
            "full",
            "complete",
            "whole",
            "entire",
            "total",
            "fully",
            "completely",
            "totally",
        ):
            if at and tokens[at - 1].fold in ("cent", "percent", "%"):
                return True  # "28 per cent full"
            return _has(pair, at) or bool(pair.p.folds & o.ALL_WORDS)
        if word == "any":
            return True
        if word == "all" and [t.fold for t in tokens[at + 1 : at + 3]] in _ANAPHORA:
            return True  # "All of this depends on ..."
        if (
            word in ("each", "every")
            and at + 1 < len(tokens)
            and (
                (word == "each" and tokens[at + 1].fold in o.PARTIES)
                or tokens[at + 1].fold
                in ("other", "year", "month", "week", "day", "side", "quarter")
            )
        ):
            return True
        if (
            word == "all"
            and at + 1 < len(tokens)
            and tokens[at + 1].fold in ("but", "remaining", "other", "others")
        ):
            return bool(
                pair.p.folds
                & {"all", "remaining", "rest", "other", "others", "only", "except", "remainder"}
            )
        return _all(pair, at)
    if kind == "most" and at and tokens[at - 1].fold == "at":
        return True  # "at most": the rule of numbers weighs it
    if kind == "most" and word == "most" and "superlative" in theirs:
        return True  # "the most in any week" for "the highest weekly figure"
    if kind == "only":
        if at and tokens[at - 1].fold == "not":
            return True
        if word == "only" and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
            return True  # "only 40 per cent": it weighs the figure, and adds none
        return bool(
            pair.p.folds
            & {
                "only",
                "sole",
                "solely",
                "exclusively",
                "exclusive",
                "alone",
                "unique",
                "just",
                "nothing",
                "until",
                "unless",
                "except",
                "single",
                "merely",
                "limited",
            }
        )
    if kind == "exact":
        return _has(pair, at) or (
            at + 1 < len(tokens) and tokens[at + 1].kind == "number" and False
        )
    if kind == "cause":
        if (
            word == "due"
            and at + length < len(tokens)
            and tokens[at + length].fold in VERBS | {"be"}
        ):
            return True  # "due to open"
        return bool(
            pair.p.folds
            & (
                o.CAUSE_WORDS
                - {
                    "amid",
                    "after",
                    "as",
                    "for",
                    "over",
                    "so",
                    "follow",
                    "followed",
                    "concern",
                    "concerns",
                    "enable",
                }
            )
        )
    if kind == "request":
        return bool(
            pair.p.folds
            & {"request", "requests", "requested", "asked", "invitation", "invited", "asks"}
        )
    if kind == "concession":
        return bool(
            pair.p.folds
            & {"regardless", "irrespective", "whether", "despite", "notwithstanding", "even"}
        )
    if kind in ("first", "superlative"):
        if word in ("first", "latest", "leading", "top", "record") and not _has_fold(pair, word):
            if (
                word == "first"
                and at + 1 < len(tokens)
                and tokens[at + 1].fold in ("of", "half", "quarter", "time")
                and (
                    tokens[at + 1].fold != "time"
                    and any(t.text in ("1", "1st", "H1", "Q1") for t in pair.p.tokens)
                )
            ):
                return True
            if word == "first":
                return bool(
                    pair.p.folds
                    & {
                        "maiden",
                        "inaugural",
                        "never",
                        "initial",
                        "initially",
                        "firstly",
                        "inaugurated",
                        "begin",
                        "begins",
                        "start",
                        "starts",
                        "began",
                        "started",
                        "beginning",
                        "starting",
                        "earlier",
                        "prior",
                        "unprecedented",
                        "ever",
                    }
                ) or any(q.kind == "ordinal" and q.values == (1.0,) for q in pair.p.quantities)
            return word in ("latest", "top", "leading") and _has(pair, at)
        if word in ("first", "latest", "leading", "top", "record"):
            return True
        return _has_fold(pair, word) or _same_superlative(pair, at)
    if kind == "final":
        if word == "finally":
            return True
        return _has(pair, at) or bool(
            pair.p.folds
            & {"definitive", "permanent", "final", "lasting", "conclusive", "finalised"}
        )
    return bool(theirs & o.SCOPE_ALIKE.get(kind, frozenset((kind,)))) or _has(pair, at)


def _has_fold(pair: Pair, word: str) -> bool:
    return word in pair.p.folds


_GREAT = frozenset("largest biggest greatest most major".split())
_SMALLEST = frozenset("smallest least lowest tiniest".split())


def _same_superlative(pair: Pair, at: int) -> bool:
    word = pair.s.tokens[at].fold
    for group in (
        _GREAT | {"top", "chief", "highest", "leading", "record", "number"},
        _SMALLEST,
        frozenset("poorest lowest".split()),
        frozenset("richest wealthiest highest".split()),
        frozenset("latest newest recent".split()),
        frozenset("oldest earliest first".split()),
        frozenset("leading top foremost main".split()),
        frozenset("best top strongest".split()),
        frozenset("fastest quickest".split()),
        frozenset("closest nearest".split()),
    ):
        if word in group:
            allowed = group - {"major", "number", "main", "recent"}
            if pair.p.folds & allowed:
                return True
    return False


def _superlative(pair: Pair, at: int) -> bool:
    """An adjective in -est that is in no table, and in no passage."""
    token = pair.s.tokens[at]
    word = token.fold
    if not (word.endswith("est") and len(word) > 5 and token.content and not token.capital):
        return False
    if word in (
        "interest",
        "request",
        "invest",
        "harvest",
        "forest",
        "protest",
        "contest",
        "suggest",
        "arrest",
        "digest",
        "modest",
        "honest",
        "earnest",
        "manifest",
        "conquest",
        "unrest",
        "interests",
        "attest",
        "bequest",
    ):
        return False
    return not _has(pair, at)


_PLURAL_ALL = frozenset("all every each both everyone everything any entire whole full".split())


_ANAPHORA = (["of", "this"], ["of", "it"])
_NONE_WORDS = frozenset("any no none never without nobody finish".split())


def _all(pair: Pair, at: int) -> bool:
    """`all` needs a word for all near the place in the passages where its noun stands."""
    if not pair.p.folds & (o.ALL_WORDS - _NONE_WORDS):
        return False
    tokens = pair.s.tokens
    target = next((i for i in range(at + 1, min(at + 6, len(tokens))) if tokens[i].content), None)
    if target is None or not pair.found(target):
        return bool(pair.p.folds & o.ALL_WORDS)
    for there in pair.found(target):
        if pair.context(target, there) < 0.5 * pair.context(target, pair.aligned[target]):
            continue
        low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
        for step in range(max(low, there - 6), min(high, there + 4)):
            if pair.p.tokens[step].fold in o.ALL_WORDS:
                return True
    return False


_QUANTIFIERS: dict[str, str] = {
    "all": "all",
    "every": "all",
    "each": "all",
    "most": "most",
    "some": "some",
    "few": "few",
    "several": "some",
    "many": "many",
    "both": "all",
    "none": "none",
    "majority": "most",
    "minority": "few",
    "various": "some",
    "entire": "all",
    "numerous": "many",
}
_WEAKER = {
    ("all", "some"),
    ("all", "few"),
    ("most", "few"),
    ("many", "few"),
    ("few", "many"),
    ("some", "most"),
    ("few", "most"),
    ("all", "most"),
    ("most", "some"),
    ("some", "many"),
    ("most", "many"),
    ("all", "many"),
    ("many", "most"),
    ("none", "some"),
    ("none", "few"),
    ("some", "all"),
    ("few", "all"),
    ("most", "all"),
    ("many", "all"),
    ("some", "few"),
    ("few", "some"),
}


def _quantifiers(pair: Pair) -> Iterator[Finding]:
    """`some` for `all`, `few` for `many`: a quantifier before the same word differs."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for at, token in enumerate(tokens):
        mine = _QUANTIFIERS.get(token.fold)
        if mine is None or (token.fold == "most" and _adjective(tokens, at)):
            continue
        target = next(
            (i for i in range(at + 1, min(at + 5, len(tokens))) if tokens[i].content), None
        )
        if target is None or target not in pair.aligned:
            continue
        there = pair.aligned[target]
        low, _ = pair.p.sentence_ranges[pair.p.sentence_of[there]]
        for step in range(there - 1, max(low - 1, there - 5), -1):
            word = theirs[step].fold
            other = _QUANTIFIERS.get(word)
            if other is None or (word == "most" and _adjective(theirs, step)):
                if theirs[step].content and step < there - 2:
                    break
                continue
            if (other, mine) in _WEAKER and token.fold not in pair.p.folds:
                yield _finding(
                    pair,
                    at,
                    at,
                    f"the passage says `{theirs[step].text}`, not `{token.text}`",
                    step,
                )
            break


def _adjective(tokens: tuple[object, ...], at: int) -> bool:
    before = tokens[at - 1].fold if at else ""  # type: ignore[attr-defined]
    return before in ("the", "one", "its", "their", "a")
