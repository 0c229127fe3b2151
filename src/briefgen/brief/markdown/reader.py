"""From markdown-it's tokens to the document tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from briefgen.brief.directives import (
    CONTAINERS,
    LEAVES,
    AnnexPlace,
    Arguments,
    Complaint,
    CoveragePlace,
    LedgerPlace,
    arguments,
    contain,
)
from briefgen.brief.markdown.engine import DEEPEST
from briefgen.brief.pieces import TOKEN, Piece, Values, one_line
from briefgen.diagnostics import Hint, did_you_mean
from briefgen.document import (
    Align,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Cell,
    Cite,
    Column,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    Title,
    plain_text,
)
from briefgen.record import record, replace
from briefgen.regex import regex
from briefgen.text import Span

_NO_HTML = "write Markdown; a `<` that is meant is written `\\<`"

#: What to call the Markdown that formats cannot all show, by markdown-it's token type.
UNSUPPORTED = {
    "fence": "a code block",
    "hr": "a rule",
    "image": "an image",
    "code_inline": "code in backticks",
    "html_block": "HTML",
    "html_inline": "HTML",
    "heading_open": "a heading",
    "table_open": "a table",
    "blockquote_open": "a block quote",
}
#: What to write instead.
_INSTEAD = {
    "fence": (Hint("write the words themselves, without the fence"),),
    "code_block": (Hint("begin the line further left: four spaces make it code"),),
    "hr": (Hint("use `::: page-break`, or a heading"),),
    "image": (Hint("only `::: figure ladder` draws; delete the image"),),
    "code_inline": (Hint("use *emphasis*, or quotation marks"),),
    "html_block": (Hint(_NO_HTML),),
    "html_inline": (Hint(_NO_HTML),),
    "heading_open": (
        Hint("headings come from the template; begin a paragraph with **bold** words"),
    ),
    "table_open": (Hint("tables come from the template; write a list, or a sentence"),),
    "blockquote_open": (Hint("write a paragraph, and cite what it quotes with `[@id]`"),),
}
_SCHEME = regex(r"(?:https?://|mailto:)[^\s]+\Z", re.IGNORECASE)


@record
class Reading:
    """How one text is read: its values, its figures, and where its lines come from.

    `place` gives the span of a 0-based line; `own` are the names that a citation may use
    for evidence of the theme `theme`. With `origins` a template's own words keep their line.
    """

    prose: bool
    place: Callable[[int | None], Span | None]
    values: Values
    figures: Mapping[str, Figure]
    theme: str = ""
    own: frozenset[str] = frozenset()
    span: Span | None = None
    origins: bool = False


class Reader:
    """Walks markdown-it's flat tokens and makes the tree."""

    def __init__(self, tokens: Sequence[Token], reading: Reading) -> None:
        self.tokens = tokens
        self.at = 0
        self.reading = reading
        self.complaints: list[Complaint] = []
        self.level = 0  # of the last heading
        self.depth = 0  # of lists, quotes and directives that are open
        self.titled = False
        self.anchors: dict[str, int] = {}

    def complain(self, token: Token, message: str, needle: str = "", hints: Any = ()) -> None:
        line = token.map[0] if token.map else None
        span = self.reading.place(line)
        self.complaints.append(Complaint(message, span, needle, tuple(hints)))

    def blocks(self, until: str = "") -> Blocks:
        """Blocks up to the closing token `until`."""
        made: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            inside = token.type in _HOLDERS
            if inside:
                self.depth += 1
                if self.depth == DEEPEST + 1:
                    self.too_deep(token, "lists, quotes and directives stand")
            made.extend(_BLOCKS.get(token.type, Reader.unsupported)(self, token))
            if inside:
                self.depth -= 1
        return tuple(made)

    def too_deep(self, token: Token, what: str) -> None:
        hint = Hint("take some of them away: what is deeper would not be printed")
        self.complain(token, f"{what} at most {DEEPEST} deep inside one another", "", (hint,))

    # -- blocks

    def paragraph(self, token: Token) -> Blocks:
        inline = self.tokens[self.at]
        self.at += 2
        return self.flow(inline)

    def flow(self, inline: Token) -> Blocks:
        """The blocks of running text: a paragraph, or the blocks that a template printed."""
        alone = TOKEN.fullmatch(inline.content.strip())
        if alone is not None:
            value = self.reading.values.get(int(alone[1]))
            if isinstance(value, Piece) and value.blocks:
                return value.blocks
        return (Paragraph(self.inlines(inline), span=self.reading.span),)

    def heading(self, token: Token) -> Blocks:
        inline = self.tokens[self.at]
        self.at += 2
        children = self.inlines(inline)
        if self.reading.prose or token.markup[0] != "#":
            self.unsupported(token)
            return ()
        if token.tag == "h1":
            if self.titled:
                self.complain(
                    token, "here stands a second title", "", (Hint("write `##` for a section"),)
                )
            elif self.level:
                hint = Hint("move it to the beginning, or write `##`")
                self.complain(token, "the title stands after a section", "", (hint,))
            self.titled = True
            return (Title(children),)
        level = int(token.tag[1]) - 1
        if level > 3:
            hint = Hint("write at most `####`")
            self.complain(token, "this heading is too deep", "", (hint,))
        elif level > self.level + 1:
            hint = Hint(f"write `{'#' * (self.level + 2)}`: one level below the heading before it")
            self.complain(token, "this heading leaves a level out", "", (hint,))
        self.level = level
        return (Heading(level, children, self.anchor(children)),)

    def anchor(self, children: Inlines) -> str:
        words = re.findall(r"\w+", plain_text(children).lower())
        slug = "section-" + "-".join(words)[:60].strip("-")
        count = self.anchors[slug] = self.anchors.get(slug, 0) + 1
        return slug if count == 1 else f"{slug}-{count}"

    def bullet_list(self, token: Token) -> Blocks:
        return (BulletList(self.items("bullet_list_close")),)

    def ordered_list(self, token: Token) -> Blocks:
        start = int(token.attrs.get("start", 1))
        return (OrderedList(self.items("ordered_list_close"), start),)

    def items(self, until: str) -> tuple[ListItem, ...]:
        made: list[ListItem] = []
        while self.tokens[self.at].type != until:
            self.at += 1  # list_item_open
            made.append(ListItem(self.blocks("list_item_close")))
        self.at += 1
        return tuple(made)

    def block_quote(self, token: Token) -> Blocks:
        if self.reading.prose:
            self.unsupported(token)
        return (BlockQuote(self.blocks("blockquote_close")),)

    def table(self, token: Token) -> Blocks:
        if self.reading.prose:
            self.unsupported(token)
        columns: list[Column] = []
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        while (inner := self.tokens[self.at]).type != "table_close":
            self.at += 1
            match inner.type:
                case "th_open":
                    columns.append(Column(_alignment(inner)))
                case "inline":
                    row.append(Cell(self.flow(inner)))
                case "tr_close":
                    rows.append(tuple(row))
                    row = []
        self.at += 1
        return (Table(tuple(columns), rows[0], tuple(rows[1:])),)

    def directive(self, token: Token) -> Blocks:
        name, given = token.info, arguments(token.content, self.reading.values)
        inner = self.blocks("directive_close") if token.nesting == 1 else ()
        if not name:
            hint = Hint("delete it, or open a directive before: `::: bottom-line`")
            self.complain(token, "`:::` closes nothing here", ":::", (hint,))
        elif name not in CONTAINERS and name not in LEAVES:
            hints = did_you_mean(name, (*CONTAINERS, *LEAVES))
            self.complain(token, f"there is no directive `{name}`", name, hints)
        elif token.nesting == 1 and not token.meta["closed"]:
            hint = Hint("close it with `:::` on a line of its own")
            self.complain(token, f"`::: {name}` is never closed", name, (hint,))
        elif name in CONTAINERS:
            return self.signed(contain(name, given, inner, partial_complaint(self, token)), token)
        else:
            return self.leaf(name, given, token)
        return inner

    def leaf(self, name: str, given: Arguments, token: Token) -> Blocks:
        if name == "page-break":
            return (PageBreak(),)
        if name == "annex":
            return (AnnexPlace(min(self.level + 1, 3)),)
        if name == "coverage":
            return (CoveragePlace(),)
        if name == "ledger":
            return (LedgerPlace(),)
        figure = self.reading.figures.get(given.word)
        if figure is None:
            hints = did_you_mean(given.word, self.reading.figures)
            self.complain(token, f"there is no figure `{given.word}`", given.word, hints)
            return ()
        caption = given.options.get("caption", "")
        if not caption:
            return (figure,)  # with the words that it brings, if any
        return self.signed((replace(figure, caption=(Text(caption),)),), token)

    def signed(self, blocks: Blocks, token: Token) -> Blocks:
        """What a directive made, its caption with the line that has it."""
        if not self.reading.origins or len(blocks) != 1:
            return blocks
        match blocks[0]:
            case (Table() | Figure()) as block if block.caption:
                caption = Text(plain_text(block.caption), origin=self.origin(token))
                return (replace(block, caption=(caption,)),)
        return blocks

    def unsupported(self, token: Token) -> Blocks:
        name = UNSUPPORTED.get(token.type, "this")
        needle = token.content.strip().split("\n")[0] or token.markup
        where = "in the prose of a theme" if self.reading.prose else "in a template"
        instead = _INSTEAD.get(token.type, ())
        if token.type == "heading_open" and not self.reading.prose:  # underlined
            instead = (Hint("write `# ` or `## ` before it instead of the line under it"),)
        self.complain(token, f"{name} has no place {where}", needle, instead)
        return ()

    # -- inlines

    def inlines(self, inline: Token) -> Inlines:
        """The inlines of a token of type `inline`."""
        stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        for token in inline.children or ():
            made = stack[-1][1]
            match token.type:
                case "text":
                    self.text(token.content, made, inline)
                case "softbreak":
                    _append(made, Text(" ", origin=self.origin(inline)))
                case "hardbreak":
                    made.append(LineBreak())
                case "cite":
                    made.append(self.cite(token.content, inline))
                case "strong_open" | "em_open" | "link_open":
                    stack.append((token, []))
                    if len(stack) == DEEPEST + 2:
                        token.map = inline.map
                        self.too_deep(token, "emphasis and links stand")
                case "strong_close" | "em_close":
                    children = tuple(stack.pop()[1])
                    if len(stack) > DEEPEST:  # told above; no tree that nobody could walk
                        stack[-1][1].extend(children)
                    else:
                        kind = Strong if token.type == "strong_close" else Emphasis
                        stack[-1][1].append(kind(children))
                case "link_close":
                    opened, inner = stack.pop()
                    stack[-1][1].extend(self.link(opened, tuple(inner), inline))
                case _:
                    token.map = inline.map
                    self.unsupported(token)
        return _marks_after_stops(stack[0][1])

    def text(self, content: str, made: list[Inline], inline: Token) -> None:
        """Plain text, with each token exchanged for its value."""
        if self.reading.prose:
            _append(made, Text(one_line(content)))
            return
        end, origin = 0, self.origin(inline)
        for match in TOKEN.finditer(content):
            if match.start() > end:
                _append(made, Text(content[end : match.start()], origin=origin))
            end = match.end()
            value = self.reading.values.get(int(match[1]))
            if isinstance(value, str):
                if value:
                    _append(made, Text(value))
                continue
            nodes = value.inlines
            if value.blocks:
                if len(value.blocks) == 1 and isinstance(value.blocks[0], Paragraph):
                    nodes = value.blocks[0].children
                else:
                    hint = Hint("give the value a line of its own, with blank lines around it")
                    self.complain(inline, "prose with lists stands inside a line", "", (hint,))
            for node in nodes:
                _append(made, node)
        if end < len(content):
            _append(made, Text(content[end:], origin=origin))

    def origin(self, token: Token) -> int | None:
        """The line of a template's own words, where that is asked for."""
        return token.map[0] if self.reading.origins and token.map else None

    def cite(self, content: str, inline: Token) -> Cite:
        names = [name.strip().removeprefix("@") for name in content.split(";")]
        if not self.reading.prose:
            names = [self.reading.values.text(name) for name in names]
        own, theme = self.reading.own, self.reading.theme
        keys = tuple(f"{theme}/{name}" if name in own else name for name in names)
        line = inline.map[0] if inline.map else None
        return Cite(keys, self.reading.place(line))

    def link(self, opened: Token | None, children: Inlines, inline: Token) -> Inlines:
        target = str(opened.attrs.get("href", "")) if opened else ""
        if not self.reading.prose:
            target = self.reading.values.text(target)
        if _SCHEME.match(target) is None:
            hint = Hint("give the whole address, such as `https://example.org/page`")
            what = f"the link to `{target}` is no web or mail address"
            self.complain(inline, what, target, (hint,))
            return children
        return (Link(target, children or (Text(target),)),)


def partial_complaint(reader: Reader, token: Token) -> Callable[[str], None]:
    """A function that complains about a directive's line."""
    return lambda message: reader.complain(token, message)


def _alignment(token: Token) -> Align:
    match str(token.attrs.get("style", "")).removeprefix("text-align:"):
        case "right":
            return "right"
        case "center":
            return "center"
    return "left"


def _append(made: list[Inline], node: Inline) -> None:
    """Append, joining texts of one language and origin."""
    last = made[-1] if made else None
    if (
        isinstance(node, Text)
        and isinstance(last, Text)
        and (node.lang, node.origin) == (last.lang, last.origin)
    ):
        made[-1] = replace(last, text=last.text + node.text)
    else:
        made.append(node)


def _marks_after_stops(inlines: Sequence[Inline]) -> Inlines:
    """Citations close up to the words before them and stand after a full stop or comma,
    as English sets note marks: `early in 2026 [@a].` becomes `early in 2026.` and the mark."""
    made: list[Inline] = []
    for node in inlines:
        last = made[-1] if made else None
        if isinstance(node, Cite) and isinstance(last, Text):
            made[-1] = replace(last, text=last.text.rstrip(" "))
        elif isinstance(node, Text) and isinstance(last, Cite):
            stop = node.text[:1]
            before = made[-2] if len(made) > 1 else None
            if stop and stop in ".,;:" and isinstance(before, Text):
                made[-2] = replace(before, text=before.text + stop)
                node = replace(node, text=node.text[1:])
                if not node.text:
                    continue
        made.append(node)
    return tuple(made)


#: The tokens of blocks that hold blocks.
_HOLDERS = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open", "directive"})

_BLOCKS: dict[str, Callable[[Reader, Token], Blocks]] = {
    "paragraph_open": Reader.paragraph,
    "heading_open": Reader.heading,
    "bullet_list_open": Reader.bullet_list,
    "ordered_list_open": Reader.ordered_list,
    "blockquote_open": Reader.block_quote,
    "table_open": Reader.table,
    "directive": Reader.directive,
}
