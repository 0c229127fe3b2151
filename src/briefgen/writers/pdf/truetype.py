"""Reading TrueType files, and cutting them down to the glyphs that a brief uses.

A brief needs four things of a font: which glyph shows a character, how wide it is, how
pairs are kerned, and at the end a subset to embed. Each is read from the tables (OpenType
1.9) when first asked for, straight out of the file's bytes, so that opening a font costs
almost nothing. Glyph numbers are kept in the subset: text is written as glyph numbers
(encoding Identity-H, ISO 32000-1 9.7.5.2), and what was shaped for one brief can be used
for the next.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Container, Iterable
from functools import cached_property
from pathlib import Path

from briefgen.kept import kept, stamps
from briefgen.typefaces import FOLDER
from briefgen.writers.pdf.kerning import PairKerning

_NEEDED = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap")
_KEPT = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cvt ", "fpgm", "prep")


class FontError(Exception):
    """A file that is not a TrueType font that may be embedded; the message says why."""


def _uint16s(data: bytes) -> array[int]:
    values = array("H", data)
    if sys.byteorder == "little":
        values.byteswap()
    return values


class Face:
    """One font file. Raises `FontError` (or `OSError`) when it cannot be used."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self.path = path
        self.data = data
        if data[:4] == b"OTTO":
            raise FontError("it has PostScript (CFF) outlines; briefgen embeds TrueType outlines")
        if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
            raise FontError("it is not a TrueType file")
        try:
            self._read()
        except (struct.error, IndexError, ValueError) as error:
            raise FontError(f"its tables are damaged ({error})") from error

    def _read(self) -> None:
        data = self.data
        count = struct.unpack_from(">H", data, 4)[0]
        self.tables: dict[str, tuple[int, int]] = {}
        for index in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
            if offset + length > len(data):
                raise FontError("it is cut short")
            self.tables[tag.decode("latin-1")] = (offset, length)
        missing = [tag for tag in _NEEDED if tag not in self.tables]
        if missing:
            raise FontError(f"it has no `{missing[0]}` table")
        if "fvar" in self.tables:
            raise FontError("it is a variable font; give a static instance")
        head = self.tables["head"][0]
        self.units: int = struct.unpack_from(">H", data, head + 18)[0]
        if not 16 <= self.units <= 16384:
            raise FontError("its units per em are out of range")
        self.box: tuple[int, ...] = struct.unpack_from(">4h", data, head + 36)
        self._long_loca: bool = struct.unpack_from(">h", data, head + 50)[0] == 1
        hhea = self.tables["hhea"][0]
        self.ascent, self.descent = struct.unpack_from(">hh", data, hhea + 4)
        self.metrics_count: int = struct.unpack_from(">H", data, hhea + 34)[0]
        self.glyph_count: int = struct.unpack_from(">H", data, self.tables["maxp"][0] + 4)[0]
        self.cap_height = round(self.ascent * 0.7)
        self.weight = 400
        if "OS/2" in self.tables:
            at, length = self.tables["OS/2"]
            self.weight, _, kind = struct.unpack_from(">HHH", data, at + 4)
            # OS/2 fsType: bit 1 forbids embedding, bit 9 allows bitmaps only.
            if kind & 0x000F == 0x0002 or kind & 0x0200:
                raise FontError("its licence bits (fsType) forbid embedding")
            if length >= 90:
                self.cap_height = struct.unpack_from(">h", data, at + 88)[0]
        self.italic_angle = 0.0
        if "post" in self.tables:
            self.italic_angle = (
                struct.unpack_from(">l", data, self.tables["post"][0] + 4)[0] / 65536
            )

    def table(self, tag: str) -> bytes:
        """The bytes of a table; empty when the font has none."""
        offset, length = self.tables.get(tag, (0, 0))
        return self.data[offset : offset + length]

    @cached_property
    def name(self) -> str:
        """The PostScript name (name ID 6), or one made from the file's name."""
        data = self.table("name")
        if len(data) >= 6:
            _, count, start = struct.unpack_from(">HHH", data)
            for index in range(min(count, (len(data) - 6) // 12)):
                platform, _, _, name_id, length, at = struct.unpack_from(
                    ">6H", data, 6 + 12 * index
                )
                if name_id == 6 and platform == 3:
                    raw = data[start + at : start + at + length].decode("utf-16-be", "replace")
                    return "".join(c for c in raw if c.isascii() and (c.isalnum() or c == "-"))
        return "".join(c for c in self.path.stem if c.isascii() and c.isalnum()) or "Font"

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Glyph number by code point (the `cmap` table, formats 4 and 12)."""
        if self.path.parent != FOLDER:
            return self._glyphs()
        made_from = stamps([self.path, Path(__file__)])
        return kept(f"characters-{self.path.stem}", made_from, self._glyphs)

    def _glyphs(self) -> dict[int, int]:
        data = self.table("cmap")
        best = (-1, 0)
        for index in range(struct.unpack_from(">H", data, 2)[0]):
            platform, encoding, at = struct.unpack_from(">HHL", data, 4 + 8 * index)
            kind = struct.unpack_from(">H", data, at)[0]
            if kind in (4, 12) and (platform == 0 or (platform == 3 and encoding in (1, 10))):
                best = max(best, (kind, at))
        kind, at = best
        if kind == 12:
            found = self._segmented_coverage(data, at)
        elif kind == 4:
            found = self._segment_mapping(data, at)
        else:
            found = {}
        if found and max(found.values()) >= self.glyph_count:
            raise FontError("it names letters that it does not have")
        return found

    @staticmethod
    def _segmented_coverage(data: bytes, at: int) -> dict[int, int]:
        found: dict[int, int] = {}
        count = struct.unpack_from(">L", data, at + 12)[0]
        for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count]):
            if last - first > 0x10FFFF:
                raise ValueError("cmap group")
            found.update(
                zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=False)
            )
        return found

    @staticmethod
    def _segment_mapping(data: bytes, at: int) -> dict[int, int]:
        found: dict[int, int] = {}
        twice = struct.unpack_from(">H", data, at + 6)[0]
        words = _uint16s(data[at + 14 : at + 14 + (len(data) - at - 14) // 2 * 2])
        count = twice // 2
        for index in range(count):
            last, first = words[index], words[count + 1 + index]
            delta, start = words[2 * count + 1 + index], words[3 * count + 1 + index]
            for point in range(first, last + 1):
                if point == 0xFFFF:
                    continue
                if start:
                    glyph = words[3 * count + 1 + index + start // 2 + point - first]
                    glyph = (glyph + delta) & 0xFFFF if glyph else 0
                else:
                    glyph = (point + delta) & 0xFFFF
                if glyph:
                    found[point] = glyph
        return found

    def characters(self, glyphs: Container[int]) -> dict[int, int]:
        """The code point that each of some glyphs stands for: the lowest that it shows, but a
        quotation mark before the letters of the same shape, which are rare."""
        shown = self.glyphs
        # `cmap` is in ascending order: the lowest comes last and stays
        found = {glyph: point for point, glyph in reversed(shown.items()) if glyph in glyphs}
        for point in (0x2018, 0x2019):
            if shown.get(point, -1) in glyphs:
                found[shown[point]] = point
        return found

    @cached_property
    def misread(self) -> frozenset[int]:
        """The code points whose glyph stands for another one."""
        stands_for = self.characters(range(self.glyph_count))
        return frozenset(
            point for point, glyph in self.glyphs.items() if stands_for.get(glyph, point) != point
        )

    @cached_property
    def advances(self) -> array[int]:
        """The width of each glyph in font units (`hmtx`)."""
        offset = self.tables["hmtx"][0]
        widths = _uint16s(self.data[offset : offset + 4 * self.metrics_count])[::2]
        if not widths:
            raise FontError("it has no widths")
        rest = self.glyph_count - len(widths)
        if rest > 0:
            widths.extend([widths[-1]] * rest)
        return widths

    @cached_property
    def kerning(self) -> PairKerning:
        """The pair kerning of Latin text (`GPOS`)."""
        offset, length = self.tables.get("GPOS", (0, 0))
        return PairKerning(memoryview(self.data)[offset : offset + length])

    @cached_property
    def _locations(self) -> array[int]:
        data = self.table("loca")
        values = array("I" if self._long_loca else "H", data)
        if sys.byteorder == "little":
            values.byteswap()
        return values

    def outline(self, glyph: int) -> bytes:
        """The glyph's record in `glyf`; empty for a blank."""
        locations = self._locations
        if not 0 <= glyph < len(locations) - 1:
            return b""
        scale = 1 if self._long_loca else 2
        start = self.tables["glyf"][0] + locations[glyph] * scale
        return self.data[start : self.tables["glyf"][0] + locations[glyph + 1] * scale]

    def with_components(self, glyphs: Iterable[int]) -> dict[int, bytes]:
        """The outlines of the glyphs and of those that composite glyphs are made of."""
        found: dict[int, bytes] = {}
        waiting = [0, *glyphs]
        while waiting:
            glyph = waiting.pop()
            if glyph in found:
                continue
            outline = found[glyph] = self.outline(glyph)
            if len(outline) > 10 and outline[0] & 0x80:
                at = 10
                while at + 4 <= len(outline):
                    flags, component = struct.unpack_from(">HH", outline, at)
                    if component >= self.glyph_count:
                        raise FontError("a letter is made of parts that are not there")
                    waiting.append(component)
                    # arguments: 2 or 4 bytes; then a scale, two scales or a matrix
                    at += 8 if flags & 0x0001 else 6
                    at += (
                        2 if flags & 0x0008 else 4 if flags & 0x0040 else 8 if flags & 0x0080 else 0
                    )
                    if not flags & 0x0020:
                        break
        return found

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A TrueType file with these glyphs only, under their old numbers."""
        outlines = self.with_components(glyphs)
        count = max(outlines) + 1
        locations = array("I", [0])
        parts: list[bytes] = []
        at = 0
        for glyph in sorted(outlines):
            locations.extend([at] * (glyph + 1 - len(locations)))
            outline = outlines[glyph]
            if len(outline) % 4:
                outline += bytes(-len(outline) % 4)
            parts.append(outline)
            at += len(outline)
            locations.append(at)
        # Widths of glyphs that are left out are zeros: they compress to nothing.
        metrics = bytearray(4 * count)
        hmtx, full = self.tables["hmtx"][0], self.metrics_count
        for glyph in outlines:
            if glyph < full:
                metrics[4 * glyph : 4 * glyph + 4] = self.data[hmtx + 4 * glyph :][:4]
            else:
                bearing = hmtx + 4 * full + 2 * (glyph - full)
                metrics[4 * glyph : 4 * glyph + 4] = (
                    struct.pack(">H", self.advances[glyph]) + self.data[bearing : bearing + 2]
                )
        if sys.byteorder == "little":
            locations.byteswap()
        head = bytearray(self.table("head"))
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self.table("hhea"))
        struct.pack_into(">H", hhea, 34, count)
        maxp = bytearray(self.table("maxp"))
        struct.pack_into(">H", maxp, 4, count)
        tables = {
            "head": bytes(head),
            "hhea": bytes(hhea),
            "maxp": bytes(maxp),
            "hmtx": bytes(metrics),
            "loca": locations.tobytes(),
            "glyf": b"".join(parts) or bytes(4),
        }
        for tag in _KEPT:
            if tag not in tables and tag in self.tables:
                tables[tag] = self.table(tag)
        return _file(tables)


def _checksum(data: bytes) -> int:
    values = array("I", data + bytes(-len(data) % 4))
    if sys.byteorder == "little":
        values.byteswap()
    return sum(values) & 0xFFFFFFFF


def _file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of these tables (OpenType 1.9, "Organization of an OpenType font")."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)
    )
    at = 12 + 16 * count
    directory: list[bytes] = []
    body: list[bytes] = []
    head_at = 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            head_at = at
        directory.append(struct.pack(">4sLLL", tag.encode(), _checksum(data), at, len(data)))
        padded = data + bytes(-len(data) % 4)
        body.append(padded)
        at += len(padded)
    file = bytearray(header + b"".join(directory) + b"".join(body))
    struct.pack_into(">L", file, head_at + 8, (0xB1B0AFBA - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)
