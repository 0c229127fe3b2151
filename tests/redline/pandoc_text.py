"""What pandoc reads in a Word file, with tracked changes accepted or rejected.

Left out is what tracked changes cannot hold or pandoc does not settle: bookmarks and links to
them, the names of picture files, and what pandoc leaves behind of a list item, row or link
whose whole content is gone (an empty one, that parts a list and counts in it). A list inside
such an item belongs to the item before: a paragraph whose mark was put in is no more when that
is rejected (17.13.5.20). What is counted, and from where, `settled` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

Look = tuple[str, ...]
LISTS = ("BulletList", "OrderedList")


def read(file: Path, changes: Literal["accept", "reject"] = "accept") -> list[Any]:
    """The blocks of a file, each as a list that begins with its kind."""
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    text = pypandoc.convert_file(
        str(file), "json", format="docx", extra_args=[f"--track-changes={changes}"]
    )
    return blocks(json.loads(text)["blocks"])


def blocks(tree: list[Any]) -> list[Any]:
    """Blocks without empty ones; neighbouring lists of one kind are one list."""
    return _together(read for block in tree for read in _block(block))


def _together(read: Iterable[list[Any]]) -> list[Any]:
    found: list[Any] = []
    for block in read:
        if found and found[-1][0] in LISTS and block[0] in LISTS and block[1][0][0] in LISTS:
            # The first item is gone: what was inside it is inside the item before.
            found[-1] = [*found[-1][:-1], _together([*found[-1][-1], *block[1]])]
            block = [block[0], *block[2:]]
            if len(block) == 1:
                continue
        if found and found[-1][0] == block[0] and block[0] in (*LISTS, "BlockQuote"):
            found[-1] = [*found[-1], *block[1:]]
        else:
            found.append(block)
        if block[0] in LISTS:
            found[-1] = [block[0], *_with_their_lists(found[-1][1:])]
    return found


def _with_their_lists(items: list[Any]) -> list[Any]:
    """Items, a list whose own item is gone given to the one before."""
    found: list[Any] = []
    for item in items:
        if found and item[0][0] in LISTS:
            found[-1] = _together([*found[-1], *item])
        else:
            found.append(item)
    return found


def _block(block: Any) -> Iterator[list[Any]]:
    kind, content = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        words = inlines(content)
        if words:
            yield ["Para", words]
    elif kind == "Header":
        words = inlines(content[2])
        if words:
            yield ["Header", content[0], words]
    elif kind in LISTS:
        items = content if kind == "BulletList" else content[1]
        read = [item for item in map(blocks, items) if item]
        if read:
            yield [kind, *read]
    elif kind == "BlockQuote":
        inside = blocks(content)
        if inside:
            yield ["BlockQuote", *inside]
    elif kind == "Table":
        rows = [
            [[cell[3], blocks(cell[4])] for cell in row[1]]
            for row in (
                *content[3][1],
                *(row for body in content[4] for row in (*body[2], *body[3])),
                *content[5][1],
            )
        ]
        rows = [row for row in rows if any(inside for _, inside in row)]
        if rows:
            yield ["Table", *rows]
    elif kind == "Div":
        yield from blocks(content[1])
    else:
        yield [kind, content]


def inlines(tree: list[Any]) -> list[Any]:
    """Inlines as pieces of text, each with its look and link, as long as can be."""
    pieces: list[list[Any]] = []
    for text, look in _inlines(tree, ()):
        if pieces and isinstance(text, str) and isinstance(pieces[-1][0], str):
            if text == " " and pieces[-1][0].endswith(" "):
                continue
            if pieces[-1][1] == look or text == " ":
                # Pandoc moves spaces out of what is underlined, and back in.
                pieces[-1][0] += text
                continue
        pieces.append([text, look])
    if pieces and isinstance(pieces[-1][0], str):
        pieces[-1][0] = pieces[-1][0].rstrip()
    if pieces and isinstance(pieces[0][0], str):
        pieces[0][0] = pieces[0][0].lstrip()
    return [piece for piece in pieces if piece[0]]


def _inlines(tree: list[Any], look: Look) -> Iterator[tuple[Any, Look]]:
    for node in tree:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield content, look
        elif kind in ("Space", "SoftBreak"):
            yield " ", look
        elif kind == "LineBreak":
            yield "\n", look
        elif kind == "Span":
            yield from _inlines(content[1], look)
        elif kind == "Link":
            target = content[2][0]
            yield from _inlines(content[1], look if target[:1] == "#" else (*look, target))
        elif kind == "Image":
            yield ["Image", content[0][2], inlines(content[1])], look
        elif kind == "Note":
            yield ["Note", blocks(content)], look
        elif kind in ("Strong", "Emph", "Underline", "Superscript", "Subscript", "Strikeout"):
            yield from _inlines(content, tuple(sorted({*look, kind})))
        else:
            yield [kind, content], look
