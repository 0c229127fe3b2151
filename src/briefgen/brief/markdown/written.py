"""What a template made, as Markdown for its author to look at (`--emit markdown`).

Data is written as Markdown would have it, and citations as `[@id]`, as in the prose of themes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.brief.pieces import LINE_MARK, TOKEN, Piece, Values
from briefgen.brief.portions import without_signs
from briefgen.document import (
    Block,
    BulletList,
    Cite,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Strength,
    Strong,
    Text,
    strength_text,
)
from briefgen.regex import regex

_MARKUP = regex(r"[\\`*_\[\]<>|]|^#")
_STOPS = ".,;:"


def written(text: str, values: Values) -> str:
    """Rendered Markdown with its values written into it."""

    def value(match: re.Match[str]) -> str:
        found = values.get(int(match[1]))
        if isinstance(found, str):
            return _escaped(found)
        begin = match.string.rfind("\n", 0, match.start()) + 1
        before = match.string[begin : match.start()]
        return _piece(found, before)

    text = without_signs(TOKEN.sub(value, LINE_MARK.sub("", text)), "")
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _piece(piece: Piece, before: str) -> str:
    """A printed piece, after what stands before it on its line."""
    if piece.inlines:
        words = inlines(piece.inlines)
        apart = " " if words.startswith("[@") and before and not before[-1].isspace() else ""
        return apart + words
    item = re.fullmatch(r"\s*(?:[-*+]|\d+[.)])?\s*", before)
    if item is None:  # in the middle of a line, where no paragraph can begin
        return " ".join(blocks([block]) for block in piece.blocks)
    return _indented(blocks(piece.blocks), len(before))


def blocks(made: Iterable[Block]) -> str:
    """Prose as Markdown: paragraphs and lists."""
    return "\n\n".join(_block(block) for block in made)


def _block(block: Block) -> str:
    match block:
        case Paragraph(children=children):
            return inlines(children)
        case BulletList(items=items):
            return "\n".join(_item("- ", item.blocks) for item in items)
        case OrderedList(items=items, start=start):
            return "\n".join(
                _item(f"{number}. ", item.blocks) for number, item in enumerate(items, start)
            )
    return ""  # prose has no other blocks


def _item(mark: str, made: Iterable[Block]) -> str:
    return mark + _indented(blocks(made), len(mark))


def _indented(text: str, columns: int) -> str:
    """Text with every line but its first indented."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * columns, text)


def inlines(made: Iterable[Inline]) -> str:
    """Running text as Markdown."""
    parts: list[str] = []
    for node in made:
        match node:
            case Text(text=text):
                parts.append(_escaped(text))
            case Cite(keys=keys):
                parts.append(_cite(keys, parts))
            case LineBreak():
                parts.append("\\\n")
            case Strength():
                parts.append(strength_text(node))
            case Strong(children=children):
                parts.append(f"**{inlines(children)}**")
            case Emphasis(children=children):
                parts.append(f"*{inlines(children)}*")
            case Link(target=target, children=children):
                parts.append(f"[{inlines(children)}]({target})")
            case _:
                parts.append(inlines(getattr(node, "children", ())))
    return "".join(parts)


def _cite(keys: tuple[str, ...], parts: list[str]) -> str:
    """A citation, before the stop that it follows in print: `in 2026 [@id].`"""
    names = "; ".join(f"@{_name(key)}" for key in keys)
    before = parts[-1] if parts else ""
    stop = before[-1:] if before[-1:] in _STOPS else ""
    if stop:
        parts[-1] = before[:-1]
    space = " " if before else ""
    return f"{space}[{names}]{stop}"


def _name(key: str) -> str:
    """A citation's key as an author writes it; `source#passage` for a bare passage."""
    if key.startswith("passage:"):
        return "#".join(key.split(":")[1:])
    return key.rpartition("/")[2]


def _escaped(text: str) -> str:
    """Data as Markdown would have it written."""
    return _MARKUP.sub(lambda match: "\\" + match[0], text)
