"""Assemble: painted pages, structure, links and metadata become one file."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.document import Document
from briefgen.writers.pdf import attachments, metadata
from briefgen.writers.pdf.context import Outline
from briefgen.writers.pdf.fontfile import embed
from briefgen.writers.pdf.furniture import VEIL, VEIL_OPACITY
from briefgen.writers.pdf.objects import File, byte_string, number, stream_source, text_string
from briefgen.writers.pdf.paint import Canvas
from briefgen.writers.pdf.runs import Words
from briefgen.writers.pdf.scripts import clean
from briefgen.writers.pdf.structure import Elem, source, used


def assemble(
    document: Document,
    contents: Sequence[bytes],
    canvas: Canvas,
    root: Elem,
    outlines: Sequence[Outline],
    words: Words,
) -> tuple[bytes, list[str]]:
    """The file's bytes, and the anchors that links ask for but nothing has.

    `contents` are the deflated content streams of the pages.
    """
    file = File()
    pages = [file.reserve() for _ in contents]
    tree = file.reserve()
    states = f"/ExtGState<</{VEIL}<</ca {VEIL_OPACITY}>>>>" if document.watermark else ""
    fonts, drawn = _fonts(file, canvas, words)
    resources = file.add(f"<</Font<<{fonts}>>{states}>>")
    lost: list[str] = []
    annotations, targets = _links(file, canvas, pages, lost)
    structure = _structure(file, canvas, root, pages)
    paper = document.style.page
    for index, content in enumerate(contents):
        stream = file.add(stream_source(content, "/Filter/FlateDecode"))
        held = " ".join(f"{link} 0 R" for link in annotations[index])
        file.fill(
            pages[index],
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {number(paper.width)} "
            f"{number(paper.height)}]/Resources {resources} 0 R/Contents {stream} 0 R"
            f"/StructParents {index}/Tabs/S{f'/Annots[{held}]' if held else ''}>>",
        )
    carried = attachments.attached(
        document,
        attachments.rendering(document, contents, targets, drawn) if document.provenance else "",
    )
    associated, embedded = attachments.embed_files(file, document, carried)
    kids = " ".join(f"{page} 0 R" for page in pages)
    file.fill(tree, f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
    catalog = (
        f"/Pages {tree} 0 R/Lang{text_string(clean(document.lang) or 'en')}"
        "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        f"/Metadata {file.add(metadata.xmp(document))} 0 R"
        f"/StructTreeRoot {structure} 0 R{metadata.output_intent(file)}"
        f"{_names(file, canvas, pages, embedded)}{associated}"
        f"{_outlines(file, outlines, canvas, pages)}"
    )
    return file.save(catalog, metadata.information(document)), lost


def _fonts(file: File, canvas: Canvas, words: Words) -> tuple[str, list[tuple[str, str]]]:
    """The font resources: a subset of each face that was painted with; and the digest of each
    by its name."""
    glyphs = words.glyphs()
    entries = []
    digests = []
    for face, name in canvas.faces.items():
        shown, clusters = glyphs.get(face, (set(), {}))
        font, digest = embed(file, face, shown, clusters)
        entries.append(f"/{name} {font} 0 R")
        digests.append((name, digest))
    return "".join(entries), digests


def _links(
    file: File, canvas: Canvas, pages: list[int], lost: list[str]
) -> tuple[list[list[int]], list[list[str]]]:
    """The link annotations and their targets, by page (ISO 32000-1 12.5.6.5; ISO 14289-1
    7.18.5).

    A link whose anchor nothing has stays text: a reader would be led nowhere.
    """
    by_page: list[list[int]] = [[] for _ in pages]
    targets: list[list[str]] = [[] for _ in pages]
    key = len(pages)
    for area in canvas.links:
        target = area.target
        if target.startswith("#"):
            if target[1:] not in canvas.anchors:
                lost.append(target[1:])
                area.elem.kind = "Span"
                continue
            action = f"/Dest{byte_string(target[1:])}"
        else:
            target = _address(target)
            action = f"/A<</S/URI/URI{byte_string(target)}>>"
        rect = " ".join(number(value) for value in area.rect)
        link = file.add(
            f"<</Type/Annot/Subtype/Link/Rect[{rect}]/Border[0 0 0]/F 4/P {pages[area.page]} 0 R"
            f"/Contents{text_string(area.says)}/StructParent {key}{action}>>"
        )
        area.elem.kids.append((area.page, -1, link))
        canvas.link_elems.append(area.elem)
        by_page[area.page].append(link)
        targets[area.page].append(target)
        key += 1
    return by_page, targets


def _address(target: str) -> str:
    """A URI in ASCII (ISO 32000-1 12.6.4.7)."""
    from urllib.parse import quote

    return quote(clean(target), safe="%/:=&?~#+!$,;'@()*[]-._")


def _structure(file: File, canvas: Canvas, root: Elem, pages: list[int]) -> int:
    """The structure tree's root, with everything below it."""
    elems = used(root)
    first = file.reserve()
    for elem in elems:
        elem.number = file.reserve()
    idents: list[tuple[str, int]] = []
    for elem in elems:
        parent = elem.parent.number if elem.parent is not None else first
        file.fill(elem.number, source(elem, parent, pages.__getitem__))
        if elem.ident:
            idents.append((elem.ident, elem.number))
    entries = []
    for index, marks in enumerate(canvas.marks):
        held = " ".join(f"{elem.number} 0 R" for elem in marks)
        entries.append(f"{index} {file.add(f'[{held}]')} 0 R")
    entries.extend(
        f"{len(pages) + index} {elem.number} 0 R" for index, elem in enumerate(canvas.link_elems)
    )
    parents = file.add(f"<</Nums[{' '.join(entries)}]>>")
    names = ""
    if idents:
        idents.sort()
        held = " ".join(f"({ident}) {num} 0 R" for ident, num in idents)
        names = f"/IDTree<</Names[{held}]>>"
    file.fill(
        first,
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(entries)}{names}>>",
    )
    return first


def _names(file: File, canvas: Canvas, pages: list[int], embedded: str) -> str:
    """The catalog's Names: the embedded files, and the destinations, so that
    `file.pdf#mark-3` works from outside."""
    if not canvas.anchors:
        return f"/Names<<{embedded}>>" if embedded else ""
    entries = []
    for name, (page, x, y) in sorted(
        canvas.anchors.items(), key=lambda item: item[0].encode("utf-8", "replace")
    ):
        place = f"[{pages[page]} 0 R/XYZ {number(x)} {number(y)} null]"
        entries.append(f"{byte_string(name)}{place}")
    names = file.add(f"<</Names[{' '.join(entries)}]>>")
    return f"/Names<</Dests {names} 0 R{embedded}>>"


def _outlines(file: File, outlines: Sequence[Outline], canvas: Canvas, pages: list[int]) -> str:
    """The bookmarks: a tree of the headings (ISO 32000-1 12.3.3)."""
    shown = [entry for entry in outlines if entry.anchor in canvas.anchors and entry.title]
    if not shown:
        return ""
    root = file.reserve()
    numbers = [file.reserve() for _ in shown]
    parents = [-1] * len(shown)
    kids: dict[int, list[int]] = {-1: []}
    path: list[int] = []
    for index, entry in enumerate(shown):
        while path and shown[path[-1]].level >= entry.level:
            path.pop()
        parents[index] = path[-1] if path else -1
        kids.setdefault(parents[index], []).append(index)
        path.append(index)
    for brothers in kids.values():
        for place, index in enumerate(brothers):
            entry = shown[index]
            page, x, y = canvas.anchors[entry.anchor]
            above = numbers[parents[index]] if parents[index] >= 0 else root
            text = f"<</Title{text_string(clean(entry.title))}/Parent {above} 0 R"
            text += f"/Dest[{pages[page]} 0 R/XYZ {number(x)} {number(y)} null]"
            if place:
                text += f"/Prev {numbers[brothers[place - 1]]} 0 R"
            if place + 1 < len(brothers):
                text += f"/Next {numbers[brothers[place + 1]]} 0 R"
            own = kids.get(index)
            if own:
                text += f"/First {numbers[own[0]]} 0 R/Last {numbers[own[-1]]} 0 R"
                text += f"/Count -{len(own)}"
            file.fill(numbers[index], text + ">>")
    top = kids[-1]
    file.fill(
        root,
        f"<</Type/Outlines/First {numbers[top[0]]} 0 R/Last {numbers[top[-1]]} 0 R"
        f"/Count {len(top)}>>",
    )
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"
