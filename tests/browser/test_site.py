"""A site of briefs in a browser, opened from a disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.site.making import make_site

from .conftest import ROOT

PAGES = (
    "index.html",
    "search.html",
    "outcomes/minerals-working-group.html",
    "sources/news-report.html",
    "themes/minerals.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "briefs", root / "briefs")
    assert make_site(root, root / "site").report.ok
    return root / "site"


@pytest.fixture
def surf(browser: Any, site: Path) -> Any:
    """Open pages of the site; no script may fail, and nothing but its files be asked for."""
    contexts, asked, wrong = [], [], []

    def told(message: Any) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    def surf(name: str, **more: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **more})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", told)
        page.goto(f"{site.as_uri()}/{name}")
        return page

    yield surf
    for context in contexts:
        context.close()
    assert all(url.startswith(site.as_uri()) for url in asked)
    assert wrong == []


def test_search_from_a_disk(surf: Callable[..., Any]) -> None:
    """Words typed on the first page lead to what has all of them, with the words marked."""
    page = surf("index.html")
    page.get_by_label("Search the briefs").fill("Working group minerals")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=*")
    results = page.locator("#results li")
    assert page.locator("#found").inner_text() == f"{results.count()} found"
    assert "will convene the Joint Working Group" in results.first.inner_text()
    assert results.first.locator("mark").all_inner_texts() == ["Working", "Group", "Minerals"]
    assert page.locator("#all").is_hidden()
    results.first.locator("a").click()
    assert page.url.endswith("/outcomes/minerals-working-group.html")
    page.go_back()
    assert results.count() > 0
    page.get_by_label("Search the briefs").fill("zzzz")
    assert page.locator("#found").inner_text() == "Nothing found for “zzzz”."
    page.get_by_label("Search the briefs").fill("")
    assert page.locator("#all").is_visible()


def test_search_knows_no_accents_and_no_markup(surf: Callable[..., Any]) -> None:
    """Accents and case make no difference; what is typed is never markup."""
    page = surf("search.html#q=DÉFENCE")
    assert page.locator("#results li").count() > 0
    page.get_by_label("Search the briefs").fill("<img src=x onerror=alert(1)>")
    assert page.locator("#found img").count() == 0
    assert "<img" in page.locator("#found").inner_text()


def test_passages_are_found_at_their_place(surf: Callable[..., Any]) -> None:
    """A passage is found by its words, and leads to its number in the source."""
    page = surf("search.html#q=Beijing%20export")
    page.locator("#results a").first.click()
    assert "/sources/news-report.html#p" in page.url
    number = page.url.rpartition("#")[2]
    assert "Beijing" in page.locator(f"#{number}").inner_text()


@pytest.mark.parametrize("name", PAGES)
def test_without_javascript(surf: Callable[..., Any], name: str) -> None:
    """Every page is whole; a box that would do nothing is not shown, the search lists all."""
    page = surf(name, java_script_enabled=False)
    assert page.locator("main").is_visible()
    assert page.locator("form").count() == 0 or page.locator("form").first.is_hidden()
    if name == "search.html":
        assert page.locator("#all a").count() == 22 + 7 + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(surf: Callable[..., Any], axe: str, name: str, scheme: str) -> None:
    """WCAG 2.2 AA and best practices, as far as a machine can tell, on both grounds."""
    page = surf(name, color_scheme=scheme)
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_narrow_and_magnified(surf: Callable[..., Any], name: str) -> None:
    """At 320 CSS pixels, which is 400 % of 1280, nothing has to be scrolled sideways (WCAG 2.2,
    1.4.10)."""
    page = surf(name, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [360, 560])
def test_the_matrix_is_a_list_on_a_narrow_screen(surf: Callable[..., Any], width: int) -> None:
    """Each theme with its steps and their counts, all in view."""
    page = surf("index.html", viewport={"width": width, "height": 800})
    rows = page.locator(".matrix tbody tr")
    shown = [cell for cell in rows.first.locator("td").all() if cell.is_visible()]
    assert [cell.inner_text() for cell in shown] == ["3", "1"]
    assert [cell.get_attribute("data-label") for cell in shown] == ["explored", "noted"]
    assert page.evaluate("""() => { const box = document.querySelector(".scroll");
        return box.scrollWidth <= box.clientWidth; }""")


def test_keyboard(surf: Callable[..., Any]) -> None:
    """The first stop leads past the ways to the text; it can be seen when it has the focus."""
    page = surf("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
