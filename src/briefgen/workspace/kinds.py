"""The kinds of plain value that a key of a data file can have: texts, dates, choices.

A kind does two things: `decode` turns a value of a file into what the records hold, or
reports why it cannot and gives None; `schema` says the same to an editor, as JSON Schema
(draft 2020-12). `name` is always how a message calls the value: "`title`".
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from datetime import date
from typing import Any, Protocol

from briefgen.diagnostics import Diagnostic, Hint, did_you_mean
from briefgen.regex import regex
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
        hint = "put it in quotes"
        if len(value.text) <= 80:
            hint += f': "{value.text}"'
        wrong_type(
            found,
            value,
            name,
            wanted,
            f"say it in words, or {hint}" if value.kind == "bool" else hint,
        )
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


_BREAK = regex(r"[ \t]*\n\s*")


class Text:
    """A text on one line; line ends in it become spaces."""

    def __init__(self, limit: int = 2_000, may_be_empty: bool = False) -> None:
        self.limit = limit
        self.may_be_empty = may_be_empty

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


class Prose:
    """Markdown of the user's own, with citations `[@id]`."""

    def __init__(self, limit: int = 20_000) -> None:
        self.limit = limit

    def decode(self, value: Value, name: str, found: Found) -> ProseRecord | None:
        if (text := _text(value, name, "text", found)) is None:
            return None
        text = text.strip()
        if not _within(text, self.limit, value, name, found):
            return None
        return ProseRecord(text, value.span)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


class Pattern:
    """A text of a fixed form; `form` says it in words, `pattern` is Python's and ECMA's alike."""

    def __init__(self, pattern: str, form: str, limit: int = 2_000, hint: str = "") -> None:
        self.pattern = pattern
        self.form = form
        self.limit = limit
        self.hint = hint

    def decode(self, value: Value, name: str, found: Found) -> str | None:
        if (text := _text(value, name, "text", found)) is None:
            return None
        if not _within(text, self.limit, value, name, found):
            return None
        if not re.fullmatch(self.pattern, text):
            shown = text if len(text) <= 80 else text[:79] + "…"
            message = f"{name} must be {self.form}; `{shown}` is not"
            hint = self.hint
            if text != text.lower() and re.fullmatch(self.pattern, text.lower()):
                hint = "write it in small letters"
            report(found, "bad-value", message, value.span, *([hint] if hint else []))
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$", "maxLength": self.limit}


ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,79}"
ID_FORM = "lowercase letters, digits and hyphens, at most 80, the first a letter or a digit"


#: Letters that Unicode does not take apart into a plain one and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th",
                          "ı": "i"})  # fmt: skip


def plain_letters(text: str) -> str:
    """A text in small letters without their accents; what stands between words is kept."""
    from unicodedata import combining, normalize

    taken_apart = normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in taken_apart if not combining(letter))


def id_of(text: str) -> str:
    """The id that is nearest to a text; empty when nothing is left of it."""
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text)).strip("-")[:80].strip("-")


def id_hint(text: str) -> str:
    """How an id that breaks the rule could be written instead; empty when nothing is left."""
    plain = id_of(text)
    return f"write `{plain}`" if plain and plain != text else ""


class Identifier:
    """An id. With `letter`, at least one letter must be in it."""

    def __init__(self, letter: bool = False) -> None:
        self.letter = letter

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


class Number:
    """A whole number that counts something, from 1; `counted` names what."""

    def __init__(self, limit: int = 10_000_000, counted: str = "passages") -> None:
        self.limit = limit
        self.counted = counted

    def decode(self, value: Value, name: str, found: Found) -> int | None:
        if not isinstance(value, Scalar) or value.kind != "int":
            wrong_type(found, value, name, "a whole number")
            return None
        if not re.fullmatch(r"\+?0*[1-9][0-9]{0,11}", value.text) or int(value.text) > self.limit:
            message = f"{name} must be a number from 1 to {self.limit:,}; this is {value.text[:40]}"
            report(found, "bad-value", message, value.span, f"{self.counted} are counted from 1")
            return None
        return int(value.text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": 1, "maximum": self.limit}


class Choice:
    """One of a few words, each with what it means."""

    def __init__(self, words: MappingOf[Any, str], code: str = "bad-value") -> None:
        self.words = words
        self.code = code

    def decode(self, value: Value, name: str, found: Found) -> str | None:
        wanted = "one of " + ", ".join(f"`{word}`" for word in self.words)
        if isinstance(value, Scalar) and value.kind != "null":
            if value.text in self.words:
                return value.text
            message = f"{name} must be {wanted}; `{value.text[:80]}` is none of them"
            close = did_you_mean(value.text, self.words)
            close = tuple(hint for hint in close if hint.message.startswith("did you mean"))
            close = close or self._meant(value.text)
            report(found, self.code, message, value.span, *close)  # the message lists them all
        else:
            wrong_type(found, value, name, wanted)
        return None

    def _meant(self, text: str) -> tuple[Hint, ...]:
        """The word that means what somebody wrote instead: `agreed` for `decided`."""
        if len(text) < 4 and not text.isdigit():
            return ()
        for word, meaning in self.words.items():
            if re.search(rf"\b{re.escape(text)}\b", meaning, re.IGNORECASE):
                return (Hint(f"did you mean `{word}` ({meaning})?"),)
        return ()

    def schema(self) -> Schema:
        listed = "; ".join(f"`{word}`: {meaning}" for word, meaning in self.words.items())
        return {"type": "string", "enum": list(self.words), "markdownDescription": listed}
