"""What in a mail is its text, and what are signatures and quotations of earlier mails."""

from __future__ import annotations

from email.message import Message
from typing import NamedTuple

from briefgen.ingest.characters import printable
from briefgen.ingest.mail.parts import named
from briefgen.ingest.plain import paragraphs
from briefgen.ingest.reading import Block, Field, Proposal
from briefgen.record import replace
from briefgen.regex import regex

#: Who forwards a mail writes few words of their own.
_FEW = 60

_QUOTED = regex(r"(?:> ?){1,40}")
_FORWARD = regex(
    r"-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré)\s*-*|"
    r"begin forwarded message:|(?:anfang der weitergeleiteten nachricht|début du message "
    r"(?:transféré|réexpédié)) ?:",
    2,
)
_EARLIER = regex(
    r"-{2,}\s*(?:original message|ursprüngliche nachricht|message d.origine)\s*-*|"
    r"(?:From|Von|De): .{1,300}?\s(?:Sent|Date|Gesendet|Envoyé)\s?: ",
    2,
)
_ATTRIBUTION = regex(
    r"(?:On .{6,250} wrote|Am .{6,250} schrieb .{1,120}|Le .{6,250} a écrit|"
    r".{6,200} (?:wrote|writes))\s?:"
)
_FIELD = regex(
    r"(?:^|\s)\*?(From|Date|Sent|Subject|To|Cc|Reply-To)\s?:\*?\s(.{0,300}?)"
    r"(?=\s\*?(?:From|Date|Sent|Subject|To|Cc|Reply-To)\s?:\*?\s|$)"
)
_FIELDS: dict[str, Field] = {
    "from": "publisher",
    "date": "date",
    "sent": "date",
    "subject": "title",
}


class Line(NamedTuple):
    """A block of a mail, and its role: text (empty), `quoted`, or `signature`."""

    block: Block
    role: str = ""


def plain_lines(text: str, part: Message) -> list[Line]:
    """The blocks of a plain text mail: lines with `>` are quoted, after `-- ` is a signature
    (RFC 3676, 4.3 and 4.5), and lines that flow are joined (4.1)."""
    text, _ = printable(text)
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    if flowed:
        text = _unflowed(text, str(part.get_param("delsp") or "").lower() == "yes")
    sections: list[tuple[str, list[str]]] = [("", [])]
    signature = False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        if line in ("-- ", "--"):
            signature = True
            continue
        if quoted is not None:
            signature = False
            line = line[quoted.end() :]
        role = "quoted" if quoted is not None else "signature" if signature else ""
        if role != sections[-1][0]:
            sections.append((role, []))
        sections[-1][1].append(line)
    return [Line(block, role) for role, lines in sections for block in paragraphs("\n".join(lines))]


def _unflowed(text: str, delete_space: bool) -> str:
    """Lines that end with a space go on in the next one of the same depth of quoting."""
    made: list[str] = []
    depth, open_line = "", False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        marks = quoted[0].replace(" ", "") if quoted else ""
        content = line[len(quoted[0]) if quoted else 0 :]
        content = content.removeprefix(" ") if not quoted else content
        goes_on = content.endswith(" ") and content != "-- "
        kept = content[:-1] if goes_on and delete_space else content
        if open_line and marks == depth and content != "-- ":
            made[-1] += kept
        else:
            made.append(f"{marks} {kept}" if marks else kept)
        depth, open_line = marks, goes_on
    return "\n".join(made)


def with_roles(
    lines: list[Line], subject: str
) -> tuple[tuple[Block, ...], tuple[Proposal, ...], tuple[str, ...]]:
    """The blocks of a mail, with signatures and earlier mails as boilerplate; what a mail that
    it forwards says of itself; and remarks.

    A mail that forwards another, with a few words on top, is there for the sake of the other.
    """
    for at, line in enumerate(lines):
        forward = _FORWARD.match(line.block.text) is not None
        earlier = _EARLIER.match(line.block.text) is not None
        if not forward and not earlier:
            continue
        own = sum(len(one.block.text.split()) for one in lines[:at] if not one.role)
        says_so = forward or subject.lower().startswith(("fw:", "fwd:", "wg:", "tr:"))
        if says_so and own <= _FEW:
            return _forwarded(lines, at)
        lines = [*lines[:at], *(one._replace(role="quoted") for one in lines[at:])]
        break
    blocks = []
    for line in lines:
        if line.role == "quoted" or _ATTRIBUTION.fullmatch(line.block.text):
            blocks.append(_boilerplate(line.block, "quoted from an earlier mail"))
        elif line.role:
            blocks.append(_boilerplate(line.block, "a signature"))
        else:
            blocks.append(line.block)
    count = sum(line.role == "quoted" for line in lines)
    told = (f"{count} passages are quoted from earlier mails: boilerplate.",) if count > 1 else ()
    return tuple(blocks), (), told


def _forwarded(
    lines: list[Line], at: int
) -> tuple[tuple[Block, ...], tuple[Proposal, ...], tuple[str, ...]]:
    """A mail that forwards another from line `at` on."""
    where = "the head of the forwarded mail"
    blocks = [_boilerplate(one.block, "by who forwarded the text") for one in lines[:at]]
    head: list[str] = []
    end = at
    while end < len(lines) and end < at + 12:
        text = lines[end].block.text
        if end > at and _FIELD.match(text) is None:
            break
        head.append(_FORWARD.sub("", text) if end == at else text)
        end += 1
    blocks += [_boilerplate(one.block, "head of a forwarded mail") for one in lines[at:end]]
    for line in lines[end:]:
        signed = line.role == "signature"
        blocks.append(_boilerplate(line.block, "a signature") if signed else line.block)
    found = [
        Proposal(_FIELDS[name], value.strip() if name != "from" else named(value), where)
        for name, value in ((n.lower(), v) for n, v in _FIELD.findall(" ".join(head)))
        if name in _FIELDS
    ]
    return tuple(blocks), tuple(found), ("It forwards another mail, which is taken as the text.",)


def _boilerplate(block: Block, note: str) -> Block:
    return replace(block, kind="boilerplate", note=note)
