"""The whole story on one page: load, resolve, check, compose, write, publish.

Each stage is a function `(inputs) -> (value, diagnostics)`. Here they are put in a row,
and here it is decided which briefs the diagnostics stop (see `scope`).
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.diagnostics import Diagnostic, Hint, has_errors
from briefgen.formats import Writing, dismiss, foreseen
from briefgen.formats import write as write
from briefgen.ledger import Ledger, as_json, joined
from briefgen.places import errors_about as errors_about
from briefgen.places import placed
from briefgen.plan import Brief, Options, narrowed, plan, stem
from briefgen.record import record, replace, sheet
from briefgen.report import BuiltBrief, Counts, Report, UnbuiltBrief, in_order
from briefgen.text import SourceText

if TYPE_CHECKING:
    from briefgen.brief.assembly import Composed
    from briefgen.claims.document import Checked
    from briefgen.document import Document
    from briefgen.evidence.book import Book, Remark
    from briefgen.scope import Scope
    from briefgen.sign import Signer
    from briefgen.workspace.model import Outcome, Workspace

#: Called before each step and each brief with how many are done, how many there are, and
#: its name.
Progress = Callable[[int, int, str], None]

#: Takes the files of a brief, by name, and the name of the brief's folder: the paths under
#: which they can be found, and what went wrong.
Deliver = Callable[[str, Mapping[str, bytes]], tuple[tuple[Path, ...], list[Diagnostic]]]

#: Gives a finished document what stands around it on a page.
Surround = Callable[[Brief, "Document"], "Document"]


@record
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


def silent(done: int, total: int, name: str) -> None:
    """The progress that nobody is shown."""


def load(root: Path) -> Reading:
    """Load a workspace without looking at its evidence.

    An update of a source that was cut off (a power cut) is undone first: half of it would
    look like a source that is missing.
    """
    from briefgen.workspace import load as stage

    if os.path.isdir(root / "briefs" / ".updating"):  # noqa: PTH112 - Path raises where none may look
        from briefgen import transaction

        transaction.recover(root)
    workspace, texts, diagnostics = stage.load(root)
    return Reading(root, workspace, texts, diagnostics=in_order(diagnostics))


def read(root: Path, progress: Progress = silent) -> Reading:
    """Load a workspace, look up all its evidence and check it."""
    reading = load(root)
    progress(1, 4, "comparing the archived sources")
    workspace = reading.workspace
    if workspace is None:
        return reading

    from briefgen.evidence.archive import check_archives
    from briefgen.evidence.checks import check as check_evidence
    from briefgen.evidence.resolve import resolve

    diagnostics = [*reading.diagnostics, *check_archives(workspace)]
    progress(2, 4, "looking up the quotes")
    book, found = resolve(workspace)
    diagnostics += found
    progress(3, 4, "checking the evidence")
    remarks, found = check_evidence(workspace, book)
    diagnostics += found
    if any(_told_by_several(outcome) for outcome in workspace.outcomes()):
        from briefgen.claims.retellings import compare

        more, found = compare(workspace, book)
        remarks += more
        diagnostics += found
    return Reading(root, workspace, reading.texts, book, remarks, in_order(diagnostics))


def _told_by_several(outcome: Outcome) -> bool:
    """Whether an outcome rests on more than one source, so that there is something to compare."""
    return len({evidence.source for evidence in outcome.evidence}) > 1


def check(root: Path, options: Options | None = None, progress: Progress = silent) -> Report:
    """Everything but writing: all diagnostics of the briefs that `options` asks for."""
    with _seldom_collecting():
        return _run(read(root, progress), options or Options(), None, progress)


def build(root: Path, options: Options | None = None, progress: Progress = silent) -> Report:
    """Build the briefs that `options` asks for; those with errors are not built and keep
    the files they have."""
    options = options or Options()
    out = options.out or root / "output"

    def deliver(
        folder: str, files: Mapping[str, bytes]
    ) -> tuple[tuple[Path, ...], list[Diagnostic]]:
        from briefgen.publish import publish

        return publish(out / folder, files)

    with _seldom_collecting():
        return _run(read(root, progress), options, deliver, progress)


def make(
    reading: Reading,
    options: Options,
    deliver: Deliver,
    progress: Progress = silent,
    surround: Surround | None = None,
) -> Report:
    """Build as `build` does, from a workspace that was read, and hand the files to `deliver`
    instead of putting them into the output folder. Documents that become pages go through
    `surround` first."""
    with _seldom_collecting():
        return _run(reading, options, deliver, progress, surround)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Search for garbage less often: what a run makes lives until it is done, and to look
    through it as often as Python does by itself takes an eighth of the time."""
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], 50_000), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(
    reading: Reading,
    options: Options,
    deliver: Deliver | None,
    progress: Progress,
    surround: Surround | None = None,
) -> Report:
    """Make the briefs; without `deliver` nothing is written."""
    root, workspace, book = reading.root, reading.workspace, reading.book
    writing = deliver is not None
    if workspace is None or book is None:
        return Report(root, reading.diagnostics, texts=reading.texts)

    from briefgen.scope import scope

    lookups = scope(workspace)
    briefs, formats, mistakes = plan(workspace, lookups, options)
    if mistakes:
        return Report(root, explained(reading, mistakes, options), texts=reading.texts)

    signer, mistakes = _signer(options) if writing else (None, [])
    mistakes += _epoch() if writing else []
    if mistakes:
        return Report(root, tuple(mistakes), texts=reading.texts)

    formats = formats if writing else ()
    run = _Run(reading, workspace, book, lookups, options, formats, signer, deliver, surround)
    for number, brief in enumerate(briefs):
        progress(number, len(briefs), brief.name)
        run.make(brief, last=number == len(briefs) - 1)
    if formats and not options.themes and all(len(b.request.themes) == 1 for b in briefs):
        run.miss_unread_themes({theme for brief in briefs for theme in brief.request.themes})
    return run.report(briefs)


def explained(
    reading: Reading, mistakes: Iterable[Diagnostic], options: Options
) -> tuple[Diagnostic, ...]:
    """What is wrong with the question; a theme or meeting whose file has errors is not
    unknown, so these are shown in its place."""
    told: list[Diagnostic] = []
    broken: list[Diagnostic] = []
    for name in (*options.themes, *options.meetings):
        errors, called_so = errors_about(name, reading.diagnostics, reading.texts)
        broken += errors
        if called_so:
            told += [mistake for mistake in mistakes if f"`{name}`" in mistake.message]
    return in_order([*(mistake for mistake in mistakes if mistake not in told), *broken])


def _epoch() -> list[Diagnostic]:
    """`SOURCE_DATE_EPOCH` (reproducible-builds.org) is a number of seconds, if it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch or (epoch.isascii() and epoch.isdigit() and len(epoch) < 12):
        return []
    message = (
        "`SOURCE_DATE_EPOCH` in the environment must be a number of seconds since 1970; "
        f"`{epoch[:40]}` is not"
    )
    return [Diagnostic("bad-value", message, hints=(Hint("correct it, or unset it"),))]


def _signer(options: Options) -> tuple[Signer | None, list[Diagnostic]]:
    """Who signs what is built, or why nobody can."""
    if options.sign is None:
        return None, []
    from briefgen.sign import load as load_signer

    return load_signer(options.sign)


@sheet
class _Run:
    """One run over some briefs; collects what they bring."""

    reading: Reading
    workspace: Workspace
    book: Book
    scope: Scope
    options: Options
    formats: tuple[str, ...]
    signer: Signer | None = None
    deliver: Deliver | None = None
    surround: Surround | None = None
    built: list[BuiltBrief] = field(default_factory=list)
    unbuilt: list[UnbuiltBrief] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    emitted: list[str] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)
    ledgers: list[Ledger] = field(default_factory=list)
    drafted: list[Diagnostic] = field(default_factory=list)

    def make(self, brief: Brief, *, last: bool) -> None:
        """Compose one brief and, unless something stops it, write and publish it. After the
        `last` one the writers may go."""
        themes = brief.request.themes
        stops = [
            d
            for d in self.reading.diagnostics
            if d.severity == "error" and self.scope.concerns(d, themes)
        ]
        made = self._compose(brief)
        document, diagnostics = made.document, made.diagnostics
        if stops:
            # An outcome that could not be read is missing here: that it is, was said already.
            diagnostics = [d for d in diagnostics if d.code != "theme-without-outcomes"]
        ledger = Ledger()
        writing = self._begin(document, [*stops, *diagnostics])
        if document is not None:
            checked = self._check(brief, made)
            ledger = checked.ledger
            self.ledgers.append(ledger)
            if self.options.draft:
                from briefgen.draft import drafted, stopping

                document = drafted(made, checked, [*stops, *diagnostics])
                self.drafted += checked.diagnostics
                stops, diagnostics = stopping(stops), list(stopping(diagnostics))
            else:
                diagnostics = [*diagnostics, *checked.diagnostics]
        if document is not None and not self.formats:
            diagnostics += foreseen(document)
        files: tuple[Path, ...] = ()
        if document is not None and not has_errors([*stops, *diagnostics]) and self.formats:
            if self._prints_ledger(document):
                from briefgen.account import with_ledger

                document = with_ledger(document, ledger)
            document = self._with_provenance(brief, made, document, ledger)
            if "html" in self.formats:
                from briefgen.brief.beside import beside

                held = beside(self.workspace, self.book, made, document.style)
                document = replace(document, beside=held)
                if self.surround is not None:
                    document = self.surround(brief, document)
            writing = writing or Writing(document, self.formats)
            contents, found = writing.finish(document)
            if last:
                dismiss()
            texts = {**self.reading.texts, **self.texts}
            diagnostics += placed(found, self.workspace, texts, themes, brief.request.template)
            if not has_errors(diagnostics):
                if self.signer is not None and "pdf" in contents:
                    contents["pdf"] = self.signer.sign(contents["pdf"])
                files, found = self._publish(brief, document, contents)
                diagnostics += found
        elif writing is not None:
            writing.abandon()
        self.found += diagnostics
        counts = _counts(self.book, brief.keys)
        if files and document is not None:
            notes = len(document.notes)
            self.built.append(
                BuiltBrief(
                    brief.name,
                    themes,
                    brief.request.template,
                    files,
                    notes,
                    counts,
                    ledger,
                    self.options.draft,
                    len(document.comments),
                )
            )
        elif has_errors([*stops, *diagnostics]):
            errors = sum(d.severity == "error" for d in [*stops, *diagnostics])
            self.unbuilt.append(
                UnbuiltBrief(brief.name, themes, brief.request.template, errors, counts, ledger)
            )

    def _begin(self, document: Document | None, known: list[Diagnostic]) -> Writing | None:
        """The document on its way to its writers, if all that it will still be given is its
        provenance."""
        if document is None or has_errors(known) or self.options.draft:
            return None
        if not self.formats or self.options.bundle_sources or self._prints_ledger(document):
            return None
        return Writing(document, self.formats, late=True)

    def _prints_ledger(self, document: Document) -> bool:
        """Whether the checks may add to the pages: a template asks for the ledger, or something
        in the workspace is waived."""
        held = self.workspace
        waivers = [held.settings.waivers]
        waivers += [theme.waivers for theme in held.themes.values()]
        waivers += [meeting.waivers for meeting in held.meetings.values()]
        if any(waivers):
            return True
        from briefgen.account import has_place

        return has_place(document)

    def _compose(self, brief: Brief) -> Composed:
        from briefgen.brief import compose_in_steps

        made = compose_in_steps(self.workspace, self.book, self.reading.remarks, brief.request)
        self.texts |= made.texts
        if self.options.emit == "markdown":
            self.emitted.append(made.markdown)
        elif self.options.emit == "outline" and made.document is not None:
            from briefgen.writers import outline

            self.emitted.append(outline.write(made.document))
        return made

    def _check(self, brief: Brief, made: Composed) -> Checked:
        """Every statement of a brief against the passages that it cites."""
        from briefgen.brief.library import shipped_lines
        from briefgen.claims import document as claims

        assert made.rendered is not None
        assert made.selection is not None
        assert made.document is not None
        selection, rendered = made.selection, made.rendered
        return claims.check_document(
            claims.Brief(
                self.workspace,
                self.book,
                made.blocks,
                made.known,
                selection.themes,
                selection.meetings,
                selection.outcomes,
                made.remarks,
                made.document.date,
                rendered.origins,
                partial(shipped_lines, brief.request.builtin_templates),
                {**self.reading.texts, **self.texts},
                made.labels,
            )
        )

    def _with_provenance(
        self, brief: Brief, made: Composed, document: Document, ledger: Ledger
    ) -> Document:
        from briefgen.provenance import statement

        counts = _counts(self.book, brief.keys)
        skipped = [{"evidence": k, "reason": r} for k, r in self.book.skipped if k in brief.keys]
        quotes = {"checked": counts.checked, "failed": counts.failed, "skipped": skipped}
        making = statement.Making(
            self.workspace,
            self.book,
            brief.request,
            made,
            {"quotes": quotes, "claims": as_json(ledger)},
        )
        return statement.with_provenance(document, making, bundle=self.options.bundle_sources)

    def _publish(
        self, brief: Brief, document: Document, contents: Mapping[str, bytes]
    ) -> tuple[tuple[Path, ...], list[Diagnostic]]:
        assert self.deliver is not None
        name = stem(brief, document) + ("-draft" if self.options.draft else "")
        return self.deliver(brief.name, {f"{name}.{kind}": data for kind, data in contents.items()})

    def miss_unread_themes(self, made: set[str]) -> None:
        """Count the themes that no brief was planned for, since their files have errors."""
        errors = Counter(
            unread
            for d in self.reading.diagnostics
            if d.severity == "error" and (unread := self.scope.unread_theme(d)) is not None
        )
        template = self.options.template or self.workspace.settings.template
        for theme in sorted(errors.keys() - made):
            counts = Counts()
            self.unbuilt.append(UnbuiltBrief(theme, (theme,), template, errors[theme], counts))

    def report(self, briefs: Sequence[Brief]) -> Report:
        """The report of the run, with the diagnostics that concern its briefs."""
        from briefgen.brief.selection import proposals

        themes = {theme for brief in briefs for theme in brief.request.themes}
        keys = frozenset(key for brief in briefs for key in brief.keys)
        mine, others = [*self.found, *self.drafted], 0
        for diagnostic in self.reading.diagnostics:
            if not self.options.themes or self.scope.concerns(diagnostic, themes):
                mine.append(diagnostic)
            elif diagnostic.severity == "error":
                others += 1
        everything = not self.options.themes and not narrowed(self.options)
        aside = {place for brief in briefs for place in proposals(self.workspace, brief.request)}
        return Report(
            self.reading.root,
            in_order(mine),
            tuple(self.built),
            tuple(self.unbuilt),
            _counts(self.book, None if everything else keys),
            tuple((k, why) for k, why in self.book.skipped if everything or k in keys),
            others,
            len(aside),
            "\n".join(self.emitted),
            joined(self.ledgers),
            {**self.reading.texts, **self.texts},
        )


def _counts(book: Book, keys: frozenset[str] | None) -> Counts:
    """How the evidence with these keys fared; all evidence for None."""
    if keys is None:
        return Counts(book.checked, book.failed, len(book.skipped))
    refused = sum(key in book.refused for key in keys)
    found = sum(key in book.found for key in keys)
    return Counts(found + refused, refused, sum(key in keys for key, _ in book.skipped))
