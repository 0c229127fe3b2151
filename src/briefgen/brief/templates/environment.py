"""Jinja's environment, narrowed: only views can be looked into, only macros, blocks and
loops can be called, only listed filters and tests exist, and each turn of a loop counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from functools import partial, wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, nodes, pass_context
from jinja2 import __version__ as jinja_version
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.filters import _GroupTuple
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as ALL_TESTS
from jinja2.utils import Namespace, missing

from briefgen.brief.context import ProseView, View
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
from briefgen.brief.library import Library, LibraryError
from briefgen.brief.limits import (
    MAX_OUTPUT,
    RUN,
    Bounded,
    LimitReached,
    arithmetic,
    bounded_number,
    bounded_range,
    bounded_text,
)
from briefgen.brief.pieces import Piece
from briefgen.brief.templates.guard import JOIN, LOOP, NEST, SIGNS, guarded, keep_line_ends
from briefgen.kept import kept, stamps
from briefgen.text import SourceText

#: Fields of Jinja's own objects that templates may read.
LOOP_FIELDS = frozenset(
    (
        *("index", "index0", "revindex", "revindex0", "first", "last", "length"),
        *("depth", "depth0", "previtem", "nextitem", "cycle", "changed"),
    )
)
#: Jinja's filters that do not look at each item of a list.
QUICK = frozenset(("do_first", "do_last", "do_default", "len"))
DATE_FIELDS = frozenset(("year", "month", "day"))

#: Names, besides the variables of the context, that a template may use.
GLOBALS: dict[str, Any] = {"range": bounded_range, "namespace": Namespace, "br": BREAK}


class UnknownName(UndefinedError):  # noqa: N818 - a user's mistake, not a bug
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
        #: The blocks of a template that stand in no other of its own, each with its line.
        self.outermost: dict[str, tuple[tuple[str, int], ...]] = {}
        #: The first line of what a template that extends another writes outside of blocks.
        self.outside: dict[str, int] = {}
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
        self.filters = {name: _counted(ALL_FILTERS[name]) for name in JINJA_FILTERS}
        self.filters |= {name: _counted(function) for name, function in FILTERS.items()}
        self.filters |= {JOIN: _concatenated, LOOP: _looped, NEST: _nested}
        self.tests = {name: ALL_TESTS[name] for name in JINJA_TESTS} | TESTS
        for sign, word in SIGNS.items():
            self.tests[sign] = self.tests[word]
        self.globals = dict(GLOBALS)

    # -- compiling

    def compile(  # type: ignore[override]
        self, source: str, name: str, filename: str | None = None, **options: Any
    ) -> CodeType:
        """The code of a template; that of a built-in one is kept from run to run."""

        def compiled() -> tuple[str, CodeType]:
            code: Any = super(Environment, self).compile(source, name, filename, **options)
            return self.parents.get(name, ""), code

        path = self.files.library.find(name)
        if filename is None or path is None or not self.files.library.is_builtin(path):
            return compiled()[1]
        number = self._number(name)
        made_by = (jinja_version, stamps(Path(__file__).parent.glob("*.py")))
        where = f"{name.replace('/', '.')}-{number}"
        parent, code = kept(where, (made_by, filename, number, source), compiled)
        if parent:
            self.parents[name] = parent
        return code

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(keep_line_ends(source), name, filename)
        if name is not None:
            self.parents.pop(name, None)
            self.outside.pop(name, None)
            blocks = (node for node in tree.body if isinstance(node, nodes.Block))
            self.outermost[name] = tuple((block.name, block.lineno) for block in blocks)
            for extends in tree.find_all(nodes.Extends):
                if isinstance(extends.template, nodes.Const):
                    self.parents[name] = self.join_path(str(extends.template.value), name)
                    if line := _words_outside(tree, source):
                        self.outside[name] = line
        return guarded(tree, source, self._number(name or ""), name, filename)

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
        self,
        name: Any,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Load a template; counted, since a template may include itself."""
        RUN.get().step()
        return super().get_template(name, parent, globals)

    # -- running

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """What a captured part of a template made, bounded before it is joined."""
        pieces = list(parts)
        if sum(map(len, pieces)) > MAX_OUTPUT:
            raise LimitReached(f"a part of it writes more than {MAX_OUTPUT:,} characters")
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
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
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

    def call(
        __self,  # noqa: N805 - as in Jinja, so that a macro may take `self=`
        __context: Context,
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call a macro, a block, a loop, or one of our functions; nothing else."""
        RUN.get().step()
        if isinstance(__obj, LoopContext):
            return __context.call(__obj, Bounded(args[0]), *args[1:], **kwargs)
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


def _words_outside(tree: nodes.Template, source: str) -> int | None:
    """The line of the first words or values that a template prints outside of all blocks."""
    for node in tree.body:
        if not isinstance(node, (nodes.Output, nodes.If, nodes.For)):
            continue
        outputs = [node] if isinstance(node, nodes.Output) else node.find_all(nodes.Output)
        for part in (part for output in outputs for part in output.nodes):
            if not isinstance(part, nodes.TemplateData):
                return part.lineno
            if words := part.data.strip():
                # Such a part begins after the tag before it, often at the end of that line.
                return part.lineno + part.data[: part.data.index(words)].count("\n")
    return None


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
    quick = function.__name__ in QUICK

    @wraps(function)
    def counted(*args: Any, **kwargs: Any) -> Any:
        run = RUN.get()
        for value in args[:2]:  # the value is first, or second after the context
            if isinstance(value, (list, tuple, range)):
                run.step(1 if quick else 1 + len(value))
            elif isinstance(value, str):
                run.step(1 + len(value) // 1000)
        return function(*args, **kwargs)

    return counted


def _looped(items: Any) -> Bounded:
    """What a `{% for %}` loops over; its turns are counted."""
    if isinstance(items, (View, str, int, float, Piece)):
        raise NotPrintable(f"{kind_of(items)} is not a list: there is nothing to loop over")
    return Bounded(items)


def _nested(made: Any) -> Any:
    """A list or mapping that a template writes, if it is not nested more than twice.

    Lists that hold each other many times over are small to keep and endless to compare.
    """
    for item in made.values() if isinstance(made, dict) else made:
        if isinstance(item, (list, tuple, dict)):
            inner = item.values() if isinstance(item, dict) else item
            RUN.get().step(1 + len(inner))
            if any(isinstance(part, (list, tuple, dict)) for part in inner):
                raise LimitReached("lists are nested at most twice")
    return made


def _concatenated(parts: list[Any]) -> str:
    texts = [text_of(part) for part in parts]
    RUN.get().step(1 + sum(map(len, texts)) // 1000)
    return bounded_text("".join(texts))
