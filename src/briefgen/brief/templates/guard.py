"""What is done to a template when it is compiled: refuse, mark lines, count loops."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.tests import TESTS as ALL_TESTS
from jinja2.visitor import NodeTransformer

from briefgen.brief.filters import FILTERS, JINJA_FILTERS, JINJA_TESTS, TESTS
from briefgen.brief.pieces import LINE_CLOSE, LINE_OPEN, RESERVED

#: Filters of our own that no template can write, since their names hold a space.
JOIN, LOOP = " join", " loop"


class Refused(TemplateSyntaxError):  # noqa: N818 - a user's mistake, not a bug
    """Something that can be seen to be forbidden without running the template."""


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
                if word in ALL_FILTERS:
                    message = f"the filter `{word}` is not available"
            case nodes.Test(name=word) if word not in JINJA_TESTS and word not in TESTS:
                if word in ALL_TESTS and word.isidentifier():
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


class _Bind(NodeTransformer):
    """Puts our loop and our `~` in the place of Jinja's."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, LOOP, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, JOIN, [], [], None, None, lineno=node.lineno)
