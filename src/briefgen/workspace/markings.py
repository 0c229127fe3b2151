"""Markings in data files: the scheme of an office, and what carries a mark of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.diagnostics import CODES, Hint, did_you_mean
from briefgen.text import Span
from briefgen.workspace.kinds import Found, Prose, Schema, Text, report, wrong_type
from briefgen.workspace.model import SCHEMES, Mark
from briefgen.workspace.model import Prose as ProseRecord
from briefgen.workspace.shapes import Fields, Key, ListOf, Record
from briefgen.workspace.values import Mapping, Scalar, Sequence, Value

#: More levels than any office has; each needs a code point of its own while a brief is made.
MOST_MARKINGS = 16

MARK = Record(
    "a marking",
    "A marking of the office's.",
    (
        Key("mark", Text(100), "The marking as head and foot of a page print it.", True),
        Key("portion", Text(40), "Its short form, which portions carry in brackets."),
    ),
)


class Markings:
    """The markings of an office, lowest first, or the name of a scheme that is known."""

    def __init__(self) -> None:
        self.listed = ListOf(MARK, least=1, most=MOST_MARKINGS)

    def decode(self, value: Value, name: str, found: Found) -> tuple[Mark, ...] | None:
        """The markings, lowest first; None when they were reported."""
        if not isinstance(value, Sequence):
            return self._scheme(value, name, found)
        entries = self.listed.decode(value, name, found)
        if entries is None or not all(entry.whole for entry in entries):
            return None
        first: dict[tuple[str, str], Span] = {}
        for entry in entries:
            for key in ("mark", "portion"):
                written, span = entry.values.get(key), entry.span_of(key)
                if (
                    written is not None
                    and (other := first.setdefault((key, written), span)) != span
                ):
                    message = f"{name} names each `{key}` only once; `{written}` stands here again"
                    report(found, "bad-value", message, span, Hint("it stands here first", other))
        made = [Mark(e.values["mark"], e.values.get("portion", e.values["mark"])) for e in entries]
        return tuple({mark.mark: mark for mark in made}.values())

    def _scheme(self, value: Value, name: str, found: Found) -> tuple[Mark, ...] | None:
        """The markings of a scheme by its name."""
        known = " or ".join(f"`{scheme}`" for scheme in SCHEMES)
        wanted = f"a list of markings, or the name of a scheme: {known}"
        if not isinstance(value, Scalar) or value.kind != "text":
            hint = "write `- {mark: OFFICIAL, portion: O}`, a line for each, lowest first"
            wrong_type(found, value, name, wanted, hint)
            return None
        if value.text not in SCHEMES:
            message = f"{name} must be {wanted}; `{value.text[:80]}` is neither"
            report(found, "bad-value", message, value.span, *did_you_mean(value.text, SCHEMES))
            return None
        return SCHEMES[value.text]

    def schema(self) -> Schema:
        """As JSON Schema."""
        return {"anyOf": [{"type": "string", "enum": list(SCHEMES)}, self.listed.schema()]}


class Portion(Record):
    """A paragraph of prose: a text, or `text:` with the `marking:` that it carries."""

    def __init__(self) -> None:
        self.prose = Prose()
        super().__init__(
            "a paragraph",
            "A paragraph, with the marking that it carries.",
            (
                Key("text", self.prose, "The paragraph.", True),
                Key("marking", Text(200), "Its marking: one of the workspace's `markings`."),
            ),
            plain="text",
        )

    def decode(self, value: Value, name: str, found: Found) -> Any:
        """The prose; None when it was reported."""
        if not isinstance(value, Mapping) or not {"text", "marking"} & set(value.entries):
            # most often a colon inside the text, which `Prose` explains
            return self.prose.decode(value, name, found)
        fields = super().decode(value, name, found)
        if fields is None or not fields.whole:
            return None
        text: ProseRecord = fields.values["text"]
        return ProseRecord(text.text, text.span, fields.values.get("marking", ""))


def check(
    settings: Fields | None,
    themes: Iterable[Fields | None],
    meetings: Iterable[Fields | None],
    found: Found,
) -> None:
    """Reports markings that the workspace does not have."""
    values = {} if settings is None else settings.values
    declared: tuple[Mark, ...] | None = values.get("markings")
    if declared is None and settings is not None and "markings" in settings.mapping.entries:
        return  # reported already: whatever is used may be right
    known = tuple(mark.mark for mark in declared or ())
    if settings is not None and known and (floor := values.get("marking")):
        _known(floor, settings.span_of("marking"), known, found)
    for theme in themes:
        for marking, span in _on_prose(theme):
            _known(marking, span, known, found)
    for meeting in meetings:
        for outcome in () if meeting is None else meeting.values.get("outcomes", ()):
            if marking := outcome.values.get("marking"):
                _known(marking, outcome.span_of("marking"), known, found)


def _on_prose(theme: Fields | None) -> Iterable[tuple[str, Span]]:
    """The markings of a theme's prose, and where each is written."""
    if theme is None:
        return
    assessment: Fields | None = theme.values.get("assessment")
    for fields in (theme, *([assessment] if assessment is not None else [])):
        for key in ("bottom_line", "background", "left_open", "implications", "recommendations"):
            value = fields.mapping.entries.get(key)
            for item in value.items if isinstance(value, Sequence) else (value,):
                entry = item.entries.get("marking") if isinstance(item, Mapping) else None
                if isinstance(entry, Scalar) and entry.kind == "text":
                    yield entry.text.strip(), entry.span


def _known(marking: str, span: Span, known: tuple[str, ...], found: Found) -> None:
    if marking in known:
        return
    rule = CODES["unknown-marking"]
    hints = did_you_mean(marking, known)
    if not known:
        hints = (Hint("list the markings, lowest first, under `markings:` in workspace.yaml"),)
    report(found, "unknown-marking", f"{rule}; `{marking}` is none of them", span, *hints)
