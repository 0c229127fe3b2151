"""Titles and offices: a person has the one that the passages give."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.claims.alignment import Pair
from briefgen.claims.findings import Finding
from briefgen.claims.lexicon.operators import VERBS
from briefgen.claims.lexicon.relations import alike
from briefgen.claims.lexicon.words import FUNCTION_WORDS
from briefgen.claims.reading import Reading
from briefgen.claims.tokens import Token, stem

#: Titles that stand before a name, by the kind of office they are; folded, several words joined.
TITLES: dict[tuple[str, ...], str] = {}
for _line in """
prime-minister: prime_minister premier pm
foreign-minister: foreign_minister external_affairs_minister minister_of_foreign_affairs fm
minister_for_foreign_affairs
defence-minister: defence_minister defense_minister minister_of_defence
finance-minister: finance_minister minister_of_finance
trade-minister: trade_minister commerce_minister minister_of_trade
energy-minister: energy_minister minister_of_energy
health-minister: health_minister minister_of_health
interior-minister: interior_minister minister_of_the_interior home_minister
education-minister: education_minister minister_of_education
agriculture-minister: agriculture_minister minister_of_agriculture
environment-minister: environment_minister climate_minister
transport-minister: transport_minister minister_of_transport
justice-minister: justice_minister minister_of_justice
president: president
vice-president: vice_president
chancellor: chancellor
king: king
queen: queen
prince: prince
princess: princess
governor: governor
ambassador: ambassador
secretary-of-state: secretary_of_state
secretary-general: secretary_general
foreign-secretary: foreign_secretary
secretary: secretary
speaker: speaker
general: general
admiral: admiral
colonel: colonel
commissioner: commissioner
mayor: mayor
judge: judge justice
senator: senator
director: director
chairman: chair chairman chairwoman
deputy-minister: deputy_minister deputy_foreign_minister
deputy-prime-minister: deputy_prime_minister
spokesman: spokesman spokesperson spokeswoman
envoy: envoy special_envoy
commander: commander
minister: minister
""".strip().splitlines():
    _head, _, _rest = _line.partition(":")
    for _form in _rest.split():
        TITLES[tuple(_form.split("_"))] = _head
OFFICE_WORDS = frozenset(
    """
    president minister prime foreign defence finance trade king queen prince princess governor
    ambassador secretary general admiral colonel mayor judge justice senator director chairman
    speaker chancellor official officials both former deputy vice acting in on at by from under
    after during for with leaders ministers presidents when while as since although if unless
    until two three
    """.split()
)
HONORIFICS = frozenset(
    "mr mrs ms dr prof sir lady dame shri smt his her excellency the hon".split()
)


_SAME_OFFICE = {
    "external affairs": "foreign",
    "commerce": "trade",
    "home": "interior",
    "defense": "defence",
}


#: The words that titles begin with, and those that may stand after a field: `energy minister`.
_HELD = frozenset(("minister", "ministers", "secretary"))
_BEGIN = frozenset(key[0] for key in TITLES) | _HELD


def _office(tokens: tuple[Token, ...], index: int) -> tuple[str, int] | None:
    """The office that a title names and the index after it: `Minister for Education`, `energy
    minister`."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    begins = token.fold in _BEGIN or token.stem in ("primeminister", "foreignminister")
    if not begins and (following is None or following.fold not in _HELD):
        return None  # nearly every word
    if (
        token.fold in ("minister", "ministers")
        and index + 2 < len(tokens)
        and tokens[index + 1].fold in ("of", "for")
    ):
        at = index + 2
        if tokens[at].fold == "the" and at + 1 < len(tokens):
            at += 1
        field = tokens[at].fold
        after = at + 1
        if field == "foreign" and after < len(tokens) and tokens[after].fold == "affairs":
            after += 1
        if field == "external":
            field, after = "foreign", after + 1
        return f"{_SAME_OFFICE.get(field, field)}-minister", after
    if token.stem == "primeminister":
        return "prime-minister", index + 1
    if token.stem == "foreignminister":
        return "foreign-minister", index + 1
    for length in (4, 3, 2, 1):
        kind = TITLES.get(tuple(t.fold for t in tokens[index : index + length]))
        if kind is not None:
            return kind, index + length
    if (
        following is not None
        and following.fold in _HELD
        and token.content
        and (token.kind == "word")
        and not token.text.endswith(("'s", "’s"))
        and not _verb_before(tokens, index)
    ):
        role = "minister" if following.fold.startswith("minister") else "secretary"
        return f"{_SAME_OFFICE.get(token.fold, token.fold)}-{role}", index + 2
    return None


def _verb_before(tokens: tuple[Token, ...], index: int) -> bool:
    """`Ask minister Sow`: a verb that opens its sentence, and no field."""
    token = tokens[index]
    opens = not index or tokens[index - 1].text in ".!?:;"
    return token.fold in VERBS and opens and not tokens[index + 1].capital


def titles_of(reading: Reading) -> dict[str, set[str]]:
    """The offices that a text puts beside each surname: by folded surname."""
    found: dict[str, set[str]] = {}
    tokens = reading.tokens
    index = 0
    while index < len(tokens):
        office = _office(tokens, index) if tokens[index].kind == "word" else None
        if office is None:
            index += 1
            continue
        kind, at = office
        person: list[str] = []
        step = at
        if step < len(tokens) and tokens[step].text == ",":
            step += 1
        while step < len(tokens) and len(person) < 4:
            following = tokens[step]
            if following.kind == "word" and following.capital and following.content:
                if following.fold not in HONORIFICS:
                    person.append(following.fold)
            elif following.text != "." or (
                tokens[step - 1].fold not in HONORIFICS and len(tokens[step - 1].fold) > 2
            ):
                break
            step += 1
        if person:
            found.setdefault(person[-1], set()).add(kind)
        # "Anna Berg, the foreign minister": the name before
        back = index - 1
        while back >= 1 and (
            tokens[back].fold in ("the", "its", "their")
            or (tokens[back].capital and tokens[back].text.endswith(("'s", "’s")))
        ):
            back -= 1
        if (
            back >= 1
            and tokens[back].text == ","
            and tokens[back - 1].capital
            and tokens[back - 1].kind == "word"
        ):
            found.setdefault(tokens[back - 1].fold, set()).add(kind)
        index = at
    return found


def office_kinds(reading: Reading) -> dict[str, tuple[int, int]]:
    """The ministers' and secretaries' offices that a text names, with the tokens of the first
    mention."""
    found: dict[str, tuple[int, int]] = {}
    for index, token in enumerate(reading.tokens):
        if token.kind == "word":
            office = _office(reading.tokens, index)
            if office is not None and office[0].endswith(("-minister", "-secretary")):
                field = office[0].rsplit("-", 1)[0]
                if (
                    field.isalpha()
                    and field not in FUNCTION_WORDS
                    and field not in ("deputy", "vice")
                ):
                    found.setdefault(office[0], (index, office[1] - 1))
    return found


def _offices(pair: Pair) -> Iterator[Finding]:
    """`foreign ministers` where the passages only have prime ministers."""
    theirs = pair.p.once(office_kinds)
    if not theirs:
        return
    for kind, (first, last) in office_kinds(pair.s).items():
        field = kind.rsplit("-", 1)[0]
        if kind in theirs or any(key[:1] == "§" for key in pair.s.keys[first]):
            continue
        if any(alike(stem(field), stem(other.rsplit("-", 1)[0])) for other in theirs):
            continue
        if field in _PLAIN_FIELDS or (field in pair.p.folds and field not in _FIELDS):
            continue
        there = next(iter(theirs.values()))[0]
        yield pair.finding(
            "claim-name",
            "error",
            first,
            last,
            f"the passage has no {kind.replace('-', ' ')}; it names the "
            f"{', '.join(sorted(theirs)).replace('-', ' ')}",
            there,
        )


_FIELDS = frozenset(
    "prime foreign defence finance trade health education energy interior justice".split()
)
_PLAIN_FIELDS = frozenset(
    """
    former new senior visiting acting other both two three four five six their its cabinet
    government joint general assistant permanent under junior responsible respective japanese
    indian
    """.split()
)


def titles(pair: Pair) -> Iterator[Finding]:
    """A person's title in the sentence is one that the passages give that person."""
    yield from _offices(pair)
    mine = titles_of(pair.s)
    if not mine:
        return
    theirs = pair.p.once(titles_of)
    for person, kinds in mine.items():
        known = theirs.get(person)
        if not known:
            continue
        for kind in sorted(kinds):
            if (
                kind in known
                or (kind == "minister" and any(k.endswith("minister") for k in known))
                or (kind == "secretary" and any("secretary" in k for k in known))
            ):
                continue
            if (
                known == {"minister"}
                and kind.endswith("minister")
                and kind.split("-")[0] in pair.p.folds
                and kind not in set().union(*theirs.values())
            ):
                continue
            index = next(i for i, t in enumerate(pair.s.tokens) if t.fold == person)
            there = next((i for i, t in enumerate(pair.p.tokens) if t.fold == person), None)
            if any(
                key[:1] == "§"
                for key in pair.s.keys[index]
                if key in pair.s.keys[max(0, index - 1)]
            ):
                continue
            yield pair.finding(
                "claim-name",
                "error",
                max(0, index - 1),
                index,
                f"the passage gives `{pair.s.tokens[index].text}` another title: "
                f"{', '.join(sorted(known)).replace('-', ' ')}",
                there,
            )
