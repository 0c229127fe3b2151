"""The terms of an outcome against its own quotes: who carries it out, by when, on what condition.

A brief prints them in tables, where no sentence says of whom they hold. So they are the quotes':
what another sentence of the passage says may hold for another outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.claims.actors import is_name
from briefgen.claims.addressees import addressees
from briefgen.claims.alignment import Pair
from briefgen.claims.conditions import NEEDING, SETTING, Condition, conditions
from briefgen.claims.content import content
from briefgen.claims.dates import date
from briefgen.claims.findings import Finding
from briefgen.claims.finite import DETERMINERS
from briefgen.claims.numbers import number
from briefgen.claims.opposites import main_verbs, opposites
from briefgen.claims.owners import owners
from briefgen.claims.polarity import polarity
from briefgen.claims.reading import Names, read
from briefgen.claims.refusals import denials
from briefgen.claims.roles import roles
from briefgen.claims.scope import scope
from briefgen.claims.verbatim import stands_inside

#: The rules of sentences that hold for a few words, too.
_RULES: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    number,
    date,
    owners,
    roles,
    addressees,
    opposites,
    main_verbs,
    polarity,
    denials,
    content,
    scope,
)
#: Words of a condition that only say that it is one.
_NAMING = (
    NEEDING
    | SETTING
    | frozenset("subject if depend depends depending dependent availability".split())
)
#: Whom an outcome of several is of, whatever they are called.
_PARTIES = frozenset(
    "government governments side sides party parties country countries state states nation nations"
    " capital capitals minister ministers leader leaders".split()
)
_THEIR = frozenset("its their his her".split())
_PRONOUNS = frozenset("it they he she this these its their both he".split())


def condition(
    text: str, quotes: tuple[str, ...], actors: tuple[str, ...], names: Names
) -> Finding | None:
    """A condition is one that the outcome's quotes set, with the words of what sets it: what the
    quotes promise is none, nor is what another sentence sets."""
    pair = Pair(text, quotes, names, frozenset())
    they_set = pair.p.once(conditions)
    mine = [i for i in pair.s.content if not is_name(pair.s, i)] or pair.s.content
    mine = [i for i in mine if pair.s.tokens[i].fold not in _NAMING]
    said = any(one.inside <= j < one.end for i in mine for j in pair.found(i) for one in they_set)
    if not said and (mine or not they_set) and not _limits(pair):
        return _alone(
            pair,
            "claim-hedge",
            "no quote of the outcome sets this condition",
            _as_quoted(pair, they_set)
            or "quote the words that set it, if they hold for this outcome",
        )
    if stands_inside(text, quotes):
        return None
    known = _keys(actors, names) if pair.p.folds & _THEIR else frozenset()  # "its parliament"
    hint = _as_quoted(pair, they_set)
    return _differs(pair, frozenset(("only",))) or _foreign(pair, known, _NAMING, hint)


def owner(
    text: str,
    quotes: tuple[str, ...],
    passages: tuple[str, ...],
    actors: tuple[str, ...],
    parties: tuple[str, ...],
    names: Names,
) -> Finding | None:
    """Who carries an outcome out is one whom its quotes name, or one of its actors; `parties` are
    those of its meeting."""
    if stands_inside(text, quotes):
        return None
    pair = Pair(text, quotes, names, frozenset())
    known = _keys(actors, names)
    others = _keys(tuple(who for who in parties if actors and who not in actors), names)
    if _points_back(pair) and stands_inside(text, passages) and others.isdisjoint(_all(pair)):
        return None  # "It will host the talks"
    spare = _PARTIES if actors else frozenset()
    hint = "quote the words that say who carries it out"
    return _differs(pair, spare) or _foreign(pair, known, spare, hint)


def due(text: str, quotes: tuple[str, ...], names: Names) -> Finding | None:
    """By when is what the outcome's quotes say, in words that they have."""
    if stands_inside(text, quotes):
        return None
    pair = Pair(text, quotes, names, frozenset())
    if pair.s.moments and not pair.p.moments:
        message = "no quote of the outcome gives a date; quote the words that do, or leave it out"
        return _alone(pair, "claim-date", message, "")
    found = next(date(pair), None) or next(number(pair), None)
    if found is not None or pair.s.moments:
        return found
    hint = "quote the words that give it, or leave it out"
    return _foreign(pair, frozenset(), frozenset(), hint)


# ------------------------------------------------------------------ what is compared


def _differs(pair: Pair, spare: frozenset[str] = frozenset()) -> Finding | None:
    """What the first rule finds, but about words that say nothing of their own."""
    found = (finding for rule in _RULES for finding in rule(pair))
    return next((f for f in found if f.words.casefold().rstrip("'’") not in spare), None)


def _foreign(pair: Pair, known: frozenset[str], spare: frozenset[str], hint: str) -> Finding | None:
    """A word that no quote has, nor one that may stand for it; `known` are keys of names that may
    stand here, `spare` words that say nothing of their own."""
    dated = {i for m in pair.s.moments for i in range(m.first, m.last + 1)}
    counted = {i for q in pair.s.quantities for i in range(q.first, q.last + 1)}
    for index in pair.s.content:
        token = pair.s.tokens[index]
        if index in dated or index in counted or token.fold in spare:
            continue  # weighed by rules of their own
        if pair.found(index) or not known.isdisjoint(pair.s.keys[index]):
            continue
        code = "claim-attribution" if is_name(pair.s, index) else "claim-content"
        message = f"no quote of the outcome says `{token.text}`, nor a word that may stand for it"
        if code == "claim-attribution":
            message = f"no quote of the outcome names `{token.text}`"
        return pair.finding(code, "error", index, index, message, None, hint)
    return None


def _alone(pair: Pair, code: str, message: str, hint: str) -> Finding:
    """A finding about all the words of a field."""
    text = pair.s.text
    return Finding(code, "error", text, 0, len(text), message, None, "", hint)


def _keys(actors: tuple[str, ...], names: Names) -> frozenset[str]:
    """What the names of some actors may be found by."""
    readings = [read(who, names) for who in actors]
    return frozenset(
        key for reading in readings for i in reading.content for key in reading.keys[i]
    )


def _all(pair: Pair) -> frozenset[str]:
    """What the words of a field may be found by."""
    return frozenset(key for index in pair.s.content for key in pair.s.keys[index])


def _points_back(pair: Pair) -> bool:
    """Whether a quote begins with a word for somebody whom an earlier sentence names: `It`, or
    the last word of a longer name (`The Commission`)."""
    tokens = pair.p.tokens
    if any(tokens[low].fold in _PRONOUNS for low, _ in pair.p.sentence_ranges if low < len(tokens)):
        return True
    places = pair.s.content
    return (
        len(places) > 1
        and all(pair.s.tokens[i].capital for i in places)
        and bool(pair.found(places[-1]))
    )


def _limits(pair: Pair) -> bool:
    """Whether the words stand in a quote as they are and begin as a limit does: `in accordance with
    its laws`, `within the budget`."""
    first = pair.s.tokens[0]
    plain = not first.content and first.fold not in DETERMINERS
    return plain and stands_inside(pair.s.text, pair.passages)


def _as_quoted(pair: Pair, they_set: tuple[Condition, ...]) -> str:
    """What to write instead: the first condition that the quotes set."""
    return f"write it as the quote does: `{they_set[0].words(pair.p)}`" if they_set else ""
