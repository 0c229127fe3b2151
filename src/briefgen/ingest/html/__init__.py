"""Web pages, as a browser saved them: their text, and what they say of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.ingest.characters import word_count
from briefgen.ingest.charset import decode
from briefgen.ingest.html.article import main_element
from briefgen.ingest.html.flow import Flow, Piece
from briefgen.ingest.html.metadata import proposals
from briefgen.ingest.html.shown import hidden_selectors, text_sizes
from briefgen.ingest.html.tree import MOST, Tree, parse
from briefgen.ingest.kinds import no_reader
from briefgen.ingest.plain import too_large
from briefgen.ingest.reading import Block, Reading
from briefgen.regex import regex

#: A saved page with everything in it, pictures too, is rarely larger.
LIMIT = 32 << 20

# How a page declares its encoding within its first 1,024 bytes (WHATWG HTML, 13.2.3.2), and how
# XHTML does.
_DECLARED = regex(
    r"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    r"|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})",
    2,
)


def read(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The text of a saved page, in any encoding, whatever it declares."""
    if len(data) > LIMIT:
        return None, [too_large(name, LIMIT)]
    declared = _DECLARED.search(data[:1024].decode("latin-1"))
    label = (declared[1] or declared[2]) if declared else ""
    decoded = decode(data, label, "The page")
    if decoded is None:
        hint = "open the page in a browser and save it again, as HTML"
        return None, [no_reader(name, "a page of bytes that are no letters", hint)]
    told = (decoded.remark,) if decoded.remark else ()
    reading, problems = read_page(decoded.text, name)
    if reading is not None:
        remarks = (*told, *reading.remarks)
        reading = Reading(reading.blocks, reading.proposals, remarks)
    return reading, problems


def read_page(page: str, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """The text of a page that has been decoded, without what a site puts around it."""
    tree = parse(page)
    if not tree.whole:
        return None, [_too_many(name)]
    flow = Flow(hidden_selectors(tree.root), sizes=text_sizes(tree.root))
    flow.walk(tree.root)
    main = main_element(flow.pieces, tree.root)
    inside = [piece for piece in flow.pieces if main in piece.element.ancestors()]
    blocks = _with_title([piece.block for piece in inside], flow.pieces)
    outside = sum(word_count(p.block.text) for p in flow.pieces) - sum(
        word_count(block.text) for block in blocks
    )
    remarks = _remarks(flow.left_out, outside)
    return Reading(blocks, proposals(tree, blocks), remarks), []


def read_fragment(page: str) -> tuple[Tree, tuple[Piece, ...], tuple[str, ...]] | None:
    """All text of a page that is nothing but text, such as a mail's; None for one that is too
    large. What is hidden, and what no text is, is left out as everywhere."""
    tree = parse(page)
    if not tree.whole:
        return None
    flow = Flow(hidden_selectors(tree.root), marking=False)
    flow.walk(tree.root)
    return tree, tuple(flow.pieces), _remarks(flow.left_out, 0)


def _with_title(blocks: list[Block], pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """The blocks of the text, with the page's heading where that stands before it."""
    if any(block.kind == "title" for block in blocks):
        return tuple(blocks)
    first = next((piece.block for piece in pieces if piece.block.kind == "title"), None)
    return (first, *blocks) if first is not None else tuple(blocks)


def _too_many(name: str) -> Diagnostic:
    message = f"{CODES['source-unusable']}; this page has more than {MOST:,} elements"
    hint = Hint("save the part that is wanted, as text or as a PDF")
    return Diagnostic("source-unusable", message, path=name, hints=(hint,))


def _remarks(left_out: Counter[str], outside: int) -> tuple[str, ...]:
    """What was left out, in plain sentences."""
    told = (
        (outside, "1 word", "words", "around the text (menus, boxes and the like)"),
        (left_out["hidden"], "1 word", "words", "that the page hides from its readers"),
        (left_out["controls"], "1 word", "words", "on buttons and in forms"),
        (left_out["struck"], "1 word", "words", "struck through"),
        (left_out["notes"], "the raised number of a note", "raised numbers of notes", ""),
        (left_out["frames"], "a frame", "frames", "with another page"),
        (left_out["drawings"], "a drawing or formula", "drawings and formulas", ""),
        (left_out["pictures"], "the description of a picture", "descriptions of pictures", ""),
    )
    return tuple(
        f"Left out: {one if count == 1 else f'{count:,} {several}'} {rest}".strip() + "."
        for count, one, several, rest in told
        if count > 0
    )
