"""A newer version of a source: compared with what is archived, and archived beside it.

`compare` reads and judges, `carry_out` writes, with the decisions of a person where one is
needed. A quote is never changed or kept without being asked about unless its whole sentence is
the same; see `drift/comparison.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import pipeline, transaction
from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.drift import archive
from briefgen.drift.carried import Entry, carried
from briefgen.drift.comparison import Drift, Kind, Verdict
from briefgen.drift.comparison import compare as compare_texts
from briefgen.drift.rewriting import plain_or_quoted, rewritten
from briefgen.evidence.archive import check_archives
from briefgen.ingest.archive import ids_on_disk
from briefgen.ingest.candidate import SUFFIXES, Candidate, Key, candidate, received
from briefgen.ingest.known import version_of
from briefgen.ingest.passages import Passage
from briefgen.ingest.reading import page_entries
from briefgen.record import record
from briefgen.report import Report
from briefgen.text import SourceText, Span
from briefgen.workspace import files, values
from briefgen.workspace.model import Evidence, Source, Workspace

if TYPE_CHECKING:
    from briefgen.pipeline import Progress

#: What a person decides about a quote that changed or is gone: the new version's wording is
#: taken, the quote keeps to the archived version, or stays as it is and is an error.
Decision = Literal["take", "keep", "leave"]
_SOURCES = "briefs/sources"


@record
class Resting:
    """A file that was built from the archived version: its path, and which of the quotes that
    it cites need a person now."""

    path: Path
    changed: tuple[str, ...]


@record
class Renewal:
    """A file held against the archived source of which it is a newer version.

    `same` is `file` when it is the archived file itself, `text` when it says the same in every
    character, else empty: then there is something to archive. `themes` are the briefs that
    cite the source, each with how many of its quotes have which verdict. `remarks` are
    sentences to tell before anything is decided.
    """

    workspace: Workspace
    source: Source
    new: Source
    candidate: Candidate
    entries: tuple[Entry, ...]
    drift: Drift
    same: Literal["", "file", "text"]
    themes: Mapping[str, Mapping[Kind, int]]
    resting: tuple[Resting, ...]
    remarks: tuple[str, ...]

    def verdict(self, key: str) -> Verdict | None:
        """The verdict on a quote, by its key."""
        return next((v for v in self.drift.verdicts if v.evidence.key == key), None)

    def new_sum(self) -> str:
        """The SHA-256 sum of the new version's text."""
        return sha256(self.new.archive.text.encode()).hexdigest()

    def choices(self, verdict: Verdict) -> tuple[Decision, ...]:
        """What can be decided about a quote."""
        if not verdict.needs_person:
            return ()
        return ("keep", "leave") if verdict.proposal is None else ("take", "keep", "leave")


@record
class Done:
    """What was written: the folder of the former version, the source that holds it for quotes
    that keep to it (None without any), and the data files in which quotes were changed."""

    former: str
    kept_as: str | None
    rewritten: tuple[str, ...]


# ------------------------------------------------------------------------------ comparing


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


# -------------------------------------------------------------------------------- writing


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
    kept_as = _free_id(root, source.id, number) if "keep" in decided.values() else None
    edits = _edits(renewal, decided, kept_as)
    changes: dict[str, transaction.Content | Mapping[str, transaction.Content]] = {}
    if kept_as is not None:
        changes[f"{_SOURCES}/{kept_as}"] = _kept(renewal, number)
    for path, spans in edits.items():
        text = renewal.workspace.texts[path]
        new = rewritten(text, spans)
        if new is None:
            return None, [_by_hand(path, spans)]
        mark = "\ufeff" if (root / path).read_bytes().startswith(b"\xef\xbb\xbf") else ""
        changes[path] = (mark + new).encode()
    changes[f"{_SOURCES}/{source.id}"] = _folder(renewal, decided, number)
    if problem := _meanwhile(renewal, edits):
        return None, [problem]
    problems = transaction.replace(root, changes)
    if problems:
        return None, problems
    former = f"{_SOURCES}/{source.id}/{archive.VERSIONS}/{number}"
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
    text = archive.described(
        _description(renewal), {"title": [f"title: {title}"], "previous": None}
    )
    return {**_archived(renewal), "source.yaml": text.encode()}


def _description(renewal: Renewal) -> SourceText:
    return renewal.workspace.texts[renewal.source.span.path]


def _archived(renewal: Renewal) -> dict[str, transaction.Content]:
    """The three files of the version that is archived now, by their names in its folder."""
    source, root = renewal.source, renewal.workspace.root
    folder = f"{_SOURCES}/{source.id}/"
    paths = (source.original, source.archive.path, source.span.path)
    return {path.removeprefix(folder): root / path for path in paths}


def _folder(
    renewal: Renewal, decided: Mapping[str, Decision], number: int
) -> dict[str, transaction.Content]:
    """The source's folder with its new version: the former one in `versions/<n>`, and whatever
    else somebody keeps there where it is."""
    source, new = renewal.source, renewal.new
    former = _archived(renewal)
    folder = renewal.workspace.root / _SOURCES / source.id
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
    blocks = _blocks(renewal, original, sums[1])
    made["source.yaml"] = archive.described(_description(renewal), blocks).encode()
    return made


def _blocks(renewal: Renewal, original: str, text_sum: str) -> dict[str, list[str] | None]:
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
    blocks["previous"] = archive.previous(renewal.source)
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


def _by_hand(path: str, spans: Mapping[Span, str]) -> Diagnostic:
    """A quote that cannot be changed where it is written, such as one that an alias repeats."""
    message = (
        f"{CODES['update-refused']}; a quote in `{path}` is written in a way that cannot be "
        "changed in place"
    )
    hint = Hint("nothing was written: leave these quotes (`--leave`), and change them by hand")
    return Diagnostic("update-refused", message, min(spans, key=_start), hints=(hint,))


def _start(span: Span) -> int:
    return span.start
