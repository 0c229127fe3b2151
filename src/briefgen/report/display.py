"""How text looks on a screen: how many columns a character takes, and what stands in for
characters that cannot be seen or that would move the cursor.

Widths follow Unicode: East Asian wide and fullwidth characters take two columns (UAX #11),
non-spacing and enclosing marks take none.
"""

from __future__ import annotations

import unicodedata

#: A tab is shown, since in YAML it is usually the mistake itself.
TAB = "→   "

#: Joiners shape Devanagari, Persian and emoji; they are left alone and take no room.
_JOINERS = "\u200c\u200d"


def cell(character: str) -> tuple[str, int]:
    """What is shown for one character and how many columns that takes."""
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        return TAB, len(TAB)
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or character in _JOINERS:
        return character, 0
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"):
        # What is invisible or would change the terminal's state is named instead.
        shown = f"<U+{ord(character):04X}>"
        return shown, len(shown)
    if unicodedata.east_asian_width(character) in "WF":
        return character, 2
    return character, 1


def width(text: str) -> int:
    """How many columns `text` takes."""
    return sum(cell(character)[1] for character in text)


def visible(text: str) -> str:
    """`text` on one line or several, with nothing in it that a terminal would act on."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join("".join(cell(c)[0] for c in line) for line in text.split("\n"))


def fit(text: str, columns: int) -> str:
    """`text`, cut with `…` where it would take more than `columns`."""
    if width(text) <= columns:
        return text
    taken: list[str] = []
    room = columns - 1
    for character in text:
        room -= cell(character)[1]
        if room < 0:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def wants_colour(stream: object) -> bool:
    """Whether to colour what goes to `stream`: a terminal, unless NO_COLOR is set."""
    import os

    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    isatty = getattr(stream, "isatty", None)
    return bool(isatty is not None and isatty())
