"""Tables. On a narrow page each cell of a row stands below the other, with its header's words."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.document import Blocks, Cell, Paragraph, Table, plain_text
from briefgen.writers.html import markup
from briefgen.writers.html.inlines import marks_in, write_sentences
from briefgen.writers.html.place import Place

#: Tables of more columns may be wider than their pane, and scroll in it.
_MANY = 5


def write_table(table: Table, place: Place, write: Callable[[Blocks, Place], str]) -> str:
    """A table; `write` writes the blocks of a cell."""
    place.tables += 1
    name = f"table-{place.tables}"
    caption = write_sentences(table.caption, place)
    labels = [_words(cell) for cell in table.header]
    head = "".join(
        _cell(cell, place, write, "th", 'scope="col"', _align(table, at))
        for at, cell in enumerate(table.header)
    )
    rows = "".join(_row(table, cells, labels, place, write) for cells in table.rows)
    described = ""
    if table.summary and not caption:
        described = f' aria-label="{markup.attribute(table.summary)}"'
    elif table.summary:
        described = f' aria-describedby="{name}-summary"'
    hidden = (
        f'<p class="extra" id="{name}-summary" hidden>{markup.text(table.summary)}</p>'
        if table.summary and caption
        else ""
    )
    made = (
        f'<table id="{name}"{described}>'
        f"{f'<caption>{caption}</caption>' if caption else ''}{_columns(table, place)}"
        f"<thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{hidden}"
    )
    if len(table.columns) <= _MANY:
        return made
    told = plain_text(table.caption) or table.summary or "Table"
    told = markup.attribute(told)
    return f'<div class="wide" role="region" tabindex="0" aria-label="{told}">{made}</div>'


def _columns(table: Table, place: Place) -> str:
    """The columns with their shares of the width, as classes: a page allows no style elsewhere."""
    total = sum(column.weight for column in table.columns)
    if not total or any(column.weight <= 0 for column in table.columns):
        return ""
    shares = [round(100 * column.weight / total, 1) for column in table.columns]
    place.shares.update(shares)
    return "".join(f'<col class="{share_class(share)}">' for share in shares)


def share_class(share: float) -> str:
    """The class of a column of that many hundredths of the width."""
    return f"w{share:g}".replace(".", "-")


def _row(
    table: Table,
    cells: tuple[Cell, ...],
    labels: list[str],
    place: Place,
    write: Callable[[Blocks, Place], str],
) -> str:
    made = []
    notes: list[int] = []
    for at, (cell, label) in enumerate(zip(cells, labels, strict=True)):
        tag, scope = "th", 'scope="row" '
        if at or not table.row_headers:
            tag, scope = "td", ""
        scope += f'data-label="{markup.attribute(label)}"'
        made.append(_cell(cell, place, write, tag, scope, _align(table, at)))
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                notes += marks_in(block.children)
    return f"<tr{place.outcomes(notes)}>{''.join(made)}</tr>"


def _cell(
    cell: Cell,
    place: Place,
    write: Callable[[Blocks, Place], str],
    tag: str,
    attributes: str,
    align: str,
) -> str:
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if isinstance(only, Paragraph) and only.role == "body":
        inside = write_sentences(only.children, place)
    else:
        inside = write(cell.blocks, place)
    return f"<{tag} {attributes}{align}>{inside}</{tag}>"


def _align(table: Table, at: int) -> str:
    align = table.columns[at].align
    return "" if align == "left" else f' class="{align}"'


def _words(cell: Cell) -> str:
    return " ".join(plain_text(b.children) for b in cell.blocks if isinstance(b, Paragraph))
