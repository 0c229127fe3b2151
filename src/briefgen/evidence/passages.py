"""Finding a quote in a text: exactly, or not at all.

Pure: a text, a quote and its context come in; a `Match` or a `Refusal` goes out. The
order of the questions is the order of the answers' worth:

1. Do the words stand in the text, in the normal form of `normalize.py`? Literally first;
   else with elisions and insertions (`elision.py`). If not: `changed` when something close
   stands there, else `not-found`.
2. Do they begin and end between words (`edges.py`)? Else `cut`.
3. Do they say something (`too-short`), at one place (`ambiguous`), and at the place that
   prefix and suffix name (`elsewhere`)?
4. Does a denial outside govern them (`negated`)? Does a modal, a condition or a hedge? That
   is a warning, `qualified`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from briefgen.evidence import polarity
from briefgen.evidence.closest import closest
from briefgen.evidence.edges import inside, unspaced
from briefgen.evidence.elision import Pieces, take_apart, wrong_gap
from briefgen.evidence.normalize import Normalised, normal_form, normalise
from briefgen.evidence.sentences import crosses, crosses_passage, sentence
from briefgen.record import record
from briefgen.regex import regex

Reason = Literal[
    "not-found",
    "changed",
    "negated",
    "cut",
    "elision",
    "too-short",
    "elsewhere",
    "ambiguous",
]
Spans = tuple[tuple[int, int], ...]

_MANY = 200  # places that are looked at before a quote counts as ambiguous
_TRIES = 1_000_000  # places inside words that are passed over, in texts that are not texts
_STEPS = 2000  # combinations of the parts of an elided quote that are tried


@record
class Match:
    """A quote that was found. Offsets are characters of the text that was given.

    `spans` are the ranges of its parts, in order (one unless the quote elides). `qualified`
    is the range of a modal, condition or hedge outside the quote that weakens it. `aside`:
    it stands only in ranges that the caller asked to set aside. `insertions` are an editor's
    words, which are not in the text.
    """

    spans: Spans
    qualified: tuple[int, int] | None = None
    aside: bool = False
    insertions: tuple[str, ...] = ()


@record
class Refusal:
    """Why a quote may not be used.

    `detail` is what decided it, in words (a denial, what an elision leaves out), or empty.
    `at` is where to look in the text: the word or number that was cut, the denial, the
    closest passage (for `changed`; never used as a match). `places` are all places of an
    ambiguous quote.
    """

    reason: Reason
    detail: str = ""
    at: tuple[int, int] | None = None
    places: tuple[Spans, ...] = ()


@record
class QuoteResult:
    """What `find_quote` says about a quote.

    `status` is `found`, `ambiguous` or `refused`. When found, `start` and `end` are offsets
    into the text such that `text[start:end]` is the quote up to the forgiven differences;
    an elided quote runs from the start of its first part to the end of its last, and
    `spans` has the parts. `reason` is None when found, else one of `not-found`, `changed`,
    `negated`, `cut`, `elision`, `too-short`, `elsewhere` (it is there, but not where prefix
    and suffix say) and `ambiguous`. `warnings` holds `qualified` when a modal, a
    condition or a hedge outside the quote weakens it. `detail` explains, in words.
    """

    status: Literal["found", "ambiguous", "refused"]
    start: int | None = None
    end: int | None = None
    spans: Spans = ()
    reason: Reason | None = None
    warnings: tuple[str, ...] = ()
    detail: str = ""


def find_quote(
    text: str, quote: str, *, prefix: str | None = None, suffix: str | None = None
) -> QuoteResult:
    """Look a quote up in a text.

    `prefix` and `suffix` are the words right before and right after the quote (as in a W3C
    TextQuoteSelector); they tell it from its like. Only quotes, dashes, spaces, line
    breaks, soft hyphens and Unicode composition may differ between quote and text. Never
    raises for any strings; TypeError for what is no string.
    """
    given: dict[str, object] = {"text": text, "quote": quote, "prefix": prefix, "suffix": suffix}
    for name, value in given.items():
        if not isinstance(value, str) and (value is not None or name in ("text", "quote")):
            raise TypeError(f"{name} must be a string, not {type(value).__name__}")
    result = find(text, quote, prefix=prefix, suffix=suffix)
    if isinstance(result, Match):
        start, end = result.spans[0][0], result.spans[-1][1]
        if result.qualified is None:
            return QuoteResult("found", start, end, result.spans)
        detail = " ".join(text[slice(*result.qualified)].split())
        return QuoteResult(
            "found", start, end, result.spans, warnings=("qualified",), detail=detail
        )
    status: Literal["ambiguous", "refused"] = (
        "ambiguous" if result.reason == "ambiguous" else "refused"
    )
    return QuoteResult(status, reason=result.reason, detail=result.detail)


def find(
    text: str | Normalised,
    quote: str,
    *,
    prefix: str | None = None,
    suffix: str | None = None,
    ignore: Sequence[tuple[int, int]] = (),
    passages: bool = False,
) -> Match | Refusal:
    """Look a quote up in a text, which may come normalised (do that once for many quotes).

    `ignore`: sorted ranges of the text (classified repeats, boilerplate) that count only
    when the quote stands nowhere else. `passages`: every line is a passage of its own, and
    a quote stays within one.
    """
    n = normalise(text) if isinstance(text, str) else text
    needle = normal_form(quote)
    if not needle:
        return Refusal("too-short", "it is empty")
    pieces = Pieces((needle,), (None, None))
    places, cuts = _occurrences(n, needle)
    if not places and any(mark in needle for mark in "[.…"):
        apart = take_apart(needle)
        if apart.parts != pieces.parts:
            pieces = apart
            if apart.wrong:
                return Refusal("elision", apart.wrong)
            if not apart.parts:
                return Refusal("too-short", "it has no words of the source")
            if len(apart.parts) > 1:
                found = _elided(n, apart, passages)
                if isinstance(found, Refusal):
                    return found
                places, cuts = found, []
            else:
                places, cuts = _occurrences(n, apart.parts[0])
    if not places:
        return _nowhere(n, pieces, cuts)
    if _too_short(pieces.parts):
        return Refusal("too-short")
    return _choose(n, pieces, places, prefix, suffix, ignore, passages)


def stands_in(text: str, words: str) -> bool:
    """Whether some words stand in a text, between words, under the same normalisation."""
    needle = normal_form(words)
    return bool(needle) and bool(_occurrences(normalise(text), needle, most=1)[0])


def _occurrences(
    n: Normalised, needle: str, low: int = 0, high: int | None = None, most: int = _MANY
) -> tuple[list[Spans], list[tuple[int, int]]]:
    """Where a string stands between words, and where it stands inside words or numbers."""
    places: list[Spans] = []
    cuts: list[tuple[int, int]] = []
    size, find_in = len(needle), n.text.find
    high = len(n.text) if high is None else high
    at = find_in(needle, low, high)
    in_ascii_word = needle[0].isascii() and needle[0].isalnum()
    tried = 0
    while at >= 0 and len(places) < most and tried < _TRIES:
        tried += 1
        end = at + size
        before = n.text[at - 1 : at]
        if (
            (in_ascii_word and before.isascii() and before.isalnum())  # the usual case, quickly
            or _inside(n, at)
            or _inside(n, end)
        ):
            if len(cuts) < most:
                cuts.append((at, end))
        else:
            places.append(((at, end),))
        at = find_in(needle, at + 1, high)
    return places, cuts


def _inside(n: Normalised, at: int) -> bool:
    broken = crosses_passage(n, at - 1, at + 1)
    return inside(n.marked, at, broken)


def _elided(n: Normalised, pieces: Pieces, passages: bool) -> list[Spans] | Refusal:
    """All places where the parts stand in order, each gap one that may be left out."""
    first, _ = _occurrences(n, pieces.parts[0])
    places: list[Spans] = []
    refusal: Refusal | None = None
    steps = 0
    stack: list[Spans] = list(reversed(first))
    while stack and steps < _STEPS:
        steps += 1
        spans = stack.pop()
        k = len(spans)
        if k == len(pieces.parts):
            places.append(spans)
            continue
        begin = spans[-1][1]
        _, high = sentence(n, spans[-1][0], begin, passages=passages)
        nexts, _ = _occurrences(n, pieces.parts[k], begin, max(high, begin), most=20)
        for ((start, end),) in reversed(nexts):
            detail = wrong_gap(n.marked[begin:start], pieces.parts[k])
            if detail is None and crosses(n, begin, start, passages=passages):
                detail = "its parts stand in different sentences"
            if detail is None:
                stack.append((*spans, (start, end)))
            elif refusal is None:
                refusal = Refusal("elision", detail, n.source(begin, max(start, begin + 1)))
    if places:
        return places
    return refusal or _why_not_elided(n, pieces, bool(first))


def _why_not_elided(n: Normalised, pieces: Pieces, has_first: bool) -> Refusal:
    """Why the parts of an elided quote do not stand in one sentence in order."""
    for part in pieces.parts:
        places, cut = _occurrences(n, part, most=1)
        if not places:
            return _nowhere(n, Pieces((part,), (None, None)), cut)
    if has_first:
        at = 0
        for part in pieces.parts:
            places, _ = _occurrences(n, part, at, most=1)
            if not places:
                return Refusal("elision", "its parts stand in another order")
            at = places[0][0][1]
    return Refusal("elision", "its parts stand in different sentences")


def _nowhere(n: Normalised, pieces: Pieces, cuts: list[tuple[int, int]]) -> Refusal:
    """Why a quote that stands nowhere between words is refused."""
    if cuts:
        start, end = _whole_words(n, *cuts[0])
        at = n.source(start, end)
        return Refusal("cut", f"the text has `{_shown(n.original, at)}`", at)
    part = max(pieces.parts, key=len)
    near = closest(n.text, part)
    if near is not None:
        at = n.source(*near)
        return Refusal("changed", f"the text has `{_shown(n.original, at)}`", at)
    return Refusal("too-short" if _too_short(pieces.parts) else "not-found")


def _choose(
    n: Normalised,
    pieces: Pieces,
    places: list[Spans],
    prefix: str | None,
    suffix: str | None,
    ignore: Sequence[tuple[int, int]],
    passages: bool,
) -> Match | Refusal:
    """The one place that is meant, if there is one and it may be used."""
    fitting = [p for p in places if _in_context(n, p, prefix, suffix)]
    if not fitting:
        at = _source(n, places[0])
        words = "prefix" if prefix and not suffix else "suffix" if not prefix else "context"
        return Refusal("elsewhere", f"not with this {words}", (at[0][0], at[-1][1]))
    outside = [p for p in fitting if not _ignored(n, p, ignore)] if ignore else fitting
    chosen = outside or fitting
    if len(chosen) > 1:
        every = tuple(_source(n, p) for p in chosen[:20])
        return Refusal("ambiguous", f"{len(chosen)} places", every[0][0], every)
    place = chosen[0]
    start, end = place[0][0], place[-1][1]
    spans = _source(n, place)
    if passages and crosses_passage(n, start, end):
        return Refusal("elision", "it runs over the end of a passage", (spans[0][0], spans[-1][1]))
    low, high = sentence(n, start, end, passages=passages)
    if wrong := _wrong_subject(n, pieces, low, start):
        return Refusal("elision", wrong, (spans[0][0], spans[-1][1]))
    if denial := polarity.denial(n.marked, low, start, end, high):
        at2 = n.source(denial.start, denial.end)
        return Refusal("negated", f"`{_shown(n.original, at2)}` governs it", at2)
    weak = polarity.qualifier(n.marked, low, start, end, high)
    return Match(
        spans,
        qualified=n.source(weak.start, weak.end) if weak else None,
        aside=bool(ignore) and not outside,
        insertions=tuple(words for words in pieces.inserted if words),
    )


def _in_context(n: Normalised, place: Spans, prefix: str | None, suffix: str | None) -> bool:
    """Whether prefix and suffix stand right before and right after a place."""
    if prefix and (words := normal_form(prefix)):
        end = place[0][0]
        if n.text[end - 1 : end] == " ":
            end -= 1
        if not n.text.endswith(words, 0, end):
            return False
    if suffix and (words := normal_form(suffix)):
        start = place[-1][1]
        if n.text[start : start + 1] == " ":
            start += 1
        if not n.text.startswith(words, start):
            return False
    return True


def _ignored(n: Normalised, place: Spans, ignore: Sequence[tuple[int, int]]) -> bool:
    """Whether a place stands wholly in one of the ranges."""
    spans = _source(n, place)
    return any(low <= spans[0][0] and spans[-1][1] <= high for low, high in ignore)


def _source(n: Normalised, place: Spans) -> Spans:
    return tuple(n.source(*span) for span in place)


def _wrong_subject(n: Normalised, pieces: Pieces, low: int, start: int) -> str | None:
    """Why the editor's words at the quote's beginning put another in the place of who acts."""
    words = pieces.inserted[0]
    if not words or not re.match(r"[A-Z]", words):
        return None
    left = n.text[low:start].rstrip(" ")
    last = re.search(r"[\w'.-]+$", left)
    if last is None or not last.group()[:1].isupper() or words in left:
        return None
    if last.group().lower() in ("he", "she", "it", "they", "we", "both", "this", "that", "the"):
        return None
    return f"`[{words}]` takes the place of `{last.group()}`"


def _whole_words(n: Normalised, start: int, end: int) -> tuple[int, int]:
    """A cut range widened to the words and numbers that it cuts (at most a line of them)."""
    low, high = max(0, start - 40), min(len(n.text), end + 40)
    while start > low and _inside(n, start):
        start -= 1
    while end < high and _inside(n, end):
        end += 1
    return start, end


def _shown(text: str, at: tuple[int, int]) -> str:
    """A piece of the text on one line, shortened in the middle."""
    words = " ".join(text[at[0] : min(at[1], at[0] + 400)].split())
    return words if len(words) <= 160 else f"{words[:110]} … {words[-40:]}"


_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of to in on at by for with from and or but nor so as is are was were be been it
        its this that these those he she they we i you his her their our has have had do did does
        also agreed said which who will would may not no""",
    )
)
_WORDS = regex(r"[^\W_]+(?:['.,-][^\W_]+)*")


def _too_short(parts: tuple[str, ...]) -> bool:
    """A quote needs three words, one of them telling, or two telling ones."""
    words = telling = unspaced_letters = 0
    for part in parts:
        for match in _WORDS.finditer(part[:2000]):
            word = match.group()
            if unspaced(word[0]) or unspaced(word[-1]):
                unspaced_letters += len(word)
            else:
                words += 1
                telling += word.lower() not in _STOP_WORDS
    telling += unspaced_letters // 2
    words += unspaced_letters // 2
    return not (telling >= 2 or (words >= 3 and telling >= 1))
