"""A sentence beside its passages: which word stands where, and in what company."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.reading import Names, Reading, quoted_ranges, read
from briefgen.diagnostics import Severity

_REACH = 9.0
#: The share of neighbouring words from which on a sentence keeps close to its passage's words.
_CLOSE = 0.3
#: The share of the passage's own words below which a sentence tells it in others.
_OWN = 0.3
#: How much a neighbour counts, by its distance in tenths (1.0 at none).
_WEIGHTS = [math.exp(-step / 25.0) for step in range(int(_REACH * 10) + 1)]

#: More places than this of one word in the passages are not looked at.
_MOST_PLACES = 60
_NOWHERE: list[int] = []
_FAR = len(_WEIGHTS)


class Pair:
    """A sentence and its passages, both read; made once per check and shared by the rules."""

    def __init__(
        self, sentence: str, passages: Sequence[str], names: Names, allowed: frozenset[str]
    ) -> None:
        self.passages = tuple(passages)
        self.offsets: list[int] = []
        at = 0
        for passage in passages:
            self.offsets.append(at)
            at += len(passage) + 1
        self.s: Reading = read(sentence, names)
        self.p: Reading = read("\n".join(passages), names)
        self.allowed = allowed
        self._found: dict[int, list[int]] = {}
        self._context: dict[tuple[int, int], float] = {}
        self._near: dict[int, list[tuple[int, float, dict[int, list[tuple[float, int]]]]]] = {}
        self._sentences: dict[int, dict[int, list[tuple[float, int]]]] = {}

    # ------------------------------------------------------------------ words
    def found(self, index: int) -> list[int]:
        """Where in the passages a word of the sentence, or one that may stand for it, stands."""
        known = self._found.get(index)
        if known is None:
            where = self.p.where
            keys = self.s.keys[index]
            if len(keys) == 1:
                known = where.get(self.s.tokens[index].stem, _NOWHERE)
            else:
                places: set[int] = set()
                for key in keys:
                    if more := where.get(key):
                        places.update(more)
                known = sorted(places) if places else _NOWHERE
            if len(known) > _MOST_PLACES:
                known = known[:_MOST_PLACES]
            self._found[index] = known
        return known

    def near(self, index: int) -> list[tuple[int, float, dict[int, list[tuple[float, int]]]]]:
        """The content words around a word of the sentence, weighted, each with the places where
        the passages have it, by sentence."""
        known = self._near.get(index)
        if known is None:
            place = self.s.place
            here = place[index]
            content = self.s.content
            known = []
            at = bisect_left(content, index)
            for step in (-1, 1):
                number = at + step if step < 0 or content[at : at + 1] == [index] else at
                while 0 <= number < len(content):
                    other = content[number]
                    far = abs(int((place[other] - here) * 10))
                    if far >= _FAR:
                        break
                    known.append((other, _WEIGHTS[far], self._by_sentence(other)))
                    number += step
            self._near[index] = known
        return known

    def _by_sentence(self, index: int) -> dict[int, list[tuple[float, int]]]:
        known = self._sentences.get(index)
        if known is None:
            known = {}
            place, sentence_of = self.p.place, self.p.sentence_of
            for there in self.found(index):
                known.setdefault(sentence_of[there], []).append((place[there], there))
            self._sentences[index] = known
        return known

    def context(self, index: int, there: int, skip: range | None = None) -> float:
        """How alike the company of a word of the sentence and a word of the passages is, 0 to 1."""
        if skip is None:
            known = self._context.get((index, there))
            if known is not None:
                return known
        sentence = self.p.sentence_of[there]
        here = self.p.place[there]
        total = score = 0.0
        for other, w, places in self.near(index):
            if skip is not None and other in skip:
                continue
            total += w
            places_here = places.get(sentence)
            if places_here is None:
                continue
            best = _FAR
            for position, at in places_here:
                far = abs(int((position - here) * 10))
                if far < best and at != there:
                    best = far
            if best < _FAR:
                score += w * _WEIGHTS[best]
        result = score / total if total else 0.0
        if skip is None:
            self._context[index, there] = result
        return result

    def best(self, index: int) -> int | None:
        """The place of a word of the sentence in the passages whose company is most alike."""
        places = self.found(index)
        if not places:
            return None
        if len(places) == 1:
            return places[0]
        stem, nearest = self.s.tokens[index].stem, self.nearest_sentence
        sentence_of, tokens = self.p.sentence_of, self.p.tokens
        here = [i for i in places if sentence_of[i] == nearest and tokens[i].stem == stem]
        if len(here) == 1:
            return here[0]
        return max(places, key=lambda there: self.fit(index, there))

    def fit(self, index: int, there: int) -> float:
        """How well a place fits a word: its company, the very word, and the sentence it stands
        in."""
        return (
            self.context(index, there)
            + (0.05 if self.p.tokens[there].stem == self.s.tokens[index].stem else 0.0)
            + (0.12 if self.p.sentence_of[there] == self.nearest_sentence else 0.0)
        )

    @cached_property
    def aligned(self) -> dict[int, int]:
        """The best place of each content word that stands in the passages."""
        found: dict[int, int] = {}
        for index in self.s.content:
            there = self.best(index)
            if there is not None:
                found[index] = there
        return found

    @cached_property
    def nearest_sentence(self) -> int:
        """The number of the passages' sentence that shares most with the sentence, or -1."""
        scores: dict[int, float] = {}
        for index in self.s.content:
            rare = 1.0 / (1 + len(self.found(index)))
            for sentence in {self.p.sentence_of[there] for there in self.found(index)}:
                scores[sentence] = scores.get(sentence, 0.0) + rare + 0.2
        return max(scores, key=lambda number: (scores[number], -number)) if scores else -1

    @cached_property
    def share(self) -> float:
        """The share of the sentence's content words that stand in the passages."""
        content = self.s.content
        return sum(1 for i in content if self.found(i)) / len(content) if content else 0.0

    @cached_property
    def loose(self) -> bool:
        """Whether hardly a word of the sentence, names and figures apart, is the passage's own."""
        words = [
            t
            for t in (self.s.tokens[i] for i in self.s.content)
            if t.kind == "word" and not t.capital
        ]
        own = sum(t.fold in self.p.folds for t in words)
        return len(words) > 3 and own < _OWN * len(words)

    @cached_property
    def _side_by_side(self) -> list[bool]:
        """Whether each content word and the next of the sentence stand so in the passages."""
        aligned, theirs = self.aligned, self.p.content
        found = []
        for left, right in itertools.pairwise(self.s.content):
            here, there = aligned.get(left), aligned.get(right)
            found.append(
                here is not None
                and there is not None
                and bisect_left(theirs, there) - bisect_left(theirs, here) == 1
            )
        return found

    def retold(self, index: int) -> bool:
        """Whether the sentence tells its passage in other words: of its content words, the one at
        `index` apart, few stand beside one another as they do there. A word that the passages do
        not have is then no sign of a change."""
        if self._in_one_phrase(index):
            return False
        at = bisect_left(self.s.content, index)
        rest = [kept for i, kept in enumerate(self._side_by_side) if i not in (at - 1, at)]
        return len(rest) > 2 and sum(rest) < _CLOSE * len(rest)

    def _in_one_phrase(self, index: int) -> bool:
        """Whether a word stands in the place of another right beside one that both have: `waste
        management` for `water management`."""
        s, p = self.s.tokens, self.p.tokens
        used = set(self.aligned.values())
        for step in (-1, 1):
            beside = index + step
            if not 0 <= beside < len(s) or not s[beside].content or s[beside].kind != "word":
                continue
            for there in self.found(beside):
                other = there - step
                if (
                    0 <= other < len(p)
                    and p[there].stem == s[beside].stem
                    and p[other].content
                    and p[other].kind == "word"
                    and other not in used
                    and self.p.clauses[self.p.clause_of[other]].verb != other
                ):
                    return True
        return False

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """The quotations in the sentence."""
        return quoted_ranges(self.s.text)

    def verbatim(self, first: int, end: int) -> bool:
        """Whether the words from a token of the sentence up to another stand in a passage as they
        are, but for capitals and the marks around them."""
        while first < end and self.s.tokens[first].fold in ("and", "but", "while", "whereas", ";"):
            first += 1
        while first < end and self.s.tokens[end - 1].kind == "mark":
            end -= 1
        if end - first < 4:
            return False
        words = self.s.text[self.s.tokens[first].start : self.s.tokens[end - 1].end]
        text, words = self.p.text.casefold(), words.casefold()
        at = text.find(words)
        # not in "Florin and Guilder agreed"
        return at == 0 or (at > 0 and text[:at].rstrip(" ").endswith((*".;:!?\n", " while")))

    def in_quotation(self, index: int) -> bool:
        """Whether a word of the sentence stands inside quotation marks."""
        token = self.s.tokens[index]
        return any(start <= token.start and token.end <= end for start, end in self.quoted)

    # --------------------------------------------------------------- findings
    def passage_of(self, there: int) -> int:
        """The index of the passage in which a token of the passages stands."""
        return max(0, bisect_right(self.offsets, self.p.tokens[there].start) - 1)

    def around(self, there: int) -> str:
        """The words of the passages around a token."""
        low, high = self.p.sentence_ranges[self.p.sentence_of[there]]
        low, high = max(low, there - 9), min(high, there + 10)
        text = self.p.text[self.p.tokens[low].start : self.p.tokens[high - 1].end]
        return text.replace("\n", " ")

    def written(self, index: int, there: int) -> str:
        """A word of the passages as it would be written in the place of one of the sentence: with
        a small letter where only the beginning of a sentence gave it its capital."""
        word = self.p.tokens[there].text
        opens = not there or self.p.sentence_of[there] != self.p.sentence_of[there - 1]
        if opens and word[1:].islower() and self.p.tokens[there].fold in common_words():
            word = word.lower()
        return word[0].upper() + word[1:] if not index and word[1:].islower() else word

    def partner(self, clause: Clause, *, least: int, share: float) -> Clause | None:
        """The passage's clause that a clause of the sentence tells again: the one that has at
        least `share` of its aligned content words, when there are `least` of them."""
        votes: dict[int, int] = {}
        for index in range(clause.start, clause.end):
            if self.s.tokens[index].content and index in self.aligned:
                number = self.p.clause_of[self.aligned[index]]
                votes[number] = votes.get(number, 0) + 1
        total = sum(votes.values())
        if total < least:
            return None
        best = max(votes, key=lambda number: (votes[number], -number))
        return self.p.clauses[best] if votes[best] >= share * total else None

    def otherwise_done(self, first: int, last: int, message: str, there: int | None) -> Finding:
        """The finding that the passage tells a deed otherwise: only planned, say, or asked for."""
        return self.finding(
            "claim-strength", "error", first, last, message, there, "use the passage's own verb"
        )

    def finding(
        self,
        code: str,
        severity: Severity,
        first: int,
        last: int,
        message: str,
        there: int | None = None,
        suggestion: str = "",
    ) -> Finding:
        """A finding on the sentence's tokens `first` to `last`, inclusive; a `last` past the end
        is the last of them."""
        last = min(last, len(self.s.tokens) - 1)
        if there is None and self.nearest_sentence >= 0:
            there = self.p.sentence_ranges[self.nearest_sentence][0]
        start, end = self.s.tokens[first].start, self.s.tokens[last].end
        return Finding(
            code,
            severity,
            self.s.text[start:end],
            start,
            end,
            message,
            None if there is None else self.passage_of(there),
            "" if there is None else self.around(there),
            suggestion,
        )
