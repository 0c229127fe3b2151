"""The quotes of a source: looked up as a build does, anchored, and those that are there already."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefgen.drafting.proposed import Proposed
from briefgen.evidence.normalize import Normalised, normal_form, normalise
from briefgen.evidence.passages import Match, find
from briefgen.evidence.resolve import not_body
from briefgen.record import record, replace
from briefgen.regex import regex
from briefgen.text import SourceText
from briefgen.workspace import values
from briefgen.workspace.model import Source, Workspace

_WORD = regex(r"[^\W_]{2,}")


@record
class Quote:
    """Words of the source, with what tells them from their like."""

    text: str
    prefix: str = ""
    suffix: str = ""


class Shelf:
    """A source made ready for quotes, and what of it is quoted already."""

    def __init__(self, workspace: Workspace, source: Source) -> None:
        self.source = source
        self.text = normalise(source.archive.text)
        self.aside = sorted((start, end) for start, end, _ in not_body(source))
        index: dict[str, set[int]] = {}
        for number, passage in enumerate(source.passages):
            for word in set(_WORD.findall(normal_form(passage.text))):
                index.setdefault(word, set()).add(number)
        self.index = {word: frozenset(numbers) for word, numbers in index.items()}
        self.quoted = sorted(self._quoted(workspace))

    def _quoted(self, workspace: Workspace) -> Iterator[tuple[int, int]]:
        """The ranges that outcomes of any status quote, also those with errors."""
        for path, text in workspace.texts.items():
            if path.startswith("briefs/outcomes/"):
                for quote, prefix, suffix in _quotes_in(text, self.source.id):
                    found = self.find(Quote(quote, prefix, suffix))
                    if found is not None:
                        yield from found.spans

    def find(self, quote: Quote) -> Match | None:
        """Where a quote stands, as a build would look it up; None where a build would refuse it.

        Only the passages that have all of its words are looked through.
        """
        numbers = self._having(quote.text)
        if not numbers:
            return self._find(self.text, quote, self.aside)
        passages = [self.source.passages[number] for number in numbers]
        starts, at = [], 0
        for passage in passages:
            starts.append(at)
            at += len(passage.text) + 1
        aside = [
            (max(start, low) - low + offset, min(end, high) - low + offset)
            for passage, offset in zip(passages, starts, strict=True)
            for low, high in ((passage.start, passage.start + len(passage.text)),)
            for start, end in self._aside_in(low, high)
        ]
        few = normalise("\n".join(passage.text for passage in passages))
        found = self._find(few, quote, aside)
        if found is None:
            return None
        which = bisect_right(starts, found.spans[0][0]) - 1
        shift = passages[which].start - starts[which]
        return replace(found, spans=tuple((a + shift, b + shift) for a, b in found.spans))

    def _aside_in(self, low: int, high: int) -> list[tuple[int, int]]:
        first = max(0, bisect_right(self.aside, (low, 0)) - 1)
        last = bisect_right(self.aside, (high, 0))
        return [one for one in self.aside[first:last] if one[0] < high and low < one[1]]

    def _find(
        self, text: Normalised, quote: Quote, aside: Sequence[tuple[int, int]]
    ) -> Match | None:
        found = find(
            text,
            quote.text,
            prefix=quote.prefix or None,
            suffix=quote.suffix or None,
            ignore=aside,
            passages=True,
        )
        return found if isinstance(found, Match) else None

    def _having(self, quote: str) -> list[int]:
        """The passages with all the words of a quote, by their place in the source; none when a
        word of it is nowhere."""
        listed = [
            self.index.get(word, frozenset()) for word in set(_WORD.findall(normal_form(quote)))
        ]
        if not listed:
            return []
        listed.sort(key=len)
        return sorted(listed[0].intersection(*listed[1:]))

    def known(self, start: int, end: int) -> bool:
        """Whether an outcome quotes from a range."""
        at = bisect_right(self.quoted, (end, 0))
        return any(left < end and start < right for left, right in self.quoted[max(0, at - 8) : at])

    def anchored(
        self, found: Proposed, low: int, high: int, lead: tuple[int, int] | None = None
    ) -> tuple[Quote, ...]:
        """The quotes of a proposal about the sentence at `[low, high)`, each found at its place and
        nowhere else; none when it cannot be. `lead` is where the line stands that opens its list.
        """
        text = self.source.archive.text
        start, end = low + found.start, low + found.end
        whole = text[low:high].rstrip(" .")
        quotes: list[Quote] = []
        for words, at in ((text[start:end], start), (whole, low)):
            quote = self._told_apart(words, at)
            if quote is not None:
                quotes.append(quote)
                break
        if quotes and found.lead:
            above = self._lead(found.lead, lead)
            if above is None:
                return ()
            quotes.insert(0, above)
        return tuple(quotes)

    def _lead(self, words: str, place: tuple[int, int] | None) -> Quote | None:
        """The quote of the line that opens a list. Its like often stands above other lists: what
        comes after it, in the first item, tells it from them."""
        text = self.source.archive.text
        at = text.find(words, *place) if place is not None else -1
        quote = Quote(words.rstrip(" :."))
        if at < 0:
            return quote if self.find(quote) is not None else None
        end = at + len(quote.text)
        for length in (0, 24, 60, 160):
            after = " ".join(_to_word(text[end : end + length]).split()) if length else ""
            quote = Quote(quote.text, "", after)
            match = self._find(self.text, quote, self.aside)
            if match is not None:
                sound = match.qualified is None and match.spans[0][0] == at
                return quote if sound else None
        return None

    def _told_apart(self, words: str, at: int) -> Quote | None:
        """A quote with as much before or after it as tells it from its like."""
        quote = Quote(words)
        text = self.source.archive.text
        line = text.rfind("\n", 0, max(at, 0)) + 1, text.find("\n", max(at, 0))
        for length in (0, 24, 60, 160):
            if length and at >= 0:
                before = _from_word(text[max(line[0], at - length) : at])
                end = at + len(words)
                after = _to_word(text[end : min(line[1], end + length)])
                quote = Quote(words, before.strip(), after.strip())
            found = self.find(quote)
            if found is not None:
                sound = found.qualified is None and (at < 0 or found.spans[0][0] == at)
                return quote if sound else None
        return None


def _from_word(text: str) -> str:
    return text[text.find(" ") + 1 :] if " " in text.strip() else text


def _to_word(text: str) -> str:
    return text[: text.rfind(" ")] if " " in text.strip() else text


def _quotes_in(text: SourceText, source: str) -> Iterator[tuple[str, str, str]]:
    """Quote, prefix and suffix of every piece of evidence of a source in a file of outcomes."""
    value, _ = values.parse(text)
    listed = value.entries.get("outcomes") if isinstance(value, values.Mapping) else None
    for outcome in listed.items if isinstance(listed, values.Sequence) else ():
        evidence = outcome.entries.get("evidence") if isinstance(outcome, values.Mapping) else None
        for one in evidence.items if isinstance(evidence, values.Sequence) else ():
            if isinstance(one, values.Mapping) and _scalar(one, "source") == source:
                yield _scalar(one, "quote"), _scalar(one, "prefix"), _scalar(one, "suffix")


def _scalar(mapping: values.Mapping, key: str) -> str:
    value = mapping.entries.get(key)
    return value.text if isinstance(value, values.Scalar) else ""
