"""How a story ends: the mark of its last paragraph stays, whatever is accepted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from briefgen.redline.alignment import Pairs
from briefgen.redline.blocks import Block, ParagraphBlock
from briefgen.redline.lines import Status


@dataclass(frozen=True, slots=True)
class Shift:
    """From the pair `first` on, a paragraph's mark belongs to the change after it."""

    first: int
    status: Status


def with_last_paragraph(pairs: Pairs[Block]) -> tuple[Pairs[Block], Shift | None]:
    """The mark of a story's last paragraph can be neither taken out nor put in.

    When text is added at the end, what is put in is the mark of the paragraph before and the
    new words: the marks shift by one. Where that cannot be (a table between, another style or
    list), the last old and the last new paragraph are made one.
    """
    if not pairs or all(pair[1] is None for pair in pairs) or all(p[0] is None for p in pairs):
        if pairs:  # all taken out, or all put in: only the last mark stays
            return pairs, Shift(len(pairs) - 1, "kept")
        return pairs, None
    old_last = max(at for at, pair in enumerate(pairs) if pair[0] is not None)
    new_last = max(at for at, pair in enumerate(pairs) if pair[1] is not None)
    if old_last == new_last:
        return pairs, None
    old, new = pairs[old_last][0], pairs[new_last][1]
    if not isinstance(old, ParagraphBlock) or not isinstance(new, ParagraphBlock):
        return pairs, None
    kept = min(old_last, new_last)
    end = pairs[-1][0] or pairs[-1][1]
    before, after = pairs[kept]
    run_on = all(isinstance(pair[0] or pair[1], ParagraphBlock) for pair in pairs[kept:])
    if before is not None and after is not None:
        # What is left of the two has the look of the end, so this must be the look of both.
        beside = before if new_last < old_last else after
        if run_on and isinstance(end, ParagraphBlock) and _look(end) == _look(beside):
            return pairs, Shift(kept, "deleted" if new_last < old_last else "inserted")
        # The last old and the last new paragraph become one; their counterparts stand alone.
        if old_last == kept:
            rest: Pairs[Block] = [*pairs[:kept], (None, after), *pairs[kept + 1 : new_last]]
        else:
            rest = [*pairs[:kept], (before, None), *pairs[kept + 1 : old_last]]
        return [*rest, (old, new)], None
    rest = [pair for at, pair in enumerate(pairs) if at not in (old_last, new_last)]
    return [*rest, (old, new)], None


def _look(block: Block) -> Hashable:
    """The style of a paragraph, and which list it is in."""
    return (block.kind, block.number if isinstance(block, ParagraphBlock) else "")
