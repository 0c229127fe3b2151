"""A DOCX as it was received: its statement, the text that Word would show, and whether its
parts are those that were built (ECMA-376 part 1; parts of the package by part 2)."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.packages import PackageError, read_package
from briefgen.verify.docx_text import Attributes, Story, elements, read_story
from briefgen.verify.received import Doubt, Found, Received, UnreadableError
from briefgen.verify.statement import read_statement

_PROVENANCE = "urn:briefgen:provenance"
_SOURCE = "urn:briefgen:source"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Both forms of the standard, transitional and strict.
_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)


def read_docx(data: bytes) -> Received:
    """Everything that is needed of a DOCX. Raises `UnreadableError`."""
    try:
        parts = read_package(data)
    except PackageError as error:
        raise UnreadableError(str(error)) from None
    main = next(
        (target for kind, target, _ in _relations(parts, "") if kind == "officeDocument"), ""
    )
    if main not in parts or not main.startswith("word/"):
        raise UnreadableError("it is an office file, but none of Word's")
    statements, sources = _custom(parts)
    maker = _maker(parts)
    if not statements:
        return Received("docx", None, maker=maker)
    if len(set(statements)) > 1:
        raise UnreadableError("it carries more than one provenance")
    statement = read_statement(statements[0])

    related = list(_relations(parts, main))
    hidden = _hidden_styles(parts, related)
    body = read_story(parts[main], hidden)
    notes, told = _notes(parts, related, hidden, body)
    frames = [
        read_story(parts[target], hidden)
        for kind, target, _ in related
        if kind in ("header", "footer") and target in parts
    ]
    as_built = _as_built(parts, statement["rendering"])
    doubts = list(_doubts(parts, main, related, body, statement["rendering"]))
    if not as_built:
        revisers = [name for story in (body, *told, *frames) for name in story.revisers]
        doubts += _tracked(revisers)
    return Received(
        "docx",
        statement,
        tuple(Found(p.text, 0, p.cell) for p in body.paragraphs),
        notes,
        tuple(Found(text) for text in _beside(parts, related, hidden)),
        tuple("\n".join(p.text for p in frame.paragraphs) for frame in frames),
        sources,
        as_built,
        tuple(doubts),
        any(name.startswith("_xmlsignatures/") for name in parts),
        maker,
    )


def _relations(parts: Mapping[str, bytes], of: str) -> Iterator[tuple[str, str, str]]:
    """The relations of a part (of the package for an empty name): kind, target, id."""
    folder, _, name = of.rpartition("/")
    path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if path not in parts:
        return
    for tag, attributes, _ in elements(parts[path]):
        if tag != f"{_RELATIONS} Relationship":
            continue
        kind = attributes.get("Type", "")
        for prefix in _KINDS:
            kind = kind.removeprefix(prefix)
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield kind, target, attributes.get("Id", "")


def _custom(parts: Mapping[str, bytes]) -> tuple[list[str], dict[str, bytes]]:
    """The statements and the archived texts in the custom XML parts."""
    statements: list[str] = []
    sources: dict[str, bytes] = {}
    for name, content in parts.items():
        if not name.startswith("customXml/") or not name.endswith(".xml"):
            continue
        texts: list[str] = []
        root = ("", Attributes())
        for tag, attributes, text in elements(content):
            root = root if root[0] else (tag, attributes)
            texts.append(text)
        if root[0] == f"{_PROVENANCE} provenance":
            statements.append("".join(texts))
        elif root[0] == f"{_SOURCE} source":
            held = root[1].get("name", "").removesuffix(".txt")
            sources[held] = "".join(texts).encode()
    return statements, sources


def _maker(parts: Mapping[str, bytes]) -> str:
    """The program that saved the file last."""
    for tag, _, text in elements(parts.get("docProps/app.xml", b"")):
        if tag.endswith(" Application"):
            return text[:100]
    return ""


def _hidden_styles(
    parts: Mapping[str, bytes], related: list[tuple[str, str, str]]
) -> frozenset[str]:
    """The ids of styles whose text is hidden."""
    hidden: set[str] = set()
    style = ""
    for kind, target, _ in related:
        if kind == "styles" and target in parts:
            for tag, attributes, _ in elements(parts[target]):
                local = tag.rpartition(" ")[2]
                if local == "style":
                    style = attributes.get("styleId", "")
                elif local == "vanish" and attributes.on:
                    hidden.add(style)
    return frozenset(hidden)


def _notes(
    parts: Mapping[str, bytes],
    related: list[tuple[str, str, str]],
    hidden: frozenset[str],
    body: Story,
) -> tuple[dict[int, Found], list[Story]]:
    """The notes by the order of their marks in the text, which is how Word numbers them, and
    the stories that they are from."""
    found: dict[int, Found] = {}
    stories: list[Story] = []
    for kind, target, _ in related:
        if kind != "footnotes" or target not in parts:
            continue
        story = read_story(parts[target], hidden)
        stories.append(story)
        texts: dict[str, list[str]] = {}
        for paragraph in story.paragraphs:
            texts.setdefault(paragraph.note, []).append(paragraph.text)
        for number, identity in enumerate(body.marks, 1):
            found[number] = Found(" ".join(texts.get(identity, [])))
    return found, stories


def _tracked(revisers: list[str]) -> Iterator[Doubt]:
    """Tracked changes that are open: whoever opens the file sees other words as well."""
    if revisers:
        names = [name[:60] for name in dict.fromkeys(revisers) if name.strip()]
        by = f" by {', '.join(names[:5])}" if names else ""
        yield Doubt(f"it has open tracked changes{by}; its words are read as if all were accepted")


def _beside(
    parts: Mapping[str, bytes], related: list[tuple[str, str, str]], hidden: frozenset[str]
) -> Iterator[str]:
    """Text in parts that a brief does not have."""
    for kind, target, _ in related:
        if kind == "endnotes" and target in parts:
            for paragraph in read_story(parts[target], hidden).paragraphs:
                if paragraph.text.strip():
                    yield paragraph.text


def _as_built(parts: Mapping[str, bytes], rendering: Mapping[str, Any]) -> bool:
    """Whether every part is, byte for byte, the one that was built."""
    if rendering["format"] != "docx":
        return False
    kept = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in parts.items()
        if not name.startswith("customXml/") and name != "[Content_Types].xml"
    }
    return bool(kept == rendering["parts"])


def _doubts(
    parts: Mapping[str, bytes],
    main: str,
    related: list[tuple[str, str, str]],
    body: Story,
    rendering: Mapping[str, Any],
) -> Iterator[Doubt]:
    """What may hide or cover text, or was not there when the file was built."""
    if rendering["format"] != "docx":
        yield Doubt("its provenance was made for another format")
        return
    # A letterhead may have text boxes and floating pictures, as long as they are its own.
    same = rendering["parts"].get(main) == hashlib.sha256(parts[main]).hexdigest()
    if not (same and "letterhead" in rendering):
        for what in body.oddities:
            yield Doubt(what)
    # Programs that save a file keep its pictures as they are.
    built = {d for name, d in rendering["parts"].items() if name.startswith("word/media/")}
    found: dict[str, str] = {}
    for kind, target, _ in related:
        if kind == "image" and target in parts:
            found[hashlib.sha256(parts[target]).hexdigest()] = target
    if set(found) - built:
        yield Doubt("it has a picture that was not in it when it was built")
    elif built and not set(found) & built:
        yield Doubt("its pictures are missing")
    # A draft has comments from the start: then every part is as its digest says.
    if any(kind == "comments" for kind, _, _ in related) and not _as_built(parts, rendering):
        yield Doubt("it has comments")
    if any(kind == "attachedTemplate" for kind, _, _ in related) or any(
        name.endswith("vbaProject.bin") for name in parts
    ):
        yield Doubt("it carries a program or leans on a template from elsewhere")
