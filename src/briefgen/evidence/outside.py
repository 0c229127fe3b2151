"""Quotes that stand outside of body text: in a title, a caption, words of a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.evidence.book import Found
from briefgen.evidence.finite import has_finite_verb
from briefgen.evidence.tables import is_head
from briefgen.regex import regex
from briefgen.workspace.model import PassageKind

#: Words that make of a title a headline, which says what was done.
_TELLING = regex(
    r"\b(?:agree|sign|launch|adopt|approve|pledge|vow|discuss|reaffirm|decide|announce|to)\b"
)


def outside_body(found: Mapping[str, Found]) -> Iterator[Diagnostic]:
    """What should be quoted from body text instead.

    The head of a table counts as body: its rows do not say whose their cells are. A title that only
    names (`Joint Statement of Florin and Guilder`) may lend a name to what is quoted beside it.
    """
    outside = {key: kind for key, one in found.items() if (kind := _kind(one))}
    bodies = {_owner(key) for key in found if key not in outside}
    for key, kind in outside.items():
        one = found[key]
        if kind == "heading" and is_head(one.source, one.passages[0]):
            continue
        if kind in ("title", "heading") and _names_only(one) and _has_company(key, bodies):
            continue
        a = "boilerplate" if kind == "boilerplate" else f"a {kind}"
        where = one.source.archive.span(one.spans[0][0], one.spans[-1][1])
        yield Diagnostic(
            "quote-boilerplate",
            f"a quote should come from body text; this one stands in {a} of `{one.source.id}` only",
            one.evidence.span,
            "warning",
            (Hint("it stands here; quote body text instead", where),),
        )


def _kind(found: Found) -> PassageKind | None:
    """The kind of what a quote stands in, when that is neither body text nor a repeat of it."""
    start, end = found.spans[0][0], found.spans[-1][1]
    kinds: list[PassageKind] = []
    for number in found.passages:
        passage = found.source.passages[number - 1]
        low, high = passage.extent
        if passage.kind != "body" and low <= start and end <= high:
            kinds.append(passage.kind)
        kinds += [
            sentence.kind
            for sentence in passage.sentences
            if sentence.kind != "body" and sentence.start <= start and end <= sentence.end
        ]
    return kinds[-1] if kinds and "repeat" not in kinds else None


def _names_only(found: Found) -> bool:
    """Whether the words say who or what a text is about, and not what was done."""
    words = found.evidence.quote.lower()
    return not has_finite_verb(words) and _TELLING.search(words) is None


def _has_company(key: str, bodies: set[str]) -> bool:
    """Whether what rests on a quote rests on body text, too: an outcome or meeting with a quote
    of that, or a theme, whose sentences cite its quotes beside others."""
    return not key.rpartition("/")[2].isdigit() or _owner(key) in bodies


def _owner(key: str) -> str:
    return key.rpartition("/")[0]
