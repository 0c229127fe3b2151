"""Search, filters, and what is chosen: hidden until the script can serve them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefgen.document import CoveredOutcome
from briefgen.writers.html import markup


def write_tools(outcomes: Iterable[CoveredOutcome], sources: int, english: str) -> str:
    """The tools of a page. A filter is there when it can tell outcomes apart."""
    outcomes = tuple(outcomes)
    word = "Source" if sources == 1 else "Sources"
    filters = _filters(outcomes)
    return (
        f'<div id="tools" class="tools" role="region" aria-label="Tools"{english} hidden>'
        '<div class="tabs" role="group" aria-label="Show">'
        '<button type="button" id="show-brief">Brief</button>'
        f'<button type="button" id="show-sources">{word}</button></div>'
        '<details class="more" id="more"><summary>Search and filter</summary>'
        '<div role="search"><label for="find">Search</label>'
        '<input type="search" id="find" autocomplete="off" spellcheck="false">'
        '<button type="button" id="find-previous" aria-label="Previous match">↑</button>'
        '<button type="button" id="find-next" aria-label="Next match">↓</button>'
        '<span id="found" role="status"></span></div>'
        f'<div role="group" aria-label="Filter outcomes">{filters}'
        '<button type="button" id="filter-clear" hidden>Show all</button>'
        '<span id="filter-told" role="status"></span></div></details></div>\n'
    )


def write_chosen(english: str) -> str:
    """The line that says what is chosen, at the foot of the window."""
    return (
        f'<div id="chosen" class="chosen" role="region" aria-label="What is chosen"{english} '
        'hidden><p id="chosen-text" role="status"></p>'
        '<button type="button" id="chosen-previous" aria-label="Previous note">Previous</button>'
        '<button type="button" id="chosen-next" aria-label="Next note">Next</button>'
        '<button type="button" id="chosen-back">To the sentence</button>'
        '<button type="button" id="chosen-close">Close</button></div>\n'
    )


def _filters(outcomes: tuple[CoveredOutcome, ...]) -> str:
    strengths = {o.strength.word: o.strength.level for o in outcomes}
    by_level = sorted(strengths, key=lambda word: -strengths[word])
    words = Counter(o.strength.word for o in outcomes)
    actors = Counter(actor for o in outcomes for actor in o.actors)
    themes = Counter(theme for o in outcomes for theme in o.themes)
    made = ""
    for name, label, values, counts in (
        ("strength", "Strength", by_level, words),
        ("actor", "Actor", sorted(actors), actors),
        ("theme", "Theme", sorted(themes), themes),
    ):
        if len(values) > 1 or any(counts[value] < len(outcomes) for value in values):
            options = "".join(_option(value, counts[value]) for value in values)
            made += (
                f'<label for="filter-{name}">{label}</label><select id="filter-{name}">'
                f'<option value="">all</option>{options}</select>'
            )
    return made


def _option(value: str, count: int) -> str:
    return f'<option value="{markup.attribute(value)}">{markup.text(value)} ({count})</option>'
