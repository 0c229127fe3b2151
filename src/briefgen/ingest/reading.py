"""What a reader makes of a file: its blocks of text in reading order, what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from briefgen.record import record
from briefgen.workspace.model import PassageKind

#: What a file can say of itself. Nothing else is proposed, and nothing is invented.
Field = Literal["title", "publisher", "date", "url", "language", "retrieved"]


@record
class Block:
    """One block of a file, which becomes one passage: `text` has no line break, no space at its
    ends, and is never empty. `page` is the page that it begins on (from 1), None where the file
    has no pages; `turns` are where further pages begin inside its text: offsets, each with its
    page. `note` says why the reader gave it its kind, where that is not plain."""

    text: str
    kind: PassageKind = "body"
    page: int | None = None
    note: str = ""
    turns: tuple[tuple[int, int], ...] = ()


def counted(count: int, one: str, several: str) -> str:
    """A number with its noun, as remarks say it: `1 note`, `1,200 notes`."""
    return f"{count:,} {one if count == 1 else several}"


def page_entries(blocks: Sequence[Block]) -> list[dict[str, int]]:
    """The `pages:` of a source's `source.yaml`: where each page begins in the archived text, a
    passage a block. Empty when the file has no pages."""
    entries: list[dict[str, int]] = []
    now: int | None = None
    for number, block in enumerate(blocks, 1):
        if block.page is not None and block.page != now:
            now = block.page
            entries.append({"page": now, "from": number})
        for offset, page in block.turns:
            if page != now and 0 < offset < len(block.text):
                now = page
                entries.append({"page": now, "from": number, "at": offset})
    return entries


@record
class Proposal:
    """A value that the file states for a field, and where it was found, in words that a user
    recognises: "the page's <title>", "the PDF's document information". One that is not `sure` is
    about the file and need not hold for its text: nothing takes it unless a person has seen it."""

    field: Field
    value: str
    found: str
    sure: bool = True


@record
class Reading:
    """A file as read. `proposals` are the best first, several a field where the file contradicts
    itself. `remarks` say in plain sentences what was left out or decided ("3 deletions that
    the author tracked were left out"): they are shown before anything is written."""

    blocks: tuple[Block, ...]
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()
