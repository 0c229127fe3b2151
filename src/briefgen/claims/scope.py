"""The rule of scope: all, most, first, largest, only, because."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.causes import unnamed_causes
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import DENYING_WORDS, PLAIN_DENIALS
from briefgen.claims.lexicon.operators import VERBS
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.overstatement import overstatement
from briefgen.claims.quantifiers import quantifiers_apart, ranks_dropped
from briefgen.claims.reading import Reading
from briefgen.claims.reckoning import parted

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
                yield overstatement(pair, at, at, f"no cited passage says `{tokens[at].text}`")
            at += 1
            continue
        kind, length = found
        if not _borne(pair, at, length, kind, theirs) or (
            kind in ("first", "superlative") and _unframed(pair, at)
        ):
            words = pair.s.text[tokens[at].start : tokens[at + length - 1].end]
            yield overstatement(
                pair, at, at + length - 1, f"no cited passage says {_SAID[kind]} (`{words}`)"
            )
        at += length
    yield from quantifiers_apart(pair)
    yield from unnamed_causes(pair)
    yield from ranks_dropped(pair)


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
        word in ("latest", "earliest")
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
        if word in ("everyone", "everybody", "everything"):
            return bool(pair.p.folds & o.ALL_WORDS)  # "everyone involved" for "all sides"
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
    if kind == "most" and any(2 * part > whole for part, whole in pair.p.once(parted)):
        return True  # "most of them" for "eleven of its fourteen"
    if kind == "most" and at and tokens[at - 1].fold == "at":
        return True  # "at most": the rule of numbers weighs it
    if kind == "most" and word == "most" and "superlative" in theirs:
        return True  # "the most in any week" for "the highest weekly figure"
    if kind == "most" and tokens[at - 1].fold == "the" and {"more", "than", "any"} <= pair.p.folds:
        return True  # "the most in any year" for "more than in any year"
    if kind == "only":
        if at and tokens[at - 1].fold == "not":
            return True
        if word == "only" and at + 1 < len(tokens) and tokens[at + 1].kind == "number":
            return True  # "only 40 per cent": it weighs the figure, and adds none
        if _exception_turned(pair, at):
            return False
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
        if "through" in pair.p.folds and not pair.p.folds.isdisjoint(_CHIEFLY):
            return True  # "chiefly through emigration"
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
    if kind == "immediate" and "delay" in pair.p.folds and "without" in pair.p.folds:
        return True  # "at once" for "without delay"
    if word == "first" and at and tokens[at - 1].fold == "at":
        return True  # "had doubts at first"
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        word == "first"
        and following is not None
        and (following.kind == "number" or following.fold in CARDINALS)
    ):
        return True  # "the first five of which"
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
        if at and tokens[at - 1].fold == "second" and {"second", "only", "to"} <= pair.p.folds:
            return True  # "second only to Florin"
        return _has_fold(pair, word) or _same_superlative(pair, at)
    if kind == "final":
        if word == "finally":
            return True
        return _has(pair, at) or bool(
            pair.p.folds
            & {"definitive", "permanent", "final", "lasting", "conclusive", "finalised"}
        )
    return bool(theirs & o.SCOPE_ALIKE.get(kind, frozenset((kind,)))) or _has(pair, at)


def _exception_turned(pair: Pair, at: int) -> bool:
    """`only those in Annex II are exempt` where the passage says that all are `except those in
    Annex II`."""
    theirs = pair.p.tokens
    there = next((i for i, t in enumerate(theirs) if t.fold in _EXCEPT), -1)
    if there < 0 or "only" in pair.p.folds:
        return False
    low, _ = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    clause = pair.s.clauses[pair.s.clause_of[at]]
    if clause.denied != pair.p.clauses[pair.p.clause_of[there]].denied:
        return False
    words = [i for i in pair.s.content if at < i < clause.end]
    kept = [i for i in words if any(there < j <= there + 8 for j in pair.found(i))]
    said = [
        i
        for i in words
        if any(low <= j < there and theirs[j].stem == pair.s.tokens[i].stem for j in pair.found(i))
        and i not in kept
    ]
    return bool(kept and said) and max(said) > max(kept)


_EXCEPT = frozenset(("except", "excepting", "excluding"))


def _unframed(pair: Pair, at: int) -> bool:
    """`the worst ever` where the passage says `the worst in 40 years`."""
    if "ever" in pair.p.folds or "ever" not in pair.s.folds or "record" in pair.p.folds:
        return False
    word = pair.s.tokens[at].fold
    return any(t.fold == "ever" for t in pair.s.tokens[at + 1 : at + 5]) and any(
        t.fold == word and any(x.fold in ("in", "since") for x in pair.p.tokens[i + 1 : i + 4])
        for i, t in enumerate(pair.p.tokens)
    )


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


_ANAPHORA = (["of", "this"], ["of", "it"])


_CHIEFLY = frozenset("chiefly mainly largely mostly primarily partly".split())


_NONE_WORDS = frozenset("any no none never without nobody finish".split())


def _all(pair: Pair, at: int) -> bool:
    """`all` needs a word for all near the place in the passages where its noun stands."""
    if not pair.p.folds & (o.ALL_WORDS - _NONE_WORDS):
        # "barred from every port" for "no vessel may enter any port"
        return "any" in pair.p.folds and (
            not pair.p.folds.isdisjoint(PLAIN_DENIALS)
            and not pair.s.folds.isdisjoint(DENYING_WORDS)
        )
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
