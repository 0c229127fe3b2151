"""A file held against the archived source of which it is a newer version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import pipeline
from briefgen.diagnostics import CODES, Diagnostic, did_you_mean
from briefgen.drift import archive
from briefgen.drift.carried import Entry, carried
from briefgen.drift.comparison import Drift, Kind
from briefgen.drift.comparison import compare as compare_texts
from briefgen.evidence.archive import check_archives
from briefgen.ingest.candidate import Candidate, Key, candidate, received
from briefgen.ingest.known import version_of
from briefgen.ingest.passages import Passage
from briefgen.record import replace
from briefgen.renewal import Renewal, Resting
from briefgen.report import Report
from briefgen.text import SourceText
from briefgen.workspace import values
from briefgen.workspace.model import Evidence, Source, Workspace

if TYPE_CHECKING:
    from briefgen.pipeline import Progress


def compare(
    root: Path,
    source_id: str,
    file: Path,
    given: Mapping[Key, str] | None = None,
    progress: Progress = pipeline.silent,
) -> tuple[Renewal | None, Report]:
    """What a file would change as the new version of a source; None with the reason."""
    reading = pipeline.load(root)
    workspace = reading.workspace
    if workspace is None:
        return None, Report(root, reading.diagnostics, texts=reading.texts)
    source, problems = named(workspace, source_id, reading)
    if source is None:
        return None, Report(root, tuple(problems), texts=reading.texts)
    data, name, problem = received(file)
    if data is None:
        return None, Report(root, (problem,) if problem else ())
    made, problems = candidate(data, name, given or {})
    if made is None:
        return None, Report(root, tuple(problems))
    progress(1, 3, "comparing the quotes")
    entries, new, drift = _judged(workspace, source, made)
    same: Literal["", "file", "text"] = ""
    if new.archive.text == source.archive.text:
        same = "file" if sha256(data).hexdigest() == source.sha256_original.lower() else "text"
    progress(2, 3, "looking at the files that were built")
    renewal = Renewal(
        workspace,
        source,
        new,
        made,
        entries,
        drift,
        same,
        _themes(workspace, drift),
        () if same else tuple(_resting(root, source, drift)),
        (*made.reading.remarks, *_remarks(workspace, source, made, new)),
    )
    return renewal, Report(root, tuple(problems), texts=reading.texts)


def named(
    workspace: Workspace, source_id: str, reading: pipeline.Reading
) -> tuple[Source | None, list[Diagnostic]]:
    """The source with an id, when its archive is what was archived; else why not."""
    source = workspace.sources.get(source_id)
    if source is None:
        errors, called_so = pipeline.errors_about(source_id, reading.diagnostics, reading.texts)
        if called_so:
            return None, errors
        message = f"{CODES['unknown-id']}; no source is called `{source_id}`"
        hints = did_you_mean(source_id, workspace.sources)
        return None, [Diagnostic("unknown-id", message, hints=hints)]
    mine = replace(workspace, sources={source_id: source})
    broken = [d for d in check_archives(mine) if d.code in ("source-changed", "source-layout")]
    return (None, broken) if broken else (source, [])


def _judged(
    workspace: Workspace, source: Source, made: Candidate
) -> tuple[tuple[Entry, ...], Source, Drift]:
    """The new version as a source, with the kinds of passages that are known, and its drift."""
    passages = made.passages()
    texts = [passage.text for passage in passages]
    read = tuple(_read_entries(passages))
    path = source.archive.path
    text = SourceText(path, "".join(f"{line}\n" for line in texts))
    pages = [block.page for block in made.reading.blocks]
    new = replace(source, archive=text, passages=archive.passages(texts, read, pages))
    pairs = compare_texts(source, new, ()).pairs
    old, _ = values.parse(workspace.texts[source.span.path])
    before = [passage.text for passage in source.passages]
    classified = () if old is None else archive.entries(old)
    entries = carried(classified, read, (before, texts), pairs)
    new = replace(new, passages=archive.passages(texts, entries, pages))
    return entries, new, compare_texts(source, new, _quotes(workspace, source.id))


def _read_entries(passages: Iterable[Passage]) -> Iterator[Entry]:
    """The kinds that the file's reader gave."""
    for number, passage in enumerate(passages, 1):
        if passage.kind != "body":
            yield Entry(number, passage.kind, passage.of, passage.note)
        for sentence in passage.sentences:
            yield Entry(number, "repeat", sentence.of, "", sentence.text)


def _quotes(workspace: Workspace, source_id: str) -> Iterator[Evidence]:
    """Every quote of a source, of proposed outcomes too."""
    for meeting in workspace.meetings.values():
        groups = [meeting.evidence]
        groups += [outcome.evidence for outcome in (*meeting.outcomes, *meeting.proposed)]
        yield from (e for group in groups for e in group if e.source == source_id)
    for theme in workspace.themes.values():
        yield from (e for e in theme.evidence.values() if e.source == source_id)


def _themes(workspace: Workspace, drift: Drift) -> dict[str, Counter[Kind]]:
    from briefgen.scope import scope

    kinds = {verdict.evidence.key: verdict.kind for verdict in drift.verdicts}
    found = {
        theme: Counter(kinds[key] for key in keys if key in kinds)
        for theme, keys in scope(workspace).evidence.items()
    }
    return {theme: counted for theme, counted in found.items() if counted}


def _resting(root: Path, source: Source, drift: Drift) -> Iterator[Resting]:
    """The built files that say they were made from the archived version. Of one brief in
    several formats the first that can be read answers for all."""
    from briefgen.verify.verdict import statement_of

    needing = {v.evidence.key for v in drift.verdicts if v.needs_person}
    briefs: dict[Path, list[Path]] = {}
    for suffix in (".docx", ".pdf", ".html"):
        for path in sorted((root / "output").rglob(f"*{suffix}")):
            briefs.setdefault(path.with_suffix(""), []).append(path)
    for paths in list(briefs.values())[:_MOST_BUILT]:
        said = next(filter(None, map(statement_of, paths)), None)
        if said is None:
            continue
        used = {one["text_sha256"] for one in said["sources"] if one["id"] == source.id}
        if source.sha256_text not in used:
            continue
        cited = {c.get("evidence", "") for note in said["notes"] for c in note["citations"]}
        changed = tuple(sorted(needing & cited))
        yield from (Resting(path, changed) for path in paths)


_MOST_BUILT = 200  # briefs that are looked into


def _remarks(workspace: Workspace, source: Source, made: Candidate, new: Source) -> Iterator[str]:
    """What to think about before deciding."""
    texts = [passage.text for passage in new.passages]
    title, url = made.value("title"), made.value("url")
    if version_of({source.id: source}, texts, title=title, url=url) is None:
        other = version_of(workspace.sources, texts, title=title, url=url)
        rather = f" It looks like a version of `{other.source.id}`." if other else ""
        yield f"The file has little in common with `{source.id}`.{rather}"
    digest = sha256(new.archive.text.encode()).hexdigest()
    for former in source.previous:
        if former.sha256 == digest:
            yield f"This text is the one in `{former.folder}`, which was replaced before."
    known: dict[str, str] = {
        "title": source.title,
        "date": source.date.isoformat() if source.date else "",
    }
    keys: tuple[Key, ...] = ("title", "date")
    for key in keys:
        said, found = made.value(key), made.found(key)
        if found and known[key] and said != known[key]:
            yield (
                f"The file gives its {key} as {said} ({found}); `source.yaml` says {known[key]}, "
                f"and `--{key}` changes it."
            )
    if known["date"] and not made.value("date") and "date" not in made.given:
        yield f"The file gives no date: it keeps {known['date']}, and `--date` changes it."
