"""Where a block stands while it is set."""

from __future__ import annotations

from briefgen.record import sheet
from briefgen.writers.pdf.look import TextLook
from briefgen.writers.pdf.structure import Elem


@sheet
class Outline:
    """A heading for the bookmarks."""

    level: int
    title: str
    anchor: str


@sheet
class Context:
    """Where a block stands: its parent element, and what its surroundings ask of it."""

    parent: Elem
    depth: int = 0
    cell: TextLook | None = None  # the look of running text in a table
    align: str = "left"
    direct: bool = False  # whether a lone paragraph is written into `parent` itself
    level: int = 0  # how many lists it is in
    boxed: bool = False  # whether a callout is around it
