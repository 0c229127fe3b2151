"""Documents to write: invented countries, every kind of node."""

from __future__ import annotations

import random

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
    Paragraph,
    Passage,
    Small,
    Strength,
    Strong,
    Style,
    Table,
    Text,
    Title,
)
from briefgen.figures import Box, Drawing, Label, Line

COUNTRIES = ("Ruritania", "Zubrowka", "Graustark", "Freedonia", "Sylvania", "Florin", "Guilder")
_SUBJECTS = ("the joint working group", "the two ministers", "the national scheme", "both sides")
_VERBS = ("agreed to convene", "reviewed", "launched", "reaffirmed", "discussed", "welcomed")
_OBJECTS = (
    "a framework for the processing of critical minerals",
    "early warning on disruptions of supply",
    "the standardisation of port documents",
    "co-operation between their geological surveys",
    "the financing of interurban railways",
)
_TAILS = (
    "early this year",
    "under the existing memorandum",
    "with immediate effect",
    "in Strelsau",
)


def sentence(r: random.Random) -> str:
    """A sentence about nothing real."""
    return (
        f"In {r.choice(COUNTRIES)}, {r.choice(_SUBJECTS)} {r.choice(_VERBS)} "
        f"{r.choice(_OBJECTS)} {r.choice(_TAILS)}."
    )


def p(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),))


def cell(*inlines: Inline) -> Cell:
    """A cell of one paragraph."""
    return Cell((Paragraph(inlines),))


def ladder() -> Drawing:
    """A small figure: how strong the outcomes are."""
    shapes: list[Box | Line | Label] = []
    for index, (word, count) in enumerate(
        [("signed", 1), ("decided", 4), ("committed", 2), ("reaffirmed", 3), ("explored", 2)]
    ):
        y = 8 + index * 17
        shapes.append(Label(70, y + 9, word, 8.5, anchor="end"))
        for n in range(count):
            shapes.append(Box(80 + n * 22, y, 18, 11, fill="#1f3a5f" if index < 2 else "#7f92ab"))
        shapes.append(Label(84 + count * 22, y + 9, str(count), 8.5, bold=True))
    shapes.append(Line(76, 4, 76, 94, "#b8bec6", 0.6))
    return Drawing(300, 98, tuple(shapes))


def brief(seed: int = 1, scale: int = 1, *, style: Style | None = None) -> Document:
    """A five-page brief (times `scale`): 30 notes, a table of 12 rows, 30 passages."""
    r = random.Random(seed)
    notes: list[Note] = []

    def mark() -> NoteMark:
        number = len(notes) + 1
        source = (number * 7) % (30 * scale) + 1
        quote = sentence(r)
        notes.append(
            Note(
                number,
                (
                    Text(f"“{quote}” Ministry of Works of {r.choice(COUNTRIES)}, read-out, "),
                    Link(f"#passage-{source}", (Text(f"passage {source}"),)),
                    Text("."),
                ),
            )
        )
        return NoteMark(number)

    blocks: list[Block] = [
        Title((Text("Critical minerals: what Ruritania and Zubrowka agreed"),)),
        Paragraph((Text("18th Ruritania–Zubrowka Strategic Dialogue, 16 January 2026"),), "meta"),
        Paragraph((Text("Parties: Ruritania and Zubrowka. Prepared for the Minister."),), "meta"),
        Callout(
            "bottom-line",
            "Bottom line",
            (
                Paragraph(
                    (
                        Text("Ruritania and Zubrowka will "),
                        Strong((Text("convene their working group"),)),
                        Text(" on critical minerals early in 2026"),
                        mark(),
                        Text(". No money was pledged, and nothing was signed."),
                    )
                ),
            ),
        ),
        Heading(1, (Text("What was agreed"),), "agreed"),
        Figure(
            ladder(),
            "Twelve outcomes: one signed, four decided, two committed, three "
            "reaffirmed, two explored.",
            (Text("Outcomes by strength of commitment."),),
        ),
    ]
    for section in range(4 * scale):
        if section:
            blocks.append(
                Heading(
                    1,
                    (Text(f"{section}. Measures in {COUNTRIES[section % 7]}"),),
                    f"section-{section}",
                )
            )
        for paragraph in range(4):
            inlines: list[Inline] = []
            for s in range(6):
                words = sentence(r)
                if s == 0:
                    lead, _, rest = words.partition(", ")
                    inlines += [Strong((Text(lead + ","),)), Text(" " + rest)]
                elif s == 3 and paragraph == 2:
                    inlines.append(Emphasis((Text(words),)))
                else:
                    inlines.append(Text(words))
                if s in (1, 4) and len(notes) < 7 * (section + 1):
                    inlines.append(mark())
                inlines.append(Text(" "))
            blocks.append(Paragraph(tuple(inlines)))
        if section % 4 == 1:
            rows = []
            for n in range(12):
                rows.append(
                    (
                        cell(Text(f"{COUNTRIES[n % 7]} {n + 1}")),
                        cell(
                            Text(" ".join(sentence(r).split()[2:10])), *([mark()] if n == 3 else [])
                        ),
                        cell(
                            Strength(
                                n % 6,
                                (
                                    "noted",
                                    "explored",
                                    "reaffirmed",
                                    "committed",
                                    "decided",
                                    "signed",
                                )[n % 6],
                            )
                        ),
                        cell(Text(f"{r.randint(10, 9999) / 10:.1f}")),
                    )
                )
            blocks.append(
                Table(
                    (Column(), Column(), Column(), Column("right")),
                    (
                        cell(Text("Party")),
                        cell(Text("Commitment")),
                        cell(Text("Strength")),
                        cell(Text("Amount")),
                    ),
                    tuple(rows),
                    (Text(f"Table {section // 4 + 1}. Who does what by when"),),
                    "Twelve commitments by party.",
                    row_headers=True,
                )
            )
        if section % 4 == 2:
            blocks.append(
                BulletList(
                    tuple(ListItem((Paragraph((Text(sentence(r)), mark())),)) for _ in range(3))
                )
            )
    blocks.append(
        Callout(
            "judgement",
            "Assessment: the analyst’s judgement",
            (p(sentence(r) + " " + sentence(r)), p(sentence(r))),
        )
    )
    blocks.append(
        Callout(
            "reading",
            "Reading the sources",
            (p("The report gives 27 January 2026 as a Saturday; it was a Tuesday."),),
        )
    )
    while len(notes) < 30 * scale:
        blocks.append(Paragraph((Text(sentence(r)), mark())))
    blocks.append(Heading(1, (Text("Annex: the cited passages"),), "annex"))
    for number in range(1, 30 * scale + 1):
        marks = tuple(n.number for n in notes if (n.number * 7) % (30 * scale) + 1 == number)
        words = sentence(r)
        blocks.append(
            Passage(
                f"passage-{number}",
                str(number),
                (
                    Text(words[:30]),
                    Highlight((Text(words[30:70]),)),
                    Text(words[70:] + " "),
                    Text(sentence(r)),
                ),
                marks,
            )
        )
    return Document(
        title="Critical minerals: what Ruritania and Zubrowka agreed",
        lang="en-GB",
        date="2026-01-16",
        blocks=tuple(blocks),
        notes=tuple(notes),
        subject="Policy brief",
        author="Strelsau Policy Workshop",
        keywords=("minerals", "Ruritania"),
        marking="OFFICIAL",
        running="Critical minerals · 16 January 2026",
        style=style or Style(),
    )


def every_node() -> Document:
    """Every node once, in unlikely places too, and the scripts that briefs meet."""
    notes = [
        Note(1, (Text("A note in a heading."),)),
        Note(2, (Text("A note in a cell, with "), Emphasis((Text("emphasis"),)), Text("."))),
        Note(3, (Text("नरेन्द्र said so."),)),
        Note(4, (Text("A note in a list."),)),
    ]
    nested = BulletList(
        (
            ListItem(
                (
                    p("Outer item."),
                    OrderedList(
                        (
                            ListItem((p("Inner one."),)),
                            ListItem(
                                (p("Inner two."), BulletList((ListItem((p("Innermost."),)),)))
                            ),
                        )
                    ),
                )
            ),
            ListItem((Paragraph((Text("With a note"), NoteMark(4))),)),
        )
    )
    blocks: tuple[Block, ...] = (
        Title((Text("Every node of the tree"),)),
        Heading(1, (Text("Scripts"), NoteMark(1)), "scripts"),
        Paragraph(
            (
                Text("Prime Minister "),
                Text("नरेन्द्र मोदी", "hi"),
                Text(" (Narendra) met "),
                Text("高市早苗内閣総理大臣", "ja"),
                Text(
                    " in Tōkyō; Kṛṣṇa, ḍhāka, ₹5 billion, "
                    "non\u2011breaking, thin\u2009space, 25\u00a0%."
                ),
            )
        ),
        Paragraph(
            (
                Text(
                    "日本とルリタニアは、重要鉱物に関する作業部会を本年早期に開催することで一致した。"
                    "両国は「供給網の強靭化」について協議し、" * 3,
                    "ja",
                ),
            )
        ),
        Paragraph((Text("क्षत्रिय कर्तव्य श्री द्ध और विदेश मंत्रालय ने कहा कि दोनों देश सहमत हुए।", "hi"),)),
        Heading(2, (Text("Inlines"),), "inlines"),
        Paragraph(
            (
                Strong((Text("bold "), Emphasis((Text("and italic"),)))),
                Text(", "),
                Small((Text("small"),)),
                Text(", "),
                Highlight((Text("highlighted words"),)),
                Text(", "),
                Link("https://example.org/a?b=c", (Text("a link"),)),
                LineBreak(),
                Text("after a break, "),
                Strength(4, "decided"),
            )
        ),
        Heading(3, (Text("Third level"),), "third"),
        nested,
        OrderedList(tuple(ListItem((p(f"Item {n}."),)) for n in range(8, 12)), 8),
        BlockQuote((p("Quoted words, set apart from what the brief itself says. " * 3),)),
        Callout("plain", "", (p("A plain box."), BulletList((ListItem((p("with a list"),)),)))),
        Callout("judgement", "Assessment: the analyst’s judgement", (p("It may be so. " * 12),)),
        Callout("reading", "Reading the sources", (p("The sources differ. " * 6),)),
        Table(
            (Column("left", 1), Column("center", 2), Column("right", 1)),
            (cell(Text("Left")), cell(Text("Centre")), cell(Text("Right"))),
            (
                (
                    cell(Text("a")),
                    Cell(
                        (
                            p("Two paragraphs."),
                            Paragraph((Text("Second"), NoteMark(2))),
                            BulletList((ListItem((p("in a cell"),)),)),
                        )
                    ),
                    cell(Text("1.0")),
                ),
                (cell(Text("b")), cell(Text("नरेन्द्र"), NoteMark(3)), cell(Text("22.0"))),
            ),
            (Text("A table"),),
            "A summary",
            row_headers=True,
        ),
        Figure(ladder(), "A ladder of commitments", (Text("A caption below."),)),
        Passage(
            "passage-1",
            "13",
            (Text("Words "), Highlight((Text("quoted"),)), Text(" more.")),
            (1, 2),
        ),
    )
    return Document(
        "Every node of the tree",
        "en-GB",
        "2026-01-16",
        blocks,
        tuple(notes),
        marking="OFFICIAL – SENSITIVE",
        running="Every node",
    )
