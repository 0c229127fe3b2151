"""Whether something outside a quote turns it round (a denial) or weakens it.

A grammar of English would be needed to be sure. These rules look at the sentence that the
quote was taken from and ask two things of each denial in it: does it come before the quote
with nothing in between that ends its reach, or does it follow as the predicate of what
was quoted? Where English itself is ambiguous ("never discussed tariffs and agreed on
timing") the quote is taken to be denied: the author can quote more words, a reader cannot.
"""

from __future__ import annotations

import re
from typing import Literal

from briefgen.evidence import cues
from briefgen.evidence.finite import has_finite_verb, statement
from briefgen.record import record
from briefgen.regex import regex

_REACH = 700  # characters of the sentence that are looked at on each side
_HEAD = 90  # characters of the quote in which its first verb is looked for


@record
class Governor:
    """A word outside a quote that governs it; `start`, `end` are offsets in the text."""

    kind: Literal["denial", "qualifier"]
    start: int
    end: int


_PARENTHETICAL = regex(r"\s*,[^,;]{1,80},(?= )")
_ASIDE = regex(
    r",\s+(?:however|though|nevertheless|nonetheless|moreover|too|of course|in fact|"
    r"(?:according to )?[^,;]{1,70}\b(?:said|says|reported|told \w+|according)\b[^,;]{0,30}),"
)
_PAIRED_DASH = regex(r"(?: - |\u2014| \u2014 |--)[^;]{1,160}?(?: - |\u2014| \u2014 |--)")
_DASH = regex(r" - |\u2014|--")
_CLOSED_BRACKET = regex(r"^[^()]*\)")
_CONTRAST = regex(
    r"\b(?:but|however|instead|whereas|although|though|while|nevertheless|nonetheless|"
    r"(?<=, )yet|(?<=and )yet|except that|aber|sondern|mais|pero|sino|mas)\b(?! for\b)|लेकिन|परंतु"
)
_SAYING = regex(
    r",\s+(?:\w+ )?(?:adding|saying|noting|stating|stressing|explaining|announcing|confirming|"
    r"insisting|underlining)\b"
)
_SUBORDINATE = regex(
    r"^\W*(?:\w+ )?(?:who|which|whose|whom|where|when|while|although|though|despite|in spite of|"
    r"even though|because|since|as|after|before|having|given|with|without|amid|not(?! (?:one|a|all|"
    r"every)\b)|(?!nothing|during)\w+ing|far|instead|rather|unlike|in the absence|for lack)\b"
)
_EVEN_BETWEEN_COMMAS = regex(r"in no way|by no means|at no |under no |on no |never")
_COMPLEMENT = regex(
    r"\b(?:that|whether|how)\b|^\W*(?:say|says|said|saying|confirm|confirmed|claim|claims|claimed|think|believe|"
    r"know|report|reports|reported|allegations|announce|acknowledge|admit|suggestions|mean|rumours)\b"
)
_COORDINATOR = regex(r",? (?:and|or|then|so)(?= )|,(?= )|:(?= )")
_SUBJECT_START = regex(
    r"(?:the|a|an|both|each|all|they|he|she|it|we|i|you|this|these|those|his|her|its|their|our|"
    r"two|three|ministers|leaders|officials|sides|parties|governments|delegations)\b"
)
_PREDICATE_END = regex(
    r"[,;:]|\u2014| - |\b(?:and|but|or|that|which|who|whose|where|when|while|because|as|after|"
    r"before|until|since|although|though|if|unless|whereas|so)\b"
)
_DENIED_LATER = regex(
    r"\b(?:(?:is|are|was|were|has|have|had|did|does|do|will|would|could|can|should|may|might|must)"
    r"(?: \w+ly| been| be| also| yet| still)* (?:not|never|no longer|nothing|denied|rejected|"
    r"refuted|disputed|dismissed|false|untrue|wrong|incorrect|baseless|unfounded|fake|a lie|a myth|"
    r"abandoned|cancelled|canceled|scrapped|shelved|dropped|ruled out|vetoed|blocked|withdrawn|"
    r"revoked|impossible|unlikely|defeated|suspended|void)|(?:is|are|was|were|has|have|had|did|"
    r"does|do|would|could|should|must)n't|won't|can't|cannot|"
    r"failed|collapsed|never (?:happened|materialised|took))\b"
)
_DENIED_AT_ONCE = regex(
    r"^ नहीं|^ (?:\w+ly )?(?:not|never|nothing|no|none|neither|nor|nobody|hardly|scarcely)\b"
    r"(?! (?:later|only|less|fewer|more|sooner|doubt|just|least)\b)"
)
_LATER_SAYING = regex(
    r"^[\"']?,?[\"']?,? (?!and\b|but\b|while\b|or\b|although\b|though\b|whereas\b|which\b|who\b)"
    r"(?:[\w'.-]+ ){1,6}?(?:(?:falsely|wrongly|incorrectly|erroneously|mistakenly) \w+|denied|"
    r"denies|(?:did|does) not (?:say|confirm))(?= *(?:[,.;!?\"']|$))"
)
_QUALIFIED_AT_ONCE = regex(
    rf"^(?: \w+ly)? (?:{cues.pattern(cues.MODALS)})\b(?! \d)|^,? (?:reportedly|allegedly|perhaps|"
    r"possibly|(?:unconfirmed )?(?:reports|sources|media) (?:said|say|claimed|claim))\b"
)
_APPROXIMATE = regex(
    r"\b(?:less than|more than|up to|at most|at least|almost|nearly|about|around|over|under|below|"
    r"above|roughly|approximately|as (?:much|many|little|few) as|some|only|half(?: of)?) $"
)
_PREPOSITION = regex(r"(?:to|that|of|in|at|from|on|for|out)")
_COORDINATES = frozenset({"and", "or", "but", "while", "so", "then", "aber", "mais"})
_CLAUSE_START = regex(r"[,;(\u2014]| - ")


def denial(text: str, low: int, start: int, end: int, high: int) -> Governor | None:
    """The denial outside `[start, end)` that governs it, within the sentence `[low, high)`."""
    left, at = _left(text, low, start)
    head = text[start : min(end, start + _HEAD)]
    folded = _fold(left)
    for match in _cues(cues.DENIAL, folded, head):
        if match.group("affirms"):
            continue
        one_verb = match.group("one") is not None or _auxiliary_nt(folded, match)
        if _governs(left, folded, match.start(), match.end(), head, one_verb):
            return Governor("denial", at + match.start(), at + match.end())
    if not text.isascii() and (cjk := _cjk_denial(text, low, start, end, high)):
        return cjk
    return _denied_later(text, start, end, high)


def qualifier(text: str, low: int, start: int, end: int, high: int) -> Governor | None:
    """The modal, condition or hedge outside `[start, end)` that weakens it."""
    left, at = _left(text, low, start)
    head = text[start : min(end, start + _HEAD)]
    folded = _fold(left)
    for match in _cues(cues.QUALIFIER, folded, head):
        between = folded[match.end() :].strip()
        if match.group("condition"):
            if not re.search(r"[;]|\bbut\b", folded[match.end() :]):
                return Governor("qualifier", at + match.start(), at + match.end())
        elif match.group("considered") and "," in between:
            continue  # what is discussed follows at once
        elif (not match.group("considered") and between == ",") or _governs(
            left, folded, match.start(), match.end(), head, True
        ):
            return Governor("qualifier", at + match.start(), at + match.end())
    if folded and (wish := cues.WISH_LAST.search(folded)):
        return Governor("qualifier", at + wish.start(), at + len(folded.rstrip()))
    counts = head[:1].isdigit() or head[:1] in "$€£¥₹"
    if counts and (about := _APPROXIMATE.search(folded)):
        return Governor("qualifier", at + about.start(), at + about.end() - 1)
    right = _fold(text[end : min(high, end + _REACH)])
    if found := _QUALIFIED_AT_ONCE.match(right):
        return Governor("qualifier", end + found.start() + 1, end + found.end())
    clause = re.split(r";", right, maxsplit=1)[0]
    if found := cues.CONDITION.search(clause):
        return Governor("qualifier", end + found.start(), end + found.end())
    return None


def _left(text: str, low: int, start: int) -> tuple[str, int]:
    """The part of the sentence before the quote that is looked at, and where it begins."""
    at = max(low, start - _REACH)
    return text[at:start], at


def _fold(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _cues(pattern: re.Pattern[str], folded: str, head: str) -> list[re.Match[str]]:
    """The cues before a quote, the nearest first; only a preposition of theirs may be its own
    first word ("declined | to agree")."""
    size = len(folded)
    found: list[re.Match[str]] = []
    if not folded.strip():
        return found  # the quote opens its sentence
    for match in pattern.finditer(folded + _fold(head[:24])):
        if match.start() >= size:
            break
        if match.end() <= size or _PREPOSITION.fullmatch(match.string, size, match.end()):
            found.append(match)
    return found[::-1]


def _auxiliary_nt(folded: str, match: re.Match[str]) -> bool:
    return match.group("nt") is not None and bool(
        re.search(r"\b(?:did|do|does|wo|would|could|should|ca|must|need)$", folded[: match.start()])
    )


def _governs(
    left: str, folded: str, cue_start: int, cue_end: int, head: str, one_verb: bool
) -> bool:
    """Whether a word at `[cue_start, cue_end)` before the quote still holds at its start."""
    cue, between = folded[cue_start:cue_end], folded[cue_end:]
    word = between.strip()
    if (word.isalpha() and word not in _COORDINATES) or not word:
        return True  # next to the quote, at most a word away
    raw = left[cue_end:]
    if not _EVEN_BETWEEN_COMMAS.match(cue):
        before = folded[:cue_start]
        segment = before[_last_clause(before) :] + cue
        if _closed_by_comma(segment, between):
            return False
    if aside := _PARENTHETICAL.match(between):
        between, raw = between[aside.end() :], raw[aside.end() :]
    for pattern in (_ASIDE, _PAIRED_DASH):
        while aside := pattern.search(between):
            between = between[: aside.start()] + " " + between[aside.end() :].lstrip()
            raw = raw[: aside.start()] + " " + raw[aside.end() :].lstrip()
    if ";" in between or _DASH.search(between) or _CLOSED_BRACKET.match(between):
        return False
    if _CONTRAST.search(between) or _SAYING.search(between):
        return False
    return not _new_statement(folded[:cue_start], between, raw, head, one_verb)


def _last_clause(before: str) -> int:
    """Where the comma-separated part of the sentence begins at whose end a cue stands."""
    last = 0
    for match in _CLAUSE_START.finditer(before):
        last = match.end()
    return last


def _closed_by_comma(segment: str, between: str) -> bool:
    """Whether the cue is in an inserted or leading clause that a comma has closed."""
    comma = between.find(",")
    if comma < 0 or not between[:comma].strip():
        return False
    return _SUBORDINATE.match(segment) is not None


def _new_statement(before: str, between: str, raw: str, head: str, one_verb: bool) -> bool:
    """Whether a new statement, with a verb of its own, begins between cue and quote.

    It may begin right before the quote, whose `head` then holds the verb.
    """
    whole, cased = between + _fold(head), raw + head
    complement = _COMPLEMENT.search(between)
    for joint in _COORDINATOR.finditer(whole, 0, len(between) + 1):
        if joint.end() > len(between):
            break
        if complement and complement.start() < joint.start():
            return False
        found = statement(whole, joint.end())
        if found is None:
            continue
        if not one_verb and not (
            has_finite_verb(between[: joint.start()])
            or has_finite_verb(before[_last_clause(before) :])
        ):
            continue  # still inside the subject: "none of Florin, Guilder and Ruritania agreed"
        start, subject = found
        if subject and (_SUBJECT_START.match(subject) or cased[start : start + 1].isupper()):
            return True
        if one_verb and not subject:
            return True
    return False


def _denied_later(text: str, start: int, end: int, high: int) -> Governor | None:
    """A denial after the quote: its predicate, or who said that it is not so."""
    right = _fold(text[end : min(high, end + _REACH)])
    for pattern in (_DENIED_AT_ONCE, _LATER_SAYING):
        if found := pattern.match(right):
            return Governor("denial", end + found.start(), end + found.end())
    at = 0
    has_verb = has_finite_verb(_fold(text[start:end]))
    if not has_verb and (aside := _PARENTHETICAL.match(right)):
        at = aside.end()
    stop = _PREDICATE_END.search(right, at)
    clause_end = stop.start() if stop else len(right)
    found = _DENIED_LATER.search(right, at, clause_end)
    # far from the quote, a verb of the quote's own makes this another clause
    if found and (found.start() - at < 40 or not has_verb):
        return Governor("denial", end + found.start(), end + found.end())
    return None


def _cjk_denial(text: str, low: int, start: int, end: int, high: int) -> Governor | None:
    """A Chinese or Japanese denial in the clause of the quote."""
    left = re.split(r"[，。；、,;]", text[max(low, start - 80) : start])[-1]
    for match in cues.CJK_BEFORE.finditer(left):
        at = start - len(left)
        return Governor("denial", at + match.start(), at + match.end())
    right = re.split(r"[、。；]", text[end : min(high, end + 40)])[0]
    if match2 := cues.CJK_AFTER.search(right):
        return Governor("denial", end + match2.start(), end + match2.end())
    return None
