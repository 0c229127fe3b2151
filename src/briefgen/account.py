"""The ledger on the page: what of a brief was checked, and what somebody answers for.

`::: ledger` in a template prints both where it stands. What was waived is printed in any case:
a reader must know of a sentence that its sources do not bear out.
"""

from __future__ import annotations

from briefgen.brief.directives import LedgerPlace
from briefgen.diagnostics import CODES
from briefgen.document import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Column,
    Document,
    ListItem,
    Paragraph,
    Table,
    Text,
    text_cell,
)
from briefgen.ledger import KINDS, Ledger, Waived
from briefgen.record import replace
from briefgen.regex import regex

#: The label of what was waived.
LABEL = "Not borne out by the sources"
_CODE = regex(r"`([^`]*)`")
HEADER = ("", "Checked", "Not borne out", "Answered for", "Not checked")


def has_place(document: Document) -> bool:
    """Whether a template asks for the ledger."""
    return any(_asks(block) for block in document.blocks)


def with_ledger(document: Document, ledger: Ledger) -> Document:
    """The document with its ledger where a template asks for it. What was waived follows the
    remarks on the sources, or ends the document, when no template asks."""
    if has_place(document):
        blocks = _exchanged(document.blocks, (*_counts(ledger), *_waived(ledger)))
    elif ledger.waived:
        last = max(
            (
                at
                for at, block in enumerate(document.blocks)
                if isinstance(block, Callout) and block.kind == "reading"
            ),
            default=len(document.blocks) - 1,
        )
        blocks = (*document.blocks[: last + 1], *_waived(ledger), *document.blocks[last + 1 :])
    else:
        return document
    return replace(document, blocks=blocks)


def _asks(block: Block) -> bool:
    if isinstance(block, Callout):
        return any(_asks(inner) for inner in block.blocks)
    return isinstance(block, LedgerPlace)


def _exchanged(blocks: Blocks, printed: Blocks) -> Blocks:
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, LedgerPlace):
            made += printed
        elif isinstance(block, Callout):
            made.append(replace(block, blocks=_exchanged(block.blocks, printed)))
        else:
            made.append(block)
    return tuple(made)


def _counts(ledger: Ledger) -> Blocks:
    """A row for each kind of thing that was checked."""
    rows = []
    for kind in KINDS:
        tally = ledger.tally(kind)
        counts = (tally.checked, tally.failed, tally.waived, tally.skipped)
        rows.append((text_cell(kind.capitalize()), *(text_cell(str(count)) for count in counts)))
    columns = (Column(weight=2), *(Column("right", 1.5) for _ in range(4)))
    caption = (Text("Sentences of this brief and what is in them, beside their passages"),)
    header = tuple(text_cell(word) for word in HEADER)
    return (Table(columns, header, tuple(rows), caption, row_headers=True),)


def _waived(ledger: Ledger) -> Blocks:
    """What somebody answers for: each sentence, what its sources do not bear out, why it stands
    all the same, and who says so."""
    if not ledger.waived:
        return ()
    items = tuple(ListItem((Paragraph((Text(_said(one)),)),)) for one in ledger.waived)
    return (Callout("reading", LABEL, (BulletList(items),)),)


def _said(one: Waived) -> str:
    why = _CODE.sub(r"“\1”", one.message or CODES[one.code])
    return f"“{one.sentence}” The checks say: {why.rstrip('.')}. {one.by}: {one.reason}"
