"""Tables: a header row that repeats, columns of fixed width, rows that do not break."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import sqrt

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Column,
    OrderedList,
    Paragraph,
    Passage,
    Table,
    plain_text,
)
from briefgen.writers.docx import xml
from briefgen.writers.docx.place import Place
from briefgen.writers.docx.story import Story

WriteBlocks = Callable[[Story, Iterable[Block], Place], str]

_ALIGN = {"left": "", "right": "right", "center": "center"}
#: No column is narrower than this, in twips (a short word in 9 pt).
_NARROWEST = 560
#: Between a table and what follows, in twips.
_GAP_BELOW = 200


def write_table(story: Story, table: Table, place: Place, write_blocks: WriteBlocks) -> str:
    """A `w:tbl`; its caption is a paragraph before it, written by the caller."""
    room = place.width - place.left - place.right
    left = place.left
    if place.box is not None:
        room -= place.box.left + place.box.right
        left += place.box.left
    widths = column_widths(table, max(room, len(table.columns) * _NARROWEST))
    inside = Place(width=0, cell="BriefTableText")
    story.gap = 0
    rows = [_row(story, table, table.header, widths, inside, write_blocks, header=True)]
    rows += [_row(story, table, row, widths, inside, write_blocks) for row in table.rows]
    story.after_table, story.gap = True, _GAP_BELOW
    manuscript = story.manuscript
    caption = xml.attribute(manuscript.clean(plain_text(table.caption)))
    summary = xml.attribute(manuscript.clean(table.summary))
    first_column = int(table.row_headers)
    look = 0x0620 | (0x0080 if table.row_headers else 0)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/><w:tblW w:w="{sum(widths)}" '
        f'w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        + (f'<w:tblCaption w:val="{caption}"/>' if caption else "")
        + (f'<w:tblDescription w:val="{summary}"/>' if summary else "")
        + "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    story: Story,
    table: Table,
    cells: tuple[Cell, ...],
    widths: list[int],
    place: Place,
    write_blocks: WriteBlocks,
    *,
    header: bool = False,
) -> str:
    parts = ["<w:tr><w:trPr><w:cantSplit/>", "<w:tblHeader/>" if header else "", "</w:trPr>"]
    for index, (column, width, cell) in enumerate(zip(table.columns, widths, cells, strict=True)):
        inside = place._replace(
            width=width,
            align=_ALIGN[column.align],
            cell="BriefTableHead" if header else place.cell,
            strong=not header and table.row_headers and index == 0,
        )
        content = write_blocks(story, cell.blocks, inside)
        # A cell ends with a paragraph, else Word calls the file damaged (17.4.65).
        if not content.endswith("</w:p>"):
            content += f'<w:p><w:pPr><w:pStyle w:val="{inside.cell}"/></w:pPr></w:p>'
        story.after_table, story.gap = False, 0
        parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>')
    parts.append("</w:tr>")
    return "".join(parts)


def column_widths(table: Table, room: int) -> list[int]:
    """The width of each column, in twips, `room` in all.

    A column with a weight gets its share of the weights. The others share by content: by
    their longest word, which must not break, and by the square root of their longest text,
    so that a column of sentences gets more room than one of dates, but not all of it.
    """
    columns = table.columns
    if not columns:
        return []
    shares = _shares(columns, [_need(table, index) for index in range(len(columns))])
    # Columns that would be too narrow get the least width; the others share what is left.
    wide = set(range(len(columns)))
    while True:
        left = room - _NARROWEST * (len(columns) - len(wide))
        whole = sum(shares[index] for index in wide)
        narrow = {index for index in wide if left * shares[index] < _NARROWEST * whole}
        if not narrow or narrow == wide:
            break
        wide -= narrow
    widths = [
        int(left * share / whole) if index in wide else _NARROWEST
        for index, share in enumerate(shares)
    ]
    widths[max(wide)] += room - sum(widths)
    return widths


def _shares(columns: tuple[Column, ...], needs: list[float]) -> list[float]:
    weighted = sum(column.weight for column in columns if column.weight > 0)
    if not weighted:
        total = sum(needs)
        return [need / total for need in needs]
    # A column without weight counts as one of average weight.
    number = sum(1 for column in columns if column.weight > 0)
    weights = [c.weight if c.weight > 0 else weighted / number for c in columns]
    return [weight / sum(weights) for weight in weights]


_BREAKS = re.compile(r"[\s\-–—/]+")


def _need(table: Table, index: int) -> float:
    longest_word, longest_text = 3, 3
    for row in (table.header, *table.rows):
        text = _words(row[index].blocks)
        longest_text = max(longest_text, len(text))
        longest_word = max(longest_word, *map(len, _BREAKS.split(text)))
    return max(min(longest_word, 24) + 2.0, 3.2 * sqrt(longest_text))


def _words(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(children=children) | Passage(children=children):
                parts.append(plain_text(children))
            case BulletList(items=items) | OrderedList(items=items):
                parts += [_words(item.blocks) for item in items]
            case BlockQuote(blocks=inner) | Callout(blocks=inner):
                parts.append(_words(inner))
            case _:
                pass
    return " ".join(parts)
