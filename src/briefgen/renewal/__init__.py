"""A newer version of a source: held against what is archived, and archived in its place.

`comparing` reads and judges, `writing` writes, with the decisions of a person where one is
needed. No quote is changed or kept without being asked about unless its whole sentence is the
same; see `drift/comparison.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

from briefgen.drift.carried import Entry
from briefgen.drift.comparison import Drift, Kind, Verdict
from briefgen.ingest.candidate import Candidate
from briefgen.record import record
from briefgen.workspace.model import Source, Workspace

#: What a person decides about a quote that changed or is gone: the new version's wording is
#: taken, the quote keeps to the archived version, or stays as it is and is an error.
Decision = Literal["take", "keep", "leave"]


@record
class Resting:
    """A file that was built from the archived version: its path, and which of the quotes that
    it cites need a person now."""

    path: Path
    changed: tuple[str, ...]


@record
class Renewal:
    """A file held against the archived source of which it is a newer version.

    `same` is `file` when it is the archived file itself, `text` when it says the same in every
    character, else empty: then there is something to archive. `themes` are the briefs that
    cite the source, each with how many of its quotes have which verdict. `remarks` are
    sentences to tell before anything is decided.
    """

    workspace: Workspace
    source: Source
    new: Source
    candidate: Candidate
    entries: tuple[Entry, ...]
    drift: Drift
    same: Literal["", "file", "text"]
    themes: Mapping[str, Mapping[Kind, int]]
    resting: tuple[Resting, ...]
    remarks: tuple[str, ...]

    def new_sum(self) -> str:
        """The SHA-256 sum of the new version's text."""
        return sha256(self.new.archive.text.encode()).hexdigest()

    def choices(self, verdict: Verdict) -> tuple[Decision, ...]:
        """What can be decided about a quote."""
        if not verdict.needs_person:
            return ()
        return ("keep", "leave") if verdict.proposal is None else ("take", "keep", "leave")


@record
class Done:
    """What was written: the folder of the former version, the source that holds it for quotes
    that keep to it (None without any), and the data files in which quotes were changed."""

    former: str
    kept_as: str | None
    rewritten: tuple[str, ...]
