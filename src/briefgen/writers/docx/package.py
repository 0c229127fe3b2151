"""The package: parts and the relations between them, as one zip file (ECMA-376 part 2).

A few lines of XML and a zip without the clock's time: python-docx, which could do it too,
takes longer to import than the brief to write, and stamps its files with the clock.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from briefgen.writers.docx import xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
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
    """The package of `files` as a zip file; `top` are the relations of the package itself.

    The same for the same content: entries are sorted, with the content types first as
    readers expect, and carry the earliest date that a zip file can.
    """
    entries: dict[str, bytes] = {"_rels/.rels": _relations("/", top)}
    overrides = []
    for file in files:
        folder, _, name = file.name.rpartition("/")
        entries[file.name[1:]] = file.data
        if file.parts or file.links:
            relations = _relations(folder, file.parts, file.links)
            entries[f"{folder[1:]}/_rels/{name}.rels"] = relations
        if _DEFAULTS.get(name.rpartition(".")[2]) != file.content_type:
            overrides.append((file.name, file.content_type))
    content_types = (
        f'{xml.DECLARATION}<Types xmlns="{_TYPES}">'
        + "".join(
            f'<Default Extension="{ending}" ContentType="{type_}"/>'
            for ending, type_ in _DEFAULTS.items()
        )
        + "".join(
            f'<Override PartName="{xml.attribute(name)}" ContentType="{type_}"/>'
            for name, type_ in sorted(overrides)
        )
        + "</Types>"
    )
    return zipped({CONTENT_TYPES: content_types.encode(), **entries}, seal)


def _relations(
    folder: str, parts: Mapping[str, tuple[str, str]], links: Mapping[str, str] | None = None
) -> bytes:
    """The relations of a part that lies in `folder` (part 2, 6.5.3)."""
    found = [
        f'<Relationship Id="{key}" Type="{relation_type(kind)}"'
        f' Target="{xml.attribute(posixpath.relpath(name, folder))}"/>'
        for key, (kind, name) in parts.items()
    ]
    found += [
        f'<Relationship Id="{key}" Type="{relation_type("hyperlink")}"'
        f' Target="{xml.attribute(url)}" TargetMode="External"/>'
        for key, url in (links or {}).items()
    ]
    text = f'{xml.DECLARATION}<Relationships xmlns="{_RELATIONS}">{"".join(found)}</Relationships>'
    return text.encode()


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


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    # Fonts go as they are: halving them would take longer than all the rest of the brief.
    info.compress_type = zipfile.ZIP_STORED if name.endswith(".odttf") else zipfile.ZIP_DEFLATED
    info.create_system = 3  # the host's own number would make the bytes depend on it
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
