"""From a file as received to a source in the archive: readers of each kind of file, what they
propose, and the archive that is written when a person has agreed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from briefgen.diagnostics import Diagnostic
from briefgen.ingest.kinds import Kind, kind_of
from briefgen.ingest.reading import Reading
from briefgen.record import replace

#: What a reader is: the bytes of a file and its name (for messages and the title) to what it
#: says, or None and why not. It never raises for what stands in the file.
Reader = Callable[[bytes, str], tuple[Reading | None, list[Diagnostic]]]

#: The reader of each kind: the function `read` of its module, imported when it is needed.
READERS: dict[Kind, str] = {
    "text": "briefgen.ingest.plain",
    "markdown": "briefgen.ingest.markdown",
    "html": "briefgen.ingest.html",
    "eml": "briefgen.ingest.mail",
    "pdf": "briefgen.ingest.pdf",
    "docx": "briefgen.ingest.docx",
}


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """What stands in a file; None when nothing can be made of it, with the reason.

    Its content decides what kind of file it is, its name only where the content leaves it
    open; where the two disagree, a remark says so.
    """
    kind, remark, problem = kind_of(data, name)
    if kind is None:
        return None, [problem] if problem is not None else []
    reader = cast(Reader, import_module(READERS[kind]).read)
    reading, diagnostics = reader(data, name)
    if reading is not None and remark:
        reading = replace(reading, remarks=(remark, *reading.remarks))
    return reading, diagnostics
