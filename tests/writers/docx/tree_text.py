"""The words of a document tree in reading order, told independently of any writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Document,
    Figure,
    OrderedList,
    PageBreak,
    Passage,
    Table,
    plain_text,
)


def tree_text(document: Document) -> str:
    """All words of the body: what a reader of any format must find."""
    return "".join(_blocks(document.blocks))


def squeeze(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case BulletList(items=items) | OrderedList(items=items):
                for item in items:
                    yield from _blocks(item.blocks)
            case BlockQuote(blocks=inner):
                yield from _blocks(inner)
            case Callout(label=label, blocks=inner):
                yield label
                yield from _blocks(inner)
            case Table():
                yield plain_text(block.caption)
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from _blocks(cell.blocks)
            case Figure(caption=caption):
                yield plain_text(caption)
            case Passage():
                yield block.label + plain_text(block.children)
                yield "".join(f"↑{mark}" for mark in block.marks)
            case PageBreak():
                pass
            case _:
                yield plain_text(block.children)
