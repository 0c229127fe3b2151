"""What travels on from the evidence stage: where each quote stands, and what was noticed."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.record import record
from briefgen.workspace.model import Evidence, Source


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


@record
class Book:
    """All that was resolved, by `Evidence.key`.

    `refused` maps a key to the code of its diagnostic. `checked` counts the quotes that
    were looked up, `failed` those of them that were refused; `skipped` are the keys that
    could not be looked up, each with its reason.
    """

    found: Mapping[str, Found]
    refused: Mapping[str, str]
    checked: int
    failed: int
    skipped: tuple[tuple[str, str], ...]


@record
class Remark:
    """A finding about a source that briefs citing it print in "Reading the sources".

    `source` is a source's id, `passage` a passage's number, `code` a diagnostic code and
    `text` one plain sentence for the reader of the brief.
    """

    source: str
    passage: int
    code: str
    text: str
