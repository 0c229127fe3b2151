"""A source's folder read into a `Source`: its text as numbered passages, each with its kind.

Whether the files are still those that were archived (their sums, the layout of the text)
is for the evidence stage to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.text import SourceText, Span
from briefgen.workspace import files
from briefgen.workspace.kinds import report
from briefgen.workspace.model import Former, Sentence, Source, SourcePassage
from briefgen.workspace.shapes import Fields

Found = list[Diagnostic]
Read = Callable[[Path, str], SourceText | None]


def source(
    fields: Fields, source_id: str, folder: Path, path: str, read: Read, found: Found
) -> Source | None:
    """The source in `folder`; None when it cannot be used, which has been reported.

    `path` is the folder relative to the workspace; `read` reads an archived text.
    """
    original = _name(fields, "original", folder, found)
    text = _name(fields, "text", folder, found)
    if original is not None:
        file, span = original
        if problem := files.original_problem(folder / file):
            code = "file-missing" if problem == "is missing" else "file-unreadable"
            message = f"every file that the data names must be there; `{path}/{file}` {problem}"
            report(found, code, message, span, "put the file as it was received there")
            original = None
    archive = None
    if text is not None:
        file, span = text
        if files.original_problem(folder / file) == "is missing":
            message = f"every file that the data names must be there; `{path}/{file}` is missing"
            report(found, "file-missing", message, span, "put the archived text there")
        else:
            archive = read(folder / file, f"{path}/{file}")
    if archive is None:
        return None
    misplaced: Found = []
    passages = _Classified(fields, archive, misplaced).passages()
    if original is None or not fields.whole:
        found += misplaced
        return None
    values: dict[str, Any] = dict(fields.values)
    for key in ("passages", "sentences", "pages"):
        values.pop(key, None)
    sums = {key: values.pop(key).values["sha256"] for key in ("original", "text")}
    if misplaced and sha256(archive.text.encode()).hexdigest() == sums["text"]:
        found += misplaced
        return None  # else it is another text than was classified, which is told by its sum
    previous = tuple(Former(**one.values) for one in values.pop("previous", ()) if one.whole)
    return Source(
        id=source_id,
        archive=archive,
        passages=passages,
        original=f"{path}/{original[0]}",
        sha256_text=sums["text"],
        sha256_original=sums["original"],
        span=fields.span,
        key_spans=fields.spans(),
        previous=previous,
        **values,
    )


def _name(fields: Fields, key: str, folder: Path, found: Found) -> tuple[str, Span] | None:
    """The file that `original:` or `text:` names, when it stays inside the folder."""
    archived: Fields | None = fields.values.get(key)
    if archived is None or "file" not in archived.values:
        return None
    name: str = archived.values["file"]
    span = archived.span_of("file")
    if files.leads_out(folder, name):
        message = f"`file` must stay in its source's folder; `{name}` leads out of it"
        report(found, "bad-value", message, span, "put the file itself there, not a link")
        return None
    if not archived.whole:
        fields.whole = False
    return name, span


#: What `source.yaml` says of a passage: its kind, what it repeats, and where it says so.
_Kind = tuple[Any, int | None, Span | None]


class _Classified:
    """The passages of an archived text with what `source.yaml` says of them."""

    def __init__(self, fields: Fields, archive: SourceText, found: Found) -> None:
        self.archive = archive
        self.found = found
        lines = archive.text.split("\n")
        if lines and not lines[-1]:
            lines.pop()
        self.lines = [line.removesuffix("\r") for line in lines]
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.kinds = self._kinds(fields.values.get("passages", ()))
        self.sentences = self._sentences(fields.values.get("sentences", ()))
        self.turns = self._turns(fields.values.get("pages", ()))

    def passages(self) -> tuple[SourcePassage, ...]:
        """Every line of the text as a passage."""
        made = []
        page: int | None = None
        for number, (start, line) in enumerate(zip(self.starts, self.lines, strict=False), 1):
            kind, of, place = self.kinds.get(number, ("body", None, None))
            inside = tuple(sorted(self.sentences.get(number, ()), key=lambda s: s.start))
            turns = self.turns.get(number, ())
            if turns and not turns[0][0]:
                page, turns = turns[0][1], turns[1:]
            made.append(
                SourcePassage(number, start, line, kind, of, inside, place, page, tuple(turns))
            )
            page = turns[-1][1] if turns else page
        return tuple(made)

    def refuse(self, message: str, span: Span, *hints: Hint | str) -> None:
        report(self.found, "source-classification", message, span, *hints)

    def _exists(self, fields: Fields, key: str, what: str = "a classified passage") -> bool:
        number = fields.values.get(key)
        if number is None or number <= len(self.lines):
            return number is not None
        message = (
            f"{what} must stand in the archived text; "
            f"`{self.archive.path}` has no line {number}, it has {len(self.lines):,}"
        )
        self.refuse(message, fields.span_of(key), "passages are counted from 1, one a line")
        return False

    def _repeat(self, fields: Fields) -> int | None:
        """The passage that a repeat repeats."""
        if "of" not in fields.values or not self._exists(fields, "of"):
            return None
        if fields.values.get("kind", "repeat") != "repeat":
            message = "only a `repeat` is a repeat `of` another passage"
            self.refuse(message, fields.span_of("of"), "leave `of` out, or write `kind: repeat`")
            return None
        of: int = fields.values["of"]
        return of

    def _kinds(self, entries: tuple[Fields, ...]) -> dict[int, _Kind]:
        kinds: dict[int, _Kind] = {}
        first: dict[int, Span] = {}
        for fields in entries:
            if not self._exists(fields, "passage") or not fields.whole:
                continue
            number: int = fields.values["passage"]
            span = fields.span_of("passage")
            if number in first:
                message = f"a passage is classified only once; passage {number} stands here again"
                self.refuse(message, span, Hint("it stands here first", first[number]))
                continue
            first[number] = span
            of = self._repeat(fields)
            if of == number:
                message = f"a passage repeats another one; passage {number} cannot repeat itself"
                self.refuse(message, fields.span_of("of"), "name the passage that it repeats")
                of = None
            kinds[number] = (fields.values["kind"], of, fields.span)
        return kinds

    def _sentences(self, entries: tuple[Fields, ...]) -> dict[int, list[Sentence]]:
        sentences: dict[int, list[Sentence]] = {}
        for fields in entries:
            if not self._exists(fields, "passage") or not fields.whole:
                continue
            number: int = fields.values["passage"]
            span = fields.span_of("text")
            of = self._repeat(fields)
            # The YAML may break the sentence over lines; the passage is one line.
            words = r"\s+".join(re.escape(word) for word in fields.values["text"].split())
            places = [m.span() for m in re.finditer(words, self.lines[number - 1])]
            if len(places) != 1:
                self._misplaced(fields.values["text"], number, len(places), span)
                continue
            start = self.starts[number - 1]
            begin, end = places[0]
            sentences.setdefault(number, []).append(
                Sentence(start + begin, start + end, fields.values["kind"], span, of)
            )
        return sentences

    def _turns(self, entries: tuple[Fields, ...]) -> dict[int, list[tuple[int, int]]]:
        """Where pages begin, by passage: offsets into it, each with its page. The places rise;
        the pages need not, since the notes of a page may stand after what runs on."""
        turns: dict[int, list[tuple[int, int]]] = {}
        before = (0, 0)
        for fields in entries:
            what = "the passage that a page begins at"
            if not self._exists(fields, "from", what) or not fields.whole:
                continue
            number, at = fields.values["from"], fields.values.get("at", 0)
            length = len(self.lines[number - 1])
            if at >= length:
                message = (
                    "a page must begin inside its passage; "
                    f"passage {number} has {length:,} characters"
                )
                self.refuse(message, fields.span_of("at"), "leave `at` out, or make it smaller")
            elif (number, at) <= before:
                message = "pages are listed in the order of the text; this one begins earlier"
                self.refuse(message, fields.span, "move it up, or take out what is there twice")
            elif at and number not in turns and not before[0]:
                message = "the first page must begin at a passage, not inside one"
                self.refuse(message, fields.span_of("at"), "leave `at` out")
            else:
                before = (number, at)
                turns.setdefault(number, []).append((at, fields.values["page"]))
        return turns

    def _misplaced(self, text: str, number: int, times: int, span: Span) -> None:
        line = self.archive.span(
            self.starts[number - 1], self.starts[number - 1] + len(self.lines[number - 1])
        )
        if times:
            message = (
                "a classified sentence must tell which words are meant; "
                f"this one stands {times} times in passage {number}"
            )
            self.refuse(message, span, "add the words around it", Hint("the passage", line))
            return
        message = (
            "a classified sentence must stand word for word in its passage; "
            f"this one does not stand in passage {number}"
        )
        words = r"\s+".join(re.escape(word) for word in text.split())
        for other, elsewhere in enumerate(self.lines, 1):
            if match := re.search(words, elsewhere):
                start = self.starts[other - 1]
                place = self.archive.span(start + match.start(), start + match.end())
                self.refuse(message, span, Hint(f"it stands in passage {other}", place))
                return
        self.refuse(message, span, Hint("the passage", line))
