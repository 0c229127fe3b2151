"""Whether a word is a finite verb where it stands."""

from __future__ import annotations

from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import MONTHS, WEEKDAYS
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.tokens import DASHES, Token, stem, stems

VERB_STEMS = stems("verbs", o.VERBS)


DETERMINERS = frozenset(
    "the a an its their his her this that these those our any some no such".split()
)


PREPOSITIONS = frozenset(
    """
    of in on at by to from with for into under over between among against through across about
    towards toward during within per via as than including
    """.split()
)


AFTER_VERB = DETERMINERS | frozenset("both all each that to with on for every".split())


#: Plural nouns that look like forms of verbs.
_PLURALS = frozenset(
    """
    sides officials officers leaders workers figures bombs bases parks elections services judges
    units nations ships trains fines grants rates
    """.split()
)


def adverb(token: Token) -> bool:
    """Whether a word is an adverb in -ly (`supply` and `apply` are none)."""
    return token.fold.endswith("ly") and token.stem not in VERB_STEMS


_MEASURES = (
    frozenset(WEEKDAYS) | frozenset(MONTHS) | frozenset(CARDINALS)
    | frozenset("about nearly almost around over roughly half some more less at up just".split())
)  # fmt: skip


def _measure(token: Token) -> bool:
    """Whether a token begins an amount or a date: `weakened by Sunday`, `increased by 3`."""
    return token.kind == "number" or token.fold in _MEASURES


def finite(parts: tuple[Token, ...], at: int) -> bool:
    """Whether a token looks like a finite verb where it stands."""
    token = parts[at]
    if token.kind != "word":
        return False
    word = token.fold
    if word in o.AUXILIARIES:
        return word not in ("be", "been", "being") and not (word == "may" and token.capital)
    if (token.capital and at) or word in _PLURALS:
        return False
    before = parts[at - 1] if at else None
    if word == "states" and not (
        at + 1 < len(parts) and (parts[at + 1].fold == "that" or parts[at + 1].text in '“":')
    ):
        return False  # "member states", "the Levant Coast states"
    if before is not None and (
        before.fold in DETERMINERS or before.fold in PREPOSITIONS or before.text in DASHES
    ):
        return False
    following = parts[at + 1] if at + 1 < len(parts) else None
    if (
        following is not None
        and following.fold == "by"
        and (word.endswith("ed") or word in o.PARTICIPLES)
        and not (before is not None and before.fold in o.AUXILIARIES)
        and not (at + 2 < len(parts) and _measure(parts[at + 2]))
    ):
        return False  # "countries led by Norvania"
    if word == "cut" and any(t.fold in o.AUXILIARIES for t in parts[at + 1 : at + 7]):
        return False  # "a rate cut is possible"
    if _with_itself(parts, at):
        return True
    if word in o.PAST or word in ("set", "cut", "found", "put", "says"):
        return True
    if word.endswith("ed") and len(word) > 3:
        following = parts[at + 1] if at + 1 < len(parts) else None
        if _qualifies(parts, at):
            return False  # "Landlocked parties are not bound"
        # "enhanced and expanded cooperation" has no verb in it
        return not (
            following is not None
            and following.content
            and before is not None
            and before.fold in ("and", "or", ",", "more", "most", "newly")
            and not following.capital
            and following.kind == "word"
            and not following.fold.endswith(("ly", "ing"))
            and token.stem not in _OPERATIVE_STEMS
        )
    if word in o.VERBS and before is not None:
        if before.fold in ("we", "they", "i"):
            return True
        if (
            before.fold in o.COLLECTIVE
            and before.fold.endswith("s")
            and at + 1 < len(parts)
            and parts[at + 1].fold in AFTER_VERB
        ):
            return True  # "both countries support the limit"
        if (
            before.content
            and before.kind == "word"
            and before.fold.endswith("s")
            and not before.fold.endswith(("ss", "'s"))
            and not before.text.endswith(("'s", "’s"))
            and at + 1 < len(parts)
            and (parts[at + 1].fold in DETERMINERS or parts[at + 1].kind == "number")
        ):
            return True  # "households spend 38 per cent", "press organisations see an attempt"
        following = parts[at + 1] if at + 1 < len(parts) else None
        if (
            (before.text == "," or (before.fold == "and" and at >= 2 and parts[at - 2].text == ","))
            and (following is not None and following.fold in AFTER_VERB)
            and any(parts[i].fold in ("we", "they") for i in range(max(0, at - 40), at))
        ):
            return True
    if (
        word in OPENING
        and token.capital
        and at + 1 < len(parts)
        and (before is None or before.text in ".;:!?")
        and (
            parts[at + 1].capital
            or parts[at + 1].fold in DETERMINERS
            or parts[at + 1].fold in _AFTER_OPENING
        )
    ):
        return True  # "Urges all parties to refrain", as a resolution says it
    if (
        word.endswith("s")
        and token.stem in VERB_STEMS
        and before is not None
        and not (before.text.endswith(("'s", "’s", "s'", "s’")))
    ):
        if before.capital or before.fold in ("which", "that", "who", "it", "also", ")", ",", "and"):
            following = parts[at + 1] if at + 1 < len(parts) else None
            if following is not None and following.fold in o.AUXILIARIES:
                return False  # "Laboratory tests have confirmed it"
            return following is not None and not (
                before.fold in (",", "and")
                and (following.fold in (",", "and", "or", ".") or following.kind == "mark")
            )
        return (
            before.stem not in VERB_STEMS
            and ((before.kind == "word" and before.content) or _year(before))
            and (
                at + 1 < len(parts)
                and parts[at + 1].fold
                in (
                    "the",
                    "a",
                    "an",
                    "that",
                    "to",
                    "its",
                    "their",
                    "as",
                    "for",
                    "in",
                    "on",
                    "with",
                    "no",
                    "not",
                    "by",
                    "from",
                    "all",
                )
            )
        )
    return False


def _qualifies(parts: tuple[Token, ...], at: int) -> bool:
    """Whether the first word of a sentence is a participle that qualifies its subject."""
    if not parts[at].capital or (at and parts[at - 1].text not in ".:;!?)”"):
        return False
    step = at + 1
    while step < min(at + 5, len(parts)) and parts[step].content and parts[step].kind == "word":
        step += 1
    return step > at + 1 and step < len(parts) and parts[step].fold in o.AUXILIARIES


def _with_itself(parts: tuple[Token, ...], at: int) -> bool:
    """`Pell dissociates itself`: a verb that the lexicon need not know."""
    return (
        parts[at].fold.endswith("s")
        and at + 1 < len(parts)
        and parts[at + 1].fold in ("itself", "himself", "herself")
    )


OPENING = frozenset(
    """
    urges invites requests decides calls condemns welcomes reaffirms recalls notes takes expresses
    encourages authorizes authorises demands deplores stresses emphasizes emphasises underlines
    requires endorses approves adopts affirms extends renews imposes directs instructs commends
    declares determines recognizes recognises recommends regrets reiterates resolves supports thanks
    """.split()
)
_AFTER_OPENING = frozenset(
    "all that to upon on with in also further once again its any each both note".split()
)
_OPERATIVE_STEMS = frozenset(stem(key[0]) for key in o.COMMITMENT) | frozenset(
    stem(word) for word in o.SAYING
)


def _year(token: Token) -> bool:
    """`the Declaration of 1987 remains the basis`: the last word of a name."""
    return token.kind == "number" and len(token.text) == 4 and token.text[:2] in ("18", "19", "20")
