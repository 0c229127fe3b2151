"""Portion marks: what a paragraph or table row is marked with, and the marking of the whole.

A template prints what it likes of an outcome, in any order and through any filter. So the
marking travels inside the text, as a *sign*: one code point that is reserved for internal use
(a noncharacter, Unicode 23.7), one for each marking of the office. When the tree is there,
the signs of each paragraph and each table row are taken out, and the highest of them is
printed at its head. The marking of the brief is the highest of all that were printed, and
never lower than the workspace's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.document import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Cell,
    Emphasis,
    Figure,
    Heading,
    Highlight,
    Inline,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    Passage,
    Portion,
    Small,
    Strong,
    Table,
    Text,
    Title,
)
from briefgen.record import replace
from briefgen.regex import regex
from briefgen.workspace.model import Mark, Workspace

_FIRST = 0xFDE0
_SIGNS = regex("[\ufde0-\ufdef]")
NONE = -1


def without_signs(text: str, instead: str = "\ufffd") -> str:
    """Text with what is a sign, or looks like one, exchanged."""
    return _SIGNS.sub(instead, text) if _SIGNS.search(text) else text


def opened(text: str) -> tuple[str, str]:
    """The sign that a text begins with, if any, and the text."""
    rest = text.lstrip("".join(map(chr, range(_FIRST, _FIRST + 16))))
    return text[: len(text) - len(rest)], rest


class Portions:
    """The markings of a workspace, and the highest that a brief has printed.

    Without markings nothing is marked and nothing changes.
    """

    def __init__(self, workspace: Workspace) -> None:
        settings = workspace.settings
        self.marks: tuple[Mark, ...] = settings.markings
        self.floor = settings.marking
        self.levels = {mark.mark: level for level, mark in enumerate(self.marks)}
        self.highest = self.levels.get(self.floor, NONE)
        self.outcomes: Mapping[str, int] = {
            outcome.id: level
            for outcome in (workspace.outcomes() if self.marks else ())
            if (level := self.levels.get(outcome.marking, NONE)) > NONE
        }

    @property
    def banner(self) -> str:
        """The marking of the brief."""
        return self.marks[self.highest].mark if self.highest > NONE else self.floor

    @property
    def colours(self) -> tuple[str, str] | None:
        """The colours of the brief's marking, where its scheme has some."""
        return self.marks[self.highest].colours if self.highest > NONE else None

    def signed(self, text: str, marking: str) -> str:
        """Text that carries its marking."""
        if not self.marks or not text:
            return text
        level = self.levels.get(marking, NONE)
        text = without_signs(text)
        return text if level == NONE else chr(_FIRST + level) + text

    def signed_blocks(self, blocks: Blocks, marking: str) -> Blocks:
        """Blocks of which each paragraph carries the marking."""
        level = self.levels.get(marking, NONE)
        if level == NONE:
            return blocks
        sign = Text(chr(_FIRST + level))

        def marked(block: Block) -> Block:
            match block:
                case Paragraph():
                    return replace(block, children=(sign, *block.children))
                case BulletList() | OrderedList():
                    items = tuple(
                        replace(item, blocks=tuple(map(marked, item.blocks)))
                        for item in block.items
                    )
                    return replace(block, items=items)
                case _:  # prose has no other blocks
                    return block

        return tuple(map(marked, blocks))

    def head(self, level: int) -> Inlines:
        """The mark of a level, to stand at the head of what it marks."""
        if level == NONE:
            return ()
        self.highest = max(self.highest, level)
        return (Portion((Text(f"({self.marks[level].portion}) "),)),)

    def of(self, keys: tuple[str, ...]) -> int:
        """The highest marking of the outcomes that a citation names."""
        return max((self.outcomes.get(key, NONE) for key in keys), default=NONE)

    # -- in the tree

    def placed(self, blocks: Blocks) -> Blocks:
        """Blocks with a mark at the head of each paragraph and row that carries signs."""
        return tuple(map(self._block, blocks)) if self.marks else blocks

    def _block(self, block: Block) -> Block:
        match block:
            case Title() | Heading() | Paragraph() | Passage():
                children, level = _taken(block.children)
                if level == NONE:
                    return block
                return replace(block, children=(*self.head(level), *children))
            case BulletList() | OrderedList():
                items = tuple(replace(i, blocks=self.placed(i.blocks)) for i in block.items)
                return replace(block, items=items)
            case BlockQuote() | Callout():
                return replace(block, blocks=self.placed(block.blocks))
            case Table():
                caption, level = _taken(block.caption)
                return replace(
                    block,
                    caption=(*self.head(level), *caption),
                    header=self._row(block.header),
                    rows=tuple(map(self._row, block.rows)),
                )
            case Figure():
                caption, level = _taken(block.caption)
                return replace(block, caption=(*self.head(level), *caption))
        return block

    def _row(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """A row, marked once: at the head of its first cell."""
        highest = NONE
        made: list[Cell] = []
        for cell in cells:
            blocks, level = _taken_from_blocks(cell.blocks)
            highest = max(highest, level)
            made.append(Cell(blocks))
        if highest == NONE:
            return cells
        first = made[0].blocks
        head = self.head(highest)
        if first and isinstance(first[0], Paragraph):
            opened = replace(first[0], children=(*head, *first[0].children))
            made[0] = Cell((opened, *first[1:]))
        else:
            made[0] = Cell((Paragraph(head), *first))
        return tuple(made)


def _taken(inlines: Inlines) -> tuple[Inlines, int]:
    """Inlines without signs, and the highest level of those that were there."""
    level = NONE
    made: list[Inline] = []
    for node in inlines:
        match node:
            case Text():
                signs = _SIGNS.findall(node.text)
                if signs:
                    level = max(level, max(map(ord, signs)) - _FIRST)
                    node = replace(node, text=_SIGNS.sub("", node.text))
                    if not node.text:
                        continue
            case Strong() | Emphasis() | Small() | Highlight() | Link():
                inner, inside = _taken(node.children)
                if inside != NONE:
                    level = max(level, inside)
                    node = replace(node, children=inner)
        made.append(node)
    return (inlines, NONE) if level == NONE else (tuple(made), level)


def _taken_from_blocks(blocks: Blocks) -> tuple[Blocks, int]:
    """As `_taken`, for all that stands in a cell."""
    level = NONE
    made: list[Block] = []
    for block in blocks:
        inside = NONE
        match block:
            case Title() | Heading() | Paragraph() | Passage():
                children, inside = _taken(block.children)
                block = replace(block, children=children)
            case BulletList() | OrderedList():
                items = []
                for item in block.items:
                    inner, of_item = _taken_from_blocks(item.blocks)
                    inside = max(inside, of_item)
                    items.append(replace(item, blocks=inner))
                block = replace(block, items=tuple(items))
            case BlockQuote() | Callout():
                inner, inside = _taken_from_blocks(block.blocks)
                block = replace(block, blocks=inner)
        level = max(level, inside)
        made.append(block)
    return tuple(made), level
