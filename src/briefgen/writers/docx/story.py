"""What is collected while a brief is written: links, bookmarks, lists, pictures, problems.

A DOCX file is a package of parts that refer to each other by relations. `Manuscript`
holds what the whole file shares; a `Story` is one part with text of its own (the body or
the footnotes), since relations belong to a part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal, NamedTuple
from zlib import crc32

from briefgen.diagnostics import CODES, Diagnostic
from briefgen.document import Document, Heading, Passage
from briefgen.record import sheet
from briefgen.regex import regex
from briefgen.writers.docx import xml
from briefgen.writers.docx.tree import descend


class Picture(NamedTuple):
    """A drawing's two files in `word/media/`, by their names, and their bytes."""

    svg: bytes
    png: bytes


@sheet
class Manuscript:
    """What the parts of one file share while they are written."""

    document: Document
    bookmarks: dict[str, str]
    #: (abstract list, level, start) of each list; its place in here, from 1, is its `w:numId`.
    lists: list[tuple[int, int, int]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    #: References to comments that wait for the next mark: LibreOffice shows every note's text
    #: at the wrong mark when one stands between the first and the second. What a comment is
    #: about is told by its range, which stays.
    held: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    #: Every character of texts that are not plain ASCII.
    characters: set[str] = field(default_factory=set)
    ids: int = 0

    def next_id(self) -> int:
        """A number not yet used in this file, for bookmarks and pictures."""
        self.ids += 1
        return self.ids

    def clean(self, text: str) -> str:
        """Text that XML can hold; what had to be replaced is reported in the end."""
        if text.isascii() and text.isprintable():
            return text
        if bad := xml.forbidden(text):
            self.replaced += bad
            text = xml.clean(text)
        self.characters.update(text)
        return text

    def unsupported(self, message: str) -> None:
        """Report once that something could not be shown as asked."""
        message = f"{CODES['writer-unsupported']}; {message}"
        problem = Diagnostic("writer-unsupported", message, severity="warning")
        if problem not in self.diagnostics:
            self.diagnostics.append(problem)

    def bookmark(self, anchor: str, content: str) -> str:
        """`content` inside the bookmark of `anchor`.

        A bookmark's name must be unique in the file (17.13.6.2): a second place with the
        same anchor is reported and left without one.
        """
        name = self.bookmarks[anchor]
        if name in self.placed:
            self.unsupported(f"the anchor `{anchor}` stands more than once: links go to the first")
            return content
        self.placed.add(name)
        number = self.next_id()
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'{content}<w:bookmarkEnd w:id="{number}"/>'
        )


@sheet
class Story:
    """One part with text: the body, or the footnotes."""

    manuscript: Manuscript
    kind: Literal["body", "notes"] = "body"
    #: URL -> relation id. A dictionary: looking through the relations for each link would
    #: make a long brief quadratic.
    links: dict[str, str] = field(default_factory=dict)
    #: The next paragraph starts a new page.
    break_before: bool = False
    #: The distance in twips that the next paragraph keeps from a table, box or list above.
    gap: int = 0
    #: The last thing written is a table: another one must not touch it.
    after_table: bool = False
    #: The last thing written is a heading.
    after_heading: bool = False

    def link(self, url: str) -> str:
        """The relation id of a URL in this part."""
        known = self.links.get(url)
        if known is None:
            known = self.links[url] = f"rIdL{len(self.links) + 1}"
        return known


_NOT_A_NAME = regex(r"[^A-Za-z0-9_]")
#: Word keeps at most 40 characters of a bookmark's name.
_LONGEST_NAME = 40


def bookmark_names(anchors: Iterable[str], reserved: Iterable[str] = ()) -> dict[str, str]:
    """A bookmark name for each anchor: letters, digits and `_`, at most 40, unique without
    regard to case (Word compares them so), and none of the `reserved` ones, which are folded.

    An anchor that has to be changed beyond `-` and `.`, or collides with another, gets a
    checksum of itself, so that its name does not depend on the others.
    """
    names: dict[str, str] = {}
    taken = set(reserved)
    for anchor in anchors:
        if anchor in names:
            continue
        name = _NOT_A_NAME.sub("_", anchor)
        if not name[:1].isalpha():
            name = "b_" + name
        if len(name) > _LONGEST_NAME or not anchor.isascii() or name.casefold() in taken:
            number = crc32(anchor.encode("utf-8", "surrogatepass"))
            stem = name[: _LONGEST_NAME - 9]
            name = f"{stem}_{number:08x}"
            while name.casefold() in taken:
                number = (number + 1) % 2**32
                name = f"{stem}_{number:08x}"
        taken.add(name.casefold())
        names[anchor] = name
    return names


def anchors(document: Document) -> list[str]:
    """Every anchor of the tree in reading order: marks and notes, headings, passages."""
    found = [f"mark-{note.number}" for note in document.notes]
    found += [f"note-{note.number}" for note in document.notes]
    for block in descend(document.blocks):
        if isinstance(block, Heading | Passage):
            found.append(block.anchor)
    return found
