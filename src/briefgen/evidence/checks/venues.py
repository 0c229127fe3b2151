"""Where a meeting took place, held to how its passages name the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.book import Book, Remark
from briefgen.workspace.model import Workspace

#: What stands before a place, with up to three words of its own: `in the old city of Lutz`.
_BEFORE = (
    r"(?:\b(?:in|at|near|to|from|outside|visit(?:s|ed|ing)?|hosted by|venue)\b[ :]+(?:the )?"
    r"(?:(?!(?:which|and|or|that)\b)[\w’'-]+ ){0,3}?|^\W*)"
)


def meeting_is_where_its_passages_say(
    workspace: Workspace, book: Book
) -> Iterator[Remark | Diagnostic]:
    """A place that a passage has only as the name of a side (`New Delhi and Tokyo agreed`) is
    not where a meeting took place. A place that no passage has is for the check of names."""
    for meeting in workspace.meetings.values():
        if not meeting.place:
            continue
        place = re.escape(meeting.place.split(",")[0].strip())
        named = None
        for found in (book.found[e.key] for e in meeting.evidence if e.key in book.found):
            for number in found.passages:
                text = found.source.passages[number - 1].text
                if re.search(_BEFORE + place + r"(?!\w)", text, re.IGNORECASE):
                    break
                if at := re.search(rf"(?<!\w){place}(?!\w)", text):
                    begin = found.source.passages[number - 1].start + at.start()
                    named = named or found.source.archive.span(begin, begin + len(at[0]))
            else:
                continue
            break
        else:
            if named is not None:
                message = (
                    f"{CODES['place-untold']}; the passages that are quoted for it name "
                    f"`{meeting.place}`, but not as a place"
                )
                span = meeting.key_spans.get("place", meeting.span)
                hints = (
                    Hint("it stands here", named),
                    Hint("quote what says where it took place, or leave `place` out"),
                )
                yield Diagnostic("place-untold", message, span, "warning", hints)
