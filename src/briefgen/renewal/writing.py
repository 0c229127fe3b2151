"""A new version put in the place of the archived one, with what was decided about its quotes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from briefgen import transaction
from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.drift import archive
from briefgen.drift.rewriting import plain_or_quoted, rewritten
from briefgen.ingest.archive import SOURCES, ids_on_disk
from briefgen.ingest.candidate import SUFFIXES
from briefgen.ingest.reading import page_entries
from briefgen.renewal import Decision, Done, Renewal
from briefgen.text import Span
from briefgen.workspace import files


def carry_out(
    renewal: Renewal, decided: Mapping[str, Decision]
) -> tuple[Done | None, list[Diagnostic]]:
    """Archive the new version, and do with each quote what was decided.

    `decided` holds a decision for every quote that needs one, by its key. All of it is
    written or, with the reason, nothing.
    """
    source, root = renewal.source, renewal.workspace.root
    for verdict in renewal.drift.verdicts:
        key = verdict.evidence.key
        if verdict.needs_person and decided.get(key) not in renewal.choices(verdict):
            raise ValueError(f"no decision about {key}")
    number = len(source.previous) + 1
    while os.path.lexists(root / SOURCES / source.id / archive.VERSIONS / str(number)):
        number += 1  # somebody's own folder stays theirs
    kept_as = _free_id(root, source.id, number) if "keep" in decided.values() else None
    edits = _edits(renewal, decided, kept_as)
    changes: dict[str, transaction.Content | Mapping[str, transaction.Content]] = {}
    try:
        if kept_as is not None:
            changes[f"{SOURCES}/{kept_as}"] = _kept(renewal, number)
        for path, spans in edits.items():
            changes[path] = _rewritten(renewal, path, spans)
        changes[f"{SOURCES}/{source.id}"] = _folder(renewal, decided, number)
    except _ByHandError as refused:
        return None, [refused.diagnostic]
    if problem := _meanwhile(renewal, edits):
        return None, [problem]
    problems = transaction.replace(root, changes)
    if problems:
        return None, problems
    former = f"{SOURCES}/{source.id}/{archive.VERSIONS}/{number}"
    return Done(former, kept_as, tuple(edits)), []


def _free_id(root: Path, source_id: str, number: int) -> str:
    taken, wanted = ids_on_disk(root), f"{source_id[:70]}-v{number}"
    tries = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in tries if name not in taken)


def _edits(
    renewal: Renewal, decided: Mapping[str, Decision], kept_as: str | None
) -> dict[str, dict[Span, str]]:
    """The values to change, by file: quotes that take the new wording, and the source of those
    that keep to the former version."""
    edits: dict[str, dict[Span, str]] = {}
    for verdict in renewal.drift.verdicts:
        evidence = verdict.evidence
        decision = decided.get(evidence.key)
        if decision == "take" and verdict.proposal not in (None, evidence.quote):
            assert verdict.proposal is not None
            edits.setdefault(evidence.span.path, {})[evidence.span] = verdict.proposal
        elif decision == "keep":
            assert kept_as is not None
            edits.setdefault(evidence.span.path, {})[evidence.source_span] = kept_as
    return edits


def _kept(renewal: Renewal, number: int) -> dict[str, transaction.Content]:
    """The former version as a source of its own."""
    source = renewal.source
    which = "earlier version" if number == 1 else f"earlier version {number}"
    title = plain_or_quoted(f"{source.title} ({which})", between_braces=False)
    blocks = {"title": [f"title: {title}"], "previous": None}
    return {**_archived(renewal), "source.yaml": _described(renewal, blocks)}


def _archived(renewal: Renewal) -> dict[str, transaction.Content]:
    """The three files of the version that is archived now, by their names in its folder."""
    source, root = renewal.source, renewal.workspace.root
    folder = f"{SOURCES}/{source.id}/"
    paths = (source.original, source.archive.path, source.span.path)
    return {path.removeprefix(folder): root / path for path in paths}


def _folder(
    renewal: Renewal, decided: Mapping[str, Decision], number: int
) -> dict[str, transaction.Content]:
    """The source's folder with its new version: the former one in `versions/<n>`, and whatever
    else somebody keeps there where it is."""
    source, new = renewal.source, renewal.new
    former = _archived(renewal)
    folder = renewal.workspace.root / SOURCES / source.id
    made: dict[str, transaction.Content] = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for name in former:
        made.pop(name, None)
    place = f"{archive.VERSIONS}/{number}"
    made |= {f"{place}/{name}": content for name, content in former.items()}
    text = new.archive.text.encode()
    sums = (source.sha256_text, renewal.new_sum())
    made[f"{place}/{archive.ANCHORS}"] = archive.anchors(renewal.drift, sums, decided).encode()
    original = f"original{SUFFIXES[renewal.candidate.kind]}"
    made[original] = renewal.candidate.data
    made["text.txt"] = text
    blocks = _blocks(renewal, original, sums[1], place)
    made["source.yaml"] = _described(renewal, blocks)
    return made


def _blocks(
    renewal: Renewal, original: str, text_sum: str, former: str
) -> dict[str, list[str] | None]:
    """What changes in `source.yaml`. The day on which the former version was fetched says
    nothing about the new one."""
    made = renewal.candidate
    blocks: dict[str, list[str] | None] = {"retrieved": None}
    for key, value in made.given.items():
        plain = key in ("date", "retrieved", "grade")
        written = value if plain else plain_or_quoted(value, between_braces=False)
        blocks[key] = [f"{key}: {written}"] if value else None
    original_sum = sha256(made.data).hexdigest()
    blocks["original"] = [f"original: {{file: {original}, sha256: {original_sum}}}"]
    blocks["text"] = [f"text: {{file: text.txt, sha256: {text_sum}}}"]
    blocks |= archive.classification(renewal.entries)
    pages = page_entries(made.reading.blocks)
    listed = (", ".join(f"{key}: {n}" for key, n in entry.items()) for entry in pages)
    blocks["pages"] = ["pages:", *(f"  - {{{entry}}}" for entry in listed)] if pages else None
    blocks["previous"] = archive.previous(renewal.source, former)
    return blocks


def _meanwhile(renewal: Renewal, paths: Iterable[str]) -> Diagnostic | None:
    """Whether somebody saved a file since it was read, while we were asking."""
    source, root = renewal.source, renewal.workspace.root
    for path in (*paths, source.span.path, source.archive.path):
        text, _ = files.read(root / path, path, archived=path == source.archive.path)
        if text is None or text.text != renewal.workspace.texts[path].text:
            message = f"{CODES['update-refused']}; somebody changed `{path}` in the meantime"
            hint = Hint("nothing was written: run the command again")
            return Diagnostic("update-refused", message, path=path, hints=(hint,))
    return None


class _ByHandError(Exception):
    """A file is written in a way that cannot be changed in place."""

    def __init__(self, what: str, path: str, hint: str, span: Span | None = None) -> None:
        message = (
            f"{CODES['update-refused']}; {what} in `{path}` is written in a way that cannot be "
            "changed in place"
        )
        hints = (Hint(f"nothing was written: {hint}"),)
        self.diagnostic = Diagnostic("update-refused", message, span, hints=hints, path=path)


def _rewritten(renewal: Renewal, path: str, spans: Mapping[Span, str]) -> bytes:
    """A data file with new words at some values; it may hold one that an alias repeats."""
    new = rewritten(renewal.workspace.texts[path], spans)
    if new is None:
        hint = "leave these quotes (`--leave`), and change them by hand"
        raise _ByHandError("a quote", path, hint, min(spans, key=_start))
    content = (renewal.workspace.root / path).read_bytes()
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    return (mark + new).encode()


def _described(renewal: Renewal, blocks: Mapping[str, list[str] | None]) -> bytes:
    """The source's `source.yaml` with some keys written anew."""
    text = renewal.workspace.texts[renewal.source.span.path]
    made = archive.described(text, blocks)
    if made is None:
        hint = "write it with a line for each key, without anchors and aliases"
        raise _ByHandError("the description", text.path, hint)
    return made.encode()


def _start(span: Span) -> int:
    return span.start
