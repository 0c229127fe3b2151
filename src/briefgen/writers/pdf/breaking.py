"""Optimal line breaking: the set of breaks that makes the whole paragraph look best.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), as dynamic programming
over the breakpoints. Every line is judged together with all that follow, so one short
line is not bought with the next.
"""

from __future__ import annotations

from collections.abc import Sequence

#: How a piece is parted from the next one; TIED is a space that should not end a line.
SPACE, JOIN, HYPHEN, FORCED, TIED = 1, 2, 3, 4, 5

_LINE = 0.35  # what a line costs, beside its looks: an extra one is never worth it
_HYPHEN = 0.06
_TIED = 0.15  # a line may be left nearly 40 % empty instead, but none is added for it
_NARROW = 0.8  # what may be left of a gap in a justified line
_STUMP = 0.85  # a last line that leaves more empty is a word by itself: better fill it up
_FULL = 0.5  # a ragged line may leave this share of the width empty before it is a last resort


def break_lines(
    widths: Sequence[float],
    gaps: Sequence[float],
    kinds: Sequence[int],
    width: float,
    *,
    justify: bool = False,
    hyphen: float = 0.0,
) -> tuple[list[tuple[int, int]], float]:
    """The lines as half-open ranges of pieces, and how bad the worst of them is.

    Piece `i` is `widths[i]` wide and followed by a gap of `gaps[i]`, of `kinds[i]`;
    `hyphen` is the width of a hyphen, printed when a line ends at one. Badness is the
    share of the width that a line (not the last) leaves empty, or 1 when one is too long.
    """
    lines: list[tuple[int, int]] = []
    worst = 0.0
    start = 0
    count = len(widths)
    while start < count:
        end = start
        total = 0.0
        while end < count and kinds[end] != FORCED:
            total += widths[end] + gaps[end]
            end += 1
        end = min(end + 1, count)
        if end <= count and kinds[end - 1] == FORCED:
            total += widths[end - 1]
        if total - gaps[end - 1] <= width + 0.01:
            lines.append((start, end))
        else:
            found, bad = _optimal(widths, gaps, kinds, start, end, width, justify, hyphen)
            lines.extend(found)
            worst = max(worst, bad)
        start = end
    return lines, worst


def _optimal(
    widths: Sequence[float],
    gaps: Sequence[float],
    kinds: Sequence[int],
    start: int,
    end: int,
    width: float,
    justify: bool,
    hyphen: float,
) -> tuple[list[tuple[int, int]], float]:
    """The best breaks of a stretch without forced breaks that needs several lines."""
    count = end - start
    # position[i]: where piece i begins when all stand on one endless line
    position = [0.0] * (count + 1)
    at = 0.0
    for index in range(count):
        at += widths[start + index] + gaps[start + index]
        position[index + 1] = at
    # tight[i]: the same with gaps as narrow as they may be
    tight = position
    if justify:
        tight = [0.0] * (count + 1)
        at = 0.0
        for index in range(count):
            at += widths[start + index] + gaps[start + index] * _NARROW
            tight[index + 1] = at
    costs = [0.0] * (count + 1)
    froms = [0] * (count + 1)
    empty = [0.0] * (count + 1)
    low = 0
    room = width + 0.01
    inverse = 1 / width
    for to in range(1, count + 1):
        last = start + to - 1
        finish = position[to] - gaps[last]
        limit = finish - room
        if justify:
            limit = tight[to] - gaps[last] * _NARROW - room
        extra = 0.0
        kind = kinds[last]
        if kind > JOIN and to < count:
            if kind == HYPHEN:
                finish += hyphen
                limit += hyphen
                extra = _HYPHEN
            else:
                extra = _TIED
        while low < to - 1 and tight[low] < limit:
            low += 1
        final = to == count
        rest = width - finish
        best, best_from, best_empty = 1e9, low, 0.0
        for origin in range(low, to):
            slack = (rest + position[origin]) * inverse
            if slack > _FULL and origin > low and not final:
                break  # from here on lines only get shorter
            cost = costs[origin]
            if slack < 0:
                # squeezed gaps when justified; otherwise one piece wider than the line
                cost += slack * slack * (4 if justify and origin < to - 1 else 100)
            elif not final:
                cost += slack * slack
            elif slack > _STUMP:
                cost += 0.05
            if cost < best:
                best, best_from, best_empty = cost, origin, slack
        costs[to], froms[to] = best + _LINE + extra, best_from
        empty[to] = min(best_empty, 0.0) if final else best_empty
    lines: list[tuple[int, int]] = []
    worst = 0.0
    to = count
    while to > 0:
        origin = froms[to]
        lines.append((start + origin, start + to))
        if to < count or empty[to] < 0:
            worst = max(worst, empty[to] if empty[to] >= 0 else (0.0 if justify else 1.0))
        to = origin
    lines.reverse()
    return lines, worst
