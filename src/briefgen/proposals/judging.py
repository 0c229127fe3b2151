"""What the checks say of a proposed outcome: exactly what they would say if it were accepted."""

from __future__ import annotations

from briefgen.claims import document as claims
from briefgen.claims.retellings import compare
from briefgen.diagnostics import Diagnostic
from briefgen.document import Block, Cell, Cite, Column, Inline, Paragraph, Table, Text, text_cell
from briefgen.evidence.book import Book
from briefgen.evidence.checks import of_outcomes
from briefgen.evidence.resolve import Shelf, resolve
from briefgen.record import record, replace
from briefgen.workspace.model import Outcome, Workspace


@record
class Judgement:
    """The quotes of a proposal, looked up (None while it is not whole), and what is wrong."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def stops(self) -> bool:
        """Whether a brief would not be built if it were accepted."""
        return any(one.severity == "error" for one in self.diagnostics)


def judged(workspace: Workspace, outcome: Outcome, shelves: dict[str, Shelf]) -> Judgement:
    """A proposal as if it were the one accepted outcome of its workspace. `shelves` are kept
    from one proposal to the next."""
    meeting = workspace.meetings[outcome.meeting]
    accepted = replace(outcome, status="accepted")
    alone = replace(meeting, outcomes=(accepted,), proposed=(), unfinished=(), rejected=())
    used = {one.source for one in (*meeting.evidence, *outcome.evidence)}
    small = replace(
        workspace,
        themes={},
        meetings={meeting.id: alone},
        sources={name: one for name, one in workspace.sources.items() if name in used},
    )
    book, found = resolve(small, shelves)
    found += of_outcomes(small, book)
    found += compare(small, book)[1]
    if not book.failed:
        found += _sentences(small, book, accepted)
    place = outcome.span
    mine = [
        one
        for one in dict.fromkeys(found)
        if one.span is not None
        and one.span.path == place.path
        and place.start <= one.span.start < place.end
    ]
    return Judgement(book, tuple(mine))


def _sentences(workspace: Workspace, book: Book, outcome: Outcome) -> list[Diagnostic]:
    """The summary and the details held against the cited passages, as in a brief that says
    nothing else."""
    meeting = workspace.meetings[outcome.meeting]
    cite = Cite((outcome.id,))
    said: tuple[Inline, ...] = (Text(outcome.summary), cite)
    details = [outcome.owner, outcome.amount, outcome.conditional]
    details += [outcome.due.text if outcome.due else None, *outcome.actors]
    cells = [text_cell(one) for one in details if one]
    blocks: tuple[Block, ...] = (
        Table(
            columns=tuple(Column() for _ in (said, *cells)),
            header=tuple(Cell(()) for _ in (said, *cells)),
            rows=((Cell((Paragraph(said),)), *cells),),
        ),
    )
    checked = claims.check_document(
        claims.Brief(
            workspace,
            book,
            blocks,
            {outcome.id: outcome.evidence, meeting.id: meeting.evidence},
            (),
            (meeting,),
            (outcome,),
            (),
            meeting.date.isoformat(),
            (),
            frozenset,
            workspace.texts,
        )
    )
    return checked.diagnostics
