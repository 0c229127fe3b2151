"""A PDF as it was received: its statement, its text by the structure tree, and whether it is
drawn as it was built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.verify.pdf_content import Fonts, PageText, page_text
from briefgen.verify.pdf_file import PdfFile
from briefgen.verify.pdf_structure import Shown, shown
from briefgen.verify.pdf_syntax import Raw, Ref, text_of
from briefgen.verify.received import Doubt, Found, Received, UnreadableError
from briefgen.verify.statement import read_statement

STATEMENT = "provenance.json"
#: The most bytes that draw the pages: a brief has some thousands a page.
MAX_CONTENT = 24 << 20

#: Of many pages that are missing, so many are named.
_TOLD = 20
#: How annotations are called that someone may have added.
_ADDED = {
    "FreeText": "a text box",
    "Stamp": "a stamp",
    "Redact": "a redaction",
    "Highlight": "a highlight",
    "StrikeOut": "struck-out words",
    "Text": "a sticky note",
}


def read_pdf(data: bytes) -> Received:
    """Everything that is needed of a PDF. Raises `UnreadableError`."""
    file = PdfFile(data)
    attached = list(_attachments(file))
    statements = [held for name, held in attached if name == STATEMENT]
    maker = text_of(file.get(file.dictionary(file.trailer.get("Info")).get("Producer")))
    if not statements:
        return Received("pdf", None, maker=maker)
    if len(set(statements)) > 1:
        raise UnreadableError("it carries more than one provenance")
    statement = read_statement(statements[0].decode("utf-8", "replace"))
    sources = {name.removesuffix(".txt"): held for name, held in attached if name != STATEMENT}

    pages = file.pages()
    fonts = Fonts(file)
    contents = [_content(file, page) for _, page in pages]
    if sum(map(len, contents)) > MAX_CONTENT:
        raise UnreadableError("more is drawn on its pages than on those of any brief")
    texts = [
        page_text(file, page, content, fonts)
        for (_, page), content in zip(pages, contents, strict=True)
    ]
    numbers = {ref: number for number, (ref, _) in enumerate(pages, 1) if ref is not None}
    tree = shown(file, numbers, texts)
    doubts = [*_drawing(file, pages, contents, statement["rendering"]), *_behaviour(file)]
    doubts += [
        Doubt(f"{what} is painted on it", number)
        for number, text in enumerate(texts, 1)
        for what in text.draws
    ]
    unread = tuple(_unread(texts, tree, {doubt.page for doubt in doubts}))
    return Received(
        "pdf",
        statement,
        tuple(tree.body),
        tree.notes,
        tuple(_stray(texts, tree)),
        _frame(texts),
        sources,
        not (doubts or unread),
        tuple(doubts),
        _signed(file),
        maker,
        unread,
    )


def _attachments(file: PdfFile) -> Iterator[tuple[str, bytes]]:
    """The associated and embedded files, by name; each file specification once."""
    names = file.dictionary(file.catalog.get("Names"))
    listed = [held for _, held in file.name_tree(names.get("EmbeddedFiles"))]
    seen: set[Ref] = set()
    for value in [*file.array(file.catalog.get("AF")), *listed]:
        if isinstance(value, Ref):
            if value in seen:
                continue
            seen.add(value)
        held = file.dictionary(value)
        name = text_of(file.get(held.get("UF"))) or text_of(file.get(held.get("F")))
        embedded = file.dictionary(held.get("EF"))
        stream = file.get(embedded.get("F"))
        if isinstance(stream, Raw):
            yield name, file.inflate(stream)


def _content(file: PdfFile, page: dict[str, Any]) -> bytes:
    """A page's content; of several streams (7.8.2) with a space between them."""
    held = file.get(page.get("Contents"))
    streams = held if isinstance(held, list) else [held]
    return b"\n".join(file.inflate(stream) for stream in streams)


def _stray(texts: list[PageText], tree: Shown) -> Iterator[Found]:
    """Text outside the structure, or in marked content that no element holds."""
    for number, text in enumerate(texts, 1):
        loose = [text.stray, *(t for m, t in text.marked.items() if (number, m) not in tree.used)]
        for piece in loose:
            if piece.strip():
                yield Found(piece, number)


def _unread(texts: list[PageText], tree: Shown, doubted: set[int]) -> Iterator[Doubt]:
    """Where words stand that cannot be read: the whole file without its tags, and pages that
    are not as they were built."""
    if not tree.used and (doubted or any(text.marked or text.stray for text in texts)):
        yield Doubt("the file has lost its tags, which say what its words are and in which order")
        return
    tagged = {page for page, _ in tree.used}
    for number, text in enumerate(texts, 1):
        shown = "".join((*text.marked.values(), *text.artifacts, text.stray))
        if number not in doubted:
            continue
        if "\ufffd" in shown:
            yield Doubt("its fonts do not say which letters they draw", number)
        elif text.draws and not shown.strip():
            yield Doubt("a picture stands in their place", number)
        elif text.draws and number not in tagged:
            yield Doubt("they have lost their tags, which say in which order they are read", number)


def _frame(texts: list[PageText]) -> tuple[str, ...]:
    """The running heads and feet, each page's as one text."""
    return tuple("\n".join(text.artifacts) for text in texts)


def _signed(file: PdfFile) -> bool:
    fields = file.array(file.dictionary(file.catalog.get("AcroForm")).get("Fields"))
    return any(file.dictionary(field).get("FT") == "Sig" for field in fields[:1000])


# ------------------------------------------------------------------- is it drawn as built?


def _drawing(
    file: PdfFile,
    pages: list[tuple[Ref | None, dict[str, Any]]],
    contents: list[bytes],
    rendering: Mapping[str, Any],
) -> Iterator[Doubt]:
    """What is drawn otherwise than the statement's digests say."""
    if rendering.get("format") != "pdf":
        yield Doubt("its provenance was made for another format")
        return
    expected = rendering["pages"]
    known = [page["content_sha256"] for page in expected]
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    in_order = len(expected) == len(pages)
    if not in_order:
        yield Doubt(f"it has {_pages(len(pages))}; it was built with {_pages(len(expected))}")
        for number in [n for n, digest in enumerate(known, 1) if digest not in digests][:_TOLD]:
            yield Doubt(f"page {number} of those that were built is not in it, or is altered")
    fonts: dict[int, str] = {}
    for number, ((_, page), digest) in enumerate(zip(pages, digests, strict=True), 1):
        at = number - 1
        if digest in known and (not in_order or known[at] != digest):
            at = known.index(digest)
            if in_order:
                yield Doubt(f"it stands where another page stood; it was page {at + 1}", number)
        if not in_order and digest not in known:
            yield Doubt("it is not drawn as any page was that was built", number)
        elif known[at] != digest:
            yield Doubt("it is not drawn as it was built", number)
        elif _links(file, page) != expected[at]["links_sha256"]:
            yield Doubt("its links lead elsewhere than they did", number)
        yield from _geometry(file, page, rendering["paper"], number)
        yield from _annotations(file, page, number)
        named = file.dictionary(file.dictionary(page.get("Resources")).get("Font"))
        for name, value in named.items():
            font = file.dictionary(value)
            if id(font) not in fonts:
                fonts[id(font)] = _font_digest(file, font)
            if fonts[id(font)] != rendering["fonts"].get(name):
                yield Doubt("its letters are drawn with another font than they were", number)
                break


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _geometry(
    file: PdfFile, page: dict[str, Any], paper: list[float], number: int
) -> Iterator[Doubt]:
    """What shows less of a page than there is, or shows it turned."""
    for key in ("MediaBox", "CropBox"):
        box = [file.get(value) for value in file.array(page.get(key))]
        if key in page and not _like(box, [0, 0, *paper]):
            yield Doubt("it is cut to another size", number)
            return
    if file.get(page.get("Rotate")) not in (None, 0) or "UserUnit" in page:
        yield Doubt("it is turned or scaled", number)


def _like(box: list[Any], wanted: list[float]) -> bool:
    numbers = all(isinstance(value, int | float) for value in box)
    return (
        len(box) == 4
        and numbers
        and all(abs(a - b) < 0.05 for a, b in zip(box, wanted, strict=True))
    )


def _annotations(file: PdfFile, page: dict[str, Any], number: int) -> Iterator[Doubt]:
    """Annotations that show something: ours are links without any look of their own, and a
    signature takes no room."""
    told: dict[str, None] = {}
    for value in file.array(page.get("Annots")):
        held = file.dictionary(value)
        kind = held.get("Subtype")
        box = [file.get(side) for side in file.array(held.get("Rect"))]
        flat = len(box) == 4 and (box[0] == box[2] or box[1] == box[3])
        if kind == "Popup" or (kind == "Widget" and flat) or (kind == "Link" and "AP" not in held):
            continue
        told[_ADDED.get(str(kind), "an annotation")] = None
    for what in told:
        yield Doubt(f"{what} was added to it", number)


def _links(file: PdfFile, page: dict[str, Any]) -> str:
    digest = hashlib.sha256()
    for value in file.array(page.get("Annots")):
        held = file.dictionary(value)
        if held.get("Subtype") != "Link":
            continue
        action = file.dictionary(held.get("A"))
        target = file.get(held.get("Dest"))
        if target is None and action.get("S") == "GoTo":
            target = file.get(action.get("D"))
        if isinstance(target, bytes):
            digest.update(b"#" + target + b"\n")
        elif action.get("S") == "URI" and isinstance(file.get(action.get("URI")), bytes):
            digest.update(file.get(action["URI"]) + b"\n")
        else:
            digest.update(b"?\n")
    return digest.hexdigest()


def _font_digest(file: PdfFile, font: dict[str, Any]) -> str:
    """The digest of how a font draws; empty when it is not of the kind that a brief has."""
    below = [file.dictionary(value) for value in file.array(font.get("DescendantFonts"))]
    if len(below) != 1 or font.get("Encoding") != "Identity-H":
        return ""
    if below[0].get("CIDToGIDMap") != "Identity" or file.get(below[0].get("DW")) != 0:
        return ""
    program = file.inflate(file.dictionary(below[0].get("FontDescriptor")).get("FontFile2"))
    parts = (program, _widths(file, below[0]).encode(), file.inflate(font.get("ToUnicode")))
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _widths(file: PdfFile, font: dict[str, Any]) -> str:
    """The `W` array in one form of all those that mean the same."""
    text = ""
    for value in file.array(font.get("W")):
        value = file.get(value)
        if isinstance(value, list):
            text += "[" + " ".join(_number(file.get(width)) for width in value) + "]"
        else:
            text += _number(value)
    return text


def _number(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, int | float) else "?"


def _behaviour(file: PdfFile) -> Iterator[Doubt]:
    """What a document may do when it is opened: ours do nothing."""
    names = file.dictionary(file.catalog.get("Names"))
    if "JavaScript" in names or "AA" in file.catalog:
        yield Doubt("it carries a program that runs when it is opened")
    elif file.dictionary(file.catalog.get("OpenAction")).get("S", "GoTo") != "GoTo":
        yield Doubt("it does something when it is opened")
    if "XFA" in file.dictionary(file.catalog.get("AcroForm")):
        yield Doubt("it carries a form that may be shown in its place")
    if "OCProperties" in file.catalog:
        yield Doubt("it has layers that can be shown and hidden")
