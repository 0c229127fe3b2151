"""What is on the site: briefs that were built, the outcomes that they cover, the sources that they
cite, and under which marking each page stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefgen.document import Beside, Document, Style
from briefgen.evidence.book import Book, Remark
from briefgen.record import record
from briefgen.workspace.model import Evidence, Mark, Outcome, Source, Workspace


@record
class Page:
    """A brief on the site: its page and its downloads, as paths from the site's folder."""

    name: str
    themes: tuple[str, ...]
    document: Document
    address: str
    downloads: tuple[tuple[str, str], ...]  # what it is, and where

    @property
    def title(self) -> str:
        """The brief's title."""
        return self.document.title

    @property
    def beside(self) -> Beside:
        """What stands beside the brief."""
        return self.document.beside or Beside()


@record
class Citing:
    """One that cites a passage: an outcome or a meeting by id, or a theme by its evidence."""

    kind: str  # outcome, meeting or theme
    id: str
    evidence: Evidence


@dataclass(slots=True)
class Catalogue:
    """The site's content; `kept` are the paths of pages of a former site that stay."""

    workspace: Workspace
    book: Book
    pages: tuple[Page, ...]
    kept: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    # The briefs that cover an outcome, with their notes; by source who cites it, and the briefs
    # that show it.
    appearances: dict[str, list[tuple[Page, tuple[int, ...]]]] = field(default_factory=dict)
    citing: dict[str, list[Citing]] = field(default_factory=dict)
    shown: dict[str, list[Page]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for page in self.pages:
            for outcome in page.beside.outcomes:
                self.appearances.setdefault(outcome.id, []).append((page, outcome.notes))
            for source in page.beside.sources:
                self.shown.setdefault(source.id, []).append(page)
        themes = {theme for page in self.pages for theme in page.themes}
        self.outcomes = {o.id: o for o in self.workspace.outcomes() if o.id in self.appearances}
        met = {outcome.meeting for outcome in self.outcomes.values()}
        held = [("outcome", o.id, o.evidence) for o in self.outcomes.values()]
        held += [("meeting", m, self.workspace.meetings[m].evidence) for m in sorted(met)]
        held += [
            ("theme", theme, tuple(self.workspace.themes[theme].evidence.values()))
            for theme in sorted(themes)
        ]
        for kind, name, evidence in held:
            for item in evidence:
                if item.key in self.book.found:
                    self.citing.setdefault(item.source, []).append(Citing(kind, name, item))
        self.sources = {
            name: source
            for name, source in self.workspace.sources.items()
            if name in self.citing or name in self.shown
        }

    # ------------------------------------------------------------------------- pages

    def pages_of(self, outcome: str) -> list[tuple[Page, tuple[int, ...]]]:
        """The briefs that cover an outcome, each with its notes."""
        return self.appearances.get(outcome, [])

    def differences(self, outcome: str) -> list[Remark]:
        """Where the sources of an outcome disagree."""
        return [remark for remark in self.remarks if remark.outcome == outcome]

    def remarks_at(self, source: str, passage: int) -> list[Remark]:
        """What the checks found that concerns a passage, of what is on the site."""
        return [
            remark
            for remark in self.remarks
            if (source, passage) in ((remark.source, remark.passage), *remark.also)
            and (not remark.outcome or remark.outcome in self.outcomes)
        ]

    def page_of(self, theme: str) -> str | None:
        """The page of a theme, also one that was kept."""
        for page in self.pages:
            if theme in page.themes:
                return page.address
        return self.there(f"themes/{theme}.html")

    def there(self, path: str) -> str | None:
        """A path, if a former page is kept there."""
        return path if path in self.kept else None

    @property
    def style(self) -> Style:
        """The look of the site: that of its briefs."""
        return self.pages[0].document.style if self.pages else Style()

    def coverage(self, source: Source) -> tuple[int, int]:
        """How many passages of a source's text the site cites, and how many there are."""
        found = [self.book.found[one.evidence.key] for one in self.citing.get(source.id, ())]
        cited = {number for one in found for number in one.passages}
        body = [passage.number for passage in source.passages if passage.kind == "body"]
        return len(cited.intersection(body)), len(body)

    # ---------------------------------------------------------------------- markings

    def mark(self, markings: Iterable[str]) -> Mark | None:
        """The highest of some markings and the workspace's own, as a page shows it."""
        scheme: Mapping[str, int] = {
            mark.mark: level for level, mark in enumerate(self.workspace.settings.markings)
        }
        found = [self.workspace.settings.marking, *markings]
        highest = max(found, key=lambda marking: (scheme.get(marking, -1), bool(marking)))
        if highest in scheme:
            return self.workspace.settings.markings[scheme[highest]]
        return Mark(highest, "") if highest else None

    def mark_of_all(self) -> Mark | None:
        """The highest marking of anything on the site."""
        return self.mark(
            [
                *(page.document.marking for page in self.pages),
                *(outcome.marking for outcome in self.outcomes.values()),
            ]
        )

    def mark_of_source(self, source: str) -> Mark | None:
        """That of the briefs that show it and of the outcomes that cite it."""
        shown = [page.document.marking for page in self.shown.get(source, ())]
        cited = [
            self.outcomes[one.id].marking
            for one in self.citing.get(source, ())
            if one.kind == "outcome"
        ]
        return self.mark([*shown, *cited])

    def portion(self, marking: str) -> str:
        """What opens a marked text."""
        return portion(self.workspace, marking)


def portion(workspace: Workspace, marking: str) -> str:
    """What opens a marked text: `(OS) `; nothing for one without a marking."""
    for mark in workspace.settings.markings:
        if mark.mark == marking:
            return f"({mark.portion}) "
    return ""
