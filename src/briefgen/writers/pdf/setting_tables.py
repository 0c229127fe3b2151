"""Setting of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefgen.document import Cell, Column, Paragraph, Table
from briefgen.record import replace
from briefgen.writers.pdf.blocks import SetBlock, SetTable
from briefgen.writers.pdf.context import Context
from briefgen.writers.pdf.look import TextLook
from briefgen.writers.pdf.objects import text_string
from briefgen.writers.pdf.structure import Elem

if TYPE_CHECKING:
    from briefgen.writers.pdf.setting import Setter

_COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
_ROW_HEAD = "/A<</O/Table/Scope/Row>>"


def set_table(setter: Setter, block: Table, context: Context) -> SetBlock:
    """A table: caption, header and rows with their structure (ISO 14289-1 7.5)."""
    extra = f"/A<</O/Table/Summary{text_string(block.summary)}>>" if block.summary else ""
    table = Elem("Table", context.parent, extra)
    caption: SetBlock | None = None
    inside = replace(context, parent=table, depth=context.depth + 1, align="left")
    if block.caption:
        elem = Elem("Caption", table)
        look = setter.look.paragraphs["caption"]
        caption = setter.text(
            block.caption, look, elem, replace(inside, parent=elem), hyphenate=False,
            keep_next=True, whole=True,
        )  # fmt: skip
    count = len(block.columns) or max(
        [len(block.header), *(len(row) for row in block.rows)], default=1
    )
    columns = block.columns or (Column(),) * count
    header: list[list[SetBlock]] = []
    if any(cell.blocks for cell in block.header):
        head = Elem("THead", table)
        line = Elem("TR", head)
        header = [
            _cell(setter, cell, "TH", _COLUMN_HEAD, line, setter.look.cell_head, column, inside)
            for cell, column in zip(_padded(block.header, count), columns, strict=False)
        ]
    body = Elem("TBody", table)
    rows: list[list[list[SetBlock]]] = []
    for cells in block.rows:
        line = Elem("TR", body)
        made: list[list[SetBlock]] = []
        for index, (cell, column) in enumerate(zip(_padded(cells, count), columns, strict=False)):
            heads = block.row_headers and index == 0
            look = setter.look.cell_lead if heads else setter.look.cell
            kind, extra = ("TH", _ROW_HEAD) if heads else ("TD", "")
            made.append(_cell(setter, cell, kind, extra, line, look, column, inside))
        rows.append(made)
    gap = setter.look.leading
    return SetTable(
        header,
        rows,
        [column.weight for column in columns],
        before=gap * 0.7,
        after=gap,
        accent=setter.look.accent,
        rule=setter.look.rule,
        tint=setter.look.tint,
        caption=caption,
    )


def _cell(
    setter: Setter,
    cell: Cell,
    kind: str,
    extra: str,
    row: Elem,
    look: TextLook,
    column: Column,
    context: Context,
) -> list[SetBlock]:
    elem = Elem(kind, row, extra)
    lone = len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph)
    inside = replace(
        context, parent=elem, cell=look, align=column.align, direct=lone,
        depth=context.depth + 1,
    )  # fmt: skip
    return setter.blocks(cell.blocks, inside)


def _padded(cells: Sequence[Cell], count: int) -> list[Cell]:
    """The cells of a row, with empty ones where some are lacking."""
    return list(cells[:count]) + [Cell(())] * (count - len(cells))
