"""Which outcomes are named as perhaps the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.pipeline import load
from briefgen.proposals.likeness import like
from briefgen.workspace.model import Workspace

NONE = Path(__file__).resolve().parents[1] / "errors" / "none"


def _alike(one: str, other: str) -> bool:
    """Whether a proposal that says `one` is likened to an accepted outcome that says `other`."""
    workspace = load(NONE).workspace
    assert isinstance(workspace, Workspace)
    [meeting] = workspace.meetings.values()
    accepted = replace(meeting.outcomes[0], summary=other)
    meetings = {meeting.id: replace(meeting, outcomes=(accepted,))}
    workspace = replace(workspace, meetings=meetings)
    return bool(like(workspace, replace(accepted, id="proposed", summary=one)))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (
            "Zubrowka will invest €150 million in a hydrogen terminal at Lutz by the end of 2028, "
            "the two foreign ministers said on Wednesday.",
            "Zubrowka will invest €120 million in a hydrogen terminal at Lutz by the end of 2027, "
            "subject to approval by its parliament.",
            True,
        ),
        (
            "Zubrowka will invest €150 million in a port by 2028.",
            "Zubrowka will invest €150 million in a railway by 2028.",
            False,
        ),
    ],
)
def test_numbers_neither_part_nor_join(one: str, other: str, alike: bool) -> None:
    """Reports differ in figures first, and two things may cost the same."""
    assert _alike(one, other) is alike
