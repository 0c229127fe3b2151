"""A source that is to be: what a reader found, what was given, and what a person changed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Literal

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest import read
from briefgen.ingest.archive import MOST_PASSAGES, Description, archive_files
from briefgen.ingest.kinds import Kind, kind_of
from briefgen.ingest.passages import Passage, classified, settled, with_language
from briefgen.ingest.reading import Proposal, Reading
from briefgen.record import record, replace
from briefgen.workspace.files import reason, shown
from briefgen.workspace.model import PassageKind

#: The largest file that is read at all.
LIMIT = 64 << 20

Key = Literal["title", "publisher", "date", "url", "retrieved", "grade", "language"]
KEYS: tuple[Key, ...] = ("title", "publisher", "date", "url", "retrieved", "grade", "language")
#: What an archive cannot do without.
NEEDED: tuple[Key, ...] = ("title", "grade", "language")

SUFFIXES: dict[Kind, str] = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "eml": ".eml",
    "pdf": ".pdf",
    "docx": ".docx",
}


@record
class Candidate:
    """A file on its way into the archive. `given` are values that a person gave; they go before
    what the file proposes, and an empty one says that nothing is known. `kinds` are the kinds
    that a person gave to passages, by their numbers."""

    name: str
    data: bytes
    kind: Kind
    reading: Reading
    given: Mapping[Key, str]
    kinds: Mapping[int, PassageKind]

    def value(self, key: Key) -> str:
        """What the archive will say for a key; empty when it is not known."""
        if key in self.given:
            return self.given[key]
        return next((p.value for p in self.reading.proposals if p.field == key), "")

    def found(self, key: Key) -> str:
        """Where the value of a key was found; empty for one that was given."""
        if key in self.given:
            return ""
        return next((p.found for p in self.reading.proposals if p.field == key), "")

    def others(self, key: Key) -> tuple[tuple[str, str], ...]:
        """What the file says otherwise for a key, and where."""
        proposed = [p for p in self.reading.proposals if p.field == key]
        return tuple((p.value, p.found) for p in proposed if p.value != self.value(key))

    def missing(self) -> tuple[Key, ...]:
        """What is needed and not known."""
        return tuple(key for key in NEEDED if not self.value(key))

    def passages(self) -> tuple[Passage, ...]:
        """The passages with their kinds."""
        passages = list(classified(self.reading.blocks, self.value("title")))
        for number, kind in self.kinds.items():
            passage = passages[number - 1]
            if passage.kind != kind:
                passages[number - 1] = Passage(passage.text, kind)
        return tuple(passages)

    def files(self, passages: Sequence[Passage]) -> dict[str, bytes]:
        """The files of the source's folder; `passages` are its own."""
        description = Description(**{key: self.value(key) for key in KEYS})
        suffix = SUFFIXES[self.kind]
        return archive_files(description, self.reading.blocks, passages, self.data, suffix)


def candidate(
    data: bytes, name: str, given: Mapping[Key, str]
) -> tuple[Candidate | None, list[Diagnostic]]:
    """What is to be archived from a file; None when nothing can be, with the reason."""
    kind, _, _ = kind_of(data, name)
    reading, diagnostics = read(data, name)
    if reading is None or kind is None:
        return None, diagnostics
    reading = with_language(settled(reading))
    if len(reading.blocks) > MOST_PASSAGES:
        message = f"{CODES['source-unusable']}; this one has more than {MOST_PASSAGES:,} passages"
        hint = Hint("split it, and add the part that is wanted")
        return None, [Diagnostic("source-unusable", message, path=name, hints=(hint,))]
    if not any(map(str.isalnum, "".join(block.text for block in reading.blocks))):
        message = f"{CODES['source-without-text']}; this one has none"
        hint = Hint("if it shows words all the same, have them recognised (OCR), and add that")
        return None, [Diagnostic("source-without-text", message, path=name, hints=(hint,))]
    return Candidate(name, data, kind, reading, dict(given), {}), diagnostics


def changed(candidate: Candidate, key: Key, value: str) -> Candidate:
    """The candidate with a value given by a person; an empty one: it is not known."""
    return replace(candidate, given={**candidate.given, key: value})


def unguessed(candidate: Candidate) -> tuple[Candidate, tuple[Proposal, ...]]:
    """The candidate for which nobody is asked, and what is therefore not taken: values that the
    file says of itself, and that need not hold for its text."""
    left = []
    for key in KEYS:
        first = next((p for p in candidate.reading.proposals if p.field == key), None)
        if key not in candidate.given and first is not None and not first.sure:
            left.append(first)
            candidate = changed(candidate, key, "")
    return candidate, tuple(left)


def reclassified(candidate: Candidate, first: int, last: int, kind: PassageKind) -> Candidate:
    """The candidate with passages `first` to `last` of another kind."""
    kinds = dict.fromkeys(range(first, last + 1), kind)
    return replace(candidate, kinds={**candidate.kinds, **kinds})


def received(path: Path) -> tuple[bytes | None, str, Diagnostic | None]:
    """The bytes of a file as it was received, its name, and why it cannot be read.

    Only a plain file is read, never one that would wait for somebody to write (a pipe, a
    device), and no more of it than `LIMIT`.
    """
    name = shown(PurePath(path).name) or "."
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return None, name, _unreadable(name, error)
    except ValueError:
        return None, name, _refused(name, "its name has a character that no name can have")
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            return None, name, _refused(name, "it is a folder")
        if not stat.S_ISREG(mode):
            return None, name, _refused(name, "it is no plain file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        return None, name, _unreadable(name, error)
    finally:
        os.close(handle)
    if len(data) > LIMIT:
        return None, name, _refused(name, f"it is larger than {LIMIT >> 20} MiB")
    return data, name, None


def _unreadable(name: str, error: OSError) -> Diagnostic:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _refused(name, "there is no such file")
    return _refused(name, f"it cannot be read: {reason(error)}")


def _refused(name: str, why: str) -> Diagnostic:
    message = f"{CODES['file-unreadable']}; {why}"
    hint = Hint("give the file itself, as it was received or saved")
    return Diagnostic("file-unreadable", message, path=name, hints=(hint,))
