"""Files and folders that nobody may read are named, whatever a command wants of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "errors" / "none"

#: What lets the superuser read everything, taken from him (capabilities(7)).
_PLAIN = [
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Path]:
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has other permissions")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("the superuser may read everything, and there is no setpriv")
    folder = tmp_path / "workspace"
    shutil.copytree(BASE, folder)
    (folder / "templates" / "ours").mkdir(parents=True)
    (folder / "templates" / "ours" / "template.md.j2").write_text("# {{ theme.title }}\n")
    yield folder
    for path in (folder, *folder.rglob("*")):  # so that the folder can be removed
        if path.is_dir() and not os.access(path, os.X_OK):
            path.chmod(0o755)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command run by somebody who is not above permissions."""
    before = _PLAIN if os.geteuid() == 0 else []
    return subprocess.run(
        [*before, sys.executable, "-m", "briefgen", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("briefs", "briefs"),
        ("briefs/workspace.yaml", "briefs/workspace.yaml"),
        ("briefs/themes", "briefs/themes"),
        ("briefs/themes/trade.yaml", "briefs/themes/trade.yaml"),
        ("briefs/outcomes", "briefs/outcomes"),
        ("briefs/sources", "briefs/sources"),
        ("briefs/sources/communique", "briefs/sources/communique"),
        ("briefs/sources/communique/text.txt", "briefs/sources/communique/text.txt"),
        ("briefs/sources/communique/original.txt", "briefs/sources/communique/original.txt"),
        ("templates", "templates"),
        ("templates/ours", "templates/ours"),
        ("templates/ours/template.md.j2", "templates/ours/template.md.j2"),
    ],
)
def test_what_cannot_be_read_is_named(workspace: Path, path: str, told: str) -> None:
    """And it alone: what follows from it is not told as well."""
    place = workspace / path
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        ran = run(workspace, "check", "trade", "--template", "ours")
    finally:
        place.chmod(mode)
    assert ran.returncode == 1, ran.stderr
    errors = [line for line in ran.stderr.splitlines() if " error[" in line]
    assert errors == [f"{told}: error[file-unreadable]"]
    assert "permission denied" in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [("list", "themes"), ("show", "trade"), ("build", "--all"), ("template", "copy", "ours", "x")],
)
def test_no_command_breaks_down(workspace: Path, arguments: tuple[str, ...]) -> None:
    """Not where the whole of the data or the templates is closed, either."""
    for folder in (workspace / "briefs", workspace / "templates"):
        folder.chmod(0)
        try:
            ran = run(workspace, *arguments)
        finally:
            folder.chmod(0o755)
        assert ran.returncode in (0, 1), ran.stderr
        assert "bug in briefgen" not in ran.stderr
