"""The rules of polarity: denials, and words that exclude one another."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.actors import is_name
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at, starts
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import DENYING_WORDS
from briefgen.claims.lexicon.relations import contrary
from briefgen.claims.reading import Reading
from briefgen.claims.reckoning import the_others
from briefgen.claims.refusals import (
    bears_on,
    before_the_denial,
    left_as_it_was,
    needed,
    nothing_since,
    outvoted,
    resumed,
    under_denied,
)
from briefgen.claims.tokens import Token
from briefgen.claims.wording import opposed


def polarity(pair: Pair) -> Iterator[Finding]:
    """A denial (`not`, `no`, `failed to`, `refused`, `ruled out`, `without`) is neither dropped
    nor added,
    and no word is turned into its opposite (increase, decrease; import, export; before, after)."""
    denied: list[Finding] = []
    if needed(pair):
        return
    for clause in () if pair.loose else pair.s.clauses:
        finding = _denied(pair, clause)
        if finding is not None:
            denied.append(finding)
    yield from denied
    if not denied:
        yield from _phrases(pair)


_ONLY_WHEN = frozenset("until unless before only without".split())


_NEGATIVE = frozenset(
    """
    exclude excluded excludes exempt exempted absent ban banned prohibit prohibited forbid forbidden
    stop stopped end ended cut cease ceased suspend suspended remove removed abolish abolished drop
    dropped lose lost destroyed halted
    """.split()
)


def _negative_verb(pair: Pair, there: int) -> bool:
    """Whether the passage's clause has a verb that denies by its meaning."""
    clause = pair.p.clauses[pair.p.clause_of[there]]
    return any(pair.p.tokens[i].fold in _NEGATIVE for i in range(clause.start, clause.end))


def _by_its_verb(pair: Pair, clause: Clause) -> bool:
    """Whether a clause is denied by its verb (`refused to`), or only says that there is
    something."""
    at = clause.verb
    if at < 0 or pair.s.tokens[clause.start].fold == "there":
        return True
    found = phrase_at(pair.s.tokens, at, o.DENIALS)
    return found is not None and found[0] == "clause"


_COPULAS = frozenset("remain remains remained stay stays stayed become became continue".split())


def _same_predicate(pair: Pair, there: int) -> bool:
    """Whether the verb of the passage's clause is in the sentence too (or a mere `is`)."""
    verb = pair.p.clauses[pair.p.clause_of[there]].verb
    if verb >= 0 and pair.p.tokens[verb].fold in _COPULAS:
        return True
    return (
        verb < 0
        or not pair.p.tokens[verb].content
        or verb in pair.aligned.values()
        or phrase_at(pair.p.tokens, verb, o.DENIALS) is not None
    )


def _shares(pair: Pair, clause: Clause) -> float:
    """What the words of a clause weigh together, its verb and denials left out."""
    total = 0.0
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if token.fold == "longer":
            continue  # "no longer"
        if token.content and index != clause.verb and (token.fold,) not in o.DENIALS:
            total += 0.25 if token.capital and index else 1.0
    return total


_SUPPOSED = frozenset("once if when after until unless before whether".split())


def _denied(pair: Pair, clause: Clause) -> Finding | None:
    if not clause.denied and any(
        pair.s.tokens[i].fold in _NEGATIVE for i in range(clause.start, clause.end)
    ):
        return None  # "warships are exempt" for "it does not apply to warships"
    if pair.s.tokens[clause.start].fold in _SUPPOSED | {"rather", "instead"}:
        return None  # "rather than overfishing" for "not overfishing": `denials` looks at it
    differ: list[tuple[int, int]] = []
    same = 0.0
    weight = 0.0
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if not token.content or index not in pair.aligned:
            continue
        there = pair.aligned[index]
        theirs = resumed(pair.p, there).denied
        if theirs and index == clause.verb and before_the_denial(pair.p, there):
            theirs = False  # "they asked for a flight" for "the flight asked for was not allowed"
        share = (
            0.25
            if token.capital and (index or is_name(pair.s, index))
            else (2.0 if len(pair.found(index)) == 1 else 1.5)
            if index == clause.verb
            else 1.0
        )
        if pair.p.tokens[there].stem != token.stem:
            share *= 0.5
        if theirs == clause.denied or (theirs and under_denied(pair.s, clause)):
            same += 0.0 if _under_denial(pair, there) else share
            continue
        near = pair.fit(index, there)
        if any(
            pair.p.clauses[pair.p.clause_of[at]].denied == clause.denied
            and pair.fit(index, at) >= 0.8 * near
            for at in pair.found(index)
        ):
            same += share * 0.5
            continue
        differ.append((index, there))
        weight += share
    verb = clause.verb
    if verb in pair.aligned and pair.s.tokens[verb].content:
        if not any(index == verb for index, _ in differ):
            return _short(pair, clause)  # the verb itself is denied alike in both
    elif weight < 0.8 * _shares(pair, clause) or (
        differ and not _by_its_verb(pair, clause) and not _same_predicate(pair, differ[0][1])
    ):
        return _short(pair, clause)
    elif clause.denied and any(_negative_verb(pair, there) for _, there in differ):
        return None  # "does not cover rice" for "rice is excluded"
    if not differ or weight <= same or weight < 0.7:
        return _short(pair, clause)
    if len(differ) == 1 and pair.s.tokens[clause.start].fold in ("who", "which"):
        return None  # "who chaired the meeting", of which only the chair is found
    if (
        clause.denied
        and "rather" in pair.p.folds
        and any(
            t.fold == "not" and pair.s.tokens[clause.start + i - 1].text == ","
            for i, t in enumerate(pair.s.tokens[clause.start : clause.end])
        )
    ):
        return None  # "the tariff, not the war" for "the tariff rather than the war"
    if any(the_others(pair, q) for q in pair.s.quantities if q.kind == "count"):
        return None
    if (
        clause.denied
        and "votes" in pair.p.folds
        and (
            pair.s.tokens[_denial(pair, clause)[0]].fold in ("voted", "vote", "votes")
            and any(outvoted(pair, q.values[0]) for q in pair.s.quantities)
        )
    ):
        return None  # "six voted against" for "by nineteen votes to six"
    if clause.denied and _still_to_come(pair, clause, differ):
        return None
    if clause.denied and _denies_a_report(pair, clause):
        return None  # "denied reports that it had": the passage may deny it in the next sentence
    if clause.denied and _short_denial(pair, clause) is not None:
        return None
    if clause.denied and any(
        opposed(pair.s.tokens[at].fold, fold)
        for at in (verb, bears_on(pair.s, _denial(pair, clause)[0]) or verb)
        if at >= 0 and pair.s.tokens[at].content
        for fold in pair.p.folds
    ):
        return None  # "bills that had not been paid" for "unpaid bills"
    # the clause that has the very verb, else that of the first word that differs
    told = [at for i, at in differ if i == verb and pair.p.tokens[at].stem == pair.s.tokens[i].stem]
    numbers = [pair.p.clause_of[at] for _, at in differ]
    number = pair.p.clauses[pair.p.clause_of[told[0]] if told else max(numbers, key=numbers.count)]
    over = pair.p.clauses[max(0, pair.p.clause_of[number.start] - 1)]
    relative = pair.p.tokens[number.start].fold in ("who", "which")
    low = over.start if relative and over.sentence == number.sentence else number.start
    other = range(low, number.end) if clause.denied else ()
    mine = () if clause.denied else range(clause.start, clause.end)
    both = {pair.p.tokens[i].fold for i in range(number.start, number.end)} & {
        pair.s.tokens[i].fold for i in range(clause.start, clause.end)
    }
    kept = _kept_subject(pair, clause) | both
    if any(pair.p.tokens[i].fold in DENYING_WORDS - kept for i in other) or any(
        pair.s.tokens[i].fold in DENYING_WORDS - kept for i in mine
    ):
        return None  # the same in another word that denies
    if clause.denied and verb >= 0 and pair.s.tokens[verb].content and verb not in pair.aligned:
        return None  # `refusals` looks at the word that is denied
    if not _verbatim(pair, clause):
        return None  # a free paraphrase: `denials` looks at the words right behind a denial
    if nothing_since(pair):
        return None  # "no minister had been convicted since" for "the first to be convicted"
    if _same_denial(pair, clause, differ[0][1]):
        return None
    index, there = differ[0]
    sentence = pair.s.folds
    theirs_words = pair.p.folds
    if ("unless" in sentence) != ("unless" in theirs_words) and (
        "if" in sentence or "if" in theirs_words
    ):
        return None
    if (
        sentence & _ONLY_WHEN
        and theirs_words & _ONLY_WHEN
        and ("only" in sentence or "only" in theirs_words)
    ):
        return None
    if _opposed(pair, clause, there):
        return None  # `did not reject` for `accepted`: denial and opposite together
    if clause.denied:
        at = _denial(pair, clause)
        message = f"the sentence denies what the passage does not deny: `{pair.around(there)}`"
        first, last = at
        suggestion = (
            f"leave out `{pair.s.text[pair.s.tokens[first].start : pair.s.tokens[last].end]}`"
        )
    else:
        first = last = clause.verb if clause.verb >= 0 else index
        message = f"the passage denies this: `{pair.around(there)}`"
        suggestion = "keep the passage's denial"
    return pair.finding("claim-polarity", "error", first, last, message, there, suggestion)


def _kept_subject(pair: Pair, clause: Clause) -> frozenset[str]:
    """The nouns that deny and are what both clauses are about: `The exemption applies` for `The
    exemption will not apply`."""
    return frozenset(
        pair.s.tokens[i].fold
        for i in range(*clause.subject)
        if pair.s.tokens[i].fold in DENYING_WORDS
        and any(
            pair.p.tokens[there].fold == pair.s.tokens[i].fold
            and there in range(*pair.p.clauses[pair.p.clause_of[there]].subject)
            for there in pair.found(i)
        )
    )


def _still_to_come(pair: Pair, clause: Clause, differ: list[tuple[int, int]]) -> bool:
    """`has yet to be deposited`, `has not yet been` for `will be deposited`."""
    if not any(pair.s.tokens[i].fold == "yet" for i in range(clause.start, clause.end)):
        return False
    return any(
        pair.p.tokens[i].fold in ("will", "would", "shall", "to", "plans", "intends", "awaits")
        for _, there in differ
        for i in range(max(0, there - 4), there)
    )


_DISMISSING = frozenset(
    "denied denies rejected rejects dismissed dismisses disputed disputes refuted untrue".split()
)


def _denies_a_report(pair: Pair, clause: Clause) -> bool:
    """Whether a clause stands under `denied reports that`, and the passages deny something."""
    tokens = pair.s.tokens
    lead = {t.fold for t in tokens[max(0, clause.start - 5) : clause.start]}
    return (
        tokens[clause.start].fold == "that"
        and bool(lead & _DISMISSING)
        and bool(pair.p.folds & _DISMISSING)
    )


def _under_denial(pair: Pair, there: int) -> bool:
    """Whether a word of the passages stands in a `that` clause of what is denied: `finds no
    evidence that he acted`."""
    number = pair.p.clause_of[there]
    clause = pair.p.clauses[number]
    if not number or pair.p.tokens[clause.start].fold != "that":
        return False
    before = pair.p.clauses[number - 1]
    return before.sentence == clause.sentence and before.denied


def _verbatim(pair: Pair, clause: Clause) -> bool:
    """Whether most words of a clause are the passage's own."""
    words = [i for i in range(clause.start, clause.end) if pair.s.tokens[i].content]
    own = sum(1 for i in words if i in pair.aligned)
    return own >= 0.7 * len(words)


def _same_denial(pair: Pair, clause: Clause, there: int) -> bool:
    """Whether the word that denies stands in the other text too, in another form: `dismissing` for
    `was dismissed`, `calls to resign were rejected`."""
    other = pair.p.clauses[pair.p.clause_of[there]]
    mine = _deniers(pair.s, clause)
    theirs = _deniers(pair.p, other)
    if clause.denied:
        low, high = pair.p.sentence_ranges[other.sentence]
        return bool(mine) and mine <= {pair.p.tokens[i].stem for i in range(low, high)}
    return bool(theirs) and theirs <= {t.stem for t in pair.s.tokens}


def _deniers(reading: Reading, clause: Clause) -> set[str]:
    """The stems of the words that deny a clause; of `ruled out` that of the verb."""
    found = set()
    for at in range(clause.start, clause.end):
        if reading.tokens[at].fold in starts(o.DENIALS):
            phrase = phrase_at(reading.tokens, at, o.DENIALS)
            if phrase is not None and (phrase[1] == 1 or phrase[0] == "clause"):
                found.add(reading.tokens[at].stem)
    return found


def _short_denial(pair: Pair, clause: Clause) -> int | None:
    """Where the passages deny in few words what they said before of another: `Brenn has not.`"""
    for index in range(*clause.subject):
        if not pair.s.tokens[index].capital:
            continue
        for there in pair.found(index):
            if pair.p.tokens[there].stem != pair.s.tokens[index].stem:
                continue
            other = pair.p.clauses[pair.p.clause_of[there]]
            words = sum(pair.p.tokens[i].content for i in range(other.start, other.end))
            if (
                other.denied
                and words <= 2
                and any(pair.p.tokens[i].fold == "not" for i in range(other.start, other.end))
            ):
                return there
    return None


def _short(pair: Pair, clause: Clause) -> Finding | None:
    if clause.denied:
        return None
    there = _short_denial(pair, clause)
    if there is None:
        return None
    return pair.finding(
        "claim-polarity",
        "error",
        clause.start,
        max(clause.start, clause.verb),
        f"the passage denies this: `{pair.around(there)}`",
        there,
        "keep the passage's denial",
    )


def _denial(pair: Pair, clause: Clause) -> tuple[int, int]:
    for at in range(clause.start, clause.end):
        found = phrase_at(pair.s.tokens, at, o.DENIALS)
        if found is not None and found[0] != "keep":
            return at, at + found[1] - 1
    return clause.start, clause.start


def _opposed(pair: Pair, clause: Clause, there: int) -> bool:
    """Whether a word of the clause that the passages lack has its opposite near the place there."""
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    theirs = [t.stem for t in pair.p.tokens[low:high] if t.content and (t.fold,) not in o.DENIALS]
    if left_as_it_was(pair, clause.verb):
        return True  # "the rate was not cut" for "left its rate at 6 per cent"
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if (token.fold,) in o.DENIALS:
            continue
        if (
            token.content
            and not pair.found(index)
            and any(contrary(token.stem, stem) for stem in theirs)
        ):
            return True
    return False


def _phrases(pair: Pair) -> Iterator[Finding]:
    """`with` for `without`, `a lack of` dropped: denials that govern the words after them only."""
    parts, theirs = pair.s.tokens, pair.p.tokens
    for index in pair.s.content:
        there = pair.aligned.get(index)
        if there is None:
            continue
        mine = _phrase(parts, index)
        other = _phrase(theirs, there)
        if mine == "without" and pair.p.folds & {"none", "unless"} and "if" in pair.p.folds:
            continue  # "without an objection" for "if none is received"
        if mine == other or any(
            _phrase(theirs, at) == mine
            for at in pair.found(index)
            if pair.context(index, at) >= 0.8 * pair.context(index, there)
        ):
            continue
        if pair.context(index, there) < 0.25 or theirs[there].stem != parts[index].stem:
            continue
        clause = pair.p.clauses[pair.p.clause_of[there]]
        if mine and any(
            theirs[i].fold in _TAKEN_AWAY or theirs[i].fold in _NEGATIVE
            for i in range(clause.start, clause.end)
        ):
            continue  # "left without power" for "cut power to"
        if _wholly(pair.s, index) or _wholly(pair.p, there):
            continue
        at = mine or other
        yield pair.finding(
            "claim-polarity",
            "error",
            index,
            index,
            f"the sentence says `{at}` here and the passage does not"
            if mine
            else f"the passage says `{at}` here and the sentence does not",
            there,
            "keep the passage's denial",
        )
        return


_TAKEN_AWAY = frozenset(
    """
    dried shortage slump slumped weak few scarce missing absent cut cuts cutting lost lose loses
    unemployed jobless dropped fled
    """.split()
)


def _wholly(reading: Reading, index: int) -> bool:
    """Whether the clause of a word is denied, and not merely a phrase with `without`."""
    clause = reading.clauses[reading.clause_of[index]]
    return clause.denied and (reading.tokens[clause.start].fold,) not in o.DENIES_PHRASE


def _phrase(parts: tuple[Token, ...], index: int) -> str:
    """The denial of a phrase right before a word: `without`, `lack of`, `non-`."""
    for step in range(index - 1, max(-1, index - 5), -1):
        token = parts[step]
        if token.kind == "mark" and token.text not in "-‐‑–":
            return ""
        if (token.fold,) in o.DENIES_PHRASE:
            if token.fold == "non" and step != index - 2:
                return ""
            if token.fold in ("against", "minus", "except", "excluding"):
                return ""
            return token.fold
        if token.content and step != index - 1:
            return ""
    return ""
