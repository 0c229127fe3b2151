"""Templates: Jinja2 over Markdown, sandboxed, strict and bounded. The only home of jinja2.

What a template prints is either its own literal text or the token of a value that was
put aside (see `pieces`). What it computes runs in a sandbox of our own strictness: only
views can be looked into, only macros, blocks and loops can be called, only listed filters
and tests exist, and each turn of a loop is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.filters import FILTERS as ALL_JINJA_FILTERS
from jinja2.filters import _GroupTuple
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, missing
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as ALL_JINJA_TESTS
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from briefgen.brief.context import Context as Variables
from briefgen.brief.context import ProseView, View, field_names
from briefgen.brief.filters import (
    BREAK,
    FILTERS,
    JINJA_FILTERS,
    JINJA_TESTS,
    TESTS,
    Fragment,
    NotPrintable,
    kind_of,
    text_of,
)
from briefgen.brief.library import TEMPLATE_FILE, Library, LibraryError
from briefgen.brief.limits import (
    RUN,
    Bounded,
    LimitReached,
    Run,
    arithmetic,
    bounded_number,
    bounded_range,
    bounded_text,
)
from briefgen.brief.pieces import LINE_CLOSE, LINE_MARK, LINE_OPEN, RESERVED, Piece, Values
from briefgen.brief.template_errors import (
    Place,
    Trouble,
    diagnose,
    in_backticks,
    quoted_words,
)
from briefgen.diagnostics import Diagnostic
from briefgen.text import SourceText

#: Fields of Jinja's own objects that templates may read.
LOOP_FIELDS = frozenset(
    ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem", "cycle", "changed"]
)
DATE_FIELDS = frozenset(("year", "month", "day"))

#: Names, besides the variables of the context, that a template may use.
GLOBALS: dict[str, Callable[..., Any]] = {"range": bounded_range, "namespace": Namespace}

_JOIN, _LOOP = " join", " loop"  # no template can write a name with a space


class UnknownName(UndefinedError):
    """A variable or field that does not exist; knows which, and of what."""

    def __init__(self, name: object, owner: object, message: str | None = None) -> None:
        super().__init__(message)
        self.name = str(name)
        self.owner = owner


class Unknown(StrictUndefined):
    """An undefined value: any use of it but `is defined` and `default` raises `UnknownName`."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        if exc is UndefinedError and hint is None:
            exc = partial(UnknownName, name, obj)
        super().__init__(hint, obj, name, exc)


class Refused(TemplateSyntaxError):
    """Something that can be seen to be forbidden without running the template."""

    code = "template-forbidden"


class _Files(BaseLoader):
    """Jinja's way to the library; keeps the texts for excerpts."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.texts: dict[str, SourceText] = {}  # by template name
        self.folders: dict[str, Path] = {}

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str | None, Callable[[], bool]]:
        path = self.library.find(template)
        if path is None:
            raise TemplateNotFound(template)
        changed = path.stat().st_mtime_ns
        text = self.library.read(path)
        self.texts[template], self.folders[template] = text, path.parent

        def up_to_date() -> bool:
            try:
                return self.library.find(template) == path and path.stat().st_mtime_ns == changed
            except (OSError, LibraryError):
                return False

        return text.text, text.path, up_to_date


class _Template(Template):
    def _get_default_module(self, ctx: Context | None = None) -> Any:
        # Jinja keeps the module of an imported file; its tokens would outlive their run.
        self._module = None
        return super()._get_default_module(ctx)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's environment, narrowed."""

    template_class = _Template
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("-", "+"))

    def __init__(self, library: Library) -> None:
        self.files = _Files(library)
        self.marked: list[str] = []  # template names, by the number in their line marks
        self.parents: dict[str, str] = {}  # what a template statically extends
        super().__init__(
            loader=self.files,
            undefined=Unknown,
            finalize=_finalize,
            autoescape=False,  # `Fragment` tells markup from data; HTML has no part in it
            optimized=False,  # nothing runs while compiling
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters = {name: _counted(ALL_JINJA_FILTERS[name]) for name in JINJA_FILTERS}
        self.filters |= {name: _counted(function) for name, function in FILTERS.items()}
        self.filters |= {_JOIN: _concatenated, _LOOP: Bounded}
        self.tests = {name: ALL_JINJA_TESTS[name] for name in JINJA_TESTS} | TESTS
        for word, sign in zip(["eq", "ne", "lt", "le", "gt", "ge"], ["==", "!=", "<", "<=", ">", ">="], strict=True):
            self.tests[sign] = self.tests[word]
        self.globals = dict(GLOBALS)

    # -- compiling

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        for number, line in enumerate(source.split("\n"), 1):
            if not RESERVED.isdisjoint(line):
                raise TemplateSyntaxError("a character that is reserved", number, name, filename)
        tree = super()._parse(source, name, filename)
        _refuse(tree, name, filename)
        _mark_lines(tree, self._number(name or ""))
        if name is not None:
            self.parents.pop(name, None)
            for extends in tree.find_all(nodes.Extends):
                if isinstance(extends.template, nodes.Const):
                    self.parents[name] = self.join_path(str(extends.template.value), name)
        bounded: nodes.Template = _Bind().visit(tree)
        return bounded

    def _number(self, name: str) -> int:
        if name not in self.marked:
            self.marked.append(name)
        return self.marked.index(name)

    def join_path(self, template: str, parent: str) -> str:
        """A name without a folder is a file beside the template that names it."""
        if "/" not in template:
            return parent.rpartition("/")[0] + "/" + template
        return template

    def get_template(
        self, name: Any, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Load a template; counted, since a template may include itself."""
        RUN.get().step()
        return super().get_template(name, parent, globals)

    # -- running

    @staticmethod
    def concat(parts: Iterable[str]) -> str:  # type: ignore[override]
        """What a captured part of a template made, bounded before it is joined."""
        pieces = list(parts)
        if sum(map(len, pieces)) > 16_000_000:
            raise LimitReached("a part of it writes more than 16,000,000 characters")
        return Fragment("".join(pieces))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, where that is a documented field."""
        if isinstance(obj, View):
            if attribute[:1] != "_":
                try:
                    return getattr(obj, attribute)
                except AttributeError:
                    return self.undefined(obj=obj, name=attribute)
        elif attribute[:1] == "_":
            pass
        elif isinstance(obj, Unknown):
            return getattr(obj, attribute)
        elif isinstance(obj, LoopContext):
            if attribute in LOOP_FIELDS:
                return getattr(obj, attribute)
        elif isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        elif isinstance(obj, TemplateReference):
            return obj[attribute]
        elif type(obj) in (Namespace, TemplateModule):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        elif (
            (isinstance(obj, BlockReference) and attribute == "super")
            or (isinstance(obj, _GroupTuple) and attribute in ("grouper", "list"))
            or (type(obj).__name__ == "date" and attribute in DATE_FIELDS)
        ):
            return getattr(obj, attribute)
        if not hasattr(obj, attribute):
            return self.undefined(obj=obj, name=attribute)
        raise SecurityError(f"`{attribute}` of {kind_of(obj)} is out of reach")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`: an item of a list or mapping, else as `getattr`."""
        if isinstance(obj, (list, tuple, str)) and isinstance(argument, int):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=str(argument))
        if isinstance(obj, dict) and isinstance(argument, (str, int)) and argument in obj:
            return obj[argument]
        return self.getattr(obj, text_of(argument))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, a block, a loop, or one of our functions; nothing else."""
        RUN.get().step()
        if isinstance(__obj, LoopContext):
            return __obj(Bounded(args[0]), *args[1:], **kwargs)
        bound = getattr(__obj, "__self__", None)
        if (
            isinstance(__obj, (Macro, BlockReference, Unknown))
            or __obj in (bounded_range, Namespace)
            or isinstance(bound, LoopContext)
        ):
            return __context.call(__obj, *args, **kwargs)
        raise SecurityError(f"{kind_of(__obj)} cannot be called")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers of a sensible size."""
        if operator == "**":
            raise SecurityError("`**` is not available")
        return arithmetic(operator, left, right, self.binop_table[operator])

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """Signs of numbers."""
        return bounded_number(self.unop_table[operator](arg))


@pass_context
def _finalize(context: Context, value: Any) -> str:
    """What is written where a template prints a value: its token."""
    run = RUN.get()
    run.step()
    if type(value) is Fragment:
        run.wrote(len(value))
        return str(value)
    if isinstance(value, Unknown):
        return str(value)  # raises
    if type(value) is int and value >= 0:
        return str(value)  # digits cannot be markup, unless the template says `{{ n }}.`
    item: str | Piece
    if isinstance(value, ProseView):
        item = Piece(blocks=value._blocks)
    else:
        item = value if isinstance(value, Piece) else text_of(value)
    run.wrote(len(item) if isinstance(item, str) else 1)
    return run.values.put(item)


def _counted(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose input is counted."""

    @wraps(function)
    def counted(*args: Any, **kwargs: Any) -> Any:
        run = RUN.get()
        for value in args[:2]:  # the value is first, or second after the context
            if isinstance(value, (list, tuple, range)):
                run.step(1 + len(value) // 8)
            elif isinstance(value, str):
                run.step(1 + len(value) // 1000)
        return function(*args, **kwargs)

    return counted


def _concatenated(parts: list[Any]) -> str:
    texts = [text_of(part) for part in parts]
    RUN.get().step(1 + sum(map(len, texts)) // 1000)
    return bounded_text("".join(texts))


class _Bind(NodeTransformer):
    """Puts our loop and our `~` in the place of Jinja's."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _LOOP, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, _JOIN, [], [], None, None, lineno=node.lineno)


def _refuse(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Refuse what can be seen to be forbidden, at its own line."""
    for node in tree.find_all(nodes.Node):
        message = None
        match node:
            case nodes.Getattr(attr=attr) if attr.startswith("_"):
                message = f"`{attr}` is out of reach"
            case nodes.Getitem(arg=nodes.Const(value=str(key))) if key.startswith("_"):
                message = f"`{key}` is out of reach"
            case nodes.Name(name=word) if word.startswith("__"):
                message = f"`{word}` is out of reach"
            case nodes.Pow():
                message = "`**` is not available"
            case nodes.FilterBlock():
                message = "`{% filter %}` is not available; put the filter on each value"
            case nodes.ScopedEvalContextModifier() | nodes.EvalContextModifier():
                message = "`{% autoescape %}` is not available; every value is escaped"
            case nodes.CallBlock(call=nodes.Call(node=called)) if not isinstance(
                called, (nodes.Name, nodes.Getattr)
            ):
                message = "`{% call %}` calls a macro"
            case nodes.Filter(name=word) if word not in JINJA_FILTERS and word not in FILTERS:
                if word in ALL_JINJA_FILTERS:
                    message = f"the filter `{word}` is not available"
            case nodes.Test(name=word) if word not in JINJA_TESTS and word not in TESTS:
                if word in ALL_JINJA_TESTS and word.isidentifier():
                    message = f"the test `{word}` is not available"
        if message is not None:
            raise Refused(message, node.lineno, name, filename)


def _mark_lines(tree: nodes.Template, number: int) -> None:
    """Give each line of literal text its line mark."""
    for data in tree.find_all(nodes.TemplateData):
        lines = data.data.split("\n")
        data.data = "\n".join(
            f"{LINE_OPEN}{number}.{data.lineno + at}{LINE_CLOSE}{line}"
            for at, line in enumerate(lines)
        )


# ---------------------------------------------------------------------- rendering


@dataclass(frozen=True, slots=True)
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


def environment(library: Library) -> Environment:
    """The environment of a library; made once, so that templates are compiled once."""
    if library not in _ENVIRONMENTS:
        if len(_ENVIRONMENTS) >= 8:
            _ENVIRONMENTS.clear()
        _ENVIRONMENTS[library] = Environment(library)
    return _ENVIRONMENTS[library]


def render(
    library: Library, template: str, variables: Variables
) -> tuple[Rendered | None, list[Diagnostic], dict[str, SourceText]]:
    """Render a template by name; also returns the texts of the files it is made of."""
    env = environment(library)
    name = f"{template}/{TEMPLATE_FILE}"
    run = Run()
    token = RUN.set(run)
    rendered, problems = None, []
    values = {f.name: getattr(variables, f.name) for f in fields(variables)} | {"br": BREAK}
    try:
        loaded = env.get_template(name)
        parts: list[str] = []
        for part in loaded.root_render_func(loaded.new_context(values)):
            run.wrote(len(part))
            parts.append(part)
        text, origins = _origins(env, "".join(parts))
        rendered = Rendered(text, origins, run.values, tuple(_lineage(env, name)))
    except Exception as error:  # whatever a template brings about is its author's to mend
        trouble = _trouble(error, library, frozenset((*values, *GLOBALS)))
        problems.append(diagnose(trouble, _places(error, env)))
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


def _places(error: Exception, env: Environment) -> tuple[Place, ...]:
    """The lines of templates on the way to the error, innermost first."""
    places: list[Place] = []
    traceback = error.__traceback__
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.name in env.files.texts:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            places.append(Place(env.files.texts[template.name], line))
        traceback = traceback.tb_next
    if isinstance(error, TemplateSyntaxError) and error.name in env.files.texts:
        places.append(Place(env.files.texts[error.name], error.lineno))
    return tuple(reversed(places))


def _trouble(error: Exception, library: Library, variables: frozenset[str]) -> Trouble:
    """What an error means to the template's author."""
    message = str(error)
    match error:
        case Refused():
            return Trouble("template-forbidden", message, _in_backticks(message))
        case UnknownName(owner=owner, name=name):
            if owner is missing:
                return Trouble("template-undefined", f"`{name}` is not defined", name, variables)
            names = frozenset(field_names(owner))
            what = f"{kind_of(owner)} has no field `{name}`"
            return Trouble("template-undefined", what, name, names)
        case UndefinedError():
            return Trouble("template-undefined", in_backticks(message))
        case SecurityError():
            return Trouble(
                "template-forbidden",
                message,
                _in_backticks(message),
                hint="a template can use only documented fields, filters and tests: "
                "see `briefgen template vars`",
            )
        case TemplateNotFound(name=name):
            known = frozenset(f"{folder}/{TEMPLATE_FILE}" for folder in library.names())
            what = f"there is no template file `{name}`"
            return Trouble("file-missing", what, str(name).rpartition("/")[2], known)
        case TemplateSyntaxError():
            return _syntax(error)
        case LibraryError(code=code, path=path):
            return Trouble(code, message, path.rpartition("/")[2], path=path)
        case LimitReached():
            return Trouble("template-limits", f"the template was stopped: {message}")
        case RecursionError():
            return Trouble("template-limits", "the template goes around in a circle")
        case MemoryError():
            return Trouble("template-limits", "the template needs too much memory")
        case NotPrintable():
            return Trouble("template-failed", message)
    return Trouble("template-failed", f"the template failed: {in_backticks(message)}")


def _syntax(error: TemplateSyntaxError) -> Trouble:
    message = error.message or ""
    line = (error.source or "").split("\n")[error.lineno - 1 : error.lineno]
    needle = next((w for w in quoted_words(message) if line and w in line[0]), "")
    known: frozenset[str] = frozenset()
    if "No filter named" in message:
        known = frozenset((*FILTERS, *JINJA_FILTERS))
    elif "No test named" in message:
        known = frozenset((*TESTS, *JINJA_TESTS))
    elif "unknown tag" in message:
        known = frozenset(
            ["for", "endfor", "if", "elif", "else", "endif", "block", "endblock", "set", "endset", "macro", "endmacro", "include", "import", "from", "extends", "with", "endwith", "call", "endcall", "raw"]
        )
    code = "template-undefined" if message.startswith("No ") else "template-syntax"
    return Trouble(code, in_backticks(message), needle, known)


def _in_backticks(message: str) -> str:
    found = re.search("`([^`]+)`", message)
    return found[1] if found else ""
