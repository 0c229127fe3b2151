"""Which themes a sentence is about: those of which it has one of the `match:` words.

A theme is defined by words in its own file, so that a user can add one. `match: [rare earths]` also
finds `rare earth`, `Rare-Earth` and `rare-earths`; spelling may be British or American. A word in
capitals (`AI`, `LNG`) is found in capitals only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    """One `match` word: as it was written, and how it is looked for."""

    words: str
    needle: str
    exact: bool


@record
class Themes:
    """Themes ready to be looked up in many sentences; ids in their given order."""

    terms: tuple[tuple[str, tuple[_Term, ...]], ...]

    def of(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The themes of a text, those of which it has most words first, and the words found."""
        forms = _forms(text)
        places = [
            (start, start + len(term.needle), theme, term.words)
            for theme, terms in self.terms
            for term in terms
            if (start := _find(forms, term)) is not None
        ]
        found: list[tuple[str, list[str]]] = []
        for theme, _ in self.terms:
            hits = [
                words
                for start, end, of, words in places
                if of == theme and not _within(start, end, theme, places)
            ]
            if hits:
                found.append((theme, hits))
        found.sort(key=lambda one: -len(one[1]))  # stable: the order of the files among equals
        matched = dict.fromkeys(word for _, hits in found for word in hits)
        return tuple(theme for theme, _ in found), tuple(matched)


def _find(forms: tuple[str, str, str], term: _Term) -> int | None:
    """Where a term stands in one of the forms of a text."""
    exact, folded, joined = forms
    at = exact.find(term.needle) if term.exact else folded.find(term.needle)
    if at < 0 and not term.exact and (at := joined.find(term.needle)) >= 0:
        at += len(folded)  # another form: nothing there is inside something here
    return at if at >= 0 else None


def _within(start: int, end: int, theme: str, places: Sequence[tuple[int, int, str, str]]) -> bool:
    """Whether a term is inside a longer one of another theme: `submarine` in `submarine cables`."""
    return any(
        of != theme and low <= start and end <= high and high - low > end - start
        for low, high, of, _ in places
    )


def themes_by(match: Mapping[str, Sequence[str]]) -> Themes:
    """Themes by id, each with its `match` words."""
    return Themes(
        tuple((theme, tuple(_term(one) for one in listed)) for theme, listed in match.items())
    )


def _term(words: str) -> _Term:
    exact = any(len(word) > 1 and word.isupper() for word in words.split())
    raw, folded, _ = _forms(words)
    return _Term(words, raw if exact else folded, exact)


def _forms(text: str) -> tuple[str, str, str]:
    """The words of a text as they are, in the singular, and so with hyphenated words made one;
    each word between spaces."""
    raw: list[str] = []
    stems: list[str] = []
    joined: list[str] = []
    for match in _WORD.finditer(text):
        parts = match.group().split("-")
        raw += parts
        stems += [_stem(part) for part in parts]
        joined.append(_stem("".join(parts)))
    return f" {' '.join(raw)} ", f" {' '.join(stems)} ", f" {' '.join(joined)} "


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
