"""The search: an index inside the page, so that it also works from a disk."""

from __future__ import annotations

import json

from briefgen.elements import Content, Html, element
from briefgen.site.catalogue import Catalogue
from briefgen.site.frame import Frame, asset
from briefgen.site.outcome import title
from briefgen.writers.html.markup import json_text

#: The most characters of passages that the index holds; beyond it sources are found by title.
_MOST_TEXT = 4_000_000


def search_box() -> Html:
    """The box; it is shown by the script without which it would do nothing."""
    return element(
        "form",
        element("label", "Search the briefs ", element("input", type="search", name="q")),
        element("button", "Search"),
        role="search",
        hidden=True,
        data_search="search.html",
    )


def search_page(catalogue: Catalogue) -> bytes:
    """The page that finds themes, outcomes and passages. Without its script it lists all."""
    frame = Frame(catalogue, "search.html", catalogue.mark_of_all())
    entries, whole = _entries(frame)
    index = json_text(json.dumps(entries, ensure_ascii=False, separators=(",", ":")))
    data = f'<script type="application/json" id="index">{index}</script>\n'
    about = None if whole else element("p", "Sources are found by their titles.", class_="small")
    return frame.page(
        "Search",
        element("h1", "Search"),
        search_box(),
        about,
        element("p", "", id="found", role="status"),
        element("ol", id="results", class_="results"),
        element(
            "div",
            element("h2", "All outcomes"),
            element(
                "ul",
                [
                    element(
                        "li",
                        frame.link(frame.marked(o.marking, o.summary), f"outcomes/{o.id}.html"),
                    )
                    for o in sorted(
                        catalogue.outcomes.values(), key=lambda o: (o.summary.casefold(), o.id)
                    )
                ],
            ),
            element("h2", "All briefs"),
            element(
                "ul", [element("li", _theme(frame, p.title, p.address)) for p in catalogue.pages]
            ),
            element("h2", "All sources"),
            element(
                "ul",
                [
                    element("li", frame.link(title(s), f"sources/{s.id}.html"))
                    for s in catalogue.sources.values()
                ],
            ),
            id="all",
        ),
        script=asset("box.js") + asset("search.js"),
        data=data,
    )


def _theme(frame: Frame, words: str, address: str) -> Content:
    return frame.link(frame.said(words), address)


def _entries(frame: Frame) -> tuple[list[list[str]], bool]:
    """What can be found: its kind, its words, where it leads, and further words to find it by;
    and whether all passages are among it."""
    catalogue = frame.catalogue
    entries = []
    for page in catalogue.pages:
        themes = [catalogue.workspace.themes[theme] for theme in page.themes]
        more = " ".join([*(a for t in themes for a in t.aliases), *page.document.keywords])
        entries.append(["Brief", page.title, page.address, more])
    for outcome in catalogue.outcomes.values():
        meeting = catalogue.workspace.meetings[outcome.meeting]
        words = catalogue.portion(outcome.marking) + outcome.summary
        facts = (
            *outcome.actors,
            *outcome.themes,
            outcome.commitment,
            outcome.owner or "",
            outcome.due.text if outcome.due else "",
            outcome.amount or "",
            meeting.title,
            meeting.date.isoformat(),
        )
        more = " ".join(filter(None, facts))
        entries.append(["Outcome", words, f"outcomes/{outcome.id}.html", more])
    size = sum(len(source.archive.text) for source in catalogue.sources.values())
    whole = size <= _MOST_TEXT
    for source in catalogue.sources.values():
        address = f"sources/{source.id}.html"
        entries.append(["Source", source.title, address, source.publisher or ""])
        if whole:
            entries += [
                ["Passage", passage.text, f"{address}#p{passage.number}", source.title]
                for passage in source.passages
                if passage.kind in ("body", "heading")
            ]
    return entries, whole
