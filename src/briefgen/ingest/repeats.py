"""What stands twice in a text: which of the two is the text, and which repeats it.

Compared is what the archive's own check compares: whole passages and long sentences, exactly,
after the one normalisation of `evidence.normalize`.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.evidence.checks.archived import SHORTEST_REPEAT, sentence_ranges
from briefgen.evidence.normalize import normal_form
from briefgen.ingest.passages import Passage, Repeated
from briefgen.record import replace

#: A teaser stands among the first passages, before the text itself begins.
_TEASER = 5
#: A longer sentence cannot be written down in `source.yaml`.
_LONGEST = 5_000


def with_repeats(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with those that repeat another classified, and the sentences that do.

    What stands under the title and again below is the repeat: below it has its context. Everywhere
    else the later one is. A short passage, such as a heading, may stand twice.
    """
    made = list(passages)
    places: dict[str, list[tuple[int, int]]] = {}
    wholes: dict[str, int] = {}
    sentences: list[list[str]] = []
    for at, passage in enumerate(made):
        ranges = sentence_ranges(passage.text) if passage.kind == "body" else []
        sentences.append([passage.text[start:end] for start, end in ranges])
        whole = normal_form(passage.text)
        if passage.kind == "body" and len(whole) >= SHORTEST_REPEAT:
            first = wholes.setdefault(whole, at)
            if first != at and len(sentences[-1]) > 1:
                made[at] = replace(passage, kind="repeat", of=first + 1, note="")
                sentences[-1] = []
        for number, sentence in enumerate(sentences[-1]):
            if SHORTEST_REPEAT <= len(sentence) <= _LONGEST:
                places.setdefault(normal_form(sentence), []).append((at, number))
    repeats: dict[int, dict[int, int]] = {}
    for found in places.values():
        if len({at for at, _ in found}) < 2:
            continue
        stays = _stays([at for at, _ in found], made, sentences, places)
        for at, number in found:
            if at != stays:
                repeats.setdefault(at, {})[number] = stays
    for at, numbers in repeats.items():
        made[at] = _classified(made[at], sentences[at], numbers, passages)
    return tuple(made)


def _stays(
    found: list[int],
    passages: Sequence[Passage],
    sentences: list[list[str]],
    places: dict[str, list[tuple[int, int]]],
) -> int:
    """The passage in which a sentence that stands in several is the text itself: the first that
    is no teaser."""
    for at in found:
        if not _is_teaser(at, passages, sentences, places):
            return at
    return found[-1]


def _is_teaser(
    at: int,
    passages: Sequence[Passage],
    sentences: list[list[str]],
    places: dict[str, list[tuple[int, int]]],
) -> bool:
    """Whether a passage near the top only repeats sentences from further below, wherever the
    text's own paragraphs or headings have not yet begun."""
    if at >= _TEASER or any(passage.kind == "heading" for passage in passages[:at]):
        return False
    return all(
        any(other > at for other, _ in places.get(normal_form(sentence), ()))
        for sentence in sentences[at]
    )


def _classified(
    passage: Passage,
    sentences: list[str],
    numbers: dict[int, int],
    passages: Sequence[Passage],
) -> Passage:
    """A passage of which some sentences repeat other passages."""
    repeated = tuple(Repeated(sentences[n], of + 1) for n, of in sorted(numbers.items()))
    if len(numbers) < len(sentences):
        # A sentence that stands twice in one passage could not be told from itself.
        told = tuple(r for r in repeated if passage.text.count(r.text) == 1)
        return replace(passage, sentences=(*passage.sentences, *told))
    of = repeated[0].of
    if normal_form(passage.text) in normal_form(passages[of - 1].text):
        return replace(passage, kind="repeat", of=of, note="")
    note = "repeats sentences of the text"
    told = repeated if all(passage.text.count(r.text) == 1 for r in repeated) else ()
    return replace(passage, kind="repeat", note=note, sentences=(*passage.sentences, *told))
