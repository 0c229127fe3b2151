"""The rule of addressees: who is asked, urged, invited or told to do something."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.reading import Reading
from briefgen.claims.titles import OFFICE_WORDS
from briefgen.claims.tokens import DASHES, stem
from briefgen.record import record

_ASKING = frozenset(
    stem(word)
    for word in (
        "ask", "request", "urge", "encourage", "invite", "instruct", "order", "direct",
        "authorise", "task", "mandate", "advise", "call", "appeal", "press", "remind", "require",
        "oblige", "allow", "permit", "commission",
    )
)  # fmt: skip
_BESIDE = frozenset(("on", "upon", "to", "for"))
#: Whom these stand for is said elsewhere.
_PRONOUNS = frozenset("it he she they them him her us we you others one who".split())
_FARTHEST = 11
_CUTTING = frozenset(("and", "that", "for", "from"))


@record
class Asked:
    """Somebody who is asked to do something: the verb, the content words for who, for what."""

    verb: int
    who: tuple[int, ...]
    what: tuple[int, ...]


def addressees(pair: Pair) -> Iterator[Finding]:
    """Who is asked, urged, invited or told to do something is who is asked to in the passage."""
    mine = pair.s.once(_asked)
    if not mine:
        return
    theirs = pair.p.once(_asked)
    for one in mine:
        asked = [i for i in one.what if not pair.s.tokens[i].capital]
        what = [i for i in asked if i in pair.aligned]
        if len(what) < 2 or len(what) * 3 < 2 * len(asked):
            continue
        best, most = None, 0
        for other in theirs:
            places = set(other.what)
            shared = sum(not places.isdisjoint(pair.found(i)) for i in what)
            if shared > most:
                best, most = other, shared
        if best is None or most * 3 < 2 * len(what) or _same(pair, one, best):
            continue
        tokens = pair.p.tokens
        said = pair.p.text[tokens[best.who[0]].start : tokens[best.who[-1]].end]
        yield pair.finding(
            "claim-attribution",
            "error",
            one.who[0],
            one.who[-1],
            f"in the passage it is `{said}` that is asked to do this",
            best.who[0],
            f"write `{said}`",
        )
        return


def _same(pair: Pair, one: Asked, other: Asked) -> bool:
    """Whether two phrases may be for the same people: a word of each in common, or a word that
    the passages do not have, which other rules weigh."""
    places = set(other.who)
    if [pair.p.tokens[i].fold in OFFICE_WORDS for i in other.who] == [True] and any(
        pair.s.tokens[i].capital for i in one.who
    ):
        return True  # "the Minister" may be whoever is named
    for index in one.who:
        found = pair.found(index)
        if not found or not places.isdisjoint(found):
            return True
    return False


def _asked(reading: Reading) -> list[Asked]:
    found = []
    for clause in reading.clauses:
        for at in range(clause.start, clause.end):
            token = reading.tokens[at]
            if token.stem in _ASKING and not token.capital:
                passive = clause.passive and at == clause.verb
                one = _passive(reading, at) if passive else _active(reading, at)
                if one is not None:
                    found.append(one)
    return found


def _active(reading: Reading, at: int) -> Asked | None:
    """`urges all parties to refrain`: the words between the verb and `to`."""
    tokens = reading.tokens
    start = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1].fold in _BESIDE else at + 1
    high = reading.sentence_ranges[reading.sentence_of[at]][1]
    stop = high
    for step in range(start, min(start + _FARTHEST, high - 1)):
        token = tokens[step]
        if token.fold == "to":
            return _made(reading, at, range(start, min(stop, step)), range(step + 1, high))
        if token.fold in ("on", "in", "at") and step > start:
            stop = min(stop, step)
            continue
        if (token.kind == "mark" and token.text not in DASHES) or token.fold in _CUTTING:
            return None
    return None


def _passive(reading: Reading, at: int) -> Asked | None:
    """`all parties were urged to refrain`: the subject before the verb."""
    tokens = reading.tokens
    if tokens[at + 1 : at + 2] and tokens[at + 1].fold == "to":
        clause = reading.clauses[reading.clause_of[at]]
        high = reading.sentence_ranges[reading.sentence_of[at]][1]
        return _made(reading, at, range(*clause.subject), range(at + 2, high))
    return None


def _made(reading: Reading, at: int, who: range, what: range) -> Asked | None:
    tokens = reading.tokens
    if any(tokens[i].fold in _PRONOUNS and not tokens[i].content for i in who):
        return None
    people = tuple(i for i in who if tokens[i].content)
    deed = tuple(i for i in what if tokens[i].content)[:8]
    return Asked(at, people, deed) if people and deed else None
