"""Embedding: each face that was used becomes a composite font with a subset in it.

ISO 32000-1 9.7 (Type 0 fonts, Identity-H), ISO 19005-3 6.2.11 (everything embedded, widths
as in the font program, every glyph mapped to Unicode).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefgen.writers.pdf.objects import File, stream_source
from briefgen.writers.pdf.truetype import Face

#: The characters of nearly every brief. A face that shows one of them carries them all: its
#: subset is a few kilobytes larger, and the same in brief after brief.
_USUAL = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u00a7\u00b7–—‘’“”•…"


def embed(
    file: File, face: Face, glyphs: Iterable[int], clusters: Mapping[int, str]
) -> tuple[int, str]:
    """The object number of the font, and the digest of how it draws: SHA-256 over its program,
    its `W` and its ToUnicode. `clusters` says what glyphs without a character of their own
    stand for."""
    used = {glyph for glyph in glyphs if glyph < face.glyph_count}
    usual = _usual(face)
    if not usual.isdisjoint(used):
        used |= usual
    cut = _cut(face, tuple(sorted({0, *used})), tuple(sorted(clusters.items())))
    scale = 1000 / face.units
    box = " ".join(str(round(value * scale)) for value in face.box)
    descriptor = file.add(
        f"<</Type/FontDescriptor/FontName/{cut.name}/Flags {68 if face.italic_angle else 4}"
        f"/FontBBox[{box}]/ItalicAngle {face.italic_angle:.6g}"
        f"/Ascent {round(face.ascent * scale)}/Descent {round(face.descent * scale)}"
        f"/CapHeight {round(face.cap_height * scale)}/StemV {50 + (face.weight // 65) ** 2}"
        f"/FontFile2 {file.add(cut.program)} 0 R>>"
    )
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{cut.name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[{cut.widths}]>>"
    )
    font = file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{cut.name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {file.add(cut.unicode)} 0 R>>"
    )
    return font, cut.digest


class _Cut(NamedTuple):
    """A face cut down to some glyphs: its name, the streams of its program and its ToUnicode,
    its `W`, and the digest of how it draws."""

    name: str
    program: bytes
    unicode: bytes
    widths: str
    digest: str


@lru_cache(maxsize=64)
def _cut(face: Face, glyphs: tuple[int, ...], clusters: tuple[tuple[int, str], ...]) -> _Cut:
    digest = hashlib.md5(repr((face.name, [*glyphs])).encode(), usedforsecurity=False).digest()
    name = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + face.name
    program = face.subset(glyphs)
    widths = _widths(face, glyphs)
    mapping = _to_unicode(face, glyphs, dict(clusters)).encode("ascii")
    shown = widths.replace(" ]", "]").encode("ascii")
    drawn = hashlib.sha256(b"\n".join((program, shown, mapping)))
    return _Cut(
        name,
        _deflated(program, f"/Length1 {len(program)}"),
        _deflated(mapping, ""),
        widths,
        drawn.hexdigest(),
    )


def _deflated(data: bytes, entries: str) -> bytes:
    return stream_source(zlib.compress(data, 6), f"{entries}/Filter/FlateDecode")


@lru_cache(maxsize=64)
def _usual(face: Face) -> frozenset[int]:
    """The glyphs of the usual characters but the space, which says nothing of a script."""
    shown = (face.glyphs.get(ord(character), 0) for character in _USUAL)
    return frozenset(shown) - {0, face.glyphs.get(0x20), face.glyphs.get(0xA0)}


def _widths(face: Face, glyphs: Iterable[int]) -> str:
    """The `W` array: runs of neighbouring glyphs, each with its width."""
    scale = 1000 / face.units
    advances = face.advances
    parts: list[str] = []
    last = -2
    for glyph in glyphs:
        width = f"{advances[glyph] * scale:.6g}"
        if glyph == last + 1:
            parts.append(width)
        else:
            parts.append(f"]{glyph}[{width}" if parts else f"{glyph}[{width}")
        last = glyph
    return " ".join(parts) + "]"


def _to_unicode(face: Face, glyphs: Iterable[int], clusters: Mapping[int, str]) -> str:
    """The CMap from glyph numbers to text (ISO 32000-1 9.10.3)."""
    characters = face.characters(frozenset(glyphs))
    lines: list[str] = []
    for glyph in glyphs:
        point = characters.get(glyph)
        if point is not None and point > 0:
            text = chr(point)
        elif glyph in clusters:
            text = clusters[glyph]
        else:
            text = "\ufffd" if glyph else " "
        lines.append(f"<{glyph:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>")
    blocks: list[str] = []
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    body = "\n".join(blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
