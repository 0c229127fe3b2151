"""Fonts: kerning, subsets and shaping against independent programs."""

from __future__ import annotations

import io
import itertools
import struct
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from briefgen.typefaces import FAMILIES, FOLDER, builtin
from briefgen.writers.pdf import scripts
from briefgen.writers.pdf.fonts import chain_of, shape_simply
from briefgen.writers.pdf.hyphens import hyphen_positions
from briefgen.writers.pdf.truetype import Face, FontError

_TEXT = "AVATAR Tokyo, Wave: (Yes) To LT’s f) r, y. “Working” Group 2026 P. F, 7.1 Łódź Ő"
_STYLES = ("regular", "bold", "italic", "bold-italic")


@pytest.mark.parametrize("family", ["Source Serif 4", "Source Sans 3"])
@pytest.mark.parametrize("style", _STYLES)
def test_kerning_is_harfbuzzs(family: str, style: str) -> None:
    """Pair kerning out of GPOS moves every pair as HarfBuzz does."""
    face = Face(builtin(family, style))
    glyphs = [face.glyphs[ord(c)] for c in _TEXT]
    pairs = itertools.pairwise(glyphs)
    ours = [face.advances[a] + face.kerning(a, b) for a, b in pairs]
    font = hb.Font(hb.Face(face.data))
    buffer = hb.Buffer()
    buffer.add_str(_TEXT)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"liga": False, "clig": False, "calt": False, "ccmp": False})
    assert [i.codepoint for i in buffer.glyph_infos] == glyphs
    assert [p.x_advance for p in buffer.glyph_positions][:-1] == ours


@pytest.mark.parametrize("family", FAMILIES)
def test_tables_are_read_as_fonttools_reads_them(family: str) -> None:
    """Characters and widths of every family are those that fontTools finds."""
    path = builtin(family, "bold")
    face, font = Face(path), TTFont(path)
    order = font.getGlyphOrder()
    numbers = {name: index for index, name in enumerate(order)}
    assert face.glyphs == {c: numbers[n] for c, n in font.getBestCmap().items()}
    assert list(face.advances) == [font["hmtx"][name][0] for name in order]
    assert face.units == font["head"].unitsPerEm


@pytest.mark.parametrize("family", FAMILIES)
def test_subsets_keep_glyphs_under_their_numbers(family: str) -> None:
    """A subset opens in fontTools and has the same outlines and widths."""
    face = Face(builtin(family, "regular"))
    used = [face.glyphs[ord(c)] for c in "Abc(1" if ord(c) in face.glyphs]
    used += [glyph for point, glyph in face.glyphs.items() if point > 0x900][:20]
    small = TTFont(io.BytesIO(face.subset(used)), lazy=False)
    whole = TTFont(face.path)
    for glyph in used:
        ours = small["glyf"][small.getGlyphName(glyph)]
        theirs = whole["glyf"][whole.getGlyphName(glyph)]
        assert ours.getCoordinates(small["glyf"])[0] == theirs.getCoordinates(whole["glyf"])[0]
        assert small["hmtx"][small.getGlyphName(glyph)] == whole["hmtx"][whole.getGlyphName(glyph)]


def test_licences_travel_with_the_fonts() -> None:
    """Each family has its licence beside it, and no font restricts embedding."""
    assert len(list(FOLDER.glob("LICENSE-*.txt"))) == len(FAMILIES)
    for path in FOLDER.glob("*.ttf"):
        assert TTFont(path)["OS/2"].fsType == 0


def test_fallback_goes_character_by_character() -> None:
    """Dots come from the sans, Hindi and Japanese from Noto, marks stay with their letter."""
    chain = chain_of(
        tuple(
            builtin(name, "regular")
            for name in (
                "Source Serif 4",
                "Source Sans 3",
                "Noto Serif Devanagari",
                "Noto Serif JP",
            )
        )
    )
    faces = [(piece.face.name, piece.text) for piece in chain.one("ab●नरेन्द्र高")]
    assert faces == [
        ("SourceSerif4-Regular", "ab"),
        ("SourceSans3-Regular", "●"),
        ("NotoSerifDevanagari-Regular", "नरेन्द्र"),
        ("NotoSerifJP-Regular", "高"),
    ]
    assert chain.missing == {}
    # न + repha-less conjunct: HarfBuzz makes fewer glyphs than there are characters
    shaped = chain.one("क्ष")[0]
    assert len(shaped.glyphs) == 1
    assert shaped.actual == "क्ष"


def test_japanese_breaks_by_kinsoku() -> None:
    """JIS X 4051: closing marks and small kana begin no line, opening brackets end none."""
    pieces = scripts.split_word("「日本」は、チョコと一致した。")
    assert pieces == ["「日", "本」", "は、", "チョ", "コ", "と", "一", "致", "し", "た。"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("India–Japan", ["India–", "Japan"]),
        ("well-known", ["well-", "known"]),
        ("2015–2019", ["2015–2019"]),
        ("e-mail", ["e-mail"]),
        ("de-risking", ["de-risking"]),
        ("non\u2011breaking", ["non\u2011breaking"]),
        ("a\u200bb", ["a", "b"]),
        ("https://example.org/a-b/c", ["https://", "example.org/", "a-b/", "c"]),
        ("and/or", ["and/or"]),
        ("producer/consumer", ["producer/", "consumer"]),
    ],
)
def test_where_words_may_be_broken(word: str, pieces: list[str]) -> None:
    """After dashes between letters and at the joints of an address, never in numbers."""
    found = scripts.split_word(word)
    if word.startswith("https"):
        assert "".join(found) == word
        assert len(found) > 2
    else:
        assert found == pieces


def test_hyphens_follow_the_language() -> None:
    """pyphen's patterns: English and German divide differently; unknown ones not at all."""
    assert hyphen_positions("administration", "en-GB")
    assert hyphen_positions("Verwaltungsakt", "de-DE")
    assert hyphen_positions("administration", "qaa") == []


@pytest.mark.parametrize("family", ["Source Serif 4", "Source Sans 3"])
def test_an_apostrophe_needs_no_explanation(family: str) -> None:
    """Its glyph is shared with letters that hardly occur (U+02BC); it is the apostrophe that it
    stands for, since some readers lose the text after an ActualText."""
    face = Face(builtin(family, "regular"))
    for mark in "‘’":
        glyph = face.glyphs[ord(mark)]
        assert chr(face.characters([glyph])[glyph]) == mark


def test_characters_that_share_a_glyph_say_which_they_are() -> None:
    """A glyph maps to one character only; the others carry ActualText."""
    face = Face(builtin("Source Sans 3", "regular"))
    of = face.characters(face.glyphs.values())
    shared = [chr(p) for p, glyph in face.glyphs.items() if of[glyph] != p and p > 0x200]
    assert "‑" in shared
    for character in shared:
        assert shape_simply(face, character).actual == character


def test_letters_that_are_not_there(tmp_path: Path) -> None:
    """A font whose tables name more letters than it has is refused, not read beyond its end."""
    whole = Face(builtin("Source Serif 4", "regular"))
    accented = whole.glyphs[ord("\u01da")]  # made of a letter and an accent
    outline = whole.tables["glyf"][0] + whole._locations[accented] * (1 if whole._long_loca else 2)
    assert whole.data[outline] & 0x80, "a composite glyph (OpenType, glyf)"
    damaged = bytearray(whole.data)
    struct.pack_into(">H", damaged, outline + 12, 0xFFFE)
    file = tmp_path / "damaged.ttf"
    file.write_bytes(damaged)
    with pytest.raises(FontError, match="parts that are not there"):
        Face(file).with_components([accented])
    damaged = bytearray(whole.data)
    struct.pack_into(">H", damaged, whole.tables["maxp"][0] + 4, 20)
    file.write_bytes(damaged)
    with pytest.raises(FontError, match="letters that it does not have"):
        _ = Face(file).glyphs
