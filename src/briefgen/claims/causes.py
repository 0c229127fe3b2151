"""Whether what a sentence names as the cause is named as one in a passage."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.operators import VERBS
from briefgen.claims.overstatement import overstatement
from briefgen.claims.reading import Reading

_CAUSE_MARKS = frozenset(
    "because owing due thanks attributed attributes blamed blames put puts".split()
)


def unnamed_causes(pair: Pair) -> Iterator[Finding]:
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
            yield overstatement(
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
