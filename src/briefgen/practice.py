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
)
from briefgen.figures import Box, Drawing, Label

_WORDS = (
    "the of to and in a on for that by is as with be at from it are or an which this will not "
    "has have its their was were been would also under between more other than all into over "
    "during after about both two three year years first next new joint meeting ministers "
    "countries agreed decided committed reaffirmed explored noted signed discussed agreement "
    "cooperation statement dialogue report passage outcome date source security trade supply "
    "Quoted, passage 1: “January” February March April June July August September October."
)
_TEXT = (Text(_WORDS + " "), Strong((Text("Decided"),)), Emphasis((Text(" read-out, "),)))
_CELL = Cell((Paragraph((Text("interoperability straightforwardness administrations"),)),))


def _blocks() -> Blocks:
    return (
        Title((Text("Practice"),)),
        Heading(1, (Text("Outcomes"),), "outcomes"),
        Callout("judgement", "Assessment", (Paragraph(_TEXT, "lead"),)),
        Figure(Drawing(90, 30, (Box(0, 0, 9, 9, "#1f3a5f"), Label(9, 9, "decided", 8))), "A box"),
        Table(
            (Column(), *(Column() for _ in range(5))),
            (_CELL,) * 6,
            ((Cell((Paragraph((Strength(3, "committed"),)),)), *(_CELL,) * 5),),
        ),
        Paragraph((Text("A fact"), NoteMark(1))),
        Passage("passage-1", "1", (Highlight((Text(_WORDS),)),), (1,)),
    )


def document() -> Document:
    """The document, in the style that briefs have when nobody asks for another."""
    note = Note(1, (Link("#passage-1", (Text("passage 1"),)), Text(": “" + _WORDS + "”.")))
    return Document(
        "Practice", "en", "2000-01-01", _blocks(), (note,), marking="OFFICIAL", running="Practice"
    )
