"""Templates: Jinja2 over Markdown, sandboxed, strict and bounded. The only home of jinja2.

What a template prints is either its own literal text or the token of a value that was put
aside (see `briefgen.brief.pieces`), so data can never become markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from briefgen.brief.context import Context
from briefgen.brief.library import TEMPLATE_FILE, Library
from briefgen.brief.limits import RUN, Run
from briefgen.brief.pieces import LINE_MARK, Values
from briefgen.brief.templates.environment import GLOBALS, Environment
from briefgen.brief.templates.trouble import diagnose
from briefgen.diagnostics import Diagnostic
from briefgen.record import record
from briefgen.text import SourceText


@record
class Rendered:
    """What a template made: Markdown in which data stands as tokens.

    `origins` gives for each line of `text` the template text and line that it is from,
    where that is known.
    """

    text: str
    origins: tuple[tuple[SourceText, int] | None, ...]
    values: Values
    folders: tuple[Path, ...]  # of the template and of those it extends, nearest first


_ENVIRONMENTS: dict[Library, Environment] = {}


def environment_of(library: Library) -> Environment:
    """The environment of a library; made once, so that templates are compiled once."""
    if library not in _ENVIRONMENTS:
        if len(_ENVIRONMENTS) >= 8:
            _ENVIRONMENTS.clear()
        _ENVIRONMENTS[library] = Environment(library)
    return _ENVIRONMENTS[library]


def render(
    library: Library, template: str, variables: Context
) -> tuple[Rendered | None, list[Diagnostic], dict[str, SourceText]]:
    """Render a template by name; also returns the texts of the files it is made of."""
    env = environment_of(library)
    name = f"{template}/{TEMPLATE_FILE}"
    run = Run()
    token = RUN.set(run)
    rendered, problems = None, []
    values = {f.name: getattr(variables, f.name) for f in fields(variables)}
    try:
        loaded = env.get_template(name)
        parts: list[str] = []
        for part in loaded.root_render_func(loaded.new_context(values)):
            run.wrote(len(part))
            parts.append(part)
        text, origins = _origins(env, "".join(parts))
        rendered = Rendered(text, origins, run.values, tuple(_lineage(env, name)))
    except Exception as error:  # whatever a template brings about is its author's to mend
        known = frozenset((*values, *GLOBALS))
        problems.append(diagnose(error, env.files.texts, library, known, name))
    finally:
        RUN.reset(token)
    return rendered, problems, {text.path: text for text in env.files.texts.values()}


def _lineage(env: Environment, name: str) -> Iterator[Path]:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield env.files.folders[name]
        name = env.parents.get(name, "")


def _origins(env: Environment, text: str) -> tuple[str, tuple[tuple[SourceText, int] | None, ...]]:
    lines: list[str] = []
    origins: list[tuple[SourceText, int] | None] = []
    for line in text.split("\n"):
        first = LINE_MARK.search(line)
        origin = None
        if first is not None:
            line = LINE_MARK.sub("", line)
            origin = (env.files.texts[env.marked[int(first[1])]], int(first[2]))
        lines.append(line)
        origins.append(origin)
    return "\n".join(lines), tuple(origins)
