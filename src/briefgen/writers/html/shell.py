"""A page that holds everything it needs and asks nobody for anything.

What may run or style it is named by its digest (Content Security Policy Level 3, 2.3.1): all
else, from anywhere, is refused by the browser.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from briefgen.document import Style
from briefgen.record import record
from briefgen.writers.html import colours, markup

FOLDER = Path(__file__).parent


@record
class Shell:
    """What a page is put together from: `body` is markup, as are `head` (further elements of
    the head) and `data` (script elements that hold data and do not run); all else is text.
    `style` and `script` are the contents of the page's one style and one script element, the
    latter empty for none.
    """

    title: str
    lang: str
    body: str
    style: str
    script: str = ""
    head: str = ""
    data: str = ""
    classes: str = ""


@lru_cache(maxsize=16)
def read(name: str) -> str:
    """A stylesheet or script of this package: `page.css`, `page.js`."""
    return (FOLDER / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """The policy that lets nothing but these two do anything."""
    allowed = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    allowed.append(f"script-src '{_hash(script)}'" if script else "script-src 'none'")
    return "; ".join((*allowed, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def page(shell: Shell) -> str:
    """The page as a whole."""
    about = f'lang="{markup.attribute(shell.lang)}"{markup.direction(shell.lang)}'
    if shell.classes:
        about += f' class="{markup.attribute(shell.classes)}"'
    script = f"<script>{shell.script}</script>\n" if shell.script else ""
    return (
        "<!doctype html>\n"
        f'<html {about}>\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{policy(shell.style, shell.script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{shell.head}<title>{markup.text(shell.title)}</title>\n"
        f"<style>{shell.style}</style>\n</head>\n"
        f"<body>\n{shell.body}\n{shell.data}{script}</body>\n</html>\n"
    )


def palette(style: Style) -> str:
    """The colours and typefaces of a style as custom properties, for both schemes."""
    light = _properties(colours.light(style.colours))
    dark = _properties(colours.dark(style.colours))
    return (
        f":root{{color-scheme:light dark;{light}"
        f"--serif:{_family(style.body.name, _SERIF)};--sans:{_family(style.heading.name, _SANS)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


_SERIF = (
    "Charter,'Bitstream Charter','Iowan Old Style','Palatino Linotype','Noto Serif',Georgia,"
    "Cambria,'Times New Roman',serif"
)
_SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif"


def _properties(named: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in named.items())


def _family(name: str, rest: str) -> str:
    return f"{css_string(name)},{rest}"


def css_string(words: str) -> str:
    """Words as a string of CSS (CSS Syntax Module Level 3, 4.3.5): all but letters and digits
    is escaped by number, so that no string ends where it should not, nor the style element."""
    made = []
    for character in markup.FORBIDDEN.sub(markup.REPLACEMENT, words):
        plain = character.isalnum() or character == " "
        made.append(character if plain else f"\\{ord(character):x} ")
    return f"'{''.join(made)}'"
