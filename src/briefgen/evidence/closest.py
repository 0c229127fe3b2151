"""The passage that comes closest to a quote that is not there: for hints, never for use.

The work is bounded whatever the sizes: the first words of the quote are laid against the
few places in the text that share its rarest words.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from briefgen.regex import regex

_WORD = regex(r"\S+")
_QUOTE_WORDS = 60  # words of the quote that are compared
_ANCHORS = 6  # of its words that are looked up in the text
_PLACES = 24  # places of each that are tried
_COMPARED = 6  # places that are compared word by word
_CHUNK = 32  # letters of it that are looked up as they are, at five places
_RUNS = 4  # places at most that are named as differing
_RUN = 8  # words of such a place
_LIKE = 0.6  # share of equal words (or, for short quotes, 0.8 of equal letters)


def closest(text: str, quote: str) -> tuple[int, int] | None:
    """The range in `text` that is most like `quote`, if any is nearly it (both normal forms)."""
    words = [m.group() for m in _WORD.finditer(quote[:4000])][:_QUOTE_WORDS]
    if not words or not text:
        return None
    wanted = " ".join(words)
    best: tuple[float, int, int] | None = None
    for start in _likeliest(text, words, _candidates(text, wanted), len(wanted)):
        scored = _score(text, words, wanted, start)
        if scored and (best is None or scored[0] > best[0]):
            best = scored
    return (best[1], best[2]) if best else None


def difference(there: str, quote: str) -> tuple[str, str, int] | None:
    """The first words of `quote` that differ from the words `there`, what stands there, and
    how many more such places there are; None when too much differs to name it.

    Either side is empty where the other has words more. Both are normal forms; of a long
    quote the words that `closest` compares are compared.
    """
    if "[" in quote or "..." in quote:
        return None  # what an elision or an insertion stands for is no difference
    here = quote.split()[:_QUOTE_WORDS]
    words = there.split()
    matcher = SequenceMatcher(None, words, here, autojunk=False)
    runs = [run for run in matcher.get_opcodes() if run[0] != "equal"]
    if not runs or len(runs) > _RUNS or any(max(r[2] - r[1], r[4] - r[3]) > _RUN for r in runs):
        return None
    _, low, high, begin, end = runs[0]
    return " ".join(here[begin:end]), " ".join(words[low:high]), len(runs) - 1


def _likeliest(text: str, words: list[str], starts: list[int], size: int) -> list[int]:
    """The few places around which most words of the quote stand."""
    if len(starts) <= _COMPARED:
        return starts
    wanted = {_plain(word) for word in words}
    shared = {
        start: len(wanted & {_plain(w) for w in text[start : start + size].split()})
        for start in starts
    }
    return sorted(starts, key=lambda start: -shared[start])[:_COMPARED]


def _candidates(text: str, wanted: str) -> list[int]:
    """Offsets at which the quote would begin if one of its rarer words were in its place."""
    # long words are rare words; each anchor is the offset of one in the quote
    anchors = sorted(_WORD.finditer(wanted), key=lambda m: (m.start() - m.end(), m.start()))
    starts: dict[int, int] = {}
    for offset in range(0, len(wanted) - _CHUNK + 1, max(1, (len(wanted) - _CHUNK) // 4)):
        at = text.find(wanted[offset : offset + _CHUNK])
        if at >= 0:
            starts[max(0, at - offset) // 24] = max(0, at - offset)
    for anchor in anchors[:_ANCHORS]:
        for form in {anchor.group(), anchor.group().strip(".,;:!?\"'()")}:
            if not form:
                continue
            at = text.find(form)
            for _ in range(_PLACES):
                if at < 0:
                    break
                start = max(0, at - anchor.start())
                starts[start // 24] = min(start, starts.get(start // 24, start))
                at = text.find(form, at + 1)
    if not starts and len(wanted) >= 4:  # no word is the same: a quarter of it may be
        size = max(2, len(wanted) // 4)
        for offset in range(0, len(wanted) - size + 1, size):
            at = text.find(wanted[offset : offset + size])
            if at >= 0:
                starts[at // 24] = max(0, at - offset)
    return list(starts.values())[: _ANCHORS * _PLACES]  # the likeliest come first


def _score(text: str, words: list[str], wanted: str, start: int) -> tuple[float, int, int] | None:
    """How like the quote the text around an offset is, and the range that is meant."""
    low = max(0, text.rfind(" ", 0, max(0, start - 24)) + 1)
    window = text[low : start + len(wanted) + 48]
    there = list(_WORD.finditer(window))
    spoken = [_plain(m.group()) for m in there]
    matcher = SequenceMatcher(None, spoken, [_plain(word) for word in words], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        if not there:
            return None
        return _score_letters(window, wanted, low)
    first = max(0, blocks[0].a - blocks[0].b)
    rest = len(words) - (blocks[-1].b + blocks[-1].size)
    last = min(len(there), blocks[-1].a + blocks[-1].size + rest) - 1
    begin, end = there[first].start(), there[last].end()
    if words[-1][-1].isalnum():  # the quote ends without punctuation
        end -= len(window[begin:end]) - len(window[begin:end].rstrip(".,;:!?\"'"))
    equal = 2 * sum(block.size for block in blocks) / (last - first + 1 + len(words))
    if equal < _LIKE:
        letters = SequenceMatcher(None, window[begin:end], wanted, autojunk=False)
        if len(wanted) > 400 or letters.quick_ratio() < 0.8 or letters.ratio() < 0.8:
            return None
        equal = min(_LIKE, letters.ratio())
    return equal, low + begin, low + end


def _plain(word: str) -> str:
    """A word without case and outer punctuation: what differs only in those is close."""
    return word.casefold().strip(".,;:!?\"'()") or word


def _score_letters(window: str, wanted: str, low: int) -> tuple[float, int, int] | None:
    if len(wanted) > 400:
        return None
    matcher = SequenceMatcher(None, window, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    begin = max(0, blocks[0].a - blocks[0].b)
    end = min(len(window), begin + len(wanted))
    ratio = SequenceMatcher(None, window[begin:end], wanted, autojunk=False).ratio()
    begin = window.rfind(" ", 0, begin + 1) + 1  # whole words, for the eye
    end = end if (space := window.find(" ", end)) < 0 else space
    return (ratio, low + begin, low + end) if ratio >= 0.8 else None
