"""The document tree: every kind of block and inline that a brief can hold.

Briefs are built as this tree and every writer walks it in the same order. Nodes are
frozen and hold plain values; nothing in here knows of YAML, templates or files.
Lengths are in points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Literal

from briefgen.figures import Drawing
from briefgen.record import record
from briefgen.text import Span

# ---------------------------------------------------------------------------- inlines


@record
class Text:
    """Plain text. `lang` is a BCP 47 tag where it is not the document's language.

    `origin` is the line (from 0) of a template's output that has these words of its own; None
    for words of the data. It serves the checks of sentences: a finished `Document` has none.
    """

    text: str
    lang: str | None = None
    origin: int | None = None


@record
class Strong:
    """Important words (bold)."""

    children: tuple[Inline, ...]


@record
class Emphasis:
    """Stressed words (italic)."""

    children: tuple[Inline, ...]


@record
class Small:
    """Secondary words: smaller and in the muted colour."""

    children: tuple[Inline, ...]


@record
class Highlight:
    """Quoted words inside a printed passage: on a tint, and never by colour alone
    (writers also underline)."""

    children: tuple[Inline, ...]


@record
class Portion:
    """The marking of the paragraph or table row that it opens, in brackets: `(O) `. It is no
    statement of the brief."""

    children: tuple[Inline, ...]


@record
class Link:
    """A link. `target` is a URL (http, https or mailto) or `#anchor` in this document."""

    target: str
    children: tuple[Inline, ...]


@record
class Strength:
    """How strong an outcome is: five dots, `level` of them filled, then the word.

    Every writer prints the text of `strength_text`, so that it can be read aloud.
    """

    level: int
    word: str


@record
class Cite:
    """A citation before numbering: ids of outcomes, meetings or evidence."""

    keys: tuple[str, ...]
    span: Span | None = None


@record
class NoteMark:
    """A numbered mark in the text; `Document.notes[number - 1]` is its note.

    Numbers run from 1 without gaps in reading order. Each mark has a note of its own,
    so that a note always stands on the page of its mark. Writers give the mark the
    anchor `mark-N` and the note the anchor `note-N`, and link them both ways.
    """

    number: int


@record
class Remarked:
    """Words that a draft's comments are about; `comments` are their numbers. Each comment is
    about one place."""

    children: tuple[Inline, ...]
    comments: tuple[int, ...]


@record
class LineBreak:
    """A forced new line inside a paragraph."""


Inline = (
    Text
    | Strong
    | Emphasis
    | Small
    | Highlight
    | Portion
    | Link
    | Strength
    | Cite
    | NoteMark
    | Remarked
    | LineBreak
)
Inlines = tuple[Inline, ...]

# ----------------------------------------------------------------------------- blocks

#: What a paragraph is for; writers map each to a style of its own.
ParagraphRole = Literal[
    "body",  # running text
    "lead",  # the bottom line: larger
    "meta",  # meeting, date, parties under the title: muted
    "small",  # explanations and legends: smaller
    "caption",  # the title of a table or figure: above it, kept with it
]


@record
class Title:
    """The brief's title; once, before any heading."""

    children: Inlines


@record
class Heading:
    """A heading of level 1 (a section of the brief) to 3; levels are never skipped.

    `anchor` is unique in the document.
    """

    level: int
    children: Inlines
    anchor: str


@record
class Paragraph:
    """A paragraph."""

    children: Inlines
    role: ParagraphRole = "body"
    span: Span | None = None


@record
class ListItem:
    """One item: paragraphs and nested lists."""

    blocks: tuple[Block, ...]


@record
class BulletList:
    """An unordered list."""

    items: tuple[ListItem, ...]


@record
class OrderedList:
    """A numbered list that starts at `start`."""

    items: tuple[ListItem, ...]
    start: int = 1


@record
class BlockQuote:
    """Quoted blocks, set apart."""

    blocks: tuple[Block, ...]


#: `bottom-line`: the lines a minister reads. `judgement`: the analyst's assessment,
#: never fact. `reading`: remarks on the sources. `plain`: a neutral box.
CalloutKind = Literal["bottom-line", "judgement", "reading", "plain"]


@record
class Callout:
    """Blocks set apart in a way that can be seen without colour. `label` is printed
    above them (for example `Assessment: the analyst's judgement`); empty prints none."""

    kind: CalloutKind
    label: str
    blocks: tuple[Block, ...]


Align = Literal["left", "right", "center"]


@record
class Column:
    """A column: alignment, and its share of the width (0 lets the writer decide)."""

    align: Align = "left"
    weight: float = 0.0


@record
class Cell:
    """A table cell: blocks (usually one paragraph)."""

    blocks: tuple[Block, ...]


@record
class Table:
    """A table with one header row, repeated on each page it runs over.

    `caption` is its title (printed above, and the accessible name); `summary` is a text
    alternative for DOCX and PDF, not printed. With `row_headers` the first cell of each
    row heads it. Every row has as many cells as there are columns.
    """

    columns: tuple[Column, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()
    summary: str = ""
    row_headers: bool = False


@record
class Figure:
    """A drawing with its text alternative and caption (printed below, kept with it).

    `table` says the same in words and numbers, for formats that can fold it away; paper has
    the alternative only."""

    drawing: Drawing
    alt: str
    caption: Inlines = ()
    table: Table | None = None


@record
class Passage:
    """A passage of a source, printed in the annex.

    `label` is its number in the source (for example `13`), hung in the margin;
    `marks` are the notes that cite it: writers print a link `↑n` back to `mark-n` for
    each. `lang` is the source's language. `anchor` is unique.
    """

    anchor: str
    label: str
    children: Inlines
    marks: tuple[int, ...] = ()
    lang: str | None = None


@record
class PageBreak:
    """What follows starts a new page."""


Block = (
    Title
    | Heading
    | Paragraph
    | BulletList
    | OrderedList
    | BlockQuote
    | Callout
    | Table
    | Figure
    | Passage
    | PageBreak
)
Blocks = tuple[Block, ...]


@record
class Note:
    """A note: what stands at the foot of the page of its mark.

    `children` hold the short quote, the source and a `Link` to the passage's anchor in
    the annex (where the brief has one). Writers print the number themselves.
    """

    number: int
    children: Inlines


# ------------------------------------------------------------------------------ style


@record
class Page:
    """Paper and margins in points."""

    width: float = 595.276
    height: float = 841.89
    top: float = 74.0
    right: float = 74.0
    bottom: float = 70.0
    left: float = 74.0


@record
class Colours:
    """`#rrggbb` each. `accent` for headings and rules, `tint` behind boxes."""

    text: str = "#1c1c1c"
    accent: str = "#1f3a5f"
    muted: str = "#595959"
    rule: str = "#b8bec6"
    tint: str = "#f2f4f7"
    highlight: str = "#fff3bf"
    marking: str = "#9b1c1c"


@record
class FontFamily:
    """A family by name. `files` maps `regular`, `bold`, `italic`, `bold-italic` to
    absolute paths; empty means the family is one that briefgen carries."""

    name: str
    files: tuple[tuple[str, str], ...] = ()


@record
class Style:
    """What `style.yaml` says, for every format at once.

    With `embed_fonts` a DOCX carries its typefaces, so that every machine shows the same;
    a PDF always does.
    """

    page: Page = field(default_factory=Page)
    colours: Colours = field(default_factory=Colours)
    body: FontFamily = FontFamily("Source Serif 4")
    heading: FontFamily = FontFamily("Source Sans 3")
    size: float = 10.5
    leading: float = 1.38
    note_size: float = 8.0
    align: Literal["left", "justify"] = "left"
    hyphenate: bool = True
    embed_fonts: bool = True

    @property
    def passage_size(self) -> float:
        """The type of the annex: a little smaller than the text, and never much larger than
        the notes that lead to it, since it is there to check by, not to speak from."""
        return min(self.size * 0.92, self.note_size * 1.25)


@record
class Comment:
    """What a draft says of its own words: a Word comment, a note in a PDF's margin. `label` is the
    finding's code, `text` what was found, and `hints` what to do."""

    number: int
    label: str
    text: str
    hints: tuple[str, ...] = ()


@record
class Attachment:
    """A file that travels inside the brief.

    `relationship` is what it is to the brief (ISO 32000-2, 7.11.3, AFRelationship): `Data`
    that was used to make it, or `Source`, material that its text was made from.
    """

    name: str
    mime: str
    description: str
    relationship: Literal["Data", "Source"]
    data: bytes


#: What a letterhead's styles can be for; `style.yaml` names an office's own by these words.
LETTERHEAD_ROLES = (
    *("title", "heading-1", "heading-2", "heading-3", "body", "lead", "meta", "small", "quote"),
    *("bullet", "number", "list-continue", "caption", "figure", "figure-caption"),
    *("bottom-line", "judgement", "reading", "plain-box", "table", "table-text", "table-head"),
    *("passage", "footnote-text", "footnote-mark", "link", "marking"),
)


@record
class Letterhead:
    """An office's own Word file, which a DOCX brief is put into.

    `path` is what messages call it. `parts` are the file's parts by name, unpacked and checked
    (`briefgen.packages`). `fields` are what the file may ask for, by name, in words; an empty
    one is known but has nothing to show. `styles` are names of the file's styles by role, as
    `style.yaml` gives them.
    """

    path: str
    parts: Mapping[str, bytes]
    fields: tuple[tuple[str, str], ...] = ()
    styles: tuple[tuple[str, str], ...] = ()


@record
class Quoted:
    """Cited words inside a passage: offsets into its text, and the notes that cite them. Where
    quotes overlap, the words that they share are a piece of their own."""

    start: int
    end: int
    notes: tuple[int, ...]


@record
class ArchivedPassage:
    """A passage of an archived source, whether the brief cites it or not.

    `kind` is `body`, or what else it is (`title`, `caption`, `boilerplate`, ...), and `repeats`
    the number of the passage that it repeats. `notes` are those that cite any of it, `quoted`
    their words in order, none overlapping. `anchor` is that of the same passage in an annex.
    `portion` is its marking, with brackets, if any; `place` says where it stands in the
    original, for example `page 3`.
    """

    number: int
    text: str
    kind: str = "body"
    notes: tuple[int, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    repeats: int | None = None
    anchor: str = ""
    portion: str = ""
    place: str = ""


@record
class ArchivedSource:
    """A whole source beside the brief. `label` is what notes call it, `facts` what is known of
    it, in a line; `url` is its address, empty when not known."""

    id: str
    label: str
    title: str
    facts: str
    lang: str
    passages: tuple[ArchivedPassage, ...]
    url: str = ""


@record
class CoveredOutcome:
    """An outcome that the brief covers, by which a reader may look for its sentences: `notes`
    are those that cite it. `themes` are titles."""

    id: str
    strength: Strength
    actors: tuple[str, ...]
    themes: tuple[str, ...]
    notes: tuple[int, ...]


@record
class Way:
    """A link from the page of a brief to another page of the same site. `address` is relative.
    Ways of a `group` stand together under its name, after the brief; others before it."""

    label: str
    address: str
    group: str = ""


@record
class Beside:
    """What stands beside a brief where there is room for it: its sources in full, its outcomes,
    drawings of them, and the ways to other pages where the brief is part of a site."""

    sources: tuple[ArchivedSource, ...] = ()
    outcomes: tuple[CoveredOutcome, ...] = ()
    charts: tuple[Figure, ...] = ()
    ways: tuple[Way, ...] = ()


@record
class Document:
    """A brief, ready to be written.

    `marking` (for example `OFFICIAL`) stands in header and footer of every page; empty
    prints none. `marking_colours`, if given, are those of its letters and of the ground
    behind them: the marking is then a label, set at least 12 points large and on the right.
    `date` is ISO 8601 and is also the file's creation date. `running` is the short line in
    the page's foot beside `page x of y`. `watermark` (for example `DRAFT`) is set large and
    pale behind the text of every page; screen readers pass over it. `comments` are a draft's
    findings, numbered from 1 without gaps; each is the comment of one `Remarked` in the tree.

    `provenance` is a JSON object that says where everything comes from; a writer adds what
    only it knows (`with_rendering`) and puts it into the file, as it does `attachments`. It may
    also be a function that makes the object: writers call it when all else is done.
    With a `letterhead` a DOCX is that file with the brief in it; a PDF keeps its own layout.
    `beside` is there for formats that show sources in full; paper does not.
    """

    title: str
    lang: str
    date: str
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    marking: str = ""
    running: str = ""
    style: Style = field(default_factory=Style)
    max_pages: int | None = None
    marking_colours: tuple[str, str] | None = None
    watermark: str = ""
    provenance: str | Callable[[], str] = ""
    attachments: tuple[Attachment, ...] = ()
    letterhead: Letterhead | None = None
    comments: tuple[Comment, ...] = ()
    beside: Beside | None = None


def with_rendering(provenance: str | Callable[[], str], rendering: str) -> str:
    """A provenance with the key `rendering`, a JSON value: digests of what the file shows,
    which are known only when the file is made."""
    if not isinstance(provenance, str):
        provenance = provenance()
    return f'{provenance.rstrip()[:-1].rstrip()},\n"rendering": {rendering}\n}}\n'


#: What stands before, between and after the numbers of a page and of all pages, by language.
_PAGE_OF_PAGES = {
    "de": ("Seite ", " von ", ""),
    "en": ("page ", " of ", ""),
    "es": ("página ", " de ", ""),
    "fr": ("page ", " sur ", ""),
    "hi": ("पृष्ठ ", " / ", ""),
    "it": ("pagina ", " di ", ""),
    "ja": ("", " / ", " ページ"),
    "nl": ("pagina ", " van ", ""),
    "pt": ("página ", " de ", ""),
}


def page_of_pages(lang: str) -> tuple[str, str, str]:
    """The words of `page 2 of 3` around its numbers, in the language of a BCP 47 tag; a
    language that is not known gets `2 / 3`."""
    return _PAGE_OF_PAGES.get(lang.partition("-")[0].lower(), ("", " / ", ""))


STRENGTH_DOTS = 5


def strength_text(strength: Strength) -> str:
    """The text of a `Strength` in every format: `●●●●○ decided`."""
    return "●" * strength.level + "○" * (STRENGTH_DOTS - strength.level) + " " + strength.word


def text_cell(text: str) -> Cell:
    """A table cell with a paragraph of plain text."""
    return Cell((Paragraph((Text(text),)),))


def plain_text(inlines: Inlines) -> str:
    """The words of inlines, without marks, portion marks and markup, however deeply they are
    nested."""
    parts: list[str] = []
    waiting = list(inlines)[::-1]
    while waiting:
        match waiting.pop():
            case Text(text=text):
                parts.append(text)
            case Strength() as strength:
                parts.append(strength_text(strength))
            case LineBreak():
                parts.append(" ")
            case Cite() | NoteMark() | Portion():
                pass
            case node:
                waiting += node.children[::-1]
    return "".join(parts)
