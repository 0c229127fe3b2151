"""A story of a Word file (its body, a note, a header) read as blocks, as a reader of the finished
document sees it: tracked changes accepted, hidden and struck text left out, fields by their
results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.ingest.characters import one_line
from briefgen.ingest.docx.numbers import Numbers
from briefgen.ingest.docx.styles import (
    Look,
    Style,
    Styles,
    is_shaded,
    look_of,
    number_of,
    outline_level,
)
from briefgen.ingest.docx.symbols import sign
from briefgen.ingest.reading import Block
from briefgen.ingest.shapes import looks_like_heading
from briefgen.record import replace
from briefgen.regex import regex
from briefgen.word.names import Element, child, children, is_on, local, value, w
from briefgen.workspace.model import PassageKind

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURED = ("/chart}chart", "/diagram}relIds", "/picture}pic")
#: What holds other content and is looked through.
_WRAPPERS = frozenset("ins moveTo sdt sdtContent smartTag customXml hyperlink dir bdo".split())
_GONE = frozenset(("del", "moveFrom"))
_BREAKS = regex(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_KINDS: dict[str, PassageKind] = {
    "body": "body",
    "title": "title",
    "heading": "heading",
    "caption": "caption",
    "contents": "boilerplate",
}
#: A cell over several rows stands in each of them, unless it holds more than this.
_SPANNING_TEXT = 300
_SPANNING_TOTAL = 1_000_000


@dataclass(slots=True)
class Tally:
    """What was left out or decided, in numbers, and the notes in the order of their marks."""

    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)
    spanned: int = 0


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph while it is read."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    boxes: list[Block] = field(default_factory=list)


class Story:
    """Reads the children of a part's root, or of a cell or a text box in it."""

    def __init__(
        self, styles: Styles, numbers: Numbers, tally: Tally, *, grounded: bool = False
    ) -> None:
        self.styles = styles
        self.numbers = numbers
        self.tally = tally
        self.grounded = grounded  # whether there may be a ground that white text shows on
        self.fields: list[bool] = []  # of each open field: whether its result has begun
        self.loose: set[int] = set()
        self.marks: list[Element] = []  # of fields; kept, so that their identities hold
        self.text = _Paragraph()

    def blocks(self, container: Element) -> Iterator[Block]:
        """The blocks of a container."""
        self._loose_fields(container)
        yield from self._blocks(container)
        if any(self.text.parts) or self.text.boxes:  # its last mark was deleted
            yield from self._finished(Style(), "")

    def _blocks(self, container: Element) -> Iterator[Block]:
        for element in container:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _WRAPPERS:
                if not self._is_placeholder(element):
                    yield from self._blocks(element)
            elif element.tag == f"{_MC}AlternateContent":
                yield from self._blocks(_chosen(element))
            elif name in ("altChunk", "subDoc"):
                self.tally.left_out["documents"] += 1

    # -------------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        style = self.styles.paragraph(value(child(properties, "pStyle")))
        ground = self.grounded or style.shaded or is_shaded(properties)
        self._inline(paragraph, style, ground)
        numbered = number_of(properties) or style.number
        number = ""
        if numbered is not None and numbered[0] not in ("", "0"):
            number = self.numbers.next(*numbered)
        mark = child(properties, "rPr")
        if any(child(mark, gone) is not None for gone in _GONE):
            self.tally.left_out["deleted"] += 1
            self.text.parts.append(" ")
            return  # it runs on into the next one
        if child(mark, "ins") is not None:
            self.tally.left_out["inserted"] += 1
        level = outline_level(properties)
        if level is not None:
            style = replace(style, role="heading" if level < 9 else style.role)
        yield from self._finished(style, number)

    def _finished(self, style: Style, number: str) -> Iterator[Block]:
        """The blocks of the paragraph that has been read, and of the text boxes in it."""
        text, self.text = self.text, _Paragraph()
        whole = "".join(text.parts).strip()
        role = style.role
        note = "table of contents" if role == "contents" else ""
        for place, part in enumerate(_BREAKS.split(whole)):
            if not (line := one_line(part)):
                continue
            kind = _KINDS[role]
            if kind == "body" and text.bold >= text.letters > 0 and looks_like_heading(line):
                kind = "heading"
            yield Block(f"{number} {line}" if number and not place else line, kind, note=note)
        yield from text.boxes

    def _inline(self, element: Element, style: Style, ground: bool) -> None:
        for part in element:
            name = local(part)
            if name == "r":
                self._run(part, style, ground)
            elif name in _WRAPPERS or name == "fldSimple":
                if name in ("ins", "moveTo") and len(part):
                    self.tally.left_out["inserted"] += 1
                if not self._is_placeholder(part):
                    self._inline(part, style, ground)
            elif name in _GONE:
                self.tally.left_out["deleted"] += bool(len(part))
            elif part.tag in (f"{_MATHS}oMath", f"{_MATHS}oMathPara"):
                self._add("".join(t.text or "" for t in part.iter(f"{_MATHS}t")), Look())
            elif part.tag == f"{_MC}AlternateContent":
                self._inline(_chosen(part), style, ground)

    def _is_placeholder(self, element: Element) -> bool:
        """Whether a content control asks for text that nobody gave."""
        asks = child(element, "sdtPr", "showingPlcHdr")
        if asks is None or not is_on(asks):
            return False
        self.tally.left_out["placeholders"] += 1
        return True

    # -------------------------------------------------------------------------- runs

    def _run(self, run: Element, style: Style, ground: bool) -> None:
        properties = child(run, "rPr")
        look = self._look(properties, style)
        own = self.styles.run(value(child(properties, "rStyle")))
        shown = not (
            look.hidden
            or look.tiny
            or (look.white and not (ground or own.shaded or is_shaded(properties)))
        )
        for part in run:
            name = local(part)
            if name == "fldChar":
                self._field(part)
            elif not all(self.fields) or name in ("rPr", "instrText", "delText"):
                continue
            elif not shown or look.struck:
                count = len((part.text or "").split()) if name == "t" else 0
                self.tally.left_out["struck" if shown else "hidden"] += count
            else:
                self._part(name, part, look, properties)

    def _look(self, properties: Element | None, style: Style) -> Look:
        """How a run looks: what it says itself, else its style, else that of its paragraph.
        Switches of both styles cancel each other (ECMA-376 part 1, 17.7.3)."""
        own = self.styles.run(value(child(properties, "rStyle"))).look
        base = self.styles.base
        look = look_of(properties).over(own).over(style.look).over(base)
        said = look_of(properties)
        for key in ("hidden", "struck", "bold"):
            if getattr(said, key) is None:
                switched = bool(getattr(own, key)) ^ bool(getattr(style.look, key))
                setattr(look, key, switched or bool(getattr(base, key)))
        return look

    def _part(self, name: str, part: Element, look: Look, properties: Element | None) -> None:
        if name == "t":
            self._add(_unsymbolic(part.text or "", properties), look)
        elif name in ("tab", "ptab"):
            self._add(" ", look)
        elif name == "cr" or (name == "br" and value(part) in ("", "textWrapping")):
            self._add("\n", look)
        elif name == "br":
            self._add(" ", look)
        elif name == "noBreakHyphen":
            self._add("-", look)
        elif name == "sym":
            font, code = value(part, "font"), value(part, "char")
            try:
                self._add(sign(font, int(code, 16)), look)
            except ValueError:
                self._add("\ufffd", look)
        elif name in ("footnoteReference", "endnoteReference"):
            self.tally.notes.append((name.removesuffix("Reference"), value(part, "id")))
        elif name == "ruby":
            for run in children(child(part, "rubyBase"), "r"):
                for text in children(run, "t"):
                    self._add(text.text or "", look)
        elif name in ("drawing", "pict", "object") or part.tag == f"{_MC}AlternateContent":
            self._drawn(part)

    def _add(self, text: str, look: Look) -> None:
        if look.raised and text.strip().isdigit():
            text = text.translate(_RAISED)
        self.text.parts.append(text)
        letters = sum(map(str.isalnum, text))
        self.text.letters += letters
        self.text.bold += letters if look.bold else 0

    def _field(self, mark: Element) -> None:
        kind = value(mark, "fldCharType")
        if id(mark) in self.loose or (kind != "begin" and not self.fields):
            return
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate":
            self.fields[-1] = True
        elif kind == "end":
            self.fields.pop()

    def _loose_fields(self, container: Element) -> None:
        """Finds fields that never end, so that they do not swallow what follows."""
        self.marks = list(container.iter(w("fldChar")))
        open_marks: list[Element] = []
        for mark in self.marks:
            kind = value(mark, "fldCharType")
            if kind == "begin":
                open_marks.append(mark)
            elif kind == "end" and open_marks:
                open_marks.pop()
        self.loose = {id(mark) for mark in open_marks}

    # ------------------------------------------------------------ drawings and tables

    def _drawn(self, element: Element) -> None:
        """The text boxes of a drawing become blocks after the paragraph that holds it."""
        for part in element:
            if part.tag == f"{_DRAWING}docPr" and part.get("hidden") in ("1", "true"):
                self.tally.left_out["drawings"] += 1
                return
        if element.tag == f"{_MC}AlternateContent":
            element = _chosen(element)
        for part in element:
            if local(part) == "txbxContent":
                inside = Story(self.styles, self.numbers, self.tally, grounded=True)
                for block in inside.blocks(part):
                    note = block.note or "text box"
                    self.text.boxes.append(replace(block, note=note))
            elif str(part.tag).endswith(_PICTURED):
                pictured = str(part.tag).endswith("pic")
                self.tally.left_out["pictures" if pictured else "drawings"] += 1
            else:
                self._drawn(part)

    def _table(self, table: Element) -> Iterator[Block]:
        """Each row a block, its cells between ` | `. A row of one cell gives its paragraphs."""
        grounded = self.grounded or child(table, "tblPr", "tblStyle") is not None
        above: dict[int, str] = {}
        for row in _rows(table):
            properties = child(row, "trPr")
            if any(child(properties, gone) is not None for gone in ("del", "hidden")):
                self.tally.left_out["rows"] += 1
                continue
            cells, held = self._cells(row, above, grounded)
            if len(held) == 1 and len([cell for cell in cells if cell]) == 1:
                yield from held[0]
                continue
            while cells and not cells[-1]:
                cells.pop()
            text = one_line(" | ".join(cells))
            if not any(cells):
                continue
            head = child(properties, "tblHeader")
            if head is not None and is_on(head):
                yield Block(text, "heading", note="head of a table")
            else:
                yield Block(text, note="row of a table")

    def _cells(
        self, row: Element, above: dict[int, str], grounded: bool
    ) -> tuple[list[str], list[list[Block]]]:
        """The text of each cell of a row, and the blocks of those that hold any. `above` keeps
        what stands in cells over several rows, by their column."""
        cells: list[str] = []
        held: list[list[Block]] = []
        column = _whole(value(child(row, "trPr", "gridBefore")))
        for cell in _within(row, "tc"):
            properties = child(cell, "tcPr")
            span = max(1, _whole(value(child(properties, "gridSpan"))))
            merged = child(properties, "vMerge")
            goes_on = merged is not None and value(merged, default="continue") == "continue"
            joined = child(properties, "hMerge")
            if joined is not None and value(joined, default="continue") == "continue":
                continue
            if goes_on:
                text = above.get(column, "")
                self.tally.spanned += len(text)
                if self.tally.spanned > _SPANNING_TOTAL:
                    text = ""
            else:
                inside = Story(
                    self.styles,
                    self.numbers,
                    self.tally,
                    grounded=grounded or is_shaded(properties),
                )
                found = list(inside.blocks(cell))
                text = " ".join(block.text for block in found)
                if found:
                    held.append(found)
                above.pop(column, None)
                if merged is not None and len(text) <= _SPANNING_TEXT:
                    above[column] = text
            cells.append(text)
            column += span
        return cells, held


def _rows(table: Element) -> Iterator[Element]:
    yield from _within(table, "tr")


def _within(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) in _WRAPPERS:
            yield from _within(part, name)


def _chosen(alternate: Element) -> Element:
    """What to read of content that stands there in two ways: the newer, if it has text."""
    choice = alternate.find(f"{_MC}Choice")
    fallback = alternate.find(f"{_MC}Fallback")
    if choice is not None and (fallback is None or _has_text(choice)):
        return choice
    return alternate if fallback is None else fallback


def _has_text(element: Element) -> bool:
    return next(iter(element.iter(w("t"), w("sym"))), None) is not None


def _unsymbolic(text: str, properties: Element | None) -> str:
    """Text in the private places of a symbol font as the signs that it shows."""
    if not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    font = value(child(properties, "rFonts"), "ascii")
    return "".join(sign(font, ord(char)) if "\uf000" <= char <= "\uf0ff" else char for char in text)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
