"""From a PDF to a note that gives the page: `add`, the archive, `show` and a brief."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from briefgen.ingest.reading import Block, page_entries
from briefgen.workspace.load import load

from .conftest import STATEMENT, in_columns

ROOT = Path(__file__).resolve().parents[3]


def test_entries_of_pages() -> None:
    """`pages:` is as short as it can be, and knows pages that go back, for notes."""
    blocks = [
        Block("Title", "title", 1),
        Block("Runs over two turns.", page=1, turns=((5, 2), (10, 3))),
        Block("1 A note.", page=1),
        Block("More.", page=3),
        Block("Still.", page=3),
    ]
    assert page_entries(blocks) == [
        {"page": 1, "from": 1},
        {"page": 2, "from": 2, "at": 5},
        {"page": 3, "from": 2, "at": 10},
        {"page": 1, "from": 3},
        {"page": 3, "from": 4},
    ]
    assert page_entries([Block("A text."), Block("Without pages.")]) == []


@pytest.fixture
def place(tmp_path: Path, briefgen: Callable[..., Any]) -> Path:
    """A workspace with a statement of several short pages in its archive."""
    shutil.copytree(ROOT / "tests/errors/none", tmp_path, dirs_exist_ok=True)
    (tmp_path / "round.pdf").write_bytes(in_columns(STATEMENT, 1, height=38, rightIndent=240))
    ran = briefgen(
        "add round.pdf --yes --id round --grade read-out --title 'Sixth round' --language en",
        cwd=tmp_path,
    )
    assert ran.code == 0, ran.stderr
    return tmp_path


def test_words_stand_on_the_pages_that_are_given(place: Path) -> None:
    """Each word of each passage stands on a page that the archive gives for it, in pdfium's own
    text of that page; and the original is the file as it came."""
    workspace, _, problems = load(place)
    assert [p for p in problems if p.severity == "error"] == []
    assert workspace is not None
    source = workspace.sources["round"]
    original = (place / source.original).read_bytes()
    assert original == (place / "round.pdf").read_bytes()
    document = pypdfium2.PdfDocument(original)
    shown = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(shown) >= 3
    assert [p.text for p in source.passages] == list(STATEMENT)
    turned = 0
    for passage in source.passages:
        at = 0
        for word in passage.text.split():
            start = passage.text.index(word, at)
            at = start + len(word)
            pages = passage.pages(start, at)
            assert pages is not None
            assert pages[0] == pages[1]
            assert word in shown[pages[0] - 1]
        turned += bool(passage.turns)
    assert turned >= 2


def test_a_note_gives_the_page_of_its_quote(place: Path, briefgen: Callable[..., Any]) -> None:
    """Of a passage that runs over two pages, the one on which the quoted words stand."""
    workspace, _, _ = load(place)
    assert workspace is not None
    source = workspace.sources["round"]
    passage = source.passages[1]
    quote = "The centre will be led by the two"
    document = pypdfium2.PdfDocument((place / source.original).read_bytes())
    [page] = [
        number
        for number, sheet in enumerate(document, 1)
        if quote in " ".join(sheet.get_textpage().get_text_range().split())
    ]
    assert passage.page is not None
    assert page > passage.page
    last = passage.turns[-1][1]
    outcomes = next((place / "briefs/outcomes").glob("*.yaml"))
    text = outcomes.read_text("utf-8")
    added = f"      - source: round\n        quote: {quote!r}\n"
    outcomes.write_text(text + added, "utf-8")
    shown = briefgen("build trade --emit outline --draft", cwd=place).stdout
    assert f"p.\u00a0{page}, " in shown
    assert f"[pp.\u00a0{passage.page}–{last}]" in shown  # the passage in the annex
    assert f"round#{passage.number}  pp.\u00a0{passage.page}–{last}" in (
        briefgen("show customs-office", cwd=place).stdout
    )
