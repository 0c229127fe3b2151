"""The ledger that closes a run: what was checked, what failed, what was waived or skipped.

Each statement counts once, however often a brief prints it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.record import record
from briefgen.text import Span


@record
class Tally:
    """How many of a kind were checked; of those, how many failed and how many failures were
    waived; and how many could not be checked."""

    checked: int = 0
    failed: int = 0
    waived: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.checked + other.checked,
            self.failed + other.failed,
            self.waived + other.waived,
            self.skipped + other.skipped,
        )


#: What a ledger counts, in the order in which it is printed.
KINDS = ("sentences", "citations", "numbers", "names", "dates")


@record
class Entry:
    """One statement in the ledger: its words, how many it has of each of `KINDS` and how these
    fared; `reason` says why it was skipped, or is empty."""

    text: str
    tallies: tuple[Tally, ...]
    reason: str = ""


@record
class Waived:
    """A finding that somebody answers for."""

    code: str
    sentence: str
    message: str
    reason: str
    by: str
    span: Span | None = None


@record
class Ledger:
    """The statements of a brief, or of all briefs of a run."""

    entries: tuple[Entry, ...] = ()
    waived: tuple[Waived, ...] = ()

    def tally(self, kind: str) -> Tally:
        """The sum over all statements for one of `KINDS`."""
        at = KINDS.index(kind)
        total = Tally()
        for entry in self.entries:
            total += entry.tallies[at]
        return total

    @property
    def skipped(self) -> tuple[tuple[str, str], ...]:
        """The statements that could not be checked, each with the reason."""
        return tuple((entry.text, entry.reason) for entry in self.entries if entry.reason)


def joined(ledgers: Iterable[Ledger]) -> Ledger:
    """The ledger of several briefs: what they share counts once."""
    ledgers = tuple(ledgers)
    entries = dict.fromkeys(entry for ledger in ledgers for entry in ledger.entries)
    waived = dict.fromkeys(one for ledger in ledgers for one in ledger.waived)
    return Ledger(tuple(entries), tuple(waived))


def as_json(ledger: Ledger) -> dict[str, Any]:
    """The ledger as JSON has it: a count for each of `KINDS`, what was waived by whom and why, and
    what was skipped and why."""
    counts: dict[str, Any] = {}
    for kind in KINDS:
        tally = ledger.tally(kind)
        counts[kind] = {
            "checked": tally.checked,
            "failed": tally.failed,
            "waived": tally.waived,
            "skipped": tally.skipped,
        }
    waived = [
        {
            "code": one.code,
            "sentence": one.sentence,
            "finding": one.message,
            "reason": one.reason,
            "by": one.by,
        }
        for one in ledger.waived
    ]
    skipped = [{"sentence": text, "reason": why} for text, why in ledger.skipped]
    return {**counts, "waived": waived, "skipped": skipped}
