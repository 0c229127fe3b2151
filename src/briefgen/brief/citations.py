"""Citations: from ids to numbered notes, and the annex of the passages that they cite.

Each mark has a note of its own. The first note of a quote gives its words, later ones
say `As note 3`; the first note of a source gives its title, later ones its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from briefgen.brief.context import SourceView
from briefgen.brief.directives import AnnexPlace, CoveragePlace
from briefgen.brief.pieces import one_line
from briefgen.brief.portions import NONE, Portions
from briefgen.brief.wording import series
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.document import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Callout,
    Cell,
    Cite,
    Emphasis,
    Figure,
    Heading,
    Highlight,
    Inline,
    Inlines,
    Link,
    Note,
    NoteMark,
    OrderedList,
    Paragraph,
    Passage,
    Portion,
    Remarked,
    Small,
    Strong,
    Table,
    Text,
    Title,
    plain_text,
)
from briefgen.evidence.book import Book, Found, merged, page_words
from briefgen.evidence.dates import english_date
from briefgen.evidence.grades import strongest_first
from briefgen.record import replace, sheet
from briefgen.regex import regex
from briefgen.text import SourceText, Span, locate
from briefgen.workspace.model import Evidence, Outcome, Prose, Source, Theme, Workspace

PASSAGE = "passage:"  # the key of a citation of a bare passage: `passage:<source>:<number>`


def citable(workspace: Workspace, themes: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """What can be cited, by the key of its citation: outcomes, meetings, and the evidence
    of the given themes as `<theme>/<name>`."""
    keys: dict[str, tuple[Evidence, ...]] = {
        meeting.id: meeting.evidence for meeting in workspace.meetings.values()
    }
    for outcome in workspace.outcomes():
        keys[outcome.id] = outcome.evidence
    for theme in themes:
        for evidence in workspace.themes[theme].evidence.values():
            keys[evidence.key] = (evidence,)
    return keys


def cites_in(blocks: Iterable[Block]) -> list[Cite]:
    """The citations of blocks in reading order."""
    found: list[Cite] = []

    def keep(cite: Cite) -> Cite:
        found.append(cite)
        return cite

    for block in blocks:
        _block(block, keep, lambda level: ())
    return found


def unknown(
    cites: Iterable[Cite],
    known: Mapping[str, object],
    texts: Mapping[str, SourceText],
    aside: Mapping[str, Outcome],
    left_out: frozenset[str] = frozenset(),
) -> list[Diagnostic]:
    """A diagnostic for each citation of something that is not there. `aside` are the outcomes
    that are there, but not accepted; `left_out` have errors of their own, which are told."""
    problems = []
    names: frozenset[str] = frozenset()
    for cite in cites:
        for key in cite.keys:
            if key in aside and key not in known:
                problems.append(_not_accepted(aside[key], _narrowed(cite.span, key, texts)))
            elif key not in known and key not in left_out and not key.startswith(PASSAGE):
                names = names or frozenset(key.rpartition("/")[2] for key in known)
                what = f"`{key}` is none that can be cited here" if key else "here is no name"
                problems.append(
                    Diagnostic(
                        "unknown-citation",
                        f"{CODES['unknown-citation']}; {what}",
                        _narrowed(cite.span, key, texts),
                        hints=_instead(key, names),
                    )
                )
    return problems


def _instead(key: str, names: frozenset[str]) -> tuple[Hint, ...]:
    """What to write instead of a key that names nothing."""
    parts = [part.strip().removeprefix("@") for part in key.split(",")]
    if len(parts) > 1 and names.issuperset(parts):
        listed = "; ".join(f"@{part}" for part in parts)
        return (Hint(f"several stand between semicolons: `[{listed}]`"),)
    if not key:
        return (Hint("name what is cited: `[@id]`, or several: `[@one; @other]`"),)
    return did_you_mean(parts[0].partition("#")[0], names)


#: An `@` and a word after it, outside of brackets with a citation, and no part of an address.
_BARE = regex(r"(?<![\w.@+-])@([a-z0-9][a-z0-9-]*)")
_STOPS = frozenset(".!?…。।")
_BRACKETS = regex(r"\[@[^\]\n]*\]")


def bare(
    parts: Iterable[Prose],
    theme: Theme,
    known: Mapping[str, object],
    texts: Mapping[str, SourceText],
) -> Iterator[Diagnostic]:
    """A diagnostic for each id that prose names with `@`, but without the brackets that make a
    citation of it; it would be printed as it is."""
    for part in parts:
        for found in _BARE.finditer(_BRACKETS.sub("", part.text)):
            name = found[1]
            if name in known or name in theme.evidence:
                yield Diagnostic(
                    "bare-citation",
                    f"{CODES['bare-citation']}; `@{name}` would be printed as it is",
                    locate(texts[part.span.path], part.span, f"@{name}"),
                    hints=(Hint(f"write `[@{name}]`"),),
                )


def _not_accepted(outcome: Outcome, span: Span | None) -> Diagnostic:
    """A citation of an outcome that is only proposed, or was rejected."""
    accept = f"accept it with `briefgen review-drafts --accept {outcome.id}`"
    return Diagnostic(
        "proposed-citation",
        f"{CODES['proposed-citation']}; `{outcome.id}` is {outcome.status}",
        span,
        hints=(
            Hint("it stands here", outcome.span),
            Hint(f"{accept}, or take the citation out"),
        ),
    )


def _narrowed(span: Span | None, key: str, texts: Mapping[str, SourceText]) -> Span | None:
    """The place of a key inside the raw text of its prose."""
    if span is None or span.path not in texts:
        return span
    text = texts[span.path].text
    at = text.find(key, span.start, span.end)
    return span if at < 0 else Span(span.path, at, at + len(key))


@sheet
class Numbering:
    """Numbers the citations of one brief and keeps what its annex must show."""

    workspace: Workspace
    book: Book
    known: Mapping[str, tuple[Evidence, ...]]
    sources: Mapping[str, SourceView]
    annexed: bool
    portions: Portions
    notes: list[Note] = field(default_factory=list)
    cited: list[tuple[str, ...]] = field(default_factory=list)  # the keys of each note
    first: dict[str, int] = field(default_factory=dict)  # evidence key -> its first note
    titled: set[str] = field(default_factory=set)  # sources whose title a note has given
    passages: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    quoted: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)  # of the notes that have a marking

    def mark(self, cite: Cite) -> Inline:
        """The mark of a citation; writes its note."""
        number = len(self.notes) + 1
        parts: list[Inlines] = []
        source = ""
        for key in cite.keys:
            if key.startswith(PASSAGE):
                source, _, passage = key.removeprefix(PASSAGE).rpartition(":")
                cited = self.workspace.sources[source].passages[int(passage) - 1]
                page = page_words(self.workspace.sources[source], [cited.extent])
                parts.append(self._passages(source, (cited.number,), number, "", page))
                continue
            evidences = strongest_first(self.known.get(key, ()), self.workspace.sources)
            for evidence in evidences:
                part = self._evidence(evidence, number, source)
                if part not in parts:
                    parts.append(part)
                source = evidence.source
        if again := self._again(cite, number):
            parts = [(Text("as note "), Link(f"#note-{again}", (Text(str(again)),)))]
        if not parts:  # a meeting without evidence of its own has nothing to cite
            return Text("")
        children: list[Inline] = []
        for part in parts:
            children.extend((Text("; "), *part) if children else part)
        if isinstance(children[0], Text):  # a note begins with a capital
            first = children[0].text
            children[0] = Text(first[:1].upper() + first[1:], children[0].lang)
        end = plain_text(tuple(children[-2:]))[-2:]
        # A quoted sentence brings its own stop.
        if not (end[:1] in _STOPS and end[1:] in ("”", "’")):
            children.append(Text("."))
        level = self.portions.of(cite.keys)
        if level > NONE:
            self.levels[number] = level
        self.notes.append(Note(number, (*self.portions.head(level), *_joined(children))))
        self.cited.append(cite.keys)
        return NoteMark(number)

    def _again(self, cite: Cite, number: int) -> int:
        """The earlier note that a citation of several quotes repeats as a whole; else 0."""
        keys = [evidence.key for key in cite.keys for evidence in self.known.get(key, ())]
        earlier = {self.first.get(key, number) for key in keys}
        if len(keys) < 2 or len(earlier) != 1 or earlier == {number}:
            return 0
        (found,) = earlier
        return found if set(self.cited[found - 1]) == set(cite.keys) else 0

    def _evidence(self, evidence: Evidence, number: int, source: str) -> Inlines:
        """`News report, passage 13: “…”`, or `as note 3, passage 13`; without the label where
        the part of the note before it is of the same `source`."""
        found = self.book.found.get(evidence.key)
        if found is not None:
            for passage, spans in by_passage(found):
                self.quoted.setdefault((found.source.id, passage), []).extend(spans)
            page = page_words(found.source, found.spans)
            earlier = self.first.setdefault(evidence.key, number)
            if earlier != number:
                again = Link(f"#note-{earlier}", (Text(str(earlier)),))
                source = evidence.source
                places = self._passages(source, found.passages, number, source, page)
                return (Text("as note "), again, Text(", "), *places)
            where = self._passages(evidence.source, found.passages, number, source, page)
        else:
            reason = dict(self.book.skipped).get(evidence.key, "not checked")
            view = self.sources.get(evidence.source)
            where = (Text(f"{view.label if view else evidence.source} ({reason})"),)
        quoted = words(evidence, found)
        # A quote that holds double quotation marks stands in single ones, as English sets it.
        marks = "‘’" if any(mark in quoted for mark in '“”"') else "“”"
        language = self.workspace.sources[evidence.source].language
        lang = language if language != self.workspace.settings.language.split("-")[0] else None
        return (*where, Text(f": {marks[0]}"), Text(quoted, lang), Text(marks[1]))

    def _passages(
        self, source: str, passages: tuple[int, ...], number: int, before: str, page: str
    ) -> Inlines:
        """`News report, p. 3, passage 13`, linked where there is an annex; without the label
        when the source is the one named `before`, with the title when it is new."""
        view = self.sources[source]
        label: Inlines = () if source == before else (Text(f"{view.label}, "),)
        if label and source not in self.titled:
            self.titled.add(source)
            label = (*label, Emphasis((Text(view.title),)), Text(", "))
        links: list[Inline] = []
        for at, passage in enumerate(passages):
            marks = self.passages.setdefault((source, passage), [])
            if number not in marks:
                marks.append(number)
            if at:
                links.append(Text(" and " if at == len(passages) - 1 else ", "))
            name = Text(str(passage) if len(passages) > 1 else f"passage {passage}")
            target = f"#{anchor(source, passage)}"
            links.append(Link(target, (name,)) if self.annexed else name)
        if len(passages) > 1:
            links.insert(0, Text("passages "))
        return (*label, *([Text(f"{page}, ")] if page else []), *links)

    # -- the annex

    def annex(self, level: int) -> Blocks:
        """The cited passages, source by source, as they are numbered there."""
        blocks: list[Block] = []
        for source_id, view in self.sources.items():
            numbers = sorted(n for s, n in self.passages if s == source_id)
            if not numbers:
                continue
            source = self.workspace.sources[source_id]
            heading = (Text(f"{view.label}: {view.title}"),)
            blocks.append(Heading(level, heading, f"source-{source_id}"))
            blocks.append(Paragraph((Text(facts(view, source)),), "small"))
            blocks.extend(self._passage(source, number) for number in numbers)
        return tuple(blocks)

    def _passage(self, source: Source, number: int) -> Passage:
        passage = source.passages[number - 1]
        children: list[Inline] = []
        end = 0
        for low, high in merged(self.quoted.get((source.id, number), ())):
            if low > end:
                children.append(Text(passage.text[end:low]))
            children.append(Highlight((Text(passage.text[low:high]),)))
            end = high
        if end < len(passage.text):
            children.append(Text(passage.text[end:]))
        if page := page_words(source, [passage.extent]):
            children.append(Small((Text(f" [{page}]", self.workspace.settings.language),)))
        marks = tuple(self.passages[source.id, number])
        # which of its words matter for what is marked, shows here
        level = max((self.levels.get(mark, NONE) for mark in marks), default=NONE)
        return Passage(
            anchor(source.id, number),
            str(number),
            (*self.portions.head(level), *children),
            marks,
            source.language,
        )


def anchor(source: str, passage: int) -> str:
    """The anchor of a passage in the annex."""
    return f"passage-{source}-{passage}"


def facts(view: SourceView, source: Source) -> str:
    """What is known of a source, and what is not stated, in one line."""
    date = english_date(view.date) if view.date else ""
    facts = {"publisher": view.publisher, "date": date, "web address": view.url}
    known = [view.meaning[:1].upper() + view.meaning[1:]]  # its label stands in the heading
    known.extend(f"{name}: {fact}" for name, fact in facts.items() if fact)
    if missing := [name for name, fact in facts.items() if not fact]:
        known.append(f"{series(missing)} not stated")
    if view.retrieved:
        known.append(f"retrieved {english_date(view.retrieved)}")
    known.append(f"archived text sha256 {source.sha256_text[:12]}…")  # no full stop after it
    return "; ".join(known)


def words(evidence: Evidence, found: Found | None) -> str:
    """The quoted words: the archive's own, except that an author's insertion is shown."""
    if found is None or "[" in evidence.quote.replace("[…]", "").replace("[...]", ""):
        return " ".join(evidence.quote.split())
    text = found.source.archive.text
    return one_line(" […] ".join([text[low:high] for low, high in found.spans]))


def by_passage(found: Found) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """The quoted spans of each passage, as offsets into the passage's own text."""
    for number in found.passages:
        yield number, found.within(found.source.passages[number - 1])


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inlines with neighbouring texts of one language joined."""
    held: Text | None = None
    for node in inlines:
        if isinstance(node, Text):
            if held is None:
                held = node
                continue
            if held.lang == node.lang:
                held = Text(held.text + node.text, held.lang)
                continue
        if held is not None:
            yield held
        held = node if isinstance(node, Text) else None
        if held is None:
            yield node
    if held is not None:
        yield held


# ------------------------------------------------------------------- walking a tree

Mark = Callable[[Cite], Inline]
Annex = Callable[[int], Blocks]


def numbered(
    blocks: Blocks, mark: Mark, annex: Annex, coverage: Callable[[], Blocks] = tuple
) -> Blocks:
    """The blocks with each citation exchanged for its mark, in reading order, and then
    the places of the annex and of the table of what the sources hold for these."""
    marked = tuple(_block(block, mark, annex) for block in blocks)
    made: list[Block] = []
    for block in marked:
        if isinstance(block, AnnexPlace):
            made.extend(annex(block.level))
        elif isinstance(block, CoveragePlace):
            made.extend(coverage())
        else:
            made.append(block)
    return tuple(made)


def _block(block: Block, mark: Mark, annex: Annex) -> Block:
    match block:
        case Title() | Heading() | Paragraph() | Passage():
            children = _inlines(block.children, mark)
            return block if children is block.children else replace(block, children=children)
        case BulletList() | OrderedList():
            items = tuple(replace(i, blocks=_blocks(i.blocks, mark, annex)) for i in block.items)
            return replace(block, items=items)
        case BlockQuote() | Callout():
            return replace(block, blocks=_blocks(block.blocks, mark, annex))
        case Table():
            return replace(
                block,
                caption=_inlines(block.caption, mark),
                header=_cells(block.header, mark, annex),
                rows=tuple(_cells(row, mark, annex) for row in block.rows),
            )
        case Figure():
            return replace(block, caption=_inlines(block.caption, mark))
    return block


def _blocks(blocks: Blocks, mark: Mark, annex: Annex) -> Blocks:
    return tuple(_block(block, mark, annex) for block in blocks)


def _cells(cells: tuple[Cell, ...], mark: Mark, annex: Annex) -> tuple[Cell, ...]:
    return tuple(Cell(_blocks(cell.blocks, mark, annex)) for cell in cells)


def _inlines(inlines: Inlines, mark: Mark) -> Inlines:
    made: list[Inline] = []
    changed = False
    for node in inlines:
        match node:
            case Cite():
                made.append(mark(node))
                changed = True
            case Text(text=""):
                changed = True
            case Text(text=text, lang=lang):
                # Where words come from was for the checks; writers get texts in one piece.
                last = made[-1] if made else None
                if isinstance(last, Text) and last.lang == lang:
                    made[-1] = Text(last.text + text, lang)
                    changed = True
                elif node.origin is not None:
                    made.append(Text(text, lang))
                    changed = True
                else:
                    made.append(node)
            case Strong() | Emphasis() | Small() | Highlight() | Portion() | Link() | Remarked():
                children = _inlines(node.children, mark)
                if children is node.children:
                    made.append(node)
                else:
                    made.append(replace(node, children=children))
                    changed = True
            case _:
                made.append(node)
    return tuple(made) if changed else inlines
