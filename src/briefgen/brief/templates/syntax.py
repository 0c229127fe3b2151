"""What the template engine says about a template that it cannot read, in words for its
author: what is wrong, where to look, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefgen.record import record
from briefgen.regex import regex

#: The tags that stand alone; every other is closed by `end` and its name.
_ALONE = ("include", "import", "from", "extends", "elif", "else", "do", "break", "continue")
_TAG = regex(
    r"\{#.*?#\}|\{%-?\+?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?\+?%\}|\{%[-+]?\s*([a-z]+)(.*?)%\}",
    re.DOTALL,
)
_NAMES = {
    "name": "a name",
    "string": "a text in quotes",
    "integer": "a number",
    "float": "a number",
}
_CLOSE = {"end of statement block": "`%}`", "end of print statement": "`}}`"}


@record
class Told:
    """What is wrong and what to do; `line` is a better place than the engine's, 1-based."""

    what: str
    hint: str = ""
    line: int | None = None


def told(message: str, source: str, line: int) -> Told:
    """The engine's complaint about line `line` of a template, in words for its author."""
    for pattern, tell in _RULES:
        if found := re.search(pattern, message):
            return tell(found, source, line)
    return Told(_plain(message), _LOOK)


_LOOK = "compare the line with one that works; each `{{` has its `}}` and each `{%` its `%}`"


def _plain(message: str) -> str:
    """A message of the engine's as it is, with what it quotes in backticks."""
    message = re.sub(r"(?<!\w)'([^']*)'", r"`\1`", message).rstrip(".")
    return message[:1].lower() + message[1:] if message[1:2].islower() else message


def _unclosed(found: re.Match[str], source: str, line: int) -> Told:
    """A tag whose end is missing; the engine notices only at the end of the file."""
    name = found[1]
    opened = _opened(source, len(source), name)
    return Told(f"`{{% {name} %}}` is never closed", f"close it with `{{% end{name} %}}`", opened)


def _tag(found: re.Match[str], source: str, line: int) -> Told:
    """A tag that is not known, or not here: `found[2]` is the block that is still open."""
    name, inner = found.groups()
    if name.startswith("end") and inner:
        before = sum(len(text) + 1 for text in source.split("\n")[: line - 1])
        opened = _opened(source, before, inner)
        where = f" of line {opened}" if opened else ""
        what = f"`{{% {name} %}}` stands where the `{{% {inner} %}}`{where} is still open"
        return Told(what, f"close that first, with `{{% end{inner} %}}`")
    if name.startswith("end"):
        what = f"`{{% {name} %}}` closes nothing: no `{{% {name[3:]} %}}` is open here"
        return Told(what, f"delete it, or open it with `{{% {name[3:]} %}}` before")
    if name in ("else", "elif"):
        what = f"`{{% {name} %}}` stands outside an `{{% if %}}`"
        return Told(what, "delete it, or open it with `{% if ... %}` before")
    return Told(f"there is no tag `{{% {name} %}}`")


def _token(found: re.Match[str], source: str, line: int) -> Told:
    """One thing where the grammar wants another."""
    wanted, got = found.groups()
    if wanted in _CLOSE:
        hint = "`==` compares, `{% set name = value %}` names" if got == "=" else _LOOK
        return Told(f"{_CLOSE[wanted]} is missing before {_called(got)}", hint)
    if got in _CLOSE:
        return Told(f"{_called(wanted)} is missing before {_CLOSE[got]}", _LOOK)
    return Told(f"{_called(wanted)} is expected where {_called(got)} stands", _LOOK)


def _called(word: str) -> str:
    return _CLOSE.get(word) or _NAMES.get(word) or f"`{word}`"


def _ends(found: re.Match[str], source: str, line: int) -> Told:
    return Told(f"the template ends where {_called(found[1])} is missing", _LOOK)


def _unexpected(found: re.Match[str], source: str, line: int) -> Told:
    if found[1] in _CLOSE:
        return Told(f"something is missing before {_CLOSE[found[1]]}", _LOOK)
    return Told(f"{_called(found[1])} cannot stand here", _LOOK)


def _bracket(found: re.Match[str], source: str, line: int) -> Told:
    return Told(f"`{found[1]}` stands where `{found[2]}` is expected", "pair the brackets")


def _value(found: re.Match[str], source: str, line: int) -> Told:
    if found[1] in _CLOSE:
        return Told(f"a value is missing before {_CLOSE[found[1]]}", _LOOK)
    return Told(f"a value is expected where {_called(found[1])} stands", _LOOK)


def _quote(found: re.Match[str], source: str, line: int) -> Told:
    return Told(
        f"the text that begins with {found[1]} is never closed", f"close it with {found[1]}"
    )


def _comment(found: re.Match[str], source: str, line: int) -> Told:
    return Told("the comment that begins here is never closed", "close it with `#}`")


def _raw(found: re.Match[str], source: str, line: int) -> Told:
    return Told("`{% raw %}` is never closed", "close it with `{% endraw %}`")


def _twice(found: re.Match[str], source: str, line: int) -> Told:
    what = f"the block `{found[1]}` stands here a second time"
    return Told(what, f"give it another name; `{{{{ self.{found[1]}() }}}}` prints it again")


def _block_name(found: re.Match[str], source: str, line: int) -> Told:
    return Told("the name of a block has no hyphens", "write `_` for `-`")


def _character(found: re.Match[str], source: str, line: int) -> Told:
    return Told(f"`{found[1]}` means nothing inside `{{{{ }}}}` or `{{% %}}`", _LOOK)


def _opened(source: str, until: int, name: str) -> int | None:
    """The line of the innermost tag `name` that is still open at an offset."""
    stack: list[tuple[str, int]] = []
    for tag, rest, at in _tags(source[:until]):
        if tag.startswith("end"):
            while stack and stack.pop()[0] != tag[3:]:
                pass
        elif tag not in _ALONE and not (tag == "set" and "=" in rest):
            stack.append((tag, at))
    places = [at for tag, at in stack if tag == name]
    return source.count("\n", 0, places[-1]) + 1 if places else None


def _tags(source: str) -> Iterator[tuple[str, str, int]]:
    for match in _TAG.finditer(source):
        if match[1]:
            yield match[1], match[2], match.start()


#: By the engine's words, first match wins.
_RULES: tuple[tuple[str, Callable[[re.Match[str], str, int], Told]], ...] = (
    (r"nexpected end of template\. .* needs to be closed is '(\w+)'", _unclosed),
    (r"unknown tag '(\w+)'(?:\..* needs to be closed is '(\w+)')?", _tag),
    (r"unexpected end of template, expected '([^']+)'", _ends),
    (r"expected token '([^']+)', got '([^']+)'", _token),
    (r"unexpected '([^']+)', expected '([^']+)'", _bracket),
    (r"xpected an expression, got '([^']+)'", _value),
    (r"unexpected char (?:'(?=\\?\")|\")(\"|')", _quote),
    (r"unexpected char '([^']+)'", _character),
    (r"unexpected '([^']+)'", _unexpected),
    (r"end of comment", _comment),
    (r"end of raw", _raw),
    (r"block '([^']+)' defined twice", _twice),
    (r"may not contain hyphens", _block_name),
)
