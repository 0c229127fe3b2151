"""A web page as tokens: text, tags with their attributes, comments.

After the tokenizer of the HTML standard (WHATWG HTML, 13.2.5), as far as text depends on it. It
reads once from front to back whatever the page holds; nothing is run, fetched or expanded but
character references, of which each gives a character or two.
"""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

from briefgen.regex import regex

#: Elements of which the content is text, whatever it looks like (13.2.5.2 and 13.2.6).
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_RAW_WITH_REFERENCES = frozenset({"title", "textarea"})
_MOST_ATTRIBUTES = 200  # more are read past

_TAG_NAME = regex(r"[a-zA-Z][^\t\n\f\r />]*")
_BETWEEN = regex(r"[\t\n\f\r /]*")
_ATTRIBUTE = regex(
    r"(=?[^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*"
    r"(?:\"([^\"]*)(\"|$)|'([^']*)('|$)|([^\t\n\f\r >]*)))?"
)
_COMMENT_END = regex(r"--!?>")
_HUGE_REFERENCE = regex(r"&#(?:0*[1-9]\d{7,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{6,});?")
_LEADING_ZEROS = regex(r"(&#[xX]?)0{6,}")
# In an attribute a reference without its semicolon may be part of an address: `?a=1&copy=2`.
_CLOSED_REFERENCE = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


class Text(NamedTuple):
    """Text, its character references resolved."""

    text: str


class Start(NamedTuple):
    """A start tag."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """An end tag."""

    name: str


class Comment(NamedTuple):
    """A comment; browsers leave notes about a saved page in them."""

    text: str


Token = Text | Start | End | Comment


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page, in order."""
    at, size = 0, len(page)
    while at < size:
        less = page.find("<", at)
        if less < 0:
            yield Text(resolved(page[at:]))
            return
        name = _TAG_NAME.match(page, less + 1)
        if name is not None:
            if less > at:
                yield Text(resolved(page[at:less]))
            attributes, at = _attributes(page, name.end())
            if at < 0:
                return  # the page ends inside a tag
            tag = name[0].lower()
            yield Start(tag, attributes)
            if tag == "plaintext":
                yield Text(page[at:])
                return
            if tag in _RAW or tag in _RAW_WITH_REFERENCES:
                end = _raw_end(page, at, tag)
                text = page[at:end]
                yield Text(text if tag in _RAW else resolved(text))
                at = end
            continue
        markup = page[less + 1 : less + 2]
        if markup not in ("!", "?", "/"):
            # A sign "less than" in the text.
            yield Text(resolved(page[at : less + 1]))
            at = less + 1
            continue
        if less > at:
            yield Text(resolved(page[at:less]))
        name = _TAG_NAME.match(page, less + 2) if markup == "/" else None
        if name is not None:
            _, at = _attributes(page, name.end())
            if at < 0:
                return
            yield End(name[0].lower())
        elif page.startswith("<!--", less):
            at = yield from _comment(page, less + 4)
        else:  # a doctype, a processing instruction, or what is treated as a comment
            end = page.find(">", less)
            at = size if end < 0 else end + 1


def _comment(page: str, start: int) -> Generator[Token, None, int]:
    """A comment, from after its `<!--`; gives where the page goes on."""
    for short in (">", "->"):
        if page.startswith(short, start):
            return start + len(short)
    end = _COMMENT_END.search(page, start)
    yield Comment(page[start : end.start() if end else len(page)][:4_000])
    return end.end() if end else len(page)


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag from after its name, the first of each name, and the place after
    the tag; -1 for a tag that does not end."""
    attributes: dict[str, str] = {}
    while True:
        at = _BETWEEN.match(page, at).end()  # type: ignore[union-attr]
        if at >= len(page):
            return attributes, -1
        if page[at] == ">":
            return attributes, at + 1
        found = _ATTRIBUTE.match(page, at)
        assert found is not None
        at = max(found.end(), at + 1)
        if found[3] == "" or found[5] == "":
            return attributes, -1  # the page ends inside a value
        name = found[1].lower()
        if name not in attributes and len(attributes) < _MOST_ATTRIBUTES:
            value = found[2] or found[4] or found[6] or ""
            attributes[name] = _CLOSED_REFERENCE.sub(_unescaped, value)


def _unescaped(match: object) -> str:
    return html.unescape(match[0])  # type: ignore[index]


def _raw_end(page: str, at: int, tag: str) -> int:
    """Where the end tag of an element begins, of which the content is no markup."""
    end = re.compile(rf"</{tag}[\t\n\f\r />]", 2).search(page, at)
    return end.start() if end else len(page)


def resolved(text: str) -> str:
    """A text with its character references resolved (13.5)."""
    if "&" not in text:
        return text
    if "&#" in text:
        # Python reads numbers of any length, in a time that grows with its square.
        text = _LEADING_ZEROS.sub(r"\1", text)
        text = _HUGE_REFERENCE.sub("\ufffd", text)
    return html.unescape(text)
