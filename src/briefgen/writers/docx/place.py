"""Where a block stands, and the paragraph properties that follow from it."""

from __future__ import annotations

from typing import Any, NamedTuple

from briefgen.writers.docx import xml
from briefgen.writers.docx.boxes import Box
from briefgen.writers.docx.story import Story
from briefgen.writers.docx.styles import SPACE_BEFORE

#: The space above a heading in a box, as a multiple of the text's size.
HEADING_IN_BOX = 0.9
#: Indents leave at least this much of a line, in twips (one inch).
_READABLE = 1440


class Place(NamedTuple):
    """What surrounds a block: lengths in twips, `depth` of lists, the callout's box."""

    width: int
    depth: int = 0
    left: int = 0
    right: int = 0
    quote: bool = False
    box: Box | None = None
    #: The style of running text in a table's cell; empty outside tables.
    cell: str = ""
    align: str = ""
    strong: bool = False
    #: Every paragraph stays on the page of the next one, but for the last of all.
    together: bool = False
    last: bool = True
    #: How many blocks this place is inside.
    level: int = 0

    def inside(self, left: int = 0, right: int = 0, **changes: Any) -> Place:
        """The place inside a block at this one, indented, if that leaves room to read."""
        if self.room() - left - right < _READABLE:
            left = right = 0
        return self._replace(
            left=self.left + left, right=self.right + right, level=self.level + 1, **changes
        )

    def start(self) -> int:
        """Where text begins, from the left edge of the text area or cell."""
        return self.left + (self.box.left if self.box else 0)

    def end(self) -> int:
        """How far from the right edge it ends."""
        return self.right + (self.box.right if self.box else 0)

    def room(self) -> int:
        """The width that is left for text."""
        return self.width - self.start() - self.end()


def paragraph_properties(
    story: Story,
    place: Place,
    style: str,
    *,
    keep_next: bool = False,
    numbering: str = "",
    tabs: str = "",
    hanging: int = 0,
    right_to_left: bool = False,
    indented: bool = True,
    after: int | None = None,
) -> str:
    """The inside of `w:pPr` for a paragraph of `style` at `place`, in the schema's order.

    Borders, shade and indents are written on the paragraph itself where its style does not
    bring them: inside a box, a quotation or a list. `indented` is False where the style's own
    indent is right; `after` is the space below, in twips, where the style's own is not.
    """
    box = place.box
    parts = [f'<w:pStyle w:val="{style}"/>']
    if keep_next or (place.together and not place.last):
        parts.append("<w:keepNext/>")
    before: int | None = None
    heading = style.startswith("Heading")
    if story.break_before:
        parts.append("<w:pageBreakBefore/>")
        before = 0 if heading else None
    elif heading and box is not None:
        # A box sets its sections apart already.
        before = xml.twips(story.manuscript.document.style.size * HEADING_IN_BOX)
    elif story.gap and not heading:
        before = max(story.gap, SPACE_BEFORE.get(style, 0))
    story.break_before = story.after_table = False
    story.after_heading = heading
    story.gap = 0
    if numbering:
        parts.append(numbering)
    if box is not None and style != box.style:
        parts.append(box.borders)
        parts.append(box.shade)
    parts.append(tabs)
    if right_to_left:
        parts.append("<w:bidi/>")
    if before is not None or after is not None:
        spaces = (("before", before), ("after", after))
        kept = "".join(f' w:{side}="{value}"' for side, value in spaces if value is not None)
        parts.append(f"<w:spacing{kept}/>")
    left, right = place.start(), place.end()
    own = box is not None and style == box.style and not place.left and not place.right
    if indented and not own and (left or right or hanging):
        hang = f' w:hanging="{hanging}"' if hanging else ""
        parts.append(f'<w:ind w:left="{left}" w:right="{right}"{hang}/>')
    if place.align:
        parts.append(f'<w:jc w:val="{place.align}"/>')
    return "".join(parts)
