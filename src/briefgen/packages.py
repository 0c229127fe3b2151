"""Office files from outside: zip files of XML parts (OPC, ECMA-376 part 2), opened with care.

Anyone may have made such a file, and nothing that it says of itself is believed: sizes are
measured while they are unpacked, in small steps, so that a file of a few kilobytes cannot
fill the memory; part names lead nowhere; XML may not declare a DTD, with which a document can
swell or reach for other files.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import NamedTuple

CONTENT_TYPES = "[Content_Types].xml"
#: The first bytes of a compound file (MS-CFB): what Word writes for a `.doc`, and around any
#: file that is locked with a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STEP = 64 * 1024
# What `zipfile` raises beside BadZipFile for bytes that make no sense.
_DAMAGED = (zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_XML = (".xml", ".rels", ".vml")


class Limits(NamedTuple):
    """The most that a package may hold: sizes in bytes, unpacked but for `file`; how often a
    part of more than 1 MiB may be larger than it is packed."""

    file: int = 32 << 20
    total: int = 200 << 20
    part: int = 64 << 20
    xml: int = 32 << 20
    parts: int = 4000
    ratio: int = 250


LIMITS = Limits()


class PackageError(Exception):
    """A file that is no office file, or one that is not safe to open. The message is a
    sentence's rest: `it is encrypted`."""


class HostileError(PackageError):
    """A file that no office program writes: one made to do harm looks so."""


def read_package(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The parts of an office file by name (`word/document.xml`), in the file's order.

    Raises `PackageError` for what is no such file, is encrypted or damaged, or larger than
    `limits` allow. The XML is not parsed, but none of it declares a DTD.
    """
    if data.startswith(_COMPOUND):
        raise PackageError("it is locked with a password, or in the format of Word before 2007")
    if b"%PDF-" in data[:1024]:
        raise PackageError("it is a PDF: give the Word file")
    if len(data) > limits.file:
        raise PackageError(f"it is larger than {limits.file >> 20} MiB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # `is_dir` looks at the last letter of the name
            infos = [one for one in archive.infolist() if not one.filename or not one.is_dir()]
            if not all(info.filename for info in archive.filelist):
                raise PackageError("it is a damaged zip file")
            _check_directory(infos, limits)
            parts = {info.filename: _unpacked(archive, info) for info in infos}
    except zipfile.BadZipFile:
        raise PackageError("it is no zip file, or a damaged one") from None
    except _DAMAGED:
        raise PackageError("it is a damaged zip file") from None
    if CONTENT_TYPES not in parts:
        raise PackageError("it is a zip file, but no office file: it lists no content types")
    for name, content in parts.items():
        if name.lower().endswith(_XML):
            _check_xml(name, content)
    return parts


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the zip file's directory says, as far as it can be judged without unpacking."""
    if len(infos) > limits.parts:
        raise PackageError(f"it has more than {limits.parts} parts")
    seen: set[str] = set()
    total = 0
    for info in infos:
        name, size = info.orig_filename, info.file_size
        pieces = name.split("/")
        if (
            "\\" in name
            or not name.isprintable()
            or any(piece in ("", ".", "..") for piece in pieces)
            or ":" in pieces[0]
        ):
            raise HostileError(f"it has a part with the name {name[:80]!r}")
        # Part names are equal without regard to case (part 2, 6.2.2.3).
        if name.lower() in seen:
            raise HostileError(f"it has two parts with the name {name[:80]!r}")
        seen.add(name.lower())
        if info.flag_bits & 1:
            raise PackageError("it is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(f"its part {name[:80]!r} is packed in a way that OPC does not know")
        total += size
        largest = limits.xml if name.lower().endswith(_XML) else limits.part
        packed_too_well = size > 1 << 20 and size > limits.ratio * max(1, info.compress_size)
        if size > largest or total > limits.total or packed_too_well:
            raise HostileError(f"it would unpack to far more than it should, at {name[:80]!r}")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part, unpacked in steps: a directory that gives too small a size is found out before
    the rest is unpacked."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as packed:
        while piece := packed.read(_STEP):
            size += len(piece)
            if size > info.file_size:
                break
            pieces.append(piece)
    if size != info.file_size:
        raise HostileError(f"its part {info.filename[:80]!r} is not of the size that it gives")
    return b"".join(pieces)


def _check_xml(name: str, content: bytes) -> None:
    # Another encoding could hide a DTD from a search for its letters.
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        try:
            content = content.decode("utf-16").encode()
        except UnicodeError:
            raise PackageError(f"its part {name[:80]!r} is in an unknown encoding") from None
    declared = content[:200].partition(b"encoding=")[2][1:20].lower()
    if declared and not declared.startswith((b"utf-8", b"utf8", b"utf-16", b"us-ascii")):
        raise PackageError(f"its part {name[:80]!r} is not in UTF-8 or UTF-16")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise HostileError(
            f"its part {name[:80]!r} declares a DTD, with which a file can reach for others"
        )
