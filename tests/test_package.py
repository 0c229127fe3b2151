"""What is shipped: the wheel and the source archive, used as a stranger would use them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """The output of a command in `cwd`; with `path` Python finds packages there first."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(  # noqa: PLW1510 - the assertion shows what it said
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive: what is not in there is not shipped."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    source = next(path for path in folder.iterdir() if path.is_dir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def tracked(*folders: str) -> list[str]:
    """The files of the repository below these folders."""
    listed = run("git", "ls-files", "-z", *folders, cwd=ROOT) if (ROOT / ".git").exists() else ""
    return [name for name in listed.split("\0") if name]


def test_sdist_is_complete(sdist: Path) -> None:
    """Everything that builds and tests the package is in the source archive."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = tracked("src", "templates", "briefs", "tests", "docs", "bench")
    assert set(wanted) <= names
    assert {"Makefile", "README.md", "LICENSE", "NOTICE", "requirements-dev.lock"} <= names


def test_wheel_carries_templates_and_example(wheel: Path) -> None:
    """The one copy of the templates and of the example is in the wheel, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        for name in tracked("templates", "briefs"):
            assert archive.read(f"briefgen/bundled/{name}") == (ROOT / name).read_bytes(), name
        for name in tracked("src/briefgen"):
            assert archive.read(name.removeprefix("src/")) == (ROOT / name).read_bytes(), name


def test_a_new_workspace_builds(installed: Path, tmp_path: Path) -> None:
    """`briefgen init demo && cd demo && briefgen build --all`, away from the checkout, in every
    format: what they need is in the package."""
    briefgen = (sys.executable, "-m", "briefgen")
    where = run(
        sys.executable, "-c", "import briefgen; print(briefgen.__file__)",
        cwd=tmp_path, path=installed,
    )  # fmt: skip
    assert Path(where.strip()).is_relative_to(installed)
    run(*briefgen, "init", "demo", cwd=tmp_path, path=installed)
    demo = tmp_path / "demo"
    run(*briefgen, "build", "--all", "--format", "docx,pdf,html", cwd=demo, path=installed)
    themes = {path.stem for path in (demo / "briefs" / "themes").glob("*.yaml")}
    built = {path.parent.name for path in (demo / "output").rglob("*.pdf")}
    assert built == themes
    for folder in (demo / "output").iterdir():
        assert {path.suffix for path in folder.iterdir()} == {".docx", ".pdf", ".html"}
        assert len({path.stem for path in folder.iterdir()}) == 1


def test_archived_sources_survive(installed: Path, tmp_path: Path) -> None:
    """`init` copies archived sources byte for byte: their checksums must hold."""
    run(sys.executable, "-m", "briefgen", "init", ".", cwd=tmp_path, path=installed)
    copied = {
        path.relative_to(tmp_path).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "briefs" / "sources").rglob("*.txt")
    }
    originals = {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / "briefs" / "sources").rglob("*.txt")
    }
    assert copied == originals
    assert copied


def test_import_is_light(installed: Path, tmp_path: Path) -> None:
    """Neither the package nor `--help` imports anything heavy."""
    program = (
        "import sys, briefgen, briefgen.cli\n"
        "briefgen.cli.run(['--help'])\n"
        "heavy = {'yaml', 'jinja2', 'docx', 'lxml', 'reportlab', 'PIL', 'rich', 'pydantic'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    run(sys.executable, "-c", program, cwd=tmp_path, path=installed)
