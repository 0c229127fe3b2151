"""Someone's Word file in parts: read as trees where needed, kept byte for byte elsewhere.

python-docx is not used here: it finds styles by names that Word localises away, refuses
`.dotx`, and a part that it does not know it may rename. What briefgen does not understand in
a letterhead must come out as it went in.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from briefgen.writers.docx.xml import R as R_NS
from briefgen.writers.docx.xml import W as W_NS

W, R = f"{{{W_NS}}}", f"{{{R_NS}}}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
#: Where relation types begin: transitional as Word saves, and strict (ISO/IEC 29500-1).
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)


class RefusedError(Exception):
    """A letterhead that cannot be used; the message is a sentence's rest (`it has macros`),
    `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Relation(NamedTuple):
    """A relation of a part: to another part by its name, or to somewhere outside."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: `header`, `image`, `hyperlink`."""
        return self.type.rpartition("/")[2]


def parse(content: bytes, name: str) -> etree._Element:
    """An XML part as a tree; `RefusedError` when it is not well-formed."""
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"its part `{name}` is not well-formed XML: {error.msg}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(f"its part `{name}` declares a DTD")
    return root


class WordFile:
    """The parts of one file, by name (`word/document.xml`), with their types and relations."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self.trees: dict[str, etree._Element] = {}
        # The ids of each part's relations: a long brief adds a thousand.
        self._ids: dict[str, set[str]] = {}
        self.types = self.tree(CONTENT_TYPES)
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations(""):
            if relation.type == STRICT + "officeDocument":
                raise RefusedError(
                    "it is saved as Strict Open XML",
                    "in Word choose `Word Document (*.docx)` when saving",
                )
            if relation.type == OFFICE + "officeDocument" and relation.target in self.parts:
                return relation.target
        raise RefusedError("it is an office file without a main part")

    def tree(self, name: str) -> etree._Element:
        """A part as a tree. What is changed in it is written in the end."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name], name)
        return self.trees[name]

    def look(self, name: str) -> etree._Element:
        """A part as a tree to look at: it stays in the file byte for byte."""
        return self.trees[name] if name in self.trees else parse(self.parts[name], name)

    def type_of(self, name: str) -> str:
        """A part's content type; empty when the file does not say."""
        ending = name.rpartition(".")[2].lower()
        default = ""
        for entry in self.types:
            if entry.get("PartName", "").lower() == f"/{name}".lower():
                return entry.get("ContentType", "")
            if entry.tag == _TYPES + "Default" and entry.get("Extension", "").lower() == ending:
                default = entry.get("ContentType", "")
        return default

    def set_type(self, name: str, content_type: str) -> None:
        """Say what a part is."""
        for entry in self.types.findall(_TYPES + "Override"):
            if entry.get("PartName", "").lower() == f"/{name}".lower():
                entry.set("ContentType", content_type)
                return
        if self.type_of(name) != content_type:
            override = etree.SubElement(self.types, _TYPES + "Override")
            override.set("PartName", f"/{name}")
            override.set("ContentType", content_type)

    # ------------------------------------------------------------------- relations

    def relations(self, name: str) -> list[Relation]:
        """The relations of a part; of the package itself for an empty name."""
        path = _relations_of(name)
        if path not in self.parts and path not in self.trees:
            return []
        return [_relation(name, e) for e in self.tree(path).iter(_RELS + "Relationship")]

    def related(self, name: str, kind: str) -> list[str]:
        """The parts that a part refers to by relations of a kind, in order."""
        return [
            relation.target
            for relation in self.relations(name)
            if relation.type == OFFICE + kind
            and not relation.external
            and relation.target in self.parts
        ]

    def one(self, kind: str) -> str | None:
        """The part of a kind that the main part has once: `styles`, `settings`, ..."""
        return next(iter(self.related(self.main, kind)), None)

    def relate(
        self, name: str, type_: str, target: str, wanted: str, *, external: bool = False
    ) -> str:
        """A new relation of a part; gives its id, `wanted` unless that is taken."""
        path = _relations_of(name)
        if path not in self.parts and path not in self.trees:
            self.trees[path] = etree.Element(
                _RELS + "Relationships",
                nsmap={None: _RELS[1:-1]},  # type: ignore[dict-item]
            )
            self.parts[path] = b""
        root = self.tree(path)
        taken = self._ids.setdefault(path, {e.get("Id", "") for e in root})
        number, free = 1, wanted
        while free in taken:
            number += 1
            free = f"{wanted}x{number}"
        taken.add(free)
        relation = etree.SubElement(root, _RELS + "Relationship")
        relation.set("Id", free)
        relation.set("Type", type_)
        relation.set("Target", target if external else f"/{target}")
        if external:
            relation.set("TargetMode", "External")
        return free

    def unrelate(self, name: str, id_: str) -> None:
        """Remove a relation; the part that it led to stays."""
        root = self.tree(_relations_of(name))
        for entry in root.findall(_RELS + "Relationship"):
            if entry.get("Id") == id_:
                root.remove(entry)

    # ----------------------------------------------------------------------- parts

    def add(self, wanted: str, content_type: str, data: bytes) -> str:
        """A new part; gives its name, `wanted` with a number where that is taken."""
        taken = {name.lower() for name in self.parts}
        stem, dot, ending = wanted.rpartition(".")
        number, free = 1, wanted
        while free.lower() in taken:
            number += 1
            free = f"{stem}-{number}{dot}{ending}"
        self.parts[free] = data
        self.set_type(free, content_type)
        return free

    def saved(self) -> dict[str, bytes]:
        """Every part's bytes: those that were read as trees as they are now."""
        saved = dict(self.parts)
        for name, root in self.trees.items():
            saved[name] = etree.tostring(
                root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
            )
        return saved

    # --------------------------------------------------------------------- stories

    def stories(self) -> Iterator[str]:
        """The parts with text of their own: the main part, headers, footers, notes; each once."""
        yield self.main
        seen = {self.main}
        for kind in ("header", "footer", "footnotes", "endnotes"):
            for name in self.related(self.main, kind):
                if name not in seen:
                    seen.add(name)
                    yield name


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _relation(name: str, entry: etree._Element) -> Relation:
    target = entry.get("Target", "")
    external = entry.get("TargetMode") == "External"
    if not external:
        folder = name.rpartition("/")[0]
        joined = posixpath.normpath(posixpath.join("/", folder, unquote(target.partition("#")[0])))
        target = joined.lstrip("/")
    return Relation(entry.get("Id", ""), entry.get("Type", ""), target, external)


def is_on(element: etree._Element | None) -> bool:
    """Whether a yes-or-no property is there and says yes (ST_OnOff, 22.9.2.7)."""
    return element is not None and element.get(W + "val", "true") in ("true", "1", "on")


def value(element: etree._Element | None) -> str:
    """The `w:val` of an element, empty when either is missing."""
    return "" if element is None else element.get(W + "val", "")
