"""What was read from a file, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Format = Literal["pdf", "docx", "html"]


class UnreadableError(Exception):
    """A file that cannot be read, or not safely. The message is a sentence's rest: `it is
    encrypted`."""


class Found(NamedTuple):
    """A paragraph as it stands in the file. `page` counts from 1, 0 where nobody knows; of a
    cell, `cell` is its table, row (0 is the header) and column."""

    text: str
    page: int = 0
    cell: tuple[int, int, int] | None = None


class Doubt(NamedTuple):
    """Something about a file that is not as it was built, or that hides or covers what it
    shows. `page` as in `Found`; `what` is a sentence's rest that follows a place."""

    what: str
    page: int = 0


class Received(NamedTuple):
    """A file as it was received.

    `statement` is its provenance, None without one; `body` and `notes` are the text that it
    shows, notes by number; `stray` is text that belongs to neither; `frame` is what stands
    around the text on every page. `sources` are the archived texts that travel in it, by id.
    `as_built` tells whether the digests of the rendering hold for the whole file, and `doubts`
    where they do not. `unread` are places whose words cannot be read, each with the reason;
    what was built and is not found may stand there.
    """

    format: Format
    statement: Mapping[str, Any] | None
    body: tuple[Found, ...] = ()
    notes: Mapping[int, Found] = {}
    stray: tuple[Found, ...] = ()
    frame: tuple[str, ...] = ()
    sources: Mapping[str, bytes] = {}
    as_built: bool = False
    doubts: tuple[Doubt, ...] = ()
    signed: bool = False
    maker: str = ""
    unread: tuple[Doubt, ...] = ()
