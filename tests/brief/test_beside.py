"""What stands beside a brief on a screen."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import pipeline
from briefgen.brief import compose_in_steps
from briefgen.brief.beside import beside, pieces
from briefgen.brief.request import Request
from briefgen.document import Beside, Style

ROOT = Path(__file__).resolve().parent.parent.parent

SPANS = st.dictionaries(
    st.integers(1, 6),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple), max_size=3),
    max_size=5,
)


@given(SPANS)
def test_pieces_say_of_each_character_which_notes_cite_it(
    notes: dict[int, list[tuple[int, int]]],
) -> None:
    """Letter by letter, against the spans themselves; none is in two pieces."""
    made = pieces(notes)
    for before, after in pairwise(made):
        assert before.end <= after.start
    for at in range(31):
        wanted = {n for n, spans in notes.items() for low, high in spans if low <= at < high}
        found = [set(piece.notes) for piece in made if piece.start <= at < piece.end]
        assert found == ([wanted] if wanted else [])


@pytest.fixture(scope="module")
def minerals() -> Beside:
    reading = pipeline.read(ROOT)
    assert reading.workspace is not None
    assert reading.book is not None
    request = Request(("minerals",), "policy-brief", ROOT / "templates")
    made = compose_in_steps(reading.workspace, reading.book, reading.remarks, request)
    return beside(reading.workspace, reading.book, made, Style())


def test_a_source_is_there_word_for_word(minerals: Beside) -> None:
    """Every line of the archive, whether cited or not."""
    (source,) = minerals.sources
    archived = (ROOT / "briefs/sources/news-report/text.txt").read_text(encoding="utf-8")
    assert "".join(f"{passage.text}\n" for passage in source.passages) == archived
    assert [passage.number for passage in source.passages] == list(range(1, 28))


def test_quotes_are_where_a_reader_finds_them(minerals: Beside) -> None:
    """Passage 14 of the report, its second sentence: notes 10 and 14."""
    (source,) = minerals.sources
    passage = source.passages[13]
    second = passage.quoted[1]
    assert second.notes == (10, 14)
    assert passage.text[second.start : second.end] == (
        "Recently, reports also claimed that Beijing has banned the export of rare earths to Tokyo"
    )
    assert passage.notes == (10, 13, 14)


def test_outcomes_know_their_notes(minerals: Beside) -> None:
    by_id = {outcome.id: outcome for outcome in minerals.outcomes}
    assert set(by_id["minerals-working-group"].notes) >= {2, 4, 7}
    assert by_id["minerals-working-group"].strength.word == "decided"
    assert by_id["minerals-working-group"].actors == ("India", "Japan")
    assert "Critical minerals" in by_id["minerals-working-group"].themes
    assert 12 not in {note for outcome in minerals.outcomes for note in outcome.notes}


def test_only_pages_have_it(tmp_path: Path) -> None:
    """Word and PDF are the same bytes, whether a page is made beside them or not."""
    from briefgen.plan import Options

    def files(name: str, formats: tuple[str, ...]) -> dict[str, bytes]:
        options = Options(("minerals",), formats=formats, out=tmp_path / name)
        (built,) = pipeline.build(ROOT, options).built
        return {path.suffix: path.read_bytes() for path in built.files}

    alone, together = files("a", ("docx", "pdf")), files("b", ("docx", "pdf", "html"))
    assert together.pop(".html")
    assert alone == together
