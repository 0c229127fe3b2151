"""The writer's whole story on one page."""

from __future__ import annotations

import gc
import unicodedata
import zlib

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.document import Document, Link, Style, Text, Title
from briefgen.record import replace
from briefgen.writers.pdf.assemble import assemble
from briefgen.writers.pdf.blocks import SetStack, stacked
from briefgen.writers.pdf.context import Context
from briefgen.writers.pdf.fonts import Fonts
from briefgen.writers.pdf.furniture import Furniture
from briefgen.writers.pdf.inlines import Composer
from briefgen.writers.pdf.look import Look
from briefgen.writers.pdf.margin import write_in_margin
from briefgen.writers.pdf.paginate import Page, Paginator
from briefgen.writers.pdf.paint import Canvas, PagePainter
from briefgen.writers.pdf.rows import Row
from briefgen.writers.pdf.runs import Words
from briefgen.writers.pdf.setting import Setter
from briefgen.writers.pdf.structure import Elem, take_apart

BOTTOM_LINE_LINES = 4
_NOTE_INDENT = 15.0


def write(document: Document) -> tuple[bytes, list[Diagnostic]]:
    """See `briefgen.writers.pdf.write`."""
    # A long brief is a million small objects that all live until it is done: searching them
    # for garbage again and again is a third of the time. What refers to each other in
    # circles is taken apart by hand at the end, so that nothing is left to search for.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _write(document)
    finally:
        if collecting:
            gc.enable()


def _write(document: Document) -> tuple[bytes, list[Diagnostic]]:
    style = document.style
    fonts = Fonts(style)
    look = Look(style)
    composer = Composer(fonts, document.lang, look.accent, look.muted)
    setter = Setter(document, fonts, look, composer)
    setter.titled = any(isinstance(block, Title) for block in document.blocks)

    root = Elem("Document", None)
    blocks = setter.blocks(document.blocks, Context(root))
    left, top, width, height = text_area(style)
    rows = stacked(blocks, left, width)
    notes = _Notes(setter, left, width)
    pages = Paginator(height, notes.rows).pages(rows)

    canvas = Canvas()
    contents = _paint(document, look, composer, canvas, pages, left, top, width)
    setter.join_notes()
    data, lost = assemble(document, contents, canvas, root, setter.outlines, composer.words)

    take_apart(root)
    diagnostics = [*fonts.diagnostics, *_missing(composer.words)]
    diagnostics.extend(_limits(document, setter, pages))
    for anchor in sorted(set(lost)):
        diagnostics.append(
            Diagnostic(
                "writer-unsupported",
                f"{CODES['writer-unsupported']}; "
                f"a link leads to `#{anchor}`, which is nowhere in it",
                severity="warning",
            )
        )
    return data, diagnostics


def text_area(style: Style) -> tuple[float, float, float, float]:
    """Left, top, width and height of the body in points; margins never eat the page."""
    page = style.page
    width = page.width - page.left - page.right
    height = page.height - page.top - page.bottom
    left, top = page.left, page.top
    if width < 72:
        left, width = page.width * 0.1, page.width * 0.8
    if height < 72:
        top, height = page.height * 0.1, page.height * 0.8
    return left, top, width, height


class _Notes:
    """The rows of notes, made when a page asks for them."""

    def __init__(self, setter: Setter, left: float, width: float) -> None:
        self.setter = setter
        self.left = left
        self.width = width
        self.made: dict[int, list[Row]] = {}

    def rows(self, number: int) -> list[Row]:
        """A note: its number, which links back to the mark, and its text."""
        rows = self.made.get(number)
        if rows is None:
            rows = self.made[number] = self._make(number)
        return rows

    def _make(self, number: int) -> list[Row]:
        setter = self.setter
        notes = setter.document.notes
        elem = setter.composer.note_elems.get(number)
        if elem is None or not 1 <= number <= len(notes):
            return []
        look = setter.look.note
        label = Elem("Lbl", elem)
        back = Link(f"#mark-{number}", (Text(str(number)),))
        ink = replace(look.ink, family="heading", bold=True, size=look.ink.size * 0.95)
        label_strip = setter.composer.strip((back,), ink, label)
        text = setter.text(
            notes[number - 1].children,
            look,
            elem,
            Context(elem),
            hyphenate=setter.document.style.hyphenate,
        )
        stack = SetStack(
            [text],
            before=look.after,
            after=look.after,
            indent=_NOTE_INDENT + max(0.0, (len(str(number)) - 2) * look.ink.size * 0.55),
            label=label_strip,
            label_look=look,
            anchors=(f"note-{number}",),
        )
        return stacked([stack], self.left, self.width)


def _paint(
    document: Document,
    look: Look,
    composer: Composer,
    canvas: Canvas,
    pages: list[Page],
    left: float,
    top: float,
    width: float,
) -> list[bytes]:
    """The content streams of all pages, deflated."""
    furniture = Furniture(document, look, (left, top, width))
    contents: list[bytes] = []
    for index, page in enumerate(pages):
        painter = PagePainter(canvas, look, index, document.style.page.height, composer)
        furniture.below(painter)
        painter.body(page, top, left)
        if document.comments:
            write_in_margin(document, look, composer, painter, left + width)
        furniture.around(painter, page, index + 1, len(pages))
        contents.append(zlib.compress(painter.content, 6))
        page.release()
    return contents


def _missing(words: Words) -> list[Diagnostic]:
    """One diagnostic for each character that no font has."""
    found: list[Diagnostic] = []
    for character, (context, place) in words.missing.items():
        name = unicodedata.name(character, "no name")
        hints = [Hint("name a font that has it under `fonts` in `style.yaml`")]
        if place is None:
            hints.append(Hint(f"it stands in `{_around(context, character)}`"))
        shown = f"`{character}` (U+{ord(character):04X} {name})"
        found.append(
            Diagnostic(
                "glyph-missing",
                f"{CODES['glyph-missing']}; none has {shown}",
                place,
                hints=tuple(hints),
            )
        )
    return found


def _around(text: str, character: str) -> str:
    """The words round a character."""
    at = max(text.find(character), 0)
    begin = text.find(" ", max(0, at - 24), at) + 1 if at > 24 else 0
    end = text.rfind(" ", at, at + 24) if len(text) > at + 24 else len(text)
    end = end if end > at else at + 24
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"


def _limits(document: Document, setter: Setter, pages: list[Page]) -> list[Diagnostic]:
    """Promises about length, and what stands beyond the foot of its page."""
    found: list[Diagnostic] = []
    for frame in setter.bottom_lines:
        lines = frame.line_count
        if lines > BOTTOM_LINE_LINES:
            found.append(
                Diagnostic(
                    "bottom-line-long",
                    f"{CODES['bottom-line-long']}; this one takes {lines}",
                    severity="warning",
                    hints=(Hint("shorten it, and move what can wait to `background`"),),
                )
            )
    for index, page in enumerate(pages):
        if page.overflow:
            found.append(
                Diagnostic(
                    "layout-overflow",
                    f"{CODES['layout-overflow']}; something on page {index + 1} does not",
                    hints=(Hint("make it shorter, or the page or its text area larger"),),
                )
            )
    if document.max_pages is not None and len(pages) > document.max_pages:
        found.append(
            Diagnostic(
                "too-many-pages",
                f"{CODES['too-many-pages']}; this brief has {len(pages)}, "
                f"and its template promises at most {document.max_pages}",
                hints=(
                    Hint(
                        "shorten the theme's texts, or raise `pages: {at_most: …}` in `style.yaml`"
                    ),
                ),
            )
        )
    return found
