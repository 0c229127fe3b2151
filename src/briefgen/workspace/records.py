"""Decoded fields turned into the records of model.py.

A record whose required keys are not all there and right is None here: what is wrong has
been reported, and later stages see only whole records.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.text import Span
from briefgen.workspace.model import (
    Due,
    Evidence,
    GlossaryEntry,
    Meeting,
    Outcome,
    Settings,
    Status,
    Theme,
    Waiver,
)
from briefgen.workspace.shapes import Fields


def settings(fields: Fields | None) -> Settings:
    """The workspace's settings; what is missing or wrong has its default."""
    values = {} if fields is None else dict(fields.values)
    values["waivers"] = waivers(values.get("waivers", ()))
    return Settings(**{"organisation": "", **values})


def waivers(entries: tuple[Fields, ...]) -> tuple[Waiver, ...]:
    """The waivers that are whole."""
    made = []
    for one in entries:
        if one.whole:
            values = dict(one.values)
            code = f"claim-{values.pop('code').removeprefix('claim-')}"
            made.append(Waiver(code=code, span=one.span, **values))
    return tuple(made)


def evidence(fields: Fields, key: str) -> Evidence | None:
    """One quote; `key` is its name in the workspace."""
    if not fields.whole:
        return None
    return Evidence(
        key=key,
        span=fields.span_of("quote"),
        source_span=fields.span_of("source"),
        **fields.values,
    )


def evidence_list(entries: tuple[Fields, ...], owner: str) -> tuple[Evidence, ...]:
    """The whole ones of a list of quotes; keys count every entry from 1."""
    made = (evidence(fields, f"{owner}/{n}") for n, fields in enumerate(entries, 1))
    return tuple(one for one in made if one is not None)


def due(fields: Fields) -> Due | None:
    """By when."""
    if not fields.whole:
        return None
    values = dict(fields.values)
    return Due(derived_from=values.pop("from", None), span=fields.span, **values)


def outcome(fields: Fields, meeting_id: str, quotes: tuple[Evidence, ...]) -> Outcome | None:
    """One outcome with the quotes that it rests on."""
    if not fields.whole:
        return None
    values: dict[str, Any] = {**fields.values, "evidence": quotes}
    if "due" in values:
        values["due"] = due(values["due"])
    return Outcome(meeting=meeting_id, span=fields.span, key_spans=fields.spans(), **values)


def meeting(
    fields: Fields,
    meeting_id: str,
    quotes: tuple[Evidence, ...],
    outcomes: Iterable[Outcome],
    unfinished: tuple[Span, ...] = (),
    waived: tuple[Fields, ...] = (),
) -> Meeting:
    """A meeting; its fields must be whole. `unfinished` are the places of proposals with
    errors, and `waived` the waivers of its file."""
    by_status: dict[Status, list[Outcome]] = {"accepted": [], "proposed": [], "rejected": []}
    for outcome in outcomes:
        by_status[outcome.status].append(outcome)
    return Meeting(
        id=meeting_id,
        span=fields.span,
        key_spans=fields.spans(),
        waivers=waivers(waived),
        evidence=quotes,
        outcomes=tuple(by_status["accepted"]),
        proposed=tuple(by_status["proposed"]),
        unfinished=unfinished,
        rejected=tuple(by_status["rejected"]),
        **{key: value for key, value in fields.values.items() if key != "evidence"},
    )


def theme(fields: Fields, theme_id: str, quotes: dict[str, Evidence]) -> Theme | None:
    """A theme with its own evidence by name."""
    if not fields.whole:
        return None
    values: dict[str, Any] = {**fields.values, "evidence": quotes}
    assessment: Fields | None = values.pop("assessment", None)
    if assessment is not None:
        values.update(assessment.values)
    values["waivers"] = waivers(values.get("waivers", ()))
    return Theme(id=theme_id, span=fields.span, **values)


def glossary(fields: Fields | None) -> tuple[GlossaryEntry, ...]:
    """The entries of a glossary that are whole."""
    entries: tuple[Fields, ...] = () if fields is None else fields.values.get("entries", ())
    return tuple(GlossaryEntry(span=e.span, **e.values) for e in entries if e.whole)
