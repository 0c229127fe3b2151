"""The look of a brief: sizes, spaces and colours, all derived from the style.

One scale: the text's size; everything else is a ratio of it, so that a style which sets
12 points gets a page of the same proportions.
"""

from __future__ import annotations

from briefgen.document import Style
from briefgen.record import record
from briefgen.writers.pdf.runs import Ink


@record
class TextLook:
    """How a kind of paragraph is set: its ink, the distance of its baselines, and the
    space above and below it."""

    ink: Ink
    leading: float
    before: float
    after: float
    justify: bool = False


class Look:
    """Every kind of text, by what it is for."""

    def __init__(self, style: Style) -> None:
        colours = style.colours
        size = min(max(style.size, 4.0), 40.0)
        self.size = size
        self.leading = size * min(max(style.leading, 0.8), 3.0)
        justify = style.align == "justify"
        text, accent, muted = (
            safe_colour(c) for c in (colours.text, colours.accent, colours.muted)
        )
        self.text, self.accent, self.muted = text, accent, muted
        self.rule, self.tint = safe_colour(colours.rule), safe_colour(colours.tint)
        self.highlight = safe_colour(colours.highlight, "#fff3bf")
        self.marking = safe_colour(colours.marking)
        gap = self.leading * 0.5
        body, heading = "body", "heading"
        self.paragraphs: dict[str, TextLook] = {
            "body": TextLook(Ink(body, size, text), self.leading, gap, gap, justify),
            "lead": TextLook(Ink(body, size * 1.14, text), self.leading * 1.12, gap, gap),
            "meta": TextLook(Ink(heading, size * 0.92, muted), self.leading * 0.92, 2.0, 2.0),
            "small": TextLook(
                Ink(body, size * 0.88, muted), self.leading * 0.87, gap * 0.7, gap * 0.7
            ),
            "caption": TextLook(
                Ink(heading, size * 0.88, text, bold=True), self.leading * 0.86, gap * 1.6, 4.0
            ),
        }
        self.title = TextLook(
            Ink(heading, size * 2.1, accent, bold=True), size * 2.1 * 1.16, 0.0, size * 0.75
        )
        self.headings = (
            TextLook(
                Ink(heading, size * 1.38, accent, bold=True), size * 1.75, size * 1.9, size * 0.5
            ),
            TextLook(
                Ink(heading, size * 1.12, text, bold=True), size * 1.5, size * 1.3, size * 0.35
            ),
            TextLook(Ink(heading, size, muted, bold=True), size * 1.4, size * 1.0, size * 0.25),
        )
        cell = size * 0.88
        self.cell = TextLook(Ink(heading, cell, text), cell * 1.3, 0.0, 0.0)
        self.cell_head = TextLook(Ink(heading, cell, accent, bold=True), cell * 1.3, 0.0, 0.0)
        self.cell_lead = TextLook(Ink(heading, cell, text, bold=True), cell * 1.3, 0.0, 0.0)
        note = min(max(style.note_size, 4.0), 30.0)
        self.note = TextLook(Ink(body, note, text), note * 1.3, 0.0, 2.2)
        passage = min(max(style.passage_size, 4.0), 40.0)
        self.passage = TextLook(
            Ink(body, passage, text), passage * 1.38, gap * 0.8, gap * 0.8, justify
        )
        self.label = TextLook(
            Ink(heading, size * 0.84, accent, bold=True), size * 1.25, 0.0, size * 0.25
        )
        self.running = Ink(heading, size * 0.76, muted)
        self.banner = Ink(heading, size * 0.86, self.marking, bold=True, spacing=0.5)


def safe_colour(colour: str, fallback: str = "#000000") -> str:
    """The colour if it is `#rrggbb`, else the fallback."""
    if len(colour) == 7 and colour[0] == "#":
        try:
            int(colour[1:], 16)
        except ValueError:
            return fallback
        return colour
    return fallback
