"""Without its script, and on paper, the page is a brief like any other."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEMPLATES = ("policy-brief", "at-a-glance", "talking-points", "outcome-matrix")

Pages = Callable[..., Path]
Visits = Callable[..., Any]


def test_every_link_leads_somewhere(pages: Pages, visit: Visits) -> None:
    """Without JavaScript: notes and marks lead to each other, quotes to their marks."""
    page = visit(pages("minerals"), java_script_enabled=False)
    assert page.locator("#tools").is_hidden()
    assert page.locator("#sources").is_visible()
    ids = set(page.locator("[id]").evaluate_all("all => all.map(e => e.id)"))
    links = page.locator("a[href^='#']").evaluate_all("all => all.map(e => e.hash.slice(1))")
    assert len(links) > 60
    assert set(links) <= ids
    page.click("#mark-3")
    assert page.url.endswith("#note-3")
    assert page.in_view("#note-3")
    page.click("#note-3 .lead")
    assert page.in_view("#news-report-p10-q1")
    page.click("#news-report-p10-q1")
    assert page.url.endswith("#mark-3")
    assert page.in_view("#mark-3")


def printed(page: Any, folder: Path) -> list[str]:
    """The text of each page, as poppler reads it, in one line each."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    file = folder / "printed.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True))
    ran = subprocess.run([program, file, "-"], capture_output=True, text=True, check=True)
    return [" ".join(text.split()) for text in ran.stdout.split("\f") if text.strip()]


@pytest.mark.parametrize("template", TEMPLATES)
def test_paper_has_brief_notes_and_passages(
    pages: Pages, visit: Visits, tmp_path: Path, template: str
) -> None:
    """From every template: the outcomes, the notes, the cited passages and no others, and
    nothing that only a screen can use."""
    page = visit(pages("minerals", template))
    page.click("#mark-2")
    text = " ".join(printed(page, tmp_path))
    assert "India and Japan will convene the Joint Working Group on Critical Minerals" in text
    assert "18th India–Japan Strategic Dialogue held on Friday (January 16, 2026)" in text
    assert "Recognising the geopolitical importance of resource security" in text
    assert text.count("Recognising the geopolitical importance") == 1
    assert "Infrastructure cooperation featured prominently" not in text
    assert "Image courtesy" not in text
    assert "To the sentence" not in text
    assert "Strength all" not in text
    assert "The same as a table" not in text


@pytest.mark.parametrize("scripted", [True, False])
def test_the_annex_is_for_paper(pages: Pages, visit: Visits, scripted: bool) -> None:
    """A screen has the sources beside the brief, so nothing of the annex, its head neither."""
    page = visit(pages("minerals"), java_script_enabled=scripted)
    annex = [
        page.get_by_text("Annex: the cited passages"),
        page.get_by_text("arrows lead back to the notes"),
        page.locator(".passage").first,
    ]
    assert not any(part.is_visible() for part in annex)
    page.emulate_media(media="print")
    assert all(part.is_visible() for part in annex)


def test_paper_does_not_show_what_is_chosen(pages: Pages, visit: Visits) -> None:
    """The mark of the note that is chosen looks like the others."""
    page = visit(pages("minerals"))
    page.click("#mark-4")
    looks = "all => [...new Set(all.map(e => getComputedStyle(e).backgroundColor))].length"
    assert page.locator(".ref").evaluate_all(looks) == 2
    page.emulate_media(media="print")
    assert page.locator(".ref").evaluate_all(looks) == 1


def test_paper_parts_no_passage(pages: Pages, visit: Visits) -> None:
    """Neither in the annex nor among the sources, whose bar would begin a page too early."""
    page = visit(pages("minerals"))
    page.emulate_media(media="print")
    kept = "all => [...new Set(all.map(e => getComputedStyle(e).breakInside))]"
    assert page.locator(".passages > li, .passage").evaluate_all(kept) == ["avoid"]


def test_every_page_has_the_marking(pages: Pages, visit: Visits, tmp_path: Path) -> None:
    """At its head and at its foot, with the line that runs along and the number."""
    texts = printed(visit(pages("fisheries")), tmp_path)
    for number, text in enumerate(texts, 1):
        assert text.count("OFFICIAL") >= 2
        assert f"page {number} of {len(texts)}" in text
        assert "Ministry of Straits · Fisheries" in text


def test_paper_has_the_size_of_the_style(pages: Pages, visit: Visits, tmp_path: Path) -> None:
    """The outcome matrix is landscape A4, as its style says."""
    program = shutil.which("pdfinfo")
    if program is None:
        pytest.skip("pdfinfo is not installed (Debian: poppler-utils)")
    page = visit(pages("minerals", "outcome-matrix"))
    (tmp_path / "printed.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    command = [program, tmp_path / "printed.pdf"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    (size,) = [line for line in ran.stdout.splitlines() if line.startswith("Page size")]
    assert "841.9" in size.split(" x ")[0] or "842" in size.split(" x ")[0]
