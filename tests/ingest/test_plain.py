"""Plain texts: lines to paragraphs, and paragraphs to kinds."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefgen.ingest import read
from briefgen.ingest.candidate import candidate
from briefgen.ingest.plain import paragraphs
from briefgen.workspace.load import load

ROOT = Path(__file__).resolve().parent.parent.parent

WORDS = st.sampled_from(
    "ministers decided agreed upon office customs working group minerals of the in to and will "
    "critical statement Zubrowka Ruritania cooperation a infrastructure by early next year".split()
)
SENTENCE = st.lists(WORDS, min_size=6, max_size=40).map(
    lambda w: " ".join(w).capitalize() + " Lutz."
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)


def test_the_seed_article_is_as_it_was_archived_by_hand() -> None:
    """The kinds, notes aside, that a person gave to the passages of the archived report: its
    title, the line of keywords, the caption, five headings, a button, and the two sentences under
    the title that stand again below."""
    workspace, _, _ = load(ROOT)
    assert workspace is not None
    source = workspace.sources["news-report"]
    data = (ROOT / source.original).read_bytes()
    made, problems = candidate(data, "18th-strategic-dialogue.txt", {})
    assert made is not None
    assert problems == []
    passages = made.passages()
    assert [p.text for p in passages] == [p.text for p in source.passages]
    assert [p.kind for p in passages] == [p.kind for p in source.passages]
    by_hand = [
        (source.archive.text[s.start : s.end], s.repeat_of)
        for p in source.passages
        for s in p.sentences
    ]
    assert [(s.text, s.of) for p in passages for s in p.sentences] == by_hand
    assert (made.value("title"), made.value("language")) == (source.title, source.language)
    assert made.missing() == ("grade",)
    assert (made.value("publisher"), made.value("date"), made.value("url")) == ("", "", "")


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPH, min_size=2, max_size=6), st.integers(60, 100))
def test_wrapped_paragraphs_are_joined(texts: list[str], width: int) -> None:
    """What Python's textwrap broke comes back as it was, at any width."""
    wrapped = [textwrap.wrap(text, width, break_on_hyphens=False) for text in texts]
    # A page that happens to break lines only where sentences end looks as if people had.
    assume(all(sum(x[-1] == "." for x in g[:-1]) * 3 <= len(g) - 1 for g in wrapped))
    # The whole text shows that lines were wrapped, not two lines alone.
    assume(sum(len(lines) > 2 for lines in wrapped) * 2 > len(wrapped))
    data = "\n\n".join("\n".join(lines) for lines in wrapped)
    assert [block.text for block in paragraphs(data)] == texts


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPH, min_size=2, max_size=8))
def test_a_line_a_paragraph(texts: list[str]) -> None:
    """Lines that people ended with their sentences stay lines, without blank ones between."""
    assert [block.text for block in paragraphs("\n".join(texts))] == texts


def test_items_indents_and_hyphens() -> None:
    """Items begin paragraphs, indented lines do, and a hyphen at a line's end takes no space."""
    text = """\
The parties, meeting in Lutz for the second time in a year, after long talks:
  - will open the customs office;
  - will not raise the fees for transit before the end of the year, as has been
    agreed before, and as the ministers of both countries have often said in non-
    binding statements;
  1. noted the report.

    The first paragraph of the annex is indented, as books do it, and goes on in
the next line of the text.
    The second one begins on a line of its own, indented too, and goes on in the
next.
"""
    assert [block.text for block in paragraphs(text)] == [
        "The parties, meeting in Lutz for the second time in a year, after long talks:",
        "- will open the customs office;",
        "- will not raise the fees for transit before the end of the year, as has been agreed "
        "before, and as the ministers of both countries have often said in non-binding statements;",
        "1. noted the report.",
        "The first paragraph of the annex is indented, as books do it, and goes on in the next "
        "line of the text.",
        "The second one begins on a line of its own, indented too, and goes on in the next.",
    ]


STATEMENT = """\
PRESS RELEASE

Joint Statement of Zubrowka and Ruritania

Lutz, 5 March 2024

The ministers of trade of Zubrowka and Ruritania met in Lutz and decided to open an office.

1. Trade in goods

They did not agree on tariffs, which remain as they are until the end of the year at least.

Signed documents

Memorandum on minerals
Memorandum on roads
Memorandum on customs

By Anna Lutz

Photo: Zubrowka News Agency

customs, Zubrowka trade, Ruritania trade, trade talks Lutz, trade ministers, joint trade office

Share on Facebook
"""


def test_kinds_by_shape_and_words() -> None:
    """A title under the words that stand above titles, headings, and what is no text; lines of a
    list are no headings."""
    made, _ = candidate(STATEMENT.encode(), "a.txt", {})
    assert made is not None
    kinds = {p.text: p.kind for p in made.passages() if p.kind != "body"}
    assert kinds == {
        "Joint Statement of Zubrowka and Ruritania": "title",
        "1. Trade in goods": "heading",
        "By Anna Lutz": "boilerplate",
        "Photo: Zubrowka News Agency": "caption",
        "customs, Zubrowka trade, Ruritania trade, trade talks Lutz, trade ministers, joint trade "
        "office": "boilerplate",
        "Share on Facebook": "boilerplate",
    }
    assert made.value("date") == "2024-03-05"
    assert made.found("date") == "the line under the title: Lutz, 5 March 2024"


@pytest.mark.parametrize(
    "text",
    [
        "Joint statement issued in Lutz on 3/4/2024, and again on 5 March 2024",
        "The ministers met on 5 March 2024 and decided to open an office.",
        "30 February 2024",
    ],
)
def test_no_date_is_invented(text: str) -> None:
    """A date in a sentence, one that may be two days, and one that is none are not the text's."""
    made, _ = candidate(f"Joint statement\n\n{text}\n\nThey agreed.".encode(), "a.txt", {})
    assert made is not None
    assert made.value("date") == ""


def test_participants_are_no_keywords() -> None:
    """A list of persons or of goods with its `and` is text."""
    for line in (
        "Mr Zero, Minister of Trade, Ms One, Minister of Trade, Mr Two, Minister of Roads, Dr X",
        "trade in iron, trade in wood, trade in coal, trade in ice, trade in tin and trade in wax",
    ):
        reading, _ = read(f"Title of it\n\n{line}\n\nThey agreed.".encode(), "a.txt")
        assert reading is not None
        made, _ = candidate(f"Title of it\n\n{line}\n\nThey agreed.".encode(), "a.txt", {})
        assert made is not None
        assert made.passages()[1].kind in ("body", "heading")
