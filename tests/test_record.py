"""Records: dataclasses that are frozen, compared by value, and cost little to declare."""

from __future__ import annotations

import pickle
from dataclasses import (
    MISSING,
    FrozenInstanceError,
    asdict,
    field,
    fields,
    is_dataclass,
    make_dataclass,
    replace,
)

import pytest

from briefgen.record import names, record, sheet
from briefgen.record import replace as replaced


@record
class Point:
    """A place."""

    x: int
    y: int = 0
    names: list[str] = field(default_factory=list)


@record
class Mark(Point):
    """A place with a sign."""

    sign: str = "+"


@record
class Nothing:
    """No fields."""


@record
class Positive:
    """A field with a rule."""

    value: int

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise ValueError(self.value)


def test_fields_by_position_and_name() -> None:
    """Fields are given in order or by name; defaults are made anew for each record."""
    assert (Point(1).x, Point(1, 2).y, Point(y=2, x=1).y) == (1, 2, 2)
    assert Point(1).names == []
    assert Point(1).names is not Point(1).names
    mark = Mark(1, 2, [], "-")
    assert (mark.x, mark.y, mark.sign) == (1, 2, "-")
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(1, z=2)  # type: ignore[call-arg]


def test_frozen() -> None:
    """Nothing of a record can be set, added or deleted."""
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        point.other = 2  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert point.x == 1


def test_equal_by_value_and_kind() -> None:
    """Equal are records of one kind with equal values; equal records have one hash."""
    assert Point(1, 2) == Point(1, 2) != Point(2, 2)
    assert Point(1) != Mark(1)
    assert Point(1) != (1, 0, [])
    assert Nothing() == Nothing() != Point(1)
    assert hash(Positive(3)) == hash(Positive(3))
    assert len({Positive(3), Positive(3), Nothing(), Nothing()}) == 2
    with pytest.raises(TypeError):
        hash(Point(1))  # holds a list


def test_is_a_dataclass() -> None:
    """`replace`, `fields` and `match` work as with any dataclass."""
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert [part.name for part in fields(Mark)] == ["x", "y", "names", "sign"]
    assert names(Mark) == names(Mark(1)) == ("x", "y", "names", "sign")
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert repr(Mark(1)) == "Mark(x=1, y=0, names=[], sign='+')"


def test_pickled_and_back() -> None:
    """A record that travels between processes arrives as it was."""
    mark = Mark(1, 2, ["a"], "-")
    assert pickle.loads(pickle.dumps(mark)) == mark


def test_rules_hold() -> None:
    """A record's own rule is asked each time that one is made."""
    with pytest.raises(ValueError, match="-1"):
        Positive(-1)
    with pytest.raises(ValueError, match="0"):
        replace(Positive(1), value=0)


def test_what_dataclasses_keep() -> None:
    """`dataclasses` is told of the fields when it asks, and then each time the same."""
    assert is_dataclass(Point)
    assert [(f.name, f.type, f.default) for f in fields(Point)][:2] == [
        ("x", "int", MISSING),
        ("y", "int", 0),
    ]
    assert fields(Point)[2].default_factory is list
    assert fields(Point) == fields(Point(1))
    assert asdict(Mark(1)) == {"x": 1, "y": 0, "names": [], "sign": "+"}
    assert fields(Nothing) == ()


@sheet
class Page:
    """Filled in as work goes on."""

    number: int
    lines: list[str] = field(default_factory=list)


def test_a_sheet_changes() -> None:
    """What a sheet holds can be set; a sheet is equal to itself only, and has no other fields."""
    page = Page(1)
    page.number = 2
    page.lines.append("a")
    assert (page.number, page.lines, Page(2).lines) == (2, ["a"], [])
    assert page == page != Page(2, ["a"])
    assert len({page, page, Page(2)}) == 2
    with pytest.raises(AttributeError):
        page.other = 1  # type: ignore[attr-defined]
    assert [part.name for part in fields(Page)] == ["number", "lines"]
    assert replace(page, number=3).number == 3


def test_replaced() -> None:
    """A copy with other values, of a record and of any dataclass, as `dataclasses` makes it."""
    mark = Mark(1, 2, ["a"], "-")
    for changes in ({}, {"x": 5}, {"sign": "+", "names": []}):
        assert replaced(mark, **changes) == replace(mark, **changes)
    with pytest.raises(TypeError):
        replaced(mark, colour="red")
    with pytest.raises(ValueError, match="0"):
        replaced(Positive(1), value=0)
    plain = make_dataclass("Plain", ["a", "b"])(1, 2)
    assert replaced(plain, b=3) == replace(plain, b=3)
