"""An archived source, sentence by sentence: what to propose from it, and what not, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from briefgen.claims.check import check_claim
from briefgen.claims.lexicon.words import FUNCTION_WORDS
from briefgen.claims.sentences import sentences
from briefgen.drafting.deadlines import Derived, derived
from briefgen.drafting.proposed import Drafter, Proposed, Reason, Statement
from briefgen.drafting.rules import MARKER
from briefgen.drafting.sentences import ends_list, is_marker, leaves_list
from briefgen.drafting.shelf import Quote, Shelf
from briefgen.evidence.archive import is_unchanged
from briefgen.evidence.checks.commitments import strength
from briefgen.evidence.leads import without_end
from briefgen.evidence.normalize import normal_form
from briefgen.record import record
from briefgen.regex import regex
from briefgen.workspace.kinds import plain_letters
from briefgen.workspace.model import Meeting, PassageKind, Source, SourcePassage, Workspace


@record
class Entry:
    """A proposed outcome, as it is to be written: `passage` is where it stands."""

    id: str
    proposed: Proposed
    passage: int
    summary: str
    actors: tuple[str, ...]
    quotes: tuple[Quote, ...]
    due: Derived | None = None


@record
class Passed:
    """A sentence that is not proposed, with its passage."""

    passage: int
    text: str
    reason: Reason
    words: str = ""


@record
class Draft:
    """What a source gives. `weak` are, of what was passed over, the candidates that may be
    outcomes all the same."""

    source: Source
    entries: tuple[Entry, ...]
    weak: tuple[Passed, ...]
    passed: tuple[Passed, ...]


@record
class _Place:
    """A sentence of a passage: its range in the archived text, and that of the one that opens
    the list in which it stands."""

    passage: SourcePassage
    start: int
    end: int
    lead: tuple[int, int] | None = None


_KINDS: dict[PassageKind, Reason] = {
    "title": "heading",
    "heading": "heading",
    "caption": "caption",
    "boilerplate": "boilerplate",
    "repeat": "repeat",
}


def as_archived(source: Source) -> bool:
    """Whether a source's text is the one that was archived; from another nothing is drafted."""
    return is_unchanged(source)


def draft(
    workspace: Workspace,
    source: Source,
    drafter: Drafter,
    *,
    meeting: Meeting | None = None,
    parties: Sequence[str] = (),
    day: datetime.date | None = None,
    theme: str | None = None,
    weak: bool = False,
) -> Draft:
    """What to propose from a source for a meeting that is there, or will have these parties
    and be on this day.

    With `theme` (an id) only what is about it, with `weak` also what may be no outcome. What an
    outcome of the workspace quotes already, accepted, proposed or rejected, is not proposed again.
    """
    passed: list[Passed] = []
    places: list[_Place] = []
    statements: list[Statement] = []
    for place, statement, reason in _statements(source):
        if reason is None:
            statements.append(statement)
            places.append(place)
        else:
            passed.append(Passed(place.passage.number, statement.text, reason))
    listed = tuple(meeting.parties if meeting is not None else parties)
    match = {name: one.match for name, one in workspace.themes.items()}
    proposed, over = drafter.draft(statements, parties=listed, themes=match)
    texts = {statement.index: statement for statement in statements}
    for one in over:
        number = places[one.index].passage.number
        passed.append(Passed(number, texts[one.index].text, one.reason, one.words))
    shelf = Shelf(workspace, source)
    made: list[Entry] = []
    names = _Names(workspace)
    actors = listed
    last = 0
    doubtful: list[Passed] = []
    for found in proposed:
        place, text = places[found.index], texts[found.index].text
        if place.passage.number != last:
            actors, last = listed, place.passage.number
        reason = _unfit(found, place, shelf, theme)
        if reason is None and found.weak is not None and not weak:
            reason = found.weak
            doubtful.append(Passed(place.passage.number, text, reason, found.words))
        quotes: tuple[Quote, ...] = ()
        if reason is None:
            quotes = shelf.anchored(found, place.start, place.end, place.lead)
        if reason is None and not quotes:
            reason = "quote"
        if reason is not None:
            passed.append(Passed(place.passage.number, text, reason, found.words))
            continue
        actors = _actors(found, actors)
        on = meeting.date if meeting is not None else day
        made.append(_entry(found, place, text, actors, quotes, on, names))
    passed.sort(key=lambda one: one.passage)
    return Draft(source, tuple(made), tuple(doubtful), tuple(passed))


# ------------------------------------------------------------------------ sentences

_INTRODUCES = regex(r":\s*$")


def _statements(source: Source) -> Iterator[tuple[_Place, Statement, Reason | None]]:
    """Every sentence of a source in order, with the reason why it need not be judged."""
    heading = lead = first = ""
    opening: tuple[int, int] | None = None
    index = 0
    seen: set[str] = set()
    for passage in source.passages:
        if passage.kind != "body":
            whole = _Place(passage, passage.start, passage.start + len(passage.text))
            if passage.kind in ("heading", "title"):
                heading, lead = passage.text if passage.kind == "heading" else "", ""
                first = ""
            yield whole, Statement(-1, passage.text), _KINDS[passage.kind]
            continue
        if not first:
            first = passage.text if lead else ""
        elif leaves_list(passage.text, first):
            lead, opening, first = "", None, ""
        previous, last = "", None
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            if is_marker(text):
                continue
            place = _Place(passage, passage.start + start, passage.start + end, opening)
            aside = next(
                (
                    one.kind
                    for one in passage.sentences
                    if one.start < place.end and place.start < one.end
                ),
                None,
            )
            same = normal_form(text).casefold()
            if aside is not None:
                yield place, Statement(-1, text), _KINDS.get(aside, "boilerplate")
                continue
            if same in seen and len(same) > 40:
                yield place, Statement(-1, text), "repeat"
                continue
            seen.add(same)
            yield place, Statement(index, text, heading, previous, lead), None
            index += 1
            previous, last = text, (place.start, place.end)
        if _INTRODUCES.search(passage.text):
            lead, opening, first = previous, last, ""
        elif ends_list(passage.text):
            lead, opening, first = "", None, ""


# --------------------------------------------------------------------- entries


def _unfit(found: Proposed, place: _Place, shelf: Shelf, theme: str | None) -> Reason | None:
    """Why a proposal is not for this workspace."""
    if shelf.known(place.start, place.end):
        return "known"
    if not found.themes or (theme is not None and theme not in found.themes):
        return "no-theme"
    return None


def _entry(
    found: Proposed,
    place: _Place,
    text: str,
    actors: tuple[str, ...],
    quotes: tuple[Quote, ...],
    day: datetime.date | None,
    names: _Names,
) -> Entry:
    quote = quotes[-1].text
    due = derived(found.due, day) if found.due else None
    if due is None and found.due:
        due = Derived(found.due, "")
    return Entry(
        id=names.new(quote, found.words),
        proposed=found,
        passage=place.passage.number,
        summary=_ended(found.told)
        if found.told
        else _summary(quote, text, (place.passage.text, found.lead), found.words),
        actors=actors,
        quotes=quotes,
        due=due,
    )


def _summary(quote: str, sentence: str, passages: tuple[str, str], decided: str) -> str:
    """The quote as a sentence, or the whole sentence where the quote alone is none. Of the title of
    a document, what the line before its list says was done with it."""
    alone = _ended(f"{quote[:1].upper()}{quote[1:]}")
    complete = bool(strength(quote).words) and not _FRAGMENT.match(quote)
    if passages[1] and decided == "signed":
        alone, complete = f"The {quote.rstrip(' .;,')} was signed.", True
    if complete and not _blocks(alone, passages):
        return alone
    return _ended(MARKER.sub("", sentence, count=1))


def _ended(text: str) -> str:
    """A text that ends as a sentence does, where a list had a semicolon after it."""
    if text.rstrip()[-1:] in ("?", "!", "”", '"', "…"):
        return text.rstrip()
    return f"{without_end(text)}."


_FRAGMENT = regex(r"(?:(?:both|the|two|all) \w+ )?[\w’' ]{0,40}?\b\w+ing\b|with |and |or |that ")


def _blocks(sentence: str, passages: tuple[str, str]) -> bool:
    return any(one.severity == "error" for one in check_claim(sentence, passages))


_PRONOUNS = frozenset(("he", "she", "it", "him", "her"))


def _actors(found: Proposed, before: tuple[str, ...]) -> tuple[str, ...]:
    """Who acts: parties where the sentence says so, else its own words for the one who does, and
    for `he` or `she` whoever acted before."""
    if found.actors:
        return found.actors
    said = found.subject.strip()
    if not said or said.lower() in _PRONOUNS or len(said) > 120:
        return before
    return (said,)


class _Names:
    """Ids for outcomes: a few words of the quote, unlike every id that is taken."""

    def __init__(self, workspace: Workspace) -> None:
        #: The last number that was put to a name.
        self.last: dict[str, int] = {}
        self.taken = set(workspace.meetings) | set(workspace.left_out)
        for meeting in workspace.meetings.values():
            for outcome in (*meeting.outcomes, *meeting.proposed, *meeting.rejected):
                self.taken.add(outcome.id)
        for path, text in workspace.texts.items():
            if path.startswith("briefs/outcomes/"):
                self.taken.update(match[1] for match in _ID.finditer(text.text))

    def new(self, quote: str, decided: str) -> str:
        """An id for a quote; `decided` are the words that its commitment rests on."""
        at = quote.find(decided) if decided else -1
        listed = _KEYWORD.findall(plain_letters(quote[at + len(decided) :] if at >= 0 else quote))
        kept = [word for word in listed if word not in FUNCTION_WORDS]
        if len(kept) < 2:
            listed = _KEYWORD.findall(plain_letters(quote))
            kept = [word for word in listed if word not in FUNCTION_WORDS]
        stem = "-".join(kept[:4])[:60].strip("-") or "outcome"
        name, n = stem, self.last.get(stem, 1)
        while name in self.taken:
            n += 1
            name = f"{stem}-{n}"
        self.last[stem] = n
        self.taken.add(name)
        return name


_KEYWORD = regex(r"(?<![^\W_])[a-z][a-z0-9]{2,}(?![^\W_])")
_ID = regex(r"\bid: *[\"']?([a-z0-9][a-z0-9-]*)")
