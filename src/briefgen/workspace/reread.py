"""One file of outcomes read anew, beside a workspace that is loaded already.

Who edits a file wants to know after each edit what the file says now and what is wrong with
it, without reading thousands of others again.
"""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic
from briefgen.record import replace
from briefgen.text import SourceText, Span
from briefgen.workspace import markings
from briefgen.workspace.links import Links
from briefgen.workspace.load import decoded
from briefgen.workspace.model import Workspace
from briefgen.workspace.schema import OUTCOMES, THEME, WORKSPACE

_THEMES = "briefs/themes/"
_OUTCOMES = "briefs/outcomes/"


def reread(workspace: Workspace, text: SourceText) -> tuple[Workspace | None, list[Diagnostic]]:
    """The workspace in which the file of outcomes at `text.path` says `text`, and what is wrong
    in that file; errors inside proposed outcomes are errors here. The workspace is None when
    the file cannot be used at all."""
    name = text.path.removeprefix(_OUTCOMES).removesuffix(".yaml")
    texts = {**workspace.texts, text.path: text}
    found: list[Diagnostic] = []
    fields = decoded(text, OUTCOMES, found)
    aside: list[Diagnostic] = []  # of other files, and told when they were loaded
    themes = {
        path.removeprefix(_THEMES).removesuffix(".yaml"): decoded(theme, THEME, aside)
        for path, theme in texts.items()
        if path.startswith(_THEMES)
    }
    settings = decoded(texts["briefs/workspace.yaml"], WORKSPACE, aside)
    markings.check(settings, (), (fields,), found)
    links = Links(themes, {name: fields}, workspace.sources, texts, found, _taken(workspace, name))
    meetings = links.meetings()
    if name not in meetings:
        return None, found
    others = [one for one in workspace.meetings.values() if one.id != name]
    listed = sorted([*others, meetings[name]], key=lambda one: (one.date, one.id))
    known = {meeting.id: meeting for meeting in listed}
    return replace(workspace, meetings=known, texts=texts), [
        one for one in found if one.span is None or one.span.path == text.path
    ]


def _taken(workspace: Workspace, name: str) -> dict[str, Span | None]:
    """The ids of the other meetings and of their outcomes, and where each is written."""
    taken: dict[str, Span | None] = {}
    for meeting in workspace.meetings.values():
        if meeting.id != name:
            taken[meeting.id] = None
            for outcome in (*meeting.outcomes, *meeting.proposed, *meeting.rejected):
                taken[outcome.id] = outcome.key_spans["id"]
    return taken
