"""A page is closed: nothing goes out, nothing comes in, and what sources say is only text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from .conftest import STRAITS, built

Pages = Callable[..., Path]
Visits = Callable[..., Any]


def test_the_policy_holds(pages: Pages, visit: Visits) -> None:
    """Whatever finds its way into the page does not run, load or style anything."""
    page = visit(pages("minerals"))
    result = page.evaluate(
        """async () => {
            const refused = [];
            document.addEventListener('securitypolicyviolation',
                event => refused.push(event.effectiveDirective));
            const put = html => document.body.insertAdjacentHTML('beforeend', html);
            const script = document.createElement('script');
            script.textContent = 'window.ran = "script"';
            document.body.append(script);
            put('<img id="picture" src="data:image/png;base64,x" onerror="window.ran = 1">');
            put('<p id="styled" style="color: rgb(1, 2, 3)">x</p>');
            put('<iframe srcdoc="x"></iframe><form id="f" action="https://example.org"></form>');
            document.getElementById('f').requestSubmit();
            put('<a id="j" href="javascript:window.ran = 2">x</a>');
            document.getElementById('j').click();
            try { await fetch('https://example.org/'); refused.push('fetched'); } catch { }
            await new Promise(done => setTimeout(done, 200));
            return {
                ran: window.ran ?? null,
                colour: getComputedStyle(document.getElementById('styled')).color,
                refused: [...new Set(refused)].sort(),
            };
        }"""
    )
    assert result["ran"] is None
    assert result["colour"] != "rgb(1, 2, 3)"
    assert "fetched" not in result["refused"]
    for directive in ("connect-src", "img-src", "script-src-elem", "style-src-attr", "form-action"):
        assert directive in result["refused"]
    page.wrong.clear()  # what the browser says of all this


HOSTILE = (
    '<script>window.ran = 1</script><img src=x onerror="window.ran = 2"> &amp; ]]> <!-- -->',
    "</p></li></ol></section></main><h1 id=title>Ruritania</h1><style>*{display:none}</style>",
    "isolated שלום עולם مرحبا \u200e\u200d\u00ad",
    "word" * 5000,
    '"><svg/onload=window.ran=3> javascript:window.ran=4 data:text/html,x `${window.ran=5}`',
)


def test_hostile_sources_are_text(visit: Visits, tmp_path: Path) -> None:
    """Markup, two directions and endless words in a source, its title and its address."""
    root = tmp_path / "straits"
    shutil.copytree(STRAITS, root, ignore=shutil.ignore_patterns("output"))
    folder = root / "briefs/sources/joint-statement"
    before = (folder / "text.txt").read_bytes()
    after = before + "".join(f"{line}\n" for line in HOSTILE).encode()
    (folder / "text.txt").write_bytes(after)
    about = (folder / "source.yaml").read_text(encoding="utf-8")
    about = about.replace(
        f"text.txt, sha256: {sha256(before).hexdigest()}",
        f"text.txt, sha256: {sha256(after).hexdigest()}",
    )
    about = about.replace(
        "title: Joint statement of Florin and Guilder",
        "title: '</title><script>window.ran = 6</script> Joint statement'",
    )
    (folder / "source.yaml").write_text(about, encoding="utf-8")
    page = visit(built(root, tmp_path / "out", "fisheries"), width=320, height=640)
    page.click("#mark-1")
    assert page.evaluate("window.ran ?? null") is None
    shown = page.locator(".passages").first.locator("li > p:first-of-type").all_text_contents()
    assert tuple(shown[-len(HOSTILE) :]) == HOSTILE
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("script").count() == 3  # two of data, one of the page
    assert "</title><script>" in page.locator("#archive-joint-statement-title").inner_text()


def test_a_bad_address_is_no_link(visit: Visits, tmp_path: Path) -> None:
    """A source at `javascript:` is refused by the workspace, or has no link."""
    root = tmp_path / "straits"
    shutil.copytree(STRAITS, root, ignore=shutil.ignore_patterns("output"))
    about = root / "briefs/sources/joint-statement/source.yaml"
    text = about.read_text(encoding="utf-8")
    about.write_text(
        text.replace("url: https://example.org/straits/4", "url: 'https://example.org/a b\"c'"),
        encoding="utf-8",
    )
    try:
        path = built(root, tmp_path / "out", "fisheries")
    except AssertionError:
        return
    page = visit(path)
    for link in page.locator("a").all():
        target = link.get_attribute("href") or ""
        assert target.startswith(("#", "https://example.org/"))
