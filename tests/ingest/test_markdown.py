"""Markdown texts."""

from __future__ import annotations

import pytest

from briefgen.ingest.candidate import candidate

TEXT = """\
---
title: "Joint Statement: Lutz"
date: 2024-03-05
source: https://trade.example/a
tags: [trade]
---

# Joint Statement

The ministers **decided** to open a [joint
office](https://x.example) in Lutz, `not` agree on tariffs.

## Roads

1. Zubrowka builds them.
2. Ruritania pays.

| Country | Crowns |
|---|---|
| Zubrowka | 5 |

> A quotation.

<div hidden>Zubrowka pledged fifty billion.</div>
"""


def test_a_markdown_text() -> None:
    """The text without its marks, headings as headings, front matter as what it says of itself."""
    made, _ = candidate(TEXT.encode(), "a.md", {})
    assert made is not None
    assert [(p.kind, p.text) for p in made.passages()] == [
        ("title", "Joint Statement"),
        ("body", "The ministers decided to open a joint office in Lutz, not agree on tariffs."),
        ("heading", "Roads"),
        ("body", "1. Zubrowka builds them."),
        ("body", "2. Ruritania pays."),
        ("heading", "Country | Crowns"),
        ("body", "Zubrowka | 5"),
        ("body", "A quotation."),
    ]  # fmt: skip
    assert made.value("title") == "Joint Statement: Lutz"
    assert made.others("title") == (("Joint Statement", "the text's first heading"),)
    assert (made.value("date"), made.value("url")) == ("2024-03-05", "https://trade.example/a")


def test_footnotes_follow_the_text() -> None:
    """Their marks are not in what can be quoted; a mark that nothing explains stays."""
    text = (
        "# Statement\n\n**14 May 2025** — *Lutz*\n\nThe office opens by 2027.[^1] It is [^x] "
        "open.[^long]\n\n[^1]: See the annex.\n[^long]: See\n    the list.\n\nThe end.\n"
    )
    made, _ = candidate(text.encode(), "a.md", {})
    assert made is not None
    assert [p.text for p in made.passages()] == [
        "Statement",
        "14 May 2025 — Lutz",
        "The office opens by 2027. It is [^x] open.",
        "The end.",
        "See the annex.",
        "See the list.",
    ]
    assert "2 footnotes follow the text" in made.reading.remarks[-1]
    assert made.value("date") == "2025-05-14"


@pytest.mark.parametrize(
    "flood",
    ["[" * 30_000, "*a_ " * 30_000, "- a\n" * 60_000, "[^1]: a\n    " * 30_000, "a" * 3_000_000],
)
def test_floods_are_refused(flood: str) -> None:
    """What would keep the parser for minutes is refused at once."""
    made, problems = candidate(flood.encode(), "a.md", {})
    assert made is None
    assert [problem.code for problem in problems] == ["source-unusable"]
