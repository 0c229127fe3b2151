"""For everybody's eyes, ears and screens: WCAG 2.2, levels A and AA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.document import (
    ArchivedPassage,
    ArchivedSource,
    Beside,
    Document,
    Paragraph,
    Text,
    Title,
)
from briefgen.writers.html import write

TEMPLATES = ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix")
Pages = Callable[..., Path]
Visits = Callable[..., Any]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Any, axe: str) -> list[str]:
    """What axe-core has to say, a line an element. Its script is put in from outside: the
    page's own policy would refuse it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert len(found["passes"]) > 20
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_nothing(pages: Pages, visit: Visits, axe: str, template: str) -> None:
    """In every template and both schemes, with all folds open, something filtered and searched
    for, and a note chosen."""
    page = visit(pages("minerals", template))
    if page.locator("#filter-strength").count():
        page.select_option("#filter-strength", "explored")
    page.fill("#find", "rare earths")
    page.click("#mark-1")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert findings(page, axe) == [], scheme
    assert len(grounds) == 2
    assert "rgb(255, 255, 255)" in grounds


def test_axe_finds_nothing_on_a_narrow_screen(pages: Pages, visit: Visits, axe: str) -> None:
    """In both panes and schemes."""
    page = visit(pages("fisheries"), width=320, height=640)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for pane in ("#show-brief", "#show-sources"):
            page.click(pane)
            assert findings(page, axe) == [], (scheme, pane)


def test_axe_finds_nothing_without_the_script(pages: Pages, browser: Any, axe: str) -> None:
    """The script is taken out of the file, since axe-core needs one to run."""
    html = pages("fisheries").read_text(encoding="utf-8")
    start = html.rindex("<script>")
    context = browser.new_context()
    page = context.new_page()
    page.set_content(html[:start] + html[html.index("</script>", start) :])
    assert findings(page, axe) == []
    context.close()


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
def test_zoomed_to_400_percent(pages: Pages, visit: Visits, template: str, scripted: bool) -> None:
    """A window of 1280 by 1024 at 400 % is 320 by 256 (WCAG 1.4.10): nothing has to be
    scrolled sideways, and no word is cut off."""
    page = visit(pages("minerals", template), width=320, height=256, java_script_enabled=scripted)
    panes = ["#show-brief", "#show-sources"] if scripted else [None]
    for pane in panes:
        if pane:
            page.click(pane)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, pane


def test_a_table_is_a_list_on_a_narrow_screen_and_still_a_table(
    pages: Pages, visit: Visits
) -> None:
    """The cells of a row stand one below the other; who listens still hears rows and headers."""
    page = visit(pages("minerals"), width=320, height=640)
    table = page.locator("#brief table", has_text="Outcomes, strongest first")
    cells = table.locator("tbody tr").first.locator("th, td").all()
    tops = [cell.bounding_box()["y"] for cell in cells]
    assert tops == sorted(tops)
    assert tops[2] > tops[1] + 10 > tops[0] + 20
    # what Chromium tells a screen reader
    session = page.context.new_cdp_session(page.page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
    (rows,) = [
        node
        for node in tree
        if node["role"]["value"] == "table"
        and node.get("name", {}).get("value", "").startswith("Outcomes, strongest first")
    ]
    assert rows
    assert roles.count("columnheader") >= 6
    assert roles.count("rowheader") >= 4


def test_a_drawing_gives_way_to_its_table_on_a_narrow_screen(pages: Pages, visit: Visits) -> None:
    """Its letters would be too small; without the script it stays, as its table is folded."""
    page = visit(pages("minerals"), width=360, height=800)
    drawings, tables = page.locator(".drawing"), page.locator(".numbers table")
    assert drawings.count() == tables.count() == 3
    assert not any(one.is_visible() for one in drawings.all())
    assert all(one.is_visible() for one in tables.all())
    page.emulate_media(media="print")
    assert all(one.is_visible() for one in page.locator("#brief .drawing").all())
    plain = visit(pages("minerals"), width=360, height=800, java_script_enabled=False)
    assert all(one.is_visible() for one in plain.locator(".drawing").all())


def test_one_pane_at_a_time_on_a_narrow_screen(pages: Pages, visit: Visits) -> None:
    """Choosing a note turns to the source, closing turns back."""
    page = visit(pages("minerals"), width=390, height=800)
    assert page.locator("#sources").is_hidden()
    page.click("#mark-2")
    assert page.locator("#brief").is_hidden()
    assert page.in_view("#news-report-p13-q1")
    assert page.locator("#show-sources").get_attribute("aria-pressed") == "true"
    page.click("#chosen-close")
    assert page.locator("#brief").is_visible()
    assert page.in_view("#mark-2")


def test_nothing_glides_for_who_asked_for_less_motion(pages: Pages, visit: Visits) -> None:
    page = visit(pages("minerals"), reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate(
        """() => {
            document.getElementById('mark-16').click();
            const before = document.getElementById('sources').scrollTop;
            return new Promise(done => setTimeout(() =>
                done(document.getElementById('sources').scrollTop === before), 200));
        }"""
    )


def test_forced_colours_keep_the_marks(pages: Pages, visit: Visits) -> None:
    """What is chosen has an outline where a system's colours replace the page's."""
    page = visit(pages("minerals"), forced_colors="active")
    page.click("#mark-2")
    style = "e => getComputedStyle(e).outlineStyle"
    assert page.locator(".s.rests").first.evaluate(style) == "solid"
    assert page.locator(".quote.is-chosen").first.evaluate(style) != "none"


def test_a_page_from_right_to_left(visit: Visits, tmp_path: Path) -> None:
    """The brief stands on the right, where reading begins, and the source beside it; nothing is
    out of the window."""
    source = ArchivedSource(
        "bayan", "Read-out", "بيان", "", "ar", (ArchivedPassage(1, "اتفق الوزيران على الحبوب."),)
    )
    document = Document(
        "الحبوب",
        "ar",
        "2031-05-06",
        (Title((Text("الحبوب"),)), Paragraph((Text("اتفق الوزيران على الحبوب."),))),
        beside=Beside((source,)),
    )
    path = tmp_path / "page.html"
    path.write_bytes(write(document)[0])
    page = visit(path)
    assert page.in_view("#title")
    brief = page.locator("#title").bounding_box()
    beside = page.locator("#sources").bounding_box()
    assert beside["x"] + beside["width"] <= brief["x"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


def test_drawings_follow_the_scheme(pages: Pages, visit: Visits) -> None:
    """A dark page has a dark drawing: its labels are light."""
    colours = {}
    for scheme in ("light", "dark"):
        page = visit(pages("minerals"), color_scheme=scheme)
        colours[scheme] = page.locator("#brief svg text").first.evaluate(
            "e => getComputedStyle(e).fill"
        )
    assert colours["light"] != colours["dark"]
    assert colours["dark"].startswith("rgb(1") or colours["dark"].startswith("rgb(2")
