"""A Word file as parts, the relations between them, and their XML."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from briefgen.packages import PackageError, read_package
from briefgen.word.names import Element, W

TYPES = "[Content_Types].xml"
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = b"http://purl.oclc.org/ooxml/"
_MACROS = re.compile(r"vbaProject\w*\.bin$|vbaData\.xml$|(?:^|/)activeX/", re.IGNORECASE)


class Relation(NamedTuple):
    """What a part refers to: a kind such as `image`, and a part's name or a URL."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class WordFile:
    """The parts by name; a part's XML is parsed when it is first asked for, and what was
    changed in it is saved."""

    parts: dict[str, bytes]
    main: str = ""
    _trees: dict[str, Element] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    _added: set[str] = field(default_factory=set)

    def tree(self, name: str) -> Element:
        """The root of a part's XML."""
        known = self._trees.get(name)
        if known is None:
            known = self._trees[name] = parsed(name, self.parts[name])
        return known

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by relation id; `""` is the package itself."""
        known = self._relations.get(name)
        if known is not None:
            return known
        found: dict[str, Relation] = {}
        path = _relations_path(name)
        if path in self.parts:
            for element in parsed(path, self.parts[path]).iterchildren(f"{{{_RELS}}}Relationship"):
                external = element.get("TargetMode") == "External"
                target = element.get("Target", "")
                if not external:
                    target = _resolved(name, target)
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = Relation(kind, target, external)
        self._relations[name] = found
        return found

    def related(self, kind: str, of: str | None = None) -> str | None:
        """The part that the main part (or the part `of`) refers to as its `kind`, if any."""
        for relation in self.relations(self.main if of is None else of).values():
            if relation.kind == kind and not relation.external and relation.target in self.parts:
                return relation.target
        return None

    def root(self, kind: str) -> Element | None:
        """The XML of a part such as `styles`, `numbering` or `footnotes`."""
        name = self.related(kind)
        return self.tree(name) if name is not None else None

    def add_part(self, name: str, content_type: str, data: bytes) -> None:
        """A new part, of its own content type."""
        self.parts[name] = data
        types = self.tree(TYPES)
        override = etree.SubElement(types, f"{{{_CT}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)

    def content_type(self, name: str) -> str:
        """The content type of a part (ECMA-376 part 2, 7.2.3)."""
        types = self.tree(TYPES)
        for override in types.iterchildren(f"{{{_CT}}}Override"):
            if override.get("PartName", "").casefold() == f"/{name}".casefold():
                return str(override.get("ContentType", ""))
        ending = name.rpartition(".")[2].casefold()
        for default in types.iterchildren(f"{{{_CT}}}Default"):
            if default.get("Extension", "").casefold() == ending:
                return str(default.get("ContentType", ""))
        return ""

    def relate(self, name: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a part's relation to a target, made when there is none yet."""
        relations = self.relations(name)
        wanted = Relation(kind, target, external)
        for key, relation in relations.items():
            if relation == wanted:
                return key
        number = len(relations) + 1
        while f"rIdR{number}" in relations:
            number += 1
        relations[f"rIdR{number}"] = wanted
        self._added.add(name)
        return f"rIdR{number}"

    def macros(self) -> bool:
        """Whether the file holds programs."""
        return any(_MACROS.search(name) for name in self.parts) or (
            b"macroEnabled" in self.parts.get(TYPES, b"")
        )

    def packed(self) -> bytes:
        """The file's bytes, the same for the same content."""
        for name in self._added:
            self._save_relations(name)
        for name, root in self._trees.items():
            self.parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in sorted(self.parts, key=lambda n: (n != TYPES, n)):
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                # Fonts are as good as incompressible, and are most of the file.
                stored = name.endswith((".odttf", ".png", ".jpg", ".jpeg"))
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                info.create_system = 3
                info.external_attr = 0o644 << 16
                archive.writestr(info, self.parts[name])
        return buffer.getvalue()

    def _save_relations(self, name: str) -> None:
        path = _relations_path(name)
        if path in self.parts:
            root = parsed(path, self.parts[path])
        else:
            root = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})  # type: ignore[dict-item]
        known = {element.get("Id") for element in root}
        for key, relation in self.relations(name).items():
            if key in known:
                continue
            element = etree.SubElement(root, f"{{{_RELS}}}Relationship")
            element.set("Id", key)
            element.set("Type", _OFFICE + relation.kind)
            element.set("Target", relation.target if relation.external else f"/{relation.target}")
            if relation.external:
                element.set("TargetMode", "External")
        self._trees.pop(path, None)
        self.parts[path] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )


def open_word(data: bytes) -> WordFile:
    """A Word file from its bytes; a `PackageError` when they are none, or unsafe to open.

    Nothing in the file is run or fetched: programs in it are left alone.
    """
    file = WordFile(read_package(data))
    main = file.related("officeDocument", of="")
    if main is None:
        raise PackageError("it is an office file without a document")
    if _STRICT in file.parts[main]:
        raise PackageError(
            "it is in the strict variant of the format: save it as an ordinary Word document"
        )
    file.main = main
    if file.tree(main).tag != f"{{{W}}}document":
        raise PackageError("it is an office file, but no Word document")
    return file


def parsed(name: str, data: bytes) -> Element:
    """The XML of a part. Nothing is fetched and no entity replaced; nesting is bounded by
    libxml2 (256 deep)."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise PackageError(f"its part {name[:80]!r} is no well-formed XML") from None


def _relations_path(name: str) -> str:
    folder, _, stem = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{stem}.rels")


def _resolved(source: str, target: str) -> str:
    """The part that a relation's target names, seen from its source."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
