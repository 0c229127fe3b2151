"""The text of a part of a DOCX as Word shows it, read element by element.

Inserted text counts, deleted and hidden text does not, of alternative contents the first
counts (ECMA-376 part 1, 17.13.5, 17.3.2.41; part 3, 7.5). Nothing is kept of the XML but what
is shown, so that a large part takes no room, and no entity is ever looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from briefgen.verify.received import UnreadableError

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DEEPEST = 2000
_STEP = 64 * 1024


class Attributes(dict[str, str]):
    """The attributes of an element by their local names."""

    @property
    def on(self) -> bool:
        """Whether a switch such as `w:vanish` is on (17.17.4): it is unless it says no."""
        return self.get("val", "true").lower() not in ("0", "false", "off")


class Paragraph(NamedTuple):
    """A paragraph that is shown. `note` is the id of the note that holds it, `cell` the table,
    row and column."""

    text: str
    note: str = ""
    cell: tuple[int, int, int] | None = None


class Story(NamedTuple):
    """The paragraphs of a part, the ids of the notes that it refers to, what in it may hide or
    cover text, and who has put in, taken out or moved something that is still marked so."""

    paragraphs: list[Paragraph]
    marks: list[str]
    oddities: tuple[str, ...]
    revisers: tuple[str, ...] = ()


def elements(content: bytes) -> Iterator[tuple[str, Attributes, str]]:
    """The elements of a small part in the order of their beginnings: namespace and local name,
    attributes, and the text that stands directly in each before any element in it."""
    if not content:
        return
    found: list[tuple[str, Attributes, list[str]]] = []
    open_: list[list[str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        texts: list[str] = []
        found.append((tag, _local(attributes), texts))
        open_.append(texts)
        if len(open_) > _DEEPEST:
            raise UnreadableError("its XML is nested too deeply")

    def end(tag: str) -> None:
        open_.pop()

    def text(data: str) -> None:
        open_[-1].append(data)

    _parse(content, start, end, text)
    for tag, attributes, texts in found:
        yield tag, attributes, "".join(texts)


def _local(attributes: dict[str, str]) -> Attributes:
    return Attributes((name.rpartition(" ")[2], value) for name, value in attributes.items())


def _parse(content: bytes, start: object, end: object, text: object) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        for at in range(0, len(content), _STEP):
            parser.Parse(content[at : at + _STEP], False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise UnreadableError("its XML is damaged") from None


def _no_doctype(*_: object) -> None:
    raise UnreadableError("it declares a DTD, which no office file does")


def read_story(content: bytes, hidden: frozenset[str]) -> Story:
    """The text of a part; `hidden` are the ids of styles whose text is hidden."""
    story = _Reader(hidden)
    _parse(content, story.start, story.end, story.text)
    return Story(story.paragraphs, story.marks, tuple(story.oddities), tuple(story.revisers))


#: Elements whose text is not shown: deleted or moved away, instructions of fields, the second
#: of alternatives.
_SILENT = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback"})
#: Tracked changes that nobody has accepted or rejected (17.13.5).
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
_CHARACTERS = {
    "tab": " ", "br": " ", "cr": " ", "ptab": " ",
    "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
#: The smallest type that can be read, in half-points.
_LEGIBLE = 7
_ODD = {
    "pict": "it has a picture or shape that floats over its text",
    "framePr": "it has a paragraph that floats over the page",
    "altChunk": "it brings in another document",
    "object": "it has an embedded object",
    "subDoc": "it brings in another document",
}


class _Open:
    """A paragraph that is being read."""

    __slots__ = ("cell", "note", "parts")

    def __init__(self, note: str, cell: tuple[int, int, int] | None) -> None:
        self.parts: list[str] = []
        self.note = note
        self.cell = cell


class _Reader:
    """Follows the elements of one part."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.paragraphs: list[Paragraph] = []
        self.marks: list[str] = []
        self.oddities: dict[str, None] = {}
        self.revisers: dict[str, None] = {}
        self.path: list[str] = []
        self.open: list[_Open] = []
        self.silent = 0  # inside how many elements that are not shown
        self.vanished = False  # whether the run that is open is hidden
        self.speaking = False  # whether the text that is read now is text of the brief
        self.note = ""
        self.tables = 0
        self.cells: list[list[int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise UnreadableError("its XML is nested too deeply")
        if name in _SILENT and (space in _W or space == _MC):
            self.silent += 1
        if space == _M:
            self.speaking = name == "t"
            return
        if space not in _W:
            if name == "anchor" and space.endswith("/wordprocessingDrawing"):
                self.oddities["it has a picture or shape that floats over its text"] = None
            return
        if name in _TRACKED:
            self.revisers[_local(attributes).get("author", "")] = None
        handler = _STARTS.get(name)
        if handler is not None:
            handler(self, _local(attributes))
        elif name in _CHARACTERS:
            # `w:tab` is also how a paragraph's properties name a stop
            if self.path[-2:-1] == ["r"]:
                self._say(_CHARACTERS[name])
        elif name in _ODD:
            self.oddities[_ODD[name]] = None

    def end(self, tag: str) -> None:
        space, _, name = tag.rpartition(" ")
        self.path.pop()
        if name in _SILENT and (space in _W or space == _MC):
            self.silent -= 1
        if name == "t":
            self.speaking = False
        if space not in _W:
            return
        if name == "p" and self.open:
            done = self.open.pop()
            self.paragraphs.append(Paragraph("".join(done.parts), done.note, done.cell))
        elif name == "r":
            self.vanished = False
        elif name == "tbl" and self.cells:
            self.cells.pop()

    def text(self, data: str) -> None:
        if self.speaking:
            self._say(data)

    def _say(self, text: str) -> None:
        if self.open and not self.silent and not self.vanished:
            self.open[-1].parts.append(text)

    # ------------------------------------------------------------------ what begins

    def _paragraph(self, attributes: Attributes) -> None:
        cell = None
        if self.cells and self.cells[-1][2]:
            table, row, column = self.cells[-1]
            cell = (table, row, column)
        self.open.append(_Open(self.note, cell))

    def _run(self, attributes: Attributes) -> None:
        self.vanished = False

    def _style(self, attributes: Attributes) -> None:
        if attributes.get("val", "") in self.hidden:
            self.vanished = True

    def _vanish(self, attributes: Attributes) -> None:
        # the properties of a paragraph's mark hide only the mark
        if attributes.on and self.path[-3:-1] == ["r", "rPr"]:
            self.vanished = True

    def _shown_text(self, attributes: Attributes) -> None:
        self.speaking = True

    def _mark(self, attributes: Attributes) -> None:
        # a note with a mark of its own (17.11.14) is not counted: a letterhead's may have one
        if self.silent or self.vanished or attributes.get("customMarkFollows", "0") != "0":
            return
        self.marks.append(attributes.get("id", ""))
        self._say(f"[^{len(self.marks)}]")

    def _footnote(self, attributes: Attributes) -> None:
        self.note = attributes.get("id", "")

    def _symbol(self, attributes: Attributes) -> None:
        code = attributes.get("char", "")
        try:
            self._say(chr(int(code, 16)))
        except (ValueError, OverflowError):
            self._say("\ufffd")

    def _table(self, attributes: Attributes) -> None:
        self.tables += 1
        self.cells.append([self.tables, -1, 0])

    def _row(self, attributes: Attributes) -> None:
        if self.cells:
            self.cells[-1][1:] = [self.cells[-1][1] + 1, 0]

    def _table_cell(self, attributes: Attributes) -> None:
        if self.cells:
            self.cells[-1][2] += 1

    def _box(self, attributes: Attributes) -> None:
        self.oddities["it has a text box"] = None

    def _colour(self, attributes: Attributes) -> None:
        if self.path[-3:-1] == ["r", "rPr"] and attributes.get("val", "").upper() == "FFFFFF":
            self.oddities["it has white letters"] = None

    def _size(self, attributes: Attributes) -> None:
        size = attributes.get("val", "")
        if self.path[-3:-1] == ["r", "rPr"] and size.isdigit() and int(size) < _LEGIBLE:
            self.oddities["it has letters too small to read"] = None


_STARTS = {
    "p": _Reader._paragraph,
    "r": _Reader._run,
    "rStyle": _Reader._style,
    "vanish": _Reader._vanish,
    "t": _Reader._shown_text,
    "color": _Reader._colour,
    "sz": _Reader._size,
    "footnoteReference": _Reader._mark,
    "footnote": _Reader._footnote,
    "sym": _Reader._symbol,
    "tbl": _Reader._table,
    "tr": _Reader._row,
    "tc": _Reader._table_cell,
    "txbxContent": _Reader._box,
}
