"""The typefaces that travel in the file: which, whole enough, and readable by others."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from briefgen.document import (
    Cell,
    Column,
    Document,
    Emphasis,
    FontFamily,
    Paragraph,
    Strong,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.typefaces import builtin
from briefgen.writers.docx import fonts, write

from .lint import R, W, lint, parts
from .sample import brief, words

ALWAYS = {
    ("Source Serif 4", "embedRegular"),
    ("Source Serif 4", "embedBold"),
    ("Source Serif 4", "embedItalic"),
    ("Source Sans 3", "embedRegular"),
    ("Source Sans 3", "embedBold"),
}
STYLES = {
    "embedRegular": "regular",
    "embedBold": "bold",
    "embedItalic": "italic",
    "embedBoldItalic": "bold-italic",
}


def document(*inlines: Any, **changes: Any) -> Document:
    """A document of one paragraph."""
    return replace(
        Document("T", "en-GB", "2031-05-06", (Paragraph(tuple(inlines) or words("x")),)), **changes
    )


def deobfuscated(data: bytes, key: str) -> bytes:
    """The face itself, as the standard's text says it (17.8.1): the GUID's 32 digits, read as
    bytes from its end, each against one byte of the first half and one of the second."""
    digits = re.sub("[{}-]", "", key)
    face = bytearray(data)
    for at in range(16):
        byte = int(digits[30 - 2 * at : 32 - 2 * at], 16)
        face[at] ^= byte
        face[at + 16] ^= byte
    return bytes(face)


def embedded(data: bytes) -> dict[tuple[str, str], TTFont]:
    """The faces in a file by family and element, found as a reader finds them."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = parts(data)
        relations = files.get("word/_rels/fontTable.xml.rels")
        targets = {} if relations is None else {e.get("Id"): e.get("Target") for e in relations}
        for font in files["word/fontTable.xml"]:
            for e in font:
                if (kind := str(e.tag).removeprefix(W)) in STYLES:
                    target = targets[e.get(R + "id")]
                    face = deobfuscated(archive.read(f"word/{target}"), e.get(W + "fontKey") or "")
                    found[font.get(W + "name") or "", kind] = TTFont(io.BytesIO(face))
    return found


def outline(font: TTFont, character: str) -> list[Any]:
    """How a character is drawn."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(pen)
    return pen.value


def shaped(font: bytes, text: str) -> list[tuple[int, int, int]]:
    """Advances and places of a text's glyphs, by HarfBuzz."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(font)), buffer)
    return [(p.x_advance, p.x_offset, p.y_offset) for p in buffer.glyph_positions]


def test_the_faces_of_a_brief() -> None:
    """Those of the styles always; scripts beside Latin when they occur."""
    assert set(embedded(write(document())[0])) == ALWAYS
    japanese, hindi = "Noto Serif JP", "Noto Serif Devanagari"
    assert set(embedded(write(brief())[0])) == ALWAYS | {
        *((japanese, weight) for weight in ("embedRegular", "embedBold")),
        *((hindi, weight) for weight in ("embedRegular", "embedBold")),
    }
    assert set(embedded(write(document(Text("தமிழ் → “x”")))[0])) == ALWAYS


def test_rarer_faces_come_when_they_are_used() -> None:
    """Bold italics and the heading family's italics, where a run asks for them."""
    both = Strong((Emphasis(words("b")),))
    assert set(embedded(write(document(both))[0])) - ALWAYS == {
        ("Source Serif 4", "embedBoldItalic")
    }
    head = Document("T", "en-GB", "2031-05-06", (Title((Emphasis(words("t")),)),))
    assert set(embedded(write(head)[0])) - ALWAYS == {("Source Sans 3", "embedBoldItalic")}
    cell = Cell((Paragraph((Emphasis(words("c")),)),))
    plain = Cell((Paragraph(words("c")),))
    table = replace(head, blocks=(Table((Column(),), (plain,), ((cell,),)),))
    assert set(embedded(write(table)[0])) - ALWAYS == {("Source Sans 3", "embedItalic")}


def test_the_styles_of_the_heading_family() -> None:
    """Which paragraph styles are of the heading family, and bold, stands in styles.xml too."""
    files = parts(write(brief())[0])
    family, bold = set(), set()
    elements = {
        e.get(W + "styleId") or "": e
        for e in files["word/styles.xml"].iter(W + "style")
        if e.get(W + "type") == "paragraph"
    }
    for name, e in elements.items():
        chain = [e]
        while (based := chain[-1].find(W + "basedOn")) is not None:
            chain.append(elements[based.get(W + "val") or ""])
        faces = [f.get(W + "ascii") for link in chain for f in link.iter(W + "rFonts")]
        weights = [b.get(W + "val", "1") for link in chain for b in link.iter(W + "b")]
        if faces[:1] == ["Source Sans 3"]:
            family.add(name)
        if weights[:1] == ["1"]:
            bold.add(name)
    # These two hold no inlines: their text has no italics.
    edges = {"BriefMarking", "Footer"}
    assert family - edges == fonts.HEADING_FAMILY_STYLES
    assert bold - edges == fonts.BOLD_STYLES


def test_faces_are_what_they_were() -> None:
    """Names, licence bits, outlines and widths are those of the whole faces."""
    sample = "AgßéāṣṭṛḥśñęłșơạỄ ̄“”–—…•→↑₹€"
    for (family, kind), face in embedded(write(document())[0]).items():
        whole = TTFont(builtin(family, STYLES[kind]))
        assert face["name"].getDebugName(1) == whole["name"].getDebugName(1) == family
        assert face["OS/2"].fsType == whole["OS/2"].fsType == 0
        assert face["head"].macStyle == whole["head"].macStyle
        known = whole.getBestCmap()
        for character in sample + ("●○" if family == "Source Sans 3" else ""):
            if ord(character) in known:
                assert outline(face, character) == outline(whole, character), character
                widths = [
                    font["hmtx"][font.getBestCmap()[ord(character)]][0] for font in (face, whole)
                ]
                assert widths[0] == widths[1]
        assert ord("ṣ") in known
        assert ord("●") in known or family == "Source Serif 4"


def test_kerning_and_marks_stay() -> None:
    """Pairs are kerned and marks placed as by the whole face."""
    for (family, kind), face in embedded(write(document())[0]).items():
        buffer = io.BytesIO()
        face.save(buffer)
        whole = builtin(family, STYLES[kind]).read_bytes()
        for text in ("AVATAR To. Yes, “We”", "r̥̄ m̐"):
            assert shaped(buffer.getvalue(), text) == shaped(whole, text)


def test_characters_beyond_the_usual() -> None:
    """What a brief holds in Greek or Cyrillic is in its faces as well."""
    faces = embedded(write(document(Text("Київ, Ω")))[0])
    for face in faces.values():
        assert set(map(ord, "КиївΩ")) <= set(face.getBestCmap())
    assert (
        ord("К") not in embedded(write(document())[0])["Source Sans 3", "embedBold"].getBestCmap()
    )


def test_devanagari_is_shaped_as_by_the_whole_face() -> None:
    """Conjuncts and vowel signs are kept, for the characters that occur."""
    faces = embedded(write(document(Text("प्रधानमंत्री क्षेत्र")))[0])
    for kind in ("embedRegular", "embedBold"):
        buffer = io.BytesIO()
        faces["Noto Serif Devanagari", kind].save(buffer)
        whole = builtin("Noto Serif Devanagari", STYLES[kind]).read_bytes()
        text = "प्रधानमंत्री क्षेत्र"
        assert shaped(buffer.getvalue(), text) == shaped(whole, text)


def test_the_switch() -> None:
    """Without embedding there are no faces, and settings do not speak of any."""
    data, diagnostics = write(document(style=Style(embed_fonts=False)))
    assert diagnostics == []
    assert embedded(data) == {}
    assert not [e for e in parts(data)["word/settings.xml"] if "mbed" in str(e.tag)]
    settings = [
        str(e.tag).removeprefix(W) for e in parts(write(document())[0])["word/settings.xml"]
    ]
    assert settings[:4] == ["zoom", "embedTrueTypeFonts", "saveSubsetFonts", "defaultTabStop"]


def test_without_embedding_harfbuzz_is_not_imported() -> None:
    """It would be the slowest import of all."""
    code = (
        "import sys\nfrom briefgen.document import *\nfrom briefgen.writers.docx import write\n"
        "write(Document('T', 'en', '2031-05-06', (), style=Style(embed_fonts=False)))\n"
        "sys.exit('uharfbuzz' in sys.modules)\n"
    )
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


def test_files_stay_small() -> None:
    """Embedding adds less than 400 kB to a brief in English."""
    bare = document(style=Style(embed_fonts=False))
    assert len(write(document())[0]) - len(write(bare)[0]) < 400_000


def _own(folder: Path, change: Callable[[TTFont], None], name: str = "Own") -> FontFamily:
    """A family of the user's, of one changed face."""
    font = TTFont(builtin("Source Serif 4", "regular"))
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Own"
    change(font)
    font.save(folder / "own.ttf")
    return FontFamily(name, (("regular", str(folder / "own.ttf")),))


def _fs_type(value: int) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        font["OS/2"].fsType = value

    return change


@pytest.mark.parametrize("value", [0, 8, 0x0C])
def test_a_font_of_ones_own(tmp_path: Path, value: int) -> None:
    """Its faces travel when its licence bits allow installing or editing."""
    style = Style(body=_own(tmp_path, _fs_type(value)))
    data, diagnostics = write(document(style=style))
    assert diagnostics == []
    assert lint(data) == []
    assert {key for key in embedded(data) if key[0] == "Own"} == {("Own", "embedRegular")}


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        (_fs_type(2), "Own", "its licence does not let it be embedded"),
        (_fs_type(4), "Own", "its licence does not let it be embedded"),
        (_fs_type(0x108), "Own", "its licence does not let its outlines be cut down"),
        (_fs_type(0x200), "Own", "its licence does not let its outlines be cut down"),
        (lambda font: font.__delitem__("glyf"), "Own", "it is no TrueType font"),
        (_fs_type(0), "Another", "it calls itself `Own`, and Word looks for `Another`"),
    ],
)
def test_fonts_that_may_not_travel(
    tmp_path: Path, change: Callable[[TTFont], None], name: str, words: str
) -> None:
    """They are left out, with a warning that says why; the brief is written."""
    data, diagnostics = write(document(style=Style(body=_own(tmp_path, change, name))))
    assert [(d.code, d.severity) for d in diagnostics] == [("font-unusable", "warning")]
    assert words in diagnostics[0].message
    assert "`own.ttf`" in diagnostics[0].message
    assert {family for family, _ in embedded(data)} == {"Source Sans 3"}


def test_files_that_are_no_fonts(tmp_path: Path) -> None:
    """Missing and damaged files, and families without any, are warnings."""
    (tmp_path / "bad.ttf").write_bytes(b"no font at all" * 50)
    for family in (
        FontFamily("X", (("regular", str(tmp_path / "missing.ttf")),)),
        FontFamily("X", (("regular", str(tmp_path / "bad.ttf")),)),
        FontFamily("Nobody's Sans"),
    ):
        data, diagnostics = write(document(style=Style(heading=family)))
        assert [(d.code, d.severity) for d in diagnostics] == [("font-unusable", "warning")]
        assert {name for name, _ in embedded(data)} == {"Source Serif 4"}
