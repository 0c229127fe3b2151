"""Values made of values: lists, mappings and records with declared keys.

Like the kinds of kinds.py, each decodes and says its JSON Schema.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from briefgen.diagnostics import CODES, Hint, did_you_mean
from briefgen.text import Span
from briefgen.workspace.kinds import Found, Identifier, Kind, Schema, report, wrong_type
from briefgen.workspace.values import Mapping, Scalar, Sequence, Value


class ListOf:
    """A list of one kind of value. What is wrong in it is reported item by item."""

    def __init__(
        self, kind: Kind, least: int = 0, most: int = 1_000, distinct: bool = False
    ) -> None:
        self.kind = kind
        self.least = least
        self.most = most
        self.distinct = distinct

    def decode(self, value: Value, name: str, found: Found) -> tuple[Any, ...] | None:
        if not isinstance(value, Sequence):
            example = "one, two"
            if isinstance(value, Scalar) and 0 < len(value.text) <= 40:
                example = value.text.strip()
            hint = f"begin each entry on a line of its own with `- `, or write `[{example}]`"
            wrong_type(found, value, name, "a list", hint)
            return None
        if not self.least <= len(value.items) <= self.most:
            if value.items:
                message = f"{name} has at most {self.most:,} entries; here are {len(value.items):,}"
                hint = "split the list"
            else:
                message = f"{name} must have at least one entry; this list is empty"
                hint = "write at least one entry"
            report(found, "bad-value", message, value.span, hint)
            return None
        item_name = f"each entry of {name}"
        before = len(found)
        items = [self.kind.decode(item, item_name, found) for item in value.items]
        good = tuple(item for item in items if item is not None)
        if self.distinct and len(found) == before:
            self._distinct(items, value, name, found)
            good = tuple(dict.fromkeys(good))
        return good if len(good) >= self.least else None

    def _distinct(self, items: list[Any], value: Sequence, name: str, found: Found) -> None:
        first: dict[Any, Value] = {}
        for item, written in zip(items, value.items, strict=True):
            if item in first:
                hint = Hint("it stands here first", first[item].span)
                message = f"{name} names each only once; `{item}` stands here again"
                report(found, "bad-value", message, written.span, hint)
            first.setdefault(item, written)

    def schema(self) -> Schema:
        bounds: Schema = {"minItems": self.least} if self.least else {}
        if self.distinct:
            bounds["uniqueItems"] = True
        return {"type": "array", "items": self.kind.schema(), **bounds, "maxItems": self.most}


class MapOf:
    """A mapping whose keys are names of the user's own."""

    def __init__(self, kind: Kind, names: Identifier, most: int = 1_000) -> None:
        self.kind = kind
        self.names = names
        self.most = most

    def decode(self, value: Value, name: str, found: Found) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            hint = "write `name: ...` for each, and indent what belongs to it"
            wrong_type(found, value, name, "a mapping of names", hint)
            return None
        if len(value.entries) > self.most:
            message = f"{name} has at most {self.most:,} entries; this has {len(value.entries):,}"
            report(found, "bad-value", message, value.span, "split it")
            return None
        decoded: dict[str, Any] = {}
        for key, item in value.entries.items():
            if not self.names.holds(key, value.key_span(key), f"each name in {name}", found):
                continue
            if (good := self.kind.decode(item, f"`{key}`", found)) is not None:
                decoded[key] = good
        return decoded

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": self.names.schema(),
            "additionalProperties": self.kind.schema(),
            "maxProperties": self.most,
        }


class Key:
    """A key of a record: what it is called, what it holds, what it is for."""

    __slots__ = ("doc", "kind", "name", "required")

    def __init__(self, name: str, kind: Kind, doc: str, required: bool = False) -> None:
        self.name = name
        self.kind = kind
        self.doc = doc
        self.required = required


class Fields:
    """A decoded record: the values of its keys, and where each is written.

    `whole` says whether every required key is there with a value that could be decoded.
    """

    __slots__ = ("mapping", "values", "whole")

    def __init__(self, mapping: Mapping, values: dict[str, Any], whole: bool) -> None:
        self.mapping = mapping
        self.values = values
        self.whole = whole

    @property
    def span(self) -> Span:
        """Where the record is written."""
        return self.mapping.span

    def span_of(self, key: str) -> Span:
        """Where the value of a key is written; the record's own place when it has no such key."""
        value = self.mapping.entries.get(key)
        return self.mapping.span if value is None else value.span

    def spans(self) -> dict[str, Span]:
        """Where the value of each key is written."""
        return {key: value.span for key, value in self.mapping.entries.items()}


class Record:
    """A mapping with known keys. `title` names the thing with its article: "an outcome".

    With `plain`, a plain text may stand for the whole record: it is the value of that key.
    """

    def __init__(self, title: str, doc: str, keys: tuple[Key, ...], plain: str = "") -> None:
        self.title = title
        self.doc = doc
        self.keys = keys
        self.plain = plain
        self.by_name = {key.name: key for key in keys}

    def decode(self, value: Value, name: str, found: Found) -> Fields | None:
        called = {}
        if self.plain and isinstance(value, Scalar):
            called = {self.plain: name}
            keys = {self.plain: (value.start, value.start)}
            place = (value.path, value.start, value.end)
            value = Mapping({self.plain: value}, keys, *place)
        if not isinstance(value, Mapping):
            names = ", ".join(f"`{key.name}`" for key in self.keys if key.required)
            hint = f"write `key: value`, a line for each key; needed: {names}"
            wrong_type(found, value, name, "a mapping of keys", *([hint] if names else []))
            return None
        values: dict[str, Any] = {}
        tried: set[str] = set()
        by_name = self.by_name
        for key, item in value.entries.items():
            declared = by_name.get(key) or self._unknown(key, value, found)
            if declared is None or declared.name in values:
                continue
            if (good := declared.kind.decode(item, called.get(key, f"`{key}`"), found)) is not None:
                values[declared.name] = good
            tried.add(declared.name)
        whole = True
        for declared in self.keys:
            if declared.required and declared.name not in values:
                whole = False
                if declared.name not in tried:
                    self._missing(declared, value, found)
        return Fields(value, values, whole)

    def _unknown(self, key: str, value: Mapping, found: Found) -> Key | None:
        """Reports a key that is not declared; gives the one that it was most likely meant for,
        so that one slip is not reported a second time as a missing key."""
        unused = [name for name in self.by_name if name not in value.entries]
        message = f"{CODES['unknown-key']}; {self.title} has no `{key[:80]}`"
        hints = did_you_mean(key[:80], unused or self.by_name)
        report(found, "unknown-key", message, value.key_span(key), *hints)
        close = get_close_matches(key[:80].casefold(), unused, n=1, cutoff=0.6)
        return self.by_name[close[0]] if close else None

    def _missing(self, key: Key, value: Mapping, found: Found) -> None:
        first = next(iter(value.keys.values()), (value.start, value.end))
        message = f"{self.title} needs the key `{key.name}`; this one has none"
        hint = f"add `{key.name}:` ({key.doc[0].lower()}{key.doc[1:].rstrip('.')})"
        report(found, "missing-key", message, Span(value.path, *first), hint)

    def schema(self) -> Schema:
        properties: Schema = {}
        for key in self.keys:
            declared = key.kind.schema()
            extra = declared.pop("markdownDescription", "")
            text = f"{key.doc}\n\n{extra}" if extra else key.doc
            title = key.name.replace("_", " ")
            properties[key.name] = {"title": title, "description": text, **declared}
        whole: Schema = {
            "type": "object",
            "properties": properties,
            "required": [key.name for key in self.keys if key.required],
            "additionalProperties": False,
        }
        if self.plain:
            return {"anyOf": [self.by_name[self.plain].kind.schema(), whole]}
        return whole
