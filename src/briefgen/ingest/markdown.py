"""Markdown: read as the page that it stands for."""

from __future__ import annotations

import re
from textwrap import dedent

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest import shapes
from briefgen.ingest.html import read_fragment
from briefgen.ingest.plain import letters, too_large
from briefgen.ingest.reading import Field, Proposal, Reading, counted
from briefgen.regex import regex

LIMIT = 2 << 20
# The parser takes time that grows with the square of the marks that nothing closes, and memory for
# each line; a text of hundreds of pages has a tenth of these.
_MOST_MARKS, _MOST_LINES = 20_000, 50_000
#: Blocks in each other; what is deeper would not be read.
_DEEPEST = 100

_FRONT_MATTER = regex(r"---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", 16)
# Simple values only, whether or not YAML would take them: titles have colons in them.
_ENTRY = regex(r"^(\w+):[ \t]+(?:[\"'](.*)[\"']|([^\"'\s|>&*\[{].*?))[ \t]*\r?$", 8)
# A footnote: its mark in front of a line, with the lines that are indented below it.
_FOOTNOTE = regex(r"^ {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*(.*(?:\n(?: {4}|\t).*)*)\n?", 8)
_FOOTNOTE_MARK = regex(r"\[\^([^\]\s]{1,100})\]")
_FIELDS: dict[str, Field] = {
    "title": "title",
    "publisher": "publisher",
    "date": "date",
    "published": "date",
    "url": "url",
    "source": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
    "retrieved": "retrieved",
}


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The text of a Markdown file (CommonMark, with tables), without its marks."""
    from markdown_it import MarkdownIt

    decoded = letters(data, name, LIMIT)
    if isinstance(decoded, Diagnostic):
        return None, [decoded]
    text = decoded.text
    if text.count("\n") > _MOST_LINES or any(text.count(mark) > _MOST_MARKS for mark in "[]*_`<!&"):
        message = f"{CODES['source-unusable']}; this one has more marks or lines than a text has"
        hints = (Hint("if it is a text after all, name it `.txt`"),)
        return None, [Diagnostic("source-unusable", message, path=name, hints=hints)]
    proposals: list[Proposal] = []
    if front := _FRONT_MATTER.match(text):
        proposals = _front_matter(front[1])
        text = text[front.end() :]
    text, footnotes = _with_footnotes_last(text)
    engine = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    fragment = read_fragment(engine.render(text))
    if fragment is None:
        return None, [too_large(name, LIMIT)]
    _, pieces, remarks = fragment
    blocks = tuple(piece.block for piece in pieces)
    if heading := next((block.text for block in blocks if block.kind == "title"), ""):
        proposals.append(Proposal("title", heading, "the text's first heading"))
    proposals += [found for found in shapes.proposals(blocks) if found.field == "date"]
    told = (decoded.remark,) if decoded.remark else ()
    if footnotes:
        follow = counted(footnotes, "footnote follows", "footnotes follow")
        told = (*told, f"{follow} the text; marks of footnotes were left out of it.")
    return Reading(blocks, tuple(proposals), (*told, *remarks)), []


def _with_footnotes_last(text: str) -> tuple[str, int]:
    """A text with its footnotes at its end, as of Word files, and without their marks; and how
    many it has. A mark that no footnote explains is text."""
    text = text.replace("\r\n", "\n")
    notes: dict[str, str] = dict(_FOOTNOTE.findall(text))
    if not notes:
        return text, 0

    def without(match: re.Match[str]) -> str:
        return "" if match[1] in notes else match[0]

    body = _FOOTNOTE_MARK.sub(without, _FOOTNOTE.sub("", text))
    told = [_FOOTNOTE_MARK.sub(without, dedent(f"    {words}")) for words in notes.values()]
    return "\n\n".join([body, *told]) + "\n", len(notes)


def _front_matter(text: str) -> list[Proposal]:
    """What the lines between `---` at the head of the file say."""
    found = []
    for key, quoted, plain in _ENTRY.findall(text):
        field = _FIELDS.get(key.lower())
        if field is not None:
            found.append(Proposal(field, quoted or plain, f"`{key}` at the head of the file"))
    return found
