"""The grades of sources: which of several is the best, and which outcomes rest on too little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.workspace.model import GRADES, Evidence, Grade, Outcome, Source, Workspace

#: Grades by strength, the strongest first.
_RANK: dict[Grade, int] = {grade: rank for rank, grade in enumerate(GRADES)}


def rank(grade: Grade) -> int:
    """How strong a grade is; 0 is the strongest."""
    return _RANK[grade]


def strongest_first(
    items: Iterable[Evidence], sources: Mapping[str, Source]
) -> tuple[Evidence, ...]:
    """Evidence with that of the best source first; what is of one grade keeps its order."""
    return tuple(sorted(items, key=lambda one: _RANK[sources[one.source].grade]))


def on_one_account(
    workspace: Workspace, outcomes: Iterable[Outcome]
) -> dict[str, tuple[Outcome, ...]]:
    """What both sides are said to have agreed, on no better word than one side's own account or a
    summary: the outcomes, by the source that they rest on."""
    resting: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        parties = set(workspace.meetings[outcome.meeting].parties)
        if len(parties) < 2 or not parties <= set(outcome.actors):
            continue
        told = strongest_first(outcome.evidence, workspace.sources)
        grade = workspace.sources[told[0].source].grade
        alike = {one.source for one in told if workspace.sources[one.source].grade == grade}
        if grade == "summary" or (grade == "read-out" and len(alike) == 1):
            resting.setdefault(told[0].source, []).append(outcome)
    return {source: tuple(held) for source, held in resting.items()}
