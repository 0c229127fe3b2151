"""The parts of a style: typefaces, spaces, indents, and a style itself as XML."""

from __future__ import annotations

from briefgen.writers.docx import xml
from briefgen.writers.docx.xml import half_points, hex_colour, twips

#: The families for scripts that the Latin ones do not have.
EAST_ASIAN_FAMILY = "Noto Serif JP"
COMPLEX_FAMILY = "Noto Serif Devanagari"


def fonts(family: str) -> str:
    """The `w:rFonts` of a Latin family."""
    name = xml.attribute(xml.clean(family))
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{EAST_ASIAN_FAMILY}" '
        f'w:cs="{COMPLEX_FAMILY}"/>'
    )


def symbol_fonts(family: str) -> str:
    """The `w:rFonts` for dots and arrows. They may count as East Asian characters, so that
    slot gets the family too."""
    name = xml.attribute(xml.clean(family))
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def face(
    size: float = 0,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    family: str = "",
    spacing: float = 0,
) -> str:
    """The inside of a style's `w:rPr`; complex scripts have bold, italic and size of their
    own and follow."""
    return (
        (fonts(family) if family else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{hex_colour(colour)}"/>' if colour else "")
        + (f'<w:spacing w:val="{twips(spacing)}"/>' if spacing else "")
        + (
            f'<w:sz w:val="{half_points(size)}"/><w:szCs w:val="{half_points(size)}"/>'
            if size
            else ""
        )
    )


def space(before: float, after: float, line: float = 0) -> str:
    """Space in points; a line is at least `line` high, so that taller scripts have room."""
    lines = f' w:line="{twips(line)}" w:lineRule="atLeast"' if line else ""
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{lines}/>'


def indent(left: float, right: float = 0, hanging: float = 0) -> str:
    """Indents in points."""
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{hang}/>'


def paragraph_style(
    identifier: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based_on: str = "Normal",
    following: str = "",
    priority: int = 0,
) -> str:
    """A paragraph style (17.7.4.17); ours have ids that begin with `Brief`."""
    ours = ' w:customStyle="1"' if identifier.startswith("Brief") else ""
    return (
        f'<w:style w:type="paragraph"{ours} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + (f'<w:uiPriority w:val="{priority}"/>' if priority else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def character_style(identifier: str, name: str, run: str) -> str:
    """A character style."""
    ours = ' w:customStyle="1"' if identifier.startswith("Brief") else ""
    return (
        f'<w:style w:type="character"{ours} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f"<w:unhideWhenUsed/><w:rPr>{run}</w:rPr></w:style>"
    )
