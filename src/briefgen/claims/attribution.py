"""The rule of attribution: who does, says and undertakes it, and towards whom."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.actors import Actor, actor, agent_of
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.names import acronym
from briefgen.claims.quotations import associated
from briefgen.claims.reading import Reading

_OPERATIVE = 0.35


def attribution(pair: Pair) -> Iterator[Finding]:
    """What one side says, does or undertakes is not printed as both sides', or the other's; who
    gives and
    who receives (`from`, `to`, `by`, `with`) are not exchanged."""
    for clause in pair.s.clauses:
        if clause.verb < 0 or (pair.loose and pair.s.tokens[clause.verb].fold not in pair.p.folds):
            continue
        mine = actor(pair.s, clause)
        if mine is None:
            continue
        finding = _compare(pair, clause, mine)
        if finding is not None and not pair.verbatim(clause.start, clause.end):
            yield finding
            return


def _rivals(pair: Pair, clause: Clause) -> list[tuple[float, Clause]]:
    """The passages' clauses that say the same, best first."""
    tokens = pair.s.tokens
    scores: dict[int, float] = {}
    total = 0.0
    others: set[int] = set()  # the clauses that have more of it than the verb
    start = clause.subject[1]
    for index in range(start, _reach(pair.s, clause)):
        token = tokens[index]
        if not token.content:
            continue
        w = 0.5 if token.capital else 1.0
        total += w
        for number in {pair.p.clause_of[there] for there in pair.found(index)}:
            scores[number] = scores.get(number, 0.0) + w
            if index != clause.verb:
                others.update((number - 1, number, number + 1))
    if not total:
        return []
    found = []
    for number, score in scores.items():
        if others and number not in others:
            continue
        other = pair.p.clauses[number]
        # the verb's complement may stand in a clause of its own (`that ...`): add the next
        following = (
            scores.get(number + 1, 0.0)
            if number + 1 < len(pair.p.clauses)
            and (pair.p.clauses[number + 1].sentence == other.sentence)
            else 0.0
        )
        bonus = 0.0
        if other.verb >= 0 and alike(pair.p.tokens[other.verb].stem, tokens[clause.verb].stem):
            bonus = 0.6 + (
                0.4 if pair.p.tokens[other.verb].stem == tokens[clause.verb].stem else 0.0
            )
        found.append(((score + 0.3 * following + bonus) / (total + 1.0), other))
    found.sort(key=lambda entry: (-entry[0], entry[1].start))
    return found


def _reach(reading: Reading, clause: Clause) -> int:
    """The end of a clause, or of the `that` clause it governs."""
    end = clause.end
    if (
        end < len(reading.tokens)
        and reading.tokens[end].fold == "that"
        and (reading.sentence_of[end] == clause.sentence)
    ):
        number = reading.clause_of[end]
        end = reading.clauses[number].end
    return end


def _compare(pair: Pair, clause: Clause, mine: Actor) -> Finding | None:
    rivals = _rivals(pair, clause)
    if not rivals:
        return _speaker(pair, clause, mine)
    if pair.s.tokens[clause.verb].fold in o.SAYING and rivals[0][0] >= _OPERATIVE:
        saying = _saying_beside(pair, rivals[0][1])
        if saying is not None and (mine.names or mine.many):
            theirs = actor(pair.p, saying, True)
            if theirs is None or not (theirs.names or theirs.many):
                return None
            said = _verdict(pair, mine, theirs)
            if said is None:
                return None
            return pair.finding(
                "claim-attribution",
                "warning" if said[0] == "warning" else "error",
                mine.first,
                mine.last,
                said[1],
                theirs.first,
                "name the speaker as the passage does",
            )
    if rivals[0][0] < _OPERATIVE or _owned(pair, clause, rivals[0][1]):
        return None
    place = pair.aligned.get(clause.verb)
    if place is not None and pair.p.tokens[place].stem == pair.s.tokens[clause.verb].stem:
        own = pair.p.clauses[pair.p.clause_of[place]]
        theirs = actor(pair.p, own, True) if own.verb == place else None
        if (
            theirs is not None
            and mine.many == theirs.many
            and not theirs.names.isdisjoint(mine.names)
        ):
            return None
        if (
            own.verb == place
            and own.passive
            and not clause.passive
            and (
                pair.p.tokens[place].fold == pair.s.tokens[clause.verb].fold
                and agent_of(pair.p, place) is None
            )
        ):
            return None  # "The invitation was accepted": by whom, is not said
    worst: tuple[str, str, Actor] | None = None
    agent = None if place is None else agent_of(pair.p, place)
    if agent is not None and not agent.names.isdisjoint(mine.names):
        return None  # "to be hosted by Ombria"
    if agent is not None and agent.names and not agent.many and mine.names and not mine.many:
        said = _verdict(pair, mine, agent)
        if said is not None:
            return pair.finding(
                "claim-attribution",
                "error",
                mine.first,
                mine.last,
                said[1],
                agent.first,
                "name the actor as the passage does",
            )
    for score, other in rivals[:4]:
        if score < 0.85 * rivals[0][0]:
            break
        together = mine.many and not mine.names and score >= 0.5 and _alone(pair, other)
        if other.verb >= 0 and not _same_act(pair, clause, other) and not together:
            return None
        theirs = actor(pair.p, other, True) if other.verb >= 0 else None
        if theirs is None:
            if other.verb < 0 or not other.passive:
                return None
            continue
        verdict = _verdict(pair, mine, theirs)
        if verdict is None:
            return None
        if worst is None:
            worst = (*verdict, theirs)
    if worst is None:
        return None
    severity, message, theirs = worst
    return pair.finding(
        "claim-attribution",
        "warning" if severity == "warning" else "error",
        mine.first,
        mine.last,
        message,
        theirs.first,
        "name the actor as the passage does",
    )


def _owned(pair: Pair, clause: Clause, other: Clause) -> bool:
    """Whether the sentence gives the passage's deed to its actor as a noun: `Lenia has not accepted
    Norvik's offer` for `Norvik offered`."""
    mine = actor(pair.s, clause)
    if mine is not None and clause.verb >= 0:
        deed = pair.s.tokens[clause.verb].stem
        for at in range(other.start, other.end - 2):
            if pair.p.tokens[at + 1].fold in ("of", "by", "from") and (
                alike(pair.p.tokens[at].stem, deed)
                and any(
                    not mine.names.isdisjoint(pair.p.keys[i])
                    for i in range(at + 2, min(at + 6, other.end))
                )
            ):
                return True  # "Florin asked" for "at the request of Florin"
    theirs = actor(pair.p, other, True)
    if theirs is None or other.verb < 0:
        return False
    tokens, deed = pair.s.tokens, pair.p.tokens[other.verb].stem
    for at in range(clause.verb + 1, _reach(pair.s, clause) - 1):
        if not alike(tokens[at].stem, deed):
            continue
        beside = range(0)
        if tokens[at - 1].text.endswith(("'s", "’s", "s'", "s’")):
            beside = range(at - 1, at)
        elif tokens[at + 1].fold in ("of", "by", "from"):
            beside = range(at + 2, min(at + 5, len(tokens)))
        if any(not theirs.names.isdisjoint(pair.s.keys[i]) for i in beside):
            return True
    return False


def _alone(pair: Pair, other: Clause) -> bool:
    """Whether nothing in the passage's sentence speaks of several acting together."""
    low, high = pair.p.sentence_ranges[other.sentence]
    return not any(
        not pair.p.tokens[i].capital
        and (pair.p.tokens[i].fold in o.COLLECTIVE or pair.p.tokens[i].fold in ("joint", "mutual"))
        for i in range(low, high)
    )


def _saying_beside(pair: Pair, other: Clause) -> Clause | None:
    """The clause of saying that governs a passage's clause: right before it, or right after."""
    tokens = pair.p.tokens
    if other.verb >= 0 and tokens[other.verb].fold in o.SAYING:
        return other
    number = pair.p.clause_of[other.start]
    for step in (number - 1, number + 1):
        if 0 <= step < len(pair.p.clauses):
            beside = pair.p.clauses[step]
            if (
                beside.sentence == other.sentence
                and beside.verb >= 0
                and tokens[beside.verb].fold in o.SAYING
                and (step < number or beside.end - beside.start <= 8)
            ):
                return beside
    return None


_TAKING_TO = frozenset(
    "has have had began continued failed needs wants wanted managed helped went".split()
)


def _same_act(pair: Pair, clause: Clause, other: Clause) -> bool:
    """Whether two clauses tell of the same act, so that their actors must be the same; `receive`
    and
    `lend` have each other's."""
    mine, theirs = pair.s.tokens[clause.verb], pair.p.tokens[other.verb]
    if (theirs.fold,) in o.COMMITMENT or theirs.fold in _TAKING_TO:
        # "will convene" for "agreed to convene"
        place = next(
            (i for i in range(other.verb + 1, other.end) if pair.p.tokens[i].stem == mine.stem),
            None,
        )
        subject = {
            pair.s.tokens[i].stem for i in range(*clause.subject) if pair.s.tokens[i].capital
        }
        if place is not None and not any(
            pair.p.tokens[i].stem in subject for i in range(other.verb, place)
        ):
            return True
    if other.passive and not clause.passive and clause.verb not in pair.aligned:
        # "the motion had been brought by Florin" for "Guilder tabled the motion"
        after = next((i for i in pair.s.content if i > clause.verb), None)
        place = -1 if after is None else pair.aligned.get(after, -1)
        if other.subject[0] <= place < other.subject[1]:
            return True
    if alike(mine.stem, theirs.stem) or {mine.stem, theirs.stem} <= {"be", "become", "remain"}:
        return True
    if mine.fold in o.SAYING and theirs.fold in o.SAYING:
        return True
    return (mine.fold,) in o.COMMITMENT and (theirs.fold,) in o.COMMITMENT


def _speaker(pair: Pair, clause: Clause, mine: Actor) -> Finding | None:
    """`..., a Freedonian official said`: the one who says so in the passage's sentence."""
    if (
        pair.s.tokens[clause.verb].fold not in o.SAYING
        or not mine.names
        or pair.nearest_sentence < 0
    ):
        return None
    theirs = [
        found
        for other in pair.p.clauses
        if other.sentence == pair.nearest_sentence
        and other.verb >= 0
        and pair.p.tokens[other.verb].fold in o.SAYING
        and (found := actor(pair.p, other, True)) is not None
        and found.names
    ]
    if not theirs or any(
        not mine.names.isdisjoint(found.names)
        or associated(pair, set(mine.names), set(found.names))
        for found in theirs
    ):
        return None
    if not _known(pair, mine):
        return None
    return pair.finding(
        "claim-attribution",
        "error",
        mine.first,
        mine.last,
        f"in the passage `{' '.join(theirs[0].words)}` says this",
        theirs[0].first,
        "name the speaker as the passage does",
    )


def _verdict(pair: Pair, mine: Actor, theirs: Actor) -> tuple[str, str] | None:
    """What is wrong with an actor beside the passage's, or None."""
    said = (
        " ".join(theirs.words)
        or pair.p.text[pair.p.tokens[theirs.first].start : pair.p.tokens[theirs.last].end]
    )
    if mine.names and theirs.names:
        if mine.names.isdisjoint(theirs.names):
            if associated(pair, set(mine.names), set(theirs.names)) or not _known(pair, mine):
                return None
            if any(w.isupper() and len(w) > 1 and acronym(pair.p, w) for w in mine.words):
                return None
            return "error", f"in the passage this is `{said}`, not `{' '.join(mine.words)}`"
        if mine.many and not theirs.many and _extra(pair, mine, theirs):
            return "error", f"in the passage `{said}` alone does this"
        if (
            theirs.many
            and not mine.many
            and not theirs.names <= mine.names
            and _extra(pair, theirs, mine)
        ):
            return "warning", f"in the passage `{said}` do this together"
        return None
    if mine.many and not mine.names and theirs.names and not theirs.many:
        return "error", f"in the passage `{said}` alone does this"
    nouns = [token.fold for token in pair.s.tokens[mine.last : mine.last + 2]]
    if any(noun in o.COLLECTIVE and noun.endswith("s") for noun in nouns):
        return None  # "two Civic Union members" for "two members of the Civic Union"
    if mine.names and not mine.many and not theirs.names and theirs.many:
        return "warning", f"in the passage this is `{said}`, not `{' '.join(mine.words)}` alone"
    if mine.many and not mine.names and not theirs.names and theirs.one and not theirs.many:
        return None
    return None


def _known(pair: Pair, mine: Actor) -> bool:
    """Whether the passages name the sentence's actor at all (else the rule of names speaks)."""
    return any(key in pair.p.where for key in mine.names)


def _extra(pair: Pair, more: Actor, less: Actor) -> bool:
    """Whether one actor has a country or person that the other lacks: not merely a title."""
    rest = {key for key in more.names - less.names if key[:1] == "^"}
    if not rest:
        return False
    return not associated(pair, rest, set(less.names))
