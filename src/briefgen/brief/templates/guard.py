"""What is done to a template when it is compiled: refuse, mark lines, count loops."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.tests import TESTS as ALL_TESTS
from jinja2.visitor import NodeTransformer

from briefgen.brief.filters import FILTERS, JINJA_FILTERS, JINJA_TESTS, TESTS
from briefgen.brief.pieces import LINE_CLOSE, LINE_OPEN, RESERVED
from briefgen.regex import regex

#: Filters of our own that no template can write, since their names hold a space.
JOIN, LOOP, NEST = " join", " loop", " nest"

#: The signs that stand for a test.
SIGNS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


class Refused(TemplateSyntaxError):  # noqa: N818 - a user's mistake, not a bug
    """Something that can be seen to be forbidden without running the template."""


_ONLY_TAGS = regex(r"\s*(?:\{%(?:(?!%\}).)*%\}\s*|\{#(?:(?!#\}).)*#\}\s*)+")


def keep_line_ends(source: str) -> str:
    """Keep the line end after a tag that stands behind text.

    Jinja's `trim_blocks` takes away the line end after every tag. That is right for a tag
    on a line of its own, but `a{% endif %}` would be glued to the next line; Jinja's `+`
    says that it is not.
    """
    lines = source.split("\n")
    for at, line in enumerate(lines):
        ends_in_tag = line.endswith(("%}", "#}")) and not line.endswith(
            ("-%}", "+%}", "-#}", "+#}")
        )
        if ends_in_tag and "{" + line[-2] in line and _ONLY_TAGS.fullmatch(line) is None:
            lines[at] = f"{line[:-2]}+{line[-2:]}"
    return "\n".join(lines)


def guarded(
    tree: nodes.Template, source: str, number: int, name: str | None, filename: str | None
) -> nodes.Template:
    """A parsed template with its lines marked by `number` and its loops counted.

    Raises `Refused` for what can be seen to be forbidden without running it.
    """
    for at, line in enumerate(source.split("\n"), 1):
        if not RESERVED.isdisjoint(line):
            raise Refused("a character that Unicode keeps for internal use", at, name, filename)
    _refuse(tree, name, filename)
    _mark_lines(tree, number)
    bounded: nodes.Template = _Bind().visit(tree)
    return bounded


_NAMES_A_TEST = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}


def _filter_message(node: nodes.Filter, word: str) -> str | None:
    """What is wrong with a filter, or with the filter or test that it names."""
    message = _missing("filter", word)
    at = _NAMES_A_TEST.get(word, 0)
    argument = node.args[at] if len(node.args) > at else None
    if message is None and isinstance(argument, nodes.Const):
        named = str(argument.value)
        if word == "map":
            message = _missing("filter", named)
        elif word in _NAMES_A_TEST:
            message = _missing("test", named)
    return message


def _missing(kind: str, word: str) -> str | None:
    """That Jinja has such a filter or test, but briefgen does not."""
    kept, all_of_jinja = (
        ((*FILTERS, *JINJA_FILTERS), ALL_FILTERS)
        if kind == "filter"
        else ((*TESTS, *JINJA_TESTS, *SIGNS), ALL_TESTS)
    )
    if word in kept:
        return None
    if word in all_of_jinja:
        return f"the {kind} `{word}` is not available"
    # As Jinja says it; it would say so only when it runs, and not where.
    return f"No {kind} named '{word}'."


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
            case nodes.Name(name="varargs" | "kwargs" as word):
                message = f"`{word}` is not available; name what the macro takes"
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
            case nodes.Filter(name=word):
                message = _filter_message(node, word)
            case nodes.Test(name=word):
                message = _missing("test", word)
        if message is not None:
            problem = TemplateSyntaxError if message.startswith("No ") else Refused
            raise problem(message, node.lineno, name, filename)


def _mark_lines(tree: nodes.Template, number: int) -> None:
    """Give each line of literal text its line mark."""
    for data in tree.find_all(nodes.TemplateData):
        lines = data.data.split("\n")
        data.data = "\n".join(
            f"{LINE_OPEN}{number}.{data.lineno + at}{LINE_CLOSE}{line}"
            for at, line in enumerate(lines)
        )


class _Bind(NodeTransformer):
    """Puts our loop, our lists and our `~` in the place of Jinja's."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, LOOP, [], [], None, None, lineno=node.lineno)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return nodes.Filter(node, NEST, [], [], None, None, lineno=node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.ctx != "load":  # the names of `for a, b in`
            return node
        return nodes.Filter(node, NEST, [], [], None, None, lineno=node.lineno)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return nodes.Filter(node, NEST, [], [], None, None, lineno=node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, JOIN, [], [], None, None, lineno=node.lineno)
