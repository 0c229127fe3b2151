"""The rule of tables: an amount of a cell is the amount of its row and of its column."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefgen.claims.alignment import Pair
from briefgen.claims.equality import differs, equals, free, there_said
from briefgen.claims.findings import Finding
from briefgen.claims.moments import is_year
from briefgen.claims.quantities import Quantity, same
from briefgen.claims.reading import Reading
from briefgen.record import record

#: What stands between the cells of a row, as sources are archived.
_BETWEEN = "|"
#: Labels of sums: `grants and loans together` for `Total`.
_SUMS = frozenset("total totals sum overall all together both combined".split())
_JOINS = frozenset(("and", ",", "the", "of", "in"))

#: The tokens of each row's, or each column's label.
Labels = tuple[tuple[int, ...], ...]


@record
class Cell:
    """An amount in a table, with the labels of all its rows and columns, and which are its own."""

    quantity: Quantity
    rows: Labels
    row: int
    columns: Labels
    column: int


def cells(pair: Pair) -> Iterator[Finding]:
    """`Carpania gives 8 million in grants` for `Grants | 12 million | 8 million` under
    `Instrument | Carpania | Veldora`: an amount of a table is the amount of its row and of its
    column, where the sentence names one."""
    if _BETWEEN not in pair.p.folds:
        return
    table = pair.p.once(_cells)
    inside = {cell.quantity.first for cell in table}
    others = [q for q in free(pair.p.quantities, pair.p.moments) if q.first not in inside]
    mine = free(pair.s.quantities, pair.s.moments)
    for quantity in mine:
        if any(equals(quantity, other) for other in others):
            continue  # a passage gives it outside of a table
        wrong: list[tuple[Cell, int]] = []
        for cell in _told(table, quantity, mine):
            other = _other(pair, cell.columns, cell.column, quantity, mine)
            if other is None:
                other = _other(pair, cell.rows, cell.row, quantity, mine)
            if other is None:
                wrong = []
                break
            wrong.append((cell, other))
        for cell, at in wrong[:1]:
            labels = (cell.columns[cell.column], cell.rows[cell.row])
            whose = " and ".join(f"`{_words(pair.p, label)}`" for label in labels if label)
            yield differs(
                pair,
                quantity,
                cell.quantity,
                f"the table gives `{there_said(pair, cell.quantity)}` for {whose}, "
                f"not for `{pair.s.tokens[at].text}`",
            )


def _told(table: Sequence[Cell], quantity: Quantity, mine: Sequence[Quantity]) -> list[Cell]:
    """The cells that hold an amount; for `8` beside `12 million florins`, those of 8 million."""
    found = [cell for cell in table if equals(quantity, cell.quantity)]
    if found or quantity.kind != "count" or quantity.counted:
        return found
    factors = (1, 1e3, 1e6, 1e9) if quantity.bare else (1,)
    values = tuple(value * factor for value in quantity.values for factor in factors)
    kinds = {(q.kind, q.unit) for q in mine if q.kind != "count"}
    return [
        cell
        for cell in table
        if (cell.quantity.kind, cell.quantity.unit) in kinds and same(values, cell.quantity.values)
    ]


def in_its_cell(pair: Pair, quantity: Quantity) -> bool:
    """Whether a table gives an amount for what the sentence names as its row and column, and the
    sentence names one of them."""
    if _BETWEEN not in pair.p.folds:
        return False
    mine = free(pair.s.quantities, pair.s.moments)
    for cell in _told(pair.p.once(_cells), quantity, mine):
        axes = ((cell.columns, cell.column), (cell.rows, cell.row))
        if any(own in _places(pair, labels, mine).values() for labels, own in axes) and all(
            _other(pair, labels, own, quantity, mine) is None for labels, own in axes
        ):
            return True
    return False


def table_words(reading: Reading) -> frozenset[int]:
    """The tokens of a text that stand in tables."""
    if _BETWEEN not in reading.folds:
        return frozenset()
    return frozenset(i for line in _lines(reading) for cell in line for i in cell)


def _other(
    pair: Pair, labels: Labels, own: int, quantity: Quantity, amounts: Sequence[Quantity]
) -> int | None:
    """Where the sentence gives an amount a label that is not its own; None when it does not.
    Its own may stand before or behind it; of labels and amounts that are listed (`Carpania and
    Veldora give 12 and 8`) each has its own."""
    places = _places(pair, labels, amounts)
    listed = _listed(pair, places, quantity, amounts)
    if listed is not None:
        return None if places[listed] == own else listed
    before = [at for at in places if at < quantity.first]
    after = sorted(at for at in places if at > quantity.first)
    right_before = [at for at in before if not _between(at, quantity.first, amounts)]
    right_after = [at for at in after if not _between(quantity.first, at, amounts)]
    # What is said of an amount may stand before others ("Carpania gives 12 million and 40
    # million"), or behind others, if they are all of the same label.
    before = right_before or before
    after = right_after or [
        at
        for at in after[:1]
        if all(
            _holds(pair, labels, places[at], other, amounts)
            for other in _between(quantity.first, at, amounts)
        )
    ]
    named = {places[at] for at in (*before, *after)}
    if not named or own in named or not labels[own]:
        return None
    clause = pair.s.clause_of[quantity.first]
    if pair.s.clauses[clause].verb >= 0 and all(
        pair.s.clause_of[at] != clause for at in (*before, *after)
    ):
        return None  # "12 million in grants come from Carpania, which also lends 40 million"
    if any(pair.p.tokens[i].fold in _SUMS for i in labels[own]) and (
        len(named) > 1 or not (right_before or right_after)
    ):
        return None  # "of its 52 million, it gives 12 million in grants"
    return (before[-1:] or after)[0]


def _between(left: int, right: int, amounts: Sequence[Quantity]) -> list[Quantity]:
    """The amounts between two words of the sentence."""
    return [other for other in amounts if left < other.first < right]


def _holds(
    pair: Pair, labels: Labels, number: int, quantity: Quantity, amounts: Sequence[Quantity]
) -> bool:
    """Whether the row or column of a label has an amount."""
    return any(
        (labels, number) in ((cell.columns, cell.column), (cell.rows, cell.row))
        for cell in _told(pair.p.once(_cells), quantity, amounts)
    )


def _places(pair: Pair, labels: Labels, amounts: Sequence[Quantity]) -> dict[int, int]:
    """Where the sentence has a word that one label has and no other, with that label's number."""
    keys = [
        {key for i in label for key in pair.p.keys[i] if pair.p.tokens[i].content and key[0] != "~"}
        for label in labels
    ]
    found: dict[int, int] = {}
    counted = {i for q in amounts for i in range(q.first, q.last + 1)}
    for index in pair.s.content:
        if index in counted:
            continue
        mine = {key for key in pair.s.keys[index] if key[0] != "~"}
        of = [number for number, label in enumerate(keys) if not label.isdisjoint(mine)]
        if len(of) == 1:
            found[index] = of[0]
    return found


def _listed(
    pair: Pair, places: dict[int, int], quantity: Quantity, amounts: Sequence[Quantity]
) -> int | None:
    """The label of an amount by its number in a list of as many labels."""
    firsts = [q.first for q in amounts]
    line = sorted((*places, *firsts))
    groups = [list(group) for _, group in itertools.groupby(line, lambda i: i in places)]
    for left, right in itertools.pairwise(groups):
        names, numbers = (left, right) if left[0] in places else (right, left)
        if quantity.first not in numbers or len(numbers) < 2 or len(names) != len(numbers):
            continue
        between = pair.s.tokens[names[0] + 1 : names[-1]]
        if len({places[at] for at in names}) == len(names) and all(
            token.fold in _JOINS or i in places
            for i, token in enumerate(between, start=names[0] + 1)
        ):
            return names[numbers.index(quantity.first)]
    return None


def _words(reading: Reading, label: Sequence[int]) -> str:
    tokens = reading.tokens
    return reading.text[tokens[label[0]].start : tokens[label[-1]].end]


def _cells(reading: Reading) -> list[Cell]:
    """The amounts of all tables of a text. The head of a row is the one line of as many cells that
    holds no amount; with several such, a row has none."""
    amounts = free(reading.quantities, reading.moments)
    holds = {i: q for q in amounts for i in range(q.first, q.last + 1)}
    heads: dict[int, list[Labels]] = {}
    rows: dict[int, list[Labels]] = {}
    for line in _lines(reading):
        numbered = any(
            i in holds and not is_year(reading.tokens[i]) for cell in line[1:] for i in cell
        )
        (rows if numbered else heads).setdefault(len(line), []).append(line)
    found = []
    for width, lines in rows.items():
        known = heads.get(width, [])
        columns = ((), *known[0][1:]) if len(known) == 1 else ((),) * width
        labels = tuple(line[0] for line in lines)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line[1:], start=1):
                for first in dict.fromkeys(holds[i].first for i in cell if i in holds):
                    found.append(Cell(holds[first], labels, row, columns, column))
    return found


def _lines(reading: Reading) -> Iterator[Labels]:
    """The lines of a text that are rows of tables, each as the tokens of its cells."""
    at, tokens, end = 0, reading.tokens, 0
    for text in reading.text.split("\n"):
        end += len(text) + 1
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        if _BETWEEN in text:
            marks = [i for i in range(first, at) if tokens[i].text == _BETWEEN]
            bounds = itertools.pairwise((first - 1, *marks, at))
            yield tuple(tuple(range(left + 1, right)) for left, right in bounds)
