"""PDF objects and the file that holds them, on reportlab's `pdfdoc`.

reportlab gives the file its header, identifier, cross-reference table and trailer; the objects
themselves are written here as PDF source, which is quicker and lets tags and conformance be
ordinary entries instead of patches. Most of them are tags, several hundred in a brief, so they
do not become reportlab's objects one by one.
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


class File:
    """A PDF file in the making."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        """The number of a new object, to be given its source by `fill`."""
        return self.add(b"null")

    def add(self, data: bytes | str) -> int:
        """The number of a new object with this source."""
        self._objects.append(data.encode("latin-1") if isinstance(data, str) else data)
        return len(self._objects)

    def fill(self, number: int, data: bytes | str) -> None:
        """Give a reserved object its source."""
        self._objects[number - 1] = data.encode("latin-1") if isinstance(data, str) else data

    def stream(self, data: bytes, entries: str = "", *, level: int = 6) -> int:
        """The number of a new stream, deflated unless `level` is 0."""
        if level:
            data = zlib.compress(data, level)
            entries += "/Filter/FlateDecode"
        return self.add(stream_source(data, entries))

    def save(self, catalog: str, info: str) -> bytes:
        """The file's bytes, with these entries in the catalog and the information."""
        # invariant: no clock and no process may show in the bytes
        document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7), dummyoutline=1)
        # The ID (ISO 32000-1 14.4) says which content it is.
        document.updateSignature(
            hashlib.md5(b"".join(self._objects), usedforsecurity=False).digest()
        )
        root = self.add(f"<</Type/Catalog{catalog}>>")
        about = self.add(f"<<{info}>>")
        file = pdfdoc.PDFFile((1, 7))
        names = []
        for number, data in enumerate(self._objects, 1):
            names.append(name := f"R{number}")
            document.idToObjectNumberAndVersion[name] = (number, 0)
            end = b"" if data.endswith(b"\n") else b"\n"
            document.idToOffset[name] = file.add(b"%d 0 obj\n%b%bendobj\n" % (number, data, end))
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        trailer = pdfdoc.PDFTrailer(
            startxref=file.add(table.format(document)),
            Size=len(self._objects) + 1,
            Root=pdfdoc.PDFObjectReference(names[root - 1]),
            Info=pdfdoc.PDFObjectReference(names[about - 1]),
            ID=document.ID(),
        )
        file.add(trailer.format(document))
        whole: bytes = file.format(document)
        return whole


def stream_source(data: bytes, entries: str) -> bytes:
    """A stream object. The line end before `endstream` is not counted in the length
    and is demanded by ISO 19005-3 6.1.7.1."""
    head = f"<</Length {len(data)}{entries}>>\nstream\r\n".encode("latin-1")
    return head + data + b"\r\nendstream"
