"""Archived sources: whether they are, byte for byte and line by line, what was archived."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.evidence.normalize import normal_form
from briefgen.text import Span
from briefgen.workspace.model import Source, SourcePassage, Workspace


def is_unchanged(source: Source) -> bool:
    """Whether the archived text is, byte for byte, the one whose sum was written down."""
    return _sum(source.archive.text.encode()) == source.sha256_text.lower()


def check_archives(workspace: Workspace) -> list[Diagnostic]:
    """Sums, layout and classification of every source."""
    found: list[Diagnostic] = []
    for source in workspace.sources.values():
        found += _changed(source, workspace.root)
        found += _layout(source)
        found += _classification(source)
    return found


def _changed(source: Source, root: Path) -> Iterable[Diagnostic]:
    """An archived source must be exactly what was archived (`source-changed`)."""
    found = _sum(source.archive.text.encode())
    if found != source.sha256_text.lower():
        span = source.key_spans.get("text", source.span)
        yield _source_changed(source.id, source.archive.path, found, span)
    try:
        content = (root / source.original).read_bytes()
    except FileNotFoundError:
        return  # it went away while we were reading; loading has its own check
    except OSError as error:
        reason = (error.strerror or "the system gives no reason").lower()
        message = f"a file must be readable; the original of `{source.id}` is not: {reason}"
        hint = Hint("see to its permissions: its sum is compared with `source.yaml`")
        yield Diagnostic("file-unreadable", message, path=source.original, hints=(hint,))
        return
    found = _sum(content)
    if found != source.sha256_original.lower():
        span = source.key_spans.get("original", source.span)
        yield _source_changed(source.id, source.original, found, span)


def _source_changed(source_id: str, path: str, found: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "source-changed",
        f"an archived source must be exactly what was archived; `{path}` is not: its sum differs",
        span,
        hints=(
            Hint("put the archived file back as it was"),
            Hint(f"a newer version comes in with `briefgen sources update {source_id} FILE`"),
            Hint(f"a file that you have just made has `sha256: {found}`"),
        ),
    )


def _sum(content: bytes) -> str:
    return sha256(content).hexdigest()


def _layout(source: Source) -> Iterable[Diagnostic]:
    """An archived text has one passage a line and no blank lines (`source-layout`)."""
    archive = source.archive
    rule = "an archived text has one passage a line and no blank lines"

    def wrong(what: str, start: int, end: int) -> Diagnostic:
        hint = Hint("archive the text anew: `original.txt` without blank lines, ended by a newline")
        return Diagnostic(
            "source-layout", f"{rule}; {what}", archive.span(start, end), hints=(hint,)
        )

    size = len(archive.text)
    if not archive.text.strip():
        yield wrong("this one has no words", 0, size)
        return
    if (at := archive.text.find("\r")) >= 0:
        yield wrong("this one has carriage returns", at, at + 1)
        return
    for passage in source.passages:
        if not passage.text.strip():
            yield wrong(f"line {passage.number} is blank", passage.start, passage.start)
            return
        if passage.text != passage.text.strip():
            end = passage.start + len(passage.text)
            yield wrong(f"line {passage.number} begins or ends with a space", passage.start, end)
            return
    if not archive.text.endswith("\n"):
        yield wrong("the last line has no end", size - 1, size)


def _classification(source: Source) -> Iterable[Diagnostic]:
    """What is classified as a repeat must repeat what it says (`source-classification`)."""
    for passage in source.passages:
        if passage.kind == "repeat" and passage.repeat_of is not None:
            for start, end in _unclassified(passage):
                words = source.archive.text[start:end]
                if normal_form(words) not in normal_form(_passage(source, passage.repeat_of)):
                    yield _no_repeat(source, passage, passage.repeat_of, start, end, None)
                    break
        for sentence in passage.sentences:
            if sentence.kind == "repeat" and sentence.repeat_of is not None:
                start, end = sentence.start, sentence.end
                words = source.archive.text[start:end]
                if sentence.repeat_of == passage.number:
                    stands = normal_form(passage.text).count(normal_form(words)) > 1
                else:
                    stands = normal_form(words) in normal_form(_passage(source, sentence.repeat_of))
                if not stands:
                    of = sentence.repeat_of
                    yield _no_repeat(source, passage, of, start, end, sentence.span)


def _passage(source: Source, number: int) -> str:
    return source.passages[number - 1].text if number <= len(source.passages) else ""


def _unclassified(passage: SourcePassage) -> list[tuple[int, int]]:
    """The ranges of a passage between its classified sentences, without outer spaces."""
    ranges, at = [], passage.start
    for sentence in passage.sentences:
        ranges.append((at, sentence.start))
        at = max(at, sentence.end)
    ranges.append((at, passage.start + len(passage.text)))
    trimmed = []
    for start, end in ranges:
        words = passage.text[start - passage.start : end - passage.start]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            trimmed.append((start, end))
    return trimmed


def _no_repeat(
    source: Source, passage: SourcePassage, of: int, start: int, end: int, span: Span | None
) -> Diagnostic:
    where = span or passage.classified or source.key_spans.get("passages", source.span)
    hints = [Hint("these words are not in it", source.archive.span(start, end))]
    if of <= len(source.passages):
        other = source.passages[of - 1]
        place = source.archive.span(other.start, other.start + len(other.text))
        hints.append(Hint(f"passage {of}", place))
    message = (
        f"what is classified as a repeat must stand word for word in the passage that it repeats; "
        f"passage {passage.number} does not repeat passage {of}"
    )
    return Diagnostic("source-classification", message, where, hints=tuple(hints))
