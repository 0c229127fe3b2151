"""Random briefs: none crashes, none loses text, each note is on the page of its mark."""

from __future__ import annotations

import io
import os
import random
import re

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    Heading,
    Highlight,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Note,
    NoteMark,
    OrderedList,
    Page,
    PageBreak,
    Paragraph,
    Passage,
    Strength,
    Strong,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.writers.pdf import write

from .reading import (
    document_texts,
    has_poppler,
    pdfium_pages,
    poppler_pages,
    solid,
    structure,
)
from .samples import ladder, sentence

_FOREIGN = (
    ("नरेन्द्र मोदी और विदेश मंत्रालय", "hi"),
    ("高市早苗内閣総理大臣は「供給網」について述べた。", "ja"),
    ("Kṛṣṇa, ṭīkā, ḍhāka", "sa-Latn"),
    ("Ελλάδα και Ρωσία — Россия", "ru"),
)


class Maker:
    """Makes a random document; every mark is preceded by a word of its own (`markN`), and
    its note holds another (`noteN`)."""

    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)
        self.notes: list[Note] = []
        self.passages = 0
        self.headings = 0

    def words(self, most: int) -> str:
        r = self.r
        parts = [sentence(r) for _ in range(r.randint(1, most))]
        if r.random() < 0.08:
            parts.insert(r.randrange(len(parts)), "pneumonoultramicroscopic" * r.randint(1, 6))
        if r.random() < 0.05:
            parts.append("https://example.org/" + "path/" * r.randint(3, 20))
        return " ".join(parts)

    def inlines(self, most: int = 4, *, notes: bool = True, depth: int = 0) -> tuple[Inline, ...]:
        r = self.r
        made: list[Inline] = []
        for _ in range(r.randint(1, 3)):
            kind = r.randrange(11)
            if kind < 4:
                made.append(Text(self.words(most) + " "))
            elif kind == 4 and depth < 3:
                node = r.choice((Strong, Emphasis, Highlight))
                made.append(node(self.inlines(1, notes=False, depth=depth + 1)))
            elif kind == 5:
                text, lang = r.choice(_FOREIGN)
                made.extend((Text(" "), Text(text, lang), Text(" ")))
            elif kind == 6:
                made.append(Link("https://example.org/x", (Text("a link"),)))
            elif kind == 7:
                made.append(LineBreak())
            elif kind == 8:
                made.append(Strength(r.randint(0, 5), "decided"))
            elif kind == 9 and notes:
                made.extend(self.mark())
            else:
                made.append(Text(self.words(1)))
        return tuple(made)

    def mark(self) -> tuple[Inline, ...]:
        r = self.r
        number = len(self.notes) + 1
        self.notes.append(Note(number, ()))
        long = r.random() < 0.06
        text = " ".join(sentence(r) for _ in range(r.randint(12, 60) if long else r.randint(1, 3)))
        self.notes[number - 1] = Note(number, (Text(f"note{number}x {text} end{number}x"),))
        return Text(f" mark{number}x"), NoteMark(number)

    def block(self, depth: int) -> Block:
        r = self.r
        kind = r.randrange(16)
        if kind < 5 or depth > 3:
            role = r.choice(("body", "body", "small", "lead", "meta"))
            return Paragraph(self.inlines(), role)  # type: ignore[arg-type]
        if kind == 5 and depth == 0:
            self.headings += 1
            inlines = (
                Text(f"Heading {self.headings} "),
                *(self.mark() if r.random() < 0.2 else ()),
            )
            return Heading(
                1 if self.headings == 1 else r.randint(1, 2), inlines, f"h{self.headings}"
            )
        if kind in (6, 7):
            items = tuple(ListItem(self.blocks(depth + 1, 2)) for _ in range(r.randint(1, 6)))
            return BulletList(items) if kind == 6 else OrderedList(items, r.randint(1, 120))
        if kind == 8:
            return BlockQuote(self.blocks(depth + 1, 3))
        if kind == 9:
            which = r.choice(("bottom-line", "judgement", "reading", "plain"))
            return Callout(which, r.choice(("", "A label")), self.blocks(depth + 1, 3))  # type: ignore[arg-type]
        if kind in (10, 11):
            return self.table(depth)
        if kind == 12:
            return Figure(ladder(), "A ladder", self.inlines(1) if r.random() < 0.5 else ())
        if kind == 13:
            self.passages += 1
            return Passage(
                f"p{self.passages}", str(self.passages), self.inlines(3),
                tuple(range(1, min(3, len(self.notes)) + 1)), r.choice((None, "ja")),
            )  # fmt: skip
        if kind == 14 and depth == 0:
            return PageBreak()
        return Paragraph(self.inlines(8))

    def table(self, depth: int) -> Table:
        r = self.r
        count = r.randint(1, 6)
        columns = tuple(
            Column(r.choice(("left", "right", "center")), r.choice((0.0, 0.0, 1.0, 3.0)))
            for _ in range(count)
        )
        header = tuple(Cell((Paragraph((Text(f"Head {n}"),)),)) for n in range(count))
        rows = tuple(
            tuple(
                Cell(
                    self.blocks(depth + 2, 2)
                    if r.random() < 0.05
                    else (Paragraph(self.inlines(1)),)
                )
                for _ in range(count)
            )
            for _ in range(r.choice((1, 3, 8, 30 if depth == 0 else 2)))
        )
        return Table(columns, header, rows, (Text("Caption"),), "Summary", r.random() < 0.5)

    def blocks(self, depth: int, most: int) -> tuple[Block, ...]:
        return tuple(self.block(depth) for _ in range(self.r.randint(1, most)))

    def document(self) -> Document:
        r = self.r
        blocks = (Title((Text("A random brief"),)), *self.blocks(0, 10))
        page = r.choice((Page(), Page(841.89, 595.276), Page(300, 420, 40, 40, 40, 40)))
        style = Style(page=page, align=r.choice(("left", "justify")))
        return Document(
            "A random brief", "en-GB", "2026-01-16", blocks, tuple(self.notes),
            marking=r.choice(("", "OFFICIAL")), running="Random", style=style,
        )  # fmt: skip


#: A few everywhere, many in `make validate`.
EXAMPLES = 300 if os.environ.get("BRIEFGEN_VALIDATE") else 30


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(st.integers(0, 10**6))
@example(0)
def test_nothing_is_lost(seed: int) -> None:
    """The structure tree holds every text in order, and pdfium sees every character."""
    document = Maker(seed).document()
    data, diagnostics = write(document)
    assert not [d for d in diagnostics if d.code in ("glyph-missing", "writer-unsupported")]
    told = solid(structure(data).text)
    for text in document_texts(document):
        assert solid(text) in told
    pages = pdfium_pages(data)
    whole = " ".join(pages)
    for number in range(1, len(document.notes) + 1):
        assert f"note{number}x" in whole
        assert f"end{number}x" in whole
    check_notes(document, pages, data)


def check_notes(document: Document, pages: list[str], data: bytes) -> None:
    """Each note begins on the page of its mark, and the links between them lead there."""
    small = document.style.page.height < 500
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        if "/Names" not in pdf.Root:
            assert not document.notes
            return
        names = pdf.Root["/Names"]["/Dests"]["/Names"]
        places = {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
    for note in document.notes:
        n = note.number
        here = [i for i, text in enumerate(pages) if re.search(rf"\bmark{n}x", text)]
        there = [i for i, text in enumerate(pages) if f"note{n}x" in text]
        assert len(there) == 1
        if here and not small:  # a narrow column may have broken the word
            assert len(here) == 1
            assert places[f"mark-{n}"] in (here[0], here[0] + 1)  # the mark may follow its word
        assert places[f"note-{n}"] == there[0]
        if not small:
            assert there[0] == places[f"mark-{n}"], f"note {n} is not on the page of its mark"


@pytest.mark.parametrize("count", [60, 300])
def test_very_many_notes_in_one_paragraph(count: int) -> None:
    """With more notes than a page holds, lines wait for the next page with their notes."""
    inlines: list[Inline] = []
    for number in range(1, count + 1):
        inlines += [
            Text(f"Some words of a sentence here mark{number}x"),
            NoteMark(number),
            Text(". "),
        ]
    notes = tuple(Note(n, (Text(f"note{n}x is short end{n}x."),)) for n in range(1, count + 1))
    document = Document("t", "en", "2026-01-01", (Paragraph(tuple(inlines)),), notes)
    data, diagnostics = write(document)
    assert diagnostics == []
    check_notes(document, pdfium_pages(data), data)
    if has_poppler():
        check_notes(document, poppler_pages(data), data)
