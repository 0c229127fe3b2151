"""The verdict on each quote of a source whose text has a new version.

A quote keeps its anchor without being asked about only when nothing around it can have
changed its meaning: the whole sentence that it stands in is there, word for word (up to the
normalisation of `evidence/normalize.py`), as body text, with what it refers to (`context.py`),
and it is not another occurrence of it that has been there before. A number, a name, a verb or
a denial that changed in the quote *or anywhere in its sentence* therefore always needs a person.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from briefgen.drift.context import introduction, refers_back
from briefgen.drift.pairing import paired
from briefgen.drift.wording import mapped
from briefgen.evidence.closest import closest
from briefgen.evidence.normalize import Normalised, normal_form, normalise
from briefgen.evidence.passages import Match, Refusal, Spans, find
from briefgen.evidence.resolve import not_body
from briefgen.evidence.sentences import sentence
from briefgen.record import record
from briefgen.workspace.model import Evidence, Source, SourcePassage

Kind = Literal["same", "moved", "changed", "gone"]


class Edition:
    """One version of a source, made ready for many quotes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.archive.text
        self.passages: Sequence[SourcePassage] = source.passages
        self.normal: Normalised = normalise(self.text)
        self.forms = [normal_form(passage.text) for passage in source.passages]
        self.aside = sorted((start, end) for start, end, _ in not_body(source))
        self._starts = [passage.start for passage in source.passages]

    def find(self, evidence: Evidence, quote: str | None = None) -> Match | Refusal:
        """Where a quote stands; another wording of it where one is given."""
        return find(
            self.normal,
            evidence.quote if quote is None else quote,
            prefix=evidence.prefix,
            suffix=evidence.suffix,
            ignore=self.aside,
            passages=True,
        )

    def numbers(self, spans: Spans) -> tuple[int, ...]:
        """The passages that some ranges touch."""
        first = bisect_right(self._starts, spans[0][0])
        last = bisect_right(self._starts, spans[-1][1] - 1)
        return tuple(range(first, last + 1))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The range of the sentence in which a range of the text stands."""
        n = self.normal
        low, high = self._normal(start), self._normal(end)
        first, last = sentence(n, low, max(high, low + 1), passages=True)
        return n.source(first, max(last, first + 1))

    def referred(self, offset: int) -> str:
        """The sentences that the one at an offset refers to with its first word, in its passage;
        empty when it refers to none."""
        passage = self.passages[self.numbers(((offset, offset + 1),))[0] - 1]
        end = low = self.sentence(offset, offset + 1)[0]
        while low > passage.start and refers_back(self.text[low : low + 40]):
            at = len(self.text[passage.start : low].rstrip()) - 1 + passage.start
            first = self.sentence(at, at + 1)[0]
            if not passage.start <= first < low:
                break
            low = first
        return self.text[low:end].strip()

    def lead(self, offset: int) -> str:
        """The passage that introduces the list in which an offset stands; empty when it stands in
        none."""
        return introduction(self.passages, self.numbers(((offset, offset + 1),))[0])

    def _normal(self, offset: int) -> int:
        """The offset in the normal form of an offset in the text."""
        n = self.normal
        if n.text == self.text:
            return offset
        return bisect_left(range(len(n.text)), offset, key=lambda i: n.source(i, i + 1)[0])


@record
class Anchor:
    """Where a quote stands in one version: the passages and the offsets into its text."""

    passages: tuple[int, ...]
    spans: Spans


@record
class Verdict:
    """What became of a quote.

    `was` is its anchor in the archived version and `now` the one in the new version: of the
    quote when it is `same` or `moved`, of the closest words when it is `changed`, None when it
    is `gone`. `why` says in words what changed. `old` and `new` are what to compare word by
    word: the sentence, or for `same` and `moved` the passage around an untouched sentence where
    that has changed (else both are empty). `proposal` is the new version's wording of the
    quote, when there is one that could be quoted instead; the quote's own words when only its
    sentence changed.
    """

    evidence: Evidence
    kind: Kind
    was: Anchor
    now: Anchor | None
    why: str = ""
    old: str = ""
    new: str = ""
    proposal: str | None = None

    @property
    def needs_person(self) -> bool:
        """Whether nothing but a person's decision lets the quote stand."""
        return self.kind in ("changed", "gone")


@record
class Drift:
    """What a new version of a source changes.

    `skipped` are quotes that the archived version itself refuses, so that there is no anchor to
    compare, with the code of the refusal. `pairs` maps passages of the archived version to those
    of the new one; `added` and `removed` are the passages without a counterpart.
    """

    verdicts: tuple[Verdict, ...]
    skipped: tuple[tuple[Evidence, str], ...]
    pairs: dict[int, int]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    rewritten: tuple[int, ...]

    @property
    def needs_person(self) -> bool:
        """Whether any quote needs one."""
        return any(verdict.needs_person for verdict in self.verdicts)


def compare(archived: Source, new: Source, quotes: Iterable[Evidence]) -> Drift:
    """What became of each quote of the archived version, and of its passages."""
    old_edition, new_edition = Edition(archived), Edition(new)
    pairs = paired(old_edition.forms, new_edition.forms)
    judge = _Judge(old_edition, new_edition, pairs)
    verdicts: list[Verdict] = []
    skipped: list[tuple[Evidence, str]] = []
    for evidence in quotes:
        standing = old_edition.find(evidence)
        if isinstance(standing, Refusal):
            skipped.append((evidence, f"quote-{standing.reason}"))
        else:
            verdicts.append(judge.verdict(evidence, standing))
    counterparts = set(pairs.values())
    return Drift(
        tuple(verdicts),
        tuple(skipped),
        pairs,
        tuple(p.number for p in new.passages if p.number not in counterparts),
        tuple(p.number for p in archived.passages if p.number not in pairs),
        tuple(
            n for n, at in pairs.items() if old_edition.forms[n - 1] != new_edition.forms[at - 1]
        ),
    )


class _Judge:
    """Gives the verdicts on the quotes of one source."""

    def __init__(self, old: Edition, new: Edition, pairs: dict[int, int]) -> None:
        self.old = old
        self.new = new
        self.pairs = pairs

    def verdict(self, evidence: Evidence, standing: Match) -> Verdict:
        """What became of one quote that stands in the archived version."""
        was = Anchor(self.old.numbers(standing.spans), standing.spans)
        result = self.new.find(evidence)
        if isinstance(result, Refusal):
            return self._refused(evidence, was, result)
        now = Anchor(self.new.numbers(result.spans), result.spans)
        old, new = self._sentence(self.old, was), self._sentence(self.new, now)
        if normal_form(old) != normal_form(new):
            why = "its words stand as they are, but their sentence has changed"
            return Verdict(evidence, "changed", was, now, why, old, new, evidence.quote)
        if told := self._other_context(was, now):
            why, before, after = told
            return Verdict(evidence, "changed", was, now, why, before, after, evidence.quote)
        if result.aside and not standing.aside:
            why = "its words stand only in text that is not body text"
            return Verdict(evidence, "changed", was, now, why, old, new, evidence.quote)
        if self._another(old, was, now):
            return self._rewritten_beside_a_like(evidence, was, now)
        kind: Kind = "same" if was.passages == now.passages else "moved"
        before, after = self._around(self.old, was), self._around(self.new, now)
        if normal_form(before) == normal_form(after):
            before = after = ""
        return Verdict(evidence, kind, was, now, "", before, after)

    def _other_context(self, was: Anchor, now: Anchor) -> tuple[str, str, str] | None:
        """Why a sentence may mean something else though it is the same, and the words that it
        depends on, in both versions."""
        places = was.spans[0][0], now.spans[0][0]
        for why, depends in (
            ("its sentence is the same, but refers to one that has changed", Edition.referred),
            ("its words are the same, but not what introduces their list", Edition.lead),
        ):
            before, after = depends(self.old, places[0]), depends(self.new, places[1])
            if normal_form(before) != normal_form(after):
                return why, before, after
        return None

    # ------------------------------------------------------------- words that are not there

    def _refused(self, evidence: Evidence, was: Anchor, refusal: Refusal) -> Verdict:
        """The verdict on a quote that the new version does not have, or not so."""
        if refusal.reason in ("ambiguous", "negated", "elsewhere") and refusal.at is not None:
            return self._not_so(evidence, was, refusal)
        old = self._sentence(self.old, was)
        place = self._closest(was, old)
        if place is None:
            became = self.pairs.get(was.passages[0])
            if became is None:
                return Verdict(evidence, "gone", was, None, "its passage is no longer there", old)
            why = f"passage {became} took the place of its passage, without these words"
            new = self.new.passages[became - 1].text
            return Verdict(evidence, "gone", was, None, why, self._around(self.old, was), new)
        low, high = self.new.sentence(*place)
        new = self.new.text[low:high]
        at = self._became(was, old, (low, high), place)
        now = Anchor(self.new.numbers((at,)), (at,))
        why = "its words have changed"
        return Verdict(evidence, "changed", was, now, why, old, new, self._proposal(evidence, at))

    def _not_so(self, evidence: Evidence, was: Anchor, refusal: Refusal) -> Verdict:
        """The words are there, and yet the quote may not be used as it is."""
        assert refusal.at is not None
        at = refusal.at
        if refusal.reason == "ambiguous":
            now = Anchor(self.new.numbers(refusal.places[0]), refusal.places[0])
            numbers = sorted({n for p in refusal.places for n in self.new.numbers(p)})
            listed = ", ".join(map(str, numbers))
            many = f"passages {listed}" if len(numbers) > 1 else f"passage {listed}"
            why = f"its words stand at {refusal.detail}, in {many}"
            return Verdict(evidence, "changed", was, now, why)
        now = Anchor(self.new.numbers((at,)), (at,))
        old, new = self._sentence(self.old, was), self._sentence(self.new, now)
        if refusal.reason == "negated":
            why = f"{refusal.detail} now"
        else:
            given = [key for key in ("prefix", "suffix") if getattr(evidence, key) is not None]
            why = f"its words stand there, but not with this {' and '.join(given)}"
        return Verdict(evidence, "changed", was, now, why, old, new)

    def _closest(self, was: Anchor, old: str) -> tuple[int, int] | None:
        """The words of the new version that are most like the quote: in the passage that its
        own became, else anywhere."""
        quote = normal_form(self._quoted(was))
        became = self.pairs.get(was.passages[0])
        if became is not None:
            passage = self.new.passages[became - 1]
            n = normalise(passage.text)
            for words in (quote, normal_form(old)):
                near = closest(n.text, words)
                if near is not None:
                    low, high = n.source(*near)
                    return passage.start + low, passage.start + high
        near = closest(self.new.normal.text, quote)
        return self.new.normal.source(*near) if near else None

    def _became(
        self, was: Anchor, old: str, new: tuple[int, int], place: tuple[int, int]
    ) -> tuple[int, int]:
        """The range of the new sentence that took the place of the quote's words."""
        start = self.old.sentence(was.spans[0][0], was.spans[-1][1])[0]
        words = self.new.text[slice(*new)]
        found = mapped(old, words, was.spans[0][0] - start, was.spans[-1][1] - start)
        return place if found is None else (new[0] + found[0], new[0] + found[1])

    def _proposal(self, evidence: Evidence, at: tuple[int, int]) -> str | None:
        """The words of a range, when they can be quoted in place of the old ones; else those
        of the whole sentence, when these can."""
        low, high = self.new.sentence(*at)
        for start, end in (at, (low, high)):
            words = " ".join(self.new.text[start:end].split())
            if len(words) > _LONGEST:
                continue
            result = self.new.find(evidence, words)
            # The words themselves may look like an elision or an insertion: then they are
            # found elsewhere than where they stand.
            if isinstance(result, Match) and result.spans == ((start, end),):
                return words
        return None

    # --------------------------------------------------------------- words that are there

    def _another(self, words: str, was: Anchor, now: Anchor) -> bool:
        """Whether what was found is another occurrence of the sentence, which the archived
        version had as well, while the quote's own passage became something else."""
        became = self.pairs.get(was.passages[0])
        if became == now.passages[0]:
            return False
        form = normal_form(words)
        if self.old.normal.text.count(form) < 2:
            return False
        # The passage that it was found in is one that the archived version had already.
        origin = next((o for o, n in self.pairs.items() if n == now.passages[0]), None)
        return origin is not None and form in self.old.forms[origin - 1]

    def _rewritten_beside_a_like(self, evidence: Evidence, was: Anchor, now: Anchor) -> Verdict:
        became = self.pairs.get(was.passages[0])
        before = self._around(self.old, was)
        also = f"its words stand in passage {now.passages[0]} still, which had them before"
        if became is None:
            why = f"its passage is no longer there; {also}"
            return Verdict(evidence, "changed", was, now, why, before, "", evidence.quote)
        why = f"its passage has changed; {also}"
        after = self.new.passages[became - 1].text
        return Verdict(evidence, "changed", was, now, why, before, after, evidence.quote)

    # ------------------------------------------------------------------------- the words

    def _quoted(self, was: Anchor) -> str:
        return " ".join(self.old.text[start:end] for start, end in was.spans)

    def _sentence(self, edition: Edition, anchor: Anchor) -> str:
        low, high = edition.sentence(anchor.spans[0][0], anchor.spans[-1][1])
        return edition.text[low:high]

    def _around(self, edition: Edition, anchor: Anchor) -> str:
        return "\n".join(edition.passages[n - 1].text for n in anchor.passages)


_LONGEST = 5_000  # characters that a quote may have (workspace/schema.py)
