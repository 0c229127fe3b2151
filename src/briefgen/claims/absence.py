"""Sentences about what a source does not say."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding

_SOURCES = frozenset(
    """
    source sources report reports article text statement passage passages document communique
    readout account
    """.split()
)
_TELLING = frozenset(
    """
    say says give gives name names mention mentions report reports state states specify specifies
    describe describes explain explains contain contains record records indicate indicates set
    sets provide provides
    """.split()
)
_DENYING = frozenset("not no nor nothing neither none without doesn't don't".split())


#: What a source may be said not to give, by how it would be given.
_DATES = frozenset("date dates when day deadline timetable schedule timeline".split())
_MONEY = frozenset("amount sum cost costs price value budget worth funding".split())
_FIGURES = frozenset("number numbers figure figures many quantity percentage share".split())
_REASONS = frozenset("reason reasons why cause motive".split())
_CAUSES = frozenset("because owing due since citing attributed reason reasons".split())
_FEWEST = 2


def silence(pair: Pair) -> Iterator[Finding]:
    """What a source is said not to give (a date, an amount, a figure, a reason) does not stand in
    the passage's sentence on the matter."""
    tokens = pair.s.tokens
    if said_before(pair):
        return
    wanted = next(
        (i for i, t in enumerate(tokens) if t.fold in _DATES | _MONEY | _FIGURES | _REASONS), None
    )
    if wanted is None or pair.s.folds & _QUALIFIED:
        return
    matter = [
        i
        for i in pair.s.content
        if i != wanted and tokens[i].fold not in _SOURCES and tokens[i].fold not in _TELLING
    ]
    told: dict[int, int] = {}
    for index in matter:
        for sentence in {pair.p.sentence_of[there] for there in pair.found(index)}:
            told[sentence] = told.get(sentence, 0) + 1
    if not told:
        return
    best = max(told, key=lambda number: (told[number], -number))
    if told[best] < _FEWEST or told[best] * 3 < 2 * len(matter):
        return
    low, high = pair.p.sentence_ranges[best]
    place = _given(pair, tokens[wanted].fold, low, high)
    if place is not None:
        yield pair.finding(
            "claim-polarity",
            "error",
            wanted,
            wanted,
            f"the passage does give this: `{pair.around(place)}`",
            place,
            "leave the sentence out, or say what is missing",
        )


#: `no exact date`: something is given, and not this.
_QUALIFIED = frozenset(
    "exact precise further other specific more new final detailed beyond besides "
    "except apart".split()
)


def _given(pair: Pair, word: str, low: int, high: int) -> int | None:
    """Where a sentence of the passages gives what a word asks for."""
    if word in _DATES:
        days = [m for m in pair.p.moments if low <= m.first < high]
        if word == "day":
            return next((m.first for m in days if m.day is not None), None)
        dated = (m for m in days if m.year or m.month or m.day or m.weekday is not None)
        return next((m.first for m in dated), None)
    if word in _REASONS:
        return next((i for i in range(low, high) if pair.p.tokens[i].fold in _CAUSES), None)
    kinds = ("money",) if word in _MONEY else ("count", "percent", "money", "fraction")
    return next(
        (q.first for q in pair.p.quantities if low <= q.first < high and q.kind in kinds), None
    )


def said_before(pair: Pair) -> str:
    """What such a sentence says before it: `Health was discussed` in `Health was discussed, but the
    source gives no result`; empty when it says nothing else."""
    for index, token in enumerate(pair.s.tokens):
        if (
            token.fold in _SOURCES
            and index >= 4
            and pair.s.tokens[index - 2].fold in ("but", "and", "though")
        ):
            return pair.s.text[: pair.s.tokens[index - 2].start].rstrip(" ,;") + "."
    return ""


def says_nothing(pair: Pair) -> bool:
    """Whether a sentence tells that its source is silent: `The source gives no date for a meeting`.

    Such a sentence denies nothing that the passage says, so only its numbers, dates and names are
    looked up in it.
    """
    tokens = pair.s.tokens
    for index, token in enumerate(tokens):
        if (
            token.fold in _SOURCES
            and index
            and tokens[index - 1].fold in ("the", "this", "its", "no", "neither")
        ):
            after = [t.fold for t in tokens[index + 1 : index + 8]]
            if any(word in _TELLING for word in after) and any(
                word in _DENYING
                for word in after + [t.fold for t in tokens[index + 8 : index + 14]]
            ):
                return True
    return False
