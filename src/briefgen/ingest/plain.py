"""Plain text: lines as they were typed, wrapped or not, to paragraphs with their kinds."""

from __future__ import annotations

from itertools import pairwise

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest import shapes
from briefgen.ingest.characters import one_line, printable
from briefgen.ingest.charset import Decoded, decode
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
    decoded = letters(data, name, LIMIT)
    if isinstance(decoded, Diagnostic):
        return None, [decoded]
    text, remarks = printable(decoded.text.replace("\f", "\n\n"))
    blocks = shapes.with_kinds(paragraphs(text))
    told = (decoded.remark,) if decoded.remark else ()
    return Reading(blocks, shapes.proposals(blocks), (*told, *remarks)), []


def letters(data: bytes, name: str, limit: int) -> Decoded | Diagnostic:
    """A text of at most `limit` bytes in any character encoding, or why it cannot be read."""
    if len(data) > limit:
        return too_large(name, limit)
    decoded = decode(data)
    if decoded is None:
        hint = "if it is a text after all, open it in an editor and save it as UTF-8"
        return no_reader(name, "a file of bytes that are no letters", hint)
    return decoded


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
        for lines in _parted(group, width if _is_wrapped(group, width, groups) else 0)
        if (paragraph := joined(lines))
    )


def _width(groups: list[list[str]]) -> int:
    """The width at which the lines of a text were wrapped, if they were; 0 when a line is wider
    than anybody wraps."""
    lengths = sorted(len(line) for group in groups for line in group[:-1])
    if not lengths:
        return 0
    width = lengths[-1 - len(lengths) // 50]  # a few lines, such as addresses of pages, stick out
    return width if width <= _WIDEST else 0


def _is_wrapped(group: list[str], width: int, groups: list[list[str]]) -> bool:
    """Whether the lines of a group are those of paragraphs that a narrow page broke.

    A line was wrapped when the first word of the next would not have fitted. In a wrapped text
    that is so for most lines that are followed by another; lines that people ended themselves
    are of all lengths. Two lines alone can be anything: there the whole text decides.
    """
    if not width or len(group) < 2:
        return False
    broken, all_of_it = _broken(group, width)
    if all_of_it == 1:
        found = [_broken(one, width) for one in groups]
        return width >= 50 and 3 * sum(b for b, _ in found) >= sum(n for _, n in found)
    return 2 * broken >= all_of_it


def _broken(group: list[str], width: int) -> tuple[int, int]:
    """How many line ends in a group a narrow page made, of how many that it could have made."""
    # What begins an item, or is indented, begins a paragraph at any width.
    pairs = [(a, b) for a, b in pairwise(group) if not ITEM.match(b) and _indent(b) <= _indent(a)]
    # Lines that people end, they end with their sentences; a narrow page rarely does.
    broken = sum(
        (_fits_not(a, b, width) and a[-1] not in ".!?:;") or _goes_on(a, b) for a, b in pairs
    )
    return broken, len(pairs)


def _fits_not(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on a line."""
    return len(line) + 1 + len(after.split(None, 1)[0]) > width


def _goes_on(line: str, after: str) -> bool:
    """Whether a sentence plainly goes on in the next line."""
    last = line[-1]
    return last in ",-" or (last not in ".;:!?" and after.lstrip()[:1].islower())


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
    return not (_fits_not(last, line, width) or _goes_on(last, line))


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
