"""The archive itself: passages that repeat others unclassified, and passages that break off."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.regex import regex
from briefgen.text import Span
from briefgen.workspace.model import Source, SourcePassage, Workspace

Finding = Remark | Diagnostic

#: Shorter sentences are often repeated on purpose: `India and Japan agreed.`
SHORTEST_REPEAT = 60
#: A sentence that stands again at more places than this is told once, with how often.
MOST_REPEATS = 3
_SENTENCE = regex(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z“])")
_BROKEN = regex(r"(?:…|\.\.\.|,|\b(?:and|or|the|a|an|of|to|in|with|for|by|that|which))\s*$")


def repeats_are_classified(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """A sentence that stands twice in a source should be classified as a repeat where it only
    repeats: a quote of it is ambiguous otherwise, and one statement looks like two."""
    for source in workspace.sources.values():
        places: dict[str, list[tuple[int, Span]]] = {}
        for passage in source.passages:
            if passage.kind != "body":
                continue
            for start, end in _sentences(passage):
                span = source.archive.span(passage.start + start, passage.start + end)
                places.setdefault(passage.text[start:end], []).append((passage.number, span))
        for first, *repeats in places.values():
            if len(repeats) <= MOST_REPEATS:
                for repeat in repeats:
                    yield _repeats(source, first, repeat)
            else:
                yield _repeats(source, first, repeats[0], len(repeats) + 1)


def _repeats(
    source: Source, first: tuple[int, Span], repeat: tuple[int, Span], times: int = 0
) -> Diagnostic:
    """That a sentence stands again at a place, and how many `times` in all where only this place
    is told."""
    where = f"passage {first[0]}" if first[0] != repeat[0] else "itself"
    often = f"; the sentence stands {times:,} times in all" if times else ""
    return Diagnostic(
        "source-repeats",
        f"{CODES['source-repeats']}; passage {repeat[0]} of `{source.id}` repeats {where}{often}",
        repeat[1],
        "warning",
        (
            Hint("it stands here first", first[1]),
            Hint(
                f"list {'each' if times else 'it'} under `sentences:` in `source.yaml`, with "
                f"`kind: repeat` and `of: {first[0]}`"
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
