"""Tables in an archived text: each row is a passage, with ` | ` between its cells."""

from __future__ import annotations

from briefgen.workspace.model import Source, SourcePassage

_BETWEEN = " | "


def head_of(source: Source, number: int) -> SourcePassage | None:
    """The head of the table in which a passage, by its number, is a row below it; None where there
    is none. A head says of which column each cell of the row is."""
    passages = source.passages
    at = number - 1
    cells = passages[at].text.count(_BETWEEN)
    if not cells:
        return None
    while at and passages[at].kind != "heading" and passages[at - 1].text.count(_BETWEEN) == cells:
        at -= 1
    return passages[at] if at < number - 1 and passages[at].kind == "heading" else None


def is_head(source: Source, number: int) -> bool:
    """Whether a passage, by its number, is the head of a table."""
    return number < len(source.passages) and (
        head_of(source, number + 1) is source.passages[number - 1]
    )
