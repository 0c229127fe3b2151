"""Which themes a sentence is about: those of which it has one of the `match:` words.

A theme is defined by words in its own file, so that a user can add one. `match: [rare earths]` also
finds `rare earth`, `Rare-Earth` and `rare-earths`; spelling may be British or American. A word in
capitals (`AI`, `LNG`) is found in capitals only.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache

from briefgen.claims.lexicon.relations import common_words
from briefgen.claims.tokens import fold
from briefgen.record import record
from briefgen.regex import regex

_WORD = regex(r"[^\W_]+(?:['’.&][^\W_]+)*(?:-[^\W_]+(?:['’.&][^\W_]+)*)*")
_AMERICAN = {
    "defense": "defence",
    "center": "centre",
    "centers": "centres",
    "labor": "labour",
    "program": "programme",
    "programs": "programmes",
    "harbor": "harbour",
    "harbors": "harbours",
    "fiber": "fibre",
    "aluminum": "aluminium",
    "sulfur": "sulphur",
    "license": "licence",
}


@record
class _Term:
    """One `match` word of a theme: as it was written, and word by word as it is looked for."""

    theme: str
    words: str
    parts: tuple[str, ...]


@record
class Themes:
    """Themes ready to be looked up in many sentences. `ids` are in their given order; `exact`
    and `folded` give the terms that begin with a word."""

    ids: tuple[str, ...]
    exact: Mapping[str, tuple[_Term, ...]]
    folded: Mapping[str, tuple[_Term, ...]]

    def of(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The themes of a text, those of which it has most words first, and the words found."""
        forms = _forms(text)
        singular, muted = forms.singular, _muted(forms.raw)
        places = [*_found(forms.raw, self.exact, 0, ()), *_found(singular, self.folded, 0, muted)]
        if forms.joined != singular:
            # another form: nothing there is inside something here
            quiet = _muted(forms.whole)
            places += _found(forms.joined, self.folded, len(singular), quiet)
        hits: dict[str, list[str]] = {}
        for start, term in places:
            if not _within(start, term, places):
                listed = hits.setdefault(term.theme, [])
                if term.words not in listed:
                    listed.append(term.words)
        themes = [theme for theme in self.ids if theme in hits]
        themes.sort(key=lambda theme: -len(hits[theme]))  # stable: in order among equals
        matched = dict.fromkeys(word for theme in themes for word in hits[theme])
        return tuple(themes), tuple(matched)


def _found(
    listed: Sequence[str],
    index: Mapping[str, tuple[_Term, ...]],
    offset: int,
    muted: Container[int],
) -> list[tuple[int, _Term]]:
    """Where terms stand among some words, each with the place of its first word. Words at the
    places `muted` are no term by themselves."""
    return [
        (offset + at, term)
        for at, word in enumerate(listed)
        for term in index.get(word, ())
        if tuple(listed[at : at + len(term.parts)]) == term.parts
        and not (len(term.parts) == 1 and at in muted)
    ]


#: Words of themes that are verbs, too, and what stands before a verb.
_VERBS_TOO = frozenset("train ship bridge port arm shell patrol mine drill drone tunnel".split())
_BEFORE_PLACE = frozenset("in at from off near".split())
_BEFORE_VERB = frozenset("to will would can could should help".split())


def _muted(listed: Sequence[str]) -> frozenset[int]:
    """The places of words that are only part of a name (`Port Adair`), or verbs (`to train`)."""
    common = common_words()
    found = set()
    for at, word in enumerate(listed):
        after = listed[at + 1] if at + 1 < len(listed) else ""
        before = listed[at - 1] if at else ""
        named = word.istitle() and after.istitle()
        named = named and (before in _BEFORE_PLACE or after.lower() not in common)
        if (named and word.lower() in _PLACES) or (
            word in _VERBS_TOO and before.lower() in _BEFORE_VERB
        ):
            found.add(at)
    return frozenset(found)


#: Words with which the names of towns and counties begin.
_PLACES = frozenset("port strait bridge harbour harbor rail road canal cape fort mount".split())


def _within(start: int, term: _Term, places: Sequence[tuple[int, _Term]]) -> bool:
    """Whether a term is inside a longer one of another theme: `submarine`, `submarine cables`."""
    end = start + len(term.parts)
    return any(
        other.theme != term.theme
        and low <= start
        and end <= low + len(other.parts)
        and len(other.parts) > len(term.parts)
        for low, other in places
    )


def themes_by(match: Mapping[str, Sequence[str]]) -> Themes:
    """Themes by id, each with its `match` words."""
    exact: dict[str, tuple[_Term, ...]] = {}
    folded: dict[str, tuple[_Term, ...]] = {}
    for theme, listed in match.items():
        for words in listed:
            forms = _forms(words)
            capitals = any(len(word) > 1 and word.isupper() for word in words.split())
            parts, index = (forms.raw, exact) if capitals else (forms.singular, folded)
            if parts:
                term = _Term(theme, words, tuple(parts))
                index[parts[0]] = (*index.get(parts[0], ()), term)
    return Themes(tuple(match), exact, folded)


@record
class _Forms:
    """The words of a text as they are and in the singular, part by part where they have hyphens,
    and so with hyphenated words made one (`whole`, `joined`)."""

    raw: list[str]
    singular: list[str]
    whole: list[str]
    joined: list[str]


def _forms(text: str) -> _Forms:
    raw: list[str] = []
    singular: list[str] = []
    whole: list[str] = []
    joined: list[str] = []
    for match in _WORD.finditer(text):
        whole.append(match.group())
        parts = match.group().split("-")
        raw += parts
        singular += [_stem(part) for part in parts]
        joined.append(_stem("".join(parts)) if len(parts) > 1 else singular[-1])
    return _Forms(raw, singular, whole, joined)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """A word in the singular, spelled as in Britain."""
    folded = fold(word)
    folded = _AMERICAN.get(folded, folded)
    if folded.endswith("ies") and len(folded) > 4:
        return f"{folded[:-3]}y"
    if folded.endswith(("ches", "shes", "xes", "sses")):
        return folded[:-2]
    if folded.endswith("s") and not folded.endswith(("ss", "us", "is")) and len(folded) > 3:
        return folded[:-1]
    return folded
