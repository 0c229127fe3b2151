"""The quotes of a brief: against its own notes, and against the sources where they are here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from briefgen.provenance.letters import letters
from briefgen.verify.received import Received

Standing = Literal["stands", "moved", "gone", "not-checked", "not-shown"]
State = Literal["unchanged", "changed", "replaced", "missing", "not-checked"]


class Quote(NamedTuple):
    """A quote of a note. `standing`: it stands in its source where the statement says, stands
    at another place there, is gone, or could not be looked up; or the file does not show it, and
    that says nothing of its source."""

    note: int
    source: str
    words: str
    standing: Standing


class SourceState(NamedTuple):
    """A source that the brief cites: whether its archived text is the one that was used, or was
    until a newer version replaced it. `where` says what was looked at: the workspace, or the
    copy in the file."""

    id: str
    title: str
    state: State
    where: str = ""


def source_states(
    statement: Mapping[str, Any],
    texts: Mapping[str, str],
    where: str,
    former: Mapping[str, str] | None = None,
) -> list[SourceState]:
    """What became of each source; `texts` are those at hand, by id, and `former` those that were
    used and have been replaced by a newer version."""
    states = []
    for source in statement["sources"]:
        text = texts.get(source["id"])
        state: State = "missing" if where == "workspace" else "not-checked"
        if text is not None:
            found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            state = "unchanged" if found == source["text_sha256"] else "changed"
        if state != "unchanged" and source["id"] in (former or {}):
            state = "replaced"
        states.append(SourceState(source["id"], source["title"], state, where))
    return states


def look_up(statement: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Quote]:
    """Each quote of each note, looked up in the texts at hand."""
    for note, source, selectors in _targets(statement):
        exact = selectors.get("exact", "")
        text = texts.get(source)
        if text is None:
            yield Quote(note, source, exact, "not-checked")
            continue
        start, end = selectors.get("start", -1), selectors.get("end", -1)
        if 0 <= start < end and text[start:end] == exact:
            yield Quote(note, source, exact, "stands")
            continue
        around = (selectors.get("prefix", ""), exact, selectors.get("suffix", ""))
        yield Quote(note, source, exact, "moved" if "".join(around) in text else "gone")


def unfounded(statement: Mapping[str, Any], received: Received) -> Iterator[Quote]:
    """Quotes of the statement whose words the notes and the annex do not show.

    Each quote is printed where it is cited first; the notes after that refer to it.
    """
    printed = {number: _folded(found.text) for number, found in received.notes.items()}
    body = "\n".join(_folded(piece.text) for piece in received.body)
    seen: set[str] = set()
    for note in statement["notes"]:
        for citation in note["citations"]:
            key = citation.get("evidence", "")
            if not key or key in seen:
                continue
            seen.add(key)
            for target in citation["targets"]:
                exact = _selectors(target).get("exact", "")
                folded = _folded(exact)
                if folded not in printed.get(note["number"], "") and folded not in body:
                    yield Quote(note["number"], citation["source"], exact, "not-shown")


def _folded(text: str) -> str:
    """The letters and digits: a quote may be printed with other quotation marks and dashes
    than its source has."""
    return "".join(c for c in letters(text) if c.isalnum())


def _targets(statement: Mapping[str, Any]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    for note in statement["notes"]:
        for citation in note["citations"]:
            for target in citation["targets"]:
                yield note["number"], citation["source"], _selectors(target)


def _selectors(target: Mapping[str, Any]) -> dict[str, Any]:
    """Both selectors of a target in one."""
    return {key: value for held in target["selector"] for key, value in held.items()}
