"""The tags of a page (ISO 32000-2, 14.7 and 14.8): which marked content is part of which
paragraph, heading, note or cell, as the program that made the file says."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefgen.record import replace

#: What a piece of text is in its document.
Role = Literal["body", "heading", "title", "caption", "note", "row", "aside"]
#: The most elements of a page that are read, and how deep.
_MOST = 50_000
_DEEPEST = 60
_ROLES: dict[str, Role] = {
    "Title": "title",
    "H": "heading",
    **{f"H{level}": "heading" for level in range(1, 10)},
    "Caption": "caption",
    "Note": "note",
    "FENote": "note",
    "Footnote": "note",
    "Endnote": "note",
}
_BLOCKS = frozenset(
    (*_ROLES, "P", "LI", "BlockQuote", "TOCI", "Code", "Formula", "Figure", "Index", "BibEntry")
)
# What begins with a label of its own.
_LABELLED = frozenset(("LI", "Note", "FENote", "Footnote", "Endnote"))


@dataclass(slots=True, eq=False)
class Unit:
    """What becomes one piece: a paragraph, a heading, a note, or a cell of a row. `order` is its
    place in the tree; cells of one row have the same `row`, pieces of one cell the same `cell`.
    `label` is that of an entry or a note, and stands before what has its order or a later one."""

    order: int
    role: Role
    row: int = 0
    cell: int = 0
    label: bool = False
    head: bool = False  # a cell at the head of a table


@dataclass(slots=True)
class _Where:
    """Where the walk through the tree is."""

    unit: Unit | None = None
    kind: str = ""
    row: int = 0
    cell: int = 0
    head: bool = False
    note: bool = False


def units_of(page: pdfium.PdfPage) -> dict[int, Unit]:
    """The unit of each marked content of a page, by its number. Empty without tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk()
        for index in range(min(raw.FPDF_StructTree_CountChildren(tree), _MOST)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                walk.element(child, _Where(), 0)
        return walk.units
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Walk:
    def __init__(self) -> None:
        self.units: dict[int, Unit] = {}
        self.count = 0

    def element(self, element: Any, where: _Where, depth: int) -> None:
        self.count += 1
        if self.count > _MOST or depth > _DEEPEST:
            return
        kind = _text(raw.FPDF_StructElement_GetType, element)
        here = self._entered(kind, where)
        for index in range(min(raw.FPDF_StructElement_CountChildren(element), _MOST)):
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                if here.unit is None:
                    here.unit = Unit(self.count, "body")
                self.units.setdefault(mark, here.unit)
                continue
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.element(child, here, depth + 1)

    def _entered(self, kind: str, where: _Where) -> _Where:
        """Where the walk is inside an element of this kind."""
        here = replace(where, kind=kind)
        role = _ROLES.get(kind, "body")
        if role == "note":
            here.note, here.row, here.cell = True, 0, 0
        if kind == "TR":
            here.row, here.cell, here.unit = self.count, 0, None
        elif kind in ("TD", "TH") and here.row:
            here.cell, here.head = self.count, kind == "TH"
            here.unit = Unit(self.count, "row", here.row, here.cell, head=here.head)
        elif kind == "Lbl" and where.kind in _LABELLED and where.unit is not None:
            here.unit = replace(where.unit, label=True)
        elif kind in _BLOCKS:
            if here.row and here.cell:
                here.unit = Unit(self.count, "row", here.row, here.cell, head=here.head)
            else:
                here.unit = Unit(self.count, "note" if here.note else role)
        return here


def _text(get: Callable[..., int], element: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    length = get(element, buffer, 128)
    return bytes(buffer)[: max(min(length, 128) - 2, 0)].decode("utf-16-le", "replace")
