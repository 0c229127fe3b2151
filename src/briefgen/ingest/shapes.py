"""What paragraphs of a text without markup are, by their shape: the title, headings.

Nothing here knows a word of any text: a heading is a short line without the end of a sentence
that stands alone before a paragraph.
"""

from __future__ import annotations

from briefgen.ingest.dates import whole_date
from briefgen.ingest.reading import Block, Proposal
from briefgen.ingest.words import kind_of_words
from briefgen.record import replace
from briefgen.regex import regex

_LONGEST_TITLE = 300
_LONGEST_HEADING = 110
_MOST_WORDS = 16
_STOPS = (".", ",", ";", ":", "!", "…", "-", "–", "—", "。", "।", "،", "؛")
_NUMBERED = regex(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-Z][.)]) \S")
_BULLET = regex(r"[•‣◦▪▫■□●○·*+–—-] |\(?[a-z0-9]{1,3}\) ")
_SENTENCE_ENDS = regex(r"[a-z\d)][.!?][\"”’)]* +[A-Z]")
#: What stands above a title and is none.
_KICKER = regex(
    r"(?:press|media|news) (?:release|statement|note|advisory)\b.{0,40}|for immediate release|"
    r"embargoed\b.{0,60}|unclassified|official|(?:ref|reference|no)\b[.:].{0,60}",
    2,
)


def with_kinds(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a title and headings, where their shapes show them."""
    made = list(blocks)
    title = _title(blocks)
    for at, block in enumerate(blocks):
        if block.kind != "body" or kind_of_words(block.text) is not None:
            continue
        if at == title:
            made[at] = replace(block, kind="title")
        elif _is_heading(blocks, at, title):
            made[at] = replace(block, kind="heading")
    return tuple(made)


def proposals(blocks: tuple[Block, ...]) -> tuple[Proposal, ...]:
    """What the text itself says at its head: its title, and a line that is a date."""
    found = []
    for at, block in enumerate(blocks[:8]):
        if block.kind == "title":
            found.append(Proposal("title", block.text, "the text's first line"))
        elif day := whole_date(block.text):
            where = "the line under the title" if at else "the text's first line"
            found.append(Proposal("date", day, f"{where}: {block.text}"))
    return tuple(found)


def _title(blocks: tuple[Block, ...]) -> int:
    """Which block is the title; -1 for none. It is the first, but for what is printed above
    titles, and a paragraph follows it."""
    for at, block in enumerate(blocks[:4]):
        if _KICKER.fullmatch(block.text) or whole_date(block.text):
            continue
        short = len(block.text) <= _LONGEST_TITLE and not block.text.endswith(_STOPS)
        follows = any(_is_long(later) for later in blocks[at + 1 : at + 6])
        return at if short and follows and not _SENTENCE_ENDS.search(block.text) else -1
    return -1


def _is_heading(blocks: tuple[Block, ...], at: int, title: int) -> bool:
    if at < title or not looks_like_heading(blocks[at].text):
        return False
    # Three and more short lines in a row are a list or an address.
    first = last = at
    while first > max(0, title + 1) and looks_like_heading(blocks[first - 1].text):
        first -= 1
    while last + 1 < len(blocks) and looks_like_heading(blocks[last + 1].text):
        last += 1
    follows = last + 1 < len(blocks) and (
        _is_long(blocks[last + 1]) or _BULLET.match(blocks[last + 1].text) is not None
    )
    return follows and last - first < 2


def looks_like_heading(text: str) -> bool:
    """Whether a text is short and ends no sentence, as headings do."""
    number = _NUMBERED.match(text)
    return (
        len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_WORDS
        and not text.endswith(_STOPS)
        and not _BULLET.match(text)
        and not _SENTENCE_ENDS.search(text, number.end() - 1 if number else 0)
        and text[:1] not in "\"“'‘«([{<"
        and (not text[:1].islower())
        and any(map(str.isalpha, text))
        and (not text[:1].isdigit() or number is not None or text[1:2].isalnum())
        and whole_date(text) is None
    )


def _is_long(block: Block) -> bool:
    """Whether a block is a paragraph of sentences."""
    return len(block.text) > _LONGEST_HEADING or block.text.endswith((".", "。", "।", ":"))
