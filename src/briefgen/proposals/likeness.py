"""Which outcomes a proposal may be another report of: those that share most of its words.

Numbers and units do not count: two reports of one thing differ in them first, and two things have
them in common.
"""

from __future__ import annotations

from briefgen.claims.tokens import tokens
from briefgen.workspace.model import Meeting, Outcome, Workspace

#: How much of the shorter of two must stand in the other, and how few words say nothing.
_SHARED = 0.6
_FEWEST = 3
#: Two reports of one meeting may date it a few days apart.
_DAYS = 3
_UNITS = frozenset("hundred thousand million billion trillion percent euro dollar yen".split())


def like(workspace: Workspace, outcome: Outcome, most: int = 3) -> tuple[Outcome, ...]:
    """Accepted outcomes that may be the same thing, the likest first."""
    words = _words(outcome, workspace.meetings[outcome.meeting])
    found: list[tuple[float, Outcome]] = []
    for meeting in workspace.meetings.values():
        if not _same_event(workspace.meetings[outcome.meeting], meeting):
            continue
        for other in meeting.outcomes:
            theirs = _words(other, meeting)
            shorter = min(len(words), len(theirs))
            if shorter >= _FEWEST and len(words & theirs) >= _SHARED * shorter:
                found.append((len(words & theirs) / shorter, other))
    found.sort(key=lambda pair: -pair[0])
    return tuple(other for _, other in found[:most])


def beside(workspace: Workspace, outcome: Outcome, most: int = 9) -> tuple[Outcome, ...]:
    """The accepted outcomes of the same event, the first ones, whatever they say."""
    own = workspace.meetings[outcome.meeting]
    told = [o for m in workspace.meetings.values() if _same_event(own, m) for o in m.outcomes]
    return tuple(other for other in told if other.id != outcome.id)[:most]


def _same_event(one: Meeting, other: Meeting) -> bool:
    if one.id == other.id:
        return True
    apart = abs((one.date - other.date).days)
    return apart <= _DAYS and not set(one.parties).isdisjoint(other.parties)


def _words(outcome: Outcome, meeting: Meeting) -> frozenset[str]:
    """The stems of the words that carry a summary's meaning, the parties' names left out."""
    names = {token.stem for party in meeting.parties for token in tokens(party)}
    return frozenset(
        token.stem
        for token in tokens(outcome.summary)
        if token.content
        and token.kind == "word"
        and token.fold not in _UNITS
        and token.stem not in names
    )
