"""What a run found and made, as a record; the modules beside this one draw it.

`excerpt` shows a diagnostic with the line it is about, `exchange` gives JSON and SARIF,
`tables` lays out rows, `display` knows how wide text is on a screen.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.ledger import Ledger
from briefgen.record import record
from briefgen.text import SourceText, Span

#: How the paths of built-in templates begin.
BUILTIN = "builtin/"


@record
class Counts:
    """How many pieces of evidence were checked, how many of those failed, and how many
    could not be checked."""

    checked: int = 0
    failed: int = 0
    skipped: int = 0


@record
class BuiltBrief:
    """A brief that was built.

    `theme` names its folder: the theme's id, or the template's name when the brief covers
    several. `files` are absolute paths, one a format. `notes` is the number of notes. A `draft`
    may have errors, and shows them as `comments`.
    """

    theme: str
    themes: tuple[str, ...]
    template: str
    files: tuple[Path, ...]
    notes: int
    evidence: Counts
    ledger: Ledger = field(default_factory=Ledger)
    draft: bool = False
    comments: int = 0


@record
class UnbuiltBrief:
    """A brief that was asked for and not built because of `errors` errors."""

    theme: str
    themes: tuple[str, ...]
    template: str
    errors: int
    evidence: Counts
    ledger: Ledger = field(default_factory=Ledger)


@record
class Report:
    """The result of `briefgen.build` or `briefgen.check`.

    `diagnostics` are in the order of their files and lines. `built` and `unbuilt` name
    the briefs, `evidence` counts what was checked for them, and `skipped` gives each
    piece of evidence that could not be checked with the reason. `ledger` tells how the
    sentences of the briefs fared. `elsewhere` counts the
    errors that do not concern the briefs asked for, and `proposed` the proposed outcomes that
    they leave out. `str(report)` is what the command
    line shows.
    """

    root: Path
    diagnostics: tuple[Diagnostic, ...] = ()
    built: tuple[BuiltBrief, ...] = ()
    unbuilt: tuple[UnbuiltBrief, ...] = ()
    evidence: Counts = field(default_factory=Counts)
    skipped: tuple[tuple[str, str], ...] = ()
    elsewhere: int = 0
    proposed: int = 0
    emitted: str = ""
    ledger: Ledger = field(default_factory=Ledger)
    texts: Mapping[str, SourceText] = field(default_factory=dict, repr=False)

    @property
    def ok(self) -> bool:
        """Whether no diagnostic is an error."""
        return self.errors == 0

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(d.severity == "error" for d in self.diagnostics)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return sum(d.severity == "warning" for d in self.diagnostics)

    def __str__(self) -> str:
        from briefgen.report.excerpt import draw_all

        return draw_all(self)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file and place; those without a file come first."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    span: Span | None = diagnostic.span
    if span is not None:
        return span.path, span.start, span.end
    return diagnostic.path or "", -1, -1


def shown_path(root: Path, path: str) -> str:
    """A path of a diagnostic as the user would type it from where they are, with `/` on
    every system; one that is far away is absolute."""
    if path.startswith(BUILTIN):
        return path  # inside the package, where nobody edits it
    absolute = Path(os.path.join(root, path))  # noqa: PTH118 - an absolute `path` stays
    try:
        relative = Path(os.path.relpath(absolute))
    except ValueError:  # on another drive
        return absolute.as_posix()
    inside = absolute.is_relative_to(root) and Path.cwd().is_relative_to(root)
    if inside or relative.parts.count("..") < 2:
        return relative.as_posix()
    return absolute.as_posix()
