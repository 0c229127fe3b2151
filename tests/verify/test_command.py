"""`briefgen verify` as people and programs use it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import edited, swap


@pytest.fixture
def folder(tmp_path: Path, pdf: bytes, docx: bytes) -> Path:
    """Three files as they were received, and one that never was a brief."""
    (tmp_path / "good.pdf").write_bytes(pdf)
    (tmp_path / "good.docx").write_bytes(docx)
    (tmp_path / "bad.docx").write_bytes(edited(docx, document=swap("Port", "Fort")))
    (tmp_path / "note.txt").write_text("hello")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("good.pdf", 0, "good.pdf: intact"),
        ("good.docx", 0, "good.docx: intact"),
        ("bad.docx", 1, "bad.docx: altered"),
        ("note.txt", 2, "note.txt: cannot tell"),
        ("missing.pdf", 2, "missing.pdf: cannot tell"),
    ],
)
def test_verdict_and_exit_code(
    briefgen: Callable[..., Any], folder: Path, name: str, code: int, line: str
) -> None:
    """The first line is the verdict, the exit code says the same."""
    ran = briefgen(f"verify {name}", cwd=folder)
    assert ran.code == code
    assert ran.stdout.splitlines()[0] == line
    assert ran.stderr == ""


def test_the_words_are_shown(briefgen: Callable[..., Any], folder: Path) -> None:
    """What was altered, with what it was."""
    out = briefgen("verify bad.docx", cwd=folder).stdout
    assert "was: " in out
    assert "now: " in out
    assert "Fort Buttercup" in out


def test_json(briefgen: Callable[..., Any], folder: Path) -> None:
    """For programs: the verdict, the alterations, and what the file says of itself."""
    ran = briefgen("verify bad.docx --json", cwd=folder)
    said = json.loads(ran.stdout)
    assert ran.code == 1
    assert said["verdict"] == "altered"
    assert said["proven_by"] is None
    assert said["brief"]["themes"] == ["fisheries"]
    assert set(said["alterations"][0]) == {"part", "kind", "where", "page", "was", "now"}


def test_against_a_workspace(briefgen: Callable[..., Any], folder: Path, workspace: Path) -> None:
    """The workspace decides, and nothing is written into it."""
    before = sorted(workspace.rglob("*"))
    ran = briefgen(f"verify good.pdf --workspace {workspace}", cwd=folder)
    assert ran.code == 0
    assert "It is what the workspace gives, word for word." in ran.stdout
    assert "source read-out: unchanged" in ran.stdout
    assert sorted(workspace.rglob("*")) == before


def test_a_name_with_control_characters(briefgen: Callable[..., Any], folder: Path) -> None:
    """Nothing that a file holds or is called moves the cursor of a terminal."""
    shutil.copy(folder / "good.pdf", folder / "a\x1b[31mb.pdf")
    assert "\x1b" not in briefgen("verify 'a\x1b[31mb.pdf'", cwd=folder).stdout
