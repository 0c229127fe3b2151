"""Who says so: the nouns and names of a verb of saying beside those of the passage."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.actors import is_name
from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import MONTHS, PERIODS, WEEKDAYS
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.lexicon.units import CARDINALS
from briefgen.claims.reading import Reading, quoted_ranges

#: Verbs of saying, expecting and judging, whose subject is whoever says, expects or judges so.
_TELLING = o.SAYING | frozenset(
    """
    expects expect expected believes believe believed predicts predicted forecasts estimates
    estimated complained complains accused accuses blamed blames attributed attributes promised
    promises pledged vowed demanded demands condemned condemns welcomed welcomes criticised
    criticises praised praises rejected rejects denied denies urged urges thinks considers
    regards see sees saw attribute maintains noted conceded concedes expressed voiced
    voices reaffirmed
    """.split()
) - {"according", "state", "call", "suggest", "note", "comment", "cite", "quote", "report"}
_PRONOUNS = frozenset("it he she they we i this that these who which".split())
#: Words for whoever acts for a government, a company or another body.
_BODIES = frozenset(
    """
    government ministry minister ministers official officials authorities spokesman spokeswoman
    spokesperson leader leaders president premier side sides country countries state statement
    report communique people delegation source sources party parties representative envoy
    department cabinet secretary chief head office company firm group agency council commission
    """.split()
)


def speakers(pair: Pair) -> Iterator[Finding]:
    """Who says, expects or blames something is who does so in the passage's sentence."""
    if pair.nearest_sentence < 0:
        return
    for verb, who in _said(pair.s):
        if all(pair.s.tokens[i].fold in _SOURCES for i in who) or any(
            pair.in_quotation(i) for i in (verb, *who)
        ):
            continue
        if any(pair.s.tokens[i].capital and not pair.found(i) for i in who):
            continue  # the rule of names
        said = set(_part(pair.s, verb)) - set(who)
        sentence = _sentence(pair, said, verb)
        if sentence < 0:
            continue
        theirs = list(_said(pair.p, sentence))
        stem = pair.s.tokens[verb].stem
        exact = [told for told in theirs if pair.p.tokens[told[0]].stem == stem]
        theirs = exact or theirs
        if not theirs or any(not words for _, words in theirs):
            continue
        if any(_same(pair, who, words) for _, words in theirs):
            continue
        overlap = _overlap(pair, said)
        most = max(overlap.values(), default=0)
        if any(
            _same(pair, who, others)
            for number, clause in enumerate(pair.p.clauses)
            if clause.sentence == sentence
            and clause.verb >= 0
            and 2 * overlap.get(number, 0) >= most
            and (not exact or clause.verb in {told for told, _ in exact})
            and (others := _people(pair.p, range(*clause.subject)))
        ):
            continue  # it does so there, in other words
        own = _part(pair.s, verb)
        if pair.verbatim(own.start, own.stop):
            continue
        first, last = min(who), max(who)
        yield pair.finding(
            "claim-attribution",
            "error",
            first,
            last,
            "in the passage this is said by `"
            + pair.p.text[
                pair.p.tokens[min(theirs[0][1])].start : pair.p.tokens[max(theirs[0][1])].end
            ]
            + "`",
            min(theirs[0][1]),
            "name the speaker as the passage does",
        )
        return


_APART = frozenset(("while", "whereas", "although", "though"))


def _part(reading: Reading, verb: int) -> range:
    """The part of a sentence that one teller answers for: up to a semicolon or `while`, and to the
    clause in which somebody else begins to tell something of his own."""
    low, high = reading.sentence_ranges[reading.sentence_of[verb]]
    quoted = quoted_ranges(reading.text) if high - low > 8 else ()
    for index in range(low, high):
        token = reading.tokens[index]
        if (token.text == ";" or token.fold in _APART) and not any(
            start <= token.start < end for start, end in quoted
        ):
            if index < verb:
                low = index + 1
            else:
                high = index
                break
    own = reading.clause_of[verb]
    tellers = [
        clause
        for number, clause in enumerate(reading.clauses)
        if low <= clause.start < high
        and clause.verb >= 0
        and not clause.inherits
        and not clause.passive
        and reading.tokens[clause.verb].fold in _TELLING
        and (number == own or any(reading.tokens[i].capital for i in range(*clause.subject)))
        and not (
            clause.start
            and number != own
            and (
                reading.tokens[clause.start].fold == "that"
                or reading.tokens[clause.start - 1].fold in o.SAYING
            )
        )
    ]
    if len(tellers) > 1 and tellers[0].start == low:
        for clause in tellers[1:]:
            if clause.start <= verb:
                low = clause.start
            else:
                high = min(high, clause.start)
    return range(low, high)


_SOURCES = frozenset("report article source text statement communique passage account".split())


def _overlap(pair: Pair, words: set[int]) -> dict[int, int]:
    """How many of the words stand in each of the passages' clauses."""
    counts: dict[int, int] = {}
    for index in pair.s.content:
        if index in words and index in pair.aligned:
            number = pair.p.clause_of[pair.aligned[index]]
            counts[number] = counts.get(number, 0) + 1
    return counts


def _sentence(pair: Pair, words: set[int], verb: int) -> int:
    """The passage's sentence in which most of what is said stands, or -1 where that is unclear."""
    counts: dict[int, float] = {}
    total = 0
    for index in pair.s.content:
        if index == verb or index not in words:
            continue
        total += 1
        stem = pair.s.tokens[index].stem
        exact = {pair.p.sentence_of[i] for i in pair.found(index) if pair.p.tokens[i].stem == stem}
        for number in exact or {pair.p.sentence_of[i] for i in pair.found(index)}:
            counts[number] = counts.get(number, 0.0) + (1.0 if exact else 0.6)
    if not counts or total < 2:
        return -1
    ranked = sorted(counts.values(), reverse=True)
    if ranked[0] < 0.5 * total:
        return -1
    if len(ranked) > 1 and ranked[1] > 0.7 * ranked[0]:
        stem = pair.s.tokens[verb].stem
        told = {pair.p.sentence_of[i] for i in pair.found(verb) if pair.p.tokens[i].stem == stem}
        told = {number for number in told if counts.get(number, 0.0) > 0.7 * ranked[0]}
        return told.pop() if len(told) == 1 else -1
    return max(counts, key=lambda number: counts[number])


def _said(reading: Reading, sentence: int | None = None) -> Iterator[tuple[int, list[int]]]:
    """Each verb of telling with the words for who tells; none where that is a pronoun."""
    tokens = reading.tokens
    for clause in reading.clauses:
        if sentence is not None and clause.sentence != sentence:
            continue
        at = clause.verb
        following = tokens[at + 1].fold if 0 <= at < len(tokens) - 1 else ""
        if following == "to" and tokens[at].fold in _PASSIVE:
            continue  # "a submarine believed to be ..."
        if at >= 0 and tokens[at].fold in _TELLING and not clause.passive:
            start = clause.subject[0]
            who = _people(reading, range(start, at))
            pronoun = any(tokens[i].fold in _PRONOUNS for i in range(start, at))
            if who and all(tokens[i].fold in ("report", "reports", "media") for i in who):
                continue
            if who and not pronoun:
                yield at, who
            elif sentence is not None and not clause.inherits:
                yield at, []
            elif sentence is not None and (who := _inherited(reading, clause)):
                yield at, who
        for at in range(clause.start, clause.end - 1):
            if (
                sentence is None
                and tokens[at].text.endswith(("'s", "’s"))
                and (tokens[at].capital and tokens[at + 1].fold in _ACTS_OF_SAYING)
            ):
                yield at + 1, [at]  # "Tokyo's statement"
            if tokens[at].fold == "according" and tokens[at + 1].fold == "to":
                who = _people(reading, range(at + 2, min(at + 11, len(tokens))))
                if who and tokens[at + 2].fold not in ("them", "him", "her", "it", "us"):
                    yield at, who


def _inherited(reading: Reading, clause: Clause) -> list[int]:
    """Who tells in a clause that shares the subject of the one before: `A disputes it and says`."""
    before = [
        c
        for c in reading.clauses
        if c.sentence == clause.sentence and c.end <= clause.start and c.verb >= 0
    ]
    if not before or before[-1].inherits or before[-1].passive:
        return []
    start, end = before[-1].subject
    if any(reading.tokens[i].fold in _PRONOUNS for i in range(start, end)):
        return []
    return _people(reading, range(start, end))


_PASSIVE = frozenset("believed expected thought said reported".split())
_ACTS_OF_SAYING = frozenset(
    """
    statement statements reaffirmation remark remarks announcement pledge warning promise
    assurance reiteration
    """.split()
)
_STOPS = frozenset(
    """
    in on at after before during from with for by to while when as that who which and but said
    """.split()
)


def _people(reading: Reading, indices: range) -> list[int]:
    """The content words of a noun phrase for people, up to a comma or another phrase."""
    found: list[int] = []
    for index in indices:
        token = reading.tokens[index]
        if token.text in '“”"':
            found = []
            continue
        if token.kind == "mark" and token.text not in "-‐‑–.’'":
            if found and token.text in ",(":
                rest = [i for i in indices if i > index]
                if token.text == "," and rest and reading.tokens[rest[0]].capital:
                    continue  # "the governor, Ivo Trask"
                break
            continue
        if token.fold in _STOPS and found and token.fold not in ("and", "for"):
            break
        if not token.content or token.kind == "number" or token.fold in CARDINALS:
            continue
        if token.fold in MONTHS or token.fold in WEEKDAYS or token.fold in PERIODS:
            continue
        if token.fold.endswith("ly") or token.fold in ("quoted", "cited"):
            continue
        found.append(index)
    return found


def _same(pair: Pair, mine: list[int], theirs: list[int]) -> bool:
    """Whether two phrases may stand for the same people."""
    s, p = pair.s.tokens, pair.p.tokens
    plain = [i for i in mine if not s[i].capital and s[i].fold not in _BODIES]
    if any(s[i].stem not in pair.p.where and not pair.found(i) for i in plain):
        return False  # the rule of licence looks at such words too
    told = {p[j].fold for j in theirs}
    if plain and len(plain) < len(mine) and not any(s[i].capital for i in mine):
        stems = {p[j].stem for j in theirs}
        if not any(s[i].stem in stems for i in plain) and told & _BODIES:
            return _linked(pair, plain, theirs)  # "a trade union leader" for "the minister"
    if _named_otherwise(pair, mine, theirs) or _tells_apart(pair, mine, theirs):
        return False
    for i in mine:
        for j in theirs:
            if not pair.s.keys[i].isdisjoint(pair.p.keys[j]) or alike(s[i].stem, p[j].stem):
                return True
            if s[i].text.isupper() or (p[j].text.isupper() and s[i].text[0] == p[j].text[0]):
                return True  # an abbreviation: the rule of names weighs it
    mine_body = any(s[i].fold in _BODIES for i in mine) or all(s[i].capital for i in mine)
    if mine_body and any(p[j].fold in _BODIES for j in theirs):
        names = {i for i in mine if s[i].capital and i}
        others = {j for j in theirs if p[j].capital}
        if not names or not others:
            return _several(pair.s, mine) == _several(pair.p, theirs)
    return _linked(pair, mine, theirs)


def _tells_apart(pair: Pair, mine: list[int], theirs: list[int]) -> bool:
    """Whether a body that the sentence names tells something of its own in the passages, beside one
    that is not named: `the Farmers' League` for `the ministry`."""
    s, p = pair.s.tokens, pair.p.tokens
    if any(p[j].capital for j in theirs) or not all(s[i].capital for i in mine) or len(mine) < 2:
        return False
    told = {p[j].stem for j in theirs}
    stems = {s[i].stem for i in mine}
    return any(
        stems <= {p[j].stem for j in who} and told.isdisjoint(p[j].stem for j in who)
        for verb, who in _said(pair.p)
        if pair.p.sentence_of[verb] != pair.p.sentence_of[theirs[0]]
    )


def _named_otherwise(pair: Pair, mine: list[int], theirs: list[int]) -> bool:
    """Whether both phrases hold names, none of them the other's nor put beside it anywhere:
    `Norvik's representative` for `the representative of Palmyra`."""
    s, p = pair.s.tokens, pair.p.tokens
    if (
        len(mine) == len(theirs) == 2
        and s[mine[1]].stem == p[theirs[1]].stem
        and s[mine[0]].capital
        and p[theirs[0]].capital
        and not s[mine[0]].text.isupper()
        and not p[theirs[0]].text.isupper()
    ):  # "a Treasury source" for "a Defence source"
        return pair.s.keys[mine[0]].isdisjoint(pair.p.keys[theirs[0]])
    names = [i for i in mine if is_name(pair.s, i)]
    others = [j for j in theirs if is_name(pair.p, j)]
    if not names or not others:
        return False
    if any(pair.s.tokens[i].text.isupper() for i in names) or any(
        pair.p.tokens[j].text.isupper() for j in others
    ):
        return False
    keys = {key for i in names for key in pair.s.keys[i] if key[:1] != "~"}
    wanted = {key for j in others for key in pair.p.keys[j] if key[:1] != "~"}
    return keys.isdisjoint(wanted) and not _linked(pair, names, others)


def _several(reading: Reading, words: list[int]) -> bool:
    """Whether a phrase is for more than one: `both sides`, `the leaders`, `Halm and Berg`."""
    first, last = min(words), max(words)
    between = {reading.tokens[i].fold for i in range(max(0, first - 2), last + 1)}
    return (
        bool(between & {"both", "two", "all", "joint", "jointly"})
        or any(
            reading.tokens[i].fold in o.COLLECTIVE and reading.tokens[i].fold.endswith("s")
            for i in words
        )
        or ("and" in between and sum(reading.tokens[i].capital for i in words) >= 2)
    )


def _linked(pair: Pair, mine: list[int], theirs: list[int]) -> bool:
    """Whether a passage puts a word of each close together: `President Ottokar Halm of
    Syldavia`."""
    wanted = {key for j in theirs for key in pair.p.keys[j] if key[:1] != "~"}
    for i in mine:
        for there in pair.found(i):
            low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
            for step in range(max(low, there - 5), min(high, there + 6)):
                token = pair.p.tokens[step]
                if step != there and token.content and not pair.p.keys[step].isdisjoint(wanted):
                    between = range(min(step, there) + 1, max(step, there))
                    if not any(
                        pair.p.tokens[x].fold in ("and", "but", "with", "to", "from", "against")
                        or pair.p.tokens[x].fold in _TELLING
                        for x in between
                    ):
                        return True
    return False
