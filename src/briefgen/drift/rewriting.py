"""Values of a data file put in place of others, in the form that they are written in.

Only the characters of the values change: comments, the order of keys, quotation marks and the
indentation of wrapped lines stay as their author made them. The file is read again afterwards
and compared, value by value: what is right is decided by YAML, not by this module.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping

from briefgen.regex import regex
from briefgen.text import SourceText, Span
from briefgen.workspace import values

# What a plain scalar may be without being taken for something else: YAML 1.2.2, 7.3.3, on the
# safe side. Numbers, dates, `null` and the like have no space or begin otherwise. Between
# brackets and braces commas and brackets end it.
_PLAIN = regex(r"(?!.*(?:: | #))[^\W\d_].*[^\s:]")
_PLAIN_BETWEEN_BRACES = regex(r"[^\W\d_][^#:\[\]{},]*[^\s#:\[\]{},]")
# A word with a hyphen and letters on both sides is neither a number nor a date nor `null`.
_ID = regex(r"[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)+")
_WIDTH = 100
_LEAST = 40


def rewritten(text: SourceText, edits: Mapping[Span, str]) -> str | None:
    """The file's text with new words at some values; None when YAML would not read exactly
    these words there and everything else as before."""
    new = text
    for span, words in sorted(edits.items(), key=lambda edit: -edit[0].start):
        new = SourceText(text.path, replaced(new, span, words))
    before, _ = values.parse(text)
    after, found = values.parse(new)
    if before is None or after is None or any(d.severity == "error" for d in found):
        return None
    wanted = [(edits[span], "text") if span in edits else told for span, told in says(before)]
    told = [
        (" ".join(told[0].split()), told[1]) if span in edits else told
        for (span, _), (_, told) in zip(says(before), says(after), strict=False)
    ]
    return new.text if wanted == told and len(wanted) == sum(1 for _ in says(after)) else None


def says(value: values.Value) -> Iterator[tuple[Span, tuple[str, str]]]:
    """Everything that a file says, in order: each key and each value, with its kind."""
    if isinstance(value, values.Scalar):
        yield value.span, (value.text, value.kind)
    elif isinstance(value, values.Sequence):
        yield value.span, ("[", str(len(value.items)))
        for item in value.items:
            yield from says(item)
    else:
        yield value.span, ("{", str(len(value.entries)))
        for key, item in value.entries.items():
            yield value.key_span(key), (key, "key")
            yield from says(item)


def replaced(text: SourceText, span: Span, words: str) -> str:
    """The file's text with `words` as the value that is written at `span`."""
    old = text.text[span.start : span.end]
    column = text.position(span.start)[1] - 1
    between_braces = text.text[span.end :].lstrip()[:1] in (",", "}", "]")
    new = _scalar(old, words, between_braces=between_braces)
    if old[:1] not in (">", "|"):
        new = _wrapped(old, new, column, _first_column(text, span))
    return text.text[: span.start] + new + text.text[span.end :]


def _first_column(text: SourceText, span: Span) -> int:
    """How far the first line of the value's entry is indented."""
    line = text.line(text.position(span.start)[0])
    return len(line) - len(line.lstrip(" "))


def _scalar(old: str, words: str, *, between_braces: bool) -> str:
    """The words in the style of the value before."""
    if old[:1] in (">", "|"):
        return _block(old, words)
    if old[:1] == "'":
        return "'" + words.replace("'", "''") + "'"
    if old[:1] == '"':
        return quoted(words)
    return plain_or_quoted(words, between_braces=between_braces)


def quoted(words: str) -> str:
    """A text in double quotes, as JSON and YAML both read it."""
    return json.dumps(words, ensure_ascii=False)


def plain_or_quoted(words: str, *, between_braces: bool) -> str:
    """A text as a value on one line, in quotes only where it needs them."""
    plain = _PLAIN_BETWEEN_BRACES if between_braces else _PLAIN
    if _ID.fullmatch(words) or (" " in words and plain.fullmatch(words)):
        return words
    return quoted(words)


def _block(old: str, words: str) -> str:
    """A block scalar keeps its header and the indentation of its lines."""
    header, *lines = old.split("\n")
    filled = [line for line in lines if line.strip()]
    indent = len(filled[0]) - len(filled[0].lstrip(" ")) if filled else 2
    if header.startswith("|"):
        return f"{header}\n{' ' * indent}{words}"  # its line ends are part of the value
    width = max(_LEAST, min(_WIDTH, max(map(len, filled), default=_WIDTH)) - indent)
    return "\n".join([header, *(" " * indent + line for line in _lines(words, width))])


def _wrapped(old: str, new: str, column: int, indent: int) -> str:
    """A value that stood on several lines stands on several again, one on one line on one."""
    if "\n" not in old:
        return new
    follow = old.split("\n")[1]
    begin = max(len(follow) - len(follow.lstrip(" ")), indent + 1)
    width = min(_WIDTH, max(column + old.index("\n"), len(follow)))
    room = max(_LEAST, width - begin)
    lines = _lines(new, room, first=begin + room - column)
    return ("\n" + " " * begin).join(lines)


def _lines(words: str, width: int, first: int | None = None) -> list[str]:
    """Words broken into lines at single spaces, which is where YAML joins them again; `first` is
    the width of the first line, where it is another."""
    indent = " " * max(0, width - (width if first is None else first))
    lines = textwrap.wrap(
        words, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [lines[0].removeprefix(indent), *lines[1:]] if lines else [words]
