"""Whether what both sides agreed is told by more than one of them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.evidence.grades import on_one_account
from briefgen.workspace.model import GRADES, Workspace


def both_sides_tell_what_both_agreed(
    workspace: Workspace, book: Book
) -> Iterator[Remark | Diagnostic]:
    """What both sides are said to have agreed should rest on more than one side's own account or
    a summary. Often there is nothing better, so this is a note; briefs tell their readers."""
    for name, outcomes in on_one_account(workspace, workspace.outcomes()).items():
        source = workspace.sources[name]
        count = len(outcomes)
        what = f"{count} outcomes rest" if count > 1 else f"`{outcomes[0].id}` rests"
        hints = [Hint("add evidence from a joint statement, or from the other side’s account")]
        hints += [Hint(f"`{one.id}`", one.span) for one in outcomes[:3]]
        yield Diagnostic(
            "one-account",
            f"{CODES['one-account']}; {what} on `{name}` alone, {GRADES[source.grade]}",
            source.key_spans.get("grade", source.span),
            "note",
            tuple(hints),
        )
