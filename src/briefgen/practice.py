"""What a writer that is started ahead of its brief writes first, for nobody.

It has a little of what briefs have, so that libraries are imported, fonts opened and common
words shaped when the brief comes.
"""

from __future__ import annotations

from briefgen.document import (
    Blocks,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    Heading,
    Highlight,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Passage,
    Strength,
    Strong,
    Table,
    Text,
    Title,
    text_cell,
)
from briefgen.figures import Box, Disc, Drawing, Label, Line, Shape

_WORDS = (
    "the of to and in a on for that by is as with be at from it are or an which this will not "
    "has have its their was were been would also under between more other than all into over "
    "during after about both two three year years first next new joint meeting ministers "
    "countries agreed decided committed reaffirmed explored noted signed discussed agreement "
    "cooperation statement dialogue report passage outcome date source security trade supply "
    "Quoted, passage 1: “January” February March April June July August September October."
)
_TEXT = (
    Text(_WORDS + " "),
    Strong((Text("Decided"),)),
    Emphasis((Text(" read-out, "),)),
)
_CELL = text_cell("interoperability straightforwardness administrations")


def _ladder() -> Drawing:
    """Every word of the commitment ladder in the sizes that it has in briefs, one over the other:
    nobody looks."""
    from briefgen.workspace.model import COMMITMENTS

    steps = list(COMMITMENTS.items())
    shapes: list[Shape] = [
        Line(0, 0, 460, 0, "#d0d0d0", 0.4),
        Disc(2.2, 7.5, 2.2, "#1f3a5f"),
        Box(0, 3, 9, 9, "#1f3a5f"),
    ]
    for bold in (False, True):
        shapes += [Label(0, 10.8, step, 9.5, bold) for step, _ in steps]
        shapes += [Label(70, 10.8, str(n), 9.5, bold, anchor="end") for n in range(4)]
    shapes += [Label(0, 10.8, meaning, 8.5) for _, (_, meaning) in steps]
    return Drawing(460, 15, tuple(shapes))


def _blocks() -> Blocks:
    return (
        Title((Text("Practice"),)),
        Heading(1, (Text("Outcomes"),), "outcomes"),
        Callout("judgement", "Assessment", (Paragraph(_TEXT, "lead"),)),
        Figure(_ladder(), "A ladder"),
        Table(
            (Column(), *(Column() for _ in range(5))),
            (_CELL,) * 6,
            ((Cell((Paragraph((Strength(3, "committed"),)),)), *(_CELL,) * 5),),
        ),
        Paragraph((Text("A fact"), NoteMark(1))),
        Passage("passage-1", "1", (Highlight((Text("Quoted words."),)),), (1,)),
    )


def document() -> Document:
    """The document, in the style that briefs have when nobody asks for another."""
    note = Note(
        1, (Link("#passage-1", (Text("passage 1"),)), Text(": “the words of the passage”."))
    )
    return Document(
        "Practice",
        "en-GB",
        "2000-01-01",
        _blocks(),
        (note,),
        marking="OFFICIAL",
        running="Practice",
    )
