"""Quotes from a version of a source that a newer one has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.normalize import normal_form
from briefgen.evidence.passages import Match, find
from briefgen.workspace.model import Source, Workspace

Finding = Remark | Diagnostic


def former_versions_are_said_to_be_such(workspace: Workspace, book: Book) -> Iterator[Finding]:
    """Who quotes a former version of a source says so, and whether the newer one has the words.

    Former versions are known by the digests of their texts, whatever their sources are called.
    """
    newer: dict[str, Source] = {}
    for source in workspace.sources.values():
        newer.update((former.sha256.lower(), source) for former in source.previous)
    if not newer:
        return
    for found in book.found.values():
        source, latest = found.source, newer.get(found.source.sha256_text.lower())
        if latest is None or latest.sha256_text == source.sha256_text:
            continue
        number = found.passages[0]
        passage = normal_form(source.passages[number - 1].text)
        if any(normal_form(one.text) == passage for one in latest.passages):
            has = "has the passage unchanged"
            also = f"has passage {number} of the earlier one unchanged"
        elif isinstance(find(latest.archive.text, found.evidence.quote, passages=True), Match):
            has = "has these words, and others around them"
            also = (
                f"has the words quoted from passage {number} of the earlier one, and others "
                "around them"
            )
        else:
            has = "does not have these words"
            also = f"does not have the words quoted from passage {number} of the earlier one"
        yield Diagnostic(
            "source-replaced",
            f"{CODES['source-replaced']}; `{latest.id}` is newer than `{source.id}`, and {has}",
            found.evidence.span,
            "note",
            (Hint("nothing to do: briefs that quote it tell their readers"),),
        )
        text = f"“{latest.title}” was published anew; the newer version {also}."
        yield Remark(source.id, number, "source-replaced", text)
