"""Drafts: a brief that is built although it has errors, and says so on every page.

Each finding about its sentences and quotes stands as a comment at the words that it is about;
what has no place in the text stands at the title.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.brief.assembly import Composed
from briefgen.brief.remarks import TITLE, Remark, remarked
from briefgen.claims.document import Checked
from briefgen.claims.statements import words_of
from briefgen.diagnostics import CODES, Diagnostic
from briefgen.document import Document
from briefgen.record import replace
from briefgen.regex import regex

#: What a draft is marked with.
DRAFT = "DRAFT"

#: How the codes begin of what a draft shows; any other error is of the files, and stops it.
_SHOWN = ("claim-", "quote-", "commitment-", "derivation-", "date-", "weekday-", "source-changed")


_CODE = regex(r"`([^`]*)`")


def stopping(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that stop a draft too."""
    return [d for d in diagnostics if not d.code.startswith(_SHOWN)]


def drafted(made: Composed, checked: Checked, others: Iterable[Diagnostic]) -> Document | None:
    """The document as a draft: with a comment for each finding of the checks and of `others`,
    the diagnostics of its evidence."""
    remarks = [
        _remark(one.diagnostic, one.run, one.start, one.end)
        for one in checked.found
        if one.diagnostic.severity != "note"
    ]
    for diagnostic in dict.fromkeys(others):
        if diagnostic.code.startswith(_SHOWN) and diagnostic.severity != "note":
            remarks.append(_remark(diagnostic, *_place(diagnostic, made, checked)))
    blocks, comments = remarked(
        made.blocks, dict.fromkeys(remarks), lambda node: len(words_of(node))
    )
    assert made.number is not None
    made.number(made, blocks)
    if made.document is None:
        return None
    document = made.document
    marking = document.marking
    if document.marking_colours is None:
        marking = f"{marking} · {DRAFT}" if marking else DRAFT
    made.document = replace(
        document,
        comments=comments,
        watermark=DRAFT,
        marking=marking,
        running=f"{DRAFT} · {document.running}",
        max_pages=None,
    )
    return made.document


def _remark(diagnostic: Diagnostic, run: int, start: int, end: int) -> Remark:
    text = diagnostic.message.removeprefix(f"{CODES[diagnostic.code]}; ")
    text = _quoted(text[:1].upper() + text[1:])
    hints = tuple(_quoted(hint.message) for hint in diagnostic.hints)
    return Remark(diagnostic.code, text, hints, run, start, end)


def _quoted(message: str) -> str:
    """A message for readers of a document: quoted words as a text quotes them."""
    return _CODE.sub(r"“\1”", message)


def _place(diagnostic: Diagnostic, made: Composed, checked: Checked) -> tuple[int, int, int]:
    """Where a finding about a record stands in the text: at the first statement that rests on the
    record."""
    span = diagnostic.span
    if span is not None and made.selection is not None:
        for outcome in made.selection.outcomes:
            held = outcome.span
            if held.path == span.path and held.start <= span.start < held.end:
                for statement in checked.statements:
                    if outcome.id in statement.keys:
                        return statement.run, statement.start, statement.end
        for meeting in made.selection.meetings:
            if meeting.span.path == span.path:
                for statement in checked.statements:
                    if meeting.id in statement.keys:
                        return statement.run, statement.start, statement.end
        for theme in made.selection.themes:
            for evidence in theme.evidence.values():
                if evidence.span == span:
                    for statement in checked.statements:
                        if evidence.key in statement.keys:
                            return statement.run, statement.start, statement.end
    return TITLE, 0, 0
