"""The strings that WordprocessingML is made of: names, escaping, properties in order.

The body of a brief is written as text, not through an object model: it is many times
faster, and one golden file shows exactly what Word gets. Text becomes XML only in
`escape` and `attribute`; both expect text that `clean` has passed.

Clauses are of ECMA-376 part 1 (5th edition); elements of `w:pPr` and `w:rPr` stand in
the order of the schema (CT_PPrBase 17.3.1, EG_RPrBase 17.3.2), which Word insists on.
"""

from __future__ import annotations

from briefgen.regex import regex

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

# What XML 1.0 cannot hold even as a reference (clause 2.2, Char).
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Characters for which Word has elements of its own (17.3.3): a tab in `w:t` would be a
# space, and U+00AD and U+2011 would be looked up in the font, which often has neither.
_ELEMENTS = {
    "\t": "<w:tab/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}
_SPECIAL = regex("([\t\u00ad\u2011])")
_COLOUR = regex(r"#[0-9A-Fa-f]{6}\Z")
_LINE_ENDS = regex("\r\n|[\r\n]")


def forbidden(text: str) -> list[str]:
    """The characters of `text` that XML cannot hold, in order."""
    return _FORBIDDEN.findall(text)


def clean(text: str) -> str:
    """`text` with every character that XML cannot hold replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def escape(text: str) -> str:
    """Text as XML character data; `&` goes first, else it would be escaped twice."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text as the value of an attribute in double quotes; line ends become spaces, as
    an XML reader would make them (XML 1.0, 3.3.3)."""
    return _LINE_ENDS.sub(" ", escape(text).replace('"', "&quot;").replace("\t", " "))


def run(text: str, properties: str = "") -> str:
    """Runs (`w:r`) that show `text`; `properties` is their `w:rPr` or nothing."""
    if "\n" in text or "\r" in text:
        text = _LINE_ENDS.sub(" ", text)
    if not _SPECIAL.search(text):
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    content = "".join(
        _ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _SPECIAL.split(text)
        if piece
    )
    return f"<w:r>{properties}{content}</w:r>"


def paragraph(properties: str, content: str) -> str:
    """A paragraph; `properties` is the inside of its `w:pPr`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def twips(points: float) -> int:
    """Points in twentieths of a point, Word's unit of length."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points in half-points, Word's unit of type size; at least 1 pt."""
    return max(2, round(points * 2))


def emu(points: float) -> int:
    """Points in English Metric Units, DrawingML's unit of length (20.1.10.16)."""
    return round(points * 12700)


def hex_colour(colour: str) -> str:
    """`#rrggbb` as Word writes it (ST_HexColorRGB, 17.18.39); black when it is none."""
    return colour[1:].upper() if _COLOUR.match(colour) else "000000"
