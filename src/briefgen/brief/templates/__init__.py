"""Templates: Jinja2 over Markdown, sandboxed, strict and bounded. The only home of jinja2.

What a template prints is either its own literal text or the token of a value that was put
aside (see `briefgen.brief.pieces`), so data can never become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefgen.brief.context import Context
from briefgen.brief.library import TEMPLATE_FILE, Library, span_of
from briefgen.brief.limits import RUN, Run
from briefgen.brief.pieces import LINE_MARK, Values
from briefgen.brief.templates.environment import GLOBALS, Environment
from briefgen.brief.templates.trouble import diagnose
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.record import names, record
from briefgen.regex import regex
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
    """Render a template by name; also returns the texts of the files it is made of: no others,
    though the environment may have read some for other templates."""
    env = environment_of(library)
    name = f"{template}/{TEMPLATE_FILE}"
    run = Run()
    token = RUN.set(run)
    rendered: Rendered | None = None
    problems: list[Diagnostic] = []
    texts = env.files.texts
    values = {key: getattr(variables, key) for key in names(variables)}
    try:
        loaded = env.get_template(name)
        parts: list[str] = []
        for part in loaded.root_render_func(loaded.new_context(values)):
            run.wrote(len(part))
            parts.append(part)
        text, origins = _origins(env, "".join(parts))
        rendered = Rendered(text, origins, run.values, tuple(_lineage(env, name)))
        texts = _used(texts, name, origins)
        problems += _replace_nothing(env, name)
    except Exception as error:  # whatever a template brings about is its author's to mend
        known = frozenset((*values, *GLOBALS))
        problems.append(diagnose(error, env.files.texts, library, known, name))
    finally:
        RUN.reset(token)
    return rendered, problems, {text.path: text for text in texts.values()}


_REFERS = regex(r"{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%}", re.DOTALL)
_QUOTED = regex(r"'([^']+)'|\"([^\"]+)\"")


def _used(
    texts: Mapping[str, SourceText],
    name: str,
    origins: Iterable[tuple[SourceText, int] | None],
) -> dict[str, SourceText]:
    """Of texts by template name, those that a template is made of: itself, what it and they refer
    to, and whatever else lines came from."""
    wrote = {origin[0].path for origin in origins if origin is not None}
    waiting = [name, *(other for other, text in texts.items() if text.path in wrote)]
    used: dict[str, SourceText] = {}
    while waiting:
        other = waiting.pop()
        if other in used or other not in texts:
            continue
        used[other] = texts[other]
        for tag in _REFERS.findall(texts[other].text):
            waiting += [one or two for one, two in _QUOTED.findall(tag)]
    return used


def _lineage(env: Environment, name: str) -> Iterator[Path]:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield env.files.folders[name]
        name = env.parents.get(name, "")


def _replace_nothing(env: Environment, name: str) -> Iterator[Diagnostic]:
    """A diagnostic for each block that no template above has, and for words outside of blocks in
    a template that extends another: neither is ever printed."""
    below = env.files.texts[name].text
    while parent := env.parents.get(name, ""):
        known: set[str] = set()
        above = parent
        while above:
            known.update(env.get_template(above).blocks)
            above = env.parents.get(above, "")
        for block, line in env.outermost.get(name, ()):
            if block not in known and f"self.{block}" not in below:
                text = env.files.texts[name]
                message = f"{CODES['template-block']}; `{parent}` has no block `{block}`"
                span = span_of(text, line, f"block {block}", block)
                hints = did_you_mean(block, known)
                yield Diagnostic("template-block", message, span, hints=hints)
        if outside := env.outside.get(name):
            span = span_of(env.files.texts[name], outside)
            message = f"{CODES['template-unprinted']}; this stands outside of them"
            hint = Hint("move it into a block; a remark for authors is written `{# ... #}`")
            yield Diagnostic("template-unprinted", message, span, hints=(hint,))
        name = parent


def _origins(env: Environment, text: str) -> tuple[str, tuple[tuple[SourceText, int] | None, ...]]:
    lines: list[str] = []
    origins: list[tuple[SourceText, int] | None] = []
    for line in text.split("\n"):
        marks = list(LINE_MARK.finditer(line))
        origin = None
        if marks:
            # The mark before the first words: those before it belong to tags without output.
            ends = [mark.start() for mark in marks[1:]] + [len(line)]
            spoken = (m for m, end in zip(marks, ends, strict=True) if line[m.end() : end].strip())
            mark = next(spoken, marks[0])
            line = LINE_MARK.sub("", line)
            origin = (env.files.texts[env.marked[int(mark[1])]], int(mark[2]))
        lines.append(line)
        origins.append(origin)
    return "\n".join(lines), tuple(origins)
