"""Findings as diagnostics: at the words in the user's file, with the passage and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from briefgen.claims.findings import Finding
from briefgen.claims.support import Basis, Cited, Support
from briefgen.diagnostics import CODES, Diagnostic, Hint
from briefgen.evidence.tables import head_of
from briefgen.record import record
from briefgen.regex import regex
from briefgen.text import SourceText, Span, locate
from briefgen.workspace.model import Evidence, Workspace

_WORD = regex(r"[^\W\d_]{4,}|\d+")

#: Findings that another passage of the same sources may bear out.
_ELSEWHERE = frozenset(("claim-number", "claim-date", "claim-name", "claim-quotation"))

_DIGIT = regex(r"[0-9]")


def _follows(finding: Finding) -> bool:
    """Whether a date may follow from words of the passage: `2026` from `this year`."""
    return (
        finding.code == "claim-date"
        and bool(finding.suggestion and _DIGIT.search(finding.words))
        and not _DIGIT.search(finding.suggestion)
    )


#: A passage that a hint repeats whole.
_SHORT = 240


class Placed(Protocol):
    """What this module needs to know of a statement."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what it cites."""

    @property
    def kind(self) -> str:
        """`fact`, `judgement` or `detail`."""

    @property
    def span(self) -> Span | None:
        """Where its data is written."""

    @property
    def line(self) -> int | None:
        """The line of the template's output that says it."""


@record
class Placing:
    """Places findings in the files of a workspace and its templates."""

    workspace: Workspace
    texts: Mapping[str, SourceText]
    origins: Sequence[tuple[SourceText, int] | None]
    support: Support

    def place(self, finding: Finding, statement: Placed, basis: Basis) -> Diagnostic:
        """A finding of `check_claim`."""
        span = self._span(statement, finding.words, finding.start)
        hints: list[Hint] = []
        if not self._shown(statement, span):
            hints.append(Hint(f"the sentence: {statement.text}"))
        if finding.passage is not None and finding.passage < len(basis.passages):
            cited = basis.passages[finding.passage]
            nearest = finding.nearest
            for words, derived in basis.derived:
                nearest = nearest.replace(f"{words} ({derived})", words)
            if nearest and not any(map(str.isalpha, nearest)):  # the number of a paragraph
                nearest = cited.text if len(cited.text) <= _SHORT else ""
            if nearest and nearest in cited.text:
                where = self.support.place(cited, nearest)
                hints.append(Hint(f"passage {cited.number} says: {nearest}", where))
            else:
                where = self.support.place(cited, "")
                hints.append(Hint(f"passage {cited.number} is the nearest that is cited", where))
        if finding.suggestion:
            hints.append(Hint(finding.suggestion))
        if finding.code == "claim-hedge" and statement.kind == "fact":
            outcomes = self.support.outcomes
            if any(key in outcomes and outcomes[key].conditional for key in statement.keys):
                hints.append(Hint("`conditional:` is for tables: the sentence says it as well"))
        if _follows(finding) and any(key in self.support.outcomes for key in statement.keys):
            how = "or derive it in the outcome's `due:`, with `from:` (these words) and `because:`"
            hints.append(Hint(how))
        if finding.code in _ELSEWHERE and statement.kind == "fact":
            hints += self._elsewhere(finding.words, basis)
        message = f"{CODES[finding.code]}; {finding.message}"
        return Diagnostic(
            finding.code, message, span, finding.severity, tuple(hints), self._path(statement, span)
        )

    def uncited(self, statement: Placed, known: Mapping[str, tuple[Evidence, ...]]) -> Diagnostic:
        """`claim-uncited`, with the citation that would most likely do."""
        span = self._span(statement, statement.text, 0)
        hints: list[Hint] = []
        if not self._shown(statement, span):
            hints.append(Hint(f"the sentence: {statement.text}"))
        assessed = statement.span is not None and any(
            prose.span == statement.span
            for theme in self.workspace.themes.values()
            for prose in (*theme.implications, *theme.recommendations)
        )
        if assessed:
            hints.append(Hint("the template prints this assessment as fact: use `::: judgement`"))
        elif (near := self._nearest(statement.text, known)) is not None:
            key, cited = near
            where = self.support.place(cited, "")
            name = key.rpartition("/")[2]
            hints.append(Hint(f"passage {cited.number} comes nearest: `[@{name}]` cites it", where))
        if not assessed:
            hints.append(Hint("cite what bears it out, or move it to the assessment"))
        message = f"{CODES['claim-uncited']}; this one cites nothing"
        return Diagnostic(
            "claim-uncited", message, span, "error", tuple(hints), self._path(statement, span)
        )

    # -- places

    def _span(self, statement: Placed, words: str, at: int) -> Span | None:
        """Where the words of a statement stand in the file that has them."""
        span = statement.span
        if span is not None and span.path in self.texts:
            text = self.texts[span.path]
            for length in (len(statement.text), 60, 25):
                sentence = locate(text, span, statement.text[:length].rstrip())
                if sentence != span:
                    break
            if words == statement.text:
                return sentence
            rest = Span(span.path, sentence.start, span.end)
            before = statement.text[:at].count(words)
            return locate(text, rest, words, before)
        origin = self._origin(statement)
        if origin is None:
            return span
        text, line = origin
        start = text.offset(line, 1)
        whole = text.span(start, start + len(text.line(line)))
        found = locate(text, whole, words)
        content = text.line(line)
        if found != whole or not content.strip():
            return found
        indent = len(content) - len(content.lstrip())
        return text.span(start + indent, start + len(content.rstrip()))

    def _origin(self, statement: Placed) -> tuple[SourceText, int] | None:
        if statement.line is None or statement.line >= len(self.origins):
            return None
        return self.origins[statement.line]

    def _path(self, statement: Placed, span: Span | None) -> str | None:
        if span is not None:
            return None
        # It was put together in the template from words of several records.
        return next((origin[0].path for origin in self.origins if origin is not None), None)

    def _shown(self, statement: Placed, span: Span | None) -> bool:
        """Whether the line that is shown has the sentence whole."""
        if span is None or span.path not in self.texts:
            return False
        text = self.texts[span.path]
        line = text.line(text.position(span.start)[0])
        return statement.text.strip(" .") in line

    # -- hints

    def _elsewhere(self, words: str, basis: Basis) -> list[Hint]:
        """Where the words that no cited passage has stand in the same sources."""
        cited = {(one.source, one.number) for one in basis.passages}
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        found: list[tuple[bool, bool, Cited]] = []
        for source_id in dict.fromkeys(one.source for one in basis.passages):
            source = self.workspace.sources[source_id]
            rows = [one.number for one in basis.passages if one.source == source_id]
            heads = [head_of(source, number) for number in rows]
            for passage in source.passages:
                if (source_id, passage.number) not in cited and pattern.search(passage.text):
                    one = Cited(source_id, passage.number, passage.text)
                    found.append((passage not in heads, passage.kind != "body", one))
        if not found:
            return []
        # the head of a cited row first, which says whose its cells are
        below, _, one = min(found, key=lambda it: it[:2])
        what = "passage" if below else "the head of the table, passage"
        where = self.support.place(one, words)
        return [Hint(f"{what} {one.number} has `{words}`: cite it as well", where)]

    def _nearest(
        self, text: str, known: Mapping[str, tuple[Evidence, ...]]
    ) -> tuple[str, Cited] | None:
        """What can be cited that shares most words with a sentence, and its passage."""
        mine = set(_WORD.findall(text.casefold()))
        best: tuple[int, str, Cited] | None = None
        for key in known:
            basis = self.support.basis((key,))
            if basis.hindrance:
                continue
            for cited in basis.passages:
                shared = len(mine & set(_WORD.findall(cited.text.casefold())))
                if shared >= 2 and (best is None or shared > best[0]):
                    best = (shared, key, cited)
        return (best[1], best[2]) if best is not None else None
