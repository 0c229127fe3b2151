"""What styles say of paragraphs and runs: headings in any language, hidden and struck text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefgen.regex import regex
from briefgen.word.files import WordFile
from briefgen.word.names import Element, child, children, is_on, value

Role = Literal["body", "title", "heading", "caption", "contents"]
#: Word writes the names of its own styles in English whatever its language, other programs
#: with capitals (ECMA-376 part 1, 17.7.4.9; style names are matched without regard to case).
_ROLES: tuple[tuple[str, Role], ...] = (
    (r"title$", "title"),
    (r"(?:heading \d|subtitle$)", "heading"),
    (r"caption$", "caption"),
    (r"(?:toc \d|toc heading$|contents \d|table of figures$)", "contents"),
)
_PATTERNS = tuple((regex(pattern), role) for pattern, role in _ROLES)
#: Styles are looked through to this depth; one that is based on itself ends.
_DEEPEST = 30


@dataclass(slots=True)
class Look:
    """How a run looks, as far as it decides whether it is read: None where nothing is said."""

    hidden: bool | None = None
    struck: bool | None = None
    bold: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    raised: bool | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below it."""
        pairs = ((getattr(self, key), getattr(below, key)) for key in Look.__slots__)
        return Look(*(above if above is not None else under for above, under in pairs))


@dataclass(slots=True)
class Style:
    """A style with what it is based on taken in."""

    name: str = ""
    role: Role = "body"
    look: Look = field(default_factory=Look)
    shaded: bool = False
    number: tuple[str, int] | None = None  # of its list: the number's id and the level


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, file: WordFile) -> None:
        root = file.root("styles")
        self.elements: dict[str, Element] = {}
        self.defaults: dict[str, str] = {}
        self._made: dict[str, Style] = {}
        self.base = Look()
        for element in children(root, "style"):
            key = value(element, "styleId")
            self.elements[key] = element
            if value(element, "default") in ("1", "true", "on"):
                self.defaults[value(element, "type")] = key
        if root is not None:
            self.base = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))

    def paragraph(self, key: str) -> Style:
        """The style of a paragraph; the default one where it names none."""
        if key not in self.elements:
            key = self.defaults.get("paragraph", "")
        return self._style(key, 0)

    def run(self, key: str) -> Style:
        """The style of a run."""
        return self._style(key, 0) if key in self.elements else Style()

    def _style(self, key: str, depth: int) -> Style:
        known = self._made.get(key)
        if known is not None:
            return known
        element = self.elements.get(key)
        if element is None or depth > _DEEPEST:
            return Style()
        below = value(child(element, "basedOn"))
        base = self._style(below, depth + 1) if below and below != key else Style()
        name = value(child(element, "name")).strip().casefold()
        properties = child(element, "pPr")
        made = Style(name, base.role, look_of(child(element, "rPr")).over(base.look))
        made.shaded = base.shaded or is_shaded(properties) or is_shaded(child(element, "rPr"))
        made.number = number_of(properties) or base.number
        level = outline_level(properties)
        if level is not None:
            made.role = "heading" if level < 9 else "body"
        for pattern, role in _PATTERNS:
            if pattern.match(name):
                made.role = role
        self._made[key] = made
        return made


def look_of(properties: Element | None) -> Look:
    """What the properties of a run say."""
    look = Look()
    if properties is None:
        return look
    for key, name in (("hidden", "vanish"), ("bold", "b")):
        if (switch := child(properties, name)) is not None:
            setattr(look, key, is_on(switch))
    strikes = [s for n in ("strike", "dstrike") if (s := child(properties, n)) is not None]
    if strikes:
        look.struck = any(map(is_on, strikes))
    if (colour := child(properties, "color")) is not None:
        look.white = value(colour).casefold() == "ffffff"
    if (size := child(properties, "sz")) is not None:
        look.tiny = value(size).isdigit() and int(value(size)) <= 3  # half points
    if (raised := child(properties, "vertAlign")) is not None:
        look.raised = value(raised) == "superscript"
    return look


def is_shaded(properties: Element | None) -> bool:
    """Whether properties give a ground other than the paper's."""
    shading = child(properties, "shd")
    if child(properties, "highlight") is not None:
        return True
    fill = value(shading, "fill").casefold()
    pattern = value(shading)
    return shading is not None and (
        fill not in ("", "auto", "ffffff") or pattern not in ("", "clear", "nil")
    )


def outline_level(properties: Element | None) -> int | None:
    """The level in the outline that a paragraph's properties give it: 0 to 8, 9 for text."""
    level = value(child(properties, "outlineLvl"))
    return int(level) if level.isascii() and level.isdigit() and len(level) < 3 else None


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """The list that a paragraph's properties put it in, and its level."""
    numbered = child(properties, "numPr")
    if numbered is None:
        return None
    key = value(child(numbered, "numId"))
    level = value(child(numbered, "ilvl"), default="0")
    return key, int(level) if level.isascii() and level.isdigit() and len(level) < 3 else 0
