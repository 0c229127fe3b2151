"""What a letterhead holds and what a brief would make of it, told to its author."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.document import LETTERHEAD_ROLES, Letterhead, Style
from briefgen.writers.docx.letterhead import problems, refusal
from briefgen.writers.docx.letterhead.fields import BODY
from briefgen.writers.docx.letterhead.opened import Opened, open_letterhead
from briefgen.writers.docx.letterhead.sections import Edge, paper, sections, text_width
from briefgen.writers.docx.letterhead.styles import ROLES
from briefgen.writers.docx.letterhead.wordfile import RefusedError, W

_MM = 1440 / 25.4


def survey(
    letterhead: Letterhead, style: Style, lang: str
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """What was found in a letterhead, as plain values for a table or for JSON, and what is wrong
    with it; without the first when it cannot be used.

    The names of its `fields` are those that a brief has; their values do not matter.
    """
    known = {name: name for name, _ in letterhead.fields}
    try:
        opened = open_letterhead(letterhead.parts, known, dict(letterhead.styles), style, lang)
    except RefusedError as refused:
        return None, [refusal(refused, letterhead.path)]
    return {
        "sections": _sections(opened),
        "body": {"how": opened.slot.how, "section": opened.section + 1},
        "fields": _fields(opened, known),
        "not_asked_for": sorted(set(known) - {f.name for f in opened.fields}),
        "marking": _marking(opened),
        "styles": _styles(opened),
        "own_notes": sum(1 for _ in opened.document.iter(W + "footnoteReference")),
    }, problems(opened, letterhead, known)


def _sections(opened: Opened) -> list[dict[str, Any]]:
    found = []
    for number, section in enumerate(sections(opened.document)):
        width, height = paper(section)
        found.append(
            {
                "number": number + 1,
                "paper": f"{width / _MM:.0f} × {height / _MM:.0f} mm",
                "text_width": f"{text_width(section) / _MM:.0f} mm",
                "pages": [
                    {"pages": e.kind, "header": e.header, "footer": e.footer}
                    for e in opened.edges
                    if e.section == number
                ],
            }
        )
    return found


def _fields(opened: Opened, known: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each field once, with the parts that it stands in, in the order of the file."""
    found: dict[str, dict[str, Any]] = {}
    for field in opened.fields:
        if field.name == BODY:
            continue
        entry = found.setdefault(
            field.name,
            {"name": field.name, "filled": field.name in known, "how": [], "parts": []},
        )
        for key, value in (("how", field.how), ("parts", field.part)):
            if value not in entry[key]:
                entry[key].append(value)
    return list(found.values())


def _marking(opened: Opened) -> list[dict[str, Any]]:
    def place(edge: Edge) -> str:
        if edge in opened.bare:
            return "added"
        asked = {f.part for f in opened.fields if f.name == "marking"}
        return next((p for p in (edge.header, edge.footer) if p in asked), None) or "its own"

    return [
        {"section": edge.section + 1, "pages": edge.kind, "place": place(edge)}
        for edge in opened.edges
    ]


def _styles(opened: Opened) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for role in LETTERHEAD_ROLES:
        match = opened.styles.find(ROLES[role][0])
        found.append(
            {
                "role": role,
                "style": match.name if match else None,
                "how": match.how if match else "added",
            }
        )
    return found
