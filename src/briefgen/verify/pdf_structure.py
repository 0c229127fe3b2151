"""The text of a PDF by its structure tree: paragraphs, cells and notes in reading order
(ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from briefgen.verify.pdf_content import PageText
from briefgen.verify.pdf_file import PdfFile
from briefgen.verify.pdf_syntax import Ref
from briefgen.verify.received import Found, UnreadableError

#: Elements inside a line of text; every other element is a paragraph or holds some.
_INLINE = frozenset({"Span", "Link", "Quote", "Reference", "Em", "Strong", "Code", "Annot"})
_MOST_ELEMENTS = 500_000
_DEEPEST = 500
_NUMBER = re.compile(r"\s*(\d{1,6})\s*\Z")


class Shown(NamedTuple):
    """The text of the tree; `used` are the pages and MCIDs that it holds."""

    body: list[Found]
    notes: dict[int, Found]
    used: set[tuple[int, int]]


def shown(file: PdfFile, numbers: Mapping[Ref, int], texts: Sequence[PageText]) -> Shown:
    """The text of the structure tree; `numbers` are those of the pages, `texts` theirs."""
    walk = _Walk(file, numbers, texts)
    walk.run(file.dictionary(file.catalog.get("StructTreeRoot")))
    return Shown(walk.body, walk.notes, walk.used)


class _Text:
    """Text that is being gathered: of a paragraph, a note, or a mark or label in one."""

    __slots__ = ("cell", "kind", "page", "parts")

    def __init__(self, kind: str, cell: tuple[int, int, int] | None = None) -> None:
        self.kind = kind
        self.parts: list[str] = []
        self.page = 0
        self.cell = cell


class _Walk:
    """One walk over the tree, element by element, without recursion."""

    def __init__(
        self, file: PdfFile, numbers: Mapping[Ref, int], texts: Sequence[PageText]
    ) -> None:
        self.file = file
        self.numbers = numbers
        self.texts = texts
        self.body: list[Found] = []
        self.notes: dict[int, Found] = {}
        self.used: set[tuple[int, int]] = set()
        self.roles: dict[str, Any] = {}
        self.open: list[_Text] = [_Text("Document")]
        self.label = ""  # of a passage, to stand before its text
        self.number = 0  # of the note that is open
        self.tables = 0
        self.cells: list[list[int]] = []  # table, row and column of the tables that are open
        self.lists: list[bool] = []  # of the open lists, whether they count or have bullets
        self.elements = 0

    def run(self, root: dict[str, Any]) -> None:
        self.roles = self.file.dictionary(root.get("RoleMap"))
        seen: set[Ref] = set()
        # an entry is a kid with the page that holds around it, or the kind of one that ends
        waiting: list[tuple[Any, int] | str] = []
        waiting += [(kid, 0) for kid in reversed(self._kids(root))]
        depth = 0
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, str):
                self._end(entry)
                depth -= 1
                continue
            kid, page = entry
            if isinstance(kid, Ref):
                if kid in seen:
                    raise UnreadableError("its structure refers to itself in circles")
                seen.add(kid)
            value = self.file.get(kid)
            if isinstance(value, int) and not isinstance(value, bool):
                self._content(page, value)
                continue
            if not isinstance(value, dict) or value.get("Type") == "OBJR":
                continue
            own = value.get("Pg")
            page = self.numbers.get(own, page) if isinstance(own, Ref) else page
            if value.get("Type") == "MCR":
                mcid = self.file.get(value.get("MCID"))
                if isinstance(mcid, int):
                    self._content(page, mcid)
                continue
            kind = self._kind(value)
            self.elements += 1
            depth += 1
            if self.elements > _MOST_ELEMENTS or depth > _DEEPEST:
                raise UnreadableError("its structure is larger than that of any brief")
            self._begin(kind, value)
            waiting.append(kind)
            waiting += [(inner, page) for inner in reversed(self._kids(value))]
        self._flush()

    def _kids(self, element: dict[str, Any]) -> list[Any]:
        """The kids of an element: one, or an array of them."""
        held = element.get("K")
        direct = self.file.get(held)
        if isinstance(direct, list):
            return direct
        return [] if held is None else [held]

    def _kind(self, element: dict[str, Any]) -> str:
        kind = element.get("S")
        for _ in range(8):
            if str(kind) not in self.roles:
                break
            kind = self.file.get(self.roles[str(kind)])
        return str(kind)

    # ------------------------------------------------------------------ begin and end

    def _begin(self, kind: str, element: dict[str, Any]) -> None:
        if kind in ("Reference", "Lbl"):
            self.open.append(_Text(kind))
        elif kind not in _INLINE:
            # what was gathered before a block inside a block is a paragraph of its own
            self._flush()
            if kind == "L":
                self.lists.append(self._numbered(element))
            elif kind == "Table":
                self.tables += 1
                self.cells.append([self.tables, -1 if self._headed(element) else 0, 0])
            elif kind == "TR" and self.cells:
                self.cells[-1][1:] = [self.cells[-1][1] + 1, 0]
            elif kind in ("TH", "TD") and self.cells:
                self.cells[-1][2] += 1
            self.open.append(_Text(kind, self._cell()))

    def _numbered(self, list_: dict[str, Any]) -> bool:
        """Whether the labels of a list are bullets or its own numbers (14.8.5.5)."""
        held = self.file.get(list_.get("A"))
        attributes = held if isinstance(held, list) else [held]
        return any("ListNumbering" in self.file.dictionary(entry) for entry in attributes)

    def _headed(self, table: dict[str, Any]) -> bool:
        """Whether a table has a header row: then rows count from 0."""
        kinds = [self._kind(self.file.dictionary(kid)) for kid in self._kids(table)]
        return "THead" in kinds

    def _cell(self) -> tuple[int, int, int] | None:
        if not self.cells or not self.cells[-1][2]:
            return None
        table, row, column = self.cells[-1]
        return table, row, column

    def _end(self, kind: str) -> None:
        if kind in _INLINE and kind != "Reference":
            return
        if kind == "Reference":
            gathered = self.open.pop()
            text = "".join(gathered.parts)
            number = _NUMBER.match(text)
            self._add(f"[^{int(number[1])}]" if number else text, gathered.page)
            return
        if kind == "Lbl":
            self._label(self.open.pop())
            return
        self._flush()
        self.open.pop()
        if kind == "L":
            self.lists.pop()
        elif kind == "Table" and self.cells:
            self.cells.pop()
        elif kind == "Note":
            self.number = 0

    def _label(self, label: _Text) -> None:
        """The number of a note; the number of a passage, which is read as part of it; or the
        mark of a list's item, which is no text of the brief."""
        text = "".join(label.parts)
        if self.open[-1].kind == "Note":
            number = _NUMBER.match(text)
            self.number = int(number[1]) if number else 0
            if not number:
                self._add(text, label.page)
        elif self.lists and not self.lists[-1]:
            self.label = text.strip()
        elif not _BULLET.match(text):
            self._add(text, label.page)

    def _content(self, page: int, mcid: int) -> None:
        if not 1 <= page <= len(self.texts):
            return
        if (page, mcid) in self.used:
            raise UnreadableError("its structure holds the same text twice")
        self.used.add((page, mcid))
        self._add(self.texts[page - 1].marked.get(mcid, ""), page)

    def _add(self, text: str, page: int) -> None:
        around = self.open[-1]
        if text and not around.page:
            around.page = page
        around.parts.append(text)

    def _flush(self) -> None:
        """What was gathered of the innermost block is a paragraph."""
        gathered = self.open[-1]
        text = "".join(gathered.parts)
        gathered.parts = []
        page, gathered.page = gathered.page, 0
        if not text.strip() or gathered.kind in ("Figure", "Formula"):
            return
        if self.label:
            text, self.label = f"{self.label} {text}", ""
        if gathered.kind == "Note" or self.number:
            before = self.notes.get(self.number)
            if before is not None:
                text, page = f"{before.text} {text}", before.page
            self.notes[self.number] = Found(text, page)
        else:
            self.body.append(Found(text, page, gathered.cell))


_BULLET = re.compile(r"\s*([•–]|\d+\.)\s*\Z")
