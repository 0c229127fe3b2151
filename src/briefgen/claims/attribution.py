"""The rule of attribution: who does, says and undertakes it, and towards whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import MONTHS, WEEKDAYS
from briefgen.claims.lexicon.relations import alike, common_words
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.names import acronym
from briefgen.claims.quotations import associated
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import Token

_OPERATIVE = 0.35


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does what a clause says: keys of the names in its subject, and how many act."""

    names: frozenset[str]
    words: tuple[str, ...]
    many: bool
    one: bool
    first: int
    last: int


def attribution(pair: Pair) -> Iterator[Finding]:
    """What one side says, does or undertakes is not printed as both sides', or the other's; who
    gives and
    who receives (`from`, `to`, `by`, `with`) are not exchanged."""
    for clause in pair.s.clauses:
        if clause.verb < 0:
            continue
        mine = actor(pair.s, clause)
        if mine is None:
            continue
        finding = _compare(pair, clause, mine)
        if finding is not None:
            yield finding
            return


def actor(reading: Reading, clause: Clause, resolve: bool = False) -> Actor | None:
    """The actor of a clause, or that of the clause whose subject it shares; with `resolve`, what a
    pronoun stands for."""
    tokens = reading.tokens
    if clause.passive:
        for index in range(clause.verb + 1, clause.end):
            if tokens[index].fold == "by":
                return _actor(reading, index + 1, min(clause.end, index + 9), stop=True)
            if tokens[index].text in ".;":
                break
        return None
    start, end = clause.subject
    relative = tokens[start].fold in ("which", "whom", "that") and start + 1 < end
    if relative and is_name(reading, start + 1):
        return _actor(reading, start + 1, end)  # "a fund which Qalat will host"
    if tokens[start].fold in ("which", "who"):
        return _antecedent(reading, start) if end - start <= 2 else None
    if tokens[start].fold in ("that", "whose", "whom", "where") and end - start <= 1:
        return None
    if clause.inherits or end <= start:
        left = _interrupted(reading, clause)
        if left is not None:
            return _actor(reading, left.start, left.end)
        before = [
            c
            for c in reading.clauses
            if c.sentence == clause.sentence and c.end <= clause.start and c.verb >= 0
        ]
        for other in reversed(before):
            if not other.inherits and tokens[other.subject[0]].fold not in ("which", "who", "that"):
                if other.passive:
                    continue  # "said no cases had been reported and asked ..."
                return actor(reading, other, resolve)
        return None
    found = _actor(reading, start, end)
    if found is None and resolve and any(tokens[i].fold == "they" for i in range(start, end)):
        return Actor(frozenset(), (), True, False, start, max(start, end - 1))
    if found is None and resolve:
        held = _holder(reading, start, end)
        if held is not None:
            return held
        pronouns = {tokens[i].fold for i in range(start, end)}
        if not pronouns.isdisjoint(_OWN) and not pronouns.isdisjoint(_BODIES):
            return _whose(reading, clause)
        if not pronouns.isdisjoint(("he", "she")):
            return _person(reading, clause)
        if not pronouns.isdisjoint(("it", "we", "i")):
            return _resolved(reading, clause)
    return found


def _interrupted(reading: Reading, clause: Clause) -> Clause | None:
    """The clause that a relative clause has cut off from its verb, which `clause` brings."""
    number = reading.clause_of[clause.start]
    if number < 2:
        return None
    relative, left = reading.clauses[number - 1], reading.clauses[number - 2]
    if reading.tokens[relative.start].fold not in ("which", "who", "whose", "where"):
        return None
    return left if left.verb < 0 and left.sentence == clause.sentence else None


def _holder(reading: Reading, start: int, end: int) -> Actor | None:
    """Whom a text names with the office that alone stands here: `the Deputy Secretary`."""
    tokens = reading.tokens
    words = [i for i in range(start, end) if tokens[i].content]
    if not words or any(not tokens[i].capital or tokens[i].fold not in _OFFICES for i in words):
        return None
    office = [tokens[i].fold for i in words]
    for index in range(len(tokens) - len(words)):
        if index in words or [t.fold for t in tokens[index : index + len(words)]] != office:
            continue
        at = index + len(words)
        last = at
        while last < len(tokens) and is_name(reading, last):
            last += 1
        if last > at:
            return _actor(reading, at, last)
    return None


_OWN = frozenset(("his", "her", "its", "their", "our", "my"))
_BODIES = frozenset("country government nation state ministry administration side".split())


def _whose(reading: Reading, clause: Clause) -> Actor | None:
    """Whose country it is that a speaker calls `his country`: the speaker's, by the names beside
    his own."""
    number = reading.clause_of[clause.start]
    if not number:
        return None
    before = reading.clauses[number - 1]
    if before.sentence != clause.sentence or before.verb < 0:
        return None
    tokens = reading.tokens
    if tokens[before.verb].fold not in o.SAYING:
        return None
    for index in range(*before.subject):
        if is_name(reading, index) and (
            tokens[index - 1].fold == "of"
            or tokens[index].text.endswith(("'s", "’s"))
            or tokens[index + 1].fold in _OFFICES
        ):
            return _actor(reading, index, index + 1)
    return None


_UNDER = frozenset("whether that if because unless although while when as after before".split())


def _person(reading: Reading, clause: Clause) -> Actor | None:
    """Who `he` or `she` is: the last subject before that says something or holds an office."""
    tokens = reading.tokens
    number = reading.clause_of[clause.start]
    for other in reversed(reading.clauses[max(0, number - 8) : number]):
        if other.verb < 0 or other.passive or other.inherits:
            continue
        if tokens[other.start].fold in _UNDER and other.sentence == clause.sentence:
            continue
        subject = range(*other.subject)
        holds = any(tokens[i].fold in _OFFICES or tokens[i].fold in _PERSONAL for i in subject)
        said = tokens[other.verb].fold in o.SAYING
        found = _actor(reading, *other.subject)
        if found is not None and found.names and not found.many:
            return found if holds or len(found.words) > 1 or said else None
    return None


_PERSONAL = frozenset("mr mrs ms dr sir lady shri smt prof".split())


def _antecedent(reading: Reading, start: int) -> Actor | None:
    """The name right before `, which` or `, who`."""
    tokens = reading.tokens
    at = start - 1
    while at >= 0 and tokens[at].kind == "mark":
        at -= 1
    first = at
    while first > 0 and tokens[first - 1].capital and tokens[first - 1].content:
        first -= 1
    return _actor(reading, first, at + 1) if at >= 0 and tokens[at].capital else None


def _resolved(reading: Reading, clause: Clause) -> Actor | None:
    """What `it`, `he` or `she` stands for: the subject of the clause before, or of the sentence
    before."""
    number = reading.clause_of[clause.start]
    for other in reversed(reading.clauses[max(0, number - 3) : number]):
        if other.verb >= 0 and not other.passive and not other.inherits:
            found = _actor(reading, *other.subject)
            if found is not None and found.names and not found.many:
                return found
    return None


_SKIPPED = frozenset(
    "with and but while although though when because that as also then , ".split()
) | {","}
_ENDS = frozenset(
    """
    in on at during under after before amid despite with from to through for against over within
    """.split()
)
#: Nouns that stand for whoever is named beside them.
_OFFICES = frozenset(
    """
    minister ministers ministry government president presidents premier leader leaders official
    officials delegation authorities spokesman spokeswoman spokesperson envoy ambassador secretary
    chancellor foreign prime defence finance trade deputy general chief head state king queen
    republic kingdom navy army parliament cabinet court bank company agency ministerial external
    affairs energy health interior education counterpart negotiator negotiators governor regional
    central people voters senior visiting both two side sides council commission diplomats
    diplomat military police firm group coast guard
    representative representatives
    """.split()
)
_NUMBERS = frozenset(CARDINALS) - {"two"}
_COUNTED = frozenset("other some many most several few certain more".split())


def _actor(reading: Reading, start: int, end: int, stop: bool = False) -> Actor | None:
    tokens = reading.tokens
    if (
        start + 2 < end
        and tokens[start].fold == "of"
        and tokens[start + 1].fold in ("which", "whom")
    ):
        start += 2
    while start < end and (tokens[start].fold in _SKIPPED or tokens[start].kind == "mark"):
        start += 1
    names: set[str] = set()
    words: list[str] = []
    many = one = office = False
    entities = 0
    first = last = -1
    previous_name = False
    reach = start
    for index in range(start, end):
        token = tokens[index]
        reach = index
        if index > start and token.fold in _ENDS:
            if stop or (not office and first >= 0):
                break
            if not office:
                return None
            if first >= 0 and token.fold not in ("from", "in"):
                break
        if token.kind == "mark":
            if token.text == "," and office and index + 1 < end and tokens[index + 1].capital:
                continue  # "Ostmark's chief prosecutor, Jan Morell, ..."
            if token.text == "," and first < 0 and not stop:
                continue  # "His predecessor, Dora Lenk, ..."
            if token.text in ",()" and (
                stop or token.text != "," or not _listed(tokens, index, end)
            ):
                break
            previous_name = previous_name and token.text in (".", "-", "–", "’")
            continue
        if token.fold == "party" and index > start and tokens[index - 1].fold in _ANY:
            many = True
            first = last = index
            continue
        if is_name(reading, index):
            names.update(k for k in reading.keys[index] if not k.startswith("~"))
            words.append(token.text)
            entities += not previous_name
            previous_name = True
            first = index if first < 0 else first
            last = index
            continue
        previous_name = False
        if (
            token.fold in o.COLLECTIVE
            and not (
                index and (tokens[index - 1].fold in _COUNTED or tokens[index - 1].fold in _NUMBERS)
            )
            and token.fold not in ("all", "each", "they", "either", "other")
            and not (
                token.fold == "two"
                and not (index + 1 < end and tokens[index + 1].fold in o.COLLECTIVE)
                and not (index and tokens[index - 1].fold == "the")
            )
        ):
            many = many or not names or token.fold in ("both", "jointly", "together")
            first = index if first < 0 else first
            last = index
        if token.fold in _OFFICES:
            office = True
            one = one or token.fold in o.ONE_SIDE
        elif token.content and not token.capital and not names:
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if (
                token.fold not in o.COLLECTIVE
                and following is not None
                and (following.fold in _ENDS or following.fold == "of")
            ):
                return None  # "trade with Guilder grew": a thing, not a side
    else:
        reach = end
    if first < 0:
        return None
    if not names and not many:
        return None
    counted = next((i for i in range(start, first) if tokens[i].fold in _NUMBERS), None)
    if counted is not None and names and any(tokens[i].fold == "of" for i in range(counted, first)):
        return Actor(
            frozenset(), (), True, False, first, last
        )  # "the five states of the Amber basin"
    joined = any(tokens[i].fold == "and" for i in range(first, last)) and entities >= 2
    if (
        names
        and office
        and entities == 1
        and many
        and not any(
            tokens[i].fold in ("both", "two", "jointly", "together") for i in range(start, end)
        )
    ):
        many = False
    if names and _possessive_thing(reading, start, reach):
        return None
    return Actor(frozenset(names), tuple(words), many or joined, one, first, last)


_ANY = frozenset(("either", "each", "every", "any", "all", "both", "no"))


def _listed(tokens: tuple[Token, ...], index: int, end: int) -> bool:
    """Whether a comma in a subject separates names of a list: `Zubrowka, Florin and Guilder`."""
    return (
        index + 1 < end
        and tokens[index + 1].capital
        and any(tokens[i].fold == "and" for i in range(index + 1, min(end, index + 8)))
    )


def _possessive_thing(reading: Reading, start: int, end: int) -> bool:
    """`Zubrowka's exports grew`: a thing of the name's does it; an office or body acts for the
    name."""
    tokens = reading.tokens
    last = end - 1
    while last > start and (not tokens[last].content or tokens[last].fold.endswith("ly")):
        last -= 1
    head = tokens[last]
    if head.capital or head.fold in _OFFICES or head.fold in o.COLLECTIVE or head.kind != "word":
        return False
    owner = next(
        (i for i in range(start, last) if tokens[i].text.endswith(("'s", "’s", "s'", "s’"))), None
    )
    return owner is not None


def is_name(reading: Reading, index: int) -> bool:
    """Whether a word is a name of its own: capitalised, no month or office, not just a sentence's
    first."""
    token = reading.tokens[index]
    if not (token.capital and token.content and token.kind == "word"):
        return False
    if (
        token.fold in MONTHS
        or token.fold in WEEKDAYS
        or token.fold in _OFFICES
        or token.fold in o.COLLECTIVE
    ):
        return False
    if token.stem in ("primeminister", "foreignminister"):
        return False
    if token.fold in ("party", "parties", "member") and not (
        index and reading.tokens[index - 1].capital and reading.tokens[index - 1].content
    ):
        return False  # "a Party" of an agreement
    first = (
        index == 0
        or reading.sentence_of[index] != reading.sentence_of[index - 1]
        or (reading.tokens[index - 1].text in "“\"‘'(:")
    )
    if not first:
        return True
    if token.fold in common_words() or token.fold.endswith(("ing", "makers", "workers")):
        return False
    return not any(t.fold == token.fold and not t.capital for t in reading.tokens) and not (
        token.fold.endswith("s")
        and not token.text.endswith(("'s", "’s"))
        and token.fold[:-1] in common_words()
    )


def _rivals(pair: Pair, clause: Clause) -> list[tuple[float, Clause]]:
    """The passages' clauses that say the same, best first."""
    tokens = pair.s.tokens
    scores: dict[int, float] = {}
    total = 0.0
    start = clause.subject[1]
    for index in range(start, _reach(pair.s, clause)):
        token = tokens[index]
        if not token.content:
            continue
        w = 0.5 if token.capital else 1.0
        total += w
        for number in {pair.p.clause_of[there] for there in pair.found(index)}:
            scores[number] = scores.get(number, 0.0) + w
    if not total:
        return []
    found = []
    for number, score in scores.items():
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
    if rivals[0][0] < _OPERATIVE:
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
    worst: tuple[str, str, Actor] | None = None
    agent = None if place is None else _agent(pair.p, place)
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


def _agent(reading: Reading, verb: int) -> Actor | None:
    """Who stands after `by` right behind a participle."""
    after = verb + 1
    if after + 1 < len(reading.tokens) and reading.tokens[after].fold == "by":
        return _actor(reading, after + 1, min(len(reading.tokens), after + 9), stop=True)
    return None


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
