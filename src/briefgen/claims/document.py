"""Every statement of a rendered brief against the passages that it cites.

What a statement is, and what it cites, is said in `statements`; the rules are those of
`check_claim`, and `claim-uncited`. A statement that cannot be checked is skipped with its reason:
its quote was refused or could not be looked up, or its source is in a language that the rules do
not know. What is no statement (the wording of shipped templates, dates of the brief, remarks of
checks, how sources are described) is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from briefgen.claims.check import folded_names
from briefgen.claims.data import Data, Datum, plain
from briefgen.claims.findings import Finding
from briefgen.claims.known import checked_once
from briefgen.claims.placing import Placing
from briefgen.claims.quantities import same
from briefgen.claims.reading import read
from briefgen.claims.records import of_outcome
from briefgen.claims.statements import Run, Sentence, keys_in, runs, sentences_of
from briefgen.claims.support import Basis, Support, readable
from briefgen.claims.tallies import entry, failed
from briefgen.claims.verbatim import stands_inside
from briefgen.claims.waivers import Waivers
from briefgen.diagnostics import Diagnostic, Hint
from briefgen.document import Block
from briefgen.evidence.book import Book, Remark
from briefgen.ledger import Entry, Ledger, Tally
from briefgen.record import record, replace, sheet
from briefgen.regex import regex
from briefgen.text import SourceText, Span
from briefgen.workspace.model import Evidence, Meeting, Outcome, Theme, Workspace

#: A sentence with fewer words than this states nothing.
FEWEST_WORDS = 3
#: A sentence that stands in a file at more places than this is told at the first of them.
MOST_PLACES = 3


_JINJA = regex(r"\{[{%#].*?[}%#]\}")


_CITED = regex(r"@([a-z0-9][a-z0-9-]*)")
_WORDS = regex(r"\w+")


def _said(text: str) -> str:
    """The words of a text between spaces, without case and punctuation."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


@record
class Brief:
    """A brief to be checked: its tree before its notes were numbered, what it was made from, and
    where the lines of the template's output come from. `shipped` holds the lines of the
    templates that come with briefgen; `texts` are all texts, by path; `labels` are how it calls
    its sources."""

    workspace: Workspace
    book: Book
    blocks: tuple[Block, ...]
    known: Mapping[str, tuple[Evidence, ...]]
    themes: tuple[Theme, ...]
    meetings: tuple[Meeting, ...]
    outcomes: tuple[Outcome, ...]
    remarks: tuple[Remark, ...]
    date: str
    origins: Sequence[tuple[SourceText, int] | None]
    shipped: Callable[[], frozenset[str]]
    texts: Mapping[str, SourceText]
    labels: tuple[str, ...] = ()


@record
class Statement:
    """What a brief says in one place. `judgement` may conclude and cites nothing, a `detail` is a
    part of a record, and a `title` what somebody called a meeting: only its numbers and dates are
    looked up. `start` and `end` are its place in the run."""

    text: str
    kind: str  # fact, judgement, detail or title
    keys: tuple[str, ...]
    span: Span | None
    line: int | None
    run: int
    start: int
    end: int


@record
class Remarked:
    """A finding, the statement that it is about, and its words: `[start, end)` of a run of the
    tree."""

    diagnostic: Diagnostic
    statement: str
    run: int
    start: int
    end: int


@sheet
class Checked:
    """What the checks of a brief found."""

    found: list[Remarked] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    unused: list[Diagnostic] = field(default_factory=list)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The findings, each once, and one about a sentence that a file says over and over at
        its first place only."""
        return [*dict.fromkeys(_told(self.found)), *self.unused]


def _told(found: Iterable[Remarked]) -> Iterator[Diagnostic]:
    """The findings; of a sentence that a file says over and over its first place, and how often."""
    places: dict[tuple[str, str, str], dict[Diagnostic, None]] = {}
    for one in found:
        span = one.diagnostic.span
        said = one.statement, one.diagnostic.message, "" if span is None else span.path
        places.setdefault(said, {})[one.diagnostic] = None
    for alike in places.values():
        if len(alike) <= MOST_PLACES:
            yield from alike
        else:
            first = next(iter(alike))
            often = Hint(f"the file says this {len(alike):,} times; here is the first of them")
            yield replace(first, hints=(*first.hints, often))


def check_document(brief: Brief) -> Checked:
    """Check every statement of a brief."""
    return _Check(brief).run()


class _Check:
    """The check of one brief."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        workspace = brief.workspace
        self.support = Support(workspace, brief.book, brief.known)
        self.placing = Placing(workspace, brief.texts, brief.origins, self.support)
        self.waivers = Waivers(workspace, brief.themes, brief.meetings)
        self.hindrance = ""
        if not readable(workspace.settings.language):
            self.hindrance = "the brief is in another language than English"

    @cached_property
    def data(self) -> Data:
        brief = self.brief
        return Data(
            brief.workspace,
            brief.themes,
            brief.meetings,
            brief.outcomes,
            brief.remarks,
            brief.date,
            brief.labels,
        )

    @cached_property
    def whole(self) -> Basis:
        """What all citations of the brief rest on; the quotes that failed are left out."""
        keys = [k for k in keys_in(*self.brief.blocks) if not self.support.basis((k,)).hindrance]
        return self.support.basis(keys)

    @cached_property
    def _shipped_lines(self) -> frozenset[str]:
        return self.brief.shipped()

    @cached_property
    def _shipped_wording(self) -> str:
        return "\n".join(_said(_JINJA.sub(" ", line)) for line in self._shipped_lines)

    def shipped(self, words: str) -> bool:
        """Whether words stand, one after the other, on a line of a template that comes with
        briefgen, whatever template printed them and where."""
        return _said(words) in self._shipped_wording

    def run(self) -> Checked:
        checked = Checked()
        entries: list[Entry] = []
        for run in runs(self.brief.blocks):
            for sentence in sentences_of(run, self.shipped):
                for statement in self._statements(run, sentence):
                    checked.statements.append(statement)
                    entries.append(self._check(statement, checked))
        for outcome in self.brief.outcomes if not self.hindrance else ():
            entries += self._record(outcome, checked)
        entries += self._titles(checked)
        waived = tuple(dict.fromkeys(self.waivers.used))
        checked.ledger = Ledger(tuple(dict.fromkeys(entries)), waived)
        checked.unused = self.waivers.unused()
        return checked

    def _record(self, outcome: Outcome, checked: Checked) -> Iterator[Entry]:
        """The fields of an outcome, against its own quotes."""
        basis = self.support.basis((outcome.id,))
        if basis.hindrance:
            return
        meeting = self.brief.workspace.meetings[outcome.meeting]
        names = folded_names(self.brief.workspace.glossary)
        quoted = self.support.quoted(outcome)
        for key, text, finding in of_outcome(outcome, meeting.parties, quoted, names):
            at = next((s for s in checked.statements if outcome.id in s.keys), None)
            run, start, end = (-1, 0, 0) if at is None else (at.run, at.start, at.end)
            span = outcome.key_spans.get(key, outcome.span)
            if any(_within(one.diagnostic.span, span) for one in checked.found):
                continue  # something is wrong with this field already
            statement = Statement(text, "detail", (outcome.id,), span, None, run, start, end)
            yield self._field(statement, finding, basis, checked)

    def _titles(self, checked: Checked) -> Iterator[Entry]:
        """The titles of the themes: no number, date or name that the brief's passages lack."""
        basis = self.whole
        if self.hindrance or basis.hindrance or not basis.passages:
            return
        for theme in self.brief.themes:
            statement = Statement(theme.title, "judgement", (), theme.span, None, -1, 0, 0)
            self.waivers.meet(theme.title, theme.span)
            for finding in self._findings(statement, basis):
                yield self._field(statement, finding, basis, checked)

    def _field(
        self, statement: Statement, finding: Finding, basis: Basis, checked: Checked
    ) -> Entry:
        """A finding about a field of a record."""
        self.waivers.meet(statement.text, statement.span)
        diagnostic = self.placing.place(finding, statement, basis)
        waived = self.waivers.waive(diagnostic, statement.text, statement.span)
        if not waived:
            checked.found.append(_remarked(diagnostic, statement))
        return failed(statement.text, finding.code, waived)

    # -- what is stated

    def _statements(self, run: Run, sentence: Sentence) -> Iterator[Statement]:
        """The statements of a sentence."""
        kind = "judgement" if run.judgement else "fact"
        if run.span is not None or sentence.wording:
            yield self._whole(run, sentence, kind)
            return
        for start, end in sentence.data():
            words = run.text[start:end]
            if not any(character.isalnum() for character in words):
                continue
            near = (*sentence.keys, *run.near)
            datum = self.data.find(words, near)
            if datum is None:
                datum = self.data.find_inside(words, near, self._shipped_words)
            if datum is None:
                known = plain(words).casefold() in self._shipped_words
                if sentence.line is None and not known:
                    yield self._whole(run, sentence, kind)
                    return
                continue
            if datum.role == "fact":
                first, last = max(start, sentence.start), min(end, sentence.end)
                yield Statement(
                    run.text[first:last],
                    kind,
                    sentence.keys,
                    datum.span,
                    sentence.line,
                    run.number,
                    first,
                    last,
                )
            elif datum.role == "detail" and start >= sentence.start:
                yield from self._details(run, sentence, datum, start)

    @cached_property
    def _shipped_words(self) -> str:
        return "\n".join(self._shipped_lines).casefold()

    def _whole(self, run: Run, sentence: Sentence, kind: str) -> Statement:
        span = run.span
        if span is None:
            for start, end in sentence.data():
                datum = self.data.find(run.text[start:end], sentence.keys)
                if datum is not None and sentence.line is None:
                    span = datum.span
        return Statement(
            sentence.text,
            kind,
            sentence.keys,
            span,
            sentence.line,
            run.number,
            sentence.start,
            sentence.end,
        )

    def _details(
        self, run: Run, sentence: Sentence, datum: Datum, start: int
    ) -> Iterator[Statement]:
        """The statements of a detail: one for each name in a series."""
        folded, kind = run.text.casefold(), "title" if datum.title else "detail"
        for part in datum.parts or (datum.text,):
            at = folded.find(plain(part).casefold(), start)
            if at >= 0:
                start, end = at, at + len(plain(part))
                text = run.text[start:end]
                keys = self._own(datum)
                line, number = sentence.line, run.number
                yield Statement(text, kind, keys, datum.span, line, number, start, end)

    def _own(self, datum: Datum) -> tuple[str, ...]:
        """What a detail of a record rests on: its own evidence and its meeting's; by when rests on
        its own alone, for the meeting's date is no deadline."""
        outcome = self.support.outcomes.get(datum.owner)
        if outcome is None or (outcome.due is not None and datum.span == outcome.due.span):
            return (datum.owner,)
        return (datum.owner, outcome.meeting)

    # -- whether it is borne out

    def _check(self, statement: Statement, checked: Checked) -> Entry:
        text = statement.text
        self.waivers.meet(text, statement.span)
        if reason := self._states_nothing(statement):
            return entry(statement, 0, reason)
        if statement.kind == "fact" and not statement.keys:
            if self._bare(statement):
                return entry(statement, 0, "its citation has no brackets")
            found = self.placing.uncited(statement, self.brief.known)
            waived = self.waivers.waive(found, text, statement.span)
            if not waived:
                checked.found.append(_remarked(found, statement))
            tally = Tally(1, 0 if waived else 1, 1 if waived else 0)
            return Entry(text, (tally, Tally(), Tally(), Tally(), Tally()))
        if statement.kind == "detail" and self.support.unfounded(statement.keys[0], statement.span):
            return entry(statement, 0, "what its date is derived from is not quoted")
        basis = self.whole if statement.kind == "judgement" else self.support.basis(statement.keys)
        if reason := self.hindrance or basis.hindrance:
            return entry(statement, len(statement.keys), reason)
        if not basis.passages:
            return entry(statement, 0, "the brief cites no passage")
        findings = []
        for finding in self._findings(statement, basis):
            diagnostic = self.placing.place(finding, statement, basis)
            waived = self.waivers.waive(diagnostic, text, statement.span)
            findings.append((finding, waived))
            if not waived:
                checked.found.append(_remarked(diagnostic, statement, finding))
        cites = len(statement.keys) if statement.kind == "fact" else 0
        return entry(statement, cites, "", findings)

    def _bare(self, statement: Statement) -> bool:
        """Whether a sentence of a theme's prose names what it cites, but without the brackets:
        that is told by `bare-citation`."""
        if "@" not in statement.text or statement.span is None:
            return False
        names = {key.rpartition("/")[2] for key in self.brief.known}
        if names.isdisjoint(_CITED.findall(statement.text)):
            return False
        return any(
            prose is not None and prose.span == statement.span
            for theme in self.brief.themes
            for prose in (theme.bottom_line, *theme.background, *theme.left_open)
        )

    def _findings(self, statement: Statement, basis: Basis) -> tuple[Finding, ...]:
        passages = tuple(cited.text for cited in basis.passages)
        if statement.kind in ("detail", "title") and stands_inside(statement.text, passages):
            return ()
        found = checked_once(
            statement.text,
            passages,
            self.brief.workspace.glossary,
            statement.kind != "fact",
            basis.derived,
        )
        if statement.kind == "fact":
            return tuple(f for f in found if not _said_before(f, found))
        if statement.kind == "title":
            return tuple(f for f in found if f.code in ("claim-number", "claim-date"))
        return tuple(f for f in found if f.code != "claim-number" or not _held(f, passages))

    def _states_nothing(self, statement: Statement) -> str:
        """Why a sentence is none that could be borne out, or nothing."""
        text = statement.text
        if statement.kind in ("detail", "title") or statement.keys:
            return ""
        if text.rstrip("\"'”’)").endswith("?"):
            return "a question"
        if len(text.split()) < FEWEST_WORDS:
            return "too short to state anything"
        if statement.kind == "fact" and statement.span is None:
            reading = read(text)
            if not (
                any(clause.verb >= 0 for clause in reading.clauses)
                or reading.quantities
                or reading.moments
            ):
                return "a heading or label of a template"
        return ""


def _within(inner: Span | None, outer: Span) -> bool:
    """Whether one place in a file lies in another."""
    return (
        inner is not None
        and inner.path == outer.path
        and outer.start <= inner.start
        and inner.end <= outer.end
    )


def _said_before(finding: Finding, found: tuple[Finding, ...]) -> bool:
    """Whether a word that is exchanged stands in what a more exact rule found already."""
    return finding.code == "claim-content" and any(
        other.code != finding.code and other.start <= finding.start < other.end for other in found
    )


def _held(finding: Finding, passages: tuple[str, ...]) -> bool:
    """Whether a number stands in a passage, be it for something else: judgement may put it to a
    use of its own (`the two sides` where the passage has `the two countries`)."""
    theirs = read("\n".join(passages)).quantities
    return all(
        any(q.kind == t.kind and q.unit == t.unit and same(q.values, t.values) for t in theirs)
        for q in read(finding.words).quantities
    )


def _remarked(
    diagnostic: Diagnostic, statement: Statement, finding: Finding | None = None
) -> Remarked:
    start, end = statement.start, statement.end
    if finding is not None and finding.end > finding.start:
        start, end = start + finding.start, min(end, start + finding.end)
    return Remarked(diagnostic, statement.text, statement.run, start, end)
