"""Mails, and web pages that a browser saved as one file (MHTML): the body that its reader saw.

Attachments are named and not followed: each that is a source is archived by itself.
"""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest import shapes
from briefgen.ingest.html import read_fragment, read_page
from briefgen.ingest.mail.parts import Body, header, sender, text_of
from briefgen.ingest.mail.parts import body as body_of
from briefgen.ingest.mail.roles import Line, plain_lines, with_roles
from briefgen.ingest.plain import too_large
from briefgen.ingest.reading import Proposal, Reading, counted
from briefgen.record import replace
from briefgen.regex import regex

LIMIT = 32 << 20
# Each line is compared with the boundary of each part that it stands in, and the parameters of a
# field take time that grows with the square of their number; mails that people write have a few.
_MOST_PARTS, _MOST_LINES, _LONGEST_FIELD = 20, 700_000, 10_000
_BOUNDARY = regex(r"boundary(?:\*\d{0,3}\*?)?\s{0,5}=")
_PARAMETERS = regex(r"^content-(?:type|disposition):.*(?:\n[ \t].*)*", 10)

_REPLY = regex(r"(?:(?:re|aw|sv|antw|fwd?|wg|tr|vs)\s*(?:\[\d+\])?:\s*)+", 2)
_QUOTE_CLASSES = frozenset(
    "gmail_quote gmail_attr moz-cite-prefix yahoo_quoted protonmail_quote zmail_extra "
    "OutlookMessageHeader".split()
)
_SIGNATURE_CLASSES = frozenset({"gmail_signature", "moz-signature", "protonmail_signature_block"})


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The text of a mail, and what its header says."""
    if len(data) > LIMIT:
        return None, [too_large(name, LIMIT)]
    if (excess := _excess(data)) is not None:
        return None, [_unusable(name, excess)]
    message = BytesParser(policy=compat32).parsebytes(data)
    kind = message.get_content_type()
    if kind == "multipart/encrypted" or "pkcs7-mime" in kind:
        return None, [_unusable(name, "it is encrypted, or sealed by its signature")]
    found = body_of(message)
    if found.part is None:
        message_ = f"{CODES['source-without-text']}; this mail has no text of its own"
        hint = Hint(f"add what is attached by itself{_listed(found.attachments)}")
        return None, [Diagnostic("source-without-text", message_, path=name, hints=(hint,))]
    if _is_saved_page(message):
        return _page(message, found, name)
    return _mail(message, found, name)


def _unusable(name: str, why: str) -> Diagnostic:
    message = f"{CODES['source-unusable']}; {why}"
    hint = Hint("open it in a mail program, and save its text")
    return Diagnostic("source-unusable", message, path=name, hints=(hint,))


def _excess(data: bytes) -> str | None:
    """What there is too much of for a mail to be read in bounded time; None for no such thing."""
    lower = data.lower().decode("latin-1")
    boundaries = sum(1 for _ in _BOUNDARY.finditer(lower))
    if boundaries > _MOST_PARTS or lower.count("message/rfc822") > _MOST_PARTS:
        return f"it has more than {_MOST_PARTS} parts within parts"
    if data.count(b"\n") > _MOST_LINES:
        return f"it has more than {_MOST_LINES:,} lines"
    if any(f.end() - f.start() > _LONGEST_FIELD for f in _PARAMETERS.finditer(lower)):
        return "a field of its header is longer than any should be"
    return None


def _is_saved_page(message: Message) -> bool:
    return bool(header(message, "Snapshot-Content-Location")) or (
        "saved by" in header(message, "From").lower()
        and message.get_content_type() == "multipart/related"
    )


def _page(message: Message, found: Body, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """A web page in the wrapping of a mail."""
    assert found.part is not None
    text, remark = text_of(found.part)
    if text is None:
        return None, [_unusable(name, remark)]
    reading, problems = read_page(text, name)
    if reading is None:
        return None, problems
    where = "the note that the browser left in the saved page"
    address = header(message, "Snapshot-Content-Location") or header(found.part, "Content-Location")
    proposals = (
        *reading.proposals,
        Proposal("url", address, where),
        Proposal("retrieved", header(message, "Date"), where),
    )
    told = (remark,) if remark else ()
    return Reading(reading.blocks, proposals, (*told, *reading.remarks)), problems


def _mail(message: Message, found: Body, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    assert found.part is not None
    text, remark = text_of(found.part)
    if text is None:
        return None, [_unusable(name, remark)]
    remarks = [remark] if remark else []
    if found.part.get_content_type() == "text/html":
        fragment = read_fragment(text)
        if fragment is None:
            return None, [_unusable(name, "its text has too many elements")]
        _, pieces, told = fragment
        remarks += told
        lines = [
            Line(piece.block, _role({c for e in piece.element.ancestors() for c in _marks(e)}))
            for piece in pieces
        ]
    else:
        lines = plain_lines(text, found.part)
    subject = header(message, "Subject")
    blocks, forwarded, told = with_roles(lines, subject)
    remarks += told
    if found.alternative:
        remarks.append(f"Its {found.alternative}.")
    if found.attachments:
        attached = counted(len(found.attachments), "attachment is", "attachments are")
        remarks.append(f"{attached} not part of the text{_listed(found.attachments)}.")
    proposals = [
        *forwarded,
        Proposal("title", _REPLY.sub("", subject, count=1), "the mail's subject"),
        Proposal("publisher", sender(message), "the mail's sender"),
        Proposal("date", header(message, "Date"), "the mail's date"),
        Proposal("language", header(message, "Content-Language"), "the mail's header"),
    ]
    if found.part.get_content_type() != "text/html":
        blocks = shapes.with_kinds(blocks)
    blocks = tuple(replace(b, kind="heading") if b.kind == "title" else b for b in blocks)
    return Reading(blocks, tuple(proposals), tuple(remarks)), []


def _marks(element: object) -> tuple[str, ...]:
    """The names on an element that tell a quotation or a signature."""
    from briefgen.ingest.html.tree import Element

    assert isinstance(element, Element)
    quoted = element.name == "blockquote" and element.get("type") == "cite"
    return (*element.get("class").split(), *(("gmail_quote",) if quoted else ()))


def _role(classes: set[str]) -> str:
    if classes & _SIGNATURE_CLASSES:
        return "signature"
    return "quoted" if classes & _QUOTE_CLASSES else ""


def _listed(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:5])
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f": {shown}{more}"
