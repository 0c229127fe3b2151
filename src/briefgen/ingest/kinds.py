"""What kind of file this is: by its first bytes, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.regex import regex

Kind = Literal["text", "markdown", "html", "eml", "pdf", "docx"]

#: How messages call a file of each kind.
NAMES: dict[Kind, str] = {
    "text": "a plain text",
    "markdown": "a Markdown text",
    "html": "a web page",
    "eml": "a mail",
    "pdf": "a PDF",
    "docx": "a Word file",
}
SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
}

#: What begins with these bytes is known and cannot be read; what to do about it.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", "save it as a Word document (.docx) or a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"II*\0", "a picture", ""),
    (b"MM\0*", "a picture", ""),
    (b"\x1f\x8b", "a packed file", "unpack it, and add the file inside"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file", "unpack it, and add the file inside"),
    (b"Rar!\x1a\x07", "a packed file", "unpack it, and add the file inside"),
    (b"bplist00", "a web archive of Safari", "save the page as HTML (page source)"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
)
_PICTURE_HINT = "have its text recognised (OCR), and add that as a PDF or a text"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# The tags by which the MIME Sniffing standard (7.1) knows a page, after white space.
_PAGE = regex(
    r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p)"
    r"[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
# Fields that a mail has and that nobody writes at the head of a text.
_MAIL_FIELD = regex(
    r"^(?:received|return-path|message-id|mime-version|content-type|delivered-to|"
    r"x-[a-z0-9-]+|snapshot-content-location|dkim-signature|content-transfer-encoding):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = regex(r"[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*")
_HEAD = 64 * 1024


def kind_of(data: bytes, name: str) -> tuple[Kind | None, str, Diagnostic | None]:
    """The kind of a file, a remark where its name says another, and otherwise why there is no
    reader for it."""
    named = SUFFIXES.get(PurePath(name).suffix.lower())
    found, problem = _by_content(data, name)
    if problem is not None:
        return None, "", problem
    if found is None:
        # Letters: the name decides what they are, unless it promises what is not there.
        kind: Kind = named if named in ("markdown", "html", "eml") else "text"
    else:
        kind = found
    remark = ""
    if named is not None and named != kind:
        ending = PurePath(name).suffix
        remark = f"By its content this is {NAMES[kind]}, though its name ends in {ending}."
    return kind, remark, None


def _by_content(data: bytes, name: str) -> tuple[Kind | None, Diagnostic | None]:
    if b"%PDF-" in data[:1024]:
        return "pdf", None
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    if data.startswith(_COMPOUND):
        return _compound(data, name)
    for magic, what, hint in _REFUSED:
        if data.startswith(magic):
            return None, no_reader(name, what, hint or _PICTURE_HINT)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return None, no_reader(name, "a picture", _PICTURE_HINT)
    head = data[:_HEAD]
    if head.startswith(_BOMS[1:]) or b"\0" in head[:64]:
        head = head.replace(b"\0", b"")  # enough to see the tags of a page in UTF-16
    for bom in _BOMS:
        head = head.removeprefix(bom)
    letters = head.decode("latin-1").replace("\r\n", "\n")
    if _PAGE.match(letters):
        return "html", None
    if _is_mail(letters):
        return "eml", None
    return None, None


def _packed(data: bytes, name: str) -> tuple[Kind | None, Diagnostic | None]:
    """What a zip file holds. Names of parts stand in it unpacked; the guard for zip files
    (`packages`) judges the rest when the file is opened."""
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return None, no_reader(name, "an OpenDocument file", "save it as a Word document (.docx)")
    if b"mimetypeapplication/epub" in data[:200]:
        return None, no_reader(name, "an e-book", "save the chapter as a web page or a PDF")
    if b"[Content_Types].xml" not in data:
        return None, no_reader(name, "a zip file", "unpack it, and add the file inside")
    if b"xl/workbook" in data:
        return None, no_reader(name, "a spreadsheet", "save the sheet as a PDF")
    if b"ppt/presentation" in data:
        return None, no_reader(name, "a set of slides", "save it as a PDF")
    return "docx", None


def _compound(data: bytes, name: str) -> tuple[Kind | None, Diagnostic | None]:
    """A compound file (MS-CFB): its directory names streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        message = f"{CODES['source-unusable']}; this one is locked with a password"
        hint = Hint("open it in Word, take the password away and save it")
        return None, Diagnostic("source-unusable", message, path=name, hints=(hint,))
    if "__substg1.0_".encode("utf-16-le") in data:
        return None, no_reader(name, "a mail in Outlook's own format", "save it as .eml")
    what = "a file in the format of Office before 2007"
    return None, no_reader(name, what, "save it as a Word document (.docx) or a PDF")


def _is_mail(head: str) -> bool:
    """Whether a mail's header stands at the beginning (RFC 5322): lines of `Name: value`, two
    of them with names that only mail programs write."""
    if head.startswith("From "):  # the line that mail boxes put before each mail
        head = head.partition("\n")[2]
    end = 0
    while line := _HEADER_LINE.match(head, end):
        end = line.end()
    return len({m[0].lower() for m in _MAIL_FIELD.finditer(head[:end])}) >= 2


def no_reader(name: str, what: str, hint: str) -> Diagnostic:
    """`source-kind`: there is no reader for a file of this kind."""
    message = f"{CODES['source-kind']}; this is {what}"
    return Diagnostic("source-kind", message, path=name, hints=(Hint(hint),))
