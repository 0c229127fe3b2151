"""Line breaking against a search through every possibility."""

from __future__ import annotations

import itertools
import random

import pytest

from briefgen.writers.pdf.breaking import FORCED, SPACE, TIED, break_lines


def _raggedness(lines: list[tuple[int, int]], widths: list[float], width: float) -> float:
    """The sum of the squares of what each line but the last leaves empty; a line that is
    too long is out of the question."""
    total = 0.0
    for start, end in lines:
        used = sum(widths[start:end]) + (end - start - 1)
        if used > width + 1e-6:
            return float("inf")
        if end < len(widths):
            total += ((width - used) / width) ** 2
    return total


def _all_breaks(count: int) -> list[list[tuple[int, int]]]:
    found = []
    for chosen in itertools.product((False, True), repeat=count - 1):
        cuts = [0, *(i + 1 for i, cut in enumerate(chosen) if cut), count]
        found.append(list(itertools.pairwise(cuts)))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_no_other_breaks_look_better(seed: int) -> None:
    """Of all ways with the fewest lines, ours is as even as the best."""
    r = random.Random(seed)
    widths = [float(r.randint(2, 9)) for _ in range(11)]
    width = float(r.randint(16, 24))
    lines, _ = break_lines(widths, [1.0] * 11, [SPACE] * 11, width)
    assert [line[0] for line in lines[1:]] == [line[1] for line in lines[:-1]]
    possible = [c for c in _all_breaks(11) if _raggedness(c, widths, width) < 1e9]
    fewest = min(len(choice) for choice in possible)
    assert len(lines) == fewest
    best = min(_raggedness(c, widths, width) for c in possible if len(c) == fewest)
    # a last line of one short word costs a little: up to that much may be given for it
    assert _raggedness(lines, widths, width) <= best + 0.05 + 1e-9


def test_forced_breaks_hold() -> None:
    """A forced break ends its line, however empty that is."""
    kinds = [SPACE, FORCED, SPACE, SPACE]
    assert break_lines([1.0] * 4, [1.0] * 4, kinds, 100.0)[0] == [(0, 2), (2, 4)]


def test_a_word_wider_than_the_line_stands_alone() -> None:
    """Nothing loops and nothing is lost when a word cannot fit."""
    lines, worst = break_lines([3.0, 50.0, 3.0], [1.0] * 3, [SPACE] * 3, 10.0)
    assert lines == [(0, 1), (1, 2), (2, 3)]
    assert worst == 1.0


def test_a_tied_space_ends_no_line() -> None:
    """Words that are read as one move to the next line together."""
    widths, gaps = [4.0, 3.0, 1.0, 4.0, 3.0], [1.0] * 5
    assert break_lines(widths, gaps, [SPACE] * 5, 10.0)[0] == [(0, 3), (3, 5)]
    kinds = [SPACE, SPACE, TIED, SPACE, SPACE]
    assert break_lines(widths, gaps, kinds, 10.0)[0] == [(0, 2), (2, 5)]


@pytest.mark.parametrize("justify", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_a_tied_space_never_makes_a_line_too_long(seed: int, justify: bool) -> None:
    """Nor is a line added for it: where they do not fit, tied words are parted."""
    r = random.Random(seed)
    widths, gaps = [float(r.randint(2, 9)) for _ in range(16)], [1.0] * 16
    width = float(r.randint(10, 24))
    kinds = [SPACE] * 16
    kinds[r.randrange(15)] = TIED
    lines, _ = break_lines(widths, gaps, kinds, width, justify=justify)
    for start, end in lines:
        gap = 0.8 if justify else 1.0
        assert sum(widths[start:end]) + gap * (end - start - 1) <= width + 0.02
    free, _ = break_lines(widths, gaps, [SPACE] * 16, width, justify=justify)
    assert len(lines) == len(free)
    assert break_lines(widths, gaps, [TIED] * 16, 3.0)[0][0] == (0, 1)
