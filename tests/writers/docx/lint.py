"""What Word refuses or mends although the schema allows it, found without Word.

The Open XML SDK does not see these: bookmark names twice, a cell without a last paragraph,
styles, anchors and lists that are not there, text where no text may stand. Written from
ECMA-376, not from the writer.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_STORY = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parts(data: bytes) -> dict[str, etree._Element]:
    """Every XML part of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name), _PARSER)
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def lint(data: bytes) -> list[str]:
    """Everything wrong with a DOCX file, in words."""
    files = parts(data)
    stories = {name: root for name, root in files.items() if _STORY.fullmatch(name)}
    found: list[str] = []
    names = [e.get(W + "name") or "" for s in stories.values() for e in s.iter(W + "bookmarkStart")]
    ids = [e.get(W + "id") for s in stories.values() for e in s.iter(W + "bookmarkStart")]
    ends = [e.get(W + "id") for s in stories.values() for e in s.iter(W + "bookmarkEnd")]
    found += [
        f"bookmark {n} twice" for n, k in Counter(n.casefold() for n in names).items() if k > 1
    ]
    found += [f"bookmark name {n}" for n in names if not re.fullmatch(r"[A-Za-z_]\w{0,39}", n)]
    found += [f"bookmark id {i} twice" for i, k in Counter(ids).items() if k > 1]
    if sorted(ids, key=str) != sorted(ends, key=str):
        found.append("bookmarks that do not end")
    styles = {
        (e.get(W + "type"), e.get(W + "styleId"))
        for e in files["word/styles.xml"].iter(W + "style")
    }
    numbers = set()
    if "word/numbering.xml" in files:
        numbers = {e.get(W + "numId") for e in files["word/numbering.xml"].iter(W + "num")}
        found += _lists(files["word/numbering.xml"])
    found += _styles(files["word/styles.xml"])
    pictures: list[str | None] = []
    for name, root in stories.items():
        folder, _, file = name.rpartition("/")
        relations = files.get(f"{folder}/_rels/{file}.rels")
        known = set() if relations is None else {e.get("Id") for e in relations}
        for e in root.iter():
            found += [
                f"{name}: no relation {value}"
                for key, value in e.attrib.items()
                if str(key).startswith(R) and value not in known
            ]
            found += [f"{name}: {problem}" for problem in _element(e, styles, numbers, names)]
            if e.tag == WP + "docPr":
                pictures.append(e.get("id"))
                if not e.get("descr"):
                    found.append("picture without alternative text")
    found += [f"picture id {i} twice" for i, k in Counter(pictures).items() if k > 1]
    found += _notes(files)
    return found


def _element(
    e: etree._Element,
    styles: set[tuple[str | None, str | None]],
    numbers: set[str | None],
    bookmarks: list[str],
) -> list[str]:
    found = []
    tag, value = str(e.tag), e.get(W + "val")
    kind = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}.get(
        tag.removeprefix(W)
    )
    if kind and (kind, value) not in styles:
        found.append(f"no {kind} style {value}")
    if tag == W + "numId" and value not in numbers:
        found.append(f"no list {value}")
    anchor = e.get(W + "anchor")
    if tag == W + "hyperlink" and anchor is not None and anchor not in bookmarks:
        found.append(f"no bookmark {anchor}")
    if tag in (W + "tc", W + "footnote", W + "hdr", W + "ftr") and (
        len(e) == 0 or e[-1].tag != W + "p"
    ):
        found.append(f"{tag} must end with a paragraph")
    if tag == W + "tbl":
        after = e.getnext()
        if after is not None and after.tag == W + "tbl":
            found.append("two tables touch: Word makes one of them")
        columns = len(e.findall(f"{W}tblGrid/{W}gridCol"))
        if any(len(row.findall(W + "tc")) != columns for row in e.findall(W + "tr")):
            found.append("a row with more or fewer cells than columns")
    # What is deleted stands in elements of its own, and nothing else does (17.3.3.7).
    deleted = next(e.iterancestors(W + "del"), None) is not None
    if deleted and tag in (W + "t", W + "instrText"):
        found.append(f"{tag} in deleted text")
    if not deleted and tag in (W + "delText", W + "delInstrText"):
        found.append(f"{tag} outside deleted text")
    texts = ("t", "instrText", "delText", "delInstrText")
    if tag.startswith(W) and tag.removeprefix(W) not in texts:
        stray = (e.text or "") + "".join(child.tail or "" for child in e)
        if stray.strip():
            found.append(f"stray text {stray[:20]!r} in {tag}")
    if tag == W + "t" and len(e):
        found.append("elements inside w:t")
    return found


def _notes(files: dict[str, etree._Element]) -> list[str]:
    if "word/footnotes.xml" not in files:
        return []
    every = list(files["word/footnotes.xml"].iter(W + "footnote"))
    notes = [e.get(W + "id") for e in every]
    separators = [e.get(W + "id") for e in every if e.get(W + "type")]
    marks = [e.get(W + "id") for e in files["word/document.xml"].iter(W + "footnoteReference")]
    found = [f"note id {i} twice" for i, k in Counter(notes).items() if k > 1]
    found += [f"note {i} marked twice" for i, k in Counter(marks).items() if k > 1]
    found += [f"mark without note {i}" for i in marks if i not in notes]
    found += [f"note without mark {i}" for i in notes if i not in (*separators, *marks)]
    listed = [e.get(W + "id") for e in files["word/settings.xml"].iter(W + "footnote")]
    if listed != separators:
        found.append("settings do not name the separators")
    return found


def _lists(numbering: etree._Element) -> list[str]:
    """Definitions before lists, ids once, and each list with its definition (17.9.16)."""
    definitions = [e.get(W + "abstractNumId") for e in numbering.findall(W + "abstractNum")]
    lists = [e.get(W + "numId") for e in numbering.findall(W + "num")]
    found = [f"list definition {i} twice" for i, k in Counter(definitions).items() if k > 1]
    found += [f"list {i} twice" for i, k in Counter(lists).items() if k > 1]
    found += [
        f"list without definition {e.get(W + 'val')}"
        for e in numbering.findall(f"{W}num/{W}abstractNumId")
        if e.get(W + "val") not in definitions
    ]
    order = [e.tag.removeprefix(W) for e in numbering]
    if order != sorted(order, key=("abstractNum", "num", "numIdMacAtCleanup").index):
        found.append("list definitions after lists")
    marks = Counter(e.get(W + "val") for e in numbering.iter(W + "nsid"))
    found += [f"list mark {i} twice" for i, k in marks.items() if k > 1]
    return found


def _styles(styles: etree._Element) -> list[str]:
    """Each id and name once, and each style leads to others that are there."""
    all_ = styles.findall(W + "style")
    ids = Counter((e.get(W + "styleId") or "").lower() for e in all_)
    names = Counter((e.find(W + "name").get(W + "val") or "").lower() for e in all_)  # type: ignore[union-attr]
    found = [f"style {i} twice" for i, k in ids.items() if k > 1]
    found += [f"style name {i} twice" for i, k in names.items() if k > 1]
    known = {e.get(W + "styleId"): e.get(W + "type") for e in all_}
    for e in all_:
        for tag in ("basedOn", "next", "link"):
            link = e.find(W + tag)
            if link is None:
                continue
            target = link.get(W + "val")
            if target not in known:
                found.append(f"style {e.get(W + 'styleId')}: {tag} leads to no style {target}")
            elif tag == "basedOn" and known[target] != e.get(W + "type"):
                found.append(f"style {e.get(W + 'styleId')} is based on one of another kind")
    return found
