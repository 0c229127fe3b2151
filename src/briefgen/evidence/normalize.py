"""The one normalisation under which a quote is compared with its source.

Only these differences are forgiven, each named, each reversible through the map that
`Normalised` carries:

- **quotes**: curly, low and reversed quotation marks are their straight kind. Single and
  double are never the same; guillemets and primes are characters of their own.
- **dashes**: hyphen, non-breaking hyphen, figure, en and em dash, horizontal bar and minus
  are one another's like. A dash never matches nothing, nor a space.
- **spaces**: every kind of space (no-break, thin, ideographic, tab ...) and every run of
  them is one space, and so is a line break.
- **invisible characters**: soft hyphen, zero-width space, word joiner and byte order mark
  are as if they were not there; a soft hyphen at a line's end takes the line break along.
  A visible hyphen at a line's end stays: nobody can tell `non-` + `binding` from `co-` +
  `operation` without guessing.
- **composition**: canonical composition (Unicode NFC). Never NFKC, which would make
  `10²` into `102` and the ligature `ﬁ` into two letters.

Never case, never other punctuation.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from briefgen.record import record
from briefgen.regex import regex

QUOTES = {"'": "\u2018\u2019\u201a\u201b", '"': "\u201c\u201d\u201e\u201f"}
HYPHENS = "\u2010\u2011\u2012\u2013\u2212"  # these may join two words or two numbers
EM_DASHES = "\u2014\u2015"  # these part them
SPACES = (
    "\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
LINE_BREAKS = "\x85\u2028\u2029"

_INVISIBLE = regex("\u00ad *\n *|[\u00ad\u200b\u2060\ufeff]+")
_SPACE_RUN = regex(r"[ \n]{2,}|\n")
_NOT_ASCII = regex(r"[\s\S]?[^\x00-\x7f]+")
_Edit = tuple[int, int, str]


class _Map:
    """From the characters of an edited text to the ranges of the text before it."""

    __slots__ = ("_after", "_before", "_before_end")

    def __init__(self, edits: Iterable[_Edit]) -> None:
        self._after, self._before, self._before_end = [0], [0], [-1]
        shift = 0
        for start, end, replacement in edits:
            at = start + shift
            self._piece(at, start, end)
            self._piece(at + len(replacement), end, -1)
            shift += len(replacement) - (end - start)

    def _piece(self, after: int, before: int, before_end: int) -> None:
        """A piece copied from `before`, or, with an end, one that replaces that range."""
        self._after.append(after)
        self._before.append(before)
        self._before_end.append(before_end)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The range before the edit that a non-empty range after it comes from."""
        first = bisect_right(self._after, start) - 1
        last = bisect_right(self._after, end - 1) - 1
        begin = self._before[first]
        if self._before_end[first] < 0:
            begin += start - self._after[first]
        finish = self._before_end[last]
        if finish < 0:
            finish = self._before[last] + end - self._after[last]
        return begin, finish


@record
class Normalised:
    """A text in its normal form, with the way back.

    `text` is what is compared. `marked` is the same, character by character, except that
    em dashes are still em dashes: they end a clause where a hyphen joins a compound.
    `newlines` are the offsets in `text` of the spaces that were line breaks, `blanks`
    those of them that were blank lines.
    """

    original: str
    text: str
    marked: str
    newlines: Sequence[int]
    blanks: frozenset[int]
    _maps: tuple[_Map, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that a non-empty range of `text` comes from."""
        for table in reversed(self._maps):
            start, end = table.range(start, end)
        return start, end


def normalise(text: str) -> Normalised:
    """The normal form of a text, in time linear in its length."""
    maps: list[_Map] = []
    form = _one_to_one(text)
    if not form.isascii():
        form = _edited(form, [(*m.span(), "") for m in _INVISIBLE.finditer(form)], maps)
        if not unicodedata.is_normalized("NFC", form):
            form = _edited(form, _compositions(form), maps)
    edits: list[_Edit] = []
    newlines: list[int] = []
    blanks: list[int] = []
    shift = 0
    for match in _SPACE_RUN.finditer(form):
        start, end = match.span()
        if lines := form.count("\n", start, end):
            newlines.append(start + shift)
            if lines > 1:
                blanks.append(start + shift)
        if end - start > 1:
            edits.append((start, end, " "))
            shift -= end - start - 1
    marked = _edited(form, edits, maps).replace("\n", " ")
    plain = marked
    for dash in EM_DASHES:
        plain = plain.replace(dash, "-")
    return Normalised(text, plain, marked, newlines, frozenset(blanks), tuple(maps))


def normal_form(text: str) -> str:
    """A quote, prefix or suffix as it is compared: normal, without outer spaces."""
    return normalise(text).text.strip(" ")


def _one_to_one(text: str) -> str:
    """The replacements that keep every character where it is."""
    text = text.replace("\r", " " if "\r\n" in text else "\n")
    kinds = [(SPACES, " ")]
    if not text.isascii():
        kinds += [(HYPHENS, "-"), (LINE_BREAKS, "\n"), *((v, k) for k, v in QUOTES.items())]
    for variants, plain in kinds:
        for variant in variants:
            text = text.replace(variant, plain)
    return text


def _compositions(text: str) -> list[_Edit]:
    """The clusters (a character and the marks on it) that composition changes."""
    edits = []
    for run in _NOT_ASCII.finditer(text):
        piece, base = run.group(), run.start()
        if unicodedata.is_normalized("NFC", piece):
            continue
        starts = [i for i, c in enumerate(piece) if i == 0 or not _composes_backwards(c)]
        for start, end in zip(starts, [*starts[1:], len(piece)], strict=True):
            cluster = piece[start:end]
            composed = unicodedata.normalize("NFC", cluster)
            if composed != cluster:
                edits.append((base + start, base + end, composed))
    return edits


def _composes_backwards(char: str) -> bool:
    """Whether a character may melt into the one before it: marks, Hangul vowels and finals."""
    return (
        unicodedata.category(char)[0] == "M"
        or "\u1161" <= char <= "\u1175"
        or "\u11a8" <= char <= "\u11c2"
    )


def _edited(text: str, edits: list[_Edit], maps: list[_Map]) -> str:
    """The text with the edits made (sorted, disjoint) and their map added to `maps`."""
    if not edits:
        return text
    pieces: list[str] = []
    at = 0
    for start, end, replacement in edits:
        pieces += (text[at:start], replacement)
        at = end
    pieces.append(text[at:])
    maps.append(_Map(edits))
    return "".join(pieces)
