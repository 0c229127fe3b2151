"""Runs: how text looks and what it means, and the words that a brief has used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from briefgen.record import record
from briefgen.text import Span as SourceSpan
from briefgen.writers.pdf.fonts import Chain, Fonts, Shaped
from briefgen.writers.pdf.structure import Elem
from briefgen.writers.pdf.truetype import Face


@record
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

    __slots__ = (
        "anchor",
        "chain",
        "colour",
        "elem",
        "foreign",
        "link",
        "note",
        "remarks",
        "rise",
        "size",
        "spacing",
        "tint",
    )

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
        self.remarks: tuple[int, ...] = ()  # comments that begin here
        self.anchor = ""
        self.foreign = False  # in another language than its paragraph


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
    divided: bool  # it ends inside a word


class Words:
    """The words that a brief uses, by chain, and those that could not be printed."""

    def __init__(self) -> None:
        self.by_chain: dict[Chain, set[str]] = {}
        self.loose: list[Shaped] = []
        #: what no font has, with the words around it and where they come from
        self.missing: dict[str, tuple[str, SourceSpan | None]] = {}
        #: where the text that is being set comes from
        self.place: SourceSpan | None = None

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
                    self.missing.setdefault(character, (context, self.place))

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
