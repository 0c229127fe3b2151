"""PDF objects and the file that holds them, on reportlab's `pdfdoc`.

reportlab numbers the objects, writes the cross-reference table, catalog and trailer; the
objects themselves are written here as PDF source, which is quicker and lets tags and
conformance be ordinary entries instead of patches.
"""

from __future__ import annotations

import hashlib
import zlib

from reportlab.pdfbase import pdfdoc

_LITERAL = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def text_string(text: str) -> str:
    """A PDF text string (ISO 32000-1 7.9.2.2): ASCII as it is, all else as UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_LITERAL)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def byte_string(text: str) -> str:
    """A PDF byte string of the text in UTF-8, for names of destinations."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_LITERAL)})"
    return f"<{text.encode('utf-8', 'replace').hex().upper()}>"


def number(value: float) -> str:
    """A length with at most two decimals."""
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object given as PDF source; `data` may be set after the object is numbered."""

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: object) -> bytes:
        """The object's source, as reportlab asks for it."""
        return self.data


class File:
    """A PDF file in the making."""

    def __init__(self) -> None:
        # invariant: no clock and no process may show in the bytes
        self._document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7), dummyoutline=1)
        self._document.Catalog = Raw()
        self._objects: list[Raw] = []

    def reserve(self) -> int:
        """The number of a new object, to be given its source by `fill`."""
        return self.add(b"null")

    def add(self, data: bytes | str) -> int:
        """The number of a new object with this source."""
        raw = Raw(data.encode("latin-1") if isinstance(data, str) else data)
        self._document.Reference(raw)
        self._objects.append(raw)
        return int(self._document.objectcounter)

    def fill(self, number: int, data: bytes | str) -> None:
        """Give a reserved object its source."""
        raw = self._document.idToObject[self._document.numberToId[number]]
        raw.data = data.encode("latin-1") if isinstance(data, str) else data

    def stream(self, data: bytes, entries: str = "", *, level: int = 6) -> int:
        """The number of a new stream, deflated unless `level` is 0."""
        if level:
            data = zlib.compress(data, level)
            entries += "/Filter/FlateDecode"
        return self.add(stream_source(data, entries))

    def save(self, catalog: str, info: str) -> bytes:
        """The file's bytes, with these entries in the catalog and the information."""
        document = self._document
        document.Catalog.data = f"<</Type/Catalog{catalog}>>".encode("latin-1")
        document.info = Raw(f"<<{info}>>".encode("latin-1"))
        # The ID (ISO 32000-1 14.4) says which content it is.
        digest = hashlib.md5(usedforsecurity=False)
        for raw in self._objects:
            digest.update(raw.data)
        document.updateSignature(digest.digest())
        data: bytes = document.format()
        return data


def stream_source(data: bytes, entries: str) -> bytes:
    """A stream object. The line end before `endstream` is not counted in the length
    and is demanded by ISO 19005-3 6.1.7.1."""
    head = f"<</Length {len(data)}{entries}>>\nstream\r\n".encode("latin-1")
    return head + data + b"\r\nendstream"
