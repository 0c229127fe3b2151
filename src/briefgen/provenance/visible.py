"""The text that a brief shows, piece by piece, in reading order and without any format.

A piece is what stands as one paragraph: a heading, an item of a list, a paragraph of a
table's cell, a note. A mark is written `[^3]`, as Markdown writes it; bullets and the numbers
of lists are left out, because Word draws them itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cite,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    NoteMark,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Strength,
    Table,
    Text,
    Title,
    strength_text,
)

Kind = Literal["title", "heading", "text", "label", "caption", "cell", "passage"]


class Piece(NamedTuple):
    """A paragraph. Of a cell, `table` and `column` count from 1 and `row` from 0, which is the
    header."""

    kind: Kind
    text: str
    table: int = 0
    row: int = 0
    column: int = 0


def body_pieces(document: Document) -> list[Piece]:
    """The pieces of the body; those without any text are left out."""
    return [piece for piece in _Walk().blocks(document.blocks) if piece.text.strip()]


def note_texts(document: Document) -> list[str]:
    """The text of each note, without its number."""
    return [inline_text(note.children) for note in document.notes]


def mark(number: int) -> str:
    """The mark of a note in a text."""
    return f"[^{number}]"


def inline_text(inlines: Inlines) -> str:
    """The words of inlines with the marks of their notes, however deeply they are nested."""
    parts: list[str] = []
    waiting: list[Inline] = list(inlines)[::-1]
    while waiting:
        node = waiting.pop()
        match node:
            case Text(text=text):
                parts.append(text)
            case Strength():
                parts.append(strength_text(node))
            case NoteMark(number=number):
                parts.append(mark(number))
            case LineBreak():
                parts.append(" ")
            case Cite():
                pass
            case _:
                waiting += node.children[::-1]
    return "".join(parts)


class _Walk:
    """Walks the blocks and counts the tables."""

    def __init__(self) -> None:
        self.tables = 0

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Piece]:
        waiting = list(blocks)[::-1]
        while waiting:
            block = waiting.pop()
            match block:
                case Paragraph(children=children):
                    yield Piece("text", inline_text(children))
                case Title(children=children):
                    yield Piece("title", inline_text(children))
                case Heading(children=children):
                    yield Piece("heading", inline_text(children))
                case Passage(label=label, children=children, marks=marks):
                    back = "".join(f" ↑{number}" for number in marks)
                    yield Piece("passage", f"{label} {inline_text(children)}{back}")
                case BulletList(items=items) | OrderedList(items=items):
                    waiting += [inner for item in items for inner in item.blocks][::-1]
                case BlockQuote(blocks=inside):
                    waiting += inside[::-1]
                case Callout(label=label, blocks=inside):
                    yield Piece("label", label)
                    waiting += inside[::-1]
                case Figure(caption=caption):
                    yield Piece("caption", inline_text(caption))
                case Table():
                    yield from self.table(block)
                case PageBreak():
                    pass

    def table(self, table: Table) -> Iterator[Piece]:
        self.tables += 1
        number = self.tables
        yield Piece("caption", inline_text(table.caption))
        for row, cells in enumerate((table.header, *table.rows)):
            for column, cell in enumerate(cells, 1):
                for piece in self.blocks(cell.blocks):
                    yield Piece("cell", piece.text, number, row, column)
