"""The tutorial, followed to the letter: its commands print what it says they print.

In `docs/tutorial.md` a fence marked `console` holds commands after `$ ` and what they print, in
the order of a terminal. Before a fence marked `yaml` stands the name of the file to write. A fence
marked `diff` names a file after `---`, and lines of it with those that take their place.

`pytest --update` rewrites what the commands print: read the diff.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from briefgen.cli import run

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"

_FENCE = re.compile(r"(?:`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Reader:
    """Somebody who does what the tutorial says, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exits: list[int] = []

    def follow(self, fence: re.Match[str]) -> str:
        """Do what one fence says; the fence as it should be."""
        name, kind, body = fence.groups()
        if kind == "yaml" and name:
            (self.folder / name).write_text(body, encoding="utf-8", newline="\n")
        elif kind == "diff":
            header, *lines = body.rstrip("\n").split("\n")
            path = self.folder / header.removeprefix("--- ")
            text = path.read_text(encoding="utf-8")
            for old, new in zip(lines[::2], lines[1::2], strict=True):
                assert (old[0], new[0]) == ("-", "+")
                assert text.count(f"{old[1:]}\n") == 1, f"{path.name} has no one line {old[1:]!r}"
                text = text.replace(f"{old[1:]}\n", f"{new[1:]}\n")
            path.write_text(text, encoding="utf-8")
        elif kind == "console":
            commands = re.findall(r"^\$ (.*)\n", body, re.MULTILINE)
            printed = "".join(f"$ {command}\n{self.run(command)}" for command in commands)
            return fence[0].replace(body, printed) if body else fence[0]
        return fence[0]

    def run(self, command: str) -> str:
        """What a command prints."""
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder /= words[1]
            return ""
        if words[0] == "cp":
            source = ROOT / words[1] if words[1].startswith("docs/") else self.folder / words[1]
            shutil.copy(source, self.folder / words[2])
            return ""
        if words[0] == "cat":
            return (self.folder / words[1]).read_text(encoding="utf-8")
        assert words[0] == "briefgen"
        said = io.StringIO()
        with (
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            self.exits.append(run(words[1:]))
        return said.getvalue()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return Reader(tmp_path)


def test_the_tutorial(reader: Reader, update: bool) -> None:
    """Every command prints what the page says, and it ends with a brief without findings."""
    text = TUTORIAL.read_text(encoding="utf-8")
    actual = _FENCE.sub(reader.follow, text)
    assert "This is a bug" not in actual
    if update:
        TUTORIAL.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == TUTORIAL.read_text(encoding="utf-8")
    built = {path.suffix for path in (reader.folder / "output" / "trade").iterdir()}
    assert built == {".docx", ".pdf"}
    final = reader.run("briefgen check")
    assert "error[" not in final
    assert "0 failed" in final
