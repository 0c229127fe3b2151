"""Outputs appear whole or not at all, whatever fails on the way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import publish as publish_module
from briefgen.diagnostics import Diagnostic
from briefgen.publish import publish

NEW = {"a.docx": b"new docx", "a.pdf": b"new pdf"}


def fails_with(number: int, *, at: int = 1) -> Callable[..., None]:
    """A function that raises this error when it is called for the `at`-th time."""
    calls = []

    def fail(*_: object, **__: object) -> None:
        calls.append(1)
        if len(calls) == at:
            raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder with the outputs of an earlier build."""
    for name in NEW:
        (tmp_path / name).write_bytes(b"earlier " + name.encode())
    return tmp_path


def untouched(folder: Path) -> bool:
    """Whether the folder holds the earlier outputs and nothing else."""
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    return found == {name: b"earlier " + name.encode() for name in NEW}


def only(diagnostics: list[Diagnostic]) -> Diagnostic:
    assert len(diagnostics) == 1
    return diagnostics[0]


def test_new_folder(tmp_path: Path) -> None:
    """The folder is made, the files are there, and nothing else is."""
    folder = tmp_path / "output" / "trade"
    paths, diagnostics = publish(folder, NEW)
    assert diagnostics == []
    assert paths == (folder / "a.docx", folder / "a.pdf")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == NEW


def test_replaces(earlier: Path) -> None:
    """An earlier output is replaced."""
    publish(earlier, NEW)
    assert {path.name: path.read_bytes() for path in earlier.iterdir()} == NEW


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("number", [errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)])
def test_full_disk(earlier: Path, monkeypatch: pytest.MonkeyPatch, number: int, at: int) -> None:
    """A disk that fills up at the first or the second file leaves both earlier files."""
    monkeypatch.setattr(publish_module.os, "fsync", fails_with(number, at=at))
    paths, diagnostics = publish(earlier, NEW)
    assert paths == ()
    problem = only(diagnostics)
    assert problem.code == "output-disk-full"
    assert problem.message == (
        f"there must be room for the output; writing `{list(NEW)[at - 1]}` failed: "
        f"{os.strerror(number).lower()}"
    )
    assert problem.path == earlier.as_posix()
    assert untouched(earlier)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EIO])
def test_unwritable_folder(earlier: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """A folder that refuses is named with the system's reason."""
    monkeypatch.setattr(Path, "mkdir", fails_with(number))
    problem = only(publish(earlier, NEW)[1])
    assert problem.code == "output-unwritable"
    assert os.strerror(number).lower() in problem.message
    assert "--out" in problem.hints[0].message
    assert untouched(earlier)


def test_first_rename_fails(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When renaming fails there are the earlier files, and no parts are left behind."""
    monkeypatch.setattr(Path, "replace", fails_with(errno.EACCES))
    assert only(publish(earlier, NEW)[1]).code == "output-unwritable"
    assert untouched(earlier)


def test_a_target_that_cannot_be_replaced_stops_both(tmp_path: Path) -> None:
    """A folder in the place of the second file is noticed before the first is replaced."""
    (tmp_path / "a.docx").write_bytes(b"earlier")
    (tmp_path / "a.pdf").mkdir()
    problem = only(publish(tmp_path, NEW)[1])
    assert problem.code == "output-unwritable"
    assert "`a.pdf`" in problem.message
    assert (tmp_path / "a.docx").read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.pdf"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """An output folder that is a file is a diagnostic too."""
    (tmp_path / "output").write_text("")
    assert only(publish(tmp_path / "output" / "trade", NEW)[1]).code == "output-unwritable"


def test_devices_and_pipes_are_no_files(tmp_path: Path) -> None:
    """A device that is named by mistake, or for want of `-`, stays a device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, Path("/dev/null"), Path("/dev/stdout")):
        paths, diagnostics = publish(target.parent, {target.name: b"x"})
        assert not paths
        assert [one.code for one in diagnostics] == ["output-unwritable"]
        assert "no file" in diagnostics[0].message
    assert pipe.is_fifo()
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/stdout").is_symlink()
