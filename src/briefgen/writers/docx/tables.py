"""Tables: a header row that repeats, columns of fixed width, rows that do not break."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from briefgen.document import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Passage,
    Strength,
    Table,
    Title,
    plain_text,
    strength_text,
)
from briefgen.regex import regex
from briefgen.typefaces import FAMILIES
from briefgen.writers.docx import xml
from briefgen.writers.docx.place import Place
from briefgen.writers.docx.story import Story
from briefgen.writers.docx.tree import descend

WriteBlocks = Callable[[Story, Iterable[Block], Place], str]

_ALIGN = {"left": "", "right": "right", "center": "center"}
#: No column is narrower than this, in twips (a short word in 9 pt).
_NARROWEST = 560
#: The letters of a typeface that is not ours may be this much wider: Verdana's are.
_UNKNOWN_FACE = 1.15
#: A row of more lines than this is nobody's stray line.
_HIGH_ROW = 5
#: Between a table and what follows, in twips.
_GAP_BELOW = 200


def write_table(story: Story, table: Table, place: Place, write_blocks: WriteBlocks) -> str:
    """A `w:tbl`; its caption is a paragraph before it, written by the caller."""
    style = story.manuscript.document.style
    size = style.size * 0.88
    if style.heading.name not in FAMILIES:
        size *= _UNKNOWN_FACE
    widths = column_widths(table, max(place.room(), len(table.columns) * _NARROWEST), size)
    inside = Place(width=0, cell="BriefTableText", level=place.level + 1)
    story.gap = 0
    rows = [_row(story, table, table.header, widths, inside, write_blocks, header=True)]
    # As in the PDF no page ends after the first row or before the last one, unless it is high.
    ends = (0, len(table.rows) - 2) if len(table.rows) > 3 else ()
    for index, row in enumerate(table.rows):
        kept = index in ends and _lines(row, widths, size) <= _HIGH_ROW
        around = inside._replace(together=kept, last=not kept)
        rows.append(_row(story, table, row, widths, around, write_blocks))
    story.after_table, story.gap = True, _GAP_BELOW
    manuscript = story.manuscript
    caption = xml.attribute(manuscript.clean(plain_text(table.caption)))
    summary = xml.attribute(manuscript.clean(table.summary))
    first_column = int(table.row_headers)
    look = 0x0620 | (0x0080 if table.row_headers else 0)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/><w:tblW w:w="{sum(widths)}" '
        f'w:type="dxa"/><w:tblInd w:w="{place.start()}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
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


def column_widths(table: Table, room: int, size: float = 9.24) -> list[int]:
    """The width of each column, in twips, `room` in all; `size` is that of the type.

    Columns with a weight share by it, but none is narrower than its longest word. The others
    fit their content (CSS 2.1, 17.5.2.2): what the longest words leave goes where long text is.
    """
    count = len(table.columns)
    if not count:
        return []
    fits = [_fit(table, index, size) for index in range(count)]
    weighted = [index for index in range(count) if table.columns[index].weight > 0]
    free = [index for index in range(count) if table.columns[index].weight <= 0]
    widths = [0] * count
    left = room
    if weighted:
        wanted = sum(min(fits[index].longest, room // count) for index in free)
        shares = _weighted(
            {index: table.columns[index].weight for index in weighted},
            {index: min(fits[index].narrowest, room // count) for index in weighted},
            max(room - wanted, room // 5),
        )
        for index, width in shares.items():
            widths[index] = width
        left -= sum(widths)
    for index, width in zip(free, _share([fits[index] for index in free], left), strict=True):
        widths[index] = width
    return _whole(widths, room)


class _Fit(NamedTuple):
    """The widths, in twips, of a column's longest word and of its longest text."""

    narrowest: int
    longest: int


def _weighted(weights: dict[int, float], least: dict[int, int], room: int) -> dict[int, int]:
    """Widths by weight; a column that would get less than `least` gets that, and the others
    share what remains."""
    widths: dict[int, int] = {}
    while True:
        left = room - sum(widths.values())
        sharing = {index: weight for index, weight in weights.items() if index not in widths}
        whole = sum(sharing.values())
        shares = {index: int(left * (weight / whole)) for index, weight in sharing.items()}
        narrow = {index: least[index] for index in sharing if shares[index] < least[index]}
        if not narrow:
            return widths | shares
        widths |= narrow


def _share(fits: list[_Fit], room: int) -> list[int]:
    least, most = sum(fit.narrowest for fit in fits), sum(fit.longest for fit in fits)
    if not fits:
        return []
    if most <= room:
        return [fit.longest + (room - most) // len(fits) for fit in fits]
    if least >= room:
        return [room * fit.narrowest // least for fit in fits]
    # Long texts yield: what is left goes by the square root of what each still wants.
    widths = [fit.narrowest for fit in fits]
    wanting = [index for index, fit in enumerate(fits) if fit.longest > fit.narrowest]
    while wanting:
        left = room - sum(widths)
        wishes = {index: sqrt(fits[index].longest - fits[index].narrowest) for index in wanting}
        unit = left / sum(wishes.values())
        full = [i for i in wanting if widths[i] + unit * wishes[i] >= fits[i].longest]
        if not full:
            for index in wanting:
                widths[index] += int(unit * wishes[index])
            break
        for index in full:
            widths[index] = fits[index].longest
        wanting = [index for index in wanting if index not in full]
    return widths


def _whole(widths: list[int], room: int) -> list[int]:
    """Widths that are together exactly `room`, none narrower than can be read."""
    widths = [max(width, _NARROWEST) for width in widths]
    while (over := sum(widths) - room) != 0:
        widest = widths.index(max(widths))
        if over > 0 and widths[widest] == _NARROWEST:
            break
        widths[widest] = max(widths[widest] - over, _NARROWEST)
    return widths


_BREAKS = regex(r"[\s\-–—/]+")
#: The cell's margins, left and right, and some room for a note's mark, in twips.
_BESIDE_TEXT = 290


def _fit(table: Table, index: int, size: float) -> _Fit:
    # Word does the measuring; the average width of a letter is near enough to choose columns,
    # wider for a single word, which may be bold or have more capitals.
    word, text = 3, 3
    for row in (table.header, *table.rows):
        words = " ".join(block_texts(row[index].blocks))
        text = max(text, len(words))
        word = max(word, *map(len, _BREAKS.split(words)))
    return _Fit(
        round(min(word, 24) * size * 0.54 * 20) + _BESIDE_TEXT,
        round(text * size * 0.46 * 20) + _BESIDE_TEXT,
    )


def _lines(row: Sequence[Cell], widths: Sequence[int], size: float) -> int:
    """About how many lines a row takes."""
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        letters = max(1, int((width - _BESIDE_TEXT) / (size * 0.46 * 20)))
        lines = max(lines, sum(1 + len(text) // letters for text in block_texts(cell.blocks)))
    return lines


def block_texts(blocks: Iterable[Block]) -> list[str]:
    """The text of each paragraph in blocks."""
    texts: list[str] = []
    for block in descend(blocks):
        match block:
            case Paragraph(children=(Strength() as strength,)):
                # Its dots and its word stay on one line.
                texts.append(strength_text(strength).replace(" ", "\u2060"))
            case (
                Paragraph(children=children)
                | Passage(children=children)
                | Heading(children=children)
                | Title(children=children)
            ):
                texts.append(plain_text(children))
            case _:
                pass
    return texts
