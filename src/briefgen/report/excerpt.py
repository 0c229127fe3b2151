"""Draws diagnostics for people: where, the line with a caret under it, the rule and what
broke it, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.report import Report, shown_path
from briefgen.report.display import cell, visible
from briefgen.text import SourceText, Span

#: A longer line is shown through a window of this many columns round the problem.
LINE_COLUMNS = 96
#: How much of the line stands before the problem in such a window.
LEAD_COLUMNS = 24
#: However narrow a terminal is, so much of a line is shown.
NARROWEST = 20
# So much of a line round the problem is looked at; a passage may be a whole book.
_REACH = 1_000

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}
_BOLD = "\x1b[1m"
_PLAIN = "\x1b[0m"

Place = Callable[[str], str]


def draw_all(report: Report, *, colour: bool = False, columns: int | None = None) -> str:
    """All diagnostics of a report, a blank line between them, and how many there are.

    Excerpts fit into `columns`, so that no terminal breaks a line and parts it from its carets.
    """

    def place(path: str) -> str:
        return shown_path(report.root, path)

    drawn = [
        draw(d, report.texts, place, colour=colour, columns=columns) for d in report.diagnostics
    ]
    closing = tally(report)
    return "\n\n".join([*drawn, closing] if closing else drawn)


def tally(report: Report) -> str:
    """`2 errors, 1 warning`; empty when there are fewer than two to count."""
    counts = [counted(report.errors, "error"), counted(report.warnings, "warning")]
    line = ", ".join(count for count in counts if count) if len(report.diagnostics) > 1 else ""
    if report.elsewhere:
        more = (
            f"{counted(report.elsewhere, 'error')} elsewhere in the workspace; "
            "`briefgen check` shows all"
        )
        line = f"{line}\n{more}" if line else more
    return line


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`; empty for none."""
    return "" if number == 0 else f"{number} {word}" + ("s" if number > 1 else "")


def draw(
    diagnostic: Diagnostic,
    texts: Mapping[str, SourceText],
    place: Place = str,
    *,
    colour: bool = False,
    columns: int | None = None,
) -> str:
    """One diagnostic as lines of text, without a final line end.

    `place` turns a path of the workspace into the one to show.
    """
    paint = _COLOURS[diagnostic.severity] if colour else ""
    plain = _PLAIN if colour else ""
    label = f"{paint}{diagnostic.severity}[{diagnostic.code}]{plain}"
    where = _where(diagnostic, texts, place)
    lines = [f"{_BOLD}{where}{plain}: {label}" if colour and where else _joined(where, label)]
    if diagnostic.span is not None and diagnostic.span.path in texts:
        lines += _excerpt(texts[diagnostic.span.path], diagnostic.span, paint, plain, columns)
    lines.append(visible(diagnostic.message))
    lines += [_hint(hint, texts, place) for hint in diagnostic.hints]
    return "\n".join(lines)


def _joined(where: str, rest: str) -> str:
    return f"{where}: {rest}" if where else rest


def _where(diagnostic: Diagnostic, texts: Mapping[str, SourceText], place: Place) -> str:
    span = diagnostic.span
    if span is None:
        return visible(place(diagnostic.path)) if diagnostic.path else ""
    shown = visible(place(span.path))
    text = texts.get(span.path)
    if text is None:
        return shown
    line, column = text.position(span.start)
    return f"{shown}:{line}:{column}"


def _hint(hint: Hint, texts: Mapping[str, SourceText], place: Place) -> str:
    message = visible(hint.message)
    if hint.span is None:
        return f"hint: {message}"
    where = visible(place(hint.span.path))
    text = texts.get(hint.span.path)
    if text is not None:
        where += f":{text.position(hint.span.start)[0]}"
    return f"hint: {where}: {message}"


def _excerpt(
    text: SourceText, span: Span, paint: str, plain: str, columns: int | None
) -> list[str]:
    number, column = text.position(span.start)
    line = text.line(number)
    first = min(column - 1, len(line))
    # A span over several lines is underlined on its first one.
    last = min(first + max(span.end - span.start, 1), len(line))
    last = first + len(line[first:last].rstrip()) if line[first:last].strip() else last
    gutter = str(number)
    wide = LINE_COLUMNS
    if columns is not None:  # without the gutter, ` | ` and an ellipsis at either end
        wide = max(min(wide, columns - len(gutter) - 5), NARROWEST)
    shown, indent, length = _window(line, first, last, wide)
    return [
        f"{gutter} | {shown}".rstrip(),
        f"{' ' * len(gutter)} | {' ' * indent}{paint}{'^' * length}{plain}",
    ]


def _window(line: str, first: int, last: int, wide: int) -> tuple[str, int, int]:
    """The part of a line that is shown, and the column and length of the carets in it.

    `[first, last)` are the characters to point at, `wide` the most columns.
    """
    low, high = max(first - _REACH, 0), min(first + _REACH, len(line))
    line, first, last = line[low:high], first - low, min(last, high) - low
    cells = [cell(character) for character in line]
    ends = [0, *accumulate(width for _, width in cells)]
    begin, end = 0, len(cells)
    if ends[-1] > wide:
        lead = min(LEAD_COLUMNS, wide // 4)
        while ends[first] - ends[begin] > lead and ends[last] > wide:
            begin += 1
        # Never part a mark from the letter it stands on.
        while 0 < begin < first and cells[begin][1] == 0:
            begin += 1
        while end > begin and ends[end] - ends[begin] > wide:
            end -= 1
        begin, end = _at_words(line, begin, first, last, end)
    shown = "".join(glyph for glyph, _ in cells[begin:end])
    before = "…" if begin else ""
    after = "…" if end < len(cells) else ""
    indent = ends[first] - ends[begin] + len(before)
    return before + shown + after, indent, max(ends[min(last, end)] - ends[first], 1)


def _at_words(line: str, begin: int, first: int, last: int, end: int) -> tuple[int, int]:
    """The window `[begin, end)` narrowed to whole words, where one begins or ends nearby."""
    near = 16
    if begin:
        space = line.find(" ", begin, min(begin + near, first))
        begin = begin if space < 0 else space + 1
    if end < len(line):
        low = last if last < end else first + 1
        space = line.rfind(" ", max(end - near, low), end)
        end = end if space < 0 else space
    return begin, end
