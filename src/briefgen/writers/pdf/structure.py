"""The structure tree of a tagged PDF (ISO 32000-1 14.7, ISO 14289-1 7).

Elements are made while the document is laid out, in reading order; painting adds the
marked content and annotations that belong to them. Inline elements (links, spans) are
made before anyone knows whether and where they are painted: they join their parent when
their first mark is.
"""

from __future__ import annotations

from collections.abc import Callable


class Elem:
    """A structure element of a standard type (ISO 32000-1 14.8.4).

    `extra` is PDF source for further entries, for example `/Lang(hi)`; `ident` is the
    element's ID.
    """

    __slots__ = ("extra", "ident", "joined", "kids", "kind", "number", "parent")

    def __init__(
        self, kind: str, parent: Elem | None, extra: str = "", *, inline: bool = False
    ) -> None:
        self.kind = kind
        self.parent = parent
        #: elements, marked content (page, MCID) and annotations (page, and the object's number
        #: in the last place)
        self.kids: list[Elem | tuple[int, int] | tuple[int, int, int]] = []
        self.extra = extra
        self.ident = ""
        self.number = 0
        self.joined = not inline
        if parent is not None and not inline:
            parent.kids.append(self)

    def join(self) -> None:
        """Take the place in the parent that the first mark has."""
        elem: Elem | None = self
        while elem is not None and not elem.joined:
            elem.joined = True
            if elem.parent is not None:
                elem.parent.kids.append(elem)
            elem = elem.parent


#: Cells keep their place in the grid even when they are empty.
_KEPT_EMPTY = frozenset({"TD", "TH"})


def used(root: Elem) -> list[Elem]:
    """The elements that hold something, parents before kids, in reading order; elements
    that came to hold nothing are taken out of the tree."""
    order: list[Elem] = []
    waiting = [root]
    while waiting:
        elem = waiting.pop()
        order.append(elem)
        waiting.extend(kid for kid in reversed(elem.kids) if isinstance(kid, Elem))
    for elem in reversed(order):
        if any(isinstance(kid, Elem) and kid.number < 0 for kid in elem.kids):
            elem.kids = [kid for kid in elem.kids if not (isinstance(kid, Elem) and kid.number < 0)]
        if not elem.kids and elem.kind not in _KEPT_EMPTY and elem is not root:
            elem.number = -1
    return [elem for elem in order if elem.number >= 0]


def take_apart(root: Elem) -> None:
    """Undo the tree: parents and kids refer to each other and would outlive their use."""
    waiting = [root]
    while waiting:
        elem = waiting.pop()
        waiting.extend(kid for kid in elem.kids if isinstance(kid, Elem))
        elem.kids = []
        elem.parent = None


def source(elem: Elem, parent: int, page_number: Callable[[int], int]) -> str:
    """The PDF source of an element; `page_number` gives the object of a page."""
    page = -1
    kids: list[str] = []
    for kid in elem.kids:
        if isinstance(kid, Elem):
            kids.append(f"{kid.number} 0 R")
            continue
        if page < 0:
            page = kid[0]
        if len(kid) == 3:
            where = "" if kid[0] == page else f"/Pg {page_number(kid[0])} 0 R"
            kids.append(f"<</Type/OBJR{where}/Obj {kid[2]} 0 R>>")
        elif kid[0] == page:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {page_number(kid[0])} 0 R/MCID {kid[1]}>>")
    held = ""
    if len(kids) == 1:
        held = f"/K {kids[0]}"
    elif kids:
        held = f"/K[{' '.join(kids)}]"
    on = f"/Pg {page_number(page)} 0 R" if page >= 0 else ""
    ident = f"/ID({elem.ident})" if elem.ident else ""
    return f"<</Type/StructElem/S/{elem.kind}/P {parent} 0 R{on}{ident}{elem.extra}{held}>>"
