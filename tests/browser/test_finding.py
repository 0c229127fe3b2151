"""Filters and search."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Pages = Callable[..., Path]
Visits = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent.parent


def rows(visit: Any) -> list[str]:
    """The rows of the table of outcomes that can be seen."""
    table = visit.locator("table", has_text="Outcomes, strongest first")
    return [row.inner_text() for row in table.locator("tbody tr").all() if row.is_visible()]


def test_outcomes_are_filtered_by_strength(pages: Pages, visit: Visits) -> None:
    """Of the three outcomes two are decided and one explored."""
    page = visit(pages("minerals"))
    assert len(rows(page)) == 3
    page.select_option("#filter-strength", "explored")
    (left,) = rows(page)
    assert "Resilient supply chains" in left
    told = page.locator("#filter-told")
    assert told.inner_text() == "2 of 3 outcomes hidden"
    assert told.get_attribute("role") == "status"
    page.click("#filter-clear")
    assert len(rows(page)) == 3
    assert told.inner_text() == ""


def test_outcomes_are_filtered_by_actor_and_theme(pages: Pages, visit: Visits) -> None:
    """Who acts alone is told from who acts with others; filters add up."""
    page = visit(pages("fisheries"))
    every = rows(page)
    page.select_option("#filter-actor", "Guilder")
    with_guilder = rows(page)
    assert 0 < len(with_guilder) < len(every)
    assert all("Guilder" in row.rpartition("\t")[2] for row in with_guilder)


def test_filters_never_hide_running_text(pages: Pages, visit: Visits) -> None:
    page = visit(pages("minerals"))
    page.select_option("#filter-strength", "explored")
    assert page.locator(".bottom-line").is_visible()
    assert page.locator("text=Settle the agenda and the level").is_visible()


def test_paper_has_what_a_filter_hides(pages: Pages, visit: Visits) -> None:
    page = visit(pages("minerals"))
    page.select_option("#filter-strength", "explored")
    page.emulate_media(media="print")
    assert len(rows(page)) == 3


def test_both_panes_are_searched(pages: Pages, visit: Visits) -> None:
    """As many hits as the archived text has, whatever the case of the letters."""
    archived = (ROOT / "briefs/sources/news-report/text.txt").read_text(encoding="utf-8")
    wanted = len(re.findall("rare earths", archived, re.I))
    page = visit(pages("minerals"))
    page.fill("#find", "RARE earths")
    told = re.fullmatch(
        r"(\d+) in the brief, (\d+) in the source", page.locator("#found").inner_text()
    )
    assert told is not None
    assert int(told[2]) == wanted == 4
    assert int(told[1]) > 0
    assert page.evaluate("CSS.highlights.get('found').size") == int(told[1]) + wanted
    page.keyboard.press("Enter")
    assert page.locator("#found").inner_text().startswith("1 of ")
    page.keyboard.press("Shift+Enter")  # round to the last, which is in the source
    seen = page.evaluate(
        """() => {
            const [range] = CSS.highlights.get('here');
            const box = range.getBoundingClientRect();
            return [range.toString(), box.top >= 0 && box.bottom <= innerHeight];
        }"""
    )
    assert seen[0].lower() == "rare earths"
    assert seen[1]


def test_accents_do_not_matter_and_nothing_is_said_of_nothing(pages: Pages, visit: Visits) -> None:
    page = visit(pages("minerals"))
    page.fill("#find", "énérgy sécurity")
    assert "1 in the source" in page.locator("#found").inner_text()
    page.fill("#find", "zubrowka")
    assert page.locator("#found").inner_text() == "0 in the brief, 0 in the source"
    assert page.locator("#find-next").is_disabled()
    page.fill("#find", "   ")
    assert page.locator("#found").inner_text() == ""
