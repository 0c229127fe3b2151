"""The rules of denials: `not`, `no` and `never`, and the prefixes that deny."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import (
    DENYING_WORDS,
    PLAIN_DENIALS,
)
from briefgen.claims.lexicon.relations import common_words, contraries
from briefgen.claims.reading import Reading
from briefgen.claims.reckoning import the_others
from briefgen.claims.tokens import DASHES
from briefgen.claims.wording import opposed


def prefixed(pair: Pair) -> Iterator[Finding]:
    """`adequate` for `inadequate`, `vaccinated` for `unvaccinated`, without a denial to match."""
    theirs = pair.p.tokens
    for index in pair.s.content:
        token = pair.s.tokens[index]
        if token.kind != "word" or token.capital or token.fold in pair.p.folds:
            continue
        for there in pair.p.content:
            other = theirs[there].fold
            if not opposed(token.fold, other):
                continue
            low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
            if _plain_denial(pair.s, index) or any(
                theirs[i].fold in PLAIN_DENIALS or theirs[i].fold == "yet" for i in range(low, high)
            ):
                return
            yield pair.finding(
                "claim-polarity",
                "error",
                index,
                index,
                f"the passage says `{theirs[there].text}`, not `{token.text}`",
                there,
                f"write `{theirs[there].text}`",
            )
            return


def excepted(pair: Pair) -> Iterator[Finding]:
    """What the passage says of all `except` some is not told of these."""
    theirs = pair.p.tokens
    if pair.p.folds.isdisjoint(_EXCEPT):
        return
    there = next(i for i, t in enumerate(theirs) if t.fold in _EXCEPT)
    if not pair.s.folds.isdisjoint(_LEFT_OUT | PLAIN_DENIALS | DENYING_WORDS - {"ban"}):
        return
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    end = next((i for i in range(there, high) if theirs[i].text in ",;."), high)
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or not any(
            low <= i < there and theirs[i].stem == pair.s.tokens[at].stem for i in pair.found(at)
        ):
            continue
        told = [i for i in pair.s.content if i > at and any(there < j < end for j in pair.found(i))]
        if len(told) >= 2 and all(
            pair.p.sentence_of[j] == pair.p.sentence_of[there] for i in told for j in pair.found(i)
        ):
            yield pair.finding(
                "claim-polarity",
                "error",
                told[0],
                told[-1],
                f"the passage leaves this out: `{pair.around(there)}`",
                there,
                "keep the passage's exception",
            )
            return


_EXCEPT = frozenset(("except", "excepting", "excluding"))
_LEFT_OUT = frozenset(
    """
    except excepting excluding apart only other outside save but exception exceptions unaffected
    remain remains remaining
    """.split()
)


def nothing_since(pair: Pair) -> bool:
    """`No minister had been convicted since` for `the first to be convicted`, `none was deadlier`
    for `the deadliest`: a denial that ranks."""
    if pair.s.folds.isdisjoint(_SINCE):
        return False
    ranks = {fold for fold in pair.p.folds if fold == "first" or fold.endswith("est")}
    return bool(ranks) and ranks.isdisjoint(pair.s.folds)


def left_as_it_was(pair: Pair, at: int) -> bool:
    """Whether a word tells of a change, and the passages that something was left as it was: `left
    its rate at 6 per cent`, `kept it unchanged`."""
    if at < 0 or pair.s.tokens[at].fold not in _CHANGED:
        return False
    return any(
        token.fold in _LEFT
        and not {"at", "unchanged"}.isdisjoint(t.fold for t in pair.p.tokens[i + 1 : i + 7])
        for i, token in enumerate(pair.p.tokens)
    )


def needed(pair: Pair) -> bool:
    """Whether `cannot pass without help` stands for `needs help`."""
    return not pair.s.folds.isdisjoint(("without", "unless")) and not pair.p.folds.isdisjoint(
        ("need", "needs", "needed", "require", "requires", "required", "depends", "necessary")
    )


def _dissented(pair: Pair) -> bool:
    """Whether somebody does not accept or approve something in the passages."""
    return any(
        token.fold in PLAIN_DENIALS
        and not _ACCEPTING.isdisjoint(t.fold for t in pair.p.tokens[i + 1 : i + 4])
        for i, token in enumerate(pair.p.tokens)
    )


_ASSENTS = frozenset("agreement consensus support approval majority acceptance backing".split())
_ACCEPTING = frozenset(
    "accept accepted agree agreed approve approved adopt adopted support supported endorse".split()
)
_LEFT = frozenset("left leaves leave kept keeps keep held holds hold".split())
_CHANGED = frozenset("cut raise raised lowered increased reduced change changed".split())
_OVER = frozenset(
    """
    left leave leaves quit resigned ended ends end ceased ceases stopped expired expires withdrew
    withdrawn retired former formerly until abandoned closed
    """.split()
)
_SINCE = frozenset("since before ever previously".split())


def _plain_denial(reading: Reading, at: int) -> bool:
    clause = reading.clauses[reading.clause_of[at]]
    return any(
        reading.tokens[i].fold in PLAIN_DENIALS and not _keeps(reading, i)
        for i in range(clause.start, clause.end)
    )


def denials(pair: Pair) -> Iterator[Finding]:
    """`not`, `no` and `never` before a word of the passage that is not denied there, and the other
    way round."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    elliptic = any(
        t.fold == "not" and i + 1 < len(theirs) and theirs[i + 1].text in _ELLIPTIC
        for i, t in enumerate(theirs)
    )  # "Brenn has not."
    for at, token in enumerate(tokens):
        refused = token.fold in _REFUSING and at + 1 < len(tokens) and tokens[at + 1].fold == "to"
        if elliptic or (token.fold not in PLAIN_DENIALS and not refused):
            continue
        if token.fold == "without" or (not refused and _keeps(pair.s, at)):
            continue
        head = bears_on(pair.s, at)
        if head is None or head not in pair.aligned:
            continue
        if (
            tokens[head].fold in _RAISING
            and tokens[head + 1 : head + 2]
            and (tokens[head + 1].fold == "that")
        ):
            continue  # `polarity` looks at what is not found
        places = [i for i in pair.found(head) if theirs[i].stem == tokens[head].stem]
        if not places or pair.context(head, pair.aligned[head]) < 0.12:
            continue
        if any(the_others(pair, q) for q in pair.s.quantities if q.kind == "count"):
            continue  # "thirteen of the twenty-two have not" for "nine have"
        if tokens[at + 1].fold == "longer" and not pair.p.folds.isdisjoint(_OVER):
            continue  # "are no longer in office" for "have left office"
        if needed(pair):
            continue
        if tokens[head].fold in _ASSENTS and _dissented(pair):
            continue  # "found no agreement" for "did not accept it"
        if left_as_it_was(pair, head):
            continue  # "was not cut" for "left it at 6 per cent"
        if nothing_since(pair):
            continue  # "no former minister had been convicted since" for "the first to be"
        against = contraries(tokens[head].stem)
        near = max(pair.context(head, i) for i in places)
        if any(
            theirs[i].stem in against and pair.context(head, i) >= 0.6 * near
            for i in pair.p.content
        ):
            continue  # "will not reopen" for "will remain closed"
        if any(_denied_there(pair.p, i) for i in places) or _denying(pair.s, head, at):
            continue
        if any(opposed(tokens[head].fold, fold) for fold in pair.p.folds):
            continue  # "had not been paid" for "unpaid"
        yield pair.finding(
            "claim-polarity",
            "error",
            at,
            head,
            f"the sentence denies what the passage does not deny: `{pair.around(places[0])}`",
            places[0],
            f"leave out `{token.text}`",
        )
        return
    back = {there: index for index, there in pair.aligned.items()}
    for index in pair.aligned:  # the very word, though another that may stand for it fits better
        same = [i for i in pair.found(index) if theirs[i].stem == tokens[index].stem]
        if len(same) == 1:
            back.setdefault(same[0], index)
    for at, token in enumerate(theirs):
        ruled = token.fold in _RULING_OUT and (
            token.fold not in ("ruled", "ruling", "rule", "rules")
            or (theirs[at + 1 : at + 2] and theirs[at + 1].fold == "out")
        )
        if not ruled and (
            token.fold not in PLAIN_DENIALS or token.fold == "without" or _keeps(pair.p, at)
        ):
            continue
        head = bears_on(pair.p, at)
        if head is None or head not in back:
            continue
        index = back[head]
        if tokens[index].stem != theirs[head].stem or pair.context(index, head) < 0.25:
            continue
        if any(
            not _denied_there(pair.p, i)
            for i in pair.found(index)
            if i != head and theirs[i].stem == theirs[head].stem
        ):
            continue
        if _denied_there(pair.s, index):
            continue
        yield pair.finding(
            "claim-polarity",
            "error",
            index,
            index,
            f"the passage denies this: `{pair.around(head)}`",
            head,
            "keep the passage's denial",
        )
        return


_RAISING = frozenset("find think believe expect consider accept".split())
_REFUSING = frozenset("refused refuses declined declines failed fails neglected omitted".split())


_RULING_OUT = frozenset(
    """
    ruled ruling rule rules rejected rejects refused refuses vetoed vetoes declined declines
    """.split()
)


_ELLIPTIC = frozenset((".", ";", ",", "yet", "done", "so", "followed", "”"))


def _keeps(reading: Reading, at: int) -> bool:
    """Whether a denial is part of a phrase that denies nothing (`not only`, `no later than`)."""
    tokens = reading.tokens
    following = tokens[at + 1].fold if at + 1 < len(tokens) else ""
    if following in _KEEPING or (tokens[at].fold == "no" and following in (".", "")):
        return True
    if at and tokens[at - 1].fold in ("or", "if", "whether"):
        return True
    return tokens[at].fold == "without" and following in (
        "delay",
        "exception",
        "prejudice",
        "precedent",
    )


_KEEPING = frozenset(
    """
    only just merely simply least later fewer less more doubt sooner other to exceed
    exceeding earlier limited since before necessarily one
    """.split()
)


def _denied_there(reading: Reading, at: int) -> bool:
    """Whether a denial of any kind stands near a word: in its clause, or right before or after."""
    clause = reading.clauses[reading.clause_of[at]]
    low, _ = reading.sentence_ranges[reading.sentence_of[at]]
    for i in range(max(low, clause.start - 2), clause.end):
        word = reading.tokens[i].fold
        if i != at and (word in PLAIN_DENIALS or word in DENYING_WORDS or _prefixed(word)):
            return True
        following = reading.tokens[i + 1].fold if i + 1 < len(reading.tokens) else ""
        if word in ("rather", "instead") and following in ("than", "of"):
            return True
        if (word in ("turned", "turn", "turns") and following in ("down", "back", "away")) or (
            word in ("called", "calls", "calling") and following == "off"
        ):
            return True
    return False


def _denying(reading: Reading, head: int, denial: int) -> bool:
    """Whether the sentence denies twice, or with a word whose denial says the same otherwise."""
    clause = reading.clauses[reading.clause_of[head]]
    return any(
        i not in (denial, head)
        and (reading.tokens[i].fold in PLAIN_DENIALS or _prefixed(reading.tokens[i].fold))
        for i in range(clause.start, clause.end)
    )


def _prefixed(word: str) -> bool:
    return (
        len(word) > 6
        and word.startswith(("un", "in", "im", "non", "dis"))
        and (word[2:] in common_words() or word[3:] in common_words())
        and word not in common_words()
    )


def bears_on(reading: Reading, at: int) -> int | None:
    """The content word that a plain denial bears on: the next one, near by."""
    if reading.tokens[at].fold in ("nothing", "nobody") and at and reading.tokens[at - 1].content:
        return at - 1  # "has paid nothing"
    for step in range(at + 1, min(at + 5, len(reading.tokens))):
        token = reading.tokens[step]
        if token.kind == "mark" and token.text not in DASHES:
            return None
        if token.content:
            if token.fold in ("longer", "yet") or (
                token.fold.endswith("ly") and token.fold not in o.VERBS
            ):
                continue
            return step if token.kind == "word" and not token.capital else None
    return None


def under_denied(reading: Reading, clause: Clause) -> bool:
    """Whether a `that` clause stands under a denied verb: `was unable to verify that they had left`
    for `could not confirm their departure`."""
    number = reading.clause_of[clause.start]
    if not number or reading.tokens[clause.start].fold != "that":
        return False
    over = reading.clauses[number - 1]
    return over.denied and over.sentence == clause.sentence


def outvoted(pair: Pair, number: float) -> bool:
    """Whether so many lost a vote: six, `by nineteen votes to six`."""
    return any(
        q.values[0] == number and q.first and pair.p.tokens[q.first - 1].fold == "to"
        for q in pair.p.quantities
    )


def resumed(reading: Reading, there: int) -> Clause:
    """The clause of a word; for a subject that a relative clause cuts off, the one that goes on."""
    number = reading.clause_of[there]
    clause = reading.clauses[number]
    if clause.verb >= 0 or number + 2 >= len(reading.clauses):
        return clause
    relative, rest = reading.clauses[number + 1], reading.clauses[number + 2]
    cut = reading.tokens[relative.start].fold in ("which", "who", "whose", "where")
    return rest if cut and rest.inherits and rest.sentence == clause.sentence else clause


def before_the_denial(reading: Reading, there: int) -> bool:
    """Whether a participle belongs to the subject of a clause of which the verb is denied."""
    clause = reading.clauses[reading.clause_of[there]]
    word = reading.tokens[there].fold
    if not (word.endswith("ed") or word in o.PARTICIPLES):
        return False
    first = next(
        (i for i in range(clause.start, clause.end) if phrase_at(reading.tokens, i, o.DENIALS)), -1
    )
    return there < first - (reading.tokens[first].fold != "cannot") and (
        reading.tokens[first].fold == "cannot" or reading.tokens[first - 1].fold in o.AUXILIARIES
    )
