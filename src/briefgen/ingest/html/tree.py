"""A web page as a tree of elements.

The rules of the HTML standard (13.2.6) that text depends on: which tags end which paragraph,
item, row and cell without saying so, which elements have no end, and that an end tag ends only
what is open. What they do to looks (formatting that crosses paragraphs) is left aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.ingest.html.tokens import End, Start, Text, tokens

#: Elements deeper than this are read as if their tags were not there, their text stays.
DEEPEST = 128
#: The most elements of a page that is read.
MOST = 300_000

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen frame".split()
)
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre "
    "section summary table ul xmp".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Formatting, which a block inside of it outlives.
_FORMATTING = frozenset(
    "a b big code em font i nobr s small strike strong tt u span abbr cite mark sub sup".split()
)
#: An end tag does not reach beyond these.
_SCOPE = frozenset({"html", "table", "td", "th", "caption", "template", "object", "marquee"})
#: What a start tag ends, and where the search for it stops.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _SCOPE | {"ul", "ol", "menu", "dir"}),
    "dt": (frozenset({"dt", "dd"}), _SCOPE | {"dl"}),
    "dd": (frozenset({"dt", "dd"}), _SCOPE | {"dl"}),
    "option": (frozenset({"option"}), _SCOPE | {"select"}),
    "optgroup": (frozenset({"optgroup", "option"}), _SCOPE | {"select"}),
    "rt": (frozenset({"rt", "rp"}), _SCOPE | {"ruby"}),
    "rp": (frozenset({"rt", "rp"}), _SCOPE | {"ruby"}),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table", "html"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table", "html"})),
    "tr": (frozenset({"tr"}), frozenset({"table", "html"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table", "html"})),
    "thead": (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table", "html"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table", "html"})),
    "a": (frozenset({"a"}), _SCOPE | {"li", "p", "div"}),
    "button": (frozenset({"button"}), _SCOPE),
    "body": (frozenset({"head"}), frozenset({"html"})),
}
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"})


class Element:
    """An element of a page: its name, its attributes, and what stands in it."""

    __slots__ = ("attributes", "children", "name", "parent")

    def __init__(self, name: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """The value of an attribute; empty when there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """This element and all inside of it, in the page's order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(c for c in reversed(element.children) if isinstance(c, Element))

    def text(self) -> str:
        """All text inside, as it stands."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                pieces.append(part)
            else:
                waiting.extend(reversed(part.children))
        return "".join(pieces)

    def ancestors(self) -> Iterator[Element]:
        """This element and all that it stands in, from the inside."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class Tree(NamedTuple):
    """A page: its `html` element, its comments, and whether it was read to its end."""

    root: Element
    comments: tuple[str, ...]
    whole: bool


def parse(page: str) -> Tree:
    """The tree of a page. It is not whole when it has more elements than `MOST`."""
    builder = _Builder()
    comments: list[str] = []
    for token in tokens(page):
        if isinstance(token, Text):
            builder.text(token.text)
        elif isinstance(token, Start):
            builder.start(token)
        elif isinstance(token, End):
            builder.end(token.name)
        elif len(comments) < 100:
            comments.append(token.text)
        if builder.count > MOST:
            return Tree(builder.root, tuple(comments), whole=False)
    return Tree(builder.root, tuple(comments), whole=True)


class _Builder:
    def __init__(self) -> None:
        self.root = Element("html", {}, None)
        self.open = [self.root]
        self.counts: Counter[str] = Counter()  # open elements by name
        self.too_deep: Counter[str] = Counter()
        self.count = 0

    def text(self, text: str) -> None:
        if text:
            self.open[-1].children.append(text)

    def start(self, tag: Start) -> None:
        name = tag.name
        if name == "html" or (name in ("body", "head") and self.counts[name]):
            for key, value in tag.attributes.items():
                self.root.attributes.setdefault(key, value)
            return
        if name in _ENDS_PARAGRAPH and self.counts["p"]:
            self._close(frozenset({"p"}), _SCOPE | {"button"})
        if name in _HEADINGS and self.open[-1].name in _HEADINGS:
            self._pop_to(len(self.open) - 1)
        if name in _ENDS:
            ended, stops = _ENDS[name]
            if any(self.counts[other] for other in ended):
                self._close(ended, stops)
        parent = self.open[-1]
        element = Element(name, tag.attributes, parent)
        self.count += 1
        if name in _VOID or len(self.open) < DEEPEST:
            parent.children.append(element)
        if name in _VOID:
            return
        if len(self.open) < DEEPEST:
            self.open.append(element)
            self.counts[name] += 1
        else:
            self.too_deep[name] += 1

    def end(self, name: str) -> None:
        if name in ("html", "body"):
            return  # what follows still belongs to the page
        if name == "br":
            self.start(Start("br", {}))
            return
        if self.too_deep[name]:
            self.too_deep[name] -= 1
            return
        if not self.counts[name]:
            return
        stops = frozenset({"html", "table"} - {name}) if name in _TABLE_PARTS else _SCOPE - {name}
        for at in range(len(self.open) - 1, 0, -1):
            other = self.open[at].name
            if other == name:
                self._pop_to(at)
                return
            if other in stops or (name in _FORMATTING and other not in _FORMATTING):
                return

    def _close(self, ended: frozenset[str], stops: frozenset[str]) -> None:
        """Close the innermost open element of some names, unless another is in between."""
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name in ended:
                self._pop_to(at)
                return
            if self.open[at].name in stops:
                return

    def _pop_to(self, at: int) -> None:
        for element in self.open[at:]:
            self.counts[element.name] -= 1
        del self.open[at:]
