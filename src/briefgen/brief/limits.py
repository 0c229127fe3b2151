"""Bounds on what a template may do, counted in steps so that they are the same everywhere.

A step is one turn of a loop, one call, one value printed, or one item that a filter looks
at. The clock is only a second line of defence: what happens between two steps is
itself bounded by the size of values.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import field
from typing import Any

from briefgen.brief.pieces import Values
from briefgen.record import sheet

MAX_STEPS = 2_000_000
MAX_SECONDS = 10.0
MAX_OUTPUT = 16_000_000
MAX_TEXT = 1_000_000
MAX_ITEMS = 100_000
MAX_RANGE = 10_000
MAX_NUMBER = 10**15


class LimitReached(Exception):  # noqa: N818 - a user's mistake, not a bug
    """A template went beyond a bound; the message says which."""


@sheet
class Run:
    """One rendering: the values put aside and what has been used up."""

    values: Values = field(default_factory=Values)
    steps: int = 0
    size: int = 0
    started: float = field(default_factory=time.monotonic)

    def step(self, count: int = 1) -> None:
        """Count steps."""
        self.steps += count
        if self.steps > MAX_STEPS:
            raise LimitReached(f"it takes more than {MAX_STEPS:,} steps")
        if self.steps & 1023 < count and time.monotonic() - self.started > MAX_SECONDS:
            raise LimitReached(f"it takes longer than {MAX_SECONDS:.0f} seconds")

    def wrote(self, length: int) -> None:
        """Count characters of output."""
        self.size += length
        if self.size > MAX_OUTPUT:
            raise LimitReached(f"it writes more than {MAX_OUTPUT:,} characters")


RUN: ContextVar[Run] = ContextVar("briefgen_template_run")


class Bounded:
    """An iterable whose every turn is counted; what `{% for %}` really loops over."""

    __slots__ = ("_items",)

    def __init__(self, items: Any) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        step = RUN.get().step
        for item in self._items:
            step()
            yield item

    def __len__(self) -> int:
        return len(self._items)


def bounded_range(*args: Any) -> range:
    """`range` of at most `MAX_RANGE` numbers."""
    numbers = range(*args)
    try:
        length = len(numbers)
    except OverflowError:
        length = MAX_RANGE + 1
    if length > MAX_RANGE:
        raise LimitReached(f"a range has at most {MAX_RANGE:,} numbers")
    return numbers


def bounded_text(text: str) -> str:
    """The text, if it is not too long."""
    if len(text) > MAX_TEXT:
        raise LimitReached(f"a text has at most {MAX_TEXT:,} characters")
    return text


def bounded_number(number: Any) -> Any:
    """The number, if it is not too large."""
    if not -MAX_NUMBER <= number <= MAX_NUMBER:
        raise LimitReached(f"a number is at most {MAX_NUMBER:,}")
    return number


def arithmetic(operator: str, left: Any, right: Any, plain: Any) -> Any:
    """`left operator right`: numbers with numbers, and `+` also of texts or of lists."""
    number = (int, float)
    if isinstance(left, number) and isinstance(right, number):
        return bounded_number(plain(left, right))
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        RUN.get().step(1 + (len(left) + len(right)) // 1000)
        return bounded_text(str.__add__(left, right))
    if operator == "+" and isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        RUN.get().step(1 + (len(left) + len(right)) // 8)
        if len(left) + len(right) > MAX_ITEMS:
            raise LimitReached(f"a list has at most {MAX_ITEMS:,} items")
        return [*left, *right]
    raise TypeError(f"`{operator}` works on numbers; use `~` to join texts")
