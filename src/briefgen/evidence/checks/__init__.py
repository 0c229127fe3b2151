"""The checks of evidence and sources. Each is one function whose docstring is its rule.

A check yields `Diagnostic`s, for the author, and `Remark`s, which briefs print in "Reading
the sources". A new check is written in the module of its family and listed in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.checks.accounts import (
    anniversaries_fall_in_one_year,
    events_are_dated_and_numbered_alike,
    nothing_happened_after_its_source,
)
from briefgen.evidence.checks.archived import (
    passages_are_whole,
    repeats_are_classified,
)
from briefgen.evidence.checks.commitments import commitment_fits_its_verb
from briefgen.evidence.checks.days import (
    meeting_is_dated_as_in_its_sources,
    source_is_not_older_than_its_meeting,
    weekday_fits_its_date,
)
from briefgen.evidence.checks.derivations import derivation_follows
from briefgen.evidence.checks.replaced import former_versions_are_said_to_be_such
from briefgen.evidence.checks.telling import both_sides_tell_what_both_agreed
from briefgen.evidence.checks.venues import meeting_is_where_its_passages_say
from briefgen.workspace.model import Workspace

Finding = Remark | Diagnostic
Check = Callable[[Workspace, Book], Iterator[Finding]]

#: The checks that look at outcomes one by one; the others look at whole sources.
OF_OUTCOMES: tuple[Check, ...] = (commitment_fits_its_verb, derivation_follows)

CHECKS: tuple[Check, ...] = (
    *OF_OUTCOMES,
    weekday_fits_its_date,
    meeting_is_dated_as_in_its_sources,
    source_is_not_older_than_its_meeting,
    events_are_dated_and_numbered_alike,
    anniversaries_fall_in_one_year,
    nothing_happened_after_its_source,
    repeats_are_classified,
    passages_are_whole,
    meeting_is_where_its_passages_say,
    both_sides_tell_what_both_agreed,
    former_versions_are_said_to_be_such,
)


def of_outcomes(workspace: Workspace, book: Book) -> list[Diagnostic]:
    """What the checks of outcomes find, without those of sources."""
    found = (finding for rule in OF_OUTCOMES for finding in rule(workspace, book))
    return [finding for finding in found if isinstance(finding, Diagnostic)]


def check(workspace: Workspace, book: Book) -> tuple[tuple[Remark, ...], list[Diagnostic]]:
    """What all checks find: remarks for the brief's reader, diagnostics for its author."""
    remarks: list[Remark] = []
    diagnostics: list[Diagnostic] = []
    for rule in CHECKS:
        for finding in rule(workspace, book):
            if isinstance(finding, Remark):
                remarks.append(finding)
            else:
                diagnostics.append(finding)
    order = {name: place for place, name in enumerate(workspace.sources)}
    remarks.sort(key=lambda remark: (order.get(remark.source, 0), remark.passage))
    return tuple(dict.fromkeys(remarks)), diagnostics
