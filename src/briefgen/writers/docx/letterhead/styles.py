"""The letterhead's styles by what they are for, whatever it calls them.

Word keeps the names of its own styles in English in every language (`heading 1`) and
translates their ids (`Titre1`, `berschrift1`, `a3`), so that an id says nothing. A style is
looked for by the name that `style.yaml` gives, by Word's name, by the names that other
programs use, by its aliases, headings by their outline level. One that is missing is added.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from briefgen.writers.docx.letterhead.wordfile import W, value

#: What each of our styles is for, by the word that `style.yaml` uses, and the names beside
#: its own by which it may be found: those of LibreOffice, which saves its own.
ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "title": ("Title", ()),
    "heading-1": ("Heading1", ()),
    "heading-2": ("Heading2", ()),
    "heading-3": ("Heading3", ()),
    "body": ("BodyText", ("Text Body",)),
    "lead": ("BriefLead", ()),
    "meta": ("BriefMeta", ()),
    "small": ("BriefSmall", ()),
    "quote": ("Quote", ("Quotations", "Block Text", "Intense Quote")),
    "bullet": ("ListBullet", ("List 1",)),
    "number": ("ListNumber", ("Numbering 1",)),
    "list-continue": ("ListContinue", ("List 1 Cont.",)),
    "caption": ("Caption", ()),
    "figure": ("BriefFigure", ("Figure",)),
    "figure-caption": ("BriefFigureCaption", ()),
    "bottom-line": ("BriefBottomLine", ()),
    "judgement": ("BriefJudgement", ()),
    "reading": ("BriefReading", ()),
    "plain-box": ("BriefPlain", ()),
    "table": ("BriefTable", ()),
    "table-text": ("BriefTableText", ("Table Contents",)),
    "table-head": ("BriefTableHead", ("Table Heading",)),
    "passage": ("BriefPassage", ()),
    "footnote-text": ("FootnoteText", ("Footnote",)),
    "footnote-mark": ("FootnoteReference", ("Footnote Anchor",)),
    "note-number": ("BriefNoteNumber", ("Footnote Characters",)),
    "link": ("Hyperlink", ("Internet Link",)),
    "marking": ("BriefMarking", ()),
    "header": ("Header", ()),
    "footer": ("Footer", ()),
}
_ROLE_OF = {ours: role for role, (ours, _) in ROLES.items()}
#: Ours that stand for the letterhead's default of their kind.
_DEFAULTS = {
    "Normal": "paragraph",
    "DefaultParagraphFont": "character",
    "TableNormal": "table",
    "NoList": "numbering",
}


class Match(NamedTuple):
    """A style of the letterhead's: its id and name, and how it was found."""

    id: str
    name: str
    how: str


class Styles:
    """The styles of a letterhead, to be asked for by our own ids."""

    def __init__(
        self,
        root: etree._Element,
        ours: etree._Element,
        wanted: Mapping[str, str],
        theme: Mapping[str, str],
    ) -> None:
        self.root = root
        self.theme = theme
        self.ours = {s.get(W + "styleId", ""): s for s in ours.iter(W + "style")}
        self.wanted = wanted
        #: Names that `style.yaml` gives and the letterhead does not have: role -> name.
        self.unknown: dict[str, str] = {}
        #: The names of styles that were added.
        self.added: list[str] = []
        self._chosen: dict[str, str] = {}
        self._index()

    def _index(self) -> None:
        """Names and aliases, folded, by the kind of style; the first of a name wins."""
        self.by_id: dict[str, etree._Element] = {}
        self.by_name: dict[tuple[str, str], etree._Element] = {}
        self.defaults: dict[str, etree._Element] = {}
        styles = self.root.findall(W + "style")
        for style in styles:
            kind = style.get(W + "type", "paragraph")
            self.by_id.setdefault(style.get(W + "styleId", ""), style)
            self.by_name.setdefault((kind, _folded(name_of(style))), style)
            if style.get(W + "default", "") in ("1", "true", "on"):
                self.defaults.setdefault(kind, style)
        for style in styles:
            kind = style.get(W + "type", "paragraph")
            for alias in value(style.find(W + "aliases")).split(","):
                if alias.strip():
                    self.by_name.setdefault((kind, _folded(alias)), style)

    def names(self) -> list[str]:
        """The names of all styles."""
        return [name_of(style) for style in self.by_id.values()]

    def find(self, ours: str) -> Match | None:
        """The letterhead's style for one of ours; None when there is none."""
        kind = self.ours[ours].get(W + "type", "paragraph")
        if ours in _DEFAULTS:
            default = self.defaults.get(kind)
            return None if default is None else _match(default, "the default")
        role = _ROLE_OF.get(ours, "")
        if role in self.wanted:
            style = self.by_name.get((kind, _folded(self.wanted[role])))
            if style is not None:
                return _match(style, "style.yaml")
            self.unknown[role] = self.wanted[role]
        own = name_of(self.ours[ours])
        others = ROLES[role][1] if role else ()
        for name in (own, *others):
            style = self.by_name.get((kind, _folded(name)))
            if style is not None and _usable(ours, style, self):
                exact = name_of(style) == name
                folded = _folded(name_of(style)) == _folded(name)
                how = "name" if exact else "name, but for case" if folded else "alias"
                return _match(style, how)
        if ours.startswith("Heading"):
            return self._by_level(ours)
        if ours == "BodyText":
            return self._normal_as_body()
        return None

    def _by_level(self, ours: str) -> Match | None:
        level = value(self.ours[ours].find(f"{W}pPr/{W}outlineLvl"))
        for style in self.by_id.values():
            if style.get(W + "type") == "paragraph" and level == value(
                style.find(f"{W}pPr/{W}outlineLvl")
            ):
                return _match(style, "outline level")
        return None

    def _normal_as_body(self) -> Match | None:
        """The default paragraph style, where its paragraphs can be told apart: offices that
        have no Body Text write in it."""
        normal = self.defaults.get("paragraph")
        if normal is None:
            return None
        for attribute in ("before", "after"):
            space = self.inherited(normal, f"{W}pPr/{W}spacing", attribute)
            if space.isdigit() and int(space) >= 60:
                return _match(normal, "the default")
        return None

    def chain(self, style: etree._Element) -> list[etree._Element]:
        """A style and those that it is based on."""
        found: list[etree._Element] = []
        at: etree._Element | None = style
        while at is not None and at not in found and len(found) < 32:
            found.append(at)
            at = self.by_id.get(value(at.find(W + "basedOn")))
        return found

    def inherited(self, style: etree._Element, path: str, attribute: str) -> str:
        """A property of a style, of those that it is based on, or of the document."""
        for one in self.chain(style):
            for element in one.findall(path):
                if element.get(W + attribute) is not None:
                    return element.get(W + attribute, "")
        inside = "pPrDefault" if path.startswith(f"{W}pPr/") else "rPrDefault"
        for element in self.root.findall(f"{W}docDefaults/{W}{inside}/{path}"):
            return element.get(W + attribute, "")
        return ""

    # ---------------------------------------------------------------------- adding

    def id(self, ours: str) -> str:
        """The id of the letterhead's style for one of ours, which is added if need be."""
        if ours not in self._chosen:
            match = self.find(ours)
            self._chosen[ours] = match.id if match is not None else self._add(ours)
        return self._chosen[ours]

    def _add(self, ours: str) -> str:
        style = copy.deepcopy(self.ours[ours])
        free = ours
        while free.lower() in {name.lower() for name in self.by_id}:
            free += "Brief"
        # Known from here on, for styles that lead back to this one.
        self._chosen[ours] = free
        style.set(W + "styleId", free)
        name = style.find(W + "name")
        taken = {_folded(each) for each in self.names()}
        while name is not None and _folded(value(name)) in taken:
            name.set(W + "val", f"Brief {value(name)}")
        self.root.append(style)
        self._index()
        self.added.append(name_of(style))
        for tag in ("basedOn", "next", "link"):
            element = style.find(W + tag)
            if element is not None:
                element.set(W + "val", self.id(value(element)))
        self._keep_typefaces(style)
        return free

    def _keep_typefaces(self, style: etree._Element) -> None:
        """Leave to the letterhead what it says itself: the typefaces of East Asian and
        complex scripts, and its own for running text."""
        body = self.family("Normal")
        for fonts in list(style.iter(W + "rFonts")):
            for slot in ("eastAsia", "cs"):
                fonts.attrib.pop(W + slot, "")
            if fonts.get(W + "ascii") == body:
                parent = fonts.getparent()
                if parent is not None and style.get(W + "type") == "paragraph":
                    parent.remove(fonts)

    # ------------------------------------------------------------------ typography

    def family(self, ours: str) -> str:
        """The Latin typeface of the letterhead's style for one of ours; empty if unknown."""
        match = self.find(ours) or self.find("Normal")
        if match is None:
            return ""
        style = self.by_id[match.id]
        themed = self.inherited(style, f"{W}rPr/{W}rFonts", "asciiTheme")
        named = self.inherited(style, f"{W}rPr/{W}rFonts", "ascii")
        return self.theme.get(themed[:5], "") or named

    def size(self) -> float:
        """The size of running text in points."""
        match = self.find("BodyText") or self.find("Normal")
        style = None if match is None else self.by_id[match.id]
        size = "" if style is None else self.inherited(style, f"{W}rPr/{W}sz", "val")
        # Without any size Word takes 10 points.
        return int(size) / 2 if size.isdigit() and 10 <= int(size) <= 144 else 10.0

    def language(self) -> str:
        """The language of text that names none, as Word sees it."""
        normal = self.defaults.get("paragraph")
        if normal is None:
            return ""
        return self.inherited(normal, f"{W}rPr/{W}lang", "val")


def name_of(style: etree._Element) -> str:
    """A style's name as the file has it."""
    return value(style.find(W + "name"))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _match(style: etree._Element, how: str) -> Match:
    return Match(style.get(W + "styleId", ""), name_of(style), how)


def _usable(ours: str, style: etree._Element, styles: Styles) -> bool:
    """Whether a style of the right name can do its work: a heading that was taken out of the
    outline cannot (level 9 is body text, 17.3.1.20)."""
    level = styles.inherited(style, f"{W}pPr/{W}outlineLvl", "val")
    return not ours.startswith("Heading") or level != "9"
