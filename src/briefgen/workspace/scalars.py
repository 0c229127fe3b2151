"""What the characters of a YAML file mean, by YAML 1.2.2 where its parser still follows 1.1."""

from __future__ import annotations

from typing import Literal

from briefgen.regex import regex

ScalarKind = Literal["text", "null", "bool", "int", "float"]

_INT = regex(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = regex(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_WORDS: dict[str, ScalarKind] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), "null"),
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), "bool"),
}


def scalar_kind(text: str) -> ScalarKind:
    """What a plain (unquoted) scalar is by the core schema of YAML 1.2."""
    if word := _WORDS.get(text):
        return word
    if text[0] in "0123456789+-.":
        if _INT.fullmatch(text):
            return "int"
        if _FLOAT.fullmatch(text):
            return "float"
    return "text"


# YAML 1.1 broke lines at these three, and so does libyaml; YAML 1.2 (section 5.4) does not.
_SEPARATORS = "\x85\u2028\u2029"


def hide_separators(source: str, restore: dict[int, str]) -> str:
    """The source with each separator as a private character that it does not use itself."""
    present = [c for c in _SEPARATORS if c in source]
    if not present:
        return source
    free = (c for c in map(chr, range(0xE000, 0xF900)) if c not in source)
    hide: dict[int, str] = {}
    for separator, stand_in in zip(present, free, strict=False):
        hide[ord(separator)] = stand_in
        restore[ord(stand_in)] = separator
    return source.translate(hide)
