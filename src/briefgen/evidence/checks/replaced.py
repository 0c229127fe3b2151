"""Quotes from a version of a source that a newer one has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence import cues
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.normalize import normal_form, normalise
from briefgen.evidence.passages import Match, find
from briefgen.evidence.sentences import sentence
from briefgen.evidence.versions import newer_versions
from briefgen.workspace.model import Source, Workspace

Finding = Remark | Diagnostic
_LONGEST = 300  # characters of the newer version that a brief repeats


def former_versions_are_said_to_be_such(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """Who quotes a former version of a source says so, and whether the newer one has the words.

    Former versions are known by the digests of their texts, whatever their sources are called.
    """
    newer = newer_versions(workspace.sources.values())
    if not newer:
        return
    for found in book.found.values():
        source, latest = found.source, newer.get(found.source.id)
        if latest is None:
            continue
        number = found.passages[0]
        passage = normal_form(source.passages[number - 1].text)
        now = find(latest.archive.text, found.evidence.quote, passages=True)
        instead, place = "", None
        if any(normal_form(one.text) == passage for one in latest.passages):
            has = "has the passage unchanged"
            also = f"has passage {number} of the earlier one unchanged"
        elif isinstance(now, Match):
            place = now.spans[0][0], now.spans[-1][1]
            instead = _says(latest, *place)
            has = "has these words, and others around them"
            also = (
                f"has the words quoted from passage {number} of the earlier one, and others "
                "around them"
            )
        else:
            has = "does not have these words"
            also = f"does not have the words quoted from passage {number} of the earlier one"
            if now.reason == "changed" and now.at is not None:
                place = now.at
                instead = _says(latest, *place, "nearest to them is ")
        here = _sentence_at(source, found.spans[0][0], found.spans[-1][1])
        there = _sentence_at(latest, *place) if place is not None else ""
        opposite = bool(there) and _denials(here) != _denials(there)
        yield Diagnostic(
            "source-replaced",
            f"{CODES['source-replaced']}; `{latest.id}` is newer than `{source.id}`, and {has}"
            + (f"; it may say the opposite: “{_cut(there)}”" if opposite else ""),
            found.evidence.span,
            "warning" if opposite else "note",
            (
                Hint(
                    _LOOK if opposite else "nothing to do: briefs that quote it tell their readers"
                ),
            ),
        )
        text = f"“{latest.title}” was published anew; the newer version {also}{instead or '.'}"
        yield Remark(source.id, number, "source-replaced", text, evidence=found.evidence.key)


_LOOK = "look whether what rests on it still holds; briefs that quote it tell their readers, too"


def _denials(sentence: str) -> int:
    """How many words of a sentence deny."""
    return sum(match["affirms"] is None for match in cues.DENIAL.finditer(sentence.lower()))


def _says(latest: Source, start: int, end: int, how: str = "") -> str:
    """The sentence of the newer version around a place of it: the end of a sentence of ours."""
    told = _sentence_at(latest, start, end)
    number = next((p.number for p in latest.passages if p.extent[0] <= start < p.extent[1]), 0)
    return f": {how}“{_cut(told)}” (its passage {number})." if told else ""


def _cut(told: str) -> str:
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rsplit(' ', 1)[0]} …"


def _sentence_at(source: Source, start: int, end: int) -> str:
    """The sentence around a place of a source's text; empty when it cannot be told."""
    words = normal_form(source.archive.text[start:end])
    inside = next((p for p in source.passages if p.extent[0] <= start < p.extent[1]), None)
    if inside is None:
        return ""
    mine = normalise(inside.text)
    at = mine.text.find(words)
    if at < 0 or not words:
        return ""
    place = mine.source(*sentence(mine, at, at + len(words), passages=True))
    return inside.text[slice(*place)].strip()
