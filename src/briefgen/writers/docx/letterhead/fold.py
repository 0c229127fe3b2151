"""A brief's parts folded into a letterhead's.

The brief is written as it always is, with ids of its own; here each of them is given the
place that the letterhead has for it: styles by what they are for, lists, notes and relations
by numbers that are free. Parts that the letterhead does not have come along as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from briefgen.document import Document
from briefgen.writers.docx import scripts
from briefgen.writers.docx.figures import NAMESPACES as DRAWING
from briefgen.writers.docx.letterhead import sections
from briefgen.writers.docx.letterhead.fields import Filling, fill, set_text
from briefgen.writers.docx.letterhead.numbering import (
    count_from_one,
    count_plainly,
    merge_lists,
    merge_notes,
    name_separators,
)
from briefgen.writers.docx.letterhead.opened import Opened, grey_style
from briefgen.writers.docx.letterhead.properties import forget_counts, refresh
from briefgen.writers.docx.letterhead.sections import Addition
from briefgen.writers.docx.letterhead.slot import put
from briefgen.writers.docx.letterhead.styles import Styles
from briefgen.writers.docx.letterhead.wordfile import OFFICE, R, W, WordFile, parse, value
from briefgen.writers.docx.package import PartFile, relation_type

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
_MAIN = "/word/document.xml"
#: What a letterhead has itself, by the kinds of the brief's relations; the rest comes along.
_MERGED = ("styles", "settings", "numbering", "footnotes", "fontTable", "header", "footer")


class Folded(NamedTuple):
    """The parts of the whole file; what each of the brief's own that came along is called in
    it; the headers and footers that were given the marking; and the marks that notes of the
    letterhead's own got instead of numbers."""

    parts: dict[str, bytes]
    names: dict[str, str]
    marked: list[str]
    given: list[str]


def fold(
    opened: Opened,
    document: Document,
    files: list[PartFile],
    top: Mapping[str, tuple[str, str]],
    known: Mapping[str, str],
) -> Folded:
    """Fill a letterhead's fields with `known` and put a brief's parts into it."""
    file = opened.file
    _declare(file, opened)
    brief = {part.name: part for part in files}
    speech = _speech(opened.styles, document.lang)
    filling = Filling(known, grey_style(opened.styles), document.date, speech)
    for story in list(file.stories()):
        # Before the brief is there: what looks like a field in its text is text.
        fill(file.tree(story), filling)
        refresh(file.tree(story), known)
    names: dict[str, str] = {}
    main = brief[_MAIN]
    kinds = {kind: name for kind, name in main.parts.values() if kind in _MERGED}
    body = parse(main.data, _MAIN)
    blocks = [e for e in body[0] if e.tag != W + "sectPr"]
    relations = _relate(file, file.main, main, brief, names)
    lists = _lists(file, brief[kinds["numbering"]]) if "numbering" in kinds else 0
    notes = _notes(opened, document, brief, kinds) if document.notes else 0
    _renumber(body, relations, lists, notes)
    _restyle(body, opened.styles)
    _speak(body, speech)
    first = blocks[0]
    put(opened.slot, blocks, opened.document)
    given = _count(opened, first) if document.notes else []
    marked = _mark(opened, brief, kinds)
    _describe(file, brief, top, names)
    return Folded(file.saved(), names, marked, given)


def _relate(
    file: WordFile,
    name: str,
    part: PartFile,
    brief: Mapping[str, PartFile],
    names: dict[str, str],
) -> dict[str, str]:
    """Give a part of the letterhead the relations of one of the brief's; gives their new ids."""
    ids: dict[str, str] = {}
    for key, (kind, target) in part.parts.items():
        if kind not in _MERGED:
            copied = _come_along(file, brief[target], brief, names)
            ids[key] = file.relate(name, relation_type(kind), copied, key)
    for key, url in part.links.items():
        ids[key] = file.relate(name, relation_type("hyperlink"), url, key, external=True)
    return ids


def _come_along(
    file: WordFile, part: PartFile, brief: Mapping[str, PartFile], names: dict[str, str]
) -> str:
    if part.name not in names:
        name = file.add(part.name.lstrip("/"), part.content_type, part.data)
        names[part.name] = name
        _relate(file, name, part, brief, names)
    return names[part.name]


def _lists(file: WordFile, part: PartFile) -> int:
    name = file.one("numbering")
    ours = parse(part.data, part.name)
    if name is not None:
        return merge_lists(file.tree(name), ours)
    if ours.find(W + "num") is not None:
        name = file.add("word/numbering.xml", part.content_type, part.data)
        file.relate(file.main, f"{OFFICE}numbering", name, "rIdNumbering")
    return 0


def _notes(
    opened: Opened, document: Document, brief: Mapping[str, PartFile], kinds: Mapping[str, str]
) -> int:
    file, part = opened.file, brief[kinds["footnotes"]]
    ours = parse(part.data, part.name)
    _fit_notes(ours, opened.styles)
    _restyle(ours, opened.styles)
    _speak(ours, _speech(opened.styles, document.lang))
    name = file.one("footnotes")
    settings = file.one("settings")
    if name is None:
        name = file.add("word/footnotes.xml", part.content_type, b"")
        file.relate(file.main, f"{OFFICE}footnotes", name, "rIdFootnotes")
        file.trees[name] = ours
        if settings is not None:
            name_separators(
                file.tree(settings), parse(brief[kinds["settings"]].data, kinds["settings"])
            )
        _renumber(ours, _relate(file, name, part, {}, {}), 0, 0)
        return 0
    _renumber(ours, _relate(file, name, part, {}, {}), 0, 0)
    return merge_notes(file.tree(name), ours)


def _count(opened: Opened, first: etree._Element) -> list[str]:
    """Let the brief's notes count from 1; gives the marks of those before."""
    file = opened.file
    name, settings = file.one("footnotes"), file.one("settings")
    if settings is not None:
        count_plainly(file.tree(settings))
    for section in sections.sections(opened.document):
        count_plainly(section)
    return [] if name is None else count_from_one(opened.document, file.tree(name), first)


def _fit_notes(notes: etree._Element, styles: Styles) -> None:
    """Set the numbers of notes as the letterhead's own are: its style for notes seldom has
    the indent that ours are hung on, and a tab would leave a hole."""
    match = styles.find("FootnoteText")
    if match is None:
        return
    for number in notes.iter(W + "rStyle"):
        if value(number) == "BriefNoteNumber":
            number.set(W + "val", "FootnoteReference")
    if styles.inherited(styles.by_id[match.id], f"{W}pPr/{W}ind", "hanging"):
        return
    for note in notes.findall(W + "footnote"):
        tab = next(note.iter(W + "tab"), None)
        parent = None if tab is None else tab.getparent()
        if tab is not None and parent is not None and parent.tag == W + "r":
            space = etree.Element(W + "t")
            set_text(space, " ")
            parent.replace(tab, space)


def _renumber(root: etree._Element, relations: Mapping[str, str], lists: int, notes: int) -> None:
    for element in root.iter(W + "hyperlink", _A + "blip", _ASVG + "svgBlip"):
        for name in (R + "id", R + "embed"):
            old = element.get(name)
            if old is not None:
                element.set(name, relations[old])
    if lists:
        for element in root.iter(W + "numId"):
            element.set(W + "val", str(lists + int(value(element))))
    if notes:
        for element in root.iter(W + "footnoteReference"):
            element.set(W + "id", str(notes + int(element.get(W + "id", "0"))))


def _restyle(root: etree._Element, styles: Styles) -> None:
    """Name the letterhead's styles instead of ours."""
    for element in root.iter(W + "pStyle", W + "rStyle", W + "tblStyle"):
        element.set(W + "val", styles.id(value(element)))


def _speech(styles: Styles, lang: str) -> tuple[str, str] | None:
    """The attribute of `w:lang` and the language to say of each run, where the letterhead's is
    another: else Word would read and spell the brief in that."""
    if styles.language() == lang or not scripts.is_language_tag(lang):
        return None
    return scripts.slot(lang), lang


def _speak(root: etree._Element, speech: tuple[str, str] | None) -> None:
    """Say of every run in which language it is, unless it does."""
    if speech is None:
        return
    for run in root.iter(W + "r"):
        look = run[0] if len(run) and run[0].tag == W + "rPr" else None
        if look is None:
            look = etree.Element(W + "rPr")
            run.insert(0, look)
        # Last in a `w:rPr` of ours (EG_RPrBase, 17.3.2).
        if look.find(W + "lang") is None:
            etree.SubElement(look, W + "lang").set(W + speech[0], speech[1])


def _mark(opened: Opened, brief: Mapping[str, PartFile], kinds: Mapping[str, str]) -> list[str]:
    """Let the marking stand on each page on which the letterhead has no place for it, and a
    watermark behind every page."""
    held: dict[str, list[etree._Element]] = {"header": [], "footer": []}
    behind: list[etree._Element] = []
    empty: dict[str, bytes] = {}
    for place, found in held.items():
        if place not in kinds:
            continue
        root = parse(brief[kinds[place]].data, kinds[place])
        for paragraph in list(root):
            style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
            if style == "BriefMarking":
                found.append(paragraph)
            elif place == "header":
                behind.append(paragraph)
            root.remove(paragraph)
        empty[place] = etree.tostring(root)
        if opened.bare:
            for paragraph in found:
                _restyle(paragraph, opened.styles)
    for paragraph in behind:
        _restyle(paragraph, opened.styles)
    additions = [
        addition
        for edge in opened.bare
        for addition in (
            Addition(edge, "header", held["header"] + behind),
            Addition(edge, "footer", held["footer"]),
        )
    ]
    additions += [Addition(e, "header", behind) for e in opened.edges if e not in opened.bare]
    changed = sections.add(opened.file, opened.document, additions, empty)
    return changed if held["header"] and opened.bare else []


def _describe(
    file: WordFile,
    brief: Mapping[str, PartFile],
    top: Mapping[str, tuple[str, str]],
    names: dict[str, str],
) -> None:
    """The properties of the file are the brief's; those of the program the letterhead's."""
    present = {relation.type: relation.target for relation in file.relations("")}
    for key, (kind, name) in top.items():
        type_, part = relation_type(kind), brief[name]
        target = present.get(type_)
        if kind == "officeDocument":
            continue
        if target not in file.parts:
            file.relate("", type_, _come_along(file, part, brief, names), key)
        elif kind == "core-properties":
            file.parts[target] = part.data
            file.trees.pop(target, None)
        elif kind == "extended-properties":
            forget_counts(file.tree(target))


def _declare(file: WordFile, opened: Opened) -> None:
    """Declare the namespaces of pictures at the top of the main part, where pandoc looks; while
    the brief is not in it yet, since lxml takes a second to move a hundred pages."""
    root = opened.document
    wanted: dict[Any, Any] = dict(_DRAWING)
    if all(root.nsmap.get(prefix) for prefix in wanted):
        return
    wanted.update(root.nsmap)
    new = etree.Element(root.tag, nsmap=wanted)
    for name, text in root.attrib.items():
        new.set(name, text)
    new[:] = list(root)
    file.trees[file.main] = opened.document = new


_DRAWING: dict[str | None, str] = {
    piece.partition("=")[0].removeprefix("xmlns:"): piece.partition("=")[2].strip('"')
    for piece in DRAWING.split()
}
