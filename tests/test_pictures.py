"""The pictures of a terminal in the README are what a terminal shows."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="recorded on Linux")


@pytest.fixture(scope="module")
def terminal() -> ModuleType:
    """`docs/images/terminal.py`, which is a program and no module of anything."""
    spec = importlib.util.spec_from_file_location("terminal", IMAGES / "terminal.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["drafting.svg", "drift.svg"])
def test_a_picture_shows_what_the_terminal_shows(
    terminal: ModuleType, name: str, update: bool
) -> None:
    """The sessions run again give the same pictures (`pytest --update` draws them anew)."""
    scene = terminal.SCENES[name]
    drawn = terminal.picture(scene.title, terminal.session(scene))
    if update:
        (IMAGES / name).write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == (IMAGES / name).read_text(encoding="utf-8")
    assert "This is a bug" not in drawn


def test_no_picture_is_left_over(terminal: ModuleType) -> None:
    assert {path.name for path in IMAGES.glob("*.svg")} == set(terminal.SCENES)


def test_lines_are_broken_where_a_terminal_breaks_them(terminal: ModuleType) -> None:
    """At its width, with colours going on, and each character once."""
    shown = "x" * 99 + "\x1b[31mred\x1b[0m plain\n\x1b[1;7mmarked\x1b[0m"
    first, second, third = terminal.rows(shown)
    assert [(run.column, run.text) for run in first] == [(0, "x" * 99), (99, "r")]
    assert [(run.column, run.text, run.codes) for run in second] == [
        (0, "ed", {31}),
        (2, " plain", frozenset()),
    ]
    assert [(run.text, run.codes) for run in third] == [("marked", {1, 7})]
