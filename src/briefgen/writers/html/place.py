"""What a page knows while it is written: where notes lead, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from briefgen.document import ArchivedPassage, ArchivedSource, Beside, Document
from briefgen.record import sheet
from briefgen.writers.html import markup


def passage_id(source: ArchivedSource, passage: ArchivedPassage) -> str:
    """The permanent anchor of a passage: `news-report-p13`."""
    return f"{source.id}-p{passage.number}"


@sheet
class Place:
    """The document that is written, and its anchors.

    `homes` maps an anchor of the annex to that of the same passage in its source; `leads` the
    number of a note to the anchor of the words that it cites; `rests` the number of a note to the
    places of its outcomes in `Beside.outcomes`. `marks` are the notes met so far,
    `labels` and `tables` count those that have an anchor, `shares` are widths of columns.
    """

    document: Document
    beside: Beside
    homes: dict[str, str] = field(default_factory=dict)
    leads: dict[int, str] = field(default_factory=dict)
    rests: dict[int, list[int]] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)
    labels: int = 0
    tables: int = 0
    shares: set[float] = field(default_factory=set)
    unsupported: list[str] = field(default_factory=list)

    def lang(self, lang: str | None) -> str:
        """The attribute `lang`, where the language is not the page's."""
        if not lang or lang == self.document.lang:
            return ""
        return f' lang="{markup.attribute(lang)}"'

    @property
    def english(self) -> str:
        """Language and direction of the page's own words, where the brief is not English."""
        lang = self.document.lang
        if lang.partition("-")[0].lower() == "en":
            return ""
        return ' lang="en" dir="ltr"' if markup.direction(lang) else ' lang="en"'

    def outcomes(self, notes: Iterable[int]) -> str:
        """The attribute that names the outcomes that some notes cite, for the filter."""
        held = sorted({place for note in notes for place in self.rests.get(note, ())})
        return f' data-o="{" ".join(map(str, held))}"' if held else ""


def place(document: Document) -> Place:
    """The place of a document before anything is written."""
    made = Place(document, document.beside or Beside())
    for source in made.beside.sources:
        for passage in source.passages:
            here = passage_id(source, passage)
            if passage.anchor:
                made.homes[passage.anchor] = here
            for at, quoted in enumerate(passage.quoted, 1):
                for note in quoted.notes:
                    made.leads.setdefault(note, f"{here}-q{at}")
            for note in passage.notes:
                made.leads.setdefault(note, here)
    shown = {f"{source.id}.txt" for source in made.beside.sources}
    for attachment in document.attachments:
        if attachment.name not in shown:
            made.unsupported.append(f"`{attachment.name}` does not travel in a page")
    texts = (passage.text for source in made.beside.sources for passage in source.passages)
    if lost := sum(len(markup.FORBIDDEN.findall(text)) for text in texts):
        made.unsupported.append(
            f"{lost} characters of its sources that a page cannot hold are shown as "
            f"`{markup.REPLACEMENT}`"
        )
    for at, outcome in enumerate(made.beside.outcomes):
        for note in outcome.notes:
            made.rests.setdefault(note, []).append(at)
    return made
