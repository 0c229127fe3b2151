"""Lines put together to running text: words that were broken at the end of a line, ligatures,
the marks of notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.ingest.pdf.lines import Line
from briefgen.regex import regex

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_CLEAN = str.maketrans({**_LIGATURES, "\u2010": "-", "\ufeff": "", "\u200b": "", "\u2060": ""})
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_WORD = regex(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LAST = regex(r"([^\s(/“‘\"]*?)([^\W_]+)-$")
_FIRST = regex(r"([^\W_]+)")
#: Before these a hyphen belongs to the word, and after those.
_TAILS = frozenset(
    "based term level led related scale wide making going sector sized free driven depth range "
    "standing building keeping sharing border party year day month way ended oriented owned "
    "friendly style type like minded income carbon pronged looking speed class".split()
)
_HEADS = frozenset(
    "self non vice cross well long short high low full half mid quasi two three four five six "
    "seven eight nine ten first second third large small medium people government rules market "
    "decision policy state north south".split()
)
# Scripts that put no space between words: kana, Han, full-width forms.
_UNSPACED = regex(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(slots=True)
class Words:
    """What is known of a document's words, for deciding on hyphens, and what was decided.

    `labels` are those of its notes: a raised number among them is a mark, and left out.
    """

    known: Counter[str] = field(default_factory=Counter)
    labels: set[str] = field(default_factory=set)
    closed: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    marks: int = 0

    def learn(self, lines: Iterable[Line]) -> None:
        """Counts the words that stand whole inside lines: not those at a hyphen's two sides."""
        broken = False
        for line in lines:
            found = [match[0].casefold() for match in _WORD.finditer(line.text.translate(_CLEAN))]
            ends = line.text.endswith(("-", "\u00ad", "\u2010"))
            self.known.update(found[broken : len(found) - ends])
            broken = ends

    def running(self, lines: Iterable[tuple[int, Line]]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Lines, each with its page, as running text; and where pages turn in it."""
        text = ""
        page = 0
        turns: list[tuple[int, int]] = []
        for number, line in lines:
            more = self._plain(line)
            if not more:
                continue
            text, more = self._joint(text, more) if text else ("", more)
            if page and number != page:
                turns.append((len(text), number))
            page = number
            text += more
        return text, tuple(turns)

    def _joint(self, text: str, more: str) -> tuple[str, str]:
        """Two lines made to follow each other: the first as it ends, with its space, and the
        second."""
        if text.endswith("\u00ad"):
            self.closed[_seam(text[:-1], more)] += 1
            return text[:-1], more
        if text.endswith("-") and text[-2:-1].isalnum() and more[:1].isalnum():
            if self._hyphen_stays(text, more):
                return text, more
            return text[:-1], more
        if text.endswith(("–", "—", "/")) and text[-2:-1].isalnum():
            return text, more
        if _UNSPACED.match(text[-1]) and _UNSPACED.match(more[0]):
            return text, more
        return text + " ", more

    def _hyphen_stays(self, text: str, more: str) -> bool:
        """Whether the hyphen at the end of a line is one of the word's own.

        It is when the next line goes on with a capital or a digit, when a digit or a row of
        capitals stands before it, or inside an address. Else the document's own words decide:
        as it writes the word elsewhere. Where it does not, two whole words that it knows, or
        parts that English joins with a hyphen, keep it; all other words were broken.
        """
        last, first = _LAST.search(text), _FIRST.match(more)
        if last is None or first is None:
            return True
        before, after = last[2], first[1]
        token = text.rsplit(None, 1)[-1]
        whole = f"{token}{more.split(None, 1)[0]}".strip(".,;:()“”\"'’")
        if (
            (not after[0].islower() and not (before.isupper() and after.isupper()))
            or not before[-1].isalpha()
            or (len(before) > 1 and before.isupper() and not after.isupper())
            or "//" in token
            or "@" in token
            or token.startswith("www.")
        ):
            self.kept[whole] += 1
            return True
        stem = token[:-1].casefold()
        closed = self.known[(before + after).casefold()] + self.known[stem + after.casefold()]
        hyphened = self.known[f"{stem}-{after}".casefold()]
        if last[1]:  # the word has another hyphen before
            hyphened += self.known[f"{before}-{after}".casefold()]
        if closed or hyphened:
            stays = hyphened > closed
        else:
            stays = (
                before.isupper()
                or after.casefold() in _TAILS
                or before.casefold() in _HEADS
                or (last[1].endswith("-") and bool(self.known[after.casefold()]))
                or (
                    min(len(before), len(after)) >= 4
                    and bool(self.known[before.casefold()])
                    and bool(self.known[after.casefold()])
                )
            )
        (self.kept if stays else self.closed)[whole if stays else f"{before}{after}"] += 1
        return stays

    def _plain(self, line: Line) -> str:
        """A line's text, its raised marks taken out or written as what they are."""
        text = line.text
        for start, end in reversed(line.raised):
            mark = text[start:end]
            word = mark.strip("()[] ,")
            if start and word in self.labels and not _exponent(text[:start]):
                self.marks += 1
                text = text[:start] + text[end:]
            elif start and mark.strip().isdigit():
                text = text[:start] + mark.translate(_RAISED) + text[end:]
            elif not start and end < len(text) and not text[end].isspace():
                text = f"{mark} {text[end:]}"
        text = text.translate(_CLEAN)
        soft = text.endswith("\u00ad")
        text = " ".join(text.replace("\u00ad", "").split())
        return text + "\u00ad" if soft else text


_UNIT = regex(r"(?:^|[\s\d])(?:[ckmd]?m|ft|mi|CO|10)$")


def _exponent(text: str) -> bool:
    """Whether a raised digit after this is more likely an exponent: `km`, `10`."""
    return _UNIT.search(text) is not None


def _seam(text: str, more: str) -> str:
    return f"{text.rsplit(None, 1)[-1]}{more.split(None, 1)[0]}".strip(".,;:()“”\"'’")
