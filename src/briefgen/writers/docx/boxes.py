"""What sets a callout apart: borders and shades."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from briefgen.document import CalloutKind, Colours
from briefgen.writers.docx.xml import hex_colour, twips


class Box(NamedTuple):
    """The same borders, shade and indents for each paragraph of a callout, since Word joins
    only like paragraphs into one box (17.3.1.24)."""

    style: str
    borders: str
    shade: str
    #: Twips.
    left: int
    right: int


def border(side: str, kind: str, eighths: int, space: int, colour: str) -> str:
    """One border: its width in eighths of a point, its distance to the text in points."""
    return (
        f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space}" '
        f'w:color="{hex_colour(colour)}"/>'
    )


def borders(*parts: str) -> str:
    """The `w:pBdr` of borders, which stand in the order top, left, bottom, right."""
    return f"<w:pBdr>{''.join(parts)}</w:pBdr>"


def shade(colour: str) -> str:
    """A plain background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(colour)}"/>'


@lru_cache(maxsize=32)
def boxes(colours: Colours) -> dict[CalloutKind, Box]:
    """The look of each kind of callout. They differ in line, not only in colour: a heavy bar
    beside the bottom line, a broken frame with two bars around judgement, rules above and
    below remarks on the sources, a thin frame around the rest."""
    accent, tint, rule, muted = colours.accent, colours.tint, colours.rule, colours.muted
    return {
        "bottom-line": Box(
            "BriefBottomLine",
            borders(
                border("top", "single", 4, 8, tint),
                border("left", "single", 30, 11, accent),
                border("bottom", "single", 4, 9, tint),
                border("right", "single", 4, 11, tint),
            ),
            shade(tint),
            twips(15),
            twips(11.5),
        ),
        "judgement": Box(
            "BriefJudgement",
            borders(
                border("top", "dashed", 6, 8, accent),
                border("left", "double", 8, 10, accent),
                border("bottom", "dashed", 6, 9, accent),
                border("right", "dashed", 6, 11, accent),
            ),
            "",
            twips(13),
            twips(12),
        ),
        "reading": Box(
            "BriefReading",
            borders(
                border("top", "single", 8, 8, muted),
                border("left", "single", 4, 11, tint),
                border("bottom", "single", 8, 9, muted),
                border("right", "single", 4, 11, tint),
            ),
            shade(tint),
            twips(11.5),
            twips(11.5),
        ),
        "plain": Box(
            "BriefPlain",
            borders(
                *(
                    border(side, "single", 6, space, rule)
                    for side, space in (("top", 8), ("left", 11), ("bottom", 9), ("right", 11))
                )
            ),
            "",
            twips(12),
            twips(12),
        ),
    }
