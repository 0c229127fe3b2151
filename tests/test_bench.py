"""The benchmark's content is what it says it is, and its rows can be run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import briefgen
from briefgen import pipeline

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[None]:
    """The benchmark's modules can be imported, as when it is run."""
    added = [str(BENCH), str(BENCH / "runners")]
    sys.path[:0] = added
    yield
    for folder in added:
        sys.path.remove(folder)


@pytest.fixture(scope="module")
def content(bench: None) -> ModuleType:
    import content

    return content


@pytest.fixture
def workspace(content: ModuleType, tmp_path: Path) -> Path:
    root: Path = content.write_workspace(tmp_path, [content.make(seed) for seed in range(3)])
    return root


def test_the_workspace_is_clean(workspace: Path) -> None:
    """briefgen finds nothing to say about the content, so that builds do the whole job."""
    report = briefgen.check(workspace)
    assert report.diagnostics == ()


def test_the_brief_has_the_size_that_is_promised(workspace: Path) -> None:
    """30 notes, an outcome table of 12 rows and an annex of 30 passages."""
    options = pipeline.Options(themes=("theme-0001",), formats=(), emit="outline")
    lines = pipeline.check(workspace, options).emitted.splitlines()
    tables = [n for n, line in enumerate(lines) if line.startswith("table ")]
    assert sum(line == "  row" for line in lines[tables[0] : tables[1]]) == 12
    assert sum(line.startswith("note ") for line in lines) == 30
    assert sum(line.startswith("passage ") for line in lines) == 30


def test_without_tags_the_pages_are_the_same(content: ModuleType, tmp_path: Path) -> None:
    """What the row without tags leaves out is tags: the pages look the same, pixel by pixel."""
    import pikepdf
    import pypdfium2

    content.write_workspace(tmp_path / "workspace", [content.make(1)])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pictures = {}
    for option in ("ready", "untagged"):
        runner, base = BENCH / "runners" / "briefgen_build.py", tmp_path / "theme-0001"
        command = [sys.executable, runner, f"pdf,{option}", tmp_path / option, base]
        subprocess.run(list(map(str, command)), check=True, env=environment)
        path = tmp_path / option / "theme-0001.pdf"
        opened = pypdfium2.PdfDocument(path)
        pictures[option] = [page.render(scale=0.5).to_pil().tobytes() for page in opened]
        opened.close()
        with pikepdf.open(path) as pdf:
            assert ("/StructTreeRoot" in pdf.Root) is (option == "ready")
            assert (b"MCID" in pdf.pages[0].Contents.read_bytes()) is (option == "ready")
    assert pictures["ready"] == pictures["untagged"]


def test_the_others_get_the_same_content(content: ModuleType, workspace: Path) -> None:
    """What the other programs print has the same notes and passages."""
    from printed import printed

    given = printed(content.make(1))
    assert len(given["notes"]) == len(given["annex"]) == 30
    assert len(given["tables"][0]["rows"]) == 12
    archived = (workspace / "briefs/sources/report-theme-0001/text.txt").read_text("utf-8")
    lines = archived.splitlines()
    for passage in given["annex"]:
        assert lines[passage["number"] - 1] == passage["quote"] + passage["rest"]


def test_rows_are_well_formed(bench: None) -> None:
    """Each row has a runner, each format a reference, each goal a row of briefgen's."""
    from rows import BRIEFGEN, GOALS, REFERENCES, ROWS

    named = {(row.name, row.format) for row in ROWS}
    assert len(named) == len(ROWS)
    assert {(name, made) for made, name in REFERENCES.items()} <= named
    assert {(BRIEFGEN, goal.format) for goal in GOALS} <= named
    for row in ROWS:
        assert (BENCH / "runners" / row.runner).is_file()


def test_the_empty_application_has_our_commands(bench: None) -> None:
    """`--help` is held against an application with exactly as many commands."""
    from empty_typer import COMMANDS
    from typer.main import get_command

    from briefgen.cli import application

    command = get_command(application())
    assert sorted(COMMANDS) == sorted(command.commands)
