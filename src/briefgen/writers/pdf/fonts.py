"""The fonts of a brief: families, fallback by script, and words shaped once.

A `Chain` is a face and the faces that are asked, in order, for a character that it lacks.
Words are shaped once per process and chain; a `Shaped` piece holds its glyphs ready to be
written. Devanagari and everything with combining marks goes through HarfBuzz, Latin and
Japanese take one glyph a character, Latin with pair kerning.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.document import FontFamily, Style
from briefgen.typefaces import FALLBACKS, builtin
from briefgen.writers.pdf import scripts
from briefgen.writers.pdf.truetype import Face, FontError

#: Shaped words kept per chain; a ministry's vocabulary, not a memory leak.
_KEPT_WORDS = 20_000

_faces: dict[tuple[str, int, int], Face] = {}
_chains: dict[tuple[str, ...], Chain] = {}


class Shaped:
    """A piece of text in one face, ready to be written.

    `code` goes between `[(` and `)]TJ`: glyph numbers, two bytes each, with kerning in
    thousandths of an em between the strings. `width` is in em. With `actual`, the glyphs
    do not say the text by themselves and it is written as ActualText (ISO 32000-1
    14.9.4); `raised` then lists pieces that stand off the baseline as (code, rise in em).
    """

    __slots__ = (
        "actual", "clusters", "code", "face", "glyphs", "raised", "text", "width", "word",
    )  # fmt: skip

    def __init__(
        self,
        face: Face,
        text: str,
        code: str,
        width: float,
        glyphs: tuple[int, ...],
        actual: str | None = None,
        raised: tuple[tuple[str, float], ...] = (),
        clusters: tuple[tuple[int, str], ...] = (),
    ) -> None:
        self.face = face
        self.text = text
        self.code = code
        self.width = width
        self.glyphs = glyphs
        self.actual = actual
        self.raised = raised
        #: for shaped text, the characters that each glyph came from
        self.clusters = clusters
        #: for a syllable, the whole word
        self.word = ""


Atom = tuple[Shaped, ...]

_ESCAPES = {"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"}
_BYTES = [_ESCAPES.get(chr(value), chr(value)) for value in range(256)]


def _glyph_code(glyph: int) -> str:
    return _BYTES[glyph >> 8] + _BYTES[glyph & 255]


class Chain:
    """A face, its fallbacks, and the words that were shaped with them."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self._opened: list[Face] = []
        #: the words shaped so far; ask with `chain[word]`
        self.words: dict[str, tuple[Atom, ...]] = {}
        #: What could not be printed, by word.
        self.missing: dict[str, str] = {}
        self._hyphenated: dict[tuple[str, str], tuple[Shaped, ...] | None] = {}

    @property
    def face(self) -> Face:
        """The first face."""
        return self._face(0)

    def _face(self, index: int) -> Face:
        while len(self._opened) <= index:
            self._opened.append(open_face(self._paths[len(self._opened)]))
        return self._opened[index]

    def forget(self) -> None:
        """Let go of the words when there are too many (between two briefs only)."""
        if len(self.words) > _KEPT_WORDS or len(self._hyphenated) > _KEPT_WORDS:
            self.words.clear()
            self._hyphenated.clear()
            self.missing.clear()

    def __getitem__(self, word: str) -> tuple[Atom, ...]:
        """The word as the pieces between which a line may end."""
        atoms = self.words.get(word)
        if atoms is None:
            atoms = tuple(self._atom(piece, word) for piece in scripts.split_word(word))
            self.words[word] = atoms
        return atoms

    def one(self, text: str) -> Atom:
        """The text as one piece that is never broken."""
        return self._atom(text, text)

    def width(self, text: str) -> float:
        """The width of a text in em, set on one line."""
        return sum(piece.width for piece in self.one(text))

    def _atom(self, piece: str, word: str) -> Atom:
        glyphs = self._face(0).glyphs
        covered = bool(piece) and all(ord(character) in glyphs for character in piece)
        if covered and not (scripts.is_shaped(piece) or scripts.is_right_to_left(piece[0])):
            return (shape_simply(self._face(0), piece),)
        pieces: list[Shaped] = []
        start, current = 0, -1
        for at, character in enumerate(piece):
            if at and scripts.is_mark(character):
                continue
            index = self._covering(character, current)
            if index < 0:
                self.missing[word] = self.missing.get(word, "") + character
            if index != current:
                if at:
                    pieces.append(self._shape(current, piece[start:at]))
                start, current = at, index
        if piece:
            pieces.append(self._shape(current, piece[start:]))
        return tuple(pieces)

    def _covering(self, character: str, current: int) -> int:
        """The first face that has the character; -1 when none has it."""
        point = ord(character)
        if scripts.is_right_to_left(character):
            return -1
        if character in scripts.HARD_SPACES and current >= 0:
            return current
        for index in range(len(self._paths)):
            if point in self._face(index).glyphs:
                return index
        if character in scripts.LOOKALIKES:
            return 0
        return -1

    def _shape(self, index: int, text: str) -> Shaped:
        if index < 0:
            question = self.face.glyphs.get(0x3F, 0)
            width = self.face.advances[question] / self.face.units * len(text)
            code = _glyph_code(question) * len(text)
            return Shaped(self.face, text, code, width, (question,), actual=text)
        face = self._face(index)
        if scripts.is_shaped(text):
            return _shape_with_harfbuzz(face, text)
        return shape_simply(face, text)

    def hyphenated(self, word: str, lang: str) -> tuple[Shaped, ...] | None:
        """The word's syllables between which it may be divided; None for none."""
        key = (word, lang)
        if key not in self._hyphenated:
            self._hyphenated[key] = self._divide(word, lang)
        return self._hyphenated[key]

    def _divide(self, word: str, lang: str) -> tuple[Shaped, ...] | None:
        atoms = self[word]
        if len(atoms) != 1 or len(atoms[0]) != 1 or atoms[0][0].actual is not None:
            return None
        start, end = 0, len(word)
        while start < end and not word[start].isalpha():
            start += 1
        while end > start and not word[end - 1].isalpha():
            end -= 1
        core = word[start:end]
        # Names in capitals, numbers and compounds are left alone.
        if len(core) < 6 or not core.isalpha() or core.isupper():
            return None
        from briefgen.writers.pdf.hyphens import hyphen_positions

        positions = hyphen_positions(core, lang)
        if not positions:
            return None
        cuts = [0, *(start + at for at in positions), len(word)]
        face = atoms[0][0].face
        syllables = tuple(shape_simply(face, word[a:b]) for a, b in itertools.pairwise(cuts))
        for syllable in syllables:
            syllable.word = word
        return syllables


def shape_simply(face: Face, text: str) -> Shaped:
    """One glyph a character, pairs kerned."""
    find, misread = face.glyphs.get, face.misread
    glyphs: list[int] = []
    exact = True
    for character in text:
        glyph = find(32 if character == "\u00a0" else ord(character))
        if glyph is None:
            if character in "\u200c\u200d":
                continue
            look = scripts.LOOKALIKES.get(character, "?")
            glyph = find(ord(look), 0)
            exact = exact and look == " "
        elif ord(character) in misread and character not in scripts.HARD_SPACES:
            exact = False
        glyphs.append(glyph)
    advances = face.advances
    kern = face.kerning
    width = 0
    scale = 1000 / face.units
    code: list[str] = []
    last = -1
    for glyph in glyphs:
        if last >= 0:
            move = kern(last, glyph)
            if move:
                width += move
                code.append(f"){-move * scale:.6g}(")
        code.append(_glyph_code(glyph))
        width += advances[glyph]
        last = glyph
    actual = None if exact else text
    return Shaped(face, text, "".join(code), width / face.units, tuple(glyphs), actual)


_harfbuzz: dict[Path, Any] = {}


def _shape_with_harfbuzz(face: Face, text: str) -> Shaped:
    """Glyphs chosen and placed by HarfBuzz, with the text itself as ActualText."""
    import uharfbuzz as hb

    font = _harfbuzz.get(face.path)
    if font is None:
        font = _harfbuzz[face.path] = hb.Font(hb.Face(face.data))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(font, buffer)
    scale = 1000 / face.units
    pieces: list[tuple[str, float]] = []
    code: list[str] = []
    height, width, shift = 0, 0, 0
    glyphs: list[int] = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=False):
        if place.y_offset != height:
            pieces.append(("".join(code), height / face.units))
            code, height = [], place.y_offset
        shift += place.x_offset
        if shift:
            code.append(f"){-shift * scale:.6g}(")
        code.append(_glyph_code(info.codepoint))
        glyphs.append(info.codepoint)
        width += place.x_advance
        # what the next glyph must be moved by, for the pen to be where HarfBuzz wants it
        shift = place.x_advance - face.advances[info.codepoint] - place.x_offset
    if shift:
        code.append(f"){-shift * scale:.6g}(")
    pieces.append(("".join(code), height / face.units))
    raised = tuple(piece for piece in pieces if piece[0])
    starts = [*sorted({info.cluster for info in buffer.glyph_infos}), len(text)]
    ends = dict(itertools.pairwise(starts))
    clusters = tuple(
        (info.codepoint, text[info.cluster : ends[info.cluster]]) for info in buffer.glyph_infos
    )
    return Shaped(face, text, "", width / face.units, tuple(glyphs), text, raised, clusters)


def open_face(path: Path) -> Face:
    """The face in a file, opened once per process and version of the file."""
    stat = path.stat()
    key = (str(path), stat.st_mtime_ns, stat.st_size)
    face = _faces.get(key)
    if face is None:
        face = _faces[key] = Face(path)
    return face


def chain_of(paths: tuple[Path, ...]) -> Chain:
    """The chain of these faces, made once per process."""
    key = tuple(f"{path}:{path.stat().st_mtime_ns}" for path in paths[:1]) + tuple(
        map(str, paths[1:])
    )
    chain = _chains.get(key)
    if chain is None:
        chain = _chains[key] = Chain(paths)
    chain.forget()
    return chain


class Fonts:
    """The chains of one brief, by family and weight, and the diagnostics of its fonts."""

    def __init__(self, style: Style) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._families = {"body": self._usable(style.body), "heading": self._usable(style.heading)}
        self._chains: dict[tuple[str, bool, bool], Chain] = {}

    def chain(self, family: str, bold: bool = False, italic: bool = False) -> Chain:
        """The chain of `body` or `heading` in a weight and slope."""
        key = (family, bold, italic)
        chain = self._chains.get(key)
        if chain is None:
            style = (
                ("bold-italic" if italic else "bold") if bold else "italic" if italic else "regular"
            )
            files = self._families[family]
            first = files.get(style) or files.get("bold" if bold else "regular") or files["regular"]
            rest = [builtin(name, style) for name in FALLBACKS]
            chain = chain_of((first, *(path for path in rest if path != first)))
            self._chains[key] = chain
        return chain

    def _usable(self, family: FontFamily) -> dict[str, Path]:
        """The family's files by style; the built-in serif where it cannot be used."""
        styles = ("regular", "bold", "italic", "bold-italic")
        if not family.files:
            try:
                return {style: builtin(family.name, style) for style in styles}
            except KeyError:
                self._refuse(family.name, "briefgen does not carry it and no files are named")
                return {style: builtin("Source Serif 4", style) for style in styles}
        found: dict[str, Path] = {}
        for style, name in family.files:
            path = Path(name)
            try:
                face = open_face(path)
                # Read now, so that faults show here.
                face.with_components(set(face.glyphs.values()))
                face.advances  # noqa: B018
                found[style] = path
            except FontError as error:
                self._refuse(name, str(error))
            except OSError as error:
                self._refuse(name, error.strerror or "it cannot be read")
            except Exception as error:
                self._refuse(name, f"its tables are damaged ({type(error).__name__})")
        if "regular" not in found:
            if found:
                found["regular"] = next(iter(found.values()))
            else:
                return {style: builtin("Source Serif 4", style) for style in styles}
        return found

    def _refuse(self, name: str, reason: str) -> None:
        message = f"{CODES['font-unusable']}; `{name}` cannot be used: {reason}"
        if all(diagnostic.message != message for diagnostic in self.diagnostics):
            hint = Hint("name a `.ttf` file, or a family that briefgen carries")
            self.diagnostics.append(Diagnostic("font-unusable", message, hints=(hint,)))
