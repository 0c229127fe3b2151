"""How data travels through a template without ever being read as markup.

A value that a template prints is put aside and a *token* is printed in its place: two
code points that are reserved for internal use (noncharacters, Unicode 23.7) around a
number. Markdown is read with the tokens in it and each is then exchanged for the value.
So the text of a source or an outcome is never parsed as Markdown, whatever it holds.

Line marks are the same trick for positions: each line of a template carries one, so
that a problem in the finished Markdown can be shown where the template says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field

from briefgen.document import Blocks, Inlines, plain_text
from briefgen.record import record, sheet
from briefgen.regex import regex

OPEN, CLOSE = "\ufdd0", "\ufdd1"
LINE_OPEN, LINE_CLOSE = "\ufdd2", "\ufdd3"

#: Code points that no template may contain.
RESERVED = frozenset((OPEN, CLOSE, LINE_OPEN, LINE_CLOSE))

TOKEN = regex(f"{OPEN}([0-9]+){CLOSE}")
LINE_MARK = regex(f"{LINE_OPEN}([0-9]+)\\.([0-9]+){LINE_CLOSE}")

_SPACE = regex(r"[\s\x00-\x1f\x7f-\x9f]+")
_CONTROL = regex(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


@record
class Piece:
    """Finished nodes that a template may print, but not change: `inlines` for what
    stands in a line, `blocks` for what makes paragraphs of its own."""

    inlines: Inlines = ()
    blocks: Blocks = ()


def one_line(text: str) -> str:
    """Text as it is printed: white space and line ends are single spaces. Control characters,
    which no format can hold, and those that turn the direction of a text around are U+FFFD."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", _CONTROL.sub("\ufffd", text))


@sheet
class Values:
    """The values that one rendering has put aside, by the number in their token."""

    items: list[str | Piece] = field(default_factory=list)

    def put(self, value: str | Piece) -> str:
        """Put a value aside and return its token."""
        if isinstance(value, str):
            value = one_line(self.text(value) if OPEN in value else value)
        self.items.append(value)
        return f"{OPEN}{len(self.items) - 1}{CLOSE}"

    def get(self, number: int) -> str | Piece:
        """The value of a token; a token that was never given out is a replacement sign."""
        return self.items[number] if number < len(self.items) else "\ufffd"

    def text(self, text: str, words: Callable[[str], str] = str) -> str:
        """Text with each token exchanged for its value's words and line marks removed.

        `words` is applied to each value, for example to escape it.
        """

        def value(match: re.Match[str]) -> str:
            found = self.get(int(match[1]))
            return words(found if isinstance(found, str) else piece_text(found))

        return TOKEN.sub(value, LINE_MARK.sub("", text) if LINE_OPEN in text else text)


def piece_text(piece: Piece) -> str:
    """The words of a piece, without marks and markup."""
    from briefgen.document import Paragraph

    words = [plain_text(piece.inlines)] if piece.inlines else []
    words += [plain_text(b.children) for b in piece.blocks if isinstance(b, Paragraph)]
    return " ".join(words)
