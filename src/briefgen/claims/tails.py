"""The rule of tails: what a passage says at the end of a statement to take some of it back."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.reading import Reading
from briefgen.record import record

_ANONYMOUS = frozenset(
    """
    sources source people officials diplomats witnesses residents insiders analysts observers
    reports residents activists
    """.split()
)
_ADVERBS = frozenset("reportedly allegedly apparently purportedly supposedly".split())
_SAID = frozenset("said say says told claimed claim claims alleged reported suggested".split())
_CLAIMED = frozenset("claimed claims alleged alleges".split())
_LETTING = frozenset("allow allows permit permits allowed permitted".split())
#: To what something may be subject without hanging on it: it is imposed, not awaited.
_IMPOSED = frozenset(
    """
    freeze freezes sanction sanctions tax taxes duty duties tariff tariffs fee fees fine fines quota
    quotas ban bans embargo law laws jurisdiction attack attacks criticism debate scrutiny control
    controls restriction restrictions delay delays penalty penalties limit limits cap rules
    """.split()
)
#: What may say in a sentence that something hangs on something else.
_HANGING = o.CONDITION_WORDS - frozenset("so needs only without".split()) | frozenset(
    """
    without consent approval approves approved awaits awaiting allow allows permit permits possible
    possibly hopes may might could would expected should unconfirmed yet
    """.split()
)


#: A passage with none of these has no tail.
_FIRST = (
    _ADVERBS | _ANONYMOUS | _CLAIMED
    | frozenset("subject pending once when as without alleged claim charge allegation".split())
)  # fmt: skip


@record
class Tail:
    """What weakens a sentence: a source that is not named, or a condition. `[start, end)` are its
    tokens, `at` is the word next to it that it bears on."""

    kind: str
    start: int
    end: int
    at: int


def tails(pair: Pair) -> Iterator[Finding]:
    """A source that is not named, `reportedly`, or a condition (`once`, `pending`, `subject to`)
    behind a statement is kept, as it is in front of one."""
    if pair.p.folds.isdisjoint(_FIRST) or pair.share < 0.7 or pair.quoted:
        return
    theirs = [
        t for t in pair.p.once(_tails) if pair.p.sentence_of[t.start] == pair.nearest_sentence
    ]
    if not theirs or len(pair.aligned) < 3:
        return
    here = sum(
        pair.p.sentence_of[there] == pair.nearest_sentence for there in pair.aligned.values()
    )
    if here < 0.75 * len(pair.aligned):
        return
    held = pair.s.folds
    back = {there for i in pair.s.content for there in pair.found(i)}
    for tail in theirs:
        if tail.kind == "claim":
            if held & (o.CLAIM_WORDS | o.SAYING | _ANONYMOUS | _ADVERBS):
                continue
        elif held & _HANGING:
            continue
        if not any(i in back for i in range(max(0, tail.at - 2), tail.at + 1)) or any(
            tail.start <= there < tail.end for there in back
        ):
            continue
        low = pair.p.sentence_ranges[pair.nearest_sentence][0]
        behind = sum(there >= tail.end for there in pair.aligned.values())
        if tail.start - low >= 2 and 4 * behind > len(pair.aligned):
            continue  # the sentence tells another part of it
        at = next((c.verb for c in pair.s.clauses if c.verb >= 0), 0)
        what = "hangs on a condition" if tail.kind == "condition" else "is somebody's claim"
        first, last = pair.p.tokens[tail.start], pair.p.tokens[tail.end - 1]
        yield pair.finding(
            "claim-hedge",
            "error",
            at,
            at,
            f"in the passage this {what}: `{pair.p.text[first.start : last.end]}`",
            tail.start,
            "keep the passage's reservation",
        )
        return


def _tails(reading: Reading) -> tuple[Tail, ...]:
    found = []
    for low, high in reading.sentence_ranges:
        for start in range(low, high):
            kind = _begins(reading, start, low, high)
            if kind:
                end = _end(reading, start, high)
                at = _beside(reading, start, low, end, high)
                if at >= 0 and end > start:
                    found.append(Tail(kind, start, end, at))
    return tuple(found)


def _begins(reading: Reading, at: int, low: int, high: int) -> str:
    """The kind of tail that begins at a token, or nothing."""
    tokens = reading.tokens
    word = tokens[at].fold
    after = [t.fold for t in tokens[at + 1 : min(high, at + 9)]]
    behind = at > low and tokens[at - 1].text == ","
    if word in _ADVERBS:
        return "claim"
    if behind and word == "according" and after[:1] == ["to"]:
        people = tokens[at + 2 : min(high, at + 8)]
        return "claim" if any(t.fold in _ANONYMOUS and not t.capital for t in people) else ""
    if behind and word == "a" and after[:1] in (["claim"], ["charge"], ["allegation"]):
        return "claim"
    if behind and word == "it" and after[:2] == ["is", "alleged"]:
        return "claim"
    if behind and reading.clauses[reading.clause_of[at]].start == at:
        clause = reading.clauses[reading.clause_of[at]]
        if clause.verb >= 0 and high - clause.end <= 1 and high - at <= 12:
            subject = [tokens[i] for i in range(*clause.subject)]
            said = tokens[clause.verb].fold
            if said in _CLAIMED and subject:
                return "claim"
            if (
                said in _SAID
                and any(t.fold in _ANONYMOUS for t in subject)
                and not any(t.capital for t in subject)
            ):
                return "claim"
    if word == "subject" and after[:1] == ["to"]:
        return "" if _IMPOSED & set(after[1:]) else "condition"
    if word == "pending" and _APPROVALS & set(after[:4]):
        return "condition"
    if word == "once" and after and after[0] not in ("a", "again", "more", "every", "per"):
        clause = reading.clauses[reading.clause_of[at]]
        return "condition" if clause.start == at and clause.verb > at else ""
    if word in ("when", "as") and _LETTING & set(after[: 6 if word == "when" else 4]):
        return "condition"
    if word == "without" and at == low and {"will", "would"} & {t.fold for t in tokens[at:high]}:
        return "condition"
    return ""


_APPROVALS = frozenset(
    "approval ratification consent confirmation review clearance authorisation instructions".split()
)


def _end(reading: Reading, start: int, high: int) -> int:
    """Where a tail ends: at the next mark."""
    for index in range(start + 1, high):
        if reading.tokens[index].text in ",;:.":
            return index
    return high


def _beside(reading: Reading, start: int, low: int, end: int, high: int) -> int:
    """The content word that a tail stands next to: the one before it, or at the beginning of a
    sentence the verb behind it."""
    if start - low < 2:
        return next((i for i in range(end, high) if reading.tokens[i].content), -1)
    for index in range(start - 1, low - 1, -1):
        if reading.tokens[index].text == ";":
            return -1
        if reading.tokens[index].content:
            return index
    return -1
