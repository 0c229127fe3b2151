"""The statements of a brief: what its sentences say, whatever template they came from.

A *run* is what stands in one paragraph, table cell or caption. Its words are the data's or a
template's own (`Text.origin`), and its sentences are cut as a reader sees them. What becomes of
them:

- the prose of a theme, and an office's own wording, is checked sentence by sentence, whole;
- in the wording of a shipped template, and of a line that an office took over unchanged, each
  piece of data that it prints is a statement of its own: that wording states nothing;
- headings, the labels of boxes, notes and the annex are no statements.

A citation covers the sentence that it stands in or closes, and the sentences before that, back to
the citation before it in the run. The citations of a table's row cover its cells that have none,
those of a list the line with a colon that opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from briefgen.claims.sentences import sentences
from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cite,
    Figure,
    Inline,
    Inlines,
    LineBreak,
    NoteMark,
    OrderedList,
    Paragraph,
    Portion,
    Strength,
    Table,
    Text,
    strength_text,
)
from briefgen.record import record, sheet
from briefgen.regex import regex
from briefgen.text import Span

#: The words of a label before what it labels: `Owner:`, `By when:`.
_LABEL = regex(r"\W*(?:[^\W\d_]+\W+){0,2}[^\W\d_]+\s*:\s*\Z")
#: The signs of markings, which are none of the brief's words, by what takes their place.
_SIGNS = dict.fromkeys(range(0xFDD0, 0xFDF0), " ")
_WORD = regex(r"[^\W\d_]{2,}|\d")


@record
class Piece:
    """Words of a run `[start, end)`: the data's, or with `origin` a template's own."""

    start: int
    end: int
    origin: int | None


@sheet
class Run:
    """What stands in one paragraph, cell or caption. `number` counts the runs of a brief.

    `near` are the citations in the row or item around it, and `lent` those of them that cover it
    too; `span` is the prose of a theme that it prints; `judgement` says that it stands in the
    analyst's assessment.
    """

    number: int
    text: str
    pieces: list[Piece]
    cites: list[tuple[int, tuple[str, ...]]]
    judgement: bool
    span: Span | None
    near: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()


@record
class Sentence:
    """A sentence of a run, `[start, end)` in it, with what it cites. `wording` says that words of
    a template of the office's own stand in it; `line` is the line that has them."""

    run: Run = field(repr=False)
    start: int
    end: int
    keys: tuple[str, ...]
    wording: bool
    line: int | None

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.run.text[self.start : self.end]

    def data(self) -> Iterator[tuple[int, int]]:
        """The pieces of data that stand in the sentence, as they were printed: one that goes
        beyond the sentence is given whole."""
        for piece in self.run.pieces:
            if piece.origin is None and piece.start < self.end and piece.end > self.start:
                yield piece.start, piece.end


Shipped = Callable[[str], bool]


def runs(blocks: Iterable[Block]) -> list[Run]:
    """The runs of a brief, in reading order."""
    walk = _Walk()
    walk.blocks(tuple(blocks), False, ())
    return walk.found


def sentences_of(run: Run, shipped: Shipped) -> Iterator[Sentence]:
    """The sentences of a run; `shipped` says of words of a template whether they are the
    wording of one that comes with briefgen."""
    ranges = sentences(run.text)
    cited: list[tuple[str, ...]] = []
    for place, (start, _) in enumerate(ranges):
        last = place + 1 == len(ranges)
        following = len(run.text) + 1 if last else ranges[place + 1][0]
        own = [k for at, keys in run.cites if start < at < following for k in keys]
        cited.append(tuple(dict.fromkeys(own)))
    after: tuple[str, ...] = () if any(cited) else run.lent
    for place in range(len(cited) - 1, -1, -1):
        after = cited[place] = cited[place] or after
    for (start, end), keys in zip(ranges, cited, strict=True):
        wording, line = _wording(run, start, end, shipped)
        yield Sentence(run, start, end, keys, wording, line)


def _wording(run: Run, start: int, end: int, shipped: Shipped) -> tuple[bool, int | None]:
    """Whether an office's own words stand in a sentence, and the line of the template."""
    line = None
    own = False
    for piece in run.pieces:
        if piece.origin is None or piece.end <= start or piece.start >= end:
            continue
        line = piece.origin if line is None else line
        words = run.text[max(piece.start, start) : min(piece.end, end)]
        if own or not _WORD.search(words) or shipped(words):
            continue
        if piece.end < end and _LABEL.fullmatch(words):
            continue
        own, line = True, piece.origin
    return own, line


class _Walk:
    """Walks a tree and keeps its runs. `near` are the citations around a block, `row` whether
    they are those of a table's row."""

    def __init__(self) -> None:
        self.found: list[Run] = []

    def blocks(
        self,
        blocks: tuple[Block, ...],
        judgement: bool,
        near: tuple[str, ...] = (),
        row: bool = False,
    ) -> None:
        for at, block in enumerate(blocks):
            match block:
                case Paragraph():
                    run = self.run(block.children, judgement, block.span, near, row)
                    after = blocks[at + 1 : at + 2]
                    opens = after and isinstance(after[0], BulletList | OrderedList)
                    if opens and run.text.rstrip()[-1:] == ":" and not run.lent:
                        run.lent = keys_in(*after)
                case BulletList() | OrderedList():
                    for item in block.items:
                        self.blocks(item.blocks, judgement, keys_in(*item.blocks) or near)
                case BlockQuote():
                    self.blocks(block.blocks, judgement, near, row)
                case Callout():
                    judged = judgement or block.kind == "judgement"
                    self.blocks(block.blocks, judged, near, row)
                case Table():
                    self.run(block.caption, judgement)
                    for cells in block.rows:
                        keys = keys_in(*(inner for cell in cells for inner in cell.blocks))
                        for cell in cells:
                            self.blocks(cell.blocks, judgement, keys, True)
                case Figure():
                    self.run(block.caption, judgement)

    def run(
        self,
        inlines: Inlines,
        judgement: bool,
        span: Span | None = None,
        near: tuple[str, ...] = (),
        row: bool = False,
    ) -> Run:
        text: list[str] = []
        pieces: list[Piece] = []
        cites: list[tuple[int, tuple[str, ...]]] = []
        at = 0
        for node in flat(inlines):
            words = words_of(node)
            match node:
                case Cite():
                    cites.append((at, node.keys))
                case Text():
                    last = pieces[-1] if pieces else None
                    if last is not None and (last.end, last.origin) == (at, node.origin):
                        pieces[-1] = Piece(last.start, at + len(words), node.origin)
                    else:
                        pieces.append(Piece(at, at + len(words), node.origin))
            text.append(words)
            at += len(words)
        number = len(self.found)
        lent = near if row else ()
        run = Run(number, "".join(text), pieces, cites, judgement, span, near, lent)
        self.found.append(run)
        return run


def flat(inlines: Inlines) -> Iterator[Inline]:
    """The leaves of inlines in reading order; a portion's marking is none of the brief's words."""
    for node in inlines:
        match node:
            case Text() | Cite() | Strength() | LineBreak() | NoteMark():
                yield node
            case Portion():
                pass
            case _:
                yield from flat(node.children)


def words_of(node: Inline) -> str:
    """What a leaf adds to the text of its run."""
    match node:
        case Text(text=text):
            return text if text.isascii() else text.translate(_SIGNS)
        case Strength():
            return strength_text(node)
        case LineBreak():
            return "\n"
    return ""


def keys_in(*blocks: Block) -> tuple[str, ...]:
    """What is cited anywhere in some blocks, each key once."""
    found: dict[str, None] = {}

    def inlines(children: Inlines) -> None:
        for node in flat(children):
            if isinstance(node, Cite):
                found.update(dict.fromkeys(node.keys))

    def walk(inner: Iterable[Block]) -> None:
        for block in inner:
            match block:
                case Paragraph():
                    inlines(block.children)
                case BulletList() | OrderedList():
                    for item in block.items:
                        walk(item.blocks)
                case BlockQuote() | Callout():
                    walk(block.blocks)
                case Table():
                    inlines(block.caption)
                    for row in block.rows:
                        for cell in row:
                            walk(cell.blocks)
                case Figure():
                    inlines(block.caption)

    walk(blocks)
    return tuple(found)
