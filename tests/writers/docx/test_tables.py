"""Column widths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import Column, Strength, Table
from briefgen.writers.docx.tables import column_widths

from .sample import cell


@given(
    st.lists(st.tuples(st.floats(0, 10), st.text(max_size=200)), min_size=1, max_size=12),
    st.integers(9000, 15000),
)
def test_widths_fill_the_room(columns: list[tuple[float, str]], room: int) -> None:
    """Together the columns are as wide as the room, and none is too narrow to read."""
    table = Table(
        tuple(Column(weight=weight) for weight, _ in columns),
        tuple(cell(text) for _, text in columns),
        (),
    )
    widths = column_widths(table, room)
    assert sum(widths) == room
    assert min(widths) > 300


def test_sentences_get_more_room_than_dates() -> None:
    """Without weights the content decides."""
    table = Table(
        (Column(), Column()),
        (cell("Outcome"), cell("By when")),
        ((cell("Zubrowka and Florin will convene their working group on grain."), cell("2031")),),
    )
    outcome, when = column_widths(table, 9000)
    assert outcome > 2 * when
    assert when >= 1000  # "By when" on one line in 9 pt


def test_weights_leave_room_for_the_longest_word() -> None:
    """A column with a small weight is still as wide as its dots with their word; the
    others share what is left by their weights."""
    strength = cell((Strength(5, "reaffirmed"),))
    table = Table(
        (Column(weight=6), Column(weight=0.5), Column(weight=3)),
        (cell("Outcome"), cell("Strength"), cell("Who")),
        ((cell("Zubrowka and Florin will convene."), strength, cell("Florin")),),
    )
    outcome, narrow, who = column_widths(table, 9000)
    assert narrow >= 16 * 5 * 20  # sixteen characters of about 5 pt
    assert outcome == pytest.approx(2 * who, abs=4)
    assert outcome + narrow + who == 9000
