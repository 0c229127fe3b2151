"""A brief of an invented country that holds every kind of node once or more."""

from __future__ import annotations

from dataclasses import replace

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
    Inlines,
    LineBreak,
    Link,
    ListItem,
    Note,
    NoteMark,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Small,
    Strength,
    Strong,
    Table,
    Text,
    Title,
)
from briefgen.figures import Box, Drawing, Label, Line


def words(text: str) -> Inlines:
    """Plain words."""
    return (Text(text),)


def cell(*inlines: str | Inlines) -> Cell:
    """A cell, one paragraph an argument."""
    return Cell(tuple(Paragraph(words(i) if isinstance(i, str) else i) for i in inlines))


LADDER = Drawing(
    440,
    96,
    (
        *(
            shape
            for row, (word, count) in enumerate(
                (
                    ("Signed", 1),
                    ("Decided", 4),
                    ("Committed", 2),
                    ("Reaffirmed", 3),
                    ("Explored", 1),
                )
            )
            for shape in (
                Label(0, 14 + row * 18, word, size=8.5),
                Box(70, 5 + row * 18, 60 * count, 11, fill="#1f3a5f"),
                Label(76 + 60 * count, 14 + row * 18, str(count), size=8.5, bold=True),
            )
        ),
        Line(70, 2, 70, 94, stroke="#595959"),
    ),
)

_SENTENCES = (
    "Zubrowka and Florin will convene their working group on grain early in the year.",
    "The two sides agreed that the port of Lutz needs dredging before the next harvest.",
    "Florin reaffirmed its interest in the Guilder railway, without naming a date or a sum.",
    "Ministers discussed the price of salt and took note of the report by the customs union.",
)


def sentence(number: int) -> str:
    """One of a few sentences."""
    return _SENTENCES[number % len(_SENTENCES)]


def brief(notes: int = 30, rows: int = 12, passages: int = 30, **changes: object) -> Document:
    """A brief of about five pages in the shape of the default template."""
    mark = 0

    def cited(number: int) -> Inlines:
        nonlocal mark
        mark += 1
        return (Text(sentence(number)), NoteMark(mark))

    blocks: list[Block] = [
        Title(words("Grain and the port of Lutz")),
        Paragraph(words("3rd Zubrowka–Florin Dialogue · 6 May 2031 · Zubrowka, Florin"), "meta"),
        Callout(
            "bottom-line",
            "Bottom line",
            (Paragraph(cited(0)), Paragraph(cited(1))),
        ),
        Heading(1, words("What was agreed"), "agreed"),
        Table(
            (Column(), Column(), Column(weight=0), Column("right")),
            tuple(cell(h) for h in ("Outcome", "Strength", "Who", "By when")),
            tuple(
                (
                    cell(cited(n)),
                    cell((Strength(5 - n % 6, ("signed", "decided")[n % 2]),)),
                    cell(("Zubrowka and Florin", "Florin")[n % 2]),
                    cell(("early 2032", "not stated")[n % 2]),
                )
                for n in range(rows)
            ),
            caption=words("Outcomes, strongest first"),
            summary="Each outcome with its strength, who commits, and by when.",
        ),
        Paragraph(
            (Small(words("●●●●● signed · ●●●●○ decided · ●●●○○ committed · ●●○○○ reaffirmed")),),
            "small",
        ),
        Figure(
            LADDER,
            "Commitment ladder: 1 signed, 4 decided, 2 committed, 3 reaffirmed, 1 explored.",
            words("How strong the outcomes are"),
        ),
        Heading(1, words("Background"), "background"),
        *(
            Paragraph((*cited(n), Text(" "), *cited(n + 1), Text(" " + sentence(n + 2))))
            for n in range(max(0, (notes - mark - 4) // 2 - 2))
        ),
        Heading(2, words("Left open"), "left-open"),
        BulletList(
            (
                ListItem((Paragraph((Strong(words("Money. ")), Text(sentence(3)))),)),
                ListItem(
                    (
                        Paragraph(words(sentence(1))),
                        OrderedList(
                            (
                                ListItem((Paragraph(words("First the survey.")),)),
                                ListItem((Paragraph(words("Then the dredging.")),)),
                            )
                        ),
                    )
                ),
            )
        ),
        Callout(
            "judgement",
            "Assessment: the analyst's judgement",
            (
                Paragraph((Emphasis(words("Implications.")), Text(" " + sentence(2)))),
                BulletList(
                    (
                        ListItem((Paragraph(words("The port decides whether the grain moves.")),)),
                        ListItem((Paragraph(words(sentence(1) + " " + sentence(2))),)),
                    )
                ),
                Paragraph(words("Recommendations follow from this alone.")),
                OrderedList(
                    (
                        ListItem((Paragraph(words("Ask Florin for a date.")),)),
                        ListItem((Paragraph(words("Offer a joint survey.")),)),
                    )
                ),
            ),
        ),
        BlockQuote((Paragraph(words("We shall dredge before the harvest, or not at all.")),)),
        Callout(
            "reading",
            "Reading the sources",
            (Paragraph(words("The report calls 6 May 2031 a Friday; it was a Tuesday.")),),
        ),
        Callout("plain", "", (Paragraph(words("A plain box without a label.")),)),
        Paragraph(
            (
                Text("See the "),
                Link("https://example.org/report?year=2031&page=4#p4", words("report")),
                Text(" and the "),
                Link("#background", words("background")),
                Text("."),
                LineBreak(),
                Text("नरेन्द्र और 日本語の文章", None),
                Text(" and "),
                Text("Danke schön", "de"),
                Text("."),
            )
        ),
        OrderedList((ListItem((Paragraph(words("Counts from four.")),)),), start=4),
    ]
    while mark < notes:
        blocks.append(Paragraph(cited(mark)))
    blocks += [
        PageBreak(),
        Heading(1, words("Annex: what the sources say"), "annex"),
        Heading(2, words("The Zubrowka Gazette, 7 May 2031"), "annex-gazette"),
        *(
            Passage(
                f"gazette-{n + 1}",
                str(n + 1),
                (Text("He said: "), Highlight(words(sentence(n))), Text(" " + sentence(n + 1))),
                tuple(m for m in range(1, notes + 1) if (m - 1) % passages == n),
                lang="en",
            )
            for n in range(passages)
        ),
    ]
    return replace(
        Document(
            title="Grain and the port of Lutz",
            lang="en-GB",
            date="2031-05-06",
            blocks=tuple(blocks),
            notes=tuple(
                Note(
                    n,
                    (
                        Text("“" + sentence(n)[:40] + "”, "),
                        Emphasis(words("Zubrowka Gazette")),
                        Text(", "),
                        Link(f"#gazette-{(n - 1) % passages + 1}", words(f"passage {n}")),
                        Text("."),
                    ),
                )
                for n in range(1, notes + 1)
            ),
            subject="3rd Zubrowka–Florin Dialogue",
            author="Ministry of Grain",
            keywords=("grain", "ports"),
            marking="OFFICIAL",
            running="Ministry of Grain · Grain and the port of Lutz",
        ),
        **changes,  # type: ignore[arg-type]
    )
