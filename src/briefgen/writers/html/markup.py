"""HTML as text: escaping, and what no page may hold.

Everything that a page shows goes through `text` or `attribute`; nothing else makes markup of
data. Pages are UTF-8 in the HTML syntax of the WHATWG's living standard.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Controls, halves of surrogates and noncharacters (HTML, 13.2.3.5: errors in a stream of
#: input); tabs and line ends are white space. CR would come back as LF.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def text(words: str) -> str:
    """Words as character data; what HTML cannot hold becomes U+FFFD."""
    if not words.isprintable():
        words = FORBIDDEN.sub(REPLACEMENT, words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Words as the value of an attribute in double quotes."""
    return text(words).replace('"', "&quot;")


def name(words: str) -> str:
    """Words as an id: white space is what an id may not hold (HTML, 3.2.6)."""
    return attribute(re.sub(r"\s+", "-", words)) or "-"


#: Languages that are written from right to left, by their ISO 639 code.
_LEFTWARD = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


def direction(lang: str) -> str:
    """The attribute `dir` of a language that is not written from left to right."""
    return ' dir="rtl"' if lang.partition("-")[0].lower() in _LEFTWARD else ""


def json_text(json: str) -> str:
    """JSON as the content of a script element: `<` only ever stands in strings, where it may be
    written as an escape, so that no `</script>` ends the element (HTML, 4.12.1.3)."""
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def address(url: str) -> str | None:
    """A link's target as it may stand in a page: http, https or mailto, or a place in the page;
    None for anything else, `javascript:` above all."""
    if url.startswith("#"):
        return url
    if any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() in ("http", "https"):
        return url if parts.netloc else None
    return url if parts.scheme.lower() == "mailto" else None
