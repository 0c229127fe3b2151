"""The rules that tell an outcome: a `Drafter` that is deterministic and can say why.

A sentence is proposed when a word that reports an outcome (`evidence/checks/verbs.py`) operates in
it, and a party of the meeting, or all of them, or nobody but the meeting itself, stands before it.
Everything else that can be said of a sentence is a reason to pass it over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.drafting import words
from briefgen.drafting.actors import Parties, parties_of
from briefgen.drafting.deadlines import deadline
from briefgen.drafting.forms import Form, form_of
from briefgen.drafting.proposed import PassedOver, Proposed, Reason, Statement
from briefgen.drafting.quotes import excerpt
from briefgen.drafting.subjects import Subject, subject_of
from briefgen.drafting.themes import Themes, themes_by
from briefgen.evidence.checks.commitments import Operative, operatives, strength
from briefgen.evidence.normalize import normalise
from briefgen.record import record
from briefgen.regex import regex
from briefgen.workspace.model import COMMITMENTS, Commitment

LONGEST = 4000  # characters of a sentence; a longer one is no sentence


@record
class Act:
    """An operative verb with its subject, in a sentence that counts it."""

    verb: Operative
    subject: Subject
    weak: bool = False


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
    """Whether a sentence reports an outcome, which, and why."""
    n = normalise(statement.text[:LONGEST])
    cased = n.text.strip()
    lower = cased.lower()
    if len(lower) != len(cased):
        lower = cased
    form = form_of(cased, lower)
    if form.reason is not None:
        return PassedOver(statement.index, form.reason, form.words)
    found = _acts(lower, cased, form, parties)
    if isinstance(found, tuple):
        return PassedOver(statement.index, *found)
    best = max(found, key=lambda act: (not act.weak, _level(act.verb.commitment)))
    commitment = best.verb.commitment
    offset = len(n.text) - len(n.text.lstrip())
    from_start = form.kind == "sentence"
    start, end = excerpt(
        lower,
        cased,
        [
            (
                0
                if from_start and (a.subject.kind in ("none", "thing") or not a.subject.words)
                else a.subject.start,
                a.verb,
            )
            for a in found
            if _level(a.verb.commitment) >= _level(best.verb.commitment)
        ],
    )
    commitment = _no_stronger(commitment, cased[start:end])
    lead = ""
    if form.kind == "line" and statement.lead and words.DOCUMENT.search(lower):
        # the title of a document in a list that says what was done with all of them
        told = strength(statement.lead)
        if _level(told.commitment) > _level(commitment):
            commitment, lead = told.commitment, statement.lead
            best = Act(Operative(0, 0, commitment, told.words), best.subject)
    ids, matched = themes.of(cased)
    if not ids and statement.heading:
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
        why=_why(best, commitment, how, matched, heading=bool(ids) and not themes.of(cased)[0]),
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


# ------------------------------------------------------------------------- acts

_ING = regex(r"\w+ing\b")
_PREPOSITION = regex(
    r"\b(?:of|on|by|for|in|to|from|at|without|after|before|through|including|than|via|towards?|"
    r"about|"
    r"over|into|despite|upon|besides|like|and|or|while|when|since|as)(?: \w+ly)? $"
)
_BY = regex(r"^ (?:\w+ly )?(?:by|under|in|at|during|last|between|with|from|earlier|on) ")
_INFINITIVE = regex(r"^ (?:\w+ly )?(?:to|that|on|upon)\b")
_PERFECT = regex(r"\bhad\b")
_NEW_HAD = regex(
    r"\bhad (?:a|an|the|wide|productive|fruitful|useful|detailed|in-depth|good|extensive)\b"
)
_MODAL = regex(r"\b(?:could|may|might|can|would|should|must)\b")
_EXPECTED = regex(
    r"\b(?:expected|likely|unlikely|set|poised|tipped|slated|believed|thought|rumou?red|"
    r"understood) to\b"
)
_CONDITIONAL = regex(r"^(?:if|unless|should|were|provided|once|until)\b")
_SUBORDINATE = frozenset(
    ("if", "unless", "because", "since", "before", "once", "until", "although", "though", "whether")
)
_LATER = frozenset(("after", "when", "as", "how"))
#: `..., the statement noted.` says only who says it.
_ATTRIBUTES = regex(r"^(?: on \w+day)?[.\"' ]*$")
_PLAIN_SAYING = regex(r"^(?:said|says|told|added|stated)\b")


def _acts(lower: str, cased: str, form: Form, parties: Parties) -> list[Act] | tuple[Reason, str]:
    """The verbs that count, or why none does."""
    verbs = operatives(cased)
    modal = next((v.words for v in verbs if _BARE_MODAL.fullmatch(v.words.lower())), "")
    verbs = tuple(v for v in verbs if not _BARE_MODAL.fullmatch(v.words.lower()))
    if modal and not verbs:
        return ("speculation", modal)
    if not verbs:
        if titled := words.DOCUMENT.search(lower):
            title = Operative(0, titled.end(), "noted", cased[: titled.end()])
            return [Act(title, Subject("none", "", 0))]
        return ("no-verb", "")
    acts: list[Act] = []
    against: list[tuple[Reason, str]] = []
    last: Subject | None = None
    for verb in verbs:
        subject = subject_of(lower, cased, verb.start)
        if subject.kind in ("same", "none") and last is not None:
            subject = Subject(
                last.kind,
                last.words,
                last.start,
                last.link or subject.link,
                last.reporter,
                subject.auxiliary,
            )
        elif subject.kind == "none":
            subject = Subject("none", "", verb.start, auxiliary=subject.auxiliary)
        reason = _against(verb, subject, lower, cased, form, parties, bool(acts))
        if subject.kind not in ("relative",):
            last = subject
        if reason is None and _NOUN.match(lower[verb.start : verb.end]):
            subject = Subject("none", "", subject.start, subject.link, subject.reporter)
        if reason is None and not (acts and _ATTRIBUTES.match(lower[verb.end :])):
            acts.append(Act(verb, subject))
        elif reason is None:
            continue
        else:
            against.append(reason)
    if not acts:
        return against[0]
    if whole := _whole(lower, acts):
        return whole
    return acts


def _whole(lower: str, acts: list[Act]) -> tuple[Reason, str] | None:
    """What of the whole sentence speaks against it, whatever its verbs say."""
    strong = any(act.verb.commitment in words.SUBSTANCE for act in acts)
    for reason, pattern in (("opinion", words.OPINION), ("hearsay", words.HEARSAY)):
        if found := pattern.search(lower):
            return reason, found.group()  # type: ignore[return-value]
    if not strong and (found := words.CEREMONY.search(lower)):
        return "ceremony", found.group()
    return None


def _against(
    verb: Operative,
    subject: Subject,
    lower: str,
    cased: str,
    form: Form,
    parties: Parties,
    follows: bool,
) -> tuple[Reason, str] | None:
    """Why a verb does not make an outcome; None when it does."""
    text = lower[verb.start : verb.end]
    before, after = lower[: verb.start], lower[verb.end :]
    auxiliary = f" {subject.auxiliary} "
    if verb.words.startswith("not "):
        return "denied", verb.words
    if text == "the aim is to":
        return "purpose", text
    if noun := _NOUN.match(text):
        return _named(noun.group(), subject, before, after)
    if text.startswith("call") and text.endswith(" on") and " to " not in after[:160]:
        return "ceremony", text
    if subject.kind == "outsider" or (
        subject.reporter and words.OUTSIDERS.search(subject.reporter)
    ):
        return "outsider", subject.words if subject.kind == "outsider" else subject.reporter
    if outside := parties.outsider(subject):
        return "outsider", outside
    if _reacts(lower, subject):
        return "outsider", subject.words
    if subject.link in _SUBORDINATE or _CONDITIONAL.match(lower):
        return "background", subject.link or "if"
    if subject.link in _LATER:
        return "background", subject.link
    if subject.kind == "none" and _is_past(text) and before.rstrip().endswith(","):
        return "background", text
    if subject.kind == "relative":
        return "background", text
    if _PERFECT.search(auxiliary) and not subject.reporter and not _NEW_HAD.search(lower):
        return "background", f"had {text}"
    if _EXPECTED.search(lower[max(0, verb.start - 40) : verb.end]):
        return "speculation", text
    if _MODAL.search(auxiliary) and not subject.reporter:
        return "speculation", f"{auxiliary.strip()} {text}"
    if (
        _ING.fullmatch(text.split(" ")[0])
        and form.kind != "line"
        and subject.auxiliary in ("", "to")
    ):
        if subject.auxiliary == "to" or _PREPOSITION.search(before):
            return "purpose", text
        if not before.rstrip().endswith((",", '"')) and subject.link != "with":
            return "background", text
    if (
        _is_past(text)
        and not subject.auxiliary.strip()
        and subject.kind == "thing"
        and _BY.match(after)
    ):
        return "background", text
    if text in ("will", "shall") or text.startswith(("is to", "are to", "was to", "were to")):
        return _future(verb, subject, lower, after)
    if subject.kind == "thing" and _active(text, auxiliary) and not follows:
        return "purpose", text
    if _bygone(verb, subject, lower, after):
        return "background", text
    if subject.kind == "none" and form.kind == "sentence" and not follows and _is_past(text):
        return None
    return None


def _named(noun: str, subject: Subject, before: str, after: str) -> tuple[Reason, str] | None:
    """Why a deed that is named (`the decision to`, `discussions on`) does not count."""
    if found := words.OUTSIDERS.search(before):
        return "outsider", found.group()
    if found := _UNSETTLED.search(after):
        return "background", found.group().strip()
    if (
        subject.kind in ("none", "same", "party")
        or (subject.link == "that" and subject.reporter)
        or _TELLS.search(before)
    ):
        return None
    return "background", noun


_BARE_MODAL = regex(r"may|might|could|can|should|would")
_NOUN = regex(
    r"(?:the )?(?:decisions?|agreement|discussions?|negotiations?|talks?|consultations?|intention|"
    r"commitment|"
    r"possibilit(?:y|ies)|feasibility|opportunity|exchange|plans?|signing)\b"
)
_TELLS = regex(
    r"\b(?:is|was|were|are|been|has|have|had|held|took|taken|made|provided|provides|included|"
    r"includes|saw|"
    r"expressed|expresses|express|voiced|conveyed|declared|stated|outlined|signalled|indicated|"
    r"reached|completed|concluded|began|started|opened|entered|led|with|placed|featured|resulted|"
    r"ended|announced)\b"
    r"(?: [\w'-]+){0,6} $"
)
_UNSETTLED = regex(
    r"^[^.;]{0,60}?\b(?:is|are|was|were) (?:expected|awaited|pending|likely|yet|still|unlikely)\b|"
    r"^[^.;]{0,60}?\b(?:marks?|marked|signals?|reflects?|reflected|showed|shows?|drew|came|comes|"
    r"follows|followed)\b"
)


def _reacts(lower: str, subject: Subject) -> bool:
    """Whether one country alone reacts to what others agreed."""
    if _TOGETHER.search(subject.words) or subject.kind == "none":
        return False
    if words.REACTION.search(lower):
        return True
    return words.APPLAUSE.search(lower) is not None and not words.PARTY.search(subject.words)


_TOGETHER = regex(
    r"\b(?:both|two|three|sides|leaders|ministers|they|we|and|parties|members|countries|states|"
    r"governments|presidents|premiers|he|she|participants)\b"
)


def _is_past(text: str) -> bool:
    first = text.split(" ")[0]
    return first.endswith("ed") or first in (
        "set",
        "took",
        "undertook",
        "sought",
        "upheld",
        "spoke",
    )


def _active(text: str, auxiliary: str) -> bool:
    """Whether a verb is in the active voice, or a noun that nobody governs."""
    if any(
        f" {word} " in auxiliary for word in ("was", "were", "is", "are", "been", "be", "being")
    ):
        return False
    return not text.startswith(("is ", "are "))


def _future(verb: Operative, subject: Subject, lower: str, after: str) -> tuple[Reason, str] | None:
    """What a party will do is an outcome; what a thing will do only where it comes to be."""
    if found := words.PROCEDURE.search(lower):
        return "procedure", found.group()
    if subject.kind in ("thing", "same", "none") and not words.BEGINS.match(after):
        return "purpose", f"{lower[verb.start : verb.end]}{after[:16]}".strip()
    return None


def _bygone(verb: Operative, subject: Subject, lower: str, after: str) -> bool:
    """Whether a deed is told of the past before the meeting."""
    text = lower[verb.start : verb.end]
    if _level(verb.commitment) < 3 or not _is_past(text) or _INFINITIVE.match(after):
        return False
    found = words.BYGONE_TIME.search(lower)
    return found is not None
