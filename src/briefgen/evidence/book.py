"""What travels on from the evidence stage: where each quote stands, and what was noticed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from briefgen.record import record
from briefgen.workspace.model import Evidence, Source, SourcePassage


@record
class Found:
    """One quote, located.

    `spans` are offsets into `source.archive.text` (several when the quote elides),
    `passages` the 1-based numbers of the passages that they touch, and `insertions` an
    editor's words in `[...]`, which are not the source's.
    """

    evidence: Evidence
    source: Source
    spans: tuple[tuple[int, int], ...]
    passages: tuple[int, ...]
    insertions: tuple[str, ...] = ()

    def within(self, passage: SourcePassage) -> list[tuple[int, int]]:
        """The parts of the quote that stand in a passage, as offsets into the passage."""
        low, high = passage.extent
        clipped = ((max(start, low) - low, min(end, high) - low) for start, end in self.spans)
        return [(start, end) for start, end in clipped if start < end]


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pages_of(source: Source, spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The first and the last page that spans of an archived text stand on; None without pages."""
    pages: list[int] = []
    for start, end in spans:
        at = bisect_right(source.passages, start, key=lambda passage: passage.start) - 1
        for passage in source.passages[max(at, 0) :]:
            if passage.start >= end:
                break
            pages += passage.pages(start - passage.start, end - passage.start) or ()
    return (min(pages), max(pages)) if pages else None


def pages_data(source: Source, spans: Iterable[tuple[int, int]]) -> dict[str, list[int]]:
    """Those pages for programs, under `pages`; nothing without pages."""
    pages = pages_of(source, spans)
    return {"pages": list(pages)} if pages else {}


def page_words(source: Source, spans: Iterable[tuple[int, int]]) -> str:
    """Those pages as a note says them: `p. 3`, `pp. 3–4`, or nothing."""
    pages = pages_of(source, spans)
    if pages is None:
        return ""
    first, last = pages
    return f"p.\u00a0{first}" if first == last else f"pp.\u00a0{first}–{last}"


@record
class Book:
    """All that was resolved, by `Evidence.key`.

    `refused` maps a key to the code of its diagnostic. `checked` counts the quotes that
    were looked up, `failed` those of them that were refused; `skipped` are the keys that
    could not be looked up, each with its reason. `proposed` is the same of the outcomes that
    nobody has accepted yet: no count and no brief knows of them.
    """

    found: Mapping[str, Found]
    refused: Mapping[str, str]
    checked: int
    failed: int
    skipped: tuple[tuple[str, str], ...]
    proposed: Book | None = None


@record
class Remark:
    """A finding about a source that briefs citing it print in "Reading the sources".

    `source` is a source's id, `passage` a passage's number, `code` a diagnostic code and
    `text` one plain sentence for the reader of the brief. One about an `outcome` (its id) is
    printed in briefs that have it, one about a piece of `evidence` (its key) in those that
    quote it; `also` are further passages, each with its source.
    """

    source: str
    passage: int
    code: str
    text: str
    outcome: str = ""
    also: tuple[tuple[str, int], ...] = ()
    evidence: str = ""
