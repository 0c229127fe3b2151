"""A run as a whole: which briefs a mistake stops, and what is left on the disk."""

from __future__ import annotations

import errno
import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import briefgen
from briefgen import publish

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "errors" / "none"
OUTCOMES = "briefs/outcomes/2024-03-05-zubrowka-ruritania.yaml"

ROADS = """\
  - id: roads-pledge
    summary: Zubrowka pledged $15 billion for roads.
    commitment: committed
    themes: [roads]
    actors: [Zubrowka]
    evidence:
      - source: communique
        quote: Zubrowka pledged $15 billion for roads
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with two themes, `trade` and `roads`, with an outcome each."""
    folder = tmp_path / "workspace"
    shutil.copytree(BASE, folder)
    with (folder / OUTCOMES).open("a", encoding="utf-8") as file:
        file.write(ROADS)
    (folder / "briefs/themes/roads.yaml").write_text("title: Roads\n", encoding="utf-8")
    return folder


def change(workspace: Path, path: str, old: str, new: str) -> None:
    file = workspace / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def outputs(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "output"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built(report: briefgen.Report) -> list[str]:
    return [brief.theme for brief in report.built]


def unbuilt(report: briefgen.Report) -> list[str]:
    return [brief.theme for brief in report.unbuilt]


def test_everything_is_built(workspace: Path) -> None:
    """Without mistakes each theme has its brief in each format, sharing folder and stem."""
    report = briefgen.build(workspace)
    assert report.diagnostics == ()
    assert report.ok
    assert built(report) == ["roads", "trade"]
    assert list(outputs(workspace)) == [
        "roads/roads-policy-brief-2024-03-05.docx",
        "roads/roads-policy-brief-2024-03-05.pdf",
        "trade/trade-policy-brief-2024-03-05.docx",
        "trade/trade-policy-brief-2024-03-05.pdf",
    ]
    assert report.evidence == briefgen.report.Counts(checked=3, failed=0, skipped=0)


def test_same_workspace_same_bytes(workspace: Path) -> None:
    """Building twice gives the same files, byte for byte."""
    briefgen.build(workspace)
    first = outputs(workspace)
    shutil.rmtree(workspace / "output")
    briefgen.build(workspace)
    assert outputs(workspace) == first


@pytest.mark.parametrize(
    ("path", "old", "new", "stopped"),
    [
        # in an outcome: the themes of the outcome
        (OUTCOMES, "pledged $15 billion for roads\n", "pledged $5 billion for roads\n", ["roads"]),
        # in a theme's file: that theme
        ("briefs/themes/trade.yaml", "@customs-office", "@custom-office", ["trade"]),
        ("briefs/themes/roads.yaml", "title: Roads", "titel: Roads", ["roads"]),
        ("briefs/themes/roads.yaml", "title: Roads", "title: 'Roads", ["roads"]),
        # in the meeting, or a source that both quote: both
        (OUTCOMES, "met in Lutz", "met in Nebelsbad", ["roads", "trade"]),
        ("briefs/sources/communique/text.txt", "tariffs", "tarifs", ["roads", "trade"]),
        # an outcome in a theme that is not there could belong to any
        (OUTCOMES, "themes: [roads]", "themes: [raods]", ["roads", "trade"]),
        # a file that cannot be read could hold anything
        (OUTCOMES, "commitment: committed", "\tcommitment: committed", ["roads", "trade"]),
    ],
)
def test_a_mistake_stops_the_briefs_it_could_spoil(
    workspace: Path, path: str, old: str, new: str, stopped: list[str]
) -> None:
    """With every theme asked for, those that pass are built and the others keep their files."""
    briefgen.build(workspace)
    earlier = outputs(workspace)
    (workspace / "output/roads/roads-policy-brief-2024-03-05.pdf").write_bytes(b"earlier roads")
    (workspace / "output/trade/trade-policy-brief-2024-03-05.pdf").write_bytes(b"earlier trade")

    change(workspace, path, old, new)
    report = briefgen.build(workspace)
    assert not report.ok
    assert unbuilt(report) == stopped
    assert built(report) == [theme for theme in ("roads", "trade") if theme not in stopped]
    for name, content in outputs(workspace).items():
        theme = name.split("/")[0]
        if name.endswith(".pdf") and theme in stopped:
            assert content == b"earlier " + theme.encode()
        else:
            assert content == earlier[name]


def test_other_themes_mistakes_are_only_counted(workspace: Path) -> None:
    """One theme's brief is built although another has errors, and their number is told."""
    change(workspace, OUTCOMES, "pledged $15 billion for roads\n", "pledged $5 billion\n")
    report = briefgen.build(workspace, themes=["trade"])
    assert report.ok
    assert built(report) == ["trade"]
    assert report.elsewhere == 1
    assert briefgen.check(workspace, themes=["roads"]).elsewhere == 0


def test_themes_are_built_once_and_in_order(workspace: Path) -> None:
    """Aliases and repetitions name the same brief; the order is the one asked for."""
    report = briefgen.build(workspace, themes=["commerce", "roads", "trade"], formats=["docx"])
    assert built(report) == ["trade", "roads"]


def test_counts_are_per_brief(workspace: Path) -> None:
    """A brief's table row counts the evidence that it rests on: its outcome, the meeting."""
    report = briefgen.build(workspace, formats=["docx"])
    assert [brief.evidence.checked for brief in report.built] == [2, 2]


def test_a_matrix_is_named_by_what_it_covers(workspace: Path) -> None:
    """One document over all themes, or over some; neither replaces the other."""
    (workspace / "briefs/themes/ports.yaml").write_text("title: Ports\n", encoding="utf-8")
    change(workspace, OUTCOMES, "themes: [trade]", "themes: [trade, ports]")
    for themes in ([], ["trade", "roads"], ["trade"]):
        options = {"template": "outcome-matrix", "formats": ["docx"]}
        assert len(briefgen.build(workspace, themes, **options).built) == 1  # type: ignore[arg-type]
    assert list(outputs(workspace)) == [
        "outcome-matrix/outcome-matrix-2024-03-05.docx",
        "outcome-matrix/trade-roads-outcome-matrix-2024-03-05.docx",
        "trade/trade-outcome-matrix-2024-03-05.docx",
    ]


@pytest.mark.parametrize(
    ("keywords", "code"),
    [
        ({"themes": ["trad"]}, "unknown-theme"),
        ({"formats": ["odt"]}, "unknown-format"),
        ({"template": "policy"}, "unknown-template"),
        ({"meetings": ["2024"]}, "unknown-meeting"),
    ],
)
def test_unknown_names(workspace: Path, keywords: dict[str, object], code: str) -> None:
    """A name that does not exist builds nothing and is a diagnostic."""
    report = briefgen.build(workspace, **keywords)  # type: ignore[arg-type]
    assert [d.code for d in report.diagnostics] == [code]
    assert outputs(workspace) == {}


def test_a_single_name_is_not_taken_for_letters(workspace: Path) -> None:
    """`themes="trade"` is the programmer's slip, not five themes."""
    with pytest.raises(TypeError, match="themes"):
        briefgen.build(workspace, themes="trade")


def test_full_disk(
    workspace: Path, briefgen: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up is an error of the run; earlier files stay, nothing is left over."""
    assert briefgen("build --all", cwd=workspace).code == 0
    earlier = outputs(workspace)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publish.os, "fsync", full)
    ran = briefgen("build --all --date 2024-03-05", cwd=workspace)
    assert ran.code == 1
    assert ran.stderr.startswith(
        "output/roads: error[output-disk-full]\n"
        "there must be room for the output; writing `roads-policy-brief-2024-03-05.docx` failed: "
        "no space left on device\n"
        "hint: make room, or choose a folder on another disk\n"
    )
    assert outputs(workspace) == earlier


def test_check_writes_nothing(workspace: Path) -> None:
    """Checking leaves the workspace as it is."""
    before = sorted(workspace.rglob("*"))
    assert briefgen.check(workspace).ok
    assert sorted(workspace.rglob("*")) == before


def test_no_workspace(tmp_path: Path) -> None:
    """A folder that is none is a diagnostic, not an exception."""
    report = briefgen.build(tmp_path)
    assert [d.code for d in report.diagnostics] == ["workspace-not-found"]


def test_report_is_readable(workspace: Path) -> None:
    """Printing a report shows the diagnostics as the command line draws them."""
    change(workspace, "briefs/themes/roads.yaml", "title: Roads", "titel: Roads")
    assert "error[unknown-key]\n1 | titel: Roads\n  | ^^^^^\n" in str(briefgen.check(workspace))


def test_public_names() -> None:
    """Everything in `__all__` is there and described; nothing else answers."""
    for name in briefgen.__all__:
        assert getattr(briefgen, name).__doc__
    with pytest.raises(AttributeError):
        _ = briefgen.nothing


def test_what_was_built_is_let_go(tmp_path: Path) -> None:
    """Nothing that a brief was made of, nor its files, waits for a search for garbage: many
    briefs in one process take no more memory than a few."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        assert briefgen.build(BASE, out=tmp_path).built
        gc.collect()
        left = {type(thing).__name__ for thing in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left.isdisjoint(("Workspace", "Composed", "Document", "Package", "Part"))
