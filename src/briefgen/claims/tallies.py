"""The entries of the ledger: what is in a statement, and how that fared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from briefgen.claims.candidates import name_spans
from briefgen.claims.equality import free
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.reading import Reading, read
from briefgen.ledger import KINDS, Entry, Tally


class Stated(Protocol):
    """What an entry needs to know of a statement."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def kind(self) -> str:
        """`fact`, `judgement`, `detail` or `title`."""


#: What of a statement a finding is about, where it is a part that is counted.
_COUNTED = {"claim-number": "numbers", "claim-date": "dates"}


def failed(text: str, code: str, waived: bool) -> Entry:
    """The entry of a field of a record that has a finding: one number, date or name that fails."""
    kind = _COUNTED.get(code, "names")
    tally = Tally(1, 0 if waived else 1, 1 if waived else 0)
    return Entry(text, tuple(tally if one == kind else Tally() for one in KINDS))


def entry(
    statement: Stated,
    cites: int,
    reason: str,
    findings: Iterable[tuple[Finding, bool]] = (),
) -> Entry:
    """The ledger's entry of a statement: what is in it, and how that fared. A detail is no
    sentence; what is in it counts."""
    text = statement.text
    reading = read(text)
    counts = (
        1 if statement.kind in ("fact", "judgement") else 0,
        cites,
        len(free(reading.quantities, reading.moments)),
        sum(_names(reading, *span) for span in name_spans(reading)),
        len(reading.moments),
    )
    if reason:
        return Entry(text, tuple(Tally(skipped=count) for count in counts), reason)
    findings = [(f, waived) for f, waived in findings if f.severity == "error"]

    def tally(count: int, code: str = "") -> Tally:
        of = [waived for finding, waived in findings if code in ("", finding.code)]
        failed = sum(not waived for waived in of)
        limit = max(count, len(of)) if code else count
        return Tally(limit, min(failed, limit), min(len(of) - failed, limit - min(failed, limit)))

    return Entry(
        text,
        (
            tally(counts[0]),
            Tally(counts[1]),
            tally(counts[2], "claim-number"),
            tally(counts[3], "claim-name"),
            tally(counts[4], "claim-date"),
        ),
    )


def _names(reading: Reading, first: int, last: int) -> bool:
    """Whether capitalised words are a name, and not only the first word of a sentence."""
    token = reading.tokens[first]
    opens = first == 0 or reading.sentence_of[first] != reading.sentence_of[first - 1]
    return not (opens and first == last and token.fold in common_words())
