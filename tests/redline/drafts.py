"""Small random briefs, and random edits of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from briefgen.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListItem,
    Note,
    NoteMark,
    OrderedList,
    Paragraph,
    Passage,
    Strong,
    Style,
    Table,
    Text,
)

VOCABULARY = (
    "Zubrowka and Florin agreed to dredge the port of Lutz by 2031 , not later ; the levy of "
    "3.5 % stays « as is » नदी 日本 ministers' “grain” –"
).split()

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).map(" ".join)
#: A piece of a paragraph: its look, and its words.
piece = st.tuples(st.sampled_from(["plain", "plain", "strong", "emphasis", "link", "note"]), words)
line = st.lists(piece, min_size=1, max_size=4)
paragraph = st.tuples(st.just("paragraph"), line)
heading = st.tuples(st.just("heading"), words)
items = st.lists(line, min_size=1, max_size=4)
bullets = st.tuples(st.just("bullets"), items)
numbers = st.tuples(st.just("numbers"), items)
nested = st.tuples(st.just("nested"), items)
box = st.tuples(st.just("box"), st.lists(line, min_size=1, max_size=2))
passage = st.tuples(st.just("passage"), line)
#: A cell holds one paragraph or more.
cell = st.tuples(st.just("cell"), st.lists(line, min_size=1, max_size=3))
table = st.integers(1, 3).flatmap(
    lambda n: st.tuples(
        st.just("table"),
        st.lists(st.lists(cell, min_size=n, max_size=n), min_size=1, max_size=4),
    )
)
block = st.one_of(paragraph, paragraph, heading, bullets, numbers, nested, box, passage, table)
draft = st.lists(block, min_size=1, max_size=6)


@st.composite
def edited(draw: Any) -> tuple[list[Any], list[Any]]:
    """A draft, and the same after some edits: blocks put in, taken out, changed inside."""
    old = draw(draft)
    new = [block for block in old if draw(st.integers(0, 5))]
    for _ in range(draw(st.integers(0, 3))):
        new.insert(draw(st.integers(0, len(new))), draw(block))
    for at in range(len(new)):
        if draw(st.booleans()):
            new[at] = _inside(draw, new[at])
    return old, new or [draw(block)]


def _inside(draw: Any, value: Any) -> Any:
    """The value with something in it changed."""
    if isinstance(value, str):
        parts = value.split()
        at = draw(st.integers(0, len(parts)))
        return " ".join([*parts[:at], draw(words), *parts[at + draw(st.integers(0, 1)) :]])
    if isinstance(value, tuple):
        return (value[0], _inside(draw, value[1]))
    at = draw(st.integers(0, len(value) - 1))
    if isinstance(value[0], list):  # rows of a table, items of a list, paragraphs of a cell
        change = draw(st.sampled_from(["inside", "out", "in"]))
    else:
        change = "inside"
    if change == "in":
        return [*value[:at], value[at], *value[at:]]
    if change == "out" and len(value) > 1:
        return [*value[:at], *value[at + 1 :]]
    return [*value[:at], _inside(draw, value[at]), *value[at + 1 :]]


@dataclass
class Building:
    """Numbers notes and anchors while a draft becomes a document."""

    notes: list[Note] = field(default_factory=list)
    anchors: int = 0

    def anchor(self) -> str:
        self.anchors += 1
        return f"place-{self.anchors}"

    def inlines(self, pieces: list[Any]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for look, text in pieces:
            if found:
                found.append(Text(" "))
            match look:
                case "strong":
                    found.append(Strong((Text(text),)))
                case "emphasis":
                    found.append(Emphasis((Text(text),)))
                case "link":
                    found.append(Link(f"https://example.org/{len(text)}", (Text(text),)))
                case "note":
                    self.notes.append(Note(len(self.notes) + 1, (Text(text),)))
                    found += [Text("noted"), NoteMark(len(self.notes))]
                case _:
                    found.append(Text(text))
        return tuple(found)

    def paragraph(self, pieces: list[Any]) -> Paragraph:
        return Paragraph(self.inlines(pieces))

    def block(self, kind: str, value: Any) -> Block:
        match kind:
            case "heading":
                return Heading(1, (Text(value),), self.anchor())
            case "bullets":
                return BulletList(tuple(ListItem((self.paragraph(i),)) for i in value))
            case "numbers":
                return OrderedList(tuple(ListItem((self.paragraph(i),)) for i in value))
            case "nested":
                first = self.paragraph(value[0])
                inner = tuple(ListItem((self.paragraph(i),)) for i in value[1:])
                return BulletList((ListItem((first, *([OrderedList(inner)] if inner else ()))),))
            case "box":
                return Callout("plain", "Box", tuple(self.paragraph(i) for i in value))
            case "passage":
                return Passage(self.anchor(), "7", self.inlines(value))
            case "table":
                rows = tuple(
                    tuple(
                        Cell(tuple(self.paragraph(p) for p in paragraphs)) for _, paragraphs in row
                    )
                    for row in value
                )
                head = tuple(
                    Cell((Paragraph((Text(f"column {n}"),)),)) for n in range(len(rows[0]))
                )
                return Table(tuple(Column() for _ in rows[0]), head, rows)
            case _:
                return self.paragraph(value)


def document(draft: list[Any], date: str = "2031-05-06") -> Document:
    """The brief of a draft."""
    building = Building()
    blocks = tuple(building.block(kind, value) for kind, value in draft)
    style = Style(embed_fonts=False)  # fonts are most of the file and none of the text
    return Document("A draft", "en-GB", date, blocks, tuple(building.notes), style=style)
