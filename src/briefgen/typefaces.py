"""The typefaces that briefgen carries, by family and style.

Every machine must print the same brief, so the fonts are files of the package
(`briefgen/fonts/`, SIL Open Font License 1.1) and never those of the system.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

FontStyle = Literal["regular", "bold", "italic", "bold-italic"]

FOLDER = Path(__file__).parent / "fonts"

_LATIN = {
    "regular": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "bold-italic": "BoldItalic",
}
#: Scripts that have no italic take the upright of the same weight.
_UPRIGHT = {"regular": "Regular", "bold": "Bold", "italic": "Regular", "bold-italic": "Bold"}

_FAMILIES: dict[str, tuple[str, dict[str, str]]] = {
    "Source Serif 4": ("SourceSerif4", _LATIN),
    "Source Sans 3": ("SourceSans3", _LATIN),
    "Noto Serif Devanagari": ("NotoSerifDevanagari", _UPRIGHT),
    "Noto Serif JP": ("NotoSerifJP", _UPRIGHT),
}

#: The families that `style.yaml` may name without files of its own.
FAMILIES: tuple[str, ...] = tuple(_FAMILIES)

#: Where a character goes that the chosen family does not have, in this order.
FALLBACKS: tuple[str, ...] = (
    "Source Serif 4",
    "Source Sans 3",
    "Noto Serif Devanagari",
    "Noto Serif JP",
)


def builtin(family: str, style: str) -> Path:
    """The font file of a family that briefgen carries.

    `style` is `regular`, `bold`, `italic` or `bold-italic`. An unknown family or style
    is a `KeyError`.
    """
    stem, styles = _FAMILIES[family]
    return FOLDER / f"{stem}-{styles[style]}.ttf"
