"""Ids across files: each names one thing, and every one that is used is there.

From the decoded files this makes the records, in which every source exists and every theme
is an id; what is missing or double is reported on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Literal

from briefgen.diagnostics import CODES, Diagnostic, Hint, did_you_mean
from briefgen.regex import regex
from briefgen.text import SourceText, Span
from briefgen.workspace import records, values
from briefgen.workspace.kinds import id_of, report
from briefgen.workspace.model import Evidence, Meeting, Outcome, Source, Status, Theme
from briefgen.workspace.shapes import Fields

# Ids in a file that could not be read as YAML.
_ID_LINE = regex(r"(?:^|[\s{,])id:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)", re.MULTILINE)

#: How many hints of one kind are worked out; each compares a word with all known ones.
_MOST_HINTS = 50


def written(fields: Fields, key: str) -> list[tuple[str, Span]]:
    """The texts of a list and where each is written."""
    value = fields.mapping.entries.get(key)
    items = value.items if isinstance(value, values.Sequence) else ()
    return [(item.text.strip(), item.span) for item in items if isinstance(item, values.Scalar)]


def status(outcome: Fields) -> Status:
    """What has been made of an outcome, whole or not."""
    said: Status = outcome.values.get("status", "accepted")
    return said


class Links:
    """Everything that was decoded, by id; None for a file that could not be. `taken` are ids
    that meetings (None) and outcomes of other files have."""

    def __init__(
        self,
        themes: Mapping[str, Fields | None],
        meetings: Mapping[str, Fields | None],
        sources: Mapping[str, Source | None],
        texts: Mapping[str, SourceText],
        found: list[Diagnostic],
        taken: Mapping[str, Span | None] | None = None,
    ) -> None:
        self.theme_fields = themes
        self.meeting_fields = meetings
        self.sources = sources
        self.texts = texts
        self.found = found
        self.left_out = {name for name, source in sources.items() if source is None}
        #: Names that files or folders have which are not named as they should be, and the ids
        #: that they were meant for: nothing that names one of these is told a second time.
        self.misnamed: set[str] = set()
        #: The folders of which something was told that holds for all that they should have.
        self.told: set[str] = set()
        #: Every alias and id of a theme, with the id it stands for and where it is written.
        self.theme_ids: dict[str, str] = {name: name for name in themes}
        #: What prose can cite by one name, and where it is named.
        self.citable: dict[str, Span | None] = dict.fromkeys(meetings)
        #: What has an id of its own: a meeting (None), or an outcome, accepted or not.
        self.named: dict[str, Span | None] = {**dict.fromkeys(meetings), **(taken or {})}
        self.hints: dict[tuple[str, str], tuple[Hint, ...]] = {}
        self._aliases()
        self._outcome_ids()

    # -- ids

    def _duplicate(self, what: str, span: Span, first: Hint) -> None:
        message = f"an id names one thing only; {what}"
        report(self.found, "duplicate-id", message, span, first)

    def _aliases(self) -> None:
        places: dict[str, Span] = {}
        for name, fields in self.theme_fields.items():
            if fields is None:
                continue
            for alias, span in written(fields, "aliases"):
                if alias in self.theme_fields:
                    other = self.theme_fields[alias]
                    place = None if other is None else other.span_of("title")
                    hint = Hint(f"`briefs/themes/{alias}.yaml` is that theme", place)
                    self._duplicate(f"`{alias}` is the id of a theme already", span, hint)
                elif alias not in places:
                    places[alias] = span
                    self.theme_ids[alias] = name
                elif self.theme_ids[alias] != name:
                    hint = Hint("it stands here first", places[alias])
                    self._duplicate(f"`{alias}` is an alias of another theme", span, hint)

    def _outcome_ids(self) -> None:
        """Registers every outcome's id; the second of two loses it. Accepted outcomes come
        first, so that a proposal takes no id away from them."""
        for accepted in (True, False):
            for fields in self.meeting_fields.values():
                for outcome in () if fields is None else fields.values.get("outcomes", ()):
                    if (status(outcome) == "accepted") == accepted:
                        self._register(outcome)

    def _register(self, outcome: Fields) -> None:
        outcome_id = outcome.values.get("id")
        if outcome_id is None:
            return
        span = outcome.span_of("id")
        if outcome_id not in self.named:
            self.named[outcome_id] = span
            if status(outcome) == "accepted":
                self.citable[outcome_id] = span
            return
        if (first := self.named[outcome_id]) is None:
            file = f"briefs/outcomes/{outcome_id}.yaml"
            hint = Hint(f"`{file}` is that meeting; give the outcome another id")
            self._duplicate(f"`{outcome_id}` is the id of a meeting", span, hint)
        else:
            hint = Hint(f"`{outcome_id}` stands here first", first)
            self._duplicate(f"`{outcome_id}` stands here again", span, hint)
        del outcome.values["id"]
        outcome.whole = False

    def _hint(self, kind: str, word: str, known: Iterable[str]) -> tuple[Hint, ...]:
        """`did_you_mean`, worked out once for each word."""
        if (kind, word) not in self.hints:
            full = len(self.hints) >= _MOST_HINTS
            self.hints[kind, word] = () if full else did_you_mean(word, known)
        return self.hints[kind, word]

    # -- records

    def themes(self) -> dict[str, Theme]:
        """The themes that are whole, by id."""
        made: dict[str, Theme] = {}
        for name, fields in self.theme_fields.items():
            quotes: dict[str, Evidence] = {}
            if fields is not None:
                for own, entry in fields.values.get("evidence", {}).items():
                    quote = records.evidence(entry, f"{name}/{own}")
                    self._evidence_name(fields, own)
                    if quote is not None and self._source_exists(quote):
                        quotes[own] = quote
                    else:
                        self.left_out.add(f"{name}/{own}")
            theme = None if fields is None else records.theme(fields, name, quotes)
            if theme is None:
                self.left_out.add(name)
            else:
                made[name] = theme
        return made

    def _evidence_name(self, fields: Fields, own: str) -> None:
        """A theme's own evidence may not hide what has that id everywhere."""
        if own not in self.citable:
            return
        value = fields.mapping.entries["evidence"]
        span = value.key_span(own) if isinstance(value, values.Mapping) else value.span
        place = self.citable[own]
        what = "a meeting" if place is None else "an outcome"
        hint = Hint(f"`{own}` is {what}; call the evidence something else", place)
        self._duplicate(f"`{own}` is the id of {what} already", span, hint)

    def _source_exists(self, evidence: Evidence) -> bool:
        """Whether the source is there and whole; reports `unknown-source`."""
        if self.sources.get(evidence.source) is not None:
            return True
        if not self.sources and not self.misnamed:
            self._none_at_all("source")
        elif evidence.source not in self.sources and evidence.source not in self.misnamed:
            message = (
                "a source that is named must be in `briefs/sources/`; "
                f"there is no `{evidence.source}`"
            )
            hints = self._hint("source", evidence.source, self.sources)
            report(self.found, "unknown-source", message, evidence.source_span, *hints)
        return False

    def _none_at_all(self, kind: Literal["source", "theme"]) -> None:
        """Reports once that there is no source or theme at all: to say so of each that is
        named would bury it."""
        folder = f"briefs/{kind}s"
        if folder in self.told:
            return
        self.told.add(folder)
        code = f"unknown-{kind}"
        how = (
            "`briefgen add FILE` archives one" if kind == "source" else f"write `{folder}/ID.yaml`"
        )
        message = f"{CODES[code]}; there is no {kind} at all"
        self.found.append(Diagnostic(code, message, path=folder, hints=(Hint(how),)))

    def meetings(self) -> dict[str, Meeting]:
        """The meetings that are whole, by id, in the order of their dates."""
        made: list[Meeting] = []
        for name, fields in self.meeting_fields.items():
            if fields is None:
                self.left_out.add(name)
                text = self.texts.get(f"briefs/outcomes/{name}.yaml")
                self.left_out.update(_ID_LINE.findall(text.text) if text else ())
                continue
            head: Fields | None = fields.values.get("meeting")
            parties = ()
            quotes: tuple[Evidence, ...] = ()
            if head is not None:
                parties = head.values.get("parties", ())
                self._dates(head)
                listed = records.evidence_list(head.values.get("evidence", ()), name)
                quotes = tuple(one for one in listed if self._source_exists(one))
            outcomes, unfinished = [], []
            for entry in fields.values.get("outcomes", ()):
                named = "id" in entry.values
                outcome = self._outcome(entry, name, parties) if named else None
                if outcome is not None:
                    outcomes.append(outcome)
                elif status(entry) == "proposed":
                    unfinished.append(entry.span)
                elif named and status(entry) == "accepted":
                    self.left_out.add(entry.values["id"])
                elif isinstance(told := entry.mapping.entries.get("id"), values.Scalar):
                    self.left_out.add(id_of(told.text))  # `Minerals Group`, which is told
            if head is None or not head.whole:
                self.left_out.add(name)
                self.left_out.update(outcome.id for outcome in outcomes)
            else:
                waived = fields.values.get("waivers", ())
                aside = tuple(unfinished)
                made.append(records.meeting(head, name, quotes, outcomes, aside, waived))
        return {one.id: one for one in sorted(made, key=lambda m: (m.date, m.id))}

    def _dates(self, head: Fields) -> None:
        begin, end = head.values.get("date"), head.values.get("end_date")
        if begin is not None and end is not None and end < begin:
            message = f"`end_date` must not be before `date`; {end} is before {begin}"
            hint = Hint("the meeting's first day", head.span_of("date"))
            report(self.found, "bad-value", message, head.span_of("end_date"), hint)
            del head.values["end_date"]  # what follows from it is told by this

    def _outcome(self, fields: Fields, meeting: str, parties: tuple[str, ...]) -> Outcome | None:
        owner: str = fields.values["id"]
        entries: tuple[Fields, ...] = fields.values.get("evidence", ())
        quotes = records.evidence_list(entries, owner)
        known = [self._source_exists(one) for one in quotes]
        self._themes(fields)
        self._actors(fields, parties)
        if len(quotes) < len(entries) or not all(known):
            return None
        if "status" in fields.mapping.entries and "status" not in fields.values:
            return None  # whether it is accepted cannot be told
        return records.outcome(fields, meeting, quotes)

    def _themes(self, fields: Fields) -> None:
        """Puts ids for aliases, and reports `unknown-theme`."""
        ids = []
        for name, span in written(fields, "themes") if "themes" in fields.values else ():
            if name in self.theme_ids:
                ids.append(self.theme_ids[name])
            elif not self.theme_ids and not self.misnamed:
                self._none_at_all("theme")
            elif name in fields.values["themes"] and name not in self.misnamed:
                message = f"a theme must have a file in `briefs/themes/`; there is no `{name}`"
                hints = self._hint("theme", name, self.theme_ids)
                report(self.found, "unknown-theme", message, span, *hints)
        if "themes" in fields.values:
            fields.values["themes"] = tuple(dict.fromkeys(ids))

    def _actors(self, fields: Fields, parties: tuple[str, ...]) -> None:
        """Warns of an actor that looks like a misspelt party. Others may act as well: a
        company, a third state."""
        for actor, span in written(fields, "actors") if "actors" in fields.values else ():
            if actor in parties or not parties:
                continue
            near = get_close_matches(
                actor.casefold(), [p.casefold() for p in parties], n=1, cutoff=0.75
            )
            if near:
                hints = did_you_mean(actor, parties)
                message = (
                    "an actor that is a party of the meeting is called as it is called there; "
                    f"`{actor}` is none of its parties"
                )
                self.found.append(
                    Diagnostic("bad-value", message, span, severity="warning", hints=hints)
                )

    def glossary(self, fields: Fields | None) -> None:
        """Reports terms that stand twice."""
        first: dict[str, Span] = {}
        for entry in fields.values.get("entries", ()) if fields is not None else ():
            term = entry.values.get("term")
            if term is None:
                continue
            span = entry.span_of("term")
            if term in first:
                hint = Hint("it stands here first", first[term])
                self._duplicate(f"the term `{term}` stands here again", span, hint)
            first.setdefault(term, span)
