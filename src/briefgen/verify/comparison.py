"""What differs between the text that was built and the text that a file shows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from briefgen.provenance.letters import letters
from briefgen.verify.received import Found, Received

Part = Literal["body", "cell", "note", "marking"]
#: A paragraph is looked for among so many that follow, and so many texts are compared for
#: likeness in all: a hostile file has no two alike.
_NEAR = 20
_MOST_LIKENED = 20_000
#: Words that are shown on each side of those that differ.
_AROUND = 4


class Alteration(NamedTuple):
    """A paragraph, cell or note that is not as it was built. `was` and `now` are the words that
    differ with some around them, `where` is a phrase: `page 2, note 7`."""

    part: Part
    kind: Literal["changed", "missing", "added"]
    where: str
    page: int = 0
    was: str = ""
    now: str = ""


class Built(NamedTuple):
    """A paragraph as it was built; `cell` as in `Found`, `section` its heading."""

    text: str
    section: str = ""
    cell: tuple[int, int, int] | None = None


def built_body(visible: Mapping[str, Any]) -> list[Built]:
    """The body of a statement, each piece with the heading that it stands under."""
    section, made = "", []
    for piece in visible["body"]:
        if piece["kind"] == "heading":
            section = " ".join(piece["text"].split())
        place = piece.get("cell")
        cell = tuple(place) if isinstance(place, list) and len(place) == 3 else None
        made.append(Built(piece["text"], section, cell))
    return made


def compare(
    visible: Mapping[str, Any], received: Received, letterhead: Sequence[str] = ()
) -> list[Alteration]:
    """Every difference between a statement's text and a file's. `letterhead` are paragraphs that
    stand around the brief. Words that cannot be read are no difference."""
    built = [piece for piece in built_body(visible) if letters(piece.text)]
    found = [piece for piece in received.body if letters(piece.text)]
    unread = frozenset(doubt.page for doubt in received.unread)
    differences = list(_around(letterhead, built, found))
    differences += _body(built, found, unread)
    differences += _notes(visible["notes"], received.notes, unread)
    for stray in received.stray:
        if letters(stray.text) and not _amid(stray, unread):
            differences.append(
                Alteration("body", "added", _at(stray), stray.page, now=_short(stray.text))
            )
    return differences


def _around(
    letterhead: Sequence[str], built: Sequence[Built], found: list[Found]
) -> Iterator[Alteration]:
    """Take the letterhead's paragraphs out of those that were found; tell which are missing. A
    title that stands on a cover is both the letterhead's and the brief's."""
    if not letterhead:
        return
    ours = Counter(letters(piece.text) for piece in built)
    there = Counter(letters(piece.text) for piece in found)
    surplus: Counter[str] = Counter()
    for text in letterhead:
        kept = letters(text)
        if there[kept] > ours[kept]:
            there[kept] -= 1
            surplus[kept] += 1
        elif kept and not there[kept]:
            yield Alteration("body", "missing", "on the letterhead", was=_short(text))
    brief = []
    for piece in found:
        kept = letters(piece.text)
        if surplus[kept]:
            surplus[kept] -= 1
        else:
            brief.append(piece)
    found[:] = brief


def _amid(place: Found, unread: frozenset[int]) -> bool:
    """Whether what seems to be added stands where words cannot be read (on page 0: anywhere)."""
    return 0 in unread or place.page in unread


def _out_of_sight(text: str, place: Found | None, unread: frozenset[int]) -> bool:
    """Whether a text may be there as it was built, where words cannot be read: there is nothing
    or a part of it elsewhere, or letters that do not say what they are."""
    if not unread or place is None:
        return bool(unread)
    now = letters(place.text)
    return "\ufffd" in now or now in letters(text)


def _body(
    built: Sequence[Built], found: Sequence[Found], unread: frozenset[int]
) -> Iterator[Alteration]:
    was = [letters(piece.text) for piece in built]
    now = [letters(piece.text) for piece in found]
    if was == now or "".join(was) == "".join(now):
        return  # the same words; how they are divided into paragraphs is no matter
    patience = [_MOST_LIKENED]
    for first, last, low, high in _differing(was, now):
        page = found[low - 1].page if low else 1 if found and found[0].page else 0
        for piece, place in _paired(built[first:last], found[low:high], patience):
            page = place.page if place is not None and place.page else page
            if piece is None:
                unseen = place is not None and _amid(place, unread)
            else:
                unseen = _out_of_sight(piece.text, place, unread)
            if not unseen:
                yield _alteration(piece, place, page)


def _differing(was: list[str], now: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of both lists that differ. Texts that occur once in each are anchors, as many of
    them as keep their order (patience sorting, which takes no longer for hostile texts); between
    anchors, what is equal at either end does not differ."""
    first = low = 0
    for last, high in [*_anchors(was, now), (len(was), len(now))]:
        end_was, end_now = last, high
        while first < end_was and low < end_now and was[first] == now[low]:
            first, low = first + 1, low + 1
        while first < end_was and low < end_now and was[end_was - 1] == now[end_now - 1]:
            end_was, end_now = end_was - 1, end_now - 1
        if first < end_was or low < end_now:
            yield first, end_was, low, end_now
        first, low = last + 1, high + 1


def _anchors(was: list[str], now: list[str]) -> list[tuple[int, int]]:
    counts, others = Counter(was), Counter(now)
    places = {text: place for place, text in enumerate(now)}
    pairs = [(i, places[t]) for i, t in enumerate(was) if counts[t] == 1 == others.get(t)]
    # the longest run of pairs in which the places rise
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
    chosen: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _paired(
    built: Sequence[Built], found: Sequence[Found], patience: list[int]
) -> Iterator[tuple[Built | None, Found | None]]:
    """What was built with what stands in its place: cells by their place in the table, others
    by likeness, in order. `patience` is how many more texts are looked at so closely."""
    start = 0
    for piece in built:
        best, likeness = -1, 0.5
        for index in range(start, min(start + _NEAR, len(found))):
            place = found[index]
            if piece.cell is not None and piece.cell == place.cell:
                best = index
                break
            patience[0] -= 1
            near = _likeness(piece.text, place.text) if patience[0] > 0 else 0.0
            if near > likeness:
                best, likeness = index, near
        if best < 0:
            yield piece, None
            continue
        for place in found[start:best]:
            yield None, place
        yield piece, found[best]
        start = best + 1
    for place in found[start:]:
        yield None, place


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:2000], other[:2000], False)
    return 0.0 if matcher.real_quick_ratio() < 0.5 else matcher.quick_ratio()


def _alteration(piece: Built | None, place: Found | None, page: int) -> Alteration:
    cell = (piece.cell if piece is not None else None) or (place.cell if place else None)
    part: Part = "cell" if cell is not None else "body"
    where = _where(page, piece.section if piece is not None else "", cell)
    if piece is None:
        assert place is not None
        return Alteration(part, "added", where, page, now=_short(place.text))
    if place is None:
        return Alteration(part, "missing", where, page, was=_short(piece.text))
    was, now = changed_words(piece.text, place.text)
    return Alteration(part, "changed", where, page, was, now)


def _where(page: int, section: str, cell: tuple[int, int, int] | None) -> str:
    parts = [f"page {page}"] if page else []
    if section:
        parts.append(f"under “{_short(section, 60)}”")
    if cell is not None:
        table, row, column = cell
        parts.append(f"table {table}, {'header' if row == 0 else f'row {row}'}, column {column}")
    return ", ".join(parts) or "in the text"


def _at(place: Found) -> str:
    return f"page {place.page}" if place.page else "beside the text"


def _notes(
    built: Sequence[str], found: Mapping[int, Found], unread: frozenset[int]
) -> Iterator[Alteration]:
    for number, text in enumerate(built, 1):
        place = found.get(number)
        where = f"note {number}"
        if _out_of_sight(text, place, unread):
            continue
        if place is None:
            if letters(text):
                yield Alteration("note", "missing", where, was=_short(text))
            continue
        where = f"page {place.page}, {where}" if place.page else where
        if letters(text) != letters(place.text):
            was, now = changed_words(text, place.text)
            yield Alteration("note", "changed", where, place.page, was, now)
    for number, place in found.items():
        if _amid(place, unread):
            continue
        if not 1 <= number <= len(built) and letters(place.text):
            where = f"page {place.page}, note {number}" if place.page else f"note {number}"
            yield Alteration("note", "added", where, place.page, now=_short(place.text))


def changed_words(was: str, now: str) -> tuple[str, str]:
    """What differs, from the first word to the last that does, in both texts, with a few words
    around; `…` for what is left out."""
    old, new = was.split(), now.split()
    one, other = [letters(w) for w in old], [letters(w) for w in new]
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return _window(old, start, len(old) - end), _window(new, start, len(new) - end)


def _window(words: Sequence[str], low: int, high: int) -> str:
    start, end = max(0, low - _AROUND), min(len(words), high + _AROUND)
    middle = " ".join(words[start:end])
    return _short(f"{'… ' if start else ''}{middle}{' …' if end < len(words) else ''}", 400)


def _short(text: str, length: int = 200) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= length else text[: length - 1] + "…"
