"""The order of outcomes in a brief."""

from __future__ import annotations

from pathlib import Path

from briefgen.brief.request import Request
from briefgen.brief.selection import select
from briefgen.workspace.load import load

ROOT = Path(__file__).resolve().parents[2]


def test_within_a_step_the_theme_s_own_outcomes_come_first() -> None:
    """A minerals brief opens with the minerals working group, not with a neighbour's outcome
    that is as strong and stands earlier in the file."""
    workspace, _, diagnostics = load(ROOT)
    assert workspace is not None
    assert diagnostics == []
    request = Request(("minerals",), "policy-brief", builtin_templates=ROOT / "templates")
    chosen = select(workspace, request).outcomes
    assert [outcome.id for outcome in chosen] == [
        "minerals-working-group",
        "economic-security-engagement",
        "supply-chains-energy",
    ]
