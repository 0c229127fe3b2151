"""Tables line up, also with wide characters, and a highlight stays where it belongs."""

from __future__ import annotations

from briefgen.report.display import width
from briefgen.report.tables import highlighted, table


def test_columns_line_up() -> None:
    """Every row starts its second column at the same column of the screen."""
    lines = table(("id", "title"), [("a", "one"), ("鉱物", "two")]).split("\n")
    assert lines == ["id    title", "a     one", "鉱物  two"]
    starts = zip(lines, ("title", "one", "two"), strict=True)
    assert {width(line[: line.index(word)]) for line, word in starts} == {6}


def test_numbers_are_flush_right() -> None:
    """Numbers are read by their last digit."""
    assert table(("n", "x"), [("7", "a"), ("12", "b")], right=(0,)) == " n  x\n 7  a\n12  b"


def test_last_column_is_cut_to_the_terminal() -> None:
    """On a terminal no row wraps; a program gets everything."""
    row = ("id", "a summary that is much too long for a narrow terminal")
    assert max(map(width, table(("id", "s"), [row], columns=30).split("\n"))) == 30
    assert row[1] in table(("id", "s"), [row])


def test_the_widest_columns_are_cut() -> None:
    """Ids, which people type, and numbers stay whole; what is widest gives way."""
    header = ("id", "outcomes", "themes", "title")
    row = ("ferry-line-to-lutz", "12345678", "trade, transport, islands, harbours", "A" * 60)
    for columns in (60, 70, 80, 100):
        lines = table(header, [row], right=(1,), columns=columns).split("\n")
        assert max(map(width, lines)) == columns
        assert all(word in lines[1] for word in row[:2])
    assert table(header, [row], right=(1,), columns=200) == table(header, [row], right=(1,))


def test_highlight() -> None:
    """The quoted words are between marks; spans may touch and overlap."""
    assert highlighted("one two three", [(4, 7)]) == "one ⟦two⟧ three"
    assert highlighted("one two three", [(0, 3), (2, 7)]) == "⟦one⟧⟦ two⟧ three"
    assert highlighted("one", []) == "one"
