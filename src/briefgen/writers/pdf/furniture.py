"""Page furniture: what stands on every page and is no part of the text.

Running head and foot, the marking, the signs of notes that go on, the watermark: all are
pagination artifacts (ISO 32000-1 14.8.2.2.2), which screen readers pass over.
"""

from __future__ import annotations

from math import atan2, cos, hypot, sin

from briefgen.document import Document, page_of_pages
from briefgen.record import replace
from briefgen.writers.pdf.look import Look, safe_colour
from briefgen.writers.pdf.paginate import Page
from briefgen.writers.pdf.paint import PagePainter
from briefgen.writers.pdf.runs import Ink

_HEADER = "/Type/Pagination/Subtype/Header"
_FOOTER = "/Type/Pagination/Subtype/Footer"
_WATERMARK = "/Type/Pagination/Subtype/Watermark"
#: A label is to be read by people with low vision (TLP 2.0, 3: 12 points or more).
_LABEL_SIZE = 12.0
#: The graphics state that makes the watermark let through what is below it.
VEIL = "Veil"
VEIL_OPACITY = 0.14


class Furniture:
    """The furniture of a brief's pages; `area` is the left, top and width of the body."""

    def __init__(self, document: Document, look: Look, area: tuple[float, float, float]) -> None:
        self.document = document
        self.look = look
        self.left, self.top, self.width = area
        self.paper = document.style.page
        self.foot = self.paper.height - max(self.paper.bottom * 0.5, 20.0)
        self.words = page_of_pages(document.lang)
        self.running = ""

    def below(self, painter: PagePainter) -> None:
        """What is painted before the text: the watermark, from corner to corner."""
        text = self.document.watermark
        if not text:
            return
        width, height = self.paper.width, self.paper.height
        diagonal = hypot(width, height)
        angle = atan2(height, width)
        size = 100.0
        ink = Ink("heading", size, self.look.muted, bold=True)
        long = painter.width_of(text, ink)
        if not long:
            return
        scale = min(0.72 * diagonal / long, 0.24 * min(width, height) / size)
        x, y = cos(angle) * scale, sin(angle) * scale
        painter.ops += [
            f"/Artifact <<{_WATERMARK}>> BDC",
            f"q /{VEIL} gs {x:.5f} {y:.5f} {-y:.5f} {x:.5f} {width / 2:.2f} {height / 2:.2f} cm",
        ]
        # capitals are some 0.7 of the size high: this puts their middle on the page's
        painter.plain_text(ink, text, -long / 2, -0.34 * size)
        painter.ops += ["Q", "EMC"]

    def around(self, painter: PagePainter, page: Page, number: int, count: int) -> None:
        """Head and foot of a page, and the signs of its notes."""
        document, look = self.document, self.look
        right = self.left + self.width
        self._marking(painter, max(self.top * 0.5, 18.0), _HEADER)
        if page.carried:
            painter.note_sign(page.notes[0], self.left, self.top, "left")
        if page.cut:
            painter.note_sign(page.notes[-1], right, self.top, "right")
        label = document.marking_colours is not None
        self._marking(painter, self.foot + look.size * (1.6 if label else 1.25), _FOOTER)
        before, between, after = self.words
        counted = f"{before}{number}{between}{count}{after}"
        if document.running:
            if number == 1:  # the last page's number is the widest
                widest = painter.width_of(f"{before}{count}{between}{count}{after}", look.running)
                self.running = self._shortened(painter, self.width - widest - 2 * look.size)
            painter.artifact_text(look.running, self.running, self.left, self.foot, "left", _FOOTER)
        painter.artifact_text(look.running, counted, right, self.foot, "right", _FOOTER)

    def _shortened(self, painter: PagePainter, room: float) -> str:
        """The running line, cut between words where the page has no room for all of it."""
        text, ink = self.document.running, self.look.running
        if painter.width_of(text, ink) <= room:
            return text
        words = text.split(" ")
        while len(words) > 1 and painter.width_of(" ".join(words) + " …", ink) > room:
            words.pop()
        text = " ".join(words).rstrip(" ·")
        while text and painter.width_of(text + " …", ink) > room:
            text = text[:-1]  # one long word, or a script without spaces
        return f"{text} …"

    def _marking(self, painter: PagePainter, y: float, kind: str) -> None:
        """The marking with its baseline `y` below the paper's edge: in the middle, or as a
        label on its ground at the right (TLP 2.0, 3)."""
        text, colours = self.document.marking, self.document.marking_colours
        if not text:
            return
        if colours is None:
            painter.artifact_text(self.look.banner, text, self.paper.width / 2, y, "center", kind)
            return
        size = max(self.look.banner.size, _LABEL_SIZE)
        ink = replace(self.look.banner, size=size, colour=safe_colour(colours[0]))
        right = self.left + self.width
        wide = painter.width_of(text, ink) + size * 0.8
        ground = safe_colour(colours[1])
        painter.decoration.fill(right - wide, y - size * 0.98, wide, size * 1.36, ground)
        painter.artifact_text(ink, text, right - size * 0.4, y, "right", kind)
