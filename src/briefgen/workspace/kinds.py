"""The kinds of value that a key of a data file can have.

A kind does two things: `decode` turns a value of a file into what the records hold, or
reports why it cannot and gives None; `schema` says the same to an editor, as JSON Schema
(draft 2020-12). `name` is always how a message calls the value: "`title`".
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Protocol

from briefgen.diagnostics import Diagnostic, Hint, did_you_mean
from briefgen.text import Span
from briefgen.workspace.model import Prose as ProseRecord
from briefgen.workspace.values import Mapping, Scalar, Sequence, Value

Schema = dict[str, Any]
Found = list[Diagnostic]


class Kind(Protocol):
    """What every kind can do."""

    def decode(self, value: Value, name: str, found: Found) -> Any:
        """The decoded value; None when it was reported in `found`."""

    def schema(self) -> Schema:
        """What JSON Schema says of it."""


def report(found: Found, code: str, message: str, span: Span, *hints: str | Hint) -> None:
    """Adds an error to `found`."""
    told = tuple(Hint(hint) if isinstance(hint, str) else hint for hint in hints)
    found.append(Diagnostic(code, message, span, hints=told))


def describe(value: Value) -> str:
    """What a value is, to someone who does not know YAML's names for it."""
    if isinstance(value, Sequence):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping of keys"
    return {
        "null": "nothing",
        "bool": "true or false",
        "int": "a number",
        "float": "a number",
        "text": "text",
    }[value.kind]


def wrong_type(found: Found, value: Value, name: str, wanted: str, *hints: str | Hint) -> None:
    """Reports that a value is not what its key asks for, with the likeliest reason."""
    if isinstance(value, Scalar) and value.kind == "null":
        hints = ("give it a value, or leave its key out",)
    message = f"{name} must be {wanted}; here is {describe(value)}"
    report(found, "wrong-type", message, value.span, *hints)


def _text(value: Value, name: str, wanted: str, found: Found) -> str | None:
    """The text of a scalar that is text, else None and a report."""
    if isinstance(value, Scalar):
        if value.kind == "text":
            return value.text
        wrong_type(found, value, name, wanted, f'put it in quotes: "{value.text}"')
    elif isinstance(value, Mapping):
        hint = "`: ` makes a key of the words before it; a text that holds one goes in quotes"
        wrong_type(found, value, name, wanted, hint)
    else:
        hint = "write it without `- `; a text that begins with `[` goes in quotes"
        wrong_type(found, value, name, wanted, hint)
    return None


def _within(text: str, limit: int, value: Value, name: str, found: Found) -> bool:
    """Whether a text is neither empty nor too long; reports it when it is."""
    if not text:
        message = f"{name} must say something; this text is empty"
        report(found, "bad-value", message, value.span, "write it, or leave its key out")
        return False
    if len(text) > limit:
        message = f"{name} has at most {limit:,} characters; this has {len(text):,}"
        report(found, "bad-value", message, value.span, "make it shorter")
        return False
    return True


_BREAK = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text on one line; line ends in it become spaces."""

    limit: int = 2_000
    may_be_empty: bool = False

    def decode(self, value: Value, name: str, found: Found) -> str | None:
        if (text := _text(value, name, "text", found)) is None:
            return None
        text = text.strip()
        if "\n" in text:
            text = _BREAK.sub(" ", text)
        if not text and self.may_be_empty:
            return text
        return text if _within(text, self.limit, value, name, found) else None

    def schema(self) -> Schema:
        least: Schema = {} if self.may_be_empty else {"minLength": 1}
        return {"type": "string", **least, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of the user's own, with citations `[@id]`."""

    limit: int = 20_000

    def decode(self, value: Value, name: str, found: Found) -> ProseRecord | None:
        if (text := _text(value, name, "text", found)) is None:
            return None
        text = text.strip()
        if not _within(text, self.limit, value, name, found):
            return None
        return ProseRecord(text, value.span)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of a fixed form; `form` says it in words, `pattern` is Python's and ECMA's alike."""

    pattern: str
    form: str
    limit: int = 2_000
    hint: str = ""

    def decode(self, value: Value, name: str, found: Found) -> str | None:
        if (text := _text(value, name, "text", found)) is None:
            return None
        if not _within(text, self.limit, value, name, found):
            return None
        if not re.fullmatch(self.pattern, text):
            shown = text if len(text) <= 80 else text[:79] + "…"
            message = f"{name} must be {self.form}; `{shown}` is not"
            report(found, "bad-value", message, value.span, *([self.hint] if self.hint else []))
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$", "maxLength": self.limit}


ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,79}"
ID_FORM = "lowercase letters, digits and hyphens, at most 80, the first a letter or a digit"


def id_hint(text: str) -> str:
    """How an id that breaks the rule could be written instead; empty when nothing is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:80].strip("-")
    return f"write `{plain}`" if plain and plain != text else ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id. With `letter`, at least one letter must be in it."""

    letter: bool = False

    def decode(self, value: Value, name: str, found: Found) -> str | None:
        if (text := _text(value, name, "an id", found)) is None:
            return None
        return text if self.holds(text, value.span, name, found) else None

    def holds(self, text: str, span: Span, name: str, found: Found) -> bool:
        """Whether `text` is an id; reports it when it is not."""
        if not re.fullmatch(ID_PATTERN, text):
            hint = id_hint(text)
            shown = text if len(text) <= 80 else text[:79] + "…"
            message = f"{name} must be an id ({ID_FORM}); `{shown}` is not"
            report(found, "bad-value", message, span, *([hint] if hint else []))
            return False
        if self.letter and not re.search("[a-z]", text):
            message = f"{name} must have a letter in it; `{text}` has none"
            report(found, "bad-value", message, span, "give it a name that says what it shows")
            return False
        return True

    def schema(self) -> Schema:
        ahead = "(?=.*[a-z])" if self.letter else ""
        return {"type": "string", "pattern": f"^{ahead}{ID_PATTERN}$"}


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, written as ISO 8601 does: yyyy-mm-dd."""

    def decode(self, value: Value, name: str, found: Found) -> date | None:
        wanted = "a date, written yyyy-mm-dd"
        if not isinstance(value, Scalar) or value.kind in ("null", "bool", "float"):
            wrong_type(found, value, name, wanted)
            return None
        parts = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value.text)
        if parts is None:
            hint = self._hint(value.text)
            message = f"{name} must be {wanted}; `{value.text[:80]}` is not"
            report(found, "bad-value", message, value.span, *([hint] if hint else []))
            return None
        try:
            return date(int(parts[1]), int(parts[2]), int(parts[3]))
        except ValueError:
            message = f"{name} must be a day of the calendar; there is no {value.text}"
            report(found, "bad-value", message, value.span, "dates are written yyyy-mm-dd")
            return None

    def _hint(self, text: str) -> str:
        """The date that was meant, only where it cannot be read in two ways."""
        if parts := re.fullmatch(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})", text):
            try:
                day = date(int(parts[1]), int(parts[2]), int(parts[3]))
            except ValueError:
                return ""
            return f"did you mean `{day.isoformat()}`?"
        return "the year in four digits, then month and day in two each: 2026-01-16"

    def schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number that counts something, from 1."""

    limit: int = 10_000_000

    def decode(self, value: Value, name: str, found: Found) -> int | None:
        if not isinstance(value, Scalar) or value.kind != "int":
            wrong_type(found, value, name, "a whole number")
            return None
        if not re.fullmatch(r"\+?0*[1-9][0-9]{0,11}", value.text) or int(value.text) > self.limit:
            message = f"{name} must be a number from 1 to {self.limit:,}; this is {value.text[:40]}"
            report(found, "bad-value", message, value.span, "passages are counted from 1")
            return None
        return int(value.text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 1, "maximum": self.limit}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, each with what it means."""

    words: MappingOf[Any, str]
    code: str = "bad-value"

    def decode(self, value: Value, name: str, found: Found) -> str | None:
        wanted = "one of " + ", ".join(f"`{word}`" for word in self.words)
        if isinstance(value, Scalar) and value.kind != "null":
            if value.text in self.words:
                return value.text
            message = f"{name} must be {wanted}; `{value.text[:80]}` is none of them"
            report(found, self.code, message, value.span, *did_you_mean(value.text, self.words))
        else:
            wrong_type(found, value, name, wanted)
        return None

    def schema(self) -> Schema:
        listed = "; ".join(f"`{word}`: {meaning}" for word, meaning in self.words.items())
        return {"type": "string", "enum": list(self.words), "markdownDescription": listed}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of value. What is wrong in it is reported item by item."""

    kind: Kind
    least: int = 0
    most: int = 1_000
    distinct: bool = False

    def decode(self, value: Value, name: str, found: Found) -> tuple[Any, ...] | None:
        if not isinstance(value, Sequence):
            hint = "begin each entry on a line of its own with `- `, or write `[one, two]`"
            wrong_type(found, value, name, "a list", hint)
            return None
        if not self.least <= len(value.items) <= self.most:
            bounds = f"at least {self.least}" if value.items == () else f"at most {self.most:,}"
            message = f"{name} must have {bounds} in its list; this has {len(value.items):,}"
            hint = "add what is missing" if self.least else "leave its key out"
            if value.items:
                hint = "split the list"
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


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys are names of the user's own."""

    kind: Kind
    names: Identifier = field(default_factory=Identifier)
    most: int = 1_000

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


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: what it is called, what it holds, what it is for."""

    name: str
    kind: Kind
    doc: str
    required: bool = False


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


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys. `title` names the thing with its article: "an outcome".

    With `plain`, a plain text may stand for the whole record: it is the value of that key.
    """

    title: str
    doc: str
    keys: tuple[Key, ...]
    plain: str = ""
    by_name: dict[str, Key] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})

    def decode(self, value: Value, name: str, found: Found) -> Fields | None:
        if self.plain and isinstance(value, Scalar):
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
            if (good := declared.kind.decode(item, f"`{key}`", found)) is not None:
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
        message = f"{self.title} has no key `{key[:80]}`"
        report(found, "unknown-key", message, value.key_span(key), *did_you_mean(key[:80], unused))
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
