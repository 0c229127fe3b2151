"""Regular expressions that are compiled when they are first used, and once for all commands.

Python takes a tenth of a millisecond to compile one and up to five for a long list of words. A
command needs few of the hundreds that briefgen has, and should not wait for the others; those of
one build take an eighth of its time. What Python made of them is therefore kept (see `kept`), and
whoever asks gets an ordinary pattern, equal to that of `re.compile`.

For expressions of the package itself only: whoever makes one of what somebody wrote takes `re`.
"""

from __future__ import annotations

import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from briefgen.kept import Growing, stamps

#: What `_sre.compile` takes after the source: flags, code, number of groups, their names.
_Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
#: By flags and source.
_KEPT: Growing[_Parts] = Growing("patterns", (sys.version, stamps([Path(__file__)])))


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but later: a mistake in `source` shows when it is first used."""
    return cast("re.Pattern[str]", _Regex(source, flags))


class _Regex:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not there yet: each method once.
        found = getattr(compiled(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, from what an earlier command kept where there is something."""
    name = f"{int(flags)} {source}"
    parts = _KEPT.get(name)
    if parts is not None:
        with suppress(Exception):  # never seen; then as if it had not been kept
            return _assembled(source, parts)
    pattern = re.compile(source, flags)
    _KEPT.add(name, lambda: _taken_apart(pattern))
    return pattern


def _taken_apart(pattern: re.Pattern[str]) -> _Parts:
    """What `re.compile` handed to the matching engine. Fails where a Python does it in another
    way."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    # What a pattern says of its flags has those that follow from its source in it.
    flags = pattern.flags
    tree = _parser.parse(pattern.pattern, flags)
    code = array("I", _compiler._code(tree, flags)).tobytes()
    names: list[str | None] = [None] * tree.state.groups
    for name, number in pattern.groupindex.items():
        names[number] = name
    parts = flags, code, pattern.groups, dict(pattern.groupindex), tuple(names)
    if _assembled(pattern.pattern, parts) != pattern:
        raise ValueError(pattern)
    return parts


def _assembled(source: str, parts: _Parts) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, data, groups, names, by_number = parts
    # The engine looks the code over before it takes it.
    code = array("I", data).tolist()
    return _sre.compile(source, flags, code, groups, names, by_number)  # type: ignore[no-any-return]
