"""What was asked for, turned into the briefs to make."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import bundle
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.record import record
from briefgen.workspace import files
from briefgen.workspace.model import FORMATS

if TYPE_CHECKING:
    from briefgen.brief.request import Request
    from briefgen.document import Document
    from briefgen.scope import Scope
    from briefgen.sign import Certificate
    from briefgen.workspace.model import Workspace

#: Longer lists of themes are not spelt out in the name of a file.
_LONGEST_LABEL = 80


@record
class Options:
    """What to build. `themes` are ids or aliases; none means every theme. What is None is
    taken from the workspace; `out` is the output folder, `output` in the workspace. With
    `bundle_sources` the files carry the archived texts that they cite; with `sign`
    PDFs are signed; a `draft` is built although sentences or quotes have errors, and shows
    them as comments; `letterhead` is a Word file to use instead of the template's own."""

    themes: tuple[str, ...] = ()
    template: str | None = None
    formats: tuple[str, ...] | None = None
    meetings: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    date: datetime.date | None = None
    out: Path | None = None
    letterhead: Path | None = None
    emit: Literal["markdown", "outline"] | None = None
    bundle_sources: bool = False
    sign: Certificate | None = None
    draft: bool = False


@record
class Brief:
    """One brief to be built: its folder's name, the first part of its files' names (its
    themes, or nothing when it covers all), and what is asked of `compose`."""

    name: str
    label: str
    request: Request
    keys: frozenset[str] = field(default_factory=frozenset)


def stem(brief: Brief, document: Document) -> str:
    """The name of a brief's files, which its formats share: theme, template and date."""
    parts = (brief.label, brief.request.template, document.date)
    return "-".join(part for part in parts if part)


def _label(themes: tuple[str, ...], everything: Iterable[str]) -> str:
    """The themes of a brief as part of a file's name, of bounded length."""
    if len(themes) > 1 and set(themes) == set(everything):
        return ""
    names = "-".join(themes)
    if len(names) <= _LONGEST_LABEL:
        return names
    from hashlib import sha256

    return f"{len(themes)}-themes-{sha256(names.encode()).hexdigest()[:8]}"


def plan(
    workspace: Workspace, lookups: Scope, options: Options
) -> tuple[list[Brief], tuple[str, ...], list[Diagnostic]]:
    """The briefs and formats to make, or what is wrong with the question."""
    formats = options.formats if options.formats is not None else workspace.settings.formats
    template = workspace.settings.template if options.template is None else options.template
    themes, mistakes = _themes(workspace, options.themes)
    for name in formats:
        if name not in FORMATS:
            mistakes.append(unknown("format", name, FORMATS))
    if options.sign is not None and "pdf" not in formats:
        listed = " and ".join(formats)
        mistakes.append(
            Diagnostic(
                "nothing-to-sign",
                f"only PDFs are signed, and the formats to be written are: {listed}",
                hints=(Hint("add `pdf` to `--format`, or build without `--sign`"),),
            )
        )
    for meeting in options.meetings:
        if meeting not in workspace.meetings:
            mistakes.append(unknown("meeting", meeting, workspace.meetings))
    known = available_templates(workspace.root)
    if closed := files.names_in(workspace.root / "templates", "templates")[1]:
        mistakes += closed  # a template of the workspace may stand before a built-in one
    elif template not in known:
        mistakes.append(unknown("template", template, known))
        plain = template.strip(".") and Path(template).name == template
        if plain and (workspace.root / "templates" / template).is_dir():
            folder = f"templates/{template}"
            if closed := files.names_in(workspace.root / folder, folder)[1]:
                return [], (), [*mistakes[:-1], *closed]
            what = f"{CODES['file-missing']}; the template `{template}` has no `template.md.j2`"
            hint = Hint("`briefgen template copy policy-brief NEW` starts one with all its files")
            path = f"templates/{template}/template.md.j2"
            mistakes[-1] = Diagnostic("file-missing", what, path=path, hints=(hint,))
    if mistakes:
        return [], (), mistakes

    from briefgen.brief.request import Request
    from briefgen.brief.selection import select

    own = workspace.root / "templates"

    def brief(name: str, of: tuple[str, ...]) -> Brief:
        request = Request(
            themes=of,
            template=template,
            meeting=options.meetings,
            since=options.since,
            until=options.until,
            date=options.date,
            letterhead=options.letterhead,
            builtin_templates=bundle.templates(),
            workspace_templates=own if own.is_dir() else None,
        )
        label = _label(of, workspace.themes)
        return Brief(name, label, request, _keys(workspace, lookups, request))

    if len(themes) > 1 and takes_several_themes(known[template]):
        return [brief(template, themes)], tuple(dict.fromkeys(formats)), []
    briefs = [brief(theme, (theme,)) for theme in themes]
    if not options.themes and narrowed(options):
        # Of every theme those that have something in the period or meeting.
        briefs = [b for b in briefs if select(workspace, b.request).outcomes] or briefs
    return briefs, tuple(dict.fromkeys(formats)), []


def takes_several_themes(folder: Path) -> bool:
    """Whether a template makes one document of several themes."""
    from briefgen.brief import takes_several
    from briefgen.brief.library import LibraryError

    try:
        return takes_several(folder, bundle.templates())
    except LibraryError:
        return False  # composing reports what is wrong with the template


def _themes(
    workspace: Workspace, wanted: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The ids of the themes asked for, each once, in the order asked."""
    names = {a: theme.id for theme in workspace.themes.values() for a in theme.aliases}
    names |= {theme: theme for theme in workspace.themes}
    missing = [name for name in wanted if name not in names]
    if missing:
        folder = "briefs/themes"
        if closed := files.names_in(workspace.root / folder, folder)[1]:
            return (), closed
        return (), [unknown("theme", name, names) for name in dict.fromkeys(missing)]
    return tuple(dict.fromkeys(names[name] for name in wanted or workspace.themes)), []


def available_templates(root: Path) -> dict[str, Path]:
    """Every template by name with its folder; the workspace's own hide the built-in ones."""
    folders = (bundle.templates(), root / "templates")
    return {n: folder / n for folder in folders for n in bundle.template_names(folder)}


def unknown(kind: str, name: str, known: Iterable[str]) -> Diagnostic:
    """That there is no theme, template, ... of a name."""
    hints = did_you_mean(name, known) or (Hint(f"`briefgen list {kind}s` shows what there is"),)
    parts = [part.strip() for part in name.split(",")]
    if len(parts) > 1 and set(parts) <= set(known):
        hints = (Hint(f"several {kind}s stand apart, without commas: `{' '.join(parts)}`"),)
    code = f"unknown-{kind}"
    return Diagnostic(code, f"{CODES[code]}; there is no `{name}`", hints=hints)


def narrowed(options: Options) -> bool:
    return bool(options.meetings or options.since or options.until)


def _keys(workspace: Workspace, lookups: Scope, request: Request) -> frozenset[str]:
    """The evidence that a brief rests on."""
    from briefgen.brief.selection import covers
    from briefgen.scope import meeting_evidence

    keys = frozenset[str]().union(*(lookups.evidence[theme] for theme in request.themes))
    for meeting in workspace.meetings.values():
        if not covers(request, meeting):
            keys -= meeting_evidence(meeting)
    return keys
