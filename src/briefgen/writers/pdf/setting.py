"""Setting: each block of the document becomes a block whose text is shaped.

Structure elements are made here, in reading order. A note's element follows the block
that holds its mark (ISO 14289-1 7.9): a reader hears the sentence to its end first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Document,
    Figure,
    Heading,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Table,
    Text,
    Title,
)
from briefgen.record import replace, sheet
from briefgen.writers.pdf.blocks import (
    SetBlock,
    SetBreak,
    SetFigure,
    SetFrame,
    SetStack,
    SetText,
)
from briefgen.writers.pdf.context import Context, Outline
from briefgen.writers.pdf.flattening import paragraphs_of
from briefgen.writers.pdf.fonts import Fonts
from briefgen.writers.pdf.inlines import Composer, words_of
from briefgen.writers.pdf.look import Look, TextLook
from briefgen.writers.pdf.objects import text_string
from briefgen.writers.pdf.rows import FigureArea
from briefgen.writers.pdf.runs import Ink
from briefgen.writers.pdf.setting_tables import set_table
from briefgen.writers.pdf.structure import Elem

#: Blocks nested deeper than this are set at this depth.
MAX_DEPTH = 24


@sheet
class Setter:
    """Sets the blocks of one document."""

    document: Document
    fonts: Fonts
    look: Look
    composer: Composer
    outlines: list[Outline] = field(default_factory=list)
    bottom_lines: list[SetFrame] = field(default_factory=list)
    titled: bool = False
    #: notes whose element comes behind text that is only painted later
    late_notes: list[Elem] = field(default_factory=list)

    def join_notes(self) -> None:
        """Give late notes their place, now that all text has its own."""
        for note in self.late_notes:
            if note.parent is not None:
                note.parent.kids.append(note)

    def blocks(self, blocks: Sequence[Block], context: Context) -> list[SetBlock]:
        """Blocks below each other; neighbouring passages become one list."""
        made: list[SetBlock] = []
        passages: Elem | None = None
        for place, block in enumerate(blocks):
            if isinstance(block, Passage):
                if passages is None:
                    passages = Elem("L", context.parent)
                made.append(self._passage(block, replace(context, parent=passages)))
                continue
            passages = None
            made.extend(self._block(block, context))
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            listed = isinstance(following, BulletList | OrderedList | Table)
            headed = place > 0 and isinstance(blocks[place - 1], Heading)
            if headed and isinstance(block, BulletList | OrderedList):
                made[-1].before = 0.0  # the heading's own space is enough
            if (
                (listed and _announces(block))
                or (context.level and isinstance(block, Paragraph) and _in_small_type(following))
                or (headed and _in_small_type(block))
            ):
                # "They agreed:" does not stay behind when what they agreed moves on; nor does
                # a point without its small print, or a heading with nothing but small print
                for last in made[-1:]:
                    if isinstance(last, SetText):
                        last.keep_next = True
        return made

    def _block(self, block: Block, context: Context) -> list[SetBlock]:
        if context.depth > MAX_DEPTH:
            return self._flattened(block, context)
        match block:
            case Title(children=children):
                return [self._title(children, context)]
            case Heading():
                return [self._heading(block, context)]
            case Paragraph():
                return [self._paragraph(block, context)]
            case BulletList(items=items):
                return [self._list(items, None, context)]
            case OrderedList(items=items, start=start):
                return [self._list(items, start, context)]
            case BlockQuote(blocks=blocks):
                return [self._quote(blocks, context)]
            case Callout():
                return [self._callout(block, context)]
            case Table():
                return [set_table(self, block, context)]
            case Figure():
                return [self._figure(block, context)]
            case Passage():
                return [self._passage(block, replace(context, parent=Elem("L", context.parent)))]
            case PageBreak():
                return [SetBreak()] if context.depth == 0 else []

    def text(
        self,
        children: Inlines,
        look: TextLook,
        elem: Elem,
        context: Context,
        *,
        lang: str = "",
        hyphenate: bool | None = None,
        keep_next: bool = False,
        whole: bool = False,
        anchors: tuple[str, ...] = (),
    ) -> SetText:
        """Inlines as lines of the element `elem`; the notes' elements follow it."""
        strip = self.composer.strip(children, look.ink, elem, lang)
        if hyphenate is None:
            hyphenate = self.document.style.hyphenate
        self.notes(context.parent, later=elem is context.parent)
        return SetText(
            strip,
            look,
            align=context.align,
            hyphenate=hyphenate,
            keep_next=keep_next,
            whole=whole,
            anchors=anchors,
        )

    def notes(self, parent: Elem, *, later: bool) -> None:
        """Give each note whose mark was just set its place in the structure: the next in
        `parent`, or (`later`) behind the text that `parent` itself is going to hold."""
        for number in self.composer.marks:
            if number not in self.composer.note_elems and number <= len(self.document.notes):
                elem = Elem("Note", parent, inline=later)
                if later:
                    elem.joined = True
                    self.late_notes.append(elem)
                elem.ident = f"note-{number}"
                self.composer.note_elems[number] = elem
        self.composer.marks.clear()

    # ------------------------------------------------------------------ blocks of text

    def _title(self, children: Inlines, context: Context) -> SetBlock:
        elem = Elem("H1", context.parent)
        return self.text(
            children, self.look.title, elem, context, hyphenate=False, keep_next=True, whole=True
        )

    def _heading(self, block: Heading, context: Context) -> SetBlock:
        level = min(max(block.level, 1), 3)
        elem = Elem(f"H{level + (1 if self.titled else 0)}", context.parent)
        look = self.look.headings[level - 1]
        if context.boxed:
            look = replace(look, before=self.look.size * 0.9)  # the box sets it apart already
        title = " ".join(words_of(block.children).split())
        self.outlines.append(Outline(level, title, block.anchor))
        return self.text(
            block.children,
            look,
            elem,
            context,
            hyphenate=False,
            keep_next=True,
            whole=True,
            anchors=(block.anchor,),
        )

    def _paragraph(self, block: Paragraph, context: Context) -> SetText:
        look = self.look.paragraphs.get(block.role, self.look.paragraphs["body"])
        if context.cell is not None:
            look = context.cell
            if block.role == "small":
                look = replace(look, ink=replace(look.ink, size=look.ink.size * 0.9))
        elif context.level and block.role == "body":
            look = replace(look, before=look.before * 0.35, after=look.after * 0.35)
        elem = context.parent if context.direct else Elem("P", context.parent)
        self.composer.words.place = block.span
        text = self.text(block.children, look, elem, context, keep_next=block.role == "caption")
        self.composer.words.place = None
        return text

    def _quote(self, blocks: Sequence[Block], context: Context) -> SetBlock:
        elem = Elem("BlockQuote", context.parent)
        inner = self.blocks(blocks, replace(context, parent=elem, depth=context.depth + 1))
        size = self.look.size
        return SetFrame(
            "quote",
            inner,
            before=self.look.leading * 0.6,
            after=self.look.leading * 0.6,
            pad=(1.0, size, 1.0, size * 1.4),
            whole=False,
        )

    def _callout(self, block: Callout, context: Context) -> SetBlock:
        elem = Elem("Sect", context.parent)
        inside = replace(context, parent=elem, depth=context.depth + 1, boxed=True)
        label: SetBlock | None = None
        if block.label:
            words, said = (Text(block.label),), Elem("P", elem)
            label = self.text(words, self.look.label, said, inside, keep_next=True, whole=True)
        contents = block.blocks
        if block.kind == "bottom-line":
            contents = tuple(
                replace(child, role="lead")
                if isinstance(child, Paragraph) and child.role == "body"
                else child
                for child in contents
            )
        made = self.blocks(contents, inside)
        if label is not None:
            if made:
                made[0].before = min(made[0].before, self.look.size * 0.45)
            made.insert(0, label)
        size = self.look.size
        pad = size * 1.1
        frame = SetFrame(
            block.kind,
            made,
            before=self.look.leading * 0.9,
            after=self.look.leading * 0.9,
            pad=(size * 0.85, pad, size * 0.95, size * 1.5 if block.kind != "plain" else pad),
            whole=block.kind == "bottom-line",
            label=label,
        )
        if block.kind == "bottom-line":
            self.bottom_lines.append(frame)
        return frame

    def _flattened(self, block: Block, context: Context) -> list[SetBlock]:
        """A block that is nested too deeply, as paragraphs below each other."""
        look = context.cell or self.look.paragraphs["body"]
        return [
            self.text(paragraph.children, look, Elem("P", context.parent), context)
            for paragraph in paragraphs_of(block)
        ]

    # ------------------------------------------------------------------ lists, passages

    def _list(self, items: Sequence[ListItem], start: int | None, context: Context) -> SetBlock:
        kind = "Decimal" if start is not None else "Disc"
        whole = Elem("L", context.parent, f"/A<</O/List/ListNumbering/{kind}>>")
        look = context.cell or self.look.paragraphs["body"]
        size = look.ink.size
        ink = Ink("body", size, self.look.accent)
        numbered = start is not None
        indent = size * 1.45
        labels = []
        for index in range(len(items)):
            labels.append(f"{(start or 0) + index}." if numbered else _bullet(context.level))
        if numbered and labels:
            chain = self.fonts.chain("body")
            indent = max(indent, max(chain.width(label) for label in labels[-1:]) * size + 7)
        made: list[SetBlock] = []
        gap = look.leading * (0.18 if context.cell else 0.24)
        if any(len(item.blocks) > 1 for item in items):
            gap *= 2  # items stand farther apart than what is inside them
        # no short point stands alone at a page's end or head, as no line of a paragraph does
        ends = (0, len(items) - 2) if len(items) > 3 else ()
        for index, (label, item) in enumerate(zip(labels, items, strict=False)):
            elem = Elem("LI", whole)
            mark = Elem("Lbl", elem)
            strip = self.composer.strip((Text(label),), ink, mark)
            body = Elem("LBody", elem)
            lone = len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph)
            inside = replace(
                context,
                parent=body,
                depth=context.depth + 1,
                direct=lone,
                level=context.level + 1,
                align="left",
            )
            blocks = self.blocks(item.blocks, inside)
            made.append(
                SetStack(
                    blocks,
                    before=gap,
                    after=gap,
                    indent=indent,
                    label=strip,
                    label_look=look,
                    keep_next=lone and index in ends,
                )
            )
        outer = look.leading * (0.2 if context.cell or context.level else 0.45)
        return SetStack(made, before=outer, after=outer)

    def _passage(self, block: Passage, context: Context) -> SetBlock:
        """A passage of a source; `context.parent` is the list of passages."""
        look = context.cell or self.look.passage
        item = Elem("LI", context.parent)
        mark = Elem("Lbl", item)
        size = look.ink.size
        label_ink = Ink("heading", size * 0.86, self.look.muted, bold=True)
        label = self.composer.strip((Text(block.label),), label_ink, mark)
        lang = block.lang or ""
        foreign = lang and lang != self.document.lang
        body = Elem("LBody", item)
        holder = Elem("P", body, f"/Lang{text_string(lang)}" if foreign else "")
        inside = replace(context, parent=body, depth=context.depth + 1, align="left")
        children = list(block.children)
        text = self.text(tuple(children), look, holder, inside, lang=lang)
        if block.marks:
            back = self.look.accent
            small = Ink("heading", size * 0.88, back)
            strip = text.strip
            strip.reopen()
            for number in block.marks:
                spaced = self.composer.run(small, holder)
                strip.add_text(spaced, " ")
                self.composer.add(
                    strip, (Link(f"#mark-{number}", (Text(f"↑{number}"),)),), small, holder
                )
            strip.close()
        label_look = replace(look, ink=label_ink)
        return SetStack(
            [text],
            before=look.before,
            after=look.after,
            indent=size * 2.9,
            label=label,
            label_look=label_look,
            label_align="right",
            anchors=(block.anchor,),
        )

    # ------------------------------------------------------------------ tables, figures

    def _figure(self, block: Figure, context: Context) -> SetBlock:
        holder = Elem("Div", context.parent) if block.caption else context.parent
        elem = Elem("Figure", holder, f"/Alt{text_string(block.alt or 'Figure')}")
        page = self.document.style.page
        highest = max(40.0, (page.height - page.top - page.bottom) * 0.75)
        caption: SetText | None = None
        if block.caption:
            said = Elem("Caption", holder)
            look = replace(self.look.paragraphs["small"], before=0.0, after=0.0)
            caption = self.text(
                block.caption, look, said, replace(context, parent=said, align="left")
            )
        area = FigureArea(0.0, 1.0, block.drawing, elem)
        gap = self.look.leading * 0.8
        return SetFigure(area, caption, before=gap, after=gap, highest=highest)


def _announces(block: Block) -> bool:
    """Whether a paragraph ends with a colon."""
    return isinstance(block, Paragraph) and words_of(block.children[-1:]).rstrip().endswith(":")


def _in_small_type(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role in ("small", "meta")


def _bullet(level: int) -> str:
    return "•" if level % 2 == 0 else "–"
