"""Shape: the inlines of the document become strips.

Each text gets its look (`Ink`) and its meaning: the structure element that it belongs to,
the link that it is part of, the note that it marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.document import (
    Cite,
    Emphasis,
    Highlight,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Portion,
    Remarked,
    Small,
    Strength,
    Strong,
    Text,
    strength_text,
)
from briefgen.record import replace
from briefgen.writers.pdf.fonts import Fonts
from briefgen.writers.pdf.objects import text_string
from briefgen.writers.pdf.runs import Ink, Run, Words
from briefgen.writers.pdf.strips import Strip
from briefgen.writers.pdf.structure import Elem

#: Inlines nested deeper than this are set as they stand at this depth.
MAX_DEPTH = 40


class Composer:
    """Turns inlines into strips; knows the fonts and keeps account of what was used."""

    def __init__(self, fonts: Fonts, lang: str, accent: str, muted: str) -> None:
        self.fonts = fonts
        self.lang = lang
        self.accent = accent
        self.muted = muted
        self.words = Words()
        self.note_elems: dict[int, Elem] = {}
        #: numbers of the marks that were set since someone last looked
        self.marks: list[int] = []
        #: by comment, the element that it belongs behind
        self.remarked: dict[int, Elem] = {}
        self.beginning: tuple[int, ...] = ()

    def strip(self, inlines: Sequence[Inline], ink: Ink, elem: Elem, lang: str = "") -> Strip:
        """The pieces of a paragraph whose structure element is `elem`."""
        strip = Strip(self.words, lang or self.lang)
        self._add(strip, inlines, ink, elem, None, 0)
        strip.close()
        return strip

    def add(self, strip: Strip, inlines: Sequence[Inline], ink: Ink, elem: Elem) -> None:
        """Append inlines to a strip."""
        self._add(strip, inlines, ink, elem, None, 0)

    def artifact_strip(self, text: str, ink: Ink, elem: Elem) -> Strip:
        """A strip that is no part of the text: a running head, a label in a figure."""
        strip = Strip(self.words, self.lang)
        strip.add_text(self.run(ink, elem), text)
        strip.close()
        return strip

    def run(self, ink: Ink, elem: Elem) -> Run:
        """A run of this look; the first one after a remark begins carries it."""
        run = Run(ink, self.fonts, elem)
        run.remarks, self.beginning = self.beginning, ()
        return run

    def _add(
        self,
        strip: Strip,
        inlines: Sequence[Inline],
        ink: Ink,
        elem: Elem,
        link: tuple[str, str] | None,
        depth: int,
    ) -> None:
        run: Run | None = None  # neighbouring texts of one look share a run
        for node in inlines:
            match node:
                case Text(text=text, lang=lang):
                    if lang and lang != strip.lang:
                        span = Elem("Span", elem, f"/Lang{text_string(lang)}", inline=True)
                        foreign = self.run(ink, span)
                        foreign.link = link
                        foreign.foreign = True
                        strip.add_text(foreign, text)
                        continue
                    if run is None:
                        run = self.run(ink, elem)
                        run.link = link
                    strip.add_text(run, text)
                case Strong(children=children) | Portion(children=children):
                    run = None
                    self._nest(strip, children, replace(ink, bold=True), elem, link, depth)
                case Emphasis(children=children):
                    run = None
                    italic = replace(ink, italic=not ink.italic)
                    self._nest(strip, children, italic, elem, link, depth)
                case Small(children=children):
                    run = None
                    small = replace(ink, size=ink.size * 0.86, colour=self.muted)
                    self._nest(strip, children, small, elem, link, depth)
                case Highlight(children=children):
                    run = None
                    quote = Elem("Quote", elem, inline=True)
                    self._nest(strip, children, replace(ink, tint=True), quote, link, depth)
                case Remarked(children=children, comments=comments):
                    run = None
                    self.beginning += comments
                    self.remarked.update(dict.fromkeys(comments, elem))
                    self._nest(strip, children, replace(ink, tint=True), elem, link, depth)
                case Link(target=target, children=children):
                    run = None
                    if link is not None or not _allowed(target):
                        self._nest(strip, children, ink, elem, link, depth)
                        continue
                    inner = Elem("Link", elem, inline=True)
                    words = " ".join(words_of(children).split())
                    says = f"{words} ({target})" if not target.startswith("#") else words
                    coloured = replace(ink, colour=self.accent)
                    where = (target, says or target)
                    self._nest(strip, children, coloured, inner, where, depth)
                case Strength():
                    run = None
                    dots, _, word = strength_text(node).partition(" ")
                    marks = self.run(replace(ink, colour=self.accent), elem)
                    rest = self.run(ink, elem)
                    marks.link = rest.link = link
                    strip.add_text(marks, dots)
                    strip.add_text(rest, "\u00a0" + word)
                case NoteMark(number=number):
                    run = None
                    self._mark(strip, number, ink, elem)
                case LineBreak():
                    strip.add_break()
                case Cite():
                    continue

    def _nest(
        self,
        strip: Strip,
        children: Sequence[Inline],
        ink: Ink,
        elem: Elem,
        link: tuple[str, str] | None,
        depth: int,
    ) -> None:
        if depth < MAX_DEPTH:
            self._add(strip, children, ink, elem, link, depth + 1)
        else:
            self._add(strip, tuple(_leaves(children)), ink, elem, link, depth + 1)

    def _mark(self, strip: Strip, number: int, ink: Ink, elem: Elem) -> None:
        """A raised number that links to its note (Reference holding a Link)."""
        self.marks.append(number)
        reference = Elem("Reference", elem, inline=True)
        inner = Elem("Link", reference, inline=True)
        raised = replace(
            ink, size=ink.size * 0.64, rise=ink.rise + ink.size * 0.34,
            colour=self.accent, bold=False, italic=False,
        )  # fmt: skip
        run = self.run(raised, inner)
        run.link = (f"#note-{number}", f"Note {number}")
        run.note = number
        run.anchor = f"mark-{number}"
        if strip.parts and strip.open and strip.parts[-1][0].note:
            # two marks side by side are two numbers, not one
            strip.add_text(self.run(raised, elem), "\u00a0")
        strip.add_text(run, str(number))


def _allowed(target: str) -> bool:
    """Links lead to the web, to a mail address or into this document, nowhere else."""
    scheme = target.split(":", 1)[0].lower()
    return target.startswith("#") or (":" in target and scheme in ("http", "https", "mailto"))


def _leaves(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The inlines that hold no others, in order, however deeply they are nested."""
    waiting: list[Inline] = list(reversed(inlines))
    while waiting:
        node = waiting.pop()
        if isinstance(node, (Text, Strength, LineBreak, NoteMark, Cite)):
            yield node
        else:
            waiting.extend(reversed(node.children))


def words_of(inlines: Sequence[Inline]) -> str:
    """The words of inlines however deeply they are nested."""
    parts: list[str] = []
    for node in _leaves(inlines):
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Strength):
            parts.append(strength_text(node))
        elif isinstance(node, LineBreak):
            parts.append(" ")
    return "".join(parts)
