"""The rules of wording: words without a licence, and small words changed between the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.clauses import DETERMINERS, VERB_STEMS, Clause
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon import operators as o
from briefgen.claims.lexicon.calendar import MONTHS, PARTS, SEASONS
from briefgen.claims.lexicon.free import (
    DENYING_WORDS,
    FREE_STEMS,
    MAY,
    MUST,
    PLAIN_DENIALS,
    QUANTIFIERS,
    QUANTIFIERS_APART,
    SMALL_APART,
    SMALL_WORDS,
)
from briefgen.claims.lexicon.relations import alike, common_words, contraries, related
from briefgen.claims.lexicon.units import (
    CARDINALS,
    CURRENCY_WORDS,
    FRACTIONS,
    MAGNITUDES,
    ORDINALS,
    TIMES,
    UNITS,
)
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import DASHES, stem

_COUNTING = frozenset(
    (
        *CARDINALS,
        *ORDINALS,
        *FRACTIONS,
        *TIMES,
        *MAGNITUDES,
        *CURRENCY_WORDS,
        *UNITS,
        *MONTHS,
        *PARTS,
        *SEASONS,
        "dozen",
        "cent",
    )
)


def unlicensed(pair: Pair) -> Iterator[Finding]:
    """A noun or adjective of the sentence that no cited passage has, nor any word that may stand
    for it.

    A verb has too many ways to be said to be held to this; verbs are compared where the words
    around them are the passage's.
    """
    content = pair.s.content
    if len(content) < 2:
        return
    missing = [i for i in content if not pair.found(i)]
    if not missing:
        return
    taken: set[int] = set()
    for quantity in pair.s.quantities:
        taken.update(range(quantity.first, quantity.last + 1))
    for moment in pair.s.moments:
        taken.update(range(moment.first, moment.last + 1))
    needing = [i for i in missing if i not in taken and _needs_licence(pair, i)]
    # a sentence with many words of its own is a free paraphrase, in which nothing is certain
    if not needing or not _otherwise_alike(pair, needing, missing):
        return
    for index in needing:
        token = pair.s.tokens[index]
        yield pair.finding(
            "claim-content",
            "error" if len(missing) * 3 <= len(content) else "warning",
            index,
            index,
            f"no cited passage says `{token.text}`, nor a word that may stand for it",
            None,
            "use the passage's own word",
        )


def _otherwise_alike(pair: Pair, needing: list[int], missing: list[int]) -> bool:
    """Whether the sentence is the passage's own but for these words, or for the stretch in which
    they stand."""
    content = pair.s.content
    first, last = content.index(needing[0]), content.index(needing[-1])
    outside = [i for i in content if not needing[0] <= i <= needing[-1]]
    kept = sum(1 for i in outside if i not in missing)
    if last - first < 5 and kept >= max(2, 0.72 * len(outside)):
        return True
    return len(needing) <= 2 and (
        len(content) <= 4 or len(content) - len(missing) >= 0.6 * len(content)
    )


def _needs_licence(pair: Pair, index: int) -> bool:
    token = pair.s.tokens[index]
    word = token.fold
    if token.kind != "word" or word in _COUNTING or token.stem in FREE_STEMS:
        return False
    if word in o.SAYING or (word,) in o.COMMITMENT or (word,) in o.HEDGES or (word,) in o.DENIALS:
        return False
    if (word,) in o.SCOPE or word in o.ADDED:
        return False  # the rule of scope weighs it
    if token.capital and not (index == 0 and word in common_words()):
        return False  # a name: the rule of names
    if word.endswith("ly") and token.stem in FREE_STEMS:
        return False
    if pair.in_quotation(index) or _verb(pair.s, index) or _compound(pair, index):
        return False
    if word[:2] in ("un", "in", "im", "di", "no"):
        for cut in (2, 3):
            if word[cut:] in pair.p.folds:
                return False  # `prefixed` weighs it
    return not any(related(token.stem, pair.p.tokens[i].stem) for i in pair.p.content)


def _compound(pair: Pair, index: int) -> bool:
    """`steelmakers` for `makers of steel`, `wastewater` for `waste water`."""
    word = pair.s.tokens[index].fold
    if len(word) < 7:
        return False
    folds = pair.p.folds
    return any(
        word[:cut] in folds
        and (word[cut:] in folds or stem(word[cut:]) in pair.p.where or cut >= 5)
        for cut in range(3, len(word) - 2)
    )


def _verb(reading: Reading, index: int) -> bool:
    """Whether a word may be a verb where it stands."""
    token = reading.tokens[index]
    before = reading.tokens[index - 1].fold if index else ""
    if reading.clauses[reading.clause_of[index]].verb == index:
        return True
    if token.fold.endswith("ed") and token.stem in VERB_STEMS:
        return True
    if token.fold.endswith("ing") and token.stem in VERB_STEMS:
        following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        return following is not None and (
            following.fold in DETERMINERS
            or following.capital
            or following.kind == "number"
            or following.fold in ("that", "to", "whether", "all", "both", "each")
            or before in ("is", "are", "was", "were", "be", "been", "of", "by", "for")
        )
    return (
        (before == "to" and token.fold in o.VERBS)
        or before in _BEFORE_VERB
        or token.fold in o.PAST
        or token.fold in o.PARTICIPLES
    )


_BEFORE_VERB = frozenset("will would may might could should shall can must not never".split())

# ----------------------------------------------------- between two words that stand side by side

_WIDEST = 8


def between(pair: Pair) -> Iterator[Finding]:
    """Where two words of a sentence stand side by side in the passage too, what stands between
    them has the same denials, quantifiers, modals and directions."""
    last: int | None = None
    for index in pair.s.content:
        there = pair.aligned.get(index)
        if there is None:
            continue
        if last is not None:
            start = pair.aligned[last]
            if (
                0 < there - start <= _WIDEST
                and index - last <= _WIDEST
                and pair.p.sentence_of[there] == pair.p.sentence_of[start]
                and pair.s.sentence_of[index] == pair.s.sentence_of[last]
            ):
                found = _gap(pair, last, index, start, there)
                if found is not None:
                    yield found
        elif _opens(pair, index, there):
            mine = [(i, pair.s.tokens[i].fold) for i in range(index)]
            theirs = [(i, pair.p.tokens[i].fold) for i in range(max(0, there - 3), there)]
            found = _quantified(pair, mine, theirs)
            if found is not None:
                yield found
        last = index


def _opens(pair: Pair, index: int, there: int) -> bool:
    """Whether two words are the first of their sentences."""
    low, _ = pair.p.sentence_ranges[pair.p.sentence_of[there]]
    return index <= 3 and there - low <= 3


def _gap(pair: Pair, first: int, last: int, start: int, end: int) -> Finding | None:
    mine = [(i, pair.s.tokens[i].fold) for i in range(first + 1, last)]
    theirs = [(i, pair.p.tokens[i].fold) for i in range(start + 1, end)]
    if not mine and not theirs:
        return None
    for check in (_quantified, _allowed):
        found = check(pair, mine, theirs)
        if found is not None:
            return found
    return None


Words = list[tuple[int, str]]


def _only(words: Words, table: frozenset[str] | dict[str, str]) -> tuple[int, str] | None:
    """The one word of a gap that stands in a table, or None where there is none or several."""
    found = [(i, word) for i, word in words if word in table]
    return found[0] if len(found) == 1 else None


def _quantified(pair: Pair, mine: Words, theirs: Words) -> Finding | None:
    one, other = _only(mine, QUANTIFIERS), _only(theirs, QUANTIFIERS)
    if one is None or other is None or one[1] == other[1]:
        return None
    if frozenset((QUANTIFIERS[one[1]], QUANTIFIERS[other[1]])) not in QUANTIFIERS_APART:
        if {one[1], other[1]} not in ({"both", "either"}, {"any", "some"}):
            return None
    if any(word == "at" for _, word in (*mine, *theirs)):
        return None  # "at most"
    return _exchanged(pair, "claim-scope", one, other)


def _allowed(pair: Pair, mine: Words, theirs: Words) -> Finding | None:
    for one_table, other_table in ((MAY, MUST), (MUST, MAY)):
        one, other = _only(mine, one_table), _only(theirs, other_table)
        if one is not None and other is not None:
            if any(word in PLAIN_DENIALS for _, word in (*mine, *theirs)):
                return None
            return _exchanged(pair, "claim-strength", one, other)
    return None


def directions(pair: Pair) -> Iterator[Finding]:
    """`after the meeting` for `before the meeting`: small words that exclude one another, with the
    same words on both sides of them."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    places: list[int] | None = None
    for at, token in enumerate(tokens):
        if token.fold not in SMALL_WORDS or token.kind != "word":
            continue
        if at and tokens[at - 1].fold in ("no", "not"):
            continue
        if token.fold in ("from", "to") and any(
            i <= at + 3 and (tokens[i].kind == "number" or tokens[i].fold in CARDINALS) for i in _company(pair.s, at, 1)
        ):
            continue  # amounts and dates have rules of their own
        if places is None:
            places = [i for i, t in enumerate(theirs) if t.fold in SMALL_WORDS]
        apart = [i for i in places if frozenset((token.fold, theirs[i].fold)) in SMALL_APART]
        if not apart:
            continue
        after, before = _company(pair.s, at, 1), _company(pair.s, at, -1)
        if any(
            theirs[i].fold == token.fold and _shared(pair, after, _company(pair.p, i, 1))
            for i in places
        ):
            continue
        for there in apart:
            if (
                _alongside(pair, after, before, there)
                and not (there and theirs[there - 1].fold in ("no", "not"))
            ):
                yield _exchanged(pair, "claim-polarity", (at, token.fold), (there, ""))
                return


def _alongside(pair: Pair, after: list[int], before: list[int], there: int) -> bool:
    """Whether the same words stand on both sides of a small word, or the same two behind one that
    opens its sentence in one of the texts."""
    other = _company(pair.p, there, 1)
    if not _shared(pair, after, other):
        return False
    lead = _company(pair.p, there, -1)
    if before and lead:
        return _shared(pair, before, lead)
    stems = {pair.p.tokens[i].stem for i in other}
    return len(after) == 2 and all(pair.s.tokens[i].stem in stems for i in after)


def _company(reading: Reading, at: int, step: int) -> list[int]:
    """The two content words before or after a token, within its sentence."""
    found: list[int] = []
    low, high = reading.sentence_ranges[reading.sentence_of[at]]
    at += step
    while low <= at < high and len(found) < 2:
        token = reading.tokens[at]
        if token.text in ".;:":
            break
        if token.content:
            found.append(at)
        at += step
    return found


def _shared(pair: Pair, mine: list[int], theirs: list[int]) -> bool:
    """Whether one of the sentence's words stands among the passage's, as the very word."""
    stems = {pair.p.tokens[i].stem for i in theirs}
    return any(pair.s.tokens[i].stem in stems for i in mine)


def _exchanged(pair: Pair, code: str, one: tuple[int, str], other: tuple[int, str]) -> Finding:
    said = pair.p.tokens[other[0]].text
    return pair.finding(
        code,
        "error",
        one[0],
        one[0],
        f"the passage says `{said}` here, not `{pair.s.tokens[one[0]].text}`",
        other[0],
        f"write `{said}`",
    )


def weakened(pair: Pair) -> Iterator[Finding]:
    """`considered` or `proposed` where the passage says that it was done, and nothing of the
    kind."""
    low, high = (
        pair.p.sentence_ranges[pair.nearest_sentence] if pair.nearest_sentence >= 0 else (0, 0)
    )
    for at, token in enumerate(pair.s.tokens):
        if token.fold not in _OPEN_VERBS or pair.share < 0.65:
            continue
        if any(low <= i < high and pair.p.tokens[i].stem == token.stem for i in pair.found(at)):
            continue
        if any(
            o.COMMITMENT.get((pair.p.tokens[i].fold,)) in ("explored", "noted")
            or pair.p.tokens[i].fold in MAY
            for i in range(low, high)
        ):
            continue
        yield pair.finding(
            "claim-strength",
            "warning",
            at,
            at,
            f"the passage says more than `{token.text}`",
            None,
            "use the passage's own verb",
        )
        return


_OPEN_VERBS = frozenset(
    """
    consider considered considers considering propose proposed proposes proposal explore explored
    exploring explores discuss discussed discusses discussing suggest suggested suggests
    suggestion examine examined study studied contemplate contemplated weigh weighed hope hoped
    hopes wish wished debate debated mull mulled
    """.split()
)


def supposed(pair: Pair) -> Iterator[Finding]:
    """`may`, `might` or `could` where no cited passage leaves anything open."""
    for at, token in enumerate(pair.s.tokens):
        if token.fold not in MAY or token.fold == "can" or token.capital:
            continue
        if pair.p.folds & _OPEN or pair.s.tokens[at + 1 : at + 2] and (
            pair.s.tokens[at + 1].fold in ("no", "not", "only")
        ):
            return
        head = _head(pair.s, at)
        if head is None or pair.share < 0.6:
            return
        yield pair.finding(
            "claim-hedge",
            "warning",
            at,
            at,
            f"the sentence leaves open (`{token.text}`) what the passage states",
            None,
            "say it as the passage does",
        )
        return


_LEAVES_OPEN = frozenset(
    """
    can cannot able unable ability option right rights entitled entitles allow allows allowed
    allowing permit permits permitted permitting authorise authorised optional option options
    possibility free enables enable risk risks threat threatens threatened consider considers
    considering considered discuss discussed discussing propose proposed proposal wants want
    wishes wish prepared ready opportunity capacity capable maximum feasible impossible open
    """.split()
)


_OPEN = (
    MAY
    | _LEAVES_OPEN
    | o.CHANCE_WORDS
    | (
        o.CONDITION_WORDS
        - frozenset("only so when where after before upon following without event case".split())
    )
)


def prefixed(pair: Pair) -> Iterator[Finding]:
    """`adequate` for `inadequate`, `vaccinated` for `unvaccinated`, without a denial to match."""
    theirs = pair.p.tokens
    for index in pair.s.content:
        token = pair.s.tokens[index]
        if token.kind != "word" or token.capital or token.fold in pair.p.folds:
            continue
        for there in pair.p.content:
            other = theirs[there].fold
            if not _opposed(token.fold, other):
                continue
            low, high = pair.p.sentence_ranges[pair.p.sentence_of[there]]
            if _plain_denial(pair.s, index) or any(
                theirs[i].fold in PLAIN_DENIALS or theirs[i].fold == "yet"
                for i in range(low, high)
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


def _opposed(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that denies."""
    if len(one) > len(other):
        one, other = other, one
    return len(one) > 3 and other in (
        "un" + one, "in" + one, "im" + one, "il" + one, "ir" + one, "non" + one, "dis" + one,
    )  # fmt: skip


def _plain_denial(reading: Reading, at: int) -> bool:
    clause = reading.clauses[reading.clause_of[at]]
    return any(
        reading.tokens[i].fold in PLAIN_DENIALS and not _keeps(reading, i)
        for i in range(clause.start, clause.end)
    )


def exchanged(pair: Pair) -> Iterator[Finding]:
    """One word for another between two words that stand side by side in the passage as well: a
    verb or adjective of the sentence that no passage has, in the place of one that the sentence
    does not have."""
    content, places = pair.s.content, pair.p.content
    used = set(pair.aligned.values())
    for number, index in enumerate(content):
        token = pair.s.tokens[index]
        if token.kind != "word" or token.capital or not number:
            continue
        loose = bool(pair.found(index))
        if loose and any(pair.p.tokens[i].stem == token.stem for i in pair.found(index)):
            continue
        if token.stem in FREE_STEMS or token.fold in _COUNTING or pair.in_quotation(index):
            continue
        if token.fold in o.SAYING or (token.fold,) in o.COMMITMENT or token.fold in _LIGHT:
            continue
        before = pair.aligned.get(content[number - 1])
        if before is None:
            continue
        at = bisect_left(places, before) + 1
        if at >= len(places) or pair.p.sentence_of[places[at]] != pair.p.sentence_of[before]:
            continue
        there = places[at]
        other = pair.p.tokens[there]
        if loose and (
            there in pair.found(index) or _verbal(token.fold) or _verbal(other.fold)
        ):
            continue
        last = number + 1 == len(content)
        after = None if last else pair.aligned.get(content[number + 1])
        if last:
            ends = at + 1 >= len(places) or (
                pair.p.clause_of[places[at + 1]] != pair.p.clause_of[there]
            )
            if not ends or number < 3 or loose:
                continue
        elif after is None or at + 1 >= len(places) or after != places[at + 1]:
            continue
        if there in used or other.kind != "word" or other.capital:
            continue
        if other.fold in o.SAYING or (other.fold,) in o.COMMITMENT or other.fold in _LIGHT:
            continue
        if other.stem in FREE_STEMS or related(token.stem, other.stem):
            continue
        if not loose and not (_done(token.fold) and _done(other.fold)):
            continue
        if alike(token.stem, other.stem) or _opposed(token.fold, other.fold):
            continue
        if content[number - 1] + 6 < index or before + 6 < there:
            continue
        yield pair.finding(
            "claim-content",
            "warning",
            index,
            index,
            f"the passage says `{other.text}` here, not `{token.text}`",
            there,
            f"write `{other.text}`",
        )
        return


def _done(word: str) -> bool:
    """Whether a word has the form of a past or a participle."""
    return word.endswith("ed") or word in o.PAST or word in o.PARTICIPLES


def _verbal(word: str) -> bool:
    return _done(word) or word.endswith("ing") or word in o.VERBS


_LIGHT = frozenset(
    """
    express expressed voice voiced raise raised give gave given hold held make made take took put
    carry carried conduct conducted undergo underwent reach reached
    """.split()
)


def to_come(pair: Pair) -> Iterator[Finding]:
    """A past where all that is said stands under `will` in the passage."""
    tokens = pair.s.tokens
    for clause in pair.s.clauses:
        at = clause.verb
        if at < 0 or clause.denied or not _past(pair.s, clause):
            continue
        votes: dict[int, int] = {}
        total = 0
        for index in range(clause.start, clause.end):
            if tokens[index].content and index in pair.aligned:
                total += 1
                number = pair.p.clause_of[pair.aligned[index]]
                votes[number] = votes.get(number, 0) + 1
        if total < 3:
            continue
        best = max(votes, key=lambda number: (votes[number], -number))
        other = pair.p.clauses[best]
        if votes[best] < 0.75 * total or other.verb < 0:
            continue
        will = next(
            (
                i
                for i in range(other.start, other.verb)
                if pair.p.tokens[i].fold in ("will", "shall") and not pair.p.tokens[i].capital
            ),
            None,
        )
        if will is None or will < other.verb - 4:
            continue
        if any(
            pair.p.clauses[pair.p.clause_of[i]] is not other
            for i in (pair.found(at) if tokens[at].content else ())
        ):
            continue
        yield pair.finding(
            "claim-strength",
            "error",
            clause.verb,
            clause.verb,
            f"in the passage this is still to come: `{pair.around(will)}`",
            will,
            "use the passage's own verb",
        )
        return


def _past(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells of the past, and of nothing that is to come."""
    words = [reading.tokens[i].fold for i in range(clause.start, clause.end)]
    if any(word in _TO_COME for word in words):
        return False
    verb = reading.tokens[clause.verb].fold
    lead = words[: clause.verb - clause.start]
    if verb in o.SAYING:
        return False
    if {"was", "were", "had", "has", "have"} & set(lead[-4:]) or verb in ("was", "were", "had"):
        return True
    return (
        not {"is", "are", "be"} & set(lead[-4:])
        and (verb in o.PAST or verb.endswith("ed"))
        and verb not in ("shut", "set", "cut", "put", "hit", "cost", "spread")
    )


_TO_COME = frozenset(
    """
    will would shall should may might could can must to is are be plans plan planned expected due
    intends intend scheduled
    """.split()
)


# ------------------------------------------------------------------------------- plain denials


def denials(pair: Pair) -> Iterator[Finding]:
    """`not`, `no` and `never` before a word of the passage that is not denied there, and the other
    way round."""
    tokens, theirs = pair.s.tokens, pair.p.tokens
    elliptic = any(
        t.fold == "not" and i + 1 < len(theirs) and theirs[i + 1].text in _ELLIPTIC
        for i, t in enumerate(theirs)
    )  # "Brenn has not."
    for at, token in enumerate(tokens):
        refused = (
            token.fold in _REFUSING and at + 1 < len(tokens) and tokens[at + 1].fold == "to"
        )
        if elliptic or (token.fold not in PLAIN_DENIALS and not refused):
            continue
        if token.fold == "without" or (not refused and _keeps(pair.s, at)):
            continue
        head = _head(pair.s, at)
        if head is None or head not in pair.aligned:
            continue
        places = [i for i in pair.found(head) if theirs[i].stem == tokens[head].stem]
        if not places or pair.context(head, pair.aligned[head]) < 0.2:
            continue
        if "first" in pair.p.folds and pair.s.folds & {"since", "before", "ever", "previously"}:
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
    for at, token in enumerate(theirs):
        ruled = token.fold in _RULING_OUT and (
            token.fold not in ("ruled", "ruling", "rule", "rules")
            or theirs[at + 1 : at + 2]
            and theirs[at + 1].fold == "out"
        )
        if not ruled and (
            token.fold not in PLAIN_DENIALS or token.fold == "without" or _keeps(pair.p, at)
        ):
            continue
        head = _head(pair.p, at)
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


_REFUSING = frozenset("refused refuses declined declines failed fails neglected omitted".split())
_RULING_OUT = frozenset(
    "ruled ruling rule rules rejected rejects refused refuses vetoed vetoes declined declines".split()
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
    return (
        tokens[at].fold == "without"
        and following in ("delay", "exception", "prejudice", "precedent")
    )


_KEEPING = frozenset(
    """
    only just merely simply least later fewer less more doubt sooner other to exceed
    exceeding earlier limited since before necessarily one
    """.split()
)


def _head(reading: Reading, at: int) -> int | None:
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


def _denied_there(reading: Reading, at: int) -> bool:
    """Whether a denial of any kind stands near a word: in its clause, or right before or after."""
    clause = reading.clauses[reading.clause_of[at]]
    low, _ = reading.sentence_ranges[reading.sentence_of[at]]
    for i in range(max(low, clause.start - 2), clause.end):
        word = reading.tokens[i].fold
        if i != at and (word in PLAIN_DENIALS or word in DENYING_WORDS or _prefixed(word)):
            return True
        following = reading.tokens[i + 1].fold if i + 1 < len(reading.tokens) else ""
        if (word in ("turned", "turn", "turns") and following == "down") or (
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
