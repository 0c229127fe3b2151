"""Blocks nested too deeply for a page, as plain paragraphs: ugly, but nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Figure,
    Heading,
    ListItem,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Table,
    Text,
    Title,
)


def paragraphs_of(block: Block) -> Iterator[Paragraph]:
    """The paragraphs in a block, in reading order, however deep they are."""
    waiting: list[Block | ListItem | Cell] = [block]
    while waiting:
        node = waiting.pop()
        match node:
            case BulletList(items=items) | OrderedList(items=items):
                waiting.extend(reversed(items))
            case ListItem(blocks=blocks) | BlockQuote(blocks=blocks) | Cell(blocks=blocks):
                waiting.extend(reversed(blocks))
            case Callout(label=label, blocks=blocks):
                waiting.extend(reversed(blocks))
                waiting.append(Paragraph((Text(label),)))
            case Table(header=header, rows=rows, caption=caption):
                waiting.extend(reversed([*header, *(cell for row in rows for cell in row)]))
                waiting.append(Paragraph(caption))
            case Figure(alt=alt, caption=caption):
                waiting.append(Paragraph((*caption, Text(" " + alt))))
            case Title(children=children) | Heading(children=children):
                waiting.append(Paragraph(children))
            case Passage(label=label, children=children):
                waiting.append(Paragraph((Text(label + " "), *children)))
            case PageBreak():
                continue
            case Paragraph():
                yield node
