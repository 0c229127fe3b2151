"""Rows that are looked for one by one are found as if they stood in one alternation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.evidence.checks import verbs
from briefgen.evidence.checks.rows import Rows

TESTS = Path(__file__).resolve().parent.parent
ROWS = Rows(verbs.VERBS)


def alternation() -> re.Pattern[str]:
    """All rows in one pattern, the steps as its groups."""
    steps = []
    for step, table in verbs.VERBS.items():
        rows = [row.strip().replace("~", r"(?:\w+ ){0,2}?") for row in table.strip().splitlines()]
        steps.append(f"(?P<{step}>{'|'.join(rows)})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(steps)})(?![\w-])")


@pytest.mark.parametrize("folder", ["evidence", "claims", "drafting/sets/tuning"])
def test_as_one_alternation(folder: str) -> None:
    """The same verbs are found, at the same places and with the same steps."""
    whole = alternation()
    count = 0
    for file in sorted((TESTS / folder).glob("*.txt")):
        for line in file.read_text("utf-8").lower().splitlines():
            expected = [
                (*match.span(), next(step for step in verbs.VERBS if match[step] is not None))
                for match in whole.finditer(line)
            ]
            assert ROWS.find(line) == expected
            count += len(expected)
    assert count > 100


def test_every_row_tells_how_it_begins() -> None:
    """No row has to be tried on every text."""
    assert ROWS._by_letters[""] == []
    assert Rows({"decided": r"\w+ed in full"}).find("it decided in full") == [(3, 18, "decided")]


def test_overlaps() -> None:
    """Of two that overlap the left one counts, of two at one place the first in the table."""
    rows = Rows({"signed": "agreed to sign\n", "decided": "agreed\nto sign up\nsign up"})
    assert rows.find("they agreed to sign up") == [(5, 19, "signed")]
    assert rows.find("they agreed to sign-up") == [(5, 11, "decided")]
    assert rows.find("disagreed, re-agreed") == []
