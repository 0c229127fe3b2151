"""What stands beside a brief on a screen: its sources in full, with the words that each note
cites, and the outcomes by which a reader may look for sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from briefgen.brief.assembly import Composed
from briefgen.brief.charts import matrix, timeline
from briefgen.brief.citations import PASSAGE, anchor, by_passage, facts
from briefgen.brief.context import SourceView
from briefgen.brief.portions import NONE, Portions
from briefgen.document import (
    ArchivedPassage,
    ArchivedSource,
    Beside,
    CoveredOutcome,
    Quoted,
    Strength,
    Style,
)
from briefgen.evidence.book import Book, page_words
from briefgen.workspace.model import COMMITMENTS, Source, SourcePassage, Workspace

#: What the notes cite of each passage, by source and number: whole (None) or some words of it.
_Cited = Mapping[tuple[str, int], Mapping[int, list[tuple[int, int]]]]


def beside(workspace: Workspace, book: Book, made: Composed, style: Style) -> Beside:
    """What stands beside a brief that was composed."""
    portions = Portions(workspace)
    cited = _cited(made, book)
    levels = {number: portions.of(keys) for number, keys in enumerate(made.cited, 1)}
    sources = tuple(
        _source(workspace.sources[view.id], view, cited, levels, portions) for view in made.sources
    )
    titles = {theme.id: theme.title for theme in workspace.themes.values()}
    outcomes = [] if made.selection is None else made.selection.outcomes
    covered = tuple(
        CoveredOutcome(
            outcome.id,
            Strength(COMMITMENTS[outcome.commitment][0], outcome.commitment),
            outcome.actors,
            tuple(titles.get(theme, theme) for theme in outcome.themes),
            tuple(n for n, keys in enumerate(made.cited, 1) if outcome.id in keys),
        )
        for outcome in outcomes
    )
    charts = (*timeline(outcomes, style), *matrix(outcomes, titles, style))
    return Beside(sources, covered, charts)


def _cited(made: Composed, book: Book) -> _Cited:
    cited: dict[tuple[str, int], dict[int, list[tuple[int, int]]]] = {}
    for number, keys in enumerate(made.cited, 1):
        for key in keys:
            if key.startswith(PASSAGE):
                source, _, passage = key.removeprefix(PASSAGE).rpartition(":")
                cited.setdefault((source, int(passage)), {}).setdefault(number, [])
                continue
            for evidence in made.known.get(key, ()):
                found = book.found.get(evidence.key)
                if found is None:
                    continue
                for passage_number, spans in by_passage(found):
                    place = cited.setdefault((found.source.id, passage_number), {})
                    place.setdefault(number, []).extend(spans)
    return cited


def _source(
    source: Source,
    view: SourceView,
    cited: _Cited,
    levels: Mapping[int, int],
    portions: Portions,
) -> ArchivedSource:
    def passage(one: SourcePassage) -> ArchivedPassage:
        notes = cited.get((source.id, one.number), {})
        level = max((levels.get(note, NONE) for note in notes), default=NONE)
        return ArchivedPassage(
            one.number,
            one.text,
            one.kind,
            tuple(sorted(notes)),
            pieces(notes),
            one.repeat_of,
            anchor(source.id, one.number),
            f"({portions.marks[level].portion})" if level > NONE else "",
            page_words(source, [one.extent]),
        )

    passages = tuple(passage(one) for one in source.passages)
    return ArchivedSource(
        source.id,
        view.label,
        source.title,
        facts(view, source),
        source.language,
        passages,
        source.url or "",
    )


def pieces(notes: Mapping[int, Iterable[tuple[int, int]]]) -> tuple[Quoted, ...]:
    """The quoted words of a passage, cut where a quote begins or ends, so that no two pieces
    overlap; each with the notes that cite it."""
    spans = [(low, high, note) for note, held in notes.items() for low, high in held if low < high]
    cuts = sorted({edge for low, high, _ in spans for edge in (low, high)})
    made = []
    for start, end in pairwise(cuts):
        here = sorted({note for low, high, note in spans if low <= start and end <= high})
        if here:
            made.append(Quoted(start, end, tuple(here)))
    return tuple(made)
