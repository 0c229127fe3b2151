"""Finite verbs of reports: where one follows `and`, a new statement begins.

Only verbs that are common in reports of meetings are listed. An unknown one is taken to be
no verb, which makes the reach of a denial longer: the quote is refused, not misread.
"""

from __future__ import annotations

from briefgen.regex import regex

_VERBS = """
accept accelerate achieve acknowledge adopt affirm aim announce appoint approve assert assure
attach attend attribute authorise authorize back call commend commit complete conclude condemn
confirm consider convene create decide declare describe direct discuss dispatch emphasise
emphasize endorse establish exchange examine expand expect explain explore express finalise
finalize formalise hail highlight hope host inaugurate initiate instruct intend introduce invite
issue join launch mandate note offer open order outline participate plan pledge praise present
promise propose provide publish raise ratify reach reaffirm reassure receive recall recognise
recognize recommend reiterate release renew repeat report request resolve restate review
schedule share start state stress subscribe suggest support task touch tour travel unveil urge
visit vow voice want warn welcome agree sign supply extend endorse elevate
"""
_IRREGULAR = """
is are was were has have had said says told tells made makes took takes gave gives held holds
met meets set began begins saw sees went goes came comes left leaves spoke speaks paid pays
chose chooses swore underlined underlines underscored underscores undertook undertakes did does
will would could may might must can shall should sought seeks won lost grew fell rose became
becomes found finds brought sent spent kept put
"""
_WORD = regex(r"[\w'-]+")
_WORDS = regex(r"(?: [\w'.&-]+){1,11}")
_ADVERBS = frozenset(["also", "then", "later", "finally", "instead", "further", "now", "already"])
_MOST = 8  # words of a subject


def _forms() -> frozenset[str]:
    words: set[str] = set(_IRREGULAR.split())
    for verb in _VERBS.split():
        stem = verb.removesuffix("e")
        if verb.endswith("y") and verb[-2] not in "aeiou":
            words |= {verb[:-1] + "ied", verb[:-1] + "ies"}
        elif verb in ("commit", "plan"):
            words |= {verb + verb[-1] + "ed", verb + "s"}
        else:
            words |= {stem + "ed", verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")}
    return frozenset(words)


FINITE = _forms()


def has_finite_verb(text: str) -> bool:
    """Whether any word of a text in lower case is a finite verb."""
    return any(match.group() in FINITE for match in _WORD.finditer(text))


def begins_with_finite_verb(text: str) -> bool:
    """Whether the first word of a text in lower case is one."""
    first = _WORD.match(text)
    return first is not None and first.group() in FINITE


def statement(text: str, at: int) -> tuple[int, str] | None:
    """Where a statement begins after offset `at` of a text in lower case, and its subject.

    The subject is empty when the verb comes at once; None when no verb comes soon.
    """
    match = _WORDS.match(text, at)
    if match is None:
        return None
    words = match.group()[1:].split(" ")
    start, first = at + 1, 0
    while first < len(words) - 1 and _is_adverb(words[first]):
        start += len(words[first]) + 1
        first += 1
    for verb in range(first, min(len(words), first + _MOST)):
        if words[verb].rstrip(".") in FINITE:
            last = verb
            while last > first and _is_adverb(words[last - 1]):
                last -= 1
            return start, " ".join(words[first:last])
    return None


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or word.endswith("ly")
