"""What was found out about each quote: the records that travel from evidence to briefs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.workspace.model import Evidence, Source


@dataclass(frozen=True, slots=True)
class Found:
    """One quote, located in its source.

    `spans` are offsets into `source.archive.text`, several when the quote elides;
    `passages` are the 1-based numbers of the passages that they touch.
    """

    evidence: Evidence
    source: Source
    spans: tuple[tuple[int, int], ...]
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All that was resolved, by `Evidence.key`.

    `refused` gives the diagnostic's code, `skipped` the reason why a quote could not be
    checked. `checked`, `failed` and `skipped` are always counted and printed.
    """

    found: Mapping[str, Found]
    refused: Mapping[str, str]
    checked: int
    failed: int
    skipped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about a source, printed in "Reading the sources" by briefs that cite it.

    `text` is one plain sentence for the brief's reader.
    """

    source: str
    passage: int
    code: str
    text: str
