"""Shape: inlines become a strip of measured pieces, each with its look and its meaning.

A strip is a paragraph without lines. Its pieces are words (or the parts of words between
which a line may end); `breaking` chooses the breaks and `Strip.line` collects the pieces
of one line into runs that can be painted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefgen.document import (
    Cite,
    Emphasis,
    Highlight,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Small,
    Strength,
    Strong,
    Text,
    strength_text,
)
from briefgen.writers.pdf import scripts
from briefgen.writers.pdf.breaking import FORCED, HYPHEN, JOIN, SPACE, break_lines
from briefgen.writers.pdf.fonts import Chain, Fonts, Shaped
from briefgen.writers.pdf.objects import text_string
from briefgen.writers.pdf.structure import Elem
from briefgen.writers.pdf.truetype import Face

#: Inlines nested deeper than this are set as they stand at this depth.
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Ink:
    """How text looks: `family` is `body` or `heading`, lengths are in points."""

    family: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    tint: bool = False
    spacing: float = 0.0


class Run:
    """Text of one look and one meaning; lines group their pieces by it."""

    __slots__ = ("anchor", "chain", "colour", "elem", "link", "note", "rise", "size", "spacing", "tint")

    def __init__(self, ink: Ink, fonts: Fonts, elem: Elem) -> None:
        self.chain = fonts.chain(ink.family, ink.bold, ink.italic)
        self.size = ink.size
        self.colour = ink.colour
        self.rise = ink.rise
        self.tint = ink.tint
        self.spacing = ink.spacing
        self.elem = elem
        self.link: tuple[str, str] | None = None  # target, what a screen reader says
        self.note = 0
        self.anchor = ""


class Span(NamedTuple):
    """Neighbouring pieces of a line in one look and face. `special` is a piece that is
    written with ActualText."""

    run: Run
    face: Face
    code: str
    width: float
    special: Shaped | None


class Line(NamedTuple):
    """A line: its spans, its width in points, and the notes whose marks it holds."""

    spans: list[Span]
    width: float
    notes: tuple[int, ...]


class Words:
    """The words that a brief uses, by chain, and those that could not be printed."""

    def __init__(self) -> None:
        self.by_chain: dict[Chain, set[str]] = {}
        self.loose: list[Shaped] = []
        self.missing: dict[str, str] = {}  # character -> the words around it

    def add(self, chain: Chain, words: Iterable[str], context: str) -> None:
        """Note down words that were just shaped."""
        used = self.by_chain.get(chain)
        if used is None:
            used = self.by_chain[chain] = set()
        used.update(words)
        used.add(" ")
        if chain.missing:
            for word in words:
                for character in chain.missing.get(word, ""):
                    self.missing.setdefault(character, context)

    def glyphs(self) -> dict[Face, tuple[set[int], dict[int, str]]]:
        """By face, the glyphs that were used and what shaped ones stand for."""
        found: dict[Face, tuple[set[int], dict[int, str]]] = {}
        pieces = list(self.loose)
        for chain, words in self.by_chain.items():
            # in order: the first word with a glyph says what the glyph stands for
            pieces.extend(p for word in sorted(words) for atom in chain[word] for p in atom)
        for piece in pieces:
            entry = found.get(piece.face)
            if entry is None:
                entry = found[piece.face] = (set(), {})
            entry[0].update(piece.glyphs)
            for glyph, text in piece.clusters:
                entry[1].setdefault(glyph, text)
        return found


class Strip:
    """A paragraph's pieces. `starts[i]` is where piece `i` begins in `parts`."""

    __slots__ = ("gaps", "kinds", "lang", "open", "parts", "starts", "widths", "words")

    def __init__(self, words: Words, lang: str) -> None:
        self.words = words
        self.lang = lang
        self.parts: list[tuple[Run, Shaped]] = []
        self.starts: list[int] = []
        self.widths: list[float] = []
        self.gaps: list[float] = []
        self.kinds: list[int] = []
        self.open = False  # whether the next text joins the last piece

    def add_text(self, run: Run, text: str, context: str = "") -> None:
        """Append text; runs of spaces are one space, spaces at the ends are kept as one."""
        text = scripts.clean(text)
        chain = run.chain
        words = text.split(" ")
        if len(words) > 1 or words[0]:
            self.words.add(chain, words, context or text)
        size = run.size
        spacing = run.spacing
        parts, starts, widths = self.parts, self.starts, self.widths
        gaps, kinds = self.gaps, self.kinds
        space = chain[" "][0][0]
        space_width = space.width * size + spacing
        first = True
        for word in words:
            if not first and self.open:
                parts.append((run, space))
                gaps.append(space_width)
                kinds.append(SPACE)
                self.open = False
            first = False
            if not word:
                continue
            for index, atom in enumerate(chain[word]):
                if self.open and index:
                    gaps.append(0.0)
                    kinds.append(JOIN)
                    self.open = False
                elif self.open and self._may_break(atom):
                    gaps.append(0.0)
                    kinds.append(JOIN)
                    self.open = False
                width = 0.0
                start = len(parts)
                for piece in atom:
                    parts.append((run, piece))
                    width += piece.width * size
                    if spacing:
                        width += spacing * len(piece.text)
                if self.open:
                    widths[-1] += width
                else:
                    starts.append(start)
                    widths.append(width)
                    self.open = True

    def _may_break(self, atom: Sequence[Shaped]) -> bool:
        """Whether a line may end where two runs meet without a space."""
        before = self.parts[-1][1].text
        after = atom[0].text if atom else ""
        return bool(before and after) and scripts.may_break_between(before[-1], after[0])

    def add_break(self) -> None:
        """Append a forced new line."""
        if self.open:
            self.gaps.append(0.0)
            self.kinds.append(FORCED)
            self.open = False
        elif self.kinds:
            self.kinds[-1] = FORCED

    def close(self) -> None:
        """No more text follows."""
        if self.open:
            self.gaps.append(0.0)
            self.kinds.append(SPACE)
            self.open = False

    def reopen(self) -> None:
        """More text follows after all."""
        if self.kinds and not self.open:
            self.gaps.pop()
            self.kinds.pop()
            self.open = True

    @property
    def minimum(self) -> float:
        """The width of the widest piece."""
        return max(self.widths, default=0.0)

    @property
    def maximum(self) -> float:
        """The width on one line (on the longest of the forced lines)."""
        widest = total = 0.0
        for width, gap, kind in zip(self.widths, self.gaps, self.kinds):
            total += width
            widest = max(widest, total)
            total = 0.0 if kind == FORCED else total + gap
        return widest

    def lines(self, width: float, justify: bool, hyphenate: bool) -> list[Line]:
        """The strip broken into lines of at most `width` points."""
        if not self.widths:
            return []
        self.close()
        if max(self.widths) > width:
            self._divide_long(width, hyphenate)
        ranges, worst = break_lines(self.widths, self.gaps, self.kinds, width, justify=justify)
        # Hyphens only where the lines are poor without: a tidy left-aligned column needs few.
        if hyphenate and len(ranges) > 1 and worst > (0.04 if justify else 0.2):
            divided = self._hyphenated()
            if divided is not None:
                run = divided.parts[0][0]
                hyphen = run.chain["-"][0][0].width * run.size
                again, better = break_lines(
                    divided.widths, divided.gaps, divided.kinds, width, justify=justify, hyphen=hyphen
                )
                if better < worst - 0.02:
                    last = len(again) - 1
                    return [
                        divided.line(start, end, width if justify and index < last else 0.0)
                        for index, (start, end) in enumerate(again)
                    ]
        last = len(ranges) - 1
        return [
            self.line(start, end, width if justify and index < last else 0.0)
            for index, (start, end) in enumerate(ranges)
        ]

    def line(self, first: int, last: int, fill: float) -> Line:
        """The line of pieces `first` to `last` (not included), stretched to `fill`
        points when that is above zero. A line ends with its space, so that the words on
        both sides of a line end stay apart when text is copied."""
        parts, starts = self.parts, self.starts
        end = starts[last] if last < len(starts) else len(parts)
        hyphen = self.kinds[last - 1] == HYPHEN and last < len(starts)
        width = sum(self.widths[first:last]) + sum(self.gaps[first : last - 1])
        stretch = 0.0
        if hyphen:
            run, piece = parts[end - 1]
            mark = run.chain["-"][0][0]
            self.words.add(run.chain, ("-",), "")
            width += mark.width * run.size
        if fill and self.kinds[last - 1] != FORCED:
            spaces = sum(1 for kind in self.kinds[first : last - 1] if kind == SPACE)
            if spaces:
                stretch = (fill - width) / spaces
                width = fill
        spans: list[Span] = []
        notes: list[int] = []
        codes: list[str] = []
        span_width = 0.0
        current: Run | None = None
        face: Face | None = None
        size = 0.0
        for run, piece in parts[starts[first] : end]:
            if run is not current or piece.face is not face or piece.actual is not None:
                if codes and current is not None and face is not None:
                    spans.append(Span(current, face, "".join(codes), span_width, None))
                    codes = []
                if run is not current and run.note:
                    notes.append(run.note)
                current, face, size, span_width = run, piece.face, run.size, 0.0
                if piece.actual is not None:
                    spans.append(Span(run, face, piece.code, piece.width * size, piece))
                    face = None
                    continue
            codes.append(piece.code)
            span_width += piece.width * size
            if stretch and piece.text == " ":
                codes.append(f"){-stretch / size * 1000:.0f}(")
                span_width += stretch
            if run.spacing:
                span_width += run.spacing * len(piece.text)
        if codes and current is not None and face is not None:
            spans.append(Span(current, face, "".join(codes), span_width, None))
        if hyphen:
            soft = Shaped(mark.face, "-", mark.code, mark.width, mark.glyphs, "\u00ad")
            spans.append(Span(run, mark.face, mark.code, mark.width * run.size, soft))
        return Line(spans, width, tuple(notes))

    def _like(self) -> Strip:
        return Strip(self.words, self.lang)

    def _copy(self, index: int, into: Strip) -> None:
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
        into.starts.append(len(into.parts))
        into.parts.extend(self.parts[start:end])
        into.widths.append(self.widths[index])
        into.gaps.append(self.gaps[index])
        into.kinds.append(self.kinds[index])

    def _hyphenated(self) -> Strip | None:
        """The strip with every word divided where its language allows it; None if none is."""
        divided = self._like()
        any_divided = False
        for index in range(len(self.widths)):
            start = self.starts[index]
            run, piece = self.parts[start]
            syllables = run.chain.hyphenated(piece.text, self.lang) if len(piece.text) > 5 else None
            if not syllables:
                self._copy(index, divided)
                continue
            any_divided = True
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
            self.words.loose.extend(syllables)
            for syllable in syllables:
                divided.starts.append(len(divided.parts))
                divided.parts.append((run, syllable))
                divided.widths.append(syllable.width * run.size)
                divided.gaps.append(0.0)
                divided.kinds.append(HYPHEN)
            divided.parts.extend(self.parts[start + 1 : end])
            rest = self.widths[index] - piece.width * run.size
            divided.widths[-1] += rest
            divided.gaps[-1] = self.gaps[index]
            divided.kinds[-1] = self.kinds[index]
        return divided if any_divided else None

    def _divide_long(self, width: float, hyphenate: bool) -> None:
        """Divide pieces that are wider than a line: at hyphens, else at any character."""
        divided = self._like()
        for index in range(len(self.widths)):
            if self.widths[index] <= width:
                self._copy(index, divided)
                continue
            start = self.starts[index]
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.parts)
            total = 0.0
            fresh = True
            for run, piece in self.parts[start:end]:
                for part, kind in _divided(run, piece, width, self.lang, hyphenate):
                    self.words.loose.append(part)
                    wide = part.width * run.size + run.spacing * len(part.text)
                    if fresh or (total + wide > width and part.text != " "):
                        if not fresh:
                            divided.gaps.append(0.0)
                            divided.kinds.append(divided_kind)
                        divided.starts.append(len(divided.parts))
                        divided.widths.append(0.0)
                        total, fresh = 0.0, False
                    divided.parts.append((run, part))
                    if part.text != " ":
                        total += wide
                        divided.widths[-1] += wide
                    divided_kind = kind
            divided.gaps.append(self.gaps[index])
            divided.kinds.append(self.kinds[index])
        self.parts, self.starts, self.widths = divided.parts, divided.starts, divided.widths
        self.gaps, self.kinds = divided.gaps, divided.kinds


def _divided(
    run: Run, piece: Shaped, width: float, lang: str, hyphenate: bool
) -> list[tuple[Shaped, int]]:
    """A piece that is too wide, in parts, each with how it is parted from the next."""
    if piece.width * run.size <= width / 2 or len(piece.text) < 2:
        return [(piece, JOIN)]
    if hyphenate:
        syllables = run.chain.hyphenated(piece.text, lang)
        if syllables and max(s.width for s in syllables) * run.size < width * 0.8:
            return [(s, HYPHEN) for s in syllables[:-1]] + [(syllables[-1], JOIN)]
    if scripts.is_shaped(piece.text):
        return [(piece, JOIN)]
    return [
        (part, JOIN)
        for character in piece.text
        for part in run.chain.one(character)
    ]


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
        """A run of this look."""
        return Run(ink, self.fonts, elem)

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
                        strip.add_text(foreign, text)
                        continue
                    if run is None:
                        run = self.run(ink, elem)
                        run.link = link
                    strip.add_text(run, text)
                case Strong(children=children):
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
