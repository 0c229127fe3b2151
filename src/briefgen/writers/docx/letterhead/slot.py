"""Where in a letterhead the brief goes."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from lxml import etree

from briefgen.writers.docx.letterhead.fields import BODY, controls, field_name, text_of
from briefgen.writers.docx.letterhead.wordfile import RefusedError, W, is_on

_ALONE = re.compile(r"\s*\{\{\s*([\w.:-]+)\s*\}\}\s*\Z")
_ANYWHERE = re.compile(r"\{\{\s*(?:brief:)?body\s*\}\}", re.IGNORECASE)

#: Elements of which one of a pair must not go without the other.
_PAIRS = {
    "bookmarkStart": "bookmarkEnd",
    "permStart": "permEnd",
    "moveFromRangeStart": "moveFromRangeEnd",
    "moveToRangeStart": "moveToRangeEnd",
    "commentRangeStart": "commentRangeEnd",
}


class Slot(NamedTuple):
    """Where the brief goes: it takes the place of `replaced`, or stands before the last
    section's properties when there is nothing to replace."""

    how: Literal["control", "braces", "end"]
    parent: etree._Element
    replaced: tuple[etree._Element, ...] = ()

    @property
    def at(self) -> int:
        """The position in `parent`."""
        if self.replaced:
            return self.parent.index(self.replaced[0])
        last = self.parent[-1] if len(self.parent) else None
        return len(self.parent) - (last is not None and last.tag == W + "sectPr")


def find_slot(document: etree._Element) -> Slot:
    """The place for the brief in document.xml: a content control `body`, else a paragraph
    that holds `{{body}}` and nothing else, else after the last content.

    `RefusedError` when it is asked for more than once, or where a brief cannot stand.
    """
    body = document.find(W + "body")
    if body is None:
        raise RefusedError("it has no body", "open it in Word and save it again")
    wanted: list[Slot] = []
    for name, control in controls(document, {}):
        if name == BODY:
            wanted.append(_control_slot(control))
    for paragraph in document.iter(W + "p"):
        text = text_of(paragraph)
        if "{{" not in text or _inside(paragraph, {s.replaced[0] for s in wanted}):
            continue
        match = _ALONE.match(text)
        if match is not None and field_name(match[1]) == BODY:
            wanted.append(_slot("braces", paragraph))
        elif _ANYWHERE.search(text):
            raise RefusedError(
                "`{{body}}` stands beside other words", "put it in a paragraph of its own"
            )
    if len(wanted) > 1:
        raise RefusedError("`body` is asked for more than once", "keep one place for the brief")
    return wanted[0] if wanted else Slot("end", body, _trailing(body))


def _control_slot(control: etree._Element) -> Slot:
    parent = control.getparent()
    while parent is not None and parent.tag == W + "sdtContent":
        control = parent.getparent()  # type: ignore[assignment]
        parent = control.getparent()
    if parent is not None and parent.tag == W + "p":
        whole = "".join(t.text or "" for t in parent.iter(W + "t"))
        own = "".join(t.text or "" for t in control.iter(W + "t"))
        if whole.strip() != own.strip():
            raise RefusedError(
                "the content control `body` stands beside other words",
                "put it in a paragraph of its own",
            )
        return _slot("control", parent)
    return _slot("control", control)


def _slot(how: Literal["control", "braces"], element: etree._Element) -> Slot:
    where = {
        W + "tc": "in a table",
        W + "txbxContent": "in a text box",
    }
    for ancestor in element.iterancestors():
        place = where.get(str(ancestor.tag))
        if place:
            raise RefusedError(
                f"`body` stands {place}, where a brief with notes cannot",
                "put it in a paragraph of its own, between tables",
            )
    parent = element.getparent()
    if parent is None or parent.tag not in (W + "body", W + "sdtContent"):
        raise RefusedError(
            "`body` stands where no paragraph can", "put it in a paragraph of its own"
        )
    return Slot(how, parent, (element,))


def _inside(element: etree._Element, places: set[etree._Element]) -> bool:
    return element in places or any(ancestor in places for ancestor in element.iterancestors())


def _trailing(body: etree._Element) -> tuple[etree._Element, ...]:
    """The empty paragraphs at the end of a letterhead, which only hold the cursor."""
    trailing: list[etree._Element] = []
    for element in reversed(body):
        if element.tag == W + "sectPr":
            continue
        plain = element.tag == W + "p" and all(
            e.tag
            in (W + "p", W + "pPr", W + "rPr", W + "r", W + "bookmarkStart", W + "bookmarkEnd")
            or next(e.iterancestors(W + "pPr"), None) is not None
            for e in element.iter()
        )
        if not plain or element.find(f"{W}pPr/{W}sectPr") is not None:
            break
        trailing.append(element)
    return tuple(reversed(trailing))


def starts_page(slot: Slot) -> bool:
    """Whether what is replaced begins a page."""
    return any(is_on(e.find(f"{W}pPr/{W}pageBreakBefore")) for e in slot.replaced)


def put(slot: Slot, blocks: list[etree._Element], document: etree._Element) -> None:
    """Put the brief's blocks in their place. The end of a section that what they replace
    carried goes to the last of them, a paragraph."""
    at = slot.at
    ends = [e for old in slot.replaced for e in old.iter(W + "sectPr")]
    for old in slot.replaced:
        _remove(old, document)
    for block in reversed(blocks):
        slot.parent.insert(at, block)
    if ends and blocks:
        properties = blocks[-1].find(W + "pPr")
        if properties is None:
            properties = etree.Element(W + "pPr")
            blocks[-1].insert(0, properties)
        properties.append(ends[-1])


def _remove(element: etree._Element, document: etree._Element) -> None:
    """Remove an element, and the other half of every pair that it holds one half of."""
    inside = set(element.iter())
    for start, end in _PAIRS.items():
        for one, other in ((start, end), (end, start)):
            held = {e.get(W + "id") for e in element.iter(W + one)}
            if not held:
                continue
            for half in list(document.iter(W + other)):
                parent = half.getparent()
                if half.get(W + "id") in held and half not in inside and parent is not None:
                    parent.remove(half)
    references = {e.get(W + "id") for e in element.iter(W + "commentRangeStart")}
    for reference in list(document.iter(W + "commentReference")):
        run = reference.getparent()
        if run is not None and reference not in inside and reference.get(W + "id") in references:
            run.remove(reference)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
