"""The map of what is cited, and what is left out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from briefgen import pipeline
from briefgen.evidence.coverage import coverage, series_of
from briefgen.plan import Options

ROOT = Path(__file__).resolve().parents[2]
NONE = ROOT / "tests" / "errors" / "none"


def test_what_nothing_cites() -> None:
    """The source has a title and four passages of body text; two of them are quoted (as the
    workspace in tests/errors/none is written)."""
    reading = pipeline.read(NONE)
    assert reading.workspace is not None
    assert reading.book is not None
    (one,) = coverage(reading.workspace, reading.book)
    assert [covered.passage.number for covered in one.left_out] == [4, 5]
    assert [covered.cited for covered in one.body[:2]] == [
        ("2024-03-05-zubrowka-ruritania",),
        ("customs-office",),
    ]
    # "Zubrowka and Ruritania decided to open a joint customs office in Lutz", without the stop
    assert one.body[1].quoted == len(one.body[1].passage.text) - 1


def test_numbers_in_few_words() -> None:
    """Three in a row become a stretch, two do not."""
    assert series_of([1, 2, 3, 5, 8, 9]) == "1 to 3, 5, 8, 9"
    assert series_of([]) == ""


def test_command(briefgen: Callable[..., object], tmp_path: Path) -> None:
    """The table names the passages left out; JSON has each passage; an unknown source is told."""
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    ran = briefgen("coverage", cwd=tmp_path)
    assert ran.stdout.splitlines()[1].split()[-2:] == ["4,", "5"]  # type: ignore[attr-defined]
    ran = briefgen("coverage communique --json", cwd=tmp_path)
    (one,) = json.loads(ran.stdout)  # type: ignore[attr-defined]
    assert (one["body"], one["cited"]) == (4, 2)
    assert [p["cited_by"] for p in one["passages"]][3:] == [[], []]
    ran = briefgen("coverage communiqu", cwd=tmp_path)
    assert ran.code == 1  # type: ignore[attr-defined]
    assert "did you mean `communique`?" in ran.stderr  # type: ignore[attr-defined]


def test_directive(tmp_path: Path) -> None:
    """`::: coverage` prints a table: what this brief cites, and what nothing cites."""
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(
        "# {{ theme.title }}\n\n"
        "{% for o in outcomes %}- {{ o.summary }}{{ o | cite }}\n{% endfor %}\n"
        "## Left out\n\n::: coverage\n",
        encoding="utf-8",
    )
    report = pipeline.check(tmp_path, Options(template="ours", emit="outline"))
    assert report.ok, str(report)
    row = report.emitted.partition("Cited in none")[2]
    cells = [part.split('"')[1] for part in row.split("paragraph")[1:5]]
    assert cells == ["Joint statement", "3", "2", "4, 5"]
