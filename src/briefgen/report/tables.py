"""Rows laid out in columns, and a quote shown in its passage."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.report.display import fit, visible, width

GUTTER = "  "


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    columns: int | None = None,
) -> str:
    """A table under its header, columns two spaces apart, without a final line end.

    `right` are the indexes of columns set flush right (numbers). With `columns` the last
    column is cut so that no row is wider than that.
    """
    cells = [[visible(value).replace("\n", " ") for value in row] for row in (header, *rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(header))]
    if columns is not None and len(header) > 1:
        taken = sum(widths[:-1]) + len(GUTTER) * (len(header) - 1)
        room = max(columns - taken, 16)
        for row in cells:
            row[-1] = fit(row[-1], room)
    return "\n".join(_row(row, widths, right) for row in cells)


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    padded = []
    for index, value in enumerate(row):
        space = " " * (widths[index] - width(value))
        padded.append(space + value if index in right else value + space)
    return GUTTER.join(padded).rstrip()


def highlighted(text: str, spans: Sequence[tuple[int, int]], *, colour: bool = False) -> str:
    """`text` with each `[start, end)` of `spans` set off: reversed on a colour terminal,
    between `⟦` and `⟧` elsewhere."""
    before, after = ("\x1b[7m", "\x1b[0m") if colour else ("⟦", "⟧")
    parts = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end <= start:
            continue
        parts += [visible(text[at:start]), before, visible(text[start:end]), after]
        at = end
    parts.append(visible(text[at:]))
    return "".join(parts)
