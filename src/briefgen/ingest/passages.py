"""From what a reader found to the passages of an archive: cleaned, and each with its kind."""

from __future__ import annotations

from collections import Counter

from briefgen.evidence.normalize import normal_form
from briefgen.ingest.characters import one_line, printable
from briefgen.ingest.language import language_of
from briefgen.ingest.proposals import usable
from briefgen.ingest.reading import Block, Proposal, Reading
from briefgen.ingest.words import kind_of_words
from briefgen.record import record, replace
from briefgen.workspace.model import PassageKind


@record
class Repeated:
    """A sentence of a passage that stands again in passage `of` (from 1)."""

    text: str
    of: int


@record
class Passage:
    """A passage of an archive to be; `of` is the passage that a repeat repeats, from 1."""

    text: str
    kind: PassageKind = "body"
    note: str = ""
    of: int | None = None
    sentences: tuple[Repeated, ...] = ()


def settled(reading: Reading) -> Reading:
    """A reading of which each block can be archived: on one line, printable, never empty."""
    blocks = []
    remarks: Counter[str] = Counter()
    for block in reading.blocks:
        text, told = printable(block.text)
        text = one_line(text)
        remarks.update(told)
        if not text or text.isspace():
            continue
        turns = block.turns
        if text != block.text and turns:
            turns = tuple((len(one_line(printable(block.text[:at])[0])) + 1, p) for at, p in turns)
        blocks.append(replace(block, text=text, turns=turns))
    told = tuple(remark for remark in remarks if remark not in reading.remarks)
    return Reading(tuple(blocks), usable(reading.proposals), (*reading.remarks, *told))


def classified(blocks: tuple[Block, ...], title: str = "") -> tuple[Passage, ...]:
    """The passages of some blocks with their kinds: what the reader saw, what their words say,
    and what repeats what. `title` is the source's title, however it became known."""
    from briefgen.ingest.repeats import with_repeats

    passages = []
    wanted = normal_form(title).casefold()
    titled = False
    for at, block in enumerate(blocks):
        kind, note = block.kind, block.note
        if kind in ("body", "heading"):
            verdict = kind_of_words(block.text)
            if verdict is not None:
                kind, note = verdict
            elif not titled and at < 12 and _is(block.text, wanted):
                kind = "title"
        if kind == "title" and titled:
            kind = "heading"
        titled = titled or kind == "title"
        passages.append(Passage(block.text, kind, note))
    return with_repeats(passages)


def _is(text: str, title: str) -> bool:
    return 0 < len(title) < len(text) + 20 < 2_000 and normal_form(text).casefold() == title


def with_language(reading: Reading) -> Reading:
    """A reading with its language proposed by its words, where they are plain."""
    text = "\n".join(block.text for block in reading.blocks if block.kind == "body")
    language = language_of(text)
    stated = [p.value for p in reading.proposals if p.field == "language"]
    if not language or any(value.lower().split("-")[0] == language for value in stated):
        return reading
    proposal = Proposal("language", language, "its most ordinary words")
    # What a page says of its language is often that of the site; its words cannot err so.
    return replace(reading, proposals=(proposal, *reading.proposals))
