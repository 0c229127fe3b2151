"""Everything that is read from a workspace, as frozen records that know their span."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from briefgen.record import record
from briefgen.text import SourceText, Span

Commitment = Literal["signed", "decided", "committed", "reaffirmed", "explored", "noted"]

#: The scale, strongest first, with its level and what it means to a reader.
COMMITMENTS: dict[Commitment, tuple[int, str]] = {
    "signed": (5, "an agreement, contract or treaty was signed"),
    "decided": (4, "agreed to, will, launched, established"),
    "committed": (3, "pledged, intends, undertakes"),
    "reaffirmed": (2, "nothing new: reiterated, continues"),
    "explored": (1, "discussed, considering, expressed interest, agreed to consider"),
    "noted": (0, "mentioned without any undertaking"),
}

#: What has been made of an outcome. Only accepted ones reach a brief.
Status = Literal["accepted", "proposed", "rejected"]
STATUSES: dict[Status, str] = {
    "accepted": "part of the data, as without this key",
    "proposed": "left out of every brief until somebody accepts it",
    "rejected": "left out for good, and kept so that it is not proposed again",
}

#: What kind of text a source is, strongest evidence first.
Grade = Literal["joint-statement", "read-out", "news-report", "summary"]
GRADES: dict[Grade, str] = {
    "joint-statement": "a text that all parties agreed",
    "read-out": "one side's own account",
    "news-report": "a journalist's account",
    "summary": "an account of accounts",
}

#: What a passage, or a sentence of one, is. Only `body` counts when quotes are looked up
#: without a classification; the others stay in the text so that numbers and offsets hold.
PassageKind = Literal["body", "title", "heading", "caption", "boilerplate", "repeat"]
PASSAGE_KINDS: dict[PassageKind, str] = {
    "body": "the text itself",
    "title": "the source's title",
    "heading": "a heading inside the text",
    "caption": "the caption of a picture",
    "boilerplate": "words of the site or the page, not of the text",
    "repeat": "words that stand elsewhere in the text as well",
}

#: The formats that a brief can be written in.
FORMATS: dict[str, str] = {
    "docx": "Word",
    "pdf": "PDF",
    "html": "a web page",
}


@record
class Mark:
    """A marking: as head and foot of a page print it, and as a portion does at its head, in
    brackets. `colours`, if a standard gives them, are those of the letters and of the ground
    behind them."""

    mark: str
    portion: str
    colours: tuple[str, str] | None = None


#: The labels of the Traffic Light Protocol, lowest first (FIRST, TLP version 2.0, 2022).
TLP: tuple[Mark, ...] = tuple(
    Mark(f"TLP:{label}", f"TLP:{label}", (colour, "#000000"))
    for label, colour in (
        ("CLEAR", "#FFFFFF"),
        ("GREEN", "#33FF00"),
        ("AMBER", "#FFC000"),
        ("AMBER+STRICT", "#FFC000"),
        ("RED", "#FF2B2B"),
    )
)

#: The schemes of markings that are known by name.
SCHEMES: dict[str, tuple[Mark, ...]] = {"tlp": TLP}


@record
class Prose:
    """Markdown of the user's own: running text, emphasis, lists and citations `[@id]`.

    `marking` is one of the workspace's; empty for none.
    """

    text: str
    span: Span
    marking: str = ""


@record
class Evidence:
    """A verbatim quote from a source.

    `key` is unique in the workspace: `<owner>/<n>` (n from 1) for outcomes and meetings,
    `<theme>/<name>` for a theme's own evidence. `span` is the quote's place in the YAML.
    """

    key: str
    source: str
    quote: str
    span: Span
    source_span: Span
    prefix: str | None = None
    suffix: str | None = None


@record
class Due:
    """By when. `text` is printed; where the source says it otherwise, `derived_from` are
    its words (they stand in the outcome's evidence) and `because` is the reason."""

    text: str
    span: Span
    derived_from: str | None = None
    because: str | None = None


@record
class Outcome:
    """One thing that a meeting produced.

    `key_spans` of a record gives, for each key of its mapping in the file, where its value
    is written. `themes` are ids: aliases have been resolved. `why` are the words for which
    a proposal was made, `reason` is why somebody rejected it.
    """

    id: str
    meeting: str
    summary: str
    commitment: Commitment
    themes: tuple[str, ...]
    actors: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    span: Span
    key_spans: Mapping[str, Span]
    due: Due | None = None
    owner: str | None = None
    amount: str | None = None
    conditional: str | None = None
    marking: str = ""
    status: Status = "accepted"
    why: str | None = None
    reason: str | None = None


@record
class Meeting:
    """A meeting; `id` is its file's name without the suffix.

    `outcomes` are the accepted ones: whoever makes or counts something sees only these.
    `proposed` wait for somebody's decision, `unfinished` are the places of proposals that
    have errors, `rejected` are kept so that they are not proposed again.
    """

    id: str
    title: str
    date: datetime.date
    parties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    outcomes: tuple[Outcome, ...]
    span: Span
    key_spans: Mapping[str, Span]
    end_date: datetime.date | None = None
    place: str | None = None
    waivers: tuple[Waiver, ...] = ()
    proposed: tuple[Outcome, ...] = ()
    unfinished: tuple[Span, ...] = ()
    rejected: tuple[Outcome, ...] = ()


@record
class Waiver:
    """A finding that somebody answers for: the `code` of its rule, the sentence or how it begins,
    why it stands all the same, and who says so."""

    code: str
    text: str
    reason: str
    by: str
    span: Span


@record
class Theme:
    """A theme and the prose of its brief; `id` is its file's name without the suffix."""

    id: str
    title: str
    span: Span
    aliases: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    date: datetime.date | None = None
    bottom_line: Prose | None = None
    background: tuple[Prose, ...] = ()
    left_open: tuple[Prose, ...] = ()
    implications: tuple[Prose, ...] = ()
    recommendations: tuple[Prose, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


@record
class Sentence:
    """A sentence inside a passage that is not body text; offsets into the archived text."""

    start: int
    end: int
    kind: PassageKind
    span: Span
    repeat_of: int | None = None


@record
class SourcePassage:
    """Line `number` (from 1) of an archived text; `start` is its offset in it.

    `repeat_of` is the number of the passage that a repeat repeats; `classified` is where
    `source.yaml` says that it is no body text. Where the original has pages, `page` is the one
    that it begins on (its sheet in the file, from 1), and `turns` are the offsets into it at
    which further pages begin.
    """

    number: int
    start: int
    text: str
    kind: PassageKind = "body"
    repeat_of: int | None = None
    sentences: tuple[Sentence, ...] = ()
    classified: Span | None = None
    page: int | None = None
    turns: tuple[tuple[int, int], ...] = ()

    @property
    def extent(self) -> tuple[int, int]:
        """Where it stands in the archived text."""
        return self.start, self.start + len(self.text)

    def pages(self, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """The first and the last page of a part of it, by offsets into it; None without pages."""
        if self.page is None:
            return None
        first = last = self.page
        for offset, page in self.turns:
            if offset <= start:
                first = page
            if end is None or offset < end:
                last = page
        return first, last


@record
class Former:
    """A version that a newer one replaced: its folder in the source's, and its text's sum."""

    folder: str
    sha256: str


@record
class Source:
    """An archived source. What is not known is None and is printed as `not stated`.

    `archive` is the archived text; offsets of quotes refer to it. `original` is the file
    as received, relative to the workspace. `previous` are the versions that it replaced, the
    oldest first.
    """

    id: str
    title: str
    grade: Grade
    language: str
    archive: SourceText
    passages: tuple[SourcePassage, ...]
    original: str
    sha256_text: str
    sha256_original: str
    span: Span
    key_spans: Mapping[str, Span]
    publisher: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    retrieved: datetime.date | None = None
    previous: tuple[Former, ...] = ()


@record
class GlossaryEntry:
    """A name or acronym that may be printed though a passage writes it otherwise."""

    term: str
    means: str
    span: Span
    variants: tuple[str, ...] = ()


@record
class Settings:
    """`briefs/workspace.yaml`. `markings` are the markings that portions may have, lowest
    first; `marking` is what every brief has at least."""

    organisation: str
    language: str = "en-GB"
    template: str = "policy-brief"
    formats: tuple[str, ...] = ("docx", "pdf")
    marking: str = ""
    markings: tuple[Mark, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@record
class Workspace:
    """A whole workspace. Mappings are by id, in a stable order (meetings by date).

    `texts` holds every text file that was read, by its path relative to `root`, so that
    diagnostics can show excerpts. `left_out` are the ids of records that have errors and so
    are not here (themes, meetings, outcomes, sources, and `<theme>/<name>` for a theme's own
    evidence): who finds such an id unknown need not report it a second time.
    """

    root: Path
    settings: Settings
    themes: Mapping[str, Theme]
    meetings: Mapping[str, Meeting]
    sources: Mapping[str, Source]
    glossary: tuple[GlossaryEntry, ...]
    texts: Mapping[str, SourceText]
    left_out: frozenset[str] = frozenset()

    def outcomes(self) -> tuple[Outcome, ...]:
        """All accepted outcomes, by meeting date and then in the order of their file."""
        return tuple(o for meeting in self.meetings.values() for o in meeting.outcomes)

    def proposed(self) -> tuple[Outcome, ...]:
        """All proposed outcomes that are whole, in the same order."""
        return tuple(o for meeting in self.meetings.values() for o in meeting.proposed)

    def rejected(self) -> tuple[Outcome, ...]:
        """All rejected outcomes, in the same order."""
        return tuple(o for meeting in self.meetings.values() for o in meeting.rejected)

    def evidence(self) -> Iterator[Evidence]:
        """All evidence of meetings, of their accepted outcomes, and of themes."""
        for meeting in self.meetings.values():
            yield from meeting.evidence
            for outcome in meeting.outcomes:
                yield from outcome.evidence
        for theme in self.themes.values():
            yield from theme.evidence.values()
