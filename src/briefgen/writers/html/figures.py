"""Drawings as SVG inside the page, in the colours of its scheme."""

from __future__ import annotations

import re

from briefgen.document import Colours, Figure
from briefgen.figures import to_svg

_PAINT = re.compile(r'(fill|stroke)="(#[0-9a-fA-F]{6})"')
_FONT = re.compile(r' font-family="[^"]*"')


def drawing(figure: Figure, colours: Colours) -> str:
    """The drawing of a figure with its text alternative.

    Its shapes have the colours of the style, which the page's own names stand for: so a dark
    page has a dark drawing. Labels are set in the page's typefaces.
    """
    names = {getattr(colours, name): f"var(--{name})" for name in reversed(_NAMES)}

    def paint(match: re.Match[str]) -> str:
        return f'{match[1]}="{names.get(match[2], match[2])}"'

    svg = to_svg(figure.drawing, figure.alt).partition("\n")[2].strip()
    return f'<div class="drawing">{_FONT.sub("", _PAINT.sub(paint, svg), count=1)}</div>'


_NAMES = ("text", "accent", "muted", "rule", "tint", "highlight", "marking")
