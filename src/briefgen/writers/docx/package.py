"""The package: parts and the relations between them, as one zip file (ECMA-376 part 2).

python-docx holds parts and relations; the zip is written here, because python-docx stamps
each entry with the clock and the same brief would never be the same file twice.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from briefgen.writers.docx import xml

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.package import Package

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
#: Content types by file name ending; every other part is named one by one.
_DEFAULTS = {
    "odttf": FONT,
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}


def relation_type(kind: str) -> str:
    """The relation type for a kind of part (part 1, clause 11.3)."""
    return _CORE if kind == "core-properties" else _OFFICE + kind


class PartFile(NamedTuple):
    """A part: where it lies, what it is, its bytes, and the parts and URLs it refers to."""

    name: str
    content_type: str
    data: bytes
    #: Relation id -> (kind, name of a part).
    parts: Mapping[str, tuple[str, str]] = {}
    #: Relation id -> URL.
    links: Mapping[str, str] = {}


#: A part that is made from all others: its name, and its content by the digests of theirs.
Seal = tuple[str, Callable[[Mapping[str, str]], bytes]]


def pack(
    files: list[PartFile], top: Mapping[str, tuple[str, str]], seal: Seal | None = None
) -> bytes:
    """The package of `files` as a zip file; `top` are the relations of the package itself."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.package import Package

    package = Package()
    parts = {
        file.name: Part(PackURI(file.name), file.content_type, file.data, package) for file in files
    }
    for key, (kind, name) in top.items():
        package.rels.add_relationship(relation_type(kind), parts[name], key)
    for file in files:
        relations = parts[file.name].rels
        for key, (kind, name) in file.parts.items():
            relations.add_relationship(relation_type(kind), parts[name], key)
        for key, url in file.links.items():
            relations.add_relationship(relation_type("hyperlink"), url, key, is_external=True)
    packed = save(package, seal)
    # A package and its parts hold each other, and with them half a megabyte of fonts.
    for relations in (package.rels, *(part.rels for part in parts.values())):
        relations.clear()
        relations.related_parts.clear()
    return packed


def save(package: Package, seal: Seal | None = None) -> bytes:
    """The bytes of a package, the same for the same content.

    Entries are sorted, with the content types first as readers expect, and carry the
    earliest date that a zip file can.
    """
    parts = sorted(_reached(package), key=lambda part: part.partname)
    entries: dict[str, bytes] = {"_rels/.rels": _utf8(package.rels.xml)}
    overrides = []
    for part in parts:
        entries[part.partname.membername] = part.blob
        if part.rels:
            entries[part.partname.rels_uri.membername] = _utf8(part.rels.xml)
        if _DEFAULTS.get(part.partname.ext) != part.content_type:
            overrides.append((part.partname, part.content_type))
    content_types = (
        f'{xml.DECLARATION}<Types xmlns="{_TYPES}">'
        + "".join(
            f'<Default Extension="{ending}" ContentType="{type_}"/>'
            for ending, type_ in _DEFAULTS.items()
        )
        + "".join(
            f'<Override PartName="{xml.attribute(name)}" ContentType="{type_}"/>'
            for name, type_ in overrides
        )
        + "</Types>"
    )
    return zipped({CONTENT_TYPES: content_types.encode(), **entries}, seal)


def _reached(package: Package) -> list[Part]:
    """The parts that relations lead to. python-docx's own walk over them keeps them all, and
    their bytes, until somebody searches for garbage."""
    found: dict[int, Part] = {}
    waiting: list[Package | Part] = [package]
    while waiting:
        for relation in waiting.pop().rels.values():
            if not relation.is_external and id(relation.target_part) not in found:
                part = found[id(relation.target_part)] = relation.target_part
                waiting.append(part)
    return list(found.values())


def zipped(entries: dict[str, bytes], seal: Seal | None = None) -> bytes:
    """A zip file of all entries of a package, content types among them."""
    if seal is not None:
        name, content = seal
        others = {key: data for key, data in entries.items() if key != CONTENT_TYPES}
        entries[name.lstrip("/")] = content(_digests(others))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, CONTENT_TYPES, entries[CONTENT_TYPES])
        for name in sorted(entries.keys() - {CONTENT_TYPES}):
            _add(archive, name, entries[name])
    return buffer.getvalue()


def _digests(entries: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of every entry that Word shows something of: all but custom XML."""
    return {
        name: (_font_digest if name.endswith(".odttf") else _digest)(entries[name])
        for name in sorted(entries)
        if not name.startswith("customXml/")
    }


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


#: Fonts are most of the bytes of a file, and the same in every file of a run.
_font_digest = lru_cache(maxsize=32)(_digest)


def _utf8(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    # Fonts go as they are: halving them would take longer than all the rest of the brief.
    info.compress_type = zipfile.ZIP_STORED if name.endswith(".odttf") else zipfile.ZIP_DEFLATED
    info.create_system = 3  # the host's own number would make the bytes depend on it
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
