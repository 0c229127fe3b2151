"""The archive itself: passages that repeat others unclassified, and passages that break off."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.regex import regex
from briefgen.workspace.model import SourcePassage, Workspace

Finding = Remark | Diagnostic

#: Shorter sentences are often repeated on purpose: `India and Japan agreed.`
SHORTEST_REPEAT = 60
_SENTENCE = regex(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z“])")
_BROKEN = regex(r"(?:…|\.\.\.|,|\b(?:and|or|the|a|an|of|to|in|with|for|by|that|which))\s*$")


def repeats_are_classified(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """A sentence that stands twice in a source should be classified as a repeat where it only
    repeats: a quote of it is ambiguous otherwise, and one statement looks like two."""
    for source in workspace.sources.values():
        first: dict[str, tuple[int, int, int]] = {}
        for passage in source.passages:
            if passage.kind != "body":
                continue
            for start, end in _sentences(passage):
                text = passage.text[start:end]
                place = (passage.number, passage.start + start, passage.start + end)
                before = first.setdefault(text, place)
                if before is place:
                    continue
                where = f"passage {before[0]}" if before[0] != passage.number else "itself"
                yield Diagnostic(
                    "source-repeats",
                    f"{CODES['source-repeats']}; passage {passage.number} of `{source.id}` "
                    f"repeats {where}",
                    source.archive.span(place[1], place[2]),
                    "warning",
                    (
                        Hint("it stands here first", source.archive.span(before[1], before[2])),
                        Hint(
                            f"list it under `sentences:` in `source.yaml`, with `kind: repeat` and "
                            f"`of: {before[0]}`"
                        ),
                    ),
                )


def passages_are_whole(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """A passage of body text should not break off in the middle of a sentence."""
    for source in workspace.sources.values():
        for passage in source.passages:
            text = passage.text
            if passage.kind != "body" or len(text) < SHORTEST_REPEAT:
                continue
            broken = _BROKEN.search(text)
            if broken is None:
                continue
            start = passage.start + broken.start()
            yield Diagnostic(
                "source-truncated",
                f"{CODES['source-truncated']}; passage {passage.number} of `{source.id}` "
                f"ends with `{broken[0].strip()}`",
                source.archive.span(start, passage.start + len(text)),
                "warning",
                (Hint("archive the whole text, or classify what is no body text"),),
            )


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a passage begin and end, without the spaces between."""
    ranges, at = [], 0
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    for end in [*ends, len(text)]:
        ranges.append((at, at + len(text[at:end].rstrip())))
        at = end
    return ranges


def _sentences(passage: SourcePassage) -> Iterator[tuple[int, int]]:
    """The long sentences of a passage that are not classified as something else."""
    for start, stop in sentence_ranges(passage.text):
        if stop - start < SHORTEST_REPEAT:
            continue
        low, high = passage.start + start, passage.start + stop
        if not any(s.start < high and low < s.end for s in passage.sentences):
            yield start, stop
