"""What `--emit markdown` prints is Markdown: read again, it says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.brief import markdown
from briefgen.brief.markdown.written import blocks, written
from briefgen.brief.pieces import Piece, Values
from briefgen.document import Blocks, Cite, Paragraph, Text

ROOT = Path(__file__).resolve().parents[2]


def read(text: str) -> Blocks:
    reading = markdown.Reading(True, lambda line: None, Values(), {})
    made, complaints = markdown.parse(text, reading)
    assert complaints == []
    return made


@pytest.mark.parametrize(
    "prose",
    [
        "They agreed [@pact].",
        "They agreed [@pact; @talks], and met [@talks]. Later [@a]; then [@b]",
        "**Strong [@a].** And *weak*, a [page](https://example.org/a_b).",
        "Data of 5 \\* 3 \\[sic\\] \\`x\\` \\_y\\_ a\\|b \\\\ end.",
        "One.\n\nTwo [@a].\n\n- three\n- four [@b].\n\n  still four\n\n3. five\n4. six",
    ],
)
def test_prose(prose: str) -> None:
    """Citations, emphasis, links, lists and escaped signs come back as they were."""
    assert read(blocks(read(prose))) == read(prose)


def test_values_are_placed() -> None:
    """Data is escaped, a citation stands apart, and a longer text keeps to its list item."""
    values = Values()
    data = values.put("a*b #5")
    cite = values.put(Piece((Cite(("passage:report:5",)),)))
    two = values.put(Piece(blocks=(Paragraph((Text("one"),)), Paragraph((Text("two"),)))))
    assert written(f"{data}{cite}\n\n\n\n- {two}\n| {two} |\n", values) == (
        "a\\*b #5 [@report#5]\n\n- one\n\n  two\n| one two |\n"
    )


def test_every_citation_of_the_example_is_there() -> None:
    """What a theme's author cites is seen in what the template made of it."""
    options = pipeline.Options(themes=("minerals",), emit="markdown")
    printed = pipeline.check(ROOT, options).emitted
    theme = (ROOT / "briefs/themes/minerals.yaml").read_text(encoding="utf-8")
    cited = {part for part in theme.split() if part.startswith("[@")}
    assert cited
    assert all(part.rstrip(".,") in printed for part in cited)
