"""A story without what stands between its words: earlier changes accepted, wrappers gone.

What is left are paragraphs, tables and runs, so that two files can be compared.
"""

from __future__ import annotations

from collections import Counter

from briefgen.word.names import Element, child, local, w

#: Wrappers whose content stays: what a content control holds, or what was inserted.
_DISSOLVED = {
    "sdt": "content controls",
    "smartTag": "smart tags",
    "customXml": "custom XML",
    "ins": "tracked changes",
    "moveTo": "tracked changes",
}
_REMOVED = {"del": "tracked changes", "moveFrom": "tracked changes"}
_CHANGES = frozenset(
    "rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange "
    "tblPrExChange numberingChange moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart "
    "customXmlDelRangeEnd cellIns cellDel cellMerge".split()
)


def settle(root: Element) -> Counter[str]:
    """Settle a part in place; how much of what was settled."""
    settled: Counter[str] = Counter()
    for element in list(root.iter(*(w(name) for name in (*_DISSOLVED, *_REMOVED, *_CHANGES)))):
        parent = element.getparent()
        if parent is None:
            continue
        name = local(element)
        if name in _CHANGES:
            settled["tracked changes"] += name.endswith("Change")
            parent.remove(element)
        elif local(parent) in ("rPr", "trPr"):
            continue  # marks of paragraphs and rows come below
        elif name in _REMOVED:
            settled[_REMOVED[name]] += 1
            parent.remove(element)
        else:
            settled[_DISSOLVED[name]] += 1
            content = child(element, "sdtContent") if name == "sdt" else element
            _unwrap(element, content)
    _settle_rows(root, settled)
    _settle_marks(root, settled)
    return settled


def _unwrap(element: Element, content: Element | None) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    inner = (
        [c for c in content if local(c) not in ("customXmlPr", "smartTagPr")]
        if (content is not None)
        else []
    )
    parent.remove(element)
    parent[at:at] = inner


def _settle_rows(root: Element, settled: Counter[str]) -> None:
    for mark in list(root.iter(w("ins"), w("del"))):
        properties = mark.getparent()
        if properties is None or local(properties) != "trPr":
            continue
        settled["tracked changes"] += 1
        row = properties.getparent()
        if local(mark) == "del" and row is not None and row.getparent() is not None:
            table = row.getparent()
            assert table is not None
            table.remove(row)
            around = table.getparent()
            if child(table, "tr") is None and around is not None:
                around.remove(table)
        else:
            properties.remove(mark)


def _settle_marks(root: Element, settled: Counter[str]) -> None:
    """Paragraphs whose mark was deleted run on into the next one, which keeps its look."""
    for paragraph in list(root.iter(w("p"))):
        look = child(paragraph, "pPr", "rPr")
        if look is None:
            continue
        marks = [m for m in look if local(m) in ("ins", "del", "moveFrom", "moveTo")]
        gone = any(local(m) in ("del", "moveFrom") for m in marks)
        for mark in marks:
            look.remove(mark)
            settled["tracked changes"] += 1
        following = paragraph.getnext()
        if not gone or following is None or local(following) != "p":
            continue
        content = [c for c in paragraph if local(c) != "pPr"]
        at = 1 if child(following, "pPr") is not None else 0
        following[at:at] = content
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)
