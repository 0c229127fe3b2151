"""Regular expressions that are compiled when they are first used.

Python takes a tenth of a millisecond to compile one and up to five for a long list of words.
A command needs few of the hundreds that briefgen has, and should not wait for the others.
"""

from __future__ import annotations

import re
from typing import Any, cast


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but later: a mistake in `source` shows when it is first used."""
    return cast("re.Pattern[str]", _Regex(source, flags))


class _Regex:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not there yet: each method once.
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
