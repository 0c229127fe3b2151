"""fontTable.xml: the families that a brief names, and the faces that travel in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.document import FontFamily
from briefgen.regex import regex
from briefgen.typefaces import FAMILIES, FontStyle, builtin
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.story import Manuscript
from briefgen.writers.docx.subset import LATIN, Travelling, UnusableFontError, travelling
from briefgen.writers.docx.typography import COMPLEX_FAMILY, EAST_ASIAN_FAMILY

# What Word takes where a family is not installed (`w:altName`, 17.8.3.1): faces that come
# with Office on Windows and macOS. Cambria, not Georgia, whose figures hang below the line.
_SUBSTITUTES = {
    "Source Serif 4": ("Cambria", "roman"),
    "Source Sans 3": ("Calibri", "swiss"),
    EAST_ASIAN_FAMILY: ("Yu Mincho", "roman"),
    COMPLEX_FAMILY: ("Nirmala UI", "roman"),
}
#: The elements of a face, in the order of the schema (CT_Font, 17.8.3.10).
_ELEMENTS: dict[FontStyle, str] = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold-italic": "embedBoldItalic",
}
Slot = Literal["body", "heading"]
#: The faces that every brief has, or that its first editor will ask for.
_ALWAYS: tuple[tuple[Slot, FontStyle], ...] = (
    ("body", "regular"),
    ("body", "bold"),
    ("body", "italic"),
    ("heading", "regular"),
    ("heading", "bold"),
)
_WEIGHTS: tuple[FontStyle, ...] = ("regular", "bold")
#: The paragraph styles whose text is of the heading family, and those whose text is bold.
BOLD_STYLES = frozenset(("Title", "Heading1", "Heading2", "Heading3", "Caption", "BriefTableHead"))
HEADING_FAMILY_STYLES = BOLD_STYLES | {"BriefMeta", "BriefTableText"}
#: As `inlines` and `place` write them.
_STYLE, _BOLD, _ITALIC = '<w:pStyle w:val="', "<w:b/><w:bCs/>", "<w:i/>"
_DEVANAGARI = regex("[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")


class FontTable(NamedTuple):
    """fontTable.xml, and the faces by the relation ids that it names them with."""

    xml: str
    faces: dict[str, Travelling]


def font_table(manuscript: Manuscript, written: str) -> FontTable:
    """The fonts of a brief whose body and notes are `written`.

    A face that cannot travel is reported and left out: the brief then looks right only where
    the face is installed.
    """
    style = manuscript.document.style
    families = dict.fromkeys(
        (style.body.name, style.heading.name, EAST_ASIAN_FAMILY, COMPLEX_FAMILY)
    )
    faces: dict[str, Travelling] = {}
    embedded: dict[str, dict[FontStyle, str]] = {}
    if style.embed_fonts:
        for family, face, path, characters, latin in _needed(manuscript, written):
            try:
                made = travelling(path, family, characters, latin=latin)
            except UnusableFontError as error:
                _report(manuscript, f"`{path.name}` cannot be embedded: {error}")
                continue
            relation = f"rIdFont{len(faces) + 1}"
            faces[relation] = made
            embedded.setdefault(family, {})[face] = (
                f'<w:{_ELEMENTS[face]} r:id="{relation}" w:fontKey="{made.key}"/>'
            )
    fonts = "".join(_font(family, embedded.get(family, {})) for family in families)
    return FontTable(f"{xml.DECLARATION}<w:fonts {xml.NAMESPACES}>{fonts}</w:fonts>", faces)


def _font(family: str, faces: dict[FontStyle, str]) -> str:
    substitute, kind = _SUBSTITUTES.get(family, ("", "auto"))
    alternative = f'<w:altName w:val="{substitute}"/>' if substitute else ""
    name = xml.attribute(xml.clean(family))
    return (
        f'<w:font w:name="{name}">{alternative}<w:family w:val="{kind}"/>'
        '<w:pitch w:val="variable"/>'
        f"{''.join(faces[face] for face in _ELEMENTS if face in faces)}</w:font>"
    )


def _report(manuscript: Manuscript, message: str) -> None:
    hint = Hint("name a `.ttf` file, or a family that briefgen carries")
    message = f"{CODES['font-unusable']}; {message}"
    problem = Diagnostic("font-unusable", message, severity="warning", hints=(hint,))
    if problem not in manuscript.diagnostics:
        manuscript.diagnostics.append(problem)


class _Need(NamedTuple):
    """A face to embed: its family and style, its file, and what it must hold."""

    family: str
    face: FontStyle
    path: Path
    characters: str
    latin: bool


def _needed(manuscript: Manuscript, written: str) -> Iterator[_Need]:
    style = manuscript.document.style
    others, indic, east_asian, common = _by_script(manuscript.characters)
    needed: dict[tuple[str, FontStyle], _Need] = {}
    for slot, face in used(written):
        family = style.body if slot == "body" else style.heading
        path = _file(manuscript, family, face)
        if path is not None:
            needed[family.name, face] = _Need(family.name, face, path, others, True)
    yield from needed.values()
    # Which weights occur is not known, but of so few characters both are small.
    for name, text in ((COMPLEX_FAMILY, indic), (EAST_ASIAN_FAMILY, east_asian)):
        if text:
            for weight in _WEIGHTS:
                yield _Need(name, weight, builtin(name, weight), text + common, False)


def _file(manuscript: Manuscript, family: FontFamily, face: FontStyle) -> Path | None:
    if family.files:
        named = dict(family.files).get(face)
        return None if named is None else Path(named)
    if family.name in FAMILIES:
        return builtin(family.name, face)
    _report(
        manuscript,
        f"the font `{family.name}` cannot be embedded: briefgen does not carry it and no files "
        "are named",
    )
    return None


def _by_script(characters: Iterable[str]) -> tuple[str, str, str, str]:
    """The characters that a Latin face may have beyond those that it always keeps, those of
    Devanagari, the East Asian ones, and those that go with any script."""
    kinds: dict[str, list[str]] = {"latin": [], "indic": [], "east-asian": [], "common": []}
    for character in sorted(characters):
        script = scripts.script(character)
        if script is None:
            kinds["common"].append(character)
        elif script == "indic":
            if _DEVANAGARI.match(character):
                kinds["indic"].append(character)
        elif script == "east-asian":
            kinds["east-asian"].append(character)
        elif not any(first <= ord(character) <= last for first, last in LATIN):
            kinds["latin"].append(character)
    latin, indic, east_asian, common = map("".join, kinds.values())
    return latin, indic, east_asian, common


def used(written: str) -> list[tuple[Slot, FontStyle]]:
    """The faces that a brief shows: those of its styles, and the rarer ones where a run
    in its text asks for them."""
    faces = dict.fromkeys(_ALWAYS)
    at = written.find(_ITALIC)
    while at >= 0:
        start = written.rfind(_STYLE, 0, at) + len(_STYLE)
        paragraph = written[start : written.index('"', start)]
        bold = paragraph in BOLD_STYLES or written.endswith(_BOLD, 0, at)
        faces[
            "heading" if paragraph in HEADING_FAMILY_STYLES else "body",
            "bold-italic" if bold else "italic",
        ] = None
        at = written.find(_ITALIC, at + 1)
    return list(faces)
