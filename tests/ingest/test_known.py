"""Whether a source is in the archive already."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.ingest import known
from briefgen.workspace.load import load
from briefgen.workspace.model import Source

NONE = Path(__file__).resolve().parent.parent / "errors" / "none"


@pytest.fixture
def sources(tmp_path: Path) -> Mapping[str, Source]:
    shutil.copytree(NONE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "briefs" / "sources" / "communique" / "source.yaml"
    path.write_text(
        path.read_text("utf-8") + "url: https://www.trade.example/a/?utm_source=x#top\n"
    )
    workspace, _, problems = load(tmp_path)
    assert workspace is not None
    assert problems == []
    return workspace.sources


def passages(sources: Mapping[str, Source]) -> list[str]:
    return [passage.text for passage in sources["communique"].passages]


OTHER = [
    f"Paragraph {n} of another text, on roads, minerals and other matters of theirs."
    for n in range(9)
]


def test_the_same_bytes(sources: Mapping[str, Source]) -> None:
    """The file that was archived is known, any other is not."""
    data = (NONE / "briefs" / "sources" / "communique" / "original.txt").read_bytes()
    found = known.same_file(sources, data)
    assert found is not None
    assert found.id == "communique"
    assert known.same_file(sources, data + b"\n") is None


def test_the_same_text_in_another_file(sources: Mapping[str, Source]) -> None:
    """A page saved twice has other bytes and the same text."""
    found = known.version_of(sources, passages(sources))
    assert found is not None
    assert found.same_text


def test_a_corrected_text(sources: Mapping[str, Source]) -> None:
    """Most of the text, whatever its title."""
    corrected = [text.replace("$15", "$16") for text in passages(sources)]
    found = known.version_of(sources, corrected, title="Corrected")
    assert found is not None
    assert not found.same_text
    assert "of its passages" in found.because


@pytest.mark.parametrize(
    "url",
    ["http://trade.example/a", "https://trade.example/a/#x", "https://trade.example/a?fbclid=1"],
)
def test_the_same_address(sources: Mapping[str, Source], url: str) -> None:
    """The same page says something else now."""
    found = known.version_of(sources, OTHER, url=url)
    assert found is not None
    assert found.because == "has the same web address"


@pytest.mark.parametrize(
    "url", ["https://trade.example/b", "https://trade.example/", "", "http://["]
)
def test_another_text(sources: Mapping[str, Source], url: str) -> None:
    """Another text at another address is another source, also under a title that returns."""
    assert known.version_of(sources, OTHER, url=url, title=sources["communique"].title) is None
