"""The sections of a letterhead: their paper, their headers and footers."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from lxml import etree

from briefgen.writers.docx.letterhead.wordfile import (
    OFFICE,
    WORD,
    R,
    W,
    WordFile,
    is_on,
)


def sections(document: etree._Element) -> list[etree._Element]:
    """The `w:sectPr` of each section, in order; the last one's stands at the end of the body.
    It is made when there is none."""
    body = document.find(W + "body")
    if body is None:
        return []
    found = [e for e in body.iter(W + "sectPr") if not _old(e)]
    if not found or found[-1].getparent() is not body:
        found.append(etree.SubElement(body, W + "sectPr"))
    return found


def _old(section: etree._Element) -> bool:
    """Whether these are the properties that a tracked change replaced."""
    return next(section.iterancestors(W + "sectPrChange"), None) is not None


def section_at(document: etree._Element, element: etree._Element | None) -> int:
    """Which section an element of the body stands in; the last for None."""
    all_ = sections(document)
    if element is None:
        return len(all_) - 1
    ends = {id(e): number for number, e in enumerate(all_)}
    started = False
    for e in document.iter():
        started = started or e is element
        if started and id(e) in ends:
            return ends[id(e)]
    return len(all_) - 1


def text_width(section: etree._Element) -> int:
    """The width of the text area, or of its narrowest column, in twips. What a section does
    not say is as Word takes it: Letter paper with margins of an inch."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    width = _twips(size, "w", 12240)
    width -= sum(_twips(margins, side, 1440) for side in ("left", "right"))
    width -= _twips(margins, "gutter", 0)
    columns = section.find(W + "cols")
    if columns is not None:
        own = [_twips(column, "w", 0) for column in columns.findall(W + "col")]
        count = _twips(columns, "num", 1)
        if own and min(own) > 0:
            width = min(own)
        elif count > 1:
            width = (width - (count - 1) * _twips(columns, "space", 720)) // count
    return max(width, 1440)


def paper(section: etree._Element) -> tuple[int, int]:
    """The width and height of a section's paper in twips."""
    size = section.find(W + "pgSz")
    return _twips(size, "w", 12240), _twips(size, "h", 15840)


def _twips(element: etree._Element | None, name: str, otherwise: int) -> int:
    """A length in twips; LibreOffice writes some as numbers with a fraction."""
    text = "" if element is None else element.get(W + name, "")
    try:
        return round(float(text))
    except ValueError:
        return otherwise


class Edge(NamedTuple):
    """What stands above and below the text on some pages: a section's, of one kind (all,
    the first, the even ones). A part is None where nothing stands."""

    section: int
    kind: str
    header: str | None
    footer: str | None


def edges(file: WordFile, document: etree._Element) -> list[Edge]:
    """The headers and footers of every kind of page. A section without one of its own has
    that of the section before (17.10.1)."""
    settings = file.one("settings")
    even = settings is not None and is_on(file.tree(settings).find(W + "evenAndOddHeaders"))
    targets = {relation.id: relation.target for relation in file.relations(file.main)}
    held: dict[tuple[str, str], str] = {}
    found: list[Edge] = []
    for number, section in enumerate(sections(document)):
        for place in ("header", "footer"):
            for reference in section.findall(f"{W}{place}Reference"):
                target = targets.get(reference.get(R + "id", ""), "")
                if target in file.parts:
                    held[place, reference.get(W + "type", "default")] = target
        kinds = ["default"]
        kinds += ["first"] if is_on(section.find(W + "titlePg")) else []
        kinds += ["even"] if even else []
        found += [
            Edge(number, kind, held.get(("header", kind)), held.get(("footer", kind)))
            for kind in kinds
        ]
    return found


class Addition(NamedTuple):
    """Paragraphs to add to the headers (at the top) or footers (at the end) of some pages."""

    edge: Edge
    place: Literal["header", "footer"]
    paragraphs: list[etree._Element]


def add(
    file: WordFile,
    document: etree._Element,
    additions: Iterable[Addition],
    empty: Mapping[str, bytes],
) -> list[str]:
    """Add to headers and footers, once to each; gives the parts that were changed.

    Pages that have none get one, made from `empty`; later sections follow it (17.10.1).
    """
    changed: list[str] = []
    made: set[tuple[str, str]] = set()
    for edge, place, paragraphs in additions:
        part = edge.header if place == "header" else edge.footer
        if not paragraphs or (part is None and (place, edge.kind) in made):
            continue
        if part is None:
            made.add((place, edge.kind))
            part = _new_edge(file, sections(document)[edge.section], place, edge.kind, empty[place])
        if part in changed:
            continue
        changed.append(part)
        root = file.tree(part)
        copies = [copy.deepcopy(paragraph) for paragraph in paragraphs]
        at = 0 if place == "header" else len(root)
        for paragraph in reversed(copies):
            root.insert(at, paragraph)
    return changed


def _new_edge(file: WordFile, section: etree._Element, place: str, kind: str, empty: bytes) -> str:
    part = file.add(f"word/{place}Brief.xml", f"{WORD}{place}+xml", empty)
    reference = etree.Element(f"{W}{place}Reference")
    reference.set(W + "type", kind)
    id_ = file.relate(file.main, OFFICE + place, part, f"rIdBrief{place.capitalize()}")
    reference.set(R + "id", id_)
    section.insert(0, reference)
    return part
