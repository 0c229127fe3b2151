"""The block directives of templates: `::: bottom-line` ... `:::`, `::: annex`, ..."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from briefgen.brief.pieces import Values
from briefgen.diagnostics import Hint
from briefgen.document import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CalloutKind,
    OrderedList,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Table,
    Text,
)
from briefgen.record import record, replace
from briefgen.regex import regex
from briefgen.text import Span

#: Directives that hold blocks and are closed by `:::`.
CONTAINERS: dict[str, str] = {
    "bottom-line": 'The lines a minister reads, set apart and larger. `::: bottom-line "Label"`',
    "judgement": 'The analyst\'s judgement, set apart from fact. `::: judgement "Label"`',
    "reading": 'Remarks on the sources, set apart. `::: reading "Label"`',
    "box": 'A neutral box. `::: box "Label"`',
    "lead": "Larger paragraphs.",
    "meta": "Muted paragraphs: the lines under the title.",
    "small": "Smaller paragraphs: legends and explanations.",
    "table": "Holds one table and says more about it: "
    '`widths="2,5,2"` (shares of the width), `caption="…"`, `summary="…"` (read aloud, not '
    "printed), `row-headers` (the first cell of each row heads it).",
}

#: Directives of one line.
LEAVES: dict[str, str] = {
    "figure": 'A drawing by name: `::: figure ladder`, with `caption="…"` if wanted.',
    "annex": "The cited passages, source by source; without it notes have no link.",
    "coverage": "A table of the sources: which of their passages are cited here, elsewhere in the "
    "workspace, and nowhere.",
    "ledger": "What was checked in this brief, and what somebody answers for.",
    "page-break": "What follows starts a new page.",
}

_CALLOUTS: dict[str, tuple[CalloutKind, str]] = {
    "bottom-line": ("bottom-line", "Bottom line"),
    "judgement": ("judgement", "Assessment: the analyst’s judgement"),
    "reading": ("reading", ""),
    "box": ("plain", ""),
}
_ROLES: dict[str, ParagraphRole] = {
    "bottom-line": "lead",
    "lead": "lead",
    "meta": "meta",
    "small": "small",
}
_ARGUMENT = regex(r"""\s*(?:([a-z-]+)=)?(?:"([^"]*)"|([^\s"{}]+))|\s*[{}]""")


@record
class AnnexPlace(PageBreak):
    """Where the annex goes; exchanged for it when the notes are numbered. `level` is that
    of its sources' headings."""

    level: int = 2


@record
class CoveragePlace(PageBreak):
    """Where the table of what the sources hold goes; exchanged for it when the notes are
    numbered."""


@record
class LedgerPlace(PageBreak):
    """Where the ledger goes; exchanged for it when the brief has been checked."""


@record
class Complaint:
    """Markdown that cannot be shown: what, and where as far as that is known."""

    message: str
    span: Span | None
    needle: str = ""
    hints: tuple[Hint, ...] = ()


@record
class Arguments:
    """What follows a directive's name: a word, a quoted label, `key=value` options."""

    word: str = ""
    label: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()


def arguments(text: str, values: Values) -> Arguments:
    """Read a directive's arguments; tokens in them are exchanged for their words."""
    words: list[str] = []
    label: str | None = None
    options: dict[str, str] = {}
    for match in _ARGUMENT.finditer(text):
        key, quoted, word = match.groups()
        if key:
            options[key] = values.text(quoted if quoted is not None else word)
        elif quoted is not None:
            label = values.text(quoted)
        elif word:
            words.append(values.text(word))
    return Arguments(words[0] if words else "", label, options, frozenset(words))


def contain(name: str, given: Arguments, blocks: Blocks, complain: Callable[[str], None]) -> Blocks:
    """The blocks of a container directive."""
    if name == "table":
        return _table(given, blocks, complain)
    if name in _ROLES:
        blocks = tuple(_with_role(block, _ROLES[name]) for block in blocks)
    if name in _CALLOUTS:
        kind, label = _CALLOUTS[name]
        return (Callout(kind, label if given.label is None else given.label, blocks),)
    return blocks


def _with_role(block: Block, role: ParagraphRole) -> Block:
    match block:
        case Paragraph(role="body"):
            return replace(block, role=role)
        case BulletList() | OrderedList():
            items = tuple(
                replace(item, blocks=tuple(_with_role(inner, role) for inner in item.blocks))
                for item in block.items
            )
            return replace(block, items=items)
    return block


def _table(given: Arguments, blocks: Blocks, complain: Callable[[str], None]) -> Blocks:
    if len(blocks) != 1 or not isinstance(blocks[0], Table):
        complain("`::: table` holds one table and nothing else; here stands something else")
        return blocks
    table = blocks[0]
    columns = table.columns
    if "widths" in given.options:
        try:
            weights = [float(part) for part in given.options["widths"].split(",")]
        except ValueError:
            weights = []
        if len(weights) != len(columns) or not all(0 < w < 1000 for w in weights):
            complain(f"`widths` needs {len(columns)} numbers, one for each column")
        else:
            columns = tuple(replace(c, weight=w) for c, w in zip(columns, weights, strict=True))
    caption = given.options.get("caption", "")
    return (
        replace(
            table,
            columns=columns,
            caption=(Text(caption),) if caption else (),
            summary=given.options.get("summary", ""),
            row_headers="row-headers" in given.flags,
        ),
    )
