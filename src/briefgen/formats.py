"""A document in each of its formats.

The formats are independent of each other, and most of the time of a single build goes into
importing libraries. So `briefgen build` starts a process for each format before it does
anything else (`start`): these get ready while the brief is still being composed, and write
side by side, also while the brief is still being checked. A document goes to each through a
pipe, and its bytes come back the same way.

Everywhere else, and when such a process is lost, the formats are written one after the
other in this process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO

from briefgen.diagnostics import Diagnostic
from briefgen.document import Document
from briefgen.kept import keep_added
from briefgen.record import replace

Written = tuple[bytes, list[Diagnostic]]


#: What the command and its writers all import in the end: here once, before they part.
_SHARED = ("hashlib", "json", "logging", "pickle", "platform", "tempfile", "zipfile")


def write(name: str, document: Document) -> Written:
    """The document in one format; only that format's writer is imported."""
    if name == "docx":
        from briefgen.writers import docx

        return docx.write(document)
    if name == "html":
        from briefgen.writers import html

        return html.write(document)
    from briefgen.writers import pdf

    return pdf.write(document)


def foreseen(document: Document) -> list[Diagnostic]:
    """What a writer would say of a document, as far as it can be known without writing: what
    is wrong with its letterhead."""
    if document.letterhead is None:
        return []
    from briefgen.writers.docx.letterhead import prepare

    prepared = prepare(document, document.letterhead)
    return [prepared] if isinstance(prepared, Diagnostic) else prepared.diagnostics


class Writing:
    """A document on its way into its formats: writers that wait in processes of their own begin
    at once. With `late` its provenance, which counts what was checked, comes only when it is
    finished, so that it is set while it is being checked. `finish` or `abandon` must follow."""

    def __init__(self, document: Document, names: Iterable[str], *, late: bool = False) -> None:
        self._names, self._late = tuple(names), late
        there = [name for name in self._names if name in _started]
        asked = _packed((document, late)) if there else b""
        self._asked = [name for name in there if _started[name].send(asked)]

    def finish(self, document: Document) -> tuple[dict[str, bytes], list[Diagnostic]]:
        """The same document, now with its provenance, in each format by name, and what the
        writers found."""
        told = self._asked
        if self._late and told:
            given = document.provenance
            provenance = _packed(given() if callable(given) else given)
            told = [name for name in told if _started[name].send(provenance)]
        written = {}
        for name in self._names:
            answer = _started[name].answer() if name in told else None
            written[name] = answer or write(name, document)
        contents = {name: written[name][0] for name in self._names}
        return contents, [problem for name in self._names for problem in written[name][1]]

    def abandon(self) -> None:
        """The document is not to be written after all."""
        for name in self._asked:
            if self._late:
                _started[name].send(_packed(None))
            else:
                _started[name].answer()


def start(names: Iterable[str]) -> None:
    """Start a process for each format; `stop` must follow.

    To be called before anything else is done, in particular before there are threads. Where
    processes cannot be forked, or there is no second processor, nothing happens.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return
    import signal

    for module in _SHARED:
        import_module(module)
    # Ctrl-C waits until it is known who was started.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    # They get ready one after the other: one processor is the command's own.
    turn, ready = os.pipe()
    os.close(ready)
    for name in names:
        try:
            writer = _Writer(name, turn)
        except OSError:  # no more processes or pipes: then without
            break
        os.close(turn)
        _started[name], turn = writer, writer.ready
    os.close(turn)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def dismiss() -> None:
    """No more documents will come: the processes end while the command does what is left."""
    while _started:
        writer = _started.popitem()[1]
        writer.kill()
        _ending.append(writer)


def stop() -> None:
    """End the processes that `start` started."""
    dismiss()
    while _ending:
        _ending.pop().wait()


def _packed(what: object) -> bytes:
    import pickle

    return pickle.dumps(what, pickle.HIGHEST_PROTOCOL)


class _Writer:
    """The writer of one format in a process of its own.

    It begins when nobody holds the other end of the pipe `turn` any more, and lets go of
    its own, whose end to read is `ready`, when it can take documents.
    """

    def __init__(self, name: str, turn: int) -> None:
        ends: list[int] = []
        try:
            for _ in range(3):
                ends += os.pipe()
            self._process = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            raise
        there, self._asking, self._answering, here, self.ready, busy = ends
        if self._process == 0:
            # What leads to other writers must end with the parent, not with this process.
            for other in (*_started.values(), self):
                os.close(other._asking)
                os.close(other._answering)
            _serve(name, there, here, turn, busy)
        for end in (there, here, busy):
            os.close(end)

    def send(self, packed: bytes) -> bool:
        """Send a document and whether its provenance comes late; then that, or None when it is
        not wanted any more. Whether it could be sent."""
        try:
            with os.fdopen(self._asking, "wb", closefd=False) as pipe:
                pipe.write(packed)
        except OSError:
            return False
        return True

    def answer(self) -> Written | None:
        """What was written; None when the process has ended, and its work is to be done."""
        import pickle

        try:
            with os.fdopen(self._answering, "rb", closefd=False) as pipe:
                written: Written = pickle.load(pipe)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        return written

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        from signal import SIGKILL

        os.close(self._asking)
        os.close(self._answering)
        os.kill(self._process, SIGKILL)

    def wait(self) -> None:
        """Wait until the process has ended."""
        os.waitpid(self._process, 0)


_started: dict[str, _Writer] = {}
#: Those that were told to end.
_ending: list[_Writer] = []


class _AbandonedError(Exception):
    """The document that is being written is not wanted any more."""


class _Late:
    """The provenance of a document, read from a pipe when it is asked for."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._said: str | None = None

    def __call__(self) -> str:
        import pickle

        if self._said is None:
            self._said = pickle.load(self._pipe)
            if self._said is None:
                raise _AbandonedError
        return self._said


def _serve(name: str, there: int, here: int, turn: int, busy: int) -> None:
    """Write what comes until nothing more comes; never returns."""
    import pickle
    import signal

    from briefgen import practice

    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        os.read(turn, 1)  # nothing ever comes: the end of it is waited for
        write(name, practice.document())
        keep_added()
        os.close(busy)
        with os.fdopen(there, "rb") as asked, os.fdopen(here, "wb") as answers:
            while True:
                document, late = pickle.load(asked)
                with suppress(_AbandonedError):
                    if late:
                        provenance = _Late(asked)
                        written = write(name, replace(document, provenance=provenance))
                        provenance()  # if nobody wanted it, it is still in the pipe
                    else:
                        written = write(name, document)
                    answers.write(pickle.dumps(written))
                    answers.flush()
    finally:
        # Nothing of the parent's may run in here: neither its handlers nor its buffers.
        os._exit(0)
