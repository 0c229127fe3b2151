"""What deleted text needs of the old file so that it can stand in the new one: styles, lists,
links, pictures, notes."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from copy import deepcopy
from hashlib import sha256

from lxml import etree

from briefgen.redline.blocks import Story
from briefgen.word.names import Element, R, W, child, children, local, made, r, value, w

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLED = ("pStyle", "rStyle", "tblStyle")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


class Transfer:
    """Brings pieces of `old` into the file of `new`."""

    def __init__(self, old: Story, new: Story) -> None:
        self.old, self.new = old, new
        #: The numbers of lists: old ones that became a new list, or were brought along.
        self.lists: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        #: What could not be brought along, by name.
        self.lost: Counter[str] = Counter()
        self._new_styles = {name: key for key, name in new.style_names.items()}
        roots = [new.file.tree(new.file.main)]
        notes = (new.file.root(kind) for kind in ("footnotes", "endnotes"))
        roots += [root for root in notes if root is not None]
        ids = [
            int(found)
            for root in roots
            for element in root.iter()
            for found in [element.get(w("id"), "")]
            if found.isdigit()
        ]
        self._number = max(ids, default=0)
        #: The names of bookmarks in the new file, without regard to case as Word compares them.
        self._bookmarks = {
            value(mark, "name").casefold()
            for root in roots
            for mark in root.iter(w("bookmarkStart"))
        }
        self._pictures = max(
            (int(e.get("id", "0") or 0) for e in roots[0].iter(f"{{{_DRAWING}}}docPr")), default=0
        )
        self._notes = max(
            (int(key) for kind, key in new.notes if key.lstrip("-").isdigit()), default=0
        )

    def next_id(self) -> str:
        """A number that no bookmark, comment or change of the file has."""
        self._number += 1
        return str(self._number)

    # -------------------------------------------------------------------- properties

    def properties(self, element: Element | None, part: str) -> Element | None:
        """A copy of paragraph, run or table properties of the old file, for the new one."""
        if element is None:
            return None
        copy = deepcopy(element)
        for styled in list(copy.iter(*(w(name) for name in _STYLED))):
            found = self.style(value(styled))
            if found:
                styled.set(w("val"), found)
            elif (parent := styled.getparent()) is not None:
                parent.remove(styled)
        for section in list(copy.iter(w("sectPr"))):
            parent = section.getparent()
            assert parent is not None
            parent.remove(section)
            self.lost["section breaks"] += 1
        for number in copy.iter(w("numId")):
            number.set(w("val"), self.list_number(value(number)))
        return copy

    def style(self, identifier: str) -> str:
        """The id in the new file of a style of the old one; brought along when it is new."""
        name = self.old.style_names.get(identifier)
        if name is None:
            return ""
        known = self._new_styles.get(name)
        if known is None:
            known = self._bring_style(identifier, name)
        return known

    def _bring_style(self, identifier: str, name: str) -> str:
        styles = self.new.file.root("styles")
        if styles is None:
            return ""
        taken = set(self._new_styles.values())
        new = identifier
        while new in taken:
            new += "Old"
        self._new_styles[name] = new
        for style in children(self.old.file.root("styles"), "style"):
            if value(style, "styleId") == identifier:
                copy = deepcopy(style)
                copy.set(w("styleId"), new)
                copy.attrib.pop(w("default"), "")
                for reference in list(copy):
                    if local(reference) in ("basedOn", "next", "link"):
                        target = self.style(value(reference))
                        if target:
                            reference.set(w("val"), target)
                        else:
                            copy.remove(reference)
                for number in list(copy.iter(w("numPr"))):
                    parent = number.getparent()
                    assert parent is not None
                    parent.remove(number)
                styles.append(copy)
                break
        return new

    def list_number(self, number: str) -> str:
        """The number in the new file of a list of the old one."""
        if number in ("", "0"):
            return number
        if number not in self.lists:
            self.lists[number] = self._bring_list(number)
        return self.lists[number]

    def _bring_list(self, number: str) -> str:
        mine, theirs = self.new.file.root("numbering"), self.old.file.root("numbering")
        instance = next((n for n in children(theirs, "num") if value(n, "numId") == number), None)
        if mine is None or theirs is None or instance is None:
            self.lost["list numbers"] += 1
            return "0"
        wanted = value(child(instance, "abstractNumId"))
        definition = next(
            (a for a in children(theirs, "abstractNum") if value(a, "abstractNumId") == wanted),
            None,
        )
        if definition is None:
            self.lost["list numbers"] += 1
            return "0"
        abstract = deepcopy(definition)
        key = str(_next(mine, "abstractNum", "abstractNumId"))
        abstract.set(w("abstractNumId"), key)
        for name in ("nsid", "styleLink", "numStyleLink"):
            for element in list(children(abstract, name)):
                abstract.remove(element)
        for styled in list(abstract.iter(w("pStyle"))):
            parent = styled.getparent()
            assert parent is not None
            parent.remove(styled)
        # All definitions stand before all instances (CT_Numbering, 17.9.16).
        after = [e for e in mine if local(e) in ("numPicBullet", "abstractNum")]
        mine.insert(mine.index(after[-1]) + 1 if after else 0, abstract)
        copy = deepcopy(instance)
        new = str(_next(mine, "num", "numId"))
        copy.set(w("numId"), new)
        reference = child(copy, "abstractNumId")
        assert reference is not None
        reference.set(w("val"), key)
        after = list(children(mine, "num"))
        mine.insert(mine.index(after[-1] if after else abstract) + 1, copy)
        return new

    # ------------------------------------------------------------------ links, pictures

    def link(self, link: Element, old_part: str, new_part: str) -> Element:
        """An empty copy of a hyperlink, its target brought along."""
        copy = etree.Element(link.tag, nsmap={"w": W, "r": R})
        for name, text in link.attrib.items():
            copy.set(name, text)
        relation = self.old.file.relations(old_part).get(link.get(r("id"), ""))
        if relation is not None:
            target = relation.target
            copy.set(
                r("id"),
                self.new.file.relate(new_part, relation.kind, target, external=relation.external),
            )
        elif link.get(r("id")):
            del copy.attrib[r("id")]
        return copy

    def bookmark(self, mark: Element) -> list[Element]:
        """A bookmark of deleted text, at one place; nothing when the new file has the name:
        links then lead to what has it now."""
        name = value(mark, "name")
        if local(mark) != "bookmarkStart" or not name or name.casefold() in self._bookmarks:
            return []
        self._bookmarks.add(name.casefold())
        number = self.next_id()
        return [made("bookmarkStart", id=number, name=name), made("bookmarkEnd", id=number)]

    def content(self, element: Element, old_part: str, new_part: str) -> Element | None:
        """A copy of what stands in a run of the old file; None when it cannot be shown."""
        copy = deepcopy(element)
        relations = self.old.file.relations(old_part)
        for inner in copy.iter():
            for name, key in inner.attrib.items():
                if not str(name).startswith(f"{{{R}}}"):
                    continue
                relation = relations.get(str(key))
                if relation is None or (not relation.external and relation.kind != "image"):
                    self.lost["embedded objects"] += 1
                    return None
                target = relation.target
                if not relation.external:
                    target = self._bring_image(target)
                inner.set(
                    name,
                    self.new.file.relate(
                        new_part, relation.kind, target, external=relation.external
                    ),
                )
        for properties in copy.iter(f"{{{_DRAWING}}}docPr"):
            self._pictures += 1
            properties.set("id", str(self._pictures))
        return copy

    def _bring_image(self, name: str) -> str:
        data = self.old.file.parts.get(name, b"")
        ending = re.sub(r"[^A-Za-z0-9]", "", posixpath.splitext(name)[1])[:8] or "bin"
        new = f"word/media/old-{sha256(data).hexdigest()[:12]}.{ending}"
        if new not in self.new.file.parts:
            content_type = self.old.file.content_type(name) or "application/octet-stream"
            self.new.file.add_part(new, content_type, data)
        return new

    # ------------------------------------------------------------------------- notes

    def note(self) -> Element:
        """A new, empty footnote in the new file."""
        name = self.new.file.related("footnotes")
        if name is None:
            name = "word/footnotes.xml"
            root = made("footnotes")
            for number, kind, inside in (
                ("-1", "separator", "separator"),
                ("0", "continuationSeparator", "continuationSeparator"),
            ):
                paragraph, run = made("p"), made("r")
                run.append(made(inside))
                paragraph.append(run)
                note = made("footnote", type=kind, id=number)
                note.append(paragraph)
                root.append(note)
            self.new.file.add_part(name, _FOOTNOTES, etree.tostring(root))
            self.new.file.relate(self.new.file.main, "footnotes", name)
        self._notes += 1
        note = made("footnote", id=str(self._notes))
        self.new.file.tree(name).append(note)
        return note


def _next(root: Element, name: str, key: str) -> int:
    numbers = [value(e, key) for e in children(root, name)]
    return max((int(n) for n in numbers if n.isdigit()), default=0) + 1
