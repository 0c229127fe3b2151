"""What is told as done, where the passage only plans it, asks for it, considers or supposes it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause, adverb, finite
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.tokens import stem

_NAMES = {level: name for name, level in o.LEVELS.items()}
_MODALS = frozenset("would could may might".split())


def realised(pair: Pair, clause: Clause) -> Finding | None:
    """What is wrong with a clause that tells as done what the passage only promises or supposes."""
    return _done(pair, clause) or _realised(pair, clause) or _modal(pair, clause)


def achieved(pair: Pair) -> Iterator[Finding]:
    """`took place`, `persuaded`, `succeeded in` and `rejected` need their like in the passage: what
    is to take place, was asked for, is promised or is considered has not come about."""
    found = _took_place(pair)
    if found is not None:
        yield found
    yield from _persuaded(pair)
    yield from _succeeded(pair)
    yield from _settled(pair)


#: What is said of an undertaking that was carried out.
_SUCCESS = frozenset("succeeded managed".split())
_SUCCESS_THERE = frozenset(
    "succeeded success managed achieved able completed fulfilled met reached attained".split()
)


def _succeeded(pair: Pair) -> Iterator[Finding]:
    """`succeeded in halving` where the passage says that it was promised."""
    tokens = pair.s.tokens
    for at, token in enumerate(tokens):
        if token.fold not in _SUCCESS or not pair.p.folds.isdisjoint(_SUCCESS_THERE):
            continue
        after = next((i for i in pair.s.content if i > at and i in pair.aligned), None)
        level = None if after is None else pair.p.levels[pair.aligned[after]]
        if after is not None and level is not None and level <= o.LEVELS["decided"]:
            yield pair.finding(
                "claim-strength",
                "error",
                at,
                at,
                f"in the passage this was only {_NAMES[level]}",
                pair.aligned[after],
                "use the passage's own verb",
            )
            return


#: Verbs that close what is under consideration.
_CLOSING = frozenset(
    """
    rejected rejects refused declined accepted accepts approved approves granted vetoed
    """.split()
)
_CLOSED_THERE = frozenset(
    """
    reject rejected rejects rejection refuse refused refuses refusal decline declined accept
    accepted accepts acceptance approve approved approves approval grant granted grants veto vetoed
    adopt adopted adopts adoption agree agreed agrees opposed oppose dismissed dismiss
    turned ruled endorse endorsed pass passed backed back supported welcomed
    """.split()
)
_WEIGHING = frozenset(
    """
    consider considers considering considered consideration examine examines examining examined
    study studies studying studied weigh weighs weighing weighed review reviewing reviewed
    undecided note noted assess assessing assessed discuss discussing discussed
    """.split()
)


def _settled(pair: Pair) -> Iterator[Finding]:
    """`rejected the request` where the passage says that it is being considered."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or tokens[at].fold not in _CLOSING:
            continue
        if any(theirs[i].stem == tokens[at].stem for i in pair.found(at)):
            continue
        words = [i for i in range(clause.start, clause.end) if i != at and i in pair.aligned]
        if not words:
            words = [i for i in pair.s.content if i < at and i in pair.aligned]
        if not words:
            continue
        number = pair.p.sentence_of[pair.aligned[words[-1]]]
        low = pair.p.sentence_ranges[number][0]
        high = pair.p.sentence_ranges[min(number + 1, len(pair.p.sentence_ranges) - 1)][1]
        near = {theirs[i].fold for i in range(low, high)}
        if near & _CLOSED_THERE or not near & _WEIGHING:
            continue
        there = next(i for i in range(low, high) if theirs[i].fold in _WEIGHING)
        yield pair.finding(
            "claim-strength",
            "error",
            at,
            at,
            f"the passage only says `{theirs[there].text}`",
            there,
            "use the passage's own verb",
        )
        return


_ASKING = frozenset(
    """
    call calls called calling urge urges urged urging ask asks asked asking appeal appeals appealed
    request requests requested press presses pressed encourage encouraged invite invited demand
    demanded demands
    """.split()
)
_SUCCEEDING = frozenset(
    "persuaded persuades convinced convinces forced compelled induced got".split()
)


def _persuaded(pair: Pair) -> Iterator[Finding]:
    """`persuaded them to` where the passage says that they were asked to."""
    tokens = pair.s.tokens
    for at, token in enumerate(tokens):
        if token.fold not in _SUCCEEDING or not pair.p.folds.isdisjoint(_SUCCEEDING):
            continue
        if pair.p.folds.isdisjoint(_ASKING) or not any(
            t.fold == "to" for t in tokens[at + 1 : at + 8]
        ):
            continue
        there = next(i for i, t in enumerate(pair.p.tokens) if t.fold in _ASKING)
        yield pair.finding(
            "claim-strength",
            "error",
            at,
            at,
            f"the passage only says `{pair.p.tokens[there].text}`",
            there,
            "use the passage's own verb",
        )
        return


def _modal(pair: Pair, clause: Clause) -> Finding | None:
    """A plain statement where the passage says `would`, `could`, `may` or `might`."""
    at = clause.verb
    if at < 0 or at not in pair.aligned:
        return None
    tokens = pair.s.tokens
    words = {tokens[i].fold for i in range(clause.start, clause.end)}
    if pair.s.folds & _INTENT_WORDS or (words & {"to"} and words & {"is", "are", "was", "were"}):
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
    release resume suspend close buy construct hire appoint sign implement achieve adopt
    """.split()
)
_REALISED_STEMS = frozenset(stem(word) for word in _REALISED)


def _took_place(pair: Pair) -> Finding | None:
    """`took place` where the passages only say that it is to, or will, take place."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for at in range(len(tokens) - 1):
        if tokens[at].fold != "took" or tokens[at + 1].fold != "place":
            continue
        places = [
            i
            for i in range(1, len(theirs) - 1)
            if theirs[i].fold == "take" and theirs[i + 1].fold == "place"
        ]
        if places and "took" not in pair.p.folds and "taken" not in pair.p.folds:
            return pair.finding(
                "claim-strength",
                "error",
                at,
                at + 1,
                f"in the passage it is still to take place: `{pair.around(places[0])}`",
                places[0],
                "use the passage's own verb",
            )
    return None


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
    return pair.finding(
        "claim-strength",
        "error",
        at,
        at,
        f"the sentence says that it was done; the passage that it was "
        f"{_NAMES[pair.p.levels[place] or 0]}",
        place,
        "use the passage's own verb",
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
    return pair.finding(
        "claim-strength",
        "error",
        at,
        at,
        f"the sentence says that it was done; in the passage it is "
        f"still to be done: `{pair.around(place)}`",
        place,
        "use the passage's own verb",
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


_AHEAD = frozenset("expected likely due set forecast scheduled poised projected slated".split())


def _intended(pair: Pair, there: int) -> bool:
    """Whether a word of the passages is a verb under `to`, `will`, `may` and a promise or plan."""
    tokens = pair.p.tokens
    low = max(0, there - 3)
    lead = [tokens[i].fold for i in range(low, there)]
    weak = pair.p.levels[there]
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
            return (before.capital or before.kind == "number") and before.fold not in _MANAGED
        return base and level is not None and lead[-1] in ("to", "be", "jointly", "further")
    return False
