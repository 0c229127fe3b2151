"""Promises about the files of the whole example, kept by the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = "briefs/outcomes/2026-01-16-india-japan-strategic-dialogue.yaml"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file with its digest and when it was last written."""
    return {
        path.relative_to(folder).as_posix(): (
            sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def digests(folder: Path) -> dict[str, str]:
    return {name: digest for name, (digest, _) in files(folder).items()}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repeatable") / "demo"
    assert run("init", str(folder), cwd=folder.parent).returncode == 0
    assert run("build", "--all", cwd=folder, PYTHONHASHSEED="0").returncode == 0
    return folder


def test_the_same_workspace_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    """Whatever the seed of hashes, the time zone, the folder, its name, and whether one theme
    is built or all."""
    first = digests(demo / "output")
    assert len(first) == 14
    elsewhere = tmp_path / "über all"
    assert run("init", str(elsewhere), cwd=tmp_path).returncode == 0
    again = {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kolkata", "LC_ALL": "C"}
    out = tmp_path / "out"
    done = run("build", "--all", "--out", str(out), cwd=elsewhere / "briefs", **again)
    assert done.returncode == 0
    assert digests(out) == first
    one = tmp_path / "one"
    done = run("build", "quad", "--out", str(one), cwd=tmp_path, PYTHONHASHSEED="7")
    assert done.returncode == 1  # there is no workspace here
    done = run("build", "quad", "-w", str(demo), "--out", str(one), cwd=tmp_path)
    assert done.returncode == 0
    assert digests(one) == {name: d for name, d in first.items() if name.startswith("quad/")}


def test_a_failed_build_leaves_what_was_there(demo: Path) -> None:
    """Bytes and times of a brief that is not built stay; those beside it are built."""
    before = files(demo / "output")
    path = demo / DATA
    text = path.read_text(encoding="utf-8")
    wrong = text.replace("quote: Japan reaffirmed its", "quote: Japan reaffirms its")
    assert wrong != text
    path.write_text(wrong, encoding="utf-8")
    try:
        done = run("build", "--all", cwd=demo)
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    after = files(demo / "output")
    failed = {line.split()[0] for line in done.stdout.splitlines() if "not built" in line}
    assert failed
    assert failed < {name.split("/")[0] for name in before}
    assert set(after) == set(before)
    for name, (digest, written) in after.items():
        assert digest == before[name][0]
        assert (written == before[name][1]) == (name.split("/")[0] in failed)
