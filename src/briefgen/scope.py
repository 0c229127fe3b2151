"""Which briefs a diagnostic concerns, and which evidence a brief rests on.

With `--all` a mistake must stop the briefs that it could spoil and no others. A mistake
in an outcome concerns the themes of the outcome, one in a theme's file that theme, one in
a source every theme that quotes it. Where it cannot be told, it concerns them all: a
brief that silently lacks an outcome is worse than one that is not built.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics import Diagnostic
from briefgen.record import record
from briefgen.regex import regex
from briefgen.workspace.model import Evidence, Meeting, Outcome, Theme, Workspace

#: The code of an outcome that may belong to themes that it does not name correctly.
_MISFILED = "unknown-theme"

_THEME_FILE = regex(r"briefs/themes/([^/]+)\.yaml")
_CITED = regex(r"@([\w.-]+)")


@record
class Scope:
    """Look-ups for one workspace; all theme ids are those of existing themes."""

    outcomes: dict[str, list[tuple[int, int, frozenset[str]]]]
    meetings: dict[str, frozenset[str]]
    sources: dict[str, frozenset[str]]
    theme_files: dict[str, str]
    evidence: dict[str, frozenset[str]]

    def themes_of(self, diagnostic: Diagnostic) -> frozenset[str] | None:
        """The themes whose briefs the diagnostic concerns; None for all of them."""
        path = diagnostic.span.path if diagnostic.span else diagnostic.path
        if path is None:
            return None
        if path in self.theme_files:
            return frozenset({self.theme_files[path]})
        parts = path.split("/")
        if parts[:2] == ["briefs", "sources"] and len(parts) > 2:
            return self.sources.get(parts[2])
        if path in self.outcomes and diagnostic.span and diagnostic.code != _MISFILED:
            at = diagnostic.span.start
            for start, end, themes in self.outcomes[path]:
                if start <= at < end and themes:
                    return themes
        return None

    def unread_theme(self, diagnostic: Diagnostic) -> str | None:
        """The theme whose file could not be read at all, if the diagnostic is about one."""
        path = diagnostic.span.path if diagnostic.span else diagnostic.path
        found = _THEME_FILE.fullmatch(path or "")
        return found[1] if found and path not in self.theme_files else None

    def concerns(self, diagnostic: Diagnostic, themes: Iterable[str]) -> bool:
        """Whether the diagnostic concerns the brief of any of `themes`."""
        unread = self.unread_theme(diagnostic)
        if unread is not None:
            # Only a document over several themes would lack it silently.
            themes = tuple(themes)
            return len(themes) > 1 or unread in themes
        concerned = self.themes_of(diagnostic)
        return concerned is None or not concerned.isdisjoint(themes)


def scope(workspace: Workspace) -> Scope:
    """The look-ups for a workspace."""
    names = {alias: theme.id for theme in workspace.themes.values() for alias in theme.aliases}
    names |= {theme: theme for theme in workspace.themes}
    cited = {theme.id: _cited(theme) for theme in workspace.themes.values()}
    outcomes: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
    meetings: dict[str, frozenset[str]] = {}
    sources: dict[str, set[str]] = {}
    evidence: dict[str, set[str]] = {theme: set() for theme in workspace.themes}

    def rests_on(themes: Iterable[str], items: Iterable[Evidence]) -> None:
        for item in items:
            sources.setdefault(item.source, set()).update(themes)
            for theme in themes:
                evidence[theme].add(item.key)

    for meeting in workspace.meetings.values():
        spans = outcomes.setdefault(meeting.span.path, [])
        of_meeting: set[str] = {t for t, ids in cited.items() if meeting.id in ids}
        for outcome in meeting.outcomes:
            themes = _themes(outcome, names, cited)
            of_meeting |= themes
            spans.append((outcome.span.start, outcome.span.end, themes))
            rests_on(themes, outcome.evidence)
        for aside in (*meeting.proposed, *meeting.rejected):
            spans.append((aside.span.start, aside.span.end, _themes(aside, names, {})))
        meetings[meeting.id] = frozenset(of_meeting)
        spans.append((meeting.span.start, meeting.span.end, meetings[meeting.id]))
        rests_on(of_meeting, meeting.evidence)
    for theme in workspace.themes.values():
        rests_on((theme.id,), theme.evidence.values())
    return Scope(
        outcomes,
        meetings,
        # A source that could not be read has taken with it what quotes it: it is not here.
        {source: frozenset(sources.get(source, ())) for source in workspace.sources},
        {theme.span.path: theme.id for theme in workspace.themes.values()},
        {theme: frozenset(keys) for theme, keys in evidence.items()},
    )


def _themes(
    outcome: Outcome, names: dict[str, str], cited: dict[str, frozenset[str]]
) -> frozenset[str]:
    """The themes that list an outcome, and those whose prose cites it."""
    own = {names[theme] for theme in outcome.themes if theme in names}
    return frozenset(own | {theme for theme, ids in cited.items() if outcome.id in ids})


def _cited(theme: Theme) -> frozenset[str]:
    prose = (
        *((theme.bottom_line,) if theme.bottom_line else ()),
        *theme.background,
        *theme.left_open,
        *theme.implications,
        *theme.recommendations,
    )
    return frozenset(name for part in prose for name in _CITED.findall(part.text))


def meeting_evidence(meeting: Meeting) -> frozenset[str]:
    """The keys of a meeting's evidence and of its outcomes'."""
    items = (meeting.evidence, *(outcome.evidence for outcome in meeting.outcomes))
    return frozenset(item.key for group in items for item in group)
