"""The archive looked through: is each source what was archived, and do its quotes stand in it?"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen import pipeline
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.evidence.archive import check_archives
from briefgen.evidence.book import Book
from briefgen.evidence.resolve import resolve
from briefgen.record import record, replace
from briefgen.report import Report, in_order
from briefgen.workspace import files, values
from briefgen.workspace.model import Evidence, Source, Workspace

#: The columns of the table, and which of them hold numbers.
COLUMNS = ("source", "version", "passages", "archive", "quotes", "found", "refused")
NUMBERS = (1, 2, 4, 5, 6)


@record
class Shelf:
    """One source of the archive. `whole` when it and its former versions are what was archived;
    then its `found` and `refused` quotes have been looked up."""

    source: Source
    whole: bool
    found: int
    refused: int
    skipped: int

    @property
    def version(self) -> int:
        """Which version of the source it is, from 1."""
        return len(self.source.previous) + 1


def check(
    root: Path, source_id: str | None, progress: pipeline.Progress = pipeline.silent
) -> tuple[tuple[Shelf, ...], Report]:
    """Every source, or the one with an id, and what is wrong with them and with their quotes."""
    reading = pipeline.load(root)
    workspace = reading.workspace
    if workspace is None:
        return (), Report(root, reading.diagnostics, texts=reading.texts)
    if source_id is not None and source_id not in workspace.sources:
        errors, called_so = pipeline.errors_about(source_id, reading.diagnostics, reading.texts)
        if not called_so:
            message = f"{CODES['unknown-id']}; no source is called `{source_id}`"
            hints = did_you_mean(source_id, workspace.sources)
            errors = [Diagnostic("unknown-id", message, hints=hints)]
        return (), Report(root, tuple(errors), texts=reading.texts)
    progress(0, 2, "comparing the archived sources")
    chosen = {
        name: source
        for name, source in workspace.sources.items()
        if source_id is None or name == source_id
    }
    told = [d for d in reading.diagnostics if _about_a_source(d, source_id)]
    told += check_archives(replace(workspace, sources=chosen))
    for source in chosen.values():
        told += _former_versions(root, source)
    progress(1, 2, "looking up the quotes")
    shelves, found = _shelves(workspace, chosen, told)
    texts = reading.texts
    return shelves, Report(root, in_order([*told, *found]), texts=texts)


def _about_a_source(diagnostic: Diagnostic, source_id: str | None) -> bool:
    """Whether a problem of loading is one of the archive."""
    path = diagnostic.span.path if diagnostic.span else diagnostic.path or ""
    folder = "briefs/sources/" + (f"{source_id}/" if source_id else "")
    return path.startswith(folder)


def _shelves(
    workspace: Workspace, chosen: dict[str, Source], told: list[Diagnostic]
) -> tuple[tuple[Shelf, ...], list[Diagnostic]]:
    book, problems = resolve(workspace)
    places: dict[tuple[str, int], str] = {}
    counts = {name: [0, 0, 0] for name in chosen}
    for evidence, standing in _standing(workspace, book):
        places[evidence.span.path, evidence.span.start] = evidence.source
        if evidence.source in counts:
            counts[evidence.source][standing] += 1
    mine = [
        d
        for d in problems
        if d.span is not None and places.get((d.span.path, d.span.start)) in chosen
    ]
    broken = {
        (d.span.path if d.span else d.path or "").split("/")[2]
        for d in told
        if d.severity == "error" and (d.span or d.path)
    }
    shelves = [Shelf(source, name not in broken, *counts[name]) for name, source in chosen.items()]
    return tuple(shelves), mine


def _standing(workspace: Workspace, book: Book) -> Iterator[tuple[Evidence, int]]:
    """Each quote, of proposed outcomes too, with 0 when it was found, 1 refused, 2 skipped."""
    groups = [(book, workspace.evidence())]
    if book.proposed is not None:
        proposed = (e for outcome in workspace.proposed() for e in outcome.evidence)
        groups.append((book.proposed, proposed))
    for answers, quotes in groups:
        for evidence in quotes:
            found, refused = evidence.key in answers.found, evidence.key in answers.refused
            yield evidence, 0 if found else 1 if refused else 2


def _former_versions(root: Path, source: Source) -> Iterator[Diagnostic]:
    """A former version must be what was archived, by its own `source.yaml` and by the source's."""
    for former in source.previous:
        folder = f"briefs/sources/{source.id}/{former.folder}"
        path = f"{folder}/source.yaml"
        text, problems = files.read(root / path, path)
        if text is None:
            yield from problems
            continue
        value, _ = values.parse(text)
        for key in ("original", "text"):
            said = _file_and_sum(value, key)
            if said is None:
                yield _changed(path, source)
                continue
            name, wanted = said
            found = _sum(root / folder / name)
            if found != wanted or (key == "text" and found != former.sha256.lower()):
                yield _changed(f"{folder}/{name}", source)


def _file_and_sum(value: values.Value | None, key: str) -> tuple[str, str] | None:
    held = value.entries.get(key) if isinstance(value, values.Mapping) else None
    if not isinstance(held, values.Mapping):
        return None
    said = [held.entries.get(name) for name in ("file", "sha256")]
    if not all(isinstance(one, values.Scalar) for one in said):
        return None
    name, digest = (one.text for one in said if isinstance(one, values.Scalar))
    return (name, digest.lower()) if not files.leads_out(Path(), name) else None


def _sum(path: Path) -> str:
    """The sum of a file; empty when it cannot be read."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _changed(path: str, source: Source) -> Diagnostic:
    message = (
        f"an archived source must be exactly what was archived; `{path}`, of a former version, is "
        "not, or is missing"
    )
    span = source.key_spans.get("previous", source.span)
    hint = Hint("put the archived file back, for example from a backup")
    return Diagnostic("source-changed", message, span, hints=(hint,))


def row(shelf: Shelf) -> list[str]:
    """One source as a row of the table."""
    state = "unchanged" if shelf.whole else "CHANGED"
    quotes = shelf.found + shelf.refused + shelf.skipped
    counts = [str(shelf.found), str(shelf.refused)]
    passages = len(shelf.source.passages)
    return [shelf.source.id, str(shelf.version), str(passages), state, str(quotes), *counts]


def as_data(shelf: Shelf) -> dict[str, Any]:
    """One source for programs."""
    source = shelf.source
    return {
        "id": source.id,
        "version": shelf.version,
        "passages": len(source.passages),
        "archive": "unchanged" if shelf.whole else "changed",
        "quotes": {"found": shelf.found, "refused": shelf.refused, "skipped": shelf.skipped},
        "sha256": {"text": source.sha256_text, "original": source.sha256_original},
        "previous": [{"folder": f.folder, "sha256": f.sha256} for f in source.previous],
    }
