"""The rules of polarity: denials, and words that exclude one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.attribution import actor, is_name
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.governing import phrase_at
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.free import DENYING_WORDS
from briefgen.claims.lexicon.relations import alike, contraries, contrary, in_fields, same_cell
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import Token


def polarity(pair: Pair) -> Iterator[Finding]:
    """A denial (`not`, `no`, `failed to`, `refused`, `ruled out`, `without`) is neither dropped
    nor added,
    and no word is turned into its opposite (increase, decrease; import, export; before, after)."""
    denied: list[Finding] = []
    for clause in pair.s.clauses:
        finding = _denied(pair, clause)
        if finding is not None:
            denied.append(finding)
    yield from denied
    if not denied:
        yield from _phrases(pair)
    yield from _opposites(pair, bool(denied))
    yield from _main_verbs(pair)


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
        or ((pair.p.tokens[verb].fold,) in o.DENIALS)
    )


def _shares(pair: Pair, clause: Clause) -> float:
    """What the words of a clause weigh together, its verb and denials left out."""
    total = 0.0
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if token.content and index != clause.verb and (token.fold,) not in o.DENIALS:
            total += 0.25 if token.capital and index else 1.0
    return total


_SUPPOSED = frozenset("once if when after until unless before whether".split())


def _denied(pair: Pair, clause: Clause) -> Finding | None:
    if not clause.denied and any(
        pair.s.tokens[i].fold in _NEGATIVE for i in range(clause.start, clause.end)
    ):
        return None  # "warships are exempt" for "it does not apply to warships"
    if pair.s.tokens[clause.start].fold in _SUPPOSED:
        return None
    differ: list[tuple[int, int]] = []
    same = 0.0
    weight = 0.0
    for index in range(clause.start, clause.end):
        token = pair.s.tokens[index]
        if not token.content or index not in pair.aligned:
            continue
        there = pair.aligned[index]
        theirs = pair.p.clauses[pair.p.clause_of[there]].denied
        share = 0.25 if token.capital and (index or is_name(pair.s, index)) else 1.5 if index == clause.verb else 1.0
        if pair.p.tokens[there].stem != token.stem:
            share *= 0.5
        if theirs == clause.denied:
            same += share
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
    if clause.denied and _short_denial(pair, clause) is not None:
        return None
    number = pair.p.clauses[pair.p.clause_of[differ[0][1]]]
    other = range(number.start, number.end) if clause.denied else ()
    mine = () if clause.denied else range(clause.start, clause.end)
    if any(pair.p.tokens[i].fold in DENYING_WORDS for i in other) or any(
        pair.s.tokens[i].fold in DENYING_WORDS for i in mine
    ):
        return None  # the same in another word that denies
    if not _verbatim(pair, clause):
        return None  # a free paraphrase: `denials` looks at the words right behind a denial
    if "first" in pair.p.folds and pair.s.folds & {"since", "before", "ever", "previously"}:
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


def _verbatim(pair: Pair, clause: Clause) -> bool:
    """Whether most words of a clause are the passage's own."""
    words = [i for i in range(clause.start, clause.end) if pair.s.tokens[i].content]
    own = sum(
        1
        for i in words
        if i in pair.aligned
    )
    return own >= 0.7 * len(words)


def _same_denial(pair: Pair, clause: Clause, there: int) -> bool:
    """Whether the word that denies stands in the other text too, in another form: `dismissing` for
    `was dismissed`, `calls to resign were rejected`."""
    other = pair.p.clauses[pair.p.clause_of[there]]
    mine = {
        pair.s.tokens[i].stem
        for i in range(clause.start, clause.end)
        if (pair.s.tokens[i].fold,) in o.DENIALS
    }
    theirs = {
        pair.p.tokens[i].stem
        for i in range(other.start, other.end)
        if (pair.p.tokens[i].fold,) in o.DENIALS
    }
    if clause.denied:
        low, high = pair.p.sentence_ranges[other.sentence]
        return bool(mine) and mine <= {pair.p.tokens[i].stem for i in range(low, high)}
    return bool(theirs) and theirs <= {t.stem for t in pair.s.tokens}


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


def _sentence(pair: Pair, there: int) -> list[Token]:
    low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    return list(pair.p.tokens[low:high])


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


_TAKEN_AWAY = frozenset("cut cuts cutting lost lose loses unemployed jobless dropped fled".split())


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


#: Small words that have a contrary: they are compared like nouns and verbs.
_SMALL = frozenset(
    """
    before after above below more less fewer up down against with without over under inside
    outside within beyond since including excluding except
    """.split()
) - {"with", "over", "under", "beyond"}
_SIDED = frozenset("before after since within outside inside without against up down".split())
#: Contraries that share a stem, by fold.
_FORMS = {
    "developing": "developed",
    "developed": "developing",
    "employers": "employees",
    "employees": "employers",
    "lenders": "borrowers",
    "borrowers": "lenders",
}


def _compared(reading: Reading) -> list[int]:
    return [
        i
        for i, token in enumerate(reading.tokens)
        if token.kind == "word"
        and (token.content or token.fold in _SMALL)
        and (in_fields(token.stem) or token.fold in _FORMS)
    ]


def _stems(reading: Reading) -> frozenset[str]:
    return frozenset(reading.tokens[i].stem for i in _compared(reading))


def _opposites(pair: Pair, denied: bool) -> Iterator[Finding]:
    """A word whose contrary the passage has in its place."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    candidates = pair.p.once(_compared)
    there_stems = pair.p.once(_stems)
    compared = _compared(pair.s)
    if not compared or not candidates:
        return
    mine_stems = {tokens[i].stem for i in compared} | {
        tokens[i].stem for i in pair.s.content
    }
    for index in compared:
        token = tokens[index]
        if token.fold not in _FORMS and contraries(token.stem).isdisjoint(there_stems):
            continue
        if not token.content and index and tokens[index - 1].fold in ("no", "not"):
            continue  # "no fewer than"
        other_form = _FORMS.get(token.fold)
        if other_form is not None:
            if other_form in pair.p.folds and token.fold not in pair.p.folds:
                there = next(i for i, t in enumerate(theirs) if t.fold == other_form)
                yield _instead(pair, index, there)
            continue
        places = [
            there
            for there in candidates
            if contrary(token.stem, theirs[there].stem) and not _in_name(pair, there, index)
        ]
        if not places:
            continue
        there = max(places, key=lambda at: (pair.context(index, at), -at))
        near = pair.context(index, there)
        other = theirs[there]
        alike_places = (
            pair.found(index)
            if token.content
            else [i for i in candidates if theirs[i].fold == token.fold]
        )
        # a word that merely may stand for it weighs less than the word itself
        held = max(
            (
                pair.context(index, at) * (1.0 if theirs[at].stem == token.stem else 0.7)
                for at in alike_places
            ),
            default=-1.0,
        )
        held = max(
            held,
            max(
                (
                    0.7 * pair.context(index, at)
                    for at in candidates
                    if same_cell(token.stem, theirs[at].stem, other.stem)
                ),
                default=-1.0,
            ),
        )
        if token.content and near >= 0.3 and _between_same(pair, index, there):
            pass
        elif held >= 0:
            if near < (0.3 if token.stem in pair.p.where else 0.24) or held >= 0.66 * near:
                continue
            if other.stem in mine_stems and not _swapped(pair, index, there):
                continue
        else:
            if not _between_same(pair, index, there) and any(
                theirs[at].fold.endswith(token.fold) and same_cell(token.stem, theirs[at].stem, other.stem)
                for at in candidates
                if pair.p.sentence_of[at] == pair.p.sentence_of[there]
            ):
                continue  # "open again" for "urged it to reopen" beside "the closure"
            if other.stem in mine_stems or any(
                alike(other.stem, tokens[i].stem) and pair.aligned.get(i) == there
                for i in pair.s.content
            ):
                continue
            if near < (0.2 if token.content else 0.15 if token.fold in _SIDED else 0.3):
                continue
        mine_clause = pair.s.clauses[pair.s.clause_of[index]]
        their_clause = pair.p.clauses[pair.p.clause_of[there]]
        mine_denied = mine_clause.denied != ((token.fold,) in o.DENIALS)
        their_denied = their_clause.denied != ((other.fold,) in o.DENIALS)
        if mine_denied != their_denied and token.content:
            continue
        if token.fold in _SIDED and not _same_side(pair, index, there):
            continue
        if _converse(pair, index, there):
            continue
        yield _instead(pair, index, there)


def _between_same(pair: Pair, index: int, there: int) -> bool:
    """Whether the content words before and after two words are the same, and the sentence's word
    stands nowhere else in such company."""
    if any(
        pair.p.tokens[i].stem == pair.s.tokens[index].stem and _neighbours(pair, index, i)
        for i in pair.found(index)
    ):
        return False
    return _neighbours(pair, index, there) == 2


def _neighbours(pair: Pair, index: int, there: int) -> int:
    """How many of the content words right before and after are the same."""
    mine, theirs = pair.s.content, pair.p.content
    at, place = bisect_left(mine, index), bisect_left(theirs, there)
    return sum(
        0 <= at + step < len(mine)
        and 0 <= place + step < len(theirs)
        and theirs[place + step] in pair.found(mine[at + step])
        for step in (-1, 1)
    )


def _main_verbs(pair: Pair) -> Iterator[Finding]:
    """The verb of a clause is the contrary of the verb of the passage's clause that says the rest,
    wherever the two stand: `the sale is permitted` for `prohibits the sale`."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or not tokens[at].content or not in_fields(tokens[at].stem) or pair.found(at):
            continue
        votes: dict[int, int] = {}
        total = 0
        for index in range(clause.start, clause.end):
            if tokens[index].content and index in pair.aligned:
                total += 1
                number = pair.p.clause_of[pair.aligned[index]]
                votes[number] = votes.get(number, 0) + 1
        if total < 2:
            continue
        best = max(votes, key=lambda number: (votes[number], -number))
        other = pair.p.clauses[best]
        if votes[best] < 0.6 * total or other.verb < 0:
            continue
        there = other.verb
        if not contrary(tokens[at].stem, theirs[there].stem):
            continue
        if (clause.denied != ((tokens[at].fold,) in o.DENIALS)) != (
            other.denied != ((theirs[there].fold,) in o.DENIALS)
        ):
            continue
        if any(pair.aligned.get(i) == there for i in pair.s.content) or _converse(
            pair, at, there
        ):
            continue
        yield _instead(pair, at, there)
        return


def _same_side(pair: Pair, index: int, there: int) -> bool:
    """Whether the content word after two small words is the same (for `up` and `down` also the
    one before)."""
    mine = next((i for i in pair.s.content if i > index), None)
    theirs = next((i for i in pair.p.content if i > there), None)
    if mine is not None and theirs is not None and theirs in pair.found(mine):
        return True
    if pair.s.tokens[index].fold in ("before", "after", "since", "for"):
        return False
    mine = next((i for i in reversed(pair.s.content) if i < index), None)
    theirs = next((i for i in reversed(pair.p.content) if i < there), None)
    return mine is not None and theirs is not None and theirs in pair.found(mine)


_CONVERSE = (
    frozenset(("lend", "borrow")),
    frozenset(("buy", "sell")),
    frozenset(("import", "export")),
    frozenset(("win", "lose")),
    frozenset(("give", "receive")),
    frozenset(("receive", "provide")),
    frozenset(("receive", "send")),
)


def _converse(pair: Pair, index: int, there: int) -> bool:
    """`A borrows from B` for `B lends A`: the contrary verb with the other actor is the same
    fact."""
    if frozenset((pair.s.tokens[index].stem, pair.p.tokens[there].stem)) not in _CONVERSE:
        return False
    mine = actor(pair.s, pair.s.clauses[pair.s.clause_of[index]])
    theirs = actor(pair.p, pair.p.clauses[pair.p.clause_of[there]], True)
    return mine is not None and theirs is not None and mine.names.isdisjoint(theirs.names)


def _instead(pair: Pair, index: int, there: int) -> Finding:
    mine, other = pair.s.tokens[index].text, pair.p.tokens[there].text
    return pair.finding(
        "claim-polarity",
        "error",
        index,
        index,
        f"the passage says `{other}`, not `{mine}`",
        there,
        f"write `{other}`",
    )


def _in_name(pair: Pair, there: int, index: int) -> bool:
    """Whether one of the two is part of a longer name and the other is not."""
    before = pair.p.tokens[there - 1] if there else None
    return (
        pair.p.tokens[there].capital
        and not pair.s.tokens[index].capital
        and (before is not None and before.capital and before.content)
    )


def _swapped(pair: Pair, index: int, there: int) -> bool:
    """Whether the sentence has the other word too, and it fits the first word's place better."""
    other_stem = pair.p.tokens[there].stem
    mine_stem = pair.s.tokens[index].stem
    for other in pair.s.content:
        if pair.s.tokens[other].stem != other_stem:
            continue
        own = max((pair.context(other, at) for at in pair.found(other)), default=0.0)
        crossed = max(
            (
                pair.context(other, at)
                for at in pair.p.content
                if pair.p.tokens[at].stem == mine_stem
            ),
            default=0.0,
        )
        if crossed > own:
            return True
    return False
