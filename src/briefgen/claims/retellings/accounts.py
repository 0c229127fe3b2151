"""What one source says of an outcome, and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from briefgen.claims.reading import Reading, read
from briefgen.claims.sentences import sentences
from briefgen.evidence.book import Book, Found
from briefgen.evidence.checks.commitments import Strength, sayings, strength
from briefgen.evidence.grades import rank
from briefgen.record import record
from briefgen.workspace.model import Meeting, Outcome, Source


class Account:
    """What one source says of an outcome: the sentences that its quotes stand in, read as one
    text, with the place of each in the archived text."""

    def __init__(self, source: Source, found: Iterable[Found], meeting: Meeting) -> None:
        self.source = source
        self.meeting = meeting
        self.quotes = tuple(found)
        self._places: list[tuple[int, int, int, int]] = []  # in the text, archive, passage
        parts: list[str] = []
        length = 0
        for passage, low, high in _sentences(source, self.quotes):
            start = source.passages[passage - 1].start + low
            words = source.archive.text[start : start + high - low]
            self._places.append((length, length + len(words), start, passage))
            parts.append(words)
            length += len(words) + 1
        self.text = "\n".join(parts)

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)

    @cached_property
    def strength(self) -> Strength:
        """What its quotes commit to."""
        return strength(" … ".join(said for said, _ in sayings(self.quotes)))

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Where words of the text stand in the archive, and in which passage."""
        for low, high, archived, passage in self._places:
            if low <= start < high:
                return archived + start - low, archived + min(end, high) - low, passage
        _, _, archived, passage = self._places[0]
        return archived, archived, passage

    def quoted(self, start: int, end: int) -> bool:
        """Whether words of the text stand inside a quote."""
        low, high, _ = self.place(start, end)
        return any(s <= low and high <= e for found in self.quotes for s, e in found.spans)


def accounts_of(outcome: Outcome, meeting: Meeting, book: Book) -> list[Account]:
    """The accounts of an outcome, those of a better grade first."""
    by_source: dict[str, list[Found]] = {}
    for evidence in outcome.evidence:
        if (found := book.found.get(evidence.key)) is not None:
            by_source.setdefault(evidence.source, []).append(found)
    if len(by_source) < 2:
        return []
    accounts = [Account(found[0].source, found, meeting) for found in by_source.values()]
    return sorted(accounts, key=lambda one: rank(one.source.grade))


def _sentences(source: Source, quotes: Iterable[Found]) -> Iterator[tuple[int, int, int]]:
    """Passage and range in it of each sentence that a quote touches, in order."""
    ranges = {
        (number, low, high)
        for found in quotes
        for number in found.passages
        for low, high in sentences(source.passages[number - 1].text)
        for start, end in found.spans
        if start < source.passages[number - 1].start + high
        and end > source.passages[number - 1].start + low
    }
    yield from sorted(ranges)


@record
class Difference:
    """Two accounts that differ in what they say of one thing. `here` and `there` are ranges of
    their texts, `says` and `other` the words for what they say."""

    one: Account
    later: Account
    here: tuple[int, int]
    there: tuple[int, int]
    says: str
    other: str
    verb: str = "gives"
