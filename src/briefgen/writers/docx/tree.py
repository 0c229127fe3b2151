"""The document tree without its nesting: to look through it, and to write what is nested
deeper than Word, or Python's stack, can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cite,
    Inline,
    Inlines,
    LineBreak,
    NoteMark,
    OrderedList,
    Paragraph,
    Strength,
    Table,
    Text,
)

#: Blocks and inlines nested deeper than this are written as if they stood at this depth.
MAX_BLOCKS, MAX_INLINES = 24, 40


def descend(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, each before those inside it, in reading order."""
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        yield block
        waiting += _inside(block)[::-1]


def _inside(block: Block) -> list[Block]:
    match block:
        case BulletList(items=items) | OrderedList(items=items):
            return [inner for item in items for inner in item.blocks]
        case BlockQuote(blocks=blocks) | Callout(blocks=blocks):
            return list(blocks)
        case Table(header=header, rows=rows):
            return [inner for row in (header, *rows) for cell in row for inner in cell.blocks]
        case _:
            return []


def flattened(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that hold no others, with labels and captions as paragraphs between them."""
    for block in descend(blocks):
        match block:
            case Callout(label=label):
                if label:
                    yield Paragraph((Text(label),))
            case Table(caption=caption):
                if caption:
                    yield Paragraph(caption)
            case BulletList() | OrderedList() | BlockQuote():
                pass
            case _:
                yield block


def leaves(inlines: Iterable[Inline]) -> Inlines:
    """The inlines that hold no others, in order."""
    found: list[Inline] = []
    waiting = list(inlines)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text | Strength | Cite | NoteMark | LineBreak):
            found.append(node)
        else:
            waiting += node.children[::-1]
    return tuple(found)
