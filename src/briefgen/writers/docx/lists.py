"""numbering.xml: two abstract lists, bullets and numbers, and one instance for each list."""

from __future__ import annotations

from briefgen.writers.docx import xml
from briefgen.writers.docx.story import Manuscript
from briefgen.writers.docx.styles import LIST_INDENT

#: Word has nine levels (17.9.3).
MAX_LEVEL = 8

_BULLETS, _NUMBERS = 0, 1
_INDENT = xml.twips(LIST_INDENT)


def add_list(manuscript: Manuscript, level: int, start: int | None) -> int:
    """The `w:numId` of a new list: numbered from `start`, or with bullets when it is None."""
    abstract = _BULLETS if start is None else _NUMBERS
    manuscript.lists.append((abstract, level, 1 if start is None else max(0, start)))
    return len(manuscript.lists)


def numbering_xml(manuscript: Manuscript) -> str:
    """numbering.xml for the lists that were written."""
    colour = xml.hex_colour(manuscript.document.style.colours.accent)
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for number, (abstract, level, start) in enumerate(manuscript.lists, 1)
    )
    return (
        f"{xml.DECLARATION}<w:numbering {xml.NAMESPACES}>"
        f"{_abstract(_BULLETS, colour)}{_abstract(_NUMBERS, colour)}{instances}</w:numbering>"
    )


def _abstract(number: int, colour: str) -> str:
    levels = []
    for level in range(MAX_LEVEL + 1):
        # A numbered list counts 1, 2, 3 on every level: inside bullets too it is the first.
        format_, text = (
            ("bullet", "•–"[level % 2])
            if number == _BULLETS
            else (
                "decimal",
                f"%{level + 1}.",
            )
        )
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{_INDENT * (level + 1)}" w:hanging="{_INDENT}"/></w:pPr>'
            f'<w:rPr><w:color w:val="{colour}"/></w:rPr></w:lvl>'
        )
    # nsid tells Word which lists are the same one after copying; any constant will do.
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="1B2C3D0{number}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="1B2C3D1{number}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
