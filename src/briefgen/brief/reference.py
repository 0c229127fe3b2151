"""The reference for template authors, made from the code that it describes.

`briefgen template vars` prints it, and `docs/templates.md` ends with it.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from briefgen.brief import context
from briefgen.brief.directives import CONTAINERS, LEAVES
from briefgen.brief.filters import FILTERS, JINJA_FILTERS, JINJA_TESTS, TESTS
from briefgen.brief.letterhead import FIELDS
from briefgen.brief.limits import MAX_OUTPUT, MAX_RANGE, MAX_STEPS
from briefgen.brief.style import KEYS
from briefgen.document import LETTERHEAD_ROLES

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


def reference(builtin: Path) -> str:
    """Every variable, filter, test, directive and style key, and the blocks of the `builtin`
    templates, as Markdown."""
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
        "## Blocks of the built-in templates\n",
        "In their order. A template that extends one of these changes any of them. Without\n"
        "`annex` notes still give numbers of passages, which the reader then does not have.\n",
        _table(("template", "blocks"), _blocks(builtin)),
        "## style.yaml\n",
        "The foot of each page says `organisation:`, the title and the page; head and foot carry\n"
        "`marking:`. Both stand in `briefs/workspace.yaml` and are the same for all templates of\n"
        "a workspace: an office with another name or marking has a workspace of its own.\n",
        _table(("key", "what it says"), ((f"`{name}`", text) for name, text in KEYS.items())),
        _LETTERHEADS,
        _table(("field", "what it shows"), ((f"`{name}`", text) for name, text in FIELDS.items())),
        "In `style.yaml`, `letterhead: {styles: …}` names the letterhead's own styles, as Word's\n"
        "list of styles shows them, for any of these:\n"
        + ", ".join(f"`{role}`" for role in LETTERHEAD_ROLES)
        + ".\n",
        "## Limits\n",
        f"A template takes at most {MAX_STEPS:,} steps (turns of a loop, calls, values printed,\n"
        f"items looked at by a filter) and writes at most {MAX_OUTPUT:,} characters; a `range`\n"
        f"has at most {MAX_RANGE:,} numbers.\n",
    ]
    return "\n".join(parts)


_LETTERHEADS = """\
## Letterheads

A Word file `letterhead.docx` (or `.dotx`) in the template's folder, or one named by `briefgen
build --letterhead FILE`, is what the DOCX of each brief is made on. All that it has is kept: a
cover, sections, page sizes, logos, headers and footers, a distribution list, and parts that
briefgen knows nothing of, such as a sensitivity label. `briefgen letterhead check FILE` says what
was found in it. The PDF of the same brief keeps briefgen's own layout.

**Where the brief goes.** In a content control with the tag or title `body`, or in place of a
paragraph that holds `{{body}}` and nothing else, in the main text and not in a table. Without
either it stands after the last content. The paper and margins are those of the section that it
stands in.

**Fields.** A content control with a name of the table below as its tag or title (`title`, or
`brief:title`), or the name in double braces, `{{title}}`, in the text, in tables, text boxes,
headers, footers and notes. Word may have cut the braces into pieces while someone typed; that
does no harm. There is no language inside the braces. Controls and fields of Word that show the
file's title, subject, author or keywords show the brief's. A name that briefgen does not know is
reported and stays.

**The marking** stands where the letterhead asks for `marking`. On pages whose header and footer
do not ask for it (and do not say it themselves) it is added, at the top of the header and the end
of the footer.

**Styles** are found by what they are for: by the name that `style.yaml` gives, then Word's own
name in whatever language Word was, then the style's aliases, and headings by their outline level.
Running text takes Body Text, else Normal if its paragraphs have space between them. What is
missing is added, in the typefaces and size of the letterhead and the colours of `style.yaml`, and
`briefgen letterhead check` says what. A letterhead's fonts are its own: none are embedded.

**Notes** of the brief count from 1, as its text names them; the letterhead's own notes before it
get marks (\\*, †) instead of numbers.

**Refused** are files with macros, those protected from editing or locked with a password, and
Strict Open XML. A link to a template or to a mail merge is left out, so that a brief fetches
nothing.
"""


_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")
_REMARK = re.compile(r"\{#.*?#\}", re.S)


def _blocks(builtin: Path) -> Iterable[tuple[str, str]]:
    """Each template of a folder with the blocks that it has."""
    for path in sorted(builtin.glob("*/template.md.j2")):
        text = _REMARK.sub("", path.read_text(encoding="utf-8"))
        names = dict.fromkeys(_BLOCK.findall(text))
        yield f"`{path.parent.name}`", ", ".join(f"`{name}`" for name in names)


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
