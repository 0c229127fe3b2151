"""Signs of the fonts Symbol and Wingdings, which Word keeps as places in a font, as Unicode.

The places of Symbol follow Adobe's encoding of that font; of Wingdings only the signs that
texts use stand here: arrows, bullets, boxes and ticks.
"""

from __future__ import annotations

_SYMBOL = dict(
    zip(
        (*range(0x41, 0x5B), *range(0x61, 0x7B)),
        "ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλµνοπθρστυϖωξψζ",
        strict=True,
    )
) | {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪",
    0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def sign(font: str, code: int) -> str:
    """The character that stands at a place in a font; `�` for one that is not known. Places
    are also given with 0xF000 added to them."""
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.casefold()
    table = _WINGDINGS if name.startswith("wingdings") else _SYMBOL if name == "symbol" else None
    if table is not None:
        plain = chr(place) if table is _SYMBOL and 0x20 <= place < 0x40 else "\ufffd"
        return table.get(place, plain)
    if place != code:
        return _SYMBOL.get(place, "\ufffd") if place == 0xB7 else "\ufffd"
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
