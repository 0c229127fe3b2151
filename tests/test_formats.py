"""Formats written side by side are the same as one after the other, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import formats, practice
from briefgen.diagnostics import Diagnostic
from briefgen.document import Document, Paragraph, Text, Title

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = Document("T", "en", "2024-03-05", (Title((Text("T"),)), Paragraph((Text("One."),))))
NAMES = ("docx", "pdf")

linux = pytest.mark.skipif(sys.platform != "linux", reason="writers are forked on Linux only")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, formats._Writer]]:
    """Writers that wait for documents, on a machine with two processors."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    formats.start(NAMES)
    yield formats._started
    formats.stop()


def write_all(
    document: Document, names: tuple[str, ...]
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The document in each format by name, as a build writes it."""
    return formats.Writing(document, names).finish(document)


def children() -> set[str]:
    """The processes that this one has started and not waited for."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def descriptors() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - what holds them does not matter


@linux
def test_the_same_bytes(started: dict[str, formats._Writer]) -> None:
    """What was written aside is what is written here, for one document after another."""
    other = Document("U", "en", "2024-03-06", (Title((Text("Ů — “two”"),)),))
    for document in (DOCUMENT, other, DOCUMENT):
        aside = write_all(document, NAMES)
        assert aside == ({name: formats.write(name, document)[0] for name in NAMES}, [])
        assert list(aside[0]) == list(NAMES)
    assert set(started) == set(NAMES)
    assert list(write_all(DOCUMENT, ("pdf",))[0]) == ["pdf"]


@linux
def test_a_provenance_that_comes_late(started: dict[str, formats._Writer]) -> None:
    """Writers that began without the provenance write what they write with it; a document that
    is given up meanwhile leaves nothing in the way of the next."""
    whole = replace(DOCUMENT, provenance='{"format": 1}')
    expected = {name: formats.write(name, whole)[0] for name in NAMES}
    for late in (True, False):
        formats.Writing(DOCUMENT, NAMES, late=late).abandon()
        assert formats.Writing(DOCUMENT, NAMES, late=True).finish(whole) == (expected, [])
    formats.stop()
    assert formats.Writing(DOCUMENT, NAMES, late=True).finish(whole) == (expected, [])


@linux
def test_what_practice_leaves_behind_shows_nowhere() -> None:
    """A writer that has practised writes the same bytes as one that has not."""
    program = (
        "import sys, hashlib; from briefgen import formats, practice\n"
        "if sys.argv[1] == 'yes': formats.write(sys.argv[2], practice.document())\n"
        "from sample import brief\n"
        "print(hashlib.sha256(formats.write(sys.argv[2], brief())[0]).hexdigest())\n"
    )
    samples = ROOT / "tests" / "writers" / "docx"
    for name in NAMES:
        made = {
            subprocess.run(
                [sys.executable, "-c", program, practised, name],
                env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{samples}"},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for practised in ("yes", "no")
        }
        assert len(made) == 1


def test_practice_can_be_written() -> None:
    """No writer has anything to say of the document that it practises with."""
    assert [formats.write(name, practice.document())[1] for name in NAMES] == [[], []]


@linux
def test_diagnostics_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a writer found is reported, in the order of the formats asked for."""

    def write(name: str, _: Document) -> formats.Written:
        return name.encode(), [Diagnostic("glyph-missing", name)]

    monkeypatch.setattr(formats, "write", write)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    formats.start(NAMES)
    try:
        contents, found = write_all(DOCUMENT, ("pdf", "docx"))
    finally:
        formats.stop()
    assert contents == {"docx": b"docx", "pdf": b"pdf"}
    assert [d.message for d in found] == ["pdf", "docx"]


@linux
@pytest.mark.parametrize("moment", ["before", "while"])
def test_a_writer_that_dies(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a writer is killed, for want of memory say, its work is done here."""
    here = os.getpid()

    def write(name: str, document: Document) -> formats.Written:
        if os.getpid() != here and (moment == "before" or document == DOCUMENT):
            os._exit(9)
        return name.encode(), []

    monkeypatch.setattr(formats, "write", write)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    formats.start(NAMES)
    try:
        if moment == "before":
            time.sleep(0.2)
        for _ in range(2):
            contents, _ = write_all(DOCUMENT, NAMES)
            assert contents == {"docx": b"docx", "pdf": b"pdf"}
    finally:
        formats.stop()


@linux
def test_nothing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped writers leave no process and no open file, busy or not."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    before = children(), descriptors()
    for _ in range(3):
        formats.start(NAMES)
        assert len(children()) == len(before[0]) + 2
        formats.stop()
    assert (children(), descriptors()) == before
    formats.start(NAMES)
    formats.dismiss()
    assert descriptors() == before[1]
    assert set(write_all(DOCUMENT, NAMES)[0]) == set(NAMES)  # here: there is nobody to ask
    formats.stop()
    assert (children(), descriptors()) == before
    formats.start(NAMES)
    write_all(DOCUMENT, NAMES)
    formats.stop()
    assert (children(), descriptors()) == before


@linux
def test_writers_end_with_their_command(tmp_path: Path) -> None:
    """When the command is killed, its writers find that nobody asks any more, and end."""
    program = (
        "import os, sys, time; os.sched_getaffinity = lambda process: {0, 1}\n"
        "from briefgen import formats\n"
        "formats.start(('pdf', 'docx'))\n"
        "print(*(w._process for w in formats._started.values()), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        writers = [Path("/proc", number) for number in command.stdout.readline().split()]
        assert len(writers) == 2
        command.send_signal(signal.SIGKILL)
        command.wait()
    for _ in range(100):
        if not any(_runs(writer) for writer in writers):
            return
        time.sleep(0.1)
    pytest.fail("a writer outlives its command")


def _runs(process: Path) -> bool:
    try:
        return process.joinpath("stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
@pytest.mark.parametrize("moment", ["briefgen.cli", "briefgen.pipeline", "briefgen.writers.docx"])
def test_interrupted(moment: str, tmp_path: Path) -> None:
    """Ctrl-C at any moment ends the command and its writers without a word."""
    program = (
        "import builtins, os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "os.sched_getaffinity = lambda process: {0, 1}\n"
        "real, command, moment, out = builtins.__import__, os.getpid(), *sys.argv[1:]\n"
        "def import_(name, *more):\n"
        "    if moment in (name, *(name + '.' + part for part in (more[2:3] or [()])[0] or ())):\n"
        "        builtins.__import__ = real\n"
        "        os.killpg(command, signal.SIGINT)\n"
        "    return real(name, *more)\n"
        "builtins.__import__ = import_\n"
        "sys.argv = ['briefgen', 'build', '--all', '--out', out]\n"
        "from briefgen.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.Popen(
        [sys.executable, "-c", program, moment, str(tmp_path)],
        cwd=ROOT / "tests" / "errors" / "none",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )
    assert done.communicate()[0].strip() in ("", "Aborted!")
    assert done.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.killpg(done.pid, signal.SIGKILL)


def test_without_a_second_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it would not pay, or cannot be done, nothing is started."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0}, raising=False)
    formats.start(NAMES)
    assert not formats._started
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    formats.start(NAMES)
    assert not formats._started
    assert list(write_all(DOCUMENT, ("docx",))[0]) == ["docx"]


@linux
def test_no_more_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system refuses another process, its format is written here."""

    def fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    monkeypatch.setattr(os, "fork", fork)
    before = descriptors()
    formats.start(NAMES)
    assert not formats._started
    assert descriptors() == before


def test_a_library_forks_nothing(tmp_path: Path) -> None:
    """`briefgen.build` starts no process: whoever calls it may have threads."""
    program = (
        "import os, briefgen\n"
        "os.fork = lambda: print('forked')\n"
        f"briefgen.build({str(ROOT / 'tests/errors/none')!r}, out={str(tmp_path)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
    assert list(tmp_path.rglob("*.pdf"))
