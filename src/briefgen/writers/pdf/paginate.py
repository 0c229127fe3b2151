"""Paginate: rows and notes become pages.

A page is filled from the top; the notes of its marks grow from the foot. A row stays on
the page when it and the notes that it brings fit. Where it does not, the page ends at the
last place where it may: never after a heading, inside two lines of a paragraph's begin or
end, or between a table's header and its first row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from briefgen.record import sheet
from briefgen.writers.pdf.rows import Row
from briefgen.writers.pdf.tables import adopt, split_row

#: Between the body and the notes: room for a rule.
NOTE_GAP = 15.0
#: Room at the top of a page for the edge of a box that was cut.
CUT_INSET = 6.0
#: Notes that are continued leave this share of the page to the text.
_CARRY_SHARE = 0.6
#: A note of so many lines may be cut even where the text could be broken elsewhere.
_LONG_NOTE = 6


@sheet
class Page:
    """A page: rows and notes with their distance from the top of the body."""

    body: list[tuple[float, Row, bool]] = field(default_factory=list)  # bool: repeated
    notes: list[tuple[float, Row]] = field(default_factory=list)
    rule: float = 0.0
    carried: bool = False  # its notes begin in the middle of one
    cut: bool = False  # its notes end in the middle of one
    overflow: bool = False  # something stands beyond its foot

    def release(self) -> None:
        """Let go of what has been painted; rows and their frames refer to each other."""
        for _, row, _ in self.body:
            row.frames = ()
            row.header = None
        self.body.clear()
        self.notes.clear()


class Paginator:
    """Fills pages of `height` points. `note` gives the rows of a note by its number."""

    def __init__(self, height: float, note: Callable[[int], list[Row]]) -> None:
        self.height = height
        self.note = note
        self.carry: list[Row] = []
        self.carry_inside = False  # the first carried row is not the first of its note
        self.seen: set[int] = set()

    def pages(self, rows: list[Row]) -> list[Page]:
        """All pages. The rows are used up."""
        waiting = rows[::-1]
        pages: list[Page] = []
        while waiting or self.carry:
            page = self._page(waiting)
            if page is not None:
                pages.append(page)
        return pages or [Page()]

    # ------------------------------------------------------------------------ one page

    def _page(self, waiting: list[Row]) -> Page | None:
        """The next page; takes its rows from the end of `waiting`."""
        while waiting and waiting[-1].height < 0:
            waiting.pop()  # a page break at the top of a page is done already
        if not waiting and not self.carry:
            return None
        page = Page()
        notes: list[Row] = []
        page.carried = bool(self.carry) and self.carry_inside
        used_notes = self._take_carry(notes, self.height * (_CARRY_SHARE if waiting else 1.0))
        y = 0.0
        #: (rows placed, notes placed, height of notes, rows left) at the last good end
        good: tuple[int, int, float, int] | None = None
        base = len(notes)
        taken: list[Row] = []
        seen: list[int] = []
        while waiting:
            row = waiting[-1]
            if row.height < 0:
                waiting.pop()
                good = (len(page.body), len(notes), used_notes, 0)
                break
            start = y + row.space
            if not page.body:
                start = 0.0
                if row.frames and row.frames[0].first is not row:
                    start += CUT_INSET
                if row.header is not None and row.header.height < self.height / 2:
                    page.body.append((start, row.header, True))
                    start += row.header.height
            new = self._new(row)
            brought = [r for n in new for r in self.note(n)]
            notes_height = _height(brought, bool(notes))
            fits = start + row.height + used_notes + notes_height <= self.height + 0.01
            if fits and not (self.carry and new):
                waiting.pop()
                taken.append(row)
                page.body.append((start, row, False))
                y = start + row.height
                notes.extend(brought)
                used_notes += notes_height
                self.seen.update(new)
                seen.extend(new)
                if not row.keep:
                    good = (len(page.body), len(notes), used_notes, len(taken))
                continue
            room = self.height - start - used_notes
            if self._cut_here(page, waiting, start, room, notes, bool(taken), good is not None):
                good = None
                break
            if good is None and taken and base:
                # notes of the page before fill this one: what belongs together moves on
                good = (0, base, used_notes, 0)
            if good is not None:
                placed, kept_notes, used_notes, count = good
                for gone in reversed(taken[count:]):
                    waiting.append(gone)
                    self.seen.difference_update(gone.notes)
                del page.body[placed:]
                del notes[kept_notes:]
            elif not taken and not base:
                self._force(page, waiting, start, room, notes)
            break
        else:
            good = None
        self._foot(page, notes)
        return page

    def _cut_here(
        self,
        page: Page,
        waiting: list[Row],
        start: float,
        room: float,
        notes: list[Row],
        started: bool,
        escape: bool,
    ) -> bool:
        """Put a part of a table row, or a row with a part of its last note, on the page.

        Done where the row would not fit on a page of its own or is so high that moving
        it leaves a hole; and for notes that are long.
        """
        row = waiting[-1]
        if self.carry and row.notes:
            return False
        whole = row.height + _height(self._brought(row), False)
        if row.cells and (whole > self.height * 0.4 or not started):
            halves = self._halves(row, room, bool(notes))
            if halves is not None:
                waiting.pop()
                adopt(row, halves)
                waiting.append(halves[1])
                page.body.append((start, halves[0], False))
                notes.extend(self._brought(halves[0]))
                self.seen.update(halves[0].notes)
                return True
        brought = self._brought(row)
        new = self._new(row)
        if not new or (row.keep and (escape or started) and whole <= self.height):
            return False
        long_note = len(self.note(new[-1])) >= _LONG_NOTE
        if not long_note and (started or whole <= self.height):
            return False
        space = room - row.height
        before = len(brought) - len(self.note(new[-1]))
        count = _fitting(brought, space, bool(notes), before)
        if count < before + 1:
            return False
        waiting.pop()
        page.body.append((start, row, False))
        self.seen.update(new)
        notes.extend(brought[:count])
        self.carry = brought[count:]
        self.carry_inside = True
        page.cut = bool(self.carry)
        return True

    def _brought(self, row: Row) -> list[Row]:
        """The rows of the notes that this row brings to its page."""
        return [r for n in self._new(row) for r in self.note(n)]

    def _new(self, row: Row) -> list[int]:
        """The notes that are not on a page yet. A mark broken over two lines counts once."""
        return [n for n in dict.fromkeys(row.notes) if n not in self.seen]

    def _halves(self, row: Row, room: float, some: bool) -> tuple[Row, Row] | None:
        """A table row cut so that its first part and the notes in it fit."""
        low, high = 0.0, min(room, row.height)
        limit = high
        best: tuple[Row, Row] | None = None
        # the higher the first part, the more notes it brings: search for the highest
        while high - low > 3.0:
            halves = split_row(row, limit)
            if halves is None:
                low = limit
            elif halves[0].height + _height(self._brought(halves[0]), some) > room + 0.01:
                high = min(limit, halves[0].height)
            else:
                best, low = halves, limit
            if limit == min(room, row.height) and best is not None:
                break
            limit = (low + high) / 2
        return best

    def _force(
        self, page: Page, waiting: list[Row], start: float, room: float, notes: list[Row]
    ) -> None:
        """Put a row on an empty page though it or its notes are too high for it."""
        row = waiting.pop()
        if row.notes:
            # as little of a table row as can be: each part brings its own notes
            for least in (20.0, 40.0, 80.0, 160.0):
                halves = split_row(row, least)
                if halves is not None:
                    adopt(row, halves)
                    row = halves[0]
                    waiting.append(halves[1])
                    break
        brought = self._brought(row)
        self.seen.update(row.notes)
        page.body.append((start, row, False))
        page.overflow = start + row.height > self.height + 0.5
        count = _fitting(brought, room - row.height, bool(notes), 0)
        notes.extend(brought[:count])
        self.carry.extend(brought[count:])
        self.carry_inside = bool(count) and not _begins_note(brought, count)
        page.cut = self.carry_inside

    # --------------------------------------------------------------------------- notes

    def _take_carry(self, notes: list[Row], limit: float) -> float:
        """Notes left over from the page before come first; returns their height."""
        if not self.carry:
            return 0.0
        count = _fitting(self.carry, limit, False, 0) or 1
        notes.extend(self.carry[:count])
        inside = not _begins_note(self.carry, count)
        self.carry = self.carry[count:]
        self.carry_inside = inside
        return _height(notes, False)

    def _foot(self, page: Page, notes: list[Row]) -> None:
        """Place the notes at the foot; what room is left goes to notes that wait."""
        if self.carry and notes:
            last = page.body[-1] if page.body else None
            used = (last[0] + last[1].height if last else 0.0) + _height(notes, False)
            count = _fitting(self.carry, self.height - used, True, 0)
            if count:
                inside = not _begins_note(self.carry, count)
                notes.extend(self.carry[:count])
                self.carry = self.carry[count:]
                self.carry_inside = inside
        if self.carry:
            page.cut = self.carry_inside
        else:
            page.cut = False
            self.carry_inside = False
        if not notes:
            return
        height = _height(notes, False) - NOTE_GAP
        y = self.height - height
        page.rule = y - NOTE_GAP * 0.4
        for index, row in enumerate(notes):
            if index:
                y += row.space
            page.notes.append((y, row))
            y += row.height


def _height(rows: list[Row], some: bool) -> float:
    """The height that notes need; `some` when the page has notes already."""
    if not rows:
        return 0.0
    height = sum(row.height + row.space for row in rows)
    return height if some else height - rows[0].space + NOTE_GAP


def _begins_note(rows: list[Row], at: int) -> bool:
    """Whether a note ends before the row: the first row of one has the note's anchor."""
    return at >= len(rows) or bool(rows[at].anchors)


def _fitting(rows: list[Row], room: float, some: bool, least: int) -> int:
    """How many rows of notes fit, without orphans and widows where that is possible."""
    used = 0.0 if some else NOTE_GAP - (rows[0].space if rows else 0.0)
    count = good = 0
    for row in rows:
        used += row.height + row.space
        if used > room + 0.01:
            break
        count += 1
        if not row.keep:
            good = count
    return good if good > least else count
