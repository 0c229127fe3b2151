"""The command line's edges: completion, interruption, pipes, terminals and our own mistakes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen import pipeline
from briefgen.cli import completion, opening
from briefgen.cli.terminal import Progress

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "errors" / "none"


def command(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A real process: `python -m briefgen ARGUMENTS`."""
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "workspace")
    return tmp_path / "workspace"


# -------------------------------------------------------------------------- completion


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("build tr", {"trade"}),
        ("build --theme ", {"trade"}),
        ("build --template outc", {"outcome-matrix"}),
        ("build --template ou", {"outcome-matrix", "ours"}),
        ("template copy our", {"ours"}),
        ("build --meeting ", {"2024-03-05-zubrowka-ruritania"}),
        ("build --format docx,", {"docx,docx", "docx,pdf", "docx,html"}),
        ("list so", {"sources"}),
        ("schema the", {"theme"}),
        ("temp", {"template"}),
    ],
)
def test_shells_complete(workspace: Path, typed: str, words: set[str]) -> None:
    """What the shell offers after TAB: commands, themes, templates, meetings and formats."""
    ours = workspace / "templates" / "ours"
    ours.mkdir(parents=True)
    (ours / "template.md.j2").write_text("")
    line = f"briefgen {typed}"
    ran = command(
        cwd=workspace / "briefs",  # completion works anywhere in the workspace
        _BRIEFGEN_COMPLETE="complete_bash",
        _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.split(" ")) - 1),
    )
    assert set(ran.stdout.decode().split()) == words
    assert ran.stderr == b""


def test_completion_is_silent_without_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is nothing to complete nothing is said, and nothing raised."""
    monkeypatch.chdir(tmp_path)
    assert completion.themes("") == []
    assert completion.meetings("") == []
    assert "policy-brief" in completion.templates("")


# ------------------------------------------------------------- interruptions and bugs


def raising(error: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_bug_is_ours(
    workspace: Path, briefgen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected exception is told as our mistake, in a few lines, with exit code 3."""
    monkeypatch.setattr(pipeline, "build", raising(KeyError("lost")))
    ran = briefgen("build trade", cwd=workspace)
    assert ran.code == 3
    assert "This is a bug in briefgen" in ran.stderr
    assert "KeyError: 'lost'" in ran.stderr
    assert "Traceback" not in ran.stderr
    monkeypatch.setenv("BRIEFGEN_DEBUG", "1")
    assert "Traceback" in briefgen("build trade", cwd=workspace).stderr


def test_ctrl_c(
    workspace: Path, briefgen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupting is quiet, and the exit code is the shell's own for it."""
    monkeypatch.setattr(pipeline, "build", raising(KeyboardInterrupt()))
    ran = briefgen("build trade", cwd=workspace)
    assert (ran.code, ran.stdout, ran.stderr.strip()) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_reader_that_stops_reading(workspace: Path) -> None:
    """`briefgen schema | head -1` ends without a complaint."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "schema"],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() != 3


# ------------------------------------------------------------- terminals and programs


def test_programs_get_utf_8(workspace: Path) -> None:
    """What a program reads is UTF-8 whatever the locale says, and has no colour."""
    ran = command("list", "meetings", "--json", cwd=workspace, LC_ALL="C", PYTHONUTF8="0")
    assert json.loads(ran.stdout.decode())[0]["title"] == "Second Zubrowka–Ruritania Trade Dialogue"
    assert ran.stderr == b""


def test_errors_are_not_in_the_output(workspace: Path) -> None:
    """Standard output holds what a program reads, standard error what people are told."""
    ran = command("build", "trad", cwd=workspace)
    assert ran.stdout == b""
    assert ran.stderr.startswith(b"error[unknown-theme]")
    assert b"\x1b" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal(workspace: Path, no_colour: str, coloured: bool) -> None:
    """A terminal shows colour, unless NO_COLOR is set."""
    import pty

    mine, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "briefgen", "build", "trad"],
        cwd=workspace,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "TERM": "xterm",
            "NO_COLOR": no_colour,
        },
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        check=False,
    )
    said = os.read(mine, 10_000)
    os.close(mine)
    os.close(theirs)
    # A slow machine may have drawn a progress bar, which is cleared by another sequence.
    assert (b"\x1b[1;31m" in said) is coloured
    assert (b"\x1b[0m" in said) is coloured


class Terminal:
    """A standard error that is a terminal, or not."""

    def __init__(self, isatty: bool) -> None:
        self._isatty = isatty
        self.said = ""

    def isatty(self) -> bool:
        return self._isatty

    def write(self, text: str) -> int:
        self.said += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("isatty", "seconds", "shown"), [(True, 1.5, True), (True, 0.5, False), (False, 9.0, False)]
)
def test_progress(
    monkeypatch: pytest.MonkeyPatch, isatty: bool, seconds: float, shown: bool
) -> None:
    """The bar appears on a terminal after a second, and is removed in the end."""
    stream = Terminal(isatty)
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress()
    progress.started -= seconds
    progress(2, 7, "quad")
    assert ("3/7 quad" in stream.said) is shown
    progress.close()
    assert stream.said.endswith("\r\x1b[K") is shown


def test_open(
    workspace: Path, briefgen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--open` opens the PDF of each brief."""
    opened: list[str] = []
    monkeypatch.setattr(opening, "opened", lambda path: opened.append(Path(path).name) or True)
    assert briefgen("build trade --open", cwd=workspace).code == 0
    assert opened == ["trade-policy-brief-2024-03-05.pdf"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there the system itself opens")
@pytest.mark.parametrize(
    ("does", "shown"),
    [
        ("echo links2: not found; echo no method available >&2; exit 3", False),
        ("exit 0", True),
        ("exec sleep 20", True),  # the program itself, which stays
        (None, False),
    ],
)
def test_no_desktop(
    does: str | None,
    shown: bool,
    workspace: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    briefgen: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nothing can be opened that is said in our words, and in no other's; the brief is
    there, so it is no error."""
    programs = tmp_path / "programs"
    programs.mkdir()
    if does is not None:
        (programs / "xdg-open").write_text(f"#!/bin/sh\n{does}\n")
        (programs / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/bin" if does else str(programs))
    monkeypatch.setattr(opening, "_PATIENCE", 0.3 if does == "exec sleep 20" else 10)
    ran = briefgen("build trade --open", cwd=workspace)
    assert ran.code == 0
    said = "could not be opened: trade-policy-brief-2024-03-05.pdf; there is no desktop here"
    assert (said not in ran.stderr) is shown
    assert capfd.readouterr() == ("", "")


def test_from_inside_the_workspace(workspace: Path, briefgen: Callable[..., Any]) -> None:
    """Commands work from any folder of the workspace, and name files from there."""
    ran = briefgen("build trade --format docx", cwd=workspace / "briefs" / "themes")
    assert "../../output/trade/trade-policy-brief-2024-03-05.docx" in ran.stdout
    assert (workspace / "output" / "trade").is_dir()


@pytest.mark.parametrize("epoch", ["abc", "-5", "9" * 20, "1.5"])
def test_a_time_that_is_none(
    briefgen: Callable[..., Any], workspace: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """A `SOURCE_DATE_EPOCH` that says no time stops a build, before anything is written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = briefgen("build trade", cwd=workspace)
    assert ran.code == 1
    assert "`SOURCE_DATE_EPOCH` in the environment must be" in ran.stderr
    assert not (workspace / "output").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="takes a device that is always full")
def test_where_nothing_can_be_printed(workspace: Path) -> None:
    """A full disk behind standard output, and outputs that are closed, are no bugs of ours."""
    command = f'"{sys.executable}" -m briefgen list themes'
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    def shell(redirected: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", f"{command} {redirected}"],
            cwd=workspace,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    full = shell("> /dev/full")
    assert full.returncode == 1
    assert full.stderr == (
        "Error: what was to be printed could not be written: no space left on device\n"
    )
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        ran = shell(closed)
        assert (ran.returncode, ran.stderr) == (0, "")


# -------------------------------------------------------------------- options given twice


@pytest.mark.parametrize("command_", ["build", "check"])
def test_a_second_template_is_not_dropped(workspace: Path, command_: str) -> None:
    """One template a run: the last one would win, and nobody be told of the first."""
    ran = command(
        command_, "trade", "--template", "at-a-glance", "--template", "policy-brief", cwd=workspace
    )
    assert ran.returncode == 2
    assert b"--template stands once" in ran.stderr
    assert not (workspace / "output").exists()


def test_formats_may_be_repeated(workspace: Path) -> None:
    """`--format docx --format html` gives both."""
    ran = command("build", "trade", "--format", "docx", "--format", "html", cwd=workspace)
    assert ran.returncode == 0
    built = {path.suffix for path in (workspace / "output" / "trade").iterdir()}
    assert built == {".docx", ".html"}
