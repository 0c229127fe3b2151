"""Who does what a verb says: the words before it, back to where its clause begins.

A parser of English would be needed to be sure. These rules ask only what drafting needs: is it
a party (or all of them), an outsider, a thing, or the subject of the verb before.
"""

from __future__ import annotations

import re
from typing import Literal

from briefgen.drafting import words
from briefgen.evidence.finite import FINITE
from briefgen.record import record
from briefgen.regex import regex

SubjectKind = Literal["party", "outsider", "thing", "same", "relative", "none"]

_REACH = 260  # characters before a verb in which its subject is looked for


@record
class Subject:
    """Who does it. `start` is where the words begin, in the sentence; `link` is the word that opens
    the clause (`that`, `while`, `with`, `if`), and `reporter` whose words the clause gives, when
    somebody is said to have said it. `auxiliary` are the small words between it and the verb."""

    kind: SubjectKind
    words: str
    start: int
    link: str = ""
    reporter: str = ""
    auxiliary: str = ""


# What stands between a subject and its verb.
_BETWEEN = regex(
    r"(?:(?:^|(?<=[\s,]))(?:has|have|had|was|were|is|are|been|be|being|will|shall|would|can|could|"
    r"may|might|should|must|also|further|jointly|again|then|today|hereby|not|therefore|thus|once|"
    r"did|do|does|now|accordingly|respectively|even|already|just|long|always|still|yesterday|too|"
    r"earlier|later|each other|on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \([^()]{0,40}\))?|"
    r"to|never|both|all|(?!(?:italy|july|family|assembly|ally|supply|reply|monopoly|early|"
    r"only)\b)[a-z]{2,}ly) )+$"
)
_ASIDE = regex(
    r", (?:(?!and |which |who )[^,;:]{1,90}), $|,? ?\([^()]{1,120}\),? $|, for (?:its|their|his|"
    r"her) part, $"
)
_LINK = regex(
    r"[;:(\"]| - |\u2014|\u2013 |, (?:and |but |or )?(?=\S)|\b(?P<word>that|which|who|whom|whose|"
    r"while|whereas|as|after|before|when|where|because|if|unless|since|although|though|but|"
    r"whether|with|until|once(?! again| more)|how)\b"
)
_VERBS = frozenset(
    word
    for word in FINITE
    if not word.endswith("s") or word in ("is", "was", "has", "says", "does", "tells")
) | frozenset(("hailed", "saw", "agreed", "vowed", "asked", "insisted", "argued"))
_SAYS = frozenset(
    """
    said says told announced confirmed stated added explained declared noted stressed insisted
    assured promised pledged vowed reiterated reaffirmed underlined underscored emphasised
    emphasized agreed decided indicated informed affirmed disclosed revealed concurred believe
    believed argued
    """.split()
)
_WORD = regex(r"[\w'’-]+")
_NAME = regex(r"(?:^|[\s(])[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*(?:’s|'s)?$")
_OF_SIDES = regex(
    r"^(?:both|the two|the three|the four|all)\b(?=.*\b(?:sides|leaders|ministers|countries|"
    r"parties|governments|delegations|presidents|states|nations|members)\b)|\b(?:from|of) "
    r"(?:both|the two) (?:sides|countries|governments|parties|states)\b"
)
_SIDES = regex(r"^(?:both|the two|the three|the four|all)\b")


def subject_of(lower: str, cased: str, at: int) -> Subject:
    """The subject of the verb at offset `at` of a sentence (in its normal form, in lower case and
    as it is)."""
    low = max(0, at - _REACH)
    left = lower[low:at]
    between = _BETWEEN.search(left)
    auxiliary = between.group().strip() if between else ""
    if between:
        left = left[: between.start()]
        for kept in ("both ", "all "):
            if auxiliary.startswith(kept.strip()) and not left.strip(" ,"):
                left, auxiliary = kept, auxiliary[len(kept) :]
    if not left.strip(" ,\"'("):
        return Subject("none", "", at, auxiliary=auxiliary)
    if left.rstrip().endswith((",", ";", ":")) and not (aside := _ASIDE.search(left)):
        return Subject("same", "", at, auxiliary=auxiliary)
    beside: re.Match[str] | None = None
    if aside := _ASIDE.search(left):
        beside = words.OUTSIDERS.search(aside.group())
        left = left[: aside.start()] + " "
        if not left.strip():
            return Subject("none", "", at, auxiliary=auxiliary)
    begin, link = _begin(left, cased[low : low + len(left)])
    phrase = left[begin:]
    reporter = ""
    if verbs := [m for m in _WORD.finditer(phrase) if m.group() in _VERBS]:
        last = verbs[-1]
        rest = phrase[last.end() :]
        joint = rest.rfind(" and ")
        if joint >= 0 and not rest[joint + 5 :].strip():
            return Subject("same", "", at, link, auxiliary=auxiliary)
        if joint >= 0:
            begin += last.end() + joint + 5
        elif rest.strip() in ("and", "or", "but") or not rest.strip():
            return Subject("same", "", at, link, auxiliary=auxiliary)
        elif last.group() in _SAYS:
            link = "that"
            reporter = phrase[: last.start()].strip()
            begin += last.end()
        else:
            return Subject("relative", rest.strip(), low + begin, link, auxiliary=auxiliary)
        phrase = left[begin:]
    elif link == "that":
        reporter = _speaker(left[: max(0, begin)])
    name = phrase.strip(" ,\"'")
    kind: SubjectKind
    if name in ("which", "who", "that", "whose", "whom"):
        said = _speaker(left[:begin]) or _speaker(left)
        return Subject("relative", "", at, name, said, auxiliary)
    start = low + begin + len(phrase) - len(phrase.lstrip(" ,\"'"))
    if name in ("", "and", "or", "but", "also"):
        kind = "relative" if link in ("which", "who", "that", "whose", "whom") else "same"
        return Subject(kind, "", at, link, reporter, auxiliary)
    if name in ("it", "this") and reporter:
        cased_reporter = cased[low + left.find(reporter) :][: len(reporter)]
        kind = _kind(reporter, cased_reporter)
        return Subject(kind, reporter, start, link, reporter, auxiliary)
    if name.endswith((" and", " or")):
        return Subject("same", "", at, link, reporter, auxiliary)
    kind = _kind(name, cased[start : low + len(left)].rstrip(" ,("))
    return Subject(
        "outsider" if beside else kind,
        name,
        start,
        link,
        reporter,
        auxiliary,
    )


def _begin(left: str, cased: str) -> tuple[int, str]:
    """Where the clause begins that ends with `left`, and the word that opens it."""
    begin, link = 0, ""
    for match in _LINK.finditer(left):
        if match.end() >= len(left.rstrip()):
            continue
        if match.group().startswith(", ") and _is_list(cased, match.start(), match.end()):
            continue
        word = match["word"] or ""
        if word == "as" and left[match.end() :].startswith((" well", " a ")):
            continue
        begin, link = match.end(), word
    return begin, link


def _is_list(cased: str, comma: int, after: int) -> bool:
    """Whether a comma stands between names: `Florin, Guilder and Ruritania`."""
    before = cased[:comma].rsplit(" ", 1)[-1]
    rest = cased[after:]
    named = rest[:1].isupper() or rest.startswith("and ")
    return (
        before[:1].isupper()
        and named
        and ("," in rest or " and " in rest or rest.startswith("and "))
    )


def _speaker(left: str) -> str:
    """Who says what comes after `that`: the words before the verb of saying."""
    found = [m for m in _WORD.finditer(left) if m.group() in _SAYS]
    return left[: found[-1].start()].strip() if found else ""


def _kind(name: str, cased: str) -> SubjectKind:
    outsider = words.OUTSIDERS.search(name)
    party = words.PARTY.search(name)
    if outsider and not _OF_SIDES.search(name):
        return "outsider"
    if party or _SIDES.match(name):
        return "party"
    return "party" if _NAME.search(cased) else "thing"
