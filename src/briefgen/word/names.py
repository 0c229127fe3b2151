"""The names of WordprocessingML (ECMA-376 part 1) as lxml spells them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Paragraph ids and what hangs on them (MS-DOCX 2.6).
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element


def w(name: str) -> str:
    """A name of WordprocessingML: `p` as `{http://…}p`."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """A name of the relations' namespace, such as the attribute `id`."""
    return f"{{{R}}}{name}"


def local(element: Element) -> str:
    """An element's name without its namespace, if that is WordprocessingML; else empty."""
    tag = element.tag
    return tag[len(W) + 2 :] if tag.startswith(f"{{{W}}}") else ""


def value(element: Element | None, name: str = "val", default: str = "") -> str:
    """An attribute `w:…` of an element that may be missing."""
    return default if element is None else element.get(w(name), default)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, the first of that name in it, and so on."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name."""
    if element is not None:
        yield from element.iterchildren(w(name))


def made(name: str, /, **attributes: str) -> Element:
    """A new element `w:name` with attributes `w:…`."""
    element = etree.Element(w(name), nsmap={"w": W})
    for key, text in attributes.items():
        element.set(w(key), text)
    return element


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:b` is there and not turned off (ST_OnOff, 22.9.2.7)."""
    return element is not None and value(element, default="1") not in ("0", "false", "off")
