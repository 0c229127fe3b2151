"""Where on a page its text is: the article, among everything that a site puts around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.ingest.characters import word_count
from briefgen.ingest.html.flow import Piece
from briefgen.ingest.html.tree import Element

#: A block with fewer words of its own is no prose: a menu, a teaser, a label.
_PROSE = 10
#: An element that the page itself calls its text must hold this share of the page's prose, and
#: one that is found by its words alone so much of what is around it.
_ENOUGH, _MOST = 0.5, 0.85


def main_element(pieces: Sequence[Piece], page: Element) -> Element:
    """The element that holds the page's text.

    What the page calls so (`article`, `main`, and their like) when most of its prose stands
    there; else the innermost element that holds nearly all of it. Prose are blocks of some
    words that are not mostly links and not the site's furniture.
    """
    prose: Counter[Element] = Counter()
    for piece in pieces:
        words = _words(piece)
        if words:
            for element in piece.element.ancestors():
                prose[element] += words
    total = prose[page]
    if not total:
        return page
    called = [element for element in prose if _is_called_text(element)]
    if called:
        most = max(prose[element] for element in called)
        if most >= _ENOUGH * total:
            # Of elements in each other that hold the same, the outer one has the title too.
            return next(e for e in page.elements() if e in prose and e in set(called) and
                        prose[e] == most)  # fmt: skip
    element = page
    while True:
        inner = next(
            (
                child
                for child in element.children
                if isinstance(child, Element) and prose[child] >= _MOST * prose[element]
            ),
            None,
        )
        if inner is None or inner.name in ("p", "ul", "ol", "blockquote"):
            break
        element = inner
    # A table of data is part of a text; only the cell of one that lays out a page is the text.
    return next(e for e in element.ancestors() if e.name not in ("table", "tbody", "tr"))


def _words(piece: Piece) -> int:
    """The words of prose in a block; 0 when it is none."""
    if piece.block.kind not in ("body", "repeat"):
        return 0
    text = piece.block.text
    letters = len(text) - text.count(" ")
    # Languages without spaces have some two letters a word.
    words = max(word_count(text), letters // 12)
    return words if words >= _PROSE and piece.linked < 0.5 * letters else 0


def _is_called_text(element: Element) -> bool:
    return (
        element.name in ("article", "main")
        or element.get("role").lower() in ("main", "article")
        or "articlebody" in element.get("itemprop").lower()
    )
