"""Two Word files as one with tracked changes (ECMA-376 part 1, 17.13.5).

The new file is the ground: its styles, headers and pages stay. What only the old file says is
written into it as taken out, what only the new one says as put in, word by word in
paragraphs, lists, tables and notes. Accepting all changes gives the new text, rejecting all
the old one. What cannot be compared is said.

`words` and `blocks` read a file, `alignment` and `endings` find what became what, `lines` and
`merging` write, `transfer` brings along what deleted text needs.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from briefgen.diagnostics import Diagnostic
from briefgen.packages import PackageError
from briefgen.word import unusable
from briefgen.word.files import WordFile

AUTHOR = "briefgen"
_DATE = re.compile(rb"<dcterms:created[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s*<")
_EARLIEST = "1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Redline:
    """A file with tracked changes. `counts` says how many paragraphs and tables were
    `changed`, `inserted` and `deleted`; `diagnostics` what is not shown."""

    data: bytes
    counts: Counter[str] = field(default_factory=Counter)
    diagnostics: tuple[Diagnostic, ...] = ()


def opened(data: bytes, name: str) -> tuple[WordFile | None, list[Diagnostic]]:
    """A Word file to compare; `name` is how it is called in diagnostics."""
    from briefgen.word.files import open_word

    try:
        file = open_word(data)
    except PackageError as error:
        return None, [unusable(name, str(error))]
    if file.macros():
        return None, [unusable(name, "it holds macros", "save it as a `.docx` file without them")]
    return file, []


def redline(
    old: bytes, new: bytes, names: tuple[str, str]
) -> tuple[Redline | None, list[Diagnostic]]:
    """The changes from `old` to `new`; None with the reason when a file cannot be used.

    Changes bear the author `briefgen` and the date on which the new file was made, so that
    the same two files give the same bytes.
    """
    from briefgen.redline.blocks import Story
    from briefgen.redline.lines import Signature
    from briefgen.redline.merging import Merger
    from briefgen.redline.remarks import lost, remarks

    old_file, problems = opened(old, names[0])
    new_file, more = opened(new, names[1])
    if old_file is None or new_file is None:
        return None, [*problems, *more]
    try:
        before, after = Story(old_file), Story(new_file)
        shared = frozenset(before.style_names.values()) & frozenset(after.style_names.values())
        before.shared = after.shared = shared
        merger = Merger(before, after, Signature(AUTHOR, _created(new_file)))
        found = remarks(before, after, names)
        merger.merge_body()
        found += lost(merger.transfer.lost, names[0])
        return Redline(new_file.packed(), merger.counts, tuple(found)), []
    except PackageError as error:
        return None, [unusable(names[1], str(error))]


def _created(file: WordFile) -> str:
    name = file.related("core-properties", of="")
    found = _DATE.search(file.parts[name]) if name is not None else None
    return found[1].decode() if found else _EARLIEST
