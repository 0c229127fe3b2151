"""The structure tree as pdfium reads it: a reader that shares no line with the writer, nor
with our own reading in `reading.py`.

pdfium gives a tree for each page. The text of an element is that of the page objects with its
MCIDs, in the order of the page; ActualText stands for the glyphs that it covers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass
class Node:
    """An element on one page, with what it says of itself, and its kids in reading order."""

    kind: str
    lang: str
    alt: str
    ident: str
    kids: list[str | Node] = field(default_factory=list)

    def outline(self, depth: int = 0) -> Iterator[str]:
        """A line for the element, then what it holds."""
        told = (("lang", self.lang), ("alt", self.alt), ("id", self.ident))
        says = "".join(f" {name}={value!r}" for name, value in told if value)
        yield f"{'  ' * depth}{self.kind}{says}"
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.outline(depth + 1)
            elif kid.strip():
                yield f"{'  ' * (depth + 1)}“{' '.join(kid.split())}”"

    def text(self) -> str:
        """All text, in reading order."""
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)


@dataclass
class PageTree:
    """A page: its elements, the text that no element has, and content that has no mark."""

    roots: list[Node]
    orphans: list[str]
    unmarked: int


def pages(data: bytes) -> list[PageTree]:
    """The structure of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def dump(data: bytes) -> str:
    """The whole structure as text, page by page."""
    lines: list[str] = []
    for number, page in enumerate(pages(data), 1):
        assert page.orphans == []
        assert page.unmarked == 0
        lines.append(f"page {number}")
        for root in page.roots:
            lines.extend(root.outline(1))
    return "\n".join(lines) + "\n"


def _page(page: pypdfium2.PdfPage) -> PageTree:
    texts, unmarked = _marked(page)
    used: set[int] = set()
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = [
            _node(pdfium.FPDF_StructTree_GetChildAtIndex(tree, i), texts, used)
            for i in range(count)
        ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    orphans = [text for mcid, text in texts.items() if mcid not in used]
    return PageTree(roots, orphans, unmarked)


def _node(element: Any, texts: dict[int, str], used: set[int]) -> Node:
    node = Node(
        _utf16(pdfium.FPDF_StructElement_GetType, element),
        _utf16(pdfium.FPDF_StructElement_GetLang, element),
        _utf16(pdfium.FPDF_StructElement_GetAltText, element),
        _utf16(pdfium.FPDF_StructElement_GetID, element),
    )
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            node.kids.append(_node(child, texts, used))
            continue
        mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mcid >= 0:
            used.add(mcid)
            node.kids.append(texts.get(mcid, ""))
    return node


def _marked(page: pypdfium2.PdfPage) -> tuple[dict[int, str], int]:
    """The text by MCID, and how many objects are neither marked nor artifacts."""
    shown = page.get_textpage()
    texts: dict[int, str] = {}
    unmarked = 0
    covered: Any = None
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        marks = [
            pdfium.FPDFPageObj_GetMark(item, i) for i in range(pdfium.FPDFPageObj_CountMarks(item))
        ]
        names = [_named(mark) for mark in marks]
        mcid = next((m for mark in marks if (m := _mcid(mark)) is not None), None)
        if mcid is None:
            unmarked += "Artifact" not in names
            continue
        texts.setdefault(mcid, "")
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        actual = [(i, a) for i, mark in enumerate(marks) if (a := _actual(mark)) is not None]
        if actual:
            # several objects can share one mark: its text counts once
            address = ctypes.addressof(marks[actual[0][0]].contents)
            if address != covered:
                texts[mcid] += actual[0][1]
            covered = address
            continue
        covered = None
        texts[mcid] += _object_text(item, shown.raw)
    return texts, unmarked


def _object_text(item: Any, shown: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item, shown, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFTextObj_GetText(item, shown, pointer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _utf16(function: Callable[..., int], element: Any) -> str:
    size = function(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _named(mark: Any) -> str:
    size = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(200)
    pointer = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFPageObjMark_GetName(mark, pointer, 200, ctypes.byref(size))
    return buffer.raw[: max(0, size.value - 2)].decode("utf-16-le")


def _mcid(mark: Any) -> int | None:
    value = ctypes.c_int()
    found = pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", ctypes.byref(value))
    return value.value if found else None


def _actual(mark: Any) -> str | None:
    """The ActualText of a mark, a PDF text string (ISO 32000-1 7.9.2.2)."""
    size = ctypes.c_ulong()
    key = b"ActualText"
    if not pdfium.FPDFPageObjMark_GetParamBlobValue(mark, key, None, 0, ctypes.byref(size)):
        return None
    buffer = (ctypes.c_ubyte * size.value)()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, key, buffer, size.value, ctypes.byref(size))
    raw = bytes(buffer)
    return raw[2:].decode("utf-16-be") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")
