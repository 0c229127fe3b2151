"""The README is true: its commands run, its examples load, its error is what is printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli import opening
from briefgen.text import SourceText
from briefgen.workspace import values
from briefgen.workspace.load import load
from briefgen.workspace.schema import OUTCOMES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA = "briefs/outcomes/2026-01-16-india-japan-strategic-dialogue.yaml"

#: Every `briefgen ...`, on a line of its own (with or without a remark) or inside a line.
_COMMANDS = re.findall(r"^    (briefgen [^#\n]*(?:#\d[^#\n]*)?)", README, re.MULTILINE)
_INSIDE = re.findall(r"`(briefgen [a-z]+ [^`]+)`", README)
COMMANDS = [command.strip() for command in [*_COMMANDS, *_INSIDE]]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: The files that the README shows, by name.
FILES = dict(re.findall(r"^`(templates/[^`]+)`:\n\n```\w+\n(.*?)^```$", README, re.DOTALL | re.M))

Run = Callable[..., object]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that `briefgen init demo` makes."""
    from briefgen.cli import run

    folder = tmp_path_factory.mktemp("readme") / "demo"
    assert run(["init", str(folder)]) == 0
    return folder


def fences(language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(README) if name == language]


def test_there_are_commands() -> None:
    """The commands and files are found in the README."""
    assert len(COMMANDS) >= 11
    assert sorted(FILES) == ["templates/ours/style.yaml", "templates/ours/template.md.j2"]


@pytest.mark.parametrize("command", COMMANDS)
def test_command(
    command: str, briefgen: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command does what it is there for, without an error."""
    opened: list[str] = []
    monkeypatch.setattr(opening, "opened", lambda path: opened.append(path) or True)
    if not command.startswith("briefgen init"):
        shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    if "--template ours" in command:
        for name, content in FILES.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
    if command.startswith("briefgen verify"):  # it reads what the command above it built
        assert briefgen("build minerals --template at-a-glance", cwd=tmp_path).code == 0
    ran = briefgen(command.removeprefix("briefgen "), cwd=tmp_path)
    assert (ran.code, "error[" in ran.stderr, "warning[" in ran.stderr) == (0, False, False)
    assert bool(opened) == ("--open" in command)
    if " build " in f"{command} ":
        kind = "html" if "--format html" in command else "pdf"
        assert list(tmp_path.glob(f"output/*/*.{kind}"))


def test_outcome(demo: Path) -> None:
    """The outcome that the README shows is the example's own."""
    text = "meeting: {}\noutcomes:\n" + fences("yaml")[0]
    value, found = values.parse(SourceText("readme.yaml", text))
    assert found == []
    assert isinstance(value, values.Mapping)
    shown = value.entries["outcomes"]
    theirs, found = values.parse(SourceText(DATA, (demo / DATA).read_text(encoding="utf-8")))
    assert found == []
    assert isinstance(theirs, values.Mapping)
    assert isinstance(shown, values.Sequence)
    of_example = theirs.entries["outcomes"]
    assert isinstance(of_example, values.Sequence)
    assert plain(shown.items[0]) in [plain(item) for item in of_example.items]
    assert OUTCOMES.by_name["outcomes"].kind.decode(shown, "`outcomes`", found) is not None
    assert found == []


def plain(value: values.Value) -> object:
    match value:
        case values.Mapping():
            return {key: plain(entry) for key, entry in value.entries.items()}
        case values.Sequence():
            return [plain(item) for item in value.items]
    return value.text


def test_the_error(briefgen: Run, demo: Path, tmp_path: Path) -> None:
    """The change that the README describes brings the message that it shows."""
    old, new = re.findall(r"Write `(\w+)` for `(\w+)` in that quote", README)[0][::-1]
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / DATA).read_text(encoding="utf-8")
    quote = f"agreed to convene the Joint Working {old} on"
    assert text.count(quote) == 1
    (tmp_path / DATA).write_text(text.replace(quote, quote.replace(old, new)), encoding="utf-8")
    ran = briefgen("check", cwd=tmp_path)
    assert ran.code == 1
    shown = next(body for body in fences("") if "error[" in body)
    assert ran.stderr.split("\n\n")[0] == shown.rstrip("\n")


def test_files_of_a_workspace(demo: Path) -> None:
    """The README's list of a workspace's files names what is there."""
    listed = next(body for body in fences("") if body.startswith("briefs/workspace.yaml"))
    names = {line.split()[0] for line in listed.splitlines()} - {"output/"}
    assert all((demo / name).exists() for name in names)
    workspace, _, found = load(demo)
    assert workspace is not None
    assert found == []
