"""Column widths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import Column, Table
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
