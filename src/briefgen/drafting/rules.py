"""The rules that tell an outcome: a `Drafter` that is deterministic and can say why.

A sentence is proposed when a word that reports an outcome (`evidence/checks/verbs.py`) operates in
it, and a party of the meeting, or all of them, or nobody but the meeting itself, stands before it.
Everything else that can be said of a sentence is a reason to pass it over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.drafting import words
from briefgen.drafting.actors import Parties, parties_of
from briefgen.drafting.acts import Act, acts_of
from briefgen.drafting.deadlines import deadline
from briefgen.drafting.forms import Form, form_of
from briefgen.drafting.proposed import PassedOver, Proposed, Reason, Statement
from briefgen.drafting.quotes import excerpt
from briefgen.drafting.subjects import Subject
from briefgen.drafting.themes import Themes, themes_by
from briefgen.evidence.checks.commitments import Operative, strength
from briefgen.evidence.leads import opens, together, without_end
from briefgen.evidence.normalize import normalise
from briefgen.record import replace
from briefgen.regex import regex
from briefgen.workspace.model import COMMITMENTS, Commitment

#: What counts a paragraph or an item, and is no part of what it says.
MARKER = regex(r"\s*(?:(?:\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)]|[•*▪·–—-])\s+)?")
LONGEST = 4000  # characters of a sentence; a longer one is no sentence


class Rules:
    """The drafter of this package."""

    def draft(
        self,
        statements: Sequence[Statement],
        *,
        parties: Sequence[str] = (),
        themes: Mapping[str, Sequence[str]],
    ) -> tuple[list[Proposed], list[PassedOver]]:
        """Each statement is proposed or passed over."""
        sought = themes_by(themes)
        known = parties_of(parties, [statement.text for statement in statements])
        proposed: list[Proposed] = []
        passed: list[PassedOver] = []
        for statement in statements:
            found = judge(statement, known, sought)
            if isinstance(found, Proposed):
                proposed.append(found)
            else:
                passed.append(found)
        return proposed, passed


def judge(statement: Statement, parties: Parties, themes: Themes) -> Proposed | PassedOver:
    """Whether a sentence reports an outcome, which, and why. An item of a list is judged with the
    line that opens the list, which says nothing alone."""
    item = None
    if statement.lead and not statement.previous:
        item = _item(statement, parties, themes)
    if item is not None:
        return item
    found = _alone(statement, parties, themes)
    if isinstance(found, Proposed) and opens(statement.text):
        return PassedOver(statement.index, "lead", found.words)
    return found


#: For these reasons nothing under a lead is an outcome, however its own words may sound.
_OVER_ALL: frozenset[Reason] = frozenset(("denied", "outsider", "hearsay", "opinion"))
#: A line that makes all its items depend on something, and makes no sentence with them.
_CONDITION = regex(r"(?i)(?:subject to|provided|if|unless|once|on condition)\b.*:\s*$")


def _item(statement: Statement, parties: Parties, themes: Themes) -> Proposed | PassedOver | None:
    """What an item says with its lead; None when the two make no sentence."""
    n = normalise(statement.text[:LONGEST])
    # The pattern also matches nothing at all.
    start = MARKER.match(n.text).end()  # type: ignore[union-attr]
    end = len(without_end(n.text))
    lead = MARKER.sub("", statement.lead, count=1)
    shown = normalise(lead).text
    said = together(shown, n.text[start:].rstrip(), listed=start > 0)
    if said is None:
        if _CONDITION.match(shown):
            return PassedOver(statement.index, "lead", shown)
        above = _alone(Statement(statement.index, lead), parties, themes) if opens(shown) else None
        denied = isinstance(above, PassedOver) and above.reason in _OVER_ALL
        return above if denied else None
    joined = replace(statement, text=said, lead="")
    found = _alone(joined, parties, themes)
    if isinstance(found, PassedOver) or end <= start:
        return found
    first, last = n.source(start, end)
    if opens(said):
        return PassedOver(statement.index, "lead", found.words)
    quote, told = statement.text[first:last], without_end(said)
    return replace(found, start=first, end=last, quote=quote, lead=lead, told=told)


def _alone(statement: Statement, parties: Parties, themes: Themes) -> Proposed | PassedOver:
    """Whether a sentence by itself reports an outcome."""
    n = normalise(statement.text[:LONGEST])
    # The pattern also matches nothing at all.
    offset = MARKER.match(n.text).end()  # type: ignore[union-attr]
    cased = n.text[offset:].rstrip()
    lower = cased.lower()
    if len(lower) != len(cased):
        lower = cased
    form = form_of(cased, lower)
    if form.reason is not None:
        return PassedOver(statement.index, form.reason, form.words)
    found = acts_of(lower, cased, form, parties)
    if isinstance(found, tuple):
        return PassedOver(statement.index, *found)
    best = max(found, key=lambda act: (act.weak is None, _level(act.verb.commitment)))
    commitment = best.verb.commitment
    deeds = [a for a in found if _level(a.verb.commitment) >= _level(commitment)]
    starts = [(_start(act, form), act.verb) for act in deeds]
    start, end = excerpt(lower, cased, starts)
    commitment = _no_stronger(commitment, cased[start:end])
    lead = ""
    if form.kind == "line" and statement.lead and words.DOCUMENT.search(lower):
        # the title of a document in a list that says what was done with all of them
        told = strength(statement.lead)
        if _level(told.commitment) > _level(commitment):
            commitment, lead = told.commitment, statement.lead
            best = Act(Operative(0, 0, commitment, told.words), best.subject)
    ids, matched = themes.of(cased)
    from_heading = not ids and bool(statement.heading)
    if from_heading:
        ids, matched = themes.of(statement.heading)
    first, last = n.source(start + offset, end + offset)
    actor, how = parties.actors(best.subject, cased, found[0].subject, statement.previous)
    return Proposed(
        index=statement.index,
        commitment=commitment,
        quote=statement.text[first:last],
        start=first,
        end=last,
        words=best.verb.words,
        why=_why(best, commitment, how, matched, heading=from_heading),
        themes=ids,
        theme_words=matched,
        actors=actor,
        due=deadline(cased[best.verb.end : max(end, best.verb.end)])
        if _level(commitment) > 0
        else "",
        weak=best.weak,
        subject=_cased(best.subject, cased) or _cased(found[0].subject, cased),
        lead=lead,
    )


def _start(act: Act, form: Form) -> int:
    """Where a quote of an act begins: at its subject, or with the sentence where that is no
    party's."""
    whole = form.kind == "sentence"
    if whole and (act.subject.kind in ("none", "thing") or not act.subject.words):
        return 0
    return act.subject.start


def _cased(subject: Subject, cased: str) -> str:
    """The words of a subject as the sentence writes them."""
    return cased[subject.start : subject.start + len(subject.words)]


def _level(commitment: Commitment) -> int:
    return COMMITMENTS[commitment][0]


def _no_stronger(commitment: Commitment, quote: str) -> Commitment:
    """The commitment, or what the check of a build would allow the quote."""
    allowed = strength(quote).commitment
    return commitment if _level(commitment) <= _level(allowed) else allowed


def _why(
    act: Act, commitment: Commitment, who: str, matched: tuple[str, ...], *, heading: bool
) -> str:
    shown = (
        f"`{act.verb.words}` makes it `{commitment}`" if act.verb.words else f"it is `{commitment}`"
    )
    said = f"{shown}; {who}" if who else shown
    shortest = [w for w in matched if not any(w != o and w in o for o in matched)]
    if matched:
        where = "the heading above has" if heading else "about"
        said += f"; {where} {', '.join(shortest[:4])}"
    return said
