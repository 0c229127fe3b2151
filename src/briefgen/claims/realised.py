"""What is told as done, where the passage only plans it, asks for it, considers or supposes it."""

from __future__ import annotations

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.finite import adverb, finite
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.tokens import stem

LEVEL_NAMES = {level: name for name, level in o.LEVELS.items()}


_MODALS = frozenset("would could may might".split())


def realised(pair: Pair, clause: Clause) -> Finding | None:
    """What is wrong with a clause that tells as done what the passage only promises or supposes."""
    return _done(pair, clause) or _realised(pair, clause) or _modal(pair, clause)


def _modal(pair: Pair, clause: Clause) -> Finding | None:
    """A plain statement where the passage says `would`, `could`, `may` or `might`."""
    at = clause.verb
    if at < 0 or at not in pair.aligned:
        return None
    tokens = pair.s.tokens
    words = {tokens[i].fold for i in range(clause.start, clause.end)}
    if (
        pair.s.folds & _INTENT_WORDS
        or "yet" in words
        or (words & {"to"} and words & {"is", "are", "was", "were"})
    ):
        return None
    if not (finite(tokens, at) or words & {"is", "are", "was", "were", "has", "have", "had"}):
        return None
    place = pair.aligned[at]
    theirs = pair.p.tokens
    lead = [theirs[i].fold for i in range(max(0, place - 3), place)]
    if not _MODALS & set(lead) or any(
        not _MODALS & {theirs[i].fold for i in range(max(0, there - 3), there)}
        and there != place
        and pair.context(at, there) >= 0.6 * pair.context(at, place)
        for there in pair.found(at)
    ):
        return None
    number = pair.p.clause_of[place]
    start = pair.p.clauses[number].start
    if start and any(t.fold in o.SAYING for t in theirs[max(0, start - 2) : start + 1]):
        return None  # "said it would study": reported, not supposed
    modal = next(word for word in reversed(lead) if word in _MODALS)
    return pair.finding(
        "claim-strength",
        "error",
        at,
        at,
        f"the passage says `{modal} {theirs[place].text}`",
        place,
        f"write `{modal}`",
    )


#: What is done once it is said in the past: no passage that only promises it bears it.
_REALISED = frozenset(
    """
    pay persuade secure set establish create complete finish open build launch deliver buy sell
    ship transfer receive win obtain award grant hand convince reach return begin start end hold
    conduct invest spend provide supply give donate contribute introduce impose lift ban abolish
    cut raise increase reduce expand join withdraw deploy move host visit ratify mediate invite
    report notify submit publish negotiate approve endorse elect
    call release resume suspend close buy construct hire appoint sign implement achieve adopt
    """.split()
)


_REALISED_STEMS = frozenset(stem(word) for word in _REALISED)


def _realised(pair: Pair, clause: Clause) -> Finding | None:
    """`paid 35 million` where the passage says `pledged 35 million`."""
    at = clause.verb
    tokens = pair.s.tokens
    if at < 0 or tokens[at].stem not in _REALISED_STEMS or clause.denied:
        return None
    if _says_only(pair, at):
        return None
    if pair.s.levels[at] is not None:
        return None
    if not (
        tokens[at].fold.endswith("ed")
        or tokens[at].fold in o.PAST
        or tokens[at].fold in o.PARTICIPLES
    ):
        return None
    if not (finite(tokens, at) or _auxiliary(pair, clause)):
        return None
    lead = _lead(pair, clause)
    if not _auxiliary(pair, clause) and tokens[at + 1 : at + 2] and tokens[at + 1].fold == "by":
        return None
    if lead & ({"is", "are", "be", "to"} | _INTENT_STARTS) or phrase_at(tokens, at, o.COMMITMENT):
        return None
    words = range(clause.subject[0], at) if clause.passive else range(at + 1, clause.end)
    after = [i for i in words if tokens[i].content and i in pair.aligned]
    promised = [
        i for i in after if (pair.p.levels[pair.aligned[i]] or 0) > 0 and pair.s.levels[i] is None
    ]
    if not promised or len(promised) * 2 <= len(after):
        return None
    place = pair.aligned[promised[0]]
    if any(
        pair.p.tokens[there].stem == tokens[at].stem
        and (
            pair.p.tokens[there].fold.endswith("ed")
            or pair.p.tokens[there].fold in o.PAST
            or pair.p.tokens[there].fold in o.PARTICIPLES
        )
        for there in pair.found(at)
    ):
        return None  # the passages say somewhere that it was done
    low = pair.p.clauses[pair.p.clause_of[place]]
    if any(
        there in range(low.start, low.end) and finite(pair.p.tokens, there)
        for there in pair.found(at)
    ):
        return None
    return pair.otherwise_done(
        at,
        at,
        f"the sentence says that it was done; the passage that it was "
        f"{LEVEL_NAMES[pair.p.levels[place] or 0]}",
        place,
    )


_WORDS = frozenset(
    """
    assurance assurances undertaking pledge promise commitment guarantee warning notice word
    instructions permission
    """.split()
)


def _says_only(pair: Pair, at: int) -> bool:
    """`gave an assurance that`: words were given, and nothing else."""
    return any(token.fold in _WORDS for token in pair.s.tokens[at + 1 : at + 4])


_INTENT_WORDS = frozenset(
    """
    will would could may might can shall should must if possible possibly potential potentially
    likely expected plan plans planned intends intend proposed proposal hopes possibility option
    considering considers allow
    """.split()
)


_INTENT_STARTS = frozenset(
    ("to", "will", "would", "shall", "may", "might", "could", "should", "can", "must")
)


def _done(pair: Pair, clause: Clause) -> Finding | None:
    """A plain past or perfect where the passage only says that it is to be, will be or may be
    done."""
    at = clause.verb
    if at < 0 or at not in pair.aligned or clause.denied:
        return None
    tokens = pair.s.tokens
    token = tokens[at]
    if (token.fold,) in o.COMMITMENT or _says_only(pair, at):
        return None
    if not (token.fold.endswith("ed") or token.fold in o.PAST or token.fold in o.PARTICIPLES):
        return None
    before = _lead(pair, clause)
    if pair.s.levels[at] is not None or not (finite(tokens, at) or _auxiliary(pair, clause)):
        return None
    if before & {"is", "are", "be", "to"} or tokens[clause.start].fold == "with":
        return None
    if any(tokens[i].fold in _INTENT_STARTS for i in range(clause.start, at)):
        return None
    if not _auxiliary(pair, clause) and tokens[at + 1 : at + 2] and tokens[at + 1].fold == "by":
        return None  # "half of it paid by Florin"
    place = pair.aligned[at]
    if not _intended(pair, place) or _resolved(pair, place):
        return None
    if pair.p.levels[place] is None and pair.p.tokens[place].stem != token.stem:
        return None
    if any(
        not _intended(pair, there)
        for there in pair.found(at)
        if pair.p.tokens[there].stem == token.stem
        and pair.context(at, there) >= 0.6 * pair.context(at, place)
    ):
        return None
    return pair.otherwise_done(
        at,
        at,
        f"the sentence says that it was done; in the passage it is "
        f"still to be done: `{pair.around(place)}`",
        place,
    )


#: What a body does by deciding it.
_DONE_BY_DECIDING = frozenset(
    stem(word)
    for word in (
        "extend", "renew", "establish", "create", "lift", "impose", "suspend", "ban", "abolish",
        "raise", "cut", "lower", "increase", "reduce", "approve", "adopt", "endorse", "appoint",
        "elect", "authorise", "grant", "postpone", "cancel", "close", "recognise", "condemn",
        "terminate", "end", "remain", "maintain", "keep", "leave", "set", "launch", "allocate",
        "withdraw", "dissolve", "dismiss", "reject", "convene", "prolong", "hold",
    )
)  # fmt: skip


def _resolved(pair: Pair, there: int) -> bool:
    """Whether a body does this by deciding it: `decides to extend the mandate`."""
    tokens = pair.p.tokens
    if there < 2 or tokens[there - 1].fold != "to":
        return False
    voted = any(tokens[i].fold == "voted" for i in range(max(0, there - 7), there))
    return tokens[there].stem in _DONE_BY_DECIDING and (
        voted or tokens[there - 2].fold in ("decides", "decide", "decided", "resolves")
    )


def _lead(pair: Pair, clause: Clause) -> set[str]:
    """The small words right before a clause's verb."""
    found: set[str] = set()
    for index in range(clause.verb - 1, max(clause.start, clause.verb - 5) - 1, -1):
        token = pair.s.tokens[index]
        if token.content and not adverb(token):
            break
        found.add(token.fold)
    return found


def _auxiliary(pair: Pair, clause: Clause) -> bool:
    before = {pair.s.tokens[i].fold for i in range(max(clause.start, clause.verb - 4), clause.verb)}
    return bool(before & {"has", "have", "had", "was", "were", "been"})


_MANAGED = frozenset(
    """
    able managed helped went used began continued order allowed enabled failed met came ordered
    forced
    """.split()
)


_NOUNS = ("ation", "tion", "sion", "ment", "al", "ance")
_DEMANDING = frozenset("demand demands demanded demanding sought seeking urged requested".split())
_AHEAD = frozenset("expected likely due set forecast scheduled poised projected slated".split())


def _intended(pair: Pair, there: int) -> bool:
    """Whether a word of the passages is a verb under `to`, `will`, `may` and a promise or plan."""
    tokens = pair.p.tokens
    low = max(0, there - 3)
    lead = [tokens[i].fold for i in range(low, there)]
    weak = pair.p.levels[there]
    if tokens[there].fold.endswith(_NOUNS) and any(
        tokens[i].fold in _DEMANDING for i in range(max(0, there - 3), there)
    ):
        return True  # "to demand the resignation of"
    if lead[-1:] == ["to"] and lead[-2:-1] and lead[-2] in _AHEAD:
        return True  # "is expected to weaken"
    if weak is not None and weak <= 1 and lead[-1:] == ["be"]:
        return True  # "recommended that it be withdrawn"
    if (
        "to" in lead
        or "will" in lead
        or "would" in lead
        or "may" in lead
        or "might" in lead
        or ("could" in lead or "shall" in lead or "should" in lead)
    ):
        word = tokens[there].fold
        base = (
            not word.endswith(("ed", "ing", "ion", "ment"))
            or word == tokens[there].stem
            or "be" in lead
        )
        level = pair.p.levels[there]
        if any(
            w in ("will", "would", "may", "might", "could", "shall", "should") for w in lead[-3:]
        ):
            return base
        if word.endswith("ing") and lead[-1] == "to" and level is not None and level >= 2:
            return True  # "commit to protecting"
        if base and level is None and lead[-1] == "to" and tokens[there].stem in _REALISED_STEMS:
            before = tokens[there - 2]
            if before.fold in ("her", "him", "them", "us"):
                return tokens[there - 3].fold not in _MANAGED  # "dared her to call a vote"
            return (before.capital or before.kind == "number") and before.fold not in _MANAGED
        return base and level is not None and lead[-1] in ("to", "be", "jointly", "further")
    return False
