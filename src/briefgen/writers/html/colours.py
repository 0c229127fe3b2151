"""The colours of a page: those of the style, made legible on a light and on a dark ground.

Contrast is that of WCAG 2.2 (relative luminance and contrast ratio, as defined there): 4.5 to 1
for text (1.4.3), 3 to 1 for what has to be seen (1.4.11). A colour of the style that has less is
made darker or lighter until it has enough; it keeps its hue.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

from briefgen.document import Colours

TEXT, SIGN = 4.5, 3.0
#: Room for rounding, here and in whoever measures.
_MARGIN = 1.02
_AMBER = "#f0b000"

Rgb = tuple[float, float, float]


def light(colours: Colours) -> dict[str, str]:
    """The names of a light page's colours, and their values."""
    paper = "#ffffff"
    tint = _pale(colours.tint, paper, 1.35)
    highlight = _pale(colours.highlight, paper, 1.6)
    chosen = _mixed(highlight, _AMBER, 0.45)
    grounds = (paper, tint, highlight)
    return {
        "paper": paper,
        "tint": tint,
        "highlight": highlight,
        "chosen": chosen,
        "text": legible(colours.text, (*grounds, chosen), TEXT),
        "accent": legible(colours.accent, grounds, TEXT),
        "muted": legible(colours.muted, grounds, TEXT),
        "rule": colours.rule,
        "edge": legible(colours.rule, (paper, tint), SIGN),
        "marking": legible(colours.marking, grounds, TEXT),
    }


def dark(colours: Colours) -> dict[str, str]:
    """The names of a dark page's colours, and their values."""
    paper = "#16191d"
    tint = _mixed(paper, colours.accent, 0.22) if luminance(colours.accent) < 0.2 else "#1f242a"
    highlight = _toned(colours.highlight, 0.05)
    chosen = _toned(_mixed(colours.highlight, _AMBER, 0.6), 0.1)
    grounds = (paper, tint, highlight)
    return {
        "paper": paper,
        "tint": tint,
        "highlight": highlight,
        "chosen": chosen,
        "text": legible("#e9e7e2", (*grounds, chosen), TEXT),
        "accent": legible(colours.accent, grounds, TEXT),
        "muted": legible(colours.muted, grounds, TEXT),
        "rule": "#3b434d",
        "edge": legible("#6b7580", (paper, tint), SIGN),
        "marking": legible(colours.marking, grounds, TEXT),
    }


def on(ground: str) -> str:
    """Black or white, whichever is the more legible on a ground."""
    return max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, ground))


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#rrggbb`, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, grounds: tuple[str, ...], ratio: float) -> str:
    """The colour, made as little darker or lighter as needed to have a contrast of `ratio` with
    each ground, in its own hue; black or white where nothing else has it."""
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    end = 0.0 if on(grounds[0]) == "#000000" else 1.0
    for step in range(101):
        moved = _hex(hls_to_rgb(hue, lightness + (end - lightness) * step / 100, saturation))
        if all(contrast(moved, ground) >= ratio * _MARGIN for ground in grounds):
            return moved
    return on(grounds[0])


def _pale(colour: str, paper: str, most: float) -> str:
    """A ground that keeps close to the paper: text must stay legible on it."""
    for step in range(101):
        moved = _mixed(colour, paper, step / 100)
        if contrast(moved, paper) <= most:
            return moved
    return paper


def _toned(colour: str, wanted: float) -> str:
    """The colour darkened to about the wanted luminance."""
    for step in range(101):
        moved = _mixed(colour, "#000000", step / 100)
        if luminance(moved) <= wanted:
            return moved
    return "#000000"


def _mixed(one: str, other: str, share: float) -> str:
    """A colour with a share, 0 to 1, of another in it."""
    red, green, blue = (
        a + (b - a) * share for a, b in zip(_parts(one), _parts(other), strict=True)
    )
    return _hex((red, green, blue))


def _hex(parts: Rgb) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _parts(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
