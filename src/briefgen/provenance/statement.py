"""The statement: who made a brief from what, which words each note cites, what it shows.

Selectors are those of the W3C's Web Annotation Data Model (2017-02-23, 4.2.4 and 4.2.5). The
order of keys and lists is fixed and no clock is read: the same workspace gives the same
statement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from briefgen.document import Attachment, Document
from briefgen.evidence.book import pages_data
from briefgen.provenance.letters import RULES, digest
from briefgen.provenance.visible import Piece, body_pieces, note_texts
from briefgen.record import record, replace
from briefgen.version import __version__

if TYPE_CHECKING:
    from briefgen.brief.assembly import Composed
    from briefgen.brief.request import Request
    from briefgen.evidence.book import Book
    from briefgen.text import Span
    from briefgen.workspace.model import Evidence, Source, Workspace

#: The number of the statement's shape, told by `docs/provenance.schema.json`.
FORMAT = 1

#: How many characters around a quote its selector repeats, to tell it from its like.
_CONTEXT = 32


@record
class Making:
    """What a document was made from, and how. `ledger` counts what was checked; its keys are
    those of the statement's `ledger`."""

    workspace: Workspace
    book: Book
    request: Request
    composed: Composed
    ledger: Mapping[str, Any]


def with_provenance(document: Document, making: Making, *, bundle: bool = False) -> Document:
    """The document with its statement and, with `bundle`, the archived texts that it cites."""
    notes = [_note(number, keys, making) for number, keys in enumerate(making.composed.cited, 1)]
    sources = list(dict.fromkeys(c["source"] for note in notes for c in note["citations"]))
    said = {
        "format": FORMAT,
        "generator": {"name": "briefgen", "version": __version__},
        "brief": _brief(document, making),
        "workspace": {"sha256": workspace_digest(making, sources)},
        "sources": [_source(making.workspace.sources[name]) for name in sources],
        "notes": notes,
        "ledger": making.ledger,
        "visible": visible(body_pieces(document), note_texts(document)),
    }
    attached = (
        tuple(_archived(making.workspace.sources[name]) for name in sources) if bundle else ()
    )
    return replace(document, provenance=written(said), attachments=attached)


def written(statement: Mapping[str, Any]) -> str:
    """A statement as JSON (RFC 8259) in ASCII, which every container holds; one key a line."""
    dumps: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":")).encode
    lines = ",\n".join(f'"{key}": {dumps(value)}' for key, value in statement.items())
    return f"{{\n{lines}\n}}\n"


def digest_of(texts: Mapping[str, str]) -> str:
    """The SHA-256 over texts: for each, by name, its own SHA-256 and its name, a line each. Line
    ends count as `\\n`, so that a checkout on Windows has the same digest."""
    lines = []
    for path in sorted(texts):
        content = texts[path]
        if "\r" in content:
            content = content.replace("\r\n", "\n")
        lines.append(f"{sha256(content.encode()).hexdigest()}  {path}\n")
    return sha256("".join(lines).encode()).hexdigest()


def workspace_digest(making: Making, sources: Iterable[str]) -> str:
    """The digest of what of a workspace a brief was made from: its settings, themes, meetings and
    outcomes as they are written, and the files about its sources, which name the digests of
    the archived texts. What other themes are made from may change without it."""
    workspace, composed = making.workspace, making.composed
    cited = {key for keys in composed.cited for key in keys}
    meetings = {key for key in cited if key in workspace.meetings}
    outcomes = list(composed.selection.outcomes) if composed.selection is not None else []
    chosen = {outcome.id for outcome in outcomes}
    if others := cited - chosen - meetings:
        outcomes += [outcome for outcome in workspace.outcomes() if outcome.id in others]
    meetings |= {outcome.meeting for outcome in outcomes}
    parts = {"briefs/workspace.yaml": _file(workspace, "briefs/workspace.yaml")}
    for theme in making.request.themes:
        path = workspace.themes[theme].span.path
        parts[path] = _file(workspace, path)
    for outcome in outcomes:
        parts[f"{outcome.span.path}#{outcome.id}"] = _written(workspace, outcome.span)
    for meeting in meetings:
        span = workspace.meetings[meeting].span
        parts[span.path] = _written(workspace, span)
    for source in sources:
        path = workspace.sources[source].span.path
        parts[path] = _file(workspace, path)
    return digest_of(parts)


def _file(workspace: Workspace, path: str) -> str:
    return workspace.texts[path].text if path in workspace.texts else ""


def _written(workspace: Workspace, span: Span) -> str:
    return _file(workspace, span.path)[span.start : span.end]


def visible(body: Iterable[Piece], notes: Iterable[str]) -> dict[str, Any]:
    """What a brief shows, and the digests over it."""
    body, notes = list(body), list(notes)
    return {
        "rules": RULES,
        "body_sha256": digest(p.text for p in body if p.kind != "cell"),
        "cells_sha256": digest(p.text for p in body if p.kind == "cell"),
        "notes_sha256": digest(notes),
        "body": [_piece(piece) for piece in body],
        "notes": notes,
    }


def _piece(piece: Piece) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": piece.kind, "text": piece.text}
    if piece.table:
        said["cell"] = [piece.table, piece.row, piece.column]
    return said


def _brief(document: Document, making: Making) -> dict[str, Any]:
    request = making.request
    templates = {path: text.text for path, text in making.composed.texts.items()}
    said: dict[str, Any] = {
        "title": document.title,
        "date": document.date,
        "language": document.lang,
        "organisation": document.author,
        "marking": document.marking,
        "running": document.running,
        "themes": list(request.themes),
        "template": {"name": request.template, "sha256": digest_of(templates)},
    }
    if document.watermark:
        said["watermark"] = document.watermark
    if request.meeting:
        said["meetings"] = list(request.meeting)
    if request.since is not None:
        said["since"] = request.since.isoformat()
    if request.until is not None:
        said["until"] = request.until.isoformat()
    return said


def _source(source: Source) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": source.id,
        "title": source.title,
        "grade": source.grade,
        "language": source.language,
        "text_sha256": source.sha256_text.lower(),
        "original_sha256": source.sha256_original.lower(),
    }
    for key, value in (
        ("publisher", source.publisher),
        ("date", source.date),
        ("url", source.url),
        ("retrieved", source.retrieved),
    ):
        if value is not None:
            said[key] = str(value)
    return said


def _note(number: int, keys: Iterable[str], making: Making) -> dict[str, Any]:
    citations = []
    known = making.composed.known
    for key in keys:
        if key.startswith("passage:"):
            source, _, passage = key.removeprefix("passage:").rpartition(":")
            citations.append(_passage(making.workspace.sources[source], int(passage)))
        else:
            citations.extend(_citation(key, e, making.book) for e in known.get(key, ()))
    return {"number": number, "citations": citations}


def _passage(source: Source, number: int) -> dict[str, Any]:
    """A citation of a passage as a whole."""
    passage = source.passages[number - 1]
    target = _target(source, passage.start, passage.start + len(passage.text))
    pages = pages_data(source, [passage.extent])
    return {"source": source.id, "passages": [number], **pages, "targets": [target]}


def _citation(key: str, evidence: Evidence, book: Book) -> dict[str, Any]:
    said: dict[str, Any] = {"cites": key, "evidence": evidence.key, "source": evidence.source}
    found = book.found.get(evidence.key)
    if found is None:
        return {**said, "passages": [], "targets": []}
    targets = [_target(found.source, start, end) for start, end in found.spans]
    pages = pages_data(found.source, found.spans)
    return {**said, "passages": list(found.passages), **pages, "targets": targets}


def _target(source: Source, start: int, end: int) -> dict[str, Any]:
    """One piece of the archived text; an elided quote has several."""
    text = source.archive.text
    return {
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _CONTEXT) : start],
                "suffix": text[end : end + _CONTEXT],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ]
    }


def _archived(source: Source) -> Attachment:
    # The brief is made from these texts: "original source material for the associated content"
    # (ISO 32000-2, 7.11.3).
    return Attachment(
        f"{source.id}.txt",
        "text/plain",
        f"Archived text of the source: {source.title}",
        "Source",
        source.archive.text.encode(),
    )
