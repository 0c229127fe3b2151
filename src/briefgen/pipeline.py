"""The whole story on one page: load, resolve, check, compose, write, publish.

Each stage is a function `(inputs) -> (value, diagnostics)`. Here they are put in a row,
and here it is decided which briefs the diagnostics stop (see `scope`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import bundle
from briefgen.diagnostics import Diagnostic, did_you_mean, has_errors
from briefgen.report import BuiltBrief, Counts, Report, UnbuiltBrief, in_order
from briefgen.text import SourceText
from briefgen.workspace.model import FORMATS

if TYPE_CHECKING:
    from briefgen.brief.request import Request
    from briefgen.document import Document
    from briefgen.evidence.book import Book, Remark
    from briefgen.scope import Scope
    from briefgen.workspace.model import Workspace

#: Called before each brief with how many are done, how many there are, and its name.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What to build. `themes` are ids or aliases; none means every theme. What is None is
    taken from the workspace; `out` is the output folder, `output` in the workspace."""

    themes: tuple[str, ...] = ()
    template: str | None = None
    formats: tuple[str, ...] | None = None
    meetings: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    date: datetime.date | None = None
    out: Path | None = None
    emit: Literal["markdown", "outline"] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A workspace as read: its records, its evidence looked up, and what was noticed.

    `workspace` and `book` are None when there was nothing to read.
    """

    root: Path
    workspace: Workspace | None
    texts: Mapping[str, SourceText]
    book: Book | None = None
    remarks: tuple[Remark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief to be built: what is asked of `compose`, and its folder's name."""

    name: str
    request: Request
    keys: frozenset[str] = field(default_factory=frozenset)


def load(root: Path) -> Reading:
    """Load a workspace without looking at its evidence."""
    from briefgen.workspace import load as stage

    workspace, texts, diagnostics = stage.load(root)
    return Reading(root, workspace, texts, diagnostics=in_order(diagnostics))


def read(root: Path) -> Reading:
    """Load a workspace, look up all its evidence and check it."""
    reading = load(root)
    workspace = reading.workspace
    if workspace is None:
        return reading

    from briefgen.evidence.archive import check_archives
    from briefgen.evidence.checks import check as check_evidence
    from briefgen.evidence.resolve import resolve

    diagnostics = [*reading.diagnostics, *check_archives(workspace)]
    book, found = resolve(workspace)
    diagnostics += found
    remarks, found = check_evidence(workspace, book)
    diagnostics += found
    return Reading(root, workspace, reading.texts, book, remarks, in_order(diagnostics))


def check(root: Path, options: Options | None = None, progress: Progress | None = None) -> Report:
    """Everything but writing: all diagnostics of the briefs that `options` asks for."""
    return _run(root, options or Options(), write=False, progress=progress)


def build(root: Path, options: Options | None = None, progress: Progress | None = None) -> Report:
    """Build the briefs that `options` asks for; those with errors are not built and keep
    the files they have."""
    return _run(root, options or Options(), write=True, progress=progress)


def _run(root: Path, options: Options, *, write: bool, progress: Progress | None) -> Report:
    reading = read(root)
    workspace, book = reading.workspace, reading.book
    if workspace is None or book is None:
        return Report(root, reading.diagnostics, texts=reading.texts)

    from briefgen.scope import scope

    lookups = scope(workspace)
    briefs, formats, mistakes = _choose(workspace, lookups, options)
    if mistakes:
        return Report(root, tuple(mistakes), texts=reading.texts)

    run = _Run(reading, workspace, book, lookups, options, formats if write else ())
    for number, brief in enumerate(briefs):
        if progress is not None:
            progress(number, len(briefs), brief.name)
        run.make(brief)
    return run.report(briefs)


@dataclass(slots=True)
class _Run:
    """One run over some briefs; collects what they bring."""

    reading: Reading
    workspace: Workspace
    book: Book
    scope: Scope
    options: Options
    formats: tuple[str, ...]
    built: list[BuiltBrief] = field(default_factory=list)
    unbuilt: list[UnbuiltBrief] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    emitted: list[str] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)

    def make(self, brief: Brief) -> None:
        """Compose one brief and, unless something stops it, write and publish it."""
        themes = brief.request.themes
        stops = [
            d
            for d in self.reading.diagnostics
            if d.severity == "error" and self.scope.concerns(d, themes)
        ]
        document, diagnostics = self._compose(brief)
        files: tuple[Path, ...] = ()
        if document is not None and not has_errors([*stops, *diagnostics]) and self.formats:
            contents, found = _write(document, self.formats)
            diagnostics += found
            if not has_errors(diagnostics):
                files, found = self._publish(brief, document, contents)
                diagnostics += found
        self.found += diagnostics
        counts = _counts(self.book, brief.keys)
        if files and document is not None:
            notes = len(document.notes)
            self.built.append(
                BuiltBrief(brief.name, themes, brief.request.template, files, notes, counts)
            )
        elif has_errors([*stops, *diagnostics]):
            errors = sum(d.severity == "error" for d in [*stops, *diagnostics])
            self.unbuilt.append(
                UnbuiltBrief(brief.name, themes, brief.request.template, errors, counts)
            )

    def _compose(self, brief: Brief) -> tuple[Document | None, list[Diagnostic]]:
        from briefgen import brief as stage

        book, remarks, emit = self.book, self.reading.remarks, self.options.emit
        document, diagnostics = stage.compose(self.workspace, book, remarks, brief.request)
        if emit == "outline" and document is not None:
            from briefgen.writers import outline

            self.emitted.append(outline.write(document))
        return document, list(diagnostics)

    def _publish(
        self, brief: Brief, document: Document, contents: Mapping[str, bytes]
    ) -> tuple[tuple[Path, ...], list[Diagnostic]]:
        from briefgen.publish import publish

        out = self.options.out or self.reading.root / "output"
        name = stem(brief, document)
        named = {f"{name}.{extension}": content for extension, content in contents.items()}
        return publish(out / brief.name, named)

    def report(self, briefs: Iterable[Brief]) -> Report:
        """The report of the run, with the diagnostics that concern its briefs."""
        themes = {theme for brief in briefs for theme in brief.request.themes}
        keys = frozenset(key for brief in briefs for key in brief.keys)
        mine, others = list(self.found), 0
        for diagnostic in self.reading.diagnostics:
            if not self.options.themes or self.scope.concerns(diagnostic, themes):
                mine.append(diagnostic)
            elif diagnostic.severity == "error":
                others += 1
        everything = not self.options.themes and not _narrowed(self.options)
        return Report(
            self.reading.root,
            in_order(mine),
            tuple(self.built),
            tuple(self.unbuilt),
            _counts(self.book, None if everything else keys),
            tuple((k, why) for k, why in self.book.skipped if everything or k in keys),
            others,
            "\n".join(self.emitted),
            {**self.reading.texts, **self.texts},
        )


def stem(brief: Brief, document: Document) -> str:
    """The name of a brief's files, which its formats share: theme, template and date."""
    parts = [*brief.request.themes] if brief.name in brief.request.themes else []
    return "-".join([*parts, brief.request.template, document.date])


def _write(document: Document, formats: Iterable[str]) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The document in each format. The jobs are independent of each other."""
    contents: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for name in formats:
        contents[name], found = write(name, document)
        diagnostics += found
    return contents, diagnostics


def write(name: str, document: Document) -> tuple[bytes, list[Diagnostic]]:
    """The document in one format; only that format's writer is imported."""
    if name == "docx":
        from briefgen.writers import docx

        return docx.write(document)
    from briefgen.writers import pdf

    return pdf.write(document)


# ------------------------------------------------------------- what was asked for


def _choose(
    workspace: Workspace, lookups: Scope, options: Options
) -> tuple[list[Brief], tuple[str, ...], list[Diagnostic]]:
    """The briefs and formats to make, or what is wrong with the question."""
    formats = options.formats if options.formats is not None else workspace.settings.formats
    template = options.template or workspace.settings.template
    themes, mistakes = _themes(workspace, options.themes)
    for name in formats:
        if name not in FORMATS:
            mistakes.append(_unknown("format", name, FORMATS))
    for meeting in options.meetings:
        if meeting not in workspace.meetings:
            mistakes.append(_unknown("meeting", meeting, workspace.meetings))
    known = available_templates(workspace.root)
    if template not in known:
        mistakes.append(_unknown("template", template, known))
    if mistakes:
        return [], (), mistakes

    from briefgen.brief import takes_several
    from briefgen.brief.request import Request

    own = workspace.root / "templates"

    def brief(name: str, of: tuple[str, ...]) -> Brief:
        request = Request(
            themes=of,
            template=template,
            meeting=options.meetings,
            since=options.since,
            until=options.until,
            date=options.date,
            builtin_templates=bundle.templates(),
            workspace_templates=own if own.is_dir() else None,
        )
        return Brief(name, request, _keys(workspace, lookups, options, of))

    if len(themes) > 1 and takes_several(known[template]):
        return [brief(template, themes)], tuple(dict.fromkeys(formats)), []
    return [brief(theme, (theme,)) for theme in themes], tuple(dict.fromkeys(formats)), []


def _themes(
    workspace: Workspace, wanted: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The ids of the themes asked for, each once, in the order asked."""
    names = {a: theme.id for theme in workspace.themes.values() for a in theme.aliases}
    names |= {theme: theme for theme in workspace.themes}
    unknown = [name for name in wanted if name not in names]
    if unknown:
        return (), [_unknown("theme", name, names) for name in dict.fromkeys(unknown)]
    return tuple(dict.fromkeys(names[name] for name in wanted or workspace.themes)), []


def available_templates(root: Path) -> dict[str, Path]:
    """Every template by name with its folder; the workspace's own hide the built-in ones."""
    folders = (bundle.templates(), root / "templates")
    return {n: folder / n for folder in folders for n in bundle.template_names(folder)}


def _unknown(kind: str, name: str, known: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        f"unknown-{kind}", f"there is no {kind} `{name}`", hints=did_you_mean(name, known)
    )


def _narrowed(options: Options) -> bool:
    return bool(options.meetings or options.since or options.until)


def _keys(
    workspace: Workspace, lookups: Scope, options: Options, themes: Iterable[str]
) -> frozenset[str]:
    """The evidence that the brief of `themes` rests on."""
    from briefgen.scope import meeting_evidence

    keys = frozenset[str]().union(*(lookups.evidence[theme] for theme in themes))
    for meeting in workspace.meetings.values():
        last = meeting.end_date or meeting.date
        left_out = (
            (options.meetings and meeting.id not in options.meetings)
            or (options.since and last < options.since)
            or (options.until and meeting.date > options.until)
        )
        if left_out:
            keys -= meeting_evidence(meeting)
    return keys


def _counts(book: Book, keys: frozenset[str] | None) -> Counts:
    """How the evidence with these keys fared; all evidence for None."""
    if keys is None:
        return Counts(book.checked, book.failed, len(book.skipped))
    refused = sum(key in book.refused for key in keys)
    found = sum(key in book.found for key in keys)
    return Counts(found + refused, refused, sum(key in keys for key, _ in book.skipped))
