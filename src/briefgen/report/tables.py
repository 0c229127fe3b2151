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

    `right` are the indexes of columns set flush right (numbers). With `columns` the widest
    columns are cut so that no row is wider than that; never the first, which has the ids that
    people type, nor numbers.
    """
    cells = [[visible(value).replace("\n", " ") for value in row] for row in (header, *rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(header))]
    if columns is not None:
        _narrow(widths, columns - len(GUTTER) * (len(header) - 1), header, right)
        cells = [
            [fit(value, room) for value, room in zip(row, widths, strict=True)] for row in cells
        ]
    return "\n".join(_row(row, widths, right) for row in cells)


def _narrow(widths: list[int], room: int, header: Sequence[str], right: Sequence[int]) -> None:
    """Take from the widest columns until all fit, or none can give more."""
    least = [max(width(name), 8) for name in header]
    while sum(widths) > room:
        can_give = [i for i in range(1, len(widths)) if i not in right and widths[i] > least[i]]
        if not can_give:
            return
        widths[max(can_give, key=lambda i: (widths[i], i))] -= 1


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
