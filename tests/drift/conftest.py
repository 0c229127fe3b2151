"""Sources made of lines, for tests of what became of their quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from briefgen.text import SourceText, Span
from briefgen.workspace.model import Evidence, PassageKind, Source, SourcePassage

PATH = "briefs/sources/communique/text.txt"


def made_source(lines: tuple[str, ...], kinds: Mapping[int, PassageKind] | None = None) -> Source:
    """A source with these passages; `kinds` are those of passages that are not body text."""
    passages, at = [], 0
    for number, line in enumerate(lines, 1):
        passages.append(SourcePassage(number, at, line, (kinds or {}).get(number, "body")))
        at += len(line) + 1
    text = "".join(f"{line}\n" for line in lines)
    return Source(
        id="communique",
        title="Joint communiqué",
        grade="joint-statement",
        language="en",
        archive=SourceText(PATH, text),
        passages=tuple(passages),
        original="briefs/sources/communique/original.txt",
        sha256_text="",
        sha256_original="",
        span=Span(PATH, 0, 0),
        key_spans={},
    )


def made_quote(words: str, key: str = "customs-office/1", **around: str) -> Evidence:
    """A quote of that source."""
    nowhere = Span("briefs/outcomes/dialogue.yaml", 0, 0)
    return Evidence(key, "communique", words, nowhere, nowhere, **around)


@pytest.fixture(scope="session")
def source() -> Callable[..., Source]:
    return made_source


@pytest.fixture(scope="session")
def quote() -> Callable[..., Evidence]:
    return made_quote
