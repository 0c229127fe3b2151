"""Where the words of a brief come from: lines of the data, of a template, of an archived text.

The words that a reviewer wrote about are looked up among everything that a brief prints.
Nothing is guessed from afar: what is not found has no place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from difflib import SequenceMatcher

from briefgen.record import record, replace
from briefgen.review import Remark, Review, Unit
from briefgen.text import SourceText, Span, locate
from briefgen.workspace.model import Outcome, Prose, Source, Theme, Workspace

#: Words in common from here on are no accident, in characters.
_ENOUGH = 16
#: How many origins are compared letter by letter when none stands in a paragraph whole.
_COMPARED = 25


@record
class Origin:
    """A place: what stands there in plain words, and the words themselves.

    `owner` is the id of the outcome, meeting, theme or source; `archived` says that it is a
    source's text, which is never changed, `quoted` that it is a quote, which only notes print.
    `part` is the part of a theme's prose.
    """

    span: Span
    label: str
    text: str
    owner: str = ""
    archived: bool = False
    #: Words that stand for this one although they are not written there, as a date.
    derived: bool = False
    quoted: bool = False
    part: str = ""


#: What the built-in templates call the parts of a theme's prose.
_SECTIONS = {
    "bottom line": ("bottom line", "the main point"),
    "background": ("background",),
    "what was left open": ("what was left open", "if asked"),
    "implications": ("implications",),
    "recommendations": ("recommendations", "worth pressing"),
}


@record
class Statement:
    """What a file says of how it was made: its themes and template, and the evidence of each
    of its notes by number."""

    themes: tuple[str, ...] = ()
    template: str = ""
    notes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def statement(review: Review) -> Statement:
    """The file's statement; empty when there is none that can be read."""
    try:
        data = json.loads(review.statement)
        brief = data["brief"]
        notes = {
            int(note["number"]): tuple(str(c["evidence"]) for c in note.get("citations", ()))
            for note in data.get("notes", ())
        }
        themes = tuple(map(str, brief.get("themes", ())))
        return Statement(themes, str(brief["template"]["name"]), notes)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Statement()


class Origins:
    """Everything that the briefs of a workspace print, by what it says."""

    def __init__(
        self, workspace: Workspace, review: Review, templates: Iterable[SourceText] = ()
    ) -> None:
        self.statement = statement(review)
        self.texts: Mapping[str, SourceText] = workspace.texts
        self.origins = [o for o in _origins(workspace) if o.text]
        self.summaries: dict[str, list[str]] = {}
        for origin in self.origins:
            if origin.label.startswith("summary"):
                self.summaries.setdefault(origin.owner, []).append(origin.text)
        self.evidence = {item.key: (item.span, item.quote) for item in workspace.evidence()}
        self.templates = list(templates)
        names = set(self.statement.themes)
        if not names:
            names = {t.id for t in workspace.themes.values() if t.title == review.title}
        self.near = names | {
            outcome.id for outcome in workspace.outcomes() if names & {*outcome.themes}
        }

    def find(self, remark: Remark) -> Origin | None:
        """Where the words that a remark is about come from, narrowed to them."""
        for at, unit in enumerate(remark.units):
            start = remark.start if at == 0 else 0
            end = remark.end if at == len(remark.units) - 1 else len(unit.text)
            found = self._in_unit(unit, start, max(start, end))
            if found is not None:
                return found
        return None

    def _in_unit(self, unit: Unit, start: int, end: int) -> Origin | None:
        if unit.place.startswith("note "):
            found = self._of_note(unit)
            if found is not None:
                return found
        text, begin, stop = _normal(unit.text, start, end)
        if not text.strip():
            return None
        own = self._of_section(unit, text, begin, stop)
        if own is not None:
            return own
        best: tuple[tuple[bool | int, ...], Origin, str] | None = None
        row, noted = _folded(unit.row), unit.place.startswith("note ")
        for origin in self.origins:
            if origin.derived and unit.place != "cell" and "·" not in text:
                continue  # in running text a name or date says nothing of where it is from
            words = _all_of(origin, text, begin, stop)
            if not words:
                continue
            if origin.quoted and not noted and not _in_marks(text, words):
                continue  # words like those of a quote, and none: a quote is printed as one
            near = origin.owner in self.near
            beside = bool(row) and self._beside(origin, row)
            annexed = any(anchor.startswith("passage_") for anchor in unit.anchors)
            order = (
                origin.archived == annexed,
                not origin.quoted,
                beside,
                near,
                not origin.derived,
                len(words),
            )
            if best is None or order > best[0]:
                best = (order, origin, words)
        if best is None:
            return self._in_template(text) or self._in_part(unit, text, begin, stop)
        _, origin, words = best
        needle = _needle(text, begin, stop, words)
        return self._narrowed(origin, needle)

    def _of_section(self, unit: Unit, text: str, start: int, end: int) -> Origin | None:
        """The line of the section's own prose that a paragraph is, also when the data has changed
        since: the one with most words of it, if that is half of them."""
        section = unit.section.casefold()
        words = _long_words(text)
        if unit.place != "paragraph" or not words:
            return None
        best: tuple[int, Origin] | None = None
        for origin in self.origins:
            if section not in _SECTIONS.get(origin.part, ()) or origin.owner not in self.near:
                continue
            shared = len(words & _long_words(origin.text))
            if shared * 2 >= len(words) and (best is None or shared > best[0]):
                best = shared, origin
        if best is None:
            return None
        common = _all_of(best[1], text, start, end) or _part_of(best[1], text, start, end)
        return self._narrowed(best[1], _needle(text, start, end, common) if common else "")

    def _in_part(self, unit: Unit, text: str, start: int, end: int) -> Origin | None:
        """The origin that has most words in common, in a row, with the text around a range:
        the data may have been changed since the file was sent. Quotes and archived texts are
        not written by those who write briefs: they are named for notes and the annex only."""
        noted = unit.place.startswith("note ") or any(
            anchor.startswith("passage_") for anchor in unit.anchors
        )
        words = {word for word in text.split() if len(word) > 3}
        shared = [
            (len(words & set(o.text.split())), o.owner in self.near, at)
            for at, o in enumerate(self.origins)
            if not o.derived and (noted or not (o.quoted or o.archived))
        ]
        best: Origin | None = None
        most = ""
        for count, _, at in sorted(shared, reverse=True)[:_COMPARED]:
            common = _part_of(self.origins[at], text, start, end) if count else ""
            if len(common) > len(most):
                best, most = self.origins[at], common
        return self._narrowed(best, _needle(text, start, end, most)) if best else None

    def _beside(self, origin: Origin, row: str) -> bool:
        """Whether the row of the table is about the origin's owner."""
        return any(summary in row for summary in self.summaries.get(origin.owner, ()))

    def _narrowed(self, origin: Origin, needle: str) -> Origin:
        text = self.texts.get(origin.span.path)
        if text is None or origin.derived or not needle:
            return origin
        span = _located(text, origin.span, needle)
        return Origin(span, origin.label, origin.text, origin.owner, origin.archived)

    def _of_note(self, unit: Unit) -> Origin | None:
        number = unit.place.removeprefix("note ")
        keys = self.statement.notes.get(int(number), ()) if number.isdigit() else ()
        for key in keys:
            if key in self.evidence and _folded(self.evidence[key][1]) in _folded(unit.text):
                span, quote = self.evidence[key]
                return Origin(span, f"quote of `{key}`", quote)
        for key in keys:
            if key in self.evidence:
                span, quote = self.evidence[key]
                return Origin(span, f"quote of `{key}`", quote)
        return None

    def _in_template(self, text: str) -> Origin | None:
        """The line of a template that has these words."""
        wanted = text.strip()
        for file in self.templates:
            at = file.text.find(wanted)
            if at >= 0 and len(wanted) >= 4:
                return Origin(file.span(at, at + len(wanted)), "the template", wanted)
        return None


# ------------------------------------------------------------------------- what is printed


def _origins(workspace: Workspace) -> Iterator[Origin]:
    """Everything that is printed, each text with single spaces."""
    for origin in _said(workspace):
        yield replace(origin, text=_folded(origin.text))


def _said(workspace: Workspace) -> Iterator[Origin]:
    yield from _of_settings(workspace)
    for theme in workspace.themes.values():
        yield from _of_theme(theme)
    for meeting in workspace.meetings.values():
        keys = meeting.key_spans
        for key, text in (("title", meeting.title), ("place", meeting.place or "")):
            yield Origin(
                keys.get(key, meeting.span), f"{key} of meeting `{meeting.id}`", text, meeting.id
            )
        when = f"{meeting.date.day} {meeting.date:%B} {meeting.date.year}"
        yield Origin(
            keys.get("date", meeting.span),
            f"date of meeting `{meeting.id}`",
            when,
            meeting.id,
            derived=True,
        )
        parties = " and ".join(meeting.parties)
        yield Origin(
            keys.get("parties", meeting.span),
            f"parties of meeting `{meeting.id}`",
            parties,
            meeting.id,
            derived=True,
        )
        for outcome in meeting.outcomes:
            yield from _of_outcome(outcome)
    for item in workspace.evidence():
        owner = item.key.rpartition("/")[0]
        yield Origin(item.span, f"quote of `{item.key}`", item.quote, owner, quoted=True)
    for source in workspace.sources.values():
        yield from _of_source(source)


def _of_settings(workspace: Workspace) -> Iterator[Origin]:
    """What every brief of the workspace says: who made it, and its marking."""
    text = workspace.texts.get("briefs/workspace.yaml")
    for key in ("organisation", "marking"):
        said = str(getattr(workspace.settings, key))
        line = text.text.find(f"{key}:") if text is not None else -1
        at = text.text.find(said, line) if text is not None and line >= 0 else -1
        if text is not None and said and at >= 0:
            yield Origin(text.span(at, at + len(said)), f"`{key}:` of the workspace", said)


def _of_theme(theme: Theme) -> Iterator[Origin]:
    yield Origin(theme.span, f"title of theme `{theme.id}`", theme.title, theme.id)
    line = (theme.bottom_line,) if theme.bottom_line else ()
    for name, group in (
        ("bottom line", line),
        ("background", theme.background),
        ("what was left open", theme.left_open),
        ("implications", theme.implications),
        ("recommendations", theme.recommendations),
    ):
        for prose in group:
            for text in plain_paragraphs(prose):
                yield Origin(prose.span, f"{name} of theme `{theme.id}`", text, theme.id, part=name)


def _of_outcome(outcome: Outcome) -> Iterator[Origin]:
    keys = outcome.key_spans
    said = {
        "summary": outcome.summary,
        "owner": outcome.owner or "",
        "amount": outcome.amount or "",
        "conditional": outcome.conditional or "",
    }
    for key, text in said.items():
        span = keys.get(key, outcome.span)
        yield Origin(span, f"{key} of outcome `{outcome.id}`", text, outcome.id)
    if outcome.due is not None:
        span = outcome.due.span
        yield Origin(span, f"due of outcome `{outcome.id}`", outcome.due.text, outcome.id)
    for key, text in (
        ("commitment", outcome.commitment),
        ("actors", " and ".join(outcome.actors)),
        *(("actors", actor) for actor in outcome.actors),
    ):
        span = keys.get(key, outcome.span)
        label = f"{key} of outcome `{outcome.id}`"
        yield Origin(span, label, text, outcome.id, derived=True)


def _of_source(source: Source) -> Iterator[Origin]:
    for key, text in (("title", source.title), ("publisher", source.publisher or "")):
        span = source.key_spans.get(key, source.span)
        yield Origin(span, f"{key} of source `{source.id}`", text, source.id)
    for passage in source.passages:
        span = source.archive.span(passage.start, passage.start + len(passage.text))
        label = f"passage {passage.number} of source `{source.id}`, archived"
        yield Origin(span, label, passage.text, source.id, archived=True)


_CITATION = re.compile(r"\s*\[@[^\]]*\]")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
_MARKUP = re.compile(r"\\([^\w\s])|\*+|`+|\[([^\]]*)\]\([^)]*\)")


def plain_paragraphs(prose: Prose) -> list[str]:
    """The words of each paragraph and list item, as a brief prints them."""
    text = _CITATION.sub("", prose.text)
    pieces = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", text)
    return [
        " ".join(_MARKUP.sub(lambda m: m[1] or m[2] or "", _ITEM.sub("", piece)).split())
        for piece in pieces
    ]


# --------------------------------------------------------------------------- comparing


def _normal(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Text with each run of spaces as one, and the offsets in it."""

    def settled(piece: str) -> str:
        return re.sub(r"\s+", " ", piece)

    whole = settled(text)
    return (
        whole,
        min(len(settled(text[:start])), len(whole)),
        min(len(settled(text[:end])), len(whole)),
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


def _all_of(origin: Origin, text: str, start: int, end: int) -> str:
    """The words of an origin, when all of them stand in the text and touch the range."""
    said = origin.text
    at = text.find(said)
    while at >= 0:
        if at <= end and start <= at + len(said) and _whole(text, at, at + len(said)):
            return said
        at = text.find(said, at + 1)
    return ""


def _part_of(origin: Origin, text: str, start: int, end: int) -> str:
    """The longest words that an origin and a text have in common, in a row and touching the
    range, if they are more than an accident."""
    matcher = SequenceMatcher(None, text, origin.text, autojunk=False)
    for block in sorted(matcher.get_matching_blocks(), key=lambda b: -b.size):
        if block.size < min(_ENOUGH, len(text.strip())):
            break
        if block.a <= end and start <= block.a + block.size:
            return text[block.a : block.a + block.size].strip()
    return ""


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def _in_marks(text: str, words: str) -> bool:
    """Whether words stand behind an opening quotation mark."""
    at = text.find(words)
    return at > 0 and text[at - 1] in "“‘«„\"'"


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a range is not the inside of a word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _located(text: SourceText, span: Span, needle: str) -> Span:
    """The needle in the raw text of a value, or as many of its first words as stand there in a
    row: a citation may come between."""
    words = needle.split()
    if words == text.text[span.start : span.end].split():
        return span
    for count in range(len(words), 0, -1):
        found = locate(text, span, " ".join(words[:count]))
        if found != span:
            return found
    return span


def _needle(text: str, start: int, end: int, words: str) -> str:
    """The words to point at: those of the range, when they stand in the origin."""
    chosen = text[start:end].strip()
    if chosen and chosen in words:
        return chosen
    at = text.find(words)
    if at >= 0:
        start, end = max(start, at), min(end, at + len(words))
        if start < end:
            return text[start:end].strip()
        # Something was put in between two words: point at the one before.
        before = re.search(r"\S+\s*\Z", text[at:end])
        if before:
            return before[0].strip()
    return words
