"""The folder of a source with a new version: what `source.yaml` says, and where the former is.

    briefs/sources/communique/
      source.yaml  original.html  text.txt        the version that is quoted
      versions/1/source.yaml  original.txt  text.txt  anchors.yaml

A former version keeps its three files byte for byte, so that its own `source.yaml` proves them.
`anchors.yaml` says where each quote stood in it and where it stands in the version after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefgen.drift.carried import Entry
from briefgen.drift.comparison import Anchor, Drift
from briefgen.drift.rewriting import plain_or_quoted, quoted, says
from briefgen.text import SourceText
from briefgen.workspace import values
from briefgen.workspace.model import Sentence, Source, SourcePassage

VERSIONS = "versions"
ANCHORS = "anchors.yaml"


def entries(described: values.Value) -> tuple[Entry, ...]:
    """The classification in a `source.yaml`, with its remarks."""
    made = []
    held = described.entries if isinstance(described, values.Mapping) else {}
    for key in ("passages", "sentences"):
        listed = held.get(key)
        for item in listed.items if isinstance(listed, values.Sequence) else ():
            if not isinstance(item, values.Mapping):
                continue
            said = {k: v.text for k, v in item.entries.items() if isinstance(v, values.Scalar)}
            of = int(said["of"]) if "of" in said else None
            text, note = (" ".join(said.get(k, "").split()) for k in ("text", "note"))
            kind: Any = said["kind"]
            made.append(Entry(int(said["passage"]), kind, of, note, text))
    return tuple(made)


def passages(
    texts: Sequence[str], classified: Iterable[Entry], pages: Sequence[int | None]
) -> tuple[SourcePassage, ...]:
    """The passages of a new version as records; `pages` are those that they begin on."""
    kinds = {entry.passage: entry for entry in classified if not entry.text}
    inside: dict[int, list[Entry]] = {}
    for entry in classified:
        if entry.text:
            inside.setdefault(entry.passage, []).append(entry)
    made, at = [], 0
    for number, (text, page) in enumerate(zip(texts, pages, strict=True), 1):
        entry = kinds.get(number, Entry(number, "body"))
        sentences = []
        for part in inside.get(number, ()):
            start = at + text.find(part.text)
            span = _NOWHERE.span(0, 0)
            sentences.append(Sentence(start, start + len(part.text), part.kind, span, part.of))
        sentences.sort(key=lambda sentence: sentence.start)
        inside_it = tuple(sentences)
        made.append(SourcePassage(number, at, text, entry.kind, entry.of, inside_it, page=page))
        at += len(text) + 1
    return tuple(made)


_NOWHERE = SourceText("", "")


def classification(classified: Iterable[Entry]) -> dict[str, list[str] | None]:
    """The lines of `passages:` and `sentences:`; None where there is nothing to say."""
    kinds: list[str] = []
    sentences: list[str] = []
    for entry in classified:
        said = {"passage": str(entry.passage), "kind": entry.kind}
        said |= {"of": str(entry.of)} if entry.of is not None else {}
        said |= {"note": plain_or_quoted(entry.note, between_braces=True)} if entry.note else {}
        if entry.text:
            text = plain_or_quoted(entry.text, between_braces=False)
            lines = [f"{key}: {value}" for key, value in (said | {"text": text}).items()]
            sentences += [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
        else:
            kinds.append(f"  - {{{', '.join(f'{key}: {value}' for key, value in said.items())}}}")
    return {
        "passages": ["passages:", *kinds] if kinds else None,
        "sentences": ["sentences:", *sentences] if sentences else None,
    }


def described(text: SourceText, blocks: Mapping[str, list[str] | None]) -> str | None:
    """A `source.yaml` with some of its keys written anew, or left out for None.

    Everything else stays as it is, comments too. Keys that it did not have are added at its end.
    None when YAML would not read exactly the other keys as before.
    """
    value, _ = values.parse(text)
    assert isinstance(value, values.Mapping)
    made = _described(text.text, value, blocks)
    again, found = values.parse(SourceText(text.path, made))
    if not isinstance(again, values.Mapping) or any(d.severity == "error" for d in found):
        return None
    kept = [key for key in value.entries if key not in blocks]
    if {*again.entries} != {*kept, *(key for key, block in blocks.items() if block)}:
        return None
    untouched = all(
        [said for _, said in says(value.entries[key])]
        == [said for _, said in says(again.entries[key])]
        for key in kept
    )
    return made if untouched else None


def _described(source: str, value: values.Mapping, blocks: Mapping[str, list[str] | None]) -> str:
    if source[value.start : value.start + 1] == "{":  # all on one line: a line for each key
        lines = [
            f"{key}: {source[held.start : held.end]}"
            for key, held in value.entries.items()
            if key not in blocks
        ]
        return _lines([*lines, *(line for block in blocks.values() for line in block or ())])
    made = source
    for key, held in sorted(value.entries.items(), key=lambda item: -item[1].start):
        if key not in blocks:
            continue
        start = source.rfind("\n", 0, value.keys[key][0]) + 1
        end = source.find("\n", held.end)
        end = len(source) if end < 0 else end + 1
        made = made[:start] + _lines(blocks[key] or []) + made[end:]
    added = [line for k, block in blocks.items() if k not in value.entries for line in block or ()]
    if added and made and not made.endswith("\n"):
        made += "\n"
    return made + _lines(added)


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def previous(source: Source, folder: str) -> list[str]:
    """The lines of `previous:` when the archived version moves to a folder in the source's."""
    former = [(one.folder, one.sha256) for one in source.previous]
    former.append((folder, source.sha256_text))
    return ["previous:", *(f"  - {{folder: {f}, sha256: {digest}}}" for f, digest in former)]


def anchors(drift: Drift, sums: tuple[str, str], decided: Mapping[str, str]) -> str:
    """Where each quote stood and where it stands: the `anchors.yaml` of a former version."""
    lines = [
        "# Where the quotes of this version stood, and where they stand in the version after it.",
        "# Offsets count the characters of text.txt. Written by `briefgen sources update`.",
        f"was: {sums[0]}",
        f"now: {sums[1]}",
        "quotes:" if drift.verdicts else "quotes: []",
    ]
    for verdict in drift.verdicts:
        key = verdict.evidence.key
        lines += [
            f"  - evidence: {key}",
            f"    quote: {quoted(verdict.evidence.quote)}",
            f"    verdict: {verdict.kind}",
            f"    was: {_anchor(verdict.was)}",
        ]
        if verdict.now is not None:
            lines.append(f"    now: {_anchor(verdict.now)}")
        if key in decided:
            lines.append(f"    decided: {decided[key]}")
    return _lines(lines)


def _anchor(anchor: Anchor) -> str:
    spans = [list(span) for span in anchor.spans]
    return f"{{passages: {json.dumps(list(anchor.passages))}, spans: {json.dumps(spans)}}}"
