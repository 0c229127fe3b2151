"""A story as blocks: paragraphs, tables with their rows and cells, and whatever else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256

from briefgen.redline.words import Line, Reader, Token, canonical
from briefgen.word.files import WordFile
from briefgen.word.names import Element, child, children, is_on, local, r, value, w
from briefgen.word.settle import settle


@dataclass
class ParagraphBlock:
    """A paragraph. Only paragraphs of one `kind` are compared: style, and place in a list."""

    element: Element
    kind: Hashable
    line: Line
    number: str = ""

    @cached_property
    def key(self) -> Hashable:
        return (self.kind, tuple(token.key for token in self.line.tokens))

    @cached_property
    def words(self) -> Counter[str]:
        # Without words (a picture) it is itself or another: LibreOffice loses a paragraph's end
        # when a picture in it is replaced and that is rejected.
        return counted(self.line.tokens) or Counter({repr(self.key): 1})


@dataclass
class CellBlock:
    """A cell and its blocks."""

    element: Element
    blocks: list[Block]


@dataclass
class RowBlock:
    """A row; only rows with the same cells, as many and as wide, are compared."""

    element: Element
    cells: list[CellBlock]

    @cached_property
    def header(self) -> bool:
        return is_on(child(self.element, "trPr", "tblHeader"))

    @cached_property
    def kind(self) -> Hashable:
        def shape(cell: Element) -> tuple[str, bool]:
            properties = child(cell, "tcPr")
            return (
                value(child(properties, "gridSpan"), default="1"),
                child(properties, "vMerge") is not None,
            )

        return ("row", self.header, tuple(shape(cell.element) for cell in self.cells))

    @cached_property
    def key(self) -> Hashable:
        return (self.kind, tuple(tuple(b.key for b in cell.blocks) for cell in self.cells))

    @cached_property
    def words(self) -> Counter[str]:
        return sum((b.words for cell in self.cells for b in cell.blocks), Counter())


@dataclass
class TableBlock:
    """A table; only tables with as many columns are compared."""

    element: Element
    rows: list[RowBlock]

    @cached_property
    def kind(self) -> Hashable:
        return ("table", len(list(children(child(self.element, "tblGrid"), "gridCol"))))

    @cached_property
    def key(self) -> Hashable:
        return (self.kind, tuple(row.key for row in self.rows))

    @cached_property
    def words(self) -> Counter[str]:
        """Every word; those of the header weigh as much as all others: a table with the same
        header is the same table with other rows."""
        words: Counter[str] = sum((row.words for row in self.rows), Counter())
        heads: Counter[str] = sum((row.words for row in self.rows if row.header), Counter())
        weight = words.total() // max(1, heads.total())
        return words + Counter({word: count * weight for word, count in heads.items()})


@dataclass
class OtherBlock:
    """Something that is no paragraph and no table: kept as it is in the new file."""

    element: Element

    @cached_property
    def kind(self) -> Hashable:
        return ("other", self.element.tag)

    @cached_property
    def key(self) -> Hashable:
        return (self.kind, canonical(self.element))

    @cached_property
    def words(self) -> Counter[str]:
        return Counter()


Block = ParagraphBlock | TableBlock | OtherBlock


def counted(tokens: Iterable[Token]) -> Counter[str]:
    """How often each word stands in tokens."""
    return Counter(t.text.casefold() for t in tokens if t.text[:1].isalnum())


@dataclass
class Story:
    """One file's text, as blocks that know their notes.

    `shared` are the names of the styles that both files have: only those tell kinds apart.
    """

    file: WordFile
    shared: frozenset[str] = frozenset()
    settled: Counter[str] = field(default_factory=Counter)
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    _note_keys: dict[tuple[str, str], Hashable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settled += settle(self.file.tree(self.file.main))
        for kind in NOTES:
            root = self.file.root(f"{kind}s")
            if root is None:
                continue
            self.settled += settle(root)
            # A note has no notes (17.11.14): they could go round in a circle.
            for mark in list(root.iter(*(w(f"{name}Reference") for name in NOTES))):
                parent = mark.getparent()
                if parent is not None:
                    parent.remove(mark)
                    self.settled["notes inside notes"] += 1
            for note in children(root, kind):
                if value(note, "type") in ("", "normal"):
                    self.notes[kind, value(note, "id")] = note

    @property
    def body(self) -> Element:
        found = child(self.file.tree(self.file.main), "body")
        return found if found is not None else self.file.tree(self.file.main)

    @cached_property
    def style_names(self) -> dict[str, str]:
        """The name of each style by its id; names are compared without regard to case."""
        root = self.file.root("styles")
        return {
            value(style, "styleId"): value(child(style, "name")).casefold()
            for style in children(root, "style")
        }

    @cached_property
    def levels(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """How each level of each list (`w:numId`) counts: format, text, start."""
        root = self.file.root("numbering")
        abstract: dict[str, dict[str, tuple[str, ...]]] = {}
        for definition in children(root, "abstractNum"):
            abstract[value(definition, "abstractNumId")] = {
                value(level, "ilvl"): _level(level) for level in children(definition, "lvl")
            }
        lists: dict[str, dict[str, tuple[str, ...]]] = {}
        for instance in children(root, "num"):
            levels = dict(abstract.get(value(child(instance, "abstractNumId")), {}))
            for override in children(instance, "lvlOverride"):
                at = value(override, "ilvl")
                own = child(override, "lvl")
                if own is not None:
                    levels[at] = _level(own)
                start = child(override, "startOverride")
                if start is not None and at in levels:
                    levels[at] = (*levels[at][:2], value(start))
            lists[value(instance, "numId")] = levels
        return lists

    # ------------------------------------------------------------------------ blocks

    def blocks(self, parent: Element, part: str | None = None) -> list[Block]:
        """The blocks in a body, cell or note of a part (the main one without `part`)."""
        part = part or self.file.main
        reader = Reader(
            self._shared_style, partial(self.target, part), partial(self.identity, part)
        )
        return list(self._blocks(parent, reader))

    def _blocks(self, parent: Element, reader: Reader) -> Iterator[Block]:
        for element in parent:
            name = local(element)
            if name == "p":
                kind, number = self._kind(element)
                yield ParagraphBlock(element, kind, reader.line(element), number)
            elif name == "tbl":
                rows = [
                    RowBlock(
                        row,
                        [
                            CellBlock(cell, list(self._blocks(cell, reader)))
                            for cell in children(row, "tc")
                        ],
                    )
                    for row in children(element, "tr")
                ]
                yield TableBlock(element, rows)
            elif name not in ("sectPr", "tcPr", "bookmarkStart", "bookmarkEnd", "proofErr"):
                yield OtherBlock(element)

    def _kind(self, paragraph: Element) -> tuple[Hashable, str]:
        properties = child(paragraph, "pPr")
        style = self._shared_style(value(child(properties, "pStyle")))
        number = value(child(properties, "numPr", "numId"), default="0")
        if number in ("", "0"):
            return (style,), ""
        level = value(child(properties, "numPr", "ilvl"), default="0")
        return (style, level, self.levels.get(number, {}).get(level)), number

    def _shared_style(self, identifier: str) -> str:
        name = self.style_names.get(identifier, "")
        return name if name in self.shared else ""

    # ------------------------------------------------------------- links, notes, pictures

    def target(self, part: str, link: Element) -> Hashable:
        """Where a `w:hyperlink` of a part leads: a URL or a bookmark."""
        relation = self.file.relations(part).get(link.get(r("id"), ""))
        return (relation.target if relation else "", value(link, "anchor"))

    def identity(self, part: str, element: Element) -> Hashable:
        """What an element of a run is compared by."""
        name = local(element)
        if name in ("footnoteReference", "endnoteReference"):
            return self.note_key(name.removesuffix("Reference"), value(element, "id"))
        if name == "commentReference":
            return ()
        return self._content(element, part)

    def note_key(self, kind: str, number: str) -> Hashable:
        """What a note is compared by: everything in it."""
        at = (kind, number)
        if at not in self._note_keys:
            self._note_keys[at] = ("note", number)  # for a note that cites itself
            self._note_keys[at] = tuple(block.key for block in self.note(kind, number))
        return self._note_keys[at]

    def note(self, kind: str, number: str) -> list[Block]:
        """The blocks of a note; none when it is not there."""
        element = self.notes.get((kind, number))
        part = self.file.related(f"{kind}s")
        return [] if element is None or part is None else self.blocks(element, part)

    def _content(self, element: Element, part: str) -> Hashable:
        """An element of a run by what it shows: pictures by their bytes, not their names."""
        text = canonical(element)
        digests: list[str] = []
        relations = self.file.relations(part)
        for inner in element.iter():
            for name, key in inner.attrib.items():
                if not str(name).startswith(f"{{{_R}}}"):
                    continue
                relation = relations.get(str(key))
                text = text.replace(f'"{key!s}"', '""')
                if relation is not None and relation.target in self.file.parts:
                    digests.append(sha256(self.file.parts[relation.target]).hexdigest())
        if local(element) in ("drawing", "pict"):
            alt = [e.get("descr", "") for e in element.iter() if e.get("descr")]
            size = [(e.get("cx"), e.get("cy")) for e in element.iter() if e.get("cx")]
            return (tuple(digests), tuple(alt), tuple(size))
        return (text, tuple(digests))


NOTES = ("footnote", "endnote")
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _level(level: Element) -> tuple[str, ...]:
    return (
        value(child(level, "numFmt")),
        value(child(level, "lvlText")),
        value(child(level, "start"), default="1"),
    )
