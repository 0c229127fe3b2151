"""A whole PDF from its pages: furniture set aside, paragraphs that run over columns and pages
joined, notes and rows where they belong, and all of it as blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from briefgen.ingest.pdf.furniture import Furniture, part_furniture
from briefgen.ingest.pdf.lines import Line, Walls, body_size, joined, lines_of
from briefgen.ingest.pdf.order import columns
from briefgen.ingest.pdf.page import Glyph, Page
from briefgen.ingest.pdf.paragraphs import Piece, classify, ends_sentence, is_item, pieces_of
from briefgen.ingest.pdf.sight import Box
from briefgen.ingest.pdf.tables import Table, part_tables
from briefgen.ingest.pdf.tags import Unit
from briefgen.ingest.pdf.words import Words
from briefgen.ingest.reading import Block
from briefgen.regex import regex
from briefgen.workspace.model import PassageKind

#: How the cells of a row are told apart in its passage.
CELLS = " | "
#: Tags are followed on a page of which at most so much stands outside them.
_LOOSE = 0.1
_LABEL = regex(r"\[?(\d{1,3}|[*†‡§¶]{1,3})\]?")


@dataclass(slots=True)
class Sheet:
    """A page as lines."""

    number: int
    height: float
    lines: list[Line]
    aside: list[tuple[int, list[Line]]]
    rules: list[Box]
    units: dict[int, Unit] = field(default_factory=dict)  # of each line, by its identity


@dataclass(slots=True)
class Assembled:
    """The blocks of a document, and what was decided on the way."""

    blocks: tuple[Block, ...] = ()
    furniture: list[Furniture] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    notes: int = 0
    rows: int = 0


def sheet_of(page: Page) -> Sheet:
    """The lines of a page, those that run in other directions apart."""
    walls = Walls(page.rules)
    turned: dict[int, list[Glyph]] = {}
    for glyph in page.aside:
        turned.setdefault(glyph.run.angle, []).append(glyph)
    aside = [(angle, lines_of(glyphs)) for angle, glyphs in turned.items()]
    sheet = Sheet(page.number, page.height, [], aside, page.rules)
    tagged = sum(glyph.run.mark in page.units for glyph in page.glyphs)
    loose = sum(not glyph.run.artifact for glyph in page.glyphs) - tagged
    if loose > _LOOSE * max(tagged, 1):
        sheet.lines = lines_of(page.glyphs, walls)
        return sheet
    grouped: dict[Unit | None, list[Glyph]] = {}
    for glyph in page.glyphs:
        grouped.setdefault(page.units.get(glyph.run.mark), []).append(glyph)
    for unit, glyphs in grouped.items():
        for line in lines_of(glyphs, walls):
            sheet.lines.append(line)
            if unit is not None:
                sheet.units[id(line)] = unit
    return sheet


def assembled(sheets: Sequence[Sheet]) -> Assembled:
    """The document that stands on the sheets."""
    made = Assembled()
    for sheet in sheets:
        made.words.learn(sheet.lines)
    told = {key for sheet in sheets if any(n.artifact for n in sheet.lines) for key in sheet.units}
    left, made.furniture = part_furniture([(s.number, s.height, s.lines) for s in sheets], told)
    body = body_size(line for lines in left for line in lines)
    pieces = [
        piece
        for sheet, lines in zip(sheets, left, strict=True)
        for piece in _page(sheet, lines, body)
    ]
    _title(pieces, body)
    pieces = list(_joined(pieces))
    made.words.labels = set(_labels(pieces))
    made.notes = sum(piece.role == "note" for piece in pieces)
    made.rows = sum(piece.role == "row" for piece in pieces)
    blocks = [block for piece in pieces if (block := _block(piece, made.words)) is not None]
    made.blocks = tuple(_with_furniture(blocks, made.furniture))
    return made


def _page(sheet: Sheet, lines: list[Line], body: float) -> Iterator[Piece]:
    """The pieces of a page in reading order; what is set sideways comes last."""
    tagged = [line for line in lines if id(line) in sheet.units]
    if tagged:
        yield from _tagged(sheet, tagged, body)
        lines = [line for line in lines if id(line) not in sheet.units]
    prose, tables = part_tables(lines, sheet.rules)
    waiting = sorted(tables, key=lambda table: table.box.y0)
    notes: list[Piece] = []
    marks = {line.text[s:e].strip("[]() ,") for line in sheet.lines for s, e in line.raised if s}
    for stretch in columns(prose):
        for piece in _between(stretch, waiting, sheet, body, marks):
            if piece.role == "note":
                notes.append(piece)
            else:
                yield piece
    for table in waiting:
        yield from _rows(table, sheet.number)
    yield from notes
    for angle, turned in sheet.aside:
        why = "set sideways on its page" if angle % 90 == 0 else "set across its page"
        for piece in pieces_of(turned, sheet.number, body, sheet.height):
            piece.role, piece.open, piece.why = "aside", False, why
            yield piece


def _tagged(sheet: Sheet, lines: list[Line], body: float) -> Iterator[Piece]:
    """The pieces that tags name, in the order of the tags; notes after all else."""
    grouped: dict[Unit, list[Line]] = {}
    for line in lines:
        grouped.setdefault(sheet.units[id(line)], []).append(line)
    found: list[Piece] = []
    rows: dict[int, tuple[Piece, int]] = {}  # by their numbers: the piece and its last cell
    label: list[Line] = []
    for unit in sorted(grouped, key=lambda unit: (unit.order, not unit.label)):
        held = grouped[unit]
        if unit.label and not unit.row:
            label = label + held
            continue
        if label:
            joined(label[-1], held[0], " ")
            held = [*label, *held[1:]]
            label = []
        if unit.row in rows:
            piece, cell = rows[unit.row]
            if unit.cell == cell:
                piece.cells[-1].extend(held)
            else:
                piece.cells.append(list(held))
            piece.lines.extend(held)
            piece.head = piece.head and unit.head
        else:
            found += _parted(unit, held, sheet.number, body)
            piece = found[-1]
        if unit.row:
            rows[unit.row] = piece, unit.cell
    if label:
        found.append(Piece("body", sheet.number, label))
    found = [*(p for p in found if p.role != "note"), *(p for p in found if p.role == "note")]
    for before, piece, after in zip([None, *found], found, found[1:], strict=False):
        first = before is None or before.role != "row"
        if piece.role == after.role == "row" and first and piece.bold and not after.bold:
            piece.head = True  # a head that is tagged as any other row
    yield from found


def _parted(unit: Unit, lines: list[Line], page: int, body: float) -> Iterator[Piece]:
    """A unit as one piece, or as several where its lines change their size: a title and the
    date below it are often one paragraph to the program that wrote them."""
    start = 0
    if unit.role in ("body", "heading", "title"):
        for place in range(1, len(lines)):
            last, line = lines[place - 1], lines[place]
            if abs(last.size - line.size) > 0.12 * line.size and line.base > last.foot:
                yield _piece(unit, lines[start:place], page, body)
                start = place
    yield _piece(unit, lines[start:], page, body)


def _piece(unit: Unit, lines: list[Line], page: int, body: float) -> Piece:
    piece = Piece(unit.role, page, list(lines), head=unit.head)
    if unit.role == "row":
        piece.cells = [list(lines)]
    elif unit.role == "body":
        piece.open = True
        classify(piece, body)
    return piece


def _between(
    stretch: list[Line], waiting: list[Table], sheet: Sheet, body: float, marks: set[str]
) -> Iterator[Piece]:
    """The pieces of a stretch, each table before the line that stands below it."""
    start = 0
    for place, line in enumerate(stretch):
        while waiting and _above(waiting[0], line):
            yield from pieces_of(stretch[start:place], sheet.number, body, sheet.height, marks)
            yield from _rows(waiting.pop(0), sheet.number)
            start = place
    yield from pieces_of(stretch[start:], sheet.number, body, sheet.height, marks)


def _above(table: Table, line: Line) -> bool:
    overlap = min(table.box.x1, line.x1) - max(table.box.x0, line.x0)
    return table.box.y1 <= line.base and overlap > 0


def _rows(table: Table, page: int) -> Iterator[Piece]:
    bold = [all(line.bold for line in row.lines) for row in table.rows]
    for place, row in enumerate(table.rows):
        head = not place and bold[0] and not all(bold)
        piece = Piece("row", page, row.lines, head=head)
        piece.cells = [cell for cell in row.cells if cell]
        yield piece


def _title(pieces: list[Piece], body: float) -> None:
    """The largest heading of the first page that stands before its running text is the title;
    where it is broken over several pieces, all of them are."""
    if not pieces:
        return
    head = []
    for piece in pieces:
        if piece.page != pieces[0].page or (piece.role == "body" and len(piece.text) > 300):
            break
        head.append(piece)
    headings = [piece for piece in head if piece.role == "heading"]
    if not headings:
        return
    largest = max(piece.size for piece in headings)
    if largest < 1.1 * body and not headings[0].bold and headings[0] is not pieces[0]:
        return
    first = next(piece for piece in headings if piece.size >= largest - 0.3)
    first.role = "title"
    place = pieces.index(first)
    for piece in pieces[place + 1 :]:
        if piece.role != "heading" or abs(piece.size - first.size) > 0.3 or largest < 1.1 * body:
            break
        first.lines += piece.lines
        pieces.remove(piece)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Paragraphs that run on in the next column or page put together. What stands between the
    two halves (notes, a figure's caption, a table) follows them."""
    waiting: list[Piece] = []
    growing: Piece | None = None
    for piece in pieces:
        if piece.role != "body":
            if growing is not None and piece.role in ("note", "caption", "row", "aside"):
                waiting.append(piece)
                continue
            if growing is not None:
                yield growing
                growing = None
            yield from waiting
            waiting = []
            yield piece
            continue
        if growing is not None and _continues(growing, piece):
            growing.pages += [(piece.page, line) for line in piece.lines]
            growing.lines = piece.lines
            growing.open = piece.open
            continue
        if growing is not None:
            yield growing
        yield from waiting
        waiting = []
        growing = piece
        growing.pages = [(piece.page, line) for line in piece.lines]
    if growing is not None:
        yield growing
    yield from waiting


def _continues(piece: Piece, after: Piece) -> bool:
    """Whether a paragraph goes on in another column or on the next page."""
    last, first = piece.lines[-1], after.lines[0]
    if abs(piece.size - after.size) > 0.8 or after.page - piece.page > 1:
        return False
    same_column = after.page == piece.page and first.base > last.base
    text, more = piece.ending, after.lines[0].text
    if same_column and abs(first.x0 - last.x0) < 60 and first.base - last.base < 8 * last.size:
        return False  # it was parted from it already
    if is_item(more) and not more[0].islower():
        return False
    if text.endswith(("-", "\u00ad")) and more[:1].islower():
        return True
    if more[:1].islower():
        return not ends_sentence(text) or text.endswith((",", ";"))
    # Where a sentence ends with a column nobody can tell; two paragraphs do less harm than one.
    return piece.open and not after.indented and not ends_sentence(text)


def _labels(pieces: list[Piece]) -> Iterator[str]:
    """The labels of the notes."""
    for piece in pieces:
        label = _LABEL.match(piece.lines[0].text) if piece.role == "note" else None
        if label is not None:
            yield label[1]


def _block(piece: Piece, words: Words) -> Block | None:
    if piece.role == "row":
        cells = [words.running((piece.page, line) for line in cell)[0] for cell in piece.cells]
        text = CELLS.join(cell for cell in cells if cell)
        kind, note = ("heading", "head of a table") if piece.head else ("body", "row of a table")
        return Block(text, cast(PassageKind, kind), piece.page, note) if text else None
    pages = piece.pages or [(piece.page, line) for line in piece.lines]
    text, turns = words.running(pages)
    if not text:
        return None
    if piece.role == "note":
        return Block(text, page=piece.page, note=f"a note at the foot of page {piece.page}")
    if piece.role == "aside":
        across = piece.why.startswith("set across")
        return Block(text, "boilerplate" if across else "body", piece.page, piece.why)
    return Block(text, piece.role, piece.page, piece.why, turns)


def _with_furniture(blocks: list[Block], furniture: list[Furniture]) -> Iterator[Block]:
    """Each running head and foot once, at the page that has it first: a head before that
    page's first block, a foot after its last."""
    heads: dict[int, list[Block]] = {}
    feet: dict[int, list[Block]] = {}
    for item in furniture:
        if item.numbers:
            continue
        what = "a running head" if item.top else "a running foot"
        on = pages_in_words(item.pages)
        block = Block(item.text, "boilerplate", item.pages[0], f"{what} of {on}")
        (heads if item.top else feet).setdefault(item.pages[0], []).append(block)
    last = Counter(block.page for block in blocks)
    seen: Counter[int | None] = Counter()
    for block in blocks:
        page = block.page or 0
        seen[block.page] += 1
        yield from heads.pop(page, ())
        yield block
        if seen[block.page] == last[block.page]:
            yield from feet.pop(page, ())
    for rest in (*heads.values(), *feet.values()):
        yield from rest


def pages_in_words(pages: Sequence[int]) -> str:
    """`page 3`, `pages 2 to 5 and 8`."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    if len(parts) > 6:
        parts = [*parts[:5], "others"]
    told = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    return f"{'page' if len(set(pages)) == 1 else 'pages'} {told}"
