"""The process in which a PDF is opened.

pdfium is written in C++, and a hostile file may make it crash, hang or ask for all the memory
there is. So it runs in a process of its own with bounds on memory and time: the file comes on
standard input, what was read goes out as JSON.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefgen.ingest.pdf.assembly import Assembled, Sheet, assembled, pages_in_words, sheet_of
from briefgen.ingest.pdf.exchange import as_data
from briefgen.ingest.pdf.page import SPACES, Page, read_page
from briefgen.ingest.pdf.properties import proposals
from briefgen.ingest.reading import Proposal, Reading, counted
from briefgen.ingest.shapes import proposals as stated

#: Address space in bytes, and seconds of processor time. 500 pages of close print in two columns
#: (two million letters) take 23 seconds and 110 MB.
MEMORY = 1 << 30
SECONDS = 150
#: The most pages, and characters, that a source may have.
PAGES = 2_000
CHARACTERS = 10_000_000


class RefusedError(Exception):
    """Why a file is not read: a reason of the parent's `REASONS`, and what it counts."""

    def __init__(self, reason: str, count: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.count = count


def main() -> None:
    """Read a PDF from standard input and write what it says to standard output."""
    data = sys.stdin.buffer.read()
    bound()
    gc.disable()  # nothing here lives in circles, and to search for them takes a fifth of the time
    try:
        answer: dict[str, Any] = {"reading": as_data(read(data))}
    except RefusedError as refused:
        answer = {"refused": refused.reason, "count": refused.count}
    except MemoryError:
        answer = {"refused": "memory", "count": 0}
    json.dump(answer, sys.stdout)
    sys.stdout.flush()


def bound() -> None:
    """Bounds on memory and time, where the platform knows them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_AS, MEMORY),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


def read(data: bytes) -> Reading:
    """A PDF as a reading. Raises `RefusedError`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        raise RefusedError("locked" if locked else "damaged") from None
    count = len(document)
    if not count:
        raise RefusedError("damaged")
    if count > PAGES:
        raise RefusedError("pages", count)
    sheets: list[Sheet] = []
    seen = _Seen()
    for index in range(count):
        try:
            page = read_page(document, index)
        except pdfium.PdfiumError:
            seen.unread.append(index + 1)
            continue
        sheets.append(sheet_of(page))
        unknown = sum(line.text.count("\ufffd") for line in sheets[-1].lines)
        seen.look(page, unknown, document, index)
        if seen.characters > CHARACTERS:
            raise RefusedError("characters", CHARACTERS)
    if not sheets:
        raise RefusedError("damaged")
    seen.judge()
    made = assembled(sheets)
    if not made.blocks:
        raise RefusedError("empty")
    information = document.get_metadata_dict()
    proposed = [
        Proposal("title", block.text, f"the largest heading of page {block.page}")
        for block in made.blocks
        if block.kind == "title"
    ]
    proposed += [p for p in stated(made.blocks) if p.field != "title"]
    proposed += proposals(information, _language(document), data)
    return Reading(made.blocks, tuple(proposed), tuple(_remarks(made, seen, document)))


class _Seen:
    """What was noticed on the pages, for the remarks."""

    def __init__(self) -> None:
        self.characters = 0
        self.unmapped = 0
        self.garbled: list[int] = []
        self.pictures: list[int] = []
        self.recognised: list[int] = []
        self.unread: list[int] = []
        self.blank: list[int] = []
        self.hidden: dict[str, list[int]] = {}
        self.letters: Counter[str] = Counter()
        self.notes = 0
        self.fields = 0

    def look(self, page: Page, unknown: int, document: pdfium.PdfDocument, index: int) -> None:
        """Looks at a page, of whose signs so many are unknown."""
        letters = sum(g.char not in SPACES for g in (*page.glyphs, *page.aside))
        self.characters += letters
        self.unmapped += unknown
        for reason, count in page.hidden.items():
            self.hidden.setdefault(reason, []).append(page.number)
            self.letters[reason] += count
        if unknown > 0.2 * max(letters, 1):
            self.garbled.append(page.number)
        if letters < 20:
            covered = sum(box.area for box in page.pictures)
            if covered > 0.3 * page.width * page.height:
                self.pictures.append(page.number)
            elif not letters:
                self.blank.append(page.number)
        elif page.recognised:
            self.recognised.append(page.number)
        self._annotations(document, index)

    def _annotations(self, document: pdfium.PdfDocument, index: int) -> None:
        page = document[index]
        for place in range(min(raw.FPDFPage_GetAnnotCount(page), 1000)):
            note = raw.FPDFPage_GetAnnot(page, place)
            if note:
                kind = raw.FPDFAnnot_GetSubtype(note)
                self.notes += kind in _COMMENTS
                self.fields += kind == raw.FPDF_ANNOT_WIDGET
                raw.FPDFPage_CloseAnnot(note)
        page.close()

    def judge(self) -> None:
        """Refuses a file that has no text to archive."""
        if self.characters < 20 and self.pictures:
            raise RefusedError("scan", len(self.pictures))
        if not self.characters:
            raise RefusedError("empty")
        if self.unmapped > 0.5 * self.characters:
            raise RefusedError("garbled")


_COMMENTS = frozenset(
    (
        raw.FPDF_ANNOT_TEXT,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_STRIKEOUT,
        raw.FPDF_ANNOT_SQUIGGLY,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_CARET,
        raw.FPDF_ANNOT_INK,
    )
)


def _remarks(made: Assembled, seen: _Seen, document: pdfium.PdfDocument) -> Iterator[str]:
    if seen.pictures:
        on = pages_in_words(seen.pictures)
        yield f"On {on} stand pictures without text, as of a scan: nothing of them is archived."
    if seen.unread:
        yield f"What stands on {pages_in_words(seen.unread)} cannot be read: the file is damaged."
    if seen.garbled:
        on = pages_in_words(seen.garbled)
        yield f"On {on} the file does not say which letters its signs are; they show as �."
    elif seen.unmapped:
        yield f"{counted(seen.unmapped, 'sign', 'signs')} could not be told; they show as �."
    if seen.recognised:
        on = pages_in_words(seen.recognised)
        yield f"The text of {on} was recognised from a picture (OCR): compare quotes with it."
    for reason, pages in seen.hidden.items():
        many = counted(seen.letters[reason], "character", "characters")
        yield f"{many} {reason} on {pages_in_words(pages)} were left out."
    for item in made.furniture:
        what = "head" if item.top else "foot"
        on = pages_in_words(item.pages)
        if item.numbers:
            yield f"Page numbers on {on} were left out."
        elif len(item.pages) > 1:
            yield f"The running {what} “{item.text[:80]}” of {on} is kept once, as boilerplate."
    if made.notes:
        yield f"{counted(made.notes, 'footnote', 'footnotes')} follow the text of their pages."
    if made.words.marks:
        yield f"{counted(made.words.marks, 'mark', 'marks')} of notes in the text were left out."
    if made.rows:
        yield f"{counted(made.rows, 'row', 'rows')} of tables became a passage each."
    if made.words.closed:
        yield (
            f"{counted(made.words.closed.total(), 'word', 'words')} broken at the end of a line "
            f"were put together: {_some(made.words.closed)}."
        )
    if made.words.kept:
        yield f"Hyphens at the end of a line were kept in {_some(made.words.kept)}."
    if seen.notes:
        yield f"{counted(seen.notes, 'comment or markup', 'comments and markups')} were left out."
    if seen.fields:
        yield f"{counted(seen.fields, 'form field', 'form fields')} were left out."
    if attached := document.count_attachments():
        yield f"{counted(attached, 'attached file', 'attached files')} were left out."


def _some(words: Counter[str]) -> str:
    shown = [f"“{word}”" for word, _ in words.most_common(8)]
    return ", ".join(shown) + (" and others" if len(words) > 8 else "")


def _language(document: pdfium.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length <= 200:
        return ""
    buffer = (ctypes.c_ushort * length)()
    raw.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
