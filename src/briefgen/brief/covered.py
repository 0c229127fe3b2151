"""The table of what the sources hold: cited here, cited elsewhere, cited nowhere."""

from __future__ import annotations

from collections.abc import Container, Mapping

from briefgen.brief.context import SourceView
from briefgen.document import Blocks, Column, Table, Text, text_cell
from briefgen.evidence.book import Book
from briefgen.evidence.coverage import coverage, series_of
from briefgen.workspace.model import Workspace

HEADER = ("Source", "Cited in this brief", "Cited in others", "Cited in none")


def coverage_table(
    workspace: Workspace,
    book: Book,
    views: Mapping[str, SourceView],
    here: Container[tuple[str, int]],
) -> Blocks:
    """A row for each source of the brief with the numbers of its passages of body text. `here`
    are the passages that the brief cites, by source and number."""
    rows = []
    for one in coverage(workspace, book):
        if one.source not in views:
            continue
        mine, others, none = [], [], []
        for covered in one.body:
            number = covered.passage.number
            if (one.source, number) in here:
                mine.append(number)
            elif covered.cited:
                others.append(number)
            else:
                none.append(number)
        words = (
            views[one.source].label,
            *(series_of(part) or "–" for part in (mine, others, none)),
        )
        rows.append(tuple(text_cell(word) for word in words))
    if not rows:
        return ()
    columns = (Column(weight=2), Column(weight=3), Column(weight=3), Column(weight=3))
    caption = (Text("Passages of the sources, by whether they are cited"),)
    header = tuple(text_cell(word) for word in HEADER)
    return (Table(columns, header, tuple(rows), caption, row_headers=True),)
