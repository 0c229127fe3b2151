"""Blocks as paragraphs, tables and pictures, in the order of the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, TypeVar

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Figure,
    Heading,
    Inlines,
    ListItem,
    OrderedList,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Passage,
    Table,
    Title,
    plain_text,
)
from briefgen.writers.docx import scripts, xml
from briefgen.writers.docx.boxes import boxes
from briefgen.writers.docx.figures import write_figure
from briefgen.writers.docx.inlines import (
    PLAIN,
    Format,
    foreign,
    hyperlink,
    text_runs,
    write_inlines,
)
from briefgen.writers.docx.lists import MAX_LEVEL, add_list
from briefgen.writers.docx.place import Place, paragraph_properties
from briefgen.writers.docx.story import Story
from briefgen.writers.docx.styles import LIST_INDENT, PASSAGE_INDENT, QUOTE_INDENTS, passage_tabs
from briefgen.writers.docx.tables import block_texts, write_table
from briefgen.writers.docx.tree import MAX_BLOCKS, flattened

_INDENT = xml.twips(LIST_INDENT)
_PASSAGE = xml.twips(PASSAGE_INDENT)
_QUOTE_LEFT, _QUOTE_RIGHT = map(xml.twips, QUOTE_INDENTS)

#: What a box inside a box must leave on each side to be indented, in twips.
_BOX_ROOM = 1440
#: Above and below a box.
_AROUND_BOX = xml.twips(15)
#: Letters of a point or paragraph that is a stray one when it stands alone.
_SHORT = 200
#: A bottom line that is lower than this, in points, is kept on one page.
_WHOLE_BOX = 300

_ROLES: dict[ParagraphRole, str] = {
    "body": "BodyText",
    "lead": "BriefLead",
    "meta": "BriefMeta",
    "small": "BriefSmall",
    "caption": "Caption",
}


def write_blocks(story: Story, blocks: Iterable[Block], place: Place) -> str:
    """The XML of blocks that stand at one place."""
    if place.level > MAX_BLOCKS:
        blocks = flattened(blocks)
    return "".join(
        [_BLOCKS[type(block)](story, block, inside) for block, inside in _placed(blocks, place)]
    )


_Node = TypeVar("_Node")


def _placed(nodes: Iterable[_Node], place: Place) -> Iterator[tuple[_Node, Place]]:
    """Each node with its place: only the last one is at the end of what is kept together."""
    if not place.together or not place.last:
        return zip(nodes, repeat(place))
    all_ = tuple(nodes)
    before = place._replace(last=False)
    return zip(all_, (*repeat(before, len(all_) - 1), place), strict=False)


def _ends_together(nodes: Sequence[_Node], place: Place) -> Iterator[tuple[_Node, Place]]:
    """Each node of a box or list with its place: where a page cuts it, neither a short first
    point nor the last stands alone."""
    if place.together:
        yield from _placed(nodes, place)
        return
    kept = place._replace(together=True, last=False)
    for index, node in enumerate(nodes):
        end = index in (0, len(nodes) - 2) and index < len(nodes) - 1
        yield node, kept if end and _short(node) else place


def _short(node: object) -> bool:
    """Whether a paragraph, or a point of one, takes some two lines."""
    if isinstance(node, ListItem) and len(node.blocks) == 1:
        (node,) = node.blocks
    return isinstance(node, Paragraph) and len(plain_text(node.children)) < _SHORT


def _text_paragraph(
    story: Story, place: Place, style: str, children: Inlines, form: Format = PLAIN, **options: Any
) -> str:
    right_to_left = scripts.starts_right_to_left(plain_text(children))
    properties = paragraph_properties(story, place, style, right_to_left=right_to_left, **options)
    return xml.paragraph(properties, write_inlines(story, children, form))


def _title(story: Story, block: Title, place: Place) -> str:
    return _text_paragraph(story, place, "Title", block.children)


def _heading(story: Story, block: Heading, place: Place) -> str:
    level = min(max(block.level, 1), 3)
    if level != block.level:
        story.manuscript.unsupported(f"headings have levels 1 to 3, not {block.level}")
    properties = paragraph_properties(
        story,
        place,
        f"Heading{level}",
        right_to_left=scripts.starts_right_to_left(plain_text(block.children)),
    )
    content = write_inlines(story, block.children)
    return xml.paragraph(properties, story.manuscript.bookmark(block.anchor, content))


def _paragraph(story: Story, block: Paragraph, place: Place) -> str:
    style = _ROLES[block.role]
    form = Format(strong=True) if place.strong else PLAIN
    # What is said under a heading in small type belongs to it, not to the end of a page.
    keep_next = story.after_heading and block.role in ("small", "meta")
    if block.role == "body":
        style = _running_text_style(place)
    elif place.cell and block.role != "caption":
        form = form._replace(small=block.role in ("small", "meta"))
        style = place.cell
    return _text_paragraph(story, place, style, block.children, form, keep_next=keep_next)


def _running_text_style(place: Place) -> str:
    if place.cell:
        return place.cell
    if place.quote:
        return "Quote"
    if place.box is not None:
        return place.box.style
    return "ListContinue" if place.depth else "BodyText"


def _bullet_list(story: Story, block: BulletList, place: Place) -> str:
    return _list(story, block.items, place, "ListBullet", start=None)


def _ordered_list(story: Story, block: OrderedList, place: Place) -> str:
    return _list(story, block.items, place, "ListNumber", start=block.start)


def _list(
    story: Story, items: Sequence[ListItem], place: Place, style: str, start: int | None
) -> str:
    # Each list has a number of its own, else Word would count on from the last one.
    level = min(place.depth, MAX_LEVEL)
    if level != place.depth:
        story.manuscript.unsupported(f"lists nest {MAX_LEVEL + 1} deep at most in Word")
    number = add_list(story.manuscript, level, start)
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inside = place.inside(_INDENT, depth=place.depth + 1)
    if place.cell:
        style = place.cell
    placed = _ends_together if place.box is not None or len(items) > 3 else _placed
    written = "".join(
        [
            _list_item(story, item, around, style, numbering)
            for item, around in placed(items, inside)
        ]
    )
    if not place.depth and not place.cell:
        # Items stand closer together than paragraphs: what follows keeps their distance.
        story.gap = max(story.gap, _after_list(story))
    return written


def _after_list(story: Story) -> int:
    style = story.manuscript.document.style
    return xml.twips(style.size * style.leading * 0.5)


def _list_item(story: Story, item: ListItem, place: Place, style: str, numbering: str) -> str:
    first: Inlines = ()
    rest = item.blocks
    if rest and isinstance(rest[0], Paragraph):
        first, rest = rest[0].children, rest[1:]
    form = Format(strong=True) if place.strong else PLAIN
    paragraph = _text_paragraph(
        story,
        place._replace(last=place.last and not rest),
        style,
        first,
        form,
        numbering=numbering,
        hanging=_INDENT,
        # A point and the small print that says how firm it is are read as one.
        keep_next=bool(rest)
        and isinstance(rest[0], Paragraph)
        and rest[0].role in ("small", "meta"),
        # Level by level the indents are numbering.xml's, unless something else indents too.
        indented=place.box is not None or place.left != _INDENT * place.depth,
    )
    return paragraph + write_blocks(story, rest, place)


def _block_quote(story: Story, block: BlockQuote, place: Place) -> str:
    inside = place.inside(_QUOTE_LEFT, _QUOTE_RIGHT, quote=True)
    return write_blocks(story, block.blocks, inside)


def _callout(story: Story, block: Callout, place: Place) -> str:
    if place.cell:
        # A box in a cell would be a box in a box: its label in bold says what it is.
        label = _label(story, block, place, place.cell) if block.label else ""
        return label + write_blocks(story, block.blocks, place.inside())
    box = boxes(story.manuscript.document.style.colours)[block.kind]
    if place.box is not None and place.room() > 2 * _BOX_ROOM:
        box = box._replace(left=place.box.left + box.left, right=place.box.right + box.right)
    whole = block.kind == "bottom-line" and _height(story, block, place) < _WHOLE_BOX
    inside = place.inside(box=box, together=whole or place.together)
    story.gap = max(story.gap, _AROUND_BOX)
    written = _label(story, block, inside, box.style) if block.label else ""
    for inner, around in _ends_together(block.blocks, inside):
        written += write_blocks(story, (inner,), around)
    story.gap = max(story.gap, _AROUND_BOX)
    return written


def _height(story: Story, block: Callout, place: Place) -> float:
    """About how high a box will be, in points; Word will know exactly."""
    style = story.manuscript.document.style
    letters = max(10.0, place.width / 20 / (style.size * 0.5))
    texts = block_texts(block.blocks)
    lines = sum(1 + len(text) // letters for text in texts)
    return style.size * style.leading * (lines + 0.5 * len(texts) + 2)


def _label(story: Story, block: Callout, place: Place, style: str) -> str:
    after = xml.twips(story.manuscript.document.style.size * 0.2)
    return xml.paragraph(
        paragraph_properties(story, place, style, keep_next=True, after=after),
        text_runs(story, block.label, Format(style="BriefBoxLabel")),
    )


def _table(story: Story, block: Table, place: Place) -> str:
    caption = ""
    if block.caption:
        caption = _text_paragraph(story, place, "Caption", block.caption)
    elif story.after_table:
        # Word makes one table of two that touch.
        caption = xml.paragraph(paragraph_properties(story, place, "BriefSmall"), "")
    return caption + write_table(story, block, place, write_blocks)


def _figure(story: Story, block: Figure, place: Place) -> str:
    picture = xml.paragraph(
        paragraph_properties(story, place, "BriefFigure", keep_next=bool(block.caption)),
        write_figure(story, block, place),
    )
    if not block.caption:
        return picture
    return picture + _text_paragraph(story, place, "BriefFigureCaption", block.caption)


def _passage(story: Story, block: Passage, place: Place) -> str:
    manuscript = story.manuscript
    form = Format(lang=foreign(story, block.lang))
    tab = "<w:r><w:tab/></w:r>"
    label = text_runs(story, block.label, Format(style="BriefPassageLabel"))
    words = write_inlines(story, block.children, form)
    back = "".join(_back_link(story, mark) for mark in block.marks)
    start = place.start()
    properties = paragraph_properties(
        story,
        place._replace(left=place.left + _PASSAGE),
        "BriefPassage",
        tabs=passage_tabs(start) if start else "",
        hanging=_PASSAGE,
        right_to_left=scripts.starts_right_to_left(plain_text(block.children)),
        indented=bool(start),
    )
    label = manuscript.bookmark(block.anchor, label)
    return xml.paragraph(properties, f"{tab}{label}{tab}{words}{back}")


def _back_link(story: Story, mark: int) -> str:
    form = Format(style="BriefBackLink")
    link = hyperlink(story, f"#mark-{mark}", lambda _: text_runs(story, f"↑{mark}", form))
    return xml.run("\u00a0") + link


def _page_break(story: Story, block: PageBreak, place: Place) -> str:
    # Not a `w:br`: that would leave an empty line at the top of the new page.
    story.break_before = True
    return ""


_BLOCKS: dict[type, Callable[[Story, Any, Place], str]] = {
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
