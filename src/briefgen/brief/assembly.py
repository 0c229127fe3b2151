"""From data and a template to a document: select, render, read, number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.brief.citations import Numbering, bare, citable, cites_in, numbered, unknown
from briefgen.brief.context import Context, ProseView, SourceView
from briefgen.brief.directives import AnnexPlace, Complaint
from briefgen.brief.ladder import ladder
from briefgen.brief.library import TEMPLATE_FILE, Library, span_of
from briefgen.brief.pieces import Values
from briefgen.brief.portions import Portions
from briefgen.brief.request import Request
from briefgen.brief.selection import (
    Selection,
    brief_date,
    context,
    evidence_of,
    proposals,
    select,
    sources_of,
)
from briefgen.brief.style import Look, read_look
from briefgen.brief.telling import remarks_of
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.document import Blocks, Cite, Document, Title, plain_text
from briefgen.evidence.book import Book, Remark
from briefgen.record import record, replace, sheet
from briefgen.text import SourceText, Span
from briefgen.workspace.model import Evidence, Prose, Theme, Workspace

if TYPE_CHECKING:
    from briefgen.brief.templates import Rendered


@sheet
class Composed:
    """A brief and what it was made from, as far as it came.

    `rendered` is what the template made; `texts` are the template files, for the excerpts
    of diagnostics. `selection` is what the brief covers; `cited` are the keys of each note's
    citation, `known` their evidence, `sources` what it can cite, `remarks` what it
    says about them, `labels` how it calls them. `blocks` are those of the
    document before its notes were numbered, in which citations still have their keys and a
    template's own words their line; `number` makes the document anew from others.
    """

    document: Document | None = None
    rendered: Rendered | None = None
    texts: dict[str, SourceText] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    selection: Selection | None = None
    cited: tuple[tuple[str, ...], ...] = ()
    known: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    blocks: Blocks = ()
    sources: tuple[SourceView, ...] = ()
    remarks: tuple[Remark, ...] = ()
    labels: tuple[str, ...] = ()
    number: Callable[[Composed, Blocks], None] | None = None

    @property
    def markdown(self) -> str:
        """What the template made, with the data written into it, for people to look at."""
        from briefgen.brief.markdown.written import written

        return written(self.rendered.text, self.rendered.values) if self.rendered else ""


@record
class Printed:
    """What a template printed of the remarks and views it was given, read."""

    remarks: tuple[Remark, ...]
    variables: Context
    rendered: Rendered
    problems: tuple[Diagnostic, ...]
    texts: Mapping[str, SourceText]
    look: Look
    blocks: Blocks
    complaints: list[Complaint]


def compose_in_steps(
    workspace: Workspace, book: Book, remarks: Iterable[Remark], request: Request
) -> Composed:
    """Compose one brief; see `briefgen.brief.compose`."""
    from briefgen.brief.templates import render

    made = Composed()
    library = Library(workspace.root, request.builtin_templates, request.workspace_templates)
    made.diagnostics += _unknown_names(workspace, library, request)
    if made.diagnostics:
        return made
    selection = select(workspace, request)
    if not selection.outcomes:
        made.diagnostics.append(_without_outcomes(workspace, selection, request))
        return made

    portions = Portions(workspace)
    prose = _Prose(workspace, portions)
    for theme in selection.themes:
        prose.read_theme(theme)
    known = citable(workspace, request.themes)
    made.diagnostics += prose.problems
    aside = {one.id: one for one in (*workspace.proposed(), *workspace.rejected())}
    made.diagnostics += unknown(prose.cites, known, workspace.texts, aside, workspace.left_out)
    for theme in selection.themes:
        made.diagnostics += bare(prose_of(theme), theme, known, workspace.texts)
    cited = [key for cite in prose.cites for key in cite.keys]
    told = evidence_of(selection, cited, known)

    def printed(evidence: tuple[Evidence, ...]) -> Printed | None:
        sources = sources_of(workspace, evidence)
        said = remarks_of(workspace, book, remarks, selection.outcomes, evidence)
        views = context(workspace, book, said, request, selection, sources, prose.view, portions)
        rendered, problems, texts = render(library, request.template, views)
        if rendered is None:
            made.texts |= texts
            made.diagnostics += problems
            return None
        look, more, files = read_look(rendered.folders, library)
        blocks, complaints = _read(rendered, views, look, selection.themes[0])
        found = (*problems, *more)
        return Printed(said, views, rendered, found, texts | files, look, blocks, complaints)

    page = printed(told)
    if page is None:
        return made
    # A template prints what prose it likes; what its readers are told about sources is about
    # those that it quotes.
    shown = {key for cite in cites_in(page.blocks) for key in cite.keys}
    quoted = evidence_of(selection, [key for key in cited if key in shown], known)
    if sources_of(workspace, told) != sources_of(workspace, quoted) or page.remarks != remarks_of(
        workspace, book, remarks, selection.outcomes, quoted
    ):
        page = printed(quoted) or page
    made.remarks, variables, rendered, look = page.remarks, page.variables, page.rendered, page.look
    made.labels = tuple({outcome.told_by for outcome in variables.outcomes} - {""})
    made.texts |= page.texts
    made.diagnostics += page.problems
    made.rendered = rendered
    blocks, complaints = page.blocks, page.complaints
    if not any(isinstance(block, Title) for block in blocks):
        complaints.append(
            Complaint(
                "the title is missing, a line that begins with `# `",
                None,
                hints=(Hint("begin the template with `# {{ brief.title }}`"),),
            )
        )
    template = library.find(f"{request.template}/{TEMPLATE_FILE}")
    path = library.shown(template) if template is not None else None
    made.diagnostics += [_complaint(c, path, {**workspace.texts, **made.texts}) for c in complaints]
    cites = [cite for cite in cites_in(blocks) if cite.span is not None]
    stray = [cite for cite in cites if cite not in prose.cites]
    texts = {**workspace.texts, **made.texts}
    made.diagnostics += unknown(stray, known, texts, aside, workspace.left_out)
    made.selection, made.known, made.blocks = selection, known, blocks
    made.sources = variables.sources

    def number(made: Composed, blocks: Blocks) -> None:
        made.document, made.cited = _document(
            workspace, book, request, selection, variables, look, blocks, known, portions
        )
        made.document = _on_letterhead(made, library, request, variables, look)

    # It is given what it belongs to: held by both, each would keep the other, and all that the
    # workspace holds, until somebody searches for garbage.
    made.number = number
    number(made, blocks)
    return made


def _read(
    rendered: Rendered, variables: Context, look: Look, theme: Theme
) -> tuple[Blocks, list[Complaint]]:
    """What a template printed as blocks, with what is wrong in it."""
    from briefgen.brief import markdown

    def place(line: int | None) -> Span | None:
        origin = rendered.origins[line] if line is not None else None
        if origin is None:
            return None
        return span_of(origin[0], origin[1])

    figures = {"ladder": ladder(variables.scale, look.style)}
    reading = markdown.Reading(
        False,
        place,
        rendered.values,
        figures,
        theme.id,
        frozenset(theme.evidence),
        origins=True,
    )
    return markdown.parse(rendered.text, reading)


def _on_letterhead(
    made: Composed, library: Library, request: Request, variables: Context, look: Look
) -> Document | None:
    """The document with the letterhead that it goes on, if it has one."""
    document, rendered = made.document, made.rendered
    if document is None or rendered is None:
        return document
    from briefgen.brief import letterhead

    path = request.letterhead or letterhead.letterhead_file(rendered.folders)
    if path is None:
        return document
    inside = not request.letterhead or path.is_relative_to(library.root)
    shown = library.shown(path) if inside else path.as_posix()
    fields = letterhead.field_values(document, variables)
    read, problems = letterhead.read_letterhead(path, shown, fields, look.letterhead)
    made.diagnostics += problems
    return replace(document, letterhead=read)


def _unknown_names(workspace: Workspace, library: Library, request: Request) -> list[Diagnostic]:
    """Themes, meetings and templates that are not there."""
    problems = []
    for theme in request.themes:
        if theme not in workspace.themes:
            problems.append(_unknown("theme", theme, workspace.themes))
    for meeting in request.meeting:
        if meeting not in workspace.meetings:
            problems.append(_unknown("meeting", meeting, workspace.meetings))
    names = library.names()
    if request.template not in names:
        problems.append(_unknown("template", request.template, names))
    return problems


def _unknown(kind: str, name: str, known: Iterable[str]) -> Diagnostic:
    code = f"unknown-{kind}"
    message = f"{CODES[code]}; there is no `{name}`"
    return Diagnostic(code, message, hints=did_you_mean(name, known))


_NO_OUTCOME = "theme-without-outcomes"


def _without_outcomes(workspace: Workspace, selection: Selection, request: Request) -> Diagnostic:
    names = " and ".join(f"`{theme.id}`" for theme in selection.themes)
    has = "has none" if len(selection.themes) == 1 else "have none"
    narrowed = request.meeting or request.since or request.until
    which = "it" if len(selection.themes) == 1 else "one of them"
    hint = f"list {which} under `themes:` of an outcome"
    if narrowed:
        hint = "ask for other meetings or dates; `briefgen list meetings` shows them"
    if waiting := len(proposals(workspace, request)):
        wait = "1 proposed outcome waits" if waiting == 1 else f"{waiting} proposed outcomes wait"
        hint = f"{wait} for a decision: `briefgen review-drafts`"
    return Diagnostic(
        _NO_OUTCOME,
        f"{CODES[_NO_OUTCOME]}; {names} {has}" + (" in the meetings asked for" if narrowed else ""),
        selection.themes[0].span,
        hints=(Hint(hint),),
    )


def prose_of(theme: Theme) -> tuple[Prose, ...]:
    """All prose of a theme, in the order of its brief."""
    line = (theme.bottom_line,) if theme.bottom_line else ()
    rest = (theme.background, theme.left_open, theme.implications, theme.recommendations)
    return (*line, *(prose for group in rest for prose in group))


class _Prose:
    """Reads the prose of themes and keeps what it cites and what is wrong with it."""

    def __init__(self, workspace: Workspace, portions: Portions) -> None:
        self.workspace = workspace
        self.portions = portions
        self.cites: list[Cite] = []
        self.problems: list[Diagnostic] = []
        self.views: dict[tuple[str, Span], ProseView] = {}

    def read_theme(self, theme: Theme) -> None:
        for part in prose_of(theme):
            self._read(part, theme)

    def view(self, prose: Prose, theme: Theme) -> ProseView:
        return self.views[theme.id, prose.span]

    def _read(self, prose: Prose, theme: Theme) -> None:
        blocks, complaints = _parsed(prose, theme.id, frozenset(theme.evidence))
        self.cites += cites_in(blocks)
        self.problems += [_complaint(c, None, self.workspace.texts) for c in complaints]
        signed = self.portions.signed_blocks(blocks, prose.marking)
        self.views[theme.id, prose.span] = ProseView(signed)


@lru_cache(maxsize=1024)
def _parsed(prose: Prose, theme: str, own: frozenset[str]) -> tuple[Blocks, tuple[Complaint, ...]]:
    """The blocks of a prose; kept, since each format and template asks again."""
    from briefgen.brief import markdown

    reading = markdown.Reading(True, lambda line: prose.span, Values(), {}, theme, own, prose.span)
    blocks, complaints = markdown.parse(prose.text, reading)
    return blocks, tuple(complaints)


def _complaint(
    complaint: Complaint, path: str | None, texts: Mapping[str, SourceText]
) -> Diagnostic:
    """A complaint of the Markdown reader's as a diagnostic, as near as can be."""
    span = complaint.span
    if span is not None and complaint.needle and span.path in texts:
        at = texts[span.path].text.find(complaint.needle, span.start, span.end)
        if at >= 0:
            span = Span(span.path, at, at + len(complaint.needle))
    return Diagnostic(
        "markdown-unsupported",
        f"{CODES['markdown-unsupported']}; {complaint.message}",
        span,
        hints=complaint.hints,
        path=path if span is None else None,
    )


def _document(
    workspace: Workspace,
    book: Book,
    request: Request,
    selection: Selection,
    variables: Context,
    look: Look,
    blocks: Blocks,
    known: Mapping[str, tuple[Evidence, ...]],
    portions: Portions,
) -> tuple[Document, tuple[tuple[str, ...], ...]]:
    views = {view.id: view for view in variables.sources}
    annexed = any(isinstance(block, AnnexPlace) for block in blocks)
    numbering = Numbering(workspace, book, known, views, annexed, portions)

    def sources_covered() -> Blocks:
        from briefgen.brief.covered import coverage_table

        return coverage_table(workspace, book, views, numbering.passages)

    blocks = portions.placed(numbered(blocks, numbering.mark, numbering.annex, sources_covered))
    titles = [plain_text(b.children) for b in blocks if isinstance(b, Title)]
    title = titles[0] if titles else variables.brief.title
    settings = workspace.settings
    meetings = "; ".join(meeting.title for meeting in selection.meetings)
    document = Document(
        title=title,
        lang=settings.language,
        date=brief_date(request, selection).isoformat(),
        blocks=blocks,
        notes=tuple(numbering.notes),
        subject=meetings,
        author=settings.organisation,
        keywords=tuple(theme.title for theme in selection.themes),
        marking=portions.banner,
        marking_colours=portions.colours,
        running=f"{settings.organisation} · {title}" if settings.organisation else title,
        style=look.style,
        max_pages=look.max_pages,
    )
    return document, tuple(numbering.cited)
