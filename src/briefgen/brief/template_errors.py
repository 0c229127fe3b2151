"""From an error inside a template to a diagnostic with its place, excerpt and hint."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Hint, did_you_mean
from briefgen.text import SourceText, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a template."""

    text: SourceText
    line: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong. `needle` is the word to point at on the line, if there is one;
    `known` are the words that could have been meant."""

    code: str
    message: str
    needle: str = ""
    known: frozenset[str] = frozenset()
    hint: str = ""
    path: str | None = None


def diagnose(trouble: Trouble, places: tuple[Place, ...]) -> Diagnostic:
    """The diagnostic for a trouble that happened at `places`, innermost first.

    Where the innermost is in another file than the outermost, a hint names the line
    that led there.
    """
    hints: list[Hint] = []
    if trouble.hint:
        hints.append(Hint(trouble.hint))
    if trouble.known:
        hints.extend(did_you_mean(trouble.needle, trouble.known))
    if not places:
        return Diagnostic(trouble.code, trouble.message, path=trouble.path, hints=tuple(hints))
    inner = places[0]
    for outer in places[1:]:
        if outer.text.path != inner.text.path:
            hints.append(Hint("used from here", span_of(outer.text, outer.line, "")))
            break
    return Diagnostic(
        trouble.code,
        trouble.message,
        span_of(inner.text, inner.line, trouble.needle),
        hints=tuple(hints),
    )


def span_of(text: SourceText, line: int, needle: str) -> Span:
    """The span of a word on a line, or of the line without its indent."""
    content = text.line(line)
    start = text.offset(line, 1)
    found = None
    if needle:
        edge = r"(?<!\w)" if needle[0].isalnum() or needle[0] == "_" else ""
        after = r"(?!\w)" if needle[-1].isalnum() or needle[-1] == "_" else ""
        found = re.search(edge + re.escape(needle) + after, content)
    if found:
        return text.span(start + found.start(), start + found.end())
    stripped = content.strip()
    at = start + (len(content) - len(content.lstrip()) if stripped else 0)
    return text.span(at, at + max(1, len(stripped)))


def in_backticks(message: str) -> str:
    """A message of the template engine's in our form: `'word'` in backticks, small first."""
    message = re.sub(r"'([^']*)'", r"`\1`", message).rstrip(".")
    if message[:2] != message[:2].upper():
        message = message[:1].lower() + message[1:]
    return message


def quoted_words(message: str) -> Iterable[str]:
    """The words that a message quotes, last first."""
    return reversed(re.findall(r"'([^']+)'", message))
