"""The folder of a source in the archive: its three files, and how they get there.

source.yaml      what is known of the source, the sums of the others, kinds of passages
original.<ext>   the bytes as they were received
text.txt         the archived text: a passage a line
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest.passages import Passage
from briefgen.ingest.reading import Block, page_entries
from briefgen.record import record
from briefgen.workspace.files import TEXT_LIMIT, reason
from briefgen.workspace.kinds import ID_PATTERN, plain_letters
from briefgen.workspace.values import MAX_CHARACTERS

SOURCES = "briefs/sources"
#: The most passages of a source, and the most that its `source.yaml` says of them.
MOST_PASSAGES, MOST_ENTRIES = 50_000, 30_000
_LONGEST_ID = 48
# Names that Windows keeps for its devices, whatever their suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


@record
class Description:
    """What is known of a source; what is not is empty, and is left out of the archive."""

    title: str
    grade: str
    language: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    retrieved: str = ""


def archive_files(
    description: Description,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    original: bytes,
    suffix: str,
) -> dict[str, bytes]:
    """The files of a source's folder by name. `suffix` is the original's, such as `.pdf`; the
    passages are the blocks, classified."""
    text = "".join(f"{passage.text}\n" for passage in passages).encode()
    name = f"original{suffix}"
    lines = [
        f"{key}: {value if key in ('grade', 'date', 'retrieved') else yaml_text(value)}"
        for key in ("title", "publisher", "date", "url", "retrieved", "grade", "language")
        if (value := getattr(description, key))
    ]
    lines += [
        f"original: {{file: {name}, sha256: {sha256(original).hexdigest()}}}",
        f"text: {{file: text.txt, sha256: {sha256(text).hexdigest()}}}",
    ]
    lines += _classification(passages)
    if pages := page_entries(blocks):
        lines += ["", "# Where the pages of the original begin, for citations.", "pages:"]
        for entry in pages:
            lines.append(f"  - {{{', '.join(f'{key}: {n}' for key, n in entry.items())}}}")
    described = "".join(f"{line}\n" for line in lines)
    return {name: original, "text.txt": text, "source.yaml": described.encode()}


def _classification(passages: Sequence[Passage]) -> list[str]:
    kinds, sentences = [], []
    for number, passage in enumerate(passages, 1):
        if passage.kind != "body":
            entry = f"passage: {number}, kind: {passage.kind}"
            entry += f", of: {passage.of}" if passage.of is not None else ""
            entry += f", note: {yaml_text(passage.note[:500])}" if passage.note else ""
            kinds.append(f"  - {{{entry}}}")
        for sentence in passage.sentences:
            sentences += [
                f"  - passage: {number}",
                f"    text: {yaml_text(sentence.text)}",
                "    kind: repeat",
                f"    of: {sentence.of}",
            ]
    lines = []
    if kinds:
        told = "# Only what is not body text. Nothing is deleted: passage numbers stay true."
        lines += ["", told, "passages:", *kinds]
    return [*lines, "sentences:", *sentences] if sentences else lines


_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# Between double quotes YAML 1.2 takes any character but these as it is (5.1, 5.7).
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def yaml_text(value: str) -> str:
    """A text as YAML writes it on one line: as it is where nothing in it could be taken for
    something else, else between double quotes."""
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    return f'"{_ESCAPED.sub(_escaped, value)}"'


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04x}"


def too_long(name: str, files: Mapping[str, bytes]) -> Diagnostic | None:
    """`source-unusable` when the files would be more than a workspace reads of a source."""
    text, described = files["text.txt"], files["source.yaml"]
    passages, entries = text.count(b"\n"), described.count(b"passage:")
    if (
        len(text) <= TEXT_LIMIT
        and passages <= MOST_PASSAGES
        and entries <= MOST_ENTRIES
        and len(described) <= MAX_CHARACTERS
    ):
        return None
    message = (
        f"{CODES['source-unusable']}; this one has {passages:,} passages and {len(text):,} bytes "
        "of text, which is too much for one source"
    )
    hint = Hint("split it, and add the part that is wanted")
    return Diagnostic("source-unusable", message, path=name, hints=(hint,))


def id_for(title: str, stem: str, taken: set[str]) -> str:
    """An id for a source: the words of its title, else the file's name, else `source`; with a
    number where it is taken."""
    base = _slug(title) or _slug(stem) or "source"
    if _DEVICES.fullmatch(base):
        base = f"source-{base}"
    number, made = 1, base
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    return made


def _slug(text: str) -> str:
    """The words of a text as an id, whole ones; empty when too little of it is in Latin letters
    to tell it by."""
    plain = re.sub(r"['’]", "", plain_letters(text[:1_000]))
    letters = sum(map(str.isalpha, plain))
    if len(re.findall("[a-z]", plain)) < 0.5 * letters:
        return ""
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > _LONGEST_ID:
        slug = slug[: _LONGEST_ID + 1].rpartition("-")[0] or slug[:_LONGEST_ID]
    return slug.strip("-") if re.fullmatch(ID_PATTERN, slug.strip("-") or "-") else ""


def ids_on_disk(root: Path) -> set[str]:
    """Every name in the folder of sources, whatever stands behind it."""
    try:
        return {entry.name.casefold() for entry in (root / SOURCES).iterdir()}
    except OSError:
        return set()


def write(root: Path, source_id: str, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Put a source's folder into the archive, whole or not at all.

    It is written beside its place under a hidden name, flushed to the disk, and renamed.
    Nothing that is there is touched, be it a folder, a file or a link.
    """
    folder = root / SOURCES
    target = folder / source_id
    part = folder / f".{source_id}.{os.getpid()}.part"
    shown = f"{SOURCES}/{source_id}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            return [id_taken(source_id)]
        part.mkdir()
        try:
            for name, content in files.items():
                _write(part / name, content)
            part.rename(target)
        finally:
            if part.exists():
                shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        message = f"{CODES['output-unwritable']}; writing `{shown}` failed: {reason(error)}"
        hint = Hint("see to the permissions of `briefs/sources`, and to room on the disk")
        return [Diagnostic("output-unwritable", message, path=shown, hints=(hint,))]
    with contextlib.suppress(OSError):  # not every system can flush a folder
        _flush(folder)
    return []


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def id_taken(source_id: str) -> Diagnostic:
    """`duplicate-id`: there is something of this name among the sources."""
    message = f"{CODES['duplicate-id']}; `{source_id}` is in `{SOURCES}` already"
    hint = Hint("choose another id with `--id`")
    return Diagnostic("duplicate-id", message, path=f"{SOURCES}/{source_id}", hints=(hint,))
