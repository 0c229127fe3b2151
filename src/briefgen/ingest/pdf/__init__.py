"""PDFs read as sources: paragraphs in reading order with the page that each begins on.

How a page becomes text is told by the modules in their order: `page` (glyphs that can be
seen), `tags` (what the file says of its own structure), `lines`, `furniture` (running heads),
`tables`, `order` (columns), `paragraphs`, `words` (hyphens) and `assembly`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest.pdf.exchange import from_data
from briefgen.ingest.reading import Reading

#: The largest file, in bytes, and the seconds that it may take.
LARGEST = 200 << 20
PATIENCE = 200.0
_SCAN = "have its text recognised (`ocrmypdf in.pdf out.pdf` is one way), and add the result"
_PRINT = "open it in a reader, print it to a new PDF, and add that"

#: Why a file is refused: the code, the end of the message, what to do.
REASONS: dict[str, tuple[str, str, str]] = {
    "locked": (
        "source-unusable",
        "this one is locked with a password",
        "open it with its password, save it without one, and add that",
    ),
    "damaged": (
        "source-unusable",
        "this one is damaged, or cut off",
        "fetch it again; if a reader opens it, print it to a new PDF",
    ),
    "pages": ("source-unusable", "this one has {count:,} pages", "add the pages that matter"),
    "characters": (
        "source-unusable",
        "this one has more than {count:,} characters",
        "add the pages that matter",
    ),
    "large": ("source-unusable", "this one is larger than {count} MiB", "add what matters of it"),
    "memory": ("source-unusable", "this one needs more memory than any text should", _PRINT),
    "time": ("source-unusable", "this one takes longer to read than any text should", _PRINT),
    "crash": (
        "source-unusable",
        "this one makes the program that reads PDFs break off, or asks it for too much memory",
        _PRINT,
    ),
    "scan": ("source-without-text", "this one is a scan: pictures of pages", _SCAN),
    "empty": ("source-without-text", "this one has none", _SCAN),
    "garbled": (
        "source-without-text",
        "this one does not say which letters its signs are, so that copies of it are garbled",
        _SCAN,
    ),
}


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The text of a PDF, or why it cannot be read."""
    if len(data) > LARGEST:
        return None, [_refused("large", name, LARGEST >> 20)]
    try:
        ran = subprocess.run(
            # -P: modules that lie in the folder where the command was given are not ours
            [sys.executable, "-P", "-c", "from briefgen.ingest.pdf.child import main; main()"],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, [_refused("time", name)]
    try:
        answer = json.loads(ran.stdout)
    except ValueError:
        return None, [_refused(_fault(ran.returncode, ran.stderr), name)]
    if "refused" in answer:
        return None, [_refused(answer["refused"], name, answer["count"])]
    return from_data(answer["reading"]), []


def _environment() -> dict[str, str]:
    """The environment of the child: with briefgen to be found where it was found here."""
    home = str(Path(__file__).resolve().parents[3])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _fault(code: int, errors: bytes) -> str:
    """Why a child broke off, as far as can be told."""
    import signal

    if code == -getattr(signal, "SIGXCPU", 0) and code:
        return "time"
    return "memory" if b"MemoryError" in errors else "crash"


def _refused(reason: str, name: str, count: int = 0) -> Diagnostic:
    code, what, hint = REASONS[reason]
    message = f"{CODES[code]}; {what.format(count=count)}"
    return Diagnostic(code, message, path=name, hints=(Hint(hint),))
