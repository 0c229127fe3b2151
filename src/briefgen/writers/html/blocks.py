"""Blocks as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Figure,
    Heading,
    ListItem,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Table,
    Title,
)
from briefgen.writers.html import markup
from briefgen.writers.html.figures import drawing
from briefgen.writers.html.inlines import marks_in, write_inlines, write_sentences
from briefgen.writers.html.place import Place
from briefgen.writers.html.tables import write_table

#: Headings of the tree begin one below the title.
_BELOW_TITLE = 1


def write_blocks(blocks: Blocks, place: Place) -> str:
    """The blocks of a brief, with the annex of each source as an element of its own, and so the
    annex's own head: screens have the sources beside the brief, paper has the annex."""
    made: list[str] = []
    annexes = {f"source-{source.id}" for source in place.beside.sources}
    inside = False
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.anchor in annexes:
            if not inside and (head := _head_before(blocks, at)):
                made[-head:] = ['<div class="annex">', *made[-head:], "</div>"]
            made.append("</div>" if inside else "")
            made.append('<div class="annex">')
            inside = True
        elif inside and not isinstance(block, Paragraph | Passage):
            made.append("</div>")
            inside = False
        made.append(_block(block, place))
    if inside:
        made.append("</div>")
    return "".join(made)


def _head_before(blocks: Blocks, at: int) -> int:
    """How many blocks right before one only head it: a heading, and what is set small below it."""
    count = 0
    while count < at:
        count += 1
        match blocks[at - count]:
            case Heading():
                return count
            case Paragraph(role="small"):
                continue
            case _:
                return 0
    return 0


def _block(block: Block, place: Place) -> str:
    match block:
        case Paragraph():
            return paragraph(block, place)
        case Title(children=children):
            return f'<h1 id="title">{write_sentences(children, place)}</h1>'
        case Heading():
            level = min(block.level + _BELOW_TITLE, 6)
            words = write_sentences(block.children, place)
            return f'<h{level} id="{markup.name(block.anchor)}">{words}</h{level}>'
        case BulletList(items=items):
            return f"<ul>{''.join(_items(items, place))}</ul>"
        case OrderedList(items=items, start=start):
            given = f' start="{start}"' if start != 1 else ""
            return f"<ol{given}>{''.join(_items(items, place))}</ol>"
        case BlockQuote(blocks=inside):
            return f"<blockquote>{_blocks(inside, place)}</blockquote>"
        case Callout():
            return _callout(block, place)
        case Table():
            return write_table(block, place, _blocks)
        case Figure():
            return write_figure(block, place)
        case Passage():
            return _passage(block, place)
        case PageBreak():
            return '<div class="page-break"></div>'


def _blocks(blocks: Blocks, place: Place) -> str:
    return "".join([_block(block, place) for block in blocks])


def paragraph(block: Paragraph, place: Place) -> str:
    """A paragraph; one that is only bold words heads what follows."""
    role = "" if block.role == "body" else f' class="{block.role}"'
    return f"<p{role}>{write_sentences(block.children, place)}</p>"


def _items(items: Iterable[ListItem], place: Place) -> Iterator[str]:
    for item in items:
        outcomes = place.outcomes(marks_of(item.blocks))
        yield f"<li{outcomes}>{_blocks(item.blocks, place)}</li>"


def _callout(block: Callout, place: Place) -> str:
    inside = _blocks(block.blocks, place)
    if not block.label:
        return f'<div class="callout {block.kind}">{inside}</div>'
    place.labels += 1
    name = f"label-{place.labels}"
    return (
        f'<div class="callout {block.kind}" role="group" aria-labelledby="{name}">'
        f'<p class="label" id="{name}">{markup.text(block.label)}</p>{inside}</div>'
    )


def write_figure(block: Figure, place: Place) -> str:
    """A drawing with what it says as a table, folded away."""
    table = ""
    if block.table is not None:
        table = (
            f'<details class="extra numbers"><summary{place.english}>The same as a table</summary>'
            f"{write_table(block.table, place, _blocks)}</details>"
        )
    caption = write_sentences(block.caption, place)
    return (
        f"<figure>{drawing(block, place.document.style.colours)}{table}"
        f"{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    )


def _passage(block: Passage, place: Place) -> str:
    links = "".join(f' <a href="#mark-{mark}">↑{mark}</a>' for mark in block.marks)
    return (
        f'<div class="passage" id="{markup.name(block.anchor)}">'
        f'<span class="number">{markup.text(block.label)}</span> '
        f'<p dir="auto"{place.lang(block.lang)}>{write_inlines(block.children, place)}</p>'
        f'<span class="back">{links}</span></div>'
    )


def marks_of(blocks: Iterable[Block]) -> Iterator[int]:
    """The numbers of the notes in blocks."""
    for block in blocks:
        match block:
            case Paragraph() | Title() | Heading() | Passage():
                yield from marks_in(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from marks_of(item.blocks)
            case BlockQuote() | Callout():
                yield from marks_of(block.blocks)
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from marks_of(cell.blocks)
            case Figure() | PageBreak():
                pass
