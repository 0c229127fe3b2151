"""What a YAML parser says about a broken file, in words that a writer of briefs can use.

The parser names tokens and states; the reader wants to know which character is in the way
and what to type instead. Both libyaml's words and those of PyYAML's own parser are known.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.regex import regex
from briefgen.text import SourceText

_QUOTE_IT = "put the text in quotes, or begin it with `>` and write it on the next line, indented"

#: What a rule of this file gives: start and end of the place, what is wrong, and the hints.
_Told = tuple[int, int, str, tuple[Hint, ...]]


def explain(
    text: SourceText, context: str, context_at: int | None, problem: str, at: int
) -> Diagnostic:
    """The diagnostic for a parser's complaint.

    `context` and `problem` are the parser's own words, `context_at` and `at` the offsets
    that belong to them.
    """
    if tab := _tab_indent(text, at):
        return tab
    begin = at if context_at is None else context_at
    for words, rule in _RULES:
        if told := _comment_for_value(text, min(begin, at), at):
            start, end, what, hints = told
            break
        if all(word in f"{context}; {problem}" for word in words):
            start, end, what, hints = rule(text, begin, at)
            break
    else:
        start, end, what, hints = _unknown(text, begin, at)
    message = f"a data file must be well-formed YAML 1.2; {what}"
    return Diagnostic("yaml-syntax", message, text.span(start, end), hints=hints)


def _tab_indent(text: SourceText, at: int) -> Diagnostic | None:
    """`yaml-tab` when the line in question is indented with a tab, or a tab is in the way."""
    number, _ = text.position(at)
    line = text.line(number)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    where = text.offset(number, indent.find("\t") + 1)
    if "\t" not in indent:
        if text.text[at : at + 1] != "\t":
            return None
        where = at
    end = where
    while text.text[end : end + 1] == "\t":
        end += 1
    others = sum("\t" in _indent(line) for line in text.text.split("\n")) - 1
    more = f"; {others} more lines of this file have one too" if others > 1 else ""
    return Diagnostic(
        "yaml-tab",
        "YAML is indented with spaces, never with tabs; here stands a tab",
        text.span(where, end),
        hints=(Hint(f"replace the tab with spaces, as in the lines around it{more}"),),
    )


# A `#` where a value is expected inside `{}` or `[]`: a colour, most likely.
_COMMENT = regex(r"(?<=[:,\[{])[ \t]+(#[^\s,\]}]+)")


def _comment_for_value(text: SourceText, begin: int, at: int) -> _Told | None:
    """A value in brackets that begins with `#`: to YAML the rest of its line is a comment, and
    what closes the brackets with it."""
    line_of = text.text.rfind("\n", 0, begin) + 1
    above = text.text.rfind("\n", 0, max(line_of - 1, 0)) + 1
    found = None
    for match in _COMMENT.finditer(text.text, above, at):
        line = _before(text, match.start(1))
        opened = line.count("{") + line.count("[") > line.count("}") + line.count("]")
        if opened and line.count('"') % 2 == 0 and line.count("'") % 2 == 0:
            found = match
            break
    if found is None:
        return None
    what = f"a `#` after a space begins a comment, and `{found[1][:40]}` is lost with it"
    return *found.span(1), what, (Hint(f'put it in quotes: "{found[1][:40]}"'),)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _rest(text: SourceText, at: int) -> int:
    """The end of the line that `at` is in, at least one character on where there is one."""
    end = text.text.find("\n", at)
    end = len(text.text) if end < 0 else end
    return max(at + len(text.text[at:end].rstrip()), min(at + 1, len(text.text)))


def _before(text: SourceText, at: int) -> str:
    """What stands before `at` on its line."""
    return text.text[text.text.rfind("\n", 0, at) + 1 : at]


def _unclosed_quote(text: SourceText, begin: int, at: int) -> _Told:
    mark = text.text[begin : begin + 1]
    how = (
        "inside '...' an apostrophe is written twice: ''"
        if mark == "'"
        else 'inside "..." a quotation mark is written \\"'
    )
    hint = Hint(f"close it with {mark}; {how}")
    return begin, _rest(text, begin), f"the quotation mark {mark} here is never closed", (hint,)


def _escape(text: SourceText, begin: int, at: int) -> _Told:
    start = text.text.rfind("\\", begin, at + 1)
    start = at if start < 0 else start
    end = min(start + 2, len(text.text))
    hint = Hint(r"write a backslash as \\, or use '...', where a backslash is only itself")
    return start, end, f'`{text.text[start:end]}` means nothing inside "..."', (hint,)


def _unclosed_bracket(text: SourceText, begin: int, at: int) -> _Told:
    mark = text.text[begin : begin + 1]
    close = "]" if mark == "[" else "}"
    what = f"the `{mark}` here is not closed as it should be"
    first = Hint(f"`,` or `{close}` is missing before this", text.span(at, _rest(text, at)))
    if at >= len(text.text.rstrip()):
        first = Hint(f"close it with `{close}`")
    second = Hint(f"a text that begins with `{mark}` goes in quotes")
    return begin, _rest(text, begin), what, (first, second)


def _colon(text: SourceText, begin: int, at: int) -> _Told:
    before = _before(text, at)
    if ": " in before.strip() or before.count("- ") > 1:
        what = "`: ` makes a key of the words before it, and there is a key already on this line"
        return at, at + 1, what, (Hint(_QUOTE_IT),)
    start = at - len(before.lstrip())
    above = text.text[: start - len(_indent(before))].rstrip()
    line = above[above.rfind("\n") + 1 :]
    if ":" not in line and _indent(line) == _indent(before) and not line.lstrip().startswith("- "):
        return _no_colon(text, len(above) - len(line.lstrip()), at)
    what = f"the key `{before.strip()}` does not follow from the line before it"
    hint = Hint(
        "indent it exactly like the keys beside it, and see that the line before has its own `:`"
    )
    return start, at, what, (hint,)


def _start(text: SourceText, begin: int, at: int) -> _Told:
    mark = text.text[at : at + 1]
    before = text.text[at - 1 : at]
    if mark == "@" and before == "[":
        what = "a text cannot begin with `[`: YAML takes it for a list"
        return at - 1, _rest(text, at), what, (Hint(_QUOTE_IT),)
    return at, _rest(text, at), f"a text cannot begin with `{mark}`", (Hint(_QUOTE_IT),)


def _sigil(text: SourceText, begin: int, at: int) -> _Told:
    mark = text.text[begin : begin + 1]
    what = f"YAML gives a `{mark}` at the start of a value a meaning of its own"
    return begin, _rest(text, begin), what, (Hint(_QUOTE_IT),)


def _key_expected(text: SourceText, begin: int, at: int) -> _Told:
    before = _before(text, at).rstrip()
    here = text.text[at : at + 1]
    if before and before[-1] in "\"'":
        what = "text goes on after the closing quotation mark"
        hint = Hint(
            "put the whole text in quotes; inside '...' an apostrophe is written twice: '', "
            'inside "..." a quotation mark is written \\"'
        )
        return at, _rest(text, at), what, (hint,)
    if before and before[-1] in "]}":
        what = f"text goes on after the closing `{before[-1]}`"
        return at, _rest(text, at), what, (Hint(_QUOTE_IT),)
    if here == "-":
        what = "a list item stands here, where a key is expected"
        hint = Hint("indent the item under the key that it belongs to")
        return at, _rest(text, at), what, (hint,)
    what = "a key with `:` is expected here"
    hint = Hint("indent the line exactly like the keys beside it")
    return at, _rest(text, at), what, (hint,)


def _item_expected(text: SourceText, begin: int, at: int) -> _Told:
    what = "the list that stands here goes on with `- `, or ends with a line further left"
    hint = Hint("the list begins here", text.span(begin, _rest(text, begin)))
    return at, _rest(text, at), what, (hint, Hint("begin the line with `- `, or indent it anew"))


def _no_colon(text: SourceText, begin: int, at: int) -> _Told:
    what = "this line has no `: ` after its key"
    hint = Hint("write `key: value`; a text over several lines is indented under its key")
    return begin, _rest(text, begin), what, (hint,)


def _list_on_line(text: SourceText, begin: int, at: int) -> _Told:
    what = "a list with `- ` cannot begin on the line of its key"
    hints = (Hint("begin the list on the next line"), Hint("or, if it is a text: " + _QUOTE_IT))
    return at, _rest(text, at), what, hints


def _block_header(text: SourceText, begin: int, at: int) -> _Told:
    what = "after `>` or `|` the text begins on the next line"
    return at, _rest(text, at), what, (Hint("break the line after `>` or `|`"),)


def _after_end(text: SourceText, begin: int, at: int) -> _Told:
    what = "this line stands outside everything before it"
    hint = Hint("indent it exactly like the first line of the file")
    return at, _rest(text, at), what, (hint,)


def _value_expected(text: SourceText, begin: int, at: int) -> _Told:
    here = text.text[at : at + 1].strip()
    if here:
        return at, at + 1, f"a value is expected here, not `{here}`", (Hint(_QUOTE_IT),)
    return at, _rest(text, at), "the file ends where a value is expected", ()


def _directive(text: SourceText, begin: int, at: int) -> _Told:
    what = "lines that begin with `%` are for YAML itself, and this one is not known"
    start = max(0, text.text.rfind("\n", 0, min(begin, at) + 1) + 1)
    return start, _rest(text, start), what, (Hint("delete the line"),)


def _unknown(text: SourceText, begin: int, at: int) -> _Told:
    hint = Hint("look for a missing quotation mark, bracket, `:` or indentation just before")
    return at, _rest(text, at), "from here on it cannot be read", (hint,)


#: By words of the parser's complaint (all must occur), first match wins.
_RULES: tuple[tuple[tuple[str, ...], Callable[[SourceText, int, int], _Told]], ...] = (
    (("quoted scalar", "end of stream"), _unclosed_quote),
    (("quoted scalar", "document"), _unclosed_quote),
    (("quoted scalar",), _escape),
    (("double-quoted",), _escape),
    (("mapping values are not allowed",), _colon),
    (("entries are not allowed",), _list_on_line),
    (("mapping keys are not allowed",), _sigil),
    (("cannot start any token",), _start),
    (("scanning an anchor",), _sigil),
    (("scanning an alias",), _sigil),
    (("scanning a tag",), _sigil),
    (("tag handle",), _sigil),
    (("block scalar",), _block_header),
    (("could not find expected ':'",), _no_colon),
    (("node content",), _value_expected),
    (("flow sequence",), _unclosed_bracket),
    (("flow mapping",), _unclosed_bracket),
    (("block mapping",), _key_expected),
    (("block collection",), _item_expected),
    (("block sequence",), _item_expected),
    (("directive",), _directive),
    (("YAML document",), _directive),
    (("document start",), _after_end),
)
