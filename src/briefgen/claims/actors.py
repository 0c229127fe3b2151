"""Who does what a clause says: its subject, or whom a pronoun, an office, a passive stands for."""

from __future__ import annotations

from briefgen.claims.clauses import Clause
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import MONTHS, WEEKDAYS
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import Token
from briefgen.record import record


@record
class Actor:
    """Who does what a clause says: keys of the names in its subject, and how many act."""

    names: frozenset[str]
    words: tuple[str, ...]
    many: bool
    one: bool
    first: int
    last: int


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
    under = None
    for other in reversed(reading.clauses[max(0, number - 3) : number]):
        if other.verb >= 0 and not other.passive and not other.inherits:
            found = _actor(reading, *other.subject)
            if found is None or not found.names or found.many:
                continue
            if other.sentence == clause.sentence or (
                reading.tokens[other.start].fold not in ("that", "which", "who", *_UNDER)
            ):
                return found
            under = under or found  # "It found that Florin was at fault. It rejected ..."
    return under


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
    embassy embassies consulate
    representative representatives majesty majesty's majesty’s excellency highness
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


def agent_of(reading: Reading, verb: int) -> Actor | None:
    """Who stands after `by` right behind a participle."""
    after = verb + 1
    if after + 2 < len(reading.tokens) and reading.tokens[after].fold in ("for", "out", "up", "on"):
        after += reading.tokens[after + 1].fold == "by"  # "paid for by Florin"
    if after + 1 < len(reading.tokens) and reading.tokens[after].fold == "by":
        return _actor(reading, after + 1, min(len(reading.tokens), after + 9), stop=True)
    return None
