"""markdown-it for our two dialects: its rules that we use, and our citations and directives."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from briefgen.brief.directives import LEAVES
from briefgen.regex import regex

#: How deep lists, quotes, directives and emphasis may stand inside one another. The parser drops
#: without a word what stands more than twenty of its own levels deep, of which a list takes two.
DEEPEST = 9

_BOTH_RULES = (
    *("heading", "lheading", "fence", "hr", "list", "blockquote", "table"),
    *("newline", "escape", "emphasis", "link", "image", "backticks"),
)
_PROSE_RULES = (*_BOTH_RULES, "html_block", "autolink", "html_inline")
_CITE = regex(r"\[@([^\[\]\n]+)\]")
_DIRECTIVE = regex(r":{3,}[ \t]*(?:([A-Za-z][A-Za-z-]*)(.*))?\Z")


@lru_cache(maxsize=1)
def prose_engine() -> MarkdownIt:
    engine = MarkdownIt("zero", {"html": True}).enable(list(_PROSE_RULES))
    return _with_citations(engine)


@lru_cache(maxsize=1)
def template_engine() -> MarkdownIt:
    engine = MarkdownIt("zero").enable(list(_BOTH_RULES))
    engine.block.ruler.before(
        "table", "directive", _directive, {"alt": ["paragraph", "blockquote", "list"]}
    )
    return _with_citations(engine)


def _with_citations(engine: MarkdownIt) -> MarkdownIt:
    engine.inline.ruler.before("link", "cite", _cite)
    # Links are checked when the tree is made, where a bad one can be reported.
    engine.validateLink = _any_link  # type: ignore[method-assign]
    engine.normalizeLink = str  # type: ignore[assignment,method-assign]
    engine.normalizeLinkText = str  # type: ignore[assignment,method-assign]
    return engine


def _any_link(url: str) -> bool:
    return True


def _cite(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = _CITE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("cite", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _directive_at(state, start)
    if found is None:
        return False
    if silent:
        return True
    name, rest = found
    token = state.push("directive", "", 0)
    token.map, token.info, token.content = [start, start + 1], name, rest
    state.line = start + 1
    if name in LEAVES or not name:
        return True
    inside = state.env.get("directives", 0)
    depth, close = 1, start + 1
    while close < end:
        inner = _directive_at(state, close)
        if inner is not None and inner[0] not in LEAVES:
            depth += 1 if inner[0] else -1
            if depth == 0:
                break
        close += 1
    token.nesting, token.meta = 1, {"closed": close < end}
    if inside <= DEEPEST:  # one more, so that the reader sees that it is too deep
        last, state.lineMax = state.lineMax, close
        state.env["directives"] = inside + 1
        state.md.block.tokenize(state, start + 1, close)
        state.env["directives"] = inside
        state.lineMax = last
    state.push("directive_close", "", -1)
    state.line = min(close + 1, end)
    return True


def _directive_at(state: StateBlock, line: int) -> tuple[str, str] | None:
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start):
        return None
    match = _DIRECTIVE.match(state.src[start : state.eMarks[line]].rstrip())
    return None if match is None else (match[1] or "", match[2] or "")
