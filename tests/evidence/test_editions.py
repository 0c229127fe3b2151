"""Telling that a text is a version of an archived one."""

from __future__ import annotations

from pathlib import Path

from briefgen.evidence.editions import archived_version
from briefgen.text import SourceText, Span
from briefgen.workspace.model import Source, SourcePassage

LINES = (
    "Joint communiqué of Zubrowka and Ruritania",
    "The ministers of Zubrowka and Ruritania met in Lutz on 5 March 2024 for their dialogue.",
    "Zubrowka and Ruritania decided to open a joint customs office in Lutz by June 2025.",
    "They took note of the report of the Danube commission on ferries and bridges.",
)
OTHER = (
    "Freedonia and Sylvania concluded their talks on the border railway on Tuesday.",
    "The two governments will meet again in the autumn, their spokesmen told reporters.",
)


def source(name: str, lines: tuple[str, ...]) -> Source:
    path = f"briefs/sources/{name}/text.txt"
    text = "\n".join(lines) + "\n"
    passages, at = [], 0
    for number, line in enumerate(lines, 1):
        passages.append(SourcePassage(number, at, line))
        at += len(line) + 1
    span = Span(path, 0, 0)
    return Source(
        name,
        "A title",
        "news-report",
        "en",
        SourceText(path, text),
        tuple(passages),
        str(Path(path).with_name("original.txt")),
        "",
        "",
        span,
        {},
    )


ARCHIVE = (source("rail", OTHER), source("communique", LINES))


def test_a_corrected_text_is_a_version() -> None:
    """One passage changed and one added: most of it still stands."""
    corrected = (*LINES[:2], LINES[2].replace("June 2025", "March 2026"), *LINES[3:], OTHER[1])
    found = archived_version(ARCHIVE, corrected)
    assert found is not None
    assert (found.source.id, found.same) == ("communique", False)
    assert (found.shared, found.passages) == (3, 4)


def test_typography_alone_makes_no_difference() -> None:
    found = archived_version(ARCHIVE, tuple(line.replace(" ", "\u00a0") for line in LINES))
    assert found is not None
    assert found.same


def test_another_text_is_no_version() -> None:
    """A shared button and a shared date do not make two texts one."""
    assert archived_version(ARCHIVE, ("Share this page", "A quite different report " * 4)) is None
    assert archived_version(ARCHIVE, ()) is None
