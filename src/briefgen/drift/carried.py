"""Of what kind each passage of a new version is.

Where a passage is the one of the archived version, word for word, it is of the kind that
`source.yaml` gave it there: somebody looked at it. Elsewhere it is of the kind that the file's
reader found. What repeats another passage must still repeat it in the new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefgen.evidence.normalize import normal_form
from briefgen.record import record
from briefgen.workspace.model import PassageKind


@record
class Entry:
    """An entry of `passages:` or, with the words of a sentence as `text`, of `sentences:`."""

    passage: int
    kind: PassageKind
    of: int | None = None
    note: str = ""
    text: str = ""


def carried(
    old: Iterable[Entry],
    read: Iterable[Entry],
    texts: tuple[Sequence[str], Sequence[str]],
    pairs: Mapping[int, int],
) -> tuple[Entry, ...]:
    """The entries of the new version, by passage; passages without one are body text.

    `old` are those of the archived version and `read` those of the reader; `texts` the
    passages of both versions and `pairs` which became which.
    """
    before, after = ([normal_form(text) for text in passages] for passages in texts)
    kept = {now: was for was, now in pairs.items() if before[was - 1] == after[now - 1]}
    made = [entry for entry in read if entry.passage not in kept]
    for entry in old:
        number = pairs.get(entry.passage)
        if number is None or number not in kept:
            continue
        of = None
        if entry.of is not None:
            words = entry.text or texts[0][entry.passage - 1]
            of = _repeated(normal_form(words), pairs.get(entry.of), number, after)
            if of is None:
                continue  # it repeats nothing any more, so that it is body text
        made.append(Entry(number, entry.kind, of, entry.note, entry.text))
    return tuple(sorted(made, key=lambda entry: entry.passage))


def _repeated(words: str, became: int | None, own: int, after: Sequence[str]) -> int | None:
    """The passage that some words repeat: what the one that they repeated became, else any."""
    if became is not None and words in after[became - 1]:
        return became
    return next((n for n, form in enumerate(after, 1) if n != own and words in form), None)
