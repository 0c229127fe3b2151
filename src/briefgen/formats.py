"""A document in each of its formats.

The formats are independent of each other, and most of the time of a single build goes into
importing their libraries. So the first build of a process writes them side by side, one
in a forked process, where that is safe; later ones find the libraries imported and write
one after the other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefgen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from briefgen.document import Document

Written = tuple[bytes, list[Diagnostic]]


def write(name: str, document: Document) -> Written:
    """The document in one format; only that format's writer is imported."""
    if name == "docx":
        from briefgen.writers import docx

        return docx.write(document)
    from briefgen.writers import pdf

    return pdf.write(document)


def write_all(
    document: Document, names: Iterable[str], *, alone: bool = False
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The document in each format by name, and what the writers found.

    `alone` says that it is the only brief of its build.
    """
    names = tuple(names)
    helper = _Helper(names[0], document) if alone and _may_fork(names) else None
    written = {name: write(name, document) for name in names[bool(helper) :]}
    if helper is not None:
        written[names[0]] = helper.result() or write(names[0], document)
    contents = {name: written[name][0] for name in names}
    return contents, [problem for name in names for problem in written[name][1]]


def _may_fork(names: tuple[str, ...]) -> bool:
    """Whether forking pays (the first writer is still to be imported) and is safe (Linux,
    and no other thread that could hold a lock)."""
    import threading

    return (
        len(names) > 1
        and sys.platform == "linux"
        and (os.cpu_count() or 1) > 1
        and threading.active_count() == 1
        and not _Helper.used
        and f"briefgen.writers.{names[0]}.body" not in sys.modules
    )


class _Helper:
    """A forked process that writes one format; at most one in the life of a process, since
    what a fork imports is lost with it."""

    used = False

    def __init__(self, name: str, document: Document) -> None:
        _Helper.used = True
        self.read_end, write_end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _write_in_fork(name, document, write_end)
        os.close(write_end)

    def result(self) -> Written | None:
        """What was written; None when the fork failed, and its work is to be done again."""
        import pickle

        with os.fdopen(self.read_end, "rb") as pipe:
            sent = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        if status != 0:
            return None
        written: Written = pickle.loads(sent)
        return written


def _write_in_fork(name: str, document: Document, write_end: int) -> None:
    """Write one format, send it, and leave without running anything of the parent's."""
    import pickle

    code = 1
    try:
        with os.fdopen(write_end, "wb") as pipe:
            pipe.write(pickle.dumps(write(name, document)))
        code = 0
    finally:
        os._exit(code)
