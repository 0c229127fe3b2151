"""numbering.xml: abstract lists for bullets and numbers, and one instance for each list.

Word's level says how deep a list stands; its sign or format follows from how many lists of
its own kind are around it (a numbered list inside bullets starts with 1, not with a). So
there is an abstract list for each sign and format, the same on all levels.
"""

from __future__ import annotations

from briefgen.writers.docx import xml
from briefgen.writers.docx.story import Manuscript
from briefgen.writers.docx.styles import LIST_INDENT

#: Word has nine levels (17.9.3).
MAX_LEVEL = 8

_SIGNS = "•–▪"
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_INDENT = xml.twips(LIST_INDENT)


def add_list(manuscript: Manuscript, level: int, start: int | None, around: int) -> int:
    """The `w:numId` of a new list: numbered from `start`, or with bullets when it is None.

    `around` counts the lists of the same kind that it stands in.
    """
    kinds = len(_SIGNS) if start is None else len(_FORMATS)
    abstract = around % kinds + (0 if start is None else len(_SIGNS))
    manuscript.lists.append((abstract, level, 1 if start is None else max(0, start)))
    return len(manuscript.lists)


def _abstract(number: int, format_: str, sign: str = "") -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{sign or f"%{level + 1}."}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{_INDENT * (level + 1)}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
        for level in range(MAX_LEVEL + 1)
    )
    # nsid tells Word which lists are the same one after copying; any constant will do.
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="1B2C3D0{number}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="1B2C3D1{number}"/>{levels}'
        "</w:abstractNum>"
    )


_ABSTRACTS = "".join(_abstract(n, "bullet", sign) for n, sign in enumerate(_SIGNS)) + "".join(
    _abstract(n, format_) for n, format_ in enumerate(_FORMATS, len(_SIGNS))
)


def numbering_xml(manuscript: Manuscript) -> str:
    """numbering.xml for the lists that were written."""
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for number, (abstract, level, start) in enumerate(manuscript.lists, 1)
    )
    return f"{xml.DECLARATION}<w:numbering {xml.NAMESPACES}>{_ABSTRACTS}{instances}</w:numbering>"
