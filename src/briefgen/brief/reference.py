"""The reference for template authors, made from the code that it describes.

`briefgen template vars` prints it, and `docs/templates.md` ends with it.
"""

from __future__ import annotations

import dataclasses
import datetime
import types
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from briefgen.brief import context
from briefgen.brief.directives import CONTAINERS, LEAVES
from briefgen.brief.filters import FILTERS, JINJA_FILTERS, JINJA_TESTS, TESTS
from briefgen.brief.limits import MAX_OUTPUT, MAX_RANGE, MAX_STEPS
from briefgen.brief.style import KEYS

#: The views in the order of the page, with what one of them is called.
VIEWS: dict[type, str] = {
    context.BriefView: "brief",
    context.ThemeView: "theme",
    context.OutcomeView: "outcome",
    context.MeetingView: "meeting",
    context.SourceView: "source",
    context.QuoteView: "quote",
    context.RemarkView: "remark",
    context.StepView: "step",
    context.ProseView: "prose",
}


def reference() -> str:
    """Every variable, filter, test, directive and style key, as Markdown."""
    parts = [
        "## Variables\n",
        _table(("variable", "is", "what it holds"), _fields(context.Context)),
        "`br` is a line break inside a table cell. `range(n)` and `namespace(...)` are Jinja's.\n",
    ]
    for view, name in VIEWS.items():
        parts.append(f"### {_a(name)}\n")
        parts.append(_sentence(view.__doc__) + "\n")
        rows = list(_fields(view))
        if rows:
            parts.append(_table(("field", "is", "what it holds"), rows))
    parts += [
        "## Filters\n",
        _table(("filter", "what it gives"), _functions(FILTERS, JINJA_FILTERS)),
        "## Tests\n",
        _table(("test", "when it holds"), _functions(TESTS, JINJA_TESTS)),
        "`==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `and`, `or`, `not` are there as well.\n",
        "## Directives\n",
        "A directive stands at the beginning of a line. Those of the first table hold what\n"
        "follows, up to a line with `:::`; those of the second are that one line.\n",
        _table(("directive", "what it holds"), ((f"`::: {n}`", t) for n, t in CONTAINERS.items())),
        _table(("directive", "what it is"), ((f"`::: {n}`", t) for n, t in LEAVES.items())),
        "## style.yaml\n",
        _table(("key", "what it says"), ((f"`{name}`", text) for name, text in KEYS.items())),
        "## Limits\n",
        f"A template takes at most {MAX_STEPS:,} steps (turns of a loop, calls, values printed,\n"
        f"items looked at by a filter) and writes at most {MAX_OUTPUT:,} characters; a `range`\n"
        f"has at most {MAX_RANGE:,} numbers.\n",
    ]
    return "\n".join(parts)


def _fields(view: type) -> Iterable[tuple[str, str, str]]:
    hints = get_type_hints(view, include_extras=True)
    for field in dataclasses.fields(view):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            kind, text = get_args(hint)[:2]
            yield f"`{field.name}`", _kind(kind), text


def _kind(kind: Any) -> str:
    """A type in the words of a template's author."""
    if isinstance(kind, types.UnionType):
        inner = [_kind(part) for part in get_args(kind) if part is not types.NoneType]
        return " or ".join(inner) + " or none"
    if get_origin(kind) is tuple:
        inner_kind = get_args(kind)[0]
        return f"list of {VIEWS.get(inner_kind, _kind(inner_kind))}s".replace("proses", "prose")
    plain = {str: "text", int: "number", bool: "true or false", datetime.date: "date"}
    return plain.get(kind) or VIEWS[kind]


def _functions(own: Mapping[str, Any], of_jinja: dict[str, str]) -> Iterable[tuple[str, str]]:
    texts = {name: _sentence(function.__doc__) for name, function in own.items()} | of_jinja
    return ((f"`{name}`", texts[name]) for name in sorted(texts))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )


def _sentence(doc: str | None) -> str:
    return " ".join((doc or "").split())


def _a(name: str) -> str:
    return ("An " if name[0] in "aeiou" else "A ") + name
