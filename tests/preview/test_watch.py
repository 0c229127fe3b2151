"""Changes are noticed, once they are over."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.preview import watch
from briefgen.preview.watch import Watch, snapshot


class Noticed:
    """A watch, and how often it called."""

    def __init__(self, folder: Path) -> None:
        self.times: list[float] = []
        self.watch = Watch([folder], lambda: self.times.append(time.monotonic()))
        self.watch.start()

    def after(self, change: Callable[[], object]) -> int:
        """How often it calls soon after a change."""
        before = len(self.times)
        change()
        time.sleep(0.6)
        return len(self.times) - before


@pytest.fixture
def noticed(tmp_path: Path) -> Iterator[Noticed]:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "a.yaml").write_text("a")
    made = Noticed(tmp_path)
    yield made
    made.watch.end()


def test_each_kind_of_change_is_noticed_once(noticed: Noticed, tmp_path: Path) -> None:
    """Written, added, renamed over (as editors save), moved, removed; in new folders too."""
    file = tmp_path / "themes" / "a.yaml"
    other = tmp_path / "themes" / "b.yaml"
    assert noticed.after(lambda: file.write_text("ab")) == 1
    assert noticed.after(lambda: other.write_text("b")) == 1

    def save_as_editors_do() -> None:
        (tmp_path / "themes" / ".a.yaml.swp").write_text("xy")
        (tmp_path / "themes" / ".a.yaml.swp").rename(file)

    assert noticed.after(save_as_editors_do) == 1
    assert noticed.after(lambda: other.rename(tmp_path / "themes" / "c.yaml")) == 1
    assert noticed.after((tmp_path / "themes" / "c.yaml").unlink) == 1
    (tmp_path / "new").mkdir()
    assert noticed.after(lambda: (tmp_path / "new" / "d.yaml").write_text("d")) == 1


def test_same_size_and_time_but_another_file(noticed: Noticed, tmp_path: Path) -> None:
    """A file that was put in place of one of the same size and date is another file."""
    file = tmp_path / "themes" / "a.yaml"
    info = file.stat()

    def replace() -> None:
        other = tmp_path / ".other"
        other.write_text("b")
        os.utime(other, ns=(info.st_atime_ns, info.st_mtime_ns))
        other.rename(file)

    assert noticed.after(replace) == 1


def test_nothing_happened(noticed: Noticed, tmp_path: Path) -> None:
    """Hidden files, as editors keep beside the real ones, and reading are no changes."""
    assert noticed.after(lambda: (tmp_path / ".a.swp").write_text("x")) == 0
    assert noticed.after((tmp_path / "themes" / "a.yaml").read_text) == 0


def test_half_written_files_are_not_read(
    noticed: Noticed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody writes, nothing is called; afterwards once."""
    monkeypatch.setattr(watch, "SETTLED", 0.25)  # a busy machine may pause the writer
    file = tmp_path / "themes" / "a.yaml"
    ended: list[float] = []

    def write_slowly() -> None:
        with file.open("w") as stream:
            for _ in range(12):
                stream.write("part\n")
                stream.flush()
                time.sleep(0.02)
        ended.append(time.monotonic())

    assert noticed.after(write_slowly) == 1
    assert noticed.times[-1] > ended[0] - 0.02


def test_a_file_that_never_rests_is_read_at_last(
    noticed: Noticed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log that somebody keeps in the workspace does not stop the preview."""
    monkeypatch.setattr(watch, "PATIENCE", 0.3)
    stop = threading.Event()

    def keep_writing() -> None:
        with (tmp_path / "log.txt").open("w") as stream:
            while not stop.wait(0.01):
                stream.write("more\n")
                stream.flush()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    time.sleep(1.0)
    stop.set()
    writer.join()
    assert noticed.times


def test_what_cannot_be_looked_at(tmp_path: Path) -> None:
    """Folders that are missing are empty, circles end, links to nothing are files."""
    assert snapshot([tmp_path / "missing"]) == {}
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "circle").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "nothing").symlink_to(tmp_path / "gone")
    (tmp_path / "a" / "f.yaml").write_text("f")
    seen = snapshot([tmp_path])
    assert seen[str(tmp_path / "nothing")] == (0, 0, 0)
    assert str(tmp_path / "a" / "f.yaml") in seen
    assert len(seen) < 50


def test_a_ministrys_year_is_cheap(tmp_path: Path) -> None:
    """Two thousand files are looked at in a few hundredths of a second, and never for more than a
    tenth of the time."""
    for number in range(2000):
        folder = tmp_path / f"source-{number // 3}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.yaml").write_text("x")
    best = min(_timed(tmp_path) for _ in range(5))
    assert best < 0.1


def _timed(folder: Path) -> float:
    started = time.perf_counter()
    assert len(snapshot([folder])) == 2000
    return time.perf_counter() - started
