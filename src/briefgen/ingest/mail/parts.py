"""The parts of a mail: which of them is its text, and what is attached (RFC 2045 to 2047)."""

from __future__ import annotations

from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from briefgen.ingest.characters import word_count
from briefgen.ingest.charset import ENCODINGS, decode, encoding_named

#: A part with so much of the words of the other says the same.
_SAYS_THE_SAME = 0.5


class Body(NamedTuple):
    """The part that is a mail's text, None when there is none; `alternative` is which of two
    it is, and `attachments` are the names of what is attached."""

    part: Message | None
    alternative: str
    attachments: tuple[str, ...]


def body(message: Message) -> Body:
    """The part of a mail that its reader saw.

    Of alternatives that is the page, which senders put last as the best (RFC 2046, 5.1.4), unless
    it says much less than the plain text.
    """
    texts: list[Message] = []
    attachments: list[str] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment" or bool(_file_name(part))
        if kind in ("text/plain", "text/html") and not attached:
            texts.append(part)
        elif kind not in ("text/css", "multipart/mixed") and not _is_inside(part):
            attachments.append(_attached_name(part))
    pages = [part for part in texts if part.get_content_type() == "text/html"]
    plain = [part for part in texts if part.get_content_type() == "text/plain"]
    if not pages or not plain:
        only = next(iter(pages or plain), None)
        return Body(only, "", tuple(attachments))
    page, text = _words(pages[0]), _words(plain[0])
    if page < _SAYS_THE_SAME * text:
        which = "plain text was read, which says more than its page"
        return Body(plain[0], which, tuple(attachments))
    return Body(pages[0], "page was read; its plain text was left aside", tuple(attachments))


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that have no parts, in order; a mail in the mail is one."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            yield part


def _is_inside(part: Message) -> bool:
    """Whether a part belongs to the page of a mail: a picture that stands in it."""
    return part.get_content_disposition() != "attachment" and bool(header(part, "Content-ID"))


def _attached_name(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = header(first, "Subject") if isinstance(first, Message) else ""
        return f"the mail “{subject[:80]}”" if subject else "a mail"
    return _file_name(part)[:80] or f"a part of the kind {part.get_content_type()[:60]}"


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):  # a parameter that makes no sense
        return ""
    return _decoded(str(name))


def _words(part: Message) -> int:
    text, _ = text_of(part)
    if text is None:
        return 0
    if part.get_content_type() == "text/html":
        from briefgen.ingest.html import read_fragment

        fragment = read_fragment(text)
        return sum(word_count(p.block.text) for p in fragment[1]) if fragment else 0
    return word_count(text)


def text_of(part: Message) -> tuple[str | None, str]:
    """The letters of a part and a remark about their encoding; None and why there are none."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None, "its text is damaged"
    try:
        charset = str(part.get_param("charset") or "")
    except (ValueError, LookupError, TypeError):
        charset = ""
    decoded = decode(payload, charset.strip("\"'"), "The mail")
    if decoded is None:
        return None, "its text are bytes that are no letters"
    # `us-ascii` is what programs write that do not care, and UTF-8 holds it.
    harmless = charset.lower() in ("us-ascii", "ascii", "") and decoded.charset == "UTF-8"
    return decoded.text, "" if harmless else decoded.remark


def header(message: Message, name: str) -> str:
    """A field of a header, decoded, on one line; empty when there is none."""
    return _decoded(_raw(message, name))


def _raw(message: Message, name: str) -> str:
    for field, value in message.raw_items():
        if str(field).lower() == name.lower():
            return str(value)[:5_000]
    return ""


def _decoded(raw: str) -> str:
    raw = " ".join(raw.split())
    if any("\udc80" <= c <= "\udcff" for c in raw):  # bytes that no header may have
        found = decode(raw.encode("utf-8", "surrogateescape"))
        return found.text if found is not None else ""
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    made = ""
    for text, charset in pieces:
        if isinstance(text, str):
            made += text
            continue
        encoding = encoding_named(charset or "windows-1252") or "windows-1252"
        made += text.decode(ENCODINGS[encoding], errors="replace")
    return made


def sender(message: Message) -> str:
    """Who sent a mail: the name, else the address."""
    return named(_raw(message, "From"))


def named(field: str) -> str:
    """Whom a field of a header names (`The Press Office <press@example.org>`)."""
    name, address = parseaddr(field)  # before it is decoded: a name may hold a comma
    return _decoded(name) or address
