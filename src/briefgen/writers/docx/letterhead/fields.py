"""The places of a letterhead that a brief fills: content controls and `{{name}}`.

A content control is known by its tag or its title (`w:alias`, which LibreOffice keeps where
it loses the tag), or because it shows one of the file's own properties. `{{name}}` may be cut
into any number of runs, as Word does while one types. There is no language inside the
braces: a name and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from briefgen.writers.docx.letterhead.wordfile import W, value

#: Where the brief itself goes.
BODY = "body"
_PREFIX = "brief:"
_NAME = re.compile(r"\{\{\s*([^\W\d][\w.:-]*)\s*\}\}")
# What looks like a field and is none: an expression, or a statement of a template language.
_OTHER = re.compile(r"\{\{[^{}\t\n]{0,80}\}\}|\{%[^{}\t\n]{0,80}%\}")
#: Core properties that Word's own document-property controls show, and their fields.
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "keywords": "keywords",
}
_BOUND = re.compile(r"coreProperties\[1\]/\w+:(\w+)\[1\]\Z")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class Field(NamedTuple):
    """A place to be filled: the name it asks for, in which part, and whether it is a content
    `control` or `braces`."""

    name: str
    part: str
    how: str


def field_name(text: str) -> str:
    """A name as it is compared: without `brief:`, without regard to case."""
    return text.strip().casefold().removeprefix(_PREFIX)


def control_name(control: etree._Element, known: Mapping[str, str]) -> str:
    """The name that a content control asks for; empty when it is not one of ours.

    A tag or title that begins with `brief:` is ours whatever follows; another one only when
    there is a field of that name.
    """
    properties = control.find(W + "sdtPr")
    if properties is None:
        return ""
    for tag in ("tag", "alias"):
        text = value(properties.find(W + tag)).strip()
        name = field_name(text)
        if name and (text.casefold().startswith(_PREFIX) or name in known or name == BODY):
            return name
    binding = properties.find(W + "dataBinding")
    bound = _BOUND.search("" if binding is None else binding.get(W + "xpath", ""))
    return _PROPERTIES.get(bound[1], "") if bound else ""


def controls(
    root: etree._Element, known: Mapping[str, str]
) -> Iterator[tuple[str, etree._Element]]:
    """The content controls of ours in a part, with their names."""
    for control in list(root.iter(W + "sdt")):
        name = control_name(control, known)
        if name:
            yield name, control


class Piece(NamedTuple):
    """Text of a paragraph: the `w:t` that holds it, or None for a tab or a line's end."""

    element: etree._Element | None
    text: str


def pieces(paragraph: etree._Element) -> list[Piece]:
    """The text of a paragraph in order, without that of text boxes in it."""
    found: list[Piece] = []
    for element in paragraph.iter(W + "t", W + "tab", W + "br", W + "cr"):
        if next(element.iterancestors(W + "p"), None) is not paragraph:
            continue
        if element.tag == W + "t":
            found.append(Piece(element, element.text or ""))
        elif next(element.iterancestors(W + "pPr"), None) is None:
            found.append(Piece(None, "\t" if element.tag == W + "tab" else "\n"))
    return found


def text_of(paragraph: etree._Element) -> str:
    """A paragraph's text."""
    return "".join(piece.text for piece in pieces(paragraph))


def fields(root: etree._Element, part: str, known: Mapping[str, str]) -> list[Field]:
    """Every place of a part that asks to be filled, in order; text boxes, of which Word keeps
    two copies, count once."""
    found = [Field(name, part, "control") for name, _ in controls(root, known)]
    for paragraph in root.iter(W + "p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        text = text_of(paragraph)
        found += [Field(field_name(m[1]), part, "braces") for m in _NAME.finditer(text)]
    return found


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def expressions(root: etree._Element) -> list[str]:
    """What looks like a field and holds more than a name."""
    found: list[str] = []
    for paragraph in root.iter(W + "p"):
        text = text_of(paragraph)
        if "{{" in text or "{%" in text:
            found += [m[0] for m in _OTHER.finditer(text) if _NAME.fullmatch(m[0]) is None]
    return found


class Filling(NamedTuple):
    """What places are filled with: `known` values by name. `grey` is the id of the style that
    controls show their prompt in, which goes; `date` is what a control that picks a date is set to
    (ISO 8601); `speech` is the attribute of `w:lang` and the language of the values, where that
    is not the letterhead's."""

    known: Mapping[str, str]
    grey: str
    date: str
    speech: tuple[str, str] | None


def fill(root: etree._Element, filling: Filling) -> None:
    """Fill every place of a part that has a value."""
    # Braces first: those in a value that a control shows are text.
    for paragraph in root.iter(W + "p"):
        _fill_braces(paragraph, filling)
    for name, control in controls(root, filling.known):
        if name in filling.known and name != BODY:
            _fill_control(control, filling.known[name], filling)


def _fill_braces(paragraph: etree._Element, filling: Filling) -> None:
    known = filling.known
    parts = pieces(paragraph)
    text = "".join(piece.text for piece in parts)
    if "{{" not in text:
        return
    # From the end, so that places before stay where they are.
    for match in reversed(list(_NAME.finditer(text))):
        name = field_name(match[1])
        if name == BODY or name not in known:
            continue
        at, new = 0, known[name]
        for element, _ in parts:
            held = 1 if element is None else len(element.text or "")
            start, end = max(match.start(), at), min(match.end(), at + held)
            if element is not None and start < end:
                old = element.text or ""
                set_text(element, old[: start - at] + new + old[end - at :])
                if new and element.text == new:
                    _speak(element.getparent(), filling.speech)
                # The whole value stands in the run where its name began. Only text before
                # this place has to keep its length: matches are taken from the end.
                new = ""
                held = len(old)
            at += held


def _speak(run: etree._Element | None, speech: tuple[str, str] | None) -> None:
    """Say in which language the words of a run are."""
    if run is None or speech is None or run.tag != W + "r":
        return
    look = run.find(W + "rPr")
    if look is None:
        look = etree.Element(W + "rPr")
        run.insert(0, look)
    for old in look.findall(W + "lang"):
        look.remove(old)
    lang = etree.Element(W + "lang")
    lang.set(W + speech[0], speech[1])
    # Before the few that follow it (EG_RPrBase, 17.3.2).
    after = [e for e in look if str(e.tag).removeprefix(W) in _AFTER_LANG]
    if after:
        after[0].addprevious(lang)
    else:
        look.append(lang)


_AFTER_LANG = ("eastAsianLayout", "specVanish", "oMath", "rPrChange")


def set_text(element: etree._Element, text: str) -> None:
    """Set the text of a `w:t`."""
    element.text = text
    element.set(_SPACE, "preserve")


def _fill_control(control: etree._Element, text: str, filling: Filling) -> None:
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    if properties is None or content is None:
        return
    if properties.find(W + "picture") is not None or properties.find(_W14 + "checkbox") is not None:
        return
    for name in ("showingPlcHdr", "dataBinding"):
        element = properties.find(W + name)
        bound = name == "dataBinding" and element is not None
        if bound and _BOUND.search(element.get(W + "xpath", "") if element is not None else ""):
            continue  # the file's own property, which says the same
        if element is not None:
            # Word would put what the control is bound to in place of our text.
            properties.remove(element)
    picked = properties.find(W + "date")
    if picked is not None and filling.date:
        picked.set(W + "fullDate", f"{filling.date}T00:00:00Z")
    run = _only_run(content)
    look = run.find(W + "rPr")
    for child in list(run):
        if child is not look:
            run.remove(child)
    if look is not None:
        style = look.find(W + "rStyle")
        if style is not None and value(style) == filling.grey:
            look.remove(style)
    set_text(etree.SubElement(run, W + "t"), text)
    _speak(run, filling.speech)


def _only_run(content: etree._Element) -> etree._Element:
    """The first run of a control's content, alone in its paragraph; made if there is none."""
    run = next(content.iter(W + "r"), None)
    if run is None:
        holder = next(content.iter(W + "p"), content)
        if holder is content and content.getparent() is not None:
            parent = content.getparent().getparent()  # type: ignore[union-attr]
            if parent is not None and parent.tag != W + "p":
                holder = etree.SubElement(content, W + "p")
        return etree.SubElement(holder, W + "r")
    for other in list(content.iter(W + "r")):
        parent = other.getparent()
        if other is not run and parent is not None and run not in other.iterancestors():
            parent.remove(other)
    paragraphs = list(content.iter(W + "p"))
    for extra in paragraphs[1:]:
        parent = extra.getparent()
        if parent is not None and parent.tag == W + "sdtContent" and run not in extra.iter():
            parent.remove(extra)
    return run
