"""Pair kerning out of a font's `GPOS` table.

Only what Latin text needs: the lookups of the feature `kern`, pair adjustment (lookup
type 2, also behind extension type 9), the first value's horizontal advance (OpenType 1.9,
"GPOS: Lookup type 2 subtable"). Tables are read where they lie, pair by pair, so that a
font with 180 KB of kerning costs only the pairs that a brief has.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class _Classes(NamedTuple):
    """A class definition: first glyphs, last glyphs and classes of its ranges."""

    firsts: Sequence[int]
    lasts: Sequence[int]
    values: Sequence[int]

    def of(self, glyph: int) -> int:
        at = bisect_right(self.firsts, glyph) - 1
        return self.values[at] if at >= 0 and glyph <= self.lasts[at] else 0


class _Subtable(NamedTuple):
    """A pair adjustment subtable; `classes` is None for lists of single pairs."""

    at: int
    coverage: _Classes
    size: int
    advance: int
    classes: tuple[_Classes, _Classes, int] | None


class PairKerning:
    """How much nearer (below zero) or farther two glyphs stand, in font units."""

    def __init__(self, gpos: memoryview) -> None:
        self._data = gpos
        self._known: dict[tuple[int, int], int] = {}
        self._lookups: list[list[_Subtable]] = []
        try:
            self._read()
        except (struct.error, IndexError, ValueError):
            self._lookups = []

    def __call__(self, left: int, right: int) -> int:
        pair = (left, right)
        value = self._known.get(pair)
        if value is None:
            try:
                value = sum(self._in_lookup(lookup, left, right) for lookup in self._lookups)
            except (struct.error, IndexError, ValueError):
                value = 0
            self._known[pair] = value
        return value

    def _read(self) -> None:
        data = self._data
        if len(data) < 10:
            return
        features, lookups = struct.unpack_from(">HH", data, 6)
        indices: set[int] = set()
        wanted = self._default_features()
        for index in range(_u16(data, features)):
            tag = bytes(data[features + 2 + 6 * index : features + 6 + 6 * index])
            if tag == b"kern" and (not wanted or index in wanted):
                at = features + _u16(data, features + 6 + 6 * index)
                indices.update(_u16(data, at + 4 + 2 * i) for i in range(_u16(data, at + 2)))
        for index in sorted(indices):
            at = lookups + _u16(data, lookups + 2 + 2 * index)
            kind = _u16(data, at)
            subtables = []
            for i in range(_u16(data, at + 4)):
                start = at + _u16(data, at + 6 + 2 * i)
                if kind == 9:
                    if _u16(data, start + 2) != 2:
                        continue
                    start += struct.unpack_from(">L", data, start + 4)[0]
                elif kind != 2:
                    continue
                subtable = self._subtable(start)
                if subtable is not None:
                    subtables.append(subtable)
            if subtables:
                self._lookups.append(subtables)

    def _default_features(self) -> set[int]:
        """The features of Latin text in no particular language."""
        data = self._data
        scripts = _u16(data, 4)
        tables = {}
        for index in range(_u16(data, scripts)):
            tag = bytes(data[scripts + 2 + 6 * index : scripts + 6 + 6 * index])
            tables[tag] = scripts + _u16(data, scripts + 6 + 6 * index)
        at = tables.get(b"latn", tables.get(b"DFLT", 0))
        if not at or not _u16(data, at):
            return set()
        at += _u16(data, at)
        return {_u16(data, at + 6 + 2 * i) for i in range(_u16(data, at + 4))}

    def _subtable(self, at: int) -> _Subtable | None:
        data = self._data
        kind, coverage, first, second = struct.unpack_from(">HHHH", data, at)
        if not first & 0x0004:  # no horizontal advance
            return None
        size = 2 * (first.bit_count() + second.bit_count())
        advance = 2 * (first & 0x0003).bit_count()
        covered = self._coverage(at + coverage)
        if kind == 1:
            return _Subtable(at, covered, size, advance, None)
        if kind != 2:
            return None
        lefts, rights, _, columns = struct.unpack_from(">HHHH", data, at + 8)
        classes = (self._classes(at + lefts), self._classes(at + rights), columns)
        return _Subtable(at, covered, size, advance, classes)

    def _coverage(self, at: int) -> _Classes:
        """A coverage table; the class is the coverage index plus one."""
        data = self._data
        kind, count = struct.unpack_from(">HH", data, at)
        if kind == 1:
            glyphs = _u16s(data, at + 4, count)
            return _Classes(glyphs, glyphs, range(1, count + 1))
        flat = _u16s(data, at + 4, 3 * count)
        # One entry a range: `_in_lookup` counts on from its first glyph.
        return _Classes(flat[0::3], flat[1::3], [index + 1 for index in flat[2::3]])

    def _classes(self, at: int) -> _Classes:
        data = self._data
        if _u16(data, at) == 1:
            first, count = struct.unpack_from(">HH", data, at + 2)
            glyphs = range(first, first + count)
            return _Classes(glyphs, glyphs, _u16s(data, at + 6, count))
        count = _u16(data, at + 2)
        flat = _u16s(data, at + 4, 3 * count)
        return _Classes(flat[0::3], flat[1::3], flat[2::3])

    def _in_lookup(self, subtables: list[_Subtable], left: int, right: int) -> int:
        """The first subtable that covers the left glyph and has the pair decides."""
        data = self._data
        for at, coverage, size, advance, classes in subtables:
            index = coverage.of(left)
            if not index:
                continue
            if classes is None:
                index += left - coverage.firsts[bisect_right(coverage.firsts, left) - 1]
                pairs = at + _u16(data, at + 10 + 2 * (index - 1))
                low, high = 0, _u16(data, pairs)
                while low < high:
                    middle = (low + high) // 2
                    glyph = _u16(data, pairs + 2 + middle * (size + 2))
                    if glyph == right:
                        start = pairs + 4 + middle * (size + 2) + advance
                        return int(struct.unpack_from(">h", data, start)[0])
                    if glyph < right:
                        low = middle + 1
                    else:
                        high = middle
                continue
            lefts, rights, columns = classes
            start = at + 16 + (lefts.of(left) * columns + rights.of(right)) * size + advance
            return int(struct.unpack_from(">h", data, start)[0])
        return 0


def _u16s(data: memoryview, at: int, count: int) -> array[int]:
    """So many numbers in a row, two bytes each in memory too: a font has twenty thousand."""
    values = array("H")
    values.frombytes(data[at : at + 2 * count])
    if len(values) < count:
        raise IndexError(count)
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _u16(data: memoryview, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
