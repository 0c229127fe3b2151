"""One sentence against the passages that it cites: the rules, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from briefgen.claims.absence import said_before, says_nothing, silence
from briefgen.claims.addressees import addressees
from briefgen.claims.alignment import Pair
from briefgen.claims.attribution import attribution
from briefgen.claims.cells import cells
from briefgen.claims.content import content
from briefgen.claims.dates import date
from briefgen.claims.findings import Finding
from briefgen.claims.firmness import bygone, supposed, to_come, weakened
from briefgen.claims.hedges import hedge
from briefgen.claims.ladders import ladders
from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.licence import unlicensed
from briefgen.claims.names import name
from briefgen.claims.numbers import number
from briefgen.claims.opposites import main_verbs, matrices, opposites
from briefgen.claims.owners import owners
from briefgen.claims.paired import crossed, joined
from briefgen.claims.polarity import polarity
from briefgen.claims.quantities import Quantity, is_first, same
from briefgen.claims.quotations import quotation
from briefgen.claims.ratios import ordered, places, ratios, shares, wholes
from briefgen.claims.reading import Names, quoted_ranges, read
from briefgen.claims.refusals import denials, excepted, prefixed
from briefgen.claims.roles import bystanders, roles
from briefgen.claims.scope import scope
from briefgen.claims.speakers import speakers
from briefgen.claims.strength import strength
from briefgen.claims.tails import tails
from briefgen.claims.titles import office_kinds
from briefgen.claims.tokens import tokens
from briefgen.claims.verbatim import stands_as_it_is
from briefgen.claims.wording import between, directions, exchanged
from briefgen.workspace.model import GlossaryEntry

Rule = Callable[[Pair], Iterator[Finding]]
Glossary = Mapping[str, str | Sequence[str]] | Sequence[GlossaryEntry] | None
Derivations = Mapping[str, str] | Sequence[tuple[str, str]] | None

#: Every rule, in the order in which their findings are shown.
RULES: tuple[Rule, ...] = (
    cells,
    number,
    ordered,
    ratios,
    shares,
    places,
    wholes,
    date,
    name,
    quotation,
    strength,
    ladders,
    attribution,
    joined,
    crossed,
    roles,
    bystanders,
    speakers,
    addressees,
    owners,
    polarity,
    opposites,
    main_verbs,
    matrices,
    hedge,
    tails,
    scope,
    content,
    unlicensed,
    between,
    directions,
    denials,
    prefixed,
    excepted,
    supposed,
    weakened,
    to_come,
    bygone,
    exchanged,
)
#: What a sentence of judgement is checked for: it may conclude, but brings no fact of its own.
JUDGEMENT_RULES: tuple[Rule, ...] = (number, date, name, quotation)


def check_claim(
    sentence: str,
    passages: Sequence[str],
    *,
    glossary: Glossary = None,
    judgement: bool = False,
    derivations: Derivations = None,
) -> tuple[Finding, ...]:
    """Whether the passages bear out a sentence: what differs, or nothing.

    `passages` are the whole passages that the sentence cites. `glossary` gives names that may be
    printed otherwise than the passages do: a mapping from a term to its meaning (or to several
    forms), or the entries of a workspace. With `judgement` the sentence may conclude what it
    likes, but its numbers, dates, names and quotations must be the passages'. `derivations` are
    pairs of the passages' words and what they are derived to be:
    `("early this year", "early 2026")`.

    A finding of severity `error` contradicts a passage or has nothing in it; a `warning` is a
    doubt that a reader should settle. Whoever asks whether a statement is true counts both.

    Deterministic, without any I/O. Findings come in the order of the rules, one per place and rule.
    A sentence without passages has no finding here: that it cites nothing is another rule.
    """
    texts = _derived([p for p in passages if p.strip()], derivations)
    if not sentence.strip() or not texts or stands_as_it_is(sentence, texts):
        return ()
    names = folded_names(glossary)
    if judgement and _brings_nothing(sentence, texts, names):
        return ()
    pair = Pair(sentence, texts, names, frozenset())
    silent = not judgement and says_nothing(pair)
    rules = JUDGEMENT_RULES if judgement or silent else RULES
    if silent:
        rules = (*rules, silence)
    found = [finding for rule in rules for finding in rule(pair)]
    if silent and (before := said_before(pair)):
        found += check_claim(before, passages, glossary=glossary, derivations=derivations)
    return tuple(_one_each(found))


def _brings_nothing(sentence: str, passages: Sequence[str], names: Names) -> bool:
    """Whether a judgement has no date, name or quotation that passages could lack, and no number
    but those that a passage has in the same words, be it for something else. Then the passages,
    which for a judgement are all that its brief cites, need not be read."""
    reading = read(sentence, names)
    said = reading.tokens
    return (
        bool(said)
        and said[0].fold in common_words()
        and not reading.moments
        and not quoted_ranges(sentence)
        and not office_kinds(reading)
        and not any(character.isupper() for token in said[1:] for character in token.text)
        and all(
            _has(passages, q, sentence[q.start : q.end]) or is_first(q) for q in reading.quantities
        )
    )


def _has(passages: Sequence[str], quantity: Quantity, words: str) -> bool:
    """Whether a passage has a quantity, written in the same words."""
    return any(
        q.kind == quantity.kind and q.unit == quantity.unit and same(q.values, quantity.values)
        for passage in passages
        if words in passage
        for q in read(passage).quantities
    )


def _one_each(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding per code and place: the first, which comes from the more exact rule."""
    seen: set[tuple[str, int, int]] = set()
    for finding in found:
        key = (finding.code, finding.start, finding.end)
        if key not in seen:
            seen.add(key)
            yield finding


def _derived(passages: list[str], derivations: Derivations) -> list[str]:
    """The passages, with what is derived put beside the words that it is derived from."""
    if not derivations:
        return passages
    pairs = derivations.items() if isinstance(derivations, Mapping) else derivations
    found = []
    for passage in passages:
        for words, derived in pairs:
            if words and words in passage:
                passage = passage.replace(words, f"{words} ({derived})")
        found.append(passage)
    return found


def folded_names(glossary: Glossary) -> Names:
    """The forms of each glossary entry, folded, with a key of their own."""
    if not glossary:
        return ()
    groups: list[tuple[str, ...]] = []
    if isinstance(glossary, Mapping):
        for term, means in glossary.items():
            groups.append((term, means) if isinstance(means, str) else (term, *means))
    else:
        groups.extend((entry.term, entry.means, *entry.variants) for entry in glossary)
    return _folded(tuple(groups))


@lru_cache(maxsize=64)
def _folded(groups: tuple[tuple[str, ...], ...]) -> Names:
    found: list[tuple[tuple[str, ...], str]] = []
    for place, forms in enumerate(groups):
        for form in dict.fromkeys(forms):
            words = tuple(token.fold for token in tokens(form) if token.kind != "mark")
            if words:
                found.append((words, f"§{place}"))
    return tuple(found)
