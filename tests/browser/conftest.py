"""Pages of briefs in a real browser: headless Chromium, driven by Playwright.

The browser is Debian's `chromium` (or the one that CHROMIUM names), axe-core the file that
AXE_CORE names. Whatever is missing, a test that needs it is skipped and says so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen import pipeline
from briefgen.plan import Options

ROOT = Path(__file__).resolve().parent.parent.parent
STRAITS = ROOT / "tests/provenance/florin-guilder"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def built(root: Path, out: Path, theme: str, template: str = "policy-brief", **more: Any) -> Path:
    """The page of one brief."""
    options = Options((theme,), template, formats=("html",), out=out, **more)
    report = pipeline.build(root, options)
    assert report.built, [d.message for d in report.diagnostics]
    ((page,),) = (brief.files for brief in report.built)
    return page


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The page of a theme from a template: of the example (`minerals`), or of the invented
    straits (`fisheries`), which have addresses, a marking and two sources."""
    out = tmp_path_factory.mktemp("pages")
    straits = tmp_path_factory.mktemp("straits") / "straits"
    shutil.copytree(STRAITS, straits, ignore=shutil.ignore_patterns("output"))
    made: dict[tuple[str, str], Path] = {}

    def page(theme: str, template: str = "policy-brief") -> Path:
        if (theme, template) not in made:
            root = ROOT if theme == "minerals" else straits
            made[theme, template] = built(root, out / template, theme, template)
        return made[theme, template]

    return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the tests of a file; each has a fresh profile of its own. While it runs,
    Playwright runs an event loop: tests elsewhere that start one could not."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="the Python package playwright is not installed"
    )
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("Chromium is not installed (Debian: chromium), or CHROMIUM does not name it")
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(executable_path=program, args=list(FLAGS))
        yield found
        found.close()


class Visit:
    """A page that was opened, what it asked for, and what went wrong in it."""

    def __init__(self, context: Any, url: str) -> None:
        self.page = context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._told)
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.goto(url)

    def _told(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    def in_view(self, selector: str) -> bool:
        """Whether an element can be seen: it is in the window and nothing lies over it."""
        seen: bool = self.page.locator(selector).first.evaluate(
            """element => {
                const box = element.getClientRects()[0];
                if (!box) return false;
                const at = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
                return element === at || element.contains(at) || at?.contains(element);
            }"""
        )
        return seen


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Open a file: `visit(path, "#note-3", width=320)`; settings are those of Playwright's
    contexts. Nothing may ask for anything but the file, and no script may fail."""
    contexts: list[Any] = []
    visits: list[Visit] = []

    def open_it(
        path: Path, place: str = "", width: int = 1400, height: int = 900, **more: Any
    ) -> Visit:
        more.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        visits.append(Visit(context, path.as_uri() + place))
        return visits[-1]

    yield open_it
    for one in visits:
        assert {url.partition("#")[0] for url in one.asked} == {one.asked[0].partition("#")[0]}
        assert one.asked[0].startswith("file:")
    for context in contexts:
        context.close()
    assert [what for one in visits for what in one.wrong] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    named = os.environ.get("AXE_CORE")
    if not named or not Path(named).is_file():
        pytest.skip("axe-core is not here: AXE_CORE names no file")
    return Path(named).read_text(encoding="utf-8")
