"""What is made of the package's own files is kept between runs; nothing else is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest

from briefgen import kept
from briefgen.brief import templates

ROOT = Path(__file__).resolve().parents[2]
BUILTIN = ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place to keep compiled templates in."""
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setattr(kept, "_folders", lambda: (folder,))
    templates._ENVIRONMENTS.clear()
    return folder


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja compiles."""
    names: list[str] = []
    original = jinja2.Environment.compile

    def compile_(self: Any, source: Any, name: Any = None, *args: Any, **more: Any) -> Any:
        names.append(name)
        return original(self, source, name, *args, **more)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_)
    return names


def made(kitchen: Any, name: str, template: str | None = None) -> Any:
    """A brief in a process that has compiled nothing yet."""
    templates._ENVIRONMENTS.clear()
    composed = kitchen.compose(template, name)
    assert composed.document is not None
    return composed.document, composed.rendered.text, composed.rendered.origins, composed.texts


@pytest.mark.parametrize("name", BUILTIN)
def test_the_same_brief(name: str, kitchen: Any, folder: Path, compilations: list[str]) -> None:
    """A kept template makes the same brief, line for line, and is not compiled again."""
    first = made(kitchen, name)
    assert compilations
    assert len(list(folder.glob("*.j2-*.kept"))) == len(compilations)
    compilations.clear()
    assert made(kitchen, name) == first
    assert compilations == []


def test_one_that_is_extended(kitchen: Any, folder: Path, compilations: list[str]) -> None:
    """A workspace's template is compiled each time; the built-in one that it extends is not,
    and still gives it its style."""
    own = "{% extends 'builtin/policy-brief/template.md.j2' %}"
    first = made(kitchen, "own", own)
    compilations.clear()
    assert made(kitchen, "own", own) == first
    assert compilations == ["own/template.md.j2"]
    assert not any("own" in path.name for path in folder.iterdir())


def test_of_a_workspace_nothing_is_trusted(kitchen: Any, folder: Path) -> None:
    """What lies in a workspace as if it were a compiled template is not looked at."""
    honest = made(kitchen, "own", "# Title\n")
    made(kitchen, "policy-brief")
    for compiled in list(folder.glob("*.j2-*.kept")):
        copy = compiled.read_bytes()
        for name in ("__pycache__", "own", "own/__pycache__", "templates/__pycache__"):
            planted = kitchen.root / "templates" / name
            planted.mkdir(parents=True, exist_ok=True)
            (planted / compiled.name.replace("policy-brief", "own")).write_bytes(copy)
    assert made(kitchen, "own", "# Title\n") == honest


def test_changed(kitchen: Any, folder: Path, compilations: list[str]) -> None:
    """One that was kept from another text, or by other code, is compiled anew."""
    made(kitchen, "policy-brief")
    paths = sorted(folder.glob("*.j2-*.kept"))
    contents = [path.read_bytes() for path in paths]
    paths[0].write_bytes(contents[1])
    compilations.clear()
    made(kitchen, "policy-brief")
    assert len(compilations) == 1
    assert paths[0].read_bytes() == contents[0]


@pytest.mark.parametrize("damage", [b"", b"x", None], ids=["empty", "short", "cut"])
def test_damaged(damage: bytes | None, kitchen: Any, folder: Path) -> None:
    """A file that is no compiled template is none."""
    first = made(kitchen, "policy-brief")
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-20] if damage is None else damage)
    assert made(kitchen, "policy-brief") == first


def test_where_nothing_may_be_written(kitchen: Any, folder: Path) -> None:
    """Without a folder nothing is kept, and everything is made as ever."""
    first = made(kitchen, "policy-brief")
    shutil.rmtree(folder)
    assert made(kitchen, "policy-brief") == first
    assert not folder.exists()


PROGRAM = "import sys; from briefgen.kept import kept; print(kept('x', 1, lambda: sys.argv[1]))"


def run(word: str, cache: Path, **environment: str) -> str:
    """What a process that may write no bytecode finds kept, or makes."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, word],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPYCACHEPREFIX": str(cache.parent / "compiled"),
            "XDG_CACHE_HOME": str(cache),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.skipif(os.name == "nt", reason="the folder is another one there")
def test_in_the_users_folder(tmp_path: Path) -> None:
    """Where no bytecode is written, things are kept among the user's caches; and not where others
    could put something in their place."""
    cache = tmp_path / "cache"
    assert [run("one", cache), run("two", cache)] == ["one", "one"]
    [folder] = (cache / "briefgen").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    assert [run("two", cache), run("three", cache)] == ["two", "three"]
    folder.chmod(0o700)
    assert run("four", cache) == "one"
    assert [run(word, cache, XDG_CACHE_HOME="relative") for word in ("5", "6")] == ["5", "6"]
    assert [run(word, cache, XDG_CACHE_HOME="", HOME="") for word in ("5", "6")] == ["5", "6"]
    assert not (tmp_path / "compiled").exists()


def test_the_tables_of_the_claims(folder: Path) -> None:
    """The stems that are kept are those that are made, and are made again for another table."""
    from briefgen.claims.lexicon import relations

    made = relations._synonyms()
    assert len(made) > 1000
    for _ in range(2):
        relations._groups.cache_clear()
        assert relations._groups() == made
    assert [path.name.split(".")[0] for path in folder.glob("syn*")] == ["synonyms"]
    assert kept.kept("synonyms", "another table", lambda: {"stem": 1}) == {"stem": 1}
    relations._groups.cache_clear()
    assert relations._groups() == made
