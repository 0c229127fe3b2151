"""A page as it was received: its statement, the text that it shows, and whether it is, byte for
byte, the page that was built.

What a page shows depends on its styles and scripts as much as on its text, so only the digest
over all of it says that it shows what was built; the text is read to tell what was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser

from briefgen.verify.received import Doubt, Found, Received, UnreadableError
from briefgen.verify.statement import read_statement

#: The largest page that is read; one with a hundred long sources has a tenth of it.
MAX_PAGE = 32 << 20
#: How deep elements may stand in each other.
_DEEPEST = 500

_STATEMENT = re.compile(
    rb'<script type="application/json" id="provenance">([^<]*)</script>\n', re.ASCII
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
#: What makes a paragraph of its own.
_BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 p li td th caption figcaption blockquote div".split())
#: A passage of the annex: its number, its words and its marks are one paragraph.
_PASSAGE = "passage"
_UNSEEN = frozenset(("script", "style", "svg", "template", "details", "title"))


def read_html(data: bytes) -> Received:
    """Everything that is needed of a page. Raises `UnreadableError`."""
    if len(data) > MAX_PAGE:
        raise UnreadableError(f"it is a page of more than {MAX_PAGE >> 20} MiB")
    statements = _STATEMENT.findall(data)
    if not statements:
        return Received("html", None)
    if len(statements) > 1:
        raise UnreadableError("it carries more than one provenance")
    statement = read_statement(statements[0].decode("ascii", "replace"))
    page = _STATEMENT.sub(b"", data)
    rendering = statement["rendering"]
    as_built = (
        rendering["format"] == "html" and sha256(page).hexdigest() == rendering["page_sha256"]
    )
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    doubts: tuple[Doubt, ...] = ()
    if rendering["format"] != "html":
        doubts = (Doubt("its provenance was made for another format"),)
    elif not as_built:
        doubts = (Doubt("it is not the page that was built, byte for byte"),)
    return Received(
        "html",
        statement,
        tuple(reader.body),
        reader.notes,
        (),
        tuple(reader.frame),
        {name: _archived(lines) for name, lines in reader.sources.items() if _whole(lines)},
        as_built,
        doubts,
    )


def _archived(lines: list[str]) -> bytes:
    """An archived text: a passage a line."""
    return "".join(f"{line}\n" for line in lines).encode()


def _whole(lines: list[str]) -> bool:
    """Whether a page could hold every character of a text."""
    return not any("\N{REPLACEMENT CHARACTER}" in line for line in lines)


def _is_unseen(tag: str, classes: str) -> bool:
    return tag in _UNSEEN or "extra" in classes.split()


class _Reader(HTMLParser):
    """Sorts the text of a page by the part that it stands in: the brief (`article`), its notes,
    the archived sources, the marking. Text outside of these is the page's own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body: list[Found] = []
        self.notes: dict[int, Found] = {}
        self.frame: list[str] = []
        self.sources: dict[str, list[str]] = {}
        self._open: list[tuple[str, str, str]] = []  # elements: tag, id, class
        self._tags: Counter[str] = Counter()  # how many of each are open
        self._unseen = 0
        self._passages = 0
        self._words: list[str] = []
        self._tables = 0
        self._row = self._column = 0

    # -- what HTMLParser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        identity, classes = given.get("id", ""), given.get("class", "")
        if tag == "br":
            self._words.append(" ")
        if tag in _VOID:
            return
        if len(self._open) >= _DEEPEST:
            raise UnreadableError("its elements stand too deep in each other")
        if tag in _BLOCKS and not self._passages:
            self._end_of_piece()
        if self._tags["article"] and not self._unseen:
            if tag == "table" and not classes:
                self._tables, self._row = self._tables + 1, -1
            elif tag == "tr":
                self._row, self._column = self._row + 1, 0
            elif tag in ("td", "th"):
                self._column += 1
        self._open.append((tag, identity, classes))
        self._tags[tag] += 1
        self._unseen += _is_unseen(tag, classes)
        self._passages += classes == _PASSAGE

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and (tag == "div" or not self._passages):
            self._end_of_piece()
        while self._tags[tag]:
            closed, _, classes = self._open.pop()
            self._tags[closed] -= 1
            self._unseen -= _is_unseen(closed, classes)
            self._passages -= classes == _PASSAGE
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._open and "ref" in self._open[-1][2].split():
            data = f"[^{data}]"
        self._words.append(data)

    def close(self) -> None:
        super().close()
        self._end_of_piece()

    # -- the parts of a page

    def _within(self, prefix: str) -> str:
        """The rest of the id of the innermost element whose id begins so."""
        for _, identity, _ in reversed(self._open):
            if identity.startswith(prefix):
                return identity.removeprefix(prefix)
        return ""

    def _end_of_piece(self) -> None:
        words = "".join(self._words)
        self._words.clear()
        if not words.strip():
            return
        if self._tags["article"]:
            inside = self._tags["td"] or self._tags["th"]
            cell = (self._tables, self._row, self._column) if inside else None
            self.body.append(Found(words, 0, cell))
        elif (note := self._within("note-")).isdigit() and len(note) < 7:
            # its own number stands before the words
            if self._open and self._open[-1][0] == "p":
                self.notes[int(note)] = Found(words)
        elif source := self._within("archive-"):
            if self._open and self._open[-1][0] == "p" and not self._told():
                self.sources.setdefault(source, []).append(words)
        elif any("marking" in cls.split() for _, _, cls in self._open):
            self.frame.append(words)

    def _told(self) -> bool:
        """Whether the open paragraph says something of a passage or source."""
        return bool({"told", "facts", "coverage"} & set(self._open[-1][2].split()))
