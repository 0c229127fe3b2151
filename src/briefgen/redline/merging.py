"""Two texts as one: blocks that stay, blocks taken out, blocks put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from briefgen.redline.alignment import Pairs, align
from briefgen.redline.blocks import (
    NOTES,
    Block,
    OtherBlock,
    ParagraphBlock,
    RowBlock,
    Story,
    TableBlock,
)
from briefgen.redline.endings import with_last_paragraph
from briefgen.redline.lines import (
    Change,
    LineWriter,
    Signature,
    Status,
    compared,
    related,
    with_paired_notes,
)
from briefgen.redline.transfer import Transfer
from briefgen.redline.words import Line, Token
from briefgen.word.names import Element, child, children, local, made, r, value, w

_PAIR_MARKS: dict[Status, str] = {"deleted": "del", "inserted": "ins", "kept": ""}


@dataclass
class Merger:
    """Merges the text of an old file into a new one, change by change."""

    old: Story
    new: Story
    signature: Signature
    transfer: Transfer = field(init=False)
    writer: LineWriter = field(init=False)
    #: The old list that each new list was, by their numbers; `transfer.lists` the other way.
    came_from: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.transfer = Transfer(self.old, self.new)
        self.writer = self._writer(self.old.file.main, self.new.file.main)

    def _writer(self, old_part: str, new_part: str) -> LineWriter:
        return LineWriter(self.transfer, self.signature, old_part, new_part, self._deleted_note)

    def merge_body(self) -> None:
        """Merge the bodies, in place in the new file."""
        body = self.new.body
        section = child(body, "sectPr")
        pairs = align(self.old.blocks(self.old.body), self.new.blocks(body))
        elements = self._merged(pairs)
        for element in list(body):
            body.remove(element)
        body.extend(elements)
        if section is not None:
            body.append(section)

        for kind in NOTES:
            self._order_notes(kind)
        self._free_links()

    def _free_links(self) -> None:
        """Links of deleted text to places that the new file does not have become their words."""
        roots = [
            self.new.body,
            *(root for k in NOTES if (root := self.new.file.root(f"{k}s")) is not None),
        ]
        names = {
            value(mark, "name").casefold()
            for root in roots
            for mark in root.iter(w("bookmarkStart"))
        }
        for root in roots:
            for link in list(root.iter(w("hyperlink"))):
                anchor, parent = value(link, "anchor").casefold(), link.getparent()
                if anchor and anchor not in names and not link.get(r("id")) and parent is not None:
                    at = parent.index(link)
                    parent[at : at + 1] = list(link)

    def _order_notes(self, kind: str) -> None:
        """Number the notes in the order of their marks, and write them in that order:
        LibreOffice takes the n-th note for the n-th mark, whatever their ids say."""
        root = self.new.file.root(f"{kind}s")
        if root is None:
            return
        notes = {
            value(note, "id"): note
            for note in children(root, kind)
            if value(note, "type") in ("", "normal")
        }
        marks = [m for m in self.new.body.iter(w(f"{kind}Reference")) if value(m, "id") in notes]
        ordered = list(dict.fromkeys(value(mark, "id") for mark in marks))
        ordered += [key for key in notes if key not in set(ordered)]
        others = [value(n, "id") for n in children(root, kind) if value(n, "id") not in notes]
        first = 1 + max((int(n) for n in others if n.isdigit()), default=0)
        numbers = {key: str(number) for number, key in enumerate(ordered, first)}
        for mark in marks:
            mark.set(w("id"), numbers[value(mark, "id")])
        for key in ordered:
            notes[key].set(w("id"), numbers[key])
            root.append(notes[key])

    # --------------------------------------------------------------------------- lists

    def _one_list(self, old: ParagraphBlock, new: ParagraphBlock) -> bool:
        """Whether two paragraphs are in one list. Lists that met no other until now become one,
        when they count alike."""
        if not old.number or not new.number:
            return old.number == new.number
        free = old.number not in self.transfer.lists and new.number not in self.came_from
        if free and old.kind == new.kind:
            self.transfer.lists[old.number] = new.number
            self.came_from[new.number] = old.number
        return self.transfer.lists.get(old.number) == new.number

    def _lists(self, pairs: Pairs[Block]) -> Pairs[Block]:
        """Pairs in which each old list became one new list; an item that went from one list
        to another is taken out there and put in here."""
        checked: Pairs[Block] = []
        for old, new in pairs:
            if (
                isinstance(old, ParagraphBlock)
                and isinstance(new, ParagraphBlock)
                and not self._one_list(old, new)
            ):
                checked += [(old, None), (None, new)]
            else:
                checked.append((old, new))
        return checked

    # -------------------------------------------------------------------------- blocks

    def _merged(self, pairs: Pairs[Block]) -> list[Element]:
        """The elements of a body, cell or note."""
        pairs, shifted = with_last_paragraph(self._lists(pairs))
        for old, new in pairs[-1:]:
            if isinstance(old, ParagraphBlock) and isinstance(new, ParagraphBlock):
                self._one_list(old, new)  # known before anything of these lists is written
        elements: list[Element] = []
        for at, (old, new) in enumerate(pairs):
            mark: Status | None = None
            if shifted is not None and at >= shifted.first:
                mark = "kept" if at == len(pairs) - 1 else shifted.status
            element = self._block(old, new, mark)
            if element is None:
                continue
            if elements and local(elements[-1]) == local(element) == "tbl":
                elements.append(self._between_tables())
            elements.append(element)
        return elements

    def _block(self, old: Block | None, new: Block | None, mark: Status | None) -> Element | None:
        if isinstance(old or new, ParagraphBlock):
            assert not isinstance(old, TableBlock | OtherBlock)
            assert not isinstance(new, TableBlock | OtherBlock)
            return self._paragraph(old, new, mark)
        if isinstance(old, OtherBlock) and new is None:
            self.transfer.lost[f"`{local(old.element) or 'foreign'}` elements"] += 1
            return None
        if isinstance(old or new, OtherBlock):
            assert new is not None
            return new.element
        assert not isinstance(old, ParagraphBlock | OtherBlock)
        assert not isinstance(new, ParagraphBlock | OtherBlock)
        return self._table(old, new)

    def _between_tables(self) -> Element:
        # Word makes one table of two that touch. This paragraph is gone whatever is accepted:
        # it was put in and taken out again.
        paragraph, properties, look = made("p"), made("pPr"), made("rPr")
        look.append(self.signature.mark("ins", self.transfer.next_id()))
        look.append(self.signature.mark("del", self.transfer.next_id()))
        properties.append(look)
        paragraph.append(properties)
        return paragraph

    # ---------------------------------------------------------------------- paragraphs

    def _paragraph(
        self, old: ParagraphBlock | None, new: ParagraphBlock | None, mark: Status | None
    ) -> Element:
        moved = old is not None and new is not None and not self._one_list(old, new)
        if old is not None and new is not None and old.key == new.key and not moved and not mark:
            return new.element
        if new is None:
            assert old is not None
            changes: list[Change] = [("deleted", token) for token in old.line.tokens]
            properties = self.transfer.properties(child(old.element, "pPr"), self.writer.old_part)
            after: tuple[Element, ...] = ()
            mark = mark or "deleted"
            self.counts["deleted"] += 1
        else:
            found = child(new.element, "pPr")
            properties = None if found is None else deepcopy(found)
            after = new.line.after
            if old is None:
                changes = [("inserted", token) for token in new.line.tokens]
                mark = mark or "inserted"
                self.counts["inserted"] += 1
            else:
                changes = self._changes(old.line, new.line)
                self.counts["changed"] += any(status != "kept" for status, _ in changes)
                if moved or old.kind != new.kind:
                    properties = self._restyled(properties, old)
        return self._written(properties, changes, after, mark or "kept")

    def _written(
        self,
        properties: Element | None,
        changes: Sequence[Change],
        after: Sequence[Element],
        mark: Status,
    ) -> Element:
        paragraph = made("p")
        if _PAIR_MARKS[mark]:
            properties = made("pPr") if properties is None else properties
            look = child(properties, "rPr")
            if look is None:
                look = made("rPr")
                # Only a section and an earlier look stand after it (CT_PPr, 17.3.1.26).
                later = [e for e in properties if local(e) in ("sectPr", "pPrChange")]
                properties.insert(properties.index(later[0]) if later else len(properties), look)
            look.insert(0, self.signature.mark(_PAIR_MARKS[mark], self.transfer.next_id()))
        if properties is not None:
            paragraph.append(properties)
        paragraph.extend(self.writer.content(changes, after))
        return paragraph

    def _restyled(self, properties: Element | None, old: ParagraphBlock) -> Element:
        """Properties that also say what they were in the old file (17.13.5.29)."""
        properties = made("pPr") if properties is None else properties
        change = self.signature.mark("pPrChange", self.transfer.next_id())
        before = self.transfer.properties(child(old.element, "pPr"), self.writer.old_part)
        before = made("pPr") if before is None else before
        for look in [e for e in before if local(e) in ("rPr", "sectPr", "pPrChange")]:
            before.remove(look)
        change.append(before)
        properties.append(change)
        return properties

    def _changes(self, old: Line, new: Line) -> list[Change]:
        pairs: list[tuple[Token, Token]] = []

        def pair(before: Token, after: Token) -> bool:
            one, other = self._note(self.old, before), self._note(self.new, after)
            if local(before.content) != local(after.content) or not related(  # type: ignore[arg-type]
                sum((b.words for b in one), Counter()), sum((b.words for b in other), Counter())
            ):
                return False
            pairs.append((before, after))
            return True

        changes = compared(*with_paired_notes(old, new, pair))
        kept = {id(token.content) for status, token in changes if status == "kept"}
        for before, after in pairs:
            if id(after.content) in kept:
                self._merge_note(before, after)
        for status, token in changes:
            if status == "inserted":
                self._inserted_note(token)
        return changes

    # --------------------------------------------------------------------------- notes

    def _note(self, story: Story, token: Token) -> list[Block]:
        assert not isinstance(token.content, str)
        kind = local(token.content).removesuffix("Reference")
        return story.note(kind, value(token.content, "id"))

    def _merge_note(self, before: Token, after: Token) -> None:
        assert not isinstance(after.content, str)
        kind = local(after.content).removesuffix("Reference")
        self._write_note(
            kind,
            self.new.notes[kind, value(after.content, "id")],
            align(self._note(self.old, before), self._note(self.new, after)),
        )

    def _inserted_note(self, token: Token) -> None:
        """What stands in a note that was put in is marked as put in, too."""
        if isinstance(token.content, str):
            return
        kind = local(token.content).removesuffix("Reference")
        note = self.new.notes.get((kind, value(token.content, "id")))
        if local(token.content) in ("footnoteReference", "endnoteReference") and note is not None:
            self._write_note(kind, note, [(None, b) for b in self._note(self.new, token)])

    def _deleted_note(self, reference: Element) -> Element:
        kind = local(reference).removesuffix("Reference")
        blocks = self.old.note(kind, value(reference, "id"))
        if kind == "endnote":
            self.transfer.lost["endnotes (shown as footnotes)"] += 1
        note = self.transfer.note()
        self._write_note("footnote", note, [(b, None) for b in blocks], kind)
        return made("footnoteReference", id=value(note, "id"))

    def _write_note(
        self, kind: str, note: Element, pairs: Pairs[Block], old_kind: str = ""
    ) -> None:
        outer = self.writer
        old_part = self.old.file.related(f"{old_kind or kind}s")
        new_part = self.new.file.related(f"{kind}s")
        self.writer = self._writer(old_part or self.old.file.main, new_part or outer.new_part)
        elements = self._merged(pairs)
        self.writer = outer
        for element in list(note):
            note.remove(element)
        note.extend(elements)

    # -------------------------------------------------------------------------- tables

    def _table(self, old: TableBlock | None, new: TableBlock | None) -> Element:
        if old is not None and new is not None:
            if old.key == new.key:
                return new.element
            return self._filled(new.element, align(old.rows, new.rows))
        if new is not None:
            self.counts["inserted"] += 1
            return self._filled(new.element, [(None, row) for row in new.rows])
        assert old is not None
        self.counts["deleted"] += 1
        table = self._frame(old.element, "tr")
        return self._filled(table, [(row, None) for row in old.rows])

    def _filled(self, table: Element, pairs: Pairs[RowBlock]) -> Element:
        for row in [e for e in table if local(e) == "tr"]:
            table.remove(row)
        table.extend(self._row(old, new) for old, new in pairs)
        return table

    def _frame(self, element: Element, without: str) -> Element:
        """A copy of a table, row or cell of the old file without its content."""
        copy = made(local(element))
        for inner in element:
            if local(inner) == "tblGrid" or local(inner).endswith("Pr"):
                properties = self.transfer.properties(inner, self.writer.old_part)
                assert properties is not None
                copy.append(properties)
        return copy

    def _row(self, old: RowBlock | None, new: RowBlock | None) -> Element:
        if old is not None and new is not None:
            if old.key == new.key:
                return new.element
            for before, after in zip(old.cells, new.cells, strict=True):
                self._fill(after.element, align(before.blocks, after.blocks))
            return new.element
        if new is not None:
            for cell in new.cells:
                self._fill(cell.element, [(None, block) for block in cell.blocks])
            self._mark_row(new.element, "ins")
            return new.element
        assert old is not None
        row = self._frame(old.element, "tc")
        for cell in old.cells:
            element = self._frame(cell.element, "p")
            self._fill(element, [(block, None) for block in cell.blocks])
            row.append(element)
        self._mark_row(row, "del")
        return row

    def _mark_row(self, row: Element, name: str) -> None:
        properties = child(row, "trPr")
        if properties is None:
            properties = made("trPr")
            exception = child(row, "tblPrEx")
            row.insert(0 if exception is None else 1, properties)
        properties.append(self.signature.mark(name, self.transfer.next_id()))

    def _fill(self, cell: Element, pairs: Pairs[Block]) -> None:
        elements = self._merged(pairs)
        for element in [e for e in cell if local(e) != "tcPr"]:
            cell.remove(element)
        cell.extend(elements)
