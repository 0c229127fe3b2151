"""What all tests share: `--update`, and running the command line inside the test process."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

#: How tests say that a program they need is not here.
MISSING = ("is not here", "was not found", "is not installed", "needs LibreOffice")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="rewrite expected outputs with what briefgen says now; then read the diff",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With BRIEFGEN_VALIDATE in the environment (`make validate`) nothing may be skipped for
    want of an outside program."""
    report = yield
    if report.skipped and os.environ.get("BRIEFGEN_VALIDATE"):
        reason = str(report.longrepr)
        if any(word in reason for word in MISSING):
            report.outcome = "failed"
    return report


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    code: int


@pytest.fixture
def briefgen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command line, given as one string, in a folder: `briefgen("check", cwd=folder)`.

    It runs inside the test's process, which is quick and lets tests inject faults.
    """
    from briefgen.cli import run

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("BRIEFGEN_DEBUG", raising=False)

    def briefgen(command: str, cwd: Path) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with (
            monkeypatch.context() as inside,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            inside.chdir(cwd)
            code = run(shlex.split(command))
        return Ran(out.getvalue(), err.getvalue(), code)

    return briefgen
