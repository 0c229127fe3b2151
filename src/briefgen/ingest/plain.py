"""Plain text: lines as they were typed, wrapped or not, to paragraphs with their kinds."""

from __future__ import annotations

from itertools import pairwise

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest import shapes
from briefgen.ingest.characters import one_line, printable
from briefgen.ingest.charset import decode
from briefgen.ingest.kinds import no_reader
from briefgen.ingest.reading import Block, Reading
from briefgen.regex import regex

#: A text that is larger is no source of a brief: the archive holds 32 MiB.
LIMIT = 32 << 20
#: Nobody wraps lines wider than this: such a line is a paragraph.
_WIDEST = 132

#: What begins an item of a list, or a numbered paragraph.
ITEM = regex(
    r"\s*(?:[•‣◦▪▫■□●○·*+–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S"
)


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The paragraphs of a plain text in any character encoding."""
    if len(data) > LIMIT:
        return None, [too_large(name, LIMIT)]
    decoded = decode(data)
    if decoded is None:
        hint = "if it is a text after all, open it in an editor and save it as UTF-8"
        return None, [no_reader(name, "a file of bytes that are no letters", hint)]
    text, remarks = printable(decoded.text.replace("\f", "\n\n"))
    blocks = shapes.with_kinds(paragraphs(text))
    told = (decoded.remark,) if decoded.remark else ()
    return Reading(blocks, shapes.proposals(blocks), (*told, *remarks)), []


def too_large(name: str, limit: int) -> Diagnostic:
    """`source-unusable`: a file larger than `limit` bytes."""
    message = f"{CODES['source-unusable']}; this one is larger than {limit >> 20} MiB"
    hint = Hint("split it, and add the part that is wanted")
    return Diagnostic("source-unusable", message, path=name, hints=(hint,))


def paragraphs(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text: what stands between blank lines, and in it each item of a list
    and each line that was ended on purpose. Lines that a narrow page broke are joined."""
    groups: list[list[str]] = [[]]
    for line in text.expandtabs(4).split("\n"):
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    width = _width(groups)
    return tuple(
        Block(paragraph)
        for group in groups
        for lines in _parted(group, width)
        if (paragraph := joined(lines))
    )


def _width(groups: list[list[str]]) -> int:
    """The width at which the lines of a text were wrapped; 0 when each line is a paragraph.

    A line was wrapped when the first word of the next would not have fitted. In a wrapped text
    that is so for most lines that are followed by another; lines that people ended
    themselves are of all lengths.
    """
    inner = [(len(a), _first_word(b)) for g in groups for a, b in pairwise(g)]
    if not inner:
        return 0
    lengths = sorted(length for length, _ in inner)
    # A few lines, such as addresses of pages, stick out.
    width = lengths[-1 - len(lengths) // 50]
    if width > _WIDEST:
        return 0
    full = sum(length + 1 + word > width for length, word in inner)
    return width if full >= 0.5 * len(inner) and (width >= 50 or len(inner) < 3) else 0


def _first_word(line: str) -> int:
    return len(line.split(None, 1)[0])


def _parted(group: list[str], width: int) -> list[list[str]]:
    """The lines of each paragraph in a group of lines without a blank one between."""
    parted: list[list[str]] = []
    for line in group:
        if parted and not _begins(parted[-1], line, width):
            parted[-1].append(line)
        else:
            parted.append([line])
    return parted


def _begins(before: list[str], line: str, width: int) -> bool:
    """Whether a line begins a paragraph, after the lines of the one before."""
    if not width or ITEM.match(line):
        return True
    last = before[-1]
    if _indent(line) > _indent(last) and not ITEM.match(before[0]):
        return True  # the first line of a paragraph is indented
    if len(last) + 1 + _first_word(line) > width:
        return False
    # The next word would have fitted: the line was ended on purpose, unless a sentence
    # plainly goes on.
    start = line.lstrip()[:1]
    return not (start.islower() or last.rstrip().endswith((",", "-")))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def joined(lines: list[str]) -> str:
    """Lines as one: a hyphen at a line's end stays and takes no space, since nobody can tell
    `non-` + `binding` from `co-` + `operation` without guessing."""
    text = ""
    for line in lines:
        line = one_line(line)
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalpha() and line[:1].islower():
            text += line
        else:
            text += f" {line}" if text else line
    return text
