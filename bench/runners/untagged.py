"""briefgen's PDF writer without tags and without what conformance asks: what these two cost.

The layout, the fonts, links, bookmarks and the text that can be copied are the same. Left out,
by putting nothing in their place: the elements of the structure tree (links keep theirs, which
tell them apart), marked content around the text, the tree with its parent tree in the file, the
XMP packet and the output intent. The writer itself has no such switch: a brief without tags is
nothing that anybody should get.
"""

from __future__ import annotations

from typing import Any


class _Sink(list[Any]):
    """A list that keeps nothing."""

    def append(self, item: Any) -> None:
        pass


def remove_tags() -> None:
    """For the rest of this process."""
    from briefgen.writers.pdf import (
        assemble,
        inlines,
        metadata,
        paint,
        setting,
        setting_tables,
        structure,
        writing,
    )
    from briefgen.writers.pdf.objects import stream_source

    element = structure.Elem
    nothing = element("Nothing", None)
    nothing.kids = _Sink()

    def bare(kind: str, parent: Any, extra: str = "", *, inline: bool = False) -> Any:
        return element(kind, None, inline=True) if kind == "Link" else nothing

    for module in (inlines, paint, setting, setting_tables, writing):
        module.Elem = bare  # type: ignore[attr-defined, misc, assignment]
    paint.PagePainter._open = lambda self, elem: None  # type: ignore[method-assign]
    assemble._structure = lambda file, canvas, root, pages: 0  # type: ignore[assignment]
    metadata.xmp = lambda document: stream_source(b"", "/Type/Metadata")  # type: ignore[assignment]
    metadata.output_intent = lambda file: ""  # type: ignore[assignment]
