"""What two accounts of an outcome may differ in, a rule each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from briefgen.claims.equality import equals, free
from briefgen.claims.finite import VERB_STEMS
from briefgen.claims.moments import Moment
from briefgen.claims.quantities import Quantity
from briefgen.claims.reading import same_name
from briefgen.claims.retellings.accounts import Account, Difference
from briefgen.evidence.checks.commitments import Strength
from briefgen.record import replace
from briefgen.regex import regex

#: Kinds of quantity that tell how much of something there is.
_UNCOMPARED = frozenset(("ordinal", "year", "times", "one"))
#: A figure that is rounded, and how far from it another may be.
_ROUNDED = frozenset(("about", "nearly"))
_LEEWAY = 0.1
#: Counts up to this tell who is meant: `the two sides`.
_FEW = 2
#: Who is meant when a source names no party: all of them.
_TOGETHER = frozenset(
    "both sides parties countries governments ministers leaders delegations they two".split()
)
_PART = regex(
    r"(?:the )?(?:early|start|beginning|middle|mid|late|end|close)(?: of|-| in)?\s*(?:the )?$", re.I
)
_ARTICLE = regex(r"\bthe $", re.I)
#: The months that a part of a year may mean; seasons differ from place to place.
_MONTHS = {
    "early": range(1, 6),
    "mid": range(4, 10),
    "late": range(8, 13),
    "end": range(9, 13),
    **{f"q{n}": range(3 * n - 2, 3 * n + 1) for n in (1, 2, 3, 4)},
    "h1": range(1, 7),
    "h2": range(7, 13),
}
_SEASONS = frozenset("spring summer autumn fall winter".split())
_FIELDS = ("year", "month", "day", "period", "part")

Rule = Callable[[Account, Account], Iterator[Difference]]


def amounts(one: Account, later: Account) -> Iterator[Difference]:
    """Another figure for the same thing, in the same unit."""
    mine, theirs = _figures(one), _figures(later)
    left = [q for q in mine if not any(_alike(q, other) for other in theirs)]
    right = [q for q in theirs if not any(_alike(q, other) for other in mine)]
    for pair in _pair(left, right, _comparable, one, later):
        yield _differ(one, later, *pair)


def _figures(account: Account) -> list[Quantity]:
    reading = account.reading
    return [
        q
        for q in free(reading.quantities, reading.moments)
        if q.kind not in _UNCOMPARED
        and not (q.kind == "count" and (not q.counted or q.values[0] <= _FEW))
    ]


def _comparable(left: Quantity, right: Quantity) -> bool:
    """Whether two figures are of one kind of thing, so that both can be right only if equal."""
    if left.kind != right.kind or left.per != right.per:
        return False
    if left.kind == "count":
        return left.counted[-1:] == right.counted[-1:]
    if left.kind == "money" and not equals(replace(left, values=right.values), right):
        return False  # another currency may be the same money
    return not (left.counted and right.counted) or bool(set(left.counted) & set(right.counted))


def _alike(left: Quantity, right: Quantity) -> bool:
    """Whether two figures may be the same: `about $15 billion` and `$14.8 billion`."""
    if equals(left, right) or equals(right, left):
        return True
    if not _comparable(left, right):
        return False
    return any(
        _allows(left, b, a) or _allows(right, a, b) for a in left.values for b in right.values
    )


def _allows(said: Quantity, value: float, own: float) -> bool:
    """Whether a figure that is rounded or bounded allows a value."""
    if said.approximation in _ROUNDED:
        return abs(value - own) <= _LEEWAY * abs(own)
    if said.approximation in ("over", "least"):
        return value >= own
    return said.approximation in ("under", "most") and value <= own


def dates(one: Account, later: Account) -> Iterator[Difference]:
    """Another date or deadline. The days of the meeting itself are another check's."""
    mine, theirs = _moments(one), _moments(later)
    left = [m for m in mine if all(_conflict(m, other) for other in theirs)]
    right = [m for m in theirs if all(_conflict(m, other) for other in mine)]
    for pair in _pair(left, right, _same_role, one, later):
        yield _differ(one, later, *pair)


def _moments(account: Account) -> list[Moment]:
    meeting = account.meeting
    last = meeting.end_date or meeting.date
    kept = []
    for moment in account.reading.moments:
        if moment.relative or moment.period.startswith("fy"):
            continue  # a fiscal year begins when its state says
        if not any(getattr(moment, name) for name in _FIELDS):
            continue
        said = moment.year, moment.month, moment.day
        if all(said != (day.year, day.month, day.day) for day in (meeting.date, last)):
            kept.append(moment)
    return kept


def _conflict(left: Moment, right: Moment) -> bool:
    """Whether two moments cannot be the same: `June 2025` and `September 2025`, but not `2025`
    and `June 2025`."""
    if left.year and right.year and left.year != right.year:
        return True
    if left.swapped or right.swapped:
        return False  # `03/04/2025` may be either of two days
    mine, theirs = _months(left), _months(right)
    if mine and theirs:
        if mine.isdisjoint(theirs):
            return True
        return bool(left.day and right.day and left.day != right.day)
    seasons = left.period in _SEASONS and right.period in _SEASONS
    return seasons and left.period != right.period


def _months(moment: Moment) -> frozenset[int]:
    """The months that a moment may lie in; none when it may be any."""
    if moment.month:
        return frozenset((moment.month,))
    return frozenset(_MONTHS.get(moment.period, ()) or _MONTHS.get(moment.part, ()))


def _same_role(left: Moment, right: Moment) -> bool:
    limits = ("by", "until")
    return left.direction == right.direction or (
        left.direction in limits and right.direction in limits
    )


_Said = TypeVar("_Said", Quantity, Moment)


def _pair(
    left: list[_Said],
    right: list[_Said],
    comparable: Callable[[_Said, _Said], bool],
    one: Account,
    later: Account,
) -> Iterator[tuple[_Said, _Said]]:
    """The two that are told of one thing: the only ones of their kind, or the only ones in the
    quotes. Where it could be any of several, nothing is said."""
    for mine in left:
        theirs = [other for other in right if comparable(mine, other)]
        if not theirs:
            continue
        ours = [other for other in left if any(comparable(other, their) for their in theirs)]
        if len(ours) > 1 or len(theirs) > 1:
            ours = [said for said in ours if one.quoted(said.start, said.end)]
            theirs = [said for said in theirs if later.quoted(said.start, said.end)]
        if len(ours) == len(theirs) == 1 and ours[0] is mine:
            yield mine, theirs[0]


def commitments(one: Account, later: Account) -> Iterator[Difference]:
    """Another strength: signed here, discussed there."""
    mine, theirs = one.strength, later.strength
    if not mine.words or not theirs.words or mine.commitment == theirs.commitment:
        return
    if mine.words.endswith(" with") or theirs.words.endswith(" with"):
        return  # “agreed with Ruritania to”: together with it, or of its opinion
    yield Difference(
        one,
        later,
        _words_at(one, mine.words),
        _words_at(later, theirs.words),
        _firm(mine),
        _firm(theirs),
        "says",
    )


def _firm(said: Strength) -> str:
    """The words that decide a strength, and the step where the words are not its name."""
    step = "" if said.words.casefold() == said.commitment else f" ({said.commitment})"
    return f"“{said.words}”{step}"


def _words_at(account: Account, words: str) -> tuple[int, int]:
    at = account.text.find(words.removeprefix("not "))
    return (at, at + len(words.removeprefix("not "))) if at >= 0 else (0, 1)


def actors(one: Account, later: Account) -> Iterator[Difference]:
    """Another one who acts: both sides here, one of them there."""
    mine, theirs = _actors(one), _actors(later)
    if mine is None or theirs is None or mine[0] == theirs[0]:
        return
    yield Difference(
        one, later, mine[1], theirs[1], _quoted(one, mine[1]), _quoted(later, theirs[1]), "names"
    )


def _actors(account: Account) -> tuple[frozenset[str], tuple[int, int]] | None:
    """The parties that act in an account, and the words that say so; None where it cannot be
    told for certain."""
    reading, parties = account.reading, account.meeting.parties
    best = None
    for clause in reading.clauses:
        first, last = clause.subject
        if clause.verb < 0 or clause.passive or clause.inherits or last <= first:
            continue
        if reading.tokens[clause.verb].stem not in VERB_STEMS:
            continue  # “Japan will join”: who does it, not who agreed to it
        governed = reading.levels[clause.verb + 1 : clause.end]
        level = max((level for level in governed if level is not None), default=None)
        if level is None:
            continue
        token = reading.tokens[clause.verb]
        if account.quoted(token.start, token.end) and (best is None or level > best[0]):
            best = level, clause
    if best is None:
        return None
    clause = best[1]
    first, last = clause.subject
    subject = [token.fold for token in reading.tokens[first:last]]
    named = {party for party in parties if _names(party, subject)}
    after = [token.fold for token in reading.tokens[clause.verb + 1 : clause.end]]
    if named and "with" in after:
        beside = after[after.index("with") + 1 :]
        named |= {party for party in parties if _names(party, beside)}
    if not named and not _TOGETHER.isdisjoint(subject):
        named = set(parties)
    place = reading.tokens[first].start, reading.tokens[last - 1].end
    return (frozenset(named), place) if named else None


def _names(party: str, words: list[str]) -> bool:
    """Whether words name a party, or say its demonym."""
    return all(
        any(same_name(part, word.removesuffix("'s").removesuffix("’s")) for word in words)
        for part in party.casefold().split()
    )


def _quoted(account: Account, place: tuple[int, int]) -> str:
    return f"“{account.text[slice(*place)]}”"


def _differ(
    one: Account, later: Account, mine: Quantity | Moment, theirs: Quantity | Moment
) -> Difference:
    here, there = _range(one, mine), _range(later, theirs)
    return Difference(one, later, here, there, one.text[slice(*here)], later.text[slice(*there)])


def _range(account: Account, said: Quantity | Moment) -> tuple[int, int]:
    """Where something is said, with the words before it that belong to it: `the end of 2025`."""
    before = None
    if isinstance(said, Moment) and (said.part or said.period):
        before = (_PART if said.part else _ARTICLE).search(account.text, 0, said.start)
    return (before.start() if before else said.start), said.end


RULES: tuple[Rule, ...] = (amounts, dates, commitments, actors)
