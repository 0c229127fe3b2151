"""Drawings of outcomes: when words say that something is due, and what stands in the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.brief.charts import matrix, period, timeline
from briefgen.document import Cell, Paragraph, Style, Table, plain_text
from briefgen.figures import Box, Label
from briefgen.workspace.model import Due, Outcome

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("1 March 2031", (2031, 3, 1), (2031, 3, 1)),
        ("by March 1st, 2031", (2031, 3, 1), (2031, 3, 1)),
        ("2031-03-01", (2031, 3, 1), (2031, 3, 1)),
        ("before the end of February 2028", (2028, 2, 1), (2028, 2, 29)),
        ("in Sept. 2031", (2031, 9, 1), (2031, 9, 30)),
        ("in Maritime 2031", (2031, 1, 1), (2031, 12, 31)),
        ("early 2026", (2026, 1, 1), (2026, 4, 30)),
        ("mid-2026", (2026, 5, 1), (2026, 8, 31)),
        ("by the end of 2027", (2027, 12, 1), (2027, 12, 31)),
        ("the first half of 2030", (2030, 1, 1), (2030, 6, 30)),
        ("Q3 2029", (2029, 7, 1), (2029, 9, 30)),
        ("2030", (2030, 1, 1), (2030, 12, 31)),
        ("31 February 2030", (2030, 2, 1), (2030, 2, 28)),
    ],
)
def test_periods(words: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """The narrowest reading of the words, worked out on a calendar."""
    assert period(words) == (date(*first), date(*last))


@pytest.mark.parametrize("words", ["", "soon", "within 30 days", "after the 18th Dialogue", "202"])
def test_no_period(words: str) -> None:
    assert period(words) is None


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    """Those of the example."""
    workspace = pipeline.load(ROOT).workspace
    assert workspace is not None
    return workspace.outcomes()


def words(cell: Cell) -> str:
    return " ".join(plain_text(b.children) for b in cell.blocks if isinstance(b, Paragraph))


def rows(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[words(cell) for cell in row] for row in table.rows]


def due(outcome: Outcome, text: str) -> Outcome:
    return replace(outcome, due=Due(text, outcome.span))


def test_the_line_of_time(outcomes: tuple[Outcome, ...]) -> None:
    """Soonest first; what has no year stands in the table alone, and who reads aloud hears all
    that is drawn."""
    one, two, three, *_ = outcomes
    given = [due(one, "2031"), due(two, "early 2030"), due(three, "soon")]
    (figure,) = timeline(given, Style())
    assert [row[0] for row in rows(figure.table)] == ["early 2030", "2031", "soon"]
    assert figure.alt.index("early 2030") < figure.alt.index("2031")
    assert "soon" not in figure.alt
    bars = [shape for shape in figure.drawing.shapes if isinstance(shape, Box)]
    assert len(bars) == 2
    first, second = bars
    # from 2030 to the end of 2031: four months of 24, then the second half
    wide = figure.drawing.width
    assert first.width == pytest.approx(wide / 6, rel=0.03)
    assert second.x == pytest.approx(wide / 2, rel=0.02)
    assert second.width == pytest.approx(wide / 2, rel=0.02)
    for shape in figure.drawing.shapes:
        if isinstance(shape, Box):
            assert 0 <= shape.x <= shape.x + shape.width <= wide


def test_nothing_is_drawn_of_nothing(outcomes: tuple[Outcome, ...]) -> None:
    assert timeline([replace(o, due=None) for o in outcomes], Style()) == ()
    assert matrix([replace(outcomes[0], themes=("quad",))], {}, Style()) == ()
    assert matrix([], {}, Style()) == ()


def test_the_matrix_counts(outcomes: tuple[Outcome, ...]) -> None:
    """As many as a count over the records gives; drawing and table agree."""
    titles = {"technology": "Technology"}
    (figure,) = matrix(outcomes, titles, Style())
    table = rows(figure.table)
    total = sum(len(outcome.themes) for outcome in outcomes)
    assert sum(int(number) for row in table for number in row[1:]) == total
    (technology,) = [row for row in table if row[0] == "Technology"]
    decided = sum("technology" in o.themes and o.commitment == "decided" for o in outcomes)
    assert int(technology[2]) == decided > 0
    drawn = [s.text for s in figure.drawing.shapes if isinstance(s, Label) and s.text.isdigit()]
    assert sum(map(int, drawn)) == total
