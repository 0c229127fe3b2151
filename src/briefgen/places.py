"""Where in the workspace a writer's findings are.

Writers know nothing of files: what they find has no place, or only that of a font on this
machine. Here each finding gets the place where its reader can mend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic
from briefgen.record import replace
from briefgen.regex import regex
from briefgen.text import SourceText, Span
from briefgen.workspace.kinds import id_of
from briefgen.workspace.model import Workspace

_CHARACTER = regex(r"U\+([0-9A-F]{4,6})")


def placed(
    found: Iterable[Diagnostic],
    workspace: Workspace,
    texts: Mapping[str, SourceText],
    themes: tuple[str, ...],
    template: str,
) -> list[Diagnostic]:
    """The findings about the brief of `themes`, each at its place.

    What one format warns of another may refuse; the refusal is enough.
    """
    found = list(found)
    refused = {finding.code for finding in found if finding.severity == "error"}
    found = [f for f in found if f.severity == "error" or f.code not in refused]
    return [_placed(finding, workspace, texts, themes, template) for finding in found]


def _placed(
    finding: Diagnostic,
    workspace: Workspace,
    texts: Mapping[str, SourceText],
    themes: tuple[str, ...],
    template: str,
) -> Diagnostic:
    theme = workspace.themes[themes[0]]
    # Messages name no folder of this machine, so that they are the same on each.
    message = finding.message.replace(f"{workspace.root.as_posix()}/", "")
    finding = replace(finding, message=message)
    if finding.span is not None or finding.path is not None:
        return finding
    if finding.code == "bottom-line-long" and theme.bottom_line is not None:
        return replace(finding, span=theme.bottom_line.span)
    if finding.code == "glyph-missing":
        span = _first(finding.message, texts)
        if span is not None:
            # The excerpt shows the words around it.
            return replace(finding, span=span, hints=finding.hints[:1])
    style = f"templates/{template}/style.yaml"
    if finding.code == "font-unusable" and (workspace.root / style).is_file():
        return replace(finding, path=style)
    return replace(finding, path=theme.span.path)


def errors_about(
    name: str, diagnostics: Iterable[Diagnostic], texts: Mapping[str, SourceText]
) -> tuple[list[Diagnostic], bool]:
    """The errors of the data files that are called `name` or hold it as a word, and whether
    one is called so: what seems not to be there may stand in a file that could not be read."""
    found: list[Diagnostic] = []
    called_so = False
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for diagnostic in diagnostics:
        path = diagnostic.span.path if diagnostic.span is not None else diagnostic.path
        if diagnostic.severity != "error" or path is None or not name:
            continue
        same = name in (PurePosixPath(path).stem, PurePosixPath(path).parent.name)
        if diagnostic.code == "file-name":  # it has another name, but was meant for this one
            same = same or name == id_of(PurePosixPath(path).stem)
        if same or (path in texts and not path.endswith(".txt") and word.search(texts[path].text)):
            found.append(diagnostic)
            called_so = called_so or same
    return found, called_so


def _first(message: str, texts: Mapping[str, SourceText]) -> Span | None:
    """Where the character that a message names stands first, in what people write before
    what was archived."""
    named = _CHARACTER.search(message)
    if named is None:
        return None
    character = chr(int(named[1], 16))
    for text in sorted(texts.values(), key=lambda t: ("/sources/" in t.path, t.path)):
        at = text.text.find(character)
        if at >= 0:
            return text.span(at, at + 1)
    return None
