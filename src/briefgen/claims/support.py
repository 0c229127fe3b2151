"""What the citations of a brief rest on: passages, derivations, and why some cannot be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from briefgen.evidence.book import Book
from briefgen.evidence.passages import stands_in
from briefgen.record import record
from briefgen.text import Span
from briefgen.workspace.model import Evidence, Outcome, Source, Workspace

#: The key of a citation of a whole passage: `passage:<source>:<number>`.
PASSAGE = "passage:"

#: The rules know the grammar of these languages only: both tags mean English.
LANGUAGES = ("en", "eng")


def readable(language: str) -> bool:
    """Whether the rules know the language of a BCP 47 tag."""
    return language.lower().partition("-")[0] in LANGUAGES


@record
class Cited:
    """A passage that is cited: its source, its number from 1, and its text."""

    source: str
    number: int
    text: str


@record
class Basis:
    """What some citations rest on. `derived` are pairs of a passage's words and what they are
    derived to be; `hindrance` says why a sentence on this basis cannot be checked, or is empty."""

    passages: tuple[Cited, ...]
    derived: tuple[tuple[str, str], ...]
    hindrance: str = ""


class Support:
    """Looks up what citations rest on. `known` is the evidence of each key that can be cited."""

    def __init__(
        self, workspace: Workspace, book: Book, known: Mapping[str, tuple[Evidence, ...]]
    ) -> None:
        self.workspace = workspace
        self.book = book
        self.known = known
        self._bases: dict[tuple[str, ...], Basis] = {}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Every outcome by its id."""
        return {outcome.id: outcome for outcome in self.workspace.outcomes()}

    @cached_property
    def _skipped(self) -> dict[str, str]:
        return dict(self.book.skipped)

    def basis(self, keys: Iterable[str]) -> Basis:
        """What citations of `keys` rest on: the whole passages in which the quotes stand."""
        keys = tuple(keys)
        if keys not in self._bases:
            self._bases[keys] = self._basis(keys)
        return self._bases[keys]

    def _basis(self, keys: tuple[str, ...]) -> Basis:
        places: dict[tuple[str, int], None] = {}
        derived: dict[tuple[str, str], None] = {}
        hindrance = ""
        for key in keys:
            if key.startswith(PASSAGE):
                of, _, written = key.removeprefix(PASSAGE).rpartition(":")
                places[of, int(written)] = None
                continue
            if key not in self.known:
                hindrance = hindrance or f"there is no `{key}` to cite"
            for evidence in self.known.get(key, ()):
                found = self.book.found.get(evidence.key)
                if found is None:
                    hindrance = hindrance or self._missing(evidence)
                    continue
                places.update(((found.source.id, number), None) for number in found.passages)
            due = self.outcomes[key].due if key in self.outcomes else None
            if due is not None and due.derived_from:
                derived[due.derived_from, due.text] = None
        passages = []
        for source_id, number in places:
            source = self.workspace.sources[source_id]
            if not readable(source.language):
                hindrance = hindrance or f"`{source_id}` is in another language than English"
            passages.append(Cited(source_id, number, source.passages[number - 1].text))
        return Basis(tuple(passages), tuple(derived), hindrance)

    def quoted(self, outcome: Outcome) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The passages of an outcome's quotes, each with what is quoted of it."""
        found: dict[str, list[str]] = {}
        for evidence in outcome.evidence:
            one = self.book.found.get(evidence.key)
            if one is None:
                continue
            for start, end in one.spans:
                for number in one.passages:
                    passage = one.source.passages[number - 1]
                    low, high = max(start - passage.start, 0), end - passage.start
                    if low < len(passage.text) and high > 0:
                        found.setdefault(passage.text, []).append(passage.text[low:high])
        return tuple((text, tuple(quotes)) for text, quotes in found.items())

    def _missing(self, evidence: Evidence) -> str:
        if evidence.key in self.book.refused:
            return f"the quote `{evidence.key}` was refused"
        return self._skipped.get(evidence.key, "its evidence was not looked up")

    def unfounded(self, owner: str, span: Span | None) -> bool:
        """Whether `span` is that of a due date whose derivation has nothing to stand on, which is
        reported already."""
        outcome = self.outcomes.get(owner)
        due = outcome.due if outcome is not None else None
        if outcome is None or due is None or due.span != span or not due.derived_from:
            return False
        return not any(stands_in(e.quote, due.derived_from) for e in outcome.evidence)

    def place(self, cited: Cited, words: str) -> Span:
        """Where words stand in a passage of the archived text; else the passage."""
        source: Source = self.workspace.sources[cited.source]
        start = source.passages[cited.number - 1].start
        at = cited.text.find(words) if words else -1
        if at < 0:
            return source.archive.span(start, start + len(cited.text))
        return source.archive.span(start + at, start + at + len(words))
