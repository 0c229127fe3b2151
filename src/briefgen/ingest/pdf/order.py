"""Reading order: which line comes after which, in one column or several.

Most programs draw a page in its reading order, frame by frame, so lines that follow each other
down the page stay together. Only where that order makes no sense (lines drawn across
columns) is each line placed by itself. Either way the frames or lines are then read column by
column, as white space parts them; what reaches over several columns parts what is above it
from what is below.
"""

from __future__ import annotations

from itertools import pairwise

from briefgen.ingest.pdf.lines import Line
from briefgen.ingest.pdf.sight import Box

#: From this share of steps that jump across the page, its drawing order is none.
_DISORDER = 0.08


def columns(lines: list[Line]) -> list[list[Line]]:
    """The lines of a page as stretches to be read down, one after the other."""
    if not lines:
        return []
    frames = [[line] for line in lines] if _disorder(lines) > _DISORDER else _frames(lines)
    return _stretches([frames[place] for place in _ordered(frames, list(range(len(frames))))])


def _disorder(lines: list[Line]) -> float:
    jumps = 0
    for line, following in pairwise(lines):
        size = max(line.size, following.size)
        up = line.base - following.base
        if (up > 0.7 * size and following.x0 < line.x1) or (
            abs(up) < 0.5 * size and following.x0 > line.x1 + size
        ):
            jumps += 1
    return jumps / max(1, len(lines) - 1)


def _frames(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow each other down the page. One that stands far from the last, or beside
    it, begins a frame of its own."""
    frames = [[lines[0]]]
    left, right = lines[0].x0, lines[0].x1
    for line, following in pairwise(lines):
        size = max(line.size, following.size)
        step = following.base - line.base
        apart = following.x0 > right + size or following.x1 < left - size
        if not 0.3 * size < step < 4 * size or apart:
            frames.append([])
            left, right = following.x0, following.x1
        frames[-1].append(following)
        left, right = min(left, following.x0), max(right, following.x1)
    return frames


def _stretches(frames: list[list[Line]]) -> list[list[Line]]:
    """Frames below each other in one column read as one stretch."""
    made: list[list[Line]] = []
    for frame in frames:
        if made and _goes_on(made[-1], frame):
            made[-1].extend(frame)
        else:
            made.append(list(frame))
    return made


def _goes_on(stretch: list[Line], frame: list[Line]) -> bool:
    last, first = stretch[-1], frame[0]
    if last.beside(first) and first.x0 > last.x1:
        return True  # further along the same row
    box = _box([frame])
    widths = sorted(max(line.width for line in lines) for lines in (stretch[-3:], frame[:3]))
    if min(len(stretch), len(frame)) > 1 and widths[1] > 1.6 * widths[0]:
        return False  # what is set over the whole page, and a column below it
    overlap = min(_box([stretch]).x1, box.x1) - max(_box([stretch]).x0, box.x0)
    return first.base > last.base and overlap > 0.3 * min(box.x1 - box.x0, last.width)


def _box(frames: list[list[Line]]) -> Box:
    lines = [line for frame in frames for line in frame]
    return Box(
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.foot for line in lines),
    )


def _ordered(frames: list[list[Line]], places: list[int], depth: int = 0) -> list[int]:
    """The places of frames in reading order."""
    if len(places) < 2:
        return places
    boxes = {place: _box([frames[place]]) for place in places}
    size = min(line.size for place in places for line in frames[place])
    gutter = _gutter(list(boxes.values()), 2.5 * size) if depth < 12 else None
    if gutter is None:
        return sorted(places, key=lambda p: (round(boxes[p].y0), boxes[p].x0))
    across = sorted(
        (p for p in places if boxes[p].x0 < gutter - 1 and boxes[p].x1 > gutter + 1),
        key=lambda p: boxes[p].y0,
    )
    beside = [p for p in places if p not in set(across)]
    ordered: list[int] = []
    # what reaches over the gutter parts what stands above it from what stands below
    for limit in [*across, None]:
        band = beside
        if limit is not None:
            middle = (boxes[limit].y0 + boxes[limit].y1) / 2
            band = [p for p in beside if (boxes[p].y0 + boxes[p].y1) / 2 < middle]
        left = [p for p in band if boxes[p].x1 <= gutter + 1]
        right = [p for p in band if boxes[p].x1 > gutter + 1]
        ordered += _ordered(frames, left, depth + 1) + _ordered(frames, right, depth + 1)
        if limit is not None:
            ordered.append(limit)
        taken = set(band)
        beside = [p for p in beside if p not in taken]
    return ordered


def _gutter(boxes: list[Box], least: float) -> float | None:
    """The middle of the white strip that parts most of the boxes into columns, which stand beside
    each other and are each at least so high."""
    best, found = 0.0, None
    edges = sorted({round(box.x1, 1) for box in boxes})
    starts = sorted({round(box.x0, 1) for box in boxes})
    for edge in edges[:-1] if len(edges) > 1 else []:
        following = next((start for start in starts if start > edge + 4), None)
        if following is None:
            continue
        middle = (edge + following) / 2
        left = [b for b in boxes if b.x1 <= middle + 1]
        right = [b for b in boxes if b.x0 >= middle - 1]
        over = [b for b in boxes if b.x0 < middle - 1 and b.x1 > middle + 1]
        if not left or not right:
            continue
        heights = [sum(b.y1 - b.y0 for b in side) for side in (left, right, over)]
        shared = min(max(b.y1 for b in left), max(b.y1 for b in right)) - max(
            min(b.y0 for b in left), min(b.y0 for b in right)
        )
        if shared < least or min(heights[:2]) < least or heights[2] > min(heights[:2]):
            continue
        score = min(heights[:2]) - heights[2] + (following - edge)
        if score > best:
            best, found = score, middle
    return found
