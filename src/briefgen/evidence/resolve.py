"""Every quote of a workspace looked up in its source.

Each source is normalised once, however many quotes come from it. Here, where the files are
known, a refusal of `passages.find` becomes a diagnostic at the quote, with hints that
point into the archived text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import field

from briefgen.diagnostics import Diagnostic, Hint
from briefgen.evidence.archive import is_unchanged
from briefgen.evidence.book import Book, Found
from briefgen.evidence.closest import difference
from briefgen.evidence.elision import take_apart
from briefgen.evidence.normalize import Normalised, normal_form, normalise
from briefgen.evidence.outside import outside_body
from briefgen.evidence.passages import Match, Refusal, find, stands_in
from briefgen.record import replace, sheet
from briefgen.regex import regex
from briefgen.text import Span
from briefgen.workspace.model import Evidence, Outcome, PassageKind, Source, Workspace

#: Which code each reason of `passages.find` has.
CODE_OF = {
    "not-found": "quote-not-found",
    "changed": "quote-changed",
    "negated": "quote-negated",
    "cut": "quote-cut",
    "elision": "quote-elision",
    "too-short": "quote-too-short",
    "elsewhere": "quote-elsewhere",
    "ambiguous": "quote-ambiguous",
}
_CHANGED = "its source `{}` is not what was archived"


def resolve(
    workspace: Workspace, shelves: dict[str, Shelf] | None = None
) -> tuple[Book, list[Diagnostic]]:
    """Where each quote of the workspace stands, and what is wrong with those that stand nowhere.

    Quotes of proposed outcomes are looked up as well; what is wrong with them is a warning.
    `shelves` keeps the sources as they were made ready, for who asks again and again.
    """
    library = _Library(workspace, {} if shelves is None else shelves)
    book, diagnostics = library.book(workspace.evidence())
    for outcome in workspace.outcomes():
        diagnostics += _unfounded(outcome)
    proposed = workspace.proposed()
    aside, found = library.book(e for outcome in proposed for e in outcome.evidence)
    for outcome in proposed:
        found += _unfounded(outcome)
    diagnostics += [replace(one, severity="warning") for one in found]
    # Where all was skipped, the errors of the sources say so already.
    if not book.checked and not book.skipped and not workspace.left_out:
        diagnostics.append(_nothing_checked(workspace))
    return replace(book, proposed=aside), diagnostics


@sheet
class Shelf:
    """A source made ready for many quotes."""

    changed: bool
    text: Normalised
    aside: list[tuple[int, int]]
    starts: list[int]


@sheet
class _Library:
    """All sources of a workspace, each made ready when it is first asked for."""

    workspace: Workspace
    shelves: dict[str, Shelf] = field(default_factory=dict)
    index: dict[str, set[str]] = field(default_factory=dict)

    def book(self, items: Iterable[Evidence]) -> tuple[Book, list[Diagnostic]]:
        """Where each of some quotes stands, and what is wrong with the others."""
        found: dict[str, Found] = {}
        refused: dict[str, str] = {}
        skipped: list[tuple[str, str]] = []
        diagnostics: list[Diagnostic] = []
        for evidence in items:
            source = self.workspace.sources.get(evidence.source)
            if source is None:
                skipped.append((evidence.key, f"its source `{evidence.source}` is missing"))
            elif self.shelf(source).changed:
                skipped.append((evidence.key, _CHANGED.format(source.id)))
            else:
                result, problems = self.look_up(evidence, source)
                diagnostics += problems
                if isinstance(result, Found):
                    found[evidence.key] = result
                else:
                    refused[evidence.key] = result
        diagnostics += outside_body(found)
        checked = len(found) + len(refused)
        return Book(found, refused, checked, len(refused), tuple(skipped)), diagnostics

    def shelf(self, source: Source) -> Shelf:
        if source.id not in self.shelves:
            self.shelves[source.id] = Shelf(
                not is_unchanged(source),
                normalise(source.archive.text),
                sorted((start, end) for start, end, _ in not_body(source)),
                [passage.start for passage in source.passages],
            )
        return self.shelves[source.id]

    def look_up(self, evidence: Evidence, source: Source) -> tuple[Found | str, list[Diagnostic]]:
        """Where a quote stands, or the code under which it was refused."""
        shelf = self.shelf(source)
        result = find(
            shelf.text,
            evidence.quote,
            prefix=evidence.prefix,
            suffix=evidence.suffix,
            ignore=shelf.aside,
            passages=True,
        )
        if isinstance(result, Refusal):
            diagnostic = self._refused(evidence, source, result)
            return diagnostic.code, [diagnostic]
        numbers = sorted(
            {
                number
                for start, end in result.spans
                for number in range(
                    bisect_right(shelf.starts, start), bisect_right(shelf.starts, end - 1) + 1
                )
            }
        )
        made = Found(evidence, source, result.spans, tuple(numbers), result.insertions)
        return made, list(_warnings(evidence, source, result))

    def _refused(self, evidence: Evidence, source: Source, refusal: Refusal) -> Diagnostic:
        if refusal.reason in ("not-found", "changed") and (
            other := self._elsewhere(evidence, source)
        ):
            return other
        code = CODE_OF[refusal.reason]
        message, hints = _REFUSALS[refusal.reason](evidence, source, refusal)
        return Diagnostic(code, message, evidence.span, hints=tuple(hints))

    def _elsewhere(self, evidence: Evidence, source: Source) -> Diagnostic | None:
        """The diagnostic for a quote that stands in another archived source."""
        needle = normal_form(evidence.quote)
        parts = take_apart(needle).parts or (needle,)
        for other in self._sources_with(needle):
            if other.id == source.id:
                continue
            shelf = self.shelf(other)
            if not all(part in shelf.text.text for part in parts):
                continue
            result = find(shelf.text, needle, ignore=shelf.aside, passages=True)
            if isinstance(result, Match):
                place = (result.spans[0][0], result.spans[-1][1])
            elif result.reason in ("ambiguous", "negated") and result.at:
                place = result.at
            else:
                continue
            message = (
                "a quote must stand in the source that it names; "
                f"this one stands in `{other.id}`, not in `{source.id}`"
            )
            hints = (
                Hint("it stands here", other.archive.span(*place)),
                Hint(f"write `source: {other.id}`", evidence.source_span),
            )
            return Diagnostic("quote-elsewhere", message, evidence.span, hints=hints)
        return None

    def _sources_with(self, needle: str) -> list[Source]:
        """The sources that have all the longer words of a quote; a few at most."""
        if not self.index:
            for source in self.workspace.sources.values():
                for word in set(_LONG_WORD.findall(self.shelf(source).text.text)):
                    self.index.setdefault(word, set()).add(source.id)
        words = sorted(set(_LONG_WORD.findall(needle)), key=len)[-8:]
        sources = self.workspace.sources
        if not words:
            return list(sources.values())[:20]
        ids = set.intersection(*(self.index.get(word, set()) for word in words))
        return [sources[name] for name in sorted(ids)[:20]]


_LONG_WORD = regex(r"[^\W\d_]{5,}")


def not_body(source: Source) -> Iterator[tuple[int, int, PassageKind]]:
    """The ranges of an archived text that are not body text, each with its kind."""
    for passage in source.passages:
        if passage.kind != "body":
            yield passage.start, passage.start + len(passage.text), passage.kind
        for sentence in passage.sentences:
            if sentence.kind != "body":
                yield sentence.start, sentence.end, sentence.kind


# ------------------------------------------------------------- refusals in words


def _at(source: Source, place: tuple[int, int] | None) -> Span | None:
    return None if place is None else source.archive.span(*place)


def _words(source: Source, place: tuple[int, int]) -> str:
    """A piece of an archived text as a hint shows it."""
    words = " ".join(source.archive.text[place[0] : place[1]].split())
    if len(words) <= 120:
        return words
    return f"{words[:84].rpartition(' ')[0] or words[:84]} … {words[-32:].partition(' ')[2]}"


_Words = tuple[str, list[Hint]]
_Spans = tuple[tuple[int, int], ...]


def _not_found(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    return (
        (
            "a quote must appear word for word in its archived source; "
            f"this one does not appear in `{source.id}`"
        ),
        [Hint(f"copy the words from `{source.archive.path}`")],
    )


def _changed(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    assert refusal.at is not None
    return (
        (
            "a quote must not differ from its passage in any word, number or case; "
            f"this one {_differs(evidence, source, refusal.at)}"
        ),
        [Hint(f'"{_words(source, refusal.at)}" is the closest passage', _at(source, refusal.at))],
    )


def _differs(evidence: Evidence, source: Source, place: tuple[int, int]) -> str:
    """How a quote differs from the closest passage, in words that follow "this one"."""
    found = difference(normal_form(source.archive.text[slice(*place)]), normal_form(evidence.quote))
    if found is None:
        return f"is not what `{source.id}` says"
    here, there, more = found
    also = f", and differs at {more} more place{'s' if more > 1 else ''}" if more else ""
    if not there:
        return f"has `{here}`, which `{source.id}` has not{also}"
    if not here:
        return f"lacks `{there}`, which `{source.id}` has{also}"
    return f"has `{here}` where `{source.id}` has `{there}`{also}"


def _negated(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    assert refusal.at is not None
    return (
        (
            "a quote must not leave out a negation that governs it; "
            f"in `{source.id}` it is governed by `{_words(source, refusal.at)}`"
        ),
        [Hint("quote this as well, and say what it says", _at(source, refusal.at))],
    )


def _cut(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    assert refusal.at is not None
    return (
        (
            "a quote must not begin or end inside a word or number; "
            f"`{source.id}` has `{_words(source, refusal.at)}`"
        ),
        [Hint("quote the whole word or number", _at(source, refusal.at))],
    )


def _elision(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    if refusal.detail.startswith("it runs over"):
        hint = Hint("give the part in each passage as evidence of its own", _at(source, refusal.at))
        return f"a quote stays within one passage; {refusal.detail}", [hint]
    hint = Hint("quote the words in full, or give two pieces of evidence", _at(source, refusal.at))
    if refusal.detail.startswith("`["):
        hint = Hint("leave the words in brackets out", _at(source, refusal.at))
        return (
            "an editor's insertion says who or what is meant, and nothing more; " + refusal.detail,
            [hint],
        )
    return (
        (
            "an elision stays in one sentence, in order, and leaves out no negation, modal or verb "
            f"of consideration; in this quote, {refusal.detail}"
        ),
        [hint],
    )


def _too_short(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    what = refusal.detail or "this one could mean anything"
    return (
        f"a quote must be long enough to say something; {what}",
        [Hint("quote the clause with its verb")],
    )


def _misplaced(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    given = " and ".join(
        f"`{key}`" for key in ("prefix", "suffix") if getattr(evidence, key) is not None
    )
    return (
        (
            f"`prefix` and `suffix` are the words right before and after a quote; "
            f"{given} of this one is not what stands there in `{source.id}`"
        ),
        [Hint("the quote stands here", _at(source, refusal.at))],
    )


def _ambiguous(evidence: Evidence, source: Source, refusal: Refusal) -> _Words:
    hints = []
    for spans in refusal.places[:3]:
        start, end = spans[0][0], spans[-1][1]
        how = _tells(source.archive.text, (start, end), refusal.places)
        hints.append(Hint(f"for this place, add {how}", source.archive.span(start, end)))
    hints.append(Hint(f"or classify a repeat as such in `{source.span.path}`"))
    return (
        (
            "a quote that occurs more than once needs a prefix or suffix to tell which; "
            f"this one occurs at {refusal.detail} in `{source.id}`"
        ),
        hints,
    )


def _tells(text: str, place: tuple[int, int], places: tuple[_Spans, ...]) -> str:
    """The fewest words right before or after one place that no other place has."""
    others = [(spans[0][0], spans[-1][1]) for spans in places]
    others = [(start, end) for start, end in others if start != place[0]]
    for size in range(1, 9):
        before = text[max(0, place[0] - 200) : place[0]].split()[-size:]
        if not any(text[max(0, s - 200) : s].split()[-size:] == before for s, _ in others):
            return f"`prefix: {' '.join(before)}`" if before else _NO_PREFIX
        after = text[place[1] : place[1] + 200].split()[:size]
        if not any(text[e : e + 200].split()[:size] == after for _, e in others):
            return f"`suffix: {' '.join(after)}`" if after else _NO_PREFIX
    return _NO_PREFIX


_NO_PREFIX = "a longer `prefix` or `suffix`"
_REFUSALS = {
    "not-found": _not_found,
    "changed": _changed,
    "negated": _negated,
    "cut": _cut,
    "elision": _elision,
    "too-short": _too_short,
    "elsewhere": _misplaced,
    "ambiguous": _ambiguous,
}


def _warnings(evidence: Evidence, source: Source, match: Match) -> Iterator[Diagnostic]:
    """What a reader should know about a quote that was found."""
    if match.qualified is not None:
        yield Diagnostic(
            "quote-qualified",
            "a quote should not leave out a modal, a condition or a hedge that governs it; "
            f"`{source.id}` has `{_words(source, match.qualified)}`",
            evidence.span,
            "warning",
            (Hint("quote this as well", source.archive.span(*match.qualified)),),
        )


def _unfounded(outcome: Outcome) -> Iterator[Diagnostic]:
    """What a date is derived from must stand in the outcome's quotes."""
    due = outcome.due
    if due is None or due.derived_from is None:
        return
    if any(stands_in(evidence.quote, due.derived_from) for evidence in outcome.evidence):
        return
    yield Diagnostic(
        "derivation-unfounded",
        "what a date is derived from must stand in the outcome's quotes; "
        f"no quote of `{outcome.id}` has `{due.derived_from}`",
        due.span,
        hints=(Hint("quote the words that give the date, and repeat them in `from`"),),
    )


def _nothing_checked(workspace: Workspace) -> Diagnostic:
    message = "a run that checked no evidence proves nothing; this workspace has no quotes"
    if not workspace.sources:
        hint = Hint("begin with a source: `briefgen add FILE`")
    elif not workspace.meetings:
        hint = Hint(f"`briefgen draft {next(iter(workspace.sources))}` proposes its outcomes")
    else:
        hint = Hint("give the outcomes in `briefs/outcomes/` their `evidence`")
    return Diagnostic("nothing-checked", message, path="briefs/workspace.yaml", hints=(hint,))
