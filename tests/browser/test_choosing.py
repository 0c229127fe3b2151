"""Notes, the words that they cite, and the sentences that rest on these find each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pages = Callable[..., Path]
Visits = Callable[..., Any]

# Read off the archived report by a person: passage 13 has both quotes, the first of which
# notes 2, 4, 7, 8, 11 and 16 cite.
CONVENE = (
    "India and Japan agreed to convene the Joint Working Group on Critical Minerals early this "
    "year under their economic security framework"
)


def texts(visit: Any, selector: str) -> list[str]:
    found: list[str] = visit.locator(selector).all_inner_texts()
    return found


def test_a_note_leads_to_its_words(pages: Pages, visit: Visits) -> None:
    page = visit(pages("minerals"))
    page.click("#mark-7")
    assert texts(page, ".quote.is-chosen") == [CONVENE]
    assert page.in_view(".quote.is-chosen")
    (sentence,) = texts(page, ".s.rests")
    assert sentence.startswith("India and Japan will convene")
    assert page.url.endswith("#note-7")
    assert page.locator("#mark-7").get_attribute("aria-current") == "true"
    # The note itself only says where the words stand: here they are.
    assert (
        page.locator("#chosen-text").inner_text() == f"Note 7. As note 2, passage 13: “{CONVENE}”."
    )


def test_the_place_in_the_brief_stays(pages: Pages, visit: Visits) -> None:
    """Only the source moves when a note is chosen."""
    page = visit(pages("minerals"))
    page.evaluate("scrollTo(0, 900)")
    for mark in ("#mark-8", "#mark-9", "#mark-10"):
        page.click(mark)
        assert page.evaluate("scrollY") == 900
        assert page.in_view(".quote.is-chosen")


def test_words_show_the_sentences_that_rest_on_them(pages: Pages, visit: Visits) -> None:
    page = visit(pages("minerals"))
    page.locator("#news-report-p14-q2").click()
    assert texts(page, ".s.rests") == [
        "The source does not say who made the claim of an export ban, nor whether it is true.",
        "It adds that reports recently claimed that Beijing has banned the export of rare earths "
        "to Tokyo.",
    ]
    assert "2 sentences rest on these words" in page.locator("#chosen-text").inner_text()
    assert page.in_view("#mark-10")
    assert page.url.endswith("#news-report-p14")


def test_the_words_of_one_note_only(pages: Pages, visit: Visits) -> None:
    """The second quote of a passage is not marked for notes of the first."""
    page = visit(pages("minerals"))
    page.click("#mark-12")
    (chosen,) = texts(page, ".quote.is-chosen")
    assert chosen.startswith("The aim is to accelerate collaboration")


@pytest.mark.parametrize("place", ["#note-10", "#news-report-p14"])
def test_places_have_addresses(pages: Pages, visit: Visits, place: str) -> None:
    page = visit(pages("minerals"), place)
    assert page.in_view("#news-report-p14-q2")
    assert "The source does not say who made the claim" in " ".join(texts(page, ".s.rests"))


def test_back_and_forth(pages: Pages, visit: Visits) -> None:
    """The browser's own way back is to what was chosen before."""
    page = visit(pages("minerals"))
    page.click("#mark-2")
    page.click("#mark-6")
    assert page.locator(".quote.is-chosen").inner_text().startswith("Resilient supply chains")
    page.go_back()
    assert texts(page, ".quote.is-chosen") == [CONVENE]
    page.click("#chosen-next")
    assert page.url.endswith("#note-3")


def test_a_note_without_words_of_its_own_leads_to_its_passage(pages: Pages, visit: Visits) -> None:
    """Note 15 is about passage 5 as a whole."""
    page = visit(pages("minerals"))
    page.click("#mark-15")
    assert page.locator("#news-report-p5").evaluate("e => e.classList.contains('is-chosen')")
    assert page.in_view("#news-report-p5")


def test_by_keyboard_alone(pages: Pages, visit: Visits) -> None:
    """Tab to a mark, Enter to its words, Enter to the sentences, Escape back."""
    page = visit(pages("minerals"))
    focused = "document.activeElement.id"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "mark-2":
            break
    assert page.evaluate(focused) == "mark-2"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "news-report-p13-q1"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "mark-2"
    assert len(texts(page, ".s.rests")) == 6
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "news-report-p13-q1"
    assert page.locator("#chosen").is_hidden()


def test_what_is_not_cited_is_visibly_so(pages: Pages, visit: Visits) -> None:
    """Of the report's 17 passages of text this brief cites 5, 6, 10, 13, 14 and 18."""
    page = visit(pages("minerals"))
    cited = [i.removeprefix("news-report-p") for i in page.locator(".cited[id]").evaluate_all(
        "all => all.map(e => e.id)")]  # fmt: skip
    assert cited == ["5", "6", "10", "13", "14", "18"]
    assert texts(page, ".coverage") == [
        "6 of 17 passages of its text are cited: the filled tiles. "
        "Low tiles are headings and other text around it."
    ]
    uncited = page.locator(".uncited")
    assert uncited.count() == 11
    assert all("not cited" in text for text in uncited.all_inner_texts())


def test_the_original_page_opens_at_the_words(pages: Pages, visit: Visits) -> None:
    """A source with an address has links to its words there; one without has none."""
    page = visit(pages("fisheries"))
    links = page.locator("a[href*=':~:text=']")
    assert links.count() > 0
    for link in links.all():
        assert link.get_attribute("href").startswith("https://example.org/straits/4#:~:text=")
        assert "noopener" in link.get_attribute("rel")
        assert link.locator("xpath=ancestor::section[@class]").get_attribute("id") == (
            "archive-joint-statement"
        )
