"""The document tree as text, one node a line: what the stages before the writers made.

Blocks are indented under what holds them; a paragraph's inlines follow on its line.
Nothing is left out, so two documents with the same outline are written the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from briefgen.document import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Cell,
    Cite,
    Document,
    Emphasis,
    Figure,
    Heading,
    Highlight,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Portion,
    Remarked,
    Small,
    Strength,
    Strong,
    Table,
    Text,
    Title,
    strength_text,
)

_INDENT = "  "


def write(document: Document) -> str:
    """The outline of a document, with its properties first and its notes last."""
    lines = [
        f"document {_quoted(document.title)} lang={document.lang} date={document.date}",
        *(
            f"{_INDENT}{name} {_quoted(value)}"
            for name, value in (
                ("subject", document.subject),
                ("author", document.author),
                ("keywords", "; ".join(document.keywords)),
                ("marking", document.marking),
                ("running", document.running),
                ("watermark", document.watermark),
            )
            if value
        ),
    ]
    if document.max_pages is not None:
        lines.append(f"{_INDENT}at most {document.max_pages} pages")
    lines.extend(write_blocks(document.blocks))
    lines.extend(f"note {note.number} {_inlines(note.children)}" for note in document.notes)
    return "\n".join(lines) + "\n"


def write_blocks(blocks: Blocks, indent: str = "") -> Iterator[str]:
    """The lines of blocks."""
    for block in blocks:
        yield from _BLOCKS[type(block)](block, indent)


def _title(block: Title, indent: str) -> Iterator[str]:
    yield f"{indent}title {_inlines(block.children)}"


def _heading(block: Heading, indent: str) -> Iterator[str]:
    yield f"{indent}heading {block.level} #{block.anchor} {_inlines(block.children)}"


def _paragraph(block: Paragraph, indent: str) -> Iterator[str]:
    role = "" if block.role == "body" else f" {block.role}"
    yield f"{indent}paragraph{role} {_inlines(block.children)}"


def _bullet_list(block: BulletList, indent: str) -> Iterator[str]:
    yield f"{indent}list"
    yield from _items(block, indent)


def _ordered_list(block: OrderedList, indent: str) -> Iterator[str]:
    yield f"{indent}list from {block.start}"
    yield from _items(block, indent)


def _items(block: BulletList | OrderedList, indent: str) -> Iterator[str]:
    for item in block.items:
        yield f"{indent}{_INDENT}item"
        yield from write_blocks(item.blocks, indent + _INDENT * 2)


def _block_quote(block: BlockQuote, indent: str) -> Iterator[str]:
    yield f"{indent}quote"
    yield from write_blocks(block.blocks, indent + _INDENT)


def _callout(block: Callout, indent: str) -> Iterator[str]:
    yield f"{indent}callout {block.kind} {_quoted(block.label)}"
    yield from write_blocks(block.blocks, indent + _INDENT)


def _table(block: Table, indent: str) -> Iterator[str]:
    columns = " ".join(f"{column.align}:{column.weight:g}" for column in block.columns)
    heads = " row-headers" if block.row_headers else ""
    yield f"{indent}table {columns}{heads}"
    if block.caption:
        yield f"{indent}{_INDENT}caption {_inlines(block.caption)}"
    if block.summary:
        yield f"{indent}{_INDENT}summary {_quoted(block.summary)}"
    yield from _row("header", block.header, indent + _INDENT)
    for row in block.rows:
        yield from _row("row", row, indent + _INDENT)


def _row(name: str, cells: tuple[Cell, ...], indent: str) -> Iterator[str]:
    yield f"{indent}{name}"
    for cell in cells:
        yield f"{indent}{_INDENT}cell"
        yield from write_blocks(cell.blocks, indent + _INDENT * 2)


def _figure(block: Figure, indent: str) -> Iterator[str]:
    drawing = block.drawing
    yield f"{indent}figure {drawing.width:g}x{drawing.height:g} {_quoted(block.alt)}"
    if block.caption:
        yield f"{indent}{_INDENT}caption {_inlines(block.caption)}"


def _passage(block: Passage, indent: str) -> Iterator[str]:
    marks = "".join(f" ↑{mark}" for mark in block.marks)
    lang = f" lang={block.lang}" if block.lang else ""
    yield f"{indent}passage {block.label} #{block.anchor}{lang}{marks} {_inlines(block.children)}"


def _page_break(block: PageBreak, indent: str) -> Iterator[str]:
    yield f"{indent}page-break"


_BLOCKS: dict[type[Block], Callable[[Any, str], Iterator[str]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    BulletList: _bullet_list,
    OrderedList: _ordered_list,
    BlockQuote: _block_quote,
    Callout: _callout,
    Table: _table,
    Figure: _figure,
    Passage: _passage,
    PageBreak: _page_break,
}


def _inlines(inlines: Inlines) -> str:
    return " ".join(_inline(node) for node in inlines)


def _inline(node: Inline) -> str:
    match node:
        case Text(text=text, lang=lang):
            return _quoted(text) + (f"@{lang}" if lang else "")
        case Strong():
            return f"strong({_inlines(node.children)})"
        case Emphasis():
            return f"emphasis({_inlines(node.children)})"
        case Small():
            return f"small({_inlines(node.children)})"
        case Highlight():
            return f"highlight({_inlines(node.children)})"
        case Portion():
            return f"portion({_inlines(node.children)})"
        case Remarked():
            numbers = ", ".join(map(str, node.comments))
            return f"remarked[{numbers}]({_inlines(node.children)})"
        case Link(target=target):
            return f"link<{target}>({_inlines(node.children)})"
        case Strength():
            return f"strength({strength_text(node)})"
        case Cite(keys=keys):
            return f"cite[{'; '.join(keys)}]"
        case NoteMark(number=number):
            return f"mark({number})"
        case LineBreak():
            return "break"


def _quoted(text: str) -> str:
    """Text in quotation marks, with its own and line ends escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
