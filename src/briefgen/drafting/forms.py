"""What kind of text a sentence is, by its form alone: a sentence, a line of a list, a heading."""

from __future__ import annotations

from typing import Literal

from briefgen.drafting import words
from briefgen.drafting.proposed import Reason
from briefgen.evidence.checks.frames import BULLETS
from briefgen.evidence.finite import FINITE
from briefgen.record import record
from briefgen.regex import regex


@record
class Form:
    """`line`: a line of a list without a finite verb. `reason` says why it cannot be an outcome."""

    kind: Literal["sentence", "line"]
    reason: Reason | None = None
    words: str = ""


_WORD = regex(r"[^\W_][\w'’.&-]*")
_BULLET = regex(r"^(?:[•*▪·–—-]|\(?\d{1,3}[.)]|\(?[ivxlc]{1,5}[.)]|[A-Z][.)]) +")
_STOPPED = regex(r"[.!?;…][\"'’”)\]]*$")
_QUESTION = regex(r"\?[\"'’”)]*$|^(?:q|question)\b ?[:.-]")
_SMALL = frozenset(
    "a an the of to in on at by for with from and or nor but as vs via per into between".split()
)
_NOMINAL = regex(
    r"^(?:the )?(?:launch|establishment|creation|opening|inauguration|adoption|introduction|"
    r"designation|finali[sz]ation|operationali[sz]ation|conclusion|appointment|elimination|"
    r"abolition|removal|lifting|handing over|handover|transfer|extension|expansion|provision|"
    r"grant|award|deployment|announcement|resumption|signing|exchange|continuation|discussions?|"
    r"exploration|commencement|renewal) (?:of|on)\b|^(?:continued|renewed|increased|expanded|"
    r"agreement (?:to|on the)|decision to|commitment to|pledge|plans? to)\b"
)


#: What opens a list, and says with it what it says.
_LEADS = regex(r"\bfollowing\b|\bas follows\b|\bbelow\b|\bthese (?:documents|agreements)\b")


def form_of(cased: str, lower: str) -> Form:
    """The form of a sentence in its normal form."""
    listed = [word.group() for word in _WORD.finditer(cased)]
    if len(listed) < 3:
        return Form("line", "heading", cased)
    bare = _BULLET.sub("", lower)
    if found := words.BOILERPLATE.search(bare):
        captioned = any(mark in found.group() for mark in ("photo", "image", "picture", "courtesy"))
        return Form("line", "caption" if captioned else "boilerplate", found.group())
    if found := _QUESTION.search(lower):
        return Form("sentence", "question", found.group())
    found = words.PROCEDURE.search(lower)
    if found and "will" not in found.group():
        return Form("sentence", "procedure", found.group())
    reports = any(p.search(bare) for p in (words.DOCUMENT, _NOMINAL, words.GERUND))
    reports = reports or _named(cased, bare, listed)
    stopped = _STOPPED.search(cased) is not None
    if not stopped and not reports and _is_titled(listed):
        return Form("line", "heading", cased)
    if not stopped and words.GERUND.search(bare) and _is_titled(listed) and len(listed) < 8:
        return Form("line", "heading", cased)
    if cased.endswith(":") and (_LEADS.search(lower) or (len(listed) < 12 and not _finite(lower))):
        return Form("line", "heading", cased)
    if not stopped and not reports and not _finite(lower):
        return Form("line", "heading" if len(listed) < 10 else "no-verb", cased)
    return Form("line" if reports else "sentence")


def _named(cased: str, bare: str, listed: list[str]) -> bool:
    """Whether a line names what was decided or promised: `New joint fund for ports`."""
    if _is_titled(listed) or not any(p.match(bare) for _, p in BULLETS):
        return False
    return _STOPPED.search(cased) is not None or len(listed) > 5


def _is_titled(listed: list[str]) -> bool:
    """Whether its words have capitals as a title's have."""
    long = [word for word in listed if word.lower() not in _SMALL and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _finite(lower: str) -> bool:
    return any(word.group() in FINITE for word in _WORD.finditer(lower))
