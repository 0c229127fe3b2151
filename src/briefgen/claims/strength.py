"""The rule of strength: what is promised must be promised as firmly in the passage, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause, adverb, finite
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.tokens import stem

_NAMES = {level: name for name, level in o.LEVELS.items()}


def strength(pair: Pair) -> Iterator[Finding]:
    """The verb of the sentence, weighed with its complement, is not stronger than the passage's
    (signed, decided, committed, reaffirmed, explored, noted); `agreed to consider` is explored,
    what may be done is not done, nor is what is to be done. Much weaker is a warning."""
    took = _took_place(pair)
    if took is not None:
        yield took
    yield from _persuaded(pair)
    for clause in pair.s.clauses:
        finding = (
            _clause(pair, clause)
            or _done(pair, clause)
            or _realised(pair, clause)
            or _modal(pair, clause)
        )
        if finding is not None:
            yield finding


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


def _clause(pair: Pair, clause: Clause) -> Finding | None:
    if clause.denied:
        return None  # "no decision had been taken" promises nothing
    stronger: list[tuple[int, int, int, int]] = []
    weaker = same = 0
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if not token.content:
            continue
        there = pair.aligned.get(index)
        if there is None:
            continue
        mine = pair.s.levels[index]
        theirs = pair.p.levels[there]
        if mine is None:
            continue
        if theirs is None:
            others = [pair.p.levels[at] for at in pair.found(index)]
            theirs = next((level for level in others if level is not None), None)
            if theirs is None:
                same += 1
                continue
        if mine == 4 and theirs == 3 and _arranged(pair, there):
            same += 1  # "is to be led": as good as `will`
        elif mine > theirs:
            # another place of the same word in as good company may bear it
            if any(
                (pair.p.levels[at] is None or (pair.p.levels[at] or 0) >= mine)
                and pair.fit(index, at) >= 0.85 * pair.fit(index, there)
                for at in pair.found(index)
            ):
                same += 1
            else:
                stronger.append((index, there, mine, theirs))
        elif theirs - mine >= 2:
            weaker += 1
        else:
            same += 1
    first = next((i for i in range(clause.start, clause.end) if pair.s.tokens[i].content), -1)
    heads = clause.passive and bool(stronger) and stronger[0][0] == first
    if stronger and (len(stronger) >= max(1, same) or heads) and _matters(pair, stronger):
        index, there, mine, theirs = stronger[0]
        verb = _operative(pair, clause, index)
        return pair.finding(
            "claim-strength",
            "error",
            verb[0],
            verb[1],
            f"the sentence says it was {_NAMES[mine]}; the passage only "
            f"that it was {_NAMES[theirs]}",
            there,
            "use the passage's own verb",
        )
    if weaker and weaker > same and not stronger:
        index = next(i for i in range(clause.start, clause.end) if pair.s.levels[i] is not None)
        level = pair.s.levels[index]
        verb = _operative(pair, clause, index)
        if level is not None and level <= 1 and pair.s.tokens[verb[0]].fold in _TALK:
            there = pair.aligned.get(index)
            return pair.finding(
                "claim-strength",
                "warning",
                verb[0],
                verb[1],
                "the passage promises more than the sentence says",
                there,
                "use the passage's own verb",
            )
    return None


def _arranged(pair: Pair, there: int) -> bool:
    """Whether the passage's words stand under `is to` or `to be`, and no other promise."""
    clause = pair.p.clauses[pair.p.clause_of[there]]
    found = [
        phrase
        for at in range(clause.start, clause.end)
        if (phrase := phrase_at(pair.p.tokens, at, o.COMMITMENT)) is not None
        and phrase[0] == "committed"
        and phrase[1] == 1
    ]
    return not found


def _matters(pair: Pair, stronger: list[tuple[int, int, int, int]]) -> bool:
    """Whether more than a date is promised more firmly: `resolution 41/7, adopted on 12 March`."""
    dated = {i for m in pair.s.moments for i in range(m.first, m.last + 1)}
    return any(mine >= 2 and index not in dated for index, _, mine, _ in stronger)


def _operative(pair: Pair, clause: Clause, index: int) -> tuple[int, int]:
    """The operative words before (or after) a token of a clause."""
    at = index - 1
    while at >= clause.start:
        found = phrase_at(pair.s.tokens, at, o.COMMITMENT)
        if found is not None:
            return at, at + found[1] - 1
        at -= 1
    for at in range(index, clause.end):
        found = phrase_at(pair.s.tokens, at, o.COMMITMENT)
        if found is not None:
            return at, at + found[1] - 1
    return index, index


_TALK = frozenset(
    """
    discuss discussed discusses discussing consider considered considers considering explore
    explored exploring examine examined examining study studied studying debate debated talked
    talks discussions may might hope hoped hopes propose proposed proposes invited encouraged
    suggest suggested suggests
    """.split()
)
_MODALS = frozenset("would could may might".split())


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
    if (token.fold,) in o.COMMITMENT:
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
    return (
        there >= 2
        and tokens[there - 1].fold == "to"
        and tokens[there - 2].fold in ("decides", "decide", "decided", "resolves", "voted")
        and tokens[there].stem in _DONE_BY_DECIDING
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


def _intended(pair: Pair, there: int) -> bool:
    """Whether a word of the passages is a verb under `to`, `will`, `may` and a promise or plan."""
    tokens = pair.p.tokens
    low = max(0, there - 3)
    lead = [tokens[i].fold for i in range(low, there)]
    weak = pair.p.levels[there]
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
