"""PDF objects from bytes (ISO 32000-1, 7.2 and 7.3).

Names are `Name`, references `Ref`, strings `bytes`; dictionaries, arrays, numbers, booleans
and null are Python's. Operators of content streams are `Operator`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefgen.verify.received import UnreadableError

#: Arrays and dictionaries inside each other; real files have a handful.
MAX_DEPTH = 64


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Operator(str):
    """A word that is no object: an operator of a content stream, or `obj`, `endobj`, ..."""

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to an indirect object."""

    number: int
    generation: int


class Raw(NamedTuple):
    """A stream: its dictionary, and its bytes as they are stored."""

    entries: dict[str, Any]
    data: bytes


_REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    # possessive: what cannot be read must not be tried again in every other way
    rb"(?:[\x00\t\n\f\r ]++|%[^\r\n]*+)*+(?:"
    rb"(?P<ref>(\d{1,10})[\x00\t\n\f\r ]++(\d{1,5})[\x00\t\n\f\r ]++R(?!" + _REGULAR + rb"))"
    rb"|(?P<number>[+-]?(?:\d++\.?\d*+|\.\d++)(?!" + _REGULAR + rb"))"
    rb"|/(?P<name>" + _REGULAR + rb"*)"
    rb"|\((?P<plain>[^()\\\r]*)\)"
    rb"|(?P<dict><<)|(?P<enddict>>>)|(?P<array>\[)|(?P<endarray>\])"
    rb"|<(?P<hex>[0-9A-Fa-f\x00\t\n\f\r ]*)>"
    rb"|(?P<string>\()"
    rb"|(?P<word>" + _REGULAR + rb"+|[{})>]))"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}
_END = object()


class Reader:
    """Reads objects one after the other from `data`, beginning at `at`."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def object(self) -> Any:
        """The next object or operator. Raises `UnreadableError` at the end of the data and
        where nothing makes sense."""
        value = self._next(0)
        if value is _END:
            raise UnreadableError("it ends in the middle of an object")
        return value

    def all(self) -> Iterator[Any]:
        """All objects and operators to the end of the data."""
        while (value := self._next(0)) is not _END:
            yield value

    def _next(self, depth: int) -> Any:
        match = _TOKEN.match(self.data, self.at)
        if match is None:
            rest = self.data[self.at : self.at + 4096]
            if not rest.strip(b"\0\t\n\f\r ") or rest.lstrip().startswith(b"%"):
                return _END
            raise UnreadableError("it has bytes that are no PDF objects")
        self.at = match.end()
        kind = match.lastgroup
        found = match[kind] if kind is not None else b""
        if kind == "ref":
            # the groups inside are the two numbers
            return Ref(int(match[2]), int(match[3]))
        if kind == "number":
            return _number(found)
        if kind == "name":
            return Name(_name(found))
        if kind == "plain":
            return found
        if kind == "hex":
            digits = re.sub(rb"[\x00\t\n\f\r ]", b"", found)
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if kind == "string":
            return self._string()
        if kind == "word":
            return _WORDS[found] if found in _WORDS else Operator(found.decode("latin-1"))
        if depth > MAX_DEPTH:
            raise UnreadableError("its objects are nested too deeply")
        if kind == "array":
            return self._until("]", depth + 1)
        if kind == "dict":
            return self._dictionary(depth + 1)
        return Operator("]" if kind == "endarray" else ">>")

    def _until(self, end: str, depth: int) -> list[Any]:
        held: list[Any] = []
        while True:
            value = self._next(depth)
            if value is _END:
                raise UnreadableError("it ends in the middle of an object")
            if isinstance(value, Operator):
                if value == end:
                    return held
                raise UnreadableError("it has an array or dictionary that does not end")
            held.append(value)

    def _dictionary(self, depth: int) -> dict[str, Any]:
        held = self._until(">>", depth)
        if len(held) % 2 or not all(isinstance(key, Name) for key in held[::2]):
            raise UnreadableError("it has a dictionary whose keys are no names")
        return {str(key): value for key, value in zip(held[::2], held[1::2], strict=True)}

    def _string(self) -> bytes:
        """A string in parentheses, with escapes and parentheses in it (7.3.4.2)."""
        data, at, depth = self.data, self.at, 1
        out = bytearray()
        while True:
            special = _SPECIAL.search(data, at)
            if special is None:
                raise UnreadableError("it ends in the middle of a string")
            out += data[at : special.start()]
            at = special.end()
            found = special[0]
            if found == b"(":
                depth += 1
                out += found
            elif found == b")":
                depth -= 1
                if not depth:
                    self.at = at
                    return bytes(out)
                out += found
            elif found[:1] == b"\r":
                out += b"\n"
            elif found[1:2].isdigit():
                out.append(int(found[1:], 8) & 255)
            else:
                out += _ESCAPES.get(found[1:], found[1:])


_SPECIAL = re.compile(rb"\\[0-7]{1,3}|\\(?:\r\n|[\s\S])|[()]|\r\n?")
_ESCAPES = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f",
    b"\n": b"", b"\r": b"", b"\r\n": b"",
}  # fmt: skip


def _number(found: bytes) -> int | float:
    if len(found) > 64:
        raise UnreadableError("it has a number of more digits than any file needs")
    return float(found) if b"." in found else int(found)


def _name(found: bytes) -> str:
    if b"#" in found:
        found = _ESCAPED.sub(lambda match: bytes.fromhex(match[1].decode()), found)
    return found.decode("latin-1")


def text_of(value: object) -> str:
    """The text of a text string (7.9.2.2): UTF-16 or UTF-8 with a byte order mark, else
    PDFDocEncoding, of which Latin-1 is the part that matters here."""
    if not isinstance(value, bytes):
        return ""
    if value[:2] == b"\xfe\xff":
        return value[2:].decode("utf-16-be", "replace")
    if value[:2] == b"\xff\xfe":
        return value[2:].decode("utf-16-le", "replace")
    if value[:3] == b"\xef\xbb\xbf":
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")
