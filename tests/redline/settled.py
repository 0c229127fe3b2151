"""A Word file's text after accepting or rejecting all changes, by the letter of ECMA-376.

Written for the tests from clauses 17.13.5.14 to .21 (deleted and inserted runs, paragraphs
and rows), without briefgen's own reading, so that the two can disagree.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
How = Literal["accept", "reject"]


def story(data: bytes, how: How) -> list[Any]:
    """Paragraphs as (style and place in a list, text with [notes]), tables as lists of rows of
    cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        notes_root = etree.fromstring(archive.read("word/footnotes.xml"))
        lists = Lists(etree.fromstring(archive.read("word/numbering.xml")))
    gone = "del" if how == "accept" else "ins"
    notes = {note.get(f"{W}id"): note for note in notes_root}

    def words(element: Any) -> str:
        tag = element.tag.removeprefix(W)
        if tag == gone:
            return ""
        if tag in ("t", "delText"):
            assert (tag == "delText") == any(a.tag == f"{W}del" for a in element.iterancestors())
            return element.text or ""
        if tag == "tab":
            return "\t"
        if tag == "footnoteReference":
            inside = blocks(notes[element.get(f"{W}id")])
            return f"[{'|'.join(text for _, text in inside)}]"
        if tag == "r":
            look = element.find(f"{W}rPr")
            bold = look is not None and look.find(f"{W}b") is not None
            italic = look is not None and look.find(f"{W}i") is not None
            text = "".join(map(words, element))
            return f"{'*' * bold}{'/' * italic}{text}{'/' * italic}{'*' * bold}" if text else ""
        if tag in ("pPr", "rPr"):
            return ""
        return "".join(map(words, element))

    def blocks(parent: Any) -> list[Any]:
        found: list[Any] = []
        run_on = ""
        for element in parent:
            tag = element.tag.removeprefix(W)
            if tag == "p":
                look = element.find(f"{W}pPr/{W}rPr")
                mark_gone = look is not None and look.find(f"{W}{gone}") is not None
                text = run_on + words(element)
                if mark_gone:
                    run_on = text
                    continue
                run_on = ""
                look = element.find(f"{W}pPr")
                if how == "reject" and look is not None:
                    # What the paragraph's properties were (17.13.5.29).
                    before = look.find(f"{W}pPrChange/{W}pPr")
                    look = look if before is None else before
                found.append((said(look, "pStyle") + lists.place(look), text))
            elif tag == "tbl":
                assert not run_on, "words of a paragraph whose end is gone before a table"
                rows = [
                    [blocks(cell) for cell in row.iter(f"{W}tc")]
                    for row in element.iter(f"{W}tr")
                    if row.find(f"{W}trPr/{W}{gone}") is None
                ]
                if rows:
                    found.append(rows)
        assert not run_on, "the last paragraph's end is gone"
        return found

    body = root.find(f"{W}body")
    assert body is not None
    return joined(blocks(body))


def said(parent: Any, path: str) -> str:
    """The value of an element below another; empty without it."""
    found = None if parent is None else parent.find("/".join(W + name for name in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val"))


class Lists:
    """Counts the items of lists (17.9), paragraph by paragraph in the order of the text."""

    def __init__(self, root: Any) -> None:
        levels = {
            (definition.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): level
            for definition in root.iter(f"{W}abstractNum")
            for level in definition.iter(f"{W}lvl")
        }
        self.levels: dict[tuple[str, str], tuple[str, int]] = {}
        for instance in root.iter(f"{W}num"):
            number = instance.get(f"{W}numId")
            for (definition, at), level in levels.items():
                if definition == said(instance, "abstractNumId"):
                    self.levels[number, at] = (said(level, "numFmt"), int(said(level, "start")))
        # A definition that two lists share would count on in the second; each list of ours
        # starts anew (17.9.26), so that its number alone says what is counted together.
        self.starting = {
            instance.get(f"{W}numId")
            for instance in root.iter(f"{W}num")
            if instance.find(f"{W}lvlOverride/{W}startOverride") is not None
        }
        self.count: dict[tuple[str, str], int] = {}

    def place(self, properties: Any) -> str:
        """The level and the number of the next paragraph, or only its level with bullets."""
        number, at = said(properties, "numPr/numId"), said(properties, "numPr/ilvl")
        if number in ("", "0"):
            return ""
        assert number in self.starting
        kind, start = self.levels[number, at]
        if kind == "bullet":
            return f" {at} {kind}"
        self.count[number, at] = self.count.get((number, at), start - 1) + 1
        return f" {at} {kind} {self.count[number, at]}"


def joined(tree: list[Any]) -> list[Any]:
    """The same with neighbouring signs of one look made one: runs may be cut anywhere."""
    if isinstance(tree, list):
        return [joined(item) for item in tree]
    if isinstance(tree, tuple):
        return (tree[0], tree[1].replace("**", "").replace("//", ""))  # type: ignore[return-value]
    return tree
