"""Drafting without a workspace: sentences in, proposals out. For programs, and for measuring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from briefgen.claims.sentences import sentences
from briefgen.drafting.proposed import Drafter, Proposed, Statement
from briefgen.drafting.rules import MARKER, Rules
from briefgen.regex import regex


def draft_sentences(
    text: str | Iterable[str],
    *,
    themes: Mapping[str, Sequence[str]] | None = None,
    parties: Sequence[str] = (),
    weak: bool = False,
    drafter: Drafter | None = None,
) -> list[Proposed]:
    """The sentences that report an outcome, in order.

    `text` is a plain text, which is taken apart into its sentences (a line break ends one), or the
    sentences themselves; a proposal's `index` counts them from 0. `themes` gives for each theme's
    id the words that suggest it, as `match:` in its file does; without it the themes of the example
    workspace. `parties` are the countries or bodies that took part: with them, others are
    outsiders. With `weak` also what may be none. `drafter` is another engine than the rules.

    Deterministic, without any I/O but reading the example's themes. Never raises for any text.
    """
    match = example_themes() if themes is None else themes
    statements = list(_taken_apart(text) if isinstance(text, str) else _apart(text))
    proposed, _ = (drafter or Rules()).draft(statements, parties=parties, themes=match)
    return [one for one in proposed if weak or one.weak is None]


def _apart(listed: Iterable[str]) -> Iterator[Statement]:
    """Sentences that need not belong together."""
    for index, sentence in enumerate(listed):
        yield Statement(index, sentence)


def _taken_apart(text: str) -> Iterator[Statement]:
    """The sentences of a text, each with the one before it in its line and what opens its list."""
    index = 0
    lead = ""
    first = ""
    for line in text.splitlines():
        previous = ""
        if not first:
            first = line if lead else ""
        elif leaves_list(line, first):
            lead = first = ""
        for start, end in sentences(line):
            sentence = line[start:end]
            if is_marker(sentence):
                continue
            yield Statement(index, sentence, "", previous, lead)
            previous, index = sentence, index + 1
        if line.rstrip().endswith(":"):
            lead, first = previous, ""
        elif ends_list(line):
            lead = first = ""


def is_marker(sentence: str) -> bool:
    """Whether a sentence only counts a paragraph: `12.`"""
    return bool(_ONLY_MARKER.fullmatch(sentence))


_ONLY_MARKER = regex(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,5})[.)]")
_LONGEST_ITEM = 200  # characters, unless it ends as items do
_GOES_ON = regex(r"(?:;|[;,] (?:and|or))\s*$")


def leaves_list(paragraph: str, first: str) -> bool:
    """Whether a paragraph is no item of the list that begins with `first`: it is not counted, and
    begins with a capital, where that one was counted or did not."""
    return _is_plain(paragraph) and not _is_plain(first)


def _is_plain(paragraph: str) -> bool:
    # The pattern also matches nothing at all.
    counted = MARKER.match(paragraph).group().strip()  # type: ignore[union-attr]
    return not counted and paragraph.lstrip()[:1].isupper()


def ends_list(paragraph: str) -> bool:
    """Whether a paragraph is no item of a list, so that what opened one before it is over."""
    return len(paragraph) > _LONGEST_ITEM and not _GOES_ON.search(paragraph)


@cache
def example_themes() -> dict[str, tuple[str, ...]]:
    """The words of the example's themes."""
    from briefgen import bundle
    from briefgen.text import SourceText
    from briefgen.workspace import values

    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((bundle.example() / "themes").glob("*.yaml")):
        value, _ = values.parse(SourceText(path.name, path.read_text(encoding="utf-8")))
        match = value.entries.get("match") if isinstance(value, values.Mapping) else None
        if isinstance(match, values.Sequence):
            words = (one.text for one in match.items if isinstance(one, values.Scalar))
            found[path.stem] = tuple(words)
    return found
