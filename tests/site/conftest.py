"""Sites of the example and of invented states, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.site.making import Site, make_site

ROOT = Path(__file__).resolve().parent.parent.parent
STRAITS = ROOT / "tests/provenance/florin-guilder"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the example."""
    shutil.copytree(ROOT / "briefs", tmp_path / "work" / "briefs")
    return tmp_path / "work"


@pytest.fixture
def straits(tmp_path: Path) -> Path:
    """A copy of a workspace with two sources that have addresses, and a marking."""
    shutil.copytree(STRAITS / "briefs", tmp_path / "straits" / "briefs")
    return tmp_path / "straits"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """The site of the example, not to be changed."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "briefs", root / "briefs")
    made = make_site(root, root / "site")
    assert made.report.ok
    return root / "site", made
