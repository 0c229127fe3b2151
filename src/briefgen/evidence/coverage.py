"""What of the sources is cited, and what is left out: a map of each source's passages."""

from __future__ import annotations

from briefgen.evidence.book import Book
from briefgen.record import record
from briefgen.workspace.model import SourcePassage, Workspace


@record
class Covered:
    """A passage and who cites it: ids of outcomes and meetings, and `<theme>/<name>` for a theme's
    own evidence. `quoted` is how many of its characters stand in quotes."""

    passage: SourcePassage
    cited: tuple[str, ...]
    quoted: int


@record
class Coverage:
    """The map of a source: each of its passages in order. Only body text can be left out."""

    source: str
    passages: tuple[Covered, ...]

    @property
    def body(self) -> tuple[Covered, ...]:
        """The passages of body text."""
        return tuple(one for one in self.passages if one.passage.kind == "body")

    @property
    def left_out(self) -> tuple[Covered, ...]:
        """The passages of body text that nothing cites."""
        return tuple(one for one in self.body if not one.cited)


def coverage(workspace: Workspace, book: Book) -> tuple[Coverage, ...]:
    """The map of every source of a workspace."""
    owners = {
        e.key: meeting.id for meeting in workspace.meetings.values() for e in meeting.evidence
    }
    owners |= {e.key: outcome.id for outcome in workspace.outcomes() for e in outcome.evidence}
    cited: dict[tuple[str, int], dict[str, None]] = {}
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for key, found in book.found.items():
        for number in found.passages:
            place = (found.source.id, number)
            cited.setdefault(place, {})[owners.get(key, key)] = None
            spans.setdefault(place, []).extend(found.spans)
    return tuple(
        Coverage(
            source.id,
            tuple(
                Covered(
                    passage,
                    tuple(cited.get((source.id, passage.number), ())),
                    _quoted(passage, spans.get((source.id, passage.number), [])),
                )
                for passage in source.passages
            ),
        )
        for source in workspace.sources.values()
    )


def _quoted(passage: SourcePassage, spans: list[tuple[int, int]]) -> int:
    """How many characters of a passage stand in some spans of the text; none counts twice."""
    total, at = 0, passage.start
    end = passage.start + len(passage.text)
    for low, high in sorted(spans):
        low, high = max(low, at), min(high, end)
        if high > low:
            total += high - low
            at = high
    return total


def series_of(numbers: list[int]) -> str:
    """Numbers of passages in few words: `5 to 7, 10`."""
    parts: list[str] = []
    at = 0
    while at < len(numbers):
        last = at
        while last + 1 < len(numbers) and numbers[last + 1] == numbers[last] + 1:
            last += 1
        if last - at >= 2:
            parts.append(f"{numbers[at]} to {numbers[last]}")
        else:
            parts += [str(number) for number in numbers[at : last + 1]]
        at = last + 1
    return ", ".join(parts)
