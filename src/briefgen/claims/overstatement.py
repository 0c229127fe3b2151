"""The findings of what says more than its passage."""

from __future__ import annotations

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding


def overstatement(
    pair: Pair, first: int, last: int, message: str, there: int | None = None
) -> Finding:
    return pair.finding(
        "claim-scope",
        "error",
        first,
        last,
        message,
        there,
        "leave it out, or say it as the passage does",
    )
