"""What speaks against a verb: why it reports no outcome of the meeting, though it could.

One question after the other, the surest first. Each answer is a reason that a user is shown, with
the words that decided it.
"""

from __future__ import annotations

from briefgen.drafting import words
from briefgen.drafting.actors import Parties
from briefgen.drafting.forms import Form
from briefgen.drafting.proposed import Reason
from briefgen.drafting.subjects import Subject
from briefgen.evidence.checks.commitments import Operative
from briefgen.regex import regex
from briefgen.workspace.model import COMMITMENTS

#: A deed that is named, not told.
NOUN = regex(
    r"(?:the )?(?:decisions?|agreement|discussions?|negotiations?|talks?|consultations?|intention|"
    r"commitment|possibilit(?:y|ies)|feasibility|opportunity|exchange|plans?|signing)\b"
)

_ING = regex(r"\w+ing\b")
_PREPOSITION = regex(
    r"\b(?:of|on|by|for|in|to|from|at|without|after|before|through|including|than|via|towards?|"
    r"about|over|into|despite|upon|besides|like|and|or|while|when|since|as)(?: \w+ly)? $"
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
_CONDITIONAL = regex(r"^[\"'“”‘]?(?:if|unless|should|were|provided|once|until)\b")
_TO_BE = ("is to", "are to", "was to", "were to", "due to", "set to", "scheduled to")
_SUBORDINATE = frozenset(
    ("if", "unless", "because", "since", "before", "once", "until", "although", "though", "whether")
)
_LATER = frozenset(("after", "when", "as", "how"))


def against(
    verb: Operative,
    subject: Subject,
    lower: str,
    form: Form,
    parties: Parties,
    *,
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
    if noun := NOUN.match(text):
        return _named(noun.group(), subject, before, after)
    if text.startswith("call") and text.endswith(" on") and " to " not in after[:160]:
        return "ceremony", text
    if subject.kind == "outsider" or (
        subject.reporter and words.OUTSIDERS.search(subject.reporter)
    ):
        return "outsider", subject.words if subject.kind == "outsider" else subject.reporter
    weighty = COMMITMENTS[verb.commitment][0] >= COMMITMENTS["decided"][0]
    spoken = f"{subject.words} {subject.reporter}" if not weighty else subject.reporter
    if company := words.COMPANIES.search(spoken):
        return "outsider", company.group()
    if stranger := _stranger(subject, lower, text, after):
        return "outsider", stranger
    if viewed := _viewed(subject, text, before, after):
        return "opinion", viewed
    if told := _of_another_time(verb, subject, lower):
        return "background", told
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
    if text in ("will", "shall") or text.startswith(_TO_BE):
        return _future(verb, subject, lower, after)
    if subject.kind == "thing" and _active(text, auxiliary) and not follows:
        return "purpose", text
    if _bygone(verb, lower, after):
        return "background", text
    return None


_FRONTED = regex(r"^[^,]{0,120}, (?:the |an? )?([^,]{3,60})")
_ASKED = regex(r"^(?:asked (?:about|whether|if|to|for)|reacting to|responding to questions)\b")
_FOREIGN_VOICE = regex(
    r"['’]s (?:\w+ ){0,2}?(?:ministry|spokes\w+|embassy|government)\b|^the (?!spokes|ministry|"
    r"foreign|"
    r"official|external|government|defen[cs]e|press)\w+ spokes\w+|^\w+['’]s? \w+ ministry"
)


def _stranger(subject: Subject, lower: str, text: str, after: str) -> str:
    """Who speaks from outside though the words right before the verb do not say so: he whom a
    participle at the head of the sentence belongs to, or another country that was asked."""
    if subject.kind == "none" and text.endswith("ing") and (front := _FRONTED.match(after)):
        found = words.OUTSIDERS.match(front[1]) or words.COMPANIES.search(front[1])
        if found:
            return found.group()
    if asked := _ASKED.match(lower):
        if subject.kind == "none":
            return asked.group()
        if _FOREIGN_VOICE.search(subject.words) or _FOREIGN_VOICE.search(subject.reporter):
            return subject.words or subject.reporter
    return ""


_THINKS = regex(
    r"\b(?:hopes?|hoped|believes?|believed|thinks?|thought|feels?|felt|expects?|argues?|argued|"
    r"predicts?|predicted|fears?|feared|doubts?)(?: that)? (?:[\w'’-]+ ){1,6}$"
)
_WOULD = regex(r"\b(?:it|this|that|which|[\w-]*(?:ment|tion|pact|deal|accord|visit)) would$")


def _viewed(subject: Subject, text: str, before: str, after: str) -> str:
    """The words by which a deed is only somebody's view: what he believes, or thinks it will bring
    about."""
    if text.startswith("believ") and subject.words not in ("we", "they"):
        return text
    if thinks := _THINKS.search(before[-120:]):
        return thinks.group().strip()
    brings = _WOULD.search(text) or (text == "will" and subject.kind != "party")
    if brings and (effect := words.EFFECT.match(after)):
        return f"{text}{effect.group()}"
    return ""


_HABIT = regex(r"(?:reviews|discusses|examines|considers|explores|assesses)\b")
_OF_WHICH = regex(r"\b(?:in|at|under|by|during|through|of|with) which [^;]{0,80}$")


def _of_another_time(verb: Operative, subject: Subject, lower: str) -> str:
    """The words that tell that a deed was done before the meeting, or is done all the time."""
    text = lower[verb.start : verb.end]
    before, after = lower[: verb.start], lower[verb.end :]
    auxiliary = f" {subject.auxiliary} "
    if _HABIT.match(text) and subject.kind != "none" and not auxiliary.strip():
        return text
    perfect = " has " in auxiliary or " have " in auxiliary
    if not (_is_past(text) or perfect) or " will " in auxiliary:
        return ""
    if perfect and not _INFINITIVE.match(after) and (found := words.SO_FAR.search(after)):
        return found.group().strip()
    if found := words.OLD_ACCORD.search(after):
        return found.group().strip(" ,")
    if subject.kind != "relative" and (opening := _opening(before)):
        return opening
    clause = after.split(";")[0]
    closing = words.CLOSING_TIME.search(clause)
    if closing and not _PARTICIPLE.search(clause, 0, closing.start()):
        return closing.group().strip(" .,;")
    if (which := _OF_WHICH.search(before)) and (
        found := words.OLD_HEAD.search(before[: which.start()])
    ):
        return found.group()[:40]
    return ""


_PARTICIPLE = regex(r"\b(?:\w+ed|made|taken|held|begun|given|that|which|who)\b")
_NEW_TIME = regex(r"\b(?:today|now|this time|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")


def _opening(before: str) -> str:
    """The time that opens the sentence or clause before a verb, unless a newer one follows."""
    for start in (0, before.rfind("; ") + 2 if "; " in before else 0):
        found = words.OPENING_TIME.match(before, start + (before[start : start + 1] in "\"'"))
        if found and not _NEW_TIME.search(before, found.end()):
            return found.group()
    return ""


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


_TELLS = regex(
    r"\b(?:is|was|were|are|been|has|have|had|held|took|taken|made|provided|provides|included|"
    r"includes|saw|expressed|expresses|express|voiced|conveyed|declared|stated|outlined|signalled|"
    r"indicated|reached|completed|concluded|began|started|opened|entered|led|with|placed|featured|"
    r"resulted|ended|announced)\b(?: [\w'-]+){0,6} $"
)
_UNSETTLED = regex(
    r"^[^.;]{0,60}?\b(?:may|might|could)\b|^[^.;]{0,60}?\b(?:is|are|was|were) (?:expected|awaited|"
    r"pending|likely|yet|still|unlikely)\b|"
    r"^[^.;]{0,60}?\b(?:marks?|marked|signals?|reflects?|reflected|showed|shows?|drew|came(?! up)|"
    r"comes|follows|followed)\b"
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
    return not text.startswith(("is ", "are ", "was ", "were "))


def _future(verb: Operative, subject: Subject, lower: str, after: str) -> tuple[Reason, str] | None:
    """What a party will do is an outcome; what a thing will do only where it comes to be."""
    if found := words.PROCEDURE.search(lower):
        return "procedure", found.group()
    if subject.kind in ("thing", "same", "none") and not words.BEGINS.match(after):
        return "purpose", f"{lower[verb.start : verb.end]}{after[:16]}".strip()
    return None


_ASIDE = regex(r", (?:which|who|whose) ")


def _bygone(verb: Operative, lower: str, after: str) -> bool:
    """Whether a deed is told of the past before the meeting."""
    text = lower[verb.start : verb.end]
    if (
        COMMITMENTS[verb.commitment][0] < COMMITMENTS["committed"][0]
        or not _is_past(text)
        or _INFINITIVE.match(after)
    ):
        return False
    # what a relative clause tells of the object is not when the deed was done
    aside = _ASIDE.search(after)
    found = words.BYGONE_TIME.search(lower, 0, verb.end + aside.start() if aside else len(lower))
    return found is not None
