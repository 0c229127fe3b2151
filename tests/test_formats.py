"""Formats written side by side are the same as one after the other, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import formats
from briefgen.diagnostics import Diagnostic
from briefgen.document import Document, Paragraph, Text, Title

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = Document("T", "en", "2024-03-05", (Title((Text("T"),)), Paragraph((Text("One."),))))

linux = pytest.mark.skipif(sys.platform != "linux", reason="formats are forked on Linux only")


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has not forked yet and may."""
    monkeypatch.setattr(formats._Helper, "used", False)
    monkeypatch.setattr(formats, "_may_fork", lambda names: True)


@linux
@pytest.mark.usefixtures("forking")
def test_the_same_bytes() -> None:
    """Bytes and diagnostics of a forked writer arrive as they were made."""
    aside = formats.write_all(DOCUMENT, ("docx", "pdf"), alone=True)
    assert formats._Helper.used
    assert aside == formats.write_all(DOCUMENT, ("docx", "pdf"))
    assert list(aside[0]) == ["docx", "pdf"]


@linux
@pytest.mark.usefixtures("forking")
def test_diagnostics_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a forked writer found is reported, in the order of the formats."""

    def write(name: str, _: Document) -> formats.Written:
        return name.encode(), [Diagnostic("glyph-missing", name)]

    monkeypatch.setattr(formats, "write", write)
    contents, found = formats.write_all(DOCUMENT, ("docx", "pdf"), alone=True)
    assert contents == {"docx": b"docx", "pdf": b"pdf"}
    assert [d.message for d in found] == ["docx", "pdf"]


@linux
@pytest.mark.usefixtures("forking")
def test_a_fork_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the forked process is killed, for want of memory say, its work is done again."""
    here = os.getpid()

    def write(name: str, _: Document) -> formats.Written:
        if os.getpid() != here:
            os._exit(9)
        return name.encode(), []

    monkeypatch.setattr(formats, "write", write)
    contents, _ = formats.write_all(DOCUMENT, ("docx", "pdf"), alone=True)
    assert contents == {"docx": b"docx", "pdf": b"pdf"}


@linux
def test_a_process_forks_once() -> None:
    """The first brief of a process is written side by side, later ones are not."""
    program = (
        "import os, briefgen\n"
        "forks = []\n"
        "fork = os.fork\n"
        "os.fork = lambda: forks.append(1) or fork()\n"
        f"for _ in range(3): briefgen.build({str(ROOT / 'tests/errors/none')!r}, out=OUT)\n"
        "print(len(forks))\n"
    )
    out = f"OUT = {os.devnull + '/nowhere'!r}\n"  # cannot be written, which is as well
    done = subprocess.run(
        [sys.executable, "-c", out + program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ("1\n" if (os.cpu_count() or 1) > 1 else "0\n")
