"""A proposal laid out for a person: its quotes in their passages, its fields, what is wrong.

Lines read from top to bottom, without columns or colours that carry a meaning of their own, so
that a screen reader says the same as a screen shows, and a narrow window cuts nothing off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.evidence.book import Book, Found, page_words
from briefgen.proposals.desk import Proposal
from briefgen.proposals.judging import Judgement
from briefgen.proposals.likeness import like
from briefgen.report.display import visible, width
from briefgen.report.tables import highlighted
from briefgen.workspace.model import COMMITMENTS, Evidence, Outcome, Workspace

#: Lines are never shorter than this, nor longer than is easy to read.
NARROWEST, WIDEST = 24, 100


def lines(
    workspace: Workspace,
    proposal: Proposal,
    judgement: Judgement,
    columns: int,
    *,
    colour: bool = False,
) -> Iterator[str]:
    """A proposal as lines of text, none wider than `columns` where it can be helped."""
    columns = max(NARROWEST, min(columns, WIDEST))
    text = workspace.texts[proposal.path]
    meeting = proposal.meeting
    yield from _wrapped(f"{proposal.path}:{text.position(proposal.span.start)[0]}", columns)
    yield from _wrapped(f"{meeting.title}, {meeting.date.isoformat()}", columns)
    outcome = proposal.outcome
    if outcome is None:
        yield ""
        yield from (f"  {visible(line)}" for line in _written(text.text, proposal))
    else:
        for item in outcome.evidence:
            yield ""
            found = _found(judgement.book, item.key)
            if found is None:
                yield from _wrapped(_not_found(judgement.book, item), columns)
                yield from _wrapped(item.quote, columns, "  ")
            else:
                yield from _passages(found, columns, colour)
        yield ""
        for name, said in fields(outcome):
            yield from _wrapped(f"{name}: {said}", columns, "", "    ")
        for other in like(workspace, outcome):
            told = ", ".join(dict.fromkeys(one.source for one in other.evidence))
            yield from _wrapped(
                f"perhaps the same as {other.id}, from {told}: {other.summary}", columns, "", "    "
            )
    yield ""
    yield from findings(workspace, judgement.diagnostics, columns)


def fields(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What a proposal says, key by key."""
    level, meaning = COMMITMENTS[outcome.commitment]
    yield "summary", outcome.summary
    yield "commitment", f"{outcome.commitment} ({level} of 5: {meaning})"
    yield "themes", ", ".join(outcome.themes)
    yield "actors", ", ".join(outcome.actors)
    if outcome.due is not None:
        source = f", from “{outcome.due.derived_from}”" if outcome.due.derived_from else ""
        because = f", because {outcome.due.because}" if outcome.due.because else ""
        yield "due", f"{outcome.due.text}{source}{because}"
    for name in ("owner", "amount", "conditional", "marking", "why", "reason"):
        if said := getattr(outcome, name):
            yield name, said


def findings(
    workspace: Workspace, diagnostics: Iterable[Diagnostic], columns: int, of: str = ""
) -> Iterator[str]:
    """What is wrong with a proposal, or with the outcome `of` as it is now, and what to do."""
    diagnostics = tuple(diagnostics)
    begin = f"{of} now" if of else "If accepted"
    if not diagnostics:
        yield f"{begin}: nothing is wrong with it."
        return
    yield f"{begin}:"
    for one in diagnostics:
        yield from _wrapped(f"{one.severity}[{one.code}]: {one.message}", columns, "  ", "    ")
        for hint in one.hints:
            where = ""
            if hint.span is not None and hint.span.path in workspace.texts:
                line, _ = workspace.texts[hint.span.path].position(hint.span.start)
                where = f"{hint.span.path}:{line}: "
            yield from _wrapped(f"hint: {where}{hint.message}", columns, "    ", "      ")


def _found(book: Book | None, key: str) -> Found | None:
    return None if book is None else book.found.get(key)


def _not_found(book: Book | None, item: Evidence) -> str:
    """Why a quote is shown without its passage."""
    skipped = dict(book.skipped) if book is not None else {}
    return f"{item.source}: {skipped.get(item.key, 'this quote does not stand there')}"


def _written(text: str, proposal: Proposal) -> Iterator[str]:
    start = text.rfind("\n", 0, proposal.span.start) + 1
    yield from text[start : proposal.span.end].splitlines()


def _passages(found: Found, columns: int, colour: bool) -> Iterator[str]:
    """The passages of a quote with its words set off, and a line of what stands around them."""
    source = found.source
    passages = {passage.number: passage for passage in source.passages}
    first, last = found.passages[0], found.passages[-1]
    grade = source.grade.replace("-", " ")
    named = str(first) if first == last else f"{first} to {last}"
    page = page_words(source, found.spans).replace("\u00a0", " ")
    place = f"{page}, passage {named}" if page else f"passage {named}"
    yield from _wrapped(f"{source.title} ({source.id}, {grade}), {place}:", columns)
    room = columns - len(f"  [{last + 1}] ") - 2
    if before := passages.get(first - 1):
        yield f"  [{before.number}] {_end_of(before.text, room)}"
    for number in range(first, last + 1):
        passage = passages[number]
        spans = found.within(passage)
        label = f"  [{number}] "
        for start, end in wrapped(passage.text, room):
            clipped = [(max(a, start) - start, min(b, end) - start) for a, b in spans]
            held = [(a, b) for a, b in clipped if a < b]
            yield label + highlighted(passage.text[start:end], held, colour=colour)
            label = " " * len(label)
    if after := passages.get(last + 1):
        yield f"  [{after.number}] {_start_of(after.text, room)}"


def _start_of(text: str, columns: int) -> str:
    """As much of the beginning of a text as a line holds."""
    start, end = wrapped(text, columns)[0]
    return visible(text[start:end]) + (" …" if end < len(text) else "")


def _end_of(text: str, columns: int) -> str:
    """As much of the end of a text as a line holds."""
    if width(text) <= columns:
        return visible(text)
    words = text.split()
    kept = words.pop()
    while words and width(f"{words[-1]} {kept}") <= columns:
        kept = f"{words.pop()} {kept}"
    return f"… {visible(kept if width(kept) <= columns else kept[-columns:])}"


# ------------------------------------------------------------------------------- lines


def wrapped(text: str, columns: int) -> list[tuple[int, int]]:
    """The lines of a text that are at most `columns` wide, as ranges of it; a word that is
    wider is broken."""
    made: list[tuple[int, int]] = []
    start = at = 0
    while start < len(text):
        taken, at, space = 0, start, -1
        while at < len(text):
            taken += width(text[at])
            if taken > columns and at > start:
                break
            if text[at] == " ":
                space = at
            at += 1
        if at < len(text) and text[at] != " " and space > start:
            at = space
        made.append((start, at))
        start = at
        while start < len(text) and text[start] == " ":
            start += 1
    return made or [(0, 0)]


def _wrapped(text: str, columns: int, indent: str = "", rest: str | None = None) -> Iterator[str]:
    """A text as lines, the first after `indent`, the others after `rest`."""
    rest = indent if rest is None else rest
    text = visible(" ".join(text.split()))
    for number, (start, end) in enumerate(wrapped(text, columns - max(len(indent), len(rest)))):
        yield (rest if number else indent) + text[start:end]
