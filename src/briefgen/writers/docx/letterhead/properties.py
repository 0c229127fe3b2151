"""What a letterhead shows of its own properties, and the properties themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from briefgen.writers.docx.letterhead.fields import set_text
from briefgen.writers.docx.letterhead.wordfile import W

#: Fields of Word that show a property (17.16.5), and our field for each.
_SHOWN = {
    "title": "title",
    "subject": "subject",
    "author": "author",
    "keywords": "keywords",
}
_INSTRUCTION = re.compile(r'\s*(?:DOCPROPERTY\s+"?(\w+)"?|(TITLE|SUBJECT|AUTHOR|KEYWORDS)\b)', re.I)
#: What Word counts; it counts again when it saves.
_COUNTED = frozenset(
    ("Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "TotalTime")
)


def refresh(root: etree._Element, known: Mapping[str, str]) -> None:
    """Write anew what fields such as `TITLE` show: Word does so only when it prints."""
    for simple in root.iter(W + "fldSimple"):
        name = _shown(simple.get(W + "instr", ""))
        if name in known:
            _show(list(simple.iter(W + "t")), known[name])
    for paragraph in root.iter(W + "p"):
        _refresh_complex(paragraph, known)


def _shown(instruction: str) -> str:
    match = _INSTRUCTION.match(instruction)
    return _SHOWN.get((match[1] or match[2]).lower(), "") if match else ""


def _refresh_complex(paragraph: etree._Element, known: Mapping[str, str]) -> None:
    instruction, shown, state = "", list[etree._Element](), ""
    for element in paragraph.iter(W + "fldChar", W + "instrText", W + "t"):
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType", "")
            if kind == "begin":
                instruction, shown = "", []
            elif kind == "end" and _shown(instruction) in known:
                _show(shown, known[_shown(instruction)])
            state = kind
        elif element.tag == W + "instrText" and state == "begin":
            instruction += element.text or ""
        elif element.tag == W + "t" and state == "separate":
            shown.append(element)


def _show(texts: list[etree._Element], text: str) -> None:
    for number, element in enumerate(texts):
        set_text(element, "" if number else text)


def forget_counts(app: etree._Element) -> None:
    """Remove from app.xml what was counted in the empty letterhead."""
    for element in list(app):
        if str(element.tag).rpartition("}")[2] in _COUNTED:
            app.remove(element)
