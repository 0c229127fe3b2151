"""Two versions of one source in a brief: one teller, and only what the brief quotes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.plan import Options

CASE = Path(__file__).parents[1] / "errors" / "source-replaced"
OFFICE = "decided to open a joint customs office in Graz"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose outcomes quote the newer version and whose background the earlier one."""
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    briefs = tmp_path / "briefs"
    outcomes = briefs / "outcomes" / "2024-03-05-zubrowka-ruritania.yaml"
    text = outcomes.read_text()
    text = text.replace("communique-v1", "communique").replace("office in Lutz", "office in Graz")
    outcomes.write_text(text)
    (briefs / "themes" / "trade.yaml").write_text(
        "title: Trade\n"
        "bottom_line: Zubrowka and Ruritania will open a joint customs office in Graz"
        " [@customs-office].\n"
        "background:\n"
        "  - Zubrowka and Ruritania had decided to open the office in Lutz [@before].\n"
        "evidence:\n"
        "  before:\n"
        "    source: communique-v1\n"
        "    quote: Zubrowka and Ruritania decided to open a joint customs office in Lutz\n"
    )
    return tmp_path


def printed(workspace: Path, template: str) -> str:
    """The brief as its outline."""
    options = Options(themes=("trade",), template=template, emit="outline")
    report = pipeline.build(workspace, options)
    assert report.ok, report.diagnostics
    return report.emitted


def test_versions_of_a_source_are_one_teller(workspace: Path) -> None:
    """A brief that quotes both versions says on whose word things rest no more than one that
    quotes one of them; that there is a newer one it says."""
    text = printed(workspace, "policy-brief")
    assert "Told by" not in text
    assert "was published anew" in text
    assert OFFICE in text


def test_a_template_is_told_only_about_what_it_prints(workspace: Path) -> None:
    """The matrix has no background: nothing in it is about the earlier version."""
    text = printed(workspace, "outcome-matrix")
    assert OFFICE in text
    assert "published anew" not in text
    assert "joint customs office in Lutz" not in text


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("decided not to open a joint customs office in Lutz", "warning"),
        ("decided to open a joint customs office in Graz", "note"),
    ],
)
def test_a_newer_version_that_denies_is_a_warning(tmp_path: Path, now: str, severity: str) -> None:
    """What a kept quote says may be the opposite by now: then somebody has to look."""
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "briefs" / "sources" / "communique"
    text = folder / "text.txt"
    before = hashlib.sha256(text.read_bytes()).hexdigest()
    text.write_text(text.read_text().replace("decided to open a joint customs office in Graz", now))
    source = folder / "source.yaml"
    after = hashlib.sha256(text.read_bytes()).hexdigest()
    source.write_text(source.read_text().replace(before, after))
    found = pipeline.check(tmp_path, Options()).diagnostics
    (told,) = (one for one in found if one.code == "source-replaced")
    assert told.severity == severity
    assert ("may say the opposite" in told.message) == (severity == "warning")
