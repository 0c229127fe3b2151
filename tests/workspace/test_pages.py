"""Pages of a source: `pages:` in source.yaml, read into passages and told to readers."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from briefgen.evidence.book import page_words, pages_of
from briefgen.workspace.load import load
from briefgen.workspace.model import Source

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace in which nothing is wrong; its source has five passages."""
    shutil.copytree(ROOT / "tests/errors/none", tmp_path, dirs_exist_ok=True)
    return tmp_path


def with_pages(place: Path, pages: str) -> None:
    file = place / "briefs/sources/communique/source.yaml"
    file.write_text(file.read_text("utf-8") + f"pages: {pages}\n", "utf-8")


def source(place: Path) -> Source:
    workspace, _, found = load(place)
    assert found == []
    assert workspace is not None
    return workspace.sources["communique"]


def test_pages_of_passages(place: Path) -> None:
    """A passage is on the page that began last before it; what is before the first has none."""
    with_pages(
        place,
        "[{page: 2, from: 2}, {page: 3, from: 4, at: 31}, {page: 2, from: 5}]",
    )
    made = source(place)
    assert [p.page for p in made.passages] == [None, 2, 2, 2, 2]
    # "They did not agree on tariffs. " has 31 characters: page 3 begins with "They may".
    fourth = made.passages[3]
    assert fourth.text[31:].startswith("They may lower")
    assert fourth.pages() == (2, 3)
    assert fourth.pages(0, 30) == (2, 2)
    assert fourth.pages(31) == (3, 3)
    start = fourth.start
    assert pages_of(made, [(start + 5, start + 40)]) == (2, 3)
    assert page_words(made, [(start + 31, start + 40)]) == "p.\u00a03"
    assert page_words(made, [made.passages[2].extent, (start, start + 40)]) == "pp.\u00a02–3"
    assert page_words(made, [made.passages[0].extent]) == ""


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("[{page: 1, from: 9}]", "the passage that a page begins at must stand in the archived"),
        ("[{page: 1, from: 1}, {page: 2, from: 1}]", "this one begins earlier"),
        ("[{page: 1, from: 3}, {page: 2, from: 2}]", "this one begins earlier"),
        ("[{page: 1, from: 1}, {page: 2, from: 1, at: 42}]", "passage 1 has 42 characters"),
        ("[{page: 1, from: 2, at: 3}]", "the first page must begin at a passage"),
        ("[{page: 0, from: 2}]", "pages are counted from 1"),
        ("[{page: 2}]", "a page needs the key `from`"),
    ],
)
def test_pages_that_make_no_sense(
    place: Path, briefgen: Callable[..., Any], pages: str, said: str
) -> None:
    """They are told at their line, and nothing is guessed."""
    with_pages(place, pages)
    ran = briefgen("check", cwd=place)
    assert ran.code == 1
    assert said in " ".join(ran.stderr.split())
    assert "source.yaml:8:" in ran.stderr


def test_readers_are_told_the_page(place: Path, briefgen: Callable[..., Any]) -> None:
    """In notes, in the annex, in `show` and in the provenance that travels in the file."""
    plain = briefgen("build trade --emit outline --template policy-brief", cwd=place).stdout
    assert "p.\u00a0" not in plain
    with_pages(place, "[{page: 1, from: 1}, {page: 2, from: 3, at: 23}]")
    told = briefgen("build trade --emit outline --template policy-brief", cwd=place).stdout
    # The quote of the outcome is passage 3 but for its full stop, so it runs over both pages;
    # that of the meeting stands in passage 2, on page 1.
    assert "pp.\u00a01–2, " in told
    assert "p.\u00a01, " in told
    assert "[pp.\u00a01–2]" in told
    without = told.replace("pp.\u00a01–2, ", "").replace("p.\u00a01, ", "")
    assert plain.count("passage 3") == without.count("passage 3")
    shown = briefgen("show customs-office", cwd=place).stdout
    assert "communique#3  pp.\u00a01–2" in shown
    assert "communique#1: title, p.\u00a01, of" in briefgen("show communique#1", cwd=place).stdout
    data = json.loads(briefgen("show communique#3 --json", cwd=place).stdout)
    assert data["pages"] == [1, 2]


def test_provenance_gives_pages(place: Path, briefgen: Callable[..., Any]) -> None:
    """First and last page of each citation, by the published schema; and the file verifies."""
    with_pages(place, "[{page: 7, from: 1}]")
    ran = briefgen("build trade --format docx", cwd=place)
    assert ran.code == 0, ran.stderr
    [file] = (place / "output").rglob("*.docx")
    with zipfile.ZipFile(file) as packed:
        [said] = [
            json.loads("".join(ElementTree.fromstring(packed.read(name)).itertext()))
            for name in packed.namelist()
            if name.startswith("customXml/item")
            and b"briefgen" in packed.read(name)
            and "Props" not in name
        ]
    schema = json.loads((ROOT / "docs" / "provenance.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(said)
    cited = [citation["pages"] for note in said["notes"] for citation in note["citations"]]
    assert cited
    assert set(map(tuple, cited)) == {(7, 7)}
    assert briefgen(f"verify {file}", cwd=place).code == 0
