"""What reviewers wrote into a brief that comes back: comments, replies, tracked changes.

`reading` finds them in a Word file, `threads` puts comments and replies together, `origins`
says which line of the data, of a template or of an archived text the words came from.
"""

from __future__ import annotations

from briefgen.record import record

#: What briefgen itself writes into a file: redlines, and the findings of drafts.
OURS = "briefgen"


@record
class Unit:
    """A paragraph of the file, as it was sent: without what reviewers put in, with what they
    took out.

    `place` says where it is: `paragraph`, `cell`, `note 3`, `header` or `footer`. `row` is the
    text of the whole row of a cell, `anchor` the bookmark around it, such as a passage's.
    `section` is the heading that it stands under; before the first, the label of its box.
    """

    text: str
    place: str = "paragraph"
    row: str = ""
    anchors: tuple[str, ...] = ()
    section: str = ""


@record
class Comment:
    """What one person said at one time."""

    author: str
    date: str
    text: str


@record
class Remark:
    """One thing that a reviewer did.

    `kind` is `comment`, `inserted`, `deleted`, `replaced`, `moved`, `row inserted`, `row
    deleted`, `cell inserted`, `cell deleted`, `cells merged` or `formatting`. `units` are the
    paragraphs that it touches and `start` and `end` are offsets: into the first one, and into
    the last one. `old` are the words commented or taken out, `new` those put in; of something
    moved `new` says after which words it stands now. Of a comment, `comments` are what was
    said, replies after it, and `resolved` whether it was closed.
    """

    kind: str
    author: str
    date: str
    units: tuple[Unit, ...]
    start: int = 0
    end: int = 0
    old: str = ""
    new: str = ""
    comments: tuple[Comment, ...] = ()
    resolved: bool = False


@record
class Review:
    """A returned file: its remarks in reading order, and what it says of itself.

    `statement` is the provenance that briefgen put into it, as JSON, empty without one;
    `title` is its title.
    """

    remarks: tuple[Remark, ...]
    title: str = ""
    statement: str = ""
    macros: bool = False
