"""The verbs of a sentence that make it an outcome, each with who does it."""

from __future__ import annotations

from briefgen.drafting import words
from briefgen.drafting.actors import Parties
from briefgen.drafting.forms import Form
from briefgen.drafting.objections import NOUN, against
from briefgen.drafting.proposed import Reason
from briefgen.drafting.subjects import Subject, subject_of
from briefgen.evidence.checks.commitments import Operative, operatives
from briefgen.record import record
from briefgen.regex import regex


@record
class Act:
    """An operative verb with its subject, in a sentence that counts it. `weak` is why it may be
    no outcome."""

    verb: Operative
    subject: Subject
    weak: Reason | None = None


_BARE_MODAL = regex(r"may|might|could|can|should|would")
#: `..., the statement noted.` says only who says it.
_ATTRIBUTES = regex(r"^(?: on \w+day)?[.\"' ]*$")
#: Objections that a person may see otherwise.
_DOUBTFUL: frozenset[Reason] = frozenset(("purpose", "speculation"))
_SAID = regex(r"\b(?:said|says|told|added)\b")


def acts_of(lower: str, cased: str, form: Form, parties: Parties) -> list[Act] | tuple[Reason, str]:
    """The verbs that count, or why none does."""
    verbs = operatives(cased)
    # in capitals it is the month
    modal = next((v.words for v in verbs if _BARE_MODAL.fullmatch(v.words)), "")
    verbs = tuple(v for v in verbs if not _BARE_MODAL.fullmatch(v.words.lower()))
    if modal and not verbs:
        return ("speculation", modal)
    if not verbs:
        if titled := words.DOCUMENT.search(lower):
            title = Operative(0, titled.end(), "noted", cased[: titled.end()])
            return [Act(title, Subject("none", "", 0))]
        if denied := words.DENIED.search(lower):
            return ("denied", denied.group())
        return _merely_said(lower, cased) or ("no-verb", "")
    acts: list[Act] = []
    objections: list[tuple[Reason, str]] = []
    doubtful: list[Act] = []
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
        reason = against(verb, subject, lower, form, parties, follows=bool(acts))
        if subject.kind not in ("relative",):
            last = subject
        if reason is None and NOUN.match(lower[verb.start : verb.end]):
            subject = Subject("none", "", subject.start, subject.link, subject.reporter)
        if reason is None and not (acts and _ATTRIBUTES.match(lower[verb.end :])):
            acts.append(Act(verb, subject))
        elif reason is None:
            continue
        else:
            objections.append(reason)
            if reason[0] in _DOUBTFUL:
                doubtful.append(Act(verb, subject, weak=reason[0]))
    if not acts and not doubtful:
        return objections[0]
    if not acts and _whole(lower, doubtful):
        return objections[0]
    acts = acts or doubtful
    if whole := _whole(lower, acts):
        return whole
    return acts


def _merely_said(lower: str, cased: str) -> list[Act] | None:
    """What a party is only quoted with: weak, since most of it is talk."""
    for match in _SAID.finditer(lower):
        subject = subject_of(lower, cased, match.start())
        if subject.kind == "party":
            act = Act(Operative(*match.span(), "noted", match.group()), subject, weak="no-verb")
            return None if _whole(lower, [act]) else [act]
    return None


def _whole(lower: str, acts: list[Act]) -> tuple[Reason, str] | None:
    """What of the whole sentence speaks against it, whatever its verbs say."""
    strong = any(act.verb.commitment in words.SUBSTANCE for act in acts)
    if found := words.OPINION.search(lower):
        return "opinion", found.group()
    if found := words.HEARSAY.search(lower):
        return "hearsay", found.group()
    if not strong and (found := words.CEREMONY.search(lower)):
        return "ceremony", found.group()
    return None
