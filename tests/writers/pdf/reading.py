"""Reading a PDF back with programs that know nothing of the writer.

pdfium gives the text, poppler the text by page, pikepdf the objects.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2

from briefgen.document import (
    Block,
    BlockQuote,
    BulletList,
    Callout,
    Cite,
    Document,
    Figure,
    Heading,
    Inlines,
    LineBreak,
    NoteMark,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Strength,
    Table,
    Text,
    Title,
    strength_text,
)


def pdfium_pages(data: bytes) -> list[str]:
    """The text of each page, by pdfium."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def has_poppler() -> bool:
    """Whether `pdftotext` is there."""
    return shutil.which("pdftotext") is not None


def poppler_pages(data: bytes) -> list[str]:
    """The text of each page, by poppler."""
    ran = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return ran.stdout.decode("utf-8").split("\f")[:-1]


def words(text: str) -> list[str]:
    """The words of a text; spaces of every kind part them."""
    return text.split()


def solid(text: str) -> str:
    """A text without any space, for scripts that write none and for broken lines."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


# ------------------------------------------------------------------------ expectations


def inline_text(inlines: Inlines) -> str:
    """The text that inlines must print, marks included."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Text(text=text):
                parts.append(text)
            case Strength():
                parts.append(strength_text(node))
            case NoteMark(number=number):
                parts.append(str(number))
            case LineBreak():
                parts.append(" ")
            case Cite():
                pass
            case _:
                parts.append(inline_text(node.children))
    return "".join(parts)


def block_texts(block: Block, *, labels: bool = True) -> list[str]:
    """The texts of a block, one a paragraph, in reading order; without `labels`, what hangs
    beside a passage is left out."""
    match block:
        case Title(children=children) | Heading(children=children):
            return [inline_text(children)]
        case Paragraph(children=children):
            return [inline_text(children)]
        case BulletList(items=items) | OrderedList(items=items):
            return [text for item in items for text in _texts(item.blocks, labels)]
        case BlockQuote(blocks=blocks):
            return _texts(blocks, labels)
        case Callout(label=label, blocks=blocks):
            return [label, *_texts(blocks, labels)]
        case Table(header=header, rows=rows, caption=caption):
            cells = [*header, *(cell for row in rows for cell in row)]
            return [
                inline_text(caption),
                *(text for cell in cells for text in _texts(cell.blocks, labels)),
            ]
        case Figure(caption=caption):
            return [inline_text(caption)]
        case Passage(label=label, children=children, marks=marks):
            back = [f"↑{mark}" for mark in marks]
            return [*([label] if labels else []), inline_text(children), *back]
        case PageBreak():
            return []


def _texts(blocks: Sequence[Block], labels: bool) -> list[str]:
    return [text for block in blocks for text in block_texts(block, labels=labels)]


def document_texts(document: Document) -> list[str]:
    """Every text that a brief must print, notes at the end."""
    texts = [text for block in document.blocks for text in block_texts(block)]
    texts.extend(inline_text(note.children) for note in document.notes)
    return [text for text in texts if text.strip()]


# ---------------------------------------------------------------------- structure tree


@dataclass(frozen=True)
class Element:
    """An element of the structure tree as a reader finds it."""

    kind: str
    lang: str
    alt: str
    ident: str
    content: tuple[str | Element, ...]

    @property
    def kids(self) -> list[Element]:
        """The elements in it."""
        return [item for item in self.content if isinstance(item, Element)]

    @property
    def own_text(self) -> str:
        """The text that is in it and in none of its kids."""
        return "".join(item for item in self.content if isinstance(item, str))

    @property
    def text(self) -> str:
        """All the text in it, in reading order."""
        return "".join(i if isinstance(i, str) else i.text for i in self.content)

    def walk(self) -> list[Element]:
        """This element and all below it, in reading order."""
        return [self, *(deep for kid in self.kids for deep in kid.walk())]

    def outline(self, depth: int = 0) -> str:
        """The tree as text, one element a line."""
        extra = "".join(
            f" {name}={value}"
            for name, value in (("lang", self.lang), ("alt", self.alt), ("id", self.ident))
            if value
        )
        line = f"{'  ' * depth}{self.kind}{extra}"
        if self.own_text.strip():
            line += f": {' '.join(self.own_text.split())}"
        return "\n".join([line, *(kid.outline(depth + 1) for kid in self.kids)])


def marked_text(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content of a page, by its MCID, from the operators alone:
    glyph numbers through ToUnicode, ActualText where there is one."""
    fonts = {
        name: to_unicode(font)
        for name, font in page.obj["/Resources"]["/Font"].items()  # type: ignore[operator]
    }
    texts: dict[int, str] = {}
    stack: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    mcid: int | None = None
    hidden = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            entry = operands[1] if name == "BDC" else None
            stack.append((mcid, False))
            if isinstance(entry, pikepdf.Dictionary):
                if "/MCID" in entry:
                    mcid = int(entry["/MCID"])
                elif "/ActualText" in entry:
                    if mcid is not None:
                        texts[mcid] = texts.get(mcid, "") + str(entry["/ActualText"])
                    hidden += 1
                    stack[-1] = (mcid, True)
            if str(operands[0]) == "/Artifact":
                mcid = None
        elif name == "EMC":
            mcid, was_hidden = stack.pop()
            hidden -= was_hidden
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "TJ" and mcid is not None and not hidden:
            for piece in operands[0]:  # type: ignore[union-attr]
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    pairs = zip(raw[::2], raw[1::2], strict=True)
                    text = "".join(font[high * 256 + low] for high, low in pairs)
                    texts[mcid] = texts.get(mcid, "") + text
    assert not stack, "marked content left open"
    return texts


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """The text of each glyph number, as the font's ToUnicode says."""
    source = bytes(font["/ToUnicode"].read_bytes()).decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", source)
    }


def structure(data: bytes) -> Element:
    """The structure tree with the text of each element; asserts that every kid is there
    and that the parent tree leads back to the element."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        texts = [marked_text(page) for page in pdf.pages]
        seen: set[tuple[int, int]] = set()
        root = pdf.Root["/StructTreeRoot"]
        parents = root["/ParentTree"]["/Nums"]
        tree = {int(parents[i]): parents[i + 1] for i in range(0, len(parents), 2)}

        def read(elem: pikepdf.Object) -> Element:
            content: list[str | Element] = []
            held = elem.get("/K", pikepdf.Array())
            own = elem.get("/Pg")
            for kid in held if isinstance(held, pikepdf.Array) else [held]:  # type: ignore[union-attr]
                if not isinstance(kid, pikepdf.Dictionary):
                    where, mcid = own, int(kid)  # type: ignore[call-overload]
                elif str(kid.get("/Type", "")) == "/MCR":
                    where, mcid = kid["/Pg"], int(kid["/MCID"])
                elif str(kid.get("/Type", "")) == "/OBJR":
                    key = int(kid["/Obj"]["/StructParent"])
                    assert tree[key].objgen == elem.objgen, "annotation of another element"
                    continue
                else:
                    assert kid["/P"].objgen == elem.objgen, "kid of another parent"
                    content.append(read(kid))
                    continue
                page = pages[where.objgen]  # type: ignore[union-attr]
                assert (page, mcid) not in seen, "marked content used twice"
                seen.add((page, mcid))
                struct_parents = int(pdf.pages[page].obj["/StructParents"])
                assert tree[struct_parents][mcid].objgen == elem.objgen, "parent tree leads astray"
                content.append(texts[page].get(mcid, ""))
            return Element(
                str(elem["/S"])[1:],
                str(elem.get("/Lang", "")),
                str(elem.get("/Alt", "")),
                str(elem.get("/ID", "")),
                tuple(content),
            )

        whole = read(root["/K"])
        marked = {(p, m) for p, of_page in enumerate(texts) for m in of_page}
        assert marked <= seen, "marked content outside the structure tree"
        return whole
