"""The preview in a browser: what changes in the files changes on the screen."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.preview import server
from briefgen.preview.workshop import Selection

from .conftest import ROOT

THEME = "briefs/themes/minerals.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    return tmp_path


@pytest.fixture
def address(workspace: Path) -> Iterator[str]:
    """The preview of the example, at its address."""
    listening = server.bound(0)
    up = threading.Event()
    held: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    async def serve() -> None:
        task = asyncio.current_task()
        assert task is not None
        held.append((asyncio.get_running_loop(), task))
        with contextlib.suppress(asyncio.CancelledError):
            selection = Selection("minerals", "policy-brief", "html")
            await server.serve(workspace, listening, selection, up.set, lambda shown: None)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert up.wait(20)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    loop, task = held[0]
    loop.call_soon_threadsafe(task.cancel)
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page at the preview; no script may fail, no policy be broken."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    made = context.new_page()
    wrong: list[str] = []

    def told(message: Any) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", told)
    made.goto(address)
    until(lambda: title(made) == "Critical minerals")
    yield made
    context.close()
    assert wrong == []


def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def title(page: Any) -> str:
    """The title of the brief in the frame."""
    script = "document.querySelector('iframe:not(.coming)')?.contentDocument?.title ?? ''"
    found: str = page.evaluate(script)
    return found


def change(workspace: Path, old: str, new: str) -> None:
    path = workspace / THEME
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


#: Where the reader is: how far down, and where the mark stands that is first in view.
PLACE = """mark => {
    const page = document.querySelector('iframe:not(.coming)').contentDocument;
    return [page.scrollingElement.scrollTop,
            page.getElementById(mark).getBoundingClientRect().top];
}"""


def test_the_reader_stays_where_he_was(page: Any, workspace: Path) -> None:
    """What was in view stays in view when the text above it becomes longer, and so do filters."""
    page.evaluate(
        """() => {
            const frame = document.querySelector('iframe');
            const page = frame.contentDocument;
            const wanted = page.getElementById('mark-12').getBoundingClientRect().top;
            page.scrollingElement.scrollTo({top: wanted - 200, behavior: 'instant'});
        }"""
    )
    before = page.evaluate(PLACE, "mark-12")
    longer = "title: Critical minerals and much else in a title that fills more than a single line"
    change(workspace, "title: Critical minerals", longer)
    until(lambda: title(page).startswith("Critical minerals and much"))
    after = page.evaluate(PLACE, "mark-12")
    assert after[0] > before[0] + 20
    assert abs(after[1] - before[1]) < 3
    assert page.locator("iframe").count() == 1


def test_an_error_comes_and_goes(page: Any, workspace: Path) -> None:
    """The message with its caret stands above the last good brief, and leaves when it is mended."""
    change(workspace, "early in 2026", "early in 2027")
    page.wait_for_selector("section.error")
    text = page.locator("section.error").inner_text()
    assert "error[claim-date]" in text
    assert "^^^^" in text
    assert "last good brief" in text
    assert page.locator("#status").inner_text() == "1 error"
    assert "1 error" in page.title()
    assert title(page) == "Critical minerals"
    change(workspace, "early in 2027", "early in 2026")
    page.wait_for_selector("section.error", state="detached")
    assert page.locator("#status").inner_text().startswith("Up to date")


def test_another_theme_and_format(page: Any) -> None:
    """The switch acts at once, by mouse or keyboard, and its choice is in the address."""
    page.get_by_label("Theme").first.select_option("quad")
    page.wait_for_url("**theme=quad**")
    until(lambda: title(page) == "The Quad")
    page.get_by_label("Format").select_option("docx")
    page.wait_for_selector("a[download]")
    with page.expect_download() as download:
        page.click("a[download]")
    assert download.value.suggested_filename == "quad-policy-brief-2026-01-16.docx"
    page.get_by_label("Format").select_option("pdf")
    page.wait_for_selector("iframe[src$='.pdf']")


def test_axe_finds_nothing_in_the_frame(page: Any, workspace: Path, axe: str) -> None:
    """With a brief and with errors."""
    for text in ("early in 2026", "early in 2027"):
        change(workspace, "early in 2026", text)
        if text == "early in 2027":
            page.wait_for_selector("section.error")
        page.evaluate(axe)
        run = "axe.run({iframes: false}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
        assert page.evaluate(run) == []


def test_other_pages_get_nothing(browser: Any, address: str, tmp_path: Path) -> None:
    """A page from elsewhere cannot read, embed or run anything of the preview."""
    port = address.rsplit(":", 1)[1].rstrip("/")
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text(
        f"""<!doctype html><iframe id=f src="{address}"></iframe>
        <script src="{address}preview.js" onerror="window.refused = 'script'"></script>
        <script>
          fetch("{address}").then(() => window.read = 1, () => window.read = 0);
          const told = new EventSource("http://localhost:{port}/events");
          told.onopen = () => window.told = 1; told.onerror = () => window.told = 0;
        </script>"""
    )
    context = browser.new_context()
    page = context.new_page()
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status))
    page.goto(elsewhere.as_uri())
    until(lambda: page.evaluate("window.read === 0 && window.told === 0"))
    assert page.evaluate("window.refused") == "script"
    assert [status for status in answers if status not in (0, 200)]
    assert 200 not in answers[1:]
    context.close()


def test_without_javascript(browser: Any, address: str) -> None:
    """The page shows the brief as of its loading, with a button for the switch."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.frame_locator("iframe").locator("h1").first.inner_text() == "Critical minerals"
    page.get_by_label("Theme").first.select_option("quad")
    page.get_by_role("button", name="Show").click()
    assert page.frame_locator("iframe").locator("h1").first.inner_text() == "The Quad"
    context.close()
