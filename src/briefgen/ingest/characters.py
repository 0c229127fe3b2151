"""Characters that an archived text does not hold, since nobody would see them.

Offsets count every character of an archived text, and all of it may have to be printed. What
cannot be printed is left out, and so is what only turns the direction of the text around or
hides in it: a reader would see other words than a program. The original keeps everything.
"""

from __future__ import annotations

from briefgen.ingest.reading import counted
from briefgen.regex import regex

# Each kind of character that is left out, with what a remark calls it.
_LEFT_OUT = (
    (
        regex(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
        ),
        "that cannot be printed",
    ),
    (regex("[\u202a-\u202e\u2066-\u2069]"), "that turn the direction of the text around"),
    (regex("[\u2061-\u2064\ufff9-\ufffb\U000e0000-\U000e007f]"), "that are invisible"),
)
_LINE_ENDS = regex("\r\n|[\r\x85\u2028\u2029]")
# Not a single space, of which there are millions in a long text.
_SPACES = regex("[ \t\n]{2,}|[\t\n]")


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with `\\n` for each kind of line end and without the characters that an archive
    does not hold; and a remark for each kind of them that there was."""
    text = _LINE_ENDS.sub("\n", text).replace("\ufeff", "")
    remarks = []
    for pattern, what in _LEFT_OUT:
        text, count = pattern.subn("", text)
        if count:
            remarks.append(f"{counted(count, 'character', 'characters')} {what} left out.")
    return text, tuple(remarks)


def word_count(text: str) -> int:
    """How many words a text has, without making them."""
    return text.count(" ") + 1 if text else 0


def one_line(text: str) -> str:
    """A text on one line, without outer spaces; runs of spaces, tabs and line ends are one
    space, and every other kind of space stays as it is."""
    return _SPACES.sub(" ", text).strip()
