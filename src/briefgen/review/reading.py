"""Finds what reviewers wrote in the text of a Word file.

The text is walked once, in reading order. Each paragraph is put together as it was sent; what
was put in, taken out or commented is kept with its place in that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.packages import PackageError
from briefgen.record import replace
from briefgen.review import OURS, Remark, Review, Unit
from briefgen.review.threads import Threads
from briefgen.word.files import WordFile, open_word
from briefgen.word.names import Element, child, children, local, value, w

_STATEMENT = b"urn:briefgen:provenance"
_IN, _OUT = ("ins", "moveTo"), ("del", "moveFrom")
_LOOKS = (
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tblGridChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "numberingChange",
)
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
#: Stands for the end of a paragraph that was put in or taken out.
_END = "¶"
_NOTE = re.compile(r"(foot|end)noteReference")


def read_review(data: bytes) -> Review:
    """What reviewers wrote in a file; a `PackageError` when it cannot be read safely."""
    file = open_word(data)
    reader = _Reader(file, Threads(file))
    reader.body()
    return Review(tuple(reader.remarks()), _title(file), _statement(file), macros=file.macros())


def _title(file: WordFile) -> str:
    name = file.related("core-properties", of="")
    if name is None:
        return ""
    for element in file.tree(name):
        if element.tag.endswith("}title"):
            return element.text or ""
    return ""


def _statement(file: WordFile) -> str:
    """The provenance that travels in the file."""
    for name in sorted(file.parts):
        if name.startswith("customXml/") and _STATEMENT in file.parts[name][:4096]:
            try:
                return "".join(map(str, file.tree(name).itertext()))
            except PackageError:
                return ""
    return ""


#: How bookmarks of headings begin, and the style of the labels of boxes.
_HEADING, _LABEL = "section_", "BriefBoxLabel"


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read; `unit` is made when its text is whole."""

    place: str
    row: int = 0
    text: str = ""
    anchors: list[str] = field(default_factory=list)
    section: str = ""


@dataclass(slots=True)
class _Found:
    """A remark before all paragraphs are read: paragraphs by their number."""

    kind: str
    author: str
    date: str
    first: int
    start: int
    last: int
    end: int
    old: str = ""
    new: str = ""
    comment: str = ""
    #: The name of a move, to bring its two ends together.
    move: str = ""


@dataclass(slots=True)
class _Around:
    """What the words that are read now stand in."""

    kind: str = ""
    author: str = ""
    date: str = ""
    move: str = ""


class _Reader:
    """Walks the stories of one file."""

    def __init__(self, file: WordFile, threads: Threads) -> None:
        self.file, self.threads = file, threads
        self.paragraphs: list[_Paragraph] = []
        self.rows: list[str] = [""]
        self.found: list[_Found] = []
        #: The notes that are still to be read: each once, whoever refers to it.
        self.notes = {
            (kind, value(note, "id")): note
            for kind in ("foot", "end")
            for note in children(file.root(f"{kind}notes"), f"{kind}note")
        }
        self.open: dict[str, tuple[int, int]] = {}
        #: The comments whose ranges end somewhere; the others stand at their mark.
        self.ranged: set[str] = set()
        self.move = ""
        self.place, self.row = "paragraph", 0
        self.section, self.headed = "", False
        #: Notes and text boxes of the paragraph that is read now: they are read after it.
        self.later: list[tuple[str, Element]] = []
        self.numbers = {"foot": 0, "end": 0}
        #: The author of the row's own change: what is changed inside it says nothing more.
        self.row_change = False

    # ------------------------------------------------------------------------ stories

    def body(self) -> None:
        """The body, each note after the paragraph with its mark, then headers and footers."""
        body = child(self.file.tree(self.file.main), "body")
        for part in self.file.parts:
            if part.startswith("word/") and part.endswith(".xml"):
                ends = self.file.tree(part).iter(w("commentRangeEnd"))
                self.ranged |= {value(end, "id") for end in ends}
        if body is not None:
            self._blocks(body)
        for kind in ("header", "footer"):
            self.place = kind
            for relation in self.file.relations(self.file.main).values():
                if relation.kind == kind and relation.target in self.file.parts:
                    self._blocks(self.file.tree(relation.target))

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._mark(element)
            elif name in ("moveFromRangeStart", "moveToRangeStart"):
                self.move = value(element, "name")
            elif name == "sectPr":
                self._looks(element)
            elif name not in ("tcPr", "tblPr", "pPr", "sdtPr"):
                self._blocks(element)  # content controls and the like

    def _table(self, table: Element) -> None:
        place, row, changed = self.place, self.row, self.row_change
        self.place = "cell"
        self._looks(child(table, "tblPr"))
        for line in table.iter(w("tr")):
            if next(line.iterancestors(w("tbl"))) is not table:
                continue
            self.rows.append("")
            self.row = len(self.rows) - 1
            first = len(self.paragraphs)
            mark = self._row_mark(line)
            self.row_change = mark is not None
            for cell in line.iter(w("tc")):
                if next(cell.iterancestors(w("tr"))) is line:
                    self._cell(cell)
            self._looks(child(line, "trPr"))
            self._looks(child(line, "tblPrEx"))
            last = max(first, len(self.paragraphs) - 1)
            words = " | ".join(p.text for p in self.paragraphs[first:])
            inserted = mark is not None and local(mark) == "ins"
            if mark is not None and _theirs(mark):
                kind = "row inserted" if inserted else "row deleted"
                new = _words(line) if inserted else ""
                self._add(kind, mark, first, 0, last, 0, "" if inserted else words, new)
            self.rows[self.row] = words
        self.place, self.row, self.row_change = place, row, changed

    def _row_mark(self, row: Element) -> Element | None:
        properties = child(row, "trPr")
        for name in ("ins", "del"):
            mark = child(properties, name)
            if mark is not None:
                return mark
        return None

    def _cell(self, cell: Element) -> None:
        first = len(self.paragraphs)
        self._blocks(cell)
        properties = child(cell, "tcPr")
        self._looks(properties)
        for name, kind in (
            ("cellIns", "cell inserted"),
            ("cellDel", "cell deleted"),
            ("cellMerge", "cells merged"),
        ):
            mark = child(properties, name)
            if mark is not None and _theirs(mark):
                words = " ".join(p.text for p in self.paragraphs[first:])
                self._add(kind, mark, first, 0, max(first, len(self.paragraphs) - 1), 0, words)

    # ---------------------------------------------------------------------- paragraphs

    @property
    def here(self) -> tuple[int, int]:
        """The number of the paragraph that is read now, and how much of its text there is."""
        return len(self.paragraphs) - 1, len(self.paragraphs[-1].text) if self.paragraphs else 0

    def _paragraph(self, paragraph: Element) -> None:
        number = len(self.paragraphs)
        inside = self.place in ("paragraph", "cell")
        self.paragraphs.append(
            _Paragraph(self.place, self.row, section=self.section if inside else "")
        )
        outer, self.later = self.later, []
        properties = child(paragraph, "pPr")
        self._inlines(paragraph, _Around())
        if self.place == "paragraph":
            self._begins_section(paragraph, self.paragraphs[number])
        self._looks(properties)
        for name in (*_IN, *_OUT):
            mark = child(properties, "rPr", name)
            if mark is not None and _theirs(mark):
                self._words(_END, _Around(name, *_signed(mark), self.move), silent=True)
        later, self.later = self.later, outer
        place, row = self.place, self.row
        for self.place, element in later:
            self.row = 0
            self._blocks(element)
        self.place, self.row = place, row

    def _begins_section(self, paragraph: Element, read: _Paragraph) -> None:
        """Whether what follows stands under this paragraph: our headings have bookmarks, labels
        of boxes a style of characters."""
        heading = any(name.startswith(_HEADING) for name in read.anchors)
        label = not self.headed and any(
            value(s, "val") == _LABEL for s in paragraph.iter(w("rStyle"))
        )
        if (heading or label) and read.text.strip():
            self.section, self.headed = " ".join(read.text.split()), self.headed or heading
            read.section = ""

    def _inlines(self, parent: Element, around: _Around) -> None:
        for element in parent:
            name = local(element)
            if name in (*_IN, *_OUT):
                self._inlines(element, _Around(name, *_signed(element), self.move))
            elif name == "r":
                self._run(element, around)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._mark(element)
            elif name in ("moveFromRangeStart", "moveToRangeStart"):
                self.move = value(element, "name")
            elif name == "bookmarkStart":
                self.paragraphs[-1].anchors.append(value(element, "name"))
            elif name not in ("pPr", "sdtPr", "rPr"):
                self._inlines(element, around)

    def _run(self, run: Element, around: _Around) -> None:
        start = len(self.paragraphs[-1].text)
        for part in run:
            name = local(part)
            if name in ("t", "delText"):
                self._words(part.text or "", around)
            elif name in _SHOWN:
                self._words(_SHOWN[name], around)
            elif name == "commentReference" and value(part, "id") not in self.ranged:
                self.open.setdefault(value(part, "id"), self.here)
                self._mark(part)
            elif reference := _NOTE.fullmatch(name):
                self._note(reference[1], value(part, "id"), around)
            elif not name or name in ("pict", "object"):
                for box in part.iter(w("txbxContent")):
                    # Word writes a text box twice, for new readers and, second, for old ones.
                    if not any(a.tag.endswith("}Fallback") for a in box.iterancestors()):
                        self.later.append((self.place, box))
        change = child(run, "rPr", "rPrChange")
        if change is not None and _theirs(change):
            number, end = self.here
            words = self.paragraphs[-1].text[start:]
            self._add("formatting", change, number, start, number, end, words)

    def _note(self, kind: str, key: str, around: _Around) -> None:
        if around.kind not in _OUT or around.author == OURS:
            self.numbers[kind] += 1
        place = f"{'note' if kind == 'foot' else 'endnote'} {self.numbers[kind]}"
        note = self.notes.pop((kind, key), None)
        if note is not None:
            self.later.append((place, note))
        if around.kind:
            self._words("[note]", around, silent=True)

    def _words(self, words: str, around: _Around, *, silent: bool = False) -> None:
        """Words that stay, or that a reviewer put in or took out; `silent` ones stand for a
        paragraph's end or a note, and are no part of the text."""
        ours = around.author == OURS
        if around.kind in _OUT and ours:
            return  # a redline's: not in the text that was sent
        if around.kind not in _IN or ours:
            start = len(self.paragraphs[-1].text)
            if not silent:
                self.paragraphs[-1].text += words
        if not around.kind or ours or self.row_change:
            return
        number, end = self.here
        if around.kind in _IN:
            start = end
        moved = around.move if around.kind.startswith("move") else ""
        old, new = (words, "") if around.kind in _OUT else ("", words)
        previous = self.found[-1] if self.found else None
        if previous is not None and self._goes_on(previous, around, number, start, moved):
            previous.old, previous.new = previous.old + old, previous.new + new
            previous.last, previous.end = number, end
            previous.kind = _kind(previous)
            return
        remark = _Found("", around.author, around.date, number, start, number, end, old, new)
        remark.move = moved and f"{'from' if around.kind in _OUT else 'to'} {moved}"
        remark.kind = _kind(remark)
        self.found.append(remark)

    def _goes_on(
        self, previous: _Found, around: _Around, number: int, start: int, moved: str
    ) -> bool:
        """Whether words belong to the change before: the same author, and nothing between."""
        if previous.kind not in ("inserted", "deleted", "replaced", "moved"):
            return False
        if (previous.move.partition(" ")[2] if previous.move else "") != moved:
            return False
        if moved and previous.move.startswith("from ") != (around.kind in _OUT):
            return False
        touching = (previous.last == number and previous.end == start) or (
            previous.last == number - 1
            and start == 0
            and (previous.old + previous.new).endswith(_END)
            and previous.end == len(self.paragraphs[previous.last].text)
        )
        return previous.author == around.author and touching

    # -------------------------------------------------------------------------- marks

    def _mark(self, element: Element) -> None:
        """The beginning or end of a comment's range."""
        key = value(element, "id")
        if local(element) == "commentRangeStart":
            number, offset = self.here
            # Between paragraphs a range begins with the next one.
            parent = element.getparent()
            between = parent is not None and local(parent) != "p"
            self.open[key] = (number + 1, 0) if between else (max(number, 0), offset)
            return
        if key not in self.open or key not in self.threads.comments:
            return
        first, start = self.open.pop(key)
        last, end = self.here
        self._comment(key, first, start, max(last, 0), end)

    def _comment(self, key: str, first: int, start: int, last: int, end: int) -> None:
        """A comment whose range has ended; a reply is told with what it answers."""
        if key in self.threads.answers or any(f.comment == key for f in self.found):
            return
        said = self.threads.comments[key]
        if first > last:
            first, start = last, end
        remark = _Found("comment", said.author, said.date, first, start, last, end, comment=key)
        if any(comment.author != OURS for comment in self.threads.thread(key)):
            self.found.append(remark)

    def _looks(self, properties: Element | None) -> None:
        """Changes of how a paragraph, table or section looks."""
        if properties is None:
            return
        for change in properties.iter(*(w(name) for name in _LOOKS)):
            number, end = self.here
            if _theirs(change) and number >= 0:
                self._add("formatting", change, number, 0, number, end, "")

    def _add(
        self,
        kind: str,
        mark: Element,
        first: int,
        start: int,
        last: int,
        end: int,
        old: str,
        new: str = "",
    ) -> None:
        author, date = _signed(mark)
        self.found.append(_Found(kind, author, date, first, start, last, end, old, new))

    # ------------------------------------------------------------------------ remarks

    def remarks(self) -> Iterator[Remark]:
        """All remarks, with the paragraphs that they are about."""
        units = [
            Unit(p.text, p.place, self.rows[p.row], tuple(p.anchors), p.section)
            for p in self.paragraphs
        ]
        told = {found.comment for found in self.found}
        targets = {f.move[3:]: f for f in self.found if f.move.startswith("to ")}
        for found in sorted(self.found, key=lambda f: (f.first, f.start)):
            if found.move.startswith("to ") and any(
                f.move == f"from {found.move[3:]}" for f in self.found
            ):
                continue
            # The notes of a paragraph are read after it: they are no part of a range over it.
            outside = "note" in units[found.first].place
            about = tuple(
                unit
                for unit in units[found.first : found.last + 1]
                if outside or "note" not in unit.place
            )
            remark = Remark(
                found.kind,
                found.author,
                found.date,
                about,
                found.start,
                found.end,
                found.old,
                found.new,
            )
            if found.move.startswith("from ") and found.move[5:] in targets:
                remark = replace(remark, new=_whereto(units, targets[found.move[5:]]))
            if found.comment:
                remark = replace(
                    remark,
                    old=_quoted(about, found.start, found.end),
                    comments=self.threads.thread(found.comment),
                    resolved=found.comment in self.threads.resolved,
                )
            yield remark
        for key, comment in self.threads.comments.items():
            # A comment without a place, as some programs leave when its words are deleted.
            if key not in told and key not in self.threads.answers and comment.author != OURS:
                said = self.threads.thread(key)
                yield Remark("comment", comment.author, comment.date, (), comments=said)


def _kind(found: _Found) -> str:
    if found.move:
        return "moved"
    if found.old and found.new:
        return "replaced"
    return "deleted" if found.old else "inserted"


def _theirs(mark: Element) -> bool:
    return value(mark, "author") != OURS


def _signed(mark: Element) -> tuple[str, str]:
    """Who made a change, and when, to the minute."""
    return value(mark, "author"), value(mark, "date")[:16].replace("T", " ").strip()


def _words(row: Element) -> str:
    """The words of a row that was put in."""
    cells = ("".join(t.text or "" for t in cell.iter(w("t"))) for cell in row.iter(w("tc")))
    return " | ".join(cells)


def _quoted(units: tuple[Unit, ...], start: int, end: int) -> str:
    """The words of a range over paragraphs."""
    if not units:
        return ""
    if len(units) == 1:
        return units[0].text[start:end]
    return "\n".join([units[0].text[start:], *(u.text for u in units[1:-1]), units[-1].text[:end]])


def _whereto(units: list[Unit], target: _Found) -> str:
    """Where something was moved to: after which words."""
    before = units[target.first].text[: target.start].strip()
    if not before and target.first:
        before = units[target.first - 1].text.strip()
    return before
