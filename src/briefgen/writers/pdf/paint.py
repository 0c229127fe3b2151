"""Paint: pages become content streams, annotations and destinations.

All text of a page is one text object; inside it, marked content (ISO 32000-1 14.6) opens
and closes as the structure element changes. Everything that is not text of the brief
(boxes, rules, tints, running heads) is an artifact (14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from briefgen.figures import RING, Box, Disc, Label
from briefgen.figures import Line as Stroke
from briefgen.record import sheet
from briefgen.writers.pdf.decoration import Decoration, rgb
from briefgen.writers.pdf.fonts import Shaped
from briefgen.writers.pdf.inlines import Composer
from briefgen.writers.pdf.look import Look, safe_colour
from briefgen.writers.pdf.paginate import Page
from briefgen.writers.pdf.rows import FigureArea, Row
from briefgen.writers.pdf.runs import Ink, Line, Run
from briefgen.writers.pdf.structure import Elem
from briefgen.writers.pdf.truetype import Face


@sheet
class LinkArea:
    """A link annotation to be: its place, where it leads, what it says, its element."""

    page: int
    rect: tuple[float, float, float, float]
    target: str
    says: str
    elem: Elem


@sheet
class Canvas:
    """What painting the pages of a brief gathers."""

    faces: dict[Face, str] = field(default_factory=dict)
    links: list[LinkArea] = field(default_factory=list)
    anchors: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    #: the element of each link annotation, in the order of their StructParent keys
    link_elems: list[Elem] = field(default_factory=list)
    #: comments whose words were painted
    remarked: set[int] = field(default_factory=set)
    #: per page, the element of each marked content, by MCID
    marks: list[list[Elem]] = field(default_factory=list)

    def face(self, face: Face) -> str:
        """The resource name of a face."""
        name = self.faces.get(face)
        if name is None:
            name = self.faces[face] = f"F{len(self.faces) + 1}"
        return name


class PagePainter:
    """Paints one page; `content` is its content stream when all is painted."""

    def __init__(
        self, canvas: Canvas, look: Look, index: int, height: float, composer: Composer
    ) -> None:
        self.canvas = canvas
        self.look = look
        self.index = index
        self.height = height
        self.composer = composer
        self.decoration = Decoration(look, height)
        self.ops: list[str] = []
        self.elems: list[Elem] = []
        #: the comments whose words begin on this page, with their baseline from above
        self.remarks: list[tuple[int, float]] = []
        canvas.marks.append(self.elems)
        self._elem: Elem | None = None
        self._face: Face | None = None
        self._size = 0.0
        self._colour = ""
        self._rise = 0.0
        self._spacing = 0.0

    @property
    def content(self) -> bytes:
        """The content stream."""
        below = self.decoration.ops
        under = ["/Artifact BMC", *below, "EMC"] if below else []
        return "\n".join([*under, *self.ops, ""]).encode("latin-1")

    # ------------------------------------------------------------------- whole pages

    def body(self, page: Page, top: float, left: float) -> None:
        """The rows and notes of a page whose body begins `top` below the paper's edge."""
        self.decoration.frames(page, top)
        self.ops.append("BT")
        for y, row, repeated in page.body:
            if repeated:
                self._repeated(row, top + y)
            else:
                self.row(row, top + y)
        if page.notes:
            self.decoration.rule(left, top + page.rule, 72.0, 0.5, self.look.muted)
            for y, row in page.notes:
                self.row(row, top + y)
        self._close()
        self.ops.append("ET")
        self._face = None
        self._forget()

    def artifact_text(self, ink: Ink, text: str, x: float, y: float, align: str, kind: str) -> None:
        """A line of text that is not part of the brief; `x` is its left, middle or right
        by `align`, `kind` the entries of its property list."""
        elem = Elem("Artifact", None)
        strip = self.composer.artifact_strip(text, ink, elem)
        if not strip.widths:
            return
        line = strip.line(0, len(strip.widths), 0.0)
        at = x - (line.width if align == "right" else line.width / 2 if align == "center" else 0.0)
        self.ops.append(f"/Artifact <<{kind}>> BDC")
        self.ops.append("BT")
        self._forget()
        self._line(line, at, self.height - y, marked=False)
        self.ops.append("ET")
        self.ops.append("EMC")
        self._forget()

    def plain_text(self, ink: Ink, text: str, x: float, y: float) -> None:
        """A line of text that begins at `x`, `y` in the coordinates that hold."""
        strip = self.composer.artifact_strip(text, ink, Elem("Artifact", None))
        self.ops.append("BT")
        self._forget()
        self._line(strip.line(0, len(strip.widths), 0.0), x, y, marked=False)
        self.ops.append("ET")
        self._forget()

    def width_of(self, text: str, ink: Ink) -> float:
        """The width of a line of text in points."""
        strip = self.composer.artifact_strip(text, ink, Elem("Artifact", None))
        return strip.line(0, len(strip.widths), 0.0).width if strip.widths else 0.0

    def note_sign(self, note: tuple[float, Row], x: float, top: float, align: str) -> None:
        """An arrow where a note goes on: outside its last line on this page (`right`),
        beside its first line on the next (`left`)."""
        y, row = note
        baseline = top + y + row.inset + (row.lines[-1][1] if row.lines else row.height)
        ink = Ink("body", self.look.note.ink.size, self.look.muted)
        if align == "right":
            self.artifact_text(ink, "→", x + 3, baseline, "left", "/Type/Pagination")
        else:
            self.artifact_text(ink, "→", x, baseline, "left", "/Type/Pagination")

    def _forget(self) -> None:
        """A text object begins anew; nothing is known of what was set before it."""
        if self._rise:
            self.ops.append("0 Ts")
        if self._spacing:
            self.ops.append("0 Tc")
        self._face, self._size, self._colour = None, 0.0, ""
        self._rise = self._spacing = 0.0

    def _repeated(self, row: Row, y: float) -> None:
        """A table's header on a further page: an artifact (ISO 14289-1 7.1)."""
        self._close()
        self.ops.append("/Artifact <</Type/Pagination>> BDC")
        self.row(row, y, marked=False)
        self.ops.append("EMC")

    # --------------------------------------------------------------------------- rows

    def row(self, row: Row, y: float, *, marked: bool = True) -> None:
        """A row whose top is `y` below the paper's edge."""
        for x, dy, width, height, colour in row.fills:
            self.decoration.fill(x, y + dy, width, height, colour)
        for x, dy, width, thickness, colour in row.rules:
            self.decoration.rule(x, y + dy, width, thickness, colour)
        if marked:
            for anchor in row.anchors:
                x = row.lines[0][0] if row.lines else row.cells[0].x if row.cells else 0.0
                self.anchor(anchor, x, y + row.inset)
        y += row.inset
        for x, baseline, line in row.lines:
            self._line(line, x, self.height - y - baseline, marked=marked)
        if row.figure is not None:
            self._figure(row.figure, y)
        for cell in row.cells:
            at = y + 3.6
            for index, inner in enumerate(cell.rows):
                if index:
                    at += inner.space
                if inner.frames and (index == 0 or cell.rows[index - 1].frames != inner.frames):
                    self.decoration.inner_frames(cell.rows, index, at)
                self.row(inner, at, marked=marked)
                at += inner.height

    def _remarks(self, numbers: tuple[int, ...], y: float) -> None:
        for number in numbers:
            if number not in self.canvas.remarked:
                self.canvas.remarked.add(number)
                self.remarks.append((number, y))

    def lines_at(self, placed: Sequence[tuple[float, float, Line]]) -> None:
        """Lines of text that stand outside the body, at x and a baseline from above."""
        self.ops.append("BT")
        self._forget()
        for x, y, line in placed:
            self._line(line, x, self.height - y)
        self._close()
        self.ops.append("ET")
        self._forget()

    def anchor(self, name: str, x: float, y: float) -> None:
        """A destination; the first of a name holds."""
        self.canvas.anchors.setdefault(name, (self.index, x, self.height - y + 4))

    def _line(self, line: Line, x: float, y: float, *, marked: bool = True) -> None:
        ops = self.ops
        ops.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for run, face, code, width, special in line.spans:
            if marked and run.elem is not self._elem:
                self._open(run.elem)
            if face is not self._face or run.size != self._size:
                ops.append(f"/{self.canvas.face(face)} {run.size:.2f} Tf")
                self._face, self._size = face, run.size
            if run.colour != self._colour:
                ops.append(f"{rgb(run.colour)} rg")
                self._colour = run.colour
            if run.rise != self._rise:
                ops.append(f"{run.rise:.2f} Ts")
                self._rise = run.rise
            if run.spacing != self._spacing:
                ops.append(f"{run.spacing:.2f} Tc")
                self._spacing = run.spacing
            if special is None:
                ops.append(f"[({code})]TJ")
            else:
                self._special(run, special)
            if marked:
                if run.link is not None:
                    self._link(run, x, y, width)
                if run.remarks:
                    self._remarks(run.remarks, self.height - y)
                if run.anchor:
                    self.anchor(run.anchor, x, self.height - y - run.size - 2)
            if run.tint and width > 0:
                self.decoration.highlight(x, y, width, run.size)
            x += width

    def _special(self, run: Run, piece: Shaped) -> None:
        """Glyphs that do not say their text: it goes with them as ActualText."""
        ops = self.ops
        text = (piece.actual or "").encode("utf-16-be", "replace").hex().upper()
        ops.append(f"/Span <</ActualText<FEFF{text}>>> BDC")
        if piece.raised:
            for code, rise in piece.raised:
                if rise:
                    ops.append(f"{run.rise + rise * run.size:.2f} Ts")
                ops.append(f"[({code})]TJ")
                if rise:
                    ops.append(f"{run.rise:.2f} Ts")
        else:
            ops.append(f"[({piece.code})]TJ")
        ops.append("EMC")

    def _open(self, elem: Elem) -> None:
        """Begin marked content of an element."""
        if self._elem is not None:
            self.ops.append("EMC")
        elem.join()
        mcid = len(self.elems)
        self.elems.append(elem)
        elem.kids.append((self.index, mcid))
        self.ops.append(f"/{elem.kind} <</MCID {mcid}>> BDC")
        self._elem = elem

    def _close(self) -> None:
        if self._elem is not None:
            self.ops.append("EMC")
            self._elem = None

    def _link(self, run: Run, x: float, y: float, width: float) -> None:
        links = self.canvas.links
        target, says = run.link or ("", "")
        low = y + run.rise - run.size * 0.25
        rect = (x, low, x + width, low + run.size * 1.2)
        if links:
            last = links[-1]
            if last.elem is run.elem and last.page == self.index and last.rect[1] == low:
                last.rect = (last.rect[0], low, rect[2], last.rect[3])
                return
        links.append(LinkArea(self.index, rect, target, says, run.elem))

    # ------------------------------------------------------------------------ figures

    def _figure(self, area: FigureArea, y: float) -> None:
        """A drawing: one marked content that holds everything (ISO 14289-1 7.3)."""
        self._close()
        self.ops.append("ET")
        # what text is set in lives on over ET and comes back at Q: begin from nothing
        self._forget()
        elem, drawing, scale = area.elem, area.drawing, area.scale
        x, low = area.x, self.height - y - drawing.height * scale
        elem.extra += (
            f"/A<</O/Layout/Placement/Block/BBox[{x:.2f} {low:.2f} "
            f"{x + drawing.width * scale:.2f} {low + drawing.height * scale:.2f}]>>"
        )
        self._open(elem)
        ops = self.ops
        ops.append(f"q {scale:.6f} 0 0 {scale:.6f} {x:.2f} {low:.2f} cm")
        top = drawing.height
        for shape in drawing.shapes:
            if isinstance(shape, Box):
                self._box(shape, top)
            elif isinstance(shape, Stroke):
                ops.append(
                    f"{rgb(shape.stroke)} RG {shape.line_width:.2f} w {shape.x1:.2f} "
                    f"{top - shape.y1:.2f} m {shape.x2:.2f} {top - shape.y2:.2f} l S"
                )
            elif isinstance(shape, Disc):
                self._disc(shape, top)
            else:
                self._label(shape, top)
        ops.append("Q")
        self._close()
        ops.append("BT")
        self._face, self._colour, self._size = None, "", 0.0
        self._rise = self._spacing = 0.0

    def _box(self, box: Box, top: float) -> None:
        if box.fill is None and box.stroke is None:
            return
        path = f"{box.x:.2f} {top - box.y - box.height:.2f} {box.width:.2f} {box.height:.2f} re"
        paint = "B" if box.fill and box.stroke else "f" if box.fill else "S"
        fill = f"{rgb(box.fill)} rg " if box.fill else ""
        stroke = f"{rgb(box.stroke)} RG {box.line_width:.2f} w " if box.stroke else ""
        self.ops.append(f"{fill}{stroke}{path} {paint}")

    def _disc(self, disc: Disc, top: float) -> None:
        """A circle as four curves; a ring has a smaller one in it, left out by the even-odd
        rule (ISO 32000-1 8.5.3.3.3)."""
        path = []
        for r in (disc.radius,) if disc.full else (disc.radius, disc.radius * (1 - RING)):
            x, y, k = disc.x, top - disc.y, r * 0.5523
            path.append(
                f"{x + r:.2f} {y:.2f} m "
                f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
                f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
                f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
                f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
            )
        self.ops.append(f"{rgb(disc.colour)} rg {' '.join(path)} f*")

    def _label(self, label: Label, top: float) -> None:
        ink = Ink("heading", label.size, safe_colour(label.colour), bold=label.bold)
        strip = self.composer.artifact_strip(label.text, ink, Elem("Artifact", None))
        if not strip.widths:
            return
        line = strip.line(0, len(strip.widths), 0.0)
        at = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * line.width
        self.ops.append("BT")
        self._face, self._colour, self._size = None, "", 0.0
        self._line(line, at, top - label.y, marked=False)
        self.ops.append("ET")
        self._face, self._colour, self._size = None, "", 0.0
