"""What a page shows: its text by the marked content that it stands in (ISO 32000-1, 9 and 14.6).

Glyphs become text by the font's ToUnicode, and where a passage says what it reads as
(ActualText, 14.9.4) by that, as every program reads it that copies text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from briefgen.verify.pdf_file import PdfFile
from briefgen.verify.pdf_syntax import Name, Operator, Raw, Reader, text_of
from briefgen.verify.received import UnreadableError

#: Marked content inside each other.
_DEEPEST = 256
#: The most operands before an operator; arrays count as one.
_MOST_OPERANDS = 1024
#: Forms inside each other, and on one page.
_DEEPEST_FORM, _MOST_FORMS = 16, 256


class PageText(NamedTuple):
    """The text of a page: by MCID, in artifacts (running heads and feet), and what stands in
    neither; `draws` names what else is painted that may be a picture of text. What a form on
    the page shows (8.10) is text of the page: programs that stamp one put its former content
    into a form."""

    marked: dict[int, str]
    artifacts: list[str]
    stray: str
    draws: tuple[str, ...]


class _Font(NamedTuple):
    """How the bytes of a string become text."""

    width: int
    text: dict[int, str]
    legible: bool


class Fonts:
    """The fonts of a file, read once each."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self._known: dict[int, _Font] = {}

    def font(self, value: Any) -> _Font:
        """The font that a value of a resource dictionary refers to."""
        entries = self.file.dictionary(value)
        known = self._known.get(id(entries))
        if known is None:
            known = self._known[id(entries)] = self._read(entries)
        return known

    def _read(self, entries: dict[str, Any]) -> _Font:
        composite = entries.get("Subtype") == "Type0"
        source = self.file.inflate(entries.get("ToUnicode"))
        text = _to_unicode(source)
        if composite:
            return _Font(2, text, bool(text))
        # simple fonts of other programs: ASCII is in its place in nearly all encodings
        plain = {code: chr(code) for code in range(32, 256)}
        return _Font(1, plain | text, True)


_BLOCKS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{0,512})>|(\[)|(\])")
_MOST_CODES = 1 << 17


def _to_unicode(source: bytes) -> dict[int, str]:
    """The map of a ToUnicode CMap (9.10.3)."""
    found: dict[int, str] = {}
    for kind, body in _BLOCKS.findall(source):
        tokens = [_token(match) for match in _HEX.finditer(body)]
        if kind == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                found[int.from_bytes(code, "big")] = text.decode("utf-16-be", "replace")
        else:
            _ranges(tokens, found)
        if len(found) > _MOST_CODES:
            raise UnreadableError("it has a font with more letters than there are")
    return found


def _token(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        return match[0]
    digits = re.sub(rb"\s", b"", match[1])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _ranges(tokens: list[bytes], found: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(tokens):
        first, last = (int.from_bytes(token, "big") for token in tokens[at : at + 2])
        count = min(max(last - first + 1, 0), 65536)
        at += 2
        if tokens[at] == b"[":
            at += 1
            for code in range(first, first + count):
                if at >= len(tokens) or tokens[at] == b"]":
                    break
                found[code] = tokens[at].decode("utf-16-be", "replace")
                at += 1
            while at < len(tokens) and tokens[at] != b"]":
                at += 1
        else:
            start = tokens[at].decode("utf-16-be", "replace")
            for step in range(count if start else 0):
                found[first + step] = start[:-1] + chr(min(ord(start[-1]) + step, 0x10FFFF))
        at += 1


_PICTURES = {"Do": "a picture or form", "sh": "a shading", "BI": "a picture"}


def page_text(file: PdfFile, page: dict[str, Any], content: bytes, fonts: Fonts) -> PageText:
    """The text of a page whose content stream is `content`."""
    return _Interpreter(file, fonts).run(content, page.get("Resources"))


class _Interpreter:
    """Follows the operators of a page's content, and of the forms that it paints."""

    def __init__(self, file: PdfFile, fonts: Fonts) -> None:
        self.file = file
        self.fonts = fonts
        self.named_fonts: dict[str, Any] = {}
        self.properties: dict[str, Any] = {}
        self.objects: dict[str, Any] = {}
        #: The forms that were read, each once, and the one that is; the page is 0.
        self.forms: dict[int, int] = {}
        self.form = 0
        self.depth = 0
        #: In which form each MCID was met first: in another it is another's.
        self.holders: dict[int, int] = {}
        self.font: _Font | None = None
        self.saved: list[_Font | None] = []
        #: What is open: (MCID or None, whether it is an artifact, whether its glyphs are
        #: read as its ActualText).
        self.stack: list[tuple[int | None, bool, bool]] = []
        self.marked: dict[int, list[str]] = {}
        self.artifacts: list[tuple[int, list[str]]] = []  # each with the form that it is in
        self.stray: list[str] = []
        self.draws: dict[str, None] = {}

    def run(self, content: bytes, resources: Any) -> PageText:
        self._follow(content, resources)
        # What a form calls its head or foot is the page's when text of the page is in the form.
        own = {0, *self.holders.values()}
        artifacts = [("".join(parts), form in own) for form, parts in self.artifacts]
        return PageText(
            {mcid: "".join(parts) for mcid, parts in self.marked.items()},
            [text for text, ours in artifacts if ours],
            "".join([*self.stray, *(text for text, ours in artifacts if not ours)]),
            tuple(self.draws),
        )

    def _follow(self, content: bytes, resources: Any) -> None:
        held = self.file.dictionary(resources)
        self.named_fonts = self.file.dictionary(held.get("Font"))
        self.properties = self.file.dictionary(held.get("Properties"))
        self.objects = self.file.dictionary(held.get("XObject"))
        reader = Reader(content)
        operands: list[Any] = []
        for value in reader.all():
            if not isinstance(value, Operator):
                operands.append(value)
                if len(operands) > _MOST_OPERANDS:
                    raise UnreadableError("it has a page that is drawn with no operators")
                continue
            if value == "BI":
                reader.at = _after_picture(content, reader.at)
            self._operator(value, operands)
            operands = []

    def _paint(self, name: str) -> None:
        """Read the form of a name, unless it was read on this page."""
        value = self.file.get(self.objects.get(name))
        if not isinstance(value, Raw) or value.entries.get("Subtype") != "Form":
            return
        if id(value) in self.forms:
            return
        self.forms[id(value)] = len(self.forms) + 1
        if self.depth >= _DEEPEST_FORM or len(self.forms) > _MOST_FORMS:
            raise UnreadableError("it has a page that is drawn in too many layers")
        around = (self.named_fonts, self.properties, self.objects, self.font, self.form)
        opened, saved = len(self.stack), len(self.saved)
        self.depth, self.form = self.depth + 1, self.forms[id(value)]
        self._follow(self.file.inflate(value), value.entries.get("Resources"))
        self.named_fonts, self.properties, self.objects, self.font, self.form = around
        del self.stack[opened:], self.saved[saved:]
        self.depth -= 1

    def _operator(self, name: str, operands: list[Any]) -> None:
        if name == "TJ" and operands and isinstance(operands[0], list):
            self._show(part for part in operands[0] if isinstance(part, bytes))
        elif name in ("Tj", "'", '"') and operands:
            self._show(part for part in operands[-1:] if isinstance(part, bytes))
        elif name == "Tf" and operands and isinstance(operands[0], Name):
            held = self.named_fonts.get(str(operands[0]))
            self.font = self.fonts.font(held) if held is not None else None
        elif name in ("BDC", "BMC"):
            self._begin(operands)
        elif name == "EMC":
            if self.stack:
                self.stack.pop()
        elif name == "q":
            self.saved.append(self.font)
            if len(self.saved) > _DEEPEST:
                raise UnreadableError("it has a page that is drawn in too many layers")
        elif name == "Q":
            self.font = self.saved.pop() if self.saved else self.font
        elif name in _PICTURES:
            self.draws[_PICTURES[name]] = None
            if name == "Do" and operands and isinstance(operands[0], Name):
                self._paint(str(operands[0]))

    def _begin(self, operands: list[Any]) -> None:
        if len(self.stack) > _DEEPEST:
            raise UnreadableError("it has a page that is drawn in too many layers")
        tag = operands[0] if operands else ""
        held = operands[1] if len(operands) > 1 else None
        if isinstance(held, Name):
            held = self.file.dictionary(self.properties.get(str(held)))
        entries = held if isinstance(held, dict) else {}
        around = self.stack[-1] if self.stack else (None, False, False)
        mcid = entries.get("MCID")
        inside = mcid if isinstance(mcid, int) else around[0]
        artifact = around[1] or tag == "Artifact"
        if artifact and not around[1]:
            self.artifacts.append((self.form, []))
        actual = self.file.get(entries.get("ActualText"))
        if isinstance(actual, bytes) and not around[2]:
            self._put(text_of(actual), inside, artifact)
        self.stack.append((inside, artifact, around[2] or isinstance(actual, bytes)))

    def _show(self, strings: Iterable[bytes]) -> None:
        inside, artifact, silent = self.stack[-1] if self.stack else (None, False, False)
        if silent:
            return
        font = self.font
        for string in strings:
            if font is None or not font.legible:
                self._put("\ufffd" * max(1, len(string) // 2), inside, artifact)
            elif font.width == 2:
                codes = zip(string[::2], string[1::2], strict=False)
                text = font.text
                self._put(
                    "".join([text.get(high << 8 | low, "\ufffd") for high, low in codes]),
                    inside,
                    artifact,
                )
            else:
                self._put("".join([font.text.get(c, "\ufffd") for c in string]), inside, artifact)

    def _put(self, text: str, inside: int | None, artifact: bool) -> None:
        if artifact:
            self.artifacts[-1][1].append(text)
        elif inside is None or self.holders.setdefault(inside, self.form) != self.form:
            self.stray.append(text)
        else:
            self.marked.setdefault(inside, []).append(text)


def _after_picture(content: bytes, at: int) -> int:
    """Where an inline picture ends (8.9.7)."""
    end = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|\Z)").search(content, at)
    return end.end() if end is not None else len(content)
