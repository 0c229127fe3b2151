"""Edits of one outcome in the text of its file, by where its parts are written.

YAML is never written anew from data: comments, order, quotes and line ends of everything that an
edit does not touch are the user's own. Each function takes the text and the outcome's place in
it, and gives the new text. Whether that means what it should is for `meaning` to say.
"""

from __future__ import annotations

import json
import re

from briefgen.workspace.values import Mapping, Scalar, Sequence, Value

# What can stand as a plain text on one line, whatever comes after it: no mark of YAML's own in
# it, and nothing that reads as a number, a date or a truth value.
_PLAIN = re.compile(r"[A-Za-z“‘(][^:#\[\]{},&*!|>'\"%@`\n\r\t\\]*(?<! )")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def scalar(text: str) -> str:
    """A text as YAML on one line: plain where that is safe, else in double quotes (which JSON's
    strings are a part of; YAML 1.2.2, section 1.3)."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)


def is_flow(text: str, item: Mapping) -> bool:
    """Whether a mapping is written in braces."""
    return text.startswith("{", item.start)


def without(text: str, item: Mapping, keys: tuple[str, ...]) -> str:
    """The text without some keys of a mapping. A comment beside one of them stays."""
    names = [name for name in item.keys if name in item.entries]
    for at in range(len(names) - 1, -1, -1):
        if names[at] in keys:
            remove = _from_flow if is_flow(text, item) else _from_block
            text = remove(text, item, names, at)
            names.pop(at)  # what comes before it keeps its place
    return text


def _from_flow(text: str, item: Mapping, names: list[str], at: int) -> str:
    start, end = item.keys[names[at]][0], item.entries[names[at]].end
    if at + 1 < len(names) and item.keys[names[at + 1]][0] > start:
        following = text.find(",", end)
        rest = following + 1
        while rest < len(text) and text[rest] in " \t":
            rest += 1
        return text[:start] + text[rest:]
    if at:
        start = item.entries[names[at - 1]].end
    return text[:start] + text[end:]


def _from_block(text: str, item: Mapping, names: list[str], at: int) -> str:
    start, end = item.keys[names[at]][0], item.entries[names[at]].end
    line = text.rfind("\n", 0, start) + 1
    stop = _line_end(text, end)
    beside = text[end:stop].strip()
    indent = text[line:start]
    if not indent.strip():
        if beside:
            return text[:start] + beside + text[stop:]
        return text[:line] + text[_next_line(text, stop) :]
    # the first key, after the `-` of its list
    after = _next_line(text, stop)
    if not beside and at + 1 < len(names):
        rest = text[after:].lstrip(" ")
        if not rest.startswith(("#", "\n", "\r")):
            return text[:start] + rest
    return text[:start] + (beside or text[end:stop]).lstrip() + text[stop:]


def with_value(text: str, item: Mapping, key: str, written: str) -> str:
    """The text with another value for a key that the mapping has; `written` is YAML."""
    value = item.entries[key]
    return text[: value.start] + written + text[value.end :]


def with_key(text: str, item: Mapping, after: str, key: str, written: str) -> str:
    """The text with a new key in a mapping, after the key `after`."""
    end = item.entries[after].end
    if is_flow(text, item):
        return f"{text[:end]}, {key}: {written}{text[end:]}"
    stop = _line_end(text, end)
    indent = " " * column(text, item.start)
    return f"{text[:stop]}{_break(text, stop)}{indent}{key}: {written}{text[stop:]}"


# ----------------------------------------------------------------------- a whole outcome


def snippet(text: str, item: Mapping) -> str:
    """An outcome as it is written, its indentation and carriage returns taken away."""
    return _dedented(text[item.start : _end(text, item)], column(text, item.start))


def with_snippet(text: str, item: Mapping, new: str) -> str:
    """The text with the outcome written as `new` says, indented as before."""
    end = _end(text, item)
    return text[: item.start] + _indented(text, item, new) + text[end:]


def with_another(text: str, item: Mapping, new: str) -> str:
    """The text with one more outcome after a given one."""
    end = _end(text, item)
    written = _indented(text, item, new)
    line = text.rfind("\n", 0, item.start) + 1
    lead = text[line : item.start]
    if lead.strip() != "-":  # inside a list in brackets
        return f"{text[:end]}, {written}{text[end:]}"
    return f"{text[:end]}{_break(text, end)}{lead}{written}{text[end:]}"


def with_entry(text: str, listed: Sequence, keys: dict[str, str]) -> str:
    """The text with one more mapping at the end of a list of them, in the list's own style."""
    last = listed.items[-1]
    line = text.rfind("\n", 0, last.start) + 1
    lead = text[line : last.start]
    pairs = [f"{key}: {scalar(said)}" for key, said in keys.items()]
    if lead.strip() != "-":  # a list in brackets, or one that begins beside its key
        return f"{text[: last.end]}, {{{', '.join(pairs)}}}{text[last.end :]}"
    stop = _line_end(text, last.end)
    between = _break(text, last.start) + " " * len(lead)
    return f"{text[:stop]}{_break(text, last.start)}{lead}{between.join(pairs)}{text[stop:]}"


def _end(text: str, item: Mapping) -> int:
    """Where an outcome ends: with the comment beside its last value, if it is a block."""
    return item.end if is_flow(text, item) else _line_end(text, item.end)


def _dedented(text: str, columns: int) -> str:
    first, *rest = text.replace("\r\n", "\n").split("\n")
    cut = [line[min(columns, len(line) - len(line.lstrip(" "))) :] for line in rest]
    return "\n".join([first, *cut])


def _indented(text: str, item: Mapping, new: str) -> str:
    indent = " " * column(text, item.start)
    first, *rest = new.rstrip("\n").split("\n")
    lines = [first, *(f"{indent}{line}" if line.strip() else line for line in rest)]
    return _break(text, item.start).join(lines)


# --------------------------------------------------------------------------------- lines


def column(text: str, at: int) -> int:
    """How many characters stand on the line before an offset."""
    return at - text.rfind("\n", 0, at) - 1


def _line_end(text: str, at: int) -> int:
    """Where the line of an offset ends, before its line end."""
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    return stop - 1 if stop > at and text[stop - 1] == "\r" else stop


def _next_line(text: str, at: int) -> int:
    """Where the next line begins, for an offset at a line end."""
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop + 1


def _break(text: str, at: int) -> str:
    """How lines end near an offset."""
    stop = text.find("\n", at)
    if stop < 0:
        stop = text.find("\n")
    return "\r\n" if stop > 0 and text[stop - 1] == "\r" else "\n"


# ------------------------------------------------------------------------------- meaning


def meaning(value: Value) -> object:
    """What a value says, without where it is written."""
    if isinstance(value, Scalar):
        return value.kind, value.text
    if isinstance(value, Sequence):
        return [meaning(item) for item in value.items]
    return {key: meaning(item) for key, item in value.entries.items()}


def outcomes(root: Value | None) -> tuple[Value, ...]:
    """The list of outcomes of a file."""
    listed = root.entries.get("outcomes") if isinstance(root, Mapping) else None
    return listed.items if isinstance(listed, Sequence) else ()


def only_changed(before: Value, after: Value | None, number: int, by: int) -> bool:
    """Whether two readings of a file differ in nothing but that, for the outcome `number`
    (from 0), the second has `by` outcomes."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return False
    old, new = outcomes(before), outcomes(after)
    if len(new) != len(old) - 1 + by:
        return False
    same = [*old[:number], *old[number + 1 :]], [*new[:number], *new[number + by :]]
    rest = [{k: v for k, v in m.entries.items() if k != "outcomes"} for m in (before, after)]
    return [*map(meaning, same[0])] == [*map(meaning, same[1])] and (
        {k: meaning(v) for k, v in rest[0].items()} == {k: meaning(v) for k, v in rest[1].items()}
    )
