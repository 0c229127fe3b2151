"""Quantifiers and ranks that differ before the same word: `some` for `all`."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.units import ORDINALS
from briefgen.claims.overstatement import overstatement
from briefgen.claims.tokens import Token


def ranks_dropped(pair: Pair) -> Iterator[Finding]:
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
            yield overstatement(
                pair,
                at,
                at,
                f"the passage says `{theirs[places[0] - 2].text}-{token.text}`",
                places[0],
            )
            return


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


def quantifiers_apart(pair: Pair) -> Iterator[Finding]:
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
                yield overstatement(
                    pair,
                    at,
                    at,
                    f"the passage says `{theirs[step].text}`, not `{token.text}`",
                    step,
                )
            break


def _adjective(tokens: tuple[Token, ...], at: int) -> bool:
    before = tokens[at - 1].fold if at else ""
    return before in ("the", "one", "its", "their", "a")
