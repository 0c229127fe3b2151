"""Who the parties are, and which of them a sentence speaks of.

Parties are named by the user, or proposed from the text itself. An office-holder is of a party when
the text says so somewhere: `Florin's foreign minister Weiss`, `Minister Weiss of Florin`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefgen.claims.lexicon.relations import common_words
from briefgen.drafting import words
from briefgen.drafting.subjects import Subject
from briefgen.record import record
from briefgen.regex import regex

_PAIR = regex(
    r"\b(?P<one>[A-Z][\w]+(?: [A-Z]\w+)?)(?:[–-]| and )(?P<two>[A-Z]\w+(?: [A-Z]\w+)?)(?= (?:\w+ "
    r"){0,2}?(?:Dialogue|Summit|Joint|Partnership|Commission|Consultations|relations|agreed|"
    r"signed|decided|launched|announced|have|will|on \w+day))"
)
_OFFICE = (
    r"(?:(?:Prime|Foreign|Defen[cs]e|Finance|Trade|Health|Energy|Commerce|External Affairs) "
    r")?(?:Minister|President|Secretary|Chancellor|Premier|Ambassador|King|Queen|PM|FM)(?: (?:of|"
    r"for) [A-Z]\w+(?: [A-Z]\w+){0,3})?"
)
_TITLE = (
    r"(?:\w+ )?(?:Minister|President|Secretary|Chancellor|Premier|Ambassador)(?: for [A-Z]\w+)?"
)
_PERSON = r"(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+){0,3})"
_HOLDERS = (
    regex(
        rf"\b(?P<party>[A-Z]\w+?)(?:ese|ian|ean|an|i|ish|'s|’s)? {_OFFICE} "
        rf"(?:Dr\.? |Mr\.? |Ms\.? )?{_PERSON}"
    ),
    regex(rf"\b{_OFFICE} {_PERSON},? of (?:the )?(?P<party>[A-Z]\w+)"),
    regex(rf"\b{_PERSON}, (?:the )?{_TITLE} of (?:the )?(?P<party>[A-Z]\w+)"),
)
_TOGETHER = regex(
    r"\b(?:both|neither|no (?:side|party|member)|the two|two|sides|leaders|ministers|they|we|"
    r"parties|countries|presidents|premiers|"
    r"governments|delegations|heads|partners|members|participants|neighbours|meeting|summit|"
    r"dialogue|statement|declaration|discussions?|talks|commission|committee|session|nations|"
    r"states|secretaries|premiers|conference|council|forum)\b"
)
_ONE = regex(r"\b(?:he|she|it)\b")


LONGEST = 4000  # characters of a sentence in which names are looked for


@record
class Parties:
    """The parties, as they are called, and who speaks for them by surname. `given`: a person named
    them, so that another country is an outsider."""

    names: tuple[str, ...]
    holders: tuple[tuple[str, str], ...] = ()
    given: bool = False

    def named_in(self, text: str) -> tuple[str, ...]:
        """The parties that a text names, in their order; a demonym counts."""
        folded = text.lower()
        return tuple(name for name in self.names if _stem(name) in folded)

    def outsider(self, subject: Subject) -> str:
        """The words of a subject that is a country, or somebody of one, that is no party."""
        if not self.given or subject.kind != "party" or self.named_in(subject.words):
            return ""
        found = _FOREIGN.search(subject.words)
        return subject.words if found and not _TOGETHER.search(subject.words) else ""

    def actors(
        self, subject: Subject, sentence: str, first: Subject, previous: str
    ) -> tuple[tuple[str, ...], str]:
        """Who commits, and the words by which it is known."""
        said = subject.words or first.words
        if subject.reporter and not said:
            said = subject.reporter
        at = sentence.lower().find(said)
        shown = sentence[at : at + len(said)] if at >= 0 else said
        named = self.named_in(said)
        if named:
            return named, f"`{shown}`"
        if not said or _TOGETHER.search(said):
            return self.names, f"`{shown}` are all parties" if said else ""
        holders = {party: name for name, party in self.holders if name.lower() in said}
        if " and " in said and len(holders) < 2 and not _OFFICE_AND.search(said):
            return self.names, f"`{shown}` are all parties"
        if holders:
            return tuple(
                p for p in self.names if p in holders
            ), f"`{shown}` is of {' and '.join(holders)}"
        if _ONE.search(said) and previous:
            for surname, party in self.holders:
                if surname in previous:
                    return (party,), f"`{shown}` is {surname} of {party}"
        if subject.kind == "thing":
            return self.names, ""
        return (), f"`{shown}`"


# One person with two offices: "Minister of Trade and Industry Weiss".
_OFFICE_AND = regex(r"\b(?:of|for) [\w ]+ and |\btrade and |affairs and ")
_FOREIGN = regex(
    r"(?:['’]s|['’]) (?:\w+ ){0,2}?(?:ministry|government|minister|president|spokes\w+|embassy|"
    r"navy|army|parliament)\b"
)


def _stem(name: str) -> str:
    """What a country's name shares with its demonym."""
    folded = name.lower()
    for ending in ("ia", "a", "e", "y", "o"):
        if folded.endswith(ending) and len(folded) - len(ending) >= 4:
            return folded[: -len(ending)]
    return folded


def parties_of(given: Sequence[str], texts: Iterable[str]) -> Parties:
    """The parties that were named, or, when none were, the pair that the texts name most often."""
    listed = [text[:LONGEST] for text in texts]
    names = tuple(given) or proposed_parties(listed)
    holders: dict[str, str] = {}
    for text in listed:
        for match in (found for pattern in _HOLDERS for found in pattern.finditer(text)):
            for name in names:
                if match["party"].lower().startswith(_stem(name)[:4]):
                    holders.setdefault(
                        match["name"].rsplit(" ", 1)[-1].removesuffix("'s").removesuffix("’s"), name
                    )
    return Parties(names, tuple(holders.items()), bool(given))


def is_name(words_: str) -> bool:
    """Whether some words with capitals are a name, not words that anyone writes small."""
    common = common_words()
    lower = words_.lower()
    if lower.startswith("united "):
        return True
    return not words.PARTY.search(lower) and any(one not in common for one in lower.split())


_COMPOUND = frozenset(("United", "South", "North", "New", "East", "West", "Grand", "Saudi"))


def _bare(name: str) -> str:
    """A name without words that have capitals for another reason: `Third Japan`."""
    first, _, second = name.partition(" ")
    if second and first not in _COMPOUND:
        common = common_words()
        if second.lower() in common:
            return first
        if first.lower() in common:
            return second
    return name


def proposed_parties(texts: Iterable[str]) -> tuple[str, ...]:
    """The two parties that texts name together most often; none when no pair stands out."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for match in _PAIR.finditer(text):
            one, two = _bare(match["one"]), _bare(match["two"])
            if is_name(one) and is_name(two):
                pairs[(one, two) if (two, one) not in pairs else (two, one)] += 1
    if not pairs:
        return ()
    (best, count), *rest = pairs.most_common(2)
    return best if count > 1 or len(pairs) == 1 else () if rest and rest[0][1] == count else best
