"""The text of a page as its readers see it: paragraphs, headings, items, captions, rows.

What a browser adds to the text is added here as well: the numbers of numbered lists, quotation
marks around `q`, and raised figures stay raised (10⁶ is not 106).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.ingest.characters import one_line, word_count
from briefgen.ingest.html.shown import NOT_TEXT, furniture, is_control, is_shown
from briefgen.ingest.html.tree import Element
from briefgen.ingest.plain import paragraphs
from briefgen.ingest.reading import Block
from briefgen.ingest.shapes import looks_like_heading
from briefgen.regex import regex
from briefgen.workspace.model import PassageKind

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb "
    "ruby s samp small span strike strong sub sup time tt u var wbr br rt rp tcy img "
    "picture".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_STRUCK = frozenset({"s", "strike", "del"})
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_BREAK = "\x0b"  # a `br`, until the paragraph is put together
_SPACE = regex(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_BREAKS = regex(rf"[ ]*{_BREAK}[ {_BREAK}]*")
# What cells over several rows may repeat: characters of one, columns of a row, characters in all.
_SPANNING_TEXT, _SPANNING_COLUMNS, _SPANNING_TOTAL = 300, 200, 1_000_000
_MOST_OF_A_PAGE = 0.4  # of its letters that furniture may have
_NUMBERED = regex(r"\(?(?:\d{1,3}|[ivxlcIVXLC]{1,6}|[a-zA-Z])[.)]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the page, and the element that it stands in directly. `linked` is how many of
    its letters are links."""

    block: Block
    element: Element
    linked: int


@dataclass(slots=True)
class Flow:
    """Walks through a page. `left_out` counts the words that are not text of it, by why; what is
    the site's furniture becomes boilerplate, if it is `marking`, by its `sizes` (`text_sizes`)."""

    hidden: frozenset[str]
    marking: bool = True
    sizes: Mapping[Element, int] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    _buffer: list[str] = field(default_factory=list)
    _linked: int = 0
    _bold: int = 0
    _in_link: int = 0
    _in_bold: int = 0
    _in_quote: int = 0
    _repeated: int = 0
    _marker: str = ""  # the number of an item, until its first words come
    _kind: PassageKind = "body"
    _note: str = ""

    def walk(self, element: Element) -> None:
        """The text of an element, with all inside of it."""
        for child in element.children:
            if isinstance(child, str):
                self._text(child)
            else:
                self._element(child)
        if element.name not in _INLINE:
            self._flush(element)

    def _element(self, element: Element) -> None:
        name = element.name
        if name == "br":
            self._buffer.append(_BREAK)
        elif name == "img":
            self.left_out["pictures"] += bool(element.get("alt").strip())
        elif name in NOT_TEXT or is_control(element):
            self._leave_out(element)
        elif not is_shown(element, self.hidden):
            self.left_out["hidden"] += word_count(one_line(element.text()))
        elif name in _STRUCK:
            self.left_out["struck"] += word_count(one_line(element.text()))
        elif name in ("rt", "rp"):
            pass  # how the characters under it are read
        elif name in _INLINE:
            self._inline(element)
        else:
            self._block(element)

    def _leave_out(self, element: Element) -> None:
        if is_control(element):
            self.left_out["controls"] += word_count(one_line(element.text()))
        elif element.name in ("iframe", "object", "embed", "frame"):
            self.left_out["frames"] += 1
        elif element.name in ("math", "svg", "canvas"):
            self.left_out["drawings"] += bool(element.text().strip())

    def _text(self, text: str) -> None:
        text = _SPACE.sub(" ", text.replace(_BREAK, " "))
        self._buffer.append(text)
        letters = len(text) - text.count(" ")
        self._linked += letters if self._in_link else 0
        self._bold += letters if self._in_bold else 0

    def _inline(self, element: Element) -> None:
        name = element.name
        if name == "sup":
            self._raised(element)
            return
        self._in_link += name == "a"
        self._in_bold += name in _BOLD
        if name == "q":
            self._buffer.append("‘" if self._in_quote % 2 else "“")
            self._in_quote += 1
        self.walk(element)
        if name == "q":
            self._in_quote -= 1
            self._buffer.append("’" if self._in_quote % 2 else "”")
        self._in_bold -= name in _BOLD
        self._in_link -= name == "a"

    def _raised(self, element: Element) -> None:
        """Raised text: a link to a note is no word of the text, a power stays one."""
        text = _SPACE.sub(" ", element.text()).strip()
        if any(inside.name == "a" for inside in element.elements()):
            self.left_out["notes"] += 1
        elif re.fullmatch(r"[+−-]?\d{1,3}|n", text):
            self._text(text.translate(_RAISED))
        else:
            self.walk(element)

    def _block(self, element: Element) -> None:
        self._flush(element.parent or element)
        kind, note = self._kind, self._note
        name = element.name
        if self._kind == "body":
            if self.marking and self._is_small(element) and (what := furniture(element)):
                self._kind, self._note = "boilerplate", what
            elif name in ("figcaption", "caption"):
                self._kind = "caption"
            elif name in _HEADINGS or element.get("role") == "heading":
                self._kind = "title" if name == "h1" else "heading"
        if name == "table" and not _lays_out(element):
            self._table(element)
        elif name == "ol":
            self._numbered(element)
        elif name == "pre":
            self._preformatted(element)
        else:
            self.walk(element)
        self._kind, self._note = kind, note

    def _is_small(self, element: Element) -> bool:
        """Whether an element is small enough to be furniture. Sites put whole pages into forms,
        and give names such as `no-sidebar` to what is not there."""
        *_, page = element.ancestors()
        return self.sizes.get(element, 0) <= _MOST_OF_A_PAGE * self.sizes.get(page, 0)

    def _preformatted(self, element: Element) -> None:
        """Text whose lines were typed: the paragraphs are those of a plain text."""
        for block in paragraphs(element.text()):
            self._buffer.append(block.text)
            self._flush(element)

    def _numbered(self, element: Element) -> None:
        """The items of a numbered list, with their numbers where readers see them."""
        number = _whole(element.get("start"), 1)
        seen = "none" not in element.get("style") and element.get("role") != "presentation"
        step = -1 if "reversed" in element.attributes else 1
        for child in element.children:
            if isinstance(child, str):
                self._text(child)
                continue
            if child.name == "li" and seen:
                self._flush(element)
                number = _whole(child.get("value"), number)
                if not _NUMBERED.match(child.text().lstrip()[:12]) and is_shown(child, self.hidden):
                    self._marker = f"{_counted(number, element.get('type'))}. "
                number += step
            self._element(child)
            self._marker = ""
        self._flush(element)

    def _table(self, table: Element) -> None:
        """A table: its caption, then each row as a line, cells between ` | `."""
        for child in table.elements():
            if child.name == "caption":
                self._block(child)
        for cells, is_head in self._rows(table):
            while cells and not cells[-1]:
                cells.pop()
            if any(cells):
                kind, note = self._kind, self._note
                if is_head and kind == "body":
                    self._kind, self._note = "heading", "head of a table"
                self._buffer.append(" | ".join(cells))
                self._flush(table)
                self._kind, self._note = kind, note

    def _rows(self, table: Element) -> Iterator[tuple[list[str], bool]]:
        """The rows of a table and whether each is its head. A cell over several rows stands in
        each of them, as readers see it."""
        spanning: dict[int, tuple[int, str]] = {}  # column: rows still to come, text
        for row in table.elements():
            if row.name != "tr" or not is_shown(row, self.hidden):
                continue
            cells: list[str] = []
            heads = [c.name == "th" for c in row.children if isinstance(c, Element)]
            for cell in row.children:
                if not isinstance(cell, Element) or cell.name not in ("td", "th"):
                    continue
                self._fill(cells, spanning)
                text = self._cell(cell)
                rows = _whole(cell.get("rowspan"), 1)
                if rows > 1 and len(text) <= _SPANNING_TEXT:
                    spanning[len(cells)] = rows - 1, text
                cells.append(text)
            self._fill(cells, spanning)
            yield cells, bool(heads) and all(heads)

    def _fill(self, cells: list[str], spanning: dict[int, tuple[int, str]]) -> None:
        while (at := len(cells)) in spanning:
            rows, text = spanning.pop(at)
            cells.append(text)
            self._repeated += len(text)
            if rows > 1 and at < _SPANNING_COLUMNS and self._repeated < _SPANNING_TOTAL:
                spanning[at] = rows - 1, text

    def _cell(self, cell: Element) -> str:
        inside = Flow(self.hidden, marking=False)
        if is_shown(cell, self.hidden):
            inside.walk(cell)
        self.left_out.update(inside.left_out)
        return " ".join(piece.block.text for piece in inside.pieces)

    def _flush(self, element: Element) -> None:
        """Make a block of the text so far."""
        if not self._buffer:
            return
        text = _SPACE.sub(" ", "".join(self._buffer))
        linked, bold = self._linked, self._bold
        self._buffer.clear()
        self._linked = self._bold = 0
        for part in self._parts(text):
            part, self._marker = self._marker + part, ""
            kind = self._kind
            letters = len(part) - part.count(" ")
            if kind == "body" and bold >= letters and looks_like_heading(part):
                kind = "heading"
            self.pieces.append(Piece(Block(part, kind, None, self._note), element, linked))

    def _parts(self, text: str) -> list[str]:
        """The paragraphs of a block: two line breaks part them, one is a space."""
        text = _BREAKS.sub(lambda m: "\n" if m[0].count(_BREAK) > 1 else " ", text)
        return [part for line in text.split("\n") if (part := one_line(line))]


def _lays_out(table: Element) -> bool:
    """Whether a table only puts things beside each other, as pages once did."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = rows = headed = 0
    for element in table.elements():
        if element is not table and element.name == "table":
            return True
        rows += element.name == "tr"
        headed += element.name in ("th", "caption")
        if element.name in ("td", "th"):
            cells += 1
            blocks = (c.name for c in element.children if isinstance(c, Element))
            inside = sum(name in ("p", "div", "ul", "ol", "h1", "h2", "h3") for name in blocks)
            if inside > 2:
                return True
    return not headed and (rows < 2 or cells <= rows)


def _whole(value: str, otherwise: int) -> int:
    found = re.match(r"\s*(-?\d{1,6})", value)
    return int(found[1]) if found else otherwise


def _counted(number: int, kind: str) -> str:
    """A number as a list counts: in figures, letters (`a`) or Roman numerals (`i`)."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 90:
        numeral = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[number // 10]
        numeral += ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return numeral if kind == "i" else numeral.upper()
    return str(number)
