"""Whether a text that just came in is a newer version of one that is archived already.

The question is asked of passages, not of titles or addresses: a page that was corrected keeps
most of its paragraphs, and two texts that share most of their paragraphs are one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.evidence.normalize import normal_form
from briefgen.record import record
from briefgen.workspace.model import Source

#: Shorter passages ("Share this page", a dateline) say nothing about where they come from.
_TELLING = 40
#: The share of the shorter text's letters that both must have.
_ENOUGH = 0.5


@record
class Edition:
    """The archived `source` of which a text is a version. `shared` of its telling passages stand
    in the text as they are, of `passages` in all; `same` when nothing but typography differs."""

    source: Source
    shared: int
    passages: int
    same: bool


def archived_version(sources: Iterable[Source], passages: Sequence[str]) -> Edition | None:
    """The archived source that is most likely a version of a text with these passages, if any
    is: at least half of the shorter text, by letters, stands in the other as it is."""
    forms = [normal_form(passage) for passage in passages]
    telling = {form for form in forms if len(form) >= _TELLING}
    size = sum(map(len, telling))
    if not size:
        return None
    best: tuple[int, Edition] | None = None
    for source in sources:
        theirs = [normal_form(p.text) for p in source.passages if len(p.text) >= _TELLING]
        shared = telling.intersection(theirs)
        weight = sum(map(len, shared))
        if weight < _ENOUGH * min(size, sum(map(len, set(theirs)))):
            continue
        if best is None or weight > best[0]:
            same = forms == [normal_form(p.text) for p in source.passages]
            best = weight, Edition(source, len(shared), len(theirs), same)
    return best[1] if best else None
