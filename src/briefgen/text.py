"""Text files with a line table, and the spans that point into them.

Every record that comes out of a file keeps a `Span`, so that any later stage can
say where a problem is. Lines and columns are counted from 1, offsets from 0, both
in characters (Unicode code points), never in bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field

from briefgen.record import record


@record
class Span:
    """A piece of a text file: `path` (relative to the workspace, with `/`) and the
    half-open range of offsets `[start, end)` in characters."""

    path: str
    start: int
    end: int


@record
class SourceText:
    """A text file's content and where its lines begin.

    A line ends at `\\n` only; a `\\r` before it is part of the line and is not shown.
    """

    path: str
    text: str
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        object.__setattr__(self, "_starts", tuple(starts))

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset; an offset past the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line without its line end; empty when there is none."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def offset(self, line: int, column: int) -> int:
        """The offset of a 1-based line and column, clamped to the text."""
        if line < 1:
            return 0
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + max(0, column - 1), len(self.text))

    def span(self, start: int, end: int) -> Span:
        """The span of `[start, end)` in this file."""
        return Span(self.path, start, end)


def locate(text: SourceText, span: Span, needle: str, occurrence: int = 0) -> Span:
    """Where the n-th `needle` (from 0) stands in the raw text that `span` covers.

    A YAML value differs from how it is written: folded lines, doubled `''`, escaped `\\"`.
    White space in the needle therefore matches any run of white space and line ends, and a
    quotation mark also its escaped form. When it is not found, the answer is `span` itself.
    """
    parts = []
    for part in re.findall(r"\s+|'|\"|[^\s'\"]+", needle):
        if part.isspace():
            parts.append(r"\s+")
        elif part == "'":
            parts.append("''?")
        elif part == '"':
            parts.append(r'\\?"')
        else:
            parts.append(re.escape(part))
    if not parts:
        return span
    for count, match in enumerate(re.finditer("".join(parts), text.text[span.start : span.end])):
        if count == occurrence:
            return Span(span.path, span.start + match.start(), span.start + match.end())
    return span
