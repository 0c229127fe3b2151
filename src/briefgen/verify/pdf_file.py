"""A PDF file: its cross-references, objects and streams (ISO 32000-1, 7.5).

Every object is read when it is asked for, and what streams inflate to is counted: a small
file cannot fill the memory. Damaged files are not repaired; a repair would be a guess.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from briefgen.verify.pdf_syntax import Operator, Raw, Reader, Ref
from briefgen.verify.received import UnreadableError

#: The most bytes that a file may have, and that all its streams may inflate to.
MAX_FILE = 128 << 20
MAX_INFLATED = 128 << 20
MAX_OBJECTS = 500_000
MAX_PAGES = 20_000
#: Earlier versions of a file that were saved into it one after the other.
MAX_UPDATES = 1000

_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


class PdfFile:
    """A file that was opened. Raises `UnreadableError` for what is no PDF, is encrypted,
    damaged or cut short, or would be too large."""

    def __init__(self, data: bytes) -> None:
        if b"%PDF-" not in data[:1024]:
            raise UnreadableError("it is no PDF")
        if len(data) > MAX_FILE:
            raise UnreadableError(f"it is larger than {MAX_FILE >> 20} MiB")
        self.data = data
        self.inflated = 0
        #: Of each object: its offset, or the object stream and the place in it.
        self.places: dict[int, int | tuple[int, int]] = {}
        self.trailer: dict[str, Any] = {}
        self._held: dict[int, Any] = {}
        self._packed: dict[int, list[Any]] = {}
        self._reading: set[int] = set()
        self._read_references()
        if "Encrypt" in self.trailer:
            raise UnreadableError("it is encrypted: remove the password first")
        self.catalog = self.dictionary(self.trailer.get("Root"))
        if not self.catalog:
            raise UnreadableError("it is damaged: it has no catalog")

    # ------------------------------------------------------------- cross-references

    def _read_references(self) -> None:
        tail = self.data.rfind(b"startxref")
        found = (
            re.match(rb"startxref\s*(\d{1,12})", self.data[tail : tail + 64]) if tail >= 0 else None
        )
        if found is None or b"%%EOF" not in self.data[tail:]:
            raise UnreadableError("it is cut short or damaged: its end is missing")
        waiting = [int(found[1])]
        seen: set[int] = set()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            if at >= len(self.data) or len(seen) > MAX_UPDATES:
                raise UnreadableError("it is damaged: its table of objects is not where it says")
            seen.add(at)
            trailer = self._section(at)
            for key, value in trailer.items():
                self.trailer.setdefault(key, value)
            for key in ("Prev", "XRefStm"):
                if isinstance(trailer.get(key), int) and trailer[key] >= 0:
                    waiting.append(trailer[key])

    def _section(self, at: int) -> dict[str, Any]:
        reader = Reader(self.data, at)
        first = reader.object()
        if first == "xref" and isinstance(first, Operator):
            return self._table(reader)
        return self._reference_stream(at)

    def _table(self, reader: Reader) -> dict[str, Any]:
        """A table (7.5.4); entries of newer sections were read before and hold."""
        while (start := reader.object()) != "trailer":
            count = reader.object()
            if not isinstance(start, int) or not isinstance(count, int):
                break
            for number in range(start, start + count):
                entry = (reader.object(), reader.object(), reader.object())
                if entry[2] == "n" and isinstance(entry[0], int):
                    self._place(number, entry[0])
                elif entry[2] == "f":
                    self._place(number, -1)
        trailer = reader.object()
        if not isinstance(trailer, dict):
            raise UnreadableError("it is damaged: it has no trailer")
        return trailer

    def _reference_stream(self, at: int) -> dict[str, Any]:
        """A cross-reference stream (7.5.8)."""
        stream = self._object_at(at, None)
        if not isinstance(stream, Raw) or stream.entries.get("Type") != "XRef":
            raise UnreadableError("it is damaged: its table of objects is not where it says")
        widths = stream.entries.get("W", [])
        if not _whole_numbers(widths) or len(widths) < 3 or max(widths) > 8 or sum(widths) < 1:
            raise UnreadableError("it is damaged: its table of objects makes no sense")
        one, two, three = widths[:3]
        data = self.inflate(stream)
        index = stream.entries.get("Index", [0, stream.entries.get("Size", 0)])
        if not _whole_numbers(index):
            raise UnreadableError("it is damaged: its table of objects makes no sense")
        step, place = sum(widths), 0
        for start, count in zip(index[::2], index[1::2], strict=False):
            for number in range(start, start + count):
                row = data[place : place + step]
                if len(row) < step:
                    break
                place += step
                kind = int.from_bytes(row[:one], "big") if one else 1
                second = int.from_bytes(row[one : one + two], "big")
                third = int.from_bytes(row[one + two : one + two + three], "big")
                self._place(number, (second, third) if kind == 2 else second if kind == 1 else -1)
        return stream.entries

    def _place(self, number: int, place: int | tuple[int, int]) -> None:
        if len(self.places) > MAX_OBJECTS:
            raise UnreadableError("it has more objects than any brief")
        self.places.setdefault(number, place)

    # ---------------------------------------------------------------------- objects

    def get(self, value: Any) -> Any:
        """The value, or the object that it refers to; null for one that is not there."""
        for _ in range(32):
            if not isinstance(value, Ref):
                return value
            value = self._object(value.number)
        raise UnreadableError("its objects refer to each other in circles")

    def dictionary(self, value: Any) -> dict[str, Any]:
        """The dictionary (of a stream, too) that the value is or refers to; else an empty one."""
        value = self.get(value)
        if isinstance(value, Raw):
            return value.entries
        return value if isinstance(value, dict) else {}

    def array(self, value: Any) -> list[Any]:
        """The array that the value is or refers to; else an empty one."""
        value = self.get(value)
        return value if isinstance(value, list) else []

    def _object(self, number: int) -> Any:
        if number in self._held:
            return self._held[number]
        place = self.places.get(number, -1)
        if number in self._reading:
            raise UnreadableError("its objects refer to each other in circles")
        self._reading.add(number)
        try:
            if isinstance(place, tuple):
                value = self._from_stream(*place)
            else:
                value = None if place < 0 else self._object_at(place, number)
        finally:
            self._reading.discard(number)
        self._held[number] = value
        return value

    def _object_at(self, at: int, number: int | None) -> Any:
        reader = Reader(self.data, at)
        head = (reader.object(), reader.object(), reader.object())
        if head[2] != "obj" or (number is not None and head[0] != number):
            raise UnreadableError("it is damaged: an object is not where it should be")
        value = reader.object()
        following = re.compile(rb"[\x00\t\n\f\r ]*stream(\r\n|\n|\r)").match(self.data, reader.at)
        if not isinstance(value, dict) or following is None:
            return value
        start = following.end()
        length = self.get(value.get("Length"))
        if isinstance(length, int) and 0 <= length <= len(self.data) - start:
            after = self.data[start + length : start + length + 16].lstrip()
            if after.startswith(b"endstream"):
                return Raw(value, self.data[start : start + length])
        end = self.data.find(b"endstream", start)
        if end < 0:
            raise UnreadableError("it is cut short or damaged: a stream does not end")
        return Raw(value, self.data[start:end])

    def _from_stream(self, holder: int, index: int) -> Any:
        """An object of an object stream (7.5.7)."""
        held = self._packed.get(holder)
        if held is None:
            stream = self._object(holder)
            if not isinstance(stream, Raw):
                raise UnreadableError("it is damaged: an object is not where it should be")
            data = self.inflate(stream)
            first, count = self.get(stream.entries.get("First")), self.get(stream.entries.get("N"))
            if not isinstance(first, int) or not isinstance(count, int) or count > MAX_OBJECTS:
                raise UnreadableError("it is damaged: an object is not where it should be")
            heads = Reader(data[:first])
            offsets = [(heads.object(), heads.object())[1] for _ in range(count)]
            if not _whole_numbers(offsets):
                raise UnreadableError("it is damaged: an object is not where it should be")
            held = [Reader(data, first + offset).object() for offset in offsets]
            self._packed[holder] = held
        if not 0 <= index < len(held):
            raise UnreadableError("it is damaged: an object is not where it should be")
        return held[index]

    # ---------------------------------------------------------------------- streams

    def inflate(self, value: Any) -> bytes:
        """The content of a stream without its filters (7.4): Flate with its predictors, and
        the two that write bytes as letters."""
        stream = self.get(value)
        if not isinstance(stream, Raw):
            return b""
        filters = self.get(stream.entries.get("Filter"))
        names = [] if filters is None else filters if isinstance(filters, list) else [filters]
        told = self.get(stream.entries.get("DecodeParms"))
        parameters = told if isinstance(told, list) else [told] * len(names)
        data = stream.data
        if len(names) > 8:
            raise UnreadableError("it has a stream with too many filters")
        for place, name in enumerate(names):
            name = self.get(name)
            if name in ("FlateDecode", "Fl"):
                held = self.dictionary(parameters[place] if place < len(parameters) else None)
                data = _unpredicted(self._inflated(data), held)
            elif name in ("ASCIIHexDecode", "AHx"):
                data = _from_hex(data)
            elif name in ("ASCII85Decode", "A85"):
                data = _from_85(data)
            else:
                raise UnreadableError(f"it has a stream packed with {str(name)[:40]}")
        return data

    def _inflated(self, data: bytes) -> bytes:
        unpacking = zlib.decompressobj()
        room = MAX_INFLATED - self.inflated
        try:
            found = unpacking.decompress(data, max(room, 1))
        except zlib.error:
            raise UnreadableError("it is damaged: a stream cannot be unpacked") from None
        self.inflated += len(found)
        if unpacking.unconsumed_tail:
            raise UnreadableError("it would unpack to far more than it should")
        if not unpacking.eof:
            raise UnreadableError("it is damaged: a stream is cut short")
        return found

    # ------------------------------------------------------------------------ pages

    def pages(self) -> list[tuple[Ref | None, dict[str, Any]]]:
        """Every page with its reference, in order, with what it inherits (7.7.3.4)."""
        found: list[tuple[Ref | None, dict[str, Any]]] = []
        waiting: list[tuple[Any, dict[str, Any]]] = [(self.catalog.get("Pages"), {})]
        seen: set[Ref] = set()
        while waiting:
            value, inherited = waiting.pop()
            if isinstance(value, Ref):
                if value in seen:
                    raise UnreadableError("its pages refer to each other in circles")
                seen.add(value)
            node = self.dictionary(value)
            if not node:
                continue
            if "Kids" in node:
                passed = {**inherited, **{k: node[k] for k in _INHERITED if k in node}}
                waiting += [(kid, passed) for kid in reversed(self.array(node["Kids"]))]
            else:
                found.append((value if isinstance(value, Ref) else None, {**inherited, **node}))
            if len(found) > MAX_PAGES or len(waiting) > MAX_OBJECTS:
                raise UnreadableError("it has more pages than any brief")
        return found

    def name_tree(self, value: Any) -> Iterator[tuple[bytes, Any]]:
        """The entries of a name tree (7.9.6)."""
        waiting, steps = [value], 0
        while waiting:
            node = self.dictionary(waiting.pop())
            names = self.array(node.get("Names"))
            for key, held in zip(names[::2], names[1::2], strict=False):
                key = self.get(key)
                if isinstance(key, bytes):
                    yield key, held
            waiting += self.array(node.get("Kids"))
            steps += 1
            if steps > 10_000:
                raise UnreadableError("its names refer to each other in circles")


def _whole_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, int) and 0 <= v < 1 << 40 for v in value)


def _from_hex(data: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _from_85(data: bytes) -> bytes:
    import base64

    body = data.strip().removeprefix(b"<~").partition(b"~>")[0]
    try:
        return base64.a85decode(body)
    except ValueError:
        raise UnreadableError("it is damaged: a stream cannot be unpacked") from None


def _unpredicted(data: bytes, parameters: dict[str, Any]) -> bytes:
    """The data before a predictor of PNG's was applied (7.4.4.4); others are not in use for
    what is read here."""
    predictor = parameters.get("Predictor", 1)
    if predictor == 1:
        return data
    columns = parameters.get("Columns", 1)
    colours, bits = parameters.get("Colors", 1), parameters.get("BitsPerComponent", 8)
    if not _whole_numbers([predictor, columns, colours, bits]) or predictor < 10 or bits != 8:
        raise UnreadableError("it has a stream packed in a way that is not known here")
    width = columns * colours
    if not 0 < width <= 1 << 20:
        raise UnreadableError("it is damaged: a stream cannot be unpacked")
    before, out = bytearray(width), bytearray()
    for at in range(0, len(data), width + 1):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + width])
        row += bytes(width - len(row))
        _undo(kind, row, before, colours)
        out += row
        before = row
    return bytes(out)


def _undo(kind: int, row: bytearray, before: bytearray, step: int) -> None:
    """Undo one of PNG's filters on a row (ISO 15948, 9.2)."""
    if kind == 2:
        row[:] = bytes((a + b) & 255 for a, b in zip(row, before, strict=True))
        return
    for i in range(len(row)) if kind in (1, 3, 4) else ():
        left = row[i - step] if i >= step else 0
        above, corner = before[i], before[i - step] if i >= step else 0
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + above) // 2
        else:
            near = left + above - corner
            distances = (abs(near - left), abs(near - above), abs(near - corner))
            guess = (left, above, corner)[distances.index(min(distances))]
        row[i] = (row[i] + guess) & 255
