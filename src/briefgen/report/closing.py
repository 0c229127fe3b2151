"""The lines that close a run: how its sentences fared, and what somebody answers for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.ledger import KINDS, Ledger
from briefgen.report.display import visible

#: The command that goes through proposed outcomes.
REVIEW = "briefgen review-drafts"

#: How many reasons for skipping sentences are spelt out.
_MOST_REASONS = 5


def proposed_line(proposed: int) -> Iterator[str]:
    """That proposed outcomes were left out, if there are any."""
    if proposed:
        s = "" if proposed == 1 else "s"
        yield f"{proposed} proposed outcome{s} left out: `{REVIEW}`"


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """The ledger in a few lines; none when nothing was to be checked.

    `sentences: 19 checked, 0 failed, 0 waived, 0 skipped; 13 citations, 2 numbers, 30 names,
    6 dates`.
    """
    if not ledger.entries:
        return
    tally = ledger.tally("sentences")
    line = (
        f"sentences: {tally.checked} checked, {tally.failed} failed, "
        f"{tally.waived} waived, {tally.skipped} skipped"
    )
    parts = []
    for kind in KINDS[1:]:
        of = ledger.tally(kind)
        failed = of.failed + of.waived
        word = kind if of.checked != 1 else kind.removesuffix("s")
        parts.append(f"{of.checked} {word}" + (f" ({failed} not borne out)" if failed else ""))
    yield f"{line}; {', '.join(parts)}"
    for one in ledger.waived:
        yield visible(f"waived {one.code} by {one.by}: {one.reason}: “{one.sentence}”")
    reasons = Counter(reason for _, reason in ledger.skipped)
    for reason, count in reasons.most_common(_MOST_REASONS):
        yield visible(f"skipped {count} statement{'s' if count > 1 else ''}: {reason}")
    if more := sum(reasons.values()) - sum(n for _, n in reasons.most_common(_MOST_REASONS)):
        yield f"skipped {more} more"
