"""Comments in the tree of a draft: each finding anchored at the words that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from briefgen.document import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Cell,
    Comment,
    Emphasis,
    Figure,
    Highlight,
    Inline,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    Portion,
    Remarked,
    Small,
    Strong,
    Table,
    Text,
    Title,
)
from briefgen.record import record, replace

#: The run of findings that have no place in the text: they are the title's.
TITLE = -1


@record
class Remark:
    """A comment to be: what it says, and the words `[start, end)` of a run that it is about. Runs
    are counted as the checks of sentences count them."""

    label: str
    text: str
    hints: tuple[str, ...]
    run: int
    start: int
    end: int


def remarked(
    blocks: Blocks, remarks: Iterable[Remark], length: Callable[[Inline], int]
) -> tuple[Blocks, tuple[Comment, ...]]:
    """The blocks with their comments, which are numbered in reading order. `length` tells how
    many characters of its run an inline without children takes."""
    by_run: dict[int, list[Remark]] = {}
    for remark in remarks:
        by_run.setdefault(remark.run, []).append(remark)
    for held in by_run.values():
        held.sort(key=lambda one: (one.start, one.end))
    walk = _Walk(by_run, length)
    made = walk.blocks(blocks)
    return made, tuple(walk.comments)


class _Walk:
    """Walks the tree in the order in which its runs are counted."""

    def __init__(
        self, remarks: Mapping[int, list[Remark]], length: Callable[[Inline], int]
    ) -> None:
        self.remarks = remarks
        self.length = length
        self.comments: list[Comment] = []
        self.count = 0
        self.at = 0
        self.waiting: list[Remark] = []

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        match block:
            case Title():
                return replace(block, children=self.title(block.children))
            case Paragraph():
                return replace(block, children=self.run(block.children))
            case BulletList() | OrderedList():
                items = tuple(replace(i, blocks=self.blocks(i.blocks)) for i in block.items)
                return replace(block, items=items)
            case BlockQuote() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case Table():
                caption = self.run(block.caption)
                rows = tuple(
                    tuple(Cell(self.blocks(cell.blocks)) for cell in row) for row in block.rows
                )
                return replace(block, caption=caption, rows=rows)
            case Figure():
                return replace(block, caption=self.run(block.caption))
        return block

    def title(self, inlines: Inlines) -> Inlines:
        held = self.remarks.get(TITLE, [])
        numbers = tuple(self.comment(one) for one in held)
        return (Remarked(inlines, numbers),) if numbers else inlines

    def comment(self, remark: Remark) -> int:
        number = len(self.comments) + 1
        self.comments.append(Comment(number, remark.label, remark.text, remark.hints))
        return number

    def run(self, inlines: Inlines) -> Inlines:
        held = self.remarks.get(self.count, [])
        self.count += 1
        if not held:
            return inlines
        self.waiting = list(held)
        self.at = 0
        return self.inlines(inlines)

    def inlines(self, inlines: Inlines) -> Inlines:
        made: list[Inline] = []
        for node in inlines:
            match node:
                case Text():
                    made.extend(self.text(node))
                case Portion():
                    made.append(node)  # no words of a run
                case Strong() | Emphasis() | Small() | Highlight() | Link() | Remarked():
                    made.append(replace(node, children=self.inlines(node.children)))
                case _:
                    self.at += self.length(node)
                    made.append(node)
        return tuple(made)

    def text(self, node: Text) -> Sequence[Inline]:
        """A text, cut where comments begin and end; one that goes on beyond it ends with it."""
        made: list[Inline] = []
        begin, end = self.at, self.at + len(node.text)
        done = begin
        while self.waiting and self.waiting[0].start < end:
            first = max(self.waiting[0].start, done)
            last = min(max(self.waiting[0].end, first + 1), end)
            together = [self.waiting.pop(0)]
            while self.waiting and self.waiting[0].start < last:
                together.append(self.waiting.pop(0))
                last = min(max(last, together[-1].end), end)
            if first > done:
                made.append(replace(node, text=node.text[done - begin : first - begin]))
            words = replace(node, text=node.text[first - begin : last - begin])
            made.append(Remarked((words,), tuple(self.comment(one) for one in together)))
            done = last
        if done < end:
            made.append(replace(node, text=node.text[done - begin :]))
        self.at = end
        return made
